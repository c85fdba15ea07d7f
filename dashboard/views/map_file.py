"""The map that tells what lies under each metre: which one is in use, a way in for another, sidewalks."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from uuid import uuid4

import streamlit as st

from dashboard import cache
from dashboard import words as edge
from dashboard.views import notice
from dashboard.views.choice import buttons
from ingest import units
from ingest.errors import IngestError
from ingest.map import extract, place, progress, refusals, take, words
from ingest.map.place import Kept, MapDamaged
from ingest.map.progress import FAILED, READING, State
from ingest.schema import Log
from ingest.store import Store

SAID, ROUND, TAKEN, PATH, ASKED = (f"map.{name}" for name in ("said", "round", "taken", "path", "asked"))
WHAT = (
    "With a street map hiplog can tell what lies under every metre you run: asphalt, gravel, trail or grass. "
    "Get the map of your region once and add it here; it is read on this machine, and nothing leaves it."
)
WHERE = """
1. In your browser, look for **Geofabrik downloads**: free maps of OpenStreetMap, region by region.
2. Choose the smallest region that holds your runs.
3. Download the file that ends in **.osm.pbf**. hiplog itself downloads nothing.
"""
SIDEWALKS = {False: "Of any kind", True: "Mostly concrete"}
SIDEWALKS_HELP = (
    "Maps seldom say what a sidewalk is made of. In the United States and Canada most are concrete; "
    "elsewhere hiplog counts them as paved, kind unknown."
)


def section(store: Store) -> None:
    """What it is for, the map in use, a way in for another, and beneath it what became of that."""
    log, state, kept = cache.log(store), progress.state(store), place.in_use(store)
    st.header("Your street map", anchor=False)
    st.markdown(WHAT)
    busy = state is not None and state.goes_on
    if kept is not None:
        in_use(store, log, kept, busy)
    way_in(store, kept is not None, busy)
    notice.told(SAID)
    if busy:
        st.fragment(watch, run_every=1.0)(store)
        return
    if state is not None and state.step == FAILED:
        refused(store, state)
    sidewalks(store, log)


def watch(store: Store) -> None:
    """How far the reading is, looked at every second, until it is done."""
    state = progress.state(store)
    if state is None or not state.goes_on:
        st.rerun()
    share = state.done / state.total if state.total else 0.0
    st.progress(min(share, 1.0), text=edge.plain(in_words(state, place.in_use(store) is not None)))
    st.caption("You may leave this page: it goes on.")


def in_words(state: State, with_map: bool) -> str:
    """`Reading bern.osm.pbf: 12,340 ways so far`"""
    if state.step == READING:
        found = f": {edge.counted(state.done, 'way')} so far" if state.done else " …"
        return f"Reading {state.name}{found}"
    doing = "Laying your runs on the map" if with_map else "Taking back what the map told"
    return f"{doing}: {state.done:,} of {state.total:,} runs" if state.total else f"{doing} …"


def refused(store: Store, state: State) -> None:
    """Why the last file was not taken."""
    st.warning(edge.plain(state.said), icon=":material/edit:")
    st.button("Close", key="map.close", on_click=progress.clear, args=(store,))


def in_use(store: Store, log: Log, kept: Kept, busy: bool) -> None:
    """The map in use: its name, day and area, how many runs lie on it; a way out where none is read."""
    with st.container(border=True):
        st.text(kept.name)
        try:
            st.caption(about(log, kept))
        except MapDamaged as error:
            st.warning(edge.plain(str(error)), icon=":material/edit:")
        removal(store, busy)


def removal(store: Store, busy: bool) -> None:
    """A button that asks once, for the map comes back only from its file."""
    if busy or not st.session_state.get(ASKED):
        st.button("Remove this map", key="map.ask", on_click=ask, args=(True,), disabled=busy)
        return
    st.markdown("Remove this map? The file is needed again to bring it back.")
    with st.container(horizontal=True):
        st.button("Remove it", key="map.remove", type="primary", on_click=remove, args=(store,))
        st.button("Keep it", key="map.keep", on_click=ask, args=(False,))


def ask(asking: bool) -> None:
    """Whether the page asks if the map is to go."""
    st.session_state[ASKED] = asking


def about(log: Log, kept: Kept) -> str:
    """`Map of 24 Jul 2022, added on 26 Nov 2026. …` Raises MapDamaged where it cannot be read."""
    unit = log.profile.distance_unit
    of_day = f"Map of {day_of(kept.as_of)}, added" if kept.as_of else "Added"
    wide, tall = (edge.whole(units.distance(each_m, unit), unit) for each_m in words.size_m(kept.bounds))
    ways = f"{edge.counted(kept.ways, 'way')} on {wide} by {tall}: {words.area(kept.bounds)}"
    return f"{of_day} on {day_of(kept.added_on)}. {ways}. {on_it(*take.on_map(log, kept))}"


def on_it(begin_here: int, located: int) -> str:
    """How many runs begin on a map, of those with a position."""
    if not located:
        return "No run in your log has a position yet."
    verb = "begins" if begin_here == 1 else "begin"
    return f"{begin_here:,} of your {edge.counted(located, 'run')} with a position {verb} on it."


def day_of(day: date) -> str:
    """`24 Jul 2022`: maps grow old."""
    return f"{edge.date_of(day)} {day.year}"


def way_in(store: Store, another: bool, busy: bool) -> None:
    """An upload, a path for what is too large for one, and where maps come from; while one is read they stay
    in their place, so that what is told beneath is where the tap was."""
    with st.expander("Use another map" if another else "Add a map", icon=":material/map:", key="map.way_in"):
        if not extract.installed():
            st.info(refusals.INSTALL, icon=":material/download:")
            return
        st.markdown(WHERE)
        key = f"map.file.{st.session_state.setdefault(ROUND, 0)}"
        st.file_uploader(
            "The map's file (.osm.pbf), up to 200 MB",
            disabled=busy,
            key=key,
            on_change=take_upload,
            args=(store, key),
        )
        with st.form("map.from_path", border=False):
            here = str(Path.home() / "Downloads" / "region.osm.pbf")
            st.text_input(
                "Or, for a larger one, where it lies on this machine",
                key=PATH,
                placeholder=here,
                disabled=busy,
            )
            st.form_submit_button("Use this file", on_click=take_path, args=(store,), disabled=busy)


def take_upload(store: Store, key: str) -> None:
    """Puts the uploaded bytes beside the log and has a process of its own read them; once an upload.

    A tap elsewhere may end this run of the script, and Streamlit then calls again with the same upload.
    """
    file, taken = st.session_state[key], st.session_state.setdefault(TAKEN, set())
    if file is None:
        return
    try:
        if file.file_id not in taken:
            folder = place.folder(store) / place.UPLOADS / uuid4().hex[:8]
            folder.mkdir(mode=0o700, parents=True)
            path = folder / Path(file.name).name
            path.write_bytes(file.getbuffer())
            taken.add(file.file_id)
            take.start(store, path)
    except (IngestError, OSError) as error:
        notice.say(SAID, notice.REFUSED, str(error))
    st.session_state[ROUND] += 1


def take_path(store: Store) -> None:
    """Has a process of its own read the file that was named; what is plainly wrong is said at once."""
    path = Path(os.path.expanduser(st.session_state[PATH].strip()))  # leaves a home of nobody as it is
    try:
        refusals.checked(path)
        take.start(store, path)
        st.session_state[PATH] = ""
    except (IngestError, OSError) as error:
        notice.say(SAID, notice.REFUSED, str(error))


def remove(store: Store) -> None:
    """Lets the map go; a process of its own takes back what it told of runs."""
    ask(False)
    place.forget(store)
    take.start(store)
    notice.say(SAID, notice.SAVED, "The map is removed, with what it told of your runs. Your runs stay.")


def sidewalks(store: Store, log: Log) -> None:
    """Whether sidewalks of unknown surface are concrete where the runner lives."""
    chosen, keep = log.profile.concrete_sidewalks, partial(save_sidewalks, store)
    buttons("Sidewalks where you run are", "map.sidewalks", SIDEWALKS, chosen, keep)
    st.caption(SIDEWALKS_HELP)


def save_sidewalks(store: Store, concrete: bool) -> None:
    """Keeps the answer; runs on the map are laid on it again."""
    store.save_profile(replace(store.profile(), concrete_sidewalks=concrete))
    if place.in_use(store) is not None:
        take.start(store)
