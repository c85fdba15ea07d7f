"""Terrain: the last four weeks in sentences, and painful runs beside the others."""

import json
import math
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.compare import GRADES, Beside, Onsets
from analysis.findings import Evidence, Finding, Severity
from analysis.limits import Limits
from analysis.recent import AMOUNTS, SHARES, FourWeeks
from dashboard.views import terrain, terrain_compare, terrain_weeks
from ingest.diary import Entry
from ingest.schema import SURFACES
from tests.chart_words import written
from tests.diary_days import withdraw

TODAY = date(2026, 11, 22)
NONE = float("nan")
CLIMBED = {"distance_m": (30_000.0, 29_000.0), "descent_m": (620.0, 310.0), "ascent_m": (300.0, 310.0)}
GROUND = {"asphalt": (0.38, 0.40), "trail": (0.41, 0.20), "paved": (0.21, 0.40), "grass": (0.0, 0.0)}


def four(runs=3, amounts=CLIMBED, shares=(), ground=GROUND):
    """Four weeks by name -> (now, usual); what is not given is not known."""
    frames = [
        pd.DataFrame.from_dict({name: dict(given).get(name, (NONE, NONE)) for name in rows}, orient="index")
        for rows, given in ((AMOUNTS, amounts), (SHARES, shares), (SURFACES, ground))
    ]
    frames = [frame.set_axis(["now", "usual"], axis=1) for frame in frames]
    known = pd.Series({"now": 1.0 if dict(ground) else 0.4, "usual": 1.0})
    amounts, *others = frames
    times = amounts["now"] / amounts["usual"]
    return FourWeeks(runs, amounts, times, *others, known=known, by_source=pd.Series(dtype="float64"))


def told(four, unit="km"):
    return terrain_weeks.told(four, Limits(), unit)


def test_the_first_sentence_tells_how_far_and_on_what():
    assert terrain_weeks.headline(four(), "km") == (
        "**In the last four weeks 30 km in 3 runs, about your usual of the twelve weeks before: "
        "41 % trail, 38 % asphalt, 21 % paved.**"
    )


def test_what_changed_is_told_and_what_did_not_is_not():
    assert told(four()) == [
        "620 m down, twice your usual.",
        "21 % paved, usually 40 %.",
        "41 % trail, usually 20 %.",
    ]


def test_climb_is_in_feet_for_a_runner_of_miles():
    # 620 m / 0.3048 = 2,034 ft, said to the ten
    assert told(four(), "mi")[0] == "2,030 ft down, twice your usual."


def test_what_is_not_known_is_not_said():
    unknown = four(amounts={"distance_m": (30_000.0, NONE), "ascent_m": (300.0, NONE)}, ground={})
    assert terrain_weeks.headline(unknown, "km") == "**In the last four weeks 30 km in 3 runs.**"
    assert told(unknown) == ["300 m up."]


def test_four_weeks_without_a_run_say_so():
    assert terrain_weeks.headline(four(runs=0), "km") == "**No run in the last four weeks.**"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"shares": {"right_turns": (0.15, 0.5)}}, "85 % of the turning was to the left."),
        ({"shares": {"right_turns": (0.9, 0.5)}}, "90 % of the turning was to the right."),
        ({"shares": {"left_side": (0.9, NONE)}}, "90 % of the way along roads was on their left side."),
        (
            {"runs": 5, "shares": {"one_route": (0.9, 0.3)}},
            "90 % of the distance was on one and the same course, usually 30 %.",
        ),
        (
            {"runs": 5, "shares": {"one_route": (0.901, 0.899)}},
            "90 % of the distance was on one and the same course, as usual.",
        ),
        (
            {"shares": {"downhill": (0.12, 0.05)}},
            "12 % of the way went down at 5 % or steeper, usually 5 %.",
        ),
        (
            {"amounts": {"laps_left": (14.0, NONE), "laps_right": (2.0, NONE), "distance_m": (1, 1)}},
            "14 rounds anticlockwise, 2 clockwise.",
        ),
        (
            {"amounts": {"steep_descents": (12.0, 4.0)}},
            "12 steep descents (10 % or steeper), 3 times your usual.",
        ),
        (
            {"amounts": {"weighted_steps": (131_000.0, 100_000.0)}},
            "131,000 steps, downhill ones counted more, 1.3 times your usual.",
        ),
    ],
)
def test_each_habit_has_its_sentence(more, said):
    assert said in told(four(**{"ground": {}, **more}))


