"""What became of a file, in a status, a sentence and the runs that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

RANK = ("imported", "merged", "duplicate", "not_a_run", "not_an_activity", "failed")
"""Statuses, the one that tells most about a file of several recordings first."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a status of RANK, one sentence, and the runs it belongs to."""

    path: str
    status: str
    reason: str
    run_ids: tuple[str, ...] = ()

    def record(self) -> dict:
        """The outcome as JSON takes it."""
        return {**asdict(self), "run_ids": list(self.run_ids)}


def added(outcomes: Iterable[Mapping]) -> list[str]:
    """The runs that came in new, of outcomes as `record` tells them."""
    return [run_id for each in outcomes if each["status"] == "imported" for run_id in each["run_ids"]]


def together(name: str, outcomes: list[Outcome]) -> Outcome:
    """One outcome of a file that holds several recordings."""
    status = min((outcome.status for outcome in outcomes), key=RANK.index)
    reasons = dict.fromkeys(outcome.reason for outcome in outcomes)
    run_ids = dict.fromkeys(run_id for outcome in outcomes for run_id in outcome.run_ids)
    return Outcome(name, status, " ".join(reasons), tuple(run_ids))
