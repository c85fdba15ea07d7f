"""The weekly score by hand: 0, 8, 17 or 25 an answer, and when it is substantial."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import weekly_check
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import WEEKLY, WEEKLY_ANSWERS, Log

SUNDAY = date(2026, 11, 22)
DEFAULTS = Limits()


def answered(*weeks, apart=7):
    """Answers (participation, volume, performance, pain) of weeks in a row, the last on SUNDAY."""
    rows = []
    for back, answers in enumerate(reversed(weeks)):
        day = pd.Timestamp(SUNDAY - timedelta(days=apart * back))
        rows.append({"day": day, **dict(zip(WEEKLY_ANSWERS, answers, strict=True))})
    return WEEKLY.frame(rows)


def score(*answers):
    return weekly_check.scores(answered(answers), SUNDAY)["score"].iloc[0]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((0, 0, 0, 0), 0),
        ((1, 0, 0, 1), 16),
        ((2, 2, 1, 2), 59),  # 17 + 17 + 8 + 17
        ((3, 3, 3, 3), 100),
        ((1, 0, 0, 0), 8),
        ((0, 3, 3, 3), 0),  # full participation without trouble asks no more
    ],
)
def test_the_score_is_the_sum_of_what_the_answers_are_worth(answers, expected):
    assert score(*answers) == expected


@pytest.mark.parametrize(
    ("score", "group"),
    [
        (0, "no trouble"),
        (8, "some trouble"),
        (39, "some trouble"),
        (40, "much trouble"),
        (75, "much trouble"),
        (76, "hardly any running"),
        (100, "hardly any running"),
    ],
)
def test_scores_have_their_group(score, group):
    assert weekly_check.named(score) == group


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((2, 1, 1, 3), False),  # pain alone is not
        ((1, 2, 0, 0), True),
        ((1, 0, 2, 0), True),
        ((3, 0, 0, 0), True),
        ((0, 2, 2, 2), False),
    ],
)
def test_substantial_is_a_moderate_loss_or_no_running(answers, expected):
    assert weekly_check.scores(answered(answers), SUNDAY)["substantial"].to_list() == [expected]


def test_the_newest_answers_of_a_day_count_and_those_after_today_do_not():
    rows = pd.concat([answered((1, 0, 0, 0)), answered((1, 1, 0, 0))], ignore_index=True)
    assert weekly_check.scores(rows, SUNDAY)["score"].to_list() == [16]
    assert weekly_check.scores(rows, SUNDAY - timedelta(days=1)).empty


@pytest.mark.parametrize(("days", "due"), [(0, False), (6, False), (7, True), (8, True)])
def test_it_is_time_to_ask_again_after_seven_days(days, due):
    assert weekly_check.is_due(answered((0, 0, 0, 0)), SUNDAY + timedelta(days=days)) is due


def test_who_never_answered_is_asked():
    assert weekly_check.is_due(WEEKLY.empty(), SUNDAY) is True


def found(*weeks, apart=7):
    return weekly_check.substantial(Log(weekly=answered(*weeks, apart=apart)), SUNDAY, DEFAULTS)


def test_once_is_to_watch_and_says_what_was_cut():
    (finding,) = found((2, 2, 1, 2))
    assert (finding.rule, finding.severity, finding.day) == ("pain.weekly", Severity.WATCH, SUNDAY)
    assert (finding.measured, finding.limit) == (2, 2)
    assert finding.headline == "In the week to Sun 22 Nov your hip clearly cut how much you ran."
    both = found((2, 3, 2, 2))[0].headline
    assert both.endswith("your hip clearly cut how much you ran and how well you ran.")


def test_two_in_a_row_are_to_act_on_and_one_between_is_not():
    assert [f.severity for f in found((2, 2, 1, 2), (2, 2, 1, 2))] == [Severity.WATCH, Severity.ACT]
    bad, fair = (2, 2, 1, 2), (1, 1, 0, 1)
    assert [f.severity for f in found(bad, fair, bad)] == [Severity.WATCH, Severity.WATCH]


@pytest.mark.parametrize(("apart", "last"), [(14, Severity.ACT), (15, Severity.WATCH)])
def test_in_a_row_means_within_two_weeks(apart, last):
    assert found((2, 2, 1, 2), (2, 2, 1, 2), apart=apart)[-1].severity == last


def test_not_running_at_all_is_to_act_on():
    (finding,) = found((3, 3, 3, 3))
    assert finding.severity == Severity.ACT
    assert finding.headline == "In the week to Sun 22 Nov your hip kept you from running."
    assert finding.measured == 3


def test_lesser_trouble_and_the_empty_log_say_nothing():
    assert found((1, 1, 1, 3)) == []
    assert weekly_check.substantial(Log(), SUNDAY, DEFAULTS) == []
