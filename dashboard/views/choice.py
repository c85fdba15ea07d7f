"""One of a few words, as buttons wide enough for a thumb.

Streamlit's own pills are 36 px high; its buttons, at our text size, are 45 px.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

import streamlit as st


def choice(label: str, key: str, options: Mapping) -> None:
    """Buttons for `options` (value -> word); `st.session_state[key]` holds the chosen value or None.

    A second tap on the chosen one takes the choice back.
    """
    st.session_state.setdefault(key, None)
    buttons(label, key, options, st.session_state[key], partial(toggle, key))


def toggle(key: str, value: object) -> None:
    """Chooses a value, or takes the choice back where it was chosen already."""
    st.session_state[key] = None if st.session_state.get(key) == value else value


def buttons(label: str, key: str, options: Mapping, chosen: object, choose: Callable[[object], None]) -> None:
    """A row of buttons with `chosen` filled in; a tap calls `choose` with the value tapped."""
    several(label, key, options, (chosen,), choose)


def several(
    label: str, key: str, options: Mapping, chosen: Collection, choose: Callable[[object], None]
) -> None:
    """The same with any number of them filled in."""
    with st.container(gap="xsmall"):
        st.markdown(label)
        with st.container(horizontal=True, gap="xxsmall"):
            for value, word in options.items():
                kind = "primary" if value in chosen else "secondary"
                st.button(word, key=f"{key}.{value}", type=kind, on_click=choose, args=(value,))
