"""What was different before an episode of pain: the days before its onset against the runner's own usual.

What the 3, 7 and 28 days before the onset held of each factor, the mean a day or the highest of a day, is
held against all spans of as many days in the runner's own earlier time that were free of an episode and do
not reach into them. More than in 19 of 20 of these stands out. It says what was there, not what led to the
pain: of some sixty comparisons a few stand out before any day one picks, so how many luck would give is
told beside them. Of what only grows there is always more than before, so it is not compared: shoes are told
of where they were past their limit (`onset_day`).
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.exposures import PEAKS
from analysis.limits import above, at_least

SPANS = (3, 7, 28)
"""Days before the onset that are looked at."""

LOOK_BACK = 365
"""How far before them the own usual reaches. [days] Own convention: who is often sore has few days free of
an episode in half a year."""

GROWING = ("shoe_age",)
"""Factors of which the newest days hold more than any before them, whatever one does: not compared."""

KNOWN = 2 / 3
"""Share of a span's days of which the dose must be known. Own convention."""

LEAST_SPANS = 8
"""Spans side by side without which nothing is usual. Own convention."""

LOW, HIGH = 0.10, 0.90
"""The usual range, as shares of the own spans."""

STANDS_OUT = 0.95
"""More than in this share of the own spans stands out. Own convention: 19 of 20."""

LATELY = 91
"""Days before a span over which is counted how often spans stood out as well. Own convention: the length of a
build-up."""

LEAST_LATELY = 28
"""Spans of LATELY without which nothing is said of them. Own convention."""

LASTING = 0.25
"""What stood out in so many of the spans of LATELY has long been more than usual: it is told last, and that
it was so. [fraction] Own convention: five times what luck gives."""

MOST = 3
"""Factors that are told in sentences. Own convention, as for findings."""

MORE, LESS, USUAL, UNKNOWN = "more", "less", "usual", "unknown"

SORE, UNLOGGED = "sore", "unlogged"
"""Why nothing is usual: too few spans lie outside episodes, or too little is known at all."""


class Row(NamedTuple):
    """One factor over so many days before an onset, in its unit: the mean a day, of PEAKS the highest.

    `low` to `high` is the usual range, `below` the share of the own spans with less, `spans` how many of
    them stand side by side. `verdict` is MORE or LESS than the usual range, USUAL, or UNKNOWN with too few
    known days in the span or too few spans before it: then all else but `amount` is NaN, `spans` counted,
    and `lacks` says which, UNLOGGED or SORE. `luck` is how often a span like those before it stands out.
    `among` is how many own spans it was held against, one a day, and `since` the first day known of them.
    """

    factor: str
    days: int
    amount: float
    low: float
    high: float
    below: float
    spans: int
    verdict: str
    stands_out: bool
    luck: float
    among: int
    since: pd.Timestamp
    lacks: str = ""


def before(exposures: pd.DataFrame, episodes: pd.DataFrame, onset: date) -> pd.DataFrame:
    """One row a factor and span before an onset, with the fields of Row, in the order of the columns.

    `exposures` is a row a calendar day and a column a factor; `episodes` is that of
    `analysis.episodes.episodes`. Days that are not in `exposures` are not known; GROWING is left out.
    """
    start = pd.Timestamp(onset)
    days = pd.date_range(
        start - pd.Timedelta(days=max(SPANS) + LOOK_BACK), start - pd.Timedelta(days=1), unit="us"
    )
    doses, hurting = (
        exposures.drop(columns=[*GROWING], errors="ignore").reindex(days),
        _hurting(days, episodes),
    )
    rows = [row for span in SPANS for row in _rows(doses, hurting, span)]
    table = pd.DataFrame(rows, columns=list(Row._fields))
    order = {name: place for place, name in enumerate(exposures.columns)}
    return table.sort_values("factor", key=lambda name: name.map(order), kind="stable", ignore_index=True)


def _hurting(days: pd.DatetimeIndex, episodes: pd.DataFrame) -> np.ndarray:
    """Whether each day is one of an episode, from its onset to its last painful day."""
    found = np.zeros(len(days), dtype=bool)
    for episode in episodes.itertuples():
        found |= (days >= episode.onset) & (days <= episode.last_painful)
    return found


def _rows(doses: pd.DataFrame, hurting: np.ndarray, span: int) -> list[Row]:
    """A row a factor over one length of span."""
    rolled = doses.rolling(span, min_periods=int(np.ceil(KNOWN * span)))
    held = rolled.mean().assign(**{name: rolled[name].max() for name in doses if name in PEAKS})
    hurt = pd.Series(hurting, index=doses.index, dtype="float64").rolling(span, min_periods=span).max()
    own = slice(len(doses) - LOOK_BACK - 1, len(doses) - span)
    free = (hurt == 0).to_numpy()[own]
    return [_row(doses[name], span, held[name].to_numpy(), own, free) for name in doses]


