"""Descent, ascent and downhill-weighted steps, worked by hand."""

from math import nan

from analysis.exposures import climb
from tests.analysis.exposures.logs import doses, like, log_of

TREADMILL = {"surface": "treadmill", "surface_source": "sub_sport", "climb_source": "none", "steps": 5_000.0}
HILLS = {"ascent_m": 110.0, "descent_m": 100.0, "climb_source": "barometer"}
FLAT_BY_GPS = {"climb_source": "gps", "distance_m": 8_000.0}
NO_ALTITUDE = {"climb_source": "none"}
RUNS = [(0, HILLS), (1, TREADMILL), (2, FLAT_BY_GPS), (3, NO_ALTITUDE), (4, HILLS), (4, HILLS)]


def test_a_belt_does_not_run_downhill_and_no_altitude_is_unknown():
    # GPS tells no climb below 5 m a kilometre: of 8 km, half of 40 m
    assert doses(log_of(RUNS), "descent", 5) == like([100, 0, 20, nan, 200, 0])


def test_how_far_up_a_treadmill_went_is_unknown():
    assert doses(log_of(RUNS), "ascent", 5) == like([110, nan, 20, nan, 220, 0])
    by_gps = [(0, HILLS), (1, TREADMILL | {"climb_source": "gps"})]
    assert doses(log_of(by_gps), "ascent", 2) == like([110, nan, 0])


def test_weighted_steps_are_those_of_the_terrain_and_plain_ones_on_a_treadmill():
    log = log_of(RUNS, terrain={"r0": {"weighted_steps": 9_000.0}})
    assert doses(log, "downhill_steps", 3) == like([9_000, 5_000, nan, nan])


def test_days_whose_climb_is_only_assumed_can_be_told_from_the_others():
    # day 2 by GPS alone, day 4 with a hill beside it; a belt and a run without altitude assume nothing
    log = log_of([*RUNS, (4, FLAT_BY_GPS)])
    assert climb.assumed(log, "descent").tolist() == [log.runs["day"].iloc[2]]
    assert climb.assumed(log, "ascent").tolist() == [log.runs["day"].iloc[2]]
    assert climb.assumed(log, "distance").tolist() == []
    assert climb.assumed(log_of([]), "descent").tolist() == []
