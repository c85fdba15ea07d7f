"""Reminders without a server: a daily alarm for the log, as a file for the phone's own calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import streamlit as st

from dashboard import ical
from dashboard.ical import Event

HOW = (
    "Open the file on the phone and its calendar offers to add it; on Android, choose a calendar app for it."
)
PLAIN = "It needs no script and can be kept on a phone's home screen, where the phone reaches this computer."
USUAL_TIME = time(20, 0)
AT, ADDRESS = "reminders.at", "reminders.address"


def section(today: date) -> None:
    """The time, an address to open, and the file."""
    with st.expander("A daily reminder to log the hip", icon=":material/notifications:"):
        at = st.time_input("Ring at", USUAL_TIME, key=AT, required=True)
        address = st.text_input("Address to open (may stay empty)", key=ADDRESS, max_chars=300)
        st.download_button(
            "Daily reminder for your calendar",
            lambda: ical.calendar([daily(today, at, address.strip())], datetime.now(UTC)),
            file_name="hip-log.ics",
            mime=ical.MIME,
            icon=":material/event_repeat:",
            on_click="ignore",
            key="reminders.calendar",
        )
        st.caption(HOW)
        st.link_button("The log as a plain form", "/log", icon=":material/smartphone:")
        st.caption(PLAIN)


def daily(first: date, at: time, address: str) -> Event:
    """The reminder, every day from `first` on; read again with another time it moves."""
    text = "Twenty seconds: how is the hip today?" + (f"\n{address}" if address else "")
    return Event("daily-log@hiplog", "How is the hip?", first, text, at, daily=True, rings=True, url=address)
