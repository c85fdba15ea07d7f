"""What is worked out of runs is kept beside them, goes with their points, and waits where it is missing."""

from datetime import UTC, date, datetime
from math import nan

import numpy as np
import pandas as pd
import pytest

from ingest.schema import LAPS, TRACK, WAY
from ingest.store import Original, points
from ingest.store.ground import Laid, Measured, mark, packed

START = datetime(2026, 5, 3, 6, 30, tzinfo=UTC)
ROW = {"started_at": START, "day": date(2026, 5, 3), "distance_m": 40.0}


OF_NO_POINTS = mark(points.encoded(TRACK.empty(), TRACK))


def way(*codes: float) -> pd.DataFrame:
    rows = [
        {"time": pd.Timestamp(START), "distance_m": 10.0 * place, "latitude_deg": 50.0, "surface_code": code}
        for place, code in enumerate(codes)
    ]
    return WAY.frame(rows)


def measured(run_id: str, **columns) -> Measured:
    return Measured({"run_id": run_id, "located_m": 40.0} | columns, packed(way(1.0, nan)), OF_NO_POINTS)


def laid_on(store, run_id, map_id, **metres):
    """Lays a run on a map that has gravel everywhere."""
    before = mark(store.packed_ways([run_id])[run_id])
    store.put_surfaces({run_id: Laid({"map_id": map_id, **metres}, packed(way(3.0, 3.0)), before)})


def replaced(store, run_id):
    """Has another recording take a run's place."""
    track = TRACK.frame([{"time": pd.Timestamp(START), "distance_m": 0.0}])
    blobs = {"track": points.encoded(track, TRACK), "laps": points.encoded(LAPS.empty(), LAPS)}
    with store.intake() as intake:
        intake.replace_run(run_id, ROW | {"distance_m": 50.0}, blobs)


def test_runs_wait_to_be_measured_the_oldest_first(walked):
    assert walked.unmeasured() == ["one", "two"]
    walked.put_terrain([measured("one", level_m=12.5)])
    assert walked.unmeasured() == ["two"]
    assert walked.load().terrain.iloc[0].dropna().to_dict() == {
        "run_id": "one",
        "located_m": 40.0,
        "level_m": 12.5,
    }


@pytest.mark.parametrize("said_m", [20.0, 60.0])
def test_metres_follow_the_distance_that_the_runner_said_and_go_back_with_it(walked, said_m):
    metres = {"down_10_m": 4.0, "level_m": 30.0, "up_5_m": 6.0, "longest_descent_m": 4.0, "oval_m": 8.0}
    metres |= {"asphalt_m": 25.0}
    others = {"located_m": 40.0, "weighted_steps": 50.0, "laps_left": 3.0, "turning_deg": 90.0}
    walked.put_terrain([measured("one", **metres, **others), measured("two", **metres)])
    walked.edit_runs(["one"], distance_m=said_m)
    one, two = walked.load().terrain.to_dict("records")
    assert [one[name] for name in metres] == pytest.approx([value * said_m / 40 for value in metres.values()])
    assert one["down_10_m"] + one["level_m"] + one["up_5_m"] == pytest.approx(said_m)
    assert {name: one[name] for name in others} == others
    assert {name: two[name] for name in metres} == metres
    walked.edit_runs(["one"], distance_m=None)
    assert walked.load().terrain["level_m"].tolist() == [30.0, 30.0]


def test_a_distance_said_where_none_was_recorded_scales_nothing(store):
    row = ROW | {"distance_m": None}
    store.add_run("one", row, TRACK.empty(), LAPS.empty(), Original("one", b"one"))
    store.put_terrain([measured("one", level_m=30.0)])
    store.edit_runs(["one"], distance_m=20.0)
    assert store.load().terrain["level_m"].tolist() == [30.0]


