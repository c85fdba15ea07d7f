"""Every line of the knowledge that hiplog set out with has a home in the product, or a reason why not."""

import importlib
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from analysis import review
from analysis.flags.standing import USUAL
from analysis.guide import Guide, guide
from analysis.guide.checks import texts
from dashboard.app import PLACES
from ingest import schema

HERE = Path(__file__).resolve().parent
LINES = tomllib.loads((HERE / "knowledge.toml").read_text(encoding="utf-8"))["lines"]
COUNTS = {0: 15, 1: 8, 2: 16, 3: 18, 4: 12}
"""Numbered lines of each article."""

CONFLICTS = (
    "stress_fracture",
    "recovery",
    "ice_trails_stretching",
    "ten_percent",
    "camber",
    "figures",
    "no_cut_off",
)
KINDS = {name.removesuffix("s"): name for name in (each.name for each in fields(Guide))} | {
    "remedy": "remedies"
}
"""Kinds of the guide's parts as a pointer names them, and as the guide does."""
IDS = [line["id"] for line in LINES]


def part(kind, name):
    """The words of one part of the guide, its dose said as on the screen."""
    one = getattr(guide(), KINDS[kind])[name]
    dose = [one.dose.said] if kind == "exercise" else []
    minutes = [f"from {one.after_min} to {one.until_min} min"] if kind == "step" else []
    return "\n".join([*texts(one), *dose, *minutes])


def field(name):
    """A word of the schema with what the runner reads for it, or a column with its meaning."""
    group, _, word = name.partition(".")
    known = getattr(schema, group)
    if isinstance(known, schema.Table):
        return known.column(word).meaning if word in known.names else None
    if word not in known:
        return None
    return f"{word} {known[word]}" if isinstance(known, Mapping) else word


def rule(name):
    names = {f"{one.__module__.removeprefix('analysis.')}.{one.__name__}": one for one in review.RULES}
    return names[name].__doc__


def limit(key):
    one = next(each for each in review.LIMITS if each.key == key)
    amount = f"{one.default:.0f}" if one.default >= 1000 else f"{one.default:g}"
    return f"{amount} {one.unit} {one.meaning} {one.source}"


def page(name):
    return next(place for place in PLACES if place.path == name).view.page.__doc__


def value(path):
    """What a constant of a module says, as text: `analysis.care.ICE_HOURS`."""
    module, _, name = path.rpartition(".")
    held = getattr(importlib.import_module(module), name)
    if isinstance(held, Mapping):
        return ", ".join(f"{key}: {_short(one)}" for key, one in held.items())
    return repr(held)


def _short(one):
    return round(one, 1) if isinstance(one, float) else one


HOMES = {
    "field": field,
    "rule": rule,
    "limit": limit,
    "page": page,
    "value": value,
    "flag": lambda name: USUAL[name].name,
}


def found(at):
    """What stands at a home; raises or gives None where there is nothing."""
    kind, _, name = at.partition(":")
    return part(kind, name) if kind in KINDS else HOMES[kind](name)


def test_every_numbered_line_and_every_conflict_stands_in_the_table_once():
    numbered = [f"{article}.{line}" for article, count in COUNTS.items() for line in range(1, count + 1)]
    assert sorted(IDS) == sorted([*numbered, *(f"conflict.{name}" for name in CONFLICTS)])


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_a_line_lives_where_the_table_says_with_what_is_its_own(line):
    assert line.get("homes") or line["reason"].strip()
    assert line["says"].strip()
    for home in line.get("homes", ()):
        text = found(home["at"])
        assert text, home["at"]
        assert [words for words in home.get("has", ()) if words not in text] == [], (home["at"], text)


def test_a_line_without_any_words_of_its_own_does_not_pass_for_home():
    """Each line asserts content somewhere, or points at what can only be its own."""
    bare = [
        line["id"]
        for line in LINES
        if not any(home.get("has") for home in line["homes"])
        and not all(home["at"].startswith("exercise:") for home in line["homes"])
    ]
    assert bare == []


@pytest.mark.parametrize(
    "at",
    [
        "structure:elbow",
        "rule:pain.moon",
        "limit:pain.moon",
        "flag:moon",
        "page:moon",
        "value:analysis.care.MOON",
    ],
)
def test_a_home_that_is_not_there_is_found_out(at):
    with pytest.raises((KeyError, StopIteration, AttributeError)):
        found(at)


@pytest.mark.parametrize("at", ["field:SIGNS.moon", "field:DIARY.moon", "field:QUALITIES.moon"])
def test_a_word_that_the_schema_does_not_know_is_found_out(at):
    assert found(at) is None
