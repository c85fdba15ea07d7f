"""What the runner's watch writes: a recorded run as the messages of a FIT activity.

Until June it is an older watch; the new one also measures power and asks how hard the run was. On
some days the runner wears the strap that measures running dynamics.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from math import fsum
from typing import Any

from sample_data.dice import Dice
from sample_data.recorded import Recorded, climb, miles, strides
from sample_data.running import Step

Message = tuple[str, Mapping[Any, Any]]

NEW_WATCH_FROM_WEEK = 31
OLD_WATCH = {"manufacturer": "garmin", "garmin_product": "fr935", "serial_number": 3900000001}
NEW_WATCH = {"manufacturer": "garmin", "garmin_product": 4024, "serial_number": 3900000002}
BAROMETER = {"device_type": 4, "source_type": "local"}  # a number that fitparse's profile does not know
STRAP = {
    "antplus_device_type": "heart_rate",
    "manufacturer": "garmin",
    "garmin_product": "hrm_run",
    "source_type": "antplus",
}
FEEL, RPE = (192, "uint8"), (193, "uint8")  # session fields, unknown to fitparse's profile
EFFORT = {"easy": 3, "long": 5, "trail": 5, "tempo": 7, "intervals": 8, "race": 9}
DYNAMICS = ("vertical_oscillation", "stance_time", "stance_time_balance", "vertical_ratio", "step_length")


def messages(run: Recorded, dice: Dice) -> Iterator[Message]:
    """The whole activity, in the order in which a watch writes it."""
    new = run.outing.week >= NEW_WATCH_FROM_WEEK
    strap = dice.chance(75 if new else 45)
    end = run.at(run.steps[-1].elapsed_s)
    records = [_record(run, step, dice, strap, strap and new) for step in run.steps]
    yield from _head(run, NEW_WATCH if new else OLD_WATCH, strap)
    yield "event", {"timestamp": run.start, "event": "timer", "event_type": "start"}
    for step, after, record in zip(run.steps, (*run.steps[1:], run.steps[-1]), records, strict=True):
        yield "record", record
        yield from _stop(run, step, after)
    yield "event", {"timestamp": end, "event": "timer", "event_type": "stop_all"}
    yield from _laps(run)
    yield "session", _session(run, records) | (_felt(run, dice) if new else {})
    yield "activity", _activity(run, end)


def _head(run: Recorded, watch: Mapping, strap: bool) -> Iterator[Message]:
    yield "file_id", {"type": "activity", **watch, "time_created": run.start}
    yield "file_creator", {"software_version": 1310}
    for index, device in enumerate((watch, BAROMETER, STRAP) if strap else (watch, BAROMETER)):
        yield "device_info", {"timestamp": run.start, "device_index": index, **device}
    yield (
        "user_profile",
        {
            "friendly_name": "Sample runner",
            "gender": "female",
            "age": 38,
            "height": 1.72,
            "weight": 69.0 - run.outing.week // 13 * 0.5,
            "resting_heart_rate": 52,
        },
    )


def _record(run: Recorded, step: Step, dice: Dice, strap: bool, power: bool) -> dict:
    record = {"timestamp": run.at(step.elapsed_s)}
    if step.latitude_deg is not None:
        record |= {
            "position_lat": _semicircles(step.latitude_deg),
            "position_long": _semicircles(step.longitude_deg),
            "enhanced_altitude": step.altitude_m,
        }
    record |= {
        "distance": step.distance_m,
        "enhanced_speed": step.speed_m_s,
        "heart_rate": step.heart_rate_bpm,
        "cadence": int(step.strides_min),
        "fractional_cadence": step.strides_min - int(step.strides_min),
        "temperature": _temperature_c(run),
    }
    if strap:
        record |= _dynamics(run, step, dice)
    if power:
        watts = 71.0 * step.speed_m_s * (1 + 2.6 * max(step.grade, -0.2)) + dice.about(12)
        record["power"] = max(60, int(watts))
    return record


def _dynamics(run: Recorded, step: Step, dice: Dice) -> dict:
    """Running dynamics; on a sore left hip the left foot stays on the ground for less of the time."""
    speed = step.speed_m_s
    step_mm = speed * 60 / (step.strides_min * 2) * 1000
    rise_mm = 76 + 5 * speed + 40 * min(0.0, step.grade) + dice.about(20) / 10
    return {
        "vertical_oscillation": _tenths(rise_mm),
        "stance_time": _tenths(358 - 38 * speed + dice.about(40) / 10),
        "stance_time_balance": (5015 - run.soreness // 70 + dice.about(35)) / 100,
        "vertical_ratio": int(rise_mm / step_mm * 10000 + 0.5) / 100,
        "step_length": _tenths(step_mm),
    }


def _tenths(value: float) -> float:
    return int(value * 10 + 0.5) / 10


def _semicircles(degrees: float) -> int:
    return round(degrees * 2**31 / 180)


def _temperature_c(run: Recorded) -> int:
    """At the wrist: the season's, by month, and warmer in the evening; indoors 20."""
    if not run.outing.place.corners:
        return 20
    seasons = (2, 3, 6, 10, 15, 20, 24, 22, 17, 11, 5, 2)
    return seasons[run.start.month - 1] + (3 if run.start.hour >= 16 else 0) + run.outing.number % 5 - 2


