"""One run: its numbers, what it stood out by, its map and profile, its laps, and what may be changed."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import words
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.charts import run as charts
from dashboard.views import finding_card, picture, recorded, routes, run_edit, run_ground, run_map
from ingest import units
from ingest.schema import Log
from ingest.store import Store


def show(store: Store, log: Log, run: pd.Series) -> None:
    """Everything about one run, in the order in which a runner with a sore hip needs it."""
    unit, run_id = log.profile.distance_unit, run["run_id"]
    st.subheader(f"{words.day(run['day'])} {run['day'].year}", anchor=False)
    if pd.notna(run["title"]):
        st.text(run["title"])
    headline(run, unit)
    run_edit.by_default(log, run)
    run_ground.altitude(run, unit)
    flags(store, log, run_id)
    track, terrain = cache.track(store, run_id), run_ground.terrain_of(log, run_id)
    left, right = st.columns(2, gap="large")
    with left:
        run_map.section(store, log, run)
    with right:
        run_ground.underfoot(store, run_id, unit)
        run_ground.slopes(terrain, unit)
        run_ground.rounds(terrain)
    profile(track, unit)
    numbers(run, unit)
    laps(store, run_id, unit)
    recorded.section(store, log, run)
    routes.of_run(store, log, run_id)
    with st.expander("Change this run", icon=":material/edit:", key=f"runs.change.{run_id}"):
        run_edit.one(store, log, run)


def headline(run: pd.Series, unit: str) -> None:
    """What a runner asks first."""
    with st.grid(min_column_width=150):
        st.metric("Distance", _distance(run["distance_m"], unit))
        st.metric("Time", edge.duration(run["duration_s"]))
        st.metric("Pace", edge.pace(run["avg_speed_m_s"], unit))
        st.metric("Up", _climb(run["ascent_m"], unit))
        st.metric("Down", _climb(run["descent_m"], unit))
        st.metric("Heart rate", edge.whole(run["avg_heart_rate_bpm"], "bpm"))


def flags(store: Store, log: Log, run_id: str) -> None:
    """What this run stood out by."""
    today = clock.today(log.profile)
    of_run = [finding for finding in cache.findings(store, today) if finding.subject == run_id]
    finding_card.cards(of_run, onward=False, resting=bool(cache.standing(store, today)))


def profile(track: pd.DataFrame, unit: str) -> None:
    """Altitude, pace and heart rate over distance."""
    figure = charts.profile(track, unit)
    if figure.data:
        picture.show(figure, "runs.profile", "Altitude, pace and heart rate over distance")


def numbers(run: pd.Series, unit: str) -> None:
    """Every number of the run; what was not recorded is left out."""
    said = [(label, text) for label, text in _numbers(run, unit) if text != edge.MISSING]
    if said:
        st.table(dict(said), border="horizontal", alt="All numbers of this run")


def _numbers(run: pd.Series, unit: str) -> list[tuple[str, str]]:
    return [
        ("Elapsed time, pauses counted", edge.duration(run["elapsed_s"])),
        ("Moving time", edge.duration(run["moving_s"])),
        ("Pace as if flat (grade-adjusted)", edge.pace(run["grade_adjusted_speed_m_s"], unit)),
        ("Uphill at 5 % or steeper", _distance(run["uphill_m"], unit)),
        ("Downhill at 5 % or steeper", _distance(run["downhill_m"], unit)),
        ("Highest heart rate", edge.whole(run["max_heart_rate_bpm"], "bpm")),
        ("Cadence, both feet", edge.whole(run["avg_cadence_spm"], "steps/min")),
        ("Step length", edge.whole(run["avg_step_length_m"] * 100, "cm")),
        ("Ground contact (stance time)", edge.whole(run["avg_stance_time_s"] * 1000, "ms")),
        ("Stance-time balance, left foot", edge.fine(run["avg_stance_time_balance_pct"], "%")),
        ("Vertical oscillation", edge.fine(run["avg_vertical_oscillation_m"], "cm", 100)),
        ("Vertical ratio", edge.fine(run["avg_vertical_ratio_pct"], "%")),
        ("Power", edge.whole(run["avg_power_w"], "W")),
        ("Temperature at the watch", edge.whole(run["avg_temperature_c"], "°C")),
        ("Effort you gave the watch, 0–10", edge.whole(run["rpe"], "")),
        ("Recorded by", edge.MISSING if pd.isna(run["device"]) else edge.plain(run["device"])),
    ]


def laps(store: Store, run_id: str, unit: str) -> None:
    """The laps as the watch counted them."""
    frame = store.laps(run_id)
    if len(frame) < 2:
        return
    speed = frame["distance_m"] / frame["duration_s"]
    table = pd.DataFrame(
        {
            "Lap": range(1, len(frame) + 1),
            f"Distance, {unit}": units.distance(frame["distance_m"], unit).round(2),
            "Time": frame["duration_s"].map(edge.duration),
            "Pace": [edge.pace(value, unit) for value in speed],
            "Heart rate": frame["avg_heart_rate_bpm"].round(),
        }
    )
    with st.expander(f"Laps ({len(frame)})"):
        st.dataframe(table, hide_index=True, alt="Laps of this run")


def _distance(metres: float, unit: str) -> str:
    return words.distance(metres, unit) if edge.known(metres) else edge.MISSING


def _climb(metres: float, unit: str) -> str:
    return words.climb(metres, unit) if edge.known(metres) else edge.MISSING
