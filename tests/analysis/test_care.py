"""What is due after a run, ice or heat, and what was done by week: all by hours that are worked out here."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from analysis import care
from analysis.guide import guide
from ingest.schema import DIARY, DONE, RUNS, Log, Profile

BERLIN = ZoneInfo("Europe/Berlin")
STEPS = guide().steps
SUNDAY = date(2026, 11, 22)


def at(hour, minute=0, day=SUNDAY, zone=BERLIN):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def a_log(*entries, runs=(), **profile):
    """A log of diary rows, and of runs as (start, minutes)."""
    rows = [
        {
            "run_id": str(n),
            "started_at": start,
            "day": pd.Timestamp(start.date()),
            "elapsed_s": 60.0 * minutes,
        }
        for n, (start, minutes) in enumerate(runs)
    ]
    diary = [{**entry, "day": pd.Timestamp(entry["day"])} for entry in entries]
    return Log(runs=RUNS.frame(rows), diary=DIARY.frame(diary), profile=Profile(**profile))


def states(log, now):
    return {due.step.id: due.state for due in care.protocol(STEPS.values(), log, now)}


def test_no_run_has_nothing_due():
    assert care.last_run(Log(), at(12)) is None
    assert care.protocol(STEPS.values(), Log(), at(12)) == []


def test_the_last_run_ended_where_its_elapsed_time_says_in_the_runners_zone():
    log = a_log(runs=[(at(6, 0).astimezone(UTC), 40), (at(9).astimezone(UTC), 45)])
    run = care.last_run(log, at(12))
    assert (run.day, run.ended) == (SUNDAY, at(9, 45))
    assert run.ended.tzinfo is BERLIN


def test_a_run_that_goes_on_is_not_the_last():
    log = a_log(runs=[(at(6), 40), (at(11, 30), 45)])
    assert care.last_run(log, at(12)).ended == at(6, 40)
    assert care.last_run(log, at(12, 15)).ended == at(12, 15)


def test_a_run_without_elapsed_time_ended_after_its_timer_or_when_it_began():
    log = a_log(runs=[(at(9), float("nan"))])
    assert care.last_run(log, at(12)).ended == at(9)
    log.runs["duration_s"] = 1800.0
    assert care.last_run(log, at(12)).ended == at(9, 30)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at(10, 0), {"roll", "fuel"}),
        (at(10, 29), {"roll", "fuel"}),
        (at(10, 30), {"fuel", "ice"}),
        (at(10, 44), {"fuel", "ice"}),
        (at(10, 45), {"ice"}),
        (at(12, 59), {"ice"}),
        (at(13, 0), set()),
        (at(17, 59), set()),
        (at(18, 0), {"evening"}),
        (at(21, 0), {"evening", "sleep"}),
        (at(22, 0), {"sleep"}),
        (at(4, 59, date(2026, 11, 23)), {"sleep"}),
        (at(5, 0, date(2026, 11, 23)), {"morning"}),
        (at(11, 59, date(2026, 11, 23)), {"morning"}),
        (at(12, 0, date(2026, 11, 23)), set()),
    ],
)
def test_what_is_due_after_a_run_that_ended_at_ten(now, due):
    log = a_log(runs=[(at(9), 60)])
    assert {step for step, state in states(log, now).items() if state == "now"} == due


def test_what_comes_later_and_what_is_over_is_told_apart():
    log = a_log(runs=[(at(9), 60)])
    assert states(log, at(13)) == dict.fromkeys(("roll", "fuel", "ice"), "over") | dict.fromkeys(
        ("evening", "sleep", "morning"), "later"
    )


def test_thirty_hours_after_a_run_nothing_of_it_is_shown():
    log = a_log(runs=[(at(9), 60)])
    assert states(log, at(16, 0, date(2026, 11, 23))) != {}
    assert states(log, at(16, 1, date(2026, 11, 23))) == {}


def test_after_a_run_late_in_the_evening_the_evening_set_stays_open_for_an_hour():
    ended = at(21, 40)
    assert care.window(STEPS["evening"], ended) == (ended, at(22, 40))
    assert care.window(STEPS["sleep"], ended) == (ended, at(5, 0, date(2026, 11, 23)))


def test_forty_five_minutes_are_so_on_the_night_when_clocks_go_back():
    ended = datetime(2026, 10, 25, 2, 50, tzinfo=BERLIN)  # summer time; at 3:00 it is 2:00 again
    _, closes = care.window(STEPS["fuel"], ended)
    assert closes.astimezone(UTC) == datetime(2026, 10, 25, 1, 35, tzinfo=UTC)
    assert (closes.hour, closes.minute) == (2, 35)


def test_a_step_is_logged_by_its_word_and_the_morning_by_its_number():
    run = [(at(9), 60)]
    log = a_log({"day": SUNDAY, "done": "ice fuel", "morning_pain": 2.0}, runs=run)
    logged = {due.step.id for due in care.protocol(STEPS.values(), log, at(12)) if due.logged}
    assert logged == {"ice", "fuel", "morning"}
    yesterday = a_log({"day": date(2026, 11, 21), "done": "ice", "morning_pain": 2.0}, runs=run)
    assert not any(due.logged for due in care.protocol(STEPS.values(), yesterday, at(12)))


def pains(*scores, last=SUNDAY, **more):
    """Entries of the days up to `last`, one a score; None is a day without an entry."""
    first = last - timedelta(days=len(scores) - 1)
    days = [(first + timedelta(days=n), score) for n, score in enumerate(scores)]
    return [{"day": day, "worst_pain": float(score), **more} for day, score in days if score is not None]


@pytest.mark.parametrize(
    ("scores", "day"),
    [
        ((0, 0, 3), 22),
        ((0, 2, 2), 21),
        ((0, 2, 3, 3), 20),  # one point more is no flare
        ((0, 2, 2, 4), 22),  # two points are
        ((1, 4, 3, 2), 20),
        ((0, 1, None, 2), 20),  # a day without an entry is neither
        ((2, *[None] * 10, 2), 11),
        ((2, *[None] * 11, 2), 22),  # beyond ten silent days nobody knows
        ((5,), 22),
    ],
)
def test_pain_began_or_flared_on(scores, day):
    assert care.flare(a_log(*pains(*scores)).diary, SUNDAY) == date(2026, 11, day)


@pytest.mark.parametrize("scores", [(), (3, 0), (None,)])
def test_without_pain_nothing_flares(scores):
    assert care.flare(a_log(*pains(*scores)).diary, SUNDAY) is None


@pytest.mark.parametrize(
    ("now", "kind", "hours"),
    [
        (at(9), "ice", -15.0),
        (at(23, 59, date(2026, 11, 24)), "ice", 47 + 59 / 60),
        (at(0, 0, date(2026, 11, 25)), "heat", 48.0),
    ],
)
def test_ice_for_48_hours_from_the_end_of_the_day_on_which_it_began_then_heat(now, kind, hours):
    relief = care.ice_or_heat(a_log(*pains(0, 3)), now)
    assert (relief.kind, relief.onset, relief.hours) == (kind, SUNDAY, pytest.approx(hours))


def test_a_flare_begins_the_ice_anew():
    assert care.ice_or_heat(a_log(*pains(0, 3, 3, 3, 3, 3)), at(9)).kind == "heat"
    assert care.ice_or_heat(a_log(*pains(0, 3, 3, 3, 3, 5)), at(9)).kind == "ice"


@pytest.mark.parametrize("sign", ["swelling", "night bruising"])
def test_no_heat_on_swelling_for_three_days(sign):
    entries = [*pains(0, *[3] * 9)]
    entries[-3]["signs"] = sign  # on 20 Nov
    log = a_log(*entries)
    assert care.ice_or_heat(log, at(9)).kind == "swollen"
    assert care.ice_or_heat(log, at(9, day=date(2026, 11, 23))).kind == "heat"


def test_another_sign_keeps_no_heat_away():
    assert care.ice_or_heat(a_log(*pains(0, *[3] * 9, signs="night")), at(9)).kind == "heat"


def test_without_a_score_of_the_last_three_days_nobody_knows():
    log = a_log(*pains(0, 3, 3, 3, last=date(2026, 11, 19)))
    assert care.ice_or_heat(log, at(9)).kind == "heat"
    assert care.ice_or_heat(log, at(9, day=date(2026, 11, 23))).kind == "not_logged"
    assert care.ice_or_heat(Log(), at(9)).kind == "not_logged"
    assert care.ice_or_heat(a_log({"day": SUNDAY, "done": "ice"}), at(9)).kind == "not_logged"


def test_no_pain_needs_neither():
    assert care.ice_or_heat(a_log(*pains(3, 0)), at(9)).kind == "no_pain"


def test_weeks_count_the_days_on_which_something_was_done():
    # Weeks from Mon 9 and Mon 16 Nov.
    days = [
        {"day": date(2026, 11, 9), "worst_pain": 2.0, "done": "ice prehab"},
        {"day": date(2026, 11, 10), "worst_pain": 4.0, "done": "prehab"},
        {"day": date(2026, 11, 12), "worst_pain": 3.0},
        {"day": date(2026, 11, 22), "worst_pain": 1.0, "done": "strength"},
    ]
    weeks = care.weekly(a_log(*days), SUNDAY)
    assert [day.date() for day in weeks["week"]] == [date(2026, 11, 9), date(2026, 11, 16)]
    assert weeks[["entries", "prehab", "ice", "strength"]].to_numpy().tolist() == [[3, 2, 1, 0], [1, 0, 0, 1]]
    assert weeks["worst_pain"].tolist() == [4, 1]
    assert weeks["median_pain"].iloc[0] == 3
    assert weeks["median_pain"].isna().tolist() == [False, True]  # one score makes no middle


def test_a_week_without_an_entry_is_a_gap_and_so_is_what_was_before_the_first_tick():
    days = [
        {"day": date(2026, 11, 3), "worst_pain": 2.0},
        {"day": date(2026, 11, 10), "worst_pain": 2.0, "done": "ice"},
        {"day": date(2026, 11, 22), "worst_pain": 0.0},
    ]
    days[2]["day"] = date(2026, 11, 24)
    weeks = care.weekly(a_log(*days), date(2026, 11, 24)).set_index("week")
    assert weeks["ice"].isna().tolist() == [True, False, True, False]
    assert weeks["ice"].dropna().tolist() == [1, 0]
    assert weeks["worst_pain"].isna().tolist() == [False, False, True, False]


def test_weeks_begin_on_the_runners_day():
    weeks = care.weekly(a_log({"day": SUNDAY, "done": "ice"}, week_start="sunday"), SUNDAY)
    assert [day.date() for day in weeks["week"]] == [SUNDAY]


def test_an_empty_log_has_no_weeks_but_their_columns():
    weeks = care.weekly(Log(), SUNDAY)
    assert len(weeks) == 0
    assert {"week", "entries", "worst_pain", "median_pain", "rest_days", *DONE} == set(weeks.columns)


def test_days_without_a_run_are_counted_from_the_first_run_to_today():
    runs = [(at(9, day=date(2026, 11, day)), 60) for day in (11, 11, 13, 17, 18)]
    entries = [{"day": date(2026, 11, 3), "worst_pain": 1.0}]
    weeks = care.weekly(a_log(*entries, runs=runs), date(2026, 11, 19))
    # Weeks from 2, 9 and 16 Nov; in the last, Monday to Thursday have been.
    assert weeks["rest_days"].isna().tolist() == [True, False, False]
    assert weeks["rest_days"].iloc[1:].tolist() == [5, 2]


@pytest.mark.parametrize(
    ("days", "count"), [((), 0), ((22,), 1), ((20, 21, 22), 3), ((20, 21), 2), ((20, 22), 1), ((19, 20), 0)]
)
def test_days_in_a_row_with_a_run_reach_to_today_or_yesterday(days, count):
    runs = [(at(hour, day=date(2026, 11, day)), 60) for day in days for hour in (7, 18)]
    assert care.streak(a_log(runs=runs), SUNDAY) == count


def test_what_comes_after_today_counts_for_nothing():
    log = a_log({"day": SUNDAY, "done": "ice"}, *pains(8, last=date(2026, 11, 23)))
    assert care.weekly(log, SUNDAY)["worst_pain"].isna().all()
    assert care.flare(log.diary, SUNDAY) is None


def test_the_log_is_left_as_it_was():
    log = a_log(*pains(0, 3, done="ice"), runs=[(at(9), 60)])
    runs, diary = log.runs.copy(), log.diary.copy()
    care.weekly(log, SUNDAY), care.protocol(STEPS.values(), log, at(12)), care.ice_or_heat(log, at(12))
    pd.testing.assert_frame_equal(log.runs, runs)
    pd.testing.assert_frame_equal(log.diary, diary)
