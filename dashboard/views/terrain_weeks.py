"""Terrain, first screen: what the last four weeks were run on, and what in them left the runner's usual."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import downhill, grades, news, terrain, words
from analysis.findings import Finding
from analysis.ground import SOURCES
from analysis.limits import Limits, limits_of
from analysis.recent import FourWeeks
from dashboard import cache
from dashboard import words as edge
from dashboard.charts import axes
from dashboard.charts import run as run_charts
from dashboard.charts import terrain as charts
from dashboard.views import choice, links, picture
from ingest.schema import SURFACES, Log
from ingest.store import Store

AMOUNTS = {
    "distance_m": "Distance",
    "descent_m": "Down",
    "ascent_m": "Up",
    "steep_descents": "Steep descents",
    "weighted_steps": "Steps, downhill ones counted more",
    "laps_left": "Rounds anticlockwise",
    "laps_right": "Rounds clockwise",
}
SHARES = {
    "downhill": "Going down at 5 % or steeper",
    "uphill": "Going up at 5 % or steeper",
    "right_turns": "Of all turning, to the right",
    "one_route": "On one and the same course",
    "left_side": "On roads: the left side",
    "right_side": "On roads: the right side",
}
TOLD = {
    "descent_m": "{} down",
    "ascent_m": "{} up",
    "steep_descents": "{} steep descents (10 % or steeper)",
    "weighted_steps": "{} steps, downhill ones counted more",
    "downhill": "{} of the way went down at 5 % or steeper",
    "one_route": "{} of the distance was on one and the same course",
    "left_side": "{} of the way along roads was on their left side",
    "right_side": "{} of the way along roads was on their right side",
}
"""How the first lines say what stands out; a surface and the turning have words of their own."""

USUAL, USUAL_WEEK = "the twelve weeks before", "the four weeks before"
"""Of when the usual is: of four weeks as in `recent`, and of seven days as in the rules and their curve."""

NO_USUAL = "After twelve weeks of runs hiplog can say what is usual for you."
NOTHING = {edge.MISSING, "0"}
AS_USUAL = f"Nothing else that is known has left your usual of {USUAL}."
OF_WHEN = f"Your usual here: four weeks as in {USUAL}."


def said(four: FourWeeks, log: Log) -> DeltaGenerator:
    """How far and on what, then a line for each thing that changed or stands out.

    Returns the place above these lines for what jumped in the last seven days (`this_week`).
    """
    unit = log.profile.distance_unit
    st.markdown(edge.unbroken(headline(four, unit)))
    week = st.container()
    if four.runs == 0:
        return week
    no_usual, lines = four.amounts["usual"].isna().all(), told(four, limits_of(log), unit)
    if lines:
        st.markdown(edge.unbroken("\n".join(f"- {line}" for line in lines)))
    if no_usual or not lines:
        st.caption(NO_USUAL if no_usual else AS_USUAL)
    else:
        st.caption(OF_WHEN)
    return week


def this_week(findings: Sequence[Finding], today: date) -> None:
    """What jumped in the last seven days, in the words of its card below, so that the two never differ."""
    lines = [f"- {finding.headline}" for finding in news.jumped(findings, today)]
    if lines:
        st.markdown(edge.unbroken("\n".join(lines)))


def headline(four: FourWeeks, unit: str) -> str:
    """How far, and on what where enough is known."""
    if four.runs == 0:
        return "**No run in the last four weeks.**"
    now = four.amounts.loc["distance_m", "now"]
    far = words.distance(now, unit) if edge.known(now) else "nobody knows how far"
    shares = four.ground["now"].sort_values(ascending=False)
    named = [f"{words.percent(share)} {_short(name)}" for name, share in shares.items() if share >= 0.005]
    ground = f": {', '.join(named)}." if named else "."
    runs = edge.counted(four.runs, "run")
    beside = _against_usual(four, "distance_m")
    return f"**In the last four weeks {far} in {runs}{beside}{ground}**"


def _short(name: str) -> str:
    """A surface in a word: `paved`, not `paved, kind unknown`."""
    return SURFACES[name].partition(",")[0]


def told(four: FourWeeks, limits: Limits, unit: str) -> list[str]:
    """A sentence for each thing that stands out; up and down in any case where there is no usual yet."""
    names = [name for name in news.stood_out(four, limits) if name != "distance_m"]
    if four.amounts["usual"].isna().all():
        names = [*(n for n in ("descent_m", "ascent_m") if four.amounts.loc[n, "now"] > 0), *names]
    return [_sentence(four, name, unit) for name in names]


def _sentence(four: FourWeeks, name: str, unit: str) -> str:
    if name == "laps":
        left, right = four.amounts.loc[["laps_left", "laps_right"], "now"]
        return f"{left:.0f} rounds anticlockwise, {right:.0f} clockwise."
    if name in four.amounts.index:
        now = _amount(name, four.amounts.loc[name, "now"], unit)
        return TOLD.get(name, "{}").format(now) + f"{_against_usual(four, name)}."
    now, usual = (four.shares if name in four.shares.index else four.ground).loc[name]
    beside = _beside(now, usual)
    if name == "right_turns":
        side = "right" if now > 0.5 else "left"
        return f"{words.percent(max(now, 1 - now))} of the turning was to the {side}."
    said = TOLD[name] if name in TOLD else f"{{}} {_short(name)}"
    return said.format(words.percent(now)) + f"{beside}."


def _against_usual(four: FourWeeks, name: str) -> str:
    return words.against_usual(four.times[name], 1.0, USUAL)


def _beside(now: float, usual: float) -> str:
    if not edge.known(usual):
        return ""
    alike = words.percent(now) == words.percent(usual)
    return ", as usual" if alike else f", usually {words.percent(usual)}"


def _amount(name: str, amount: float, unit: str) -> str:
    if not edge.known(amount):
        return edge.MISSING
    if name == "distance_m":
        return words.distance(amount, unit)
    if name in ("descent_m", "ascent_m"):
        return words.climb(amount, unit)
    return f"{round(amount, -2 if name == 'weighted_steps' else 0):,.0f}"


def table(four: FourWeeks, not_said: pd.Series, unit: str) -> None:
    """The last four weeks beside the usual, all that is known; `not_said` as `on_routes.side_not_said`."""
    rows = [tuple(map(edge.unbroken, row)) for row in _rows(four, not_said, unit) if set(row[1:]) - NOTHING]
    if not rows:
        return
    with st.expander(f"The last four weeks beside {USUAL}", icon=":material/table_rows:"):
        cells = dict(zip(("", "Now", "Usual"), map(list, zip(*rows, strict=True)), strict=True))
        st.table(cells, border="horizontal", hide_index=True, alt=f"The last four weeks beside {USUAL}")
        st.caption(f"Usual: the mean four weeks of {USUAL}. Steep descents: 10 % or steeper.")


def _rows(four: FourWeeks, not_said: pd.Series, unit: str) -> list[tuple[str, str, str]]:
    amounts = [
        (label, *(_amount(name, amount, unit) for amount in four.amounts.loc[name]))
        for name, label in AMOUNTS.items()
    ]
    shares = [(label, *map(_percent, four.shares.loc[name])) for name, label in SHARES.items()]
    grounds = [
        (SURFACES[name].capitalize(), *map(_percent, share))
        for name, share in four.ground.sort_values("now", ascending=False).iterrows()
        if share.max() > 0
    ]
    not_said = not_said.where(four.amounts.loc["distance_m"].notna())
    side = ("On roads: the side not said", *map(_percent, not_said))
    return [*amounts, *shares, side, *grounds]


def _percent(share: float) -> str:
    return words.percent(share) if edge.known(share) else edge.MISSING


COLOURS = "Grey: hard ground. Orange: soft. Green: track, treadmill or mixed."


def underfoot(four: FourWeeks) -> None:
    """The ground of the last four weeks and who says so; where too little is known, what to do about it."""
    if four.runs == 0:
        return
    st.subheader("Underfoot, last four weeks", anchor=False)
    if four.ground_told:
        figure = charts.shares(four.ground["now"])
        picture.show(figure, "terrain.shares", "Share of each surface, last four weeks")
        st.caption(edge.unbroken(f"{COLOURS} {sources(four.by_source)}"))
        return
    known = words.percent(four.known["now"]) if four.known["now"] > 0 else "none"
    st.markdown(f"The ground is known for {known} of this distance: too little to speak of shares.")
    st.markdown("Say what your usual routes are like, here or below, or add a map of where you run.")
    links.link("settings", "Add a map in Settings", ":material/map:")
    links.link("runs", "Say it of single runs", ":material/edit:")


def sources(by_source: pd.Series) -> str:
    """Who says what was underfoot: `Told by you 20 %, by your map 60 %; 20 % not known.`"""
    told = by_source.drop("nobody", errors="ignore")
    shares = told.groupby(SOURCES, sort=False).sum()
    by = ", by ".join(f"{name} {words.percent(share)}" for name, share in shares.items())
    missing = words.percent(by_source.get("nobody", 0.0))
    not_known = "" if "nobody" not in by_source else f"{missing} not known"
    return "; ".join(filter(None, [by and f"Told by {by}", not_known])) + "."


WAYS = {"descent_m": "Down", "ascent_m": "Up", "steps": "Downhill steps"}
FLAT = "No climb is known of these weeks: the files hold no altitude, or the ground was flat."
MODEL = (
    "A step down a slope counts for up to 1.5 level ones. That is a model drawn from one slope in a "
    "laboratory, and weak evidence."
)


@st.fragment
def climb(store: Store, today: date, unit: str) -> None:
    """Seven days' way down or up, or steps, over the last 12 weeks; nothing where no run is in them."""
    climbed = cache.of_log(store, terrain.seven_day, today).tail(axes.SEASON_DAYS)
    if not cache.log(store).runs["day"].between(climbed["day"].min(), pd.Timestamp(today)).any():
        return
    st.subheader("Up and down, last 12 weeks", anchor=False)
    if not (climbed[["descent_m", "ascent_m"]] > 0).any(axis=None):
        st.markdown(FLAT)
        return
    way = st.session_state.setdefault("terrain.way", "descent_m")
    choice.buttons("In seven days", "terrain.way", WAYS, way, _choose)
    days = (
        cache.of_log(store, downhill.seven_day, today).tail(axes.SEASON_DAYS) if way == "steps" else climbed
    )
    alt = f"{WAYS[way]} in the last seven days, day by day, beside the usual of {USUAL_WEEK}"
    picture.show(charts.seven_day(days, way, unit), f"terrain.{way}", alt)
    if way == "steps":
        st.caption(f"{MODEL} {steps_said(days)}".rstrip())


def steps_said(days: pd.DataFrame) -> str:
    """The last seven days' steps against the usual, in a sentence; empty where they are not known."""
    steps, usual = days[["steps", "usual_steps"]].iloc[-1]
    if not steps > 0:
        return ""
    taken = _amount("weighted_steps", steps, "")
    return f"{taken} steps so counted in the last seven days{words.against_usual(steps, usual, USUAL_WEEK)}."


def steepness(store: Store, today: date, unit: str) -> None:
    """How far at which grade in the last four weeks."""
    bands = cache.of_log(store, grades.lately, today)
    if bands["distance_m"].sum() > 0:
        st.subheader("How steep, last four weeks", anchor=False)
        picture.show(run_charts.bands(bands, unit), "terrain.steepness", "Distance by grade, last four weeks")


def _choose(way: str) -> None:
    st.session_state["terrain.way"] = way
