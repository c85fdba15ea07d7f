"""One of a few words or numbers, as buttons wide enough for a thumb.

Streamlit's own pills are 36 px high; its buttons, at our text size, are 45 px.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

SCORES = {score: str(score) for score in range(11)}
PAD_ROWS = (range(6), range(6, 11))


def choice(label: str, key: str, options: Mapping) -> None:
    """Buttons for `options` (value -> word); `st.session_state[key]` holds the chosen value or None.

    A second tap on the chosen one takes the choice back.
    """
    st.session_state.setdefault(key, None)
    st.markdown(label)
    _row(key, options, "content")


def pad(label: str, key: str) -> None:
    """The scale from 0 to 10 in two rows; `st.session_state[key]` holds the score or None."""
    st.session_state.setdefault(key, None)
    st.markdown(label)
    for scores in PAD_ROWS:
        _row(key, {score: SCORES[score] for score in scores}, 52)


def _row(key: str, options: Mapping, width: str | int) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for value, word in options.items():
            chosen = st.session_state[key] == value
            st.button(
                word,
                key=f"{key}.{value}",
                type="primary" if chosen else "secondary",
                width=width,
                on_click=toggle,
                args=(key, value),
            )


def toggle(key: str, value: object) -> None:
    """Chooses a value, or takes the choice back where it was chosen already."""
    st.session_state[key] = None if st.session_state.get(key) == value else value


def forget(keys: Iterable[str]) -> None:
    """Empties choices, so that they are filled in afresh."""
    for key in keys:
        st.session_state.pop(key, None)
