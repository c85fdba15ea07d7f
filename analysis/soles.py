"""Where soles are worn, left and right, and whether alike; nobody knows what it means for hips."""

from __future__ import annotations

from collections.abc import Sequence

SEPARATOR = "; "
"""Between the places of one sole as they are kept."""

EVEN = "even"
PLACES = (
    "outside heel",
    "inside heel",
    "outside forefoot",
    "inside forefoot",
    "middle of the forefoot",
    "toes",
    EVEN,
)
"""Where a sole may be worn; the last is no place, and stands alone."""

UNEVEN = "Left and right are worn differently. What that means is not known; show them to a physio."
ALIKE = "Left and right are worn in the same places."


def places(said: object) -> list[str]:
    """The places of one sole, in the order in which they were noted; of a sole not looked at, none."""
    parts = said.split(";") if isinstance(said, str) else ()
    return [part.strip() for part in parts if part.strip()]


def tapped(chosen: Sequence[str], place: str) -> list[str]:
    """The places after a tap on one: taken or given back; "even" clears the others, and they clear it."""
    if place in chosen:
        return [each for each in chosen if each != place]
    kept = () if place == EVEN else chosen
    return [*(each for each in kept if each != EVEN), place]


def own(chosen: Sequence[str]) -> str:
    """What the runner wrote in own words beside the places, as one text."""
    return SEPARATOR.join(each for each in chosen if each not in PLACES)


def together(chosen: Sequence[str]) -> str | None:
    """Places as they are kept; None for none. A semicolon in own words would part them."""
    words = [word.replace(";", ",").strip() for word in chosen]
    return SEPARATOR.join(dict.fromkeys(word for word in words if word)) or None


def compared(left: object, right: object) -> str | None:
    """Whether both soles are worn alike, in a sentence; None where one of them was not looked at."""
    one, other = set(places(left)), set(places(right))
    if not one or not other:
        return None
    return ALIKE if one == other else UNEVEN
