"""A diary file into a store: its good rows at once, and each other row with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ingest import diary
from ingest.diary import Problem
from ingest.store import Store


@dataclass(frozen=True)
class Taken:
    """How many rows were taken, how many of these changed a day that was here, and what is to be told.

    `left_out` are rows that were not taken, `mended` those that were, but not as they stand.
    """

    rows: int
    changed: int
    left_out: list[Problem] = field(default_factory=list)
    mended: list[Problem] = field(default_factory=list)


def take(store: Store, data: bytes, latest: date) -> Taken:
    """Lays the rows of a CSV onto the diary (Store.add_entries). Raises InvalidEntry where it is none.

    A row that cannot stand beside what its day says already is left out, and changes nothing.
    """
    entries, problems = diary.read_rows(data, latest)
    added = store.add_entries(entries.values())
    refused = {line: added.refused[row.day] for line, row in entries.items() if row.day in added.refused}
    problems = [problem for problem in problems if problem.line not in refused]
    problems += [
        Problem(line, f"It does not fit what is here already. {why}") for line, why in refused.items()
    ]
    problems.sort(key=lambda problem: problem.line)
    left_out = [problem for problem in problems if not problem.taken]
    mended = [problem for problem in problems if problem.taken]
    return Taken(len(entries) - len(refused), len(added.changed), left_out, mended)
