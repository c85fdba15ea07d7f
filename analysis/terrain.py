"""Up and down: climb over seven days against the usual; and how bands of grade are called.

.. [1] Gottschall & Kram 2005, J Biomech 38:445–452, doi 10.1016/j.jbiomech.2004.04.023
.. [2] Vernillo 2017, Sports Med, doi 10.1007/s40279-016-0605-y
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis import words
from analysis.days import daily, level_treadmill, up_to, worst_days
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least
from ingest.schema import GRADE_EDGES, LEAST_GPS_CLIMB, Log

DESCENT_JUMP = Limit(
    "terrain.descent_jump",
    1.5,
    "ratio",
    "Descent of seven days, as a multiple of the usual, more than",
    "own rule after Gottschall & Kram 2005",
    1.0,
    10.0,
)
ASCENT_JUMP = Limit(
    "terrain.ascent_jump",
    1.5,
    "ratio",
    "Ascent of seven days, as a multiple of the usual, more than",
    "own rule after Vernillo 2017",
    1.0,
    10.0,
)
LEAST_CLIMB = Limit(
    "terrain.least_climb",
    150.0,
    "m",
    "A jump in ascent or descent counts only from",
    "own rule: little climb doubles easily",
    0.0,
    2000.0,
)

USUAL_DAYS = 28
USUAL_LEAST_DAYS = 21
"""Days before the seven that make the usual, and how many of them must be known. Own convention."""

ON_DESCENT = Evidence(
    "weak",
    "Gottschall & Kram 2005, J Biomech 38:445–452, doi 10.1016/j.jbiomech.2004.04.023",
    "Clear in the laboratory (impact peak +54 %, braking peak +73 % at −9°); its link to injury is weak.",
)
ON_ASCENT = Evidence(
    "weak",
    "Vernillo 2017, Sports Med, doi 10.1007/s40279-016-0605-y",
    "Clear in the laboratory (power rises at all joints, most at the hip); its link to injury is weak.",
)


def seven_day(log: Log, today: date) -> pd.DataFrame:
    """Climb of the last seven days and what is usual, a row a day from the first run's day to `today`.

    Columns: day, ascent_m, descent_m: the sum of the 7 days up to the day [m]; runs of unknown climb
    are left out, so the sum is then a lower bound. usual_ascent_m, usual_descent_m: the mean 7-day
    climb of the 28 days before those 7, as 7 times the mean of their known days [m]; NaN where fewer
    than 21 of the 28 are known. Climb that was too little for GPS to tell counts in the usual with the
    most that it can be, so that the week after it is never called a jump for want of measuring.
    """
    runs = level_treadmill(up_to(log.runs, today))
    names = ["ascent_m", "descent_m"]
    climb = _daily_climb(runs[names], runs, log, today)
    at_most = climb_at_most(runs)
    usual = (
        _daily_climb(at_most[names], runs, log, today)
        .rolling(USUAL_DAYS, min_periods=USUAL_LEAST_DAYS)
        .mean()
    )
    week = climb.rolling(7, min_periods=1).sum()
    return week.join(7 * usual.shift(7).add_prefix("usual_")).reset_index()


def _daily_climb(climbed_m: pd.DataFrame, runs: pd.DataFrame, log: Log, today: date) -> pd.DataFrame:
    return pd.DataFrame(
        {name: daily(climbed_m[name], runs["day"], today, log.diary["day"]) for name in climbed_m}
    )


def climb_at_most(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs with climb that was too little for GPS to tell as the most that it can be."""
    at_most_m = (LEAST_GPS_CLIMB * runs["distance_m"]).where(runs["climb_source"] == "gps")
    return runs.assign(**{name: runs[name].fillna(at_most_m) for name in ("ascent_m", "descent_m")})


