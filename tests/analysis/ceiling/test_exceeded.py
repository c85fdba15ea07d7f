"""The ceiling checked again once a run is in, by what was known on its morning."""

import random
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.ceiling import RULES, for_day
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import Log

SUNDAY = date(2026, 11, 22)
(exceeded,) = RULES


def found(log, limits=None):
    return exceeded(log, SUNDAY, limits or Limits())


def test_a_run_past_a_lowered_ceiling_is_told_with_the_reason(log_of):
    (finding,) = found(log_of({12: 10, 2: 12}, {3: {"worst_pain": 4}}))
    assert finding.rule == "ceiling.exceeded"
    assert finding.headline == (
        "Fri 20 Nov's 12 km went past that day's ceiling of 5.5 km. Your hip hurt 4 of 10 on Thu 19 Nov."
    )
    assert (finding.severity, finding.day, finding.subject) == (Severity.NOTE, date(2026, 11, 20), "run-2-0")
    assert (finding.measured, finding.unit) == (12_000, "m")
    assert finding.limit == pytest.approx(5_500)
    assert finding.evidence.strength == "convention"


@pytest.mark.parametrize(("km", "count"), [(5.77, 0), (5.78, 1)])
def test_a_run_may_be_five_percent_longer(log_of, km, count):
    # 10 km x 1.10 x 0.5 = 5.5 km, and 5 % more are 5.775 km.
    assert len(found(log_of({12: 10, 2: km}, {3: {"worst_pain": 4}}))) == count


def test_what_only_the_longest_run_bound_is_left_to_the_session_spike(log_of):
    assert found(log_of({12: 10, 2: 15}, {3: {"worst_pain": 2}})) == []
    assert found(log_of({12: 10, 2: 15})) == []


def test_a_day_for_rest_is_to_watch(log_of):
    (finding,) = found(log_of({12: 10, 2: 3}, {3: {"worst_pain": 7}}))
    assert (
        finding.headline == "Fri 20 Nov's 3 km came on a day for rest. Your hip hurt 7 of 10 on Thu 19 Nov."
    )
    assert (finding.severity, finding.limit) == (Severity.WATCH, 0)


def test_what_the_run_itself_did_to_the_hip_was_not_known_before_it(log_of):
    own_day = {2: {"worst_pain": 8, "run_pain": 8, "morning_pain": 6}}
    assert found(log_of({12: 10, 2: 10}, {3: {"worst_pain": 0, "morning_pain": 0}, **own_day})) == []


def test_the_waking_of_the_day_was_known(log_of):
    diary = {4: {"worst_pain": 0, "morning_pain": 0}, 3: {"worst_pain": 0, "morning_pain": 2}}
    (finding,) = found(log_of({12: 10, 2: 5}, diary))
    assert "came on a day for rest" in finding.headline
    assert "2 of 10 on waking on Fri 20 Nov, 2 points more" in finding.headline


def test_longer_runs_of_later_days_were_not_known(log_of):
    (finding,) = found(log_of({12: 10, 2: 6, 1: 20}, {3: {"worst_pain": 4}, 2: {"worst_pain": 1}}))
    assert finding.limit == pytest.approx(5_500)


def test_two_runs_of_a_day_are_held_against_it_together(log_of):
    (finding,) = found(log_of({12: 10, 2: (4, 3)}, {3: {"worst_pain": 4}}))
    assert (finding.measured, finding.subject) == (7_000, "run-2-0")


def test_a_run_past_where_it_began_to_hurt_is_told(log_of):
    diary = {5: {"worst_pain": 4, "run_pain": 4, "onset_m": 3000.0}, 3: {"worst_pain": 1}}
    (finding,) = found(log_of({12: 10, 5: 8, 2: 6}, diary))
    assert finding.headline == (
        "Fri 20 Nov's 6 km went past that day's ceiling of 3 km. "
        "In the run before, that was where it had begun to hurt."
    )


def test_a_hip_that_was_not_back_from_the_run_before_makes_a_day_for_rest(log_of):
    diary = {6: {"worst_pain": 1}, **{n: {"worst_pain": 2} for n in (5, 4, 3, 2)}}
    (finding,) = found(log_of({12: 10, 5: 5, 1: 4}, diary))
    assert finding.headline.endswith("Your hip was not back to usual 83 hours after your run on Tue 17 Nov.")


def test_the_plans_length_counts_while_it_goes_on(log_of):
    quiet = {n: {"worst_pain": 1, "run_pain": 1, "morning_pain": 1} for n in range(9)}
    (finding,) = found(log_of({20: 10, 8: 9, 4: 3, 2: 2}, quiet, plan=6))
    assert finding.headline == "Wed 18 Nov's 3 km went past the 2.4 km of your return plan that day."
    assert finding.severity == Severity.NOTE


