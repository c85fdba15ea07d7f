"""Shoe wear W1 and its projection W2: both sides of every limit, in miles, kilograms and floating point."""

from datetime import date, timedelta
from math import isnan, nan

import numpy as np
import pandas as pd
import pytest

from analysis import shoes
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import RUNS, SHOES, Log, Profile

SUNDAY = date(2026, 11, 22)
MILE = 1609.344
DEFAULTS = Limits()
MILES = Limits(profile=Profile(distance_unit="mi"))
HEAVY = Limits(profile=Profile(body_mass_kg=90.8, distance_unit="mi"))
ROAD, TRAIL, RACING = "road", "trail", "racing"


def runs(*rows):
    """Runs as (days before SUNDAY, shoe_id, metres, other columns)."""
    return RUNS.frame([run(number, *row) for number, row in enumerate(rows)])


def run(number, days_ago, shoe_id, metres, **others):
    day = pd.Timestamp(SUNDAY) - pd.Timedelta(days=days_ago)
    return {
        "run_id": f"r{number}",
        "started_at": day.tz_localize("UTC") + pd.Timedelta(hours=8, seconds=number),
        "day": day,
        "shoe_id": shoe_id,
        "distance_m": metres,
        **others,
    }


def pair(kind=ROAD, **fields):
    return {"shoe_id": "peg", "name": "Pegasus 40", "kind": kind, **fields}


def log(*rows, pairs=None):
    return Log(runs=runs(*rows), shoes=SHOES.frame(pairs or [pair()]))


def worn(miles, kind=ROAD, limits=MILES, **fields):
    """The finding on one pair with one run of so many miles, or None."""
    given = log((3, "peg", miles * MILE), pairs=[pair(kind, **fields)])
    found = shoes.mileage(given, SUNDAY, limits)
    assert len(found) < 2
    return found[0] if found else None


# ---------------------------------------------------------------- wear


def test_the_pair_nearest_to_its_limit_is_so_by_share_and_in_use():
    # 100 of 644 km is 16 %, 90 of 100 km is 90 %; the third has no limit, the fourth is retired.
    pairs = [
        pair(start_distance_m=100_000.0),
        pair() | {"shoe_id": "b", "name": "B", "start_distance_m": 90_000.0, "replace_m": 100_000.0},
        pair(RACING) | {"shoe_id": "c", "name": "C", "start_distance_m": 900_000.0},
        pair() | {"shoe_id": "d", "start_distance_m": 640_000.0, "retired_on": pd.Timestamp("2026-01-01")},
    ]
    assert shoes.nearest_to_limit(shoes.wear(log(pairs=pairs), SUNDAY), SUNDAY)["name"] == "B"


def test_no_pair_is_near_where_none_has_a_limit():
    assert shoes.nearest_to_limit(shoes.wear(log(pairs=[pair(RACING)]), SUNDAY), SUNDAY) is None
    assert shoes.nearest_to_limit(shoes.wear(Log(), SUNDAY), SUNDAY) is None


@pytest.mark.parametrize(("ago", "nearest"), [(27, "worn"), (28, "aside")])
def test_a_pair_that_is_worn_goes_before_one_that_was_laid_aside(ago, nearest):
    aside = pair() | {"shoe_id": "aside", "start_distance_m": 900_000.0}
    worn = pair() | {"shoe_id": "worn", "start_distance_m": 5_000.0}
    racing = pair(RACING) | {"shoe_id": "racing"}  # worn, and without a limit
    given = log((ago, "worn", 5_000.0), (1, "racing", 5_000.0), pairs=[aside, worn, racing])
    assert shoes.nearest_to_limit(shoes.wear(given, SUNDAY), SUNDAY)["shoe_id"] == nearest


def test_worn_distance_is_the_start_and_every_run_in_the_pair():
    given = log(
        (10, "peg", 8_000.0),
        (4, "peg", 12_000.0),
        (3, "other", 30_000.0),
        (2, nan, 5_000.0),
        pairs=[pair(start_distance_m=100_000.0)],
    )
    row = shoes.wear(given, SUNDAY).iloc[0]
    assert row["worn_m"] == 120_000
    assert row["runs"] == 2
    assert (row["first_used"], row["last_used"]) == (pd.Timestamp(2026, 11, 12), pd.Timestamp(2026, 11, 18))
    assert (row["watch_m"], row["replace_m"]) == (300 * MILE, 400 * MILE)
    assert not row["own"]
    assert not row["retired"]


