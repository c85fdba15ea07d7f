"""What each step of a way is: both sides of every edge, and what nobody knows."""

import numpy as np
import pandas as pd
import pytest

from analysis import stretches
from ingest.schema import WAY


def way(nodes=5, **columns):
    """A node every 10 m, due north, at 3 m/s on the level."""
    rows = [
        {"distance_m": 10.0 * n, "latitude_deg": 0.0001 * n, "longitude_deg": 0.0, "grade": 0.0}
        | {"speed_m_s": 3.0}
        for n in range(nodes)
    ]
    return WAY.frame(rows).assign(**columns)


def ground(*rows):
    return pd.DataFrame(rows, columns=["surface", "source"]).assign(run_id="a")


def test_a_grade_belongs_to_the_steeper_from_its_edge_on():
    grade = [-0.05, -0.049, -0.02, -0.019, 0.0, 0.019, 0.02, 0.049, 0.05, np.nan]
    assert list(stretches.by_grade(way(10, grade=grade))) == [
        "steep_down",
        "down",
        "down",
        "level",
        "level",
        "level",
        "up",
        "up",
        "steep_up",
        "unknown",
    ]


def test_pace_is_told_beside_the_runs_own_median():
    # 40 nodes each of 2.8, 3.0, 3.0 and 3.2 m/s: the median is 3.0, usual is 2.85 to 3.15.
    steady = way(160, speed_m_s=np.repeat([2.8, 3.0, 3.0, 3.2], 40))
    kinds = stretches.by_pace(steady)
    assert list(kinds[[10, 60, 100, 150]]) == ["slower", "usual", "usual", "faster"]
    assert stretches.usual_speeds(steady) == pytest.approx((2.85, 3.15))


def test_a_speed_at_the_edge_is_usual_and_one_that_nobody_knows_is_unknown():
    speed = np.repeat([2.85, 3.0, 3.0, 3.15, np.nan], 40)
    kinds = stretches.by_pace(way(200, speed_m_s=speed))
    assert list(kinds[[10, 60, 150, 190]]) == ["usual", "usual", "usual", "unknown"]
    for nobody_knows in (np.nan, 0.0):
        assert set(stretches.by_pace(way(3, speed_m_s=nobody_knows))) == {"unknown"}


def test_the_maps_codes_are_named_and_the_rest_is_unknown():
    codes = [0.0, 1.0, 4.0, 6.0, np.nan]  # as in MAP_SURFACES
    kinds = stretches.by_surface(way(surface_code=codes), ground(("trail", "map")))
    assert list(kinds) == ["concrete", "asphalt", "trail", "track", "unknown"]


def test_the_files_kind_of_run_fills_what_the_map_leaves_open():
    codes = [1.0, np.nan, np.nan, 1.0, 1.0]
    kinds = stretches.by_surface(way(surface_code=codes), ground(("asphalt", "map"), ("trail", "kind")))
    assert list(kinds) == ["asphalt", "trail", "trail", "asphalt", "asphalt"]


@pytest.mark.parametrize("source", ["run", "route", "file"])
def test_who_speaks_of_the_whole_run_goes_before_the_map(source):
    kinds = stretches.by_surface(way(surface_code=1.0), ground(("grass", source)))
    assert set(kinds) == {"grass"}


def test_metres_count_where_both_ends_of_a_step_are_known():
    # Steps end at nodes 1 to 4; node 2 has no position: the steps into and out of it do not count.
    lost = way(latitude_deg=[0.0, 0.0001, np.nan, 0.0003, 0.0004])
    kinds = pd.Series(["a", "a", "a", "b", "b"])
    assert stretches.metres(lost, kinds).to_dict() == {"a": 10.0, "b": 10.0}
    assert stretches.metres(WAY.empty(), pd.Series(dtype="str")).empty


def test_an_empty_way_has_no_kinds():
    empty = WAY.empty()
    assert stretches.by_grade(empty).empty
    assert stretches.by_pace(empty).empty
    assert stretches.by_surface(empty, ground()).empty
