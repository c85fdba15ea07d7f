"""The welcome of an empty log: what to do first, and a year of sample data to look around in."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import streamlit as st

from dashboard import clock
from dashboard.views import links, sample
from ingest.errors import IngestError
from ingest.schema import Log, Profile
from ingest.store import Store

FIRST = "hiplog puts your runs and your hip on one page, so that you can see what comes before a bad day."
STEPS = """
1. **Say how the hip is.** One number a day, here or on the Today page; a day without pain counts too.
2. **Bring your runs.** Export FIT, GPX or TCX files from your watch or app and drop them on the
   Import page.
3. **Look at Risk.** After a few weeks it shows where long runs, hills, hard ground and worn shoes meet pain.

Everything stays on this computer. hiplog does not diagnose; it shows what you measured and what is known.
"""
SAMPLE = "The sample year is an invented runner: 52 weeks of runs, three pairs of shoes, a pain diary."
LEAVING = "To leave it, stop hiplog and start it with `python -m dashboard --store another-folder`."


def is_empty(log: Log) -> bool:
    """Whether nothing was ever logged."""
    return all(frame.empty for frame in (log.runs, log.diary, log.shoes, log.weekly, log.plans))


def page(store: Store) -> None:
    """Stands for a page that has nothing to draw yet."""
    hello(store)
    rest(store)


def hello(store: Store) -> None:
    """The first words, short: on Today the log comes next, and a phone shows both."""
    _take_zone(store)
    st.title("Welcome to hiplog", anchor=False)
    st.markdown(FIRST)


def rest(store: Store) -> None:
    """What to do first, and the sample year."""
    st.markdown(STEPS)
    links.link("import", "Import your runs", ":material/upload_file:")
    offer(store)


def offer(store: Store) -> None:
    """The sample year, for those who only look around; not into a log whose first runs are coming in."""
    _take_zone(store)
    if store.waiting_jobs():
        return
    with st.container(border=True):
        st.markdown("**Only looking around?**")
        st.markdown(f"{SAMPLE} {LEAVING}")  # not as a caption: in its faint ink code is hard to read
        today = clock.today(store.profile())
        st.button(
            "Load the sample year",
            key="welcome.sample",
            icon=":material/auto_awesome:",
            on_click=sample.start,
            args=(store, today),
        )


def _take_zone(store: Store) -> None:
    """A new runner's days follow the clock of their browser, until Settings say otherwise."""
    profile, zone = store.profile(), st.context.timezone
    if profile == Profile() and zone and zone != profile.zone:
        with suppress(IngestError):  # a zone that only the browser knows
            store.save_profile(replace(profile, zone=zone))
