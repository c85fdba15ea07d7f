"""The Diary page on the small log: pain 0, 4 and 5 on Thu 19, Fri 20 and Sat 21 November 2026, a Sunday."""

from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.components import pain_calendar
from dashboard.views import diary_squares, episode_words
from ingest.diary import Entry
from ingest.schema import DIARY, RUNS, Log, Profile

TODAY = date(2026, 11, 22)


def log_of(entries=(), run_days=(), **profile):
    rows = [{"day": pd.Timestamp(day), **said} for day, said in dict(entries).items()]
    runs = [{"run_id": f"r{day}", "day": pd.Timestamp(day)} for day in run_days]
    return Log(RUNS.frame(runs), DIARY.frame(rows), profile=Profile(**profile))


def months_of(log, count=1, today=TODAY):
    from analysis import pain

    return diary_squares.months(log, pain.daily(log.diary, today), today, count)


def square_of(day, **said):
    (month,) = months_of(log_of({day: said} if said else {}))
    return next(square for square in month.squares if square.iso == day.isoformat())


# ---------------------------------------------------------------- the page


def test_the_first_words_say_how_the_hip_has_been(visit, small_store):
    page = visit("diary", small_store)
    assert [title.value for title in page.title] == ["Diary"]
    assert page.markdown[0].value.replace("\xa0", " ") == (
        "**Pain on 2 of the 3 days logged in the last seven: 5 of 10 at worst, on Sat 21 Nov.** "
        "This episode (outer hip, left) began on Fri 20 Nov."
    )


def test_an_episode_tells_its_place_its_worst_and_what_is_to_be_expected(visit, small_store, everything_said):
    said = everything_said(visit("diary", small_store)).replace("\xa0", " ")
    assert (
        "**Fri 20 Nov – goes on**: outer hip, left; 5 of 10 at worst, on Sat 21 Nov; "
        "painful on 2 of 2 days logged." in said
    )
    # Two weeks from Friday 20 November.
    assert "It should be clearly better by Fri 4 Dec; if not, see a clinician." in said


def test_no_usual_course_is_said_while_a_red_flag_stands(visit, small_store, everything_said):
    small_store.add_entries([Entry(TODAY, worst_pain=5, side="left", place="outer", signs="limp")])
    said = everything_said(visit("diary", small_store)).replace("\xa0", " ")
    assert "**Fri 20 Nov – goes on**: outer hip, left" in said
    for reassuring in ("clearly better by", "commonly said", "named are", "usual course"):
        assert reassuring not in said
    small_store.clear_flags(TODAY, ["2026-11-22:limp"], "seen")
    assert "It should be clearly better by" in everything_said(visit("diary", small_store))


def test_the_empty_log_says_what_to_do_first(visit, empty_store):
    page = visit("diary", empty_store)
    assert "No day is logged yet" in page.markdown[0].value
    assert [button.label for button in page.button] == ["Log how the hip is"]


def test_runs_without_a_diary_have_their_calendar(visit, empty_store, add_a_run):
    add_a_run(empty_store, 1, 8.0)
    page = visit("diary", empty_store)
    assert "Day by day" in [header.value for header in page.header]
    assert "None. Single days of 1 are not counted as an episode." in [m.value for m in page.markdown]


def test_earlier_months_are_offered_while_there_are_any(visit, small_store):
    assert not [b for b in visit("diary", small_store).button if b.key == "diary.earlier"]
    small_store.add_entry(Entry(TODAY - timedelta(days=120), worst_pain=1))
    page = visit("diary", small_store)
    page.button(key="diary.earlier").click().run()
    # November and October, then September, August and July, in which the entry stands.
    assert page.session_state["diary.months"] == 5
    assert not [b for b in page.button if b.key == "diary.earlier"]


def test_readings_are_drawn_where_they_were_asked_and_hips_where_days_tell_of_both(visit, small_store):
    page = visit("diary", small_store)
    headers = [header.value for header in page.header]
    assert "Left and right" in headers
    assert "Usual pain of the last 3 days that tell: left 4, right 0." in [m.value for m in page.markdown]
    assert any("can be logged under “More”" in m.value for m in page.markdown)
    small_store.add_entry(Entry(TODAY, worst_pain=3, rest_pain=1))
    page = visit("diary", small_store)
    assert not any("can be logged under “More”" in m.value for m in page.markdown)


