"""Every column that hiplog keeps: its name, dtype, unit and meaning, said once.

Names carry their unit and inside everything is SI. Numbers are float64 with NaN for
"not recorded", texts are pandas' ``str`` with NaN for "not said".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

NUMBER = "float64"
TEXT = "str"
INSTANT = "datetime64[us, UTC]"
DAY = "datetime64[us]"


class MissingColumns(ValueError):
    """A frame lacks columns of its Table. A bug of ours, not the runner's."""


@dataclass(frozen=True)
class Column:
    """One column. `unit` is empty for texts, instants and plain counts."""

    name: str
    dtype: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A named set of columns that a frame can be held against."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def dtypes(self) -> dict[str, str]:
        return {column.name: column.dtype for column in self.columns}

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @cached_property
    def _empty(self) -> pd.DataFrame:
        """Built once, and what frames are held against: making it takes longer than a small frame."""
        return pd.DataFrame({n: pd.Series(dtype=d) for n, d in self.dtypes.items()})

    @cached_property
    def _wanted(self) -> list[tuple[str, object]]:
        """Names with dtypes as pandas compares them fastest."""
        return list(zip(self.names, self._empty.dtypes.tolist(), strict=True))

    def empty(self) -> pd.DataFrame:
        """No rows, every column, the right dtypes."""
        return self._empty.copy(deep=False)

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Exactly this table's columns, in order and dtype; the input is untouched.

        Raises MissingColumns, naming them, where any are absent.
        """
        if not frame.columns.equals(self._empty.columns):
            frame = self._chosen(frame)
        dtypes = zip(self._wanted, frame.dtypes.tolist(), strict=True)
        wrong = {name: wanted for (name, wanted), has in dtypes if has != wanted}
        frame = frame.astype(wrong) if wrong else frame.copy(deep=False)  # astype takes its time anyway
        frame.index = pd.RangeIndex(len(frame))
        return frame

    def _chosen(self, frame: pd.DataFrame) -> pd.DataFrame:
        missing = [name for name in self.names if name not in frame.columns]
        if missing:
            raise MissingColumns(f"{self.name}: no column {', '.join(missing)}")
        return frame[self.names]

    def frame(self, rows: list[Mapping]) -> pd.DataFrame:
        """A conforming frame from rows that may leave columns out (absent = NaN)."""
        return self.conform(pd.DataFrame(rows, columns=self.names)) if rows else self.empty()


def _measures(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, NUMBER, unit, meaning) for name, unit, meaning in rows)


TRACK = Table(
    "track",
    (
        Column("time", INSTANT, "", "when the point was recorded"),
        *_measures(
            ("latitude_deg", "°", "latitude, WGS 84"),
            ("longitude_deg", "°", "longitude, WGS 84"),
            ("altitude_m", "m", "altitude as the device recorded it"),
            ("distance_m", "m", "distance covered since the start"),
            ("speed_m_s", "m/s", "speed"),
            ("heart_rate_bpm", "bpm", "heart rate"),
            ("cadence_spm", "steps/min", "cadence, both feet counted"),
            ("temperature_c", "°C", "temperature at the device"),
            ("power_w", "W", "running power"),
            ("stance_time_s", "s", "stance time: how long one foot stays on the ground"),
            ("stance_time_balance_pct", "%", "stance-time balance: the left foot's share"),
            ("vertical_oscillation_m", "m", "vertical oscillation: rise and fall of the trunk"),
            ("vertical_ratio_pct", "%", "vertical ratio: oscillation over step length"),
            ("step_length_m", "m", "step length"),
            ("grade", "fraction", "rise over run of the smoothed profile, computed by hiplog"),
        ),
    ),
)

LAPS = Table(
    "laps",
    (
        Column("started_at", INSTANT, "", "when the lap began"),
        *_measures(
            ("distance_m", "m", "distance of the lap"),
            ("duration_s", "s", "timer time of the lap"),
            ("ascent_m", "m", "ascent by the device's own count"),
            ("descent_m", "m", "descent by the device's own count"),
            ("avg_heart_rate_bpm", "bpm", "mean heart rate"),
            ("avg_cadence_spm", "steps/min", "mean cadence, both feet counted"),
        ),
    ),
)

RUNS = Table(
    "runs",
    (
        Column("run_id", TEXT, "", "names the run; made from the file's content"),
        Column("started_at", INSTANT, "", "first moment of the run"),
        Column("day", DAY, "", "the runner's local calendar day at the start"),
        Column("zone", TEXT, "", "time zone that decided the day"),
        Column("title", TEXT, "", "name given by the runner or the device"),
        Column("sport", TEXT, "", "sport, in the words of the FIT profile"),
        Column("sub_sport", TEXT, "", "kind of the sport: trail, treadmill, track, street …"),
        Column("kind_source", TEXT, "", "who says so: runner, or NaN for the file"),
        Column("surface", TEXT, "", "surface; NaN where nobody knows it"),
        Column("surface_source", TEXT, "", "who says so: runner, or sub_sport"),
        Column("shoe_id", TEXT, "", "the pair worn; NaN where not said"),
        Column(
            "shoe_source", TEXT, "", "who says so: runner, account, or default; runner without a pair: none"
        ),
        Column("device", TEXT, "", "watch or app that recorded the run"),
        Column("format", TEXT, "", "format of the file: fit, gpx, tcx, or manual for a run without one"),
        Column("climb_source", TEXT, "", "altitude by: barometer, gps, or none"),
        Column("distance_source", TEXT, "", "who says how far: runner, or NaN for the file"),
        Column("excluded", TEXT, "", "runner, where the runner left this run out of everything; else NaN"),
        *_measures(
            ("distance_m", "m", "distance"),
            ("duration_s", "s", "timer time: the run without its pauses"),
            ("elapsed_s", "s", "elapsed time: from first to last moment, pauses counted"),
            ("moving_s", "s", "moving time: at 0.5 m/s or faster"),
            ("ascent_m", "m", "ascent, smoothed"),
            ("descent_m", "m", "descent, smoothed"),
            ("graded_m", "m", "distance over which a grade is known"),
            ("uphill_m", "m", "distance at a grade of +5 % or steeper"),
            ("downhill_m", "m", "distance at a grade of −5 % or steeper"),
            ("grade_adjusted_m", "m", "flat distance of equal energy cost"),
            ("avg_speed_m_s", "m/s", "distance over timer time"),
            ("grade_adjusted_speed_m_s", "m/s", "grade-adjusted distance over timer time"),
            ("avg_heart_rate_bpm", "bpm", "mean heart rate"),
            ("max_heart_rate_bpm", "bpm", "highest heart rate"),
            ("avg_cadence_spm", "steps/min", "mean cadence while moving"),
            ("steps", "", "steps taken, both feet"),
            ("avg_temperature_c", "°C", "mean temperature at the device"),
            ("avg_power_w", "W", "mean running power"),
            ("avg_stance_time_s", "s", "mean stance time"),
            ("avg_stance_time_balance_pct", "%", "mean stance-time balance, the left foot's share"),
            ("avg_vertical_oscillation_m", "m", "mean vertical oscillation"),
            ("avg_vertical_ratio_pct", "%", "mean vertical ratio"),
            ("avg_step_length_m", "m", "mean step length"),
            ("device_distance_m", "m", "distance by the device's own count"),
            ("device_timer_s", "s", "timer time by the device's own count"),
            ("device_ascent_m", "m", "ascent by the device's own count"),
            ("device_descent_m", "m", "descent by the device's own count"),
            ("body_mass_kg", "kg", "body mass stored in the device"),
            ("rpe", "0–10", "perceived exertion that the runner gave the watch"),
            ("feel", "0–100", "how the run felt, 100 is best"),
            ("start_latitude_deg", "°", "latitude of the first position"),
            ("start_longitude_deg", "°", "longitude of the first position"),
            ("points", "", "points recorded"),
            ("masked_values", "", "recorded values that could not be true, left out"),
            ("recorded_distance_m", "m", "distance as recorded, where the runner set another"),
        ),
    ),
)

DIARY = Table(
    "diary",
    (
        Column("day", DAY, "", "the runner's local calendar day"),
        *_measures(
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

WEEKLY = Table(
    "weekly",
    (
        Column("day", DAY, "", "day of the answers; they are about the seven days up to it"),
        *_measures(
            ("participation", "0–3", "hip problems when taking part in running; 3 = could not"),
            ("volume", "0–3", "how far the hip cut the running short; 3 = could not run"),
            ("performance", "0–3", "how far the hip took from the running; 3 = could not run"),
            ("pain", "0–3", "hip pain in connection with running; 3 = severe"),
        ),
        Column("answered_at", INSTANT, "", "when the answers were saved"),
    ),
)

CLEARANCES = Table(
    "clearances",
    (
        Column("day", DAY, "", "the runner's local calendar day of the clearing"),
        Column("flags", TEXT, "", "keys of the red flags that it clears, separated by blanks"),
        Column("note", TEXT, "", "the runner's words: who was seen, what was said"),
        Column("cleared_at", INSTANT, "", "when it was saved"),
    ),
)

PLANS = Table(
    "plans",
    (
        Column("plan_id", TEXT, "", "names the plan"),
        Column("started_on", DAY, "", "its first day"),
        Column("weekdays", TEXT, "", "days of the week on which the runner can run: mon tue …"),
        Column("cleared_by", TEXT, "", "who cleared the runner for running, where that was needed"),
        Column("ended_on", DAY, "", "its last day; NaT = it goes on"),
        Column("ended_why", TEXT, "", "why it ended, in the runner's or hiplog's words"),
    ),
)

WAY = Table(
    "way",
    (
        Column("time", INSTANT, "", "when the runner was here"),
        *_measures(
            ("distance_m", "m", "distance since the start; a row every 10 m"),
            ("latitude_deg", "°", "latitude, smoothed; NaN where no position is near"),
            ("longitude_deg", "°", "longitude, smoothed"),
            ("altitude_m", "m", "altitude as recorded, nearest point"),
            ("grade", "fraction", "grade"),
            ("speed_m_s", "m/s", "speed"),
            ("surface_code", "", "place in MAP_SURFACES of what the map says lies here; NaN = unknown"),
        ),
    ),
)
"""One run on a grid of distance: what direction, routes, surface and maps are worked out from."""

TERRAIN = Table(
    "terrain",
    (
        Column("run_id", TEXT, "", "the run that it is about"),
        Column(
            "route_id", TEXT, "", "the route that the run is on; NaN = no positions, or not yet looked for"
        ),
        Column("map_id", TEXT, "", "names the map that the surfaces are from; NaN = none was asked"),
        *_measures(
            ("down_10_m", "m", "distance at a grade of −10 % or steeper"),
            ("down_5_m", "m", "distance at −10 to −5 %"),
            ("down_2_m", "m", "distance at −5 to −2 %"),
            ("level_m", "m", "distance at −2 to +2 %"),
            ("up_2_m", "m", "distance at +2 to +5 %"),
            ("up_5_m", "m", "distance at +5 to +10 %"),
            ("up_10_m", "m", "distance at a grade of +10 % or steeper"),
            ("steep_descents", "", "steep-descent segments: stretches at −10 % or steeper"),
            ("longest_descent_m", "m", "length of the longest steep-descent segment"),
            ("weighted_steps", "steps", "downhill-weighted steps: each step by how steep down it goes"),
            ("located_m", "m", "distance over which the position is known"),
            ("turned_deg", "°", "signed turning, right turns less left turns"),
            ("turning_deg", "°", "turning, right turns and left turns added"),
            ("laps_left", "", "whole rounds anticlockwise"),
            ("laps_right", "", "whole rounds clockwise"),
            ("oval_m", "m", "distance on a running track's oval, by its shape"),
            ("route_direction", "", "1 = as the route's first run, −1 = against it, 0 = both ways"),
            ("concrete_m", "m", "distance on concrete, by the map"),
            ("asphalt_m", "m", "distance on asphalt, by the map"),
            ("paved_m", "m", "distance on other paved ground, by the map"),
            ("gravel_m", "m", "distance on gravel, by the map"),
            ("trail_m", "m", "distance on trail, by the map"),
            ("grass_m", "m", "distance on grass, by the map"),
            ("track_m", "m", "distance on a running track, by the map"),
            (
                "map_confidence",
                "fraction",
                "how much of the distance on the map has its surface written there",
            ),
        ),
    ),
)

GAIT = Table(
    "gait",
    _measures(
        ("elapsed_s", "s", "elapsed time at the window's first moment"),
        ("distance_m", "m", "distance since the start at the window's first moment"),
        ("moving_s", "s", "moving time in the window"),
        ("speed_m_s", "m/s", "mean speed while moving"),
        ("grade", "fraction", "mean grade"),
        ("heart_rate_bpm", "bpm", "mean heart rate"),
        ("cadence_spm", "steps/min", "mean cadence, both feet counted"),
        ("stance_time_s", "s", "mean stance time"),
        ("stance_time_balance_pct", "%", "mean stance-time balance, the left foot's share"),
        ("vertical_oscillation_m", "m", "mean vertical oscillation"),
        ("vertical_ratio_pct", "%", "mean vertical ratio"),
        ("step_length_m", "m", "mean step length"),
    ),
)
"""One run in windows of a minute, what was walked (below WALKING_SPM) apart from what was run: what form at
matched speed and grade is worked out from."""

MINUTES = Table("minutes", (Column("run_id", TEXT, "", "the run that it is a window of"), *GAIT.columns))
"""GAIT of several runs, one below the other."""

ROUTES = Table(
    "routes",
    (
        Column("route_id", TEXT, "", "names the route: the run_id of its first run"),
        Column("name", TEXT, "", "what the runner calls it"),
        Column("camber", TEXT, "", "side of the road, asked: left, right, both or crown; NaN = not said"),
        Column("surface", TEXT, "", "surface by the runner for all its runs; NaN = not said"),
    ),
)

SELF_TESTS = Table(
    "self_tests",
    (
        Column("test_id", TEXT, "", "names the self-test"),
        Column("factor", TEXT, "", "what is tried: the name of an exposure"),
        Column("started_on", DAY, "", "first day of its first week"),
        Column("weeks", TEXT, "", "the drawn order, a letter a week: A = less of it, B = more of it"),
        Column("ended_on", DAY, "", "day on which the runner ended it early; NaT = as planned"),
        Column("note", TEXT, "", "the runner's own words"),
    ),
)

SHOES = Table(
    "shoes",
    (
        Column("shoe_id", TEXT, "", "names the pair"),
        Column("name", TEXT, "", "what the runner calls it"),
        Column("kind", TEXT, "", "road, trail or racing"),
        Column("bought_on", DAY, "", "day of purchase; NaT = not said"),
        Column("first_used", DAY, "", "day of first use; NaT = see the runs"),
        Column("retired_on", DAY, "", "day of retirement; NaT = still worn"),
        *_measures(
            ("start_distance_m", "m", "distance already on the pair when it was added"),
            ("watch_m", "m", "the runner's own first limit; NaN = the guide's"),
            ("replace_m", "m", "the runner's own second limit; NaN = the guide's"),
        ),
        Column(
            "default_for", TEXT, "", "kinds of run and surfaces for which new runs get this pair: trail …"
        ),
        Column("left_wear", TEXT, "", "where the left sole is worn, in the runner's words"),
        Column("right_wear", TEXT, "", "where the right sole is worn, in the runner's words"),
        Column("note", TEXT, "", "the runner's own words on the pair"),
    ),
)

FILES = Table(
    "files",
    (
        Column("imported_at", INSTANT, "", "when hiplog took the file"),
        Column("name", TEXT, "", "the file's name"),
        Column("status", TEXT, "", "imported, duplicate, merged, not_a_run, not_an_activity, failed"),
        Column("reason", TEXT, "", "one sentence on what became of it"),
        Column("run_ids", TEXT, "", "runs that came of it, separated by blanks"),
        Column("sha256", TEXT, "", "names the content"),
        Column("bytes", NUMBER, "B", "size"),
    ),
)

RECORDINGS = Table(
    "recordings",
    (
        Column("recording_id", TEXT, "", "names the recording; made from the file's content"),
        Column("run_id", TEXT, "", "the run that it records; several recordings may be one run"),
        Column("name", TEXT, "", "the file's name"),
        Column("sha256", TEXT, "", "names the file's content"),
        Column("started_at", INSTANT, "", "first moment of the recording"),
        Column("device", TEXT, "", "watch or app that recorded it"),
        Column("format", TEXT, "", "format of the file"),
        Column("gives", TEXT, "", "what of the run comes from it, in words; empty where nothing does"),
        Column("said", TEXT, "", "what an account says of it beside its file, as JSON"),
        *_measures(
            ("number", "", "which of the file's recordings it is, from 0"),
            ("elapsed_s", "s", "elapsed time"),
            ("duration_s", "s", "timer time"),
            ("distance_m", "m", "distance"),
            ("start_latitude_deg", "°", "latitude of the first position"),
            ("start_longitude_deg", "°", "longitude of the first position"),
            ("apart", "", "1 where the runner said that it is a run of its own, else 0"),
        ),
    ),
)

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


def listed(cell: object) -> tuple[str, ...]:
    """The words of a cell that holds several: `"night limp"` gives `("night", "limp")`, NaN gives `()`."""
    return tuple(cell.split()) if isinstance(cell, str) else ()


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


STEEP_GRADE = 0.05
"""Grade from which metres count as uphill or downhill in RUNS. [fraction], EVIDENCE rules E2 and E3"""

GRADE_EDGES = (0.02, STEEP_GRADE, 0.10)
"""Where bands of grade part, up and down alike; an edge belongs to the steeper band. [fraction]"""

GRADE_BANDS = ("down_10_m", "down_5_m", "down_2_m", "level_m", "up_2_m", "up_5_m", "up_10_m")
"""TERRAIN's metres by band of grade, from the steepest way down to the steepest way up."""

