"""Extracts in all their formats, and each thing that can be wrong with one in a sentence of its own."""

import bz2
import gzip
from pathlib import Path

import numpy as np
import pytest

from ingest.map import extract, refusals, room
from ingest.map.refusals import MapTooLarge, NoReader, NotAMap
from ingest.map.tags import KINDS

ROAD = ({"highway": "residential", "name": "Mühlweg"}, [(0, 0), (100, 0), (100, 100)])
BUILDING = ({"building": "yes"}, [(0, 0), (10, 0), (10, 10), (0, 0)])


@pytest.fixture
def kept(tmp_path):
    """Writes bytes under a name and returns the path."""

    def write(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.osm", bytes),
        ("a.osm.xml", bytes),
        ("A.OSM", bytes),
        ("a.osm.gz", gzip.compress),
        ("a.osm.bz2", bz2.compress),
    ],
)
def test_an_extract_is_read_in_every_format(name, pack, kept, osm):
    ways = extract.read(kept(name, pack(osm(ROAD, BUILDING))))
    assert (len(ways), KINDS[ways.kind[0]]) == (1, "residential")
    assert ways.latitude[:2].tolist() == [480000000, 480000000]
    assert ways.longitude[0] == 110000000


def test_a_pbf_gives_what_the_text_gives(kept, osm, tmp_path):
    import osmium

    text = kept("a.osm", osm(ROAD, BUILDING))
    with osmium.SimpleWriter(str(tmp_path / "a.osm.pbf")) as writer:
        for each in osmium.FileProcessor(str(text)):
            writer.add(each)
    first, second = extract.read(text), extract.read(tmp_path / "a.osm.pbf")
    assert np.array_equal(first.latitude, second.latitude)


def test_a_way_that_leaves_the_extract_is_kept_as_far_as_it_is_there(kept, osm):
    data = osm(({"highway": "path"}, [(0, 0), (50, 0), (100, 0), (150, 0), (200, 0)]))
    without_the_third = b"\n".join(line for line in data.splitlines() if b'<node id="3"' not in line)
    ways = extract.read(kept("a.osm", without_the_third))
    assert ways.first.tolist() == [0, 2, 4]


def test_how_many_ways_are_found_is_told(kept, osm, monkeypatch):
    monkeypatch.setattr(extract, "OFTEN", 1)
    told = []
    extract.read(kept("a.osm", osm(ROAD, ROAD, ROAD)), told.append)
    assert told[-1] == 2


