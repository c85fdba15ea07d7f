"""Pain by pair, counted by hand."""

from dataclasses import replace
from datetime import date

import pandas as pd

from analysis.pairs import onsets, pain_by_pair
from ingest.schema import DIARY, RUNS, SHOES, Log

TODAY = date(2026, 11, 22)


def log(runs, entries=()):
    """Runs as (day of November, shoe_id), entries as (day of November, worst pain, pain in the run)."""
    made = [
        {
            "run_id": f"r{number}",
            "day": pd.Timestamp(2026, 11, day),
            "shoe_id": shoe_id,
            "distance_m": 5_000.0,
        }
        for number, (day, shoe_id) in enumerate(runs)
    ]
    told = [
        {"day": pd.Timestamp(2026, 11, day), "worst_pain": worst, "run_pain": in_run}
        for day, worst, in_run in entries
    ]
    pairs = [{"shoe_id": name, "name": name.title(), "kind": "road"} for name in ("ghost", "goat", "new")]
    return Log(runs=RUNS.frame(made), diary=DIARY.frame(told), shoes=SHOES.frame(pairs))


NAN = float("nan")


def test_painful_runs_are_counted_among_those_with_an_entry():
    # ghost: four runs, three rated (3, 2, 6 of 10), two of them at 3 or more; goat: one run, rated 0.
    runs = [(1, "ghost"), (2, "ghost"), (3, "ghost"), (4, "ghost"), (5, "goat")]
    table = pain_by_pair(log(runs, [(1, 3, NAN), (2, 2, NAN), (3, 1, 6), (5, 0, NAN)]), TODAY)
    assert list(table.columns) == [
        "shoe_id",
        "name",
        "runs",
        "rated",
        "painful",
        "share",
        "left_out",
    ]
    assert table.iloc[0].to_dict() == {
        "shoe_id": "ghost",
        "name": "Ghost",
        "runs": 4,
        "rated": 3,
        "painful": 2,
        "share": 2 / 3,
        "left_out": 0,
    }
    assert list(table.iloc[1][["runs", "rated", "painful", "share"]]) == [1, 1, 0, 0.0]


def test_of_two_runs_of_a_day_nobody_knows_which_one_hurt():
    # ghost every morning, goat on the evenings of days 4 and 8, which hurt: those four runs say nothing.
    runs = [(day, "ghost") for day in range(1, 9)] + [(4, "goat"), (8, "goat")]
    table = pain_by_pair(log(runs, [(day, NAN, 5 if day % 4 == 0 else 0) for day in range(1, 9)]), TODAY)
    assert table[["runs", "rated", "painful", "left_out"]].to_numpy().tolist() == [[8, 6, 0, 2], [2, 0, 0, 2]]


def test_days_without_an_entry_leave_no_run_out():
    assert list(pain_by_pair(log([(1, "ghost"), (1, "goat")]), TODAY)["left_out"]) == [0, 0]


def test_a_pair_nobody_wore_is_left_out():
    assert list(pain_by_pair(log([(1, "ghost")]), TODAY)["shoe_id"]) == ["ghost"]


def test_no_entry_is_not_no_pain():
    row = pain_by_pair(log([(1, "ghost")]), TODAY).iloc[0]
    assert (row["rated"], row["painful"]) == (0, 0)
    assert pd.isna(row["share"])


def test_runs_after_today_and_runs_without_a_pair_do_not_count():
    table = pain_by_pair(log([(1, "ghost"), (23, "ghost"), (2, NAN)], [(23, 9, NAN)]), TODAY)
    assert list(table["runs"]) == [1]
    assert list(table["painful"]) == [0]


def test_an_empty_log_gives_an_empty_table():
    assert pain_by_pair(Log(), TODAY).empty


# ---------------------------------------------------------------- the pair when an episode began


def began(runs, onset=10, start_m=NAN):
    """The pairs at the onsets of a log whose pain of 4 begins on a day of November and stays."""
    given = log(runs, [(day, 4, NAN) for day in range(onset, 21)])
    given.shoes["start_distance_m"] = start_m
    return onsets(given, TODAY)


def test_the_pair_of_the_day_is_told_with_how_far_it_had_come_by_its_evening():
    table = began([(1, "ghost"), (10, "ghost"), (12, "ghost"), (9, "goat")], start_m=100_000.0)
    assert table.loc[0, ["shoe_id", "name", "worn_m", "that_day"]].tolist() == [
        "ghost",
        "Ghost",
        110_000,
        True,
    ]
    assert table.loc[0, "onset"] == pd.Timestamp(2026, 11, 10)
    assert len(table) == 1


def test_without_a_run_on_that_day_it_is_the_pair_worn_farthest_in_the_two_weeks_before():
    table = began([(1, "goat"), (2, "goat"), (9, "ghost"), (11, "ghost"), (12, "ghost")])
    assert table.loc[0, ["shoe_id", "worn_m", "that_day"]].tolist() == ["goat", 10_000, False]


def test_two_weeks_are_looked_back_and_no_further():
    assert began([(7, "goat")], onset=20).loc[0, "shoe_id"] == "goat"
    assert began([(6, "goat")], onset=20).empty


def test_of_pairs_worn_equally_far_it_is_the_last_one():
    given = log([(8, "ghost"), (9, "goat")], [(day, 4, NAN) for day in range(10, 21)])
    started = pd.to_datetime(given.runs["day"]).dt.tz_localize("UTC")
    assert (
        onsets(replace(given, runs=given.runs.assign(started_at=started)), TODAY).loc[0, "shoe_id"] == "goat"
    )


def test_without_pain_or_without_a_pair_nothing_is_told():
    assert onsets(Log(), TODAY).empty
    assert began([(10, NAN)]).empty
    assert list(began([]).columns) == ["onset", "state", "shoe_id", "name", "worn_m", "that_day"]
