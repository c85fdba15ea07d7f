"""The only clock."""

from datetime import UTC, date, datetime

import pytest

from dashboard import clock
from ingest.schema import Profile


def test_a_day_that_is_told_stands_in_for_today(monkeypatch):
    monkeypatch.setenv("HIPLOG_TODAY", "2026-05-03")
    assert clock.today(Profile()) == date(2026, 5, 3)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Europe"])
def test_a_zone_that_this_machine_does_not_know_is_taken_as_utc(monkeypatch, zone):
    monkeypatch.delenv("HIPLOG_TODAY")
    before = datetime.now(UTC).date()
    assert before <= clock.today(Profile(zone=zone)) <= datetime.now(UTC).date()


def test_a_told_day_is_its_noon_and_a_told_moment_that_moment_in_the_runners_zone(monkeypatch):
    monkeypatch.setenv("HIPLOG_TODAY", "2026-05-03")
    assert clock.now(Profile(zone="Europe/Berlin")).isoformat() == "2026-05-03T12:00:00+02:00"
    monkeypatch.setenv("HIPLOG_TODAY", "2026-05-03T00:30")
    assert clock.now(Profile(zone="Europe/Berlin")).isoformat() == "2026-05-03T00:30:00+02:00"
    assert clock.today(Profile(zone="Europe/Berlin")) == date(2026, 5, 3)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "Europe"])
def test_a_zone_that_nobody_knows_is_taken_as_the_same_as_any(zone):
    assert clock.same(zone, "Europe/Berlin")
    assert clock.same("Europe/Berlin", zone)
    assert clock.same("Europe/Berlin", "UTC-07:00") is False
