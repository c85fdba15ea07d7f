"""A diary entry, one a day, checked when it is made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import KW_ONLY, InitVar, dataclass
from datetime import date, datetime

from ingest.diary.clashes import check_together
from ingest.diary.fields import LISTS, NAME, SAYING, SCORES, WORDS
from ingest.errors import InvalidEntry
from ingest.schema import side_and_place

EARLIEST = date(1990, 1, 1)
LONGEST_NOTE = 10_000


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
        check_together(vars(self), touched)
        if all(getattr(self, name) in (None, "") for name in SAYING):
            raise InvalidEntry("The entry has neither a pain score nor a note.")


def _check_score(label: str, score: int | None) -> None:
    if score is None:
        return
    if isinstance(score, bool) or not isinstance(score, int):
        raise no_whole_number(label, score)
    if not 0 <= score <= 10:
        raise InvalidEntry(f"{label.capitalize()} is {score}; the scale goes from 0 (none) to 10 (worst).")


def no_whole_number(label: str, score: object) -> InvalidEntry:
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
