"""Surface and shoe for the runs that have just come in, filled in as far as can be guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis import tagging, words
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.views import links
from ingest.schema import SURFACES, Log
from ingest.store import Job, Store

FEW = 5
TAGGED = "import.tagged"


@dataclass(frozen=True)
class Bundle:
    """Runs that are asked about together."""

    label: str
    run_ids: tuple[str, ...]
    surface: str | None
    without_pair: tuple[str, ...]
    """Those of them whose pair nobody has said: others have theirs, or the runner took it away."""

    def key(self, asked: str) -> str:
        """Names a question by its run: an answer must not be taken for that of the next runs."""
        return f"import.{asked}.{self.run_ids[0]}"


def section(store: Store, job: Job) -> None:
    """Asks for the runs of the last import that lack a surface or a shoe."""
    log = cache.log(store)
    if TAGGED in st.session_state:
        st.success(st.session_state.pop(TAGGED), icon=":material/check:")
    runs = of_job(log, job)
    given(log, runs)
    runs = runs[runs["surface"].isna() | tagging.unsaid(runs)]
    if runs.empty:
        return
    st.subheader("On what, and in which shoes?", anchor=False)
    if log.shoes.empty:
        st.markdown("Add your shoes, and hiplog counts how far each pair has come.")
        links.link("shoes", "Add your shoes", ":material/footprint:")
        runs = runs[runs["surface"].isna()]
    bundles = list(bundled(runs, log.profile.distance_unit))
    if bundles:
        form(store, log, bundles)


def form(store: Store, log: Log, bundles: list[Bundle]) -> None:
    """Two questions a bundle, saved together."""
    with st.form("import.tags", border=False):
        for bundle in bundles:
            ask(log, bundle)
        st.form_submit_button("Save", type="primary", width="stretch", on_click=save, args=(store, bundles))


def of_job(log: Log, job: Job) -> pd.DataFrame:
    """Runs that the job has added, oldest first."""
    added = [result["run_ids"] for result in job.results if result["status"] == "imported"]
    run_ids = {run_id for ids in added for run_id in ids}
    return log.runs[log.runs["run_id"].isin(run_ids)]


def given(log: Log, runs: pd.DataFrame) -> None:
    """Which pairs new runs got because they are the default there, and where that is changed."""
    counts = runs.loc[runs["shoe_source"] == "default", "shoe_id"].value_counts()
    if counts.empty:
        return
    names = log.shoes.set_index("shoe_id")["name"]
    said = [f"{names[shoe_id]} ({edge.counted(count, 'run')})" for shoe_id, count in counts.items()]
    st.text(f"Given as your default: {', '.join(said)}.")
    st.caption("Not so? Open the run under Runs and choose another pair, or none.")


def bundled(runs: pd.DataFrame, unit: str) -> Iterator[Bundle]:
    """A few runs one by one; many by the surface that the watch names."""
    unsaid = set(runs.loc[tagging.unsaid(runs), "run_id"])
    if len(runs) <= FEW:
        for run in runs.itertuples():
            surface = None if pd.isna(run.surface) else run.surface
            label = f"{words.day(run.day)}, {words.distance(run.distance_m, unit)}"
            without = (run.run_id,) if run.run_id in unsaid else ()
            yield Bundle(label, (run.run_id,), surface, without)
        return
    for surface, group in runs.groupby("surface", dropna=False):
        known = None if pd.isna(surface) else surface
        named = "surface not known" if known is None else SURFACES[known]
        label, run_ids = f"{edge.counted(len(group), 'run')}, {named}", tuple(group["run_id"])
        yield Bundle(label, run_ids, known, tuple(run_id for run_id in run_ids if run_id in unsaid))


def ask(log: Log, bundle: Bundle) -> None:
    """Two questions with their most likely answers chosen."""
    st.markdown(f"**{bundle.label}**")
    surfaces, pairs = list(SURFACES), _pairs(log)
    usual = tagging.usual_shoe(log, bundle.surface, clock.today(log.profile))
    with st.container(horizontal=True):
        st.selectbox(
            "Surface",
            surfaces,
            index=surfaces.index(bundle.surface) if bundle.surface else None,
            format_func=SURFACES.get,
            placeholder="Not known",
            key=bundle.key("surface"),
        )
        if bundle.without_pair:
            st.selectbox(
                "Shoes",
                list(pairs),
                index=list(pairs).index(usual) if usual else None,
                format_func=pairs.get,
                placeholder="Not said",
                key=bundle.key("shoe"),
            )


def _pairs(log: Log) -> dict[str, str]:
    """shoe_id -> name of the pairs in use."""
    in_use = log.shoes[log.shoes["retired_on"].isna()]
    return dict(zip(in_use["shoe_id"], in_use["name"], strict=True))


def save(store: Store, bundles: list[Bundle]) -> None:
    """Writes the answers; what was left open stays open, and a surface of the watch stays the watch's."""
    for bundle in bundles:
        surface, pair = (st.session_state.get(bundle.key(asked)) for asked in ("surface", "shoe"))
        if surface is not None and surface != bundle.surface:
            store.edit_runs(bundle.run_ids, surface=surface)
        if pair is not None and bundle.without_pair:
            store.give_pair(bundle.without_pair, pair)
    runs = sum(len(bundle.run_ids) for bundle in bundles)
    st.session_state[TAGGED] = f"Saved for {edge.counted(runs, 'run')}."
