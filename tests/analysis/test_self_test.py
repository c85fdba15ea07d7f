"""The draw of a self-test, its weeks, and its exact answer, worked out by hand."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import self_test
from ingest.schema import SELF_TESTS, Log

MONDAY = date(2026, 5, 4)
DAY = timedelta(days=1)


def row_of(weeks="ABBA", started_on=MONDAY, **more):
    fields = {"test_id": "t", "factor": "descent_m", "started_on": pd.Timestamp(started_on), "weeks": weeks}
    return next(SELF_TESTS.frame([fields | more]).itertuples())


def daily(*weeks):
    """A series by day from MONDAY on; each week is one number for all its days, or seven."""
    amounts = [each for week in weeks for each in (week if isinstance(week, list) else [week] * 7)]
    days = pd.date_range(MONDAY, periods=len(amounts), unit="us")
    return pd.Series([float("nan") if each is None else float(each) for each in amounts], index=days)


DOSE = daily(10, 100, 90, 30)


def test_a_coin_says_which_of_a_pair_comes_first():
    assert self_test.order([True, False]) == "ABBA"
    assert self_test.order([False, False, True]) == "BABAAB"


@pytest.mark.parametrize(("pairs", "count"), [(2, 4), (4, 16), (5, 32)])
def test_each_pair_doubles_the_orders(pairs, count):
    assert self_test.orders(pairs) == count
    assert (
        len({self_test.order(f"{n:0{pairs}b}"[k] == "1" for k in range(pairs)) for n in range(count)})
        == count
    )


def test_the_weeks_follow_one_another_from_the_first_day():
    weeks = self_test.weeks(row_of("ABBA"))
    assert [(week.number, week.kind) for week in weeks] == [(1, "A"), (2, "B"), (3, "B"), (4, "A")]
    assert (weeks[0].first, weeks[0].last) == (MONDAY, date(2026, 5, 10))
    assert (weeks[3].first, weeks[3].last) == (date(2026, 5, 25), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("later", "state"), [(-1, "ahead"), (0, "going"), (27, "going"), (28, "over"), (400, "over")]
)
def test_a_self_test_is_ahead_goes_on_and_is_over(later, state):
    assert self_test.state(row_of(), MONDAY + later * DAY) == state


@pytest.mark.parametrize("later", [-1, 0, 28])
def test_one_that_was_ended_early_is_never_over_as_planned(later):
    assert self_test.state(row_of(ended_on=pd.Timestamp(MONDAY)), MONDAY + later * DAY) == "ended"


@pytest.mark.parametrize(("later", "number"), [(-1, None), (0, 1), (6, 1), (7, 2), (27, 4), (28, None)])
def test_a_day_is_in_its_week(later, number):
    week = self_test.week_on(row_of(), MONDAY + later * DAY)
    assert (week and week.number) == number


def test_the_log_tells_which_goes_on_and_which_are_past_the_last_first():
    rows = [
        {"test_id": "a", "factor": "x", "started_on": pd.Timestamp(2026, 1, 5), "weeks": "ABBA"},
        {"test_id": "b", "factor": "x", "started_on": pd.Timestamp(2026, 3, 2), "weeks": "ABAB"},
        {"test_id": "c", "factor": "x", "started_on": pd.Timestamp(MONDAY), "weeks": "BABA"},
    ]
    rows[1]["ended_on"] = pd.Timestamp(2026, 3, 9)
    log = Log(self_tests=SELF_TESTS.frame(rows))
    assert self_test.going(log, MONDAY).test_id == "c"
    assert [row.test_id for row in self_test.past(log, MONDAY)] == ["b", "a"]
    after = MONDAY + 28 * DAY
    assert self_test.going(log, after) is None
    assert [row.test_id for row in self_test.past(log, after)] == ["c", "b", "a"]


def test_an_empty_log_has_none():
    assert self_test.going(Log(), MONDAY) is None
    assert self_test.past(Log(), MONDAY) == []


def test_the_strongest_of_four_orders_is_one_in_four():
    found = self_test.answer(row_of("ABBA"), daily(1, 3, 2, 1), DOSE)
    assert (found.less, found.usual, found.difference) == (1.0, 2.5, 1.5)
    assert (found.orders, found.as_strong) == (4, 1)  # (2 + 1), (2 − 1), (−2 + 1), (−2 − 1)


def test_a_pair_that_goes_the_other_way_leaves_more_orders_as_strong():
    found = self_test.answer(row_of("ABBA"), daily(1, 3, 0, 1), DOSE)
    assert (found.orders, found.as_strong) == (4, 2)  # 2 − 1 = 1: reached by 2 − 1 and by 2 + 1


def test_less_pain_in_the_weeks_as_usual_is_as_strong_in_most_orders():
    found = self_test.answer(row_of("ABBA"), daily(3, 1, 1, 2), DOSE)
    assert found.difference == -1.5
    assert (found.orders, found.as_strong) == (4, 4)


def test_ties_count_as_as_strong():
    found = self_test.answer(row_of("ABBA"), daily(1, 1, 2, 1), DOSE)
    assert (found.orders, found.as_strong) == (4, 2)  # 0 + 1 = 1 whichever way the first pair went


def test_pain_that_never_changes_is_as_strong_in_every_order():
    found = self_test.answer(row_of("ABAB"), daily(0.1, 0.1, 0.1, 0.1), DOSE)
    assert (found.difference, found.orders, found.as_strong) == (0.0, 4, 4)


def test_fifths_that_floating_point_cannot_hold_are_ties_all_the_same():
    fifth, two, three = ([9, 9, points, 0, 0, 0, 0] for points in (1, 2, 3))
    found = self_test.answer(row_of("AB" * 3), daily(0, fifth, 0, two, three, 0), DOSE)
    # 0.2 + 0.4 − 0.6 = 0: reached by 0.6 + 0.4 ± 0.2, by 0.6 − 0.4 ± 0.2, and by itself.
    assert (found.orders, found.as_strong) == (8, 5)


def test_five_pairs_that_agree_are_one_of_thirty_two():
    dose = daily(*[10, 100] * 5)
    found = self_test.answer(row_of("AB" * 5), daily(*[1, 2] * 5), dose)
    assert (found.orders, found.as_strong) == (32, 1)


def test_five_pairs_of_which_the_smallest_disagrees():
    weeks = [0, 1, 0, 2, 0, 3, 0, 4, 1, 0]
    found = self_test.answer(row_of("AB" * 5), daily(*weeks), daily(*[10, 100] * 5))
    # 1 + 2 + 3 + 4 − 1 = 9 of 11: as much with one 1 turned (two ways), more with none.
    assert (found.orders, found.as_strong) == (32, 3)


def test_the_first_two_days_of_a_week_are_not_counted():
    week = [9, 9, 1, 1, 1, 1, 1]
    found = self_test.answer(row_of("ABBA"), daily(week, 3, 2, week), DOSE)
    assert (found.less, [seen.rated for seen in found.seen]) == (1.0, [5, 5, 5, 5])


def test_missing_days_are_left_out_and_a_week_needs_three():
    three, two = [0, 0, 1, None, 1, None, 1], [0, 0, 1, None, 1, None, None]
    assert self_test.answer(row_of("ABBA"), daily(three, 3, 2, 1), DOSE).orders == 4
    found = self_test.answer(row_of("ABBA"), daily(two, 3, 2, 1), DOSE)
    assert found.orders == 0
    assert [seen.rated for seen in found.seen] == [2, 5, 5, 5]


def test_a_pair_with_too_few_scores_is_left_out_whole():
    none = [None] * 7
    found = self_test.answer(row_of("ABBAAB"), daily(1, 9, 2, 1, none, 9), daily(*[10, 99] * 3))
    assert (found.less, found.usual, found.orders) == (1.0, 5.5, 4)


def test_a_week_that_is_over_with_two_scores_is_lost_and_its_pair_with_it():
    three, two = [0, 0, 1, None, 1, None, 1], [0, 0, 1, None, 1, None, None]
    hurt = daily(three, two, [None] * 7)
    on_its_last_day, after = MONDAY + 13 * DAY, MONDAY + 14 * DAY
    assert self_test.lost(row_of("ABBA"), hurt, on_its_last_day) == ()
    assert self_test.lost(row_of("ABBA"), hurt, after) == (2,)
    assert self_test.lost(row_of("ABBA"), hurt, MONDAY + 30 * DAY) == (2, 3, 4)
    left = [self_test.pairs_left(row_of("ABBAAB"), numbers) for numbers in ((), (2,), (1, 2), (2, 3))]
    assert left == [3, 2, 2, 1]


def test_a_test_without_an_end_held_what_it_held_up_to_that_day():
    seen = self_test.answer(row_of("ABBA"), daily(1, 3, 2, 1), DOSE).seen
    begun = self_test.until(seen, MONDAY + 10 * DAY)
    assert [(each.week.first, each.week.last) for each in begun] == [
        (MONDAY, MONDAY + 6 * DAY),
        (MONDAY + 7 * DAY, MONDAY + 10 * DAY),
    ]
    assert self_test.until(seen, MONDAY - DAY) == ()


def test_the_pairs_weigh_the_same_however_many_days_were_logged():
    found = self_test.answer(row_of("ABAB"), daily(0, 4, [None, None, 2, 2, 2, None, None], 2), DOSE)
    assert (found.less, found.usual) == (1.0, 3.0)


def test_a_diary_that_ends_early_gives_no_answer():
    assert self_test.answer(row_of("ABBA"), daily(1, 3, 2), DOSE).orders == 0
    empty = pd.Series(dtype="float64", index=pd.DatetimeIndex([]))
    assert self_test.answer(row_of("ABBA"), empty, empty).orders == 0


@pytest.mark.parametrize(("less", "differed"), [(0, True), (75, True), (76, False), (100, False)])
def test_whether_the_runner_kept_to_it(less, differed):
    found = self_test.answer(row_of("ABBA"), daily(1, 3, 2, 1), daily(less, 100, 100, less))
    assert (found.dose_less, found.dose_usual, found.differed) == (less, 100, differed)


def test_weeks_without_any_of_it_did_not_differ():
    assert self_test.answer(row_of("ABBA"), daily(1, 3, 2, 1), daily(0, 0, 0, 0)).differed is False


def test_a_dose_that_is_not_known_says_nothing_of_it():
    three, four = [5, 5, 5, *[None] * 4], [5, 5, 5, 5, *[None] * 3]
    assert self_test.answer(row_of("ABBA"), daily(1, 3, 2, 1), daily(three, 9, 9, 5)).differed is None
    assert self_test.answer(row_of("ABBA"), daily(1, 3, 2, 1), daily(four, 9, 9, 5)).differed is True


def test_nothing_that_is_given_is_changed():
    hurt, dose = daily(1, 3, 2, 1), DOSE.copy()
    self_test.answer(row_of("ABBA"), hurt, dose)
    pd.testing.assert_series_equal(hurt, daily(1, 3, 2, 1))
    pd.testing.assert_series_equal(dose, DOSE)
