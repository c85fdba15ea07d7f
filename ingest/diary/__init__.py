"""Diary entries: one a day, checked when made; CSV in and out.

A score of 0 is an entry that says "no pain"; a day without an entry says nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import KW_ONLY, InitVar, dataclass
from datetime import date, datetime

import pandas as pd

from ingest.errors import InvalidEntry
from ingest.schema import (
    DIARY,
    DONE,
    NOTHING,
    OFF_RUN,
    PARTS_OF_THE_DAY,
    PLACES,
    QUALITIES,
    SETS_OFF,
    SIDES,
    SIGNS,
    SPOTS,
    TIMINGS,
    listed,
    side_and_place,
)

SCORES = {
    "worst_pain": "worst pain",
    "run_pain": "pain during the run",
    "morning_pain": "pain the next morning",
    "rest_pain": "pain at rest",
    "after_pain": "pain after the run",
    "left_pain": "pain of the left hip",
    "right_pain": "pain of the right hip",
}
WORDS = {"side": SIDES, "place": PLACES}
LISTS: Mapping[str, Collection[str] | None] = {
    "spots": SPOTS,
    "quality": QUALITIES,
    "timing": TIMINGS,
    "signs": SIGNS,
    "sets_off": SETS_OFF,
    "done": DONE,
    "exercises": None,
    "off_run": OFF_RUN,
}
"""Fields that hold several words, and which; None where the words are names that others give."""

PAINFUL = ("side", "place", "spots", "quality", "onset_m")
"""What says where and how it hurts, and so cannot stand beside "no pain"."""

SAYING = (*SCORES, "onset_m", "signs", "sets_off", "timing", "done", "exercises", "off_run", "note")
"""Fields of which any one makes an entry."""

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
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
EARLIEST = date(1990, 1, 1)
LONGEST_NOTE = 10_000
LARGEST_CSV = 20_000_000
FARTHEST_M = 1_000_000.0


@dataclass(frozen=True)
class Entry:
    """One day's entry. Raises InvalidEntry, with a sentence, where a value cannot be.

    Scores are whole numbers from 0 to 10 on the numeric rating scale, None where not
    asked; `morning_pain` is the morning after `day`, all others are of the day itself.
    Fields of LISTS hold words separated by blanks; they are kept once each, in the order
    of their list, spots in the order given. `spots` decide side and place, which is the
    first of them. `onset_m` is in metres. At least one field of SAYING is there.
    `touched` names the fields that are new, where not all are: what contradicts itself in others alone
    has been kept before such was refused, and stays.
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
    _: KW_ONLY
    rest_pain: int | None = None
    after_pain: int | None = None
    left_pain: int | None = None
    right_pain: int | None = None
    onset_m: float | None = None
    spots: str | None = None
    timing: str | None = None
    signs: str | None = None
    sets_off: str | None = None
    done: str | None = None
    exercises: str | None = None
    off_run: str | None = None
    touched: InitVar[Collection[str] | None] = None

    def __post_init__(self, touched: Collection[str] | None) -> None:
        if self.day < EARLIEST:
            raise InvalidEntry(f"{self.day.isoformat()} is before 1990; please check the date.")
        for name, label in SCORES.items():
            _check_score(label, getattr(self, name))
        for name, words in LISTS.items():
            object.__setattr__(self, name, _in_order(name, getattr(self, name), words))
        if self.spots:
            for name, said in zip(("side", "place"), side_and_place(self.spots.split()), strict=True):
                object.__setattr__(self, name, said)
        for name, words in WORDS.items():
            _check_word(name, getattr(self, name), words)
        if len(self.note or "") > LONGEST_NOTE:
            raise InvalidEntry(f"The note is longer than {LONGEST_NOTE:,} characters.")
        _check_together(self, touched)
        if all(getattr(self, name) in (None, "") for name in SAYING):
            raise InvalidEntry("The entry has neither a pain score nor a note.")


@dataclass(frozen=True)
class Problem:
    """A row of a CSV that could not be taken, or (`taken`) not as it stands: its line, and why."""

    line: int
    reason: str
    taken: bool = False


def _check_score(label: str, score: int | None) -> None:
    if score is None:
        return
    if isinstance(score, bool) or not isinstance(score, int):
        raise _no_whole_number(label, score)
    if not 0 <= score <= 10:
        raise InvalidEntry(f"{label.capitalize()} is {score}; the scale goes from 0 (none) to 10 (worst).")


