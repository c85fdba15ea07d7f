"""Where most metres were: areas told apart, ways drawn once, counted, and named by their ground."""

import numpy as np
import pandas as pd
import pytest

from analysis import heat
from ingest.schema import WAY

DEGREE_M = 111_195.0


def way(east_m, north_m=0.0, latitude=0.0, longitude=0.0, code=np.nan):
    """Nodes 10 m apart on the run, at these metres east and north of a place on the equator."""
    east = np.asarray(east_m, dtype="float64")
    frame = pd.DataFrame(
        {
            "distance_m": 10.0 * np.arange(len(east)),
            "latitude_deg": latitude + np.broadcast_to(north_m, east.shape) / DEGREE_M,
            "longitude_deg": longitude + east / DEGREE_M,
            "surface_code": code,
        }
    )
    return WAY.conform(frame.reindex(columns=WAY.names))


OUT = np.arange(0.0, 1001.0, 10.0)
NOWHERE = way([np.nan] * 5)
GROUND = pd.DataFrame({"run_id": [], "surface": [], "source": []}, dtype="str")


def said(run_id, surface, source="run"):
    return pd.DataFrame({"run_id": [run_id], "surface": [surface], "source": [source]})


def test_a_holiday_is_an_area_of_its_own_and_the_most_metres_come_first():
    ways = {"h": way(OUT, longitude=8.0), "a": way(OUT), "b": way(OUT, 500.0), "none": NOWHERE}
    home, holiday = heat.areas(ways)
    assert home == heat.Area(("a", "b"), 2020.0)  # two runs of 101 nodes
    assert holiday == heat.Area(("h",), 1010.0)
    assert heat.areas({"none": NOWHERE}) == heat.areas({}) == []


@pytest.mark.parametrize(("apart_m", "areas"), [(9_990.0, 1), (10_010.0, 2)])
def test_runs_within_ten_kilometres_are_in_one_area(apart_m, areas):
    assert len(heat.areas({"a": way(OUT), "b": way(OUT, north_m=apart_m)})) == areas


def test_areas_reach_as_far_as_a_chain_of_runs():
    chain = {name: way(OUT, north_m=8_000.0 * n) for n, name in enumerate("abc")}
    (area,) = heat.areas(chain)
    assert area.run_ids == ("a", "b", "c")


@pytest.mark.parametrize(
    ("surface", "group"),
    [("concrete", "hard"), ("paved", "hard"), ("grass", "soft"), ("track", "other"), ("unknown", "unknown")],
)
def test_ground_comes_in_groups(surface, group):
    assert heat.group_of(surface) == group


def test_each_step_has_its_group_and_its_length():
    codes = [np.nan, 0.0, 4.0, 6.0, np.nan]  # nobody, concrete, trail, track, nobody
    steps = heat.steps({"a": way(OUT[:5], code=codes), "b": way(OUT[:3])}, said("b", "grass"))
    assert list(steps["group"]) == ["unknown", "hard", "soft", "other", "unknown", "soft", "soft", "soft"]
    assert list(steps["step_m"]) == [0, 10, 10, 10, 10, 0, 10, 10]  # the first row of a run ends no step


def test_what_the_map_leaves_open_is_filled_by_the_files_kind_of_run():
    steps = heat.steps({"a": way(OUT[:3], code=[0.0, np.nan, 0.0])}, said("a", "trail", "kind"))
    assert list(steps["group"]) == ["hard", "soft", "hard"]


def test_steps_without_a_position_at_both_ends_have_no_length():
    lost = way([0.0, np.nan, 20.0, 30.0])
    assert list(heat.steps({"a": lost}, GROUND)["step_m"]) == [0, 0, 0, 10]
    assert heat.steps({}, GROUND).empty


def test_a_way_run_out_and_back_and_again_with_noise_is_one_line_run_three_times():
    dice = np.random.default_rng(1)
    there_and_back = np.concatenate([OUT, OUT[-2::-1]])
    runs = {"a": way(there_and_back), "b": way(OUT, dice.normal(0, 3.0, len(OUT)))}
    links = heat.links(heat.steps(runs, GROUND), 50.0)
    # 1,000 m in places 50 to 60 m apart: 16 to 20 links, end to end
    assert 16 <= len(links) <= 20
    assert set(links["times"]) == {3}
    assert links["y_a"].abs().max() < 5


def test_links_join_places_as_they_were_run_and_not_across_two_runs():
    apart = {"a": way(OUT[:11]), "b": way(OUT[:11], north_m=400.0)}
    links = heat.links(heat.steps(apart, GROUND), 50.0)
    assert ((links["y_a"] - links["y_b"]).abs() < 1).all()


def test_a_hole_in_a_run_is_not_bridged():
    lost = OUT.copy()
    lost[30:70] = np.nan
    links = heat.links(heat.steps({"a": way(lost)}, GROUND), 50.0)
    assert (links["x_a"] - links["x_b"]).abs().max() < 100


def test_the_ground_of_a_link_is_that_of_most_of_its_steps():
    thrice = {name: way(OUT) for name in "abc"}
    ground = pd.concat([said("a", "asphalt"), said("b", "trail"), said("c", "trail")])
    links = heat.links(heat.steps(thrice, ground), 50.0)
    assert set(links["group"]) == {"soft"}


def test_a_single_position_astray_counts_with_its_neighbours():
    assert list(heat.without_flickers(np.array([1, 1, 2, 1, 1]))) == [1, 1, 1, 1, 1]
    assert list(heat.without_flickers(np.array([1, 2, 2, 1]))) == [1, 2, 2, 1]
    assert list(heat.without_flickers(np.array([], dtype="int64"))) == []


def test_places_are_no_closer_than_a_receivers_error():
    # 1,000 m / 120 is 8 m: 30 m are the least; 12 km / 120 is 100 m.
    assert heat.spacing(heat.steps({"a": way(OUT)}, GROUND)) == 30.0
    assert heat.spacing(heat.steps({"a": way(12 * OUT)}, GROUND)) == pytest.approx(100.0)
