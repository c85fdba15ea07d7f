"""What of the last four weeks is told first: amounts that left their usual, and habits that stand out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis import camber, direction, routes, terrain
from analysis.findings import Finding
from analysis.limits import Limits, above, at_least
from analysis.recent import FourWeeks

CHANGED = 0.25
"""An amount that left its usual by more than this is told first. [fraction] Own convention."""

CHANGED_GROUND, CHANGED_DOWNHILL = 0.10, 0.05
"""Shares of a surface and of steep downhill that left their usual by more than this are told first.
[fraction] Own convention."""

JUMPS = (terrain.DESCENT_JUMP.key, terrain.ASCENT_JUMP.key)
"""The rules E2 and E3, in the order in which they are told."""

LEAST = {"distance_m": 3000.0, "descent_m": 150.0, "ascent_m": 150.0, "steep_descents": 5.0}
"""Where neither the four weeks nor the usual reach this, a change is not told: little doubles easily.
[m], segments. As in the rules L3, E2 and E3; of segments own convention."""


def stood_out(four: FourWeeks, limits: Limits) -> list[str]:
    """What changed against the usual or stands out by itself: names of AMOUNTS, SHARES, SURFACES, and "laps".

    One side, one way round and one course stand out from the limits of their rules on, usual or not.
    The steps weighted by the way down follow the distance, and are told only where that has not changed.
    """
    amounts = [name for name in LEAST if _changed(four, name, LEAST[name])]
    if "distance_m" not in amounts and _changed(four, "weighted_steps", 0.0):
        amounts.append("weighted_steps")
    downhill = four.shares.loc["downhill"]
    shares = ["downhill"] if above(abs(downhill["now"] - downhill["usual"]), CHANGED_DOWNHILL) else []
    grounds = (four.ground["now"] - four.ground["usual"]).abs()
    return [*amounts, *shares, *_one_sided(four, limits), *grounds[above(grounds, CHANGED_GROUND)].index]


def jumped(findings: Sequence[Finding], today: date) -> list[Finding]:
    """The newest finding of the last seven days, `today` counted, of each of the rules E2 and E3."""
    lately = [finding for finding in findings if 0 <= (today - finding.day).days < 7]
    newest = {finding.rule: finding for finding in sorted(lately, key=lambda finding: finding.day)}
    return [newest[rule] for rule in JUMPS if rule in newest]


def _changed(four: FourWeeks, name: str, least: float) -> bool:
    """Whether an amount has left its usual by more than CHANGED; without a usual it has not."""
    enough = at_least(four.amounts.loc[name].max(), least)
    return bool(enough and above(abs(four.times[name] - 1), CHANGED))


def _one_sided(four: FourWeeks, limits: Limits) -> list[str]:
    now = four.shares["now"]
    sides = [f"{side}_side" for side in camber.SIDES]
    names = [name for name in sides if above(now[name], limits[camber.ONE_SIDE])]
    if four.runs >= limits[routes.LEAST_RUNS] and above(now["one_route"], limits[routes.SAME_COURSE]):
        names.insert(0, "one_route")
    return [*_one_way(four, limits), *names]


def _one_way(four: FourWeeks, limits: Limits) -> list[str]:
    """Rounds that went one way; where there are too few of them, turning in general."""
    left, right = four.amounts.loc[["laps_left", "laps_right"], "now"]
    if at_least(left + right, limits[direction.LEAST_ROUNDS]):
        return ["laps"] if above(abs(right - left) / (left + right), limits[direction.BIAS]) else []
    bias = abs(2 * four.shares.loc["right_turns", "now"] - 1)
    return ["right_turns"] if above(bias, limits[direction.BIAS]) else []
