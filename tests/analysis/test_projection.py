"""When a distance will be covered: the arithmetic, and whether the interval keeps its promise."""

from datetime import date, timedelta
from time import process_time

import numpy as np
import pandas as pd
import pytest

from analysis import projection
from analysis.projection import Projection, reach

SUNDAY = date(2026, 11, 22)
PROMISED = (0.75, 0.85)


def used(metres, last=SUNDAY):
    """Metres of consecutive days, the last of them on `last`."""
    return pd.Series(
        np.asarray(metres, dtype="float64"),
        index=pd.date_range(end=pd.Timestamp(last), periods=len(metres), name="day", unit="us"),
    )


def every_monday(weeks, metres=10_000.0):
    return used([metres, 0, 0, 0, 0, 0, 0] * weeks)


def test_ten_kilometres_every_monday_reach_twenty_five_on_the_third_monday():
    # Sunday 22 Nov; Mondays follow on 23 Nov (10), 30 Nov (20), 7 Dec (30 ≥ 25).
    third = date(2026, 12, 7)
    assert reach(every_monday(8), 25_000, SUNDAY) == Projection("ok", third, third, third)


def test_a_distance_that_is_met_exactly_counts_as_covered():
    assert reach(every_monday(8), 20_000, SUNDAY).middle == date(2026, 11, 30)
    assert reach(every_monday(8), 20_000.1, SUNDAY).middle == date(2026, 12, 7)


def test_the_days_already_gone_from_this_week_are_not_drawn_again():
    # Wednesday 18 Nov: this week's Monday is gone, so 10 km more come on Monday 23 Nov.
    log = every_monday(8)
    assert reach(log, 10_000, date(2026, 11, 18)).middle == date(2026, 11, 23)


def test_days_after_today_are_not_looked_at():
    log = every_monday(8)
    later = pd.concat([log, used([50_000.0] * 7, last=SUNDAY + timedelta(days=7))])
    assert reach(later, 25_000, SUNDAY) == reach(log, 25_000, SUNDAY)


def test_nothing_left_to_go_is_passed():
    assert reach(every_monday(8), 0, SUNDAY) == Projection("passed")


def test_a_distance_that_is_not_known_is_never_covered():
    assert reach(every_monday(8), float("nan"), SUNDAY) == Projection("beyond")


def test_no_use_at_all_is_not_in_use():
    assert reach(used([]), 1000, SUNDAY) == Projection("not_in_use")


@pytest.mark.parametrize(("days_ago", "state"), [(27, "ok"), (28, "not_in_use")])
def test_twenty_eight_days_without_use_end_the_projection(days_ago, state):
    log = used([5_000.0] * 60, last=SUNDAY - timedelta(days=days_ago))
    assert reach(log, 1_000, SUNDAY).state == state


def test_rest_days_written_as_zero_are_no_use():
    log = used([5_000.0] * 60 + [0.0] * 28)
    assert reach(log, 1_000, SUNDAY).state == "not_in_use"


@pytest.mark.parametrize(("weeks", "state"), [(26, "ok"), (27, "beyond")])
def test_more_than_twenty_six_weeks_ahead_is_beyond(weeks, state):
    # Every Sunday 10 km, seen from a Sunday: n × 10 km take n weeks; 26 weeks are 182 days.
    log = used([0, 0, 0, 0, 0, 0, 10_000.0] * 8)
    assert reach(log, weeks * 10_000, SUNDAY).state == state


def test_a_new_pair_is_projected_from_the_pace_of_its_first_days():
    # Five runs of 10 km in 14 days are 25 km a week: 50 km more take about two weeks.
    ahead = reach(used([10_000, 0, 0, 10_000, 0, 0, 10_000, 0, 0, 10_000, 0, 0, 10_000, 0]), 50_000, SUNDAY)
    assert ahead.state == "ok"
    assert 12 <= (ahead.middle - SUNDAY).days <= 18
    assert ahead.early < ahead.middle < ahead.late


def test_one_run_today_is_held_for_a_week_and_not_for_a_day():
    # 10 km on the only day: taken as 10 km a week, not as 70.
    ahead = reach(used([10_000.0]), 40_000, SUNDAY)
    assert 21 <= (ahead.middle - SUNDAY).days <= 42


