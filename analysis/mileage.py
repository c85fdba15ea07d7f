"""How far, how suddenly: distance measures, their thresholds, and the findings that rest on them.

.. [1] Schuster Brandt Frandsen 2025, Br J Sports Med 59(17):1203–1210, doi 10.1136/bjsports-2024-109380
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import load_rules, words
from analysis.days import daily, level_treadmill, up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.ground import laid
from analysis.limits import Limit, Limits, above, at_least, limits_of
from analysis.load import monotony
from ingest.schema import HARD_SURFACES, SURFACES, Log

LOOK_BACK_DAYS = 30
"""How many days before a run its distance is held against. [1]_"""

SPIKE = Limit(
    "mileage.session_spike",
    0.10,
    "fraction",
    "One run longer than the longest of the 30 days before it, by more than",
    "Schuster Brandt Frandsen 2025",
    0.0,
    2.0,
)

FRANDSEN = "Schuster Brandt Frandsen 2025, Br J Sports Med 59(17):1203–1210, doi 10.1136/bjsports-2024-109380"

SPIKE_LEVELS = (
    (1.00, "2.3 times", "Hazard rate ratio 2.28 (1.50–3.48) for runs more than 100 % longer."),
    (0.30, "1.5 times", "Hazard rate ratio 1.52 (1.16–2.00) for runs more than 30 to 100 % longer."),
    (0.10, "1.6 times", "Hazard rate ratio 1.64 (1.31–2.05) for runs more than 10 to 30 % longer."),
)
"""Excess from which a level holds [fraction], how often overuse injury followed, the study's words. [1]_"""


def longest_before(distance_m: pd.Series, day: pd.Series) -> pd.Series:
    """The longest run of the 30 calendar days before each run's day. [m]

    Days −30 to −1: runs of the same day are not before one another. NaN where those days hold
    no run of known distance. Indexed as the input. Reference: [1]_.
    """
    longest = distance_m.groupby(day).max()
    if longest.empty:
        return pd.Series(index=distance_m.index, dtype="float64")
    every_day = pd.date_range(longest.index[0], longest.index[-1], unit="us")
    before = longest.reindex(every_day).rolling(LOOK_BACK_DAYS, min_periods=1).max().shift(1)
    return day.map(before).astype("float64")


def session_spike(distance_m: pd.Series, day: pd.Series) -> pd.Series:
    """How far each run exceeds the longest of the 30 days before it. [fraction]

    0.10 is 10 % longer. NaN where those days hold no run, or none longer than 0 m. Reference: [1]_.
    """
    longest = longest_before(distance_m, day)
    return distance_m / longest.where(longest > 0) - 1


