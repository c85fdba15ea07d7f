"""Reads runs that no watch wrote a file of: hiplog's own small format, one JSON object a run.

A run typed in by the runner, or told by an account's table only, travels through the import
like any file: it has bytes, and so a name, duplicates and twins.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

import pandas as pd

from ingest.errors import UnreadableFile
from ingest.local_day import FURTHEST_OFFSET
from ingest.readers.masks import plausible_time
from ingest.recording import Recording, Totals
from ingest.schema import TRACK

NAME = "manual"
MARK = b'"hiplog":"run"'
VERSION = 1
MOST_BYTES = 64_000

NUMBERS = (
    "distance_m",
    "timer_s",
    "elapsed_s",
    "ascent_m",
    "descent_m",
    "avg_heart_rate_bpm",
    "max_heart_rate_bpm",
    "avg_cadence_spm",
    "utc_offset_s",
)
TEXTS = ("title", "sport", "sub_sport", "device", "source", "source_id")
DAMAGED = "This file is a run written by hiplog, but it is damaged: export it once more."


def written(started_at: pd.Timestamp, **known: float | str | None) -> bytes:
    """A run as bytes that `read` takes; the same facts give the same bytes.

    `started_at` is a UTC-aware instant; `known` holds any of NUMBERS and TEXTS, None for "not told".
    Numbers are finite floats in the unit of their name. Raises TypeError for other names.
    """
    if unknown := set(known) - {*NUMBERS, *TEXTS}:
        raise TypeError(f"a run tells {', '.join((*NUMBERS, *TEXTS))}, not {', '.join(sorted(unknown))}")
    told = {name: None if known.get(name) is None else float(known[name]) for name in NUMBERS}
    told |= {name: None if known.get(name) is None else str(known[name]) for name in TEXTS}
    instant = started_at.tz_convert("UTC").isoformat().replace("+00:00", "Z")
    whole = {"hiplog": "run", "version": VERSION, "started_at": instant, **told}
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a run as `written` writes it."""
    return head.startswith(b"{") and MARK in head


def read(data: bytes) -> tuple[Recording, ...]:
    """The one run, without points. Raises UnreadableFile where anything in it is not as written."""
    told = _parsed(data)
    started_at = _instant(told.get("started_at"))
    numbers = {name: _number(told.get(name)) for name in NUMBERS}
    texts = {name: _text(told.get(name)) for name in TEXTS}
    offset_s = numbers["utc_offset_s"]
    if offset_s is not None and abs(offset_s) > FURTHEST_OFFSET.total_seconds():
        raise UnreadableFile(DAMAGED)
    recording = Recording(
        format=NAME,
        track=TRACK.empty(),
        sport=texts["sport"],
        sub_sport=texts["sub_sport"],
        started_at=started_at,
        title=texts["title"],
        device=texts["device"],
        totals=_totals(numbers),
        utc_offset=None if offset_s is None else pd.Timedelta(seconds=offset_s),
    )
    return (recording,)


def _parsed(data: bytes) -> Mapping:
    if len(data) > MOST_BYTES:
        raise UnreadableFile(DAMAGED)
    try:
        told = json.loads(data)
    except (ValueError, RecursionError) as trouble:
        raise UnreadableFile(DAMAGED) from trouble
    if not isinstance(told, dict):
        raise UnreadableFile(DAMAGED)
    if told.get("version") != VERSION:
        raise UnreadableFile("This run was written by a newer hiplog. Update hiplog, then import it again.")
    return told


def _instant(text: object) -> pd.Timestamp:
    try:
        instant = pd.Timestamp(text)
    except (ValueError, TypeError) as trouble:
        raise UnreadableFile(DAMAGED) from trouble
    if pd.isna(instant) or instant.tzinfo is None or not plausible_time(instant):
        raise UnreadableFile(DAMAGED)
    return instant.tz_convert("UTC").as_unit("us")


def _number(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise UnreadableFile(DAMAGED)
    return float(value)


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UnreadableFile(DAMAGED)
    return value or None


def _totals(numbers: Mapping[str, float | None]) -> Totals:
    """What was told, less what is negative: nobody runs backwards in time."""
    told = {name: n if n is not None and n >= 0 else None for name, n in numbers.items()}
    names = ("distance_m", "timer_s", "elapsed_s", "ascent_m", "descent_m")
    return Totals(**{name: told[name] for name in names})
