"""A lead in pictures: days with most of it beside the others, the days that follow one, the two halves."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.exposures import Factor
from analysis.patterns import asked as asking
from analysis.patterns import big, verdicts, words
from analysis.patterns import picture as pictures
from analysis.patterns.asked import Asked
from dashboard import words as edge
from dashboard.charts import patterns as charts
from dashboard.views import picture

BESIDE = "A dot a day{left_out}. Most of it: {most}."
LEFT_OUT = ": {drawn} of {scored} with a score, for of the rest too little is known over those days"
LAGS = (
    "How much more it hurt after a day with most of it (the top quarter of the days with any) than on days "
    "that began alike, with a 90 % band."
)
HALVES = "The points of the sentence above, by half. A pattern that counts looks alike in both."
BIG_DAYS = "Big days: those with most of it."
FEW_IN_HALF = "Few big days in one half: take it lightly."
TO_READ = (
    "The dots set days with most of it beside all others, as they are. The points in the text are for a big "
    "dose, and leave out any slow rise or fall of your pain, so the two differ. Big days come again: pain a "
    "week after one may belong to the next."
)
TOO_FEW = "Too few days here to draw this yet."


def section(asked: Asked, unit: str) -> None:
    """Three pictures of each lead, the strongest first."""
    drawn, mornings = verdicts.beside_leads(asked.found), asked.series == asking.MORNING
    for name in drawn:
        factor = words.described(name)
        dose, window = asked.exposures[name], asked.found.at[name, "window"]
        both = pictures.beside(dose, asked.pain, window)
        st.subheader(f"In pictures: {factor.plain}", anchor=False)
        if both is None:
            st.markdown(TOO_FEW)
            continue
        left, middle, right = st.columns(3, gap="large")
        with left:
            beside(both, factor, window, unit, int(asked.pain.notna().sum()))
        with middle:
            first = int(window.split("-")[0] != "0")
            lags(pictures.lags(dose, asked.pain, first), factor, mornings)
        with right:
            found = asked.found.loc[name]
            halves(pictures.halves(both, asked.pain), (found["first_half"], found["second_half"]), factor)
    if drawn:
        st.caption(TO_READ)


def beside(both: pictures.Beside, factor: Factor, window: str, unit: str, scored: int) -> None:
    """Days with most of it beside the others, and how many of the days `scored` are not drawn."""
    picture.show(
        charts.beside(both),
        f"patterns.beside.{factor.name}",
        f"Pain on days after much {factor.plain}, and on others",
    )
    most = big.most_of_it(factor.name, both.least, window, unit)
    drawn = len(both.days)
    left_out = LEFT_OUT.format(drawn=f"{drawn:,}", scored=f"{scored:,}") if drawn < scored else ""
    st.caption(edge.unbroken(BESIDE.format(most=most, left_out=left_out)))


def lags(after: pd.DataFrame, factor: Factor, mornings: bool) -> None:
    """How the hip was on the days that follow a big dose."""
    if after["more"].isna().all():
        st.markdown(TOO_FEW)
        return
    picture.show(
        charts.lags(after, mornings),
        f"patterns.lags.{factor.name}",
        f"Pain day by day after much {factor.plain}",
    )
    st.caption(edge.unbroken(LAGS))


def halves(days: pd.DataFrame, rises: tuple[float, float], factor: Factor) -> None:
    """The rise in either half, as the finder reckons it, and on how few days it may stand."""
    picture.show(
        charts.halves(days, rises),
        f"patterns.halves.{factor.name}",
        f"Pain after much {factor.plain} in each half",
    )
    few = FEW_IN_HALF if (days["big_days"] < pictures.FEWEST_IN_HALF).any() else ""
    st.caption(" ".join(filter(None, (HALVES, BIG_DAYS, few))))
