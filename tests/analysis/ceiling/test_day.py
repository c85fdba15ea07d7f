"""Today's ceiling: what allows it, lowers it, closes it, and what is left of the week."""

from datetime import date, timedelta

import numpy as np
import pytest

from analysis import ceiling
from analysis.ceiling.hip import LOWERED_TO
from analysis.limits import Limits
from ingest.schema import Log, Profile

SUNDAY = date(2026, 11, 22)
QUIET = {1: {"worst_pain": 0}, 0: {"worst_pain": 0}}
DAY = timedelta(days=1)


def on_sunday(log, limits=None):
    return ceiling.for_day(log, SUNDAY, limits or Limits())


# ------------------------------------------------------------------ the runs alone


def test_the_ceiling_is_ten_percent_over_the_longest_of_thirty_days(log_of):
    found = on_sunday(log_of({31: 20, 30: 10, 3: 8}, QUIET))
    assert found.allowed_m == pytest.approx(11_000)
    assert (found.bound, found.closed) == ("history", False)
    assert found.reasons == ("Your longest run of the last 30 days, 10 km on Fri 23 Oct, and 10 % more.",)


def test_it_follows_the_runners_own_limit(log_of):
    found = on_sunday(log_of({3: 10}, QUIET), Limits({"mileage.session_spike": 0.20}))
    assert found.allowed_m == pytest.approx(12_000)
    assert "and 20 % more" in found.reasons[0]


def test_what_was_run_today_is_taken_off(log_of):
    found = on_sunday(log_of({3: 10, 0: (4, 3)}, QUIET))
    assert found.ran_today_m == 7000
    assert found.left_m == pytest.approx(4000)
    assert on_sunday(log_of({3: 10, 0: 15}, QUIET)).left_m == 0


@pytest.mark.parametrize("runs", [{}, {31: 10}, {0: 10}, {5: np.nan}])
def test_without_a_run_in_thirty_days_there_is_nothing_to_go_by(log_of, runs):
    found = on_sunday(log_of(runs, QUIET))
    assert (found.allowed_m, found.left_m, found.bound, found.closed) == (None, None, "nothing", False)
    assert found.reasons[0].startswith("No run in the last 30 days")


def test_an_empty_log_has_a_ceiling_without_a_number():
    found = on_sunday(Log())
    assert (found.allowed_m, found.week_left_m, found.closed) == (None, None, False)


def test_runs_and_entries_of_later_days_change_nothing(log_of):
    log = log_of({3: 10, -1: 30}, {**QUIET, -1: {"worst_pain": 9}})
    assert on_sunday(log) == on_sunday(log_of({3: 10}, QUIET))


# ------------------------------------------------------------------ the hip


@pytest.mark.parametrize(
    ("score", "allowed_m"), [(0, 11_000), (2, 11_000), (3, 5_500), (5, 5_500), (6, None), (10, None)]
)
@pytest.mark.parametrize("days", [0, 1])
@pytest.mark.parametrize("kind", ["worst_pain", "run_pain", "after_pain"])
def test_pain_of_today_and_yesterday_lowers_or_closes_it(log_of, score, allowed_m, days, kind):
    found = on_sunday(log_of({3: 10}, {**QUIET, days: {kind: score}}))
    assert found.allowed_m == (allowed_m if allowed_m is None else pytest.approx(allowed_m))
    assert found.closed == (score > 5)
    assert found.bound == ("history" if score < 3 else "pain")


def test_half_is_what_the_sentence_says(log_of):
    found = on_sunday(log_of({3: 10}, {1: {"worst_pain": 4}, 0: {"worst_pain": 1}}))
    assert LOWERED_TO == 0.5
    assert found.reasons[1:] == (
        "Your hip hurt 4 of 10 on Sat 21 Nov.",
        "So today only half of that: a convention, not a measured limit.",
    )


def test_a_day_closed_by_pain_has_no_number_and_says_why(log_of):
    found = on_sunday(log_of({3: 10}, {0: {"worst_pain": 7}}))
    assert (found.allowed_m, found.left_m, found.week_left_m) == (None, None, None)
    assert found.reasons == ("Your hip hurt 7 of 10 on Sun 22 Nov.",)


def waking(now, before=None):
    """Pain on waking today, and the day before; the scores of the days themselves are 0."""
    older = {2: {"worst_pain": 0} if before is None else {"worst_pain": 0, "morning_pain": before}}
    return {**older, 1: {"worst_pain": 0, "morning_pain": now}}


