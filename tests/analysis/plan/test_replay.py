"""The return plan over whole simulated weeks, one line a week; see conftest for how a day is written."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest

from analysis.plan.replay import replay
from ingest.schema import PLANS, Log

MONDAY = date(2026, 11, 2)
DAY = timedelta(days=1)
WEEK1 = "2.4 . 2.4 . 2.4 . ."
WEEK2 = "3.2 . 3.2 . 3.2 . 3.2"
WEEK3 = "4.8 . 4.8 . 4.8 . 4.8"
NO_RUN = ". . . . . . ."
NOTHING = "_ _ _ _ _ _ _"


def played(log, day):
    return replay(log, next(log.plans.itertuples()), day)


def steps(log, weeks):
    """(step, verdict) of each week, seen on the last evening of so many weeks."""
    found = played(log, MONDAY + (7 * weeks - 1) * DAY)
    return [(week.target.step, week.verdict) for week in found.weeks]


def verdicts(log, day):
    return [ran.verdict for ran in played(log, day).weeks[-1].ran]


SCENARIOS = {
    "every run is green: a step a week": (
        (WEEK1, WEEK2, WEEK3, "5.2 . 5.2 . 5.2 . 5.2", "5.7 . 5.7 . 5.7 . 5.7"),
        [(1, "advanced"), (2, "advanced"), (3, "advanced"), (4, "advanced"), (5, "open")],
    ),
    "an amber run in the second week: that step again": (
        (WEEK1, "3.2 . 3.2p3 . 3.2 . 3.2", WEEK2, WEEK3),
        [(1, "advanced"), (2, "repeated"), (2, "advanced"), (3, "open")],
    ),
    "a morning one point worse is amber": (
        (WEEK1, "3.2m2 . 3.2 . 3.2 . 3.2", WEEK2, WEEK3),
        [(1, "advanced"), (2, "repeated"), (2, "advanced"), (3, "open")],
    ),
    "pain above 5 in a run: back a step": (
        (WEEK1, "3.2 . 3.2p6 . . . .", WEEK1, WEEK2),
        [(1, "advanced"), (2, "back"), (1, "advanced"), (2, "open")],
    ),
    "pain of 5 is still amber": (
        (WEEK1, "3.2 . 3.2p5 . . . .", WEEK2),
        [(1, "advanced"), (2, "repeated"), (2, "open")],
    ),
    "a morning two points worse: back a step": (
        (WEEK1, WEEK2, "4.8 . 4.8m3 . . . .", WEEK2, WEEK3),
        [(1, "advanced"), (2, "advanced"), (3, "back"), (2, "advanced"), (3, "open")],
    ),
    "the first step has none before it": (
        ("2.4p7 . . . . . .", WEEK1, WEEK2),
        [(1, "repeated"), (1, "advanced"), (2, "open")],
    ),
    "a hip that is not back after 72 hours: back a step": (
        # Wed's run is the last; Thu to Sat stay at 2 after a 1 on Tue.
        (WEEK1, "3.2 . 3.2p2 .p2m2 .p2m2 .p2m2 .p2", WEEK1),
        [(1, "advanced"), (2, "back"), (1, "open")],
    ),
    "runs on other days count as well": (
        (". 2.4 . 2.4 . 2.4 .", ". 3.2 . 3.2 . 3.2 .", WEEK3),
        [(1, "advanced"), (2, "advanced"), (3, "open")],
    ),
    "a run that is too long makes its week amber": (
        ("2.4 . 2.6 . 2.4 . .", WEEK1, WEEK2),
        [(1, "repeated"), (1, "advanced"), (2, "open")],
    ),
    "more runs than planned make it amber too": (
        ("2.4 . 2.4 . 2.4 . 2.4", WEEK1, WEEK2),
        [(1, "repeated"), (1, "advanced"), (2, "open")],
    ),
    "a week without a run: the step again": (
        (WEEK1, NO_RUN, WEEK2, WEEK3),
        [(1, "advanced"), (2, "repeated"), (2, "advanced"), (3, "open")],
    ),
    "two weeks without a run: back a step, and two more, another": (
        (WEEK1, WEEK2, NO_RUN, NO_RUN, NO_RUN, NO_RUN, WEEK1),
        [
            (1, "advanced"),
            (2, "advanced"),
            (3, "repeated"),
            (3, "back"),
            (2, "repeated"),
            (2, "back"),
            (1, "open"),
        ],
    ),
    "a gap with neither runs nor entries is weeks without a run": (
        (WEEK1, WEEK2, NOTHING, NOTHING, WEEK2),
        [(1, "advanced"), (2, "advanced"), (3, "repeated"), (3, "back"), (2, "open")],
    ),
    "two runs on one day are one, and together too long": (
        ("1.2+1.2 . 2.4 . . . .", "2+2 . 3.2 . 3.2 . .", WEEK2),
        [(1, "advanced"), (2, "repeated"), (2, "open")],
    ),
    "without a diary no run is green": (
        ("_2.4 _ _2.4 _ _2.4 _ _", "_2.4 _ _2.4 _ _2.4 _ _", "_2.4 _ _2.4 _ _2.4 _ _"),
        [(1, "repeated"), (1, "repeated"), (1, "open")],
    ),
    "one green run a week: a step every two weeks": (
        ("2.4 . . . . . .", "2.4 . . . . . .", "3.2 . . . . . .", "3.2 . . . . . .", NO_RUN),
        [(1, "repeated"), (1, "advanced"), (2, "repeated"), (2, "advanced"), (3, "open")],
    ),
    "an amber run takes the green ones back": (
        ("2.4 . . . . . .", "2.4p4 . . . . . .", "2.4 . . . . . .", NO_RUN),
        [(1, "repeated"), (1, "repeated"), (1, "repeated"), (1, "open")],
    ),
    "missed runs do not hold up what two green ones have earned": (
        ("2.4 . 2.4 . . . .", "3.2 . . . . . 3.2", WEEK3),
        [(1, "advanced"), (2, "advanced"), (3, "open")],
    ),
    "runs of unknown length lead nowhere": (
        ("0 . 0 . 0 . .", WEEK1, WEEK2),
        [(1, "repeated"), (1, "advanced"), (2, "open")],
    ),
    "nor does one beside a run whose length is known": (
        ("2.4 . 1+0 . 2.4 . .", WEEK1, WEEK2),
        [(1, "repeated"), (1, "advanced"), (2, "open")],
    ),
    "a run of unknown length that hurt is red": (
        (WEEK1, "3.2 . 0p6 . . . .", WEEK1, WEEK2),
        [(1, "advanced"), (2, "back"), (1, "advanced"), (2, "open")],
    ),
}


@pytest.mark.parametrize(("lines", "expected"), SCENARIOS.values(), ids=SCENARIOS)
def test_the_weeks_of_a_plan(weeks, lines, expected):
    assert steps(weeks(*lines), len(lines)) == expected


def test_a_step_lasts_its_week_even_where_two_green_runs_came_early(weeks):
    log = weeks(WEEK1, WEEK2)
    assert steps(log, 1) == [(1, "open")]
    assert played(log, MONDAY + 7 * DAY).weeks[-1].target.step == 2


def test_no_week_looks_ahead(weeks):
    lines = (WEEK1, "3.2 . 3.2p6 . . . .", WEEK1, WEEK2)
    whole = weeks(*lines)
    for number in range(1, 5):
        early = steps(weeks(*lines[:number]), number)
        assert early[-1][0] == steps(whole, 4)[number - 1][0]


# ------------------------------------------------------------------ how long


def test_the_first_steps_have_the_articles_miles(weeks):
    found = played(weeks(WEEK1, WEEK2, WEEK3), MONDAY + 20 * DAY).weeks
    assert [round(week.target.cap_m) for week in found] == [2414, 3219, 4828]  # 1.5, 2 and 3 miles
    assert [week.target.runs for week in found] == [3, 4, 4]
    assert [week.target.budget_m for week in found] == [None, None, None]


def test_from_the_fourth_step_on_a_week_is_a_tenth_more_than_the_one_before(weeks):
    log = weeks(WEEK1, WEEK2, WEEK3, "5 . 5 . 5 . 5", NO_RUN)
    fourth, fifth = played(log, MONDAY + 34 * DAY).weeks[3:]
    assert fourth.target.budget_m == pytest.approx(1.1 * 4 * 4800)
    assert fourth.target.cap_m == pytest.approx(1.1 * 4800)  # no session spike
    assert fifth.target.budget_m == pytest.approx(1.1 * 20_000)
    assert fifth.target.cap_m == pytest.approx(1.1 * 5000)


def test_long_runs_from_before_the_plan_do_not_lengthen_it(weeks):
    log = weeks(WEEK1, WEEK2, WEEK3, NO_RUN)
    old = log.runs.iloc[[0]].assign(run_id="old", day=pd.Timestamp(MONDAY - 3 * DAY), distance_m=20_000.0)
    log = replace(log, runs=pd.concat([old, log.runs], ignore_index=True))
    assert played(log, MONDAY + 21 * DAY).weeks[-1].target.cap_m == pytest.approx(1.1 * 4800)


def test_a_run_within_five_percent_of_its_length_is_not_over(weeks):
    within, over = weeks("2.53 . . . . . ."), weeks("2.54 . . . . . .")  # 1.05 x 2414 m = 2535 m
    assert not played(within, MONDAY).weeks[0].ran[0].over
    assert played(over, MONDAY).weeks[0].ran[0].over


def test_the_run_that_passes_the_weeks_sum_is_over(weeks):
    log = weeks(WEEK1, WEEK2, "4.8 . 2.4 . . . .", "4 . 4 . 4 . .")
    found = played(log, MONDAY + 27 * DAY).weeks[-1]
    assert found.target.budget_m == pytest.approx(7920)  # 1.1 x 7.2 km, and 5 % more are 8316 m
    assert [ran.over for ran in found.ran] == [False, False, True]


def test_a_step_taken_again_has_the_sum_it_had(weeks):
    log = weeks(WEEK1, WEEK2, WEEK3, "5 . 5p3 . 5 . 5", NO_RUN)
    fourth, again = played(log, MONDAY + 34 * DAY).weeks[3:]
    assert fourth.verdict == "repeated"
    assert again.target.budget_m == fourth.target.budget_m


def test_a_step_after_a_week_of_no_length_is_no_longer_than_the_one_before(weeks):
    log = weeks(WEEK1, WEEK2, "0.0 . 0.0 . 0.0 . 0.0", NO_RUN)
    target = played(log, MONDAY + 21 * DAY).weeks[-1].target
    assert target.budget_m == pytest.approx(4 * 3 * 1609.344)
    assert target.cap_m == pytest.approx(1.1 * 3200)  # the longest run known since the plan began


# ------------------------------------------------------------------ red and waiting


def test_after_a_red_run_the_week_has_no_more(weeks):
    log = weeks("2.4 . 2.4p6 . 2.4 . .")
    week = played(log, MONDAY + 6 * DAY).weeks[0]
    assert week.called_off == MONDAY + 3 * DAY
    assert [ran.over for ran in week.ran] == [False, False, True]


def test_a_red_morning_calls_the_week_off_from_that_morning(weeks):
    assert played(weeks("2.4 . 2.4m4 . . . ."), MONDAY + 6 * DAY).weeks[0].called_off == MONDAY + 3 * DAY


def test_a_run_waits_for_the_next_morning(weeks):
    log = weeks("2.4 . . . . . .")
    assert verdicts(log, MONDAY) == ["waiting"]
    assert verdicts(log, MONDAY + DAY) == ["green"]


def test_where_the_morning_is_not_logged_the_run_decides_once_it_is_over(weeks):
    log = weeks("2.4 _ _ _ _ _ _")
    log.diary.loc[log.diary["day"] == pd.Timestamp(MONDAY), "morning_pain"] = float("nan")
    assert verdicts(log, MONDAY + DAY) == ["waiting"]
    assert verdicts(log, MONDAY + 2 * DAY) == ["green"]


def test_what_72_hours_say_counts_for_the_week_in_which_they_end(weeks):
    # Sunday's run is green in its week; on Wednesday evening the hip still hurts 2 after a 1 before it.
    log = weeks(". . 2.4 . . . 2.4p2", ".p2 .p2 .p2 . . . .", NO_RUN)
    found = played(log, MONDAY + 20 * DAY).weeks
    assert [week.verdict for week in found] == ["advanced", "back", "open"]
    assert found[1].late == (MONDAY + 6 * DAY,)


def test_a_red_run_that_is_late_as_well_goes_back_once(weeks):
    log = weeks(WEEK1, WEEK2, "4.8 . . . . . 4.8p6", ".p2m2 .p2m2 .p2m2 . . . .", NO_RUN)
    assert [step for step, _ in steps(log, 5)] == [1, 2, 3, 2, 2]


# ------------------------------------------------------------------ red flags


def test_a_red_flag_stops_the_plan_on_its_day(weeks):
    log = weeks(WEEK1, "3.2 . .F . . . .", WEEK2, WEEK3)
    found = played(log, MONDAY + 27 * DAY)
    assert found.stopped_on == MONDAY + 9 * DAY
    assert [(week.target.step, week.verdict) for week in found.weeks] == [(1, "advanced"), (2, "stopped")]


def test_a_flag_cleared_later_does_not_undo_the_stop(weeks):
    log = weeks(WEEK1, "3.2 . .F . .C . .", WEEK2)
    assert played(log, MONDAY + 20 * DAY).stopped_on == MONDAY + 9 * DAY


def test_a_flag_cleared_on_its_own_day_has_stopped_the_plan_too(weeks):
    assert played(weeks(WEEK1, "3.2 . .FC . . . ."), MONDAY + 13 * DAY).stopped_on == MONDAY + 9 * DAY


def test_a_flag_cleared_before_the_plan_is_none_of_its_own(weeks):
    log = weeks(". .F . .C . . .", WEEK1, WEEK2)
    first = pd.Timestamp(MONDAY + 7 * DAY)
    found = played(replace(log, plans=log.plans.assign(started_on=first)), MONDAY + 20 * DAY)
    assert found.stopped_on is None
    assert [week.target.step for week in found.weeks] == [1, 2]


def taken_up(weeks, stop_week, days_away):
    """A plan stopped by a flag in the week after `stop_week` weeks, and taken up again later."""
    lines = (WEEK1, WEEK2, WEEK3)[:stop_week]
    again = MONDAY + (7 * stop_week + 2 + days_away) * DAY
    plans = PLANS.frame(
        [
            {
                "plan_id": "a",
                "started_on": pd.Timestamp(MONDAY),
                "weekdays": "mon wed",
                "ended_on": pd.Timestamp(again),
            },
            {"plan_id": "b", "started_on": pd.Timestamp(again), "weekdays": "mon wed"},
        ]
    )
    log = replace(weeks(*lines, ". . .F .C . . .", *[NO_RUN] * 8), plans=plans)
    return replay(log, list(plans.itertuples())[1], again)


@pytest.mark.parametrize(
    ("after_weeks", "days_away", "step"),
    [(1, 5, 1), (2, 5, 2), (3, 13, 3), (3, 14, 2), (3, 27, 2), (3, 28, 1), (3, 56, 1)],
)
def test_a_plan_taken_up_again_goes_on_a_step_before_and_further_back_for_two_weeks_each(
    weeks, after_weeks, days_away, step
):
    found = taken_up(weeks, after_weeks, days_away)
    assert found.stopped_on is None
    assert found.weeks[-1].target.step == step


def test_a_new_plan_after_one_that_the_runner_ended_begins_at_the_first_step(weeks):
    log = weeks(WEEK1, WEEK2, NO_RUN)
    again = pd.Timestamp(MONDAY + 14 * DAY)
    plans = PLANS.frame(
        [
            {"plan_id": "a", "started_on": pd.Timestamp(MONDAY), "weekdays": "mon", "ended_on": again},
            {"plan_id": "b", "started_on": again, "weekdays": "mon"},
        ]
    )
    log = replace(log, plans=plans)
    assert replay(log, list(plans.itertuples())[1], again.date()).weeks[-1].target.step == 1


# ------------------------------------------------------------------ days, zones, order


def test_other_weekdays_change_nothing_of_the_weeks_before(weeks):
    lines = (WEEK1, WEEK2, WEEK3)
    assert steps(weeks(*lines, weekdays="tue sat"), 3) == steps(weeks(*lines), 3)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Pacific/Auckland", "UTC"])
def test_a_change_of_the_clock_changes_nothing(weeks, zone):
    # 28 Sep to 8 Nov 2026 holds a change of the clock in each of the three.
    first = date(2026, 9, 28)
    log = weeks(
        WEEK1, "3.2 . 3.2p3 . 3.2 . 3.2", WEEK2, WEEK3, "5 . 5 . 5 . 5", NO_RUN, first=first, zone=zone
    )
    found = replay(log, next(log.plans.itertuples()), first + 41 * DAY)
    assert [week.target.step for week in found.weeks] == [1, 2, 2, 3, 4, 5]
    assert [week.first for week in found.weeks] == [first + 7 * n * DAY for n in range(6)]


def test_the_order_of_rows_does_not_matter(weeks):
    log = weeks(WEEK1, "3.2 . 3.2p3 . 3.2 . 3.2", WEEK2)
    mixed = replace(
        log,
        runs=log.runs.sample(frac=1, random_state=1).reset_index(drop=True),
        diary=log.diary.sample(frac=1, random_state=1).reset_index(drop=True),
    )
    assert steps(mixed, 3) == steps(log, 3)


def test_the_log_is_left_as_it_was(weeks):
    log = weeks(WEEK1, WEEK2)
    before = log.runs.copy(), log.diary.copy(), log.plans.copy()
    steps(log, 2)
    for frame, kept in zip((log.runs, log.diary, log.plans), before, strict=True):
        pd.testing.assert_frame_equal(frame, kept)


def test_a_plan_in_an_empty_log_is_at_its_first_step():
    plans = PLANS.frame([{"plan_id": "a", "started_on": pd.Timestamp(MONDAY), "weekdays": "mon"}])
    assert steps(Log(plans=plans), 1) == [(1, "open")]


# ------------------------------------------------------------------ whatever is logged


def any_day(dice, rough):
    """A day as it may come: seldom a flag, often a run, now and then too long, painful or not logged."""
    far = f"{dice.uniform(1, 6 if dice.random() < rough else 2.4):.1f}"
    token = dice.choice([".", ".", far, far if dice.random() > rough else f"{far}+{far}"])
    if dice.random() < rough:
        token += dice.choice(["", f"p{dice.randrange(8)}"]) + dice.choice(["", f"m{dice.randrange(5)}"])
    return ("_" if dice.random() < rough else "") + token + ("F" if dice.random() < 0.01 else "")


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_logged_the_plan_grows_step_by_step_and_never_looks_ahead(weeks, seed):
    dice = random.Random(seed)
    log = weeks(*(" ".join(any_day(dice, seed / 40) for _ in range(7)) for _ in range(8)))
    whole = played(log, MONDAY + 55 * DAY)
    for week, following in pairwise(whole.weeks):
        assert following.target.step - week.target.step in (-1, 0, 1)
        if following.target.step > week.target.step:
            assert week.verdict == "advanced"
            assert not week.count("amber")
            assert not week.count("red")
        if following.target.budget_m is not None and following.target.step > week.target.step:
            assert following.target.budget_m == pytest.approx(1.1 * week.distance_m)
    for week in whole.weeks:
        # Two mornings after its first day all of the week before is known.
        then = played(log, min(week.first + DAY, whole.stopped_on or week.last)).weeks[-1]
        assert (then.number, then.target) == (week.number, week.target)
