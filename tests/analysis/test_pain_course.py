"""P4 and P5 on hand-worked diaries and both sides of every threshold."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis import pain, pain_course
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import DIARY, Log

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


# ---------------------------------------------------------------- the measure


def test_drift_is_the_difference_of_two_weekly_medians():
    # Week one 1 1 1 2 2 3 9: median 2. Week two 2 3 4 4 4 5 5: median 4. 4 − 2 = 2.
    series = pain.daily(worst_until(SUNDAY, [1, 1, 1, 2, 2, 3, 9, 2, 3, 4, 4, 4, 5, 5]), SUNDAY)
    assert pain_course.drift(series).iloc[-1] == 2


def test_drift_needs_three_scores_in_each_week():
    full, three, two = [1] * 7, [3, None, None, 3, None, None, 3], [3, None, None, None, None, None, 3]
    assert pain_course.drift(pain.daily(worst_until(SUNDAY, full + three), SUNDAY)).iloc[-1] == 2
    assert np.isnan(pain_course.drift(pain.daily(worst_until(SUNDAY, full + two), SUNDAY)).iloc[-1])
    assert np.isnan(pain_course.drift(pain.daily(worst_until(SUNDAY, two + full), SUNDAY)).iloc[-1])


# ---------------------------------------------------------------- P4, the week against the week before


def drift_of(scores):
    return pain_course.weekly_drift(Log(diary=worst_until(SUNDAY, scores)), SUNDAY, DEFAULTS)


@pytest.mark.parametrize(("rise", "severity"), [(1, Severity.WATCH), (2, Severity.ACT), (5, Severity.ACT)])
def test_a_week_that_hurts_more_than_the_one_before(rise, severity):
    # The median turns over on the 4th of the 7 new days; by Sunday the whole week is higher.
    (finding,) = drift_of([2] * 7 + [2 + rise] * 7)
    assert (finding.severity, finding.measured, finding.day) == (severity, rise, SUNDAY)
    assert finding.limit == (1 if severity == Severity.WATCH else 2)
    assert finding.headline == (
        f"Your hip usually hurt {2 + rise} of 10 in the week to Sun 22 Nov, up from 2 in the week before."
    )


def test_half_a_point_more_is_no_drift_and_one_and_a_half_is_only_watched():
    # Even counts of scores give half points. Week one 2 2 2 2: median 2.
    one = [2, 2, 2, 2, None, None, None]
    # Week two 2 2 3 3: median 2.5, + 0.5. Then 3 3 4 4: median 3.5, + 1.5.
    assert drift_of([*one, None, None, None, 2, 2, 3, 3]) == []
    (finding,) = drift_of([*one, None, None, None, 3, 3, 4, 4])
    assert (finding.severity, finding.measured) == (Severity.WATCH, 1.5)


def test_a_week_that_hurts_less_says_nothing():
    assert drift_of([5] * 7 + [2] * 7) == []


def test_a_rise_that_lasts_is_one_finding_on_its_last_worst_day():
    # Fourteen days of 1, then fourteen of 3. The last-7 median becomes 3 on day 18 (4 of 7 days), the
    # previous-7 median becomes 3 on day 25: the rise of 2 holds from day 18 to day 24, so worst = day 24.
    scores = [1] * 14 + [3] * 14
    (finding,) = drift_of(scores)
    assert finding.day == day_before(SUNDAY, 28 - 24)
    assert finding.measured == 2


def test_two_rises_apart_are_two_findings():
    scores = [1] * 7 + [3] * 7 + [1] * 14 + [3] * 7
    assert [finding.measured for finding in drift_of(scores)] == [2, 2]


def test_two_scores_in_a_week_are_too_few_for_a_drift():
    assert drift_of([1] * 7 + [None] * 5 + [8, 8]) == []


# ---------------------------------------------------------------- P5, pain that lasts


def lasting_of(scores, limits=DEFAULTS):
    return pain_course.lasting(Log(diary=worst_until(SUNDAY, scores)), SUNDAY, limits)


def test_fourteen_of_fourteen_days_of_pain_ask_for_a_clinician():
    (finding,) = lasting_of([1] * 14)
    assert (finding.severity, finding.measured, finding.limit) == (Severity.ACT, 14, 14)
    assert (finding.rule, finding.unit, finding.day) == ("pain.lasting", "days", SUNDAY)
    assert finding.headline == "Your hip hurt on all 14 days up to Sun 22 Nov."
    assert "clinician" in finding.why


def test_thirteen_days_of_pain_are_not_yet_lasting_where_the_days_before_were_not_logged():
    assert lasting_of([1] * 13) == []
    assert lasting_of([1] * 13 + [None]) == []  # today is not logged yet
    assert lasting_of([1] * 13 + [None] * 2) == []


def test_a_missing_day_inside_fourteen_is_watched_and_at_either_end_it_is_thirteen_days():
    assert [f.severity for f in lasting_of([1] * 6 + [None] + [1] * 7)] == [Severity.WATCH]
    assert lasting_of([None] + [1] * 13) == lasting_of([1] * 13 + [None]) == []


def test_one_day_without_pain_in_fourteen_breaks_it():
    for quiet in (0, 6, 13):
        scores = [3] * 14
        scores[quiet] = 0
        acts = [f for f in lasting_of(scores) if f.severity == Severity.ACT]
        assert acts == []
    assert lasting_of([3] * 6 + [0] + [3] * 7) == []


def test_twelve_painful_entries_in_fourteen_days_are_watched_and_say_so():
    scores = [2] * 14
    scores[4] = scores[9] = None
    (finding,) = lasting_of(scores)
    assert (finding.severity, finding.measured) == (Severity.WATCH, 12)
    assert finding.headline == "Your hip hurt on all 12 days you logged out of the 14 up to Sun 22 Nov."
    assert finding.why.startswith("Some days have no entry")


def test_ten_painful_entries_in_fourteen_days_are_enough_and_nine_are_not():
    # Every other gap filled: 14 days, the first and the last logged.
    ten = [1, None, 1, 1, None, 1, 1, None, 1, 1, None, 1, 1, 1]
    nine = [1, None, 1, 1, None, 1, 1, None, 1, 1, None, None, 1, 1]
    assert (ten.count(1), nine.count(1)) == (10, 9)
    assert lasting_of(ten)[0].severity == Severity.WATCH
    assert lasting_of(nine) == []


def test_days_not_logged_are_never_pain():
    assert lasting_of([5] * 9 + [None] * 5) == []


def test_pain_over_a_month_is_one_finding_with_its_whole_length():
    (finding,) = lasting_of([2] * 30)
    assert (finding.measured, finding.day) == (30, SUNDAY)


def test_today_not_yet_logged_does_not_end_a_long_pain():
    (finding,) = lasting_of([2] * 20 + [None])
    assert (finding.severity, finding.day) == (Severity.ACT, day_before(SUNDAY, 1))
    assert finding.measured == 20


def test_the_runner_may_ask_for_a_longer_time():
    # 14 of 21 are fewer than 5 in 7 (15): nothing to say yet.
    assert lasting_of([1] * 14, Limits({"pain.lasting_days": 21.0})) == []
    assert lasting_of([1] * 21, Limits({"pain.lasting_days": 21.0}))[0].severity == Severity.ACT


# ---------------------------------------------------------------- all of them


def test_the_empty_log_says_nothing():
    assert [finding for rule in pain_course.RULES for finding in rule(Log(), SUNDAY, DEFAULTS)] == []


def test_no_rule_looks_past_today():
    entries = diary(
        *(
            (SUNDAY + timedelta(days=n), {"worst_pain": 9, "run_pain": 9, "morning_pain": 9})
            for n in range(1, 30)
        )
    )
    log = Log(diary=entries)
    assert [finding for rule in pain_course.RULES for finding in rule(log, SUNDAY, DEFAULTS)] == []


def test_the_rules_leave_the_log_as_it_was():
    entries = worst_until(SUNDAY, [3] * 20)
    before = entries.copy()
    for rule in pain_course.RULES:
        rule(Log(diary=entries), SUNDAY, DEFAULTS)
    pd.testing.assert_frame_equal(entries, before)