def session_spikes(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for every run longer than the longest of its 30 days before by more than the limit."""
    runs = up_to(log.runs, today)
    runs = runs.assign(
        longest_m=longest_before(runs["distance_m"], runs["day"]),
        spike=session_spike(runs["distance_m"], runs["day"]),
        since=runs["day"].min(),
    )
    flagged = runs[above(runs["spike"], limits[SPIKE])]
    return [_spike_finding(run, limits) for run in flagged.itertuples()]


def _spike_finding(run, limits: Limits) -> Finding:
    times, said = next((level[1:] for level in SPIKE_LEVELS if above(run.spike, level[0])), ("", ""))
    return Finding(
        rule=SPIKE.key,
        severity=Severity.WATCH,
        day=run.day.date(),
        headline=_spike_headline(run, limits.profile.distance_unit),
        measured=run.spike,
        limit=limits[SPIKE],
        unit=SPIKE.unit,
        why=_spike_why(times) + _short_history(run),
        evidence=Evidence("moderate", FRANDSEN, said),
        subject=run.run_id,
    )


def _spike_headline(run, unit: str) -> str:
    ran = f"Your {words.distance(run.distance_m, unit)} run on {words.day(run.day)}"
    if run.spike > 1:
        return f"{ran} was {words.times(1 + run.spike)} as long as anything in the 30 days before."
    return f"{ran} was {words.percent(run.spike)} longer than anything in the 30 days before."


def _spike_why(times: str) -> str:
    if not times:
        return "This limit is your own; the study behind it began to count at 10 % longer."
    return (
        f"In a study of 5,205 runners, runs like that were followed by overuse injury about {times} as often "
        "as runs within 10 % (all body parts, not hips only)."
    )


def _short_history(run) -> str:
    days = (run.day - run.since).days
    if days >= LOOK_BACK_DAYS:
        return ""
    return f" Your log begins {words.days(days)} before it, so longer runs may be missing."


RETURN_GAP = Limit(
    "mileage.return_gap",
    14.0,
    "days",
    "A return to running: days since the run before, at least",
    "own rule after Schuster Brandt Frandsen 2025",
    7.0,
    90.0,
)
RETURN_SHARE = Limit(
    "mileage.return_share",
    0.50,
    "fraction",
    "The first run after a break, as a share of the longest before it, more than",
    "own rule after Schuster Brandt Frandsen 2025",
    0.1,
    2.0,
)


def returns(distance_m: pd.Series, day: pd.Series) -> pd.DataFrame:
    """How long ago and how far the runner ran before each day with a run.

    A row a running day, indexed by day: gap_days (since the day of the run before), distance_m (the
    day's longest run), before_m (the longest run of the 30 days that end with the run before) [m].
    """
    longest = distance_m.groupby(day).max().rename("distance_m").astype("float64")
    before = longest.rolling(f"{LOOK_BACK_DAYS}D", min_periods=1).max().shift(1)
    gap = longest.index.to_series().diff().dt.days
    return pd.DataFrame({"gap_days": gap, "distance_m": longest, "before_m": before})


def long_returns(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for every first day back after a break whose longest run is above the share.

    A corollary of the session spike that no study has tested: weak evidence, so a NOTE at any length
    of break. Breaks of 7 to 13 days are ordinary weeks off and only spoken of if the limit is lowered.
    """
    runs = up_to(log.runs, today)
    back = returns(runs["distance_m"], runs["day"])
    share = back["distance_m"] / back["before_m"].where(back["before_m"] > 0)
    back = back.assign(share=share)[at_least(back["gap_days"], limits[RETURN_GAP])]
    longest = runs.sort_values("distance_m", ascending=False).drop_duplicates("day").set_index("day")
    return [
        _return_finding(run, longest["run_id"][run.Index], limits)
        for run in back[above(back["share"], limits[RETURN_SHARE])].itertuples()
    ]


def _return_finding(run, run_id: str, limits: Limits) -> Finding:
    ran = words.distance(run.distance_m, limits.profile.distance_unit)
    return Finding(
        rule="mileage.return_after_gap",
        severity=Severity.NOTE,
        day=run.Index.date(),
        headline=f"You came back with {ran} on {words.day(run.Index)}, {words.days(int(run.gap_days))} after "
        f"the run before: {words.percent(run.share)} of your longest in the 30 days before that break.",
        measured=run.share,
        limit=limits[RETURN_SHARE],
        unit=RETURN_SHARE.unit,
        why="Starting at half of the earlier longest run is a cautious habit after a break. It follows from "
        "a study of single long runs in 5,205 runners; breaks themselves were not studied.",
        evidence=Evidence("weak", FRANDSEN, "A corollary of the single-run rule, not tested by itself."),
        subject=run_id,
    )


WEEK_COLUMNS = (
    "distance_m",
    "mean4_m",
    "runs",
    "longest_m",
    "ceiling_m",
    "ascent_m",
    "descent_m",
    "hard_share",
    "monotony",
    "duration_s",
)


def weekly(log: Log, today: date) -> pd.DataFrame:
    """One row a calendar week, every week from the first run's to today's, today's as far as it went.

    Columns: week (its first day, by `profile.week_start`), distance_m [m], mean4_m (mean of this
    and the 3 weeks before, NaN until there are 4) [m], runs (count), longest_m [m], ceiling_m (how
    far that week's longest run could have gone within SPIKE) [m], ascent_m and descent_m [m],
    hard_share (hard metres over metres of known surface) [fraction], monotony (at the week's last
    day; NaN in an unfinished week), duration_s [s]. A week without a run counts 0; NaN where the
    whole week lies in a gap of the log, or where nothing is known of its runs.
    """
    runs = level_treadmill(up_to(log.runs, today))
    if runs.empty:
        none = dict.fromkeys(WEEK_COLUMNS, runs["distance_m"])
        return pd.DataFrame({"week": runs["day"], **none}).astype({"runs": "int64"})
    week = week_of(runs["day"], log.profile.week_start)
    load = daily(runs["distance_m"], runs["day"], today, log.diary["day"])
    sums = _weekly_sums(runs, week).join(_weekly_ground(log, today))
    table = sums.reindex(_every_week(week, today, log.profile.week_start), fill_value=0.0)
    heard = load.notna().groupby(week_of(load.index.to_series(), log.profile.week_start)).any()
    table[~heard & table["runs"].eq(0)] = float("nan")
    table["runs"] = table["runs"].fillna(0).astype("int64")
    table["mean4_m"] = table["distance_m"].rolling(4).mean()
    table["hard_share"] = table["hard_m"] / table["known_m"].where(table["known_m"] > 0)
    table["monotony"] = monotony(load).reindex(table.index + pd.Timedelta(days=6)).to_numpy()
    longest = _weekly_longest(runs, week, limits_of(log))
    return table.join(longest).rename_axis("week").reset_index()[["week", *WEEK_COLUMNS]]


def week_of(day: pd.Series, week_start: str) -> pd.Series:
    """The first day of each day's calendar week; weeks begin on "monday" or "sunday"."""
    since = day.dt.day_of_week if week_start == "monday" else (day.dt.day_of_week + 1) % 7
    return day - pd.to_timedelta(since, unit="D")


def _every_week(week: pd.Series, today: date, week_start: str) -> pd.DatetimeIndex:
    this_week = week_of(pd.Series([pd.Timestamp(today)]), week_start).iloc[0]
    return pd.date_range(week.min(), this_week, freq="7D", unit="us")


def _weekly_sums(runs: pd.DataFrame, week: pd.Series) -> pd.DataFrame:
    sums = runs[["distance_m", "ascent_m", "descent_m", "duration_s"]].groupby(week).sum(min_count=1)
    return sums.assign(runs=week.value_counts())


def _weekly_ground(log: Log, today: date) -> pd.DataFrame:
    """Metres on hard ground, and metres of known surface, by week."""
    ground = up_to(laid(log), today)
    hard, known = ground["surface"].isin(HARD_SURFACES), ground["surface"].isin(SURFACES)
    metres = pd.DataFrame(
        {"hard_m": ground["distance_m"].where(hard, 0.0), "known_m": ground["distance_m"].where(known, 0.0)}
    )
    return metres.groupby(week_of(ground["day"], log.profile.week_start)).sum()


def _weekly_longest(runs: pd.DataFrame, week: pd.Series, limits: Limits) -> pd.DataFrame:
    allowed_m = (1 + limits[SPIKE]) * longest_before(runs["distance_m"], runs["day"])
    ranked = pd.DataFrame({"week": week, "longest_m": runs["distance_m"], "ceiling_m": allowed_m})
    longest_first = ranked.sort_values("longest_m", kind="stable", ascending=False)
    return longest_first.drop_duplicates("week").set_index("week")


LIMITS = (SPIKE, RETURN_GAP, RETURN_SHARE, *load_rules.LIMITS)
RULES: tuple[Rule, ...] = (session_spikes, long_returns, *load_rules.RULES)
