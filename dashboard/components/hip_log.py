"""The hip log: pain pad, hip map and Save as one part of the page, on which every tap is local.

Only what is to be kept goes to the server, as one message; `data` is what the server answers with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

HERE = Path(__file__)

_mounted = st.components.v2.component(
    "hip_log",
    html=HERE.with_suffix(".html").read_text("utf-8"),
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
)


def hip_log(key: str, data: Mapping, heard: Callable[[], None]) -> object:
    """Draws the log. After a tap that saves, `heard` finds the message in `said(key)`; it is returned too.

    `data`: `form` (a new text makes the log take `values` in place of what was tapped), `day`, `run_day`,
    `latest`, `before` and `after` (YYYY-MM-DD, or None), `named`, `asked`, `save` and `same` (words; None
    hides the last), `places`, `questions` (see pain_details), `values` and `seen` (by field), `heard` (the
    message that was dealt with last) and `reply` (what is said of it: kind, text, undo; or None).
    """
    return _mounted(key=key, data=dict(data), on_said_change=heard).said


def said(key: str) -> object:
    """The message of the last tap, which the browser made: it may be anything."""
    return st.session_state[key].get("said")


def is_drawn(key: str) -> bool:
    """Whether the log stood on the page that was drawn last: else all that was tapped is gone."""
    return key in st.session_state
