"""Whether an activity is a run, what it is otherwise, and the ground that its kind tells of."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import numpy as np

from ingest import motion
from ingest.distance import covered
from ingest.recording import Recording
from ingest.timer import timing

SURFACES_BY_SUB_SPORT = {
    "treadmill": "treadmill",
    "indoor_running": "treadmill",
    "virtual_activity": "treadmill",
    "track": "track",
    "trail": "trail",
    "street": "paved",
    "road": "paved",
    "mixed_surface": "mixed",
    "1": "treadmill",
    "2": "paved",
    "3": "trail",
    "4": "track",
    "7": "paved",
    "45": "treadmill",
    "49": "mixed",
    "58": "treadmill",
}
"""FIT's sub-sports, by name and number (profile 21.212). Others say nothing about the ground."""

INDOORS = ("treadmill", "indoor_running", "virtual_activity", "1", "45", "58")
"""Sub-sports whose altitude is a room's air pressure or a game's."""

RUNNING_WORDS = ("run", "jog", "lauf", "hardlo", "corsa", "correr", "corrida", "course_a_pied", "跑")
"""Parts of a sport's name that make it a run, in the languages that exports speak."""

ON_WHEELS = "wheelchair"
LONGEST_WORD = 40

WORDS = {
    "cycling": ("a ride", ("cycl", "ride", "bik", "velo", "radfahr", "fiets")),
    "walking": ("a walk", ("walk", "spazier", "marche", "wandel")),
    "hiking": ("a hike", ("hik", "wander", "trek", "mountaineer")),
    "swimming": ("a swim", ("swim", "schwimm", "nata")),
    "skiing": ("skiing", ("ski", "snowboard")),
    "paddling": ("paddling", ("paddl", "kayak", "canoe", "raft")),
    "rowing": ("rowing", ("rowing", "rower")),
    "driving": ("a drive", ("driving", "motor")),
    "transition": ("the change between two sports", ("transition",)),
}
UNTOLD = ("", "generic", "all", "unknown", "other", "none", "uncategorized", "workout", "activity", "0")
"""Words for a sport that say nothing: the movement decides."""

NO_SPORT = "The file does not say what sport this is"

STRAVA_TYPES = {"1": "cycling", "4": "hiking", "9": "running", "10": "walking"}
"""Numbers that Strava writes as the type of a GPX track."""

SLOWEST_RUN_M_S = 1.8
FASTEST_RUN_M_S = 5.0
FASTEST_SPELL_M_S = 6.0
"""Median moving speed, and the speed topped for a twentieth of the time, between which a nameless
activity is a run. [m/s], convention: brisk walks end, and rides begin, near there"""

MOVEMENT = ("distance_m", "latitude_deg", "longitude_deg", "speed_m_s", "cadence_spm")
"""Columns of TRACK that tell how somebody moved."""

RUNNING_CADENCE_SPM = 135.0
"""Cadence from which a nameless activity is a run. [steps/min], convention: walking stays below"""


def surface_of(sub_sport: str | None) -> str | None:
    """The surface that a sub-sport tells of; None where it tells of none."""
    return None if sub_sport is None else SURFACES_BY_SUB_SPORT.get(_plain(sub_sport))


def is_run(recording: Recording) -> bool:
    """Whether a recording is a run."""
    return why_not_a_run(recording) is None


def why_not_a_run(recording: Recording) -> str | None:
    """Why a recording is no run, as one sentence for the runner; None where it is one."""
    sport = sport_name(recording)
    if sport != "running" and sport is not None:
        return f"This is {_in_words(sport)}, not a run."
    if _is_stub(recording):
        return "This activity holds neither a distance nor a time."
    if sport is None:
        return _why_not_moving_like_a_run(recording)
    return None


def sport_name(recording: Recording) -> str | None:
    """The word "running", a sport of WORDS or the file's own word; None where the file does not tell."""
    sport, kind = _plain(recording.sport), _plain(recording.sub_sport)
    if recording.format == "gpx":
        sport = STRAVA_TYPES.get(sport, sport)
    if sport in UNTOLD or (sport == "fitness_equipment" and kind == "treadmill"):
        silent = kind in UNTOLD or kind in SURFACES_BY_SUB_SPORT
        sport = "" if silent and _family(kind) != "running" else kind
    return _family(sport) if sport else None


def _in_words(sport: str) -> str:
    return WORDS[sport][0] if sport in WORDS else f"an activity of another kind ({sport[:LONGEST_WORD]})"


@lru_cache(maxsize=256)
def _plain(word: str | None) -> str:
    """A sport's name without its spelling: "Trail Running", "trailRun" and "trail_running" alike."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", str(word or "").strip())
    text = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return re.sub(r"[\s\-./]+", "_", text).lower()


def _family(sport: str) -> str:
    if sport == "1" or (ON_WHEELS not in sport and any(part in sport for part in RUNNING_WORDS)):
        return "running"
    known = (name for name, (_, parts) in WORDS.items() if any(part in sport for part in parts))
    return next(known, sport.replace("_", " "))


def _is_stub(recording: Recording) -> bool:
    totals, track = recording.totals, recording.track
    told = (totals.distance_m or 0) > 0 or (totals.timer_s or 0) > 0
    return not told and (len(track) < 2 or track["time"].iloc[-1] == track["time"].iloc[0])


def _why_not_moving_like_a_run(recording: Recording) -> str | None:
    """For activities whose file names no sport: speed and cadence decide."""
    speed_m_s, cadence_spm = _movement(recording)
    if not speed_m_s.size:
        return f"{NO_SPORT}, and nothing in it moves."
    median_m_s, spell_m_s = np.percentile(speed_m_s, [50, 95])
    if median_m_s > FASTEST_RUN_M_S or spell_m_s > FASTEST_SPELL_M_S:
        return f"{NO_SPORT}, and it is too fast for a run."
    walks = np.median(cadence_spm) < RUNNING_CADENCE_SPM if cadence_spm.size else median_m_s < SLOWEST_RUN_M_S
    return f"{NO_SPORT}, and it moves like a walk." if walks else None


def _movement(recording: Recording) -> tuple[np.ndarray, np.ndarray]:
    """Speeds while moving, by the totals where there are no points, and cadences then. [m/s], [1/min]"""
    when = timing(recording)
    columns = {name: recording.track[name].to_numpy() for name in MOVEMENT}
    far = covered(columns, when, recording.totals.distance_m)
    speed_m_s = motion.speed(columns["speed_m_s"], far.distance_m, when.ran_s)
    moving = speed_m_s >= motion.MOVING_M_S
    cadence_spm = columns["cadence_spm"][moving]
    if not moving.any() and far.total_m > 0 and when.duration_s > 0:
        return np.array([far.total_m / when.duration_s]), cadence_spm
    return speed_m_s[moving], cadence_spm[cadence_spm > 0]
