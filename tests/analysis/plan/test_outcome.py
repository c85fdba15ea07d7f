"""Green, amber and red, both sides of every threshold, and what is not known."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.limits import Limits
from analysis.plan.outcome import outcomes, unsettled
from ingest.schema import DIARY, RUNS, Log

FRIDAY = date(2026, 11, 20)
DAY = timedelta(days=1)
LATER = FRIDAY + 5 * DAY
NAN = float("nan")


def log_of(run=NAN, worst=NAN, before=NAN, after=NAN):
    """A run on FRIDAY; `before` and `after` are the wakings of Friday and Saturday."""
    started = pd.Timestamp(FRIDAY, tz="UTC") + pd.Timedelta(hours=8)
    runs = RUNS.frame(
        [{"run_id": "a", "day": pd.Timestamp(FRIDAY), "started_at": started, "distance_m": 2000.0}]
    )
    entries = [
        {"day": pd.Timestamp(FRIDAY - DAY), "morning_pain": before},
        {"day": pd.Timestamp(FRIDAY), "run_pain": run, "worst_pain": worst, "morning_pain": after},
    ]
    return Log(runs=runs, diary=DIARY.frame(entries))


def outcome_of(today=LATER, limits=None, **scores):
    return outcomes(log_of(**scores), today, limits or Limits())[FRIDAY]


@pytest.mark.parametrize(
    ("run", "verdict"), [(0, "green"), (2, "green"), (3, "amber"), (5, "amber"), (6, "red")]
)
def test_a_run_is_judged_by_the_pain_in_it(run, verdict):
    assert outcome_of(run=run, worst=run, before=1, after=1).verdict == verdict


def test_pain_in_the_run_goes_before_the_days_worst():
    assert outcome_of(run=1, worst=6, before=0, after=0).verdict == "green"


@pytest.mark.parametrize(("worst", "verdict"), [(2, "green"), (3, "amber"), (6, "red")])
def test_the_days_worst_stands_for_a_run_that_was_not_asked_about(worst, verdict):
    assert outcome_of(worst=worst, before=0, after=0).verdict == verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (1, 0, "green"),
        (1, 1, "green"),
        (1, 2, "amber"),
        (0, 2, "red"),
        (3, 3, "green"),
        (4, 4, "red"),
        (3, 4, "red"),
    ],
)
def test_a_run_is_judged_by_the_morning_after_it(before, after, verdict):
    assert outcome_of(run=1, worst=1, before=before, after=after).verdict == verdict


@pytest.mark.parametrize(("after", "verdict"), [(2, "green"), (3, "amber"), (4, "red")])
def test_without_the_morning_before_the_score_itself_speaks(after, verdict):
    assert outcome_of(run=1, worst=1, after=after).verdict == verdict


def test_the_worse_of_run_and_morning_counts():
    assert outcome_of(run=4, worst=4, before=0, after=2).verdict == "red"
    assert outcome_of(run=6, worst=6, before=1, after=1).verdict == "red"


def test_a_run_waits_until_its_morning_is_over():
    scores = {"run": 1, "worst": 1, "before": 0}
    assert outcome_of(today=FRIDAY, **scores).verdict == "waiting"
    assert outcome_of(today=FRIDAY + DAY, **scores).verdict == "waiting"
    assert outcome_of(today=FRIDAY + 2 * DAY, **scores).verdict == "green"


def test_a_red_or_amber_run_does_not_wait():
    assert outcome_of(today=FRIDAY, run=6, worst=6).verdict == "red"
    assert outcome_of(today=FRIDAY, run=3, worst=3).verdict == "amber"


def test_no_entry_is_not_no_pain():
    assert outcome_of(today=FRIDAY).verdict == "waiting"
    assert outcome_of().verdict == "unrated"
    assert outcome_of(before=0, after=0).verdict == "unrated"


def test_when_it_was_known_is_the_day_or_the_morning_after():
    assert outcome_of(run=6, worst=6, before=0, after=5).known_on == FRIDAY
    assert outcome_of(run=1, worst=1, before=0, after=5).known_on == FRIDAY + DAY


def test_an_outcome_says_why():
    assert outcome_of(run=4, worst=4, before=1, after=1).why == "pain 4 of 10"
    assert (
        outcome_of(run=1, worst=1, before=1, after=3).why
        == "3 of 10 the next morning, 2 more than the morning before"
    )
    assert outcome_of(run=1, worst=1, before=4, after=4).why == "4 of 10 the next morning"


def test_outcomes_follow_the_runners_own_limits():
    assert (
        outcome_of(limits=Limits({"pain.zone_act": 3.0}), run=4, worst=4, before=0, after=0).verdict == "red"
    )
    assert (
        outcome_of(limits=Limits({"pain.morning_watch": 2.0}), run=1, worst=1, before=0, after=1).verdict
        == "green"
    )


def test_an_empty_log_has_no_outcomes():
    assert outcomes(Log(), FRIDAY, Limits()) == {}
    assert unsettled(Log(), FRIDAY, Limits()) == {}


def sore(*evenings):
    """Worst pain 1 on Thursday, a run on Friday at 8, then the worst of each day from Friday on."""
    log = log_of()
    scores = [1, *evenings]
    entries = [
        {"day": pd.Timestamp(FRIDAY + (n - 1) * DAY), "worst_pain": score} for n, score in enumerate(scores)
    ]
    return Log(runs=log.runs, diary=DIARY.frame(entries))


def test_a_hip_that_is_not_back_on_the_third_evening_is_known_then():
    # Friday 8:00 to Monday evening are more than 72 hours, to Sunday evening they are not.
    assert unsettled(sore(3, 2, 2, 2), LATER, Limits()) == {FRIDAY: FRIDAY + 3 * DAY}
    assert unsettled(sore(3, 2, 2), LATER, Limits()) == {}
    assert unsettled(sore(3, 2, 2, 1), LATER, Limits()) == {}
