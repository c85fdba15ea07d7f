"""Ways from one page to another, by the path that the menu knows it under."""

from __future__ import annotations

from datetime import date

import streamlit as st

RUN = "runs.alone"
"""Where the Runs page finds the one run that it was asked to show."""


def link(path: str, label: str, icon: str) -> None:
    """A button that opens another page. `path` is a page's path in app.PLACES."""
    if st.button(label, icon=icon, key=f"link.{path}.{label}"):
        st.switch_page(st.Page(_nothing, title=label, url_path=path))


def to_run(run_id: str, label: str, key: str) -> None:
    """A button that opens one run. `key` tells it from others to the same run on the same page."""
    if st.button(label, icon=":material/directions_run:", key=f"link.{key}.{run_id}"):
        st.session_state[RUN] = run_id
        st.switch_page(st.Page(_nothing, title=label, url_path="runs"))


def to_day(day: date, today: date) -> None:
    """Opens the log on a day, as if its steps had led there."""
    st.session_state.update({"today.clock": today, "today.day": day})
    st.switch_page(st.Page(_nothing, title="Today", url_path="today"))


def _nothing() -> None:
    """Streamlit finds a page by its path; what it draws is decided in the menu."""
