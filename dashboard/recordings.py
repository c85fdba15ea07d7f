"""Which recordings a run has, in words, and which runs were set apart though they share their time."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from dashboard import file_names

NEAR = timedelta(days=2)
"""Runs that begin further apart share no time, but for those whose clock jumped."""

JOINED_AT_ONCE = (2, 3)
"""So many runs may be made one at a time: nobody wears more devices."""


def sentences(recordings: pd.DataFrame) -> list[str]:
    """A line a recording (RECORDINGS), the one that shows the run first: `“a.fit” (phone) gives power.`"""
    names = file_names.told_apart(recordings["name"])
    longest_first = recordings.sort_values("gives", key=lambda gives: -gives.fillna("").str.len())
    return [
        _sentence(names[row.name], row) for _, row in longest_first.set_index("name", drop=False).iterrows()
    ]


def _sentence(name: str, recording: pd.Series) -> str:
    device = "" if pd.isna(recording["device"]) else f" ({recording['device']})"
    gives = recording["gives"]
    nothing = pd.isna(gives) or not gives
    told = "is kept beside it; no numbers come from it" if nothing else f"gives {_listed(gives)}"
    return f"“{name}”{device} {told}."


def _listed(gives: str) -> str:
    """`power, laps` → `power and laps`; what has an “and” stays."""
    *first, last = gives.split(", ")
    return gives if not first or " and " in last else f"{', '.join(first)} and {last}"


def nearby(runs: pd.DataFrame, run: pd.Series) -> list[str]:
    """Names of the runs that begin within NEAR of this one, itself included."""
    return list(runs[(runs["started_at"] - run["started_at"]).abs() <= NEAR]["run_id"])


def set_apart(recordings: pd.DataFrame, run_id: str) -> list[str]:
    """The runs that share time with this one and that the runner set apart, in the order of their start.

    `recordings` (RECORDINGS) are those of this run and of all nearby.
    """
    apart = recordings[recordings["apart"] == 1].sort_values("started_at")
    mine, others = apart[apart["run_id"] == run_id], apart[apart["run_id"] != run_id]
    return list(
        dict.fromkeys(
            other.run_id
            for other in others.itertuples()
            if any(_share_time(one, other) for one in mine.itertuples())
        )
    )


def _share_time(one, other) -> bool:
    ends = [row.started_at + pd.Timedelta(seconds=row.elapsed_s) for row in (one, other)]
    return bool(one.started_at < ends[1] and other.started_at < ends[0])


def may_be_joined(runs: pd.DataFrame) -> bool:
    """Whether these RUNS may be made one at once: two or three, each begun before another had ended."""
    if len(runs) not in JOINED_AT_ONCE:
        return False
    spans = runs.sort_values("started_at")
    ended = spans["started_at"] + pd.to_timedelta(spans["elapsed_s"].fillna(0.0), unit="s")
    return bool((spans["started_at"].iloc[1:] <= ended.cummax().shift().iloc[1:]).all())
