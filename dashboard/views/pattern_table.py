"""All that was looked at for patterns: a list for the runner, and every figure for who treats the hip."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.patterns import big, certainty, not_looked_at, picture, words
from analysis.patterns.asked import Asked
from analysis.words import UNKNOWN, capital

RISE = "Days: with a pain score that could be used. Rise: points of pain for a big dose."
HOW_READ = (
    "Big dose: how far the top tenth of the days with any lies above a usual one; in all, or on average for "
    "what cannot be added up. Rise: points of pain (0–10) for that dose, the trend held constant; with its "
    f"90 % interval, and in each half of the days. “–”: fewer than {picture.FEWEST_BIG_DOSES} days with a "
    "big dose in that half. Days before: over which days the dose was added up, 0 being the day of the pain; "
    "of five such spans the one that fitted best. p: one-sided, corrected for the five spans; q: for all "
    "things looked at. Rise and interval are not corrected. A fall says little: a sore runner runs less."
)
ENDS = ("effect_low", "effect_high")
HALVES = ["first_half", "second_half"]


def everything(found: pd.DataFrame, side: str | None) -> None:
    """All that was looked at, so that the runner sees how many were asked; and why others were not.

    `side` is the sore one, None where none is.
    """
    if found.empty:
        return
    asked = words.asked(found)
    title = f"All that was looked at ({asked} of {len(found)})" if asked else "What will be looked at"
    with st.expander(title, icon=":material/list:"):
        if not asked and found["missing"].nunique() == 1:
            st.markdown(f"{capital(words.every(found.index))}.")
            return
        if asked:
            st.markdown(certainty.luck(asked))
            st.markdown(words.ONLY_RISES)
            st.caption(RISE)
        st.table(table(found), border="horizontal", hide_index=True, alt=title)
        for why in not_looked_at.said(found.index, side):
            st.caption(why)


def table(found: pd.DataFrame) -> pd.DataFrame:
    """A row a factor: its name, verdict with what is missing, days used, and rise for a big dose."""
    rows = [
        {
            "What": capital(words.described(row.Index).plain),
            "Verdict": ": ".join(filter(None, (words.in_short(row), words.lacks(row)))),
            "Days": f"{row.n:.0f}",
            "Rise": words.rise(row),
        }
        for row in found.itertuples()
    ]
    return pd.DataFrame(rows)


def figures(asked: Asked, unit: str) -> None:
    """Every figure of what was judged; a grid whose names stay in sight where there is room for them."""
    judged = asked.found[asked.found["verdict"] != "not_enough_data"]
    if judged.empty:
        return
    with st.expander("For your physio: every figure", icon=":material/table:"):
        st.caption(HOW_READ)
        st.dataframe(
            by_figures(judged, big_doses(asked, judged["window"]), unit),
            hide_index=True,
            height="content",
            column_config=LOOK,
            alt="Every figure of what was judged, a row each",
        )


LOOK = {
    "What": st.column_config.TextColumn(pinned=True, width=290),
    "Big dose": st.column_config.TextColumn(width=170),
    "Rise": st.column_config.NumberColumn(format="%.2f"),
    **{name: st.column_config.TextColumn(alignment="right") for name in ("First half", "Second half")},
}


def big_doses(asked: Asked, windows: pd.Series) -> pd.DataFrame:
    """Days with a big dose in the first and the second half, a row a factor of `windows`."""
    rows = {
        name: picture.big_doses(asked.exposures[name], asked.pain, window) for name, window in windows.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=HALVES)


def by_figures(judged: pd.DataFrame, doses: pd.DataFrame, unit: str) -> pd.DataFrame:
    """A row a factor in the words of the list above, its figures as numbers. Rises in points of pain.

    `doses`: as of `big_doses`; a half with too few of them has no rise.
    """
    ends = judged[list(ENDS)].itertuples(index=False)
    first, second = (judged[half].where(doses[half] >= picture.FEWEST_BIG_DOSES) for half in HALVES)
    return pd.DataFrame(
        {
            "What": [capital(words.described(name).plain) for name in judged.index],
            "Big dose": [
                big.above_usual(row.Index, row.big_dose, row.window, unit) for row in judged.itertuples()
            ],
            "Rise": judged["effect"].to_list(),
            "90 %": [f"{low:.2f} to {high:.2f}" for low, high in ends],
            "First half": [_points(rise) for rise in first],
            "Second half": [_points(rise) for rise in second],
            "Days": judged["n"].to_list(),
            "Days before": [window.replace("-", "–") for window in judged["window"]],
            "p": [_by_chance(p) for p in judged["p"]],
            "q": [_by_chance(q) for q in judged["q"]],
            "In short": [words.term(name) for name in judged.index],
        }
    )


def _points(rise: float) -> str:
    """A rise to two places, `–` for none."""
    return UNKNOWN if pd.isna(rise) else f"{rise:.2f}"


def _by_chance(p: float) -> str:
    """A p or q to three places; never 0."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