def descent_jumps(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which 7 days' descent exceeds the usual by more than the limit.

    The usual is the mean 7-day descent of the 28 days before those 7; less than LEAST_CLIMB never counts.
    """
    return _climb_jumps(log, today, limits, DESCENT_JUMP, "descent_m")


def ascent_jumps(log: Log, today: date, limits: Limits) -> list[Finding]:
    """As `descent_jumps`, for ascent."""
    return _climb_jumps(log, today, limits, ASCENT_JUMP, "ascent_m")


def _climb_jumps(log: Log, today: date, limits: Limits, jump: Limit, name: str) -> list[Finding]:
    climb = seven_day(log, today).set_index("day")
    weeks = pd.DataFrame(
        {"climbed_m": climb[name], "usual_m": climb[f"usual_{name}"], "by_gps": by_gps(log, today)}
    )
    counted = weeks["climbed_m"].where(at_least(weeks["climbed_m"], limits[LEAST_CLIMB]))
    days = worst_days(counted, limits[jump] * weeks["usual_m"])
    return [_climb_finding(week, jump, limits) for week in weeks.loc[days].itertuples()]


def by_gps(log: Log, today: date) -> pd.Series:
    """Whether any run of the last seven days has its altitude by GPS alone, a value a day."""
    runs = up_to(log.runs, today)
    by_gps = (runs["climb_source"] == "gps").astype("float64")
    return daily(by_gps, runs["day"], today).rolling(7, min_periods=1).max() > 0


def _climb_finding(week, jump: Limit, limits: Limits) -> Finding:
    down = jump is DESCENT_JUMP
    amount = words.climb(week.climbed_m, limits.profile.distance_unit)
    climbed = f"You {'descended' if down else 'climbed'} {amount} in the 7 days to {words.day(week.Index)}"
    return Finding(
        rule=jump.key,
        severity=Severity.NOTE,
        day=week.Index.date(),
        headline=f"{climbed}, {against_usual_week(week.climbed_m, week.usual_m)}.",
        measured=week.climbed_m,
        limit=limits[jump] * week.usual_m,
        unit="m",
        why=(WHY_DOWN if down else WHY_UP) + (APPROXIMATE if week.by_gps else ""),
        evidence=ON_DESCENT if down else ON_ASCENT,
    )


WHY_DOWN = (
    "Downhill running raises landing forces in the lab; whether it goes with your hip pain, your own log has "
    "to show. Usual is the mean week of the four weeks before."
)
WHY_UP = (
    "Uphill running asks more power of the hip in the lab; whether it goes with your hip pain, your own log "
    "has to show. Usual is the mean week of the four weeks before."
)
APPROXIMATE = " Some of it was measured by GPS alone and is approximate."


def against_usual_week(amount: float, usual: float) -> str:
    """How a week that jumped stands to the usual one: "1.6 times your usual of the four weeks before"."""
    if amount > words.MANY_TIMES * usual:
        return "after next to none in the four weeks before"
    return f"{words.times(amount / usual)} your usual of the four weeks before"


def bands() -> pd.DataFrame:
    """The bands of grade, a row for each of GRADE_BANDS: band (its name), from_grade, to_grade [fraction]."""
    edges = [-np.inf, *(-edge for edge in reversed(GRADE_EDGES)), *GRADE_EDGES, np.inf]
    names = [_band_name(low, high) for low, high in pairwise(edges)]
    return pd.DataFrame({"band": names, "from_grade": edges[:-1], "to_grade": edges[1:]})


def _band_name(low: float, high: float) -> str:
    """`5 to 10 % down`, `level`, `10 % up or more`."""
    if low < 0 < high:
        return "level"
    near, far = sorted((abs(low), abs(high)))
    way = "down" if low < 0 else "up"
    if np.isinf(far):
        return f"{100 * near:.0f} % {way} or more"
    return f"{100 * near:.0f} to {100 * far:.0f} % {way}"


LIMITS = (DESCENT_JUMP, ASCENT_JUMP, LEAST_CLIMB)
RULES: tuple[Rule, ...] = (descent_jumps, ascent_jumps)
