"""What the feet met: shares of surface over weeks, and the findings on hard ground and change.

All take the ground as `ground.laid` gives it. "Known" metres are those whose surface is one of SURFACES,
"mixed" among them.

.. [1] van der Worp 2015: review of 15 cohorts; concrete and injury in women
.. [2] Fu 2015 and Waite 2021: no, or the opposite, difference in impact between surfaces
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis import words
from analysis.days import up_to, worst_days
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.ground import laid
from analysis.limits import Limit, Limits, at_least
from ingest.schema import SURFACES, Log

HARD_SHARE = Limit(
    "surface.hard_share",
    0.50,
    "fraction",
    "Concrete's share of 28 days, more than",
    "own rule after van der Worp 2015",
    0.0,
    1.0,
)
HARD_RISE = Limit(
    "surface.hard_rise",
    20.0,
    "points",
    "Concrete's share of 28 days above your own median, by more than",
    "own rule after van der Worp 2015",
    0.0,
    100.0,
)
CHANGE = Limit(
    "surface.change",
    30.0,
    "points",
    "A surface's share of seven days against the 28 before them, changed by more than",
    "expert opinion",
    5.0,
    100.0,
)
KNOWN = Limit(
    "surface.known",
    0.60,
    "fraction",
    "Surface findings speak only where the surface is known for at least this share",
    "own rule",
    0.0,
    1.0,
)

WINDOW_DAYS = 28
MEDIAN_DAYS = 26 * 7
"""The window of a share, and how many days of earlier windows make the own median. Own convention."""

Shares = dict[str, float]
"""Each surface's share of the known metres of one window. [fraction]"""

LEAST_RUN_DAYS = {7: 2, WINDOW_DAYS: 4}
"""A window speaks from this many days with a run on; fewer, and one run decides it all. Own convention."""

GROUND = SURFACES | {
    "paved": "paved ground of unknown kind",
    "track": "a running track",
    "treadmill": "a treadmill",
    "mixed": "mixed ground",
}
"""The surfaces as they stand after "on"."""

ON_CONCRETE = Evidence(
    "weak",
    "van der Worp 2015 (review of 15 cohorts); Fu 2015; Waite 2021",
    "Studies conflict: a higher risk in women in one cohort, no or the opposite difference in impact.",
)
ON_CHANGE = Evidence("convention", "expert opinion", "no study of changing surfaces was found")
ON_KNOWN = Evidence("convention", "hiplog's own rule", "shares of a part can mislead about the whole")


def shares_of(ground: pd.DataFrame) -> pd.Series:
    """Each surface's share of the known metres, in the order of SURFACES. [fraction]

    All NaN where no surface is known.
    """
    metres = ground["distance_m"].groupby(ground["surface"]).sum().reindex(SURFACES, fill_value=0.0)
    return metres / metres.sum() if metres.sum() > 0 else metres * np.nan


def shares(ground: pd.DataFrame, first: date, last: date) -> pd.Series:
    """As `shares_of`, for the ground from the day `first` to the day `last`, both counted."""
    return shares_of(_between(ground, first, last))


def known_share(ground: pd.DataFrame, first: date, last: date) -> float:
    """How much of the distance from `first` to `last`, both counted, is of known surface. [fraction]

    NaN where there is no distance.
    """
    chosen = _between(ground, first, last)
    total_m = chosen["distance_m"].sum()
    known_m = chosen.loc[chosen["surface"].isin(SURFACES), "distance_m"].sum()
    return float(known_m / total_m) if total_m > 0 else float("nan")


