"""Weeks on the same courses, shares and directions; both sides of each threshold."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import routes
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import RUNS, TERRAIN, Log

FIRST = date(2026, 6, 1)  # a Monday
LATER = FIRST + timedelta(days=13)


def log_of(*runs):
    """Runs by (days after FIRST, route); a third and a fourth are kilometres and direction, else 5 and 1."""
    runs = [one if len(one) == 4 else (*one, 5.0, 1.0) for one in runs]
    days = [pd.Timestamp(FIRST) + pd.Timedelta(days=after) for after, *_ in runs]
    frame = [
        {"run_id": f"run{n}", "day": day, "distance_m": 1000.0 * runs[n][2]} for n, day in enumerate(days)
    ]
    terrain = [
        {"run_id": f"run{n}", "route_id": route, "route_direction": way if route else None}
        for n, (_, route, _, way) in enumerate(runs)
    ]
    return Log(runs=RUNS.frame(frame), terrain=TERRAIN.frame(terrain))


def found(*runs, today=LATER, limits=None):
    return routes.same_courses(log_of(*runs), today, limits or Limits())


FIVE_ON_ONE = [(day, "lake") for day in range(5)]


def test_two_weeks_on_one_course_are_a_note_in_plain_words():
    (note,) = found(*FIVE_ON_ONE, (5, "hill"))
    assert note.rule == "routes.same_course"
    assert note.severity is Severity.NOTE
    assert note.day == FIRST + timedelta(days=4)
    assert note.headline == (
        "All of your 5 runs in the 14 days to Fri 5 Jun were on courses that you ran at least twice."
    )
    assert "No study has tested" in note.why
    assert note.suggested.startswith("Coaches suggest")
    assert (note.measured, note.limit, note.evidence.strength) == (1.0, 0.8, "convention")


@pytest.mark.parametrize(("same", "other", "notes"), [(4, 1, 0), (5, 1, 1), (8, 2, 0), (9, 2, 1)])
def test_four_fifths_are_within_the_limit(same, other, notes):
    # All on one day, so that no day sees a part of them: 4 of 5 and 8 of 10 are 0.8, 5 of 6 are 0.83.
    runs = [(0, "lake")] * same + [(0, f"once{n}") for n in range(other)]
    assert len(found(*runs)) == notes


@pytest.mark.parametrize(("count", "notes"), [(4, 0), (5, 1)])
def test_five_runs_are_enough(count, notes):
    assert len(found(*[(0, "lake")] * count)) == notes


def test_a_part_is_said_in_numbers():
    (note,) = found(*[(0, "lake")] * 5, (0, "hill"))
    assert note.headline.startswith("5 of your 6 runs in the 14 days to Mon 1 Jun")


def test_two_courses_run_twice_are_as_much_the_same():
    assert len(found(*[(0, "lake")] * 3, *[(0, "hill")] * 2)) == 1


def test_runs_without_a_known_course_do_not_count():
    assert len(found(*FIVE_ON_ONE, *[(4, None)] * 9)) == 1


@pytest.mark.parametrize(("apart", "again"), [(13, 2), (14, 0)])
def test_a_course_is_run_again_within_14_days(apart, again):
    fortnight = routes.sameness(log_of((0, "lake"), (apart, "lake")), FIRST + timedelta(days=apart))
    assert fortnight["again"].iloc[-1] == again


def test_each_day_counts_its_window_as_by_hand():
    runs = [(0, "a"), (1, "b"), (3, "a"), (15, "a"), (16, "b"), (16, "b")]
    log = log_of(*runs)
    fortnight = routes.sameness(log, FIRST + timedelta(days=20))
    for back in range(21):
        window = [route for after, route in runs if back - 14 < after <= back]
        alone = sum(window.count(route) == 1 for route in window)
        assert fortnight.iloc[back].tolist() == [len(window), len(window) - alone], back


def test_nothing_after_today_is_seen():
    assert found(*FIVE_ON_ONE, today=FIRST + timedelta(days=3)) == []
    assert routes.shares(log_of((5, "lake")), FIRST).empty


def test_a_routes_share_is_of_all_distance_of_28_days():
    log = log_of(
        (0, "lake", 7.0, 1.0),
        (14, "lake", 5.2, -1.0),
        (41, "lake", 6.0, 1.0),
        (41, None, 8.8, None),
        (42, "hill", 9.0, 1.0),
    )
    # on day 41 the last 28 days hold day 14 and later: 5.2 + 6.0 + 8.8 = 20 km
    shares = routes.shares(log, FIRST + timedelta(days=41))
    assert shares.to_dict() == {"lake": pytest.approx(11.2 / 20)}


def test_runs_of_a_route_are_counted_by_direction():
    log = log_of((0, "lake", 5.0, 1.0), (1, "lake", 5.0, -1.0), (2, "lake", 5.0, 1.0), (3, "hill", 5.0, 0.0))
    table = routes.by_direction(log, FIRST + timedelta(days=2))
    assert table.loc["lake"].to_dict() == {"along": 2, "against": 1, "both_ways": 0}
    assert list(table.index) == ["lake"]
    assert routes.by_direction(log, LATER).loc["hill"].to_dict() == {"along": 0, "against": 0, "both_ways": 1}


def test_an_empty_log_says_nothing():
    assert routes.same_courses(Log(), FIRST, Limits()) == []
    assert routes.sameness(Log(), FIRST).empty
    assert routes.shares(Log(), FIRST).empty
    assert routes.by_direction(Log(), FIRST).columns.tolist() == ["along", "against", "both_ways"]


def test_the_log_is_untouched():
    log = log_of(*FIVE_ON_ONE)
    before = log.runs.copy(deep=True), log.terrain.copy(deep=True)
    routes.shares(log, LATER)
    routes.same_courses(log, LATER, Limits())
    pd.testing.assert_frame_equal(log.runs, before[0])
    pd.testing.assert_frame_equal(log.terrain, before[1])