def test_a_pair_never_worn_has_its_start_and_no_days():
    row = shoes.wear(log(pairs=[pair(start_distance_m=5_000.0)]), SUNDAY).iloc[0]
    assert (row["worn_m"], row["runs"]) == (5_000, 0)
    assert pd.isna(row["first_used"])
    assert pd.isna(row["last_used"])


def test_a_start_that_was_not_given_adds_nothing():
    assert shoes.wear(log((1, "peg", 1_000.0)), SUNDAY).loc[0, "worn_m"] == 1_000


def test_a_run_of_unknown_distance_counts_as_a_run_and_adds_nothing():
    row = shoes.wear(log((2, "peg", nan), (1, "peg", 1_000.0)), SUNDAY).iloc[0]
    assert (row["worn_m"], row["runs"]) == (1_000, 2)


def test_runs_after_today_are_not_counted():
    assert shoes.wear(log((-1, "peg", 9_000.0), (0, "peg", 1_000.0)), SUNDAY).loc[0, "worn_m"] == 1_000


def test_the_runners_own_first_day_stands_before_the_first_run():
    bought = pd.Timestamp(2026, 1, 2)
    assert (
        shoes.wear(log((1, "peg", 1.0), pairs=[pair(first_used=bought)]), SUNDAY).loc[0, "first_used"]
        == bought
    )


def test_no_shoes_give_an_empty_frame_with_its_columns():
    frame = shoes.wear(Log(), SUNDAY)
    assert frame.empty
    assert list(frame) == [
        *("shoe_id", "name", "kind", "worn_m", "runs", "first_used", "last_used"),
        *("watch_m", "replace_m", "own", "retired"),
    ]


def test_wear_takes_its_limits_from_the_log_where_none_are_given():
    given = Log(shoes=SHOES.frame([pair()]), limits={"shoes.road_watch": 1_000_000.0})
    assert shoes.wear(given, SUNDAY).loc[0, "watch_m"] == 1_000_000


def test_cumulative_distance_begins_at_the_start_distance():
    given = log(
        (5, "peg", 8_000.0), (5, "peg", 2_000.0), (1, "peg", 5_000.0), pairs=[pair(start_distance_m=1_000.0)]
    )
    frame = shoes.cumulative(given, "peg")
    assert frame["worn_m"].to_list() == [11_000, 16_000]
    assert frame["day"].to_list() == [pd.Timestamp(2026, 11, 17), pd.Timestamp(2026, 11, 21)]
    assert shoes.cumulative(given, "peg", SUNDAY - timedelta(days=2))["worn_m"].to_list() == [11_000]


def test_cumulative_distance_of_a_pair_never_worn_is_empty():
    frame = shoes.cumulative(Log(), "peg")
    assert frame.empty
    assert list(frame) == ["day", "worn_m"]


# ---------------------------------------------------------------- limits


@pytest.mark.parametrize(
    ("kind", "light", "heavy"),
    [(ROAD, (300, 400), (200, 250)), (TRAIL, (200, 300), (200, 250)), (RACING, (nan, nan), (nan, nan))],
)
def test_the_guide_by_kind_and_body_mass(kind, light, heavy):
    np.testing.assert_allclose(shoes.limits_for(kind, DEFAULTS, 70.0), np.array(light) * MILE)
    np.testing.assert_allclose(shoes.limits_for(kind, DEFAULTS), np.array(light) * MILE)
    np.testing.assert_allclose(shoes.limits_for(kind, DEFAULTS, 95.0), np.array(heavy) * MILE)


