"""Which small multiples stand under the risk picture, and what each is drawn from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd
import streamlit as st

from analysis import load, load_rules, shoes
from analysis.days import daily
from analysis.limits import limits_of
from dashboard.charts import rows
from dashboard.charts.risk import Row
from ingest.schema import Log

KEY = "risk.rows"
FIRST_SHOWN = ("Descent", "Longest run", "Hard ground", "Shoe age")
Drawing = Callable[[Log, pd.DataFrame, tuple[date, date]], list[Row]]


def _descent(log: Log, weeks: pd.DataFrame, span: tuple[date, date]) -> list[Row]:
    return [rows.descent(weeks, log.profile.distance_unit)]


def _longest(log: Log, weeks: pd.DataFrame, span: tuple[date, date]) -> list[Row]:
    return [rows.longest(weeks, log.profile.distance_unit)]


def _hard_ground(log: Log, weeks: pd.DataFrame, span: tuple[date, date]) -> list[Row]:
    return [rows.hard_share(weeks)]


def _shoe_age(log: Log, weeks: pd.DataFrame, span: tuple[date, date]) -> list[Row]:
    worn = shoes.wear(log, span[1])
    worn = worn[worn["replace_m"].notna() & (worn["last_used"] >= pd.Timestamp(span[0]))]
    pairs = [
        (pair.name, shoes.cumulative(log, pair.shoe_id, span[1]), pair.watch_m, pair.replace_m)
        for pair in worn.itertuples()
    ]
    return [rows.shoe_age(pairs, span, log.profile.distance_unit)] if pairs else []


def _monotony(log: Log, weeks: pd.DataFrame, span: tuple[date, date]) -> list[Row]:
    return [rows.monotony(weeks, limits_of(log)[load_rules.MONOTONY])]


def _context(log: Log, weeks: pd.DataFrame, span: tuple[date, date]) -> list[Row]:
    metres = daily(log.runs["distance_m"], log.runs["day"], span[1], log.diary["day"])
    shown = slice(*map(pd.Timestamp, span))
    levels = load.fitness(metres).loc[shown]
    return [
        rows.ratio(load.acute_chronic_ratio(metres).loc[shown]),
        rows.fitness(levels, log.profile.distance_unit),
    ]


DRAWINGS: dict[str, Drawing] = {
    "Descent": _descent,
    "Longest run": _longest,
    "Hard ground": _hard_ground,
    "Shoe age": _shoe_age,
    "Monotony": _monotony,
    "Load context": _context,
}


def switches() -> None:
    """A button for each; the tick says which are shown."""
    for name in DRAWINGS:
        on = name in shown()
        st.button(
            name,
            key=f"{KEY}.{name}",
            icon=":material/check_box:" if on else ":material/check_box_outline_blank:",
            width="stretch",
            on_click=switch,
            args=(name,),
        )


def shown() -> tuple[str, ...]:
    """The names of those that are on."""
    return st.session_state.get(KEY, FIRST_SHOWN)


def switch(name: str) -> None:
    """Turns one on or off, the order staying as it is."""
    on = set(shown()) ^ {name}
    st.session_state[KEY] = tuple(each for each in DRAWINGS if each in on)


def drawn(log: Log, weeks: pd.DataFrame, span: tuple[date, date]) -> list[Row]:
    """The rows that are on; `weeks` are those of the span. Without a run there is nothing to draw in them."""
    if log.runs.empty:
        return []
    return [row for name in shown() for row in DRAWINGS[name](log, weeks, span)]
