"""The last four weeks beside the usual four weeks: how far, up and down, on what ground, turning which way.

The usual are the 12 weeks before: of amounts their mean 28 days, of shares that of all their metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import surface
from analysis.days import daily, level_treadmill, up_to
from analysis.downhill import weighted_steps
from analysis.ground import by_source, laid
from analysis.limits import above, at_least, limits_of
from ingest.schema import Log

DAYS = 28
USUAL_DAYS = 84
USUAL_LEAST_DAYS = 56
"""Days before the four weeks that make the usual, and how many must be known. Own convention."""

ALIKE = 0.15
"""Within this of the usual is "about your usual". [fraction] Own convention."""

CHANGED = 0.25
"""An amount that left its usual by more than this is told first. [fraction] Own convention."""

CHANGED_GROUND, CHANGED_DOWNHILL = 0.10, 0.05
"""Shares of a surface and of steep downhill that left their usual by more than this are told first.
[fraction] Own convention."""

ONE_SIDED = 0.80
"""From this share on one side, one course or one direction it is told, usual or not. [fraction] S4 and S5;
S3's turn bias of 0.6 is four turns in five to the same side."""

LEAST_RUNS, LEAST_LAPS = 5, 15
"""Runs and laps from which that is told: S5 and S3 count so many."""

LEAST = {"distance_m": 3000.0, "descent_m": 150.0, "ascent_m": 150.0, "steep_descents": 5.0}
"""Where neither the four weeks nor the usual reach this, a change is not told: little doubles easily.
[m], segments. L3, E2 and E3, own convention."""

AMOUNTS = (
    "distance_m",
    "descent_m",
    "ascent_m",
    "steep_descents",
    "weighted_steps",
    "laps_left",
    "laps_right",
)
"""What is added up: columns of RUNS and of TERRAIN."""

SHARES = ("downhill", "right_turns", "one_route", "left_side", "right_side")


@dataclass(frozen=True)
class FourWeeks:
    """What 28 days held, and what is usual; NaN = not known.

    `amounts` (a row for each of AMOUNTS, in RUNS' and TERRAIN's units), `shares` (a row for each of SHARES)
    and `ground` (a row for each of SURFACES) have the columns `now` and `usual`; shares are fractions:
    `downhill` of the graded metres at −5 % or steeper, `right_turns` of all turning, `one_route` the
    distance on the most run route, `left_side` and `right_side` of the distance on roads whose side the
    runner told. `known` is how much of the distance is of known ground, now and usual; where it is less
    than surface.KNOWN, the shares of `ground` are NaN. `by_source` tells who says so, now.
    """

    runs: int
    amounts: pd.DataFrame
    shares: pd.DataFrame
    ground: pd.DataFrame
    known: pd.Series
    by_source: pd.Series


def four_weeks(log: Log, today: date) -> FourWeeks:
    """The 28 days up to and including `today`, beside the 84 before them.

    What is not known of a run adds nothing to an amount, which is a lower bound then; NaN where it is
    known of no run.
    """
    first = today - timedelta(days=DAYS - 1)
    spans = {"now": (first, today), "usual": (first - timedelta(days=USUAL_DAYS), first - timedelta(days=1))}
    runs, grounds = _on_their_routes(log, today), laid(log)
    of_span = {name: within(runs, *span) for name, span in spans.items()}
    usual = _usual_amounts(log, runs, first)
    shares = pd.DataFrame({name: _shares(some) for name, some in of_span.items()})
    known = pd.Series({name: surface.known_share(grounds, *span) for name, span in spans.items()})
    ground = pd.DataFrame({name: surface.shares(grounds, *span) for name, span in spans.items()})
    whole = pd.Series({"now": True, "usual": pd.notna(usual["distance_m"])})
    return FourWeeks(
        runs=len(of_span["now"]),
        amounts=pd.DataFrame({"now": of_span["now"][list(AMOUNTS)].sum(min_count=1), "usual": usual}),
        shares=shares.where(whole, axis=1),
        ground=ground.where(whole & at_least(known, limits_of(log)[surface.KNOWN]), axis=1),
        known=known,
        by_source=by_source(within(grounds, *spans["now"])),
    )


