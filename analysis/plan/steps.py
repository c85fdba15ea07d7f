"""The steps of the return plan: how many runs a week, how far each, and what goes with them.

.. [1] KNOWLEDGE 3.12, the plan of a popular article; EVIDENCE 5.6
.. [2] George 2024, a scoping review of returns to running: 50 studies, all of them level IV
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.findings import Evidence
from ingest import units

RUNS = {1: 3, 2: 4, 3: 4}
"""Runs a week of each step, and what later steps have. [1]_"""

CAPS_M = {step: units.metres_from_miles(miles) for step, miles in {1: 1.5, 2: 2.0, 3: 3.0}.items()}
"""The longest run of each step. Later steps grow on what was run. [m] [1]_"""

LAST_FIXED = max(CAPS_M)
GROWTH = 0.10
"""How much more a week from step 4 on may hold than the week before. [fraction]

A common habit, not a proven limit: EVIDENCE "Popular statements checked". [1]_
"""

GREENS = 2
"""Green runs that a step asks for before the next one. EVIDENCE 5.6"""

EVIDENCE = Evidence(
    "convention",
    "George 2024, a scoping review of 50 studies; the distances are those of a popular article",
    "Expert opinion: all studies of returning to running are of the weakest kind (level IV). "
    "10 % a week is a common habit, not a proven limit.",
)


@dataclass(frozen=True)
class Habit:
    """What goes with the runs, from a step on. `key` is a word of DONE."""

    key: str
    name: str
    from_step: int
    per: str


HABITS = (
    Habit("prehab", "Warm-up before each run", 1, "run"),
    Habit("ice", "Ice after each run", 2, "run"),
    Habit("strength", "Strength set, twice a week", 3, "week"),
    Habit("massage", "Massage, once a month", 4, "month"),
)
"""They do not hold the runner up, as gates do. [1]_"""

STRENGTH_A_WEEK = 2
MASSAGE_DAYS = 30


def runs_of(step: int) -> int:
    """Runs a week."""
    return RUNS.get(step, RUNS[LAST_FIXED])


def habits_of(step: int) -> tuple[Habit, ...]:
    """What goes with the runs of a step."""
    return tuple(habit for habit in HABITS if habit.from_step <= step)