WALKING_SPM = 130.0
"""Steps at a lower cadence are walked, not run. [steps/min], convention: brisk walks reach 130, easy runs
seldom fall below 140"""

LEAST_GPS_CLIMB = 0.005
"""Climb per distance below which RUNS tells none where altitude comes from GPS: less is noise.
[fraction], that is 5 m a kilometre, EVIDENCE 2.2"""

TOLD_CLIMB = 0.25
LEAST_TOLD_CLIMB_M = 20.0
"""Climb that differs from the device's own by more than both is told. [fraction], [m], EVIDENCE 2.2"""

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

WEEKLY_ANSWERS = ("participation", "volume", "performance", "pain")

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
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SURFACES = {
    "concrete": "concrete",
    "asphalt": "asphalt",
    "paved": "paved, kind unknown",
    "gravel": "gravel",
    "trail": "trail",
    "grass": "grass",
    "track": "running track",
    "treadmill": "treadmill",
    "mixed": "mixed",
}
SPORTS = {
    "running": "run",
    "walking": "walk",
    "hiking": "hike",
    "cycling": "ride",
    "other": "something else",
}
"""What the runner may call an activity; all but runs count for nothing."""

RUN_KINDS = {
    "generic": "any",
    "street": "road",
    "trail": "trail",
    "track": "running track",
    "treadmill": "treadmill",
}
"""Kinds of a run that the runner may name, in the words of the FIT profile."""

