"""Every column that hiplog keeps: its name, dtype, unit and meaning, said once.

Names carry their unit and inside everything is SI. Numbers are float64 with NaN for
"not recorded", texts are pandas' ``str`` with NaN for "not said".

A module a subject holds its Tables and the words that their cells may say; `table` is what a Table is,
and `log` puts one runner's frames together. Others import from here: `from ingest.schema import RUNS`.
"""

from ingest.schema.care import CLEARANCES, PLANS, SELF_TESTS, WEEKDAYS, WEEKLY, WEEKLY_ANSWERS
from ingest.schema.diary import (
    DIARY,
    DONE,
    NOTHING,
    OFF_RUN,
    PARTS_OF_THE_DAY,
    PLACES,
    QUALITIES,
    SCORES_OF_THE_DAY,
    SETS_OFF,
    SIDES,
    SIGNS,
    SPOTS,
    TIMINGS,
    side_and_place,
    spots_of,
)
from ingest.schema.files import FILES, RECORDINGS
from ingest.schema.form import GAIT, MINUTES, WALKING_SPM
from ingest.schema.ground import (
    CAMBER,
    GRADE_BANDS,
    GRADE_EDGES,
    HARD_SURFACES,
    MAP_SURFACES,
    ROUTES,
    STEEP_GRADE,
    SURFACES,
    TERRAIN,
    WAY,
)
from ingest.schema.log import WEEK_STARTS, Log, Profile
from ingest.schema.runs import (
    LAPS,
    LEAST_GPS_CLIMB,
    LEAST_TOLD_CLIMB_M,
    RUN_KINDS,
    RUNS,
    SPORTS,
    TOLD_CLIMB,
    TRACK,
)
from ingest.schema.shoes import SHOE_KINDS, SHOES
from ingest.schema.table import DAY, INSTANT, NUMBER, TEXT, Column, MissingColumns, Table, listed

TABLES = (
    RUNS,
    TRACK,
    LAPS,
    WAY,
    TERRAIN,
    GAIT,
    ROUTES,
    DIARY,
    WEEKLY,
    CLEARANCES,
    PLANS,
    SELF_TESTS,
    SHOES,
    FILES,
    RECORDINGS,
)

__all__ = [
    "CAMBER",
    "CLEARANCES",
    "DAY",
    "DIARY",
    "DONE",
    "FILES",
    "GAIT",
    "GRADE_BANDS",
    "GRADE_EDGES",
    "HARD_SURFACES",
    "INSTANT",
    "LAPS",
    "LEAST_GPS_CLIMB",
    "LEAST_TOLD_CLIMB_M",
    "MAP_SURFACES",
    "MINUTES",
    "NOTHING",
    "NUMBER",
    "OFF_RUN",
    "PARTS_OF_THE_DAY",
    "PLACES",
    "PLANS",
    "QUALITIES",
    "RECORDINGS",
    "ROUTES",
    "RUNS",
    "RUN_KINDS",
    "SCORES_OF_THE_DAY",
    "SELF_TESTS",
    "SETS_OFF",
    "SHOES",
    "SHOE_KINDS",
    "SIDES",
    "SIGNS",
    "SPORTS",
    "SPOTS",
    "STEEP_GRADE",
    "SURFACES",
    "TABLES",
    "TERRAIN",
    "TEXT",
    "TIMINGS",
    "TOLD_CLIMB",
    "TRACK",
    "WALKING_SPM",
    "WAY",
    "WEEKDAYS",
    "WEEKLY",
    "WEEKLY_ANSWERS",
    "WEEK_STARTS",
    "Column",
    "Log",
    "MissingColumns",
    "Profile",
    "Table",
    "listed",
    "side_and_place",
    "spots_of",
]