def test_two_hundred_pounds_as_a_watch_keeps_them_are_heavy_and_a_tenth_of_a_kilogram_less_is_not():
    # 200 lb × 0.45359237 kg/lb = 90.718474 kg, which watches and scales keep as 90.7.
    assert shoes.limits_for(ROAD, DEFAULTS, 90.718474)[1] == 250 * MILE
    assert shoes.limits_for(ROAD, DEFAULTS, 90.7)[1] == 250 * MILE
    assert shoes.limits_for(ROAD, DEFAULTS, 90.6)[1] == 400 * MILE


def test_a_heavy_runner_keeps_the_shorter_limit_where_they_set_one():
    short = Limits({"shoes.trail_watch": 100 * MILE})
    assert shoes.limits_for(TRAIL, short, 95.0) == (100 * MILE, 250 * MILE)


def test_body_mass_is_the_profiles_else_the_newest_runs_that_knows_it():
    given = log(
        (
            9,
            "peg",
            1.0,
        ),
        (8, "peg", 1.0),
        (7, "peg", 1.0),
        (-1, "peg", 1.0),
    )
    given.runs["body_mass_kg"] = [95.0, 92.0, nan, 60.0]
    assert shoes.body_mass(given, SUNDAY, 80.0) == 80
    assert shoes.body_mass(given, SUNDAY) == 92
    assert isnan(shoes.body_mass(Log(), SUNDAY))


def test_the_mass_in_the_watch_shortens_the_limit():
    given = log((3, "peg", 251 * MILE))
    given.runs["body_mass_kg"] = 95.0
    assert shoes.mileage(given, SUNDAY, MILES)[0].severity == Severity.ACT
    light = Limits(profile=Profile(body_mass_kg=70.0))
    assert shoes.mileage(given, SUNDAY, light) == []


def test_the_pairs_own_limits_stand_before_the_guide():
    own = {"watch_m": 100 * MILE, "replace_m": 150 * MILE}
    frame = shoes.wear(log(pairs=[pair(RACING, **own)]), SUNDAY)
    assert (frame.loc[0, "watch_m"], frame.loc[0, "replace_m"]) == (100 * MILE, 150 * MILE)
    assert frame.loc[0, "own"]


@pytest.mark.parametrize(
    ("own", "watch", "replace"),
    [
        ({"replace_m": 500.0}, 300, 500),
        ({"watch_m": 350.0}, 350, 400),
        ({"watch_m": 500.0}, 500, nan),  # the guide's 400 would replace it before the watching begins
        ({"replace_m": 250.0}, 300, 250),
    ],
)
def test_one_own_limit_goes_with_the_other_of_the_guide(own, watch, replace):
    in_metres = {name: miles * MILE for name, miles in own.items()}
    row = shoes.wear(log(pairs=[pair(**in_metres)]), SUNDAY).iloc[0]
    np.testing.assert_allclose([row["watch_m"], row["replace_m"]], [watch * MILE, replace * MILE])


# ---------------------------------------------------------------- W1


@pytest.mark.parametrize(
    ("kind", "limits", "watch", "replace"),
    [(ROAD, MILES, 300, 400), (TRAIL, MILES, 200, 300), (ROAD, HEAVY, 200, 250), (TRAIL, HEAVY, 200, 250)],
)
def test_a_pair_below_between_and_past_its_limits(kind, limits, watch, replace):
    assert worn(watch - 0.01, kind, limits) is None
    assert worn(watch, kind, limits).severity == Severity.WATCH
    assert worn(replace - 0.01, kind, limits).severity == Severity.WATCH
    assert worn(replace, kind, limits).severity == Severity.ACT
    assert worn(replace + 300, kind, limits).severity == Severity.ACT


def test_a_racing_pair_has_no_limit_but_its_own():
    assert worn(1_000, RACING) is None
    assert worn(1_000, RACING, HEAVY) is None
    assert worn(150, RACING, replace_m=150 * MILE).severity == Severity.ACT
    assert worn(149, RACING, replace_m=150 * MILE) is None


def test_thirty_runs_of_ten_miles_are_three_hundred_miles_in_floating_point_too():
    given = log(*((days, "peg", 16_093.44) for days in range(30)))
    assert given.runs["distance_m"].sum() == pytest.approx(482_803.2)
    assert shoes.mileage(given, SUNDAY, MILES)[0].severity == Severity.WATCH
    tenths = log(*((days % 300, "peg", 0.1 * MILE) for days in range(3_000)))
    assert shoes.mileage(tenths, SUNDAY, MILES)[0].severity == Severity.WATCH


