"""A run that an account tells of without a file, as bytes of hiplog's own small format."""

from __future__ import annotations

import math

import pandas as pd

from ingest.local_day import FURTHEST_OFFSET
from ingest.readers.manual import written

LONGEST_TEXT = 1000  # characters of a title; the format holds no more than a short text


def manual_entry(
    started_at: pd.Timestamp,
    *,
    source: str,
    source_id: str | None = None,
    distance_m: float | None = None,
    timer_s: float | None = None,
    elapsed_s: float | None = None,
    ascent_m: float | None = None,
    descent_m: float | None = None,
    avg_heart_rate_bpm: float | None = None,
    max_heart_rate_bpm: float | None = None,
    avg_cadence_spm: float | None = None,
    utc_offset_s: float | None = None,
    title: str | None = None,
    sport: str | None = "running",
    sub_sport: str | None = None,
    device: str | None = None,
) -> bytes:
    """The run as a file's bytes; None is "not told". The same run gives the same bytes in every export.

    `started_at` is UTC-aware. Distances and times are kept to the hundredth, for exports of one
    account write them with more or fewer places. Numbers that cannot be count as not told.
    """
    numbers = {
        "distance_m": distance_m,
        "timer_s": timer_s,
        "elapsed_s": elapsed_s,
        "ascent_m": ascent_m,
        "descent_m": descent_m,
        "avg_heart_rate_bpm": avg_heart_rate_bpm,
        "max_heart_rate_bpm": max_heart_rate_bpm,
        "avg_cadence_spm": avg_cadence_spm,
    }
    told = {name: _hundredths(value) for name, value in numbers.items()}
    texts = {"title": title and title[:LONGEST_TEXT], "source": source, "source_id": source_id}
    return written(
        started_at,
        **told,
        **texts,
        utc_offset_s=_of_a_zone(utc_offset_s),
        sport=sport,
        sub_sport=sub_sport,
        device=device and device[:LONGEST_TEXT],
    )


def _hundredths(value: float | None) -> float | None:
    return round(value, 2) if value is not None and math.isfinite(value) and value >= 0 else None


def _of_a_zone(offset_s: float | None) -> float | None:
    """An offset that local time can have."""
    return offset_s if offset_s is not None and abs(offset_s) <= FURTHEST_OFFSET.total_seconds() else None
