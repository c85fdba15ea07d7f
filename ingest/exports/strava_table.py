"""Reads Strava's activities.csv: one row an activity, whatever language its header is in."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from ingest.exports.strava_words import COLUMNS, GERMAN_KINDS, GERMAN_MONTHS, MONTHS, NEEDED
from ingest.readers.gpx_words import sport_of
from ingest.readers.masks import plausible_time
from ingest.units import METRES_PER_KILOMETRE

ENGLISH, GERMAN = 0, 1
FEET = 2  # Strava counts one foot's steps
TIME = r",? (?P<hour>\d{1,2}):(?P<minute>\d\d):(?P<second>\d\d) ?(?P<half>[AP]M)?$"
DATES = (
    re.compile(r"(?P<word>[A-Za-z]{3})[a-z]*\.? (?P<day>\d{1,2}), (?P<year>\d{4})" + TIME, re.I),
    re.compile(r"(?P<day>\d{1,2})\.? (?P<word>\w{3})\w*\.? (?P<year>\d{4})" + TIME, re.I),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})" + TIME, re.I),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)" + TIME, re.I),
)
"""Dates as American and British English, German and ISO write them; all mean UTC."""

PARTS = ("year", "day", "hour", "minute", "second")

MOST_ROWS = 100_000  # ten years of 27 a day
LONGEST_LINE = 1 << 20

BROKEN = "activities.csv is damaged; its activities up to row {row} are known by name."


@dataclass(frozen=True)
class Row:
    """One activity of the table; None where a cell is empty, zero or unreadable."""

    id: str
    started_at: pd.Timestamp | None
    title: str | None
    sport: str | None
    sub_sport: str | None
    gear: str | None
    file: str | None
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    ascent_m: float | None
    descent_m: float | None
    avg_heart_rate_bpm: float | None
    max_heart_rate_bpm: float | None
    avg_cadence_spm: float | None

    @property
    def is_run(self) -> bool:
        return self.sport == "running"


@dataclass(frozen=True)
class Header:
    """Where each of COLUMNS stands, twice for those that occur twice, and in which language."""

    places: dict[str, list[int]]
    language: int


def rows(text: str) -> tuple[list[Row], list[str]] | None:
    """The activities of the table and what was wrong with it; None where its language is not known."""
    table = _cells(text)
    found: list[Row] = []
    try:
        header = _header(next(table, []))
        if header is None:
            return None
        found.extend(_row(cells, header) for cells in islice(table, MOST_ROWS) if any(cells))
    except csv.Error:
        return found, [BROKEN.format(row=len(found))]
    return found, []


def _cells(text: str) -> Iterator[list[str]]:
    """Cells may hold newlines; a table that a spreadsheet has saved is cut at semicolons."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return csv.reader(_lines(text), delimiter=delimiter)


def _lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > LONGEST_LINE:
            raise csv.Error("no line of an export is so long")
        yield line


def _header(cells: list[str]) -> Header | None:
    told = [cell.strip().casefold() for cell in cells]
    for language in (ENGLISH, GERMAN):
        words = {name: columns[language].casefold() for name, columns in COLUMNS.items()}
        places = {name: [at for at, cell in enumerate(told) if cell == word] for name, word in words.items()}
        if all(places[name] for name in NEEDED):
            return Header(places, language)
    return None


def _row(cells: list[str], header: Header) -> Row:
    def text(name: str) -> str | None:
        """A cell on one line."""
        return next(
            (" ".join(cells[at].split()) or None for at in header.places[name] if at < len(cells)), None
        )

    def number(*columns: str) -> float | None:
        places = (at for name in columns for at in header.places[name] if at < len(cells))
        told = (number_of(cells[at], header.language) for at in places)
        return next((value for value in told if value is not None), None)

    sport, sub_sport = _sport(text("kind"), header.language)
    cadence = number("cadence")
    return Row(
        id=(text("id") or "").removesuffix(".0"),
        started_at=instant(text("date")),
        title=text("title"),
        sport=sport,
        sub_sport=sub_sport,
        gear=text("gear"),
        file=text("file"),
        distance_m=_distance(cells, header),
        timer_s=number("timer", "moving", "elapsed"),
        elapsed_s=number("elapsed"),
        ascent_m=number("ascent"),
        descent_m=number("descent"),
        avg_heart_rate_bpm=number("avg_heart_rate"),
        max_heart_rate_bpm=number("max_heart_rate"),
        avg_cadence_spm=None if cadence is None else FEET * cadence,
    )


def _distance(cells: list[str], header: Header) -> float | None:
    """Metres: the second column of this name holds them; the first, alone in old exports, kilometres."""
    told = [number_of(cells[at], header.language) for at in header.places["distance"] if at < len(cells)]
    if len(told) > 1 and told[1] is not None:
        return told[1]
    return told[0] * METRES_PER_KILOMETRE if told and told[0] is not None else None


def _sport(kind: str | None, language: int) -> tuple[str | None, str | None]:
    if language == GERMAN:
        kind = GERMAN_KINDS.get((kind or "").casefold())
    return sport_of(kind)


def number_of(cell: str, language: int) -> float | None:
    """A cell's number; None for none and for zero, which Strava writes where nothing was measured.

    German cells have a comma before the decimals, English ones between thousands; a German cell
    without a comma is written as computers do.
    """
    text = cell.strip()
    if language == GERMAN and "," in text:
        text = text.replace(".", "").replace(",", ".")
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) and value > 0 else None


def instant(text: str | None) -> pd.Timestamp | None:
    """A date of the table as an instant. It tells UTC, whatever the zone of the run."""
    plain = " ".join((text or "").split())  # new exports have a narrow blank before AM and PM
    match = next((found for form in DATES if (found := form.match(plain))), None)
    if match is None:
        return None
    word = match.groupdict().get("word")
    month = _month(word.casefold()) if word else int(match["month"])
    year, day, hour, minute, second = (
        int(match[part]) for part in ("year", "day", "hour", "minute", "second")
    )
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].upper() == "PM" else 0)
    try:
        told = pd.Timestamp(year, month, day, hour, minute, second, tz="UTC")
    except ValueError:
        return None
    return told if plausible_time(told) else None


def _month(word: str) -> int:
    """1 to 12; 0, which no date has, for a word that is no month."""
    return MONTHS.index(word) + 1 if word in MONTHS else GERMAN_MONTHS.get(word, 0)
