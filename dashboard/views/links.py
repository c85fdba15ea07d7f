"""Ways from one page to another, by the path that the menu knows it under."""

from __future__ import annotations

from datetime import date

import streamlit as st

ROOT = "start"
"""What Streamlit calls the first page, Today, which stands at `/`; no address ever shows this name."""

EPISODE = "episode"
"""What the address of the Risk page calls the onset of the episode that it was asked for."""

RUN = "runs.alone"
"""Where the Runs page finds the one run that it was asked to show."""


WHAT_WAS_DIFFERENT = "What was different"
"""The title of the patterns page, and what every button that leads to it says."""


def link(path: str, label: str, icon: str) -> None:
    """A button that opens another page. `path` is a page's path in app.PLACES."""
    if st.button(label, icon=icon, key=f"link.{path}.{label}"):
        st.switch_page(_page(path, label))


def to_patterns() -> None:
    """A button that opens the patterns page, under the name that stands over it everywhere."""
    link("patterns", WHAT_WAS_DIFFERENT, ":material/compare:")


def to_run(run_id: str, label: str, key: str) -> None:
    """A button that opens one run. `key` tells it from others to the same run on the same page."""
    if st.button(label, icon=":material/directions_run:", key=f"link.{key}.{run_id}"):
        st.session_state[RUN] = run_id
        st.switch_page(_page("runs", label))


def to_episode(onset: date, label: str) -> None:
    """A button that opens what was different before an episode, by the day on which it began."""
    if st.button(label, icon=":material/compare:", key=f"link.episode.{onset}"):
        st.switch_page(_page("risk", label), query_params={EPISODE: onset.isoformat()})


def episode_asked_for() -> date | None:
    """The onset of the episode that a link to this page asks for; None without one."""
    try:
        return date.fromisoformat(st.query_params.get(EPISODE, ""))
    except ValueError:
        return None


def to_day(day: date, today: date) -> None:
    """Opens the log on a day, as if its steps had led there."""
    st.session_state.update({"today.clock": today, "today.day": day})
    st.switch_page(_page("today", "Today"))


def _page(path: str, title: str) -> st.Page:
    """A page of the menu. By `/today` the first one is only led to, and that step would trap the way back."""
    return st.Page(_nothing, title=title, url_path=ROOT if path == "today" else path)


def _nothing() -> None:
    """Streamlit finds a page by its path; what it draws is decided in the menu."""