def _on_their_routes(log: Log, today: date) -> pd.DataFrame:
    """The runs with their terrain and the side of the road on their route."""
    runs = level_treadmill(log.runs).merge(log.terrain, on="run_id", how="left")
    camber = runs["route_id"].map(log.routes.set_index("route_id")["camber"])
    return up_to(runs.assign(camber=camber, weighted_steps=weighted_steps(log).to_numpy()), today)


def within(frame: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    """The rows from the day `first` to the day `last`, both counted."""
    return frame[frame["day"].between(pd.Timestamp(first), pd.Timestamp(last))]


def _usual_amounts(log: Log, runs: pd.DataFrame, first: date) -> pd.Series:
    """The mean 28 days of the 84 before `first`; NaN where fewer than 56 of them are known."""
    until = first - timedelta(days=1)
    days = {name: daily(runs[name], runs["day"], until, log.diary["day"])[-USUAL_DAYS:] for name in AMOUNTS}
    return pd.Series(
        {
            name: DAYS * before.mean() if before.notna().sum() >= USUAL_LEAST_DAYS else float("nan")
            for name, before in days.items()
        }
    )


def _shares(runs: pd.DataFrame) -> pd.Series:
    turned, turning = runs["turned_deg"].sum(), runs["turning_deg"].sum()
    on_route = runs.groupby("route_id")["distance_m"].sum()
    sides = runs.groupby("camber")["distance_m"].sum().reindex(["left", "right", "both"], fill_value=0.0)
    return pd.Series(
        {
            "downhill": _share(runs["downhill_m"].sum(), runs["graded_m"].sum()),
            "right_turns": (1 + _share(turned, turning)) / 2,
            "one_route": _share(on_route.max(), runs["distance_m"].sum()),
            "left_side": _share(sides["left"], sides.sum()),
            "right_side": _share(sides["right"], sides.sum()),
        }
    )


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")


def stood_out(four: FourWeeks) -> list[str]:
    """What changed against the usual or stands out by itself: names of AMOUNTS, SHARES and SURFACES.

    The steps weighted by the way down follow the distance, and are told only where that has not changed.
    """
    amounts = [name for name in LEAST if _changed(four.amounts.loc[name], LEAST[name])]
    if "distance_m" not in amounts and _changed(four.amounts.loc["weighted_steps"], 0.0):
        amounts.append("weighted_steps")
    downhill = four.shares.loc["downhill"]
    shares = ["downhill"] if above(abs(downhill["now"] - downhill["usual"]), CHANGED_DOWNHILL) else []
    grounds = (four.ground["now"] - four.ground["usual"]).abs()
    return [*amounts, *shares, *_one_sided(four), *grounds[above(grounds, CHANGED_GROUND)].index]


def _changed(amount: pd.Series, least: float) -> bool:
    """Whether an amount has left its usual by more than CHANGED; without a usual it has not."""
    enough = at_least(max(amount["now"], amount["usual"]), least)
    return bool(enough and amount["usual"] > 0 and above(abs(amount["now"] / amount["usual"] - 1), CHANGED))


def _one_sided(four: FourWeeks) -> list[str]:
    now = four.shares["now"]
    laps = four.amounts.loc[["laps_left", "laps_right"], "now"]
    names = [name for name in ("left_side", "right_side") if at_least(now[name], ONE_SIDED)]
    if four.runs >= LEAST_RUNS and at_least(now["one_route"], ONE_SIDED):
        names.insert(0, "one_route")
    if at_least(laps.sum(), LEAST_LAPS) and at_least(laps.max(), ONE_SIDED * laps.sum()):
        return ["laps", *names]
    turned = at_least(max(now["right_turns"], 1 - now["right_turns"]), ONE_SIDED)
    return ["right_turns", *names] if turned else names
