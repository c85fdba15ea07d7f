"""The last four weeks beside the usual four weeks: how far, up and down, on what ground, turning which way.

The usual are the 12 weeks before: of amounts their mean 28 days, of shares that of all their metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import camber, direction, surface
from analysis.days import daily, level_treadmill, up_to
from analysis.downhill import weighted_steps
from analysis.ground import by_source, laid
from analysis.limits import at_least, limits_of
from ingest.schema import Log

DAYS = 28
USUAL_DAYS = 84
USUAL_LEAST_DAYS = 56
"""Days before the four weeks that make the usual, and how many must be known. Own convention."""

AMOUNTS = (
    "distance_m",
    "descent_m",
    "ascent_m",
    "steep_descents",
    "weighted_steps",
    "laps_left",
    "laps_right",
)
"""What is added up: columns of RUNS and of TERRAIN; rounds are those of `direction.rounds`."""

SHARES = ("downhill", "uphill", "right_turns", "one_route", "left_side", "right_side")


@dataclass(frozen=True)
class FourWeeks:
    """What 28 days held, and what is usual; NaN = not known.

    `amounts` (a row for each of AMOUNTS, in RUNS' and TERRAIN's units), `shares` (a row for each of SHARES)
    and `ground` (a row for each of SURFACES) have the columns `now` and `usual`; shares are fractions:
    `downhill` and `uphill` of the graded metres at 5 % or steeper, `right_turns` of all turning,
    `one_route` the distance on the most run route, `left_side` and `right_side` of the road
    (`camber.road_metres`), where the runner told a side at all. `known` is how much of the distance is of
    known ground, now and usual;
    where it is less than surface.KNOWN, the shares of `ground` are NaN. `by_source` tells who says so, now.
    """

    runs: int
    amounts: pd.DataFrame
    shares: pd.DataFrame
    ground: pd.DataFrame
    known: pd.Series
    by_source: pd.Series

    @property
    def ground_told(self) -> bool:
        """Whether enough of the ground is known to speak of shares."""
        return bool(self.ground["now"].notna().any())


def four_weeks(log: Log, today: date) -> FourWeeks:
    """The 28 days up to and including `today`, beside the 84 before them.

    What is not known of a run adds nothing to an amount, which is a lower bound then; NaN where it is
    known of no run.
    """
    first = today - timedelta(days=DAYS - 1)
    spans = {"now": (first, today), "usual": (first - timedelta(days=USUAL_DAYS), first - timedelta(days=1))}
    runs, grounds, road = _with_terrain(log, today), laid(log), camber.road_metres(log, today).reset_index()
    of_span = {name: within(runs, *span) for name, span in spans.items()}
    usual = _usual_amounts(log, runs, first)
    shares = {name: _shares(some) | _sides(within(road, *spans[name])) for name, some in of_span.items()}
    known = pd.Series({name: surface.known_share(grounds, *span) for name, span in spans.items()})
    ground = pd.DataFrame({name: surface.shares(grounds, *span) for name, span in spans.items()})
    whole = pd.Series({"now": True, "usual": pd.notna(usual["distance_m"])})
    return FourWeeks(
        runs=len(of_span["now"]),
        amounts=pd.DataFrame({"now": of_span["now"][list(AMOUNTS)].sum(min_count=1), "usual": usual}),
        shares=pd.DataFrame(shares).where(whole, axis=1),
        ground=ground.where(whole & at_least(known, limits_of(log)[surface.KNOWN]), axis=1),
        known=known,
        by_source=by_source(within(grounds, *spans["now"])),
    )


def _with_terrain(log: Log, today: date) -> pd.DataFrame:
    """The runs with their terrain; the corners of streets are no rounds."""
    runs = level_treadmill(log.runs).merge(log.terrain, on="run_id", how="left")
    round_and_round = runs["run_id"].isin(direction.rounds(log, today)["run_id"])
    laps = runs[["laps_left", "laps_right"]]
    laps = laps.where(round_and_round, laps * 0.0)
    return up_to(runs.assign(**laps, weighted_steps=weighted_steps(log).to_numpy()), today)


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


def _shares(runs: pd.DataFrame) -> dict[str, float]:
    turned, turning = runs["turned_deg"].sum(), runs["turning_deg"].sum()
    on_route = runs.groupby("route_id")["distance_m"].sum()
    return {
        "downhill": _share(runs["downhill_m"].sum(), runs["graded_m"].sum()),
        "uphill": _share(runs["uphill_m"].sum(), runs["graded_m"].sum()),
        "right_turns": (1 + _share(turned, turning)) / 2,
        "one_route": _share(on_route.max(), runs["distance_m"].sum()),
    }


def _sides(road: pd.DataFrame) -> dict[str, float]:
    metres = road.drop(columns="day").sum()
    told_m = metres[["left", "right", "both"]].sum()
    road_m = metres.sum() if told_m > 0 else 0.0
    return {f"{side}_side": _share(metres[side], road_m) for side in camber.SIDES}


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else float("nan")
