"""One of a few words or numbers, as buttons wide enough for a thumb.

Streamlit's own pills are 36 px high; its buttons, at our text size, are 45 px.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

SCORES = {score: str(score) for score in range(11)}
PAD_WIDTH = 48
"""Six of these in a row fit a phone of 360 px, and a fold on one of 390 px."""


def choice(label: str, key: str, options: Mapping) -> None:
    """Buttons for `options` (value -> word); `st.session_state[key]` holds the chosen value or None.

    A second tap on the chosen one takes the choice back.
    """
    _row(label, key, options, "content")


def pad(label: str, key: str) -> None:
    """The scale from 0 to 10; a second tap on a score takes it back, as with `choice`."""
    _row(label, key, SCORES, PAD_WIDTH)


def scale(label: str, key: str) -> None:
    """The scale from 0 to 10 where an answer stands once given: tapping it again changes nothing."""
    _row(label, key, SCORES, PAD_WIDTH, choose)


def _row(
    label: str,
    key: str,
    options: Mapping,
    width: str | int,
    tapped: Callable[[str, object], None] | None = None,
) -> None:
    st.session_state.setdefault(key, None)
    buttons(label, key, options, st.session_state[key], partial(tapped or toggle, key), width)


def choose(key: str, value: object) -> None:
    """Chooses a value."""
    st.session_state[key] = value


def toggle(key: str, value: object) -> None:
    """Chooses a value, or takes the choice back where it was chosen already."""
    st.session_state[key] = None if st.session_state.get(key) == value else value


def buttons(
    label: str,
    key: str,
    options: Mapping,
    chosen: object,
    choose: Callable[[object], None],
    width: str | int = "content",
) -> None:
    """A row of buttons with `chosen` filled in; a tap calls `choose` with the value tapped."""
    with st.container(gap="xsmall"):
        st.markdown(label)
        with st.container(horizontal=True, gap="xxsmall"):
            for value, word in options.items():
                kind = "primary" if value == chosen else "secondary"
                name = f"{key}.{value}"
                st.button(word, key=name, type=kind, width=width, on_click=choose, args=(value,))
