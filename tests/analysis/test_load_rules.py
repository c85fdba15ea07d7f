"""Findings on seven days of distance: both sides of every threshold."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis import load_rules
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import RUNS, Log, Profile

FIRST = date(2026, 1, 1)
IN_KILOMETRES = Profile()


def log_of(*kilometres, profile=IN_KILOMETRES):
    """A run a day from 1 January on; 0 is a rest day."""
    rows = [
        {"run_id": f"run{n}", "day": pd.Timestamp(FIRST) + pd.Timedelta(days=n), "distance_m": km * 1000.0}
        for n, km in enumerate(kilometres)
        if km != 0
    ]
    return Log(runs=RUNS.frame(rows), profile=profile)


def found(rule, *kilometres, limits=None, **more):
    today = FIRST + timedelta(days=len(kilometres) - 1)
    log = log_of(*kilometres, **more)
    return rule(log, today, limits or Limits(profile=log.profile))


def weeks(*totals):
    """Weeks with all their distance on the first day, so that only that day's windows jump."""
    return [km for total in totals for km in (total, 0, 0, 0, 0, 0, 0)]


# --- week jump


def test_a_week_of_exactly_a_fifth_more_is_not_flagged():
    assert found(load_rules.week_jumps, *weeks(20, 24)) == []


def test_a_week_of_more_than_a_fifth_more_is_a_note():
    (finding,) = found(load_rules.week_jumps, *weeks(20, 24.2))
    # the 7 days to day 13 against those to day 6: 24.2 / 20 = 1.21
    assert finding.rule == "mileage.week_jump"
    assert finding.severity is Severity.NOTE
    assert finding.evidence.strength == "weak"
    assert finding.measured == pytest.approx(0.21)
    assert finding.headline == (
        "You ran 24.2 km in the 7 days to Wed 14 Jan, 21 % more than in the 7 days before."
    )
    assert finding.subject == ""


def test_a_large_jump_tells_of_the_beginners_and_stays_a_note():
    (at,) = found(load_rules.week_jumps, *weeks(20, 26))
    (over,) = found(load_rules.week_jumps, *weeks(20, 26.1))
    assert "874" not in at.why
    assert "874 beginners" in over.why
    assert "chance could explain it" in over.why
    assert over.severity is Severity.NOTE


def test_a_week_before_of_less_than_ten_kilometres_is_too_small_to_jump_from():
    assert found(load_rules.week_jumps, *weeks(9.999, 30)) == []
    assert len(found(load_rules.week_jumps, *weeks(10, 30))) == 1


def test_a_jump_of_less_than_three_kilometres_does_not_count():
    # +29.99 % of 10 km and +30 % of 10 km
    assert found(load_rules.week_jumps, *weeks(10, 12.999)) == []
    assert len(found(load_rules.week_jumps, *weeks(10, 13))) == 1


def test_a_spell_is_one_finding_on_its_worst_day():
    # 5 km a day, then 8 km a day: the 7 days rise day by day until day 13, then the jump shrinks
    findings = found(load_rules.week_jumps, *[5] * 7, *[8] * 14)
    assert len(findings) == 1
    assert findings[0].day == FIRST + timedelta(days=13)
    assert findings[0].measured == pytest.approx(0.6)  # (56 - 35) / 35


def test_the_first_two_weeks_have_nothing_to_jump_from():
    assert found(load_rules.week_jumps, *[10] * 6, *[50] * 7) == []


def test_a_run_of_unknown_distance_silences_the_weeks_that_hold_it():
    assert found(load_rules.week_jumps, 20, 0, np.nan, 0, 0, 0, 0, *weeks(30)) == []


def test_changed_limits_on_jumps_are_respected():
    log = weeks(20, 23)
    assert len(found(load_rules.week_jumps, *log, limits=Limits({"mileage.week_jump": 0.10}))) == 1
    small = Limits({"mileage.week_jump_from": 5000.0, "mileage.week_jump_least": 1000.0})
    assert found(load_rules.week_jumps, *weeks(6, 8)) == []
    assert len(found(load_rules.week_jumps, *weeks(6, 8), limits=small)) == 1


