"""Degrees as metres: worked by hand on a sphere of 6,371 km, on which a degree is 111,195 m."""

import numpy as np
import pytest

from analysis import plane


def test_a_degree_east_shrinks_with_latitude():
    # cos 60° = 0.5
    x, y = plane.Plane(60.0, 10.0).metres([60.0, 60.01], [10.01, 10.0])
    assert list(x) == pytest.approx([555.975, 0.0])
    assert list(y) == pytest.approx([0.0, 1111.95])


def test_the_middle_is_the_median_of_what_is_known():
    middle = plane.around([1.0, np.nan, 2.0, 9.0], [5.0, 6.0, 7.0, 6.5])
    assert (middle.latitude_deg, middle.longitude_deg) == (2.0, 6.5)
    assert plane.around([np.nan], [np.nan]) is None
    assert plane.around([], []) is None


def test_neighbours_across_the_date_line_are_near():
    middle = plane.around([0.0, 0.0, 0.0], [179.9, -179.9, -179.8])
    assert middle.longitude_deg == pytest.approx(-179.9)
    x, _ = middle.metres([0.0], [179.9])
    assert x[0] == pytest.approx(-0.2 * 111_195)


def test_a_quarter_of_the_globe_lies_between_pole_and_equator():
    assert plane.apart_m(0.0, 0.0, 90.0, 0.0) == pytest.approx(90 * 111_195)
    assert plane.apart_m(0.0, 179.5, 0.0, -179.5) == pytest.approx(111_195)
