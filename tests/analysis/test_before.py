"""The days before an onset against the runner's own usual, on series that can be counted by hand."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis import before as compared
from analysis.exposures import FACTORS

ONSET = date(2026, 11, 1)
NO_EPISODES = pd.DataFrame({"onset": pd.to_datetime([]), "last_painful": pd.to_datetime([])})


def series(amounts):
    """Amounts by day, the last on the day before ONSET."""
    index = pd.date_range(end=pd.Timestamp(ONSET) - pd.Timedelta(days=1), periods=len(amounts), unit="us")
    return pd.Series(np.asarray(amounts, dtype="float64"), index=index)


def frame(**columns):
    return pd.DataFrame({name: series(amounts) for name, amounts in columns.items()})


def row(table, factor, days):
    return next(table[(table["factor"] == factor) & (table["days"] == days)].itertuples())


def episode(first, last):
    return pd.DataFrame({"onset": [pd.Timestamp(first)], "last_painful": [pd.Timestamp(last)]})


def row_of(factor, days, below, luck):
    return compared.Row(factor, days, 9.0, 1.0, 5.0, below, 40, compared.MORE, True, luck, 40, pd.NaT)


CLIMBING = list(range(1, 371))
"""370 days, each with one more than the day before: the spans of three days have means 2, 3 … 369."""


def test_the_amount_is_the_mean_a_day_and_the_usual_is_of_spans_that_do_not_reach_into_it():
    found = row(compared.before(frame(x=CLIMBING), NO_EPISODES, ONSET), "x", 3)
    assert found.amount == 369.0  # 368, 369, 370
    # Days 3 to 367 are the year before: 363 spans of means 4 … 366, of which the 37th is P10, the 327th P90.
    assert (found.low, found.high) == (40.0, 330.0)
    assert (found.below, found.spans, found.verdict, found.stands_out) == (1.0, 121, "more", True)
    assert found.luck == 1.0  # every span of a year that only grew has more than all before it


def test_what_never_changes_is_usual_and_does_not_stand_out():
    for amount in (0, 0.1, 5):
        table = compared.before(frame(x=[amount] * 400), NO_EPISODES, ONSET)
        assert table["verdict"].tolist() == ["usual"] * 3
        assert not table["stands_out"].any()


def test_where_adding_up_means_nothing_the_highest_of_a_day_stands_for_the_span():
    """Spans of three days have their highest on the last, so they are 5, 6 … 367, and 370."""
    found = row(compared.before(frame(session_spike=CLIMBING), NO_EPISODES, ONSET), "session_spike", 3)
    assert (found.amount, found.low) == (370.0, 41.0)


def test_what_is_told_by_its_highest_day_is_a_factor_and_so_is_what_only_grows():
    assert {*compared.PEAKS, *compared.GROWING} <= set(FACTORS)


def test_what_only_grows_is_not_compared():
    table = compared.before(frame(shoe_age=CLIMBING, x=CLIMBING), NO_EPISODES, ONSET)
    assert set(table["factor"]) == {"x"}


def test_less_than_usual_is_said_in_the_table_but_never_stands_out():
    found = row(compared.before(frame(x=CLIMBING[::-1]), NO_EPISODES, ONSET), "x", 3)
    assert (found.verdict, found.below, found.stands_out) == ("less", 0.0, False)


@pytest.mark.parametrize(("higher", "stands_out"), [(4, True), (5, False)])
def test_more_than_in_nineteen_of_twenty_stands_out(higher, stands_out):
    """80 spans of three days before, `higher` of them with as much as the last or more."""
    usual = [0.0] * 81  # the first span has two known days, which are enough
    usual[40 : 40 + higher - 2] = [30.0] * (higher - 2)  # n days in a row lie in n + 2 spans of three
    found = row(compared.before(frame(x=[*usual, 10, 0, 0]), NO_EPISODES, ONSET), "x", 3)
    assert found.below == pytest.approx(1 - higher / 80)
    assert found.stands_out == stands_out


def test_as_much_as_ever_is_not_more_than_ever():
    found = row(compared.before(frame(x=[10, 0, 0] * 40), NO_EPISODES, ONSET), "x", 3)
    assert (found.below, found.verdict, found.stands_out) == (0.0, "usual", False)


@pytest.mark.parametrize(("days", "verdict"), [(25, "unknown"), (26, "usual")])
def test_eight_spans_side_by_side_are_needed(days, verdict):
    found = row(compared.before(frame(x=[1] * days), NO_EPISODES, ONSET), "x", 3)
    # Three days before the onset, and 2 + 7 × 3 = 23 before those: a span may lack a third of its days.
    assert (found.verdict, found.spans) == (verdict, 8 if verdict == "usual" else 7)
    assert pd.isna(found.luck) == (verdict == "unknown")


@pytest.mark.parametrize(("days", "verdict"), [(242, "unknown"), (243, "usual")])
def test_four_weeks_need_eight_times_four_weeks_before_them(days, verdict):
    """28 days, and 19 + 7 × 28 = 215 before those."""
    assert row(compared.before(frame(x=[1] * days), NO_EPISODES, ONSET), "x", 28).verdict == verdict


def test_the_spans_compared_are_counted_with_the_first_day_of_them():
    """Days 3 to 367 of a year hold 363; 97 days hold 95, and one more that reaches a day out of the log."""
    whole = row(compared.before(frame(x=CLIMBING), NO_EPISODES, ONSET), "x", 3)
    assert (whole.among, whole.since) == (363, series(CLIMBING).index[2])
    short = row(compared.before(frame(x=[1] * 100), NO_EPISODES, ONSET), "x", 3)
    assert (short.among, short.since) == (96, series([1] * 100).index[0])


def test_spans_that_touch_an_episode_are_not_counted_as_compared():
    days = series([0] * 100).index
    found = row(compared.before(frame(x=[0] * 100), episode(days[0], days[9]), ONSET), "x", 3)
    assert (found.among, found.since) == (85, days[10])  # days 10 to 96 hold 85 spans of three


@pytest.mark.parametrize(("sore_to", "lacks"), [(72, "sore"), (71, "")])
def test_where_episodes_leave_too_few_spans_that_is_the_reason(sore_to, lacks):
    """100 days, of which 73 to 96 hold eight spans side by side, 74 to 96 seven."""
    days = series([1] * 100).index
    table = compared.before(frame(x=[1] * 100), episode(days[0], days[sore_to + 1]), ONSET)
    assert row(table, "x", 3).lacks == lacks
    assert row(table, "x", 7).lacks == "sore"
    assert row(table, "x", 28).lacks == "unlogged"  # 72 days before them hold no eight spans, sore or not
    assert compared.lengths(table) == ([] if lacks else [3])
    assert compared.lacking(table) == {"sore": [3, 7] if lacks else [7], "unlogged": [28]}


def test_days_of_which_nothing_is_known_are_not_compared_for_want_of_a_log():
    found = row(compared.before(frame(x=[1] * 97 + [np.nan] * 3), NO_EPISODES, ONSET), "x", 3)
    assert (found.verdict, found.lacks) == ("unknown", "unlogged")


def test_a_length_is_sore_where_any_factor_lacks_only_days_outside_episodes():
    days = series([1] * 100).index
    doses = frame(x=[1] * 100, y=[np.nan] * 100)
    table = compared.before(doses, episode(days[0], days[96]), ONSET)
    assert compared.lacking(table) == {"sore": [3, 7], "unlogged": [28]}


def test_with_every_length_compared_none_is_lacking():
    table = compared.before(frame(x=CLIMBING), NO_EPISODES, ONSET)
    assert (compared.lengths(table), compared.lacking(table)) == ([3, 7, 28], {})
    assert compared.lacking(table.iloc[:0]) == {"unlogged": [3, 7, 28]}


@pytest.mark.parametrize(("known", "verdict"), [(5, "more"), (4, "unknown")])
def test_two_thirds_of_the_days_must_be_known(known, verdict):
    last = [*[9.0] * known, *[np.nan] * (7 - known)]
    found = row(compared.before(frame(x=[*range(1, 3), *[0] * 98, *last]), NO_EPISODES, ONSET), "x", 7)
    assert found.verdict == verdict
    assert found.amount == 9.0 or known == 4


def test_spans_in_a_gap_of_the_log_are_not_usual():
    gap = [*[1.0] * 30, *[np.nan] * 100, *[1.0] * 27]
    found = row(compared.before(frame(x=gap), NO_EPISODES, ONSET), "x", 3)
    # 30 days hold ten spans side by side, and a span may lack a day: the 24 before the last three hold eight.
    assert found.spans == 18


def test_spans_that_touch_an_episode_are_not_usual():
    amounts = [0.0] * 100
    amounts[50:60] = [50.0] * 10
    amounts[-1] = 6.0
    table = compared.before(frame(x=amounts), NO_EPISODES, ONSET)
    assert row(table, "x", 3).below == pytest.approx(1 - 12 / 96)
    days = series(amounts).index
    found = row(compared.before(frame(x=amounts), episode(days[50], days[59]), ONSET), "x", 3)
    # Days 0–49 hold 17 spans side by side, of which the first lacks a day; days 60–96 hold 12.
    assert (found.below, found.spans) == (1.0, 29)


def test_nothing_that_comes_from_the_onset_on_counts():
    exposures = frame(x=CLIMBING)
    later = pd.concat([exposures, exposures.set_axis(exposures.index + pd.Timedelta(days=370)) * 100])
    pd.testing.assert_frame_equal(
        compared.before(later, NO_EPISODES, ONSET), compared.before(exposures, NO_EPISODES, ONSET)
    )


def test_the_rows_stand_in_the_order_of_the_columns():
    table = compared.before(frame(z=[1] * 60, a=[1] * 60), NO_EPISODES, ONSET)
    assert list(zip(table["factor"], table["days"], strict=True)) == [
        (name, days) for name in "za" for days in (3, 7, 28)
    ]


def test_a_log_that_is_empty_or_younger_than_the_days_has_nothing_to_compare():
    for exposures in (frame(x=[1, 2]), frame(x=[1, 2]).iloc[:0]):
        table = compared.before(exposures, NO_EPISODES, ONSET)
        assert table["verdict"].tolist() == ["unknown"] * 3
        assert (compared.compared(table), compared.by_luck(table)) == (0, 0.0)
        assert compared.strongest(table).empty
    assert compared.before(pd.DataFrame(index=frame(x=[1]).index), NO_EPISODES, ONSET).empty


def test_luck_is_added_up_over_what_could_be_compared():
    table = compared.before(frame(x=[1] * 26, y=[1] * 26), NO_EPISODES, ONSET)
    assert compared.compared(table) == 2
    assert compared.by_luck(table) == pytest.approx(2 * 1.4 / 9)  # (1 + 0.05 × 8) of 9, for each


@pytest.mark.parametrize(("runs", "luck"), [(2, 7.05 / 122), (20, 57 / 91)])
def test_how_often_spans_stood_out_lately_is_the_luck_of_who_does_more_and_more(runs, luck):
    """No run for a year, then one every third day, each longer than the last.

    All but the newest lie in three spans of their own, which stand out of those before: 3 of 91, or 57. Of
    few that is below (1 + 0.05 × 121) of 122.
    """
    amounts = [0.0] * 365
    amounts[362 - 3 * (runs - 1) : 363 : 3] = range(1, runs + 1)
    assert row(compared.before(frame(x=amounts), NO_EPISODES, ONSET), "x", 3).luck == pytest.approx(luck)


@pytest.mark.parametrize(("last", "lately"), [(336, True), (337, False)])
def test_four_weeks_of_spans_are_needed_to_tell_how_often_they_stood_out_lately(last, lately):
    """Of a year that only grew the newest own span ends on day 366: 28 of 91 begin after day 336."""
    days = series(CLIMBING).index
    found = row(compared.before(frame(x=CLIMBING), episode(days[276], days[last]), ONSET), "x", 3)
    of_spans = (1 + 0.05 * found.spans) / (1 + found.spans)
    assert found.luck == pytest.approx(1.0 if lately else of_spans)


def test_what_has_long_been_more_is_told_last():
    usual = [0.0] * 300
    grown = [*usual, *range(1, 93)]
    burst = [*usual, *[0.0] * 89, 1, 1, 1]
    told = compared.strongest(compared.before(frame(grown=grown, burst=burst), NO_EPISODES, ONSET))
    assert told["factor"].tolist() == ["burst", "grown"]
    assert told["lasting"].tolist() == [False, True]


def test_of_a_factor_the_strongest_span_is_told_even_where_it_has_long_been_more():
    spans = [row_of("x", 3, below=0.96, luck=0.06), row_of("x", 7, below=1.0, luck=0.5)]
    told = compared.strongest(pd.DataFrame(spans, columns=list(compared.Row._fields)))
    assert told["days"].tolist() == [7]


def test_the_strongest_three_are_told_once_each():
    usual = [0.0, 2.0] * 196
    exposures = frame(
        **{name: [*usual, *[extra] * 3] for name, extra in {"a": 3, "b": 9, "c": 5, "d": 4, "e": 0}.items()}
    )
    table = compared.before(exposures, NO_EPISODES, ONSET)
    told = compared.strongest(table)
    assert told["factor"].tolist() == ["b", "c", "d"]
    assert told["days"].tolist() == [3, 3, 3]
    assert int(table["stands_out"].sum()) > 3
