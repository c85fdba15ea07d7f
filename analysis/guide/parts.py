"""The kinds of thing that the guide holds, each with its sources and how strong the evidence is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MARKS = ("strong", "moderate", "weak", "convention")
"""How strong the evidence is, in the words of findings.Evidence."""

PHASES = {"early": "Early", "strength": "Strength", "mobility": "Mobility", "advanced": "Advanced"}
USES = ("pre_run", "strength_set", "evening")
EACH = {"": "", "side": "each side", "way": "each way"}
GROUPS = {
    "urgent": "When to be seen",
    "home": "At home",
    "return": "Back to running",
    "prevent": "So that it stays away",
    "life": "Life stages and you",
    "care": "Who treats what",
}


@dataclass(frozen=True)
class Source:
    """Where something stands: a study, a consensus, or popular articles."""

    id: str
    reference: str


@dataclass(frozen=True)
class Dose:
    """How much of an exercise. Repetitions are those of one set; `hold_s` is a range in seconds."""

    sets: int = 1
    repetitions: int = 0
    steps: int = 0
    hold_s: tuple[int, int] = (0, 0)
    minutes: int = 0
    each: str = ""

    @property
    def said(self) -> str:
        """`2 × 12, each side`, `15 steps, each way`, `3 times, hold 20 to 30 s, each side`."""
        parts = (self._count, self._hold, self._minutes, EACH[self.each])
        return ", ".join(part for part in parts if part)

    @property
    def _count(self) -> str:
        if self.steps:
            return f"{self.sets} × {self.steps} steps" if self.sets > 1 else f"{self.steps} steps"
        if not self.repetitions:
            return f"{self.sets} times" if self.sets > 1 else ""
        return f"{self.sets} × {self.repetitions}" if self.sets > 1 else f"{self.repetitions} times"

    @property
    def _hold(self) -> str:
        least, most = self.hold_s
        if not most:
            return ""
        return f"hold {most} s" if least == most else f"hold {least} to {most} s"

    @property
    def _minutes(self) -> str:
        return f"{self.minutes} {'minute' if self.minutes == 1 else 'minutes'}" if self.minutes else ""


@dataclass(frozen=True)
class Exercise:
    """One exercise. `stated` where its dose stands in a source; else it is hiplog's own start.

    `loads_hip` exercises are put away while a red flag stands.
    """

    id: str
    name: str
    phase: str
    dose: Dose
    stated: bool
    how: str
    not_when: str
    serves: tuple[str, ...]
    loads_hip: bool
    sources: tuple[str, ...]
    evidence: str
    uses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Routine:
    """Exercises that are done together; `done` is the diary's word for all of them."""

    id: str
    name: str
    done: str
    how_often: str
    exercises: tuple[str, ...]
    points: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class Step:
    """One step of the 24 hours after a run.

    Due from `after_min` to `until_min` minutes after its end; or, where `opens` is given, from that
    hour of the clock (HH:MM) to the hour `closes`, `opens_day` and `closes_day` days after the run's.
    """

    id: str
    name: str
    how: str
    sources: tuple[str, ...]
    evidence: str
    done: str = ""
    after_min: int = 0
    until_min: int = 0
    opens: str = ""
    closes: str = ""
    opens_day: int = 0
    closes_day: int = 0
    loads_hip: bool = False


@dataclass(frozen=True)
class Remedy:
    """Ice or heat; `id` is a kind of care.Relief, `{day}` in `said` the day on which it began or flared."""

    id: str
    headline: str
    said: str
    sources: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class Level:
    """How soon to be seen. `rank` orders them; the highest is the most urgent.

    `quality` and `timing` are the diary's words that ask for this level by themselves.
    """

    id: str
    rank: int
    word: str
    running: str
    reasons: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: str
    quality: tuple[str, ...] = ()
    timing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Specialist:
    """Someone to see, and what for."""

    id: str
    name: str
    treats: str
    sources: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class Structure:
    """Something that lives in a place of the hip. Never a diagnosis of the runner.

    `timing`, `quality` and `sets_off` are the diary's words that commonly go with it.
    `needs` asks for what must hold together with one of `one_of` before `soon` is meant; where it is
    empty, one of `attention` is enough.
    """

    id: str
    name: str
    what: str
    places: tuple[str, ...]
    level: str
    attention: tuple[str, ...]
    timing: tuple[str, ...]
    quality: tuple[str, ...]
    sets_off: tuple[str, ...]
    ask: tuple[str, ...]
    see: tuple[str, ...]
    soon: str
    meanwhile: tuple[str, ...]
    course: str
    exercises: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: str
    conflict: str = ""
    needs: str = ""
    one_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Topic:
    """Something to read: its first line answers, the points say more."""

    id: str
    group: str
    title: str
    answer: str
    points: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class Claim:
    """What is commonly said, beside what studies found."""

    id: str
    said: str
    found: str
    sources: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class Guide:
    """All of it, each kind by id and in the order of its file."""

    sources: Mapping[str, Source]
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    steps: Mapping[str, Step]
    remedies: Mapping[str, Remedy]
    levels: Mapping[str, Level]
    specialists: Mapping[str, Specialist]
    structures: Mapping[str, Structure]
    topics: Mapping[str, Topic]
    claims: Mapping[str, Claim]
