"""Episodes worked by hand on short diaries; the first day of each is Monday 2 November 2026."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import episodes
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import DIARY, PLACES, Log

FIRST = date(2026, 11, 2)
DEFAULTS = Limits()


def on(day):
    """The day `day` days after the first."""
    return FIRST + timedelta(days=day)


def diary(scores, **more):
    """An entry a day from FIRST on: a digit is its worst pain, a dot is a day without an entry."""
    said = {day: {"worst_pain": float(s), **more} for day, s in enumerate(scores) if s != "."}
    return frame(said)


def frame(said):
    return DIARY.frame([{"day": pd.Timestamp(on(day)), **row} for day, row in said.items()])


def of(scores, until=None):
    """The episodes at the end of a diary, or so many days after its first."""
    return episodes.episodes(diary(scores), on(len(scores) - 1 if until is None else until))


def spans(scores, until=None):
    """(first painful day, last painful day, day on which it was over, state), days counted from FIRST."""
    found = of(scores, until)
    days = [
        [None if pd.isna(day) else (day.date() - FIRST).days for day in found[name]]
        for name in ("onset", "last_painful", "ended_on")
    ]
    return list(zip(*days, found["state"], strict=True))


# ---------------------------------------------------------------- when one begins


@pytest.mark.parametrize("scores", ["", "0", "000000", "1", "0001000", "111", "1010100"])
def test_no_pain_and_a_few_single_points_are_no_episode(scores):
    assert spans(scores) == []


@pytest.mark.parametrize("scores", ["1111", "101011", "1.1.1.1"])
def test_four_painful_days_of_a_week_are_one(scores):
    assert spans(scores) == [(0, len(scores) - 1, None, "going on")]


def test_the_week_counts_days_with_a_score():
    # 4 of 7 logged days, whatever is missing between them; 4 of 8 are not.
    assert spans("101..0101") == [(0, 8, None, "going on")]
    assert spans("10100101") == []


def test_a_single_two_is_one_and_a_single_one_is_not():
    assert spans("0020") == [(2, 2, None, "going on")]
    assert spans("0010") == []


def test_it_began_with_the_first_painful_day():
    assert spans("0011043") == [(2, 6, None, "going on")]


# ---------------------------------------------------------------- when one is over


def test_it_is_over_with_the_seventh_day_without_pain():
    assert spans("4000000") == [(0, 0, None, "going on")]
    assert spans("40000000") == [(0, 0, 7, "over")]


def test_missing_days_are_no_pain_free_days():
    assert spans("4.000000") == [(0, 0, None, "going on")]
    assert spans("4.0000.000") == [(0, 0, 9, "over")]


def test_three_single_points_in_a_week_do_not_keep_it_going_but_a_fourth_does():
    assert spans("41010100") == [(0, 5, 7, "over")]
    assert spans("41011100") == [(0, 5, None, "going on")]


def test_a_two_keeps_it_going():
    assert spans("40002000") == [(0, 4, None, "going on")]


def test_a_painful_day_never_ends_it():
    # Seven days with three single points, the last of them painful: over a day later.
    assert spans("40000111") == [(0, 7, None, "going on")]
    assert spans("400011010") == [(0, 7, 8, "over")]


def test_who_logs_rarely_ends_it_with_three_free_days_over_two_weeks():
    # Pain-free on the 5th, 10th and 13th, and on the 14th day after it.
    assert spans("4....0....0..0") == [(0, 0, None, "going on")]
    assert spans("4....0....0...0") == [(0, 0, 14, "over")]
    assert spans("4.........0....0") == [(0, 0, None, "going on")]


def test_pain_after_the_end_is_another_episode():
    assert spans("4000000030") == [(0, 0, 7, "over"), (8, 8, None, "going on")]
    assert spans("400000030") == [(0, 7, None, "going on")]


# ---------------------------------------------------------------- silence


def test_ten_silent_days_are_a_pause_and_eleven_leave_the_end_unknown():
    assert spans("4" + "." * 10 + "3") == [(0, 11, None, "going on")]
    assert spans("4" + "." * 11 + "3") == [(0, 0, None, "unknown"), (12, 12, None, "going on")]


def test_silence_after_the_last_entry_counts_but_today_is_not_over():
    assert spans("4", until=11) == [(0, 0, None, "going on")]
    assert spans("4", until=12) == [(0, 0, None, "unknown")]


def test_free_days_after_a_silence_tell_nothing_of_the_end():
    assert spans("40" + "." * 11 + "0" * 9) == [(0, 0, None, "unknown")]


def test_a_note_breaks_no_silence():
    said = diary("4" + "." * 11 + "3")
    noted = pd.concat([said, frame({5: {"note": "forgot"}})], ignore_index=True)
    assert len(episodes.episodes(noted, on(12))) == 2


def test_an_episode_that_is_over_stays_over_through_a_silence():
    assert spans("40000000", until=40) == [(0, 0, 7, "over")]


# ---------------------------------------------------------------- what is said of one


def test_painful_and_logged_days_are_counted():
    (episode,) = of("025.510").itertuples()
    # Painful: 2, 5, 5 and 1 on the 1st, 2nd, 4th and 5th day; logged from the 1st to the 5th but the 3rd.
    assert (episode.painful_days, episode.logged_days) == (4, 4)


def test_place_and_side_are_the_most_frequent_and_the_newer_where_equal():
    said = frame(
        {
            0: {"worst_pain": 3, "side": "left", "place": "outer"},
            1: {"worst_pain": 3, "side": "left", "place": "front"},
            2: {"worst_pain": 0},
            3: {"worst_pain": 3, "side": "both", "place": "front", "spots": "left.front right.back"},
            4: {"worst_pain": 3},
        }
    )
    (episode,) = episodes.episodes(said, on(4)).itertuples()
    assert (episode.place, episode.side) == ("front", "left")
    # left.front twice, then right.back and left.outer once each, the newer first.
    assert episode.spots == "left.front right.back left.outer"
    (equal,) = episodes.episodes(said.head(2), on(4)).itertuples()
    assert equal.place == "front"
    assert episodes.where(episode) == "front / groin, left"


def test_both_sides_are_a_spot_each_and_nothing_said_is_no_spot():
    said = frame({0: {"worst_pain": 3, "side": "both", "place": "outer"}})
    assert episodes.episodes(said, on(0))["spots"].to_list() == ["right.outer left.outer"]
    silent = episodes.episodes(frame({0: {"worst_pain": 3}}), on(0))
    assert silent[["place", "side", "spots"]].isna().all(axis=None)
    assert episodes.where(next(silent.itertuples())) == ""


def test_the_empty_diary_has_every_column():
    empty = episodes.episodes(DIARY.empty(), FIRST)
    assert empty.empty
    assert {name: str(dtype) for name, dtype in empty.dtypes.items()} == episodes.COLUMNS


def test_days_after_today_are_not_seen_and_the_diary_stays_as_it_was():
    said = diary("4000000005")
    before = said.copy()
    assert episodes.episodes(said, on(3))["state"].to_list() == ["going on"]
    pd.testing.assert_frame_equal(said, before)


# ---------------------------------------------------------------- what is to be expected


def test_every_place_has_a_course_in_words_with_a_range_of_days():
    for place in (*PLACES, None, float("nan")):
        course = episodes.course(place)
        assert 0 < course.days[0] < course.days[1]
        assert "commonly said" in course.said
        assert course.said.endswith(".")


def test_articles_that_differ_give_a_range():
    # "About a week" (2.3) and six weeks (3.1) for the outer hip; one to two weeks (0.12) else.
    assert episodes.course("outer").days == (7, 42)
    assert episodes.course("back").days == (7, 14)


def test_it_should_be_better_after_two_weeks_or_what_the_runner_chose():
    assert episodes.should_be_better_on(FIRST, DEFAULTS) == date(2026, 11, 16)
    assert episodes.should_be_better_on(FIRST, Limits({"episodes.better_after": 21.0})) == date(2026, 11, 23)


def better(scores):
    days = pd.date_range(FIRST, periods=len(scores), unit="us")
    values = [float("nan") if s == "." else float(s) for s in scores]
    return episodes.improved(pd.Series(values, index=days)).iloc[-1]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ("66666664444", 1),  # 6 to 4 in the middle of the last seven days
        ("8888888" + "7777777", 0),  # one point, an eighth
        ("8888888" + "6666", 1),  # two points, a quarter
        ("3333333" + "2222", 1),  # one point, a third: 33.3 %
        ("4444444" + "3333", 0),  # one point, a quarter
        ("1111111" + "0000", 1),
        ("1111111" + "1111", 0),
        ("66666664446", 0),  # only three of the last seven at 4
    ],
)
def test_better_is_two_points_or_a_third_below_the_worst_week(scores, expected):
    assert better(scores) == expected


def test_fewer_than_three_scores_a_week_tell_nothing():
    assert pd.isna(better("44"))
    assert better("444") == 0
    assert pd.isna(better("4444444" + ".....11"))
    assert better("4444444" + "....111") == 1


def overdue(scores, limits=DEFAULTS, more=None):
    log = Log(diary=diary(scores, **(more or {})))
    return episodes.overdue(log, on(len(scores) - 1), limits)


def test_the_fourteenth_day_after_the_onset_is_due_and_the_thirteenth_is_not():
    assert overdue("4.4.4.4.4.4.44") == []
    (finding,) = overdue("4.4.4.4.4.4.4.4")
    assert (finding.severity, finding.day) == (Severity.ACT, on(14))
    assert (finding.measured, finding.limit, finding.unit) == (14, 14, "days")
    assert finding.headline == (
        "Your hip has been hurting on and off since Mon 2 Nov. 14 days on, it was not clearly better "
        "than in its worst week: see a clinician."
    )


def test_who_is_better_by_then_hears_nothing():
    assert overdue("4.4.4.4.4.2.2.2") == []


def test_usual_pain_below_two_is_to_watch():
    assert [f.severity for f in overdue("2.2.2.2.2.2.2.2")] == [Severity.ACT]
    assert [f.severity for f in overdue("1.1.1.1.1.1.1.1")] == [Severity.WATCH]


def test_too_few_scores_around_the_day_tell_nothing():
    assert overdue("4.4.4.4......4.4") == []


def test_the_last_such_day_is_named_so_that_it_stays_news():
    (finding,) = overdue("4.4.4.4.4.4.4.4.4.4")
    assert (finding.day, finding.measured) == (on(18), 18)


def test_an_episode_without_pain_since_then_is_dated_on_its_last_painful_day_or_says_nothing():
    assert overdue("4.4.4.4.4.4.40000") == []


def test_lasting_pain_that_says_the_same_speaks_alone():
    # All 15 days logged and painful: P5 acts, and this rule does not repeat it.
    assert overdue("4" * 15) == []
    # P5 only watches (12 of 15 days logged): this rule says the graver thing.
    assert [f.severity for f in overdue("44.44.4444.4444")] == [Severity.ACT]


def test_the_words_name_the_course_of_the_place():
    (finding,) = overdue("4.4.4.4.4.4.4.4", more={"side": "left", "place": "outer"})
    assert "On the outer hip it is commonly said to take about a week" in finding.why
    assert "clinician" in finding.why


def test_the_empty_log_says_nothing():
    assert episodes.overdue(Log(), FIRST, DEFAULTS) == []
