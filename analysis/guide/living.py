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
    """One structure of a place, how soon it asks to be looked at, and which answers go with it."""

    structure: Structure
    level: Level
    fits: tuple[str, ...]


@dataclass(frozen=True)
class Call:
    """How soon to be seen, and the structures that call for it; none where an answer does by itself.

    `asked` are the answers, in words, that ask for `asked_level` by themselves; none and None else.
    """

    level: Level
    by: tuple[Living, ...]
    asked: tuple[str, ...] = ()
    asked_level: Level | None = None


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

    An urgent structure calls for its place alone, another from two answers on that go with it;
    some answers, such as numbness, call for a level by themselves. Care at home is what is left.
    """
    heard = [
        one for one in living(guide, answers) if one.level.rank >= URGENT_RANK or len(one.fits) >= ENOUGH
    ]
    asked = max((each for each in guide.levels.values() if _asks(each, answers)), key=_rank, default=None)
    levels = [guide.levels["home"], *([asked] if asked else []), *(one.level for one in heard)]
    level = max(levels, key=_rank)
    by = tuple(one for one in heard if one.level == level)
    return Call(level, by, _asks(asked, answers) if asked else (), asked)


def _rank(level: Level) -> int:
    return level.rank


def _asks(level: Level, answers: Answers) -> tuple[str, ...]:
    """The answers that ask for a level by themselves, in words."""
    given = (("timing", answers.timing, level.timing), ("quality", answers.quality, level.quality))
    return tuple(WORDS[kind][word] for kind, word, asking in given if word in asking)


def said(answers: Answers) -> tuple[str, ...]:
    """The answers given, in words."""
    given = {kind: getattr(answers, kind) for kind in WORDS}
    return tuple(WORDS[kind][word] for kind, word in given.items() if word is not None)


def changed(guide: Guide, answers: Answers, least: int = 0) -> str:
    """What the answers changed, in two sentences; "" where none was given.

    `least` is the rank of the level that holds whatever is answered, such as the log's.
    """
    counts = counted(guide, answers)
    return f"{counts} {_sooner(guide, answers, least)}" if counts else ""


def counted(guide: Guide, answers: Answers) -> str:
    """`3 of these 8 go with “clicking”, none with “stairs”.`; "" where nothing was answered."""
    found, given = living(guide, answers), said(answers)
    counts = [sum(word in one.fits for one in found) for word in given]
    told = [f"{count or 'none'} with “{word}”" for count, word in zip(counts, given, strict=True)]
    if not told:
        return ""
    first = (
        f"{counts[0] or 'None'} of these {len(found)} {'go' if counts[0] > 1 else 'goes'} with “{given[0]}”"
    )
    return f"{', '.join([first, *told[1:]])}."


def _sooner(guide: Guide, answers: Answers, least: int) -> str:
    now, before = called_for(guide, answers), called_for(guide, Answers(answers.place))
    if now.asked_level and now.asked_level.rank > least:
        return f"With {quoted(now.asked)} somebody should look {_within(now.asked_level)} at the latest."
    if now.level.rank <= max(before.level.rank, least):
        return "How soon to be seen stays the same."
    first = now.by[0]
    name, count = first.structure.name.lower(), len(first.fits)
    return f"{count} of your answers go with {name}: the box at the top now asks about it."


def quoted(given: tuple[str, ...]) -> str:
    """Answers as they are quoted: “clicking” and “after every run”."""
    return " and ".join(f"“{word}”" for word in given)


def _within(level: Level) -> str:
    return level.word[0].lower() + level.word[1:]
