"""Small maps written by hand: places in metres about a corner, ways through them."""

from xml.sax.saxutils import quoteattr

import numpy as np
import pandas as pd
import pytest

from ingest.map import extract, index
from ingest.schema import WAY

SOUTH, WEST = 48.0, 11.0
M_NORTH = 111_195.0
M_EAST = M_NORTH * np.cos(np.radians(SOUTH))


def degrees(east_m, north_m):
    """A place by its distance from the corner."""
    return SOUTH + np.asarray(north_m) / M_NORTH, WEST + np.asarray(east_m) / M_EAST


def osm(*ways):
    """An extract from (tags, [(east_m, north_m), …]); the same place is the same node."""
    nodes = {}
    for _, places in ways:
        for place in places:
            nodes.setdefault(place, len(nodes) + 1)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    for (east_m, north_m), number in nodes.items():
        latitude, longitude = degrees(east_m, north_m)
        lines.append(f'<node id="{number}" version="1" lat="{latitude:.7f}" lon="{longitude:.7f}"/>')
    for number, (tags, places) in enumerate(ways, start=1):
        refs = "".join(f'<nd ref="{nodes[place]}"/>' for place in places)
        said = "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())
        lines.append(f'<way id="{number}" version="1">{refs}{said}</way>')
    return "\n".join([*lines, "</osm>"]).encode()


def way_along(places, astray_m=0.0, dice=None):
    """A WAY that follows straight lines between places, a node every 10 m, each astray by chance."""
    corners = np.array(places, float)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    grid_m = np.arange(0.0, along[-1] + 5.0, 10.0)
    east, north = (np.interp(grid_m, along, corners[:, axis]) for axis in (0, 1))
    if dice is not None:
        east, north = (values + dice.normal(0.0, astray_m, len(values)) for values in (east, north))
    latitude, longitude = degrees(east, north)
    frame = pd.DataFrame(np.nan, index=range(len(grid_m)), columns=WAY.names)
    frame["time"] = pd.Timestamp("2026-05-03T07:00Z")
    return WAY.conform(frame.assign(distance_m=grid_m, latitude_deg=latitude, longitude_deg=longitude))


@pytest.fixture(name="degrees", scope="session")
def _degrees():
    return degrees


@pytest.fixture(name="osm", scope="session")
def _osm():
    return osm


@pytest.fixture(name="way_along", scope="session")
def _way_along():
    return way_along


@pytest.fixture
def indexed(tmp_path):
    """The index of an extract made of (tags, places)."""

    def build(*ways):
        file, folder = tmp_path / "here.osm", tmp_path / "index"
        file.write_bytes(osm(*ways))
        folder.mkdir(exist_ok=True)
        index.build(extract.read(file), folder, {"name": file.name})
        return index.opened(folder)

    return build
