"""What became of a run that was recorded more than once, in words for the runner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ingest.recording import Recording
from ingest.twins.merge import Merged


def told(run: Merged, recordings: Sequence[Recording], new: int, day: date, runs: int = 1) -> str:
    """What the import log says of the recording at place `new`, which joined runs that are here.

    `day` is the run's day, `runs` how many runs of the log it made one.
    """
    known = run.base if run.base != new else min(set(range(len(recordings))) - {new})
    when = f"{day.day} {day:%B %Y}"
    which = ", ".join(filter(None, (recordings[known].device, when)))
    if runs > 1:
        head = (
            f"{runs} runs already here ({when}) are parts of this one; they are one run now, and count once."
        )
    else:
        head = f"The same run as one already here ({which}); it counts once."
    return " ".join((head, *_now(run, new)))


def _now(run: Merged, new: int) -> list[str]:
    """What the run gains by the new file, and what it keeps of the others."""
    here = run.brought.get(new, ())
    kept = [words for number, words in run.brought.items() if number != new]
    kept = list(dict.fromkeys(word for words in kept for word in words))
    if run.base == new:
        sentences = ["It is now shown by this file."]
        return [*sentences, f"{_from(kept)} the other."] if kept else sentences
    return [f"{_from(here, now=True)} this file."] if here else []


def _from(words: Sequence[str], now: bool = False) -> str:
    """ "Power and stance time come from", with a capital."""
    listed = " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
    plural = len(words) > 1 or words[0] in ("positions", "laps")
    return f"{listed[0].upper()}{listed[1:]} {'now ' if now else ''}{'come' if plural else 'comes'} from"
