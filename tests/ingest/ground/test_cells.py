"""The ground in cells of 25 m: where positions fall, what lies around, and what holds them."""

import numpy as np
import pytest

from ingest.ground.cells import blocks, cells, neighbours
from tests.courses import METRE_DEG


def cell(latitude_deg, longitude_deg):
    return int(cells(np.array([latitude_deg]), np.array([longitude_deg]))[0])


def shifted(latitude_deg, longitude_deg, east_m, north_m):
    turn = np.cos(np.radians(latitude_deg))
    return cell(latitude_deg + north_m * METRE_DEG, longitude_deg + east_m * METRE_DEG / turn)


PLACES = [(52.5, 13.4), (-33.9, 151.2), (0.0, 0.0), (64.1, -21.9), (52.99995, 13.4), (-0.0001, 179.9)]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_a_cell_is_25_m_wide_and_high(place):
    around_m = np.arange(-400.0, 400.0, 5.0)
    wide = len({shifted(*place, east_m, 0) for east_m in around_m})
    high = len({shifted(*place, 0, north_m) for north_m in around_m})
    assert wide in (32, 33, 34)  # 800 m are 32 cells
    assert high in (32, 33)


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_all_that_is_within_24_m_lies_in_the_cell_or_next_to_it(place):
    around = set(neighbours(np.array([cell(*place)])).ravel().tolist())
    assert len(around) == 9
    corners = {shifted(*place, east_m, north_m) for east_m in (-24, 0, 24) for north_m in (-24, 0, 24)}
    assert corners <= around


def test_to_be_next_to_each_other_is_mutual_even_where_bands_of_latitude_meet():
    rows = np.linspace(52.998, 53.002, 40)
    named = np.unique(cells(np.repeat(rows, 40), np.tile(np.linspace(13.4, 13.405, 40), 40)))
    around = {int(one): set(neighbours(np.array([one])).ravel().tolist()) for one in named}
    lonely = [(a, b) for a in around for b in around[a] & set(around) if a not in around[b]]
    assert len(lonely) < 0.02 * sum(map(len, around.values()))


def test_a_block_holds_eight_by_eight_cells():
    named = cells(np.repeat(np.linspace(52.4, 52.41, 200), 200), np.tile(np.linspace(13.4, 13.416, 200), 200))
    named = np.unique(named)
    _, counts = np.unique(blocks(named), return_counts=True)
    assert counts.max() == 64


@pytest.mark.parametrize("place", [(90.0, 0.0), (-90.0, 180.0), (89.99, -180.0)])
def test_poles_and_the_date_line_have_cells_too(place):
    assert len(set(neighbours(np.array([cell(*place)])).ravel().tolist())) == 9