def test_a_run_too_many_of_the_plan_is_told(log_of):
    quiet = {n: {"worst_pain": 1, "run_pain": 1, "morning_pain": 1} for n in range(9)}
    (finding,) = found(log_of({6: 2, 4: 2, 2: 2, 0: 2}, quiet, plan=6))
    assert finding.headline == "Sun 22 Nov's 2 km was more than your return plan had that week."


def test_an_ended_plan_counts_up_to_its_last_day(log_of):
    quiet = {n: {"worst_pain": 1, "run_pain": 1, "morning_pain": 1} for n in range(9)}
    log = log_of({20: 10, 4: 3, 1: 9}, quiet, plan=6)
    ended = replace(log, plans=log.plans.assign(ended_on=pd.Timestamp(2026, 11, 19)))
    assert [finding.day.day for finding in found(log)] == [18, 21]
    assert [finding.day.day for finding in found(ended)] == [18]


def test_runs_under_a_red_flag_are_one_finding(log_of):
    (finding,) = found(log_of({12: 10, 6: 5, 4: 5, 2: 5}, {7: {"worst_pain": 1, "signs": "night"}}))
    assert finding.headline == "You ran on 3 days while a red flag stood, last 5 km on Fri 20 Nov."
    assert (finding.severity, finding.day) == (Severity.WATCH, date(2026, 11, 20))


def test_the_day_of_the_flag_and_that_of_its_clearing_are_not_held_against_the_runner(log_of):
    log = log_of(
        {12: 10, 7: 5, 2: 5}, {7: {"worst_pain": 1, "signs": "night"}}, cleared={2: "2026-11-15:night"}
    )
    assert found(log) == []


def test_a_run_of_unknown_distance_on_a_day_for_rest_is_still_told(log_of):
    (finding,) = found(log_of({12: 10, 2: float("nan")}, {3: {"worst_pain": 7}}))
    assert finding.headline.startswith("Fri 20 Nov's run came on a day for rest.")


def test_the_runners_own_limits_count(log_of):
    log = log_of({12: 10, 2: 8}, {3: {"worst_pain": 4}})
    assert found(log, Limits({"pain.zone_watch": 5.0})) == []
    assert len(found(log, Limits({"pain.zone_act": 3.0}))) == 1


def test_an_empty_log_has_none():
    assert found(Log()) == []


def test_it_changes_nothing_of_the_log(log_of):
    log = log_of({12: 10, 2: 12}, {3: {"worst_pain": 4}})
    runs, diary = log.runs.copy(), log.diary.copy()
    found(log)
    pd.testing.assert_frame_equal(log.runs, runs)
    pd.testing.assert_frame_equal(log.diary, diary)


def test_a_plans_run_too_many_is_told_where_the_hip_allowed_it(log_of):
    sore = {n: {"worst_pain": 1, "run_pain": 1, "morning_pain": 1} for n in range(9)} | {1: {"worst_pain": 3}}
    (finding,) = found(log_of({6: 2, 4: 2, 2: 2, 0: 1}, sore, plan=6))
    assert finding.headline == "Sun 22 Nov's 1 km was more than your return plan had that week."


def some_log(log_of, dice):
    """Three weeks of runs and entries as they may come, half of them under a plan."""
    days = range(20, -1, -1)
    ran = {n: round(dice.uniform(0.5, 9), 1) for n in days if dice.random() < 0.5}
    said = {n: {"worst_pain": dice.choice([0, 1, 1, 2, 3, 4, 7])} for n in days if dice.random() < 0.85}
    for n, entry in said.items():
        entry["morning_pain"] = dice.choice([0, 0, 1, 1, 2, 4])
        if n in ran:
            entry |= {"run_pain": entry["worst_pain"], "onset_m": dice.choice([float("nan"), 400.0, 3000.0])}
    return log_of(ran, said, plan=dice.choice([None, 20]))


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (2, 3))])
def test_after_a_run_it_says_what_the_card_said_on_that_morning(log_of, seed):
    log = some_log(log_of, random.Random(seed))
    told = {finding.day: finding.limit for finding in found(log) if "return plan" not in finding.headline}
    for day, ran_m in log.runs.groupby("day")["distance_m"].sum().items():
        earlier = replace(log, runs=log.runs[log.runs["day"] < day], diary=log.diary[log.diary["day"] < day])
        card = for_day(earlier, day.date(), Limits())
        if card.bound == "plan":
            continue  # what the week had left, and not the morning, is tested above
        past = card.bound == "pain" and (card.closed or ran_m > 1.05 * card.allowed_m)
        assert (day.date() in told) == past
        assert told.get(day.date(), card.allowed_m or 0) == pytest.approx(card.allowed_m or 0)
