"""Reads FIT, the format of Garmin, COROS, Suunto, Wahoo and most other watches, through fitparse."""

from __future__ import annotations

import pandas as pd

from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers import fit_track, fit_words
from ingest.readers.fit_messages import Message, messages
from ingest.readers.fit_track import instant, number
from ingest.readers.masks import masked, plausible_time
from ingest.recording import Recording, Totals
from ingest.schema import LAPS

NAME = "fit"


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a FIT file."""
    return head[8:12] == b".FIT"


def read(data: bytes) -> tuple[Recording, ...]:
    """The activity in a FIT file.

    Raises NotAnActivity for FIT files of other kinds and UnreadableFile where nothing can be saved.
    """
    found, trouble = messages(data)
    _demand_an_activity(found, trouble)
    return (_recording(found),)


def _named(found: list[Message], name: str) -> list[dict[str, object]]:
    return [message.fields for message in found if message.name == name]


def _first(found: list[Message], name: str) -> dict[str, object]:
    return next(iter(_named(found, name)), {})


def _demand_an_activity(found: list[Message], trouble: Exception | None) -> None:
    kind = _first(found, "file_id").get("type", "activity")
    if kind != "activity":
        what = fit_words.FILE_KINDS.get(kind, f"of kind {kind}, which hiplog does not know")
        raise NotAnActivity(f"This FIT file is no activity but {what}.")
    if not _named(found, "record") and not _named(found, "session"):
        raise UnreadableFile("This FIT file holds no points and no totals of an activity.")


def _recording(found: list[Message]) -> Recording:
    session = _first(found, "session")
    sport = fit_words.word(session.get("sport"), fit_words.SPORTS)
    track, counts = masked(fit_track.track(_named(found, "record"), sport))
    return Recording(
        format=NAME,
        track=track,
        sport=sport,
        sub_sport=fit_words.word(session.get("sub_sport"), fit_words.SUB_SPORTS),
        started_at=_start(session, track),
        device=_device(found),
        totals=_totals(session, sport),
        laps=_laps(_named(found, "lap")),
        active=_active(_named(found, "event"), track),
        utc_offset=_utc_offset(_first(found, "activity")),
        body_mass_kg=_known(_first(found, "user_profile"), "weight"),
        rpe=_scaled(_known(session, "unknown_193"), 10),
        feel=_known(session, "unknown_192"),
        masked=counts,
    )


def _known(fields: dict[str, object], name: str) -> float | None:
    value = number(fields.get(name))
    return None if pd.isna(value) else value


def _scaled(value: float | None, divisor: float) -> float | None:
    return None if value is None else value / divisor


def _start(session: dict[str, object], track: pd.DataFrame) -> pd.Timestamp | None:
    begun = instant(session.get("start_time"))
    if plausible_time(begun):
        return begun
    return track["time"].iloc[0] if len(track) else None


def _totals(session: dict[str, object], sport: str | None) -> Totals:
    return Totals(
        distance_m=_known(session, "total_distance"),
        timer_s=_known(session, "total_timer_time"),
        elapsed_s=_known(session, "total_elapsed_time"),
        ascent_m=_with_fraction(session, "total_ascent", "unknown_199"),
        descent_m=_with_fraction(session, "total_descent", "unknown_200"),
        steps=_scaled(_known(session, "total_strides"), 0.5),
    )


def _with_fraction(session: dict[str, object], name: str, fraction: str) -> float | None:
    """Whole metres and, in newer files, the hundredths that fitparse does not know."""
    whole = _known(session, name)
    return None if whole is None else whole + (_known(session, fraction) or 0) / 100


def _laps(laps: list[dict[str, object]]) -> pd.DataFrame:
    return LAPS.frame([_lap(lap) for lap in laps if instant(lap.get("start_time")) is not None])


def _lap(lap: dict[str, object]) -> dict[str, object]:
    return {
        "started_at": instant(lap.get("start_time")),
        "distance_m": number(lap.get("total_distance")),
        "duration_s": number(lap.get("total_timer_time")),
        "ascent_m": number(lap.get("total_ascent")),
        "descent_m": number(lap.get("total_descent")),
        "avg_heart_rate_bpm": number(lap.get("avg_heart_rate")),
        "avg_cadence_spm": fit_track.steps_per_minute(lap, "avg_running_cadence", "avg_fractional_cadence"),
    }


def _active(events: list[dict[str, object]], track: pd.DataFrame) -> tuple[tuple, ...]:
    """The spans between the timer's starts and stops; one still open ends with the last point."""
    spans, begun = [], None
    for event in events:
        if event.get("event") != "timer":
            continue
        at = instant(event.get("timestamp"))
        if event.get("event_type") == "start":
            begun = begun or at
        elif begun is not None and at is not None and str(event.get("event_type")).startswith("stop"):
            spans.append((begun, at))
            begun = None
    if begun is not None and len(track) and track["time"].iloc[-1] > begun:
        spans.append((begun, track["time"].iloc[-1]))
    return tuple(spans)


def _utc_offset(activity: dict[str, object]) -> pd.Timedelta | None:
    """Local minus UTC, to the quarter of an hour; None where absent or no zone of the earth."""
    local, utc = number(activity.get("local_timestamp")), number(activity.get("timestamp"))
    quarters = (local - utc) / 900
    if pd.isna(quarters) or abs(quarters) > 14 * 4:
        return None
    return pd.Timedelta(minutes=15 * round(quarters))


def _device(found: list[Message]) -> str | None:
    maker = _first(found, "file_id")
    words = (maker.get("manufacturer"), maker.get("product_name") or maker.get("garmin_product"))
    named = [str(word) for word in words if word is not None]
    return " ".join([named[0].title(), *named[1:]]) if named else None
