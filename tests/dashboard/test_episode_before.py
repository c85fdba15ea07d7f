"""What was different before an episode, in sentences, and how much of it luck would give."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

from analysis.before import SORE, UNKNOWN, UNLOGGED, USUAL, Row
from analysis.onset_day import Began, Ran
from dashboard.views import episode_before
from ingest.diary import Entry

NAN, HARD = float("nan"), "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("ran", "what"),
    [
        (Ran(1, 18_800.0, 380.0), "you ran 18.8 km, 380 m down. Whether"),
        (Ran(2, 18_800.0, 380.0), "you ran 18.8 km, 380 m down in 2 runs. Whether"),
        (Ran(1, 18_800.0, float("nan")), "you ran 18.8 km. Whether"),
        (Ran(1, float("nan"), float("nan")), "you ran. Whether"),
        (Ran(1, 5_000.0, 0.0), "you ran 5 km, 0 m down. Whether"),
    ],
)
def test_the_run_of_the_day_it_began_is_told_and_that_it_is_not_counted(ran, what):
    said = episode_before.that_day(ran, None, "km")
    assert said.startswith(f"On the day it began {what} that was before the pain is not known")
    assert said.endswith("so it is not counted below.")


HILLY, TWO = Ran(1, 14_000.0, 380.0), Ran(2, 19_000.0, 380.0)


@pytest.mark.parametrize(
    ("ran", "began", "where"),
    [
        (HILLY, Began(6_000.0, HILLY), "6 km into that run"),
        (HILLY, Began(0.0, HILLY), "at the start of that run"),
        (HILLY, Began(3.0, HILLY), "at the start of that run"),
        (HILLY, Began(50.0, HILLY), "at the start of that run"),
        (HILLY, Began(51.0, HILLY), "0.1 km into that run"),
        (TWO, Began(3.0, None), "at the start of one of these runs"),
        (HILLY, Began(13_900.0, HILLY), "13.9 km into that run"),
        (HILLY, Began(13_949.0, HILLY), "13.9 km into that run"),
        (HILLY, Began(13_999.0, HILLY), "at the end of that run"),
        (HILLY, Began(14_300.0, HILLY), "at the end of that run"),  # the runner's word, rounded up
        (TWO, Began(13_960.0, HILLY), "at the end of the run of 14 km"),
        (HILLY, Began(14_000.0, HILLY), "at the end of that run"),
        (TWO, Began(6_000.0, HILLY), "6 km into the run of 14 km"),
        (TWO, Began(3_000.0, None), "3 km into one of these runs"),
    ],
)
def test_where_in_the_run_it_began_is_told_as_the_diary_says(ran, began, where):
    said = episode_before.that_day(ran, began, "km")
    assert said.startswith(f"On the day it began you ran {ran.distance_m / 1000:.0f} km, 380 m down")
    assert said.endswith(f". By your diary it began to hurt {where}. Only earlier days are compared below.")


@pytest.mark.parametrize(
    ("distance_m", "onset_m", "unit", "where"),
    [
        (14_049.0, 13_960.0, "km", "at the end of that run"),  # 89 m before it, yet both read 14 km
        (13_960.0, 13_940.0, "km", "at the end of that run"),  # 13.9 and 14 km, yet 20 m before it
        (16_093.44, 75.0, "mi", "at the start of that run"),  # 0.047 mi: 0 mi
        (16_093.44, 85.0, "mi", "0.1 mi into that run"),  # 0.053 mi
        (16_093.44, 16_018.0, "mi", "at the end of that run"),  # 9.953 mi: 10 mi
        (16_093.44, 16_008.0, "mi", "9.9 mi into that run"),  # 9.947 mi
    ],
)
def test_an_onset_that_reads_as_an_end_of_its_run_is_said_to_be_there(distance_m, onset_m, unit, where):
    run = Ran(1, distance_m, 0.0)
    assert episode_before.where(Began(onset_m, run), run, unit) == where


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (True, "Your shoes Harrier 3 were past their first limit (522 of 483 km)."),
        (False, "Your shoes Harrier 3 were past their limit (522 of 483 km)."),
    ],
)
def test_shoes_past_a_limit_are_named_with_how_far_they_had_come(first, said):
    pair = SimpleNamespace(name="Harrier 3", worn_m=522_000.0, limit_m=482_803.2, first=first)
    assert episode_before.worn(pair, "km") == said


def known(days, lacks="", amount=100.0):
    """A row that was compared, or one that could not be, as something is lacking."""
    told = (0.0, 120.0, 0.5, 40, USUAL) if not lacks else (NAN, NAN, NAN, 3, UNKNOWN)
    return Row("descent", days, amount, *told, False, 0.05, 300, pd.Timestamp(2025, 11, 24), lacks)


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ([known(3), known(7), known(28)], 7),
        ([known(3), known(7, SORE), known(28, UNLOGGED)], 3),
        ([known(3, UNLOGGED), known(7, SORE), known(28)], 28),
        ([known(3, SORE), known(7, SORE), known(28, UNLOGGED)], 7),
        ([known(3, UNLOGGED), known(7, UNLOGGED, NAN), known(28, UNLOGGED, NAN)], 3),
        ([known(3, UNLOGGED, NAN)], 7),
    ],
    ids=["all", "three days only", "four weeks only", "none compared", "only one known", "nothing known"],
)
def test_the_table_opens_on_a_length_that_has_something_to_show(rows, days):
    assert episode_before.opens_on(pd.DataFrame(rows, columns=list(Row._fields))) == days


@pytest.mark.parametrize(("lacks", "usual"), [("", f"up to 840{HARD}m down"), (SORE, "–")])
def test_what_the_days_held_is_shown_where_the_usual_is_not_known_too(lacks, usual):
    assert episode_before._cells(known(7, lacks), "km") == ("Running downhill", f"700{HARD}m down", usual)


def test_the_risk_page_asks_for_an_episode_and_says_what_is_missing(
    visit, small_store, add_a_run, everything_said
):
    add_a_run(small_store, 2, 10.0)
    said = everything_said(visit("risk", small_store))
    assert "Before this episode" in said
    assert "Fri 20 Nov: outer hip, left" in said
    assert "On the day it began you ran 10\N{NO-BREAK SPACE}km, 110\N{NO-BREAK SPACE}m down." in said
    assert "Your shoes Pegasus *40* were past their first limit (562 of" in said
    assert "Too little is logged of the time before it" in said
    assert "–: not compared; too little is logged." in said  # what those days held is shown all the same


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [("2026-10-01", date(2026, 10, 1)), ("2026-10-02", date(2026, 11, 20)), ("", None)],
    ids=["an episode", "none began then", "no episode"],
)
def test_a_link_to_an_episode_shows_it_above_the_picture(visit, small_store, monkeypatch, asked, chosen):
    small_store.add_entry(Entry(date(2026, 10, 1), worst_pain=3))
    monkeypatch.setattr(st, "query_params", {"episode": asked})
    page = visit("risk", small_store)
    assert page.selectbox(key=episode_before.EPISODE).value == (chosen or date(2026, 11, 20))
    assert (page.selectbox[0].key == episode_before.EPISODE) == (chosen is not None)
    assert page.button(key="link.patterns.What was different")


def test_the_diary_leads_from_each_episode_to_what_was_before_it(visit, small_store, empty_store):
    small_store.add_entry(Entry(date(2026, 10, 1), worst_pain=3))
    small_store.add_entry(Entry(date(2025, 6, 3), worst_pain=3))
    page = visit("diary", small_store)
    assert page.button(key="link.episode.2026-11-20").label == "Before this episode"
    assert page.button(key="link.episode.2026-10-01").label == "Before Thu 1 Oct"
    assert page.button(key="link.episode.2025-06-03").label == "Before Tue 3 Jun 2025"
    empty_store.add_entry(Entry(date(2026, 11, 20), worst_pain=4))
    keys = [button.key for button in visit("diary", empty_store).button]
    assert not [key for key in keys if key.startswith("link.episode")]


def test_a_log_without_an_episode_has_no_such_part(visit, empty_store, add_a_run, everything_said):
    add_a_run(empty_store, 1, 5.0)
    assert "Before this episode" not in everything_said(visit("risk", empty_store))
