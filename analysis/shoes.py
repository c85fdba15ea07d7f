"""How far each pair of shoes has come, and when it will reach its limits (rules W1 and W2).

References
----------
.. [1] The guide of 300–400 miles is a convention. Cook 1985, Am J Sports Med 13:248, and Kong 2009,
   doi 10.1136/bjsm.2008.047761, saw shoes age; no study found a mileage at which hip injuries start.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import isnan, nan

import numpy as np
import pandas as pd

from analysis import words
from analysis.days import up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least, limits_of
from analysis.projection import UNUSED_DAYS, Projection, reach
from ingest.schema import Log
from ingest.units import kilograms_from_pounds, metres_from_miles

GUIDE = "common replacement guide; Cook 1985, Kong 2009"


def _mileage(key: str, miles: float, meaning: str) -> Limit:
    low, high = metres_from_miles(25), metres_from_miles(2000)
    return Limit(f"shoes.{key}", metres_from_miles(miles), "m", meaning, GUIDE, low, high)


ROAD_WATCH = _mileage("road_watch", 300, "Road shoes: watch from")
ROAD_REPLACE = _mileage("road_replace", 400, "Road shoes: replace by")
TRAIL_WATCH = _mileage("trail_watch", 200, "Trail shoes: watch from")
TRAIL_REPLACE = _mileage("trail_replace", 300, "Trail shoes: replace by")
HEAVY_WATCH = _mileage("heavy_watch", 200, "Shoes of a runner of 200 lb or more: watch from")
HEAVY_REPLACE = _mileage("heavy_replace", 250, "Shoes of a runner of 200 lb or more: replace by")
SOON = Limit("shoes.soon", 21, "days", "Say that a pair reaches its limit within", "own convention", 1, 182)

LIMITS = (ROAD_WATCH, ROAD_REPLACE, TRAIL_WATCH, TRAIL_REPLACE, HEAVY_WATCH, HEAVY_REPLACE, SOON)

GUIDES = {"road": (ROAD_WATCH, ROAD_REPLACE), "trail": (TRAIL_WATCH, TRAIL_REPLACE)}
"""Racing shoes are not among them: their limit is the runner's to set."""

HEAVY_KG = round(kilograms_from_pounds(200), 1)
"""200 lb as watches and scales keep it, in tenths. [kg]"""

UNPROVEN = "Research has not found a mileage at which hip injuries start."
WEAR_WHY = f"Common replacement guide, not a medical limit. {UNPROVEN}"
OWN_WHY = f"You set the limit of this pair yourself. {UNPROVEN}"
PROJECTION_WHY = "Worked out from your last eight weeks in this pair."
WEAR_EVIDENCE = Evidence(
    "convention",
    "Cook 1985, Am J Sports Med 13:248; Kong 2009, doi 10.1136/bjsm.2008.047761",
    "Cushioning fades from the first miles on, most in the first 50; nothing special happens at 300 to 400.",
)
PROJECTION_EVIDENCE = Evidence(
    "convention", WEAR_EVIDENCE.reference, "The date is arithmetic; the limit behind it is a convention."
)


def body_mass(log: Log, today: date, profile_kg: float | None = None) -> float:
    """The runner's mass by the profile, else by the newest run that knows it. [kg] NaN: unknown."""
    if profile_kg is not None:
        return profile_kg
    weighed = up_to(log.runs, today).dropna(subset="body_mass_kg").sort_values("started_at")
    return nan if weighed.empty else float(weighed["body_mass_kg"].iloc[-1])


def limits_for(kind: str, limits: Limits, body_mass_kg: float = nan) -> tuple[float, float]:
    """From where to watch and by where to replace a pair of this kind, by the guide. [m]

    A runner of 200 lb or more gets the shorter of the two guides; NaN where no guide speaks.
    """
    if kind not in GUIDES:
        return nan, nan
    watch_m, replace_m = (limits[limit] for limit in GUIDES[kind])
    if at_least(body_mass_kg, HEAVY_KG):
        return min(watch_m, limits[HEAVY_WATCH]), min(replace_m, limits[HEAVY_REPLACE])
    return watch_m, replace_m


