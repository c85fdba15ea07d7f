"""The pain diary: a row a day, the words that it may say, and how a place on the hip is named."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.schema.table import DAY, INSTANT, TEXT, Column, Table, listed, measures

DIARY = Table(
    "diary",
    (
        Column("day", DAY, "", "the runner's local calendar day"),
        *measures(
            ("worst_pain", "0–10", "worst hip pain of the day, numeric rating scale"),
            ("run_pain", "0–10", "hip pain during the day's run; NaN = not asked"),
            ("morning_pain", "0–10", "hip pain on waking the morning after; NaN = not asked"),
            ("rest_pain", "0–10", "hip pain at rest; NaN = not asked"),
            ("after_pain", "0–10", "hip pain in the hours after the day's run; NaN = not asked"),
            ("left_pain", "0–10", "worst pain of the left hip, where both hurt; NaN = not asked"),
            ("right_pain", "0–10", "worst pain of the right hip, where both hurt; NaN = not asked"),
            ("onset_m", "m", "distance into the run at which it began to hurt"),
        ),
        Column("side", TEXT, "", "left, right or both"),
        Column("place", TEXT, "", "where it hurts most: front (groin), inner, outer, back (buttock) …"),
        Column("spots", TEXT, "", "every place that hurts, as left.front right.outer …"),
        Column("quality", TEXT, "", "what the pain is like: dull, sharp, burning …"),
        Column("timing", TEXT, "", "when it comes and goes: warms_up, builds, after_run …"),
        Column("signs", TEXT, "", "warning signs: night, limp, swelling …"),
        Column("sets_off", TEXT, "", "what sets it off: uphill, downhill, stairs …"),
        Column("done", TEXT, "", "what was done for the hip: ice, heat, strength …"),
        Column("exercises", TEXT, "", "exercises done, by the names of the exercise library"),
        Column("off_run", TEXT, "", "load outside running: long_sitting, one_sided_bag …"),
        Column("note", TEXT, "", "the runner's own words"),
        Column("logged_at", INSTANT, "", "when the entry was saved"),
    ),
)
"""Columns from `spots` to `off_run` hold several words, separated by blanks; `listed` takes them apart."""

SIDES = {"left": "left", "right": "right", "both": "both sides"}

PLACES = {
    "front": "front / groin",
    "inner": "inner thigh",
    "outer": "outer hip",
    "back": "back / buttock",
    "sit_bone": "sit bone",
    "deep": "deep inside",
    "low_back": "low back",
}

SPOTS = tuple(f"{side}.{place}" for side in ("left", "right") for place in PLACES)
"""A place on one side, as the hip map names it."""

PARTS_OF_THE_DAY = ("run_pain", "rest_pain", "after_pain", "left_pain", "right_pain")
"""Scores of a part of the day, none of which can exceed its worst."""

SCORES_OF_THE_DAY = ("worst_pain", *PARTS_OF_THE_DAY)
"""All scores of an entry's own day; `morning_pain` belongs to the next."""

QUALITIES = ("dull", "sharp", "burning", "throbbing", "snapping", "clicking", "stiff", "numb")

TIMINGS = {
    "warms_up": "fades as I warm up",
    "builds": "builds up during the run",
    "after_run": "comes after the run",
    "every_run": "after every run",
    "eases": "eases with rest",
    "morning": "stiff in the morning",
}

SIGNS = {
    "night": "it woke me at night",
    "rest": "it hurts at rest",
    "limp": "I limp",
    "no_weight": "I cannot put weight on that leg",
    "no_hop": "hopping on that leg hurts, or I cannot",
    "swelling": "swelling",
    "bruising": "bruising",
    "locking": "it locks, catches or grinds",
    "less_range": "it moves less far than usual",
    "numbness": "numb or tingling down the leg",
    "radiating": "pain runs down the leg",
    "weakness": "the leg is weak or gives way",
    "fever": "fever, or feeling ill",
    "fall": "it began with a fall or a blow",
    "crack": "a sudden crack or pop",
    "bladder": "trouble with bladder or bowel",
    "saddle": "numb between the legs",
}

NOTHING = "nothing"
"""What sets it off where the runner was asked and none of the others does; it stands alone."""

SETS_OFF = {
    "running": "running",
    "uphill": "uphill",
    "downhill": "downhill",
    "walking": "walking",
    "stairs": "stairs",
    "sitting": "sitting",
    "standing_up": "getting up from a chair",
    "lying": "lying on that side",
    "knee_to_chest": "socks, or knee to chest",
    "lunge": "a lunge",
    NOTHING: "none of these",
}

DONE = {
    "ice": "ice",
    "heat": "heat",
    "foam_roll": "foam roll",
    "prehab": "warm-up before the run",
    "strength": "strength set",
    "mobility": "mobility",
    "stretch": "stretch",
    "pt": "physio session",
    "massage": "massage",
    "medication": "medication",
    "compression": "tape or compression",
    "pillow": "slept with a pillow between the knees",
    "fuel": "ate within 45 minutes of the run",
    "cross_training": "bike, swim or walk instead",
    "injection": "injection",
    "clinician": "saw a clinician",
}

OFF_RUN = {
    "long_sitting": "sat for hours",
    "long_driving": "drove for hours",
    "one_sided_bag": "bag on one side",
    "leaning": "leaned or stood on one side",
    "slept_on_side": "slept on that side",
}


def spots_of(side: object, place: object, spots: object) -> tuple[str, ...]:
    """The spots of an entry; of one that was made without the map, by its side and place."""
    if isinstance(spots, str):
        return listed(spots)
    sides = ("left", "right") if side == "both" else (side,) if side in SIDES else ()
    return tuple(f"{each}.{place}" for each in sides) if place in PLACES else ()


def side_and_place(spots: Sequence[str]) -> tuple[str | None, str | None]:
    """What spots mean: left, right or both, and the place of the first; None where there is none."""
    sides = list(dict.fromkeys(spot.partition(".")[0] for spot in spots))
    side = "both" if len(sides) > 1 else next(iter(sides), None)
    return side, spots[0].partition(".")[2] if spots else None
