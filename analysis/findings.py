"""What a rule says: a Finding, how urgent it is, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from analysis.limits import Limits
from ingest.schema import Log

LATELY_DAYS = 28
"""So many days a page speaks of a finding: four weeks, as its sentences do. Own convention."""


class Severity(IntEnum):
    """How much a finding asks of the runner. Follows the evidence, not the size of a number."""

    NOTE = 1
    WATCH = 2
    ACT = 3
    STOP = 4


@dataclass(frozen=True)
class Evidence:
    """Strength is one of strong, moderate, weak, convention; reference names the source."""

    strength: str
    reference: str
    said: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that stands out, in words that the rule itself chose.

    `measured` and `limit` are in `unit`. `subject` is the run_id or shoe_id that the
    finding is about, else "". `why` says in one or two sentences what the evidence knows,
    `suggested` what coaches suggest to do: advice to run, which is not for days on which a red flag stands.
    """

    rule: str
    severity: Severity
    day: date
    headline: str
    measured: float
    limit: float
    unit: str
    why: str
    evidence: Evidence
    subject: str = ""
    suggested: str = ""


Rule = Callable[[Log, date, Limits], list[Finding]]
"""A rule reads the whole log up to and including the day and says what stands out in it."""


def lately(findings: Iterable[Finding], today: date) -> list[Finding]:
    """Those of the last four weeks, today's among them."""
    return [finding for finding in findings if (today - finding.day).days < LATELY_DAYS]