def _row(dose: pd.Series, span: int, held: np.ndarray, own: slice, free: np.ndarray) -> Row:
    amount, known = float(held[-1]), ~np.isnan(held[own])
    ends = np.flatnonzero(free & known)
    usual, spans = held[own][ends], _side_by_side(ends, span)
    if np.isnan(amount) or spans < LEAST_SPANS:
        enough = _side_by_side(np.flatnonzero(known), span) >= LEAST_SPANS
        lacks = UNLOGGED if np.isnan(amount) or not enough else SORE
        nothing = [np.nan] * 3
        return Row(dose.name, span, amount, *nothing, spans, UNKNOWN, False, np.nan, 0, pd.NaT, lacks)
    low, high = np.quantile(usual, [LOW, HIGH], method="inverted_cdf")
    below = _below(usual, amount)
    luck = max(_luck(spans), _lately(usual, ends, own.stop - own.start - LATELY, span))
    verdict = MORE if above(amount, high) else LESS if above(low, amount) else USUAL
    out = below >= STANDS_OUT
    since = _since(dose, own.start + ends[0], span)
    counted = spans, verdict, out, luck, len(ends), since
    return Row(dose.name, span, amount, float(low), float(high), below, *counted)


def _since(dose: pd.Series, end: int, span: int) -> pd.Timestamp:
    """The first day known of the span with this last day, which may reach out of the log."""
    return dose.iloc[end - span + 1 : end + 1].first_valid_index()


def _below(usual: np.ndarray, amount: float) -> float:
    """Share of the own spans with less. [fraction] Sums over windows differ by a hair, which is no less."""
    return float(np.mean(~at_least(usual, amount)))


def _side_by_side(ends: np.ndarray, span: int) -> int:
    """How many of the spans with these last days can stand side by side without a day in common."""
    count, last = 0, -span
    for end in ends:
        if end - last >= span:
            count, last = count + 1, end
    return count


def _luck(spans: int) -> float:
    """How often a span like all others comes out above STANDS_OUT of so many of them: for few, oftener."""
    return (1 + (1 - STANDS_OUT) * spans) / (1 + spans)


def _lately(usual: np.ndarray, ends: np.ndarray, since: int, span: int) -> float:
    """How often the spans of LATELY stood out of those before them. [fraction] 0 where too few can tell.

    `usual` and `ends` are the amount and the last day of each own span, `since` the first day of LATELY. Who
    builds up for months does more than ever all the time, so that it says little of one onset.
    """
    last = np.flatnonzero(ends >= since)
    known = np.searchsorted(ends, ends[last] - span, side="right")  # spans without a day in common
    told = [(usual[at], usual[:count]) for at, count in zip(last, known, strict=True) if count >= LATELY]
    out = [_below(earlier, amount) >= STANDS_OUT for amount, earlier in told]
    return float(np.mean(out)) if len(out) >= LEAST_LATELY else 0.0


def compared(table: pd.DataFrame) -> int:
    """How many comparisons could be made."""
    return int((table["verdict"] != UNKNOWN).sum())


def lengths(table: pd.DataFrame) -> list[int]:
    """The SPANS of which at least one factor could be compared."""
    told = set(table.loc[table["verdict"] != UNKNOWN, "days"])
    return [span for span in SPANS if span in told]


def lacking(table: pd.DataFrame) -> dict[str, list[int]]:
    """The SPANS of which nothing could be compared, by why: SORE where only the episodes stood in the way."""
    whys = table.groupby("days")["lacks"].agg(set)
    missing = {span: whys.get(span, {UNLOGGED}) for span in SPANS if span not in lengths(table)}
    sore = [span for span, why in missing.items() if SORE in why]
    unlogged = [span for span in missing if span not in sore]
    return {why: spans for why, spans in ((SORE, sore), (UNLOGGED, unlogged)) if spans}


def by_luck(table: pd.DataFrame) -> float:
    """How many of the comparisons would stand out before a day like all others."""
    return float(table["luck"].sum())


def strongest(table: pd.DataFrame) -> pd.DataFrame:
    """What stood out, the strongest first, one row a factor, MOST at most.

    The strongest is what fewest spans reached, by what so many of them can tell; of equal ones that which
    lies farthest above the usual range, in widths of it. What has been LASTING comes after all else.
    """
    out = table[table["stands_out"]]
    width = (out["high"] - out["low"]).where(lambda each: each > 0, out["high"].abs()).clip(lower=1e-9)
    rank = (1 + out["spans"] * (1 - out["below"])) / (1 + out["spans"])
    far = -(out["amount"] - out["high"]) / width
    ordered = out.assign(lasting=out["luck"] >= LASTING, rank=rank.round(9), far=far)
    first = ordered.sort_values(["rank", "far"], kind="stable").drop_duplicates("factor")
    told = first.sort_values("lasting", kind="stable").drop(columns=["rank", "far"])
    return told.head(MOST).reset_index(drop=True)
