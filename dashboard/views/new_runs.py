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

    def key(self, asked: str) -> str:
        """Names a question by its run: an answer must not be taken for that of the next runs."""
        return f"import.{asked}.{self.run_ids[0]}"


def section(store: Store, job: Job) -> None:
    """Asks for the runs of the last import that lack a surface or a shoe."""
    log = cache.log(store)
    if TAGGED in st.session_state:
        st.success(st.session_state.pop(TAGGED), icon=":material/check:")
    runs = untagged(log, job)
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


def untagged(log: Log, job: Job) -> pd.DataFrame:
    """Runs of the job that still lack a surface or a shoe, oldest first."""
    added = [result["run_ids"] for result in job.results if result["status"] == "imported"]
    run_ids = {run_id for ids in added for run_id in ids}
    runs = log.runs[log.runs["run_id"].isin(run_ids)]
    return runs[runs["surface"].isna() | runs["shoe_id"].isna()]


def bundled(runs: pd.DataFrame, unit: str) -> Iterator[Bundle]:
    """A few runs one by one; many by the surface that the watch names."""
    if len(runs) <= FEW:
        for run in runs.itertuples():
            surface = None if pd.isna(run.surface) else run.surface
            label = f"{words.day(run.day)}, {words.distance(run.distance_m, unit)}"
            yield Bundle(label, (run.run_id,), surface)
        return
    for surface, group in runs.groupby("surface", dropna=False):
        known = None if pd.isna(surface) else surface
        named = "surface not known" if known is None else SURFACES[known]
        yield Bundle(f"{edge.counted(len(group), 'run')}, {named}", tuple(group["run_id"]), known)


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
        surface = st.session_state.get(bundle.key("surface"))
        said = {"shoe_id": st.session_state.get(bundle.key("shoe"))}
        said |= {"surface": surface} if surface != bundle.surface else {}
        changes = {name: value for name, value in said.items() if value is not None}
        if changes:
            store.edit_runs(bundle.run_ids, **changes)
    runs = sum(len(bundle.run_ids) for bundle in bundles)
    st.session_state[TAGGED] = f"Saved for {edge.counted(runs, 'run')}."
