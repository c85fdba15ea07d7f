"""A diary as a CSV: its good rows as entries, and each other row with its line; and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from ingest.diary.clashes import mended
from ingest.diary.entry import Entry, no_whole_number
from ingest.diary.fields import LISTS, SCORES, WORDS
from ingest.errors import InvalidEntry
from ingest.schema import DIARY

LARGEST_CSV = 20_000_000
SYNONYMS = {
    "side": {"l": "left", "r": "right", "b": "both", "both sides": "both"},
    "place": {
        "groin": "front",
        "front/groin": "front",
        "front / groin": "front",
        "inner thigh": "inner",
        "outer hip": "outer",
        "outside": "outer",
        "lateral": "outer",
        "buttock": "back",
        "back/buttock": "back",
        "back / buttock": "back",
        "sit bone": "sit_bone",
        "deep inside": "deep",
        "low back": "low_back",
    },
    "quality": {"ache": "dull", "aching": "dull"},
}
HEADERS = {"date": "day", "pain": "worst_pain", "worst": "worst_pain", "notes": "note"}


@dataclass(frozen=True)
class Problem:
    """A row of a CSV that could not be taken, or (`taken`) not as it stands: its line, and why."""

    line: int
    reason: str
    taken: bool = False


def read_csv(data: bytes, latest: date | None = None) -> tuple[list[Entry], list[Problem]]:
    """Entries of a diary CSV, and the rows that could not be taken, or not as they stand.

    Columns are named as in DIARY; `day` (YYYY-MM-DD) must be there, the others may be
    absent. Days after `latest` are refused. Raises InvalidEntry where no row can be read.
    """
    entries, problems = read_rows(data, latest)
    return list(entries.values()), problems


def read_rows(data: bytes, latest: date | None = None) -> tuple[dict[int, Entry], list[Problem]]:
    """As read_csv; the entries by their lines in the file."""
    lines: dict[date, int] = {}
    entries: dict[int, Entry] = {}
    problems: list[Problem] = []
    for line, cells in _rows(_text(data)):
        try:
            entry, changed = _entry(cells, latest)
            if entry.day in lines:
                raise InvalidEntry(f"{entry.day.isoformat()} already stands on line {lines[entry.day]}.")
        except InvalidEntry as error:
            problems.append(Problem(line, str(error)))
            continue
        lines[entry.day], entries[line] = line, entry
        problems += [Problem(line, changed, taken=True)] if changed else []
    return entries, problems


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


def _entry(cells: Mapping[str, str], latest: date | None) -> tuple[Entry, str]:
    """The entry of a row, and what had to be changed so that it can stand."""
    cells = {name: value.strip() for name, value in cells.items()}
    day = _day(cells.get("day", ""))
    if latest is not None and day > latest:
        raise InvalidEntry(f"{day.isoformat()} has not been yet.")
    scores = {name: _score(label, cells.get(name, "")) for name, label in SCORES.items()}
    words = {name: _word(name, cells.get(name, "")) for name in WORDS}
    words |= {name: _words(name, cells.get(name, "")) for name in LISTS}
    onset_m = _metres(cells.get("onset_m", ""))
    said, changed = mended({**scores, **words, "onset_m": onset_m, "note": cells.get("note") or None})
    return Entry(day, **said, logged_at=_instant(cells.get("logged_at", ""))), changed


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
        raise no_whole_number(label, cell) from None
    if not number.is_integer():
        raise no_whole_number(label, cell)
    return int(number)


def _metres(cell: str) -> float | None:
    try:
        return float(cell) if cell else None
    except ValueError:
        raise InvalidEntry(f"“{cell}” is not a distance in metres.") from None


def _words(name: str, cell: str) -> str | None:
    """Several words, separated by blanks or commas."""
    known = SYNONYMS.get(name, {})
    return " ".join(known.get(word, word) for word in cell.lower().replace(",", " ").split()) or None


def _word(name: str, cell: str) -> str | None:
    word = cell.lower()
    return SYNONYMS[name].get(word, word) or None
