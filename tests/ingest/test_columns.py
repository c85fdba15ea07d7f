"""A frame's numbers as arrays, all at once."""

import numpy as np
import pandas as pd
import pytest

from ingest.columns import changes, columns_of
from ingest.schema import INSTANT, LAPS, NUMBER, TRACK


@pytest.mark.parametrize("table", [TRACK, LAPS], ids=lambda table: table.name)
def test_points_and_laps_are_an_instant_and_then_numbers(table):
    assert list(table.dtypes.values()) == [INSTANT, *[NUMBER] * (len(table.columns) - 1)]


@pytest.mark.parametrize("table", [TRACK, LAPS], ids=lambda table: table.name)
def test_every_number_is_there_under_its_own_name(table):
    row = {name: float(place) for place, name in enumerate(table.names[1:])}
    columns = columns_of(table.frame([row, {}]), table)
    assert list(columns) == table.names[1:]
    assert [values[0] for values in columns.values()] == list(row.values())
    assert all(np.isnan(values[1]) for values in columns.values())


def test_columns_beyond_the_tables_are_left_out():
    frame = TRACK.frame([{"grade": 0.05}]).assign(segment=7)
    assert "segment" not in columns_of(frame, TRACK)
    assert columns_of(frame, TRACK)["grade"].tolist() == [0.05]


def test_no_points_are_empty_columns():
    assert {values.size for values in columns_of(TRACK.empty(), TRACK).values()} == {0}


def test_columns_that_came_to_the_frame_one_by_one_are_found_too():
    frame = TRACK.frame([{"time": pd.Timestamp("2026-05-03T06:00Z"), "altitude_m": 5.0}] * 3)
    frame = frame.assign(speed_m_s=[1.0, 2.0, 3.0], grade=0.1)
    columns = columns_of(frame, TRACK)
    assert columns["altitude_m"].tolist() == [5.0] * 3
    assert columns["speed_m_s"].tolist() == [1.0, 2.0, 3.0]
    assert columns["grade"].tolist() == [0.1] * 3


def test_changes_are_one_fewer_than_the_values():
    assert changes(np.array([1.0, 4.0, 2.0])).tolist() == [3.0, -2.0]
    assert changes(np.array([1.0])).size == 0
    assert changes(np.empty(0)).size == 0
