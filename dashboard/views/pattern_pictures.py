"""A lead in pictures: days after big doses beside the others, the days that follow one, the two halves."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import exposures
from analysis.exposures.factor import Factor
from analysis.patterns import asked as asking
from analysis.patterns import picture as pictures
from analysis.patterns import verdicts, words
from analysis.patterns.asked import Asked
from dashboard import words as edge
from dashboard.charts import patterns as charts
from dashboard.views import picture

BESIDE = "Each dot is a day. Big is {least}over {span}: the top quarter of the days with any {plain}."
LEAST = "{} a day or more "
PLAIN_MEANS = "Plain averages, so they may differ from the figure above, which allows for earlier pain."
LAGS = (
    "After a day of much {plain}, next to days that began with as much pain. The shade is a 90 % band. "
    "Big days come again, so the later days hold some of the next one too."
)
HALVES = "The same in each half of your rated days. A pattern that counts looks alike in both."
TOO_FEW = "Too few days here to draw this yet."


def section(asked: Asked, unit: str) -> None:
    """Three pictures of each lead, the strongest first."""
    first = int(asked.series == asking.MORNING)
    for name in verdicts.beside_leads(asked.found):
        factor = words.described(name, exposures.FACTORS)
        dose, window = asked.exposures[name], asked.found.at[name, "window"]
        both = pictures.beside(dose, asked.pain, window)
        st.subheader(f"{words.capital(factor.plain)} in pictures", anchor=False)
        if both is None:
            st.markdown(TOO_FEW)
            continue
        left, middle, right = st.columns(3, gap="large")
        with left:
            beside(both, factor, window, unit)
        with middle:
            lags(pictures.lags(dose, asked.pain, first), factor)
        with right:
            halves(pictures.halves(both), factor)


def beside(both: pictures.Beside, factor: Factor, window: str, unit: str) -> None:
    """Days after big doses beside the others."""
    picture.show(
        charts.beside(both), f"patterns.beside.{factor.name}", f"Pain on days after big {factor.plain}"
    )
    least = words.dose(both.least, factor, unit)
    least = LEAST.format(least) if least else ""
    said = BESIDE.format(least=least, span=words.span(window), plain=factor.plain)
    st.caption(edge.unbroken(f"{said} {PLAIN_MEANS}"))


def lags(after: pd.DataFrame, factor: Factor) -> None:
    """How the hip was on the days that follow a big dose."""
    if after["more"].isna().all():
        st.markdown(TOO_FEW)
        return
    picture.show(
        charts.lags(after), f"patterns.lags.{factor.name}", f"Pain on the days after big {factor.plain}"
    )
    st.caption(edge.unbroken(LAGS.format(plain=factor.plain)))


def halves(both: pd.DataFrame, factor: Factor) -> None:
    """The two halves beside each other."""
    picture.show(charts.halves(both), f"patterns.halves.{factor.name}", f"Big {factor.plain} in each half")
    st.caption(HALVES)
