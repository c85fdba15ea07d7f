"""Red flags by a written table: what was logged, and what must stand on Sunday 22 Nov 2026.

Days are written as days before that Sunday. Each row was worked out by hand from EVIDENCE 5.4 and 9 (P6, P7)
and from the docstring of `analysis.flags`, edge by edge.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import flags
from analysis.flags import Urgency
from ingest.schema import CLEARANCES, DIARY, RUNS, SIGNS, Log

SUNDAY = date(2026, 11, 22)
SOON, PROMPT, EMERGENCY = Urgency


@dataclass(frozen=True)
class Case:
    """Entries, kilometres and keys cleared by days before SUNDAY; what stands: the gravest of each name."""

    says: str
    diary: dict[int, dict] = field(default_factory=dict)
    stands: dict[str, Urgency] = field(default_factory=dict)
    runs: dict[int, float] = field(default_factory=dict)
    cleared: dict[int, str] = field(default_factory=dict)
    today: int = 0


def day(ago):
    return SUNDAY - timedelta(days=ago)


def log_of(case):
    diary = [{"day": pd.Timestamp(day(ago)), **said} for ago, said in case.diary.items()]
    runs = [
        {
            "run_id": f"run-{ago}",
            "started_at": pd.Timestamp(day(ago), tz="UTC") + pd.Timedelta(hours=8),
            "day": pd.Timestamp(day(ago)),
            "distance_m": 1000.0 * km,
        }
        for ago, km in case.runs.items()
    ]
    cleared = [
        {"day": pd.Timestamp(day(ago)), "flags": keys(named), "note": "The doctor has looked at it."}
        for ago, named in case.cleared.items()
    ]
    return Log(runs=RUNS.frame(runs), diary=DIARY.frame(diary), clearances=CLEARANCES.frame(cleared))


def keys(named):
    """`"5:night 4:limp"` as the keys of these days; other words as they are."""
    parts = [each.partition(":") for each in named.split()]
    return " ".join(f"{day(int(ago)).isoformat()}:{name}" if name else ago for ago, _, name in parts)


def groin(pain, signs=None, **more):
    return {"worst_pain": pain, "place": "front", "signs": signs, **more}


def outer(pain, signs=None, **more):
    return {"worst_pain": pain, "place": "outer", "signs": signs, **more}


def unplaced(pain, **more):
    return {"worst_pain": pain, **more}


def spots(pain, *named):
    return {"worst_pain": pain, "place": named[0].partition(".")[2], "spots": " ".join(named)}


RUNNING = {"sets_off": "running"}
STEADY = {6: groin(3, **RUNNING)}
"""Pain in the groin that comes with running, and has not changed: P7 lacks its reason."""

ALONE = [
    Case("nothing is logged at all"),
    Case("only runs are logged", runs={3: 8, 1: 8}),
    Case("no pain is logged", {1: unplaced(0), 0: unplaced(0)}),
    Case("severe pain without a sign", {0: outer(9)}),
    Case("it woke me at night", {0: outer(3, "night")}, {"night": SOON}),
    Case("it hurts at rest", {0: outer(3, "rest")}, {"rest": SOON}),
    Case("pain at rest of 1", {0: outer(3, rest_pain=1)}, {"rest": SOON}),
    Case("pain at rest of 0", {0: outer(3, rest_pain=0)}),
    Case("pain at rest was not asked", {0: outer(3)}),
    Case("I limp", {0: outer(3, "limp")}, {"limp": PROMPT}),
    Case("I cannot put weight on it", {0: outer(3, "no_weight")}, {"no_weight": PROMPT}),
    Case("hopping hurts", {0: outer(3, "no_hop")}, {"no_hop": SOON}),
    Case("swelling", {0: outer(3, "swelling")}, {"swelling": SOON}),
    Case("bruising", {0: outer(3, "bruising")}, {"bruising": SOON}),
    Case("it locks", {0: outer(3, "locking")}, {"locking": SOON}),
    Case("numb down the leg", {0: outer(3, "numbness")}, {"numbness": SOON}),
    Case("a numb kind of pain", {0: outer(3, quality="numb")}, {"numbness": SOON}),
    Case("a numb kind of pain among others", {0: outer(3, quality="dull numb")}, {"numbness": SOON}),
    Case("a dull kind of pain", {0: outer(3, quality="dull")}),
    Case("the leg is weak", {0: outer(3, "weakness")}, {"weakness": SOON}),
    Case("fever", {0: outer(3, "fever")}, {"fever": PROMPT}),
    Case("a fall", {0: outer(3, "fall")}, {"fall": SOON}),
    Case("a crack", {0: outer(3, "crack")}, {"crack": SOON}),
    Case("bladder or bowel", {0: outer(3, "bladder")}, {"bladder": EMERGENCY}),
    Case("numb between the legs", {0: outer(3, "saddle")}, {"saddle": EMERGENCY}),
    Case("it moves less far: no flag by itself", {0: outer(3, "less_range")}),
    Case("pain runs down the leg: no flag by itself", {0: outer(3, "radiating")}),
    Case("both of these together: still none", {0: outer(3, "less_range radiating")}),
    Case("snapping and clicking are no signs", {0: outer(3, quality="snapping clicking")}),
    Case("a sign without any score", {0: {"signs": "night"}}, {"night": SOON}),
    Case("a sign on a day without pain", {0: {"worst_pain": 0, "signs": "night"}}, {"night": SOON}),
    Case("several signs that each can wait", {0: outer(3, "night swelling bruising")},
         {"night": SOON, "swelling": SOON, "bruising": SOON}),
    Case("a note that speaks of signs is not read", {0: outer(3, note="Limped home, could not bear weight")}),
    Case("a note that speaks of pain, and no more", {0: {"note": "groin pain woke me, fever"}}),
]  # fmt: skip

TOGETHER = [
    Case("limp and fall on one day", {0: outer(3, "limp fall")}, {"limp": EMERGENCY, "fall": EMERGENCY}),
    Case("limp and crack on one day", {0: outer(3, "limp crack")},
         {"limp": EMERGENCY, "crack": EMERGENCY}),
    Case("no weight and fall", {0: outer(3, "no_weight fall")},
         {"no_weight": EMERGENCY, "fall": EMERGENCY}),
    Case("no weight and crack", {0: outer(3, "no_weight crack")},
         {"no_weight": EMERGENCY, "crack": EMERGENCY}),
    Case("limp 3 days after the fall", {3: outer(3, "fall"), 0: outer(3, "limp")},
         {"limp": EMERGENCY, "fall": EMERGENCY}),
    Case("limp 4 days after the fall", {4: outer(3, "fall"), 0: outer(3, "limp")},
         {"limp": EMERGENCY, "fall": EMERGENCY}),
    Case("limp 14 days after the fall", {14: outer(3, "fall"), 0: outer(3, "limp")},
         {"limp": EMERGENCY, "fall": EMERGENCY}),
    Case("limp 15 days after the fall", {15: outer(3, "fall"), 0: outer(3, "limp")},
         {"limp": PROMPT, "fall": SOON}),
    Case("no weight 14 days after the crack", {14: outer(3, "crack"), 0: outer(3, "no_weight")},
         {"no_weight": EMERGENCY, "crack": EMERGENCY}),
    Case("hopping hurts 14 days after a fall", {14: outer(3, "fall"), 0: outer(3, "no_hop")},
         {"no_hop": PROMPT, "fall": PROMPT}),
    Case("limp first, the fall 4 days later", {4: outer(3, "limp"), 0: outer(3, "fall")},
         {"limp": PROMPT, "fall": SOON}),
    Case("weak 4 days after it was numb", {4: outer(3, "numbness"), 0: outer(3, "weakness")},
         {"weakness": SOON, "numbness": SOON}),
    Case("limp first, the fall told 3 days later", {3: outer(3, "limp"), 0: outer(3, "fall")},
         {"limp": EMERGENCY, "fall": EMERGENCY}),
    Case("fever with pain of 6", {0: outer(6, "fever")}, {"fever": PROMPT}),
    Case("fever with pain of 7", {0: outer(7, "fever")}, {"fever": EMERGENCY}),
    Case("fever, and pain of 7 the day before", {1: outer(7), 0: outer(2, "fever")}, {"fever": EMERGENCY}),
    Case("fever, and pain of 7 four days before", {4: outer(7), 0: outer(2, "fever")}, {"fever": PROMPT}),
    Case("fever, and pain of 7 on waking", {1: outer(3, morning_pain=7), 0: outer(3, "fever")},
         {"fever": EMERGENCY}),
    Case("fever with a score for the run alone", {0: {"run_pain": 8, "signs": "fever"}},
         {"fever": EMERGENCY}),
    Case("fever without any score", {0: {"signs": "fever"}}, {"fever": PROMPT}),
    Case("fever and no weight", {0: outer(3, "fever no_weight")},
         {"fever": EMERGENCY, "no_weight": EMERGENCY}),
    Case("fever and limp", {0: outer(3, "fever limp")}, {"fever": PROMPT, "limp": PROMPT}),
    Case("weak and numb", {0: outer(3, "weakness numbness")}, {"weakness": PROMPT, "numbness": PROMPT}),
    Case("weak, and a numb kind of pain", {0: outer(3, "weakness", quality="numb")},
         {"weakness": PROMPT, "numbness": PROMPT}),
    Case("weak and pain down the leg", {0: outer(3, "weakness radiating")}, {"weakness": SOON}),
    Case("hopping hurts after a fall", {0: outer(3, "no_hop fall")}, {"no_hop": PROMPT, "fall": PROMPT}),
    Case("swelling after a fall", {0: outer(3, "swelling fall")}, {"swelling": SOON, "fall": SOON}),
    Case("an emergency beside what can wait", {0: outer(3, "saddle night")},
         {"saddle": EMERGENCY, "night": SOON}),
    Case("night, groin, and running sets it off", {0: groin(3, "night", **RUNNING)},
         {"night": PROMPT, "bone_stress": PROMPT}),
    Case("pain at rest, groin, and running sets it off", {0: groin(3, rest_pain=2, **RUNNING)},
         {"rest": PROMPT}),
    Case("pain at rest, groin, and sitting sets it off", {0: groin(3, rest_pain=2, sets_off="sitting")},
         {"rest": SOON}),
    Case("pain at rest, outer, and running sets it off", {0: outer(3, rest_pain=2, **RUNNING)},
         {"rest": SOON}),
    Case("pain at rest, 14 days after a groin under load",
         {14: groin(3, **RUNNING), 0: outer(3, rest_pain=2)},
         {"rest": PROMPT}),
    Case("pain at rest, 15 days after a groin under load",
         {15: groin(3, **RUNNING), 0: outer(3, rest_pain=2)},
         {"rest": SOON}),
    Case("the groin is told 3 days after the rest", {3: outer(3, rest_pain=2), 0: groin(3, **RUNNING)},
         {"rest": PROMPT, "bone_stress": PROMPT}),
    Case("the groin is told 4 days after the rest", {4: outer(3, rest_pain=2), 0: groin(1, **RUNNING)},
         {"rest": SOON}),
]  # fmt: skip

BONE = {"bone_stress": PROMPT}
HOP = {"bone_stress": PROMPT, "no_hop": SOON}
WOKEN = {"bone_stress": PROMPT, "night": PROMPT}
PATTERN = [
    Case("groin under load, unchanged", STEADY | {0: groin(3)}),
    Case("groin under load, risen by 1", STEADY | {0: groin(4)}),
    Case("groin under load, risen by 2", STEADY | {0: groin(5)}, BONE),
    Case("groin under load, fallen by 2", STEADY | {0: groin(1)}),
    Case("risen by 2 within 14 days", {14: groin(1, **RUNNING), 0: groin(3)}, BONE),
    Case("risen by 2 within 15 days", {15: groin(1, **RUNNING), 0: groin(3, **RUNNING)}),
    Case("risen by 2 in two steps", {9: groin(1, **RUNNING), 5: groin(2), 0: groin(3)}, BONE),
    Case("risen by 2 and fallen again", {9: groin(1, **RUNNING), 5: groin(3), 0: groin(1)}, BONE),
    Case("risen from no pain to 2", {3: unplaced(0), 0: groin(2, **RUNNING)}, BONE),
    Case("risen from no pain to 1", {3: unplaced(0), 0: groin(1, **RUNNING)}),
    Case("a first entry of 6 has not risen", {0: groin(6, **RUNNING)}),
    Case("a day without entry is not 0", {9: groin(6, **RUNNING), 0: groin(6)}),
    Case("an entry without score is not 0", {3: {"note": "forgot"}, 0: groin(6, **RUNNING)}),
    Case("risen on waking", {2: groin(3, morning_pain=5, **RUNNING)}, BONE),
    Case("a morning yet to come has not risen", {0: groin(3, morning_pain=5, **RUNNING)}),
    Case("risen during the run, no other score", {3: groin(1), 0: {"run_pain": 3, "place": "front"}}, BONE),
    Case("deep inside", {6: {"worst_pain": 1, "place": "deep", **RUNNING}, 0: unplaced(3)}, BONE),
    *(
        Case(f"{place} is no place of P7", {6: unplaced(1, place=place, **RUNNING), 0: unplaced(4)})
        for place in ("inner", "outer", "back", "sit_bone", "low_back")
    ),
    Case("no place is known", {6: unplaced(1, **RUNNING), 0: unplaced(4)}),
    Case("groin is one of several spots, not the main place",
         {6: unplaced(1, **RUNNING),
          0: spots(3, "left.outer", "right.front")}, BONE),
    Case("deep is one of several spots",
         {6: unplaced(1, **RUNNING), 0: spots(3, "left.back", "left.deep")},
         BONE),
    Case("several spots, none of P7's",
         {6: unplaced(1, **RUNNING), 0: spots(3, "left.back", "left.inner")}),
    Case("groin once, and the rise is logged at the outer hip", {6: groin(1, **RUNNING), 0: outer(3)}, BONE),
    Case("a groin of 3 beside an outer hip that always has 3",
         {6: outer(3, **RUNNING), 3: outer(3), 0: groin(3)}, BONE),
    Case("a groin of 1 beside an outer hip that always has 1", {6: outer(1, **RUNNING), 0: groin(1)}),
    Case("groin 14 days ago", {14: groin(1, **RUNNING), 4: unplaced(1), 0: unplaced(3)}, BONE),
    Case("groin 15 days ago", {15: groin(1, **RUNNING), 4: unplaced(1), 0: unplaced(3)}),
    Case("it woke me, 14 days ago", {14: groin(3, "night"), 0: groin(3, **RUNNING)},
         {"bone_stress": PROMPT, "night": SOON}),
    Case("it woke me, 15 days ago", {15: groin(3, "night"), 0: groin(3, **RUNNING)}, {"night": SOON}),
    Case("it woke me, groin under load", STEADY | {0: groin(3, "night")}, WOKEN),
    Case("hopping hurts: that is load", {0: groin(3, "no_hop")}, HOP),
    Case("hopping hurts, outer hip", {0: outer(3, "no_hop", **RUNNING)}, {"no_hop": SOON}),
    Case("a limp is load, but no reason of P7", {0: groin(3, "limp")}, {"limp": PROMPT}),
    Case("a limp, and risen by 2", {5: groin(1), 0: groin(3, "limp")},
         {"limp": PROMPT, "bone_stress": PROMPT}),
]  # fmt: skip

ROSE = {5: groin(1), 0: groin(3)}
"""Groin, risen by 2: P7 lacks the load."""


def said(**more):
    return {5: groin(1, **more), 0: groin(3)}


LOAD = [
    Case("nothing is known of load", ROSE),
    *(Case(f"{word} sets it off", said(sets_off=word), BONE)
      for word in ("running", "uphill", "downhill", "walking", "stairs", "lunge")),
    *(Case(f"{word} sets it off, which is no load", said(sets_off=word))
      for word in ("sitting", "standing_up", "lying", "knee_to_chest")),
    Case("sitting and running set it off", said(sets_off="running sitting"), BONE),
    *(Case(f"timing {word}", said(timing=word), BONE)
      for word in ("builds", "eases", "after_run", "every_run")),
    *(Case(f"timing {word}, which is no load", said(timing=word)) for word in ("warms_up", "morning")),
    Case("pain in the run of 1", said(run_pain=1), BONE),
    Case("not in the run itself, but on its day",
         {5: groin(1, run_pain=0), 4: unplaced(0), 0: groin(3)}, BONE),
    Case("a run on a day without pain", {5: unplaced(0, run_pain=0), 4: unplaced(0), 0: groin(3)}),
    Case("pain after the run of 1", said(after_pain=1), BONE),
    Case("pain after the run of 0", said(after_pain=0)),
    Case("where in the run it began", said(onset_m=5000.0), BONE),
    Case("pain on a day with a run", ROSE, BONE, runs={0: 5}),
    Case("pain on the day after a run", ROSE, BONE, runs={1: 5}),
    Case("pain two days after a run", ROSE, runs={2: 5}),
    Case("load 14 days ago", {14: {"worst_pain": 3, **RUNNING}, **ROSE}, BONE),
    Case("load 15 days ago", {15: {"worst_pain": 3, **RUNNING}, **ROSE}),
]  # fmt: skip

SPIKE = [
    Case("groin on the day of a run of +100 %", {0: groin(3)}, runs={10: 5, 0: 10}),
    Case("groin on the day of a run of +101 %", {0: groin(3)}, BONE, runs={10: 5, 0: 10.05}),
    Case("groin 21 days after such a run", {0: groin(3, **RUNNING)}, BONE, runs={30: 5, 21: 10.05}),
    Case("groin 22 days after such a run", {0: groin(3, **RUNNING)}, runs={30: 5, 22: 10.05}),
    Case("outer hip after such a run", {0: outer(3, **RUNNING)}, runs={10: 5, 1: 12}),
    Case("such a run on a sore groin, not logged since", {2: groin(3, **RUNNING)}, BONE, runs={10: 5, 0: 12}),
    Case("such a run on a groin that had settled", {9: groin(3, **RUNNING), 1: unplaced(0)},
         runs={10: 5, 0: 12}),
    Case("such a run, and a groin that has a place and no score", {0: {"place": "front"}}, BONE,
         runs={10: 5, 0: 12}),
    Case("a first run ever is no spike", {0: groin(3)}, runs={0: 20}),
    Case("a first run after 31 days is held against nothing", {0: groin(3)}, runs={31: 5, 0: 20}),
    Case("a first run after 30 days is held against that", {0: groin(3)}, BONE, runs={30: 5, 0: 20}),
]  # fmt: skip

NIGHT = {5: outer(3, "night")}
CLEARED = [
    Case("a flag of a year ago still stands", {365: outer(3, "night")}, {"night": SOON}),
    Case("better days do not end a flag", NIGHT | {4: outer(1), 1: unplaced(0)}, {"night": SOON}),
    Case("it was cleared", NIGHT, cleared={3: "5:night"}),
    Case("it was cleared on the day itself", NIGHT, cleared={5: "5:night"}),
    Case("another flag was cleared", NIGHT, {"night": SOON}, cleared={3: "5:limp"}),
    Case("the same sign of another day was cleared before it", {20: outer(3, "night"), **NIGHT},
         {"night": SOON}, cleared={5: "20:night"}),
    Case("again 14 days after the clearing", {16: outer(3, "night"), 0: outer(3, "night")},
         cleared={14: "16:night"}),
    Case("again 15 days after the clearing", {16: outer(3, "night"), 0: outer(3, "night")},
         {"night": SOON}, cleared={15: "16:night"}),
    Case("again, and pain 1 above", NIGHT | {0: outer(4, "night")}, cleared={3: "5:night"}),
    Case("again, and pain 2 above", NIGHT | {0: outer(5, "night")}, {"night": SOON},
         cleared={3: "5:night"}),
    Case("again, and 2 above what it was on the clearing day",
         NIGHT | {3: outer(1), 0: outer(3, "night")}, {"night": SOON}, cleared={3: "5:night"}),
    Case("again, and no score today", NIGHT | {0: {"place": "outer", "signs": "night"}}, {"night": SOON},
         cleared={3: "5:night"}),
    Case("no score when cleared, and 1 now", {5: {"place": "outer", "signs": "night"}, 0: outer(1, "night")},
         cleared={3: "5:night"}),
    Case("no place when cleared, and one now", {5: unplaced(3, signs="night"), 0: outer(3, "night")},
         {"night": SOON}, cleared={3: "5:night"}),
    Case("again, and no place today", NIGHT | {0: unplaced(3, signs="night")}, cleared={3: "5:night"}),
    Case("again at another place", NIGHT | {0: unplaced(3, place="back", signs="night")}, {"night": SOON},
         cleared={3: "5:night"}),
    Case("again on the other side",
         {5: spots(3, "left.outer") | {"signs": "night"}, 0: spots(3, "right.outer") | {"signs": "night"}},
         {"night": SOON}, cleared={3: "5:night"}),
    Case("again on the same side",
         {5: spots(3, "left.outer") | {"signs": "night"}, 0: spots(3, "left.outer") | {"signs": "night"}},
         cleared={3: "5:night"}),
    Case("again on one of the two sides of then",
         {5: outer(3, "night", side="both"), 0: outer(3, "night", side="left")}, cleared={3: "5:night"}),
    Case("again on both sides, then on one",
         {5: outer(3, "night", side="left"), 0: outer(3, "night", side="both")}, {"night": SOON},
         cleared={3: "5:night"}),
    Case("again at the same place, the side of then not known",
         NIGHT | {0: outer(3, "night", side="left")}, {"night": SOON}, cleared={3: "5:night"}),
    Case("again on the same side, the place not said",
         {5: outer(3, "night", side="left"), 0: unplaced(3, side="left", signs="night")},
         cleared={3: "5:night"}),
    Case("again at a place that hurt between, but was not cleared",
         NIGHT | {4: unplaced(3, place="back"), 0: unplaced(3, place="back", signs="night")},
         {"night": SOON}, cleared={3: "5:night"}),
    Case("another fall", {5: outer(3, "fall"), 0: outer(3, "fall")}, {"fall": SOON}, cleared={3: "5:fall"}),
    Case("another crack", {5: outer(3, "crack"), 0: outer(3, "crack")}, {"crack": SOON},
         cleared={3: "5:crack"}),
    Case("no score when cleared, and 2 now", {5: {"signs": "night"}, 0: outer(2, "night")},
         {"night": SOON}, cleared={3: "5:night"}),
    Case("another sign that can wait, after the clearing", NIGHT | {0: outer(3, "swelling")},
         {"swelling": SOON}, cleared={3: "5:night"}),
    Case("a new sign on the day of the clearing", NIGHT | {3: outer(3, "swelling")},
         {"swelling": SOON}, cleared={3: "5:night"}),
    Case("the same sign again on the day of the clearing", NIGHT | {3: outer(3, "night")},
         {"night": SOON}, cleared={3: "5:night"}),
    Case("a day filled in from before the clearing", NIGHT | {7: outer(3, "night")}, {"night": SOON},
         cleared={3: "5:night"}),
    Case("a limp again on the day after the clearing", {5: outer(3, "limp"), 2: outer(3, "limp")},
         {"limp": PROMPT}, cleared={3: "5:limp"}),
    Case("an emergency again", {5: outer(3, "saddle"), 2: outer(3, "saddle")},
         {"saddle": EMERGENCY}, cleared={3: "5:saddle"}),
    Case("night again, now with a groin under load", NIGHT | {0: groin(3, "night", **RUNNING)}, WOKEN,
         cleared={3: "5:night"}),
    Case("a fall was cleared, then a limp", {3: outer(3, "fall"), 0: outer(3, "limp")},
         {"fall": EMERGENCY, "limp": EMERGENCY}, cleared={2: "3:fall"}),
    Case("a fever was cleared, then its day was corrected to 8", {3: outer(8, "fever")},
         {"fever": EMERGENCY}, cleared={2: "3:fever"}),
    Case("an emergency was cleared, then its day was corrected to 4", {3: outer(4, "fever")},
         cleared={2: "3:fever:emergency"}),
    Case("several flags were cleared at once", {5: outer(3, "night limp swelling")},
         cleared={3: "5:limp 5:night 5:swelling"}),
    Case("only one of several was cleared", {5: outer(3, "night limp")}, {"night": SOON},
         cleared={3: "5:limp"}),
    Case("cleared twice", NIGHT, cleared={3: "5:night", 1: "5:night"}),
    Case("keys that nobody knows clear nothing", NIGHT | {6: groin(1, **RUNNING), 2: groin(4)},
         WOKEN,
         cleared={3: "5:nights night 5:limp:night -9:bone_stress"}),
    Case("a clearing of tomorrow: the clock went back", NIGHT, cleared={-1: "5:night"}),
    Case("a clearing of the day after is not known yet", NIGHT, {"night": SOON}, cleared={-2: "5:night"}),
    Case("an entry of tomorrow: the clock went back", {-1: outer(3, "limp saddle")},
         {"saddle": EMERGENCY, "limp": PROMPT}),
    Case("an entry of the day after is not known yet", {-2: outer(3, "limp")}),
    Case("an entry of tomorrow, cleared tomorrow", {-1: outer(3, "limp")}, cleared={-1: "-1:limp"}),
    Case("an entry of tomorrow, cleared today", {-1: outer(3, "limp")}, cleared={0: "-1:limp"}),
    Case("P7 of tomorrow", {3: groin(1, **RUNNING), -1: groin(3)}, BONE),
    Case("P7 of tomorrow, cleared today", {3: groin(1, **RUNNING), -1: groin(3)},
         cleared={0: "-1:bone_stress"}),
    Case("seen two days before it was logged", NIGHT, today=7),
    Case("seen from the day on which it was logged", NIGHT, {"night": SOON}, today=5),
    Case("seen two days before it was cleared", NIGHT, {"night": SOON}, cleared={3: "5:night"}, today=5),
    Case("the entry was taken back: no sign is left", {5: outer(3)}),
]  # fmt: skip

RISEN = {9: groin(1, **RUNNING), 5: groin(3)}
PAGE = [
    Case("P7 of long ago stands", {309: groin(1, **RUNNING), 305: groin(3)}, BONE),
    Case("P7 was cleared", RISEN, cleared={4: "5:bone_stress"}),
    Case("P7 was cleared, and it hurts as before", RISEN | {3: groin(3, **RUNNING), 0: groin(3)},
         cleared={4: "5:bone_stress"}),
    Case("P7 was cleared, and it has risen by 2 since", RISEN | {4: groin(3), 0: groin(5, **RUNNING)}, BONE,
         cleared={4: "5:bone_stress"}),
    Case("P7 was cleared, and it has risen by 1 since", RISEN | {4: groin(3), 0: groin(4, **RUNNING)},
         cleared={4: "5:bone_stress"}),
    Case("P7 was cleared, and 1 above what it was on its day", RISEN | {0: groin(4, **RUNNING)},
         cleared={4: "5:bone_stress"}),
    Case("P7 was cleared, and 2 above what it was on its day", RISEN | {0: groin(5, **RUNNING)}, BONE,
         cleared={4: "5:bone_stress"}),
    Case("P7 was cleared on a board of before today's 7",
         {5: groin(1, **RUNNING), 1: groin(3, **RUNNING), 0: groin(7, **RUNNING)}, BONE,
         cleared={0: "1:bone_stress"}),
    Case("P7 and its night were cleared, and it hurts as before",
         {5: groin(3, "night", **RUNNING), 0: groin(3, **RUNNING)},
         cleared={4: "5:bone_stress 5:night:prompt"}),
    Case("P7 was cleared, and a night between its day and the clearing",
         RISEN | {4: groin(3, "night"), 0: groin(3, **RUNNING)}, BONE,
         cleared={3: "5:bone_stress 4:night:prompt"}),
    Case("P7 was cleared, and the long run was on its own day",
         {5: groin(3, **RUNNING), 0: groin(3, **RUNNING)}, runs={12: 5, 5: 12},
         cleared={4: "5:bone_stress"}),
    Case("P7 of two days, the newer one cleared", RISEN | {4: groin(3)}, cleared={3: "4:bone_stress"}),
    Case("P7 of two days, the older one cleared", RISEN | {4: groin(3)}, cleared={3: "5:bone_stress"}),
    Case("P7 of two days, cleared newer first", RISEN | {4: groin(3)},
         cleared={3: "4:bone_stress", 2: "5:bone_stress"}),
    Case("P7 was cleared, then hopping hurts", RISEN | {0: groin(3, "no_hop")}, HOP,
         cleared={4: "5:bone_stress"}),
    Case("P7 was cleared, then a night", RISEN | {0: groin(3, "night", **RUNNING)}, WOKEN,
         cleared={4: "5:bone_stress"}),
    Case("P7 was cleared, and the long run was before", {5: groin(3, **RUNNING), 0: groin(3, **RUNNING)},
         runs={12: 5, 6: 12}, cleared={4: "5:bone_stress"}),
    Case("P7 was cleared, and the long run was on that day", {5: groin(3, **RUNNING), 0: groin(3, **RUNNING)},
         BONE, runs={12: 5, 4: 12}, cleared={4: "5:bone_stress"}),
    Case("a sign on the clearing day counts on the new page",
         RISEN | {4: groin(3, "no_hop")}, HOP, cleared={4: "5:bone_stress"}),
    Case("clearing a night does not clear P7", STEADY | {0: groin(3, "night")}, BONE,
         cleared={0: "0:night:prompt"}),
    Case("clearing P7 does not clear the night", STEADY | {0: groin(3, "night")}, {"night": PROMPT},
         cleared={0: "0:bone_stress"}),
    Case("a day filled in from before P7's clearing", {8: groin(6, **RUNNING), **RISEN},
         cleared={4: "5:bone_stress"}),
]  # fmt: skip

CASES = [*ALONE, *TOGETHER, *PATTERN, *LOAD, *SPIKE, *CLEARED, *PAGE]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_what_stands(case):
    gravest = {}
    for flag in flags.standing(log_of(case), day(case.today)):
        gravest[flag.name] = max(flag.level, gravest.get(flag.name, flag.level))
    assert gravest == case.stands


def test_the_table_is_long_and_says_each_case_once():
    assert len(CASES) >= 150
    assert len({case.says for case in CASES}) == len(CASES)


def test_the_table_has_flagged_and_unflagged_cases_of_every_level():
    assert sum(not case.stands for case in CASES) >= 50
    for level in Urgency:
        assert sum(level in case.stands.values() for case in CASES) >= 15


def test_every_sign_stands_in_the_table_alone():
    ticked = [said.get("signs") or "" for case in ALONE for said in case.diary.values()]
    assert {signs for signs in ticked if signs and " " not in signs} == set(SIGNS)
