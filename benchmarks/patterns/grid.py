"""Which made runners are tried: the cells of the protocol, each a name, a world and how many runners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from zlib import crc32

import numpy as np

from benchmarks.patterns import partly, training
from benchmarks.patterns.harder import HABITS, LIVES, STRENGTHS, Harder
from benchmarks.patterns.partly import Partly
from benchmarks.patterns.runners import KERNELS, Runner, Trigger, World, runner

RUNNERS = 500
"""The protocol's, in each cell of the null grid."""

DAYS = (60, 90, 120, 180, 365)
RHOS = (0.3, 0.6, 0.85)
MISSING = (0.0, 0.2, 0.4, "MNAR")
FEEDBACK = (0.0, 0.35)
EFFECTS = (0.4, 0.8, 1.2)
MEDIUM = 0.8
SATURATING = "T180 effect 0.8 saturating"
TRIGGERS = ("descent", "concrete", "session_spike", "week", "fast", "old_shoe", "turn", "low_cadence")
PAIRS = (("descent", "low_cadence"), ("concrete", "turn"), ("old_shoe", "fast"), ("week", "low_cadence"))
FEWER = 25
"""A null cell has so many times the runners of a trigger cell, of which 32 stand together in a table."""

HARDER_DAYS, HARDER_RHOS = (180, 270), (0.6, 0.85)
A_FIFTH = 5
"""A row of the harder nulls has so many times fewer runners than a null cell."""

STRANGERS = 10_000
"""The numbers from here on are of runners whose diary is set beside another's training, however many are
tried."""


@dataclass(frozen=True)
class Cell:
    """A `row` is told of together. Seeds are those of world and number; what is harder has luck of its own.

    `table`: null, "null, harder", "null, partly known", trigger, two, threshold, hard, control or delay.
    """

    table: str
    row: str
    part: str
    world: World
    runners: int
    harder: Harder | Partly | None = None

    @property
    def name(self) -> str:
        return " ".join(filter(None, (self.table, self.row, self.part)))

    def runner(self, number: int) -> Runner:
        """The cell's runner of that number; a control has another runner's pain."""
        made = runner(self.world, number)
        if self.harder:
            luck = np.random.default_rng([2026, number, crc32(repr((self.world, self.harder)).encode())])
            return self.harder.of(made, luck)
        if self.table != "control":
            return made
        other = runner(self.world, STRANGERS + number)
        return replace(made, pain=other.pain, latent=other.latent, doses=())


def cells(runners: int = RUNNERS) -> Iterator[Cell]:
    """All cells of the protocol, `runners` in each cell of the null grid."""
    few = max(1, runners // FEWER)
    yield from _null(runners)
    yield from _null_harder(max(1, runners // A_FIFTH // len(HARDER_RHOS)))
    yield from _null_partly_known(max(1, runners // A_FIFTH))
    for days, effect in product(DAYS, EFFECTS):
        yield from _triggers("trigger", f"T{days} effect {effect}", World(days=days), effect, few)
    yield from _triggers("trigger", SATURATING, World(), MEDIUM, few, saturates=True)
    for days, pair in product((120, 180, 365), PAIRS):
        both = tuple(Trigger(factor, MEDIUM) for factor in pair)
        yield Cell("two", f"T{days}", "+".join(pair), World(days=days, triggers=both), 4 * few)
    for days in (120, 180, 365):
        yield from _triggers("threshold", f"T{days}", World(days=days), MEDIUM, few, only_high=True)
    yield from _hard(few)
    for days, factor in product((120, 180, 365), TRIGGERS):
        world = World(days=days, triggers=(Trigger(factor, MEDIUM),))
        yield Cell("control", f"T{days}", factor, world, max(1, runners // 4))
    yield Cell("delay", "no trigger", "", World(days=365), 8 * few)
    for effect, factor in product(EFFECTS, TRIGGERS):
        world = World(days=365, triggers=(Trigger(factor, effect),))
        yield Cell("delay", f"effect {effect}", factor, world, few)


def ablated(cell: Cell) -> bool:
    """Whether the finders that leave something out are tried on it too."""
    usual = cell.world.days == 120 and cell.world.missing == 0.2
    if cell.table == "null":
        return usual and cell.world.rho != 0.3
    return usual and cell.table == "trigger" and cell.row.endswith(f"effect {MEDIUM}")


def _null(runners: int) -> Iterator[Cell]:
    for days, rho, missing, feedback in product(DAYS, RHOS, MISSING, FEEDBACK):
        row = f"T{days} rho {rho} missing {missing} feedback {feedback}"
        yield Cell("null", row, "", World(days, rho, missing, feedback), runners)


def _null_harder(runners: int) -> Iterator[Cell]:
    """Lives in which nothing adds to the pain either, but it looks so."""
    lives = [Harder(kind, strength) for kind in (*HABITS, "weekly") for strength in STRENGTHS]
    lives += [Harder(kind) for kind in LIVES if kind not in HABITS and kind != "weekly"]
    for days, life, rho in product(HARDER_DAYS, lives, HARDER_RHOS):
        row = f"T{days} {life.kind}" + f" ({life.strength})" * bool(life.strength)
        yield Cell("null, harder", row, f"rho {rho}", World(days=days, rho=rho), runners, life)


def _null_partly_known(runners: int) -> Iterator[Cell]:
    """Of a year much is not known; three cells a row, so that bounds stand on as many as need be."""
    for kind, rho in product(partly.LIVES, RHOS):
        world = World(days=365, rho=rho, factors=partly.FACTORS)
        yield Cell("null, partly known", f"T365 {kind}", f"rho {rho}", world, runners, Partly(kind))


def _hard(few: int) -> Iterator[Cell]:
    """The medium effect at 180 days where life is harder than in the trigger grid, one thing at a time."""
    usual = World(days=180)
    harder = {
        "usual": usual,
        "feedback 0.35": replace(usual, feedback=0.35),
        "missing MNAR": replace(usual, missing="MNAR"),
        "missing 0.4": replace(usual, missing=0.4),
        "rho 0.3": replace(usual, rho=0.3),
        "rho 0.85": replace(usual, rho=0.85),
        "20 factors": replace(usual, factors=training.FACTORS + training.MORE),
    }
    for name, world in harder.items():
        yield from _triggers("hard", name, world, MEDIUM, few)
    carried = replace(usual, arising="carry-over")
    for rho, factor in product(RHOS, TRIGGERS):
        world = replace(carried, rho=rho, triggers=(Trigger(factor, MEDIUM),))
        yield Cell("hard", f"carry-over rho {rho}", factor, world, 4 * few)


def _triggers(table: str, row: str, world: World, effect: float, few: int, **bent: bool) -> Iterator[Cell]:
    """One cell a trigger and kernel."""
    for factor, kernel in product(TRIGGERS, KERNELS):
        trigger = Trigger(factor, effect, kernel, **bent)
        yield Cell(table, row, f"{factor} {kernel}", replace(world, triggers=(trigger,)), few)
