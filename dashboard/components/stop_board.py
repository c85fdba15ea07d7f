"""The head of the stop board: black on vermilion, a sign and words, as wide as the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

HERE = Path(__file__)

_mounted = st.components.v2.component(
    "stop_board",
    html=HERE.with_suffix(".html").read_text("utf-8"),
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
)


def head(key: str, whom: str, said: str, flags: Sequence[str]) -> None:
    """Says "Stop: do not run", under it whom to see and how soon, and what the runner logged.

    A flag that was not among `flags` before brings the page up to the head.
    """
    _mounted(key=key, data={"whom": whom, "said": said, "flags": list(flags)})
