"""What was different before an episode, in sentences, and how much of it luck would give."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st

from analysis.before import MORE, UNKNOWN, Row
from analysis.onset_day import Began, Ran
from dashboard.views import episode_before
from ingest.diary import Entry


def row(factor="descent", days=7, amount=100.0, low=10.0, high=60.0, below=1.0, **more):
    fields = {"spans": 40, "verdict": MORE, "stands_out": True, "luck": 0.07} | more
    return Row(factor, days, amount, low, high, below, **fields)


def test_what_stood_out_is_told_with_the_usual():
    assert episode_before.told(row(), "km") == (
        "**Running downhill:** 700 m down in the 7 days before it, more than in any other 7 days of the "
        "year before. "
        "Usual was 70 to 420 m down."
    )


@pytest.mark.parametrize(("below", "among"), [(0.95, "19 of 20"), (0.999, "19 of 20")])
def test_how_often_there_was_less_is_said_in_twentieths(below, among):
    assert f"more than in {among} other spans of 3 days" in episode_before.told(
        row(days=3, below=below), "km"
    )


def test_where_a_sum_means_nothing_the_highest_is_told():
    said = episode_before.told(row("session_spike", amount=0.3, low=0.0, high=0.1), "km")
    assert "up to 30 % in the 7 days before it" in said
    assert said.endswith("Usual was up to 10 %.")


@pytest.mark.parametrize(
    ("low", "high", "usual"), [(0, 0, "none"), (0, 60, "up to 420 m down"), (60, 60, "420 m down")]
)
def test_the_usual_is_said_shortly(low, high, usual):
    assert episode_before.usual(row(low=low, high=high), "km") == usual


def test_none_is_said_and_not_zero():
    assert episode_before.amount(row(amount=0.0), "km") == "none"


@pytest.mark.parametrize(("luck", "said"), [(0.25, True), (0.24, False)])
def test_what_has_long_been_more_than_usual_says_so(luck, said):
    assert episode_before.told(row(luck=luck), "km").endswith(episode_before.LASTING) == said


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


def table(*rows):
    return pd.DataFrame(rows, columns=list(Row._fields))


def test_luck_is_counted_beside_what_stood_out():
    unknown = row("concrete", verdict=UNKNOWN, stands_out=False, luck=float("nan"))
    rows = [row(luck=1.0), row("distance", luck=1.2), row("fast", stands_out=False, luck=0.0), unknown]
    assert episode_before.luck(table(*rows)) == (
        "We looked at 3 things, 3 comparisons in all. Before a day picked by luck, up to about 2 of them "
        "would stand out too; here 2 did. So any other day may have as many "
        "before it."
    )


def test_more_than_luck_would_give_is_still_no_reason():
    said = episode_before.luck(table(row(), row("distance")))
    assert (
        "up to about 1 of them would stand out too; here 2 did. Many of them rise and fall together" in said
    )


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


def test_the_diary_leads_to_what_was_before_its_newest_episode(visit, small_store, empty_store):
    assert visit("diary", small_store).button(key="link.episode.2026-11-20")
    empty_store.add_entry(Entry(date(2026, 11, 20), worst_pain=4))
    keys = [button.key for button in visit("diary", empty_store).button]
    assert not [key for key in keys if key.startswith("link.episode")]


def test_a_log_without_an_episode_has_no_such_part(visit, empty_store, add_a_run, everything_said):
    add_a_run(empty_store, 1, 5.0)
    assert "Before this episode" not in everything_said(visit("risk", empty_store))