def test_what_others_wrote_is_not_on_this_page(visit, empty_store, everything_said):
    empty_store.add_entry(Entry(TODAY, worst_pain=3, note="![x](http://example.org/x.png)"))
    assert "example.org" not in everything_said(visit("diary", empty_store))


# ---------------------------------------------------------------- the squares


@pytest.mark.parametrize(
    ("said", "label", "score"),
    [
        (
            {"worst_pain": 4, "side": "left", "place": "outer"},
            "Fri 20 Nov: pain 4, outer hip, left",
            4,
        ),
        ({"worst_pain": 0}, "Fri 20 Nov: no pain", 0),
        ({"note": "busy"}, "Fri 20 Nov: no score", None),
        ({"worst_pain": 2, "signs": "night"}, "Fri 20 Nov: pain 2, a warning sign", 2),
        ({}, "Fri 20 Nov: nothing logged", None),
    ],
)
def test_a_square_says_its_day_in_words(said, label, score):
    square = square_of(date(2026, 11, 20), **said)
    assert (square.label, square.score) == (label, score)
    assert square.sign is ("signs" in said)


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ({"worst_pain": 3, "rest_pain": 1}, True),
        ({"worst_pain": 3, "rest_pain": 0}, False),
        ({"worst_pain": 3, "quality": "dull numb"}, True),
        ({"worst_pain": 3, "quality": "dull"}, False),
        ({"signs": "night"}, True),
    ],
)
def test_a_day_is_marked_where_a_score_or_a_kind_of_pain_is_the_sign(said, marked):
    square = square_of(date(2026, 11, 3), **said)
    assert square.sign is marked
    assert ("a warning sign" in square.label) is marked


def test_a_day_of_another_year_says_its_year():
    january, december = months_of(log_of(), count=2, today=date(2027, 1, 3))
    assert january.squares[0].label == "Fri 1 Jan: nothing logged"
    assert december.squares[-1].label == "Thu 31 Dec 2026: nothing logged"


def test_a_run_is_marked_and_said():
    (month,) = months_of(log_of(run_days=[date(2026, 11, 20)]))
    square = month.squares[19]
    assert (square.ran, square.label) == (True, "Fri 20 Nov: nothing logged, a run")
    assert [s.ran for s in month.squares].count(True) == 1


def test_days_that_have_not_been_have_no_square_and_today_is_marked():
    (month,) = months_of(log_of())
    assert [square.number for square in month.squares] == list(range(1, 23))
    assert [square.number for square in month.squares if square.today] == [22]


@pytest.mark.parametrize(("start", "blank", "head"), [("monday", 6, "Mo"), ("sunday", 0, "Su")])
def test_weeks_start_where_the_runner_says(start, blank, head):
    # 1 November 2026 is a Sunday.
    (month,) = months_of(log_of(week_start=start))
    assert (month.name, month.blank) == ("November 2026", blank)
    assert diary_squares.weekdays(start)[0] == head
    assert len(set(diary_squares.weekdays(start))) == 7


def test_months_go_back_over_the_new_year():
    names = [month.name for month in months_of(log_of(), 3, date(2026, 1, 15))]
    assert names == ["January 2026", "December 2025", "November 2025"]
    assert len(months_of(log_of(), 3, date(2026, 1, 15))[1].squares) == 31


def test_the_colour_grows_with_the_score_and_leaves_words_legible():
    strengths = [float(pain_calendar.fill(score).split(",")[-1].strip(" )")) for score in range(11)]
    assert strengths == sorted(strengths)
    assert strengths[10] == pytest.approx(0.78)
    for ground, ink in (((255, 255, 255), (0x1B, 0x1F, 0x24)), ((0x10, 0x15, 0x1B), (0xEC, 0xEF, 0xF2))):
        assert contrast(blend((213, 94, 0), ground, strengths[10]), ink) > 4.5