def test_the_same_log_gives_the_same_days():
    log = used(np.random.default_rng(3).uniform(0, 12_000, 80))
    assert reach(log, 200_000, SUNDAY) == reach(log, 200_000, SUNDAY)


def test_the_input_is_untouched():
    log = used([5_000.0] * 60)
    before = log.copy()
    reach(log, 100_000, SUNDAY)
    pd.testing.assert_series_equal(log, before)


def test_uneven_weeks_leave_a_wider_interval_than_even_ones():
    def width(weeks):
        ahead = reach(used(np.repeat(weeks, 7)), 200_000, SUNDAY)
        return (ahead.late - ahead.early).days

    even, uneven = [5_000] * 8, [1_000, 9_000, 2_000, 8_000, 1_000, 9_000, 2_000, 8_000]
    assert width(even) <= 1 < width(uneven)


def test_a_late_day_more_than_a_year_away_is_not_named():
    # One big week among eight (60 km and twice 1 km): draws without it take years to 100 km.
    weeks = [1_000, 0, 1_000, 0, 0, 60_000, 0, 0]
    ahead = reach(used([metres for week in weeks for metres in (week, 0, 0, 0, 0, 0, 0)]), 100_000, SUNDAY)
    assert ahead.state == "ok"
    assert ahead.early < ahead.middle
    assert ahead.late is None


def test_a_pair_is_projected_in_a_blink():
    log = used(np.random.default_rng(3).uniform(0, 12_000, 400))
    reach(log, 200_000, SUNDAY)
    seconds = []
    for _ in range(7):
        began = process_time()
        reach(log, 200_000, SUNDAY)
        seconds.append(process_time() - began)
    # Meant to stay under 20 ms; three times that is forgiven to a busy machine.
    assert min(seconds) < 0.06


def irregular(rng, weeks=150):
    """Weeks that go up and down, hang together and drift; some weeks without the pair."""
    spread = np.sqrt(np.log(1 + rng.uniform(0.15, 0.5) ** 2))
    memory, shock = rng.uniform(0, 0.5), rng.normal(size=weeks)
    for week in range(1, weeks):
        shock[week] = memory * shock[week - 1] + np.sqrt(1 - memory**2) * shock[week]
    level = np.exp(spread * shock - spread**2 / 2 + np.cumsum(rng.normal(0, 0.02, weeks)))
    total = rng.uniform(12_000, 50_000) * level * (rng.random(weeks) >= rng.uniform(0, 0.12))
    days = np.zeros((weeks, 7))
    on = rng.choice(7, rng.integers(2, 6), replace=False)
    days[:, on] = rng.dirichlet(np.full(len(on), 4.0), weeks) * total[:, None]
    return days.ravel()


def planned(rng, weeks=150):
    """Three weeks up and one down, or seasons, or even weeks; a long run, holidays, pairs in turn."""
    number = np.arange(weeks)
    season = 0.75 + 0.35 * np.sin(2 * np.pi * (number / rng.uniform(16, 30) + rng.random())) ** 2
    steps = np.where(number % 4 == 3, 0.7, 1 + 0.05 * (number % 4))
    level = (steps, season, np.ones(weeks))[rng.integers(3)]
    total = rng.uniform(25_000, 70_000) * level * rng.lognormal(0, rng.uniform(0.1, 0.3), weeks)
    for away in rng.integers(0, weeks, rng.poisson(weeks / 40)):
        total[away : away + rng.integers(1, 3)] = 0
    on = np.sort(rng.choice(7, rng.integers(3, 6), replace=False))
    share = np.where(on == on[-1], rng.uniform(1.5, 2.2), 1.0) * rng.lognormal(0, 0.15, (weeks, len(on)))
    worn = rng.random(share.shape) < 1 / rng.integers(1, 4)
    days = np.zeros((weeks, 7))
    days[:, on] = total[:, None] * share / share.sum(axis=1, keepdims=True) * worn
    return days.ravel()


