"""Distance, spikes, the week's rise and days in a row, worked by hand; both sides of each threshold."""

from math import nan

import pytest

from tests.analysis.exposures.logs import doses, like, log_of


def far(*runs):
    """Runs of (day, metres)."""
    return [(day, {"distance_m": metres}) for day, metres in runs]


def test_runs_of_a_day_are_added_and_a_rest_day_is_nothing():
    log = log_of(far((0, 10_000), (2, 5_000), (2, 3_000)))
    assert doses(log, "distance", 3) == [10_000, 0, 8_000, 0]


def test_a_run_of_unknown_distance_is_unknown_and_not_nothing():
    assert doses(log_of(far((0, nan), (1, 5_000), (1, nan), (2, 4_000))), "distance", 2) == like(
        [nan, nan, 4_000]
    )


@pytest.mark.parametrize(("again", "between"), [(11, 0.0), (12, nan)])
def test_ten_silent_days_are_rest_and_eleven_are_a_gap(again, between):
    found = doses(log_of(far((0, 5_000), (again, 5_000))), "distance", again)
    assert found == like([5_000, *[between] * (again - 1), 5_000])


def test_entries_tell_rest_days_from_a_gap():
    log = log_of(far((0, 5_000), (20, 5_000)), entries=[(10, {"worst_pain": 0})])
    assert doses(log, "distance", 20) == [5_000, *[0] * 19, 5_000]


def test_before_the_first_run_nobody_knows():
    assert doses(log_of(far((2, 5_000)), entries=[(0, {"worst_pain": 1})]), "distance", 3) == like(
        [nan, nan, 5_000, 0]
    )


def test_a_spike_is_what_the_longest_run_has_beyond_the_longest_of_the_month_before():
    log = log_of(far((0, 10_000), (2, 12_000), (4, 9_000), (6, 15_000), (6, 3_000)))
    assert doses(log, "session_spike", 6) == like([nan, 0, 0.2, 0, 0, 0, 0.25])


def test_after_a_month_without_a_run_there_is_nothing_to_exceed():
    log = log_of(
        far((0, 10_000), (31, 5_000), (32, 6_000)), entries=[(d, {"worst_pain": 0}) for d in range(31)]
    )
    assert doses(log, "session_spike", 32)[-2:] == like([nan, 0.2])


def weeks(before, now):
    """A week of so many metres, in runs of every day, and the next."""
    return far(*((day, before / 7) for day in range(7)), *((day, now / 7) for day in range(7, 14)))


@pytest.mark.parametrize(
    ("before", "now", "rise"),
    [
        (14_000, 21_000, 0.5),
        (14_000, 17_000, 3 / 14),
        (14_000, 16_999, 0.0),
        (14_000, 7_000, 0.0),
        (5_000, 9_000, 0.4),  # a small week counts as 10 km
        (10_000, 20_000, 1.0),
    ],
)
def test_a_week_that_grew_counts_as_a_share_of_the_week_before(before, now, rise):
    runs = [*weeks(before, now), (14, {"distance_m": 100_000})]  # so that there is some rise in any case
    found = doses(log_of(runs), "week_change", 14)
    assert found[:13] == like([nan] * 13)
    assert found[13] == pytest.approx(rise)


def test_running_days_in_a_row_count_from_the_second_on():
    log = log_of(far(*((day, 5_000) for day in (0, 1, 3, 4, 5, 7))))
    assert doses(log, "days_in_a_row", 8) == like([nan, nan, 0, 0, 1, 2, 0, 0, 0])


def test_a_row_after_a_gap_may_be_longer_than_the_log_knows():
    log = log_of(far((0, 1), (2, 1), (3, 1), (20, 1), (21, 1), (23, 1)))
    found = doses(log, "days_in_a_row", 23)
    assert found[:4] == like([nan, 0, 0, 1])
    assert found[20:] == like([nan, nan, 0, 0])