def test_a_way_comes_back_as_it_was_kept(walked):
    walked.put_terrain([measured("one")])
    found = walked.ways(["one", "two", "nobody"])
    assert list(found) == ["one"]
    pd.testing.assert_frame_equal(found["one"], way(1.0, float("nan")))


def test_what_is_measured_of_a_run_that_is_gone_is_passed_over(walked):
    walked.put_terrain([measured("nobody"), measured("two")])
    assert walked.load().terrain["run_id"].tolist() == ["two"]


def test_another_measurement_takes_the_place_of_the_first(walked):
    walked.put_terrain([measured("one", level_m=1.0, up_2_m=3.0)])
    walked.put_terrain([measured("one", level_m=2.0)])
    terrain = walked.load().terrain
    assert (terrain["level_m"].tolist(), terrain["up_2_m"].isna().all()) == ([2.0], True)


def test_other_points_of_a_run_ask_for_a_new_measurement(walked):
    walked.put_terrain([measured("one"), measured("two")])
    replaced(walked, "one")
    assert walked.unmeasured() == ["one"]


def test_what_was_measured_of_points_that_were_replaced_meanwhile_is_not_kept(walked):
    old = [measured("one"), measured("two")]
    replaced(walked, "one")
    walked.put_terrain(old)
    assert walked.unmeasured() == ["one"]
    assert walked.load().terrain["run_id"].tolist() == ["two"]


def test_surfaces_of_a_way_that_was_replaced_meanwhile_are_not_kept(walked):
    walked.put_terrain([measured("one")])
    before = mark(walked.packed_ways(["one"])["one"])
    replaced(walked, "one")
    kept = packed(way(nan))
    new = mark(walked.packed_track("one"))
    walked.put_terrain([Measured({"run_id": "one", "located_m": 50.0}, kept, new)])
    walked.put_surfaces({"one": Laid({"map_id": "city-1", "gravel_m": 30.0}, packed(way(3.0, 3.0)), before)})
    assert walked.packed_ways(["one"]) == {"one": kept}
    assert walked.unmatched("city-1") == ["one"]


def test_a_run_laid_on_a_map_keeps_its_route(walked):
    walked.put_terrain([measured("one")])
    walked.put_routes({"one": b"north"}, {"one": ("one", -1)})
    laid_on(walked, "one", "city-1")
    assert walked.load().terrain[["route_id", "route_direction"]].iloc[0].tolist() == ["one", -1.0]


def test_runs_wait_for_a_map_until_it_has_been_asked(walked):
    walked.put_terrain([measured("one"), measured("two", located_m=0.0)])
    assert walked.unmatched("city-1") == ["one"]  # nobody knows where the other one went
    laid_on(walked, "one", "city-1", gravel_m=30.0)
    assert walked.unmatched("city-1") == []
    assert walked.unmatched("city-2") == []  # it is for another machine's map to say so
    assert walked.unmatched("city-2", ["town", "city-1"]) == ["one"]
    assert (walked.matched(), walked.maps_told()) == (["one"], ["city-1"])
    assert walked.load().terrain.set_index("run_id").loc["one", "gravel_m"] == 30.0
    assert walked.ways(["one"])["one"]["surface_code"].tolist() == [3.0, 3.0]


@pytest.mark.parametrize("rows", [2, 60])
def test_positions_come_back_without_the_rest_of_the_way(walked, rows):
    kept = packed(way(*[nan] * rows))
    walked.put_terrain([Measured({"run_id": "one", "located_m": 40.0}, kept, OF_NO_POINTS)])
    found = walked.positions(["one", "two", "nobody"])
    assert list(found) == ["one"]
    latitude, longitude = found["one"]
    assert latitude.tolist() == [50.0] * rows
    assert np.isnan(longitude).tolist() == [True] * rows


def test_a_run_left_out_is_not_in_the_terrain_of_the_log(walked):
    walked.put_terrain([measured("one"), measured("two")])
    walked.edit_runs(["one"], excluded=True)
    assert walked.load().terrain["run_id"].tolist() == ["two"]
