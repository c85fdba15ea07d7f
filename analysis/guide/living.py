"""What lives at a place of the hip, the most urgent first, and how soon somebody should look at it.

The order is by urgency alone, never by how well answers fit: a stress fracture that fits badly still
comes before a tendon that fits well. The answers only say which cards speak of the same things.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.guide.parts import Guide, Level, Structure
from ingest.schema import QUALITIES, SETS_OFF, TIMINGS

URGENT_RANK = 3
"""Levels from this rank on are called for by the place alone, whatever else was answered."""

ENOUGH = 2
"""Answers that a less urgent structure must share before it calls for its level. Own convention."""

WORDS = {"timing": TIMINGS, "quality": {word: word for word in QUALITIES}, "sets_off": SETS_OFF}


@dataclass(frozen=True)
class Answers:
    """What the runner says of the pain, in the diary's words; None where not answered."""

    place: str
    timing: str | None = None
    quality: str | None = None
    sets_off: str | None = None


@dataclass(frozen=True)
class Living:
    """One structure of a place, how soon it asks to be looked at, and which answers are told of it too."""

    structure: Structure
    level: Level
    fits: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """How soon to be seen, and the structures that call for it; none where an answer does by itself."""

    level: Level
    by: tuple[Living, ...]


def living(guide: Guide, answers: Answers) -> list[Living]:
    """The structures that live at the place, the most urgent first; in the guide's order where equal."""
    here = [each for each in guide.structures.values() if answers.place in each.places]
    found = [Living(each, guide.levels[each.level], _fits(each, answers)) for each in here]
    return sorted(found, key=lambda one: -one.level.rank)


def _fits(structure: Structure, answers: Answers) -> tuple[str, ...]:
    said = {kind: getattr(answers, kind) for kind in WORDS}
    return tuple(WORDS[kind][word] for kind, word in said.items() if word in getattr(structure, kind))


def called_for(guide: Guide, answers: Answers) -> Call:
    """The most urgent level that the place and the answers call for, and what calls for it.

    An urgent structure calls for its place alone, another from two answers on that are told of it;
    some answers, such as numbness, call for a level by themselves. Care at home is what is left.
    """
    heard = [
        one for one in living(guide, answers) if one.level.rank >= URGENT_RANK or len(one.fits) >= ENOUGH
    ]
    asked = [level for level in guide.levels.values() if _asks(level, answers)]
    levels = [guide.levels["home"], *asked, *(one.level for one in heard)]
    level = max(levels, key=lambda level: level.rank)
    return Call(level, tuple(one for one in heard if one.level == level))


def _asks(level: Level, answers: Answers) -> bool:
    return answers.quality in level.quality or answers.timing in level.timing
