"""Diary entries: one a day, checked when made; CSV in and out.

A score of 0 is an entry that says "no pain"; a day without an entry says nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from ingest.errors import InvalidEntry
from ingest.schema import DIARY, PLACES, QUALITIES, SIDES

SCORES = {
    "worst_pain": "worst pain",
    "run_pain": "pain during the run",
    "morning_pain": "pain the next morning",
}
WORDS = {"side": SIDES, "place": PLACES, "quality": dict.fromkeys(QUALITIES)}
SYNONYMS = {
    "side": {"l": "left", "r": "right", "b": "both", "both sides": "both"},
    "place": {
        "groin": "front",
        "front/groin": "front",
        "front / groin": "front",
        "outer hip": "outer",
        "outside": "outer",
        "lateral": "outer",
        "buttock": "back",
        "back/buttock": "back",
        "back / buttock": "back",
        "deep inside": "deep",
    },
    "quality": {"ache": "dull", "aching": "dull"},
}
HEADERS = {"date": "day", "pain": "worst_pain", "worst": "worst_pain", "notes": "note"}
EARLIEST = date(1990, 1, 1)
LONGEST_NOTE = 10_000
LARGEST_CSV = 20_000_000


@dataclass(frozen=True)
class Entry:
    """One day's entry. Raises InvalidEntry, with a sentence, where a value cannot be.

    Scores are whole numbers from 0 to 10 on the numeric rating scale, None where not
    asked; `morning_pain` is the morning after `day`. At least a score or a note is there.
    """

    day: date
    worst_pain: int | None = None
    run_pain: int | None = None
    morning_pain: int | None = None
    side: str | None = None
    place: str | None = None
    quality: str | None = None
    note: str | None = None
    logged_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.day < EARLIEST:
            raise InvalidEntry(f"{self.day.isoformat()} is before 1990; please check the date.")
        for name, label in SCORES.items():
            _check_score(label, getattr(self, name))
        for name, words in WORDS.items():
            _check_word(name, getattr(self, name), words)
        if len(self.note or "") > LONGEST_NOTE:
            raise InvalidEntry(f"The note is longer than {LONGEST_NOTE:,} characters.")
        if all(getattr(self, name) is None for name in SCORES) and not self.note:
            raise InvalidEntry("The entry has neither a pain score nor a note.")


@dataclass(frozen=True)
class Problem:
    """A row of a CSV that could not be taken: its line in the file, and why."""

    line: int
    reason: str


def _check_score(label: str, score: int | None) -> None:
    if score is None:
        return
    if isinstance(score, bool) or not isinstance(score, int):
        raise _no_whole_number(label, score)
    if not 0 <= score <= 10:
        raise InvalidEntry(f"{label.capitalize()} is {score}; the scale goes from 0 (none) to 10 (worst).")


def _no_whole_number(label: str, score: object) -> InvalidEntry:
    return InvalidEntry(f"{label.capitalize()} is “{score}”; please give a whole number from 0 to 10.")


def _check_word(name: str, word: str | None, words: Mapping[str, str]) -> None:
    if word is not None and word not in words:
        raise InvalidEntry(f"{name.capitalize()} “{word}” is not one of {', '.join(words)}.")


def read_csv(data: bytes, latest: date | None = None) -> tuple[list[Entry], list[Problem]]:
    """Entries of a diary CSV, and the rows that could not be taken.

    Columns are named as in DIARY; `day` (YYYY-MM-DD) must be there, the others may be
    absent. Days after `latest` are refused. Raises InvalidEntry where no row can be read.
    """
    entries: dict[date, tuple[int, Entry]] = {}
    problems: list[Problem] = []
    for line, cells in _rows(_text(data)):
        try:
            entry = _entry(cells, latest)
            if entry.day in entries:
                raise InvalidEntry(f"{entry.day.isoformat()} already stands on line {entries[entry.day][0]}.")
            entries[entry.day] = (line, entry)
        except InvalidEntry as error:
            problems.append(Problem(line, str(error)))
    return [entry for _, entry in entries.values()], problems


def write_csv(diary: pd.DataFrame) -> str:
    """A DIARY frame as CSV text that `read_csv` takes back."""
    frame = DIARY.conform(diary)
    scores = {name: frame[name].astype("Int64") for name in SCORES}
    day = frame["day"].dt.strftime("%Y-%m-%d")
    logged_at = frame["logged_at"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return frame.assign(day=day, logged_at=logged_at, **scores).to_csv(index=False, lineterminator="\n")


def _text(data: bytes) -> str:
    if len(data) > LARGEST_CSV:
        raise InvalidEntry(f"The file is larger than {LARGEST_CSV // 1_000_000} MB; that is no diary.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line on which the row begins, cells by column name) of each row that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header: list[str] = []
    line = 1
    try:
        for row in reader:
            if header and any(cell.strip() for cell in row):
                yield line, dict(zip(header, row, strict=False))
            header = header or _header(row)
            line = reader.line_num + 1
    except csv.Error as error:
        raise InvalidEntry(f"The file is not a readable CSV: {error} near line {reader.line_num}.") from error
    if not header:
        raise InvalidEntry("The file is empty: it has no header and no row.")


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _header(row: list[str]) -> list[str]:
    names = [cell.strip().lower().replace(" ", "_") for cell in row]
    names = [HEADERS.get(name, name) for name in names]
    if not any(names):
        return []
    if "day" not in names:
        known = ", ".join(DIARY.names[:-1])
        raise InvalidEntry(f"The file has no column “day”. A diary has the columns {known}.")
    return names


def _entry(cells: Mapping[str, str], latest: date | None) -> Entry:
    cells = {name: value.strip() for name, value in cells.items()}
    day = _day(cells.get("day", ""))
    if latest is not None and day > latest:
        raise InvalidEntry(f"{day.isoformat()} has not been yet.")
    scores = {name: _score(label, cells.get(name, "")) for name, label in SCORES.items()}
    words = {name: _word(name, cells.get(name, "")) for name in WORDS}
    logged_at = _instant(cells.get("logged_at", ""))
    return Entry(day, **scores, **words, note=cells.get("note") or None, logged_at=logged_at)


def _day(cell: str) -> date:
    try:
        return datetime.fromisoformat(cell).date()
    except ValueError:
        raise InvalidEntry(f"“{cell}” is not a date like 2026-05-03.") from None


def _instant(cell: str) -> datetime | None:
    """When an export says that an entry was saved; None where it does not tell in UTC."""
    try:
        saved = datetime.fromisoformat(cell)
    except ValueError:
        return None
    return None if saved.tzinfo is None else saved


def _score(label: str, cell: str) -> int | None:
    if not cell:
        return None
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        raise _no_whole_number(label, cell) from None
    if not number.is_integer():
        raise _no_whole_number(label, cell)
    return int(number)


def _word(name: str, cell: str) -> str | None:
    word = cell.lower()
    return SYNONYMS[name].get(word, word) or None