def _stop(run: Recorded, step: Step, after: Step) -> Iterator[Message]:
    """The timer's stop and start, where the run paused between two points."""
    pause_s = (after.elapsed_s - step.elapsed_s) - (after.timer_s - step.timer_s)
    if pause_s > 0:
        yield "event", {"timestamp": run.at(step.elapsed_s), "event": "timer", "event_type": "stop"}
        again = run.at(step.elapsed_s + pause_s)
        yield "event", {"timestamp": again, "event": "timer", "event_type": "start"}


def _laps(run: Recorded) -> Iterator[Message]:
    laps = list(miles(run.steps))
    for index, lap in enumerate(laps):
        yield (
            "lap",
            {
                "message_index": index,
                "event": "lap",
                "event_type": "stop",
                "lap_trigger": "session_end" if index == len(laps) - 1 else "distance",
                **_summary(run, lap),
            },
        )


def _session(run: Recorded, records: Sequence[Mapping]) -> dict:
    return {
        "message_index": 0,
        "event": "session",
        "event_type": "stop",
        "trigger": "activity_end",
        "first_lap_index": 0,
        "num_laps": len(list(miles(run.steps))),
        "total_calories": round(run.steps[-1].distance_m * 70 / 1000),
        **_summary(run, run.steps),
        **{f"avg_{name}": _mean(records, name) for name in DYNAMICS if name in records[0]},
        **({"avg_power": round(_mean(records, "power"))} if "power" in records[0] else {}),
    }


def _summary(run: Recorded, steps: Sequence[Step]) -> dict:
    """What sessions and laps have in common: the totals of their points."""
    first, last = steps[0], steps[-1]
    timer_s, distance_m = last.timer_s - first.timer_s, last.distance_m - first.distance_m
    rates = [step.heart_rate_bpm for step in steps]
    summary = {
        "timestamp": run.at(last.elapsed_s),
        "start_time": run.at(first.elapsed_s),
        "sport": "running",
        "sub_sport": run.outing.place.sub_sport,
        "total_elapsed_time": last.elapsed_s - first.elapsed_s,
        "total_timer_time": timer_s,
        "total_distance": distance_m,
        "total_strides": strides(steps),
        "enhanced_avg_speed": distance_m / timer_s,
        "enhanced_max_speed": max(step.speed_m_s for step in steps),
        "avg_heart_rate": sum(rates) // len(rates),
        "max_heart_rate": max(rates),
        "avg_running_cadence": strides(steps) * 60 // timer_s,
    }
    if first.altitude_m is None:
        return summary
    ascent_m, descent_m = climb(step.altitude_m for step in steps)
    return summary | {
        "start_position_lat": _semicircles(first.latitude_deg),
        "start_position_long": _semicircles(first.longitude_deg),
        "total_ascent": ascent_m,
        "total_descent": descent_m,
    }


def _felt(run: Recorded, dice: Dice) -> dict:
    """What the runner tells the new watch after two runs of three: effort as 0–100, feel 0–100."""
    if not dice.chance(66):
        return {}
    effort = min(10, EFFORT[run.outing.kind] + dice.below(2) + (run.soreness >= 3000))
    return {RPE: effort * 10, FEEL: max(0, 75 + 25 * dice.below(2) - run.soreness // 1500 * 25)}


def _mean(records: Sequence[Mapping], name: str) -> float:
    return fsum(record[name] for record in records) / len(records)


def _activity(run: Recorded, end: datetime) -> dict:
    return {
        "timestamp": end,
        "local_timestamp": end,
        "total_timer_time": run.steps[-1].timer_s,
        "num_sessions": 1,
        "type": "manual",
        "event": "activity",
        "event_type": "stop",
    }