def _own_first(own: tuple[float, float], guide: tuple[float, float]) -> tuple[float, float]:
    """(watch, replace) as the runner set them for the pair, the guide's where not set. [m]

    A guide that would replace the pair before the runner wants to begin watching it is not heard.
    """
    watch_m, replace_m = own
    if isnan(replace_m) and not watch_m > guide[1]:
        replace_m = guide[1]
    return (guide[0] if isnan(watch_m) else watch_m), replace_m


def wear(log: Log, today: date, limits: Limits | None = None) -> pd.DataFrame:
    """Every pair, how far it has come by today, and its limits.

    Columns: shoe_id, name, kind, worn_m (`start_distance_m` included; a run of unknown distance
    adds nothing), runs, first_used, last_used (NaT: never), watch_m, replace_m (NaN: none), own
    (the runner set a limit for the pair), retired.
    """
    limits = limits or limits_of(log)
    pairs = log.shoes.join(_runs_by_pair(log, today), on="shoe_id")
    frame = pairs[["shoe_id", "name", "kind"]].assign(
        worn_m=pairs["start_distance_m"].fillna(0.0) + pairs["run_m"].fillna(0.0),
        runs=pairs["runs"].fillna(0).astype("int64"),
        first_used=pairs["first_used"].fillna(pairs["first_run"]),
        last_used=pairs["last_run"],
    )
    frame[["watch_m", "replace_m"]] = _bounds(log, today, limits)
    frame["own"] = pairs["watch_m"].notna() | pairs["replace_m"].notna()
    frame["retired"] = pairs["retired_on"] <= pd.Timestamp(today)
    return frame


def nearest_to_limit(wear: pd.DataFrame, today: date) -> pd.Series | None:
    """The row of `wear` whose pair has come furthest on the way to its limit; None: none has one.

    Of the pairs worn in the last four weeks, where one of them has a limit; else of all that are not retired.
    """
    pairs = wear[~wear["retired"] & (wear["replace_m"] > 0)]
    lately = pairs[pairs["last_used"] > pd.Timestamp(today - timedelta(days=UNUSED_DAYS))]
    pairs = pairs if lately.empty else lately
    return None if pairs.empty else pairs.loc[(pairs["worn_m"] / pairs["replace_m"]).idxmax()]


def _runs_by_pair(log: Log, today: date) -> pd.DataFrame:
    return (
        up_to(log.runs, today)
        .groupby("shoe_id")
        .agg(
            run_m=("distance_m", "sum"),
            runs=("run_id", "size"),
            first_run=("day", "min"),
            last_run=("day", "max"),
        )
    )


def _bounds(log: Log, today: date, limits: Limits) -> np.ndarray:
    """(watch, replace) of each pair, one row a pair. [m]"""
    mass = body_mass(log, today, limits.profile.body_mass_kg)
    rows = [
        _own_first((pair.watch_m, pair.replace_m), limits_for(pair.kind, limits, mass))
        for pair in log.shoes.itertuples()
    ]
    return np.array(rows, dtype="float64").reshape(-1, 2)


def cumulative(log: Log, shoe_id: str, until: date | None = None) -> pd.DataFrame:
    """Distance on one pair after each day of use: day, worn_m [m]; `start_distance_m` included."""
    start = log.shoes.loc[log.shoes["shoe_id"] == shoe_id, "start_distance_m"].fillna(0.0).sum()
    return (start + _by_day(log, shoe_id, until).cumsum()).rename("worn_m").reset_index()


def _by_day(log: Log, shoe_id: str, until: date | None) -> pd.Series:
    runs = log.runs if until is None else up_to(log.runs, until)
    return runs[runs["shoe_id"] == shoe_id].groupby("day")["distance_m"].sum()


