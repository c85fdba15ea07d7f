"""How runs in each pair of shoes went with the hip: counts side by side, no test."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import compare, episodes
from analysis.days import up_to
from ingest.schema import Log


def pain_by_pair(log: Log, today: date) -> pd.DataFrame:
    """One row a pair that was worn: how many of its runs hurt, of those with an entry.

    Columns: shoe_id, name, runs (all), rated (with an entry, and the only run of their day), painful (hip
    pain of 3 or more, as `compare.painful_runs`), share (painful over rated) [fraction], NaN where none is
    rated, left_out (with an entry, but not the only run of their day). What differs need not be the shoe:
    pairs are worn on different ground and in different months.
    """
    runs = up_to(log.runs, today)
    painful = compare.painful_runs(log).reindex(runs["run_id"]).astype("Float64")
    left_out = compare.not_the_only(log).reindex(runs["run_id"]).to_numpy(dtype="bool")
    runs = runs.assign(painful=painful.to_numpy(na_value=float("nan")), left_out=left_out)
    by_pair = runs.groupby("shoe_id")
    table = by_pair["painful"].agg(runs="size", rated="count", hurt="sum").rename(columns={"hurt": "painful"})
    table = table.astype("int64").assign(
        share=by_pair["painful"].mean(), left_out=by_pair["left_out"].sum().astype("int64")
    )
    named = log.shoes[["shoe_id", "name"]].merge(table, left_on="shoe_id", right_index=True)
    return named.sort_values(["runs", "name"], ascending=[False, True], ignore_index=True)


BEFORE_DAYS = 14
"""Where no pair is known of the day on which an episode began, the one worn most in so many days up to it.
[days] Own convention: about as long as pain is looked back from elsewhere."""


def onsets(log: Log, today: date) -> pd.DataFrame:
    """One row an episode whose pair is known, the oldest first: how far that pair had come by then.

    Columns: onset, state (of `episodes.episodes`), shoe_id, name, worn_m (by the end of that day,
    `start_distance_m` included) [m], that_day (whether it was worn on the day itself). Of several pairs of
    a day, the one worn farthest; without one, the one worn farthest in the 14 days up to it. That a pair was
    on the feet when pain began does not say that it had a part in it.
    """
    runs, found = up_to(log.runs, today).dropna(subset="shoe_id"), []
    for episode in episodes.episodes(log.diary, today).itertuples():
        pair = _pair_at(runs, episode.onset)
        if pair is not None:
            worn_m = runs.loc[
                (runs["shoe_id"] == pair[0]) & (runs["day"] <= episode.onset), "distance_m"
            ].sum()
            found.append((episode.onset, episode.state, pair[0], worn_m, pair[1]))
    table = pd.DataFrame(found, columns=["onset", "state", "shoe_id", "worn_m", "that_day"])
    table = table.astype({"that_day": "bool"})
    known = (
        log.shoes.set_index("shoe_id")[["name", "start_distance_m"]].reindex(table["shoe_id"]).reset_index()
    )
    worn_m = table["worn_m"] + known["start_distance_m"].fillna(0.0)
    return table.assign(name=known["name"], worn_m=worn_m.astype("float64"))[ONSET_COLUMNS]


ONSET_COLUMNS = ["onset", "state", "shoe_id", "name", "worn_m", "that_day"]


def _pair_at(runs: pd.DataFrame, onset: pd.Timestamp) -> tuple[str, bool] | None:
    """The pair of a day, or of the days before it, and whether it is of the day itself."""
    before = runs[runs["day"].between(onset - pd.Timedelta(days=BEFORE_DAYS - 1), onset)]
    of_day = before[before["day"] == onset]
    meant = before if of_day.empty else of_day
    if meant.empty:
        return None
    by_pair = meant.groupby("shoe_id").agg(far=("distance_m", "sum"), last=("started_at", "max"))
    return by_pair.sort_values(["far", "last"]).index[-1], not of_day.empty
