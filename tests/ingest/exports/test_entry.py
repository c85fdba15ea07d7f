"""A run without a file is the same bytes whichever export tells of it."""

import json

import pandas as pd
import pytest

from ingest import readers
from ingest.exports.entry import manual_entry

BEGAN = pd.Timestamp("2024-06-04T06:13:47Z")


def test_only_what_is_known_is_told():
    told = json.loads(manual_entry(BEGAN, source="strava", source_id="7", distance_m=5000.0))
    assert {name: value for name, value in told.items() if value is not None} == {
        "hiplog": "run",
        "version": 1,
        "started_at": "2024-06-04T06:13:47Z",
        "distance_m": 5000.0,
        "sport": "running",
        "source": "strava",
        "source_id": "7",
    }


def test_places_beyond_the_hundredth_make_no_difference():
    exact, rounded = (
        manual_entry(BEGAN, source="x", distance_m=m, timer_s=s)
        for m, s in ((3322.949951, 1411.001), (3322.95, 1411))
    )
    assert exact == rounded


def test_another_zone_makes_no_difference():
    assert manual_entry(BEGAN.tz_convert("Asia/Tokyo"), source="x") == manual_entry(BEGAN, source="x")


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -1.0])
def test_a_number_that_cannot_be_is_not_told(value):
    told = json.loads(manual_entry(BEGAN, source="x", distance_m=value, timer_s=60.0))
    assert (told["distance_m"], told["timer_s"]) == (None, 60.0)


def test_nothing_measured_is_zero_where_zero_is_told():
    assert json.loads(manual_entry(BEGAN, source="x", ascent_m=0.0))["ascent_m"] == 0.0


def test_an_endless_title_is_cut_so_that_the_run_can_be_read():
    (recording,) = readers.read(manual_entry(BEGAN, source="x", title="é" * 100_000, timer_s=60.0))
    assert len(recording.title) == 1000


@pytest.mark.parametrize(
    ("offset_s", "told"),
    [(14 * 3600, 14 * 3600), (-12 * 3600, -12 * 3600), (15 * 3600, None), (1e30, None), (None, None)],
)
def test_only_an_offset_that_local_time_can_have_is_told(offset_s, told):
    assert json.loads(manual_entry(BEGAN, source="x", utc_offset_s=offset_s))["utc_offset_s"] == told