def projection(log: Log, pair, today: date, limit_m: float) -> Projection:
    """When a pair, a row of `wear`, reaches `limit_m` at its present use.

    Retired pairs are ``not_in_use``; where there is no limit (NaN) it is ``beyond``.
    """
    if at_least(pair.worn_m, limit_m):
        return Projection("passed")
    if pair.retired:
        return Projection("not_in_use")
    if isnan(limit_m):
        return Projection("beyond")
    return reach(_by_day(log, pair.shoe_id, today), limit_m - pair.worn_m, today)


def mileage(log: Log, today: date, limits: Limits) -> list[Finding]:
    """W1: a pair has reached its limit; exactly at the limit counts as reached. Reference: [1]_.

    Retired pairs are left alone. Dated on the pair's last run, on today where it has none.
    """
    pairs = wear(log, today, limits)
    reached = at_least(pairs["worn_m"], pairs["watch_m"]) | at_least(pairs["worn_m"], pairs["replace_m"])
    return [_worn(pair, today, limits) for pair in pairs[reached & ~pairs["retired"]].itertuples()]


def _worn(pair, today: date, limits: Limits) -> Finding:
    act = at_least(pair.worn_m, pair.replace_m)
    unit = limits.profile.distance_unit
    return Finding(
        rule="shoes.mileage",
        severity=Severity.ACT if act else Severity.WATCH,
        day=today if pd.isna(pair.last_used) else pair.last_used.date(),
        headline=f"{pair.name} has {words.distance(pair.worn_m, unit)} on it; "
        f"{_limit_in_words(pair, act, unit)}.",
        measured=float(pair.worn_m),
        limit=float(pair.replace_m if act else pair.watch_m),
        unit="m",
        why=OWN_WHY if pair.own else WEAR_WHY,
        evidence=WEAR_EVIDENCE,
        subject=pair.shoe_id,
    )


def _limit_in_words(pair, act: bool, unit: str) -> str:
    if act or isnan(pair.replace_m):
        return f"its limit is {words.distance(pair.replace_m if act else pair.watch_m, unit)}"
    return f"its limits are {words.distance(pair.watch_m, unit)} and {words.distance(pair.replace_m, unit)}"


def soon_worn(log: Log, today: date, limits: Limits) -> list[Finding]:
    """W2: a pair will probably reach its next limit within 21 days, at its present use."""
    found = []
    for pair in wear(log, today, limits).itertuples():
        limit_m = pair.replace_m if at_least(pair.worn_m, pair.watch_m) else pair.watch_m
        ahead = projection(log, pair, today, limit_m)
        if ahead.state == "ok" and (ahead.middle - today).days <= limits[SOON]:
            found.append(_soon(pair, limit_m, ahead, today, limits))
    return found


def _soon(pair, limit_m: float, ahead: Projection, today: date, limits: Limits) -> Finding:
    reached = words.distance(limit_m, limits.profile.distance_unit)
    return Finding(
        rule="shoes.projection",
        severity=Severity.NOTE,
        day=today,
        headline=f"At your current use {pair.name} reaches {reached} "
        f"around {words.day(ahead.middle)}{_likely(ahead)}.",
        measured=float((ahead.middle - today).days),
        limit=limits[SOON],
        unit="days",
        why=f"{PROJECTION_WHY} {OWN_WHY if pair.own else WEAR_WHY}",
        evidence=PROJECTION_EVIDENCE,
        subject=pair.shoe_id,
    )


def _likely(ahead: Projection) -> str:
    if ahead.early == ahead.late:
        return ""
    if ahead.late is None:
        return f" (not likely before {words.day(ahead.early)})"
    return f" (likely between {words.day(ahead.early)} and {words.day(ahead.late)})"


RULES: tuple[Rule, ...] = (mileage, soon_worn)
