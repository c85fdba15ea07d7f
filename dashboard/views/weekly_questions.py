"""The four weekly questions, in hiplog's own words, and what their score says."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analysis import weekly_check, words
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

SAID = "weekly.said"
OURS = (
    "From 0, no trouble, to 100, no running at all. The questions follow a tested questionnaire of sports "
    "medicine (OSTRC) in our own words; the names of the groups are ours."
)


def key(name: str) -> str:
    """Where the answer to a question is kept until it is saved."""
    return f"weekly.{name}"


def show(store: Store, log: Log, today: date) -> None:
    """Asks where a week has passed; else says what was answered. Then the score over time."""
    notice.told(SAID)
    if weekly_check.is_due(log.weekly, today):
        ask(store, today)
    history(log, today)


def ask(store: Store, today: date) -> None:
    """A question at a time opens the next; the first may be enough."""
    given = {}
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
        "Save the week",
        key="weekly.save",
        type="primary",
        disabled=None in given.values(),
        on_click=save,
        args=(store, today, given),
    )


def save(store: Store, today: date, given: dict[str, int]) -> None:
    """Keeps the answers and empties the form."""
    try:
        store.save_weekly(today, given)
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
        return
    for name in QUESTIONS:
        st.session_state.pop(key(name), None)
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