def _between(ground: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    return ground[ground["day"].between(pd.Timestamp(first), pd.Timestamp(last))]


def daily_metres(ground: pd.DataFrame, until: date) -> pd.DataFrame:
    """Metres by surface, a row for every day from the first run's to `until`, a column a surface,
    and "unknown". [m]"""
    kind = ground["surface"].where(ground["surface"].isin(SURFACES), "unknown").astype("str")
    metres = ground["distance_m"].groupby([ground["day"], kind]).sum().unstack(fill_value=0.0)
    last = pd.Timestamp(until)
    first = ground["day"].min() if len(ground) else last + pd.Timedelta(days=1)
    every_day = pd.date_range(first, last, name="day", unit="us")
    return metres.reindex(index=every_day, columns=[*SURFACES, "unknown"], fill_value=0.0).astype("float64")


def rolling_shares(metres: pd.DataFrame, days: int, known: float) -> pd.DataFrame:
    """Each surface's share of the known metres of the last `days` days, a row a day. [fraction]

    Takes `daily_metres`; `days` is 7 or 28. NaN until the log is that long, where fewer than
    LEAST_RUN_DAYS of them have a run, and where less than the share `known` of the metres is of
    known surface.
    """
    run_days = (metres.sum(axis=1) > 0).astype("float64").rolling(days).sum()
    sums = metres.rolling(days).sum().where(at_least(run_days, LEAST_RUN_DAYS[days]))
    known_m = sums[list(SURFACES)].sum(axis=1, skipna=False)
    coverage = known_m / sums.sum(axis=1, skipna=False)
    enough = at_least(coverage, known) & (known_m > 1)
    return sums[list(SURFACES)].div(known_m.where(enough), axis=0)


def own_median(share: pd.Series) -> pd.Series:
    """The median share of the 28-day windows that ended before each day's own window began. [fraction]

    Over the last 26 weeks of such windows; NaN where there is none.
    """
    return share.shift(WINDOW_DAYS).rolling(MEDIAN_DAYS, min_periods=1).median()


def hard_shares(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which concrete takes more than the limit and more than usual.

    Concrete metres over known metres of 28 days, above HARD_SHARE and above `own_median` by more than
    HARD_RISE; silent where less than KNOWN is known.
    """
    metres = daily_metres(up_to(laid(log), today), today)
    share = rolling_shares(metres, WINDOW_DAYS, limits[KNOWN])["concrete"]
    usual = own_median(share)
    limit = np.maximum(limits[HARD_SHARE], usual + limits[HARD_RISE] / 100)
    return [_hard_share(day, share[day], usual[day], limit[day]) for day in worst_days(share, limit)]


def _hard_share(day: pd.Timestamp, share: float, usual: float, limit: float) -> Finding:
    return Finding(
        rule="surface.hard_share",
        severity=Severity.NOTE,
        day=day.date(),
        headline=f"{words.portion(share)} of your running in the 4 weeks to {words.day(day)} was on "
        f"concrete; before, it was typically {words.percent(usual)}.",
        measured=float(share),
        limit=float(limit),
        unit="fraction",
        why="Surfaces load you differently; evidence that concrete itself injures is weak.",
        evidence=ON_CONCRETE,
    )


def surface_changes(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which a surface's share of 7 days left that of the 28 days before.

    One a spell, on the surface that changed most; silent where less than KNOWN is known of either window.
    """
    metres = daily_metres(up_to(laid(log), today), today)
    now = rolling_shares(metres, 7, limits[KNOWN])
    before = rolling_shares(metres, WINDOW_DAYS, limits[KNOWN]).shift(7)
    size = 100 * (now - before).abs().max(axis=1)
    days = worst_days(size, limits[CHANGE])
    rows = (shares.loc[days].to_dict("records") for shares in (now, before))
    return [_change(*each, limits) for each in zip(days, *rows, strict=True)]


def _change(day: pd.Timestamp, now: Shares, before: Shares, limits: Limits) -> Finding:
    change = {kind: now[kind] - before[kind] for kind in now}
    rises = at_least(max(change.values()), -min(change.values()))
    kind = max(change, key=change.get) if rises else min(change, key=change.get)
    return Finding(
        rule="surface.change",
        severity=Severity.NOTE,
        day=day.date(),
        headline=f"{words.portion(now[kind])} of your running in the 7 days to {words.day(day)} "
        f"was on {GROUND[kind]}, "
        f"{'up' if rises else 'down'} from {words.percent(before[kind])} in the 4 weeks before.",
        measured=float(100 * abs(change[kind])),
        limit=limits[CHANGE],
        unit=CHANGE.unit,
        why="Another surface asks something else of the hip for a while. That is the opinion of coaches; "
        "research has not tested it.",
        evidence=ON_CHANGE,
    )


def unknown_surfaces(log: Log, today: date, limits: Limits) -> list[Finding]:
    """At most one finding: too little of the last 28 days is of known surface for the others to speak.

    About today only, as old runs without a surface ask nothing of the runner.
    """
    first = pd.Timestamp(today) - pd.Timedelta(days=WINDOW_DAYS - 1)
    recent = _between(laid(log), first, today)
    known = known_share(recent, first, today)
    if pd.isna(known) or at_least(known, limits[KNOWN]):
        return []
    return [_unknown(recent["day"].max(), known, limits)]


def _unknown(day: pd.Timestamp, known: float, limits: Limits) -> Finding:
    return Finding(
        rule="surface.unknown",
        severity=Severity.NOTE,
        day=day.date(),
        headline=f"The surface is known for {words.percent(known)} of your last 4 weeks' distance: "
        "too little to speak about it.",
        measured=known,
        limit=limits[KNOWN],
        unit=KNOWN.unit,
        why="Say on the Terrain page what your usual routes are like, or add a map in Settings, and "
        "hiplog can tell when the ground changes.",
        evidence=ON_KNOWN,
    )


LIMITS = (HARD_SHARE, HARD_RISE, CHANGE, KNOWN)
RULES: tuple[Rule, ...] = (hard_shares, surface_changes, unknown_surfaces)
