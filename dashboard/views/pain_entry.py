"""The form that asks how the hip is: one tap for a usual day, a number and two words for a bad one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis import words
from dashboard import cache
from dashboard import words as edge
from dashboard.views import welcome
from dashboard.views.choice import PAD_WIDTH, choice, pad, scale
from ingest.diary import SCORES, Entry
from ingest.errors import IngestError
from ingest.schema import PLACES, QUALITIES, SIDES, Log
from ingest.store import Store

DAY = timedelta(days=1)
RECENT_RUN = timedelta(days=3)
ASKED = {
    "today.pain": "worst_pain",
    "today.side": "side",
    "today.place": "place",
    "today.quality": "quality",
    "today.note": "note",
    "today.run_pain": "run_pain",
    "today.morning_pain": "morning_pain",
}
SAID = "today.said"
BEFORE = "today.before"
FILLED, KNOWN = "today.filled", "today.known"
Days = Mapping[date, Entry | None]
"""What stands in the diary by day; None is no entry."""


def form(store: Store, log: Log, today: date) -> None:
    """Asks, and saves when told to. Save stays under the thumb; by it what was saved and a way back."""
    day = _day_shown(log, today)
    stepper(day, today)
    when = "today" if day == today else f"on {words.day(day)}"
    scale(f"At its worst {when}. 0 is no pain, 10 the worst you can imagine.", "today.pain")
    shortcuts(store, log, day)
    choice("Which side?", "today.side", SIDES)
    choice("Where?", "today.place", PLACES)
    with st.expander("More: run, waking, note, another day"):
        details(log, day, today)
    with st.container() if welcome.is_empty(log) else st.bottom:
        told()
        saving(store, day, today)


def saving(store: Store, day: date, today: date) -> None:
    """Save, which names the day where it is not today's, and Undo."""
    with st.container(horizontal=True, gap="xsmall"):
        label = "Save" if day == today else f"Save for {words.day(day)}"
        does = {"on_click": save, "args": (store, day)}
        st.button(label, key="today.save", type="primary", width="stretch", **does)
        if st.session_state.get(SAID, (None,))[0] == "saved":
            st.button("Undo", key="today.undo", icon=":material/undo:", on_click=undo, args=(store,))


def stepper(day: date, today: date) -> None:
    """The day that the form is about, and a tap to the one before or after it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        ways = (("before", "chevron_left", -DAY), ("after", "chevron_right", DAY))
        for name, icon, step in ways:
            st.button(
                "",
                key=f"today.day_{name}",
                icon=f":material/{icon}:",
                help=f"The day {name}",
                width=PAD_WIDTH,
                disabled=day + step > today,
                on_click=show_day,
                args=(day + step,),
            )
        st.markdown(f"**{words.day(day)}**{', today' if day == today else ''}", width="content")


def show_day(day: date) -> None:
    """Turns the form to another day; what was said about the last save no longer belongs to it."""
    st.session_state["today.day"] = day
    st.session_state.pop(SAID, None)


def shortcuts(store: Store, log: Log, day: date) -> None:
    """One tap that saves: no pain, or the same as the day before."""
    before = entry_on(log, day - DAY)
    with st.container(horizontal=True, gap="xsmall"):
        nothing = {"worst_pain": 0}
        st.button("No pain", key="today.none", on_click=at_once, args=(store, day, nothing))
        if before is not None and before.worst_pain is not None:
            same = {name: getattr(before, name) for name in ("worst_pain", "side", "place", "quality")}
            label = f"Same as the day before ({before.worst_pain})"
            st.button(label, key="today.same", on_click=at_once, args=(store, day, same))


def at_once(store: Store, day: date, said: Mapping) -> None:
    """Keeps a shortcut's entry, with what else stands in the diary for that day by now."""
    log = cache.log(store)
    known = entry_on(log, day)
    kept = {name: getattr(known, name, None) for name in ("run_pain", "morning_pain", "note")}
    keep(store, log, {day: Entry(day, **said, **kept)})


def details(log: Log, day: date, today: date) -> None:
    """The questions that not every day needs."""
    run_day = _run_day(log, day)
    which = "" if run_day == day else f" on {words.day(run_day)}"
    pad(f"**During the run{which}**", "today.run_pain")
    pad(f"**On waking {'this morning' if day == today else 'on ' + words.day(day)}**", "today.morning_pain")
    st.selectbox("What is it like?", QUALITIES, index=None, placeholder="Choose a word", key="today.quality")
    st.text_area("Note", key="today.note", max_chars=10_000)
    st.date_input("Another day", key="today.day", max_value=today, format="YYYY-MM-DD")


def told() -> None:
    """What the last tap did, in small print: on a phone a frame would hide half of the form."""
    kind, text = st.session_state.get(SAID, (None, ""))
    if kind is not None:
        icon, colour = ("check_circle", "green") if kind == "saved" else ("edit", "orange")
        st.markdown(f":small[:{colour}[:material/{icon}:] {edge.plain(text)}]")


