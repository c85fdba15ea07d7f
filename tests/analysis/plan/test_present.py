"""Where a plan stands on a day: the week's days, the gate in words, what goes with the runs."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import plan
from ingest.schema import PLANS, Log, Profile

MONDAY = date(2026, 11, 2)
DAY = timedelta(days=1)
WEEK1 = "2.4 . 2.4 . 2.4 . ."
WEEK2 = "3.2 . 3.2 . 3.2 . 3.2"
WEEK3 = "4.8 . 4.8 . 4.8 . 4.8"
NO_RUN = ". . . . . . ."


def seen(log, number):
    """The plan on its day of that number, the first Monday being 0."""
    return plan.progress(log, next(log.plans.itertuples()), MONDAY + number * DAY)


def states(log, number):
    return " ".join(session.state for session in seen(log, number).sessions)


def test_a_fresh_week_has_its_runs_on_the_runners_days(weeks):
    assert states(weeks(NO_RUN), 0) == "next rest planned rest planned rest rest"


def test_a_run_ticks_its_day_and_the_next_one_follows(weeks):
    log = weeks("2.4 . . . . . .")
    assert states(log, 0) == "done rest next rest planned rest rest"
    assert states(log, 2) == "done rest next rest planned rest rest"


def test_a_missed_day_stays_missed_and_its_run_moves_on(weeks):
    # Monday is missed; of Wednesday, Friday and Sunday all three are left.
    assert states(weeks(NO_RUN), 1) == "missed rest next rest planned rest planned"


def test_a_run_on_another_day_counts_and_moves_the_others(weeks):
    assert states(weeks(". 2.4 . . . . ."), 1) == "missed done rest rest next rest planned"


def test_a_run_that_is_too_long_is_over(weeks):
    found = seen(weeks("3 . . . . . ."), 1).sessions[0]
    assert (found.state, found.distance_m, found.verdict) == ("over", 3000, "amber")
    assert round(found.cap_m) == 2414


def test_a_week_that_is_done_has_rest_left(weeks):
    assert states(weeks(WEEK1), 4) == "done rest done rest done rest rest"


def test_after_a_red_run_the_rest_of_the_week_is_rest(weeks):
    assert states(weeks("2.4 . 2.4p6 . . . ."), 2) == "done rest done rest rest rest rest"


def test_what_was_missed_before_a_red_run_stays_missed(weeks):
    assert states(weeks(". . 2.4p6 . . . ."), 6) == "missed rest done rest rest rest rest"


def test_two_days_of_the_week_make_two_runs(weeks):
    assert states(weeks(NO_RUN, weekdays="tue sat"), 0) == "rest next rest rest rest planned rest"


def test_other_weekdays_lay_out_anew_what_is_left(weeks):
    assert (
        states(weeks("2.4 . . . . . .", weekdays="tue thu sat"), 1) == "done rest rest next rest planned rest"
    )


def test_a_plan_that_begins_later_shows_its_first_week(weeks):
    found = seen(weeks(NO_RUN), -2)
    assert found.state == "ahead"
    assert [session.day for session in found.sessions if session.state == "next"] == [MONDAY]


def test_a_week_begins_on_the_plans_own_day(weeks):
    log = weeks(NO_RUN, first=date(2026, 11, 5))
    found = plan.progress(log, next(log.plans.itertuples()), date(2026, 11, 5))
    assert [session.day.day for session in found.sessions] == [5, 6, 7, 8, 9, 10, 11]
    # Thu Fri Sat Sun Mon Tue Wed: three of Fri, Sun, Mon and Wed, none in a row.
    assert [session.day.day for session in found.sessions if session.state != "rest"] == [6, 8, 11]


def test_while_a_flag_stands_no_run_is_shown(weeks):
    found = seen(weeks("2.4 . .F . . . ."), 3)
    assert (found.state, found.sessions, found.next_days, found.gate) == ("paused", (), (), "")
    assert found.stopped_on == MONDAY + 2 * DAY
    assert [week.verdict for week in found.history] == ["stopped"]


def test_a_cleared_flag_leaves_the_plan_paused(weeks):
    found = seen(weeks("2.4 . .F .C . . .", NO_RUN), 10)
    assert (found.state, found.sessions) == ("paused", ())


def test_an_ended_plan_shows_what_was(weeks):
    log = weeks(WEEK1, WEEK2)
    log = replace(log, plans=log.plans.assign(ended_on=pd.Timestamp(MONDAY + 9 * DAY)))
    found = seen(log, 13)
    assert (found.state, found.sessions) == ("ended", ())
    assert [len(week.ran) for week in found.history] == [3, 2]
    assert seen(log, 8).state == "going"


def test_the_weeks_before_are_its_history(weeks):
    found = seen(weeks(WEEK1, WEEK2), 8)
    assert [(week.number, week.verdict, round(week.distance_m)) for week in found.history] == [
        (1, "advanced", 7200)
    ]
    assert found.step == 2


# ------------------------------------------------------------------ the gate in words


@pytest.mark.parametrize(
    ("lines", "number", "said"),
    [
        ([NO_RUN], 0, "Two green runs lead to the next step: 4 runs of at most 3.2 km. None so far."),
        (
            ["2.4 . . . . . ."],
            0,
            "Two green runs lead to the next step: 4 runs of at most 3.2 km. None so far. "
            "Mon 2 Nov counts once its next morning is logged.",
        ),
        (
            ["2.4 . . . . . ."],
            1,
            "Two green runs lead to the next step: 4 runs of at most 3.2 km. One so far.",
        ),
        (
            ["_2.4 . . . . . ."],
            2,
            "Two green runs lead to the next step: 4 runs of at most 3.2 km. None so far. "
            "Mon 2 Nov has no pain score, so it cannot count as green.",
        ),
        (
            [WEEK1],
            4,
            "Two green runs are in. Next week: 4 runs of at most 3.2 km, "
            "if the rest of this week stays green.",
        ),
        (
            ["0 . . . . . ."],
            1,
            "The length of the run on Mon 2 Nov is not known: put it in on the Runs page. "
            "Next week repeats this one.",
        ),
        (["2.4p4 . . . . . ."], 0, "Mon 2 Nov was amber: pain 4 of 10. Next week repeats this one."),
        (
            ["3 . . . . . ."],
            1,
            "Mon 2 Nov went past its length: 3 km instead of 2.4 km. Next week repeats this one.",
        ),
        (
            ["2.4 . 2.4 . 2.4 . 2.4"],
            6,
            "Sun 8 Nov was more than this week had room for. Next week repeats this one.",
        ),
        (
            ["2.4p6 . . . . . ."],
            0,
            "Mon 2 Nov was red: pain 6 of 10. No more runs this week; next week begins the first step again.",
        ),
        (
            [WEEK1, "3.2m3 . . . . . ."],
            8,
            "Mon 9 Nov was red: 3 of 10 the next morning, 2 more than the morning before. "
            "No more runs this week; next week goes back to 3 runs of at most 2.4 km.",
        ),
        (
            ["2.4p2 .p2 .p2 .p2 . . ."],
            3,
            "72 hours after the run on Mon 2 Nov your hip was not back to usual. "
            "No more runs this week; next week begins the first step again.",
        ),
        (
            [WEEK1, WEEK2, WEEK3],
            20,
            "Two green runs are in. Next week: 4 runs, together at most 10 % more than this week, "
            "if the rest of this week stays green.",
        ),
    ],
)
def test_the_gate_says_what_leads_on(weeks, lines, number, said):
    assert seen(weeks(*lines), number).gate == said


def test_the_gate_speaks_the_runners_unit(weeks):
    log = replace(weeks(NO_RUN), profile=Profile(distance_unit="mi"))
    assert "4 runs of at most 2 mi" in seen(log, 0).gate


# ------------------------------------------------------------------ what goes with the runs


def done(log, *said):
    """Words of `done` for the days from MONDAY on."""
    days = log.diary["day"].map({pd.Timestamp(MONDAY + n * DAY): words for n, words in enumerate(said)})
    return replace(log, diary=log.diary.assign(done=days.astype("str").where(days.notna())))


def kept(log, number):
    return [(each.habit.key, each.done, each.wanted) for each in seen(log, number).habits]


def test_the_warm_up_counts_on_days_with_a_run(weeks):
    log = done(weeks(WEEK1), "prehab", "prehab", "ice prehab")
    assert kept(log, 6) == [("prehab", 2, 3)]


def test_each_step_adds_its_own(weeks):
    assert kept(weeks(WEEK1, NO_RUN), 7) == [("prehab", 0, 4), ("ice", 0, 4)]
    assert [key for key, _, _ in kept(weeks(WEEK1, WEEK2, NO_RUN), 14)] == ["prehab", "ice", "strength"]
    last = kept(weeks(WEEK1, WEEK2, WEEK3, NO_RUN), 21)
    assert last[2:] == [("strength", 0, 2), ("massage", 0, 1)]


def test_a_massage_counts_for_thirty_days(weeks):
    log = done(weeks(WEEK1, WEEK2, WEEK3, NO_RUN, NO_RUN), "massage")
    assert kept(log, 29)[3] == ("massage", 1, 1)
    assert kept(log, 30)[3] == ("massage", 0, 1)


def test_none_of_it_holds_the_plan_up(weeks):
    assert seen(weeks(WEEK1, NO_RUN), 7).step == 2


# ------------------------------------------------------------------ which plan


def rows(*spans):
    return PLANS.frame(
        [
            {
                "plan_id": str(number),
                "started_on": pd.Timestamp(MONDAY + began * DAY),
                "ended_on": None if ended is None else pd.Timestamp(MONDAY + ended * DAY),
                "weekdays": "mon",
            }
            for number, (began, ended) in enumerate(spans)
        ]
    )


def test_the_plan_that_goes_on_is_the_current_one():
    log = Log(plans=rows((0, 10), (10, None)))
    assert plan.current(log, MONDAY + 5 * DAY).plan_id == "1"  # it waits to begin, and is the newer word
    assert plan.current(log, MONDAY + 10 * DAY).plan_id == "1"


def test_a_plan_is_over_on_its_last_day():
    log = Log(plans=rows((0, 10)))
    assert plan.current(log, MONDAY + 9 * DAY).plan_id == "0"
    assert plan.current(log, MONDAY + 10 * DAY) is None


def test_without_a_plan_there_is_none():
    assert plan.current(Log(), MONDAY) is None


def test_the_next_weeks_days_are_the_runners(weeks):
    assert [day.day for day in seen(weeks(NO_RUN), 0).next_days] == [9, 11, 13]
