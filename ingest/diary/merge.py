"""A diary entry laid onto what stands on its day: it adds, and takes nothing away.

Rows here are by field of DIARY without day and time; None is "not said".
"""

from __future__ import annotations

from collections.abc import Mapping

from ingest.diary.fields import LISTS
from ingest.errors import InvalidEntry
from ingest.schema import NOTHING, PLACES, listed, side_and_place, spots_of

WHERE = ("side", "place", "spots")
JOINED = tuple(name for name in LISTS if name != "spots")


def merged(stands: Mapping, row: Mapping) -> dict:
    """What the day says with both. Raises InvalidEntry where two places cannot be said at once.

    Scores, metres and the note of the row count where it has them; words and places are joined.
    """
    said = {name: row[name] if row[name] is not None else value for name, value in stands.items()}
    said |= {name: _joined(name, row[name], stands[name]) for name in JOINED}
    return said | where(stands, row)


def is_part(row: Mapping, stands: Mapping) -> bool:
    """Whether the row says nothing that does not stand there."""
    try:
        return merged(stands, row) == dict(stands)
    except InvalidEntry:
        return False


def _joined(name: str, new: str | None, old: str | None) -> str | None:
    """The words of both, in the order of their list."""
    words = dict.fromkeys((*listed(old), *listed(new)))
    if len(words) > 1 and name == "sets_off":
        words.pop(NOTHING, None)
    known = list(LISTS[name] or words)
    return " ".join(sorted(words, key=known.index)) or None


def where(stands: Mapping, row: Mapping) -> dict:
    """Side, place and spots of both; the place of the row comes first."""
    new = {name: row[name] if row[name] is not None else stands[name] for name in ("side", "place")}
    ours, theirs = spots_of(**new, spots=row["spots"]), spots_of(*(stands[name] for name in WHERE))
    both = list(dict.fromkeys((*ours, *theirs)))
    if theirs and set(ours) <= set(theirs):
        return {name: stands[name] for name in WHERE}
    if not theirs:
        _check_place(stands["place"], [spot.partition(".")[2] for spot in ours] or [new["place"]])
    if not theirs and row["spots"] is None:
        return {**new, "spots": None}
    side, place = side_and_place(both)
    return {"side": side, "place": place, "spots": " ".join(both)}


def _check_place(known: str | None, places: list[str]) -> None:
    """Without a side, two places cannot both be kept."""
    if known is not None and known not in places:
        raise InvalidEntry(f"The day has “{PLACES[known]}” and the row another place. Give the row a side.")
