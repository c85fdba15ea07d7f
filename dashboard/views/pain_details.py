"""What the log asks on demand, beneath "More": in which order, in which words, about which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from analysis import words
from ingest.schema import DONE, OFF_RUN, QUALITIES, SETS_OFF, SIGNS, TIMINGS


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
        Question("off_run", "What else did the hip carry?", "words", OFF_RUN),
        Question("note", "Note", "text"),
    ]


def told(asked: list[Question]) -> list[dict]:
    """The questions as the hip log takes them."""
    return [asdict(question) for question in asked]
