"""Up and down: seven days against the usual, and how bands of grade are called."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis import terrain
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import GRADE_BANDS, RUNS, Log, Profile

FIRST = date(2026, 1, 1)
IN_KILOMETRES = Profile()


def moment(n):
    return pd.Timestamp(FIRST) + pd.Timedelta(days=n)


def log_of(*descents, profile=IN_KILOMETRES, name="descent_m", **columns):
    """A 10 km run a day from 1 January on with that descent; None is a day without a run."""
    rows = [
        {"run_id": f"run{n}", "day": moment(n), "distance_m": 10_000.0, name: metres, **columns}
        for n, metres in enumerate(descents)
        if metres is not None
    ]
    return Log(runs=RUNS.frame(rows), profile=profile)


def last_day(descents):
    return FIRST + timedelta(days=len(descents) - 1)


def jumps(*descents, limits=None, **more):
    log = log_of(*descents, **more)
    return terrain.descent_jumps(log, last_day(descents), limits or Limits(profile=log.profile))


# four weeks of 20 m a day: a usual of 140 m in 7 days, and a limit of 210 m
USUAL = [20.0] * 28


def test_the_usual_is_the_mean_week_of_the_28_days_before_the_seven():
    # 28 days that sum to 10 x 28 + 112 = 392 m, /4 = 98 m; the 7 after them hold 7 x 30
    descents = [10.0] * 27 + [122.0] + [30.0] * 7
    days = terrain.seven_day(log_of(*descents), last_day(descents))
    assert days["descent_m"].iloc[-1] == pytest.approx(210)
    assert days["usual_descent_m"].iloc[-1] == pytest.approx(98)
    assert days["usual_descent_m"].iloc[:-1].isna().sum() == 27  # 21 known days stand before day 27's seven
    assert days["day"].iloc[-1] == moment(34)
    assert days["ascent_m"].isna().all()


def test_one_and_a_half_times_the_usual_is_not_flagged():
    assert jumps(*USUAL, *[30.0] * 7) == []


def test_more_than_one_and_a_half_times_the_usual_is_a_note():
    (finding,) = jumps(*USUAL, *[30.0] * 6, 31.0)
    assert finding.rule == "terrain.descent_jump"
    assert finding.severity is Severity.NOTE
    assert finding.evidence.strength == "weak"
    assert finding.measured == pytest.approx(211)
    assert finding.limit == pytest.approx(210)
    assert finding.unit == "m"
    assert finding.day == FIRST + timedelta(days=34)
    assert (
        finding.headline
        == "You descended 210 m in the 7 days to Wed 4 Feb, 1.5 times your usual of the four weeks before."
    )


def test_less_than_150_metres_never_counts():
    # usual 70 m, limit 105 m
    flat = [10.0] * 28
    assert jumps(*flat, *[0.0] * 6, 149.9) == []
    assert len(jumps(*flat, *[0.0] * 6, 150.0)) == 1


def test_twice_the_usual_is_said_so_and_in_feet_to_those_who_count_in_miles():
    (finding,) = jumps(*USUAL, *[40.0] * 7, profile=Profile(distance_unit="mi"))
    # 280 / 0.3048 = 918.6 ft
    assert (
        finding.headline
        == "You descended 920 ft in the 7 days to Wed 4 Feb, twice your usual of the four weeks before."
    )


def test_hills_after_a_flat_month_are_not_divided_by_nothing():
    (finding,) = jumps(*[0.0] * 28, *[0.0] * 6, 200.0)
    assert finding.headline == (
        "You descended 200 m in the 7 days to Wed 4 Feb, after next to none in the four weeks before."
    )
    assert finding.limit == 0
    assert np.isfinite(finding.measured)


def test_a_spell_is_one_finding_on_its_worst_day():
    (finding,) = jumps(*USUAL, *[60.0] * 7, *[20.0] * 3)
    assert finding.day == FIRST + timedelta(days=34)
    assert finding.measured == pytest.approx(420)


def test_the_first_four_weeks_have_no_usual():
    assert jumps(*[20.0] * 20, *[100.0] * 7) == []
    # with 21 known days before the seven there is one
    assert len(jumps(*[20.0] * 21, *[20.0] * 7, *[100.0] * 7)) == 1


def test_a_month_that_is_mostly_unknown_is_no_usual():
    # 8 of the 28 days are of unknown descent, then 7
    assert jumps(*[np.nan] * 4, *[20.0] * 20, *[np.nan] * 4, *[60.0] * 7) == []
    assert len(jumps(*[np.nan] * 4, *[20.0] * 21, *[np.nan] * 3, *[60.0] * 7)) == 1


def test_a_run_of_unknown_descent_makes_the_sum_a_lower_bound():
    (finding,) = jumps(*USUAL, np.nan, *[60.0] * 6)
    assert finding.measured == pytest.approx(360)


def test_a_treadmill_counts_as_level():
    log = log_of(*[np.nan] * 28, surface="treadmill")
    days = terrain.seven_day(log, FIRST + timedelta(days=34))
    assert days["usual_descent_m"].iloc[-1] == 0
    assert days["descent_m"].iloc[27] == 0
    assert np.isnan(days["usual_ascent_m"].iloc[-1])


def test_descent_too_little_for_gps_counts_in_the_usual_with_the_most_it_can_be():
    # 5 m/km of 10 km: at most 50 m a day, 350 m in 7 days
    descents = [*[np.nan] * 28, *[60.0] * 7]
    days = terrain.seven_day(log_of(*descents, climb_source="gps"), last_day(descents))
    assert days["usual_descent_m"].iloc[-1] == pytest.approx(350)
    assert jumps(*descents, climb_source="gps") == []
    (finding,) = jumps(*[np.nan] * 28, *[80.0] * 7, climb_source="gps")
    assert finding.measured == pytest.approx(560)
    assert "approximate" in finding.why


def test_a_barometer_is_not_called_approximate():
    (finding,) = jumps(*USUAL, *[60.0] * 7, climb_source="barometer")
    assert "approximate" not in finding.why


def test_ascent_has_a_rule_of_its_own():
    log = log_of(*USUAL, *[60.0] * 7, name="ascent_m")
    today = FIRST + timedelta(days=34)
    (finding,) = terrain.ascent_jumps(log, today, Limits())
    assert finding.rule == "terrain.ascent_jump"
    assert (
        finding.headline
        == "You climbed 420 m in the 7 days to Wed 4 Feb, 3 times your usual of the four weeks before."
    )
    assert finding.severity is Severity.NOTE
    assert "Vernillo" in finding.evidence.reference
    assert terrain.descent_jumps(log, today, Limits()) == []


def test_changed_limits_are_respected():
    assert jumps(*USUAL, *[60.0] * 7, limits=Limits({"terrain.descent_jump": 3.0})) == []
    assert jumps(*USUAL, *[60.0] * 7, limits=Limits({"terrain.least_climb": 421.0})) == []
    assert len(jumps(*USUAL, *[28.0] * 7, limits=Limits({"terrain.descent_jump": 1.3}))) == 1


def test_what_comes_after_today_is_not_seen():
    log = log_of(*USUAL, *[60.0] * 7)
    assert terrain.descent_jumps(log, FIRST + timedelta(days=28), Limits()) == []


def test_an_empty_log_gives_no_findings_and_an_empty_frame():
    for rule in terrain.RULES:
        assert rule(Log(), FIRST, Limits()) == []
    assert terrain.seven_day(Log(), FIRST).columns.to_list() == [
        "day",
        "ascent_m",
        "descent_m",
        "usual_ascent_m",
        "usual_descent_m",
    ]


def test_each_of_terrains_bands_of_grade_has_its_name_and_edges():
    bands = terrain.bands().set_index(pd.Index(GRADE_BANDS))
    assert bands["band"].to_dict() == {
        "down_10_m": "10 % down or more",
        "down_5_m": "5 to 10 % down",
        "down_2_m": "2 to 5 % down",
        "level_m": "level",
        "up_2_m": "2 to 5 % up",
        "up_5_m": "5 to 10 % up",
        "up_10_m": "10 % up or more",
    }
    assert bands.loc["down_5_m", ["from_grade", "to_grade"]].to_list() == [-0.10, -0.05]
    assert bands.loc["level_m", ["from_grade", "to_grade"]].to_list() == [-0.02, 0.02]
