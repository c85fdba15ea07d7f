"""Terrain: what was underfoot, how far down, and whether painful runs met other ground."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis import recent, terrain, words
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.charts import axes
from dashboard.charts import terrain as charts
from dashboard.views import links, picture
from ingest import units
from ingest.schema import SURFACES, Log
from ingest.store import Store

NAMED = {"km": "kilometre", "mi": "mile"}
NO_TEST = (
    "A comparison, not a test: what differs need not matter. Painful runs may also have been longer, "
    "later in the year, or in other shoes, and a few runs can differ by chance alone."
)


def page(store: Store) -> None:
    """The last four weeks in a sentence and two pictures, then painful runs against the others."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Terrain", anchor=False)
    if log.runs.empty:
        st.markdown("Hills and ground of your runs will stand here. No run is logged yet.")
        links.link("import", "Import your runs", ":material/upload_file:")
        return
    four = recent.four_weeks(log, today)
    st.markdown(edge.unbroken(in_words(four, log.profile.distance_unit)))
    left, right = st.columns(2, gap="large")
    with left:
        underfoot(four)
    with right:
        downhill(log, today)
    painful_beside_others(log, log.profile.distance_unit)


def in_words(four: recent.FourWeeks, unit: str) -> str:
    """The last four weeks in sentences; what is not known is not said."""
    if four.runs == 0:
        return "**No run in the last four weeks.**"
    ground = [
        f"{words.percent(share)} {SURFACES[name].partition(',')[0]}"
        for name, share in four.shares.sort_values(ascending=False).items()
        if share > 0
    ]
    climbs = [
        f"{words.climb(amount, unit)} {way}{recent.against_usual(amount, usual)}"
        for way, amount, usual in (
            ("down", four.descent_m, four.usual_descent_m),
            ("up", four.ascent_m, four.usual_ascent_m),
        )
        if edge.known(amount)
    ]
    said = ", ".join(ground) if ground else "surface not known"
    return f"**In the last four weeks: {said}.** {'; '.join(climbs)}{'.' if climbs else ''}"


def underfoot(four: recent.FourWeeks) -> None:
    """The ground of the last four weeks, and how much of it is not known."""
    st.subheader("Underfoot, last four weeks", anchor=False)
    if four.shares.notna().any():
        picture.show(charts.shares(four.shares), "terrain.shares", "Share of each surface, last four weeks")
        st.caption("Grey: hard ground. Orange: soft. Green: track, treadmill or mixed.")
    if four.known_share < 1:
        unknown = words.percent(1 - four.known_share)
        st.markdown(f"Of {unknown} of the distance nobody has said what it was run on.")
        links.link("runs", "Say so on the Runs page", ":material/edit:")


def downhill(log: Log, today: date) -> None:
    """Seven-day descent over the last 12 weeks against the usual."""
    st.subheader("Downhill, last 12 weeks", anchor=False)
    days = terrain.seven_day(log, today).tail(axes.SEASON_DAYS)
    if days["descent_m"].notna().any():
        figure = charts.descent(days, log.profile.distance_unit)
        picture.show(
            figure, "terrain.descent", "Descent of the last seven days, day by day, beside the usual"
        )
    else:
        st.markdown("No run has a known climb: the files hold no altitude.")


def painful_beside_others(log: Log, unit: str) -> None:
    """Runs in which the hip hurt, beside the others, by grade and ground."""
    st.subheader("Painful runs beside the others", anchor=False)
    groups = terrain.compare(log)
    if groups["runs"].min() == 0:
        st.markdown(_missing(groups["runs"]))
        links.link("today", "Log how the hip is", ":material/today:")
        return
    painful, other = groups.loc["painful"], groups.loc["other"]
    st.markdown(_counted(painful, other, unit))
    shares = groups.drop(columns=["runs", "descent_m_per_km"]).T.dropna()
    shares = shares[shares.sum(axis=1) > 0].rename(index={"downhill_share": "steep descent", **SURFACES})
    if len(shares):
        figure = charts.beside(100 * shares["painful"], 100 * shares["other"])
        picture.show(
            figure, "terrain.beside", "Shares of steep descent and of each surface, painful runs and others"
        )
    st.caption(f"Shares of the distance; a steep descent is one of 5 % or more. {NO_TEST}")


def _missing(counts: pd.Series) -> str:
    if counts.sum() == 0:
        return "No run has a diary entry on its day yet, so there is nothing to compare."
    kind = f"hurt at {terrain.PAINFUL:g} or more of 10" if counts["painful"] == 0 else "was without such pain"
    rated = edge.counted(counts.sum(), "run")
    return f"Of the {rated} with a diary entry none {kind}: there is nothing to compare."


def _counted(painful: pd.Series, other: pd.Series, unit: str) -> str:
    counts = (
        f"The hip hurt at {terrain.PAINFUL:g} or more of 10 in {edge.counted(int(painful['runs']), 'run')}, "
        f"and less or not at all in {int(other['runs']):,}."
    )
    if painful[["descent_m_per_km"]].isna().any() or other[["descent_m_per_km"]].isna().any():
        return counts
    steep = [_per_distance(group["descent_m_per_km"], unit) for group in (painful, other)]
    return f"{counts} A typical painful run went **{steep[0]}** down, a typical other run **{steep[1]}**."


def _per_distance(descent_m_per_km: float, unit: str) -> str:
    per_unit_m = descent_m_per_km / 1000 * units.metres(1, unit)
    return f"{units.height(per_unit_m, unit):.0f} {units.height_unit(unit)} a {NAMED[unit]}"