def test_the_start_distance_counts_toward_the_limit():
    given = log((3, "peg", 1 * MILE), pairs=[pair(start_distance_m=299 * MILE)])
    assert shoes.mileage(given, SUNDAY, MILES)[0].severity == Severity.WATCH


def test_a_worn_pair_that_never_ran_here_is_dated_today():
    (finding,) = shoes.mileage(log(pairs=[pair(start_distance_m=420 * MILE)]), SUNDAY, MILES)
    assert (finding.severity, finding.day) == (Severity.ACT, SUNDAY)


def test_what_a_worn_pair_says():
    watch, act = worn(372), worn(412)
    assert watch.headline == "Pegasus 40 has 372 mi on it; its limits are 300 mi and 400 mi."
    assert act.headline == "Pegasus 40 has 412 mi on it; its limit is 400 mi."
    assert watch.why.startswith("Common replacement guide, not a medical limit.")
    assert (act.rule, act.unit, act.subject, act.day) == ("shoes.mileage", "m", "peg", date(2026, 11, 19))
    assert act.measured == pytest.approx(412 * MILE)
    assert (watch.limit, act.limit) == (300 * MILE, 400 * MILE)
    assert act.evidence.strength == "convention"


def test_kilometres_are_said_to_a_runner_of_kilometres():
    assert (
        worn(372, limits=DEFAULTS).headline
        == "Pegasus 40 has 599 km on it; its limits are 483 km and 644 km."
    )


def test_an_own_limit_is_called_ones_own():
    finding = worn(120, RACING, watch_m=100 * MILE)
    assert finding.headline == "Pegasus 40 has 120 mi on it; its limit is 100 mi."
    assert finding.why.startswith("You set the limit of this pair yourself.")


def test_a_retired_pair_says_nothing_from_its_day_on():
    retired = pd.Timestamp(SUNDAY)
    given = log((30, "peg", 500 * MILE), pairs=[pair(retired_on=retired)])
    assert shoes.mileage(given, SUNDAY, MILES) == []
    assert len(shoes.mileage(given, SUNDAY - timedelta(days=1), MILES)) == 1


def test_the_runner_may_move_the_limits():
    late = Limits({"shoes.road_watch": 500 * MILE, "shoes.road_replace": 600 * MILE})
    assert worn(450, limits=late) is None
    assert worn(550, limits=late).severity == Severity.WATCH


def test_every_worn_pair_has_its_own_finding():
    pairs = [pair(), {**pair(TRAIL), "shoe_id": "peregrine", "name": "Peregrine"}]
    given = log((3, "peg", 450 * MILE), (2, "peregrine", 250 * MILE), pairs=pairs)
    found = {f.subject: f.severity for f in shoes.mileage(given, SUNDAY, MILES)}
    assert found == {"peg": Severity.ACT, "peregrine": Severity.WATCH}


# ---------------------------------------------------------------- W2


def weekly(weeks, miles=10.0, start_miles=0.0, **fields):
    """One run every Sunday, the last of them today."""
    rows = ((7 * back, "peg", miles * MILE) for back in range(weeks))
    return log(*rows, pairs=[pair(start_distance_m=start_miles * MILE, **fields)])


def projected(given, limit_m):
    return shoes.projection(given, shoes.wear(given, SUNDAY).iloc[0], SUNDAY, limit_m)


def test_a_pair_is_projected_to_the_sunday_on_which_it_gets_there():
    # 10 weeks × 10 mi + 170 mi = 270 mi; 30 mi more are three Sundays: 13 December.
    ahead = projected(weekly(10, start_miles=170), 300 * MILE)
    assert (ahead.state, ahead.early, ahead.middle, ahead.late) == ("ok", *[date(2026, 12, 13)] * 3)


