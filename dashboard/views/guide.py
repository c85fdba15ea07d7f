"""Guide: tap a place, answer three questions, read what lives there, what to ask, whom to see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analysis.guide import Guide, Level, Structure, Topic, guide
from analysis.guide.living import Answers, Call, Living, called_for, living
from analysis.guide.parts import GROUPS
from dashboard import cache, clock
from dashboard.views import links, told_source
from dashboard.views.choice import choice
from ingest.schema import PLACES, QUALITIES, SETS_OFF, TIMINGS, Log, listed
from ingest.store import Store

PLACE, GROUP, FILLED = "guide.place", "guide.group", "guide.filled"
READING = GROUPS | {"claims": "Commonly said, and what studies found"}
ABOUT_RUNNING = ("home", "return", "prevent", "claims")
QUESTIONS = {
    "timing": ("When does it come?", TIMINGS),
    "quality": ("What is it like?", {word: word for word in QUALITIES}),
    "sets_off": ("What sets it off?", SETS_OFF),
}
ICONS = {
    "emergency": ":material/emergency:",
    "two_days": ":material/front_hand:",
    "two_weeks": ":material/event:",
    "home": ":material/home:",
}
PUT_AWAY = (
    "**While a warning sign stands,** this is for the talk with whom you see; "
    "what helps and when to run again is left out until then."
)
NO_DIAGNOSIS = (
    "hiplog cannot tell which of these is sore, or whether any is: that takes an examination. "
    "What may be graver stands first, not what is likelier."
)


def page(store: Store) -> None:
    """The place, how soon to be seen, three questions, what lives there, then what to read."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Guide")
    resting = bool(cache.standing(store, today))
    if resting:
        st.markdown(PUT_AWAY)
    prefill(log, today)
    choice("Where does it hurt?", PLACE, PLACES)
    place = st.session_state[PLACE]
    if place is not None and not resting:  # what stands above says how soon: nothing may sound milder
        how_soon(guide(), called_for(guide(), answers(place)))
    emergency(guide().levels["emergency"])
    if place is not None:
        at_place(guide(), answers(place), resting)
    reading(guide(), resting)


def prefill(log: Log, today: date) -> None:
    """Once in a visit: the place and the words of the last day with pain, which is mostly the same."""
    if FILLED in st.session_state:
        return
    st.session_state[FILLED] = True
    earlier = log.diary[(log.diary["day"] <= pd.Timestamp(today)) & log.diary["place"].notna()]
    for row in earlier.tail(1)[["place", *QUESTIONS]].to_dict("records"):
        for name, cell in row.items():
            st.session_state[f"guide.{name}"] = next(iter(listed(cell)), None)


def answers(place: str) -> Answers:
    """What was answered so far."""
    return Answers(place, **{name: st.session_state.get(f"guide.{name}") for name in QUESTIONS})


def at_place(book: Guide, said: Answers, resting: bool) -> None:
    """The questions that say more of the pain, then each structure."""
    with st.expander("Three questions: when, what like, what sets it off", icon=":material/quiz:"):
        for name, (question, options) in QUESTIONS.items():
            choice(question, f"guide.{name}", options)
    st.subheader(f"Structures in this area ({PLACES[said.place]}) include")
    told_source.small(NO_DIAGNOSIS)
    for one in living(book, said):
        title, icon = f"{one.structure.name}: {one.level.word.lower()}", ICONS[one.level.id]
        if resting:  # no card may sound milder than the sign that stands
            title, icon = one.structure.name, ":material/accessibility_new:"
        with st.expander(title, icon=icon):
            structure(book, one, resting)


def how_soon(book: Guide, call: Call) -> None:
    """How soon to be seen, and what speaks for it: the answer of the page."""
    level = call.level
    with st.container(border=True):
        if level.id == "home":
            st.markdown(f"{ICONS['home']} **{level.word}.** {level.running}")
            others = book.levels["two_weeks"]
            st.markdown(f"To be seen within 1 to 2 weeks if {'; '.join(others.reasons[:5])}.")
        elif call.by:
            first = call.by[0].structure
            soon = first.soon[0].lower() + first.soon[1:]
            st.markdown(f"{ICONS[level.id]} **Think of this first: {first.name.lower()}.**")
            st.markdown(f"Does one of these hold? Then: **{soon}**")
            st.markdown("\n".join(f"- {each}" for each in first.attention))
        else:
            st.markdown(f"{ICONS[level.id]} **Have it looked at: {level.word.lower()}.** {level.running}")
            st.markdown("One of your answers asks for it by itself, whatever is behind it.")


def structure(book: Guide, one: Living, resting: bool) -> None:
    """One card: what it is, what to look for, what to ask, whom to see, what helps, how long."""
    each = one.structure
    st.markdown(each.what)
    if one.fits:
        st.markdown(f"You said, and it is told of this too: {', '.join(one.fits)}.")
    listing("Worth attention", each.attention)
    listing("What to ask", each.ask)
    seen_by = ", or ".join(book.specialists[name].name.lower() for name in each.see)
    if resting:
        st.markdown(f"**Who treats it:** {seen_by}.")
    else:
        st.markdown(f"**Whom, and how soon:** {seen_by}. {each.soon}")
        meanwhile(book, each)
    st.markdown(f"**Commonly takes:** {each.course}")
    if each.conflict:
        st.markdown(f"**Sources disagree:** {each.conflict}")
    told_source.said(each.evidence, each.sources)


def meanwhile(book: Guide, each: Structure) -> None:
    """What helps until then, running among it."""
    listing("Meanwhile", each.meanwhile)
    if each.exercises:
        names = ", ".join(book.exercises[name].name.lower() for name in each.exercises)
        st.markdown(f"**Exercises named for it** (Care page): {names}.")


def listing(title: str, points: Sequence[str]) -> None:
    """A bold line and its points."""
    st.markdown("\n".join([f"**{title}**", "", *(f"- {point}" for point in points)]))


def emergency(level: Level) -> None:
    """What never waits."""
    with st.expander(f"{level.word}: when not to wait", icon=ICONS["emergency"]):
        st.markdown(level.running)
        listing("If", level.reasons)
        told_source.said(level.evidence, level.sources)


def reading(book: Guide, resting: bool) -> None:
    """Everything else, one subject at a time, each line with its answer inside.

    `resting` leaves out what is about running again.
    """
    st.subheader("More to read")
    subjects = {group: title for group, title in READING.items() if not (resting and group in ABOUT_RUNNING)}
    choice("About what?", GROUP, subjects)
    group = st.session_state[GROUP] if st.session_state[GROUP] in subjects else None
    for each in book.topics.values():
        if each.group == group:
            topic(each)
    if group == "care":
        specialists(book)
    if group == "claims":
        claims(book)
    if not resting:
        links.link("care", "To the exercises", ":material/fitness_center:")


def topic(each: Topic) -> None:
    """One thing to read."""
    with st.expander(each.title):
        st.markdown(f"**{each.answer}**")
        st.markdown("\n".join(f"- {point}" for point in each.points))
        told_source.said(each.evidence, each.sources)


def specialists(book: Guide) -> None:
    """Who treats what."""
    with st.expander("Whom to ask for"):
        listing("They treat", [f"{each.name}: {each.treats}" for each in book.specialists.values()])


def claims(book: Guide) -> None:
    """What is commonly said, and what studies found."""
    for each in book.claims.values():
        with st.expander(f"“{each.said}”"):
            st.markdown(each.found)
            told_source.said(each.evidence, each.sources)
