"""What to do about the pair nearest to its limit: past it, near it, far from it, with and without another."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import shoe_advice, shoes
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import RUNS, SHOES, Log, Profile

SUNDAY = date(2026, 11, 22)
MILE = 1609.344
MILES = Limits(profile=Profile(distance_unit="mi"))


def log(ghost_miles, *others):
    """Ghost with ten Sundays of ten miles; others as (name, kind, miles on it, retired on)."""
    runs = [
        {
            "run_id": str(week),
            "started_at": pd.Timestamp(SUNDAY - timedelta(weeks=week), tz="UTC"),
            "day": pd.Timestamp(SUNDAY - timedelta(weeks=week)),
            "shoe_id": "ghost",
            "distance_m": 10 * MILE,
        }
        for week in range(10)
    ]
    start_m = (ghost_miles - 100) * MILE
    pairs = [{"shoe_id": "ghost", "name": "Ghost", "kind": "road", "start_distance_m": start_m}]
    for name, kind, miles, retired in others:
        pair = {"shoe_id": name.lower(), "name": name, "kind": kind, "start_distance_m": miles * MILE}
        pairs.append(pair | {"retired_on": retired})
    return Log(runs=RUNS.frame(runs), shoes=SHOES.frame(pairs))


def step(given):
    return shoe_advice.next_step(given, shoes.wear(given, SUNDAY, MILES), SUNDAY, MILES)


NEW = ("New", "road", 20, pd.NaT)


@pytest.mark.parametrize(
    ("miles", "severity"),
    # 270 mi: 400 are 13 Sundays away, and 300 not reached; 380 to 400 are two.
    [(299, Severity.NOTE), (300, Severity.WATCH), (399, Severity.WATCH), (400, Severity.ACT)],
)
def test_how_urgent_it_is_goes_by_the_limits(miles, severity):
    found = step(log(miles))
    assert found.severity == severity
    assert found.about["name"] == "Ghost"


def test_far_from_the_limit_there_is_nothing_to_do():
    found = step(log(200, NEW))
    assert found.to_do == "Nothing to do yet."
    assert found.ahead.middle == date(2027, 4, 11)  # 20 Sundays


def test_a_limit_of_ones_own_that_comes_soon_is_watched_before_the_band_begins():
    given = log(270)
    near = given.shoes.assign(watch_m=350 * MILE, replace_m=300 * MILE)
    assert step(Log(runs=given.runs, shoes=near)).severity == Severity.WATCH  # three Sundays: 21 days
    far = given.shoes.assign(watch_m=350 * MILE, replace_m=301 * MILE)
    assert step(Log(runs=given.runs, shoes=far)).severity == Severity.NOTE  # four: 28


def test_past_the_limit_the_next_pair_is_named_or_asked_for():
    assert step(log(410, NEW)).to_do.startswith("New (20 mi) is your next road pair: give it the runs")
    assert step(log(410)).to_do.startswith("No other road pair is in use: time for a new one.")


def test_near_the_limit_both_are_run_in_by_turns():
    assert step(log(350, NEW)).to_do == "New (20 mi) is your next road pair: run in both by turns."
    assert step(log(350)).to_do.startswith("No other road pair is in use: look for the next one now")


@pytest.mark.parametrize(
    "other",
    [("Goat", "trail", 20, pd.NaT), ("Old", "road", 20, pd.Timestamp(SUNDAY)), ("Worn", "road", 300, pd.NaT)],
    ids=["another kind", "retired", "worn itself"],
)
def test_what_is_no_next_pair(other):
    assert step(log(410, other)).to_do.startswith("No other road pair is in use")


def test_why_tells_whose_limit_it_is_and_that_a_day_is_worked_out():
    assert step(log(410)).why.startswith("Common replacement guide, not a medical limit.")
    assert step(log(350)).why.startswith("Worked out from your last eight weeks in this pair. Common")
    given = log(410)
    own = Log(runs=given.runs, shoes=given.shoes.assign(replace_m=405 * MILE))
    assert step(own).why.startswith("You set the limit of this pair yourself.")


def test_of_two_the_less_worn_is_next():
    assert step(log(410, ("Half", "road", 150, pd.NaT), NEW)).to_do.startswith("New (20 mi)")


def test_without_a_limit_there_is_no_step():
    assert step(Log(shoes=SHOES.frame([{"shoe_id": "f", "name": "Fast", "kind": "racing"}]))) is None
    assert step(Log()) is None
