"""The streets of the runner's own map beneath the runs; without a map, or off it, there are none."""

import numpy as np
import pandas as pd
import pytest

from dashboard.views import streets
from ingest.map import place, take

NODES = {1: (48.000, 11.000), 2: (48.000, 11.010), 3: (48.002, 11.010)}


def positions(*rows):
    return pd.DataFrame(rows, columns=["latitude_deg", "longitude_deg"], dtype="float64")


@pytest.fixture
def mapped(empty_store, tmp_path):
    """A store whose map has one street with a bend."""
    nodes = "".join(f'<node id="{n}" version="1" lat="{a}" lon="{b}"/>' for n, (a, b) in NODES.items())
    refs = "".join(f'<nd ref="{n}"/>' for n in NODES)
    way = f'<way id="1" version="1">{refs}<tag k="highway" v="residential"/></way>'
    file = tmp_path / "here.osm"
    file.write_text(f'<?xml version="1.0" encoding="UTF-8"?><osm version="0.6">{nodes}{way}</osm>')
    take.take(empty_store, file)
    return empty_store


def test_the_streets_around_a_run_are_those_of_the_map(mapped):
    found = streets.beneath(mapped, positions((48.0, 11.001), (np.nan, np.nan), (48.001, 11.009)))
    assert found.round(4).values.tolist() == [list(spot) for spot in NODES.values()]


def test_off_the_map_and_without_one_there_are_no_streets(mapped):
    assert streets.beneath(mapped, positions((10.0, 10.0), (10.01, 10.0))) is None
    assert streets.beneath(mapped, positions((np.nan, np.nan))) is None
    place.forget(mapped)
    assert streets.beneath(mapped, positions((48.0, 11.001), (48.001, 11.009))) is None


def test_a_map_that_cannot_be_read_leaves_the_ground_empty(mapped):
    for file in place.in_use(mapped).folder.iterdir():
        file.write_bytes(b"")
    assert streets.beneath(mapped, positions((48.0, 11.001), (48.001, 11.009))) is None


def test_the_box_around_a_run_is_as_wide_as_it_is_high():
    # 0.01° north at 60°: 0.65 x 0.01° on each side of the middle, and twice as many degrees east.
    box = streets.around(positions((59.99, 10.0), (60.0, 10.0)))
    assert box["north"] - box["south"] == pytest.approx(0.013)
    assert box["east"] - box["west"] == pytest.approx(0.026)
