"""Which pair was worn when in the last weeks, and how the distance was shared between them."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis import rotation, words
from dashboard import words as edge
from dashboard.charts import rotation as charts
from dashboard.views import picture
from ingest.schema import Log

WEEKS = 8
UNSAID = "no pair said"
SHOWN = 5
"""More shares than these are no sentence."""

STUDY = (
    "One study of 264 runners saw fewer injuries in those who ran in two or more pairs by turns. "
    "They chose for themselves, so it need not be the shoes."
)


def section(log: Log, today: date) -> None:
    """Shares in a sentence, the days of each pair as dots, and what a study says of turns."""
    runs = rotation.worn(log, today, 7 * WEEKS)
    if runs["shoe_id"].isna().all():
        return
    st.subheader(f"By turns, in the last {WEEKS} weeks", anchor=False)
    table = rotation.shares(runs)
    table = table.assign(name=table["name"].fillna(UNSAID))
    st.text(edge.unbroken(shares_said(table)))
    figure = charts.days(runs, table, today, 7 * WEEKS, log.profile.distance_unit)
    picture.show(figure, "shoes.rotation", "Which pair was worn on which day")
    count = len(rotation.by_turns(log, today))
    pairs = edge.counted(count, "pair")
    st.caption(f"At least twice in the last {rotation.TURNS_WEEKS} weeks: {pairs}. {STUDY}")


def shares_said(table: pd.DataFrame) -> str:
    """Who had how much of the distance: "Ghost 62 %, Goat 30 %, no pair said 8 %."""
    said, unsaid = table[table["shoe_id"].notna()], table[table["shoe_id"].isna()]
    more = [edge.counted(len(said) - SHOWN, "more pair")] if len(said) > SHOWN else []
    parts = [*_shares(said.head(SHOWN)), *more, *_shares(unsaid)]
    return f"Share of the distance: {', '.join(parts)}."


def _shares(table: pd.DataFrame) -> list[str]:
    return [f"{row.name} {words.percent(row.share)}" for row in table.itertuples(index=False)]
