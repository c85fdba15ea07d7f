"""Names of zones: those of the database and those of watches, and whatever else a log may hold."""

from datetime import UTC, datetime, timedelta

import pytest

from ingest.schema.zone import clock_of, known

MIDSUMMER = datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hours"),
    [
        ("Europe/Berlin", 2),
        ("Asia/Kolkata", 5.5),
        ("UTC", 0),
        ("UTC+00:00", 0),
        ("UTC+05:30", 5.5),
        ("UTC-03:30", -3.5),
        ("UTC+14:00", 14),
    ],
)
def test_a_zone_is_named_as_the_database_does_or_as_a_watch(zone, hours):
    assert MIDSUMMER.astimezone(known(zone)).utcoffset() == timedelta(hours=hours)
    assert MIDSUMMER.astimezone(clock_of(zone)).utcoffset() == timedelta(hours=hours)


NO_ZONES = (
    "",
    "Europe",
    "Mars/Olympus",
    "../../etc/passwd",
    "\0",
    "a" * 5000,
    "UTC+2",
    "UTC+99:99",
    "UTCabcdef",
)


@pytest.mark.parametrize("zone", NO_ZONES, ids=range(len(NO_ZONES)))
def test_what_is_no_zone_s_name_is_known_as_none_and_counts_as_utc(zone):
    assert (known(zone), clock_of(zone)) == (None, UTC)
