"""What must hold between the guide's parts: names that resolve, real doses, words that may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from analysis.guide.parts import EACH, GROUPS, MARKS, PHASES, USES, Exercise, Guide, Step
from ingest.schema import DONE, PLACES, QUALITIES, SETS_OFF, TIMINGS

BANNED = re.compile(
    r"\bsafe(ly|st|r)?\b|probabilit|likelihood|\byou (?:probably |likely )?(?:have|suffer from) an? "
    r"(?!clinician|plan)|\byour diagnosis\b|\bdiagnosed with\b|\bguarantee|\bcured?\b|\brisk of injury\b",
    re.IGNORECASE,
)
"""Words that hiplog never says: it names no runner's illness, promises nothing, gives no odds."""

PERCENT = re.compile(r"\d\s*%|\bpercent\b|\bper cent\b", re.IGNORECASE)
"""No structure comes with a percentage: that would read as its odds."""


class GuideError(ValueError):
    """The guide's files do not fit together. A bug of ours, not the runner's."""


def check(guide: Guide) -> None:
    """Raises GuideError, naming the part, at the first thing that does not hold."""
    for where, part in everything(guide):
        _check_source(guide, where, part)
        _check_words(where, part)
    for where, names, known in _references(guide):
        unknown = [name for name in names if name not in known]
        if unknown:
            raise GuideError(f"{where}: “{unknown[0]}” is not known")
    for structure in guide.structures.values():
        if bool(structure.needs) != bool(structure.one_of):
            raise GuideError(f"structures “{structure.id}”: what it needs, and one of which")
    for exercise in guide.exercises.values():
        _check_dose(exercise)
    for step in guide.steps.values():
        _check_window(step)


def everything(guide: Guide) -> Iterator[tuple[str, object]]:
    """Every part but the sources themselves, with the name under which an error tells it."""
    for kind in fields(guide):
        if kind.name != "sources":
            for part in getattr(guide, kind.name).values():
                yield f"{kind.name} “{part.id}”", part


def texts(part: object) -> list[str]:
    """All words of a part."""
    values = [getattr(part, each.name) for each in fields(part)]
    groups = [value if isinstance(value, tuple) else (value,) for value in values]
    return [text for group in groups for text in group if isinstance(text, str)]


def _check_source(guide: Guide, where: str, part) -> None:
    if not part.sources or not set(part.sources) <= set(guide.sources):
        raise GuideError(f"{where}: its sources {part.sources} are not all known")
    if part.evidence not in MARKS:
        raise GuideError(f"{where}: “{part.evidence}” is no strength of evidence")


def _check_words(where: str, part: object) -> None:
    for text in texts(part):
        banned = BANNED.search(text) or (PERCENT.search(text) if where.startswith("structures") else None)
        if banned:
            raise GuideError(f"{where}: “{banned[0]}” may not be said")


def _references(guide: Guide) -> Iterator[tuple[str, Iterable[str], Mapping | tuple]]:
    """(where, names given, names known) for every name by which one part speaks of another."""
    for each in guide.structures.values():
        where = f"structures “{each.id}”"
        yield where, each.exercises, guide.exercises
        yield where, each.see, guide.specialists
        yield where, (each.level,), guide.levels
        yield where, each.places, PLACES
        yield where, each.timing, TIMINGS
        yield where, each.quality, QUALITIES
        yield where, each.sets_off, SETS_OFF
    for each in guide.exercises.values():
        where = f"exercises “{each.id}”"
        yield where, each.serves, guide.structures
        yield where, (each.phase,), PHASES
        yield where, each.uses, USES
        yield where, (each.dose.each,), EACH
    for each in guide.routines.values():
        yield f"routines “{each.id}”", each.exercises, guide.exercises
        yield f"routines “{each.id}”", (each.done,), DONE
    for each in guide.steps.values():
        yield f"steps “{each.id}”", (each.done,) if each.done else (), DONE
    for each in guide.levels.values():
        yield f"levels “{each.id}”", each.quality, QUALITIES
        yield f"levels “{each.id}”", each.timing, TIMINGS
    for each in guide.topics.values():
        yield f"topics “{each.id}”", (each.group,), GROUPS


def _check_dose(exercise: Exercise) -> None:
    dose = exercise.dose
    amounts = (dose.repetitions, dose.steps, *dose.hold_s, dose.minutes)
    if dose.sets < 1 or min(amounts) < 0 or not any(amounts) or dose.hold_s[0] > dose.hold_s[1]:
        raise GuideError(f"exercises “{exercise.id}”: its dose is none")


def _check_window(step: Step) -> None:
    by_clock = bool(step.opens) and bool(step.closes)
    opens = (step.opens_day, step.opens) if by_clock else (0, f"{step.after_min:06d}")
    closes = (step.closes_day, step.closes) if by_clock else (0, f"{step.until_min:06d}")
    if not opens < closes:
        raise GuideError(f"steps “{step.id}”: it closes before it opens")