def blend(colour, ground, strength):
    return [strength * c + (1 - strength) * g for c, g in zip(colour, ground, strict=True)]


def contrast(one, other):
    """WCAG 2.1: (lighter + 0.05) / (darker + 0.05)."""
    lights = sorted(luminance(colour) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour):
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# ---------------------------------------------------------------- in words


def lately(scores):
    """What is said on TODAY of these scores by days ago, each a day's worst or what was said on it."""
    from analysis import episodes

    said = {ago: s if isinstance(s, dict) else {"worst_pain": s} for ago, s in scores.items()}
    log = log_of({TODAY - timedelta(days=ago): each for ago, each in said.items()})
    found = episodes.episodes(log.diary, TODAY)
    return episode_words.lately(log.diary, found, TODAY)


def test_a_week_without_a_score_is_not_a_week_without_pain():
    assert lately({7: 0}).startswith("**No score in the last seven days**, so hiplog cannot tell")
    assert lately({6: 0}) == "**No pain on the 1 day logged** of the last seven."


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        (
            {1: 4, 0: 4},
            "**Pain on 2 of the 2 days logged in the last seven: 4 of 10 at worst, on Sun 22 Nov.**",
        ),
        ({1: {"worst_pain": 4, "morning_pain": 5}, 0: 4}, "5 of 10 at worst, on waking on Sun 22 Nov.**"),
        (
            {1: {"worst_pain": 0, "morning_pain": 2}},
            "**Pain in the last seven days: 2 of 10 at worst, on waking",
        ),
        ({8: {"morning_pain": 2}}, "**No score in the last seven days**"),
    ],
    ids=["the later of two", "waking was higher", "waking alone", "waking, a week ago"],
)
def test_the_worst_of_the_week_is_the_highest_score_and_its_latest_day(scores, said):
    assert said in lately(scores)


def test_the_worst_of_an_episode_is_told_as_that_of_the_week():
    from analysis import episodes

    days = {2: {"worst_pain": 4}, 1: {"worst_pain": 4, "morning_pain": 5}, 0: {"worst_pain": 4}}
    log = log_of({TODAY - timedelta(days=ago): said for ago, said in days.items()})
    (episode,) = episodes.episodes(log.diary, TODAY).itertuples()
    assert "5 of 10 at worst, on waking on Sun 22 Nov" in episode_words.told(episode, log.diary, TODAY)


def test_an_episode_that_is_over_and_one_whose_end_nobody_knows():
    assert lately({7: 4, **dict.fromkeys(range(7), 0)}).endswith("The last episode was over by Sun 22 Nov.")
    assert lately({12: 4}).endswith(
        "How the last episode ended is not known: after Tue 10 Nov the diary was silent."
    )


def expected(scores, place="back"):
    from analysis import episodes, pain
    from analysis.limits import Limits

    said = {"place": place, "side": "left"}
    log = log_of({TODAY - timedelta(days=ago): {"worst_pain": s, **said} for ago, s in scores.items()})
    (episode,) = episodes.episodes(log.diary, TODAY).itertuples()
    return episode_words.expected(episode, pain.daily(log.diary, TODAY), TODAY, Limits())


def test_after_two_weeks_it_is_said_whether_it_is_better():
    assert "**It should have been clearly better by Sun 22 Nov, and is not**" in expected(
        dict.fromkeys(range(15), 4)
    )
    said = expected(dict.fromkeys(range(15), 4))
    assert "Today is day 15; it is commonly said to take 7 to 14 days." in said
    better = dict.fromkeys(range(4, 15), 4) | dict.fromkeys(range(4), 2)
    assert "By now it is clearly better" in expected(better)
    assert "Too few days were logged lately" in expected({14: 4, 13: 4, 12: 4, 3: 4, 0: 4})


def test_the_other_places_are_named_beside_the_main_one():
    from analysis import episodes

    log = log_of(
        {TODAY: {"worst_pain": 3, "place": "front", "side": "left", "spots": "left.front left.back"}}
    )
    (episode,) = episodes.episodes(log.diary, TODAY).itertuples()
    assert "front / groin, left, also back / buttock" in episode_words.told(episode, log.diary, TODAY)
