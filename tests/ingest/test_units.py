"""Every factor against its definition."""

import math

import pytest

from ingest import units


def test_a_mile_is_1609_344_metres():
    # 1 mile = 1,760 yards of 0.9144 m = 1,609.344 m
    assert units.distance(1609.344, "mi") == 1.0
    assert units.metres_from_miles(400) == pytest.approx(643_737.6)


def test_a_pound_is_0_45359237_kilograms():
    # the pound of 1959; 200 lb = 90.718474 kg
    assert units.kilograms_from_pounds(200) == pytest.approx(90.718474)
    assert units.pounds(90.718474) == pytest.approx(200)


@pytest.mark.parametrize(("unit", "amount"), [("km", 10.0), ("mi", 6.213711922)])
def test_ten_kilometres_in_the_runners_unit_and_back(unit, amount):
    assert units.distance(10_000, unit) == pytest.approx(amount)
    assert units.metres(amount, unit) == pytest.approx(10_000)


def test_climb_is_in_feet_where_distance_is_in_miles():
    assert (units.height_unit("km"), units.height_unit("mi")) == ("m", "ft")
    assert units.height(304.8, "mi") == pytest.approx(1000)  # a foot is 0.3048 m
    assert units.height(304.8, "km") == 304.8


def test_pace_is_seconds_a_unit_and_standing_still_has_none():
    assert units.pace(4.0, "km") == 250.0  # 1,000 m at 4 m/s
    assert units.pace(1609.344 / 480, "mi") == pytest.approx(480)  # eight minutes a mile
    assert units.pace(0.0, "km") == math.inf


def test_half_the_semicircles_are_a_quarter_turn():
    assert 2**30 * units.DEGREES_PER_SEMICIRCLE == 90.0


def test_an_unknown_unit_is_a_bug():
    with pytest.raises(KeyError):
        units.distance(1, "furlong")
