"""Calendar files: days to run and a daily reminder, as text that any phone's calendar reads.

References
----------
.. [1] RFC 5545, Internet Calendaring and Scheduling Core Object Specification (iCalendar)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

MIME = "text/calendar"
LONGEST_LINE = 75
"""Octets of a line without its line break. [1]_, 3.1"""

ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Event:
    """One thing in a calendar: on a day as a whole, or `at` a time by whatever clock the phone shows.

    `uid` names it for good: a file read again moves the event instead of adding a second one.
    `daily` repeats it every day from `day` on; `rings` gives it an alarm at its start. `url` may be "".
    """

    uid: str
    title: str
    day: date
    description: str = ""
    at: time | None = None
    daily: bool = False
    rings: bool = False
    url: str = ""


def calendar(events: Iterable[Event], stamp: datetime) -> str:
    """The events as one calendar, with CRLF line breaks. `stamp` is when it was made, aware of its zone.

    Reference: [1]_.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hiplog//hiplog//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += _event(event, stamp)
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def escaped(text: str) -> str:
    """Text as a value: marks of the format get a backslash, other control characters go. [1]_, 3.3.11"""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(ESCAPES)


def folded(line: str) -> str:
    """A line broken into pieces of at most 75 octets, each further one begun by a blank. [1]_, 3.1

    Breaks between characters: a phone would show halves of one as rubbish.
    """
    pieces, room = [""], LONGEST_LINE
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append("")
            room = LONGEST_LINE - 1
        pieces[-1] += character
        room -= size
    return "\r\n ".join(pieces)


def _event(event: Event, stamp: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{escaped(event.uid)}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        *_when(event),
        f"SUMMARY:{escaped(event.title)}",
    ]
    if event.description:
        lines.append(f"DESCRIPTION:{escaped(event.description)}")
    if event.url:
        lines.append(f"URL:{re.sub(r'[^!-~]', '', event.url)}")
    if event.rings:
        lines += _alarm(event)
    return [*lines, "END:VEVENT"]


def _when(event: Event) -> list[str]:
    """A day, or a time without a zone, that means the same hour wherever the phone is. [1]_, 3.3.5"""
    if event.at is None:
        when = [f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"]
    else:
        when = [f"DTSTART:{datetime.combine(event.day, event.at):%Y%m%dT%H%M%S}", "DURATION:PT5M"]
    repeated = ["RRULE:FREQ=DAILY"] if event.daily else []
    return [*when, *repeated, "TRANSP:TRANSPARENT"]


def _alarm(event: Event) -> list[str]:
    said = f"DESCRIPTION:{escaped(event.title)}"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", said, "TRIGGER:PT0S", "END:VALARM"]
