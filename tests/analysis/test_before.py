"""The days before an onset against the runner's own usual, on series that can be counted by hand."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis import before as compared
from analysis.exposures import FACTORS
from ingest.schema import RUNS, SHOES, Log

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
    return compared.Row(factor, days, 9.0, 1.0, 5.0, below, 40, compared.MORE, True, luck)


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


def log_of(*runs, pairs=()):
    """Runs by (day, km, metres down, shoe_id), pairs by (name, km before the log, watch, replace [km])."""
    rows = [
        {
            "run_id": f"r{place}",
            "started_at": pd.Timestamp(f"{day}T08:00Z"),
            "day": pd.Timestamp(day),
            "distance_m": None if km is None else 1000.0 * km,
            "descent_m": down_m,
            "shoe_id": shoe_id,
        }
        for place, (day, km, down_m, shoe_id) in enumerate(runs)
    ]
    worn = [
        {
            "shoe_id": name,
            "name": name,
            "kind": "race",
            "start_distance_m": 1000.0 * start,
            "watch_m": watch and 1000.0 * watch,
            "replace_m": replace and 1000.0 * replace,
        }
        for name, start, watch, replace in pairs
    ]
    return Log(runs=RUNS.frame(rows), shoes=SHOES.frame(worn))


def test_the_runs_of_the_day_it_began_are_added_up():
    log = log_of(("2026-10-31", 9, 9, None), ("2026-11-01", 10, 300, None), ("2026-11-01", 8.8, None, None))
    assert compared.ran_on(log, ONSET) == (2, 18_800.0, 300.0)


def test_what_is_not_known_of_that_day_is_not_zero():
    ran = compared.ran_on(log_of(("2026-11-01", None, None, None)), ONSET)
    assert (ran.runs, pd.isna(ran.distance_m), pd.isna(ran.descent_m)) == (1, True, True)
    assert compared.ran_on(Log(), ONSET).runs == 0


@pytest.mark.parametrize(
    ("start", "limit", "first"),
    [(479.9, None, None), (480, 483, True), (640.9, 483, True), (641, 644, False)],
)
def test_shoes_are_told_from_their_first_limit_on_as_they_stood_the_day_before(start, limit, first):
    """3 km on the day before, 50 on the day it began."""
    runs = ("2026-10-31", 3, None, "a"), ("2026-11-01", 50, None, "a")
    past = compared.past_limit(log_of(*runs, pairs=[("a", start, 483, 644)]), ONSET)
    assert past["limit_m"].tolist() == ([] if limit is None else [1000.0 * limit])
    assert past["first"].tolist() == ([] if first is None else [first])


@pytest.mark.parametrize(("day", "told"), [("2026-10-04", True), ("2026-10-03", False)])
def test_pairs_that_were_not_worn_in_the_four_weeks_before_are_not_told(day, told):
    log = log_of((day, 10, None, "a"), pairs=[("a", 700, 483, 644)])
    assert len(compared.past_limit(log, ONSET)) == told


def test_pairs_without_a_limit_are_never_past_it_and_one_limit_is_the_last():
    runs = [("2026-10-31", 10, None, name) for name in "abc"]
    pairs = [("a", 900, None, None), ("b", 900, 483, None), ("c", 950, None, 644)]
    past = compared.past_limit(log_of(*runs, pairs=pairs), ONSET)
    assert past["name"].tolist() == ["c", "b"]
    assert past["first"].tolist() == [False, False]
    assert compared.past_limit(Log(), ONSET).empty


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


@pytest.mark.parametrize(("ago", "known"), [(1, True), (11, True), (12, False)])
def test_when_pain_began_is_known_where_the_diary_spoke_shortly_before(ago, known):
    day = pd.Timestamp(ONSET) - pd.Timedelta(days=ago)
    hurt = pd.Series([0.0, 3.0], index=[day, pd.Timestamp(ONSET)]).asfreq("D")
    assert compared.known_onset(hurt, ONSET) == known


def test_a_diary_that_begins_with_pain_does_not_know_when_it_began():
    hurt = pd.Series([3.0], index=[pd.Timestamp(ONSET)])
    assert not compared.known_onset(hurt, ONSET)
    assert not compared.known_onset(hurt.iloc[:0], ONSET)


@pytest.mark.parametrize(("ago", "reached"), [(1, True), (28, True), (29, False)])
def test_an_earlier_episode_may_reach_into_the_days_looked_at(ago, reached):
    last = pd.Timestamp(ONSET) - pd.Timedelta(days=ago)
    both = pd.concat([episode("2026-01-01", last), episode(ONSET, ONSET)])
    assert compared.reached_in(both, ONSET) == (last.date() if reached else None)


def test_the_first_episode_has_none_before_it():
    assert compared.reached_in(episode(ONSET, ONSET), ONSET) is None
