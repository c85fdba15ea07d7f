"""The calendar day: by place, by watch, by the runner."""

import pandas as pd
import pytest

from ingest.columns import columns_of
from ingest.local_day import first_fix, local_day, offset_name, zone_of
from ingest.schema import TRACK

HALF_PAST_TEN = pd.Timestamp("2026-05-03T22:30Z")  # next day in Berlin (+2), same day in London (+1: 23:30)
BERLIN = {"latitude_deg": [52.52], "longitude_deg": [13.405]}
TWO_HOURS = pd.Timedelta(hours=2)


def zone_by(recording, runner_zone):
    return zone_of(first_fix(columns_of(recording.track, TRACK)), recording.utc_offset, runner_zone)


def test_the_first_position_decides(recording):
    run = recording([0], **BERLIN, utc_offset=pd.Timedelta(hours=-5))
    assert zone_by(run, "America/New_York") == "Europe/Berlin"


def test_points_before_the_first_fix_do_not_hide_it(recording):
    nan = float("nan")
    run = recording([0, 1], latitude_deg=[nan, 52.52], longitude_deg=[nan, 13.405])
    assert zone_by(run, "UTC") == "Europe/Berlin"


def test_at_sea_the_nautical_zone_decides(recording):
    assert zone_by(recording([0], latitude_deg=[0.0], longitude_deg=[-30.0]), "UTC") == "Etc/GMT+2"


def test_without_positions_the_watchs_clock_decides(recording):
    assert zone_by(recording([0], utc_offset=TWO_HOURS), "America/New_York") == "UTC+02:00"
    assert zone_by(recording(utc_offset=pd.Timedelta(0)), "America/New_York") == "UTC+00:00"


def test_without_both_the_runners_zone_decides(recording):
    assert zone_by(recording([0]), "America/New_York") == "America/New_York"


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "", "../../etc/passwd", "Europe", "UTC+2", "UTC+99:99", "\0", None]
)
def test_an_unknown_zone_is_utc_and_never_a_crash(recording, zone):
    assert zone_by(recording([0]), zone) == "UTC"
    assert local_day(HALF_PAST_TEN, zone or "") == pd.Timestamp("2026-05-03")


@pytest.mark.parametrize(
    ("hours", "zone"), [(14, "UTC+14:00"), (14.25, "Asia/Tokyo"), (-14, "UTC-14:00"), (-500, "Asia/Tokyo")]
)
def test_an_offset_that_no_zone_has_is_not_believed(recording, hours, zone):
    assert zone_by(recording([0], utc_offset=pd.Timedelta(hours=hours)), "Asia/Tokyo") == zone


@pytest.mark.parametrize(
    ("minutes", "name"),
    [(120, "UTC+02:00"), (-210, "UTC-03:30"), (345, "UTC+05:45"), (0, "UTC+00:00"), (121.2, "UTC+02:00")],
)
def test_offsets_have_names_to_the_quarter_hour(minutes, name):
    assert offset_name(pd.Timedelta(minutes=minutes)) == name


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("Europe/Berlin", "2026-05-04"),
        ("Europe/London", "2026-05-03"),
        ("UTC+02:00", "2026-05-04"),
        ("UTC+01:15", "2026-05-03"),
        ("UTC-03:30", "2026-05-03"),
        ("UTC+00:00", "2026-05-03"),
        ("UTC", "2026-05-03"),
        ("Etc/GMT-2", "2026-05-04"),
    ],
)
def test_the_day_is_the_calendars_where_the_run_began(zone, day):
    assert local_day(HALF_PAST_TEN, zone) == pd.Timestamp(day)


def test_summer_time_decides_on_its_own_days():
    # Berlin: +1 until 29 March 2026, 01:00 UTC; +2 from then on.
    assert local_day(pd.Timestamp("2026-03-28T22:59Z"), "Europe/Berlin") == pd.Timestamp("2026-03-28")
    assert local_day(pd.Timestamp("2026-03-29T22:00Z"), "Europe/Berlin") == pd.Timestamp("2026-03-30")


def test_a_day_is_naive_midnight_in_microseconds():
    day = local_day(HALF_PAST_TEN, "Europe/Berlin")
    assert (day.tzinfo, day.unit, day.hour) == (None, "us", 0)
