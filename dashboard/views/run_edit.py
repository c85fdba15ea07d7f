"""What the runner says of a run, or of many at once: surface, shoes, kind, distance, or that it is none."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis import words
from dashboard import words as edge
from dashboard.views import notice
from dashboard.views.run_form import FIELD_WIDTH, LONGEST_TITLE, NOT_SAID, distance, pairs, select
from ingest import units
from ingest.errors import IngestError
from ingest.schema import RUN_KINDS, SPORTS, SURFACES, Log
from ingest.store import Store

SAID, SAID_BACK, SAID_MANY = "runs.said", "runs.said_recorded", "runs.said_many"
SAID_OUT, NOT_OUT = "runs.notice", "runs.not_out"
PARTS = {
    "surface": "surface",
    "shoe_id": "shoe",
    "title": "title",
    "sub_sport": "kind",
    "sport": "sport",
    "distance_m": "distance",
}
"""RUNS column -> name of its field."""

FIRST_SAID = {"manual": ("Typed in", "distance first typed in")}
"""Format of a run -> how its first distance came, and what it is called, where nothing recorded it."""

MANY = ("surface", "shoe_id", "sub_sport")
OUT = "It is under “Left out” at the end of the Runs page, where you can take it back."


def one(store: Store, log: Log, run: pd.Series) -> None:
    """The form for one run, filled in with what is known."""
    run_id, unit = run["run_id"], log.profile.distance_unit
    shown = shown_of(run, log)
    _fill(run_id, shown)
    with st.form(f"runs.edit.{run_id}", border=False):
        with st.grid(min_column_width=FIELD_WIDTH):
            select("Surface", {NOT_SAID: "not known", **SURFACES}, _key("surface", run_id))
            select("Shoes", {NOT_SAID: "not said", **pairs(log)}, _key("shoe", run_id))
            select("Kind of run", RUN_KINDS, _key("kind", run_id), "Not said")
            distance(f"Distance, {unit}", _key("distance", run_id))
            select("It was a", SPORTS, _key("sport", run_id))
        st.text_input("Name", max_chars=LONGEST_TITLE, key=_key("title", run_id))
        st.form_submit_button("Save", type="primary", on_click=save_one, args=(store, run_id, shown, unit))
    notice.told(SAID)
    recorded(store, run, unit)
    st.button("Leave this run out", key=f"runs.out.{run_id}", on_click=leave_out, args=(store, run_id))
    notice.told(NOT_OUT)
    st.caption("It stays in the log but counts for nothing: not for distance, shoes or findings.")


def by_default(log: Log, run: pd.Series) -> None:
    """Says of a run that its pair is the default, for nobody has chosen it there."""
    if run["shoe_source"] == "default" and pd.notna(run["shoe_id"]):
        st.text(f"Shoes: {pairs(log)[run['shoe_id']]}, given as your default for such runs.")
        st.caption("Not so? Choose another pair, or none, under “Change this run”.")


def recorded(store: Store, run: pd.Series, unit: str) -> None:
    """Where the runner set a distance: what was recorded or first typed in, and the way back to it."""
    if pd.notna(run["distance_source"]):
        first, which = FIRST_SAID.get(run["format"], ("Recorded", "recorded distance"))
        far = run["recorded_distance_m"]
        st.caption(f"{first}: {words.distance(far, unit) if edge.known(far) else 'no distance'}.")
        st.button(
            f"Back to the {which}",
            key=f"runs.recorded.{run['run_id']}",
            on_click=_write,
            args=(store, [run["run_id"]], {"distance_m": None}, SAID_BACK, f"The {which} counts again."),
        )
    notice.told(SAID_BACK)


def shown_of(run: pd.Series, log: Log) -> dict:
    """What the fields show of a run, by RUNS column; what no field can show is None."""
    known, unit = run[list(PARTS)].dropna(), log.profile.distance_unit
    far = known.get("distance_m")
    kind = known.get("sub_sport")
    return {
        "surface": known.get("surface", NOT_SAID),
        "shoe_id": known.get("shoe_id", NOT_SAID),
        "title": known.get("title", ""),
        "sub_sport": kind if kind in RUN_KINDS else None,
        "sport": known.get("sport", "running"),
        "distance_m": None if far is None else round(units.distance(far, unit), 2),
    }


def _fill(run_id: str, shown: dict) -> None:
    """Sets the fields to what the log says wherever that has changed since they were filled."""
    if st.session_state.get(_key("shown", run_id)) != shown:
        st.session_state[_key("shown", run_id)] = shown
        for name, part in PARTS.items():
            st.session_state[_key(part, run_id)] = shown[name]
    for name, part in PARTS.items():
        st.session_state.setdefault(_key(part, run_id), shown[name])


def _key(part: str, run_id: str) -> str:
    return f"runs.{part}.{run_id}"


def many(store: Store, log: Log, found: pd.DataFrame, ticked: Sequence[str]) -> None:
    """The form for the ticked runs, or for the whole list, where they are more than one."""
    run_ids = list(ticked) if len(ticked) > 1 else list(found["run_id"])
    if len(run_ids) < 2:
        return
    which = "ticked runs" if len(ticked) > 1 else "runs of this list"
    label = f"Change the {len(run_ids):,} {which}"
    with st.expander(label, icon=":material/edit:", key="runs.many"):
        with st.form("runs.edit_many", border=False):
            with st.grid(min_column_width=FIELD_WIDTH):
                select("Surface", {NOT_SAID: "not known", **SURFACES}, "runs.surface_many")
                select("Shoes", {NOT_SAID: "not said", **pairs(log)}, "runs.shoe_many")
                select("Kind of run", RUN_KINDS, "runs.kind_many")
            st.checkbox("Leave them out: they count for nothing", key="runs.out_many")
            saving = f"Save for {edge.counted(len(run_ids), 'run')}"
            st.form_submit_button(saving, type="primary", on_click=save_many, args=(store, run_ids))
        notice.told(SAID_MANY)


def save_one(store: Store, run_id: str, shown: dict, unit: str) -> None:
    """Writes what was changed; an emptied field is cleared, an emptied distance is the recorded one."""
    said = {name: st.session_state[_key(part, run_id)] for name, part in PARTS.items()}
    changes = {name: _meant(value) for name, value in said.items() if value != shown[name]}
    if changes.get("distance_m") is not None:
        changes["distance_m"] = units.metres(changes["distance_m"], unit)
    sport = changes.get("sport", "running")
    told = f"Saved as a {SPORTS[sport]}. {OUT}" if sport not in (None, "running") else None
    _write(store, [run_id], changes, SAID, told, SAID_OUT if told else SAID)


def _meant(value):
    """A field's value as the log takes it: an emptied text is none."""
    return None if isinstance(value, str) and not value.strip() else value


