"""What one run went over: where its altitude is from, its hills, what lay underfoot, and its rounds."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import climb_words, direction, terrain, words
from analysis.ground import SOURCES, UNKNOWN, laid
from dashboard import cache
from dashboard import words as edge
from dashboard.charts import run as charts
from dashboard.charts.looks import far
from dashboard.views import picture
from ingest.schema import GRADE_BANDS, SURFACES, Log
from ingest.store import Store

ICONS = {
    "barometer": ":material/altitude:",
    "gps": ":material/satellite_alt:",
    "none": ":material/block:",
}


def altitude(run: pd.Series, unit: str) -> None:
    """Where the altitude is from, and what the watch itself counted."""
    source = run["climb_source"] if run["climb_source"] in ICONS else "none"
    word = climb_words.source(source).replace(":", ",")
    st.badge(word if source == "none" else f"Altitude: {word}", icon=ICONS[source], color="gray")
    said = climb_words.against_device(run, unit)
    if said:
        st.caption(said)


def underfoot(store: Store, run_id: str, unit: str) -> None:
    """How far on which ground, and who says so."""
    ground = cache.of_log(store, laid)
    ground = ground[ground["run_id"] == run_id].sort_values("distance_m", ascending=False)
    if (ground["surface"] == UNKNOWN).all():
        st.caption("Nobody has said what this run was run on. You can: under “Change this run”.")
        return
    st.markdown("**Underfoot**")
    table = pd.DataFrame(
        {
            "Ground": [SURFACES.get(name, "not known") for name in ground["surface"]],
            "Distance": [far(metres, unit) for metres in ground["distance_m"]],
            "Said by": [SOURCES[source] for source in ground["source"]],
        }
    )
    st.table(table.set_index("Ground"), border="horizontal", alt="Distance by ground, and who says so")


def slopes(row: pd.Series | None, unit: str) -> None:
    """How much of the run went up and down, and how steeply; nothing where nobody knows."""
    if row is None:
        return
    bands = by_grade(row)
    if bands["distance_m"].sum() > 0:
        st.markdown("**How steep**")
        picture.show(charts.bands(bands, unit), "runs.slopes", "Distance by grade")
        st.caption(descents(row, unit))


def by_grade(row: pd.Series) -> pd.DataFrame:
    """Metres by band of grade of a TERRAIN row."""
    return terrain.bands().assign(distance_m=row[list(GRADE_BANDS)].to_numpy(dtype="float64"))


def descents(row: pd.Series, unit: str) -> str:
    """Steep descents in a sentence; empty where no grade is known."""
    if pd.isna(row["steep_descents"]):
        return ""
    if row["steep_descents"] == 0:
        return "No descent of 10 % or more."
    count = edge.counted(int(row["steep_descents"]), "steep descent")
    which = "" if row["steep_descents"] == 1 else "the longest "
    return f"{count} of 10 % or more, {which}{words.climb(row['longest_descent_m'], unit)} long."


def rounds(row: pd.Series | None) -> None:
    """Which way round, where the run went round and round."""
    said = round_and_round(row) if row is not None else ""
    if said:
        st.markdown("**Which way round**")
        st.markdown(said)


def round_and_round(row: pd.Series) -> str:
    """Rounds each way and the share of left turns; empty for a run whose few turns are those of streets."""
    if not row["laps_left"] + row["laps_right"] >= direction.ROUND_AND_ROUND:
        return ""
    ways = (("laps_left", "anticlockwise (to the left)"), ("laps_right", "clockwise (to the right)"))
    laps = [f"{edge.counted(int(row[name]), 'round')} {way}" for name, way in ways if row[name] >= 1]
    left = (1 - row["turned_deg"] / row["turning_deg"]) / 2
    return f"{', '.join(laps)}. Of all its turning {words.percent(left)} was to the left."


def terrain_of(log: Log, run_id: str) -> pd.Series | None:
    """The run's TERRAIN row; None where nobody has worked it out yet."""
    rows = log.terrain[log.terrain["run_id"] == run_id]
    return rows.iloc[0] if len(rows) else None
