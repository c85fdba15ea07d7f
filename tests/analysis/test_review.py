"""All rules together: their order, the few that stand out, their evidence, and the words they may not use."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from math import nan

import pandas as pd
import pytest

from analysis import review
from analysis.findings import Evidence, Finding, Severity
from analysis.flags import signs
from analysis.limits import Limits, limits_of
from ingest.schema import (
    CLEARANCES,
    DIARY,
    MINUTES,
    ROUTES,
    RUNS,
    SHOES,
    SIGNS,
    TERRAIN,
    WEEKLY,
    Log,
    Profile,
)

SUNDAY = date(2026, 11, 22)
MILE = 1609.344

STUDY_OF = {
    "mileage.session_spike": "10.1136/bjsports-2024-109380",
    "mileage.week_jump": "Nielsen 2014",
    "mileage.monotony": "Foster 1998",
    "mileage.strain": "Foster 1998",
    "mileage.return_after_gap": "10.1136/bjsports-2024-109380",
    "terrain.descent_jump": "10.1016/j.jbiomech.2004.04.023",
    "terrain.ascent_jump": "10.1007/s40279-016-0605-y",
    "terrain.weighted_steps": "10.1016/j.jbiomech.2004.04.023",
    "surface.hard_share": "van der Worp 2015",
    "surface.change": "expert opinion",
    "surface.unknown": "own rule",
    "direction.bias": "expert opinion",
    "camber.one_side": "expert opinion",
    "routes.same_course": "expert opinion",
    "shoes.mileage": "Cook 1985",
    "shoes.projection": "Cook 1985",
    "shoes.new_jump": "expert opinion",
    "shoes.single": "10.1111/sms.12154",
    "form.fewer_steps": "10.1136/bjsports-2020-103833",
    "form.longer_steps": "10.1249/MSS.0b013e3181ebedf4",
    "form.drift": "own rule",
    "form.balance": "10.1136/bmjsem-2023-001787",
    "pain.zone": "10.1177/0363546506298279",
    "pain.next_morning": "10.1177/0363546506298279",
    "pain.drift": "10.1016/j.ejpain.2003.09.004",
    "pain.lasting": "clinical convention",
    "pain.soreness": "popular articles",
    "pain.sides": "expert opinion",
    "pain.weekly": "10.1136/bjsports-2012-091524",
    "episodes.overdue": "clinical convention",
    "ceiling.exceeded": "10.1177/0363546506298279",
    "referral.hard_runs": "10.1177/0363546506298279",
    "referral.red_weeks": "10.1177/0363546506298279",
    "referral.joint": "clinical convention",
    "referral.radiating": "clinical convention",
    "referral.every_run": "clinical convention",
    **{f"flags.{name}": "10.1055/s-0043-103946" for name in ("bone_stress", *signs.USUAL)},
}
"""What each rule rests on, in the words of the evidence base (sections 1 to 5 and 9). The questions
`referral.under_load` and `referral.place` are left out: the rich log knows where and when it hurts."""

MILDEST_AND_GRAVEST = {
    "mileage.session_spike": {Severity.WATCH},
    "shoes.mileage": {Severity.WATCH, Severity.ACT},
    "pain.zone": {Severity.WATCH, Severity.ACT},
    "pain.next_morning": {Severity.WATCH, Severity.ACT},
    "pain.drift": {Severity.WATCH, Severity.ACT},
    "pain.lasting": {Severity.WATCH, Severity.ACT},
    "pain.soreness": {Severity.NOTE, Severity.WATCH, Severity.ACT},
    "pain.weekly": {Severity.WATCH, Severity.ACT},
    "episodes.overdue": {Severity.WATCH, Severity.ACT},
    "ceiling.exceeded": {Severity.NOTE, Severity.WATCH},
    **{rule: {Severity.ACT} for rule in STUDY_OF if rule.startswith("referral.")},
    **{rule: {Severity.STOP} for rule in STUDY_OF if rule.startswith("flags.")},
}
"""How urgent a rule may be; all others rest on weak evidence and are notes."""

BANNED = re.compile(
    r"\bcaus(e|es|ed|ing)\b|\btrigger|\bsafe|probabilit|danger"
    r"|\brisk\W{0,4}\d|\d\s*%\s*(injury )?risk|\brisk %",
    re.IGNORECASE,
)


def a_finding(rule="pain.zone", severity=Severity.WATCH, day=SUNDAY, subject="", **changes):
    fields = {"headline": "h", "measured": 1.0, "limit": 1.0, "unit": "points", "why": "w"}
    return Finding(
        rule,
        severity,
        day,
        **(fields | changes),
        evidence=Evidence("weak", "A 2000", "said"),
        subject=subject,
    )


def rich_log(unit="km"):
    """Forty weeks in which every rule finds something. Week 0 begins on Monday 16 Feb 2026."""
    frame = RUNS.frame(
        [run(week, weekday, km) for week in range(40) for weekday, km in kilometres(week).items()]
    )
    in_new_m = frame.loc[frame["shoe_id"] == "new", "distance_m"].sum()
    shoes = [
        {"shoe_id": "old", "name": "Old", "kind": "road", "start_distance_m": 450 * MILE},
        {"shoe_id": "mid", "name": "Mid", "kind": "trail", "start_distance_m": 210 * MILE},
        # 20 km short of 300 miles: less than a week of its use.
        {"shoe_id": "new", "name": "New", "kind": "road", "start_distance_m": 300 * MILE - in_new_m - 20_000},
    ]
    return Log(
        runs=frame,
        terrain=rich_terrain(frame),
        routes=ROUTES.frame([{"route_id": "lane", "camber": "left"}]),
        diary=rich_diary(),
        weekly=rich_weeks(),
        shoes=SHOES.frame(shoes),
        profile=Profile(distance_unit=unit),
        gait=rich_gait(frame),
    )


def rich_gait(runs):
    """Twenty minutes of each run at 3 m/s; in the last week 5 % fewer steps, fewer still towards the end,
    and the left foot longer on the ground."""
    return MINUTES.frame(
        [
            {
                "run_id": run.run_id,
                "elapsed_s": 60.0 * minute,
                "moving_s": 60.0,
                "speed_m_s": 3.0,
                "grade": 0.0,
                "cadence_spm": 174.0 * (1 - run.last * (0.02 + 0.004 * minute)),
                "step_length_m": 1.03 * (1 + run.last * 0.05),
                "stance_time_balance_pct": 50.0 + run.last,
            }
            for run in runs.assign(last=runs["run_id"].str.startswith("run-39")).itertuples()
            for minute in range(20)
        ]
    )


def rich_terrain(runs):
    """A step a metre, on the left side of one lane; on Tuesdays twenty times round it, all by the left."""
    plain = {"route_id": "lane", "laps_left": 0, "laps_right": 0}
    round_ = plain | {"laps_left": 20, "turned_deg": -6900, "turning_deg": 7000}
    return TERRAIN.frame(
        [
            (round_ if run.run_id.endswith("-1") else plain)
            | {"run_id": run.run_id, "weighted_steps": run.distance_m}
            for run in runs.itertuples()
        ]
    )


def kilometres(week):
    if week in (20, 21):  # away: 17 days without a run
        return {}
    if week == 30:  # every day nearly the same: monotonous, strained, and far more than the week before
        return {0: 10, 1: 10.5, 2: 10, 3: 10.5, 4: 10, 5: 10.5, 6: 14}
    if week == 39:  # this week's long run is far longer than the 14 km of the month before
        return {1: 8, 3: 8, 4: 8, 6: 20}
    return {1: 8, 3: 8, 4: 8, 6: 14}


def run(week, weekday, km):
    day = pd.Timestamp(2026, 2, 16) + pd.Timedelta(days=7 * week + weekday)
    climb = 300.0 if week == 33 else 50.0
    ground = "concrete" if 25 <= week < 31 else "asphalt" if week < 36 else nan
    return {
        "run_id": f"run-{week}-{weekday}",
        "started_at": day.tz_localize("UTC") + pd.Timedelta(hours=8),
        "day": day,
        "distance_m": 1000.0 * km,
        "duration_s": 360.0 * km,
        "ascent_m": climb,
        "descent_m": climb,
        "surface": ground,
        "climb_source": "barometer",
        "shoe_id": {1: "old", 3: "mid"}.get(weekday, "new" if week >= 30 else nan),
    }


def rich_diary():
    """Thirty days of entries: 1 for sixteen days, then 3 and 4; the runs of the last week hurt.

    Before them, three weeks of pain with an entry every other day, that did not get better. It clicks
    from the first of the thirty days to the last, the runs of two weeks are red, and all signs come at once.
    """
    rows = [
        {"day": pd.Timestamp(SUNDAY) - pd.Timedelta(days=back), "worst_pain": 3}
        for back in range(100, 78, -2)
    ]
    for back in range(30, -1, -1):
        worst = 1 if back > 13 else 3 if back > 6 else 4
        row = {"day": pd.Timestamp(SUNDAY) - pd.Timedelta(days=back), "worst_pain": worst, "side": "left"}
        row |= {"run_pain": {12: 6, 5: 6, 3: 6}.get(back, nan), "morning_pain": {4: 1, 3: 3}.get(back, 0)}
        rows.append(row | {"quality": "clicking", "timing": "every_run"})
    rows[-1] |= {"signs": " ".join(SIGNS), "place": "front"}
    return DIARY.frame(rows)


def rich_weeks():
    """Two weeks in a row in which the hip cut the running clearly."""
    days = [SUNDAY - timedelta(days=back) for back in (7, 0)]
    answers = {"participation": 2, "volume": 2, "performance": 1, "pain": 2}
    return WEEKLY.frame([{"day": pd.Timestamp(day), **answers} for day in days])


@pytest.fixture(scope="module")
def found():
    """What the rules find in the rich log, and in that of a runner of one pair, new in week 24."""
    log = rich_log()
    since = log.runs["day"] >= pd.Timestamp(2026, 8, 3)
    alone = replace(
        log,
        runs=log.runs.assign(shoe_id=pd.Series("new", index=log.runs.index, dtype="str").where(since)),
        shoes=log.shoes.assign(start_distance_m=0.0),
    )
    found = [review.review(each, SUNDAY, limits_of(each)) for each in (log, alone)]
    return review.in_order([*found[0], *found[1]])


# ---------------------------------------------------------------- the gathering


def test_every_module_adds_its_rules_and_limits():
    for module in review.MODULES:
        assert module.RULES
        assert set(module.RULES) <= set(review.RULES)
        assert set(module.LIMITS) <= set(review.LIMITS)
    assert len(set(review.RULES)) == len(review.RULES)


def test_every_limit_has_a_key_of_its_own_a_source_and_a_default_within_its_range():
    keys = [limit.key for limit in review.LIMITS]
    assert len(set(keys)) == len(keys)
    for limit in review.LIMITS:
        assert limit.checked(limit.default) == limit.default
        assert limit.source
        assert limit.meaning


def test_limits_of_a_log_are_the_runners_own():
    limit = review.LIMITS[0]
    log = Log(profile=Profile(distance_unit="mi"), limits={limit.key: limit.high})
    assert limits_of(log)[limit] == limit.high
    assert limits_of(log).profile.distance_unit == "mi"
    assert limits_of(Log())[limit] == limit.default


def test_every_rule_finds_something_in_the_rich_log_and_no_rule_is_unknown(found):
    assert {finding.rule for finding in found} == set(STUDY_OF)


def test_every_finding_rests_on_the_study_of_its_rule(found):
    for finding in found:
        assert STUDY_OF[finding.rule] in finding.evidence.reference, finding.rule
        assert finding.evidence.strength in ("strong", "moderate", "weak", "convention")


def test_no_finding_is_more_urgent_than_its_evidence(found):
    for finding in found:
        assert finding.severity in MILDEST_AND_GRAVEST.get(finding.rule, {Severity.NOTE}), finding.rule


@pytest.mark.parametrize("unit", ["km", "mi"])
def test_no_sentence_uses_a_banned_word(unit):
    log = rich_log(unit)
    for finding in review.review(log, SUNDAY, limits_of(log)):
        for sentence in (finding.headline, finding.why, finding.evidence.said):
            assert not BANNED.search(sentence), sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Hills cause pain.",
        "a trigger",
        "It is safe to run.",
        "Safely run",
        "30 % risk",
        "risk: 30 %",
        "The probability",
        "Danger zone",
    ],
)
def test_the_search_for_banned_words_finds_them(sentence):
    assert BANNED.search(sentence)


def test_every_sentence_is_whole(found):
    for finding in found:
        assert finding.headline[0].isupper() or finding.headline[0].isdigit()
        assert finding.headline.endswith(".")
        assert finding.why.endswith(".")
        assert "nan" not in f"{finding.headline} {finding.why}".lower().split()


def test_what_a_finding_measured_is_past_its_limit_and_about_a_day_that_has_been(found):
    for finding in found:
        assert finding.measured == finding.measured
        assert finding.limit == finding.limit
        assert finding.day <= SUNDAY
        assert finding.unit


# ---------------------------------------------------------------- only up to today


def test_the_empty_log_says_nothing():
    assert review.review(Log(), SUNDAY, Limits()) == []
    assert review.standing_out([], SUNDAY) == []


def test_nothing_after_today_changes_what_is_found():
    log = rich_log()
    then = SUNDAY - timedelta(days=45)
    by_then = Log(
        runs=log.runs[log.runs["day"] <= pd.Timestamp(then)].reset_index(drop=True),
        terrain=log.terrain,
        routes=log.routes,
        gait=log.gait,
        diary=log.diary[log.diary["day"] <= pd.Timestamp(then)].reset_index(drop=True),
        shoes=log.shoes,
        profile=log.profile,
    )
    limits = limits_of(log)
    assert review.review(log, then, limits) == review.review(by_then, then, limits)
    assert all(finding.day <= then for finding in review.review(log, then, limits))


def test_the_log_of_a_day_ends_on_that_day_and_its_diary_on_the_next_for_the_clock_can_go_back():
    log = rich_log()
    cut = review.as_of(log, SUNDAY - timedelta(days=2))
    assert cut.runs["day"].max() == pd.Timestamp(2026, 11, 20)
    assert cut.diary["day"].max() == pd.Timestamp(2026, 11, 21)
    assert len(log.diary) == 42
    assert (cut.shoes is log.shoes, cut.profile is log.profile) == (True, True)


def test_the_log_of_a_day_does_not_know_what_was_cleared_or_answered_later():
    days = [pd.Timestamp(2026, 11, 20), pd.Timestamp(2026, 11, 21), pd.Timestamp(2026, 11, 22)]
    cleared = CLEARANCES.frame([{"day": day, "flags": "2026-11-20:night", "note": "seen"} for day in days])
    cut = review.as_of(Log(weekly=WEEKLY.frame([{"day": day} for day in days]), clearances=cleared), days[0])
    assert (cut.clearances["day"].to_list(), cut.weekly["day"].to_list()) == (days[:2], days[:1])


def test_the_log_of_a_day_does_not_know_the_next_morning():
    entries = DIARY.frame(
        [
            {"day": pd.Timestamp(2026, 11, 21), "morning_pain": 2.0},
            {"day": pd.Timestamp(2026, 11, 22), "morning_pain": 5.0},
        ]
    )
    cut = review.as_of(Log(diary=entries), SUNDAY).diary["morning_pain"]
    assert cut.iloc[0] == 2
    assert pd.isna(cut.iloc[1])
    assert review.as_of(Log(diary=entries), date(2026, 11, 21)).diary["morning_pain"].isna().all()
    assert entries["morning_pain"].to_list() == [2, 5]


# ---------------------------------------------------------------- the order


def test_the_more_urgent_comes_first_whatever_it_is_about():
    note, watch = a_finding("pain.zone", Severity.NOTE), a_finding("shoes.mileage", Severity.WATCH)
    act, stop = a_finding("surface.change", Severity.ACT), a_finding("flags.red", Severity.STOP)
    assert review.in_order([note, watch, act, stop]) == [stop, act, watch, note]


def test_among_the_equally_urgent_flags_referrals_and_pain_stand_before_spikes_loads_and_context():
    rules = [
        "flags.night",
        "referral.joint",
        "pain.zone",
        "mileage.session_spike",
        "mileage.week_jump",
        "surface.change",
    ]
    given = [a_finding(rule) for rule in rules]
    assert [f.rule for f in review.in_order(reversed(given))] == rules


def test_other_loads_are_one_kind_and_so_is_context():
    older, newer = SUNDAY - timedelta(days=2), SUNDAY
    given = [
        a_finding("mileage.strain", day=older),
        a_finding("terrain.descent_jump", day=newer),
        a_finding("shoes.mileage", day=older),
        a_finding("surface.change", day=newer),
    ]
    assert [f.rule for f in review.in_order(given)] == [
        *("terrain.descent_jump", "mileage.strain", "surface.change", "shoes.mileage"),
    ]


def test_of_the_same_kind_the_newest_comes_first():
    days = [SUNDAY - timedelta(days=back) for back in (3, 0, 9)]
    assert [f.day for f in review.in_order(a_finding(day=day) for day in days)] == sorted(days, reverse=True)


def test_a_review_is_in_order(found):
    assert found == review.in_order(found)
    assert found[0].severity == Severity.STOP
    assert found[0].rule.startswith("flags.")
    assert found[-1].severity == Severity.NOTE


# ---------------------------------------------------------------- what stands out


def test_at_most_three_stand_out_and_the_most_urgent_of_them():
    rules = ["pain.zone", "pain.drift", "mileage.session_spike", "mileage.strain"]
    given = [a_finding(rule) for rule in rules]
    assert [f.rule for f in review.standing_out(given, SUNDAY)] == ["pain.drift", "pain.zone", rules[2]]
    assert len(review.standing_out(given, SUNDAY, most=4)) == 4


@pytest.mark.parametrize(("days_ago", "shown"), [(-1, 0), (0, 1), (6, 1), (7, 0)])
def test_the_last_seven_days_count_todays_among_them(days_ago, shown):
    given = [a_finding(day=SUNDAY - timedelta(days=days_ago))]
    assert len(review.standing_out(given, SUNDAY)) == shown


def test_a_longer_look_back_may_be_asked_for():
    given = [a_finding(day=SUNDAY - timedelta(days=27))]
    assert len(review.standing_out(given, SUNDAY, days=28)) == 1


def test_a_rule_stands_out_once_with_its_most_urgent_finding():
    watch_today = a_finding(severity=Severity.WATCH)
    act_friday = a_finding(severity=Severity.ACT, day=SUNDAY - timedelta(days=2))
    shoe = a_finding("shoes.mileage")
    assert review.standing_out([watch_today, act_friday, shoe], SUNDAY) == [act_friday, shoe]


# ---------------------------------------------------------------- as a record


def test_a_record_is_what_json_takes():
    finding = a_finding("shoes.mileage", Severity.ACT, date(2026, 11, 20), "peg", measured=412.5, limit=400)
    assert review.as_record(finding) == {
        "rule": "shoes.mileage",
        "severity": "act",
        "day": "2026-11-20",
        "headline": "h",
        "measured": 412.5,
        "limit": 400.0,
        "unit": "points",
        "why": "w",
        "evidence": {"strength": "weak", "reference": "A 2000", "said": "said"},
        "subject": "peg",
        "suggested": "",
    }


def test_a_number_that_is_none_is_null():
    record = review.as_record(a_finding(measured=nan, limit=float("inf")))
    assert (record["measured"], record["limit"]) == (None, None)


def test_all_of_a_review_survives_json(found):
    records = [review.as_record(finding) for finding in found]
    assert json.loads(json.dumps(records, allow_nan=False)) == records


def test_a_week_shows_its_three_most_urgent_findings_in_the_order_given():
    monday, sunday = date(2026, 11, 16), date(2026, 11, 22)
    notes = [a_finding(rule=f"terrain.{n}", day=sunday) for n in range(3)]
    act = a_finding(rule="pain.zone", severity=Severity.ACT, day=monday)
    before = a_finding(rule="terrain.0", day=date(2026, 11, 15))
    assert review.few_a_week([*notes, act, before], "monday") == [*notes[:2], act, before]
    # Weeks that begin on Sunday: the 15th is in the Monday's week, the 22nd is in the next one.
    assert review.few_a_week([*notes, act, before], "sunday") == [*notes, act, before]


def test_no_findings_are_no_findings_a_week():
    assert review.few_a_week([], "monday") == []


def one_sore_run(**said):
    """A log of one run that hurt 4 of 10 two days ago, and an entry of today."""
    day = pd.Timestamp(SUNDAY) - pd.Timedelta(days=2)
    rows = [
        {"day": day, "worst_pain": 4, "run_pain": 4},
        {"day": pd.Timestamp(SUNDAY), "worst_pain": 1, **said},
    ]
    return Log(diary=DIARY.frame(rows))


def zone_of(log):
    return next(each for each in review.review(log, SUNDAY, Limits()) if each.rule == "pain.zone")


def test_while_a_red_flag_stands_no_finding_speaks_of_mild_overuse():
    def overdue(**more):
        diary = [
            {"day": pd.Timestamp(SUNDAY - timedelta(days=n)), "worst_pain": 4.0} for n in range(0, 31, 2)
        ]
        log = Log(diary=DIARY.frame([{**diary[0], **more}, *diary[1:]]))
        return next(f for f in review.review(log, SUNDAY, Limits()) if f.rule == "episodes.overdue")

    assert "Mild overuse is commonly said to get better" in overdue().why
    assert overdue(signs="limp").why.startswith("While a red flag stands no usual course is said")
    assert overdue(signs="limp").headline == overdue().headline


def test_while_a_red_flag_stands_no_finding_speaks_of_running_on():
    assert "running on" in zone_of(one_sore_run()).why
    flagged = zone_of(one_sore_run(signs="limp"))
    assert flagged.why.startswith("While a red flag stands the pain zones do not hold")
    assert flagged.headline == zone_of(one_sore_run()).headline
