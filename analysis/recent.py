"""The last four weeks beside the usual four weeks: how far, up and down, on what ground, turning which way.

The usual are the 12 weeks before: of amounts their mean 28 days, of shares that of all their metres. Both
sides are added up alike, and set against each other only where about as much of either is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import camber, direction, surface
from analysis.days import daily, level_treadmill, up_to
from analysis.downhill import weighted_steps
from analysis.ground import by_source, laid
from analysis.limits import above, at_least, limits_of
from analysis.terrain import climb_at_most
from ingest.schema import Log

DAYS = 28
USUAL_DAYS = 84
USUAL_LEAST_DAYS = 56
"""Days before the four weeks that make the usual, and how many must be known. Own convention."""

LEAST_KNOWN, APART = 0.60, 0.10
"""Share of the distance of which an amount must be known, now and usually, and how far the two shares may
lie apart: else a new watch, or more weeks on a belt, would be a change. [fraction] Own convention; the first
as for the ground."""

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
    and `ground` (a row for each of SURFACES) have the columns `now` and `usual`. `times` is how many times
    the usual each of AMOUNTS is now, climb too little for GPS counted on both sides with the most that it
    can be; NaN, as its `usual`, where the two do not compare. Shares are fractions:
    `downhill` and `uphill` of the graded metres at 5 % or steeper, `right_turns` of all turning,
    `one_route` the distance on the most run route, `left_side` and `right_side` of the road
    (`camber.road_metres`), where the runner told a side at all. `known` is how much of the distance is of
    known ground, now and usual;
    where it is less than surface.KNOWN, the shares of `ground` are NaN. `by_source` tells who says so, now.
    """

    runs: int
    amounts: pd.DataFrame
    times: pd.Series
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

    What is not known of a run adds nothing to an amount, now and usually, which is a lower bound then;
    NaN where it is known of no run.
    """
    first = today - timedelta(days=DAYS - 1)
    spans = {"now": (first, today), "usual": (first - timedelta(days=USUAL_DAYS), first - timedelta(days=1))}
    runs, grounds, road = _with_terrain(log, today), laid(log), camber.road_metres(log, today).reset_index()
    of_span = {name: within(runs, *span) for name, span in spans.items()}
    shares = {name: _shares(some) | _sides(within(road, *spans[name])) for name, some in of_span.items()}
    known = pd.Series({name: surface.known_share(grounds, *span) for name, span in spans.items()})
    ground = pd.DataFrame({name: surface.shares(grounds, *span) for name, span in spans.items()})
    heard = _heard(log, runs, today)
    whole = pd.Series({"now": True, "usual": _days_known(heard) >= USUAL_LEAST_DAYS})
    amounts, times = _amounts(of_span, heard)
    return FourWeeks(
        runs=len(of_span["now"]),
        amounts=amounts,
        times=times,
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


def _heard(log: Log, runs: pd.DataFrame, today: date) -> pd.Series:
    """Which of the 112 days up to `today` are of the log and in none of its gaps."""
    return daily(runs["distance_m"].fillna(0.0), runs["day"], today, log.diary["day"]).notna()[
        -DAYS - USUAL_DAYS :
    ]


def _days_known(heard: pd.Series) -> int:
    """How many of the 84 days that make the usual are known."""
    return int(heard[:-DAYS].sum())


def _amounts(of_span: dict[str, pd.DataFrame], heard: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """`amounts` and `times` of FourWeeks, of the runs now and usually."""
    days = _days_known(heard)
    per_28 = pd.Series({"now": 1.0, "usual": DAYS / days if days >= USUAL_LEAST_DAYS else float("nan")})
    least, most = (
        pd.DataFrame({name: some[list(AMOUNTS)].sum(min_count=1) for name, some in sums.items()}) * per_28
        for sums in (of_span, {name: climb_at_most(some) for name, some in of_span.items()})
    )
    alike = _alike(pd.DataFrame({name: _known(some) for name, some in of_span.items()}))
    times = most["now"] / most["usual"].where(most["usual"] > 0)
    return (
        least.assign(usual=least["usual"].where(alike)),
        times.where(alike & bool(heard[-DAYS:].all())),
    )


def _known(runs: pd.DataFrame) -> pd.Series:
    """Of how much of the distance each of AMOUNTS is known; of the distance itself, of how many runs.

    Climb that was too little for GPS is known to be little. All is known where nobody ran. [fraction]
    """
    told = climb_at_most(runs)[list(AMOUNTS)].notna().astype("float64")
    far_m = runs["distance_m"].fillna(0.0)
    shares = told.mul(far_m, axis=0).sum() / (far_m.sum() or float("nan"))
    return shares.where(shares.index != "distance_m", told["distance_m"].mean()).fillna(1.0)


def _alike(known: pd.DataFrame) -> pd.Series:
    """Whether an amount is known of enough, and of about as much, now and usually."""
    apart = (known["now"] - known["usual"]).abs()
    return at_least(known.min(axis=1), LEAST_KNOWN) & ~above(apart, APART)


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
