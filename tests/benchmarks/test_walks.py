"""Synthetic runs: they keep to the ways, know where they are, and stray as far as they are told to."""

import numpy as np
import pytest

from benchmarks import walks
from ingest.map import extract, index

OSM = """<?xml version="1.0"?><osm version="0.6">
<node id="1" version="1" lat="48.00" lon="11.00"/><node id="2" version="1" lat="48.01" lon="11.00"/>
<node id="3" version="1" lat="48.02" lon="11.00"/><node id="4" version="1" lat="48.01" lon="11.02"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="path"/></way>
<way id="2" version="1"><nd ref="2"/><nd ref="4"/><tag k="highway" v="primary"/></way></osm>"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("map")
    (folder / "t.osm").write_text(OSM, encoding="utf-8")
    index.build(extract.read(folder / "t.osm"), folder, {})
    return index.opened(folder)


def test_a_walk_goes_on_over_junctions_and_turns_back_only_in_dead_ends(made):
    walk = walks.walked(walks.Graph(made), 60_000.0, np.random.default_rng(2))
    assert set(walk.ways) == {0, 1}
    assert walk.along_m[-1] >= 60_000.0
    places = list(zip(made.latitude[walk.points].tolist(), made.longitude[walk.points].tolist(), strict=True))
    middle = (480100000, 110000000)
    for before, here, after in zip(places, places[1:], places[2:], strict=False):
        assert (before == after) == (here != middle)


def test_without_noise_a_recording_lies_on_the_walk(made):
    walk = walks.Walk(np.array([0, 1, 4]), np.array([0.0, 1112.0, 2602.0]), np.array([0, 1]))
    track = walks.recorded(made, walk, 0.0, 0.0, np.random.default_rng(1))
    assert track["distance_m"].diff().dropna().unique().tolist() == [3.0]
    assert track["longitude_deg"].iloc[:370].to_numpy() == pytest.approx(np.full(370, 11.0))
    assert track["latitude_deg"].iloc[371:].to_numpy() == pytest.approx(np.full(len(track) - 371, 48.01))
    assert walks.truth(walk, np.array([0.0, 1111.0, 1113.0, 9999.0])).tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize(("lasting_s", "alike"), [(0.0, 0.0), (30.0, np.exp(-1 / 30))])
def test_errors_have_their_size_and_last_as_long_as_told(lasting_s, alike):
    errors = walks.astray(40_000, 5.0, lasting_s, np.random.default_rng(3))
    assert errors.std() == pytest.approx(5.0, rel=0.1)
    assert np.corrcoef(errors[1:], errors[:-1])[0, 1] == pytest.approx(alike, abs=0.03)
