"""How a note on form is made, and what its usual is."""

from __future__ import annotations

from datetime import date

from analysis import words
from analysis.findings import Evidence, Finding, Severity
from analysis.limits import Limit

OWN_USUAL = "Usual is what your own runs of the 90 days before lead to expect at the same speed and grade."


def note(
    limit: Limit,
    day: date,
    headline: str,
    measured: tuple[float, float, str],
    why: str,
    evidence: Evidence,
    subject: str = "",
) -> Finding:
    """A finding under the key of a limit; `measured` is the amount, the limit it passed and their unit."""
    amount, allowed, unit = measured
    return Finding(
        limit.key, Severity.NOTE, day, headline, float(amount), allowed, unit, why, evidence, subject
    )


def percent(fraction: float) -> str:
    """A fraction with its decimal: "3.4 %"."""
    return f"{words.number(100 * fraction)} %"
