"""The head of the stop board: black on vermilion, a sign and words, as wide as the page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

HERE = Path(__file__)

_mounted = st.components.v2.component(
    "stop_board",
    html=HERE.with_suffix(".html").read_text("utf-8"),
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
)


def head(key: str, whom: str) -> None:
    """Says "Stop: do not run", and under it whom to see and how soon."""
    _mounted(key=key, data={"whom": whom})
