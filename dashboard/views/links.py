"""Ways from one page to another, by the path that the menu knows it under."""

from __future__ import annotations

import streamlit as st


def link(path: str, label: str, icon: str) -> None:
    """A button that opens another page. `path` is a page's path in app.PLACES."""
    if st.button(label, icon=icon, key=f"link.{path}.{label}"):
        st.switch_page(st.Page(_nothing, title=label, url_path=path))


def _nothing() -> None:
    """Streamlit finds a page by its path; what it draws is decided in the menu."""