@pytest.mark.parametrize(
    ("steps", "usual", "said"),
    [
        (
            52_310.0,
            37_400.0,
            "52,300 steps so counted in the last seven days, 1.4 times your usual of the four weeks before.",
        ),
        (
            36_200.0,
            36_800.0,
            "36,200 steps so counted in the last seven days, about your usual of the four weeks before.",
        ),
        (36_200.0, NONE, "36,200 steps so counted in the last seven days."),
        (NONE, 36_800.0, ""),
    ],
)
def test_seven_days_of_weighted_steps_stand_against_the_usual(steps, usual, said):
    days = pd.DataFrame({"steps": [1.0, steps], "usual_steps": [1.0, usual]})
    assert terrain_weeks.steps_said(days) == said


def test_every_share_names_who_says_so():
    # The file's kind of run speaks twice, in both ranks with the same words.
    sources = {"run": 0.2, "file": 0.1, "map": 0.5, "kind": 0.15, "nobody": 0.05}
    assert terrain_weeks.sources(pd.Series(sources)) == (
        "Told by you 20 %, by the kind of run in the file 25 %, by your map 50 %; 5 % not known."
    )
    assert terrain_weeks.sources(pd.Series({"run": 1.0})) == "Told by you 100 %."
    assert terrain_weeks.sources(pd.Series({"nobody": 1.0})) == "100 % not known."


def test_an_empty_log_says_what_to_do_first_and_links_on(visit, empty_store, everything_said):
    page = visit("terrain", empty_store)
    assert "No run is logged yet" in everything_said(page)
    assert [button.label for button in page.button] == ["Import your runs"]


def test_a_log_that_ended_twenty_weeks_ago_shows_no_empty_heading_and_no_empty_table(
    visit, small_store, monkeypatch
):
    monkeypatch.setenv("HIPLOG_TODAY", (TODAY + timedelta(weeks=20)).isoformat())
    page = visit("terrain", small_store)
    assert page.markdown[0].value == "**No run in the last four weeks.**"
    headings = {heading.value for heading in page.subheader}
    assert not headings & {"Underfoot, last four weeks", "Up and down, last 12 weeks"}
    assert not [table for table in page.expander if table.label.startswith("The last four weeks")]


def test_the_page_says_what_is_underfoot_and_who_says_so(visit, small_store, everything_said):
    # 81.5 km in all; 12 + 8 km of the last three days bear no surface: 24.5 %.
    page = visit("terrain", small_store)
    assert "100\N{NO-BREAK SPACE}% asphalt" in page.markdown[0].value
    assert "Told by you 75\N{NO-BREAK SPACE}%; 25\N{NO-BREAK SPACE}% not known." in everything_said(page)
    assert [button.label for button in page.button if button.label.startswith("Add a map")] == []


def test_where_too_little_is_known_shares_are_hidden_and_the_way_out_is_named(
    visit, small_store, everything_said
):
    # 7.5 + 8 + 8 + 6 + 8 km lose their surface: 52 km of 81.5 km are known of no one.
    small_store.edit_runs([f"run-{ago}" for ago in (22, 19, 17, 15, 12)], surface=None)
    page = visit("terrain", small_store)
    assert page.markdown[0].value == "**In the last four weeks 81.5\N{NO-BREAK SPACE}km in 10 runs.**"
    assert "The ground is known for 29 % of this distance: too little" in everything_said(page)
    assert {"Add a map in Settings", "Say it of single runs"} <= {button.label for button in page.button}


def test_the_head_and_the_card_below_tell_a_jump_in_the_same_words(visit, small_store, add_a_run):
    # Over 600 m down in seven days, after little more than 200 m a week.
    for ago in (26, 29, 33):
        add_a_run(small_store, ago, 5.0)
    add_a_run(small_store, 2, 5.0, descent_m=600.0)
    page = visit("terrain", small_store)
    (lines,) = [text.value for text in page.markdown if "You descended" in text.value]
    assert {line.removeprefix("- ") for line in lines.split("\n")} <= {text.value for text in page.text}


def test_a_tap_turns_the_picture_from_down_to_up(visit, small_store):
    page = visit("terrain", small_store)

    def drawn():
        return [json.loads(chart.spec)["data"][-1]["hovertext"] for chart in page.get("plotly_chart")][-1][-1]

    assert drawn().endswith("m down")
    page.button(key="terrain.way.ascent_m").click().run()
    assert drawn().endswith("m up")
    page.button(key="terrain.way.steps").click().run()
    assert drawn().endswith("steps, downhill ones counted more")


