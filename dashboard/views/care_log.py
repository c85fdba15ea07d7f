"""What was done for the hip, ticked with one tap; a second tap takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analysis import words as words_of
from analysis.guide import guide
from dashboard import clock
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


def ticked(log: Log, day: date) -> Ticked:
    """What is ticked on a day; nothing where it has no entry."""
    rows = log.diary[log.diary["day"] == pd.Timestamp(day)]
    cells = rows[["done", "exercises"]].iloc[-1] if len(rows) else {}
    return Ticked(day, listed(cells.get("done")), listed(cells.get("exercises")))


def tick(
    store: Store, key: str, label: str, before: Ticked, dated: bool = False, **words: Iterable[str]
) -> None:
    """A button, filled in where all `words` (done, exercises) are ticked; a tap ticks or unticks them.

    `dated`: the page names the day beside the button, so a tap is meant for it even after midnight.
    """
    there = all(set(given) <= set(getattr(before, name)) for name, given in words.items())
    st.button(
        f"Done: {label}" if there else label,
        key=key,
        icon=":material/check:" if there else ":material/check_box_outline_blank:",
        type="primary" if there else "secondary",
        width="stretch",
        wrap=True,
        on_click=change,
        args=(store, before.day, words, there, dated),
    )


def change(store: Store, day: date, words: Mapping[str, Iterable[str]], there: bool, dated: bool) -> None:
    """Takes words out where they were there, else puts them in; only these, whatever else has been ticked.

    A page that was drawn yesterday says that it is a new day, and ticks nothing: what its buttons called
    today is over, and the runner may mean either day.
    """
    try:
        if not dated and clock.today(store.profile()) != day:
            notice.say(SAID, notice.REFUSED, NEW_DAY.format(day=words_of.day(day)))
        else:
            store.tick(day, **{"take" if there else "put": words}, sets=sets())
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))


NEW_DAY = (
    "It is a new day: this page was still that of {day}, so nothing was ticked. "
    "Tap again for today; the log on Today can still change {day}."
)


def sets() -> dict[str, tuple[str, ...]]:
    """The exercises of each set, by the word of `done` that says that it is done."""
    return {routine.done: routine.exercises for routine in guide().routines.values()}