def _no_whole_number(label: str, score: object) -> InvalidEntry:
    return InvalidEntry(f"{label.capitalize()} is “{score}”; please give a whole number from 0 to 10.")


def _check_word(name: str, word: str | None, words: Collection[str]) -> None:
    if word is not None and word not in words:
        raise InvalidEntry(f"{name.capitalize()} “{word}” is not one of {', '.join(words)}.")


def _in_order(name: str, said: str | None, words: Collection[str] | None) -> str | None:
    """The words once each, in the order of their list; None where there is none."""
    given = list(dict.fromkeys((said or "").split()))
    for word in given:
        if words is not None:
            _check_word(name.replace("_", " "), word, words)
        elif not NAME.fullmatch(word):
            raise InvalidEntry(f"“{word}” is no name of an exercise.")
    if words is not None and name != "spots":
        given.sort(key=list(words).index)
    return " ".join(given) or None


def _check_together(entry: Entry, touched: Collection[str] | None) -> None:
    """Refuses what cannot be true at once, where a touched field takes part in it."""
    for fields, sentence in _clashes(entry):
        if touched is None or not fields.isdisjoint(touched):
            raise InvalidEntry(sentence)


def _clashes(entry: Entry) -> Iterator[tuple[set[str], str]]:
    """(fields that contradict each other, the sentence for it)."""
    yield from _above_worst(entry)
    painful = {name for name in PAINFUL if getattr(entry, name) is not None}
    if entry.worst_pain == 0 and painful:
        sentence = "The day has no pain, and yet a place or a kind of pain. Clear one of them."
        yield {"worst_pain", *painful}, sentence
    for side, other in (("left", "right"), ("right", "left")):
        if entry.side == side and getattr(entry, f"{other}_pain"):
            sentence = f"The {other} hip has a score, but only the {side} one is marked as hurting."
            yield {"side", "spots", f"{other}_pain"}, sentence
    if entry.onset_m is not None and not 0 <= entry.onset_m <= FARTHEST_M:
        yield {"onset_m"}, "Where in the run it began cannot be below 0, nor beyond 1,000 km."
    if entry.onset_m is not None and entry.run_pain == 0:
        sentence = "It cannot have begun during the run where pain during the run is 0."
        yield {"onset_m", "run_pain"}, sentence
    if NOTHING in listed(entry.sets_off) and entry.sets_off != NOTHING:
        sentence = "“None of these” sets it off, and yet something does. Clear one of them."
        yield {"sets_off"}, sentence


def _above_worst(entry: Entry) -> Iterator[tuple[set[str], str]]:
    for name in PARTS_OF_THE_DAY:
        score = getattr(entry, name)
        if entry.worst_pain is not None and score is not None and score > entry.worst_pain:
            yield (
                {"worst_pain", name},
                (
                    f"{SCORES[name].capitalize()} is {score}, more than the worst pain of the day, "
                    f"{entry.worst_pain}. Please raise the worst."
                ),
            )


def mended(said: Mapping) -> tuple[dict, str]:
    """Fields of an entry that was kept before contradictions were refused, so that they can stand.

    And what was changed, in words; empty where nothing was. Numbness, which warns, stays as a sign.
    """
    worst = said["worst_pain"]
    highest = max(PARTS_OF_THE_DAY, key=lambda name: -1 if said[name] is None else said[name])
    if worst is not None and said[highest] is not None and worst < said[highest] <= 10:
        changed = f"taken, with worst pain {said[highest]} instead of {worst}: so high is {SCORES[highest]}."
        return {**said, "worst_pain": said[highest]}, changed
    if worst == 0 and any(said[name] is not None for name in PAINFUL):
        numb = " numbness" if "numb" in listed(said["quality"]) else ""
        signs = f"{said['signs'] or ''}{numb}".strip() or None
        changed = (
            f"taken, with no pain and so without its place and kind of pain{numb and ' (numb is kept)'}."
        )
        return {**said, **dict.fromkeys(PAINFUL), "signs": signs}, changed
    return dict(said), ""


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
        raise _no_whole_number(label, cell) from None
    if not number.is_integer():
        raise _no_whole_number(label, cell)
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
