"""How far: the day's distance, its jump over the longest run before it, the week's rise, days in a row."""

from __future__ import annotations

import pandas as pd

from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from analysis.limits import at_least, limits_of
from analysis.load import week_gain, week_total
from analysis.load_rules import WEEK_JUMP_FROM, WEEK_JUMP_LEAST
from analysis.mileage import session_spike
from ingest.schema import Log

FACTORS = (
    Factor("distance", "m", "distance", "long-distance day", "one much shorter run on your usual ground"),
    Factor(
        "session_spike",
        "fraction",
        "distance beyond your longest recent run",
        "run far beyond your longest of the month before",
        "one run that is no longer than your longest of the last month",
    ),
    Factor(
        "week_change",
        "fraction",
        "growth in your weekly distance",
        "week that grew a lot",
        "two weeks in a row of the same distance",
    ),
    Factor(
        "days_in_a_row",
        "days",
        "running without a rest day",
        "long row of running days",
        "one week as usual, but with a rest day after each run",
    ),
)


def by_day(log: Log, grid: Grid) -> pd.DataFrame:
    """Columns distance [m], session_spike, week_change [fraction], days_in_a_row [days], a row a day."""
    runs = log.runs
    distance = grid.added(runs[["distance_m"]], runs["day"])["distance_m"]
    beyond = session_spike(runs["distance_m"], runs["day"]).clip(lower=0.0)
    return pd.DataFrame(
        {
            "distance": distance,
            "session_spike": grid.largest(beyond.to_frame(), runs["day"]).iloc[:, 0],
            "week_change": week_change(distance, log),
            "days_in_a_row": days_in_a_row(grid.ran(runs["day"])),
        },
        index=grid.index,
    )


def week_change(distance_m: pd.Series, log: Log) -> pd.Series:
    """How far seven days exceed the seven before them, as a share of those, every day. [fraction]

    Rule L2 with the guards of L3: a rise of less than WEEK_JUMP_LEAST counts as none, and a week before of
    less than WEEK_JUMP_FROM as that much, for small weeks double easily. A week that shrank counts 0.
    """
    limits = limits_of(log)
    gain_m = week_gain(distance_m)
    before_m = week_total(distance_m).shift(7).clip(lower=max(limits[WEEK_JUMP_FROM], 1.0))
    counts = at_least(gain_m, limits[WEEK_JUMP_LEAST]) & (gain_m > 0)
    return (gain_m / before_m).where(counts | gain_m.isna(), 0.0)


def days_in_a_row(ran: pd.Series) -> pd.Series:
    """Running days directly before a running day; 0 on the first of a row and on rest days. [days]

    `ran` is 1 on running days, 0 on rest days, NaN where nobody knows; NaN for a row that may have begun
    before the log was kept.
    """
    running = ran.eq(1)
    place = pd.Series(range(len(ran)), index=ran.index, dtype="float64")
    last_off = place.where(~running).ffill()
    known = ran.notna().astype("float64").where(~running).ffill().eq(1)  # of the day before the row
    return (place - last_off - 1.0).clip(lower=0.0).where(known)
