"""Where soles are worn, left and right, and what is commonly said of it; nothing here is proven."""

from __future__ import annotations

from collections.abc import Sequence

SEPARATOR = "; "
"""Between the places of one sole as they are kept."""

PLACES = {
    "outside heel": "Most runners touch the ground there first: commonly called the usual place.",
    "inside heel": "Commonly said of feet that roll inward as they land.",
    "outside forefoot": "Commonly said of feet that roll outward, or roll inward little.",
    "inside forefoot": "Commonly said of feet that roll inward and push off with the big toe.",
    "middle of the forefoot": "Commonly said of runners who land on the forefoot.",
    "toes": "Commonly said of runners who push off hard, or run uphill a lot.",
    "even": "Commonly said to be what one hopes for.",
}
"""Where a sole is worn -> what is commonly said of it. Popular articles and shoe shops; no study of hips."""

UNEVEN = (
    "Left and right are worn in different places. That is commonly said to show that one side does more of "
    "the work; a sloping road may do the same. Take the shoes with you to a physio: nobody can tell from "
    "soles alone."
)
ALIKE = "Left and right are worn in the same places."


def places(said: object) -> list[str]:
    """The places of one sole, in the order in which they were noted; of a sole not looked at, none."""
    parts = said.split(";") if isinstance(said, str) else ()
    return [part.strip() for part in parts if part.strip()]


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
