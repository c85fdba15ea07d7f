"""What cannot be true of one day at once: refused where it is new, mended where it was kept before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from ingest.diary.fields import PAINFUL, SCORES
from ingest.errors import InvalidEntry
from ingest.schema import NOTHING, PARTS_OF_THE_DAY, listed

FARTHEST_M = 1_000_000.0


def check_together(said: Mapping, touched: Collection[str] | None) -> None:
    """Refuses what cannot be true at once, where a touched field takes part in it."""
    for fields, sentence in _clashes(said):
        if touched is None or not fields.isdisjoint(touched):
            raise InvalidEntry(sentence)


def _clashes(said: Mapping) -> Iterator[tuple[set[str], str]]:
    """(fields that contradict each other, the sentence for it)."""
    yield from _above_worst(said)
    painful = {name for name in PAINFUL if said[name] is not None}
    if said["worst_pain"] == 0 and painful:
        sentence = "The day has no pain, and yet a place or a kind of pain. Clear one of them."
        yield {"worst_pain", *painful}, sentence
    for side, other in (("left", "right"), ("right", "left")):
        if said["side"] == side and said[f"{other}_pain"]:
            sentence = f"The {other} hip has a score, but only the {side} one is marked as hurting."
            yield {"side", "spots", f"{other}_pain"}, sentence
    if said["onset_m"] is not None and not 0 <= said["onset_m"] <= FARTHEST_M:
        yield {"onset_m"}, "Where in the run it began cannot be below 0, nor beyond 1,000 km."
    if said["onset_m"] is not None and said["run_pain"] == 0:
        sentence = "It cannot have begun during the run where pain during the run is 0."
        yield {"onset_m", "run_pain"}, sentence
    if NOTHING in listed(said["sets_off"]) and said["sets_off"] != NOTHING:
        sentence = "“None of these” sets it off, and yet something does. Clear one of them."
        yield {"sets_off"}, sentence


def _above_worst(said: Mapping) -> Iterator[tuple[set[str], str]]:
    for name in PARTS_OF_THE_DAY:
        score = said[name]
        if said["worst_pain"] is not None and score is not None and score > said["worst_pain"]:
            yield (
                {"worst_pain", name},
                (
                    f"{SCORES[name].capitalize()} is {score}, more than the worst pain of the day, "
                    f"{said['worst_pain']}. Please raise the worst."
                ),
            )


def mended(said: Mapping) -> tuple[dict, str]:
    """Fields of an entry that was kept before contradictions were refused, so that they can stand.

    And what was changed, in words; empty where nothing was. Numbness, which warns, stays as a sign.
    """
    worst = said["worst_pain"]
    highest = max(PARTS_OF_THE_DAY, key=lambda name: -1 if said[name] is None else said[name])
    if worst is not None and said[highest] is not None and worst < said[highest] <= 10:
        changed = f"taken, with worst pain {said[highest]} instead of {worst}: so high is {SCORES[highest]}."
        return {**said, "worst_pain": said[highest]}, changed
    if worst == 0 and any(said[name] is not None for name in PAINFUL):
        numb = " numbness" if "numb" in listed(said["quality"]) else ""
        signs = f"{said['signs'] or ''}{numb}".strip() or None
        changed = (
            f"taken, with no pain and so without its place and kind of pain{numb and ' (numb is kept)'}."
        )
        return {**said, **dict.fromkeys(PAINFUL), "signs": signs}, changed
    return dict(said), ""
