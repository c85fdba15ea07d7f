"""One run against the longest of its 30 days before, coming back, and the weeks of the charts."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis import mileage
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import DIARY, RUNS, Log, Profile

FIRST = date(2026, 1, 1)
LATER = date(2027, 6, 1)
IN_KILOMETRES = Profile()


def on(*days):
    """Days counted from 1 January 2026, which is day 0."""
    return pd.Series([pd.Timestamp(FIRST + timedelta(days=n)) for n in days], dtype="datetime64[us]")


def log_of(*runs, entries=(), profile=IN_KILOMETRES, limits=None, **more):
    """A log of (day, km) or (day, km, columns); entries are days."""
    rows = [
        {"run_id": f"run{n}", "day": on(run[0])[0], "distance_m": run[1] * 1000.0, **dict(*run[2:]), **more}
        for n, run in enumerate(runs)
    ]
    diary = DIARY.frame([{"day": day} for day in on(*entries)])
    return Log(runs=RUNS.frame(rows), diary=diary, profile=profile, limits=limits or {})


def day(n):
    return FIRST + timedelta(days=n)


def spikes(log, today=LATER, limits=None):
    return mileage.session_spikes(log, today, limits or Limits(profile=log.profile))


# --- longest of the 30 days before


def test_day_thirty_before_counts_and_day_thirty_one_does_not():
    longest = mileage.longest_before(pd.Series([10.0, 4.0, 1.0, 1.0]), on(0, 1, 30, 31))
    # day 30: days 0 to 29; day 31: days 1 to 30
    assert longest.iloc[2:].to_list() == [10.0, 4.0]


def test_two_runs_of_a_day_are_not_before_one_another():
    longest = mileage.longest_before(pd.Series([8.0, 10.0, 12.0]), on(0, 5, 5))
    assert longest.iloc[1:].to_list() == [8.0, 8.0]


def test_the_order_and_the_index_of_the_runs_do_not_matter():
    distance = pd.Series([12.0, 8.0], index=[7, 3])
    runs_on = on(5, 0).set_axis([7, 3])
    longest = mileage.longest_before(distance, runs_on)
    assert longest[7] == 8.0
    assert np.isnan(longest[3])


def test_a_run_of_unknown_distance_is_no_longest_and_no_spike():
    spike = mileage.session_spike(pd.Series([10.0, np.nan, 12.0]), on(0, 1, 2))
    assert spike.isna().to_list() == [True, True, False]
    assert spike.iloc[2] == pytest.approx(0.2)  # 12 / 10 - 1


def test_thirty_days_of_runs_without_distance_are_no_yardstick():
    assert mileage.session_spike(pd.Series([0.0, np.nan, 5.0]), on(0, 1, 2)).isna().all()


def test_no_runs_have_no_spike():
    assert mileage.session_spike(RUNS.empty()["distance_m"], RUNS.empty()["day"]).empty


# --- the finding


def test_a_run_of_exactly_ten_percent_more_is_not_flagged():
    # in floating point 11,000 / 10,000 - 1 = 0.10000000000000009
    assert 11_000 / 10_000 - 1 > 0.10
    assert spikes(log_of((0, 10), (10, 11))) == []


def test_a_metre_more_than_ten_percent_is_flagged():
    (finding,) = spikes(log_of((0, 10), (10, 11.001)))
    assert finding.rule == "mileage.session_spike"
    assert finding.severity is Severity.WATCH
    assert finding.day == day(10)
    assert finding.subject == "run1"
    assert finding.measured == pytest.approx(0.1001)
    assert (finding.limit, finding.unit) == (0.10, "fraction")
    assert finding.evidence.strength == "moderate"
    assert "Frandsen 2025" in finding.evidence.reference


@pytest.mark.parametrize(
    ("km", "times", "ratio"),
    [
        (11.1, "1.6 times", "1.64"),
        (13.0, "1.6 times", "1.64"),  # exactly +30 % is still the first level
        (13.1, "1.5 times", "1.52"),
        (20.0, "1.5 times", "1.52"),  # exactly +100 %
        (20.1, "2.3 times", "2.28"),
    ],
)
def test_each_level_tells_what_the_study_found_there(km, times, ratio):
    (finding,) = spikes(log_of((0, 10), (10, km)))
    assert f"about {times} as often" in finding.why
    assert "not hips only" in finding.why
    assert ratio in finding.evidence.said
    assert finding.severity is Severity.WATCH


def test_the_headline_speaks_as_a_runner_does():
    (finding,) = spikes(log_of((0, 12), (10, 16)))
    assert finding.headline == (
        "Your 16 km run on Sun 11 Jan was 33 % longer than anything in the 30 days before."
    )


def test_a_run_more_than_twice_as_long_is_told_in_times():
    (finding,) = spikes(log_of((0, 5), (10, 12)))
    assert finding.headline == (
        "Your 12 km run on Sun 11 Jan was 2.4 times as long as anything in the 30 days before."
    )


def test_miles_are_said_to_a_runner_who_counts_in_miles():
    log = log_of((0, 8.04672), (10, 16.09344 * 0.75), profile=Profile(distance_unit="mi"))
    (finding,) = spikes(log)
    # 5 miles, then 7.5: 50 % longer
    assert finding.headline == (
        "Your 7.5 mi run on Sun 11 Jan was 50 % longer than anything in the 30 days before."
    )


def test_a_young_log_says_that_longer_runs_may_be_missing():
    (early,) = spikes(log_of((0, 10), (29, 12)))
    (late,) = spikes(log_of((0, 10), (30, 12)))
    assert "Your log begins 29 days before it" in early.why
    assert "begins" not in late.why


def test_the_flag_stays_with_the_run_and_does_not_spread():
    findings = spikes(log_of((0, 10), (10, 15), (11, 15), (12, 16)))
    assert [finding.subject for finding in findings] == ["run1"]


def test_two_long_runs_of_one_day_are_two_findings():
    findings = spikes(log_of((0, 10), (10, 15), (10, 14)))
    assert [finding.subject for finding in findings] == ["run1", "run2"]


def test_a_run_after_thirty_one_days_has_nothing_to_be_held_against():
    assert spikes(log_of((0, 10), (31, 20))) == []


def test_runs_after_today_are_not_seen():
    log = log_of((0, 10), (10, 15))
    assert spikes(log, today=day(9)) == []
    assert len(spikes(log, today=day(10))) == 1


def test_a_future_run_is_no_yardstick_for_earlier_ones():
    assert len(spikes(log_of((0, 10), (20, 30), (10, 15)), today=day(10))) == 1


def test_a_changed_limit_is_respected_and_named_as_the_runners_own():
    log = log_of((0, 10), (10, 12.5))
    assert spikes(log, limits=Limits({"mileage.session_spike": 0.25})) == []
    (own,) = spikes(log_of((0, 10), (10, 10.7)), limits=Limits({"mileage.session_spike": 0.05}))
    assert own.limit == 0.05
    assert "your own" in own.why
    assert "times" not in own.why


# --- coming back


def returns(log, today=LATER, limits=None):
    return mileage.long_returns(log, today, limits or Limits(profile=log.profile))


def test_a_return_after_fourteen_days_with_more_than_half_is_noted():
    (finding,) = returns(log_of((0, 10), (14, 5.1)))
    assert finding.rule == "mileage.return_after_gap"
    assert finding.severity is Severity.NOTE
    assert finding.evidence.strength == "weak"
    assert finding.measured == pytest.approx(0.51)
    assert finding.subject == "run1"
    assert finding.headline == (
        "You came back with 5.1 km on Thu 15 Jan, 14 days after the run before: "
        "51 % of your longest in the 30 days before that break."
    )


def test_a_return_after_thirteen_days_is_not():
    assert returns(log_of((0, 10), (13, 10))) == []


def test_a_return_with_exactly_half_is_not():
    assert returns(log_of((0, 10), (14, 5))) == []


def test_the_longest_before_the_break_is_sought_in_thirty_days_that_end_with_the_last_run():
    # the break begins after day 40; its 30 days before are 11 to 40
    assert len(returns(log_of((10, 30), (11, 10), (24, 1), (37, 1), (40, 1), (60, 6)))) == 1
    assert returns(log_of((11, 30), (24, 1), (37, 1), (40, 1), (60, 6))) == []


def test_a_break_of_many_weeks_is_still_held_against_the_runs_before_it():
    (finding,) = returns(log_of((0, 10), (100, 9)))
    assert finding.measured == pytest.approx(0.9)
    assert "100 days" in finding.headline


def test_of_two_runs_on_the_first_day_back_the_longer_counts():
    (finding,) = returns(log_of((0, 10), (20, 2), (20, 6)))
    assert finding.subject == "run2"


def test_a_first_run_of_unknown_distance_ends_the_break():
    assert returns(log_of((0, 10), (20, np.nan), (21, 9))) == []


def test_the_runners_own_limits_on_breaks_are_respected():
    log = log_of((0, 10), (8, 4))
    own = Limits({"mileage.return_gap": 8.0, "mileage.return_share": 0.3})
    assert returns(log) == []
    assert len(returns(log, limits=own)) == 1


def test_the_first_run_of_all_is_no_return():
    assert returns(log_of((0, 10))) == []


def test_a_return_after_today_is_not_seen():
    assert returns(log_of((0, 10), (20, 9)), today=day(19)) == []


def test_an_empty_log_gives_no_findings():
    for rule in mileage.RULES:
        assert rule(Log(), day(0), Limits()) == []


def test_limits_have_keys_of_their_own_and_defaults_in_range():
    keys = [limit.key for limit in mileage.LIMITS]
    assert len(set(keys)) == len(keys)
    for limit in mileage.LIMITS:
        assert limit.checked(limit.default) == limit.default


# --- weeks


def test_a_week_sums_its_runs():
    # 1 January 2026 is a Thursday: its week begins on Monday 29 December
    log = log_of(
        (0, 5, {"ascent_m": 50, "descent_m": 40, "duration_s": 1800, "surface": "asphalt"}),
        (2, 7, {"ascent_m": 30, "descent_m": 20, "duration_s": 2400, "surface": "trail"}),
        (4, 8, {"ascent_m": 10, "descent_m": 10, "duration_s": 2700}),
    )
    first, second = mileage.weekly(log, day(6)).itertuples()
    assert first.week == pd.Timestamp("2025-12-29")
    assert (first.distance_m, first.runs, first.longest_m) == (12_000, 2, 7_000)
    assert (first.ascent_m, first.descent_m, first.duration_s) == (80, 60, 4200)
    assert first.hard_share == pytest.approx(5 / 12)
    assert first.ceiling_m == pytest.approx(5_500)  # 1.10 x the 5 km two days before
    assert second.week == pd.Timestamp("2026-01-05")
    assert np.isnan(second.hard_share)
    assert second.ceiling_m == pytest.approx(7_700)


def test_weeks_may_begin_on_sunday():
    # 4 January 2026, day 3, is a Sunday
    log = log_of((2, 5), (3, 7), profile=Profile(week_start="sunday"))
    weeks = mileage.weekly(log, day(3))
    assert weeks["week"].to_list() == [pd.Timestamp("2025-12-28"), pd.Timestamp("2026-01-04")]
    assert weeks["distance_m"].to_list() == [5_000, 7_000]
    assert mileage.weekly(log_of((2, 5), (3, 7)), day(3))["distance_m"].to_list() == [12_000]


def test_a_week_without_a_run_is_there_and_counts_zero():
    # Mondays are days 4, 11, 18; entries keep the pause from being a gap
    weeks = mileage.weekly(log_of((4, 10), (18, 6), entries=(11,)), day(18))
    assert weeks["distance_m"].to_list() == [10_000, 0, 6_000]
    assert weeks["runs"].to_list() == [1, 0, 1]
    assert np.isnan(weeks["longest_m"].iloc[1])
    assert np.isnan(weeks["ceiling_m"].iloc[1])


def test_a_week_wholly_in_a_gap_of_the_log_is_unknown():
    weeks = mileage.weekly(log_of((4, 10), (25, 6)), day(25))
    # days 5 to 24 are silent: the weeks of days 11 and 18 hold nothing else
    assert weeks["distance_m"].isna().to_list() == [False, True, True, False]
    assert weeks["runs"].to_list() == [1, 0, 0, 1]
    assert weeks["mean4_m"].isna().all()


def test_weeks_go_on_to_todays():
    weeks = mileage.weekly(log_of((4, 10)), day(14))
    assert weeks["week"].iloc[-1] == pd.Timestamp(day(11))


def test_the_four_week_mean_begins_with_the_fourth_week():
    weeks = mileage.weekly(log_of((4, 10), (11, 20), (18, 30), (25, 40), (32, 50)), day(32))
    assert weeks["mean4_m"].isna().to_list() == [True, True, True, False, False]
    assert weeks["mean4_m"].iloc[3:].to_list() == [25_000, 35_000]


def test_monotony_of_a_week_is_that_of_its_last_day_and_waits_for_it():
    # a week from Monday, day 4: 0.0 2 4 6 8 10 12 km has monotony 1.5 (see test_load); the 0 is day 4,
    # so a run before it lets the grid begin earlier
    runs = [(3, 1), *((4 + n, 2 * n) for n in range(1, 7))]
    assert mileage.weekly(log_of(*runs), day(10))["monotony"].iloc[-1] == pytest.approx(1.5)
    assert np.isnan(mileage.weekly(log_of(*runs), day(9))["monotony"].iloc[-1])


def test_the_ceiling_of_a_week_is_that_of_its_longest_run():
    # week of day 4: 10 km on day 5 held against 8 km; 6 km on day 6 held against 10 km
    weeks = mileage.weekly(log_of((0, 8), (5, 10), (6, 6)), day(10))
    assert weeks["ceiling_m"].iloc[1] == pytest.approx(8_800)
    own = mileage.weekly(log_of((0, 8), (5, 10), (6, 6), limits={"mileage.session_spike": 0.5}), day(10))
    assert own["ceiling_m"].iloc[1] == pytest.approx(12_000)


def test_a_week_whose_only_run_is_of_unknown_distance_is_unknown_but_has_a_run():
    (week,) = mileage.weekly(log_of((4, np.nan)), day(5)).itertuples()
    assert week.runs == 1
    assert np.isnan(week.distance_m)


def test_an_empty_log_has_no_weeks_and_all_their_columns():
    empty = mileage.weekly(Log(), day(0))
    assert empty.empty
    full = mileage.weekly(log_of((0, 5)), day(0))
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_runs_after_today_are_in_no_week():
    assert mileage.weekly(log_of((4, 10), (5, 10)), day(4))["distance_m"].to_list() == [10_000]
