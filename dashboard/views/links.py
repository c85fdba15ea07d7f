"""Links from one page to another, by the path that the menu knows it under."""

from __future__ import annotations

import streamlit as st


def link(path: str, label: str, icon: str) -> None:
    """A link as large as a button. `path` is a page's path in app.PLACES."""
    st.page_link(st.Page(_nothing, title=label, url_path=path), label=label, icon=icon, width="stretch")


def _nothing() -> None:
    """Streamlit finds a page by its path; what it draws is decided in the menu."""
