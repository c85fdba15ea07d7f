"""When a self-test may begin, and what stops it, on both sides of each limit."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import flags, self_test_gate
from analysis.findings import Evidence, Finding, Severity
from analysis.flags.lives import lives
from ingest.schema import CLEARANCES, DIARY, PLANS, SELF_TESTS, Log

MONDAY = date(2026, 5, 4)
DAY = timedelta(days=1)
LAST = MONDAY + 27 * DAY
CALM = True
EMPTY = Log()
ROW = next(
    SELF_TESTS.frame(
        [{"test_id": "t", "factor": "descent_m", "started_on": pd.Timestamp(MONDAY), "weeks": "ABBA"}]
    ).itertuples()
)


def diary(*scores, until=MONDAY, signs=None):
    """A score a day up to `until`, None where nothing was logged; `signs` by how many days before it."""
    first = until - (len(scores) - 1) * DAY
    rows = [
        {
            "day": pd.Timestamp(first + n * DAY),
            "worst_pain": score,
            "signs": (signs or {}).get(first + n * DAY),
        }
        for n, score in enumerate(scores)
        if score is not None
    ]
    return DIARY.frame(rows)


def test_a_calm_hip_and_a_kept_diary_may_begin():
    log = Log(diary=diary(*[1.0] * 14))
    assert self_test_gate.hindrance(log, MONDAY, False, CALM) == ""


@pytest.mark.parametrize(("rated", "begins"), [(9, False), (10, True)])
def test_ten_of_the_last_fourteen_days_must_be_logged(rated, begins):
    older = [0.0] * 20  # of before the fortnight: they do not count
    log = Log(diary=diary(*older, *[None] * (14 - rated), *[0.0] * rated))
    said = self_test_gate.hindrance(log, MONDAY, False, CALM)
    assert (said == "") == begins
    assert begins or "You logged 9 of the last 14 days; it can begin from 10 days on." in said


def test_none_begins_under_a_red_flag_whatever_else_holds():
    assert "red flag" in self_test_gate.hindrance(Log(diary=diary(*[1.0] * 14)), MONDAY, True, CALM)


def test_none_begins_while_the_hip_asks_for_less():
    said = self_test_gate.hindrance(Log(diary=diary(*[1.0] * 14)), MONDAY, False, not CALM)
    assert "calmer hip" in said


@pytest.mark.parametrize(("ended", "begins"), [(None, False), (MONDAY, True), (MONDAY + DAY, False)])
def test_none_begins_while_a_return_plan_goes_on(ended, begins):
    plan = {"plan_id": "p", "started_on": pd.Timestamp(2026, 4, 1), "weekdays": "mon wed"}
    plan["ended_on"] = pd.NaT if ended is None else pd.Timestamp(ended)
    log = Log(diary=diary(*[1.0] * 14), plans=PLANS.frame([plan]))
    assert (self_test_gate.hindrance(log, MONDAY, False, CALM) == "") == begins


def test_an_empty_log_is_told_to_log():
    assert "You logged 0 of the last 14 days" in self_test_gate.hindrance(Log(), MONDAY, False, CALM)


def test_the_usual_dose_is_the_mean_of_four_weeks():
    days = pd.date_range(end=pd.Timestamp(MONDAY), periods=35, unit="us")
    dose = pd.Series([1000.0] * 7 + [0.0, 20.0] * 14, index=days)
    assert self_test_gate.usual_dose(dose, MONDAY) == 10.0


@pytest.mark.parametrize(("known", "usual"), [(14, 5.0), (13, None)])
def test_the_usual_dose_needs_half_of_the_days(known, usual):
    dose = pd.Series([5.0] * known, index=pd.date_range(end=pd.Timestamp(MONDAY), periods=known, unit="us"))
    found = self_test_gate.usual_dose(dose, MONDAY)
    assert (None if pd.isna(found) else found) == usual


def finding(rule, day, severity=Severity.ACT):
    return Finding(rule, severity, day, f"{rule} on {day}", 6.0, 5.0, "points", "", Evidence("weak", "x"))


@pytest.mark.parametrize("rule", ["pain.zone", "pain.next_morning", "pain.soreness", "pain.drift"])
def test_pain_that_rises_stops_it(rule):
    day = MONDAY + 3 * DAY
    found = self_test_gate.stopped(ROW, [finding(rule, day)], [], EMPTY, LAST)
    assert (found.day, found.why) == (day, f"{rule} on {day}")


@pytest.mark.parametrize(
    ("rule", "severity"), [("pain.zone", Severity.WATCH), ("pain.lasting", Severity.ACT), ("mileage.week", 3)]
)
def test_pain_to_watch_and_other_findings_do_not(rule, severity):
    assert self_test_gate.stopped(ROW, [finding(rule, MONDAY, severity)], [], EMPTY, LAST) is None


@pytest.mark.parametrize(("later", "stops"), [(-1, False), (0, True), (26, True), (27, False)])
def test_only_its_own_days_but_the_last_stop_it(later, stops):
    found = self_test_gate.stopped(
        ROW, [finding("pain.zone", MONDAY + later * DAY)], [], EMPTY, LAST + 9 * DAY
    )
    assert (found is not None) == stops


def test_the_first_of_several_is_told():
    days = [MONDAY + n * DAY for n in (9, 3, 5)]
    assert (
        self_test_gate.stopped(ROW, [finding("pain.zone", day) for day in days], [], EMPTY, LAST).day
        == days[1]
    )


def flagged(day, cleared_on=None):
    """A log with a night of pain on a day, cleared or not."""
    log = Log(diary=diary(2.0, until=day, signs={day: "night"}))
    if cleared_on is None:
        return log
    keys = " ".join(flag.key for flag in flags.standing(log, day))
    row = {"day": pd.Timestamp(cleared_on), "flags": keys, "note": "seen"}
    row["cleared_at"] = pd.Timestamp(cleared_on, tz="UTC") + pd.Timedelta(hours=12)
    return Log(diary=log.diary, clearances=CLEARANCES.frame([row]))


@pytest.mark.parametrize("cleared_on", [None, MONDAY + 4 * DAY])
def test_a_red_flag_stops_it_for_good_even_if_it_is_cleared(cleared_on):
    log = flagged(MONDAY + 3 * DAY, cleared_on)
    found = self_test_gate.stopped(ROW, [], lives(log, LAST), EMPTY, LAST)
    assert found.day == MONDAY + 3 * DAY
    assert "night" in found.why.lower()


@pytest.mark.parametrize(("cleared_on", "stops"), [(MONDAY - DAY, None), (None, MONDAY)])
def test_a_flag_from_before_it_stops_it_only_where_it_stands(cleared_on, stops):
    log = flagged(MONDAY - 3 * DAY, cleared_on)
    found = self_test_gate.stopped(ROW, [], lives(log, LAST), EMPTY, LAST)
    assert (found and found.day) == stops


@pytest.mark.parametrize(
    ("before", "less", "usual", "again", "later", "stops"),
    [
        (4.0, 1.0, 4.0, 4.0, 13, False),  # the first week as usual hurts as before the test
        (1.0, 1.0, 4.0, 4.0, 13, True),  # and here by three more
        (3.1, 1.0, 4.0, 4.0, 13, False),
        (3.0, 1.0, 4.0, 4.0, 13, True),  # by just the point that counts
        (None, 1.0, 4.0, 4.0, 13, True),  # of before the test nothing is known
        (1.0, 1.0, 4.0, 4.0, 20, False),  # the second as usual hurts as the first
        (1.0, 1.0, 4.0, 6.0, 20, True),
    ],
)
def test_a_drift_from_less_to_usual_stops_it_only_beyond_the_last_week_of_its_kind(
    before, less, usual, again, later, stops
):
    """ABBA: a week with less, two as usual, and 28 days before them."""
    log = Log(diary=diary(*[before] * 28, *[less] * 7, *[usual] * 7, *[again] * 7, until=MONDAY + 20 * DAY))
    drifted = [finding("pain.drift", MONDAY + later * DAY)]
    assert (self_test_gate.stopped(ROW, drifted, [], log, LAST) is not None) == stops


@pytest.mark.parametrize(("last", "stops"), [(1.9, False), (2.0, True)])
def test_a_drift_in_a_week_with_less_is_held_against_the_last_with_less(last, stops):
    log = Log(diary=diary(*[1.0] * 7, *[0.0] * 14, *[last] * 7, until=LAST))
    drifted = [finding("pain.drift", LAST - DAY)]
    assert (self_test_gate.stopped(ROW, drifted, [], log, LAST) is not None) == stops


def test_a_flag_on_its_last_day_stops_it():
    log = flagged(LAST)
    assert self_test_gate.stopped(ROW, [], lives(log, LAST), EMPTY, LAST).day == LAST


@pytest.mark.parametrize(("today", "stops"), [(MONDAY - DAY, None), (MONDAY, MONDAY)])
def test_what_has_not_begun_is_not_stopped_by_a_flag_that_stands(today, stops):
    log = flagged(MONDAY - 2 * DAY)
    found = self_test_gate.stopped(ROW, [], lives(log, today), log, today)
    assert (found and found.day) == stops


def test_a_flag_after_its_last_day_does_not_stop_it():
    log = flagged(LAST + DAY)
    assert self_test_gate.stopped(ROW, [], lives(log, LAST + DAY), EMPTY, LAST + DAY) is None


@pytest.mark.parametrize(
    ("later", "ended", "stops"),
    [(0, None, 0), (26, None, 26), (27, None, None), (-3, None, 0), (-3, 1, 0), (-3, 0, None), (3, 9, 3)],
)
def test_a_return_plan_that_goes_on_in_it_stops_it(later, ended, stops):
    day = MONDAY + later * DAY
    plan = {"plan_id": "p", "started_on": pd.Timestamp(day), "weekdays": "mon"}
    plan["ended_on"] = pd.NaT if ended is None else pd.Timestamp(MONDAY + ended * DAY)
    log = Log(plans=PLANS.frame([plan]))
    found = self_test_gate.stopped(ROW, [], [], log, LAST + 9 * DAY)
    assert (found and found.day) == (None if stops is None else MONDAY + stops * DAY)
