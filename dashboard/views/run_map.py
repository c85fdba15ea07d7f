"""The map of one run: coloured by what the runner wants to see, and where the hip began to hurt."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis import pain_mark, stretches, words
from analysis.ground import UNKNOWN, laid
from dashboard import cache
from dashboard.charts import looks
from dashboard.charts import map as charts
from dashboard.charts.looks import Coloured
from dashboard.views import picture, share, streets
from dashboard.views.choice import buttons
from ingest.schema import Log
from ingest.store import Store

CHOSEN = "runs.map.by"
BY = {"surface": "Surface", "grade": "Hills", "pace": "Pace"}


@st.fragment
def section(store: Store, log: Log, run: pd.Series) -> None:
    """Where the run went, on the streets of the map in use; or why there is nothing to draw.

    A tap on what it is coloured by draws this part anew and not the whole page.
    """
    way = cache.way(store, run["run_id"])
    if way["latitude_deg"].isna().all():
        how = "typed in" if run["format"] == "manual" else "recorded without GPS"
        st.caption(f"No map: this run was {how}.")
        return
    unit, ground = log.profile.distance_unit, cache.of_log(store, laid)
    ground = ground[ground["run_id"] == run["run_id"]]
    offered = drawings(way, ground, unit)
    by = chosen(list(offered))
    drawn, onset, beneath = offered[by], pain_mark.began(log, run), streets.beneath(store, way)
    onset_m = onset.onset_m if onset and onset.sure else None
    figure = charts.run_map(way, drawn.kinds, drawn.looks, unit, onset_m, beneath, drawn.metres())
    picture.show(figure, "runs.map", f"The way the run went: {drawn.in_words(unit)}")
    streets.credit(beneath)
    if onset and not onset.sure:
        st.caption(unsure(onset, unit))
    share.section(store, log, run, way, lambda rows: drawing(by, rows, ground, unit))


def drawings(way: pd.DataFrame, ground: pd.DataFrame, unit: str) -> dict[str, Coloured]:
    """What there is to colour a WAY by; only of what is known. `ground` is `ground.laid` of this run."""
    offered = {by: drawing(by, way, ground, unit) for by in BY}
    told_m = ground.groupby("surface")["distance_m"].sum()  # of all of the run: not for what is shared
    offered["surface"] = replace(offered["surface"], told_m=told_m)
    known = {name: drawn for name, drawn in offered.items() if (drawn.kinds != UNKNOWN).any()}
    return known or {"surface": offered["surface"]}


def drawing(by: str, way: pd.DataFrame, ground: pd.DataFrame, unit: str) -> Coloured:
    """These rows of a WAY coloured by one of BY, and by nothing that lies outside them."""
    if by == "grade":
        return Coloured(way, stretches.by_grade(way), looks.of_grade())
    if by == "pace":
        return Coloured(way, stretches.by_pace(way), looks.of_pace(way, unit))
    credit = streets.GROUND_CREDIT if way["surface_code"].notna().any() else ""
    return Coloured(way, stretches.by_surface(way, ground), looks.of_surface(), credit)


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


def unsure(onset: pain_mark.Began, unit: str) -> str:
    """Why there is no mark where there could be one."""
    return (
        f"That day it began to hurt after {words.distance(onset.onset_m, unit)}. More than one run "
        "of the day is as long, so the place is not marked."
    )
