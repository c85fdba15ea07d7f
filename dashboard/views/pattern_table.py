"""All that was looked at for patterns: a list for the runner, and every figure for who treats the hip."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.patterns import big, certainty, not_looked_at, words

RISE = "Days: with a pain score that could be used. Rise: points of pain for a big dose."
HOW_READ = (
    "Rise: points of pain (0–10) for a big dose, which is the top tenth of the days with any against a "
    "middling one, the trend held constant; with its 90 % interval, and in either half of the days. Days "
    "before: how many days before the pain the dose was added up, 0 being the day itself; of five such spans "
    "the one that went best with the pain. p is one-sided and paid for the five, q for all things looked at; "
    "rise and interval are not corrected for the choice. A fall says little: a sore runner runs less."
)
ENDS = ("effect_low", "effect_high")


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
            st.markdown(f"{words.capital(words.every(found.index))}.")
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
            "What": words.capital(words.described(row.Index).plain),
            "Verdict": ": ".join(filter(None, (words.in_short(row), words.lacks(row)))),
            "Days": f"{row.n:.0f}",
            "Rise": words.rise(row),
        }
        for row in found.itertuples()
    ]
    return pd.DataFrame(rows)


def figures(found: pd.DataFrame, unit: str) -> None:
    """Every figure of what was judged; a grid, whose first column stays in sight on a phone."""
    judged = found[found["verdict"] != "not_enough_data"]
    if judged.empty:
        return
    with st.expander("For your physio: every figure", icon=":material/table:"):
        st.caption(HOW_READ)
        st.dataframe(
            by_figures(judged, unit),
            hide_index=True,
            height="content",
            column_config=LOOK,
            alt="Every figure of what was judged, a row each",
        )


LOOK = {
    "What": st.column_config.TextColumn(pinned=True, width=130),
    **{name: st.column_config.NumberColumn(format="%.2f") for name in ("Rise", "First half", "Second half")},
}


def by_figures(judged: pd.DataFrame, unit: str) -> pd.DataFrame:
    """A row a factor by the name of its column, its figures as numbers. Rises in points of pain."""
    ends = judged[list(ENDS)].itertuples(index=False)
    return pd.DataFrame(
        {
            "What": [words.term(name) for name in judged.index],
            "Rise": judged["effect"].to_list(),
            "90 %": [f"{low:.2f} to {high:.2f}" for low, high in ends],
            "First half": judged["first_half"].to_list(),
            "Second half": judged["second_half"].to_list(),
            "Days": judged["n"].to_list(),
            "Days before": [window.replace("-", "–") for window in judged["window"]],
            "p": [_by_chance(p) for p in judged["p"]],
            "q": [_by_chance(q) for q in judged["q"]],
            "Verdict": [words.in_short(row) for row in judged.itertuples()],
            "Big dose": [
                big.more_than_middling(row.Index, row.big_dose, row.window, unit)
                for row in judged.itertuples()
            ],
            "In words": [words.described(name).plain for name in judged.index],
        }
    )


def _by_chance(p: float) -> str:
    """A p or q to three places; never 0."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