@pytest.mark.parametrize(
    ("now", "before", "allowed_m"),
    [
        (1, 1, 11_000),
        (0, 1, 11_000),
        (1, 0, 10_000),  # one point more: nothing longer than lately
        (2, 0, None),  # two points more: rest
        (3, 3, 5_500),
        (4, 4, None),
        (2, None, 11_000),
        (3, None, 5_500),
        (4, None, None),
    ],
)
def test_waking_today_holds_lowers_or_closes_it(log_of, now, before, allowed_m):
    found = on_sunday(log_of({10: 10}, waking(now, before)))
    assert found.allowed_m == (allowed_m if allowed_m is None else pytest.approx(allowed_m))


def test_the_morning_that_is_yet_to_come_says_nothing(log_of):
    found = on_sunday(log_of({10: 10}, {1: {"worst_pain": 0}, 0: {"worst_pain": 0, "morning_pain": 9}}))
    assert found.allowed_m == pytest.approx(11_000)


def sore(*evenings):
    """Level 1 the day before the run, then the worst of the days from the run's on."""
    first = len(evenings) - 1
    diary = {first + 1: {"worst_pain": 1}}
    return {first: 10}, diary | {first - n: {"worst_pain": score} for n, score in enumerate(evenings)}


@pytest.mark.parametrize(
    ("evenings", "allowed_m"),
    [
        ((2, 2), 11_000),  # Sunday evening is 35 h after Saturday's run
        ((2, 2, 2), 10_000),  # 59 h
        ((2, 2, 2, 2), None),  # 83 h
        ((2, 2, 2, 1), 11_000),
    ],
)
def test_a_hip_that_is_not_back_from_the_run_before_holds_and_then_closes_it(log_of, evenings, allowed_m):
    runs, diary = sore(*evenings)
    found = on_sunday(log_of({20: 10, **runs}, diary))
    assert found.allowed_m == (allowed_m if allowed_m is None else pytest.approx(allowed_m))
    if allowed_m is None:
        assert found.reasons == ("Your hip was not back to usual 83 hours after your run on Thu 19 Nov.",)


def test_the_worst_that_the_hip_says_counts_and_is_told(log_of):
    diary = {
        2: {"worst_pain": 0, "morning_pain": 0},
        1: {"worst_pain": 4, "morning_pain": 3},
        0: {"worst_pain": 3},
    }
    assert on_sunday(log_of({9: 10}, diary)).reasons == (
        "Your hip hurt 3 of 10 on waking on Sun 22 Nov, 3 points more than the morning before.",
    )


def test_no_entry_lowers_nothing_and_is_said(log_of):
    found = on_sunday(log_of({3: 10}))
    assert found.allowed_m == pytest.approx(11_000)
    assert found.reasons[-1] == "Neither today nor yesterday is logged, so this goes by your runs alone."


@pytest.mark.parametrize(("days", "closed"), [(2, True), (7, True), (8, False)])
def test_the_last_word_stands_for_a_week_where_nothing_was_logged_since(log_of, days, closed):
    assert on_sunday(log_of({20: 10}, {days: {"worst_pain": 8}})).closed == closed


def test_a_later_quiet_entry_ends_the_last_word(log_of):
    assert not on_sunday(log_of({20: 10}, {3: {"worst_pain": 8}, 1: {"worst_pain": 1}})).closed


# ------------------------------------------------------------------ where it began


def begun(onset_m, pain=4, days=2):
    return {days: {"worst_pain": pain, "run_pain": pain, "onset_m": onset_m}, 0: {"worst_pain": 0}}


def test_it_stays_below_where_it_began_to_hurt_in_the_last_run(log_of):
    found = on_sunday(log_of({9: 10, 2: 8}, begun(6000.0)))
    assert (found.allowed_m, found.bound) == (6000, "pain")
    assert found.reasons[-1] == "In your last run it began to hurt after 6 km: stay below that."


def test_half_counts_where_that_is_less(log_of):
    found = on_sunday(log_of({9: 10, 1: 8}, begun(6000.0, days=1)))
    assert found.allowed_m == pytest.approx(5500)


@pytest.mark.parametrize(("pain", "allowed_m"), [(2, 11_000), (3, 6000)])
def test_only_pain_to_watch_sets_it(log_of, pain, allowed_m):
    assert on_sunday(log_of({9: 10, 3: 8}, begun(6000.0, pain, 3))).allowed_m == pytest.approx(allowed_m)


@pytest.mark.parametrize(("days", "allowed_m"), [(13, 6000), (14, 11_000)])
def test_it_counts_for_two_weeks(log_of, days, allowed_m):
    assert on_sunday(log_of({20: 10, days: 8}, begun(6000.0, 4, days))).allowed_m == pytest.approx(allowed_m)


