"""Whom to see within one to two weeks, and what hiplog has to ask: both sides of every threshold."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import referral
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import CLEARANCES, DIARY, PLACES, RUNS, Log

SUNDAY = date(2026, 11, 22)


def day(ago):
    return SUNDAY - timedelta(days=ago)


def log_of(entries, runs=(), cleared=None):
    """Entries and what was cleared by days before Sunday, runs as such days."""
    diary = [{"day": pd.Timestamp(day(ago)), **said} for ago, said in entries.items()]
    ran = [
        {"run_id": f"{ago}", "day": pd.Timestamp(day(ago)), "started_at": pd.Timestamp(day(ago), tz="UTC")}
        for ago in runs
    ]
    rows = [{"day": pd.Timestamp(day(ago)), "flags": keys} for ago, keys in (cleared or {}).items()]
    return Log(runs=RUNS.frame(ran), diary=DIARY.frame(diary), clearances=CLEARANCES.frame(rows))


def found(entries, **more):
    return referral.referrals(log_of(entries, **more), SUNDAY, Limits())


def rules(entries, **more):
    return [finding.rule.removeprefix("referral.") for finding in found(entries, **more)]


def scores(name, *values, step=2, last=0, **more):
    """A score every `step` days, the last one `last` days before Sunday; None leaves the day out."""
    agos = range(last + step * (len(values) - 1), last - 1, -step)
    return {ago: {name: value, **more} for ago, value in zip(agos, values, strict=True) if value is not None}


def test_the_empty_log_refers_to_nobody():
    assert referral.referrals(Log(), SUNDAY, Limits()) == []
    assert rules({}, runs=[3, 1]) == []


# ---------------------------------------------------------------- two hard runs


@pytest.mark.parametrize(
    ("run_pain", "said"),
    [
        ((6, 6), True),
        ((6, 5), False),
        ((5, 6), False),
        ((6, 2, 6), False),
        ((6, None, 6), True),
        ((10,), False),
    ],
)
def test_pain_above_five_in_two_runs_in_a_row(run_pain, said):
    assert ("hard_runs" in rules(scores("run_pain", *run_pain))) is said


def test_the_worst_of_a_day_with_a_run_stands_for_a_run_that_was_not_asked_about():
    entries = scores("worst_pain", 6, 6)
    assert "hard_runs" in rules(entries, runs=[2, 0])
    assert "hard_runs" not in rules(entries, runs=[2])


def test_the_runners_own_limit_does_not_put_it_off():
    log = log_of(scores("run_pain", 6, 6))
    raised = Limits({"pain.zone_act": 10})
    assert [finding.rule for finding in referral.referrals(log, SUNDAY, raised)] == ["referral.hard_runs"]


def test_a_spell_of_hard_runs_is_said_once_on_its_last_day_with_whom_to_see():
    (finding,) = found(scores("run_pain", 6, 7, 8, place="outer"))
    assert (finding.day, finding.severity) == (SUNDAY, Severity.ACT)
    assert (finding.measured, finding.limit, finding.unit) == (8, 5, "points")
    assert finding.headline == (
        "Your hip hurt more than 5 of 10 in two runs in a row, the last on Sun 22 Nov. See a physiotherapist "
        "who works with runners within one to two weeks."
    )


# ---------------------------------------------------------------- red in two weeks


@pytest.mark.parametrize(("apart", "said"), [(6, False), (7, True), (13, True), (14, False)])
def test_a_red_run_in_each_of_two_weeks_in_a_row(apart, said):
    red, good = {"run_pain": 6}, {"run_pain": 0}
    assert ("red_weeks" in rules({apart: red, 3: good, 0: red})) is said


@pytest.mark.parametrize(
    ("before", "after", "red"), [(1, 3, True), (1, 2, False), (3, 4, True), (3, 3, False)]
)
def test_a_run_is_red_too_where_the_morning_after_it_says_so(before, after, red):
    morning = {10: {"morning_pain": before}, 9: {"run_pain": 1, "morning_pain": after}}
    assert ("red_weeks" in rules({**morning, 0: {"run_pain": 6}})) is red


def test_a_bad_morning_without_a_run_is_no_red_run():
    assert "red_weeks" not in rules({9: {"worst_pain": 1, "morning_pain": 6}, 0: {"run_pain": 6}})


@pytest.mark.parametrize(("sore_days", "red"), [(3, True), (2, False)])
def test_a_run_is_red_too_where_the_hip_was_sorer_for_more_than_72_hours(sore_days, red):
    # Evenings at 20:00 after a run at midnight: 68 hours on the second day after it, 92 on the third.
    sore = {10 - n: {"worst_pain": 2} for n in range(sore_days + 1)}
    entries = {11: {"worst_pain": 0}, **sore, 9 - sore_days: {"worst_pain": 0}, 0: {"run_pain": 6}}
    assert ("red_weeks" in rules(entries, runs=[10, 0])) is red


# ---------------------------------------------------------------- the joint


@pytest.mark.parametrize("said", [{"quality": "clicking"}, {"quality": "dull snapping"}, {"signs": "locking"},
                                  {"signs": "less_range"}])  # fmt: skip
@pytest.mark.parametrize(("first", "refers"), [(13, False), (14, True)])
def test_clicking_locking_or_less_range_on_more_than_fourteen_days(said, first, refers):
    assert ("joint" in rules({first: said, 6: said, 0: said})) is refers


@pytest.mark.parametrize(("apart", "refers"), [(14, True), (15, False)])
def test_days_up_to_fourteen_apart_are_one_spell(apart, refers):
    said = {"quality": "clicking"}
    assert ("joint" in rules({apart: said, 0: said})) is refers


def test_the_joint_is_shown_to_a_doctor():
    said = {"quality": "clicking", "place": "outer"}
    (finding,) = found({20: said, 10: said, 0: said})
    assert (finding.measured, finding.limit, finding.unit) == (21, 14, "days")
    assert "for 21 days, up to Sun 22 Nov. See a sports doctor or an orthopaedic" in finding.headline


# ---------------------------------------------------------------- down the leg


def test_pain_down_the_leg_is_said_once_a_spell():
    said = {"signs": "radiating"}
    assert [finding.day for finding in found({40: said, 9: said, 2: said})] == [day(40), day(2)]
    assert "log it at once" in found({0: said})[0].headline


# ---------------------------------------------------------------- after every run


@pytest.mark.parametrize(("first", "refers"), [(13, False), (14, True)])
def test_ticked_as_after_every_run_for_more_than_fourteen_days(first, refers):
    said = {"timing": "every_run"}
    assert ("every_run" in rules({first: said, 0: said})) is refers


@pytest.mark.parametrize(
    ("values", "refers"),
    [((1, 1, 1, 1, 1), True), ((1, 1, None, 1, 1), True), ((1, 1, 0, 1, 1), False), ((1, 1, 1), False)],
)
def test_scored_as_sore_after_every_run(values, refers):
    entries = scores("worst_pain", *values, step=14 // (len(values) - 1) + 1, place="outer")
    assert ("every_run" in rules(entries, runs=entries)) is refers


def test_soreness_of_the_day_after_counts_for_the_run():
    entries = {ago: {"worst_pain": 0 if ago % 4 == 0 else 2} for ago in range(20, -1, -1)}
    assert "every_run" in rules(entries, runs=range(20, 0, -4))


def test_pain_on_every_day_is_said_by_p5_and_not_twice():
    daily = {ago: {"worst_pain": 2} for ago in range(20, -1, -1)}
    assert "every_run" not in rules(daily, runs=range(20, -1, -4))
    ticked = {ago: said | {"timing": "every_run"} for ago, said in daily.items()}
    assert "every_run" in rules(ticked, runs=range(20, -1, -4))


def test_a_podiatrist_is_named_where_every_run_hurts():
    said = {"timing": "every_run"}
    (finding,) = found({14: said, 0: said})
    assert "podiatrist" in finding.why
    assert "for 15 days" in finding.headline


# ---------------------------------------------------------------- whom


def test_there_is_somebody_to_see_for_every_place():
    assert set(referral.SPECIALISTS) == set(PLACES)


def test_the_place_that_hurt_last_decides_whom_to_see():
    entries = {4: {"run_pain": 6, "place": "outer"}, 2: {"run_pain": 6, "place": "front"}}
    assert "orthopaedic" in found(entries)[0].headline
    assert "See a doctor or a physiotherapist who works" in found(scores("run_pain", 6, 6))[0].headline


# ---------------------------------------------------------------- what has to be asked


GROIN = {5: {"worst_pain": 1, "place": "front"}, 0: {"worst_pain": 3, "place": "front"}}


def test_a_groin_that_rose_is_asked_about_load():
    (finding,) = found(GROIN)
    assert (finding.rule, finding.severity, finding.day) == ("referral.under_load", Severity.ACT, SUNDAY)
    assert "Does it get worse when you run and ease when you rest?" in finding.headline


@pytest.mark.parametrize("reason", [{"signs": "night"}, {"worst_pain": 5}])
def test_each_reason_of_p7_asks_about_load(reason):
    assert rules({5: {"worst_pain": 3, "place": "deep"}, 0: {"worst_pain": 3, "place": "deep"} | reason}) == [
        "under_load"
    ]


@pytest.mark.parametrize(
    "entries",
    [
        {5: {"worst_pain": 1, "place": "front"}, 0: {"worst_pain": 2, "place": "front"}},
        {5: {"worst_pain": 1, "place": "outer"}, 0: {"worst_pain": 3, "place": "outer"}},
        GROIN | {3: {"worst_pain": 1, "sets_off": "running"}},
        GROIN | {3: {"worst_pain": 1, "sets_off": "sitting"}},
        GROIN | {3: {"worst_pain": 1, "sets_off": "nothing"}},
        {
            8: {"worst_pain": 1, "place": "front"},
            5: {"worst_pain": 3, "place": "front"},
            0: {"worst_pain": 0},
        },
    ],
    ids=[
        "rose by 1",
        "another place",
        "load is known: P7",
        "something else sets it off",
        "nothing sets it off",
        "it has gone",
    ],
)
def test_there_is_nothing_to_ask(entries):
    assert "under_load" not in rules(entries)


def test_a_question_is_asked_until_the_pain_is_older_than_fourteen_days():
    log = log_of(GROIN)
    asked = [bool(referral.referrals(log, SUNDAY + timedelta(days=n), Limits())) for n in range(16)]
    assert asked == [True] * 10 + [False] * 6  # from day 10 on the score of 1 is out of the 14 days


def test_after_a_clearing_of_p7_only_what_came_since_is_asked_about():
    woken = {5: {"worst_pain": 3, "place": "front", "signs": "night"}, 0: {"worst_pain": 3, "place": "front"}}
    cleared = f"{day(5).isoformat()}:bone_stress"
    assert rules(woken) == ["under_load"]
    assert rules(woken, cleared={3: cleared}) == []
    assert rules(GROIN, cleared={3: cleared}) == ["under_load"]  # it has risen since the day that was cleared


INNER = {
    5: {"worst_pain": 1, "place": "inner", "sets_off": "running"},
    0: {"worst_pain": 3, "place": "inner"},
}


@pytest.mark.parametrize(
    ("entries", "asked"),
    [
        (INNER, True),
        (INNER | {0: {"worst_pain": 2, "place": "inner"}}, False),
        (INNER | {5: {"worst_pain": 1, "place": "inner"}}, False),
        (INNER | {5: {"worst_pain": 1, "place": "inner", "sets_off": "sitting"}}, False),
        ({5: INNER[5], 0: {"worst_pain": 3, "spots": "left.outer left.inner"}}, True),
        ({5: INNER[5] | {"place": "outer"}, 0: {"worst_pain": 3, "place": "outer"}}, False),
        (INNER | {3: {"worst_pain": 1, "place": "front"}}, False),
        ({14: INNER[5], 9: {"worst_pain": 1}, 0: {"worst_pain": 3}}, True),
        ({15: INNER[5], 9: {"worst_pain": 1, "sets_off": "running"}, 0: {"worst_pain": 3}}, False),
    ],
    ids=[
        "rose by 2",
        "rose by 1",
        "nothing is known of load",
        "sitting sets it off",
        "one of two spots",
        "outer hip",
        "the groin is named: P7",
        "14 days ago",
        "15 days ago",
    ],
)
def test_an_inner_thigh_that_rose_under_load_is_asked_whether_the_groin_hurts_too(entries, asked):
    assert ("groin" in rules(entries)) is asked


def test_nothing_is_asked_about_a_day_that_the_clock_has_gone_back_behind():
    ahead = {-1: {"worst_pain": 3, "place": "front"}}
    assert rules(ahead) == []
    assert rules({0: {"worst_pain": 1}} | ahead, cleared={-1: f"{day(-1).isoformat()}:bone_stress"}) == []


@pytest.mark.parametrize(
    ("entries", "asked"),
    [
        ({5: {"worst_pain": 1}, 0: {"worst_pain": 3}}, True),
        ({5: {"worst_pain": 1}, 0: {"worst_pain": 2}}, False),
        ({5: {"worst_pain": 1, "sets_off": "running"}, 0: {"worst_pain": 3}}, True),
        ({5: {"worst_pain": 1, "sets_off": "sitting"}, 0: {"worst_pain": 3}}, False),
        ({5: {"worst_pain": 1, "place": "back"}, 0: {"worst_pain": 3}}, False),
    ],
    ids=["rose by 2", "rose by 1", "running sets it off", "sitting sets it off", "the place is known"],
)
def test_pain_that_rose_at_a_place_unknown_is_asked_about_its_place(entries, asked):
    assert ("place" in rules(entries)) is asked
