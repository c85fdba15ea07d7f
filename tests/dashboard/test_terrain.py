"""Terrain: the last four weeks in a sentence, and painful runs beside the others."""

import json
import math
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.recent import FourWeeks
from dashboard.views import terrain
from ingest.diary import Entry
from tests.diary_days import withdraw

TODAY = date(2026, 11, 22)
NONE = float("nan")


def four(**more):
    known = {
        "runs": 3,
        "distance_m": 30_000.0,
        "ascent_m": 300.0,
        "descent_m": 620.0,
        "usual_ascent_m": 300.0,
        "usual_descent_m": 310.0,
        "shares": pd.Series({"asphalt": 0.38, "trail": 0.41, "paved": 0.21, "grass": 0.0}),
        "known_share": 1.0,
    }
    return FourWeeks(**known | more)


def test_four_weeks_are_one_sentence_on_ground_and_one_on_climb():
    assert terrain.in_words(four(), "km") == (
        "**In the last four weeks: 41 % trail, 38 % asphalt, 21 % paved.** "
        "620 m down, twice your usual; 300 m up, about your usual."
    )


def test_climb_is_in_feet_for_a_runner_of_miles():
    # 620 m / 0.3048 = 2,034 ft, said to the ten
    assert "2,030 ft down" in terrain.in_words(four(), "mi")


def test_what_is_not_known_is_not_said():
    unknown = pd.Series({"asphalt": NONE, "trail": NONE})
    said = terrain.in_words(four(shares=unknown, descent_m=NONE, usual_ascent_m=NONE), "km")
    assert said == "**In the last four weeks: surface not known.** 300 m up."


def test_four_weeks_without_a_run_say_so():
    assert terrain.in_words(four(runs=0), "km") == "**No run in the last four weeks.**"


def test_an_empty_log_says_what_to_do_first_and_links_on(visit, empty_store, everything_said):
    page = visit("terrain", empty_store)
    assert "No run is logged yet" in everything_said(page)
    assert [button.label for button in page.button] == ["Import your runs"]


def test_the_page_says_how_much_of_the_ground_nobody_knows(visit, small_store, everything_said):
    # 81.5 km in all; 12 + 8 km of the last three days bear no surface: 24.5 %.
    page = visit("terrain", small_store)
    assert "100\N{NO-BREAK SPACE}% asphalt" in page.markdown[0].value
    assert "Of 25 % of the distance nobody has said" in everything_said(page)
    assert "Say so on the Runs page" in [button.label for button in page.button]


def test_painful_runs_stand_beside_the_others(visit, small_store, everything_said):
    # Entries: no pain three days ago (a run), 4 two days ago (none), 5 yesterday (a run).
    page = visit("terrain", small_store)
    assert "The hip hurt at 3 or more of 10 in 1 run, and less or not at all in 1." in everything_said(page)
    # 110 m down over 12 km is 9 m a kilometre, over 8 km 14.
    assert "**9 m a kilometre** down, a typical other run **14 m a kilometre**" in everything_said(page)
    assert "A comparison, not a test" in everything_said(page)


def test_without_painful_runs_there_is_nothing_to_compare(visit, small_store, everything_said):
    withdraw(small_store, TODAY - timedelta(days=1))
    said = everything_said(visit("terrain", small_store))
    assert "Of the 1 run with a diary entry none hurt at 3 or more of 10" in said


def test_without_any_entry_the_page_asks_for_one(visit, small_store, everything_said):
    for ago in (1, 2, 3):
        withdraw(small_store, TODAY - timedelta(days=ago))
    page = visit("terrain", small_store)
    assert "No run has a diary entry on its day yet" in everything_said(page)
    assert "Log how the hip is" in [button.label for button in page.button]


def test_runs_all_painful_have_nothing_beside_them(visit, small_store, everything_said):
    small_store.add_entry(Entry(TODAY - timedelta(days=3), worst_pain=7))
    assert "2 runs with a diary entry none was without such pain" in everything_said(
        visit("terrain", small_store)
    )


def test_the_pictures_are_surfaces_descent_and_the_comparison(visit, small_store):
    small_store.edit_runs(["run-1", "run-3"], surface="trail")
    figures = [json.loads(chart.spec) for chart in visit("terrain", small_store).get("plotly_chart")]
    assert [figure["data"][0]["type"] for figure in figures] == ["bar", "scatter", "scatter"]
    assert figures[0]["data"][0]["y"] == ["trail", "asphalt"]


@pytest.mark.parametrize(
    ("metres", "unit", "said"), [(10.0, "km", "10 m a kilometre"), (10.0, "mi", "53 ft a mile")]
)
def test_descent_per_distance_is_said_in_the_runners_unit(metres, unit, said):
    # 10 m/km × 1.609344 km / 0.3048 m a foot = 52.8 ft a mile
    assert terrain._per_distance(metres, unit) == said
    assert math.isclose(10 * 1.609344 / 0.3048, 52.8, abs_tol=0.01)
