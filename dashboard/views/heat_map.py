"""Where the runs of the last weeks were, by ground and by how often: a part of the Terrain page."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from analysis import heat
from analysis.ground import laid
from analysis.heat import Area
from dashboard import cache
from dashboard import words as edge
from dashboard.charts import heat as charts
from dashboard.charts.looks import with_distance
from dashboard.views import picture, streets
from dashboard.views.choice import buttons
from ingest.schema import Log
from ingest.store import Store

WEEKS, PLACE = "heat_map.weeks", "heat_map.place"
OFFERED = {4: "4 weeks", 12: "12 weeks"}


@st.fragment
def section(store: Store, log: Log, today: date) -> None:
    """The weeks, the place where there are several, and the ways run there; a tap draws this part alone."""
    st.subheader("Where you ran", anchor=False)
    weeks = st.session_state.setdefault(WEEKS, 4)
    buttons("Of the last", f"{WEEKS}.button", OFFERED, weeks, partial(st.session_state.__setitem__, WEEKS))
    first = today - timedelta(days=7 * weeks - 1)
    chosen = log.runs[log.runs["day"].between(str(first), str(today))]
    ways = cache.ways(store, chosen["run_id"])
    found = heat.areas(ways)
    if not found:
        st.markdown(nothing(len(chosen), weeks))
        return
    area = place(found)
    steps = heat.steps({run_id: ways[run_id] for run_id in area.run_ids}, cache.of_log(store, laid))
    unit = log.profile.distance_unit
    beneath = streets.beneath(store, steps)
    picture.show(charts.heat_map(steps, unit, beneath), "heat_map.map", in_words(steps, weeks, unit))
    streets.credit(beneath)


def nothing(runs: int, weeks: int) -> str:
    """Why there is no map."""
    if runs == 0:
        return f"No run in the last {weeks} weeks."
    which = "The only run" if runs == 1 else f"None of the {runs} runs"
    return f"{which} of the last {weeks} weeks {'has no' if runs == 1 else 'has a'} GPS track."


def place(found: list[Area]) -> Area:
    """The area with most metres, or another that the runner chooses: a holiday does not shrink home."""
    if len(found) == 1:
        return found[0]
    names = named(found)
    number = st.selectbox(
        "Where", range(len(found)), format_func=names.__getitem__, key=f"{PLACE}.{len(found)}"
    )
    return found[number]


def named(found: list[Area]) -> list[str]:
    """`Where most of your running is, 12 runs`, `Another place, 3 runs`, `Place 3, 1 run`."""
    heads = ["Where most of your running is", "Another place"]
    heads += [f"Place {number}" for number in range(3, len(found) + 1)]
    return [
        f"{head}, {edge.counted(len(area.run_ids), 'run')}" for head, area in zip(heads, found, strict=False)
    ]


def in_words(steps, weeks: int, unit: str) -> str:
    """The legend as a sentence, for those who cannot see the picture."""
    metres = steps.groupby("group")["step_m"].sum()
    said = [
        with_distance(look, metres[group], unit) for group, look in charts.LOOKS.items() if metres.get(group)
    ]
    return f"Ways run in the last {weeks} weeks: {'; '.join(said)}"
