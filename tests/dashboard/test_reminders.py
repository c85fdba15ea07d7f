"""The daily reminder as a calendar file."""

from datetime import UTC, date, datetime, time

from dashboard.ical import calendar
from dashboard.views.reminders import daily

MONDAY = date(2026, 11, 23)


def test_it_rings_every_day_at_the_runners_time_and_opens_the_log():
    made = calendar(
        [daily(MONDAY, time(20, 30), "http://192.168.1.5:8501/")], datetime(2026, 11, 22, tzinfo=UTC)
    )
    assert "DTSTART:20261123T203000\r\n" in made
    assert "RRULE:FREQ=DAILY\r\n" in made
    assert "URL:http://192.168.1.5:8501/\r\n" in made
    assert "BEGIN:VALARM\r\n" in made


def test_without_an_address_there_is_none():
    assert "URL" not in calendar([daily(MONDAY, time(20, 30), "")], datetime(2026, 11, 22, tzinfo=UTC))


def test_read_again_it_moves_instead_of_ringing_twice():
    assert daily(MONDAY, time(20, 30), "").uid == daily(MONDAY, time(7, 0), "http://a/").uid