@pytest.mark.parametrize(
    ("given", "limit_m", "state"),
    [
        (weekly(10, start_miles=200), 300 * MILE, "passed"),
        (weekly(10, start_miles=199.9), 300 * MILE, "ok"),
        (weekly(10), nan, "beyond"),
        (weekly(10), 370 * MILE, "beyond"),  # 27 Sundays
        (weekly(10), 360 * MILE, "ok"),  # 26 Sundays
        (weekly(10, retired_on=pd.Timestamp(SUNDAY)), 300 * MILE, "not_in_use"),
        (log(), 300 * MILE, "not_in_use"),
        (log((28, "peg", 9_000.0)), 300 * MILE, "not_in_use"),
    ],
)
def test_the_states_of_a_projection(given, limit_m, state):
    assert projected(given, limit_m).state == state


def test_twenty_one_days_ahead_is_said_and_twenty_eight_is_not():
    (finding,) = shoes.soon_worn(weekly(10, start_miles=170), SUNDAY, MILES)
    assert (finding.severity, finding.measured, finding.limit) == (Severity.NOTE, 21, 21)
    assert (finding.rule, finding.unit, finding.day, finding.subject) == (
        "shoes.projection",
        "days",
        SUNDAY,
        "peg",
    )
    assert finding.headline == "At your current use Pegasus 40 reaches 300 mi around Sun 13 Dec."
    assert shoes.soon_worn(weekly(10, start_miles=160), SUNDAY, MILES) == []


def test_an_uneven_use_is_said_with_its_interval():
    # 4 and 16 mi in turn for ten weeks are 100 mi. 18 mi more: one week is too few, two are the rule
    # (16 + 4 or more), and after 4 + 4 it takes three or more.
    rows = [(7 * back, "peg", (4 if back % 2 else 16) * MILE) for back in range(10)]
    given = log(*rows, pairs=[pair(start_distance_m=182 * MILE)])
    (finding,) = shoes.soon_worn(given, SUNDAY, MILES)
    assert "around Sun 6 Dec (likely between Sun " in finding.headline


def test_past_the_first_limit_the_second_one_is_projected():
    (finding,) = shoes.soon_worn(weekly(10, start_miles=280), SUNDAY, MILES)
    # 380 mi: two Sundays to 400.
    assert (finding.measured, finding.day) == (14, SUNDAY)
    assert "reaches 400 mi around Sun 6 Dec" in finding.headline


def test_nothing_is_projected_past_both_limits_or_for_a_retired_or_unused_pair():
    assert shoes.soon_worn(weekly(10, start_miles=300), SUNDAY, MILES) == []
    assert shoes.soon_worn(weekly(10, start_miles=170, retired_on=pd.Timestamp(SUNDAY)), SUNDAY, MILES) == []
    unused = log((28, "peg", 290 * MILE))
    assert shoes.soon_worn(unused, SUNDAY, MILES) == []


def test_an_end_that_may_be_a_year_away_is_said_by_its_beginning():
    # One big week among eight: see test_projection; the slow draws never come to the end.
    weeks = [1, 0, 1, 0, 0, 60, 0, 0]
    rows = [(7 * (len(weeks) - 1 - n) + 6, "peg", km * 1000.0) for n, km in enumerate(weeks) if km]
    given = log(*rows, pairs=[pair(RACING, watch_m=162_000.0)])
    far = Limits({"shoes.soon": 182.0})
    (finding,) = shoes.soon_worn(given, SUNDAY, far)
    assert finding.headline.startswith("At your current use Pegasus 40 reaches 162 km around ")
    assert "(not likely before " in finding.headline


# ---------------------------------------------------------------- all of them


def test_the_empty_log_says_nothing():
    assert [finding for rule in shoes.RULES for finding in rule(Log(), SUNDAY, DEFAULTS)] == []


def test_the_rules_leave_the_log_as_it_was():
    given = weekly(10, start_miles=280)
    before = given.runs.copy(), given.shoes.copy()
    for rule in shoes.RULES:
        rule(given, SUNDAY, DEFAULTS)
    pd.testing.assert_frame_equal(given.runs, before[0])
    pd.testing.assert_frame_equal(given.shoes, before[1])
