"""The map of one run: coloured by what the runner wants to see, and where the hip began to hurt."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis import pain_mark, stretches, words
from analysis.ground import UNKNOWN
from dashboard import cache
from dashboard.charts import looks
from dashboard.charts import map as charts
from dashboard.charts.looks import Look
from dashboard.views import picture, share
from dashboard.views.choice import buttons
from ingest.map import streets
from ingest.schema import Log
from ingest.store import Store

CHOSEN = "runs.map.by"
BY = {"surface": "Surface", "grade": "Hills", "pace": "Pace"}
Drawn = tuple[pd.Series, Mapping[str, Look]]


def section(store: Store, log: Log, run: pd.Series) -> None:
    """Where the run went, on the streets of the map in use; or why there is nothing to draw."""
    way = cache.way(store, run["run_id"])
    if way["latitude_deg"].isna().all():
        how = "typed in" if run["format"] == "manual" else "recorded without GPS"
        st.caption(f"No map: this run was {how}.")
        return
    unit = log.profile.distance_unit
    ground = cache.ground(store)
    ways_to_colour = drawings(way, ground[ground["run_id"] == run["run_id"]], unit)
    kinds, look = ways_to_colour[chosen(list(ways_to_colour))]
    onset = pain_mark.began(log, run)
    onset_m = onset.onset_m if onset and onset.sure else None
    beneath = streets.about(store, way)
    figure = charts.run_map(way, kinds, look, unit, onset_m=onset_m, streets=beneath)
    picture.show(figure, "runs.map", f"The way the run went: {in_words(way, kinds, look, unit)}")
    if beneath is not None:
        st.caption(streets.CREDIT)
    if onset and not onset.sure:
        st.caption(unsure(onset, unit))
    share.section(store, log, run, way, kinds, look)


def drawings(way: pd.DataFrame, ground: pd.DataFrame, unit: str) -> dict[str, Drawn]:
    """The kinds of steps and their looks, by what there is to colour by; only of what is known."""
    offered = {
        "surface": (stretches.by_surface(way, ground), looks.of_surface()),
        "grade": (stretches.by_grade(way), looks.of_grade()),
        "pace": (stretches.by_pace(way), looks.of_pace(way, unit)),
    }
    known = {name: drawn for name, drawn in offered.items() if (drawn[0] != UNKNOWN).any()}
    return known or {"surface": offered["surface"]}


def chosen(offered: list[str]) -> str:
    """What the map is coloured by; a choice where there are several."""
    asked = st.session_state.get(CHOSEN)
    now = asked if asked in offered else offered[0]
    if len(offered) > 1:
        buttons("Colour the map by", CHOSEN + ".button", {name: BY[name] for name in offered}, now, choose)
    return now


def choose(name: str) -> None:
    """Keeps the choice for the next run too."""
    st.session_state[CHOSEN] = name


def in_words(way: pd.DataFrame, kinds: pd.Series, look: Mapping[str, Look], unit: str) -> str:
    """The legend as a sentence, for those who cannot see the picture."""
    metres = stretches.metres(way, kinds)
    return ", ".join(looks.with_distance(look[kind], metres[kind], unit) for kind in look if kind in metres)


def unsure(onset: pain_mark.Began, unit: str) -> str:
    """Why there is no mark where there could be one."""
    return (
        f"That day it began to hurt after {words.distance(onset.onset_m, unit)}. More than one run "
        "of the day is as long, so the place is not marked."
    )