def save(store: Store, day: date) -> None:
    """Keeps what was answered since the form was filled in, or says what is missing.

    What it was filled with may be old by now: another tab may have saved, and its words stay.
    """
    log = cache.log(store)
    answers = {name: st.session_state.get(key) or None for key, name in ASKED.items() if name not in SCORES}
    answers |= {name: st.session_state.get(key) for key, name in ASKED.items() if name in SCORES}
    if not answers["worst_pain"] and not answers["run_pain"]:
        answers |= {"side": None, "place": None}
    answers = {name: said for name, said in answers.items() if said != st.session_state[KNOWN][name]}
    try:
        changed = _changed(log, day, answers)
    except IngestError as error:
        st.session_state[SAID] = ("refused", str(error))
        return
    if changed:
        keep(store, log, changed)
    else:
        st.session_state[SAID] = ("missing", "Nothing new to save. Tap a number first, or “No pain”.")


def _changed(log: Log, day: date, answers: Mapping) -> Days:
    """The entries that the answers change. Pain in a run is the run's day's; waking, the day before's."""
    about = dict.fromkeys(answers, day) | {"run_pain": _run_day(log, day), "morning_pain": day - DAY}
    changed = {}
    for each in dict.fromkeys(about.values()):
        before = entry_on(log, each)
        known = {f.name: getattr(before, f.name, None) for f in fields(Entry)}
        known |= {"day": each, "logged_at": None}
        said = known | {name: answers[name] for name in answers if about[name] == each}
        if said != known:
            says = said["note"] or any(said[name] is not None for name in SCORES)
            changed[each] = Entry(**said) if says else None
    return {each: entry for each, entry in changed.items() if entry or entry_on(log, each)}


def keep(store: Store, log: Log, days: Days) -> None:
    """Saves entries and remembers what stood before them."""
    before = {day: entry_on(log, day) for day in days}
    try:
        write(store, days)
    except IngestError as error:
        st.session_state[SAID] = ("refused", str(error))
        return
    st.session_state[BEFORE] = before
    said = " ".join(in_words(day, entry) for day, entry in days.items())
    st.session_state[SAID] = ("saved", said)
    st.session_state[FILLED] = None


def undo(store: Store) -> None:
    """Puts back what stood before the last save."""
    try:
        write(store, st.session_state.get(BEFORE, {}))
    except IngestError as error:
        st.session_state[SAID] = ("refused", str(error))
        return
    st.session_state[SAID] = ("undone", "Taken back.")
    st.session_state[FILLED] = None


def write(store: Store, days: Days) -> None:
    """The diary stands as told for these days."""
    store.add_entries(replace(entry, logged_at=None) for entry in days.values() if entry is not None)
    for day, entry in days.items():
        if entry is None:
            store.withdraw_entry(day)


def in_words(day: date, entry: Entry | None) -> str:
    """`Saved for Sun 22 Nov: pain 4, left, outer hip.`"""
    if entry is None:
        return f"{words.day(day)} stands without an entry."
    scores = (entry.worst_pain, "pain"), (entry.run_pain, "in the run"), (entry.morning_pain, "next morning")
    said = [f"{word} {score}" for score, word in scores if score is not None]
    said = ["no pain" if word == "pain 0" else word for word in said]
    said += [SIDES.get(entry.side), PLACES.get(entry.place)]
    return f"Saved for {words.day(day)}: {', '.join(filter(None, said)) or 'your note'}."


def entry_on(log: Log, day: date) -> Entry | None:
    """The entry of a day, or None."""
    rows = log.diary[log.diary["day"] == pd.Timestamp(day)]
    if rows.empty:
        return None
    row = {name: None if pd.isna(value) else value for name, value in rows.iloc[-1].items()}
    scores = {name: int(row[name]) for name in SCORES if row[name] is not None}
    return Entry(**{**row, **scores, "day": day})


def _run_day(log: Log, day: date) -> date:
    """The day of the last run, where it is recent; else the day itself, whose run may yet be imported."""
    now = pd.Timestamp(day)
    last = log.runs.loc[log.runs["day"].between(now - RECENT_RUN, now), "day"].max()
    return day if pd.isna(last) else last.date()


def _day_shown(log: Log, today: date) -> date:
    """The day that the form is about; fills the form in when that day, or what is known of it, changes.

    Streamlit forgets what stood in the note while another page was shown: then too.
    """
    if st.session_state.get("today.clock") != today:
        st.session_state.update({"today.clock": today, "today.day": today})
    day = st.session_state.setdefault("today.day", today) or today
    if st.session_state.get(FILLED) != day or "today.note" not in st.session_state:
        _fill(log, day)
        st.session_state[FILLED] = day
    return day


def _fill(log: Log, day: date) -> None:
    """What is known of the day; else the side and place of the last pain, which is mostly the same."""
    known = entry_on(log, day)
    filled = {key: getattr(known, name, None) for key, name in ASKED.items()}
    filled["today.run_pain"] = getattr(entry_on(log, _run_day(log, day)), "run_pain", None)
    filled["today.morning_pain"] = getattr(entry_on(log, day - DAY), "morning_pain", None)
    st.session_state[KNOWN] = {name: filled[key] for key, name in ASKED.items()}
    st.session_state.update(filled | (_usual_place(log, day) if known is None else {}))


def _usual_place(log: Log, day: date) -> dict:
    painful = log.diary[(log.diary["day"] < pd.Timestamp(day)) & (log.diary["worst_pain"] > 0)]
    last = painful.tail(1)[["side", "place"]].to_dict("records")
    return {f"today.{name}": value for row in last for name, value in row.items() if pd.notna(value)}
