"""What a way of OpenStreetMap is and what lies on it, by its tags (EVIDENCE 3).

The keys are those of the OSM wiki: `surface`, `highway`, `tracktype`, `footway`, `leisure`, `sport`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ingest.schema import MAP_SURFACES

Tags = Mapping[str, str]

WRITTEN, ASSUMED, GUESSED = 2, 1, 0
"""How sure a surface is: it is written on the way, it goes with the kind of way, or nobody can know."""

SURFACE_WORDS = {
    "concrete": "concrete concrete:plates concrete:lanes cement",
    "asphalt": "asphalt chipseal bitumen",
    "paved": "paved paving_stones sett cobblestone unhewn_cobblestone bricks brick metal wood",
    "gravel": "gravel fine_gravel compacted pebblestone grass_paver shells",
    "trail": "ground dirt earth mud rock stone sand woodchips unpaved snow",
    "grass": "grass artificial_turf",
    "track": "tartan rubber acrylic clay",
}
SURFACES = {word: MAP_SURFACES.index(name) for name, words in SURFACE_WORDS.items() for word in words.split()}
"""Place in MAP_SURFACES by the value of `surface`."""

ROADS = (
    *("motorway", "trunk", "primary", "secondary", "tertiary", "residential", "unclassified", "road"),
    *("motorway_link", "trunk_link", "primary_link", "secondary_link", "tertiary_link"),
    *("living_street", "service"),
)
PATHS = ("pedestrian", "cycleway", "track", "footway", "path", "bridleway", "steps")
OVAL, GROUND = "oval", "ground"
KINDS = (*ROADS, *PATHS, OVAL, GROUND)
"""Kinds of way a runner can be on; the first stand out most on a map."""

NOT_ASPHALT = ("road",)
"""A `road` is one whose kind nobody has looked up."""

TRACK_GRADES = {
    "grade1": ("paved", GUESSED),
    "grade2": ("gravel", ASSUMED),
    "grade3": ("gravel", ASSUMED),
    "grade4": ("trail", GUESSED),
    "grade5": ("trail", GUESSED),
}
RUN_ON = frozenset({"running", "athletics", "multi"})
HARD_COURTS = frozenset(
    {
        *("tennis", "basketball", "skateboard", "padel", "cycling", "bmx", "beachvolleyball", "volleyball"),
        *("handball", "table_tennis", "boules", "chess", "equestrian", "ice_hockey", "streetball"),
    }
)
"""Sports that are not played on grass where nothing else is said."""

GRASS_GROUNDS = {
    ("leisure", "pitch"),
    ("leisure", "golf_course"),
    ("landuse", "grass"),
    ("landuse", "meadow"),
    ("landuse", "village_green"),
}
ON_FOOT = frozenset({"yes", "designated", "permissive"})


class Way(NamedTuple):
    """What is kept of a way. `code` is a place in MAP_SURFACES, None where nobody knows."""

    kind: str
    code: int | None
    sure: int
    sidewalk: bool
    """A sidewalk of unknown surface: concrete or paved, as the runner says of their country."""


def way(tags: Tags, closed: bool) -> Way | None:
    """A way that a runner can be on, or a ground within a closed one; None for all else."""
    kind = _kind(tags, closed)
    if kind is None:
        return None
    code, sure = surface(tags["surface"]) if "surface" in tags else _by_kind(kind, tags)
    sidewalk = tags.get("footway") == "sidewalk" and "surface" not in tags
    return Way(kind, code, sure, sidewalk)


def _kind(tags: Tags, closed: bool) -> str | None:
    highway = tags.get("highway")
    if highway is not None:
        if highway not in KINDS or not _on_foot(highway, tags) or tags.get("indoor") == "yes":
            return None
        return GROUND if closed and tags.get("area") == "yes" else highway
    if tags.get("leisure") == "track":
        return OVAL if _sports(tags) <= RUN_ON else None
    return GROUND if closed and _is_ground(tags) else None


def _on_foot(highway: str, tags: Tags) -> bool:
    """Motorways and trunk roads only where people may walk along them."""
    if not highway.startswith(("motorway", "trunk")):
        return True
    return tags.get("foot") in ON_FOOT or tags.get("sidewalk", "no") not in ("no", "none")


def _is_ground(tags: Tags) -> bool:
    return any(tags.get(key) == value for key, value in GRASS_GROUNDS)


def _sports(tags: Tags) -> set[str]:
    return {sport.strip() for sport in tags.get("sport", "").split(";")} - {""}


def surface(value: str) -> tuple[int | None, int]:
    """(place in MAP_SURFACES, how sure) of a value of `surface`; (None, GUESSED) for unknown words.

    Of several, as in `asphalt;gravel`, the first that is known is a guess where others differ.
    """
    words = [word.strip().lower() for word in value.split(";")]
    codes = [code for code in map(_word, words) if code is not None]
    if not codes:
        return None, GUESSED
    return codes[0], WRITTEN if len(set(codes)) == 1 and len(codes) == len(words) else GUESSED


def _word(word: str) -> int | None:
    """`cobblestone:flattened` is a cobblestone."""
    return SURFACES.get(word, SURFACES.get(word.partition(":")[0]))


def _by_kind(kind: str, tags: Tags) -> tuple[int | None, int]:
    """What lies on a way of which no surface is written."""
    name, sure = _name_by_kind(kind, tags)
    return (None if name is None else MAP_SURFACES.index(name)), sure


def _name_by_kind(kind: str, tags: Tags) -> tuple[str | None, int]:
    if kind == GROUND:
        return _of_ground(tags)
    if kind == OVAL:
        return "track", ASSUMED
    if kind == "cycleway" or (kind in ROADS and kind not in NOT_ASPHALT):
        return "asphalt", ASSUMED
    if kind == "track":
        return TRACK_GRADES.get(tags.get("tracktype", ""), (None, GUESSED))
    if kind in ("path", "bridleway"):
        return "trail", GUESSED
    if kind in ("pedestrian", "steps"):
        return "paved", ASSUMED
    return ("paved", GUESSED) if tags.get("footway") == "sidewalk" else (None, GUESSED)


def _of_ground(tags: Tags) -> tuple[str | None, int]:
    if "highway" in tags:
        return _name_by_kind(tags["highway"], tags)
    sports = _sports(tags)
    if sports & {"running", "athletics"}:
        return "track", GUESSED
    return (None, GUESSED) if sports & HARD_COURTS else ("grass", ASSUMED)
