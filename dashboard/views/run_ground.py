"""What one run went over: where its altitude is from, its hills, what lay underfoot, and its rounds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analysis import terrain, words
from analysis.ground import SOURCES, UNKNOWN
from analysis.watch_totals import disagree
from dashboard import cache
from dashboard import words as edge
from dashboard.charts import run as charts
from dashboard.views import picture
from ingest.schema import SURFACES, Log
from ingest.store import Store

ALTITUDE = {
    "barometer": ("Altitude by barometer", ":material/altitude:"),
    "gps": ("Altitude by GPS: approximate", ":material/satellite_alt:"),
    "none": ("No altitude recorded", ":material/block:"),
}

LEAST_TURNING_DEG = 720.0
"""Less turning than two rounds tells nothing of a side. [°] Own convention."""


def altitude(run: pd.Series, unit: str) -> None:
    """Where the altitude is from, and what the watch itself counted."""
    source = run["climb_source"] if run["climb_source"] in ALTITUDE else "none"
    word, icon = ALTITUDE[source]
    st.badge(word, icon=icon, color="gray")
    said = [*too_little(run), *by_the_watch(run, unit)]
    if said:
        st.caption(" ".join(said))


def too_little(run: pd.Series) -> list[str]:
    """Why a run by GPS may have no climb."""
    if run["climb_source"] == "gps" and np.isnan(run["ascent_m"]):
        return ["So little went up and down that GPS cannot tell how much."]
    return []


def by_the_watch(run: pd.Series, unit: str) -> list[str]:
    """The watch's own totals in a sentence, and a doubt where they are far from hiplog's."""
    pairs = [
        (run[f"device_{name}"], run[name], way) for name, way in (("ascent_m", "up"), ("descent_m", "down"))
    ]
    counted = [f"{words.climb(watch_m, unit)} {way}" for watch_m, _, way in pairs if edge.known(watch_m)]
    if not counted:
        return []
    said = f"The watch itself counted {' and '.join(counted)}."
    if any(disagree(ours_m, watch_m) for watch_m, ours_m, _ in pairs):
        return [said, "That is far from hiplog's count: take both as rough."]
    return [said]


def underfoot(store: Store, run_id: str, unit: str) -> None:
    """How far on which ground, and who says so."""
    ground = cache.ground(store)
    ground = ground[ground["run_id"] == run_id].sort_values("distance_m", ascending=False)
    if (ground["surface"] == UNKNOWN).all():
        st.caption("Nobody has said what this run was run on. You can: under “Change this run”.")
        return
    st.markdown("**Underfoot**")
    table = pd.DataFrame(
        {
            "Ground": [SURFACES.get(name, "not known") for name in ground["surface"]],
            "Distance": [words.distance(metres, unit) for metres in ground["distance_m"]],
            "Said by": [SOURCES[source] for source in ground["source"]],
        }
    )
    st.table(table.set_index("Ground"), border="horizontal", alt="Distance by ground, and who says so")


def slopes(track: pd.DataFrame, terrain_row: pd.Series | None, unit: str) -> None:
    """How much of the run went up and down, and how steeply."""
    if track["grade"].isna().all():
        return
    st.markdown("**How steep**")
    picture.show(charts.bands(terrain.grade_bands(track), unit), "runs.slopes", "Distance by grade")
    said = descents(terrain_row, unit)
    if said:
        st.caption(said)


def descents(row: pd.Series | None, unit: str) -> str:
    """Steep descents in a sentence; empty where there are none, or nobody has looked."""
    if row is None or not row["steep_descents"] > 0:
        return ""
    count = edge.counted(int(row["steep_descents"]), "steep descent")
    which = "" if row["steep_descents"] == 1 else "the longest "
    return f"{count} of 10 % or more, {which}{words.climb(row['longest_descent_m'], unit)} long."


def rounds(row: pd.Series | None) -> None:
    """Which way round, where the run went in rounds or turned much."""
    said = " ".join([*laps(row), *turning(row)]) if row is not None else ""
    if said:
        st.markdown("**Which way round**")
        st.markdown(said)


def laps(row: pd.Series) -> list[str]:
    """Whole rounds each way."""
    ways = (("laps_left", "anticlockwise (to the left)"), ("laps_right", "clockwise (to the right)"))
    said = [f"{edge.counted(int(row[name]), 'round')} {way}" for name, way in ways if row[name] >= 1]
    return [f"{', '.join(said)}."] if said else []


def turning(row: pd.Series) -> list[str]:
    """The share of its turning that went to the left."""
    if not row["turning_deg"] >= LEAST_TURNING_DEG:
        return []
    left = (1 - row["turned_deg"] / row["turning_deg"]) / 2
    return [f"Of all its turning {words.percent(left)} was to the left."]


def terrain_of(log: Log, run_id: str) -> pd.Series | None:
    """The run's TERRAIN row; None where nobody has worked it out yet."""
    rows = log.terrain[log.terrain["run_id"] == run_id]
    return rows.iloc[0] if len(rows) else None
