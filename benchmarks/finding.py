"""How long the pattern finder takes for a year of twenty factors, beside shift_t written plainly."""

from __future__ import annotations

from analysis.patterns.find import find_patterns
from benchmarks import report, timing
from benchmarks.patterns import reference, training
from benchmarks.patterns.runners import Runner, Trigger, World, runner
from benchmarks.report import Section

OWN, PLAIN = "hiplog", "shift_t, one shift after another"
MOST_MS = 500.0
"""Issue 6: 20 factors × 365 days. [ms]"""

RUNNERS = 4
HOW = (
    "Made runners of 365 days and 20 factors, half of them with a trigger, so that what is held against a "
    "lead is timed as well. shift_t is the plain reference of benchmarks/patterns/reference.py."
)


def finding(rounds: int) -> Section:
    """CPU time a runner of both, by turns."""
    ways = {OWN: _own, PLAIN: _plain}
    took = timing.by_turns(ways, [_made(number) for number in range(RUNNERS)], rounds)
    times, ratios = timing.medians_ms(took), timing.ratios(took, OWN)
    rows = [(name, times[name], report.ratio(*ratios.loc[name])) for name in ways]
    table = report.table(("way", "ms a runner", "times hiplog's"), rows)
    promise = report.at_most("Patterns in 20 factors over a year, CPU", MOST_MS, times[OWN], "ms")
    return Section("Patterns of a year", f"{HOW}\n\n{table}", (promise,))


def _made(number: int) -> Runner:
    triggers = (Trigger("descent", 0.8),) if number % 2 else ()
    return runner(World(days=365, triggers=triggers, factors=training.FACTORS + training.MORE), number)


def _own(made: Runner) -> object:
    return find_patterns(made.exposures, made.pain)


def _plain(made: Runner) -> object:
    return reference.find(made.exposures, made.pain)
