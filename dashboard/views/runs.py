"""Runs: the list with filters, one run in full, runs added by hand, changed, joined and left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

import pandas as pd
import streamlit as st

from analysis import ground, words
from analysis.findings import Finding
from dashboard import cache, clock, theme
from dashboard import words as edge
from dashboard.views import (
    by_hand,
    columns,
    import_progress,
    left_out,
    links,
    notice,
    recorded,
    run_edit,
    run_form,
    run_page,
    run_words,
)
from ingest import units
from ingest.schema import SURFACES, Log
from ingest.store import Store

NOT_KNOWN = "not known"
CHOSEN = "runs.run"
LIST_HEIGHT = 360


@dataclass(frozen=True)
class Sought:
    """What the list is narrowed to; empty means everything."""

    first: date
    last: date
    surfaces: tuple[str, ...] = ()
    shoe_ids: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()


def page(store: Store) -> None:
    """One run where another page asked for it; else the list, and what can be done with it."""
    log = cache.log(store)
    st.title("Runs", anchor=False)
    notice.told(run_edit.SAID_OUT, floating=True)
    asked_for = log.runs[log.runs["run_id"] == st.session_state.get(links.RUN)]
    if len(asked_for):
        st.button("All runs", key="runs.all", icon=":material/arrow_back:", on_click=back)
        run_page.show(store, log, asked_for.iloc[0])
        return
    coming, today = import_progress.elsewhere(store), clock.today(log.profile)
    if log.runs.empty:
        if not coming:
            st.markdown("No runs yet.")
            links.link("import", "Import your runs", ":material/upload_file:")
        by_hand.section(store, log, today)
    else:
        by_hand.section(store, log, today)
        listed(store, log, today)
    left_out.section(store, log.profile.distance_unit)


def listed(store: Store, log: Log, today: date) -> None:
    """Filters, list, and one run or what can be done with those ticked."""
    most, in_words = cache.of_log(store, surfaces)
    found = matching(log.runs, filters(log, today), most)
    if found.empty:
        st.markdown("No run matches. Widen the dates or take a filter away.")
        return
    ticked = listing(log, found, stood_out(cache.findings(store, today)), in_words)
    if len(ticked) == 1:
        shown_below(found[found["run_id"] == st.session_state[CHOSEN]])
    recorded.ticked(store, found[found["run_id"].isin(ticked)])
    run_edit.many(store, log, found, ticked)
    if len(ticked) < 2:
        run_page.show(store, log, _one(store, found))


def surfaces(log: Log) -> tuple[pd.Series, pd.Series]:
    """What most of each run was on, and that in a word or two, both by run_id."""
    laid = ground.laid(log)
    return ground.most_of(laid)["surface"], ground.in_words(laid)


def shown_below(chosen: pd.DataFrame) -> None:
    """Which run stands below, for on a phone nothing seems to happen after a tick."""
    for run in chosen.itertuples():
        st.caption(f"Shown below: {words.day(run.day)} {run.day.year}")


def back() -> None:
    """From one run to the list."""
    st.session_state.pop(links.RUN, None)


def stood_out(findings: Sequence[Finding]) -> dict[str, str]:
    """run_id -> sign and word of the most urgent finding about it."""
    by_urgency = sorted(findings, key=lambda finding: finding.severity)
    marks = {finding.subject: theme.MARKS[finding.severity] for finding in by_urgency if finding.subject}
    return {subject: f"{mark.sign} {mark.word}" for subject, mark in marks.items()}


def filters(log: Log, today: date) -> Sought:
    """Dates, surface, shoe and device."""
    oldest = min(log.runs["day"].min().date(), today)
    newest = max(log.runs["day"].max().date(), today)
    devices = dict.fromkeys(sorted(log.runs["device"].dropna().unique()))
    with st.expander("Filter by date, surface, shoe or watch", icon=":material/filter_list:"):
        days = st.date_input("From – to", value=(oldest, newest), key="runs.days", format="YYYY-MM-DD")
        with st.grid(min_column_width=run_form.FIELD_WIDTH):
            surfaces = _any_of("Surface", SURFACES, "runs.surfaces")
            worn = _any_of("Shoes", run_form.pairs(log), "runs.shoes")
            recorders = _any_of("Recorded by", {name: name for name in devices}, "runs.devices")
    first, last = days if len(days) == 2 else (oldest, newest)
    return Sought(first, last, surfaces, worn, recorders)


def _any_of(label: str, names: Mapping[str, str], key: str) -> tuple[str, ...]:
    """Some of these words (value -> word), or runs of which it is not known."""
    options = [*names, NOT_KNOWN]
    chosen = st.multiselect(
        label, options, key=key, format_func=lambda one: names.get(one, one), placeholder="Any"
    )
    return tuple(chosen)


def matching(runs: pd.DataFrame, sought: Sought, surface: pd.Series) -> pd.DataFrame:
    """The runs that the filters leave, newest first; `surface` is what most of each run was on, by run_id."""
    within = runs["day"].between(pd.Timestamp(sought.first), pd.Timestamp(sought.last))
    asked = (
        (runs["run_id"].map(surface).astype("str"), sought.surfaces),
        (runs["shoe_id"], sought.shoe_ids),
        (runs["device"], sought.devices),
    )
    for values, wanted in asked:
        if wanted:
            within &= values.fillna(NOT_KNOWN).isin(wanted)
    return runs[within].sort_values("started_at", ascending=False, ignore_index=True)


def listing(log: Log, found: pd.DataFrame, marks: Mapping[str, str], on: pd.Series) -> list[str]:
    """The list; returns the run_ids that are ticked. A single tick opens that run.

    Streamlit remembers ticks by row: a list of other runs is another list, with nothing ticked.
    """
    total = words.distance(found["distance_m"].sum(), log.profile.distance_unit)
    st.caption(f"{edge.counted(len(found), 'run')}, {total}. Tick one to see it, several to change them.")
    run_ids = list(found["run_id"])
    state = st.dataframe(
        table(log, found, marks, on),
        hide_index=True,
        column_config=columns.figures(log.profile.distance_unit),
        placeholder=edge.MISSING,
        height=min(LIST_HEIGHT, 36 * (len(found) + 1) + 2),
        key=f"runs.list.{crc32(' '.join(run_ids).encode())}",
        on_select="rerun",
        selection_mode="multi-row",
        alt="Runs, newest first",
    )
    ticked = [run_ids[row] for row in state.selection.rows if row < len(run_ids)]
    if len(ticked) == 1 and st.session_state.get("runs.ticked") != ticked:
        st.session_state[CHOSEN] = ticked[0]
    st.session_state["runs.ticked"] = ticked
    return ticked


def table(log: Log, found: pd.DataFrame, marks: Mapping[str, str], on: pd.Series) -> pd.DataFrame:
    """The list as the runner reads it; `on` says by run_id what the run was on."""
    unit = log.profile.distance_unit
    climb, pairs = units.height_unit(unit), run_form.pairs(log)
    shown = pd.DataFrame(
        {
            "Day": found["day"].map(words.day) + found["day"].dt.strftime(" %Y"),
            f"Distance, {unit}": units.distance(found["distance_m"], unit).round(1),
            "Stood out": found["run_id"].map(marks.get).fillna(""),
            "Time": found["duration_s"].map(edge.duration),
            "Pace": [edge.pace(speed, unit) for speed in found["avg_speed_m_s"]],
            f"Up, {climb}": units.height(found["ascent_m"], unit).round(),
            f"Down, {climb}": units.height(found["descent_m"], unit).round(),
            "Surface": found["run_id"].map(on).astype("str").fillna(edge.MISSING),
            "Shoes": [pairs.get(shoe_id, edge.MISSING) for shoe_id in found["shoe_id"]],
            "Name": found["title"].fillna("") if found["title"].notna().any() else None,
        }
    )
    return shown.dropna(axis="columns", how="all")


def _one(store: Store, found: pd.DataFrame) -> pd.Series:
    """The run to show: the one chosen here or linked to, else the newest of the list."""
    every = cache.of_log(store, run_words.labels)
    labels = {run_id: every[run_id] for run_id in found["run_id"]}
    linked = st.query_params.get("run")
    st.session_state.setdefault(CHOSEN, linked)
    if st.session_state[CHOSEN] not in labels:
        st.session_state[CHOSEN] = next(iter(labels))
    run_id = st.selectbox("Show the run", list(labels), format_func=labels.get, key=CHOSEN)
    return found.set_index("run_id", drop=False).loc[run_id]