def test_a_later_run_with_a_score_takes_its_place(log_of):
    diary = {**begun(6000.0, 4, 5), 3: {"worst_pain": 1, "run_pain": 1}}
    assert on_sunday(log_of({9: 10, 5: 8, 3: 8}, diary)).allowed_m == pytest.approx(11_000)


@pytest.mark.parametrize(("onset_m", "closed"), [(0.0, True), (499.0, True), (500.0, False)])
def test_a_run_that_would_be_too_short_is_left_out(log_of, onset_m, closed):
    found = on_sunday(log_of({9: 10, 2: 8}, begun(onset_m)))
    assert found.closed == closed
    assert (found.allowed_m is None) == closed


def test_it_is_known_even_where_no_run_gives_a_length(log_of):
    assert on_sunday(log_of({}, begun(3000.0))).allowed_m == 3000


# ------------------------------------------------------------------ the plan


def test_a_plan_sets_its_own_length(log_of):
    found = on_sunday(log_of({20: 10}, QUIET, plan=6))
    assert (round(found.allowed_m), found.bound) == (2414, "plan")
    assert found.reasons == ("Your return plan: a run of at most 2.4 km this week.",)
    assert round(found.week_left_m) == 3 * 2414


def test_a_hip_lowers_the_plans_run_too(log_of):
    found = on_sunday(log_of({20: 10}, {0: {"worst_pain": 3}}, plan=6))
    assert (round(found.allowed_m), found.bound) == (1207, "pain")


def test_a_day_without_a_planned_run_says_when_the_next_one_is(log_of):
    # Begun on Thursday, runs on Friday, Sunday and Wednesday; this is Saturday.
    log = log_of({2: 2}, {n: {"worst_pain": 1, "morning_pain": 1} for n in range(1, 5)}, plan=3)
    found = ceiling.for_day(log, SUNDAY - DAY, Limits())
    assert (found.bound, round(found.allowed_m)) == ("plan", 2414)
    assert (found.rest_day, found.next_run) == (True, SUNDAY)
    assert found.reasons == (
        "Your return plan has no run today. One of at most 2.4 km would count as one of this week's.",
    )


SCORED = {n: {"worst_pain": 1, "run_pain": 1, "morning_pain": 1} for n in range(30)}


def test_a_day_with_a_planned_run_is_no_rest_day(log_of):
    found = on_sunday(log_of({20: 10}, QUIET, plan=6))
    assert (found.rest_day, found.next_run) == (False, None)


def test_the_first_steps_have_no_third_day_in_a_row(log_of):
    # Begun on Friday, run on Friday and Saturday; two days later, or with one day between, it is open.
    found = on_sunday(log_of({2: 2, 1: 2}, SCORED, plan=2))
    assert (found.closed, found.bound, found.allowed_m) == (True, "plan", None)
    assert found.reasons == (
        "You ran on the last two days: the first steps of your return plan have no third in a row.",
    )
    assert found.next_run == SUNDAY + DAY
    assert not on_sunday(log_of({1: 2}, SCORED, plan=2)).closed
    assert not on_sunday(log_of({3: 2, 1: 2}, SCORED, plan=3)).closed
    assert not on_sunday(log_of({2: 2, 1: 2, 0: 1}, SCORED, plan=2)).closed  # it has been run


def test_runs_on_the_two_days_before_the_plan_count_for_its_first_day(log_of):
    assert on_sunday(log_of({2: 2, 1: 2}, SCORED, plan=0)).closed


def test_later_steps_may_have_a_third_day_in_a_row(log_of):
    # Weeks from Sunday 1 November on: green runs of steps 1, 2 and 3, the last two yesterday and before.
    weeks = {21: 2, 19: 2, 17: 2, 14: 3, 12: 3, 10: 3, 7: 4, 2: 4, 1: 4}
    found = on_sunday(log_of(weeks, SCORED, plan=21))
    assert found.week_said == "What your return plan leaves of this week, step 4."
    assert not found.closed


def test_the_next_run_may_be_one_of_next_week(log_of):
    assert on_sunday(log_of({6: 2, 4: 2, 2: 2}, SCORED, plan=6)).next_run == SUNDAY + DAY


def test_an_amber_hip_halves_what_a_rest_day_would_hold(log_of):
    log = log_of({2: 2}, {1: {"worst_pain": 3}, 2: {"worst_pain": 1}}, plan=3)
    found = ceiling.for_day(log, SUNDAY - DAY, Limits())
    assert (found.rest_day, found.bound, round(found.allowed_m)) == (True, "pain", 1207)
    assert "So today only half of that" in found.reasons[-1]


def test_a_week_whose_runs_are_done_is_closed(log_of):
    quiet = {n: {"worst_pain": 1, "run_pain": 1, "morning_pain": 1} for n in range(8)}
    found = on_sunday(log_of({6: 2, 4: 2, 2: 2}, quiet, plan=6))
    assert (found.closed, found.bound, found.allowed_m) == (True, "plan", None)
    assert found.reasons == ("This week's runs of your return plan are done.",)


