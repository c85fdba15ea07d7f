"""Which pair a row of Strava's activities.csv means: its gear is a nickname, a make, or a bare number."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.exports.said import Shoe
from ingest.schema import SHOE_KINDS

BARE_NUMBER = re.compile(r"\d{4,}(?:\.0)?")
UNNAMED = "Strava shoe {number}"


@dataclass(frozen=True)
class Pair:
    """A row of shoes.csv."""

    name: str  # the nickname, else brand and model
    called: frozenset[str]  # all that a row of activities.csv may call it, folded
    nameless: bool
    kind: str


def pairs(text: str) -> list[Pair]:
    """The pairs of shoes.csv, by the order of its columns: name, brand, model, usual sports."""
    try:
        table = [cells for cells in csv.reader(io.StringIO(text, newline="")) if any(map(str.strip, cells))]
    except csv.Error:
        return []
    return [pair for cells in table[1:] if (pair := _pair(cells)).name]


def _pair(cells: list[str]) -> Pair:
    name, brand, model, sports = (" ".join(cell.split()) for cell in [*cells, "", "", "", ""][:4])
    make = f"{brand} {model}".strip()
    variants = (name, make, f"{make} {name}", f"{brand} {name}", f"{name} {make}", f"{name} ({make})")
    return Pair(
        name=name or make,
        called=frozenset(_folded(variant) for variant in variants if variant.strip()),
        nameless=not name,
        kind="trail" if "trail" in sports.casefold() else SHOE_KINDS[0],
    )


def worn(gear: Iterable[str], known: list[Pair]) -> dict[str, str]:
    """The name of a pair for each gear that runs tell of."""
    told = sorted(set(gear))
    named = {one: _name(one, known) for one in told}
    bare = [one for one in told if BARE_NUMBER.fullmatch(one)]
    idle = [pair.name for pair in known if pair.nameless and pair.name not in named.values()]
    if len(bare) == 1 and len(idle) == 1:  # a number stands where a pair has no nickname: it can be no other
        named[bare[0]] = idle[0]
    return named


def _name(gear: str, known: list[Pair]) -> str:
    if BARE_NUMBER.fullmatch(gear):
        return UNNAMED.format(number=gear.removesuffix(".0"))
    pair = next((pair for pair in known if _folded(gear) in pair.called), None)
    return pair.name if pair else " ".join(gear.split())


def shoes(named: Iterable[str], known: list[Pair]) -> tuple[Shoe, ...]:
    """Every pair of the account, whether worn on a run or only listed, by name."""
    kinds = {pair.name: pair.kind for pair in known}
    return tuple(Shoe(name, kinds.get(name, SHOE_KINDS[0])) for name in sorted({*named, *kinds}))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
