"""The soreness clock by hand: a run on Friday 20 November from 8:00 to 9:00, and the hip after it."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest

from analysis import soreness
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import DIARY, RUNS, Log, Profile

THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY, TUESDAY = (date(2026, 11, 19 + n) for n in range(6))
DEFAULTS = Limits()


def run_on(day, hour=8, lasted_s=3600.0, zone="UTC", **more):
    start = pd.Timestamp(day, tz="UTC") + pd.Timedelta(hours=hour)
    row = {"run_id": f"run-{day}", "started_at": start, "day": pd.Timestamp(day), "zone": zone}
    return row | {"elapsed_s": lasted_s, "duration_s": lasted_s} | more


def log_of(runs, entries, **more):
    rows = [{"day": pd.Timestamp(day), **scores} for day, scores in entries.items()]
    return Log(RUNS.frame(runs), DIARY.frame(rows), **more)


def friday(entries, until=TUESDAY, **more):
    return soreness.present(log_of([run_on(FRIDAY, **more)], entries), until)


def worst(*scores, first=THURSDAY):
    """The worst pain of days in a row from `first`; None leaves a day out."""
    days = (first + timedelta(days=n) for n in range(len(scores)))
    return {day: {"worst_pain": s} for day, s in zip(days, scores, strict=True) if s is not None}


def found(entries, runs=None, until=TUESDAY, limits=DEFAULTS):
    return soreness.soreness(log_of(runs or [run_on(FRIDAY)], entries), until, limits)


# ---------------------------------------------------------------- where readings stand


def test_each_score_stands_at_its_time_on_the_clock():
    entries = {
        THURSDAY: {"worst_pain": 1, "morning_pain": 0},
        FRIDAY: {"worst_pain": 5, "run_pain": 3, "after_pain": 4, "morning_pain": 2},
        SATURDAY: {"worst_pain": 3},
    }
    clock = friday(entries, SATURDAY)
    # 9:00 is hour 0; Saturday's waking at 7:00 is hour 22, its worst at 20:00 hour 35.
    assert [(r.hours, r.score, r.before) for r in clock.readings] == [(0, 4, 1), (22, 2, 0), (35, 3, 1)]
    assert (clock.state, clock.back, clock.ended_at) == ("sore", None, datetime(2026, 11, 20, 9))


def test_a_run_ends_on_the_runners_own_clock():
    # 8:00 UTC and an hour are 22:00 in Auckland (UTC+13 in November): Saturday's 20:00 is 22 hours later.
    entries = worst(1, 3, 3)
    clock = friday(entries, SATURDAY, zone="Pacific/Auckland")
    assert clock.ended_at == datetime(2026, 11, 20, 22)
    assert [r.hours for r in clock.readings] == [0, 22]


def test_a_run_ends_on_the_watchs_clock_where_that_is_all_that_is_known():
    # 9:00 UTC is 2:00 seven hours west and 14:30 five and a half east; unsaid, the runner's counts.
    assert friday(worst(1, 3), zone="UTC-07:00").ended_at == datetime(2026, 11, 20, 2)
    assert friday(worst(1, 3), zone="UTC+05:30").ended_at == datetime(2026, 11, 20, 14, 30)
    log = log_of([run_on(FRIDAY, zone=None)], worst(1, 3), profile=Profile(zone="Europe/Berlin"))
    assert soreness.present(log, FRIDAY).ended_at == datetime(2026, 11, 20, 10)


@pytest.mark.parametrize("zone", ["Nowhere/Land", "", "Europe"])
def test_a_zone_that_nobody_knows_counts_as_utc_and_an_unknown_length_as_none(zone):
    clock = friday(worst(1, 3), zone=zone, elapsed_s=float("nan"), duration_s=float("nan"))
    assert clock.ended_at == datetime(2026, 11, 20, 8)


def test_pauses_belong_to_the_run():
    assert friday(worst(1, 3), elapsed_s=7200.0).ended_at == datetime(2026, 11, 20, 10)
    assert friday(worst(1, 3), elapsed_s=float("nan")).ended_at == datetime(2026, 11, 20, 9)


def test_a_worst_saved_earlier_on_its_day_stands_where_it_was_saved():
    noon = pd.Timestamp("2026-11-21 12:00", tz="UTC")
    entries = worst(1, 3) | {SATURDAY: {"worst_pain": 3, "logged_at": noon}}
    assert [r.hours for r in friday(entries, SATURDAY).readings] == [0, 27]
    # Saved a day later, it speaks of the whole day.
    entries[SATURDAY]["logged_at"] = noon + timedelta(days=1)
    assert [r.hours for r in friday(entries, SATURDAY).readings] == [0, 35]
    # Noon in London is 1:00 on Sunday in Auckland.
    log = log_of([run_on(FRIDAY)], worst(1, 3) | {SATURDAY: {"worst_pain": 3, "logged_at": noon}})
    abroad = Log(log.runs, log.diary, profile=Profile(zone="Pacific/Auckland"))
    assert [r.hours for r in soreness.present(abroad, SATURDAY).readings] == [0, 35]


def test_the_worst_of_the_runs_own_day_stands_for_the_run_only_where_nothing_else_does():
    asked = {FRIDAY: {"worst_pain": 6, "run_pain": 1}}
    assert friday(worst(1) | asked).readings[0].score == 1
    assert friday(worst(1, 6)).readings[0].score == 6


# ---------------------------------------------------------------- the level before


def test_waking_is_held_against_waking_and_a_day_against_a_day():
    entries = {
        THURSDAY: {"worst_pain": 3, "morning_pain": 1},
        FRIDAY: {"worst_pain": 3, "morning_pain": 1},
        SATURDAY: {"worst_pain": 3},
    }
    clock = friday(entries, SATURDAY)
    assert (clock.state, clock.back.hours, clock.back.score) == ("back", 22, 1)


def test_the_one_stands_in_for_the_other():
    clock = friday({THURSDAY: {"morning_pain": 2}, FRIDAY: {"morning_pain": 1}, SATURDAY: {"worst_pain": 3}})
    assert [r.before for r in clock.readings] == [2, 2]
    clock = friday(worst(2, 3) | {FRIDAY: {"worst_pain": 3, "morning_pain": 1}})
    assert [r.before for r in clock.readings] == [2, 2]


def test_without_a_score_before_the_run_nothing_is_known():
    clock = friday(worst(None, 4, 4, 4, 4, 4))
    assert (clock.state, clock.readings) == ("unknown", ())
    # Wednesday's worst is too old to be the reading before a run on Friday.
    assert friday(worst(1, None, 4, 4, 4, first=FRIDAY - timedelta(days=2))).state == "unknown"


def test_no_score_after_the_run_is_unknown_and_not_back():
    assert friday(worst(1)).state == "unknown"


# ---------------------------------------------------------------- back, or not


def test_the_level_itself_is_back_and_a_point_above_is_not():
    assert friday(worst(2, 4, 2)).state == "back"
    assert friday(worst(2, 4, 3)).state == "sore"


def test_the_runs_own_day_cannot_stop_the_clock():
    clock = friday(worst(2, 2), FRIDAY)
    assert (clock.state, clock.back) == ("level", None)


def test_a_good_morning_in_a_day_that_hurt_is_not_back():
    entries = worst(1, 3, 3, 1) | {FRIDAY: {"worst_pain": 3, "morning_pain": 0}}
    clock = friday(entries)
    # Saturday 7:00 was at its level, 20:00 was not; Sunday 20:00 is 59 hours after 9:00 on Friday.
    assert clock.back.hours == 59


def test_once_back_the_clock_has_stopped():
    clock = friday(worst(1, 3, 1, 6, 6))
    assert (clock.state, clock.back.hours) == ("back", 35)
    assert found(worst(1, 3, 1, 6, 6, 6)) == []


def test_one_missing_day_may_lie_between_two_readings_but_not_two():
    # Saturday 20:00 to Monday 20:00 is 48 hours.
    assert [r.hours for r in friday(worst(1, 3, 3, None, 3), MONDAY).readings] == [0, 35, 83]
    assert [r.hours for r in friday(worst(1, 3, 3, None, None, 3)).readings] == [0, 35]
    # From the run's end at 9:00 on Friday to Sunday 20:00 nothing was said for 59 hours.
    assert friday(worst(1, None, None, 3, 3)).readings == ()


# ---------------------------------------------------------------- a new run


def test_a_new_run_before_the_clock_has_run_out_restarts_it_and_is_told():
    runs = [run_on(FRIDAY), run_on(SATURDAY)]
    first, second = soreness.clocks(log_of(runs, worst(1, 3, 4, 4)), SUNDAY)
    assert [r.hours for r in first.readings] == [0]
    assert (second.again_after, second.day) == (FRIDAY, SATURDAY)
    # The level before Saturday's run is Friday's 3; Sunday 20:00 is 35 hours after it.
    assert [(r.hours, r.score, r.before) for r in second.readings] == [(0, 4, 3), (35, 4, 3)]


def test_a_run_after_the_clock_has_stopped_starts_a_clock_of_its_own():
    runs = [run_on(FRIDAY), run_on(SUNDAY)]
    first, second = soreness.clocks(log_of(runs, worst(1, 3, 1, 2)), SUNDAY)
    assert (first.state, second.again_after) == ("back", None)


def test_the_waking_of_the_next_runs_day_is_still_the_first_runs():
    runs = [run_on(FRIDAY), run_on(SATURDAY)]
    entries = worst(1, 3, 9) | {FRIDAY: {"worst_pain": 3, "morning_pain": 1}}
    first = soreness.clocks(log_of(runs, entries), SATURDAY)[0]
    assert (first.state, first.back.hours) == ("back", 22)


def test_soreness_of_long_ago_is_not_told_at_a_new_run():
    runs = [run_on(FRIDAY), run_on(TUESDAY)]
    assert soreness.clocks(log_of(runs, worst(1, 3, 3)), TUESDAY)[1].again_after is None


def test_two_runs_of_a_day_are_one_and_the_last_sets_the_clock():
    runs = [run_on(FRIDAY, hour=17), run_on(FRIDAY, hour=6, run_id="early")]
    clocks = soreness.clocks(log_of(runs, worst(1, 3)), FRIDAY)
    assert [clock.ended_at.hour for clock in clocks] == [18]


# ---------------------------------------------------------------- P3


@pytest.mark.parametrize(
    ("scores", "severity", "hours"),
    [
        ((1, 3, 1), None, None),
        ((1, 3, 2, 1), Severity.NOTE, 35),  # Saturday 20:00
        ((1, 3, 2, 2, 1), Severity.WATCH, 59),
        ((1, 3, 2, 2, 2, 1), Severity.ACT, 83),
        ((1, 3, 2, 2, 2, 2), Severity.ACT, 83),  # the first reading past 72 hours, not the last
    ],
)
def test_soreness_is_as_urgent_as_the_hours_that_are_known_of(scores, severity, hours):
    findings = found(worst(*scores))
    assert [(f.severity, f.measured) for f in findings] == ([(severity, hours)] if severity else [])


@pytest.mark.parametrize(
    ("minutes", "severity"),
    [(0, []), (1, [Severity.NOTE])],
)
def test_exactly_a_day_is_not_noted_and_a_minute_more_is(minutes, severity):
    # A run that ended at 20:00 (or a minute before): Saturday's 20:00 is 24 h (24 h 1 min) later.
    run = run_on(FRIDAY, hour=19, lasted_s=3600.0 - 60 * minutes)
    assert [f.severity for f in found(worst(1, 3, 2), [run], SATURDAY)] == severity


@pytest.mark.parametrize(("day", "hours"), [(SUNDAY, 48), (MONDAY, 72)])
@pytest.mark.parametrize("minutes", [0, 1])
def test_both_sides_of_48_and_72_hours(day, hours, minutes):
    run = run_on(FRIDAY, hour=19, lasted_s=3600.0 - 60 * minutes)
    gravest = found(worst(1, 3, 2, 2, 2), [run], day)[-1].severity
    milder, graver = {48: (Severity.NOTE, Severity.WATCH), 72: (Severity.WATCH, Severity.ACT)}[hours]
    assert gravest == (graver if minutes else milder)


def test_the_finding_says_what_was_logged_and_belongs_to_the_run():
    (finding,) = found(worst(1, 3, 2, 2, 1))
    assert finding.headline == (
        "59 hours after your run on Fri 20 Nov your hip was still sorer than before it: 2 of 10, 1 before."
    )
    assert (finding.rule, finding.day, finding.subject) == ("pain.soreness", SUNDAY, f"run-{FRIDAY}")
    assert (finding.limit, finding.unit) == (48, "hours")


def test_days_that_were_not_logged_lengthen_nothing():
    # Sore on Saturday, back on Monday: 35 hours are known, 83 are not.
    assert [f.measured for f in found(worst(1, 3, 2, None, 1))] == [35]


def test_the_runner_may_set_other_hours():
    limits = Limits({"pain.sore_note": 36.0})
    assert found(worst(1, 3, 2, 1), limits=limits) == []


def test_the_empty_log_says_nothing_and_nor_does_one_without_runs():
    assert soreness.present(Log(), SUNDAY) is None
    assert soreness.soreness(Log(), SUNDAY, DEFAULTS) == []
    assert soreness.soreness(log_of([], worst(1, 5, 5, 5, 5)), TUESDAY, DEFAULTS) == []


def test_nothing_after_today_counts_and_the_log_stays_as_it_was():
    log = log_of([run_on(FRIDAY), run_on(MONDAY)], worst(1, 3, 3, 3, 3))
    before = log.diary.copy(), log.runs.copy()
    clock = soreness.present(log, SATURDAY)
    assert (clock.day, [r.hours for r in clock.readings]) == (FRIDAY, [0, 35])
    pd.testing.assert_frame_equal(log.diary, before[0])
    pd.testing.assert_frame_equal(log.runs, before[1])
