"""What is kept of the hip log, what stood before it, and what is said about it.

Nothing here knows the screen: the log on the page and the plain form both save through it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from analysis import words
from dashboard.views import pain_answers, pain_shortcuts
from dashboard.views.pain_answers import WHERE, Form, Said
from ingest.diary import SAYING, Entry
from ingest.errors import ChangedMeanwhile, IngestError, InvalidEntry
from ingest.schema import Log
from ingest.store import Store

SAVED, REFUSED, CHANGED, MISSING, UNDONE = "saved", "refused", "changed", "missing", "undone"
ACTS = ("save", "none", "same")
"""What a message may ask to keep: the answers, no pain, or what stood the day before."""

Days = Mapping[date, Said]


@dataclass(frozen=True)
class Undo:
    """What to put back, by day and field, and what must still stand there for it."""

    before: Days
    saved: Days


@dataclass(frozen=True)
class Outcome:
    """What became of a tap, and the sentence for it.

    `undo` is there where something was kept. `form` and `answers` are there where another has saved
    the same fields meanwhile: what stands now, and this tab's answers beside it.
    """

    kind: str
    text: str
    undo: Undo | None = None
    form: Form | None = None
    answers: Said | None = None


def keep(store: Store, load: Callable[[], Log], message: Mapping, today: date) -> Outcome:
    """Does what a message asks for: its act, its day and run_day, what was seen there, and its answers.

    `load` gives the log as it stands when it is called.
    """
    log, said = load(), message.get("answers")
    try:
        said = said if isinstance(said, Mapping) else {}
        form = pain_answers.form_said(log, message, today)
        instead = pain_shortcuts.shortcut(log, str(message.get("act")), form, said)
    except InvalidEntry as error:
        return Outcome(REFUSED, str(error))
    return save(store, load, form, said, instead)


def both_sides(outcome: Outcome) -> Said:
    """What the log shows where two have changed a day: this tab's answers, and the other's for the rest."""
    return pain_answers.values(replace(outcome.form, seen=outcome.answers))


def save(
    store: Store, load: Callable[[], Log], form: Form, said: Mapping, instead: Mapping | None = None
) -> Outcome:
    """Keeps the answers, with those of a shortcut `instead` of some, or tells why not.

    Only what differs from what was seen is written: what another tab has said of other things stays.
    """
    taken: Said = {}
    log = load()
    try:
        taken = pain_answers.settled(form, pain_answers.answers(form, said) | dict(instead or {}))
        changed = pain_answers.changes(form, taken)
        if not changed:
            return Outcome(MISSING, _nothing_new(form))
        _check(log, form, changed)
        store.amend_entries(changed, _seen(form, changed))
    except ChangedMeanwhile:
        return _meanwhile(load(), form, taken)
    except IngestError as error:
        return Outcome(REFUSED, str(error))
    return _kept(log, load(), form, changed)


def _nothing_new(form: Form) -> str:
    if pain_answers.says(form, form.seen):
        return "That stands already. Nothing new to save."
    return "Tap a number first, or “No pain”."


def _seen(form: Form, changed: Days) -> Days:
    return {day: {name: form.seen.get(name) for name in fields} for day, fields in changed.items()}


def _check(log: Log, form: Form, changed: Days) -> None:
    """Refuses what cannot be, and names the day where it is not the one that is asked about."""
    for day, fields in changed.items():
        said = pain_answers.standing(log, day) | fields
        try:
            if any(said.get(name) is not None for name in SAYING):
                Entry(day, **said, touched=fields)
        except InvalidEntry as error:
            raise InvalidEntry(str(error) if day == form.day else f"{words.day(day)}: {error}") from None


def _meanwhile(now: Log, form: Form, taken: Said) -> Outcome:
    """Both sides of a day that two have changed. What this tab has not touched follows the other."""
    there = replace(pain_answers.form_of(now, form.day, form.run_day), unit=form.unit)
    mine = {name: value for name, value in taken.items() if value != form.seen.get(name)}
    both = dict(there.seen) | mine
    if set(mine) & set(WHERE):
        both |= {name: taken[name] for name in WHERE}
    theirs, ours = _of(mine, there.seen), _of(mine, both)
    text = f"Changed on another page since. There: {theirs}. Here: {ours}. Which one shall stand?"
    return Outcome(CHANGED, text, form=there, answers=both)


def _of(fields: Mapping, said: Mapping) -> str:
    """The answers in words, as far as these fields tell of them."""
    named = {*fields, *WHERE} if set(fields) & set(WHERE) else set(fields)
    part = {name: said[name] for name in named if said.get(name) is not None}
    return (pain_answers.in_words(part) or "other words") if part else "no answer"


def _kept(before: Log, after: Log, form: Form, changed: Days) -> Outcome:
    """What is said about a save; one that came twice has nothing of its own to take back."""
    old = {day: _part(before, day, fields) for day, fields in changed.items()}
    new = {day: _part(after, day, fields) for day, fields in changed.items()}
    undo = Undo(old, new) if old != new else None
    return Outcome(SAVED, " ".join(_told(after, form, day, changed[day]) for day in changed), undo)


def _part(log: Log, day: date, fields: Mapping) -> Said:
    said = pain_answers.standing(log, day)
    return {name: said.get(name) for name in fields}


def _told(log: Log, form: Form, day: date, fields: Mapping) -> str:
    """`Saved for Sun 22 Nov: pain 4, left outer hip.`"""
    said = pain_answers.standing(log, day)
    if not said:
        return f"{words.day(day)} stands without an entry."
    mornings = {"morning_pain"} if day == form.day else set()
    shown = {name: value for name, value in said.items() if name not in mornings}
    if day != form.day:
        shown = {name: value for name, value in shown.items() if name in fields}
    return f"Saved for {words.day(day)}: {pain_answers.in_words(shown) or 'your words'}."


def undo(store: Store, last: Undo) -> Outcome:
    """Puts back what stood before the last save, where nobody has changed it since."""
    try:
        store.amend_entries(last.before, last.saved)
    except IngestError as error:
        return Outcome(REFUSED, str(error))
    return Outcome(UNDONE, "Taken back.")