def test_without_altitude_the_page_says_so(visit, empty_store, add_a_run, everything_said):
    for ago in (1, 2, 3):
        add_a_run(
            empty_store, ago, 5.0, ascent_m=None, descent_m=None, surface="treadmill", climb_source="none"
        )
    # A belt does not run downhill; how far up it is tilted, nobody knows.
    page = visit("terrain", empty_store)
    said = everything_said(page)
    assert "No climb is known of these weeks" in said
    assert "0\N{NO-BREAK SPACE}m down" not in said
    assert "Runs with GPS that follow the same way" in said


def test_of_each_rule_the_newest_finding_has_a_card_and_what_is_said_above_has_none(monkeypatch):
    shown = []
    monkeypatch.setattr(terrain.finding_card, "cards", lambda cards, **_: shown.extend(cards))
    days = {
        "terrain.descent_jump": (3, 9),
        "surface.unknown": (20,),
        "camber.one_side": (12,),
        "pain.zone": (21,),
    }
    terrain.stood_out([finding(rule, day) for rule, on in days.items() for day in on], TODAY)
    assert [(one.rule, one.day.day) for one in shown] == [
        ("camber.one_side", 12),
        ("terrain.descent_jump", 9),
    ]


@pytest.mark.parametrize(("ago", "there"), [(0, True), (27, True), (28, False), (1400, False)])
def test_what_stood_out_longer_than_four_weeks_ago_has_no_card(ago, there, monkeypatch):
    shown = []
    monkeypatch.setattr(terrain.finding_card, "cards", lambda some, **_: shown.extend(some))
    terrain.stood_out([replace(finding("direction.laps", 1), day=TODAY - timedelta(days=ago))], TODAY)
    assert bool(shown) == there


def finding(rule, day):
    evidence = Evidence("weak", "own", "")
    return Finding(rule, Severity.NOTE, date(2026, 11, day), "said", 1.0, 1.0, "m", "why", evidence)


# --- painful runs and the others


def test_two_runs_are_compared_in_words_alone(visit, small_store, everything_said):
    # Entries: no pain three days ago (a run), 4 two days ago (none), 5 yesterday (a run).
    page = visit("terrain", small_store)
    said = everything_said(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "The hip hurt at 3 or more of 10 in 1 run, and less or not at all in 1." in said
    # 110 m down over 12 km is 9 m a kilometre, over 8 km 14.
    assert "**9 m a kilometre** down, a typical other run **14 m a kilometre**" in said
    assert "With 5 of each or more there will be a picture here" in said
    assert "a comparison of your own runs, not a test" in said
    assert len(page.get("plotly_chart")) == 2


def test_five_runs_of_each_are_a_picture(visit, small_store):
    for n, ago in enumerate((1, 3, 5, 8, 10, 12, 15, 17, 19, 22)):
        small_store.add_entry(Entry(TODAY - timedelta(days=ago), worst_pain=5 if n < 5 else 0))
    small_store.edit_runs(["run-1", "run-3"], surface="trail")
    charts = [json.loads(chart.spec)["data"] for chart in visit("terrain", small_store).get("plotly_chart")]
    # 12 + 8 of the 44 km with pain
    assert [bars["name"] for bars in charts[-1]] == ["painful runs", "other runs"]
    assert dict(zip(charts[-1][0]["y"], map(written, charts[-1][0]["text"]), strict=True)) == {
        "asphalt": " 55 %",
        "trail": " 45 %",
    }


def test_without_painful_runs_there_is_nothing_to_compare(visit, small_store, everything_said):
    withdraw(small_store, TODAY - timedelta(days=1))
    said = everything_said(visit("terrain", small_store))
    assert "Of the 1 run with a diary entry none hurt at 3 or more of 10" in said


def test_runs_left_out_for_another_on_their_day_are_said(visit, small_store, everything_said, monkeypatch):
    both = beside({"level_m": (0.5, 0.5)}, {"trail": (0.5, 0.5)})
    monkeypatch.setattr(terrain_compare.compare, "beside", lambda log: replace(both, left_out=4))
    said = everything_said(visit("terrain", small_store))
    assert "4 runs are left out: with two runs or more on a day" in said


@pytest.mark.parametrize(
    ("painful", "other", "said"),
    [
        (0, 0, "No run has a diary entry of its own yet, so there is nothing to compare."),
        (0, 3, "Of the 3 runs with a diary entry none hurt at 3 or more of 10: there is nothing to compare."),
        (2, 0, "Of the 2 runs with a diary entry none was without such pain: there is nothing to compare."),
    ],
)
def test_a_missing_group_is_said(painful, other, said):
    assert terrain_compare.missing(pd.Series({"painful": painful, "other": other})) == said


def beside(grades, grounds):
    """Six runs beside nine, by row -> (painful, other)."""
    tables = [
        pd.DataFrame.from_dict({row: dict(given).get(row, (0.0, 0.0)) for row in rows}, orient="index")
        for rows, given in ((GRADES, grades), (SURFACES, grounds))
    ]
    by_grade, by_surface = (table.set_axis(["painful", "other"], axis=1) for table in tables)
    runs = pd.Series({"painful": 6, "other": 9})
    return Beside(runs, runs * NONE, by_grade, by_surface, pd.Series(dtype="float64"))


def test_what_the_distance_with_pain_had_more_or_less_of_is_said():
    both = beside({"level_m": (0.26, 0.82), "up_5_m": (0.19, 0.03)}, {"trail": (0.94, 0.16)})
    assert terrain_compare.counted(both, "km") == (
        "The hip hurt at 3 or more of 10 in 6 runs, and less or not at all in 9. "
        "Only 6 painful runs, so take it lightly. "
        "The painful runs were mostly on trail (94 %, the others 16 %), "
        "less on the level (26 %, the others 82 %) and more going 5 to 10 % up (19 %, the others 3 %)."
    )


@pytest.mark.parametrize(("painful", "few"), [(9, True), (10, False)])
def test_few_painful_runs_are_said_to_be_few(painful, few):
    both = replace(beside({}, {}), runs=pd.Series({"painful": painful, "other": 20}))
    assert (f"Only {painful} painful runs, so take it lightly." in terrain_compare.counted(both, "km")) == few


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((0.0, 0.75), "not at all on paved ground (the others 75 %)"),
        ((0.004, 0.75), "hardly on paved ground (the others 75 %)"),
        ((0.006, 0.75), "less on paved ground (1 %, the others 75 %)"),
        ((0.5, 0.2), "more on paved ground (50 %, the others 20 %)"),
        ((0.51, 0.2), "mostly on paved ground (51 %, the others 20 %)"),
    ],
)
def test_a_share_that_differs_is_said_in_a_word_beside_that_of_the_others(shares, said):
    assert terrain_compare.apart(beside({}, {"paved": shares})) == f"The painful runs were {said}."


