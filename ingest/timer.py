"""When the timer ran: the seconds that count, point by point and in all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest.columns import changes
from ingest.recording import Recording

LONGEST_GAP_S = 6 * 3600.0
"""A longer silence between two points is no part of a run. [s], convention"""

LONGEST_SILENCE_S = 2 * 86400.0
"""A longer one is no silence but a clock that was set in mid-run. [s], convention"""

TOLD_FROM_S = 2.0
"""Timers that differ by more than this for each of their spans are told. [s]

Watches stamp starts, stops and points in whole seconds but total in milliseconds.
"""

Spans = tuple[tuple[pd.Timestamp, pd.Timestamp], ...]


@dataclass(frozen=True)
class Timing:
    """The time of one recording.

    `clock_s` (by point) is wall time since the first point without the clock's faults, `ran_s` (by
    step, one fewer) how long the timer ran between two points. [s] The totals are NaN where unknown.
    `late_s` is by how much a clock that was set in mid-run was late at the start, `first_at` the moment
    of the first point by that clock, None where there are no points.
    """

    clock_s: np.ndarray
    ran_s: np.ndarray
    duration_s: float
    elapsed_s: float
    late_s: float = 0.0
    first_at: pd.Timestamp | None = None
    notes: tuple[str, ...] = ()


def timing(recording: Recording) -> Timing:
    """Timer and elapsed time of a recording. [s]

    The device's own totals are kept where they can be true, for they are finer than the whole
    seconds of its events and know of points that the file lost; where they differ from the timer's
    spans, a note tells. Without totals the spans count, without spans all time between the points.
    """
    origin, raw_s = _since_first(recording.track["time"])
    steps_s = changes(raw_s)
    faults_s = np.where(steps_s > LONGEST_GAP_S, steps_s, 0.0)
    faulty = bool(faults_s.any())
    clock_s = raw_s - np.concatenate([[0.0], np.cumsum(faults_s)]) if faulty else raw_s
    spans_s, ran_s = _ran(merged(recording.active, origin), raw_s)
    ran_s = np.where(faults_s > 0, 0.0, ran_s) if faulty else ran_s
    lead_s = _lead(recording, origin)
    counted_s = ran_s.sum() + _ran_before(spans_s, lead_s)
    recorded_s = (clock_s[-1] if clock_s.size else 0.0) + lead_s
    elapsed_s = _possible(recording.totals.elapsed_s, recorded_s)
    duration_s = _possible(recording.totals.timer_s, counted_s)
    notes = (*_faults(faults_s), *_told(recording, counted_s, duration_s, len(spans_s)))
    late_s = _late(faults_s) if faulty else 0.0
    return Timing(clock_s, ran_s, duration_s, float(np.fmax(elapsed_s, duration_s)), late_s, origin, notes)


def seconds(time: pd.Series) -> np.ndarray:
    """Instants as seconds since the first of them. [s]"""
    return _since_first(time)[1]


def _since_first(time: pd.Series) -> tuple[pd.Timestamp | None, np.ndarray]:
    """The first of these instants, and all as seconds since then. [s]"""
    stamps_us = time.to_numpy(dtype="datetime64[us]").astype("int64")
    if not stamps_us.size:
        return None, np.empty(0)
    return pd.Timestamp(stamps_us[0], unit="us", tz="UTC"), (stamps_us - stamps_us[0]) / 1e6


def merged(spans: Spans, origin: pd.Timestamp | None) -> np.ndarray:
    """Spans as rows of (begin, end) since `origin`, in order, overlaps joined. [s]"""
    rows: list[list[float]] = []
    spans = sorted(spans)
    start = origin or (spans[0][0] if spans else None)
    for begin, end in spans:
        first, last = (begin - start).total_seconds(), (end - start).total_seconds()
        if rows and first <= rows[-1][1]:
            rows[-1][1] = max(rows[-1][1], last)
        elif last > first:
            rows.append([first, last])
    return np.array(rows, dtype=float).reshape(-1, 2)


def ran_until(moments_s: np.ndarray, spans_s: np.ndarray) -> np.ndarray:
    """How long the timer had run by each moment; all the time where there are no spans. [s]"""
    if not spans_s.size:
        return moments_s
    lengths = np.diff(spans_s, axis=1).ravel()
    by_end = np.cumsum(lengths)
    return np.interp(moments_s, spans_s.ravel(), np.column_stack([by_end - lengths, by_end]).ravel())


def _ran(spans_s: np.ndarray, raw_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The spans and how long the timer ran in each step between points. [s]

    Spans outside of which all points lie come from another clock, and none are given back.
    """
    ran_s = changes(ran_until(raw_s, spans_s))
    return (spans_s, ran_s) if ran_s.any() else (np.empty((0, 2)), changes(raw_s))


def _lead(recording: Recording, origin: pd.Timestamp | None) -> float:
    """How long before its first point the recording began. [s]"""
    if origin is None or recording.started_at is None:
        return 0.0
    lead_s = (origin - recording.started_at).total_seconds()
    return lead_s if 0 < lead_s <= LONGEST_GAP_S else 0.0


def _ran_before(spans_s: np.ndarray, lead_s: float) -> float:
    if not spans_s.size:
        return lead_s
    return float(changes(ran_until(np.array([-lead_s, 0.0]), spans_s))[0])


def _possible(device_s: float | None, counted_s: float) -> float:
    """The device's total, unless it is absent, nothing, or far beyond what was recorded."""
    if device_s is None or np.isnan(device_s) or device_s <= 0:
        return counted_s if counted_s > 0 else np.nan
    return counted_s if device_s > counted_s + LONGEST_GAP_S and counted_s > 0 else device_s


def _late(faults_s: np.ndarray) -> float:
    """How late the clock was at the start, if most points came after it was set. [s]"""
    jumps = np.flatnonzero(faults_s > LONGEST_SILENCE_S)
    lengths = np.diff([0, *(jumps + 1), faults_s.size + 1])
    return float(faults_s[jumps[: np.argmax(lengths)]].sum())


def _faults(faults_s: np.ndarray) -> tuple[str, ...]:
    if not faults_s.any():
        return ()
    if faults_s.max() > LONGEST_SILENCE_S:
        what = f"The clock jumped by {duration_words(faults_s.sum())} in mid-run"
    else:
        what = f"The recording falls silent for {duration_words(faults_s.sum())}"
    return (f"{what}; that time is left out.",)


def _told(recording: Recording, counted_s: float, kept_s: float, spans: int) -> tuple[str, ...]:
    device_s = recording.totals.timer_s
    if device_s is None or abs(device_s - counted_s) <= TOLD_FROM_S * max(spans, 1):
        return ()
    if not len(recording.track):
        return ()
    whose = "the device's own time" if kept_s == device_s else "the recorded time"
    return (
        f"The device counted {duration_words(device_s)} of running, its points and pauses give "
        f"{duration_words(counted_s)}; {whose} is kept.",
    )


def duration_words(amount_s: float) -> str:
    """A length of time as a person says it: "27 days", "1:02:05 h", "3:10 min", "12.3 s"."""
    if amount_s >= 2 * 86400:
        return f"{amount_s / 86400:.0f} days"
    if amount_s < 60:
        return f"{amount_s:.1f} s".replace(".0 s", " s")
    minutes, seconds_left = divmod(round(amount_s), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds_left:02} h" if hours else f"{minutes}:{seconds_left:02} min"
