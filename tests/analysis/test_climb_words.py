"""The badge of where altitude is from, and ours beside the device's own totals."""

from math import nan

import pandas as pd
import pytest

from analysis import climb_words


def run(ascent_m, descent_m, device_ascent_m, device_descent_m, climb_source="barometer"):
    return pd.Series(
        {
            "ascent_m": ascent_m,
            "descent_m": descent_m,
            "device_ascent_m": device_ascent_m,
            "device_descent_m": device_descent_m,
            "climb_source": climb_source,
        }
    )


@pytest.mark.parametrize(
    ("climb_source", "badge"),
    [
        ("barometer", "Barometer"),
        ("gps", "GPS: approximate"),
        ("none", "No altitude"),
        (nan, "No altitude"),
    ],
)
def test_the_badge_names_the_source_of_altitude(climb_source, badge):
    assert climb_words.source(climb_source) == badge


def test_ours_stands_beside_the_devices_own():
    said = climb_words.against_device(run(346.0, 361.0, 347.0, 371.0), "km")
    assert said == "The watch counted 350 m up and 370 m down; hiplog finds 350 m up and 360 m down."
    # 82 / 0.3048 = 269 ft, 90 / 0.3048 = 295 ft, 100 / 0.3048 = 328 ft
    in_feet = climb_words.against_device(run(82.0, 100.0, 82.0, 90.0), "mi")
    assert in_feet == "The watch counted 270 ft up and 300 ft down; hiplog finds 270 ft up and 330 ft down."


def test_what_differs_by_rounding_alone_is_the_same():
    assert climb_words.against_device(run(346.0, 367.0, 347.0, 371.0), "km") == "The watch counted the same."
    assert climb_words.against_device(run(346.0, 40.0, 347.0, nan), "km") == "The watch counted the same."


@pytest.mark.parametrize(
    ("ours_m", "device_m", "far"),
    [
        (40.0, 20.0, False),
        (40.1, 20.0, True),
        (250.0, 200.0, False),
        (251.0, 200.0, True),
        (149.0, 200.0, True),
    ],
)
def test_what_is_more_than_a_quarter_and_more_than_twenty_metres_off_is_far_apart(ours_m, device_m, far):
    said = climb_words.against_device(run(ours_m, nan, device_m, nan), "km")
    assert said.endswith(", which is far apart: neither is sure.") == far
    assert "down" not in said


def test_a_climb_that_is_not_told_has_its_reason():
    said = climb_words.against_device(run(nan, nan, 22.0, nan, "gps"), "km")
    assert said == (
        "The watch counted 22 m up; hiplog tells no climb: so little climb is noise where altitude is by GPS."
    )
    assert "holds no altitude" in climb_words.against_device(run(nan, nan, 22.0, 8.0, "none"), "km")
    assert "too little" in climb_words.against_device(run(nan, nan, 22.0, 8.0), "km")


def test_half_of_a_climb_can_be_told():
    said = climb_words.against_device(run(44.0, nan, 35.0, 12.0, "gps"), "km")
    assert said == "The watch counted 35 m up and 12 m down; hiplog finds 44 m up and – down."


def test_a_device_without_totals_leaves_nothing_to_say():
    assert climb_words.against_device(run(44.0, 40.0, nan, nan), "km") == ""