NODE = '<node id="1" version="1" lat="1" lon="2"/>'
CUT = f'<?xml version="1.0"?><osm version="0.6">{NODE}'


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.osm", b"", "a.osm is empty. Download it again."),
        ("a.osm", CUT.encode(), "a.osm breaks off in the middle. Download it again."),
        ("a.osm.gz", gzip.compress((CUT + NODE * 999).encode())[:-20], "a.osm.gz breaks off in the middle."),
        ("a.osm", b"hello", "a.osm is not an OpenStreetMap extract, or it is damaged."),
        ("a.osm", b'<?xml version="1.0"?><gpx/>', "a.osm is not an OpenStreetMap extract"),
        ("a.osm.pbf", bytes(range(256)), "a.osm.pbf is not an OpenStreetMap extract"),
        ("a.osm.pbf", b"<!DOCTYPE html><html>404", "a.osm.pbf is a web page, not a map"),
        ("a.gpx", b"<gpx/>", "a.gpx is no OpenStreetMap extract: those end in .osm.pbf"),
        ("a.osm", b'<osm version="0.6"></osm>', "a.osm holds no streets and no paths."),
        ("a.osm", CUT.replace('lon="2"', 'lon="500"').encode(), "a.osm is not an OpenStreetMap extract, or"),
        ("a.osm", CUT.replace('id="1"', 'id="x"').encode(), "a.osm is not an OpenStreetMap extract, or"),
        ("a.osm.gz", b"\x1f\x8bhello", "a.osm.gz breaks off in the middle. Download it again."),
        ("a.osm.bz2", b"BZh9hello", "a.osm.bz2 breaks off in the middle. Download it again."),
    ],
    ids=[
        *("empty", "cut", "cut gzip", "words", "gpx", "bytes as pbf", "web page", "other ending", "no ways"),
        *("no such longitude", "no such id", "words as gzip", "words as bzip2"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(name, data, says, kept):
    with pytest.raises(NotAMap) as refused:
        extract.read(kept(name, data))
    assert says in str(refused.value)


def test_a_truncated_pbf_breaks_off(kept, osm, tmp_path):
    import osmium

    ways = [({"highway": "path", "name": str(each)}, [(each, 0), (each, 50)]) for each in range(3000)]
    text = kept("a.osm", osm(*ways))
    with osmium.SimpleWriter(str(tmp_path / "a.osm.pbf")) as writer:
        for each in osmium.FileProcessor(str(text)):
            writer.add(each)
    whole = (tmp_path / "a.osm.pbf").read_bytes()
    with pytest.raises(NotAMap, match="breaks off in the middle"):
        extract.read(kept("b.osm.pbf", whole[: len(whole) * 2 // 3]))


def test_only_buildings_are_no_map(kept, osm):
    with pytest.raises(NotAMap, match="no streets and no paths"):
        extract.read(kept("a.osm", osm(BUILDING)))


def test_what_is_not_there_is_said_to_be_missing(tmp_path):
    with pytest.raises(NotAMap, match="There is no file"):
        extract.read(tmp_path / "a.osm.pbf")
    with pytest.raises(NotAMap, match="There is no file"):
        extract.read(tmp_path)


def test_a_file_too_large_is_refused_before_it_is_read(kept, osm):
    with pytest.raises(MapTooLarge, match=r"a\.osm is too large for this machine.*Geofabrik.*osmium extract"):
        extract.read(kept("a.osm", osm(ROAD)), most_bytes=room.AT_LEAST)


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress)])
def test_a_small_file_that_unpacks_to_too_much_is_refused_before_it_is_read(
    ending, pack, kept, osm, monkeypatch
):
    """A node of 42 letters takes 16 B, be it on a way or not; of text as much memory is asked as it has."""
    text = osm(ROAD).replace(b"</osm>", NODE.encode() * 30_000 + b"</osm>")
    path = kept(f"a.osm.{ending}", pack(text))
    assert path.stat().st_size < 10_000
    assert len(extract.read(path, most_bytes=room.AT_LEAST + len(text))) == 1
    monkeypatch.setattr(extract, "_gather", lambda *_: pytest.fail("it was read"))
    with pytest.raises(MapTooLarge, match=r"unpacked it would take more than the 0\.1 GB.*Geofabrik"):
        extract.read(path, most_bytes=room.AT_LEAST + len(text) - 1)


def test_a_file_that_unpacks_to_too_much_is_refused_while_it_is_read(kept, osm, monkeypatch):
    """Two ways of three points take 120 B a point and 150 B a way: 1,020 B in the end."""
    monkeypatch.setattr(extract, "OFTEN", 1)
    monkeypatch.setattr(room, "needed", lambda path: 0.0)
    path = kept("a.osm", osm(ROAD, ROAD, BUILDING, ROAD))
    with pytest.raises(MapTooLarge, match="too large for this machine"):
        extract.read(path, most_bytes=500.0)


@pytest.mark.parametrize(
    ("name", "size", "needed"),
    [("a.osm.pbf", 1000, 9000.0), ("a.osm", 1000, 1000.0), ("a.osm.bz2", 10, 120.0)],
)
def test_the_memory_needed_goes_by_size_and_packing(name, size, needed, kept):
    assert room.needed(kept(name, b"x" * size)) == room.AT_LEAST + needed


def test_without_osmium_it_says_how_to_install_it(kept, osm, monkeypatch):
    monkeypatch.setattr(extract, "installed", lambda: False)
    with pytest.raises(NoReader, match=r"pip install -r requirements-map\.txt"):
        extract.read(kept("a.osm", osm(ROAD)))


def test_the_requirements_that_the_sentence_names_are_there():
    root = Path(__file__).resolve().parents[3]
    assert "osmium==" in (root / "requirements-map.txt").read_text(encoding="utf-8")
    assert "requirements-map.txt" in refusals.INSTALL
