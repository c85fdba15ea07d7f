"""Calendar files against the words of RFC 5545, written out by hand."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from dashboard.ical import Event, calendar, escaped, folded

MONDAY = date(2026, 11, 23)
STAMP = datetime(2026, 11, 22, 17, 5, 9, tzinfo=UTC)


def test_a_day_to_run_is_an_event_of_a_whole_day():
    run = Event("plan-2026-11-23-week1-run1@hiplog", "Run, up to 2.4 km", MONDAY, "Warm-up first; then go.")
    assert calendar([run], STAMP) == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//hiplog//hiplog//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "BEGIN:VEVENT\r\n"
        "UID:plan-2026-11-23-week1-run1@hiplog\r\n"
        "DTSTAMP:20261122T170509Z\r\n"
        "DTSTART;VALUE=DATE:20261123\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "SUMMARY:Run\\, up to 2.4 km\r\n"
        "DESCRIPTION:Warm-up first\\; then go.\r\n"
        "END:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )


def test_a_daily_reminder_rings_at_its_hour_by_whatever_clock_the_phone_shows():
    log = Event(
        "daily-log@hiplog",
        "How is the hip?",
        MONDAY,
        at=time(20, 30),
        daily=True,
        rings=True,
        url="http://localhost:8501/log",
    )
    assert calendar([log], STAMP).split("\r\n")[4:-2] == [
        "BEGIN:VEVENT",
        "UID:daily-log@hiplog",
        "DTSTAMP:20261122T170509Z",
        "DTSTART:20261123T203000",
        "DURATION:PT5M",
        "RRULE:FREQ=DAILY",
        "TRANSP:TRANSPARENT",
        "SUMMARY:How is the hip?",
        "URL:http://localhost:8501/log",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:How is the hip?",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
    ]


def test_the_stamp_is_told_in_utc():
    here = datetime(2026, 11, 22, 18, 5, 9, tzinfo=timezone(timedelta(hours=1)))
    assert "DTSTAMP:20261122T170509Z\r\n" in calendar([Event("a", "b", MONDAY)], here)


def test_a_calendar_without_events_is_still_one():
    assert calendar([], STAMP).endswith("CALSCALE:GREGORIAN\r\nEND:VCALENDAR\r\n")


def test_marks_of_the_format_get_a_backslash():
    assert escaped("ice, heat; rest\\sleep") == "ice\\, heat\\; rest\\\\sleep"


def test_every_kind_of_line_break_is_a_written_one():
    assert escaped("one\ntwo\r\nthree\rfour") == "one\\ntwo\\nthree\\nfour"


def test_control_characters_are_left_out():
    assert escaped("a\x00b\x07c\td") == "abcd"


def test_a_title_cannot_begin_a_line_of_its_own():
    made = calendar([Event("a", "x\r\nBEGIN:VALARM", MONDAY, url="http://a/\r\nATTACH:b")], STAMP)
    assert "SUMMARY:x\\nBEGIN:VALARM\r\n" in made
    assert "URL:http://a/ATTACH:b\r\n" in made


def test_a_line_of_75_octets_stays_whole_and_one_of_76_is_folded():
    assert folded("x" * 75) == "x" * 75
    assert folded("x" * 76) == "x" * 75 + "\r\n x"


def test_a_further_line_holds_75_octets_with_its_blank():
    assert folded("x" * (75 + 74 + 1)) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n x"


def test_a_fold_never_cuts_a_character_in_two():
    # é takes two octets: after 74 of x there is room for one only.
    assert folded("x" * 74 + "éy") == "x" * 74 + "\r\n éy"
    # The runner takes four octets: 18 fill 72 of 75, and 18 fill 72 of 74.
    assert folded("🏃" * 37) == "🏃" * 18 + "\r\n " + "🏃" * 18 + "\r\n " + "🏃"
