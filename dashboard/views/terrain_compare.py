"""Terrain: on which grade and ground the painful runs were, beside the others."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import compare, surface, words
from analysis.compare import Beside, Onsets
from dashboard import cache
from dashboard import words as edge
from dashboard.charts import terrain as charts
from dashboard.views import links, picture, terrain_weeks
from ingest import units
from ingest.schema import SURFACES, Log
from ingest.store import Store

NAMED = {"km": "kilometre", "mi": "mile"}
NO_TEST = (
    "Weak evidence: a comparison of your own runs, not a test. What differs need not matter: painful runs "
    "may also have been longer, later in the year, or in other shoes, and a few can differ by chance alone."
)
LIGHTLY = 10
"""Below so many painful runs it is said that they are few. Own convention."""

FEW_PAINFUL = "Only {} painful runs, so take it lightly."
MOSTLY = 0.5
"""From above this share on "mostly". [fraction]"""

GROUNDS = {"paved": "paved ground"}
"""Shorter in a sentence than as a kind that nobody knows."""

FEW = "With {least} of each or more there will be a picture here of how steep and on what ground they were."
ALIKE = "Neither how steep nor the ground differed much."
FLAT = "How steep is known of too little of these runs to set it side by side."
SLOPES = {"down": "going down", "level": "on the level", "up": "going up"}
GROUND_UNKNOWN = "On what ground is known of too little of these runs to set it side by side."


def section(store: Store, log: Log) -> None:
    """Runs in which the hip hurt, beside the others."""
    st.subheader("Painful runs beside the others", anchor=False)
    both = cache.of_log(store, compare.beside)
    if both.runs.min() == 0:
        st.markdown(f"{missing(both.runs)} {edge.not_the_only(both.left_out)}".rstrip())
        links.link("today", "Log how the hip is", ":material/today:")
        return
    st.markdown(edge.unbroken(counted(both, log.profile.distance_unit)))
    st.caption(f"{NO_TEST} {edge.not_the_only(both.left_out)}".rstrip())
    if both.enough:
        pictures(both)
    else:
        st.markdown(FEW.format(least=compare.LEAST_RUNS))
    if found := cache.onsets(store):
        st.markdown(edge.unbroken(began(found, log.profile.distance_unit)))


def missing(counts: pd.Series) -> str:
    """Why there is nothing to compare."""
    if counts.sum() == 0:
        return "No run has a diary entry of its own yet, so there is nothing to compare."
    kind = f"hurt at {compare.PAINFUL:g} or more of 10" if counts["painful"] == 0 else "was without such pain"
    rated = edge.counted(int(counts.sum()), "run")
    return f"Of the {rated} with a diary entry none {kind}: there is nothing to compare."


def counted(both: Beside, unit: str) -> str:
    """How many runs each group has, what differs most, and how far down a typical run of each went."""
    hurt, other = both.runs[["painful", "other"]]
    said = [
        f"The hip hurt at {compare.PAINFUL:g} or more of 10 in {edge.counted(int(hurt), 'run')}, "
        f"and less or not at all in {int(other):,}."
    ]
    if both.enough:
        said += [FEW_PAINFUL.format(hurt)] if hurt < LIGHTLY else []
        said.append(apart(both))
    if both.descent_m_per_km.notna().all():
        steep = both.descent_m_per_km.map(lambda metres: per_distance(metres, unit))
        typical = f"A typical painful run went **{steep['painful']}** down"
        said.append(f"{typical}, a typical other run **{steep['other']}**.")
    return " ".join(filter(None, said))


def apart(both: Beside) -> str:
    """What most differs, the painful runs' largest share first: `They were mostly on trail (94 %, …)`."""
    rows = both.most_apart().sort_values("painful", ascending=False, kind="stable")
    parts = [_set_beside(row) for row in rows.itertuples()]
    if parts:
        *before, last = parts
        listed = f"{', '.join(before)} and {last}" if before else last
        return f"The painful runs were {listed}."
    return "" if both.by_grade.isna().all(axis=None) and both.by_surface.isna().all(axis=None) else ALIKE


def _set_beside(row) -> str:
    """`mostly on trail (94 %, the others 16 %)`, `not at all on paved ground (the others 75 %)`."""
    others = f"the others {words.percent(row.other)}"
    if words.percent(row.painful) == words.percent(0.0):
        return f"{'hardly' if row.painful > 0 else 'not at all'} {_where(row.Index)} ({others})"
    much = "less" if row.painful < row.other else "mostly" if row.painful > MOSTLY else "more"
    return f"{much} {_where(row.Index)} ({words.percent(row.painful)}, {others})"


def _where(name: str) -> str:
    """A row of `most_apart` as it stands in a sentence; a surface in a word."""
    if name in compare.GRADES:
        grade = compare.GRADES[name]
        return "on the level" if grade == "level" else f"going {grade}"
    return f"on {GROUNDS.get(name, surface.GROUND[name])}"


def per_distance(descent_m_per_km: float, unit: str) -> str:
    """Descent in the runner's units: `14 m a kilometre`, `53 ft a mile`."""
    per_unit_m = descent_m_per_km / 1000 * units.metres(1, unit)
    return f"{units.height(per_unit_m, unit):.0f} {units.height_unit(unit)} a {NAMED[unit]}"


def pictures(both: Beside) -> None:
    """How steep, and on what ground; what is not known enough is said."""
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**How steep**")
        up_on_top = both.by_grade.rename(compare.GRADES).iloc[::-1]  # as in the picture of four weeks
        _picture(up_on_top, "grade", "Share of the distance by steepness", FLAT)
    with right:
        st.markdown("**On what ground**")
        run_on = both.by_surface[both.by_surface.max(axis=1) >= 0.005].rename(SURFACES)
        _picture(run_on, "ground", "Share of the distance by surface", GROUND_UNKNOWN)
        st.caption(edge.unbroken(terrain_weeks.sources(both.by_source)))


def _picture(shares: pd.DataFrame, name: str, alt: str, otherwise: str) -> None:
    if shares.empty or shares.isna().any(axis=None):
        st.markdown(otherwise)
    else:
        picture.show(charts.pairs(shares), f"terrain.{name}", f"{alt}, painful runs and others")


def began(found: Onsets, unit: str) -> str:
    """Where it began to hurt: how far into the run, and on what slope against what chance would give."""
    far = words.distance(found.usually_m, unit)
    noted = (
        f"In the {found.began} runs in which you noted where it began to hurt, that was typically after {far}"
    )
    if found.apart is None:
        return f"{noted}, on no other slopes than the rest of their way."
    part = words.percent(found.shares[found.apart])
    count = f"In {found.counts[found.apart]} of them you had just been {SLOPES[found.apart]}"
    return f"{noted}. {count}; {part} of their way went so."