def coverage(runner, runners, seed, new=False):
    """Share of runners whose true day lies in the 80 % interval."""
    rng, held, seen = np.random.default_rng(seed), 0, 0
    while seen < runners:
        verdict = _held(runner(rng), rng, new)
        held, seen = held + (verdict is True), seen + (verdict is not None)
    return held / seen


def _held(metres, rng, new):
    first = int(rng.integers(0, 60))
    age = int(rng.integers(3, 21) if new else rng.integers(70, 300))
    to_go = rng.uniform(20_000, 350_000)
    past, coming = metres[first : first + age], metres[first + age :]
    truth = int(np.searchsorted(np.cumsum(coming), to_go - 1e-6)) + 1
    # The weekdays of the made runners begin on a Monday: so must the days they are given here.
    today = date(2024, 1, 1) + timedelta(days=first + age - 1)
    ahead = reach(used(past, last=today), to_go, today)
    if ahead.state != "ok":
        return None
    early, late = ((day - today).days if day else np.inf for day in (ahead.early, ahead.late))
    return early <= truth <= late


@pytest.mark.parametrize("runner", [irregular, planned])
def test_the_interval_holds_the_true_day_for_about_eight_of_ten_runners(runner, monkeypatch):
    # 120 runners: 0.80 ± 2.7 standard errors of 0.0365. Fewer draws, to be quick.
    monkeypatch.setattr(projection, "DRAWS", 400)
    assert 0.70 <= coverage(runner, 120, seed=11) <= 0.90


@pytest.mark.slow
@pytest.mark.parametrize("runner", [irregular, planned])
def test_the_interval_holds_the_true_day_75_to_85_percent_of_the_time(runner):
    # Seen: irregular 80.2 %, planned 83.8 % (standard error 0.9 points).
    low, high = PROMISED
    assert low <= coverage(runner, 2000, seed=2026) <= high


@pytest.mark.slow
def test_for_pairs_of_less_than_three_weeks_it_does_over_both_kinds_of_runner():
    # Seen: irregular 84.7 %, planned 76.2 %; with so few days the kinds cannot be told apart.
    low, high = PROMISED
    shares = [coverage(runner, 2000, seed=2026, new=True) for runner in (irregular, planned)]
    assert low <= np.mean(shares) <= high


def test_weeks_drawn_alone_would_promise_too_much(monkeypatch):
    """Why the level of use is drawn too: without it the interval is far too narrow."""
    monkeypatch.setattr(projection, "DRAWS", 400)
    monkeypatch.setattr(projection, "LEVEL_SPREAD", 0.0)
    assert coverage(irregular, 120, seed=11) < 0.70


@pytest.mark.parametrize(
    ("days", "ends"),
    [
        # Before day 10 come 6 (21) of 100 draws, before day 3 none: 6 is nearer to 10 than 0, 21 is not.
        ([3] * 6 + [10] * 94, (10, 10, 10)),
        ([3] * 21 + [10] * 79, (3, 10, 10)),
        # By day 10 are 94 there, by day 17 all: 94 is nearer to 90 than 100.
        ([10] * 94 + [17] * 6, (10, 10, 10)),
        ([10] * 84 + [17] * 16, (10, 10, 10)),
        ([10] * 79 + [17] * 21, (10, 10, 17)),
        # More than 1 in 10 never get there: then nobody can name an end.
        ([10] * 90 + [np.inf] * 10, (10, 10, 10)),
        ([10] * 89 + [np.inf] * 11, (10, 10, np.inf)),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, tuple) else len(value),
)
def test_the_ends_are_the_days_that_come_nearest_to_1_in_10(days, ends):
    assert projection._between(np.array(days, dtype="float64")) == ends


def test_weeks_that_hang_together_leave_a_wider_interval_than_the_same_in_turn():
    def width(half_year):
        ahead = reach(used(np.repeat(half_year, 7)), 200_000, SUNDAY)
        return (ahead.late - ahead.early).days

    # Both end in eight weeks of four low and four high ones, and hold as many of each before.
    in_turn, in_rows = [4_000, 6_000] * 13, [4_000, 4_000, 6_000, 6_000] * 6 + [4_000, 6_000]
    assert width(in_turn) < width(in_rows)
