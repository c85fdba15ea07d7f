"""What the log asks for stands over what a place alone would say, on both sides of each threshold."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.findings import Evidence, Finding, Severity
from analysis.flags import Flag, Urgency
from analysis.guide.logged import logged
from ingest.schema import DIARY

TODAY = date(2026, 11, 22)
CONVENTION = Evidence("convention", "nobody", "said")


def diary(days, until=TODAY, score=3, spots="left.outer", place="outer"):
    """A score on each of so many days up to `until`."""
    return DIARY.frame(
        [
            {
                "day": pd.Timestamp(until - timedelta(days=ago)),
                "worst_pain": score,
                "place": place,
                "side": "left",
                "spots": spots,
            }
            for ago in reversed(range(days))
        ]
    )


def finding(rule, ago=0):
    day = TODAY - timedelta(days=ago)
    return Finding(rule, Severity.ACT, day, f"{rule} said so.", 1.0, 1.0, "days", "why", CONVENTION)


def flag(level):
    return Flag(
        "key", "limp", level, TODAY, "You logged: I limp.", "See somebody.", "why", CONVENTION, (TODAY,), ()
    )


def asked(entries, findings=(), flags=(), place="outer"):
    return logged(entries, findings, flags, place, TODAY)


def test_an_empty_log_asks_for_nothing():
    assert asked(DIARY.frame([])) is None


@pytest.mark.parametrize(("days", "why"), [
    (14, None),
    (15, "your log has 15 days of it, on and off, since Sun 8 Nov"),
    (76, "your log has 76 days of it, on and off, since Tue 8 Sep"),
])  # fmt: skip
def test_an_episode_of_more_than_two_weeks_is_to_be_seen(days, why):
    found = asked(diary(days))
    assert (found and found.why) == why
    if found:
        assert found.level == "two_weeks"
        assert found.whom == (
            "See a physiotherapist who works with runners. Run less, or not at all, until then."
        )


def test_the_episode_counts_at_its_places_alone():
    entries = diary(20, spots="left.outer left.back")
    assert [place for place in ("outer", "back", "front", "deep") if asked(entries, place=place)] == [
        "outer", "back"
    ]  # fmt: skip


def test_an_episode_without_a_place_may_be_anywhere():
    assert asked(diary(20, spots=None, place=None), place="deep").level == "two_weeks"


@pytest.mark.parametrize(("free", "counts"), [(2, True), (3, True), (12, False)])
def test_the_days_are_those_up_to_the_last_painful_one_of_an_episode_that_goes_on(free, counts):
    """After three free days it goes on still; after more than ten days without a score nobody knows."""
    found = asked(diary(20, TODAY - timedelta(days=free)))
    assert bool(found) == counts
    if found:
        assert found.why.startswith("your log has 20 days of it")


def test_an_episode_that_is_over_asks_for_nothing():
    entries = pd.concat([diary(20, TODAY - timedelta(days=8)), diary(8, score=0)], ignore_index=True)
    assert asked(entries) is None


@pytest.mark.parametrize("rule", ["referral.hard_runs", "pain.lasting", "episodes.overdue"])
@pytest.mark.parametrize(("ago", "stands"), [(0, True), (6, True), (7, False), (-1, False)])
def test_a_finding_to_see_somebody_stands_for_seven_days_at_any_place(rule, ago, stands):
    found = asked(diary(3), [finding(rule, ago)], place="low_back")
    assert bool(found) == stands
    if found:
        assert (found.why, found.said) == ("your log asks for it", (f"{rule} said so.",))
        assert found.whom.startswith("See a doctor or a physiotherapist.")


def test_what_only_says_again_how_long_it_has_hurt_is_left_out_beside_the_length():
    rules = ["referral.every_run", "episodes.overdue", "pain.lasting"]
    assert asked(diary(20), map(finding, rules)).said == ("referral.every_run said so.",)
    assert len(asked(diary(14), map(finding, rules)).said) == 3


@pytest.mark.parametrize("rule", ["pain.zone", "pain.drift", "mileage.session_spike"])
def test_other_findings_do_not_send_anybody_to_a_doctor(rule):
    assert asked(diary(3), [finding(rule)]) is None


@pytest.mark.parametrize(
    ("urgency", "level"),
    [(Urgency.SOON, "two_weeks"), (Urgency.PROMPT, "two_days"), (Urgency.EMERGENCY, "emergency")],
)
def test_a_flag_that_stands_goes_before_everything(urgency, level):
    found = asked(diary(76), [finding("referral.hard_runs")], [flag(urgency)])
    assert (found.level, found.said) == (level, ("You logged: I limp.",))
    assert found.whom == "See somebody. Do not run until then."