def test_steepness_has_up_on_top_as_in_the_picture_above(visit, small_store, monkeypatch):
    both = beside({"up_5_m": (0.5, 0.2), "level_m": (0.5, 0.8)}, {"trail": (1.0, 1.0)})
    monkeypatch.setattr(terrain_compare.compare, "beside", lambda log: both)
    charts = [json.loads(chart.spec)["data"] for chart in visit("terrain", small_store).get("plotly_chart")]
    (steep,) = [bars[0]["y"] for bars in charts if "level" in bars[0].get("y", []) and len(bars) == 2]
    assert (steep[0], steep[-1]) == ("10 % up or more", "10 % down or more")


def test_where_nothing_differs_it_is_said():
    alike = "Neither how steep nor the ground differed much."
    assert terrain_compare.apart(beside({}, {})) == alike
    nothing = beside(dict.fromkeys(GRADES, (NONE, NONE)), dict.fromkeys(SURFACES, (NONE, NONE)))
    assert terrain_compare.apart(nothing) == ""


def test_where_it_began_is_said_beside_what_chance_would_give():
    found = Onsets(8, 4_200.0, {"down": 5, "level": 2, "up": 1}, {"down": 0.2, "level": 0.5, "up": 0.3})
    assert terrain_compare.began(found, "km") == (
        "In the 8 runs in which you noted where it began to hurt, that was typically after 4.2 km. "
        "In 5 of them you had just been going down; 20 % of their way went so."
    )


def test_where_it_began_as_chance_would_have_it_no_slope_is_named():
    found = Onsets(8, 4_200.0, {"down": 2, "level": 4, "up": 2}, {"down": 0.2, "level": 0.5, "up": 0.3})
    assert terrain_compare.began(found, "mi").endswith(
        "2.6 mi, on no other slopes than the rest of their way."
    )


@pytest.mark.parametrize(
    ("metres", "unit", "said"), [(10.0, "km", "10 m a kilometre"), (10.0, "mi", "53 ft a mile")]
)
def test_descent_per_distance_is_said_in_the_runners_unit(metres, unit, said):
    # 10 m/km × 1.609344 km / 0.3048 m a foot = 52.8 ft a mile
    assert terrain_compare.per_distance(metres, unit) == said
    assert math.isclose(10 * 1.609344 / 0.3048, 52.8, abs_tol=0.01)
