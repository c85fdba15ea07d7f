"""Reads the guide's TOML files into typed parts, once; a file that does not fit is refused by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, get_type_hints

from analysis.guide import checks
from analysis.guide.checks import GuideError
from analysis.guide.parts import (
    Claim,
    Dose,
    Exercise,
    Guide,
    Level,
    Remedy,
    Routine,
    Source,
    Specialist,
    Step,
    Structure,
    Topic,
)

__all__ = ["GuideError", "guide", "made", "read"]

HERE = Path(__file__).resolve().parent
KINDS: Mapping[str, type] = {
    "sources": Source,
    "exercises": Exercise,
    "routines": Routine,
    "steps": Step,
    "remedies": Remedy,
    "levels": Level,
    "specialists": Specialist,
    "structures": Structure,
    "topics": Topic,
    "claims": Claim,
}
Part = TypeVar("Part")


@cache
def guide() -> Guide:
    """The guide that comes with hiplog, read once in a process. Raises GuideError where it does not fit."""
    return read(HERE)


def read(folder: Path) -> Guide:
    """The guide of a folder: one file a kind, each an array of tables under the kind's name."""
    found = Guide(**{kind: _kind(folder / f"{kind}.toml", kind, part) for kind, part in KINDS.items()})
    checks.check(found)
    return found


def _kind(path: Path, kind: str, part: type[Part]) -> Mapping[str, Part]:
    with path.open("rb") as file:
        rows = tomllib.load(file)[kind]
    parts: dict[str, Part] = {}
    for row in rows:
        one = made(part, row)
        if one.id in parts:
            raise GuideError(f"{kind}: “{one.id}” stands there twice")
        parts[one.id] = one
    return MappingProxyType(parts)


def made(part: type[Part], row: Mapping) -> Part:
    """One part from a table. Raises GuideError for a key that is missing, unknown or of another type."""
    where = f"{part.__name__} “{row.get('id', '')}”"
    hints = get_type_hints(part)
    unknown = set(row) - {each.name for each in fields(part)}
    if unknown:
        raise GuideError(f"{where}: unknown key {', '.join(sorted(unknown))}")
    values = {name: _typed(value, hints[name], f"{where}, {name}") for name, value in row.items()}
    try:
        return part(**values)
    except TypeError as error:
        raise GuideError(f"{where}: {error}") from None


def _typed(value: object, hint: object, where: str) -> object:
    if hint is Dose and isinstance(value, dict):
        return made(Dose, value)
    if isinstance(value, list):
        value = tuple(value)
    item = {tuple[str, ...]: str, tuple[int, int]: int}.get(hint)
    fits = (
        isinstance(value, tuple) and all(type(each) is item for each in value)
        if item
        else (type(value) is hint)
    )
    if not fits:
        raise GuideError(f"{where}: {value!r} is of another type")
    return value