MAP_SURFACES = ("concrete", "asphalt", "paved", "gravel", "trail", "grass", "track")
"""What a map can tell of the ground; the order is that of WAY's `surface_code`."""

CAMBER = {
    "left": "left side of the road",
    "right": "right side of the road",
    "both": "now left, now right",
    "crown": "the middle, or no road",
}
HARD_SURFACES = ("concrete", "asphalt", "paved")
SHOE_KINDS = ("road", "trail", "racing")
WEEK_STARTS = ("monday", "sunday")


@dataclass(frozen=True)
class Profile:
    """The runner, as far as hiplog needs to know."""

    body_mass_kg: float | None = None
    zone: str = "UTC"
    distance_unit: str = "km"
    week_start: str = "monday"
    concrete_sidewalks: bool = False
    """Whether sidewalks of unknown surface count as concrete, as they are in some countries."""

    home_radius_m: float = 400.0
    """How much about the runner's home is left out of what is shared. [m]"""


@dataclass(frozen=True)
class Log:
    """All that one runner has logged, as conforming frames. `limits` holds changed thresholds.

    `gait` (MINUTES) is empty where nobody asked for it: it is large, and few questions need it.
    """

    runs: pd.DataFrame = field(default_factory=RUNS.empty)
    diary: pd.DataFrame = field(default_factory=DIARY.empty)
    weekly: pd.DataFrame = field(default_factory=WEEKLY.empty)
    clearances: pd.DataFrame = field(default_factory=CLEARANCES.empty)
    plans: pd.DataFrame = field(default_factory=PLANS.empty)
    shoes: pd.DataFrame = field(default_factory=SHOES.empty)
    profile: Profile = field(default_factory=Profile)
    limits: Mapping[str, float] = field(default_factory=dict)
    terrain: pd.DataFrame = field(default_factory=TERRAIN.empty)
    routes: pd.DataFrame = field(default_factory=ROUTES.empty)
    self_tests: pd.DataFrame = field(default_factory=SELF_TESTS.empty)
    gait: pd.DataFrame = field(default_factory=MINUTES.empty)
