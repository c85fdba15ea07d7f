"""Reads a FIT file as one writes it in an afternoon: fitparse, a dict a record, a DataFrame.

What it returns is what hiplog's own reader returns, so that everything after it (summary,
twins, store) is the same work.
"""

from __future__ import annotations

import io

import fitparse
import pandas as pd

from ingest.recording import Recording, Totals
from ingest.schema import LAPS, TRACK
from ingest.units import DEGREES_PER_SEMICIRCLE

# (TRACK column, fields of which the first that is there counts, factor)
COLUMNS = (
    ("latitude_deg", ("position_lat",), DEGREES_PER_SEMICIRCLE),
    ("longitude_deg", ("position_long",), DEGREES_PER_SEMICIRCLE),
    ("altitude_m", ("enhanced_altitude", "altitude"), 1),
    ("distance_m", ("distance",), 1),
    ("speed_m_s", ("enhanced_speed", "speed"), 1),
    ("heart_rate_bpm", ("heart_rate",), 1),
    ("temperature_c", ("temperature",), 1),
    ("power_w", ("power",), 1),
    ("stance_time_s", ("stance_time",), 1 / 1000),
    ("stance_time_balance_pct", ("stance_time_balance",), 1),
    ("vertical_oscillation_m", ("vertical_oscillation",), 1 / 1000),
    ("vertical_ratio_pct", ("vertical_ratio",), 1),
    ("step_length_m", ("step_length",), 1 / 1000),
)
BAROMETER = 4


def read(data: bytes) -> tuple[Recording, ...]:
    """The one activity of a sound FIT file."""
    by_name: dict[str, list[dict]] = {}
    for message in fitparse.FitFile(io.BytesIO(data)).get_messages():
        by_name.setdefault(message.name, []).append(message.get_values())
    session, made = by_name["session"][0], by_name["file_id"][0]
    local = by_name["activity"][0]
    return (
        Recording(
            format="fit",
            track=_track(pd.DataFrame(by_name["record"])),
            sport=session["sport"],
            sub_sport=session["sub_sport"],
            started_at=_utc(session["start_time"]),
            device=f"{made['manufacturer'].title()} {made['garmin_product']}",
            totals=Totals(*(session[f"total_{name}"] for name in ("distance", "timer_time", "elapsed_time"))),
            laps=LAPS.frame([_lap(lap) for lap in by_name.get("lap", [])]),
            active=_active(by_name["event"]),
            utc_offset=local["local_timestamp"] - local["timestamp"],
            barometric=any(info.get("device_type") == BAROMETER for info in by_name["device_info"]),
        ),
    )


def _track(records: pd.DataFrame) -> pd.DataFrame:
    frame = pd.DataFrame({"time": pd.to_datetime(records["timestamp"], utc=True)})
    for column, names, factor in COLUMNS:
        there = [records[name] for name in names if name in records]
        frame[column] = there[0].astype(float) * factor if there else float("nan")
    frame["cadence_spm"] = 2 * (records["cadence"] + records["fractional_cadence"])
    return TRACK.conform(frame.assign(grade=float("nan")))


def _lap(lap: dict) -> dict:
    told = {"distance_m": "total_distance", "duration_s": "total_timer_time"}
    told |= {"ascent_m": "total_ascent", "descent_m": "total_descent", "avg_heart_rate_bpm": "avg_heart_rate"}
    return {"started_at": _utc(lap["start_time"]), **{ours: lap.get(name) for ours, name in told.items()}}


def _active(events: list[dict]) -> tuple:
    times = [_utc(event["timestamp"]) for event in events if event["event"] == "timer"]
    return tuple(zip(times[0::2], times[1::2], strict=True))


def _utc(moment) -> pd.Timestamp:
    return pd.Timestamp(moment, tz="UTC")
