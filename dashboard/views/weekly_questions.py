"""The four weekly questions, in hiplog's own words, and what their score says."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis import weekly_check, words
from analysis.days import up_to
from dashboard import words as edge
from dashboard.charts import diary as charts
from dashboard.views import notice, picture
from dashboard.views.choice import choice
from ingest.errors import IngestError
from ingest.schema import Log
from ingest.store import Store

QUESTIONS = {
    "participation": "In the last seven days, did the hip get in the way of your running?",
    "volume": "How much less did you run because of the hip?",
    "performance": "How much did it take from how well you ran?",
    "pain": "How much did the hip hurt when running, or from it?",
}
SHORT = {
    "participation": "Running",
    "volume": "How much less",
    "performance": "From how well you ran",
    "pain": "How much it hurt",
}
ANSWERS = {
    "participation": {
        0: "No: I ran as I wanted, without trouble",
        1: "I ran as I wanted, but felt it",
        2: "I ran less, or differently",
        3: "I could not run",
    },
    "volume": {0: "No less", 1: "A little less", 2: "Clearly less", 3: "Far less, or not at all"},
    "performance": {0: "Nothing", 1: "A little", 2: "Clearly", 3: "A great deal, or I could not run"},
    "pain": {0: "Not at all", 1: "A little", 2: "Clearly", 3: "Badly"},
}
FOLLOWS = {3: {"volume": 3, "performance": 3}, 0: {"volume": 0, "performance": 0, "pain": 0}}
"""What the first answer says already of the others: these are not asked."""

SAID, DAY = "weekly.said", "weekly.day"
"""DAY holds the day whose answers are being given or changed, where that is not simply today."""

OURS = (
    "From 0, no trouble, to 100, no running at all. The questions follow a tested questionnaire of sports "
    "medicine (OSTRC) in our own words; the names of the groups are ours."
)


def key(name: str) -> str:
    """Where the answer to a question is kept until it is saved."""
    return f"weekly.{name}"


def show(store: Store, log: Log, today: date) -> None:
    """Asks where a week has passed, or where answers are being given; else says what was answered.

    Then the score over time.
    """
    notice.told(SAID)
    begun = DAY in st.session_state or st.session_state.get(key("participation")) is not None
    if begun or weekly_check.is_due(log.weekly, today):
        day = st.session_state.get(DAY) or today
        ask(store, day, standing(log, day))
    history(log, today)
    answered = up_to(log.weekly, today)["day"]
    if not (begun or answered.empty):
        does = {"on_click": change, "args": (store, answered.max().date())}
        st.button("Change these answers", key="weekly.change", **does)


def standing(log: Log, day: date) -> dict[str, int] | None:
    """The answers that are kept of a day, None without any."""
    rows = log.weekly[log.weekly["day"] == pd.Timestamp(day)]
    return {name: int(rows[name].iloc[-1]) for name in QUESTIONS} if len(rows) else None


def ask(store: Store, day: date, kept: dict[str, int] | None) -> None:
    """A question at a time opens the next; the first may be enough. `kept` is what stands of the day."""
    given = {}
    if kept is not None:
        already(day, kept)
    for name, question in QUESTIONS.items():
        known = FOLLOWS.get(given.get("participation"), {})
        if name in known:
            given[name] = known[name]
            continue
        choice(question, key(name), ANSWERS[name])
        given[name] = st.session_state[key(name)]
        if given["participation"] is None:
            return
    st.button(
        "Save the week" if kept is None else "Save these instead",
        key="weekly.save",
        type="primary",
        disabled=None in given.values(),
        on_click=save,
        args=(store, day, given, kept),
    )


def already(day: date, kept: dict[str, int]) -> None:
    """What stands, in the runner's words, and the way to leave it so."""
    with st.container(border=True):
        st.markdown(edge.unbroken(f"**Saved for the seven days to {words.day(day)}:**"))
        st.markdown("\n".join(f"- {short}: {ANSWERS[name][kept[name]]}" for name, short in SHORT.items()))
        st.button("Leave it so", key="weekly.leave", on_click=forget)


def forget() -> None:
    """Empties the form."""
    for name in (DAY, *map(key, QUESTIONS)):
        st.session_state.pop(name, None)


def change(store: Store, day: date) -> None:
    """Opens the form on the answers that stand of a day."""
    for name, answer in (standing(store.load(), day) or {}).items():
        st.session_state[key(name)] = answer
    st.session_state[DAY] = day


def save(store: Store, day: date, given: dict[str, int], seen: dict[str, int] | None) -> None:
    """Keeps the answers and empties the form; where others stand by now, it stays open beside them."""
    try:
        store.save_weekly(day, given, seen)
    except IngestError as error:
        st.session_state[DAY] = day
        notice.say(SAID, notice.REFUSED, str(error))
        return
    forget()
    notice.say(SAID, notice.SAVED, "Your week is saved.")


def history(log: Log, today: date) -> None:
    """The last score in words, and all of them as a small picture."""
    answered = weekly_check.scores(log.weekly, today)
    if answered.empty:
        return
    last = answered.iloc[-1]
    group = weekly_check.named(last["score"])
    st.markdown(edge.unbroken(f"On {words.day(last['day'])}: **{last['score']:.0f} of 100**, {group}."))
    if len(answered) > 1:
        figure = charts.weekly_scores(answered, today)
        picture.show(figure, "weekly.scores", "The weekly score from 0 to 100 over time")
    st.caption(OURS)