def test_a_week_with_a_red_run_is_closed(log_of):
    red = {n: {"worst_pain": 1, "morning_pain": 1} for n in range(8)} | {4: {"worst_pain": 6, "run_pain": 6}}
    found = on_sunday(log_of({6: 2, 4: 2}, red, plan=6))
    assert (found.closed, found.bound) == (True, "plan")


def test_a_paused_plan_closes_the_day(log_of):
    diary = {4: {"worst_pain": 2, "signs": "night"}, **QUIET}
    found = on_sunday(log_of({20: 10}, diary, plan=6, cleared={2: "2026-11-18:night"}))
    assert (found.closed, found.bound) == (True, "plan")


def test_a_plan_that_is_yet_to_begin_closes_the_day(log_of):
    found = on_sunday(log_of({20: 10}, QUIET, plan=-1))
    assert found.reasons == ("Your return plan begins on Mon 23 Nov.",)
    assert found.closed


# ------------------------------------------------------------------ red flags


@pytest.mark.parametrize(
    "diary", [{0: {"worst_pain": 1, "signs": "night"}}, {9: {"worst_pain": 1, "signs": "fever"}}]
)
def test_a_standing_flag_closes_the_day_and_shows_no_number(log_of, diary):
    found = on_sunday(log_of({3: 10, 0: 4}, {**QUIET, **diary}, plan=6))
    assert (found.closed, found.bound) == (True, "flag")
    assert (found.allowed_m, found.left_m, found.week_left_m, found.week_said) == (None, None, None, "")
    assert not any(character in " ".join(found.reasons) for character in ("km", "%"))


def test_a_cleared_flag_does_not(log_of):
    log = log_of({3: 10}, {**QUIET, 9: {"worst_pain": 1, "signs": "night"}}, cleared={5: "2026-11-13:night"})
    assert on_sunday(log).bound == "history"


# ------------------------------------------------------------------ the week


def four_weeks(km):
    """One run on each Wednesday of five weeks before the week of SUNDAY (Mon 16 to Sun 22 Nov)."""
    return dict.fromkeys((11, 18, 25, 32, 39), km)


def test_the_week_is_a_fifth_over_the_usual_one_less_what_was_run(log_of):
    # The 28 days before Monday hold 4 x 15 km: 15 km a week, 18 km with a fifth.
    found = on_sunday(log_of({**four_weeks(15), 5: 4, 0: 2}, QUIET))
    assert found.week_left_m == pytest.approx(18_000 - 6_000)
    assert found.week_said == "Your usual week, 15 km, and 20 % more, less what you ran this week."


def test_the_week_follows_the_runners_limit_and_first_day(log_of):
    log = log_of({**four_weeks(15), 5: 4}, QUIET, profile=Profile(week_start="sunday"))
    # Weeks begin on Sundays: the 28 days before today hold the 4 km of Tuesday and three Wednesdays.
    assert on_sunday(log).week_left_m == pytest.approx(1.2 * 49_000 / 4)
    own = Limits({"mileage.week_jump": 0.5})
    assert on_sunday(log_of(four_weeks(15), QUIET), own).week_left_m == pytest.approx(22_500)


def test_a_week_that_is_used_up_has_nothing_left_and_says_so(log_of):
    found = on_sunday(log_of({**four_weeks(15), 3: 25}, QUIET))
    assert found.week_left_m == 0
    assert found.reasons[-1].startswith("That goes past your usual week")


@pytest.mark.parametrize(("km", "known"), [(10, True), (9.9, False)])
def test_small_weeks_say_nothing(log_of, km, known):
    assert (on_sunday(log_of(four_weeks(km), QUIET)).week_left_m is not None) == known


@pytest.mark.parametrize(("days", "known"), [(20, True), (19, False)])
def test_two_weeks_before_this_one_must_be_known(log_of, days, known):
    # The log begins with this run. Monday was 6 days ago, so 14 days before it begin 20 days ago.
    assert (on_sunday(log_of({days: 30, 14: 30, 8: 30}, QUIET)).week_left_m is not None) == known


def test_a_gap_in_the_log_is_no_week_of_rest(log_of):
    # 12 silent days (27 to 16) are not known; the other 16 of 28 hold 60 km: 26.25 km a week.
    found = on_sunday(log_of({34: 30, 28: 0.0, 15: 0.0, 8: 30, 10: 0.0, 12: 0.0}, QUIET))
    assert found.week_left_m == pytest.approx(1.2 * 7 * 60_000 / 16)
