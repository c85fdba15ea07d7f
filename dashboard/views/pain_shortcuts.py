"""The two shortcuts of the hip log, "no pain" and "same as yesterday": they take nothing away that warns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from analysis import words
from dashboard.views import pain_answers
from dashboard.views.pain_answers import DAY, WHERE, Form, Said
from ingest.diary import SCORES
from ingest.errors import InvalidEntry
from ingest.schema import SIGNS, Log, listed

LIKE_BEFORE = ("worst_pain", *WHERE, "quality")
"""What "same as yesterday" takes over."""

NO_PAIN = {"worst_pain": 0, "spots": None, "side": None, "place": None, "quality": None}


def shortcut(log: Log, act: str, form: Form, said: Mapping) -> Said:
    """The answers that one tap gives. Raises InvalidEntry where it would take away what was said."""
    if act == "none":
        _check_no_warning(form, pain_answers.answers(form, said))
        return dict(NO_PAIN)
    if act == "same":
        return _like_before(log, form, pain_answers.answers(form, said))
    return {}


def _check_no_warning(form: Form, taken: Mapping) -> None:
    """Refuses "no pain" where it would take away, or stand beside, what tells of pain or of a red flag."""
    warns = [f"“{SIGNS.get(word, word)}”" for word in listed(taken["signs"])]
    warns += ["“numb”"] if "numb" in listed(taken["quality"]) else []
    scores = [name for name in ("rest_pain", "run_pain", "after_pain") if form.about(name) == form.day]
    warns += [f"{SCORES[name]} {taken[name]}" for name in scores if (taken[name] or 0) > 0]
    if warns:
        raise InvalidEntry(
            f"{words.day(form.day)} says {', '.join(warns)}. If that is wrong, clear it under “More” first."
        )


def _like_before(log: Log, form: Form, taken: Mapping) -> Said:
    """What stood the day before, with the kinds and places of pain that were tapped here."""
    before, there = pain_answers.standing(log, form.day - DAY), pain_answers.standing(log, form.day)
    same = {name: before[name] for name in LIKE_BEFORE if name in before}
    if not same:
        return {}
    same["quality"] = pain_answers.in_order("quality", _both(same["quality"], taken["quality"]))
    if taken["spots"] not in (None, form.usual):
        same |= pain_answers.where(
            pain_answers.in_order("spots", _both(pain_answers.shown_spots(same), taken["spots"]))
        )
    if unsaid(log, form.day) or same.items() <= there.items():
        return same
    raise InvalidEntry(f"{words.day(form.day)} has its own answers already. Change them and save.")


def _both(*several: str | None) -> str:
    return " ".join(filter(None, several))


def unsaid(log: Log, day: date) -> bool:
    """Whether a day says nothing yet of what "same as yesterday" would take over."""
    there = pain_answers.standing(log, day)
    return all(there.get(name) is None for name in LIKE_BEFORE)
