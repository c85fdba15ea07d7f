"""FIT's numbers in words, where fitparse's profile of 2020 knows only the number."""

from __future__ import annotations

# Additions of FIT profile 21 to the enums that fitparse 1.2.0 carries.
SUB_SPORTS = {
    62: "breathing",
    63: "ccr_diving",
    65: "sail_race",
    66: "expedition",
    67: "ultra",
    68: "indoor_climbing",
    69: "bouldering",
    70: "hiit",
    71: "indoor_grinding",
    72: "hunting_with_dogs",
    73: "amrap",
    74: "emom",
    75: "tabata",
    77: "esport",
    78: "triathlon",
    79: "duathlon",
    80: "brick",
    81: "swim_run",
    82: "adventure_race",
    84: "pickleball",
    85: "padel",
    86: "indoor_wheelchair_walk",
    87: "indoor_wheelchair_run",
    88: "indoor_hand_cycling",
    94: "squash",
    95: "badminton",
    96: "racquetball",
    97: "table_tennis",
}
SPORTS = {
    49: "baseball",
    53: "diving",
    62: "hiit",
    64: "racket",
    65: "wheelchair_push_walk",
    66: "wheelchair_push_run",
    67: "meditation",
    69: "disc_golf",
    71: "cricket",
    72: "rugby",
    73: "hockey",
    74: "lacrosse",
    75: "volleyball",
    76: "water_tubing",
    77: "wakesurfing",
    80: "mixed_martial_arts",
    82: "snorkeling",
    83: "dance",
    84: "jump_rope",
}
# Sports whose cadence counts something else than steps.
NOT_ON_FOOT = frozenset(
    {"cycling", "e_biking", "swimming", "rowing", "paddling", "kayaking", "stand_up_paddleboarding"}
)

# What a FIT file is that is no activity, as its owner would call it.
FILE_KINDS = {
    "device": "a description of a device",
    "settings": "a device's settings",
    "sport": "settings of a sport",
    "workout": "a planned workout",
    "course": "a course to follow",
    "schedules": "a training schedule",
    "weight": "a scale's weigh-ins",
    "totals": "lifetime totals",
    "goals": "goals",
    "blood_pressure": "blood-pressure readings",
    "monitoring_a": "all-day monitoring (steps, pulse)",
    "monitoring_daily": "all-day monitoring (steps, pulse)",
    "monitoring_b": "all-day monitoring (steps, pulse)",
    "activity_summary": "a summary without the activity itself",
    "segment": "a segment to race on",
    "segment_list": "a list of segments",
    "exd_configuration": "settings of a display",
    38: "a device's data on pulse variability",
    41: "sleep or monitoring data",
    44: "all-day health data",
    49: "sleep data",
}


def word(value: object, additions: dict[int, str]) -> str | None:
    """An enum's word; a number that nobody knows stays a number, as text. None where absent."""
    if value is None:
        return None
    return value if isinstance(value, str) else additions.get(value, str(value))
