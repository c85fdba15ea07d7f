"""Pain by day and the rules P1 and P2, on hand-worked diaries and both sides of every threshold."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis import pain
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import DIARY, RUNS, Log

FRIDAY = date(2026, 11, 20)
SUNDAY = date(2026, 11, 22)
DEFAULTS = Limits()


def day_before(day, days):
    return day - timedelta(days=days)


def diary(*entries):
    """Entries given as (day, scores by column)."""
    return DIARY.frame([{"day": pd.Timestamp(day), **scores} for day, scores in entries])


def worst_until(last, scores):
    """An entry a day up to `last`; None leaves the day out."""
    days = [day_before(last, back) for back in range(len(scores) - 1, -1, -1)]
    return diary(*((d, {"worst_pain": s}) for d, s in zip(days, scores, strict=True) if s is not None))


def runs_on(*days, hour=8):
    return RUNS.frame(
        [
            {
                "run_id": f"run-{day.isoformat()}-{hour}",
                "started_at": pd.Timestamp(day, tz="UTC") + pd.Timedelta(hours=hour),
                "day": pd.Timestamp(day),
            }
            for day in days
        ]
    )


# ---------------------------------------------------------------- the measures


def test_a_day_without_an_entry_is_not_a_day_without_pain():
    series = pain.daily(worst_until(FRIDAY, [2, None, 0]), SUNDAY)
    # Wed 2, Thu no entry, Fri 0, Sat and Sun not logged yet.
    np.testing.assert_array_equal(series.to_numpy(), [2, np.nan, 0, np.nan, np.nan])
    assert series.index[0] == pd.Timestamp(2026, 11, 18)
    assert series.index[-1] == pd.Timestamp(SUNDAY)


def test_an_entry_without_a_worst_score_is_not_a_day_without_pain():
    assert np.isnan(pain.daily(diary((FRIDAY, {"note": "forgot"})), FRIDAY).iloc[0])


def test_days_after_today_are_not_in_the_series():
    assert pain.daily(worst_until(SUNDAY, [1, 2, 3]), FRIDAY).to_list() == [1]


def test_the_empty_diary_gives_an_empty_series():
    assert pain.daily(DIARY.empty(), SUNDAY).empty
    assert pain.mornings(DIARY.empty(), SUNDAY).empty


def test_a_diary_that_begins_tomorrow_is_empty_today():
    assert pain.daily(worst_until(SUNDAY, [4]), FRIDAY).empty


def test_entries_out_of_order_come_back_in_order():
    given = diary((SUNDAY, {"worst_pain": 3}), (FRIDAY, {"worst_pain": 1}))
    np.testing.assert_array_equal(pain.daily(given, SUNDAY).to_numpy(), [1, np.nan, 3])


def test_the_morning_in_an_entry_is_the_morning_after_its_day():
    series = pain.mornings(diary((FRIDAY, {"morning_pain": 4})), SUNDAY)
    assert series[pd.Timestamp(2026, 11, 21)] == 4


def test_a_morning_that_has_not_been_is_not_known():
    assert pain.mornings(diary((FRIDAY, {"morning_pain": 4})), FRIDAY).empty


def test_run_days_hold_the_mornings_on_both_sides_of_the_run():
    entries = diary(
        (day_before(FRIDAY, 1), {"morning_pain": 1}),
        (FRIDAY, {"worst_pain": 5, "run_pain": 4, "morning_pain": 3}),
    )
    row = pain.on_run_days(Log(runs=runs_on(FRIDAY), diary=entries), SUNDAY).iloc[0]
    assert row["run_id"] == "run-2026-11-20-8"
    # Thursday's entry holds Friday's waking, Friday's entry holds Saturday's: 3 − 1 = 2.
    assert (row["morning_before"], row["morning_after"], row["morning_change"]) == (1, 3, 2)
    assert (row["run_pain"], row["worst_pain"]) == (4, 5)


def test_a_run_day_without_entries_is_all_unknown():
    days = pain.on_run_days(Log(runs=runs_on(FRIDAY)), SUNDAY)
    assert days.drop(columns=["day", "run_id"]).isna().all(axis=None)
    assert len(days) == 1


def test_two_runs_on_a_day_are_one_run_day_named_by_the_last_run():
    runs = pd.concat([runs_on(FRIDAY, hour=18), runs_on(FRIDAY, hour=6)], ignore_index=True)
    assert pain.on_run_days(Log(runs=runs), SUNDAY)["run_id"].to_list() == ["run-2026-11-20-18"]


def test_run_days_of_the_empty_log_have_their_columns():
    days = pain.on_run_days(Log(), SUNDAY)
    assert days.empty
    assert list(days) == [
        "day",
        "run_id",
        "run_pain",
        "worst_pain",
        "morning_before",
        "morning_after",
        "morning_change",
    ]


# ---------------------------------------------------------------- P1, pain in a run


def zone_of(score):
    return pain.zone(Log(runs=runs_on(FRIDAY), diary=diary((FRIDAY, {"run_pain": score}))), SUNDAY, DEFAULTS)


@pytest.mark.parametrize(
    ("score", "severity"), [(3, Severity.WATCH), (5, Severity.WATCH), (6, Severity.ACT), (10, Severity.ACT)]
)
def test_pain_in_a_run_is_watched_from_three_and_acted_on_above_five(score, severity):
    (finding,) = zone_of(score)
    assert finding.severity == severity
    assert finding.measured == score
    assert finding.limit == (3 if severity == Severity.WATCH else 5)
    assert (finding.rule, finding.unit, finding.day) == ("pain.zone", "points", FRIDAY)
    assert finding.subject == "run-2026-11-20-8"
    assert finding.headline == f"Hip pain during your run on Fri 20 Nov was {score} of 10."


@pytest.mark.parametrize("score", [0, 1, 2, None])
def test_pain_of_two_or_less_or_not_asked_says_nothing(score):
    assert zone_of(score) == []


def test_pain_in_a_run_that_is_not_in_the_log_still_counts():
    (finding,) = pain.zone(Log(diary=diary((FRIDAY, {"run_pain": 7}))), SUNDAY, DEFAULTS)
    assert (finding.severity, finding.subject) == (Severity.ACT, "")


@pytest.mark.parametrize(("worst", "severity"), [(3, Severity.WATCH), (5, Severity.WATCH), (6, Severity.ACT)])
def test_on_a_day_with_a_run_the_worst_pain_stands_in_where_the_run_was_not_asked_about(worst, severity):
    log = Log(runs=runs_on(FRIDAY), diary=diary((FRIDAY, {"worst_pain": worst})))
    (finding,) = pain.zone(log, SUNDAY, DEFAULTS)
    assert (finding.severity, finding.measured) == (severity, worst)
    assert finding.headline.endswith(f"a day with a run, your hip hurt {worst} of 10 at its worst.")


def test_what_was_said_of_the_run_goes_before_the_worst_of_the_day():
    log = Log(runs=runs_on(FRIDAY), diary=diary((FRIDAY, {"run_pain": 1, "worst_pain": 8})))
    assert pain.zone(log, SUNDAY, DEFAULTS) == []


def test_worst_pain_of_a_day_without_a_run_is_not_pain_in_a_run():
    log = Log(runs=runs_on(FRIDAY), diary=diary((SUNDAY, {"worst_pain": 8})))
    assert pain.zone(log, SUNDAY, DEFAULTS) == []


def test_the_runner_may_move_the_zones():
    strict = Limits({"pain.zone_watch": 2.0, "pain.zone_act": 3.0})
    log = Log(diary=diary((FRIDAY, {"run_pain": 2}), (SUNDAY, {"run_pain": 4})))
    assert [f.severity for f in pain.zone(log, SUNDAY, strict)] == [Severity.WATCH, Severity.ACT]


# ---------------------------------------------------------------- P2, the next morning


def morning_of(before, after, today=SUNDAY, limits=DEFAULTS):
    entries = diary(
        (day_before(FRIDAY, 1), {"morning_pain": before, "note": "x"}),
        (FRIDAY, {"morning_pain": after, "note": "x"}),
    )
    return pain.next_morning(Log(runs=runs_on(FRIDAY), diary=entries), today, limits)


@pytest.mark.parametrize(
    ("before", "after", "severity", "measured", "limit"),
    [
        (0, 1, Severity.WATCH, 1, 1),
        (2, 3, Severity.WATCH, 1, 1),
        (0, 2, Severity.ACT, 2, 2),
        (3, 4, Severity.ACT, 4, 4),  # a rise of 1 only, but 4 on waking
        (6, 4, Severity.ACT, 4, 4),  # a fall, but 4 on waking
        (None, 4, Severity.ACT, 4, 4),
        (1, 7, Severity.ACT, 6, 2),
    ],
)
def test_waking_after_a_run(before, after, severity, measured, limit):
    (finding,) = morning_of(before, after)
    assert (finding.severity, finding.measured, finding.limit) == (severity, measured, limit)
    assert (finding.rule, finding.day, finding.unit) == ("pain.next_morning", FRIDAY, "points")
    assert finding.subject == "run-2026-11-20-8"


@pytest.mark.parametrize(("before", "after"), [(0, 0), (2, 2), (3, 1), (None, 3), (0, None), (None, None)])
def test_a_morning_that_is_no_worse_or_not_known_says_nothing(before, after):
    assert morning_of(before, after) == []


def test_the_rise_is_said_only_where_there_is_one():
    assert morning_of(0, 2)[0].headline == (
        "The morning after your run on Fri 20 Nov your hip hurt 2 of 10, "
        "2 points more than the morning before."
    )
    for before in (None, 4, 6):
        assert morning_of(before, 4)[0].headline == (
            "The morning after your run on Fri 20 Nov your hip hurt 4 of 10."
        )


def test_a_morning_after_today_is_not_looked_at():
    assert morning_of(0, 5, today=FRIDAY) == []
    assert len(morning_of(0, 5, today=day_before(SUNDAY, 1))) == 1


def test_a_rise_on_waking_without_a_run_the_day_before_says_nothing():
    entries = diary(
        (day_before(FRIDAY, 1), {"morning_pain": 0}),
        (FRIDAY, {"morning_pain": 6}),
    )
    assert pain.next_morning(Log(diary=entries), SUNDAY, DEFAULTS) == []


def test_the_runner_may_move_the_morning_limits():
    assert morning_of(0, 3, limits=Limits({"pain.morning_watch": 4.0, "pain.morning_act": 5.0})) == []
    assert morning_of(0, 3, limits=Limits({"pain.morning_high": 3.0}))[0].severity == Severity.ACT


# ---------------------------------------------------------------- all of them


def test_the_empty_log_says_nothing():
    assert [finding for rule in pain.RULES for finding in rule(Log(), SUNDAY, DEFAULTS)] == []


def test_no_rule_looks_past_today():
    entries = diary(
        *(
            (SUNDAY + timedelta(days=n), {"worst_pain": 9, "run_pain": 9, "morning_pain": 9})
            for n in range(1, 30)
        )
    )
    log = Log(runs=runs_on(SUNDAY + timedelta(days=3)), diary=entries)
    assert [finding for rule in pain.RULES for finding in rule(log, SUNDAY, DEFAULTS)] == []


def test_the_rules_leave_the_log_as_it_was():
    entries = worst_until(SUNDAY, [3] * 20)
    before = entries.copy()
    for rule in pain.RULES:
        rule(Log(runs=runs_on(FRIDAY), diary=entries), SUNDAY, DEFAULTS)
    pd.testing.assert_frame_equal(entries, before)


# ---------------------------------------------------------------- scores of a part of the day


@pytest.mark.parametrize("part", ["run_pain", "rest_pain", "after_pain", "left_pain", "right_pain"])
def test_a_day_whose_worst_was_not_asked_hurt_as_much_as_its_worst_part(part):
    assert pain.daily(diary((FRIDAY, {part: 3, "rest_pain": 3})), FRIDAY).to_list() == [3]


def test_a_part_without_pain_says_nothing_of_the_rest_of_the_day():
    assert pain.daily(diary((FRIDAY, {"run_pain": 0})), FRIDAY).isna().all()


def test_the_worst_that_was_given_stands():
    assert pain.daily(diary((FRIDAY, {"worst_pain": 5, "rest_pain": 2})), FRIDAY).to_list() == [5]


@pytest.mark.parametrize(
    ("scores", "severity", "said"),
    [
        ({"run_pain": 2, "after_pain": 5}, None, ""),  # up to 5 is allowed in the hours after
        ({"run_pain": 2, "after_pain": 6}, Severity.ACT, "In the hours after your run"),
        ({"after_pain": 6}, Severity.ACT, "In the hours after your run"),
        ({"run_pain": 6, "after_pain": 6}, Severity.ACT, "Hip pain during your run"),
        ({"run_pain": 4, "after_pain": 5}, Severity.WATCH, "Hip pain during your run"),
    ],
)
def test_pain_in_the_hours_after_a_run_counts_above_five(scores, severity, said):
    log = Log(runs=runs_on(FRIDAY), diary=diary((FRIDAY, {"worst_pain": 6, **scores})))
    found = pain.zone(log, SUNDAY, DEFAULTS) if "run_pain" in scores or severity else []
    assert [finding.severity for finding in found] == ([severity] if severity else [])
    assert all(finding.headline.startswith(said) for finding in found)
