"""Lines to draw: right of travel, few enough, parted without gaps where a kind changes."""

import numpy as np
import pandas as pd
import pytest

from dashboard.charts import lines
from ingest.schema import WAY


def way(longitudes, latitude=0.0):
    rows = [
        {"distance_m": 10.0 * n, "latitude_deg": latitude, "longitude_deg": longitude}
        for n, longitude in enumerate(longitudes)
    ]
    return WAY.frame(rows)


EAST = [0.0001 * n for n in range(101)]
"""1,112 m due east: 4 px aside of 330 are 13.5 m."""


def test_a_way_is_drawn_right_of_travel_and_so_out_and_back_are_two_lines():
    line = lines.laid_flat(way([*EAST, *EAST[-2::-1]]))
    out, back = line.iloc[50], line.iloc[150]
    assert out["true_x"] == pytest.approx(back["true_x"])
    # Going east, right is south; going back west, right is north. 1,111.95 m x 4 / 330 = 13.48 m.
    assert out["y"] == pytest.approx(-13.478, abs=0.01)
    assert back["y"] == pytest.approx(13.478, abs=0.01)


def test_a_hole_stays_a_hole_and_no_position_is_no_line():
    longitudes = [*EAST[:40], *[np.nan] * 10, *EAST[50:]]
    line = lines.laid_flat(way(longitudes))
    assert line["x"].isna().sum() == 10
    assert lines.laid_flat(way([np.nan] * 5))["x"].isna().all()
    assert len(lines.laid_flat(WAY.empty())) == 0


@pytest.mark.parametrize("nodes", [1, 2, 3])
def test_the_shortest_ways_are_drawn_without_a_warning(nodes):
    assert lines.laid_flat(way(EAST[:nodes]))["x"].notna().all()


def test_the_runner_who_stands_still_is_drawn_where_he_stands():
    line = lines.laid_flat(way([0.0] * 20))
    assert list(line["x"]) == [0.0] * 20


def test_fewer_rows_keep_both_ends():
    frame = pd.DataFrame({"n": range(2000)})
    few = lines.fewer(frame)["n"]
    assert len(few) <= lines.MOST_NODES + 1
    assert (few.iloc[0], few.iloc[-1]) == (0, 1999)
    assert len(lines.fewer(frame.head(900))) == 900
    assert lines.fewer(frame.head(0)).empty


def test_legs_keep_their_ends_and_do_not_bend_towards_one_another():
    # The second leg of a way that was cut goes back west, a long way off; both are straight to their ends.
    legs = pd.Series([0] * 50 + [1] * 50)
    line = lines.laid_flat(way([*EAST[:50], *EAST[:50:-1]]), legs)
    assert np.ptp(line["y"][:50]) == pytest.approx(0.0, abs=1e-9)
    assert np.ptp(line["y"][50:]) == pytest.approx(0.0, abs=1e-9)
    frame = pd.DataFrame({"n": range(2000), "leg": [0] * 1001 + [1] * 999})
    few = lines.fewer(frame, frame["leg"])["n"]  # every third, from 0 and from 1001
    assert {0, 999, 1000, 1001, 1004, 1997, 1999} <= set(few)
    assert 1002 not in set(few)


def test_each_stretch_begins_where_the_one_before_ends():
    line = pd.DataFrame({"x": [0.0, 1, 2, 3, 4, 5]})
    kinds = pd.Series(["b", "a", "a", "b", "b", "a"])  # the first row begins no step
    parts = lines.stretches(line, kinds)
    assert list(parts) == ["a", "b"]
    assert parts["a"]["x"].tolist() == pytest.approx([0, 1, 2, np.nan, 4, 5], nan_ok=True)
    assert parts["b"]["x"].tolist() == [2, 3, 4]


def test_kinds_that_alternate_stay_below_1500_points_a_line():
    line = lines.fewer(pd.DataFrame({"x": np.arange(5000.0)}))
    kinds = pd.Series(np.where(np.arange(len(line)) % 2, "a", "b"))
    assert max(len(part) for part in lines.stretches(line, kinds).values()) <= 1500
