"""What stands in the calendar's squares: months, weekdays, and a day in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pandas as pd

from analysis import words
from analysis.flags.by_day import TELLING, signs_of
from dashboard.components.pain_calendar import Month, Square
from ingest.schema import PLACES, SIDES, Log

NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
KEY = (
    "The number is the day’s worst pain. A dashed, empty square has no score: that is not the same as 0. "
    "● a run, ▲ a warning sign. Tap a day to log or mend it."
)


def weekdays(week_start: str) -> list[str]:
    """The heads of the columns, two letters each."""
    first = _first_column(week_start)
    return [words.WEEKDAYS[(first + n) % 7][:2] for n in range(7)]


def _first_column(week_start: str) -> int:
    return 6 if week_start == "sunday" else 0


def months(log: Log, hurt: pd.Series, today: date, count: int) -> list[Month]:
    """The last `count` months up to today, the newest first. `hurt` is the worst pain by day."""
    entries = log.diary.drop_duplicates("day", keep="last").set_index("day")
    said = {day.date(): entry for day, entry in zip(entries.index, entries.itertuples(), strict=True)}
    ran = {day.date() for day in log.runs["day"]}
    scores = {day.date(): int(score) for day, score in hurt.dropna().items()}
    first_column = _first_column(log.profile.week_start)
    made = []
    for first in _firsts(today, count):
        days = [first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1])]
        squares = [
            _square(day, scores.get(day), said.get(day), day in ran, today) for day in days if day <= today
        ]
        made.append(
            Month(f"{NAMES[first.month - 1]} {first.year}", (first.weekday() - first_column) % 7, squares)
        )
    return made


def _firsts(today: date, count: int) -> list[date]:
    """The first days of the last months, the newest first."""
    months = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(months, months - count, -1)]


def _square(day: date, score: int | None, entry: object, ran: bool, today: date) -> Square:
    signs = entry is not None and bool(signs_of(*(getattr(entry, name) for name in TELLING)))
    said = [_pain(score, entry), *_where(entry), "a run" if ran else "", "a warning sign" if signs else ""]
    year = f" {day.year}" if day.year != today.year else ""
    label = f"{words.day(day)}{year}: {', '.join(filter(None, said))}"
    return Square(day.isoformat(), day.day, label, score, ran, signs, day == today)


def _pain(score: int | None, entry: object) -> str:
    if score is not None:
        return f"pain {score}" if score else "no pain"
    return "nothing logged" if entry is None else "no score"


def _where(entry: object) -> list[str]:
    if entry is None:
        return []
    return [PLACES.get(entry.place, ""), SIDES.get(entry.side, "")]


def reaches_back(log: Log, shown: list[Month]) -> bool:
    """Whether anything was logged before the months that are shown."""
    first = pd.Timestamp(shown[-1].squares[0].iso)
    return bool((log.diary["day"] < first).any() or (log.runs["day"] < first).any())
