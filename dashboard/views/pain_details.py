"""What the log asks, at once and beneath "More": in which order, in which words, about which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from analysis import words
from dashboard.views import pain_answers, pain_shortcuts
from dashboard.views.pain_answers import DAY, Form
from ingest.schema import DONE, OFF_RUN, PLACES, QUALITIES, SETS_OFF, SIGNS, TIMINGS, Log


@dataclass(frozen=True)
class Question:
    """One question: the field of the diary that it fills, its words, and its answers (word -> label).

    `kind` is words (several), score (0 to 10), number or text; `both` asks it only where both hips hurt.
    """

    field: str
    label: str
    kind: str
    options: Mapping[str, str] = field(default_factory=dict)
    both: bool = False


def questions(day: date, run_day: date, today: date, unit: str) -> list[Question]:
    """Warning signs first: they matter most. `run_day` is the day that the questions about a run mean."""
    run = "the run" if run_day == day else f"the run on {words.day(run_day)}"
    morning = "this morning" if day == today else f"on {words.day(day)}"
    return [
        Question("signs", "Any of these?", "words", SIGNS),
        Question("run_pain", f"Pain during {run}", "score"),
        Question("after_pain", f"Pain in the hours after {run}", "score"),
        Question("morning_pain", f"Pain on waking {morning}", "score"),
        Question("rest_pain", "Pain at rest", "score"),
        Question("left_pain", "Left hip at its worst", "score", both=True),
        Question("right_pain", "Right hip at its worst", "score", both=True),
        Question("quality", "What is it like?", "words", {word: word for word in QUALITIES}),
        Question("timing", "When does it come and go?", "words", TIMINGS),
        Question("sets_off", "What sets it off?", "words", SETS_OFF),
        Question("onset_m", f"How far into {run} did it begin? ({unit})", "number"),
        Question("done", "What did you do for it?", "words", DONE),
        Question("off_run", "Anything else that day?", "words", OFF_RUN),
        Question("note", "Note", "text"),
    ]


def told(asked: list[Question]) -> list[dict]:
    """The questions as the hip log takes them."""
    return [asdict(question) for question in asked]


def face(log: Log, filled: Form, today: date) -> dict:
    """The words of the log for a day, and the days beside it, as the hip log takes them."""
    day, is_today = filled.day, filled.day == today
    asked = questions(day, filled.run_day, today, filled.unit)
    return {
        "day": day.isoformat(),
        "latest": today.isoformat(),
        "before": (day - DAY).isoformat(),
        "after": None if is_today else (day + DAY).isoformat(),
        "run_day": filled.run_day.isoformat(),
        "named": f"{words.day(day)}, today" if is_today else words.day(day),
        "asked": "Worst pain today" if is_today else "Worst pain that day",
        "save": "Save" if is_today else f"Save for {words.day(day)}",
        "same": same_label(log, day, is_today),
        "places": PLACES,
        "questions": told(asked),
    }


def same_label(log: Log, day: date, is_today: bool) -> str | None:
    """`Same as yesterday (4)`, where the day before has a score and the day itself says nothing yet."""
    score = pain_answers.standing(log, day - DAY).get("worst_pain")
    before = "yesterday" if is_today else "the day before"
    return None if score is None or not pain_shortcuts.unsaid(log, day) else f"Same as {before} ({score})"
