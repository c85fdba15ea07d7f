"""What GPX files call a sport, in the words of the FIT profile."""

from __future__ import annotations

import re

# Strava numbers its sports; other sites write words, some of them in the runner's language.
SPORTS = {
    "running": ("running", None),
    "run": ("running", None),
    "9": ("running", None),
    "jogging": ("running", None),
    "laufen": ("running", None),
    "lauf": ("running", None),
    "hardlopen": ("running", None),
    "course_à_pied": ("running", None),
    "corsa": ("running", None),
    "carrera": ("running", None),
    "correr": ("running", None),
    "corrida": ("running", None),
    "löpning": ("running", None),
    "street_running": ("running", "street"),
    "road_running": ("running", "street"),
    "trail_running": ("running", "trail"),
    "trail_run": ("running", "trail"),
    "trailrun": ("running", "trail"),
    "trailrunning": ("running", "trail"),
    "track_running": ("running", "track"),
    "track_run": ("running", "track"),
    "treadmill_running": ("running", "treadmill"),
    "treadmill": ("running", "treadmill"),
    "treadmill_run": ("running", "treadmill"),
    "indoor_running": ("running", "indoor_running"),
    "virtual_run": ("running", "virtual_activity"),
    "virtualrun": ("running", "virtual_activity"),
    "ultra_run": ("running", "ultra"),
    "obstacle_run": ("running", "obstacle"),
    "1": ("cycling", None),
    "ride": ("cycling", None),
    "biking": ("cycling", None),
    "cycling": ("cycling", None),
    "road_biking": ("cycling", "road"),
    "mountain_biking": ("cycling", "mountain"),
    "10": ("walking", None),
    "walk": ("walking", None),
    "walking": ("walking", None),
    "4": ("hiking", None),
    "hike": ("hiking", None),
    "hiking": ("hiking", None),
    "swim": ("swimming", None),
}
UNSAID = frozenset({"", "other", "unknown", "default", "uncategorized"})


def sport_of(kind: str | None) -> tuple[str | None, str | None]:
    """Sport and sub-sport of a track's ``<type>``; a word that is not known stands for itself."""
    word = re.sub(r"[\s_-]+", "_", (kind or "").strip().casefold())
    return (None, None) if word in UNSAID else SPORTS.get(word, (word, None))
