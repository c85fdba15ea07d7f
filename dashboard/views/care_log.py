"""What was done for the hip, ticked with one tap; a second tap takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analysis.guide import Routine, guide
from dashboard.views import notice
from ingest.errors import IngestError
from ingest.schema import Log, listed
from ingest.store import Store

SAID = "care.said"


@dataclass(frozen=True)
class Ticked:
    """What stands in the diary of a day, as the page shows it."""

    day: date
    done: tuple[str, ...]
    exercises: tuple[str, ...]

    @property
    def fields(self) -> dict[str, str | None]:
        """As the diary keeps it."""
        return {"done": _cell(self.done), "exercises": _cell(self.exercises)}


def _cell(words: Iterable[str]) -> str | None:
    return " ".join(words) or None


def ticked(log: Log, day: date) -> Ticked:
    """What is ticked on a day; nothing where it has no entry."""
    rows = log.diary[log.diary["day"] == pd.Timestamp(day)]
    cells = rows[["done", "exercises"]].iloc[-1] if len(rows) else {}
    return Ticked(day, listed(cells.get("done")), listed(cells.get("exercises")))


def tick(store: Store, key: str, label: str, before: Ticked, **words: Iterable[str]) -> None:
    """A button, filled in where all `words` (done, exercises) are ticked; a tap ticks or unticks them."""
    there = all(set(given) <= set(getattr(before, name)) for name, given in words.items())
    st.button(
        f"Done: {label}" if there else label,
        key=key,
        icon=":material/check:" if there else ":material/check_box_outline_blank:",
        type="primary" if there else "secondary",
        width="stretch",
        wrap=True,
        on_click=change,
        args=(store, before, words, there),
    )


def change(store: Store, before: Ticked, words: Mapping[str, Iterable[str]], there: bool) -> None:
    """Takes words out where they were there, else puts them in; then a whole set is ticked as done."""
    after = {
        name: _without(before, name, given) if there else _with(before, name, given)
        for name, given in words.items()
    }
    now = Ticked(before.day, after.get("done", before.done), after.get("exercises", before.exercises))
    now = _whole_sets(before, now)
    try:
        store.amend_entries({now.day: now.fields}, {before.day: before.fields})
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))


def _with(before: Ticked, name: str, given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*getattr(before, name), *given]))


def _without(before: Ticked, name: str, given: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in getattr(before, name) if word not in set(given))


def _whole_sets(before: Ticked, now: Ticked) -> Ticked:
    """A set whose last exercise has just been ticked is done; one that has lost an exercise is not."""
    done = now.done
    for routine in guide().routines.values():
        was, is_now = _whole(routine, before), _whole(routine, now)
        if is_now and not was:
            done = tuple(dict.fromkeys([*done, routine.done]))
        elif was and not is_now:
            done = tuple(word for word in done if word != routine.done)
    return Ticked(now.day, done, now.exercises)


def _whole(routine: Routine, ticked: Ticked) -> bool:
    return set(routine.exercises) <= set(ticked.exercises)
