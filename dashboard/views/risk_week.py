"""One week of the risk picture: its runs and its diary entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis import ground, words
from dashboard import words as edge
from dashboard.charts.risk import WEEK, between
from dashboard.views import columns, links, run_form
from ingest import units
from ingest.schema import PLACES, SIDES, SIGNS, Log, listed

LAST_DAY = timedelta(days=6)


def weeks_of(span: tuple[date, date]) -> list[date]:
    """The first days of a span's weeks, newest first."""
    return [day.date() for day in pd.date_range(*span, freq=WEEK)][::-1]


def chosen(key: str, span: tuple[date, date]) -> date | None:
    """The week chosen by click or list; None where none is, or where it is out of the picture."""
    if st.session_state.get(key) not in weeks_of(span):
        st.session_state[key] = None
    return st.session_state[key]


def named(week: date) -> str:
    """`Mon 16 Nov – Sun 22 Nov 2026`."""
    last = week + LAST_DAY
    return f"{words.day(week)} – {words.day(last)} {last.year}"


def show(log: Log, span: tuple[date, date], key: str) -> None:
    """The list of weeks, and the chosen one in full."""
    unit = log.profile.distance_unit
    week = st.selectbox(
        "Look into a week",
        weeks_of(span),
        key=key,
        index=None,
        placeholder="Choose one, or tap its bar",
        format_func=named,
        filter_mode=None,
    )
    if week is None:
        return
    days = week, week + LAST_DAY
    runs, entries = between(log.runs, "day", days), between(log.diary, "day", days)
    config = columns.figures(unit)
    _table(run_table(log, runs, unit), config, "Runs", "No run in this week.")
    _table(entry_table(entries), {}, "Diary", "No diary entry in this week: that is not the same as no pain.")
    with st.container(horizontal=True, gap="xsmall"):
        for run in runs.itertuples():
            links.to_run(run.run_id, f"{words.day(run.day)}, {words.distance(run.distance_m, unit)}", "week")


def _table(frame: pd.DataFrame, config: dict, name: str, otherwise: str) -> None:
    if frame.empty:
        st.caption(otherwise)
    else:
        st.markdown(f"**{name}**")
        alt = f"{name} of the chosen week"
        st.dataframe(
            frame,
            hide_index=True,
            height="content",
            column_config=config,
            placeholder=edge.MISSING,
            alt=alt,
        )


def run_table(log: Log, runs: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The week's runs as the runner reads them, oldest first."""
    height, pairs = units.height_unit(unit), run_form.pairs(log)
    on = ground.in_words(ground.laid(replace(log, runs=runs)))
    return pd.DataFrame(
        {
            "Run": runs["day"].map(words.day),
            f"Distance, {unit}": units.distance(runs["distance_m"], unit).round(1),
            "Time": runs["duration_s"].map(edge.duration),
            f"Down, {height}": units.height(runs["descent_m"], unit).round(),
            "Surface": runs["run_id"].map(on).astype("str").fillna(edge.MISSING),
            "Shoes": [pairs.get(shoe_id, edge.MISSING) for shoe_id in runs["shoe_id"]],
            "Name": runs["title"].fillna(""),
        }
    )


def entry_table(entries: pd.DataFrame) -> pd.DataFrame:
    """The week's diary as the runner reads it; columns that nobody filled in are left out."""
    table = pd.DataFrame(
        {
            "Hip": entries["day"].map(words.day),
            "Worst": _scores(entries["worst_pain"]),
            "In the run": _scores(entries["run_pain"]),
            "Morning after": _scores(entries["morning_pain"]),
            "Side": entries["side"].map(SIDES),
            "Place": entries["place"].map(PLACES),
            "Like": entries["quality"].str.replace(" ", ", "),
            "Signs": entries["signs"].map(_signs, na_action="ignore"),
            "Note": entries["note"],
        }
    )
    return table.dropna(axis="columns", how="all").fillna("")


def _signs(signs: str) -> str:
    return ", ".join(SIGNS.get(sign, sign) for sign in listed(signs))


def _scores(scores: pd.Series) -> pd.Series:
    """Scores as text, so that an unasked one is blank and not a zero."""
    return scores.map(lambda score: f"{score:g}", na_action="ignore")


def first(customdata: object) -> str:
    """What a clicked bar carries, whether Plotly hands over the text or a list that holds it."""
    return customdata if isinstance(customdata, str) else next(iter(customdata))
