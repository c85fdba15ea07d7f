"""What a TCX file says of an activity's laps: the device's own totals, and where the timer stood still."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import numpy as np
import pandas as pd

from ingest.readers.masks import LONGEST_RUN, plausible_time
from ingest.readers.steps import lap_steps
from ingest.readers.tcx_columns import moment
from ingest.readers.xml_values import number
from ingest.recording import Totals
from ingest.schema import LAPS

Span = tuple[pd.Timestamp, pd.Timestamp]

LEAST_PAUSE_S = 5.0
"""A silence between two points that is longer than this, and than twice what is usual, may hold a
pause. [s], convention"""

SEAM_S = 10.0
"""Watches write no point for so long between two laps. [s], convention"""


def began(element: Element, name: str) -> pd.Timestamp | None:
    """An instant by attribute or child; None where absent or where no watch can have shown it."""
    time = moment(element.get(name) or element.findtext(name))
    instant = None if time is None else pd.Timestamp(time).tz_convert("UTC").as_unit("us")
    return instant if plausible_time(instant) else None


def said(lap: Element, path: str) -> float:
    """A number in a lap that is not negative, NaN where there is none."""
    value = number(lap.findtext(path))
    return value if 0 <= value < np.inf else np.nan


def totals(laps: list[Element]) -> Totals:
    """The device's own count: its laps together."""
    return Totals(
        distance_m=_sum([said(lap, "DistanceMeters") for lap in laps]),
        timer_s=_sum([said(lap, "TotalTimeSeconds") for lap in laps]),
    )


def _sum(values: list[float]) -> float | None:
    told = [value for value in values if not np.isnan(value)]
    return float(sum(told)) if told else None


def table(laps: list[Element], sport: str | None, cadence: np.ndarray) -> pd.DataFrame:
    """A LAPS frame in time order. `cadence` is the points', as the file counts it."""
    rows = [
        {
            "started_at": start,
            "distance_m": said(lap, "DistanceMeters"),
            "duration_s": said(lap, "TotalTimeSeconds"),
            "avg_heart_rate_bpm": said(lap, "AverageHeartRateBpm/Value") or np.nan,
            "avg_cadence_spm": _cadence(lap) or np.nan,
        }
        for lap, start in zip(laps, (began(lap, "StartTime") for lap in laps), strict=True)
        if start is not None
    ]
    frame = LAPS.frame(sorted(rows, key=lambda row: row["started_at"]))
    return frame.assign(avg_cadence_spm=lap_steps(frame["avg_cadence_spm"], sport, cadence))


def _cadence(lap: Element) -> float:
    running = said(lap, "Extensions//AvgRunCadence")
    return said(lap, "Cadence") if np.isnan(running) else running


def active_spans(laps: list[Element], points: pd.DataFrame) -> tuple[Span, ...]:
    """The spans in which the timer ran. `points` are a TRACK frame with each point's ``track``.

    A lap lasts until the next one begins. What its own time lacks of that was a pause, and pauses
    lie in the longest silences between its points: exporters seldom begin a Track after each.
    Where laps do not tell both, each Track is a span.
    """
    if not len(points):
        return ()
    times = points["time"].to_numpy(dtype="datetime64[us]")
    starts = [began(lap, "StartTime") for lap in laps]
    timers = np.array([said(lap, "TotalTimeSeconds") for lap in laps])
    if None in starts or not laps or not (timers > 0).all():
        return _by_track(points)
    bounds = np.array([start.tz_localize(None) for start in starts], dtype="datetime64[us]")
    lead = np.abs(times[0] - bounds[0])
    if (np.diff(bounds) < np.timedelta64(0)).any() or lead > LONGEST_RUN:
        return _by_track(points)
    bounds[0] = min(bounds[0], times[0])
    return _around(_pauses(times, bounds, timers), bounds[0], max(times[-1], bounds[-1]))


def _pauses(times: np.ndarray, bounds: np.ndarray, timers: np.ndarray) -> list[tuple]:
    """Where the timer stood still, as pairs of instants in order."""
    ends = np.append(bounds[1:], max(times[-1], bounds[-1]))
    pauses = []
    for begin, end, timer_s in zip(bounds, ends, timers, strict=True):
        inner = times[np.searchsorted(times, begin, "right") : np.searchsorted(times, end, "left")]
        pauses += _pauses_of_lap(np.concatenate([[begin], inner, [end]]), timer_s)
    return pauses


def _pauses_of_lap(moments: np.ndarray, timer_s: float) -> list[tuple]:
    """A lap's pauses, each at the end of a silence: before it the runner may have run a usual step."""
    gaps_s = np.diff(moments) / np.timedelta64(1, "s")
    usual_s = np.median(gaps_s)
    long = np.flatnonzero((gaps_s > LEAST_PAUSE_S) & (gaps_s > 2 * usual_s))
    long = long[np.argsort(-gaps_s[long], kind="stable")]
    missing_s = max(gaps_s.sum() - timer_s, 0.0)
    paused_s = _filled(gaps_s[long] - usual_s, missing_s)
    paused_s += _filled(np.full(long.size, usual_s), missing_s - paused_s.sum())
    pauses = zip(long[paused_s >= 1], paused_s[paused_s >= 1], strict=True)
    ends = ((moments[gap + 1], np.timedelta64(round(lasted_s * 1e6), "us")) for gap, lasted_s in pauses)
    return sorted((end - lasted, end) for end, lasted in ends)


def _filled(rooms_s: np.ndarray, amount_s: float) -> np.ndarray:
    """The amount shared out among rooms, the first ones filled first."""
    return np.clip(amount_s - (np.cumsum(rooms_s) - rooms_s), 0.0, rooms_s)


def _around(pauses: list[tuple], begin: np.datetime64, end: np.datetime64) -> tuple[Span, ...]:
    edges = [begin, *(edge for pause in pauses for edge in pause), end]
    spans = zip(edges[::2], edges[1::2], strict=True)
    return tuple((_instant(a), _instant(b)) for a, b in spans if a < b)


def _by_track(points: pd.DataFrame) -> tuple[Span, ...]:
    """Each Track's first and last moment, those that follow one another at once joined."""
    grouped = points.groupby("track")["time"]
    spans: list[Span] = []
    for begin, end in sorted(zip(grouped.min(), grouped.max(), strict=True)):
        if spans and (begin - spans[-1][1]).total_seconds() <= SEAM_S:
            begin, end = spans.pop()[0], max(end, spans[-1][1] if spans else end)
        spans.append((begin, end))
    return tuple(span for span in spans if span[0] < span[1])


def _instant(moment: np.datetime64) -> pd.Timestamp:
    return pd.Timestamp(moment, tz="UTC")
