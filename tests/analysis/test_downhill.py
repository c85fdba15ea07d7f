"""Steps weighted by how steep down they go: seven days against the usual."""

from datetime import date, timedelta
from math import isnan, nan

import pandas as pd
import pytest

from analysis import downhill
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import RUNS, TERRAIN, Log

FIRST = date(2026, 1, 1)


def log_of(*steps, **columns):
    """A 10 km run a day from 1 January on with these weighted steps; None is a day without a run."""
    days = [n for n, amount in enumerate(steps) if amount is not None]
    runs = [
        {
            "run_id": f"run{n}",
            "day": pd.Timestamp(FIRST) + pd.Timedelta(days=n),
            "distance_m": 10_000.0,
            **{name: values[n] if isinstance(values, list) else values for name, values in columns.items()},
        }
        for n in days
    ]
    terrain = [{"run_id": f"run{n}", "weighted_steps": steps[n]} for n in days]
    return Log(runs=RUNS.frame(runs), terrain=TERRAIN.frame(terrain))


def last_day(steps):
    return FIRST + timedelta(days=len(steps) - 1)


def jumps(*steps, limits=None, **columns):
    return downhill.weighted_jumps(log_of(*steps, **columns), last_day(steps), limits or Limits())


# four weeks of 4,000 a day: a usual of 28,000 in 7 days, and a limit of 36,400
USUAL = [4000.0] * 28


def test_the_usual_is_the_mean_week_of_the_28_days_before_the_seven():
    steps = [*[4000.0] * 27, 11_000.0, *[5000.0] * 7]
    week = downhill.seven_day(log_of(*steps), last_day(steps)).iloc[-1]
    assert week["day"] == pd.Timestamp(2026, 2, 4)
    assert week["steps"] == pytest.approx(35_000)
    assert week["usual_steps"] == pytest.approx((27 * 4000 + 11_000) / 4)


def test_one_point_three_times_the_usual_is_not_flagged_and_more_is_a_note():
    assert jumps(*USUAL, *[5200.0] * 7) == []
    (finding,) = jumps(*USUAL, *[5200.0] * 6, 5300.0)
    assert finding.rule == "terrain.weighted_steps"
    assert finding.severity is Severity.NOTE
    assert finding.evidence.strength == "weak"
    assert finding.evidence.said.startswith("Model-based")
    assert finding.measured == pytest.approx(36_500)
    assert finding.limit == pytest.approx(36_400)
    assert finding.unit == "steps"
    assert finding.headline == (
        "You took 36,500 steps in the 7 days to Wed 4 Feb, downhill ones counted for more: "
        "1.3 times your usual of the four weeks before."
    )


def test_the_runner_may_set_another_limit():
    limits = Limits({"terrain.weighted_steps": 1.5})
    assert jumps(*USUAL, *[6000.0] * 7, limits=limits) == []
    assert len(jumps(*USUAL, *[6000.0] * 6, 6001.0, limits=limits)) == 1


def test_fewer_than_three_thousand_more_never_count():
    # usual 1,400, limit 1,820
    little = [200.0] * 28
    assert jumps(*little, *[0.0] * 6, 4399.0) == []
    assert len(jumps(*little, *[0.0] * 6, 4400.0)) == 1


def test_running_after_a_month_of_rest_is_not_divided_by_nothing():
    (finding,) = jumps(*[0.0] * 28, *[1000.0] * 7)
    assert finding.headline.endswith("counted for more: after next to none in the four weeks before.")


def test_the_first_four_weeks_have_no_usual():
    assert jumps(*[4000.0] * 20, *[9000.0] * 7) == []
    assert len(jumps(*[4000.0] * 21, *[4000.0] * 7, *[9000.0] * 7)) == 1


def test_a_run_of_unknown_steps_makes_the_sum_a_lower_bound():
    (finding,) = jumps(*USUAL, nan, *[7000.0] * 6)
    assert finding.measured == pytest.approx(42_000)


def test_a_new_watch_that_counts_steps_is_no_jump():
    # A run every fourth day: of 7 runs in the 28 days those without steps leave 22 or more days known.
    def month(unknown):
        runs = [nan] * unknown + [8000.0] * (7 - unknown)
        return [amount for run in runs for amount in (run, None, None, None)]

    week = [10_000.0] * 7
    assert len(jumps(*month(1), *week)) == 1  # 6 of 7 runs, 86 % of the distance
    assert jumps(*month(2), *week) == []  # 5 of 7 runs, 71 %
    steps = [*month(2), *week]
    assert isnan(downhill.seven_day(log_of(*steps), last_day(steps))["usual_steps"].iloc[-1])


def test_a_belt_does_not_run_downhill_so_its_steps_count_as_they_are():
    log = log_of(nan, 5000.0, nan, surface=["treadmill", "treadmill", "road"], steps=6000.0)
    assert downhill.weighted_steps(log).to_list()[:2] == [6000, 5000]
    assert isnan(downhill.weighted_steps(log)[2])


def test_gps_is_called_approximate():
    assert "approximate" in jumps(*USUAL, *[9000.0] * 7, climb_source="gps")[0].why
    assert "approximate" not in jumps(*USUAL, *[9000.0] * 7, climb_source="barometer")[0].why


def test_a_spell_is_one_finding_on_its_worst_day():
    (finding,) = jumps(*USUAL, *[9000.0] * 7, *[4000.0] * 3)
    assert finding.day == FIRST + timedelta(days=34)


def test_an_empty_log_and_one_that_is_not_settled_yet_say_nothing():
    assert downhill.weighted_jumps(Log(), FIRST, Limits()) == []
    assert downhill.seven_day(Log(), FIRST).empty
    unsettled = Log(runs=log_of(*USUAL, *[9000.0] * 7).runs)
    assert downhill.weighted_jumps(unsettled, FIRST + timedelta(days=34), Limits()) == []