def test_a_week_jump_is_told_in_miles_where_the_runner_counts_in_miles():
    (finding,) = found(load_rules.week_jumps, *weeks(16.09344, 32.18688), profile=Profile(distance_unit="mi"))
    assert finding.headline.startswith("You ran 20 mi in the 7 days to")


# --- monotony


def test_monotony_of_exactly_two_is_not_flagged():
    # four days of m - 3 and three of m + 4 km: mean m, squared distances 4 x 9 + 3 x 16 = 84,
    # /7 = 12, sd the root of 12; twice that for m gives monotony 2
    m = 2 * 12**0.5
    assert found(load_rules.monotonous_weeks, *[m - 3] * 4, *[m + 4] * 3) == []


def test_monotony_above_two_is_a_note():
    (finding,) = found(load_rules.monotonous_weeks, 1, 5, 5, 5, 5, 5, 9)
    # mean 5, squared distances 16 + 16 = 32, /7 = 4.571, sd 2.138: 5 / 2.138 = 2.339
    assert finding.measured == pytest.approx(2.3385, abs=1e-4)
    assert finding.severity is Severity.NOTE
    assert finding.evidence.strength == "weak"
    assert finding.headline == "The 7 days to Wed 7 Jan were much alike: monotony 2.3."


def test_seven_like_days_give_no_finding_as_nothing_can_be_divided_by_no_spread():
    assert found(load_rules.monotonous_weeks, *[5] * 7) == []


def test_a_changed_limit_on_monotony_is_respected():
    assert (
        found(load_rules.monotonous_weeks, 1, 5, 5, 5, 5, 5, 9, limits=Limits({"mileage.monotony": 2.4}))
        == []
    )


# --- strain

# one week again and again: 0 2 4 6 8 10 12 km; any 7 days in a row hold the same seven distances,
# so monotony is 1.5 and strain 42 x 1.5 = 63 km every day
WEEK = [0, 2, 4, 6, 8, 10, 12]


def test_a_strain_as_ever_is_not_flagged():
    assert found(load_rules.strained_weeks, 1, *WEEK * 20) == []


def test_a_strain_above_the_own_ninetieth_percentile_is_a_note():
    # 5 km where there was rest: sum 47, mean 6.714; squares 25 + 4 + 16 + 36 + 64 + 100 + 144 = 389,
    # less 7 x 45.08 = 73.4, /7 = 10.49, sd 3.239; monotony 2.073, strain 97.43 km
    (finding,) = found(load_rules.strained_weeks, 1, *WEEK * 20, 5)
    assert finding.rule == "mileage.strain"
    assert finding.severity is Severity.NOTE
    assert finding.measured == pytest.approx(97_430, abs=20)
    assert finding.limit == pytest.approx(63_000)
    assert "above 90 % of your last 26 weeks" in finding.headline


def test_strain_waits_for_thirteen_weeks_of_history():
    # strain is known from day 6 on, so 91 known days stand before day 97 and 90 before day 96.
    # 14 km in place of 8 on day 96: 10 12 0 2 4 6 14: sum 48, mean 6.857; squares 496 - 329.1 = 166.9,
    # /7 = 23.84, sd 4.88, monotony 1.40, strain 67.4. In place of 10 on day 97: 12 0 2 4 6 8 14:
    # sum 46, mean 6.571; squares 460 - 302.3 = 157.7, /7 = 22.53, sd 4.75, monotony 1.38, strain 63.7
    usual = [1, *WEEK * 14]
    assert found(load_rules.strained_weeks, *usual[:96], 14) == []
    (finding,) = found(load_rules.strained_weeks, *usual[:97], 14)
    assert finding.measured == pytest.approx(63_700, abs=50)


def test_a_changed_percentile_is_respected():
    # a hard day on day 71, and the same again on the last: above nine in ten, but not above all
    twice = [1, *WEEK * 10, 5, *WEEK[1:], *WEEK * 9, 5]
    assert len(found(load_rules.strained_weeks, *twice)) == 1
    assert found(load_rules.strained_weeks, *twice, limits=Limits({"mileage.strain": 100.0})) == []


def test_an_empty_log_gives_no_findings():
    for rule in load_rules.RULES:
        assert rule(Log(), FIRST, Limits()) == []
