"""What counts as near the device's own total, and what the report says where a run is not."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from benchmarks import apple_altitude, climbed, elevation


@pytest.mark.parametrize(
    ("ours_m", "device_m", "is_near"),
    [
        (15.0, 0.0, True),
        (15.1, 0.0, False),
        (85.0, 100.0, True),
        (84.9, 100.0, False),
        (330.0, 300.0, True),
        (330.1, 300.0, False),
        (269.9, 300.0, False),
        (np.nan, 10.0, False),
    ],
)
def test_near_is_within_ten_percent_or_fifteen_metres_whichever_is_more(ours_m, device_m, is_near):
    assert climbed.near(ours_m, device_m) is is_near


@pytest.mark.parametrize(
    ("device", "family"),
    [("Garmin fr255", "Garmin fr"), ("Garmin fenix6S", "Garmin fenix"), ("COROS APEX Pro", "COROS APEX Pro")],
)
def test_a_family_is_the_device_without_its_number(device, family):
    assert elevation.family(device) == family


def run(altitude_m, *, ours_m, device_m):
    track = pd.DataFrame({"altitude_m": altitude_m})
    recording = SimpleNamespace(track=track, totals=SimpleNamespace(ascent_m=device_m))
    summary = SimpleNamespace(row={"ascent_m": ours_m, "device_ascent_m": device_m})
    return climbed.Climbed("a run", SimpleNamespace(recording=recording), summary)


def test_a_reason_is_found_in_the_points_or_none_is_claimed():
    waves = [0.0, 10.0] * 10  # rise by 100 m in steps of 10 m
    assert "waves shorter than the 50 m window" in elevation.why(run(waves, ours_m=20.0, device_m=100.0))
    hill = [0.0, 100.0, 0.0]
    assert "rise by 100 m in one go" in elevation.why(run(hill, ours_m=100.0, device_m=50.0))
    assert "no reason" in elevation.why(run(hill, ours_m=100.0, device_m=150.0))
    assert "too little" in elevation.why(run(hill, ours_m=np.nan, device_m=100.0))


def test_altitude_of_the_place_shows_in_runs_that_pass_it_again():
    def passing(day, off_m):
        places = np.arange(10.0)
        return pd.DataFrame(
            {
                "time": pd.Timestamp("2026-01-01", tz="UTC") + pd.Timedelta(days=day),
                "latitude_deg": places / 100,
                "longitude_deg": 0.0,
                "altitude_m": places + off_m,
            }
        )

    runs = [("same", passing(day, 0.0)) for day in range(5)]
    runs += [("weather", passing(day, off_m)) for day, off_m in enumerate([-20.0, -10.0, 0.0, 10.0, 20.0])]
    same, weather = apple_altitude.rows(runs)
    assert same == ("same", 5, "4 days", 10, "0.0 m", "0.0 m")
    # |off| sorted: 0 10 10 20 20: the median is 10, nine tenths of the way 20
    assert weather == ("weather", 5, "4 days", 10, "10.0 m", "20.0 m")