def leave_out(store: Store, run_id: str) -> None:
    """The run counts for nothing from now on."""
    _write(store, [run_id], {"excluded": True}, NOT_OUT, f"Left out. {OUT}", SAID_OUT)


def save_many(store: Store, run_ids: list[str]) -> None:
    """Writes what was chosen to every run."""
    said = {name: st.session_state.get(f"runs.{PARTS[name]}_many") for name in MANY}
    changes = {name: _meant(value) for name, value in said.items() if value is not None}
    told = None
    if st.session_state.get("runs.out_many"):
        changes["excluded"] = True
        told = f"{edge.counted(len(run_ids), 'run')} left out. Take them back at the end of this page."
    _write(store, run_ids, changes, SAID_MANY, told, SAID_OUT if told else SAID_MANY)
    st.session_state["runs.out_many"] = False


def _write(
    store: Store,
    run_ids: list[str],
    changes: dict,
    said: str,
    told: str | None = None,
    said_then: str | None = None,
) -> None:
    """Writes, and says so at the button (`said`), or at `said_then` where the button is gone then."""
    if not changes:
        notice.say(said, notice.REFUSED, "Nothing was changed.")
        return
    try:
        store.edit_runs(run_ids, **changes)
    except IngestError as error:
        notice.say(said, notice.REFUSED, str(error))
    else:
        notice.say(said_then or said, notice.SAVED, told or f"Saved for {edge.counted(len(run_ids), 'run')}.")
