"""What to do about shoes today: about the pair nearest to its limit, in a few words that claim nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import shoes, words
from analysis.findings import Severity
from analysis.limits import Limits, at_least
from analysis.projection import Projection
from ingest.schema import Log


@dataclass(frozen=True)
class Step:
    """`about` is a row of `shoes.wear`, `ahead` when it reaches its limit, `to_do` one or two sentences.

    `why` says what is behind the limit, and `shoes.WEAR_EVIDENCE` how sure that is.
    """

    severity: Severity
    about: pd.Series
    ahead: Projection
    to_do: str

    @property
    def why(self) -> str:
        limit = shoes.OWN_WHY if self.about["own"] else shoes.WEAR_WHY
        return f"{shoes.PROJECTION_WHY} {limit}" if self.ahead.state == "ok" else limit


NOTHING = "Nothing to do yet."
BUY = (
    "No other {kind} pair is in use: time for a new one. Begin with short runs in it, the old one beside it."
)
LOOK = "No other {kind} pair is in use: look for the next one now, and run in both by turns for a while."
MOVE = "{name} ({worn}) is your next {kind} pair: give it the runs of this one, and retire this one."
TURNS = "{name} ({worn}) is your next {kind} pair: run in both by turns."


def next_step(log: Log, wear: pd.DataFrame, today: date, limits: Limits) -> Step | None:
    """About the pair of `wear` that has come furthest on its way to a limit; None where none has one."""
    pair = shoes.nearest_to_limit(wear, today)
    if pair is None:
        return None
    ahead = shoes.projection(log, pair, today, pair["replace_m"])
    if ahead.state == "passed":
        return Step(Severity.ACT, pair, ahead, _said(wear, pair, limits, MOVE, BUY))
    soon = ahead.state == "ok" and (ahead.middle - today).days <= limits[shoes.SOON]
    if soon or at_least(pair["worn_m"], pair["watch_m"]):
        return Step(Severity.WATCH, pair, ahead, _said(wear, pair, limits, TURNS, LOOK))
    return Step(Severity.NOTE, pair, ahead, NOTHING)


def _said(wear: pd.DataFrame, pair: pd.Series, limits: Limits, another: str, none: str) -> str:
    """With the least worn other pair of this kind that is in use and not yet to be watched, or without."""
    others = wear[(wear["kind"] == pair["kind"]) & ~wear["retired"] & (wear["shoe_id"] != pair["shoe_id"])]
    others = others[~at_least(others["worn_m"], others["watch_m"])]
    if others.empty:
        return none.format(kind=pair["kind"])
    other = others.loc[others["worn_m"].idxmin()]
    worn = words.distance(other["worn_m"], limits.profile.distance_unit)
    return another.format(name=other["name"], worn=worn, kind=pair["kind"])
