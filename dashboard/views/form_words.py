"""Form in words: what each measure is, how it stands to the usual, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis import episodes, words
from analysis.findings import Evidence
from analysis.form.around import PHASES
from analysis.form.balance import BALANCE_EVIDENCE, BALANCE_WHY
from analysis.form.steps import STEPS_EVIDENCE
from analysis.form.usual import POINTS_WITHIN, WITHIN, Standing
from analysis.limits import at_least
from dashboard import words as edge

HOW = (
    "Usual is what your own runs of the 90 days before lead to expect at the same speed and on the same "
    "grades, so a slow or a hilly day does not count as a change; a change that lasts becomes your usual. "
    "A new watch, strap or pod measures a little differently, which looks like a change here. Walking is "
    "left out, and so are runs on a treadmill, where the watch can only guess the speed."
)
NO_CLAIM = "This is information, not a verdict: how you move changes with a sore hip, and with tired legs."
NOTHING = (
    "Your runs hold no cadence, so there is nothing to say of your form yet. A watch that counts steps gives "
    "it; stance time, balance, bounce and step length come from a running watch with a chest strap or a pod."
)
ONLY_CADENCE = (
    "Your watch tells cadence only. Stance time, balance, bounce and step length come from a chest strap or "
    "a pod that measures running dynamics, and from some newer watches."
)
TOO_FEW = "Too few runs of the last four weeks tell of your form."
REACHED = "A sore hip changes how one runs: what it changed then may not show as a change here."
WAITING = (
    "Once five runs and an hour of running within 90 days are in the log, with cadence, speed and altitude, "
    "hiplog can say what is usual for you."
)


MOST_NAMED = 2
"""Measures that fewer runs tell are named up to so many. Own convention."""


@dataclass(frozen=True)
class Measure:
    """How a measure is called, what more and less of it is, and how an amount of it is said."""

    name: str
    means: str
    more: str
    less: str
    unit: str
    factor: float = 1.0
    digits: int = 0


MEASURES: Mapping[str, Measure] = {
    "cadence": Measure("Cadence", "steps a minute", "higher", "lower", "a minute", digits=1),
    "balance": Measure("Balance", "points of % left", "more left", "more right", "% left", 1, 1),
    "stance_time": Measure("Stance time", "a foot on the ground", "longer", "shorter", "ms", 1000.0),
    "vertical_oscillation": Measure("Bounce", "up and down", "larger", "smaller", "cm", 100.0, 1),
    "vertical_ratio": Measure("Bounce per step length", "vertical ratio", "larger", "smaller", "%", 1, 1),
    "step_length": Measure("Step length", "one foot to the other", "longer", "shorter", "cm", 100.0),
}


def summary(known: Mapping[str, Standing]) -> tuple[str, list[str]]:
    """The first sentence, of cadence where it is known, and lines for all else, what has changed first."""
    if not known:
        return TOO_FEW, []
    first, *others = known
    changed = [standing(name, known[name]) for name in others if known[name].since is not None]
    same = [MEASURES[name].name.lower() for name in others if known[name].since is None]
    return standing(first, known[first]), [*changed, *([f"As usual: {', '.join(same)}."] if same else [])]


def listed(lines: list[str]) -> str:
    """Lines as a list; one alone is none."""
    return "\n".join(f"- {line}" for line in lines) if len(lines) > 1 else "".join(lines)


def standing(name: str, now: Standing) -> str:
    """One measure against the usual: "Your cadence at the same speed is as usual."."""
    if name == "balance":
        return _balance(now)
    measure = MEASURES[name]
    what = f"Your {measure.name.lower()} at the same speed"
    if now.since is None:
        return f"{what} is as usual."
    way = measure.more if now.apart > 0 else measure.less
    return f"{what} has been {_percent(now.apart)} {way} than usual since {words.day(now.since)}."


def _balance(now: Standing) -> str:
    if now.since is None:
        return "Your left and right foot share the ground as usual."
    foot = "left" if now.apart > 0 else "right"
    return (
        f"Your balance has been {words.points(abs(100 * now.apart))} more {foot} than usual since "
        f"{words.day(now.since)}: your {foot} foot stays longer on the ground."
    )


def _percent(fraction: float) -> str:
    return f"{words.number(abs(100 * fraction))} %"


def heading(name: str) -> str:
    """Over a picture: "Cadence (steps a minute)"."""
    measure = MEASURES[name]
    said = f"{measure.means}; up: more left" if name == "balance" else measure.means
    return f"<b>{measure.name}</b> ({said})"


def amount(name: str, value: float, before: float) -> str:
    """A value of GAIT as watches show it, with how far it is off where that is a change: "163.2 (−2.1 %)".

    Balance is in percent already: there it is points, "50.6 (+0.5)".
    """
    if not edge.known(value):
        return edge.MISSING
    measure = MEASURES[name]
    said = f"{value * measure.factor:.{measure.digits}f}"
    points = name == "balance"
    apart = (value - before) / 100 if points else value / before - 1
    if not at_least(abs(apart), POINTS_WITHIN if points else WITHIN):
        return said
    size = words.number(abs(100 * apart)) if points else _percent(apart)
    return edge.unbroken(f"{said} ({'+' if apart > 0 else '−'}{size})")


def rows(around: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """A line a measure that is known before the episode and in or after it."""
    return [
        (
            f"{MEASURES[name].name}, {MEASURES[name].unit}",
            *(amount(name, row[phase], row["before"]) for phase in PHASES),
        )
        for name, row in _told(around).iterrows()
    ]


def _told(around: pd.DataFrame) -> pd.DataFrame:
    told = around.loc[[name for name in MEASURES if name in around.index]]
    return told[told["before"].notna() & told[["in", "after"]].notna().any(axis=1)]


def painful_side(episode) -> str:
    """Which hip hurt, in a sentence."""
    if episode.side == "both":
        return "Both hips were painful in this episode."
    known = episode.side in ("left", "right")
    if not known:
        return "The diary does not say which hip hurt in this episode."
    return f"The painful side of this episode: the **{episode.side} hip**."


def named(episode, year: int) -> str:
    """An episode to choose by: "3 May – 12 Jun, outer hip, left"."""
    first = edge.date_of(episode.onset) + (f" {episode.onset.year}" if episode.onset.year != year else "")
    last = "goes on" if episode.state == episodes.GOING_ON else edge.date_of(episode.last_painful)
    where = episodes.where(episode)
    return f"{first} – {last}" + (f", {where}" if where else "")


def shaded(shown: Iterable) -> str:
    """What is shaded in the pictures; empty for no episode."""
    said = [named(each, each.onset.year) for each in shown]
    return f"Shaded: hip pain. {'; '.join(said)}." if said else ""


def table(cells: list[tuple[str, str, str, str]]) -> dict[str, list[str]]:
    """The lines of `rows` as columns; what comes after only where that is known of any."""
    heads = ("", "Before", "In it", "After")
    columns = dict(zip(heads, map(list, zip(*cells, strict=True)), strict=True))
    return {head: column for head, column in columns.items() if set(column) != {edge.MISSING}}


def counts(around: pd.DataFrame) -> str:
    """What was done to the numbers, how many runs stand behind each column, and how many lie in pain."""
    shown = _told(around)
    columns = {
        "In it": _tell(shown["runs_in"]),
        "After it, up to the next": _tell(shown["runs_after"]),
    }
    told = [f" {name}: {count}." for name, count in columns.items() if count]
    before = _tell(shown["runs_before"])
    return (
        f"Adjusted to the same speed and hills. Before: {before} of the 90 days before it.{''.join(told)}"
        f"{_sore(shown)}"
    )


def _tell(runs: pd.Series) -> str:
    """How many runs tell the measures: "41 runs (26 for all but cadence)"; empty where none does."""
    most = int(runs.max())
    fewer = runs[runs < most].astype(int)
    if most == 0:
        return ""
    if fewer.empty:
        return edge.counted(most, "run")
    least = f"{fewer.min()} to {fewer.max()}" if fewer.min() < fewer.max() else f"{fewer.max()}"
    many = len(fewer) > MOST_NAMED
    which = _named(runs.index[runs == most]) if many else _named(fewer.index)
    return f"{edge.counted(most, 'run')} ({least} for {'all but ' if many else ''}{which})"


def measures(names: Iterable[str]) -> str:
    """Measures in a list: "stance time, balance"."""
    return ", ".join(MEASURES[name].name.lower() for name in names)


def _named(names: Iterable[str]) -> str:
    """Measures in a sentence: "stance time and balance"."""
    *others, last = (MEASURES[name].name.lower() for name in names)
    return f"{', '.join(others)} and {last}" if others else last


def _sore(around: pd.DataFrame) -> str:
    """How many of the runs before were in pain themselves; empty for none."""
    fullest = around.loc[around["runs_before"].idxmax()]
    sore, used = int(fullest["runs_sore"]), int(fullest["runs_before"])
    if not sore:
        return ""
    if fullest["left_out"]:
        return f" {edge.counted(sore, 'more run')} before it, in earlier episodes of hip pain, left out."
    lie = "lies" if sore == 1 else "lie"
    return (
        f" {sore} of the {edge.counted(used, 'run')} before {lie} in earlier episodes of hip pain. {REACHED}"
    )


def known(told: list[str]) -> list[tuple[str, str, Evidence]]:
    """What studies know of what is shown: a title, a sentence, the evidence."""
    cadence = (
        "Cadence",
        "More steps a minute at the same speed means shorter steps. A drop is worth knowing, no more.",
        STEPS_EVIDENCE,
    )
    balance = ("Left against right", BALANCE_WHY, BALANCE_EVIDENCE)
    return [cadence, *([balance] if "balance" in told else [])]
