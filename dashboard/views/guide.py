"""Guide: tap a place, answer three questions, read what lives there, what to ask, whom to see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analysis.guide import Guide, Level, Structure, Topic, guide
from analysis.guide.living import Answers, Call, Living, called_for, changed, counted, living, quoted
from analysis.guide.logged import Logged, logged
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
    "**While a warning sign stands,** this page is there to prepare what you ask when you are seen. "
    "What helps at home, and when to run again, is left out until then."
)
IF_NOT = (
    "If not: run less, and on the flat. Have it looked at if it is not better within 1 to 2 weeks, "
    "and as soon as one of these comes up."
)
REASONS_SHOWN = 2
"""Sentences of the log shown under how soon to be seen; Today has them all."""

NO_DIAGNOSIS = (
    "hiplog cannot tell which of these is sore, or whether any is: that takes an examination. "
    "What may be more serious stands first, whether or not it is more common."
)


def page(store: Store) -> None:
    """The place, how soon to be seen, three questions, what lives there, then what to read."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Guide", anchor=False)
    standing = cache.standing(store, today)
    resting = bool(standing)
    if resting:
        st.markdown(PUT_AWAY)
    prefill(log, today)
    choice("Where does it hurt?", PLACE, PLACES)
    place = st.session_state[PLACE]
    heard = place and logged(log.diary, cache.findings(store, today), standing, place, today)
    if place is not None:
        how_soon(guide(), called_for(guide(), answers(place)), heard)
    emergency(guide().levels["emergency"])
    if place is not None:
        at_place(guide(), answers(place), heard, resting)
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


def at_place(book: Guide, given: Answers, heard: Logged | None, resting: bool) -> None:
    """The questions that say more of the pain, what the answers changed, then each structure."""
    least = rank(book, heard)
    with st.expander("Three questions: when, what like, what sets it off", icon=":material/quiz:"):
        for name, (question, options) in QUESTIONS.items():
            choice(question, f"guide.{name}", options)
            noticed(counted(book, Answers(given.place, **{name: getattr(given, name)})))
    st.subheader(f"Structures in this area ({PLACES[given.place]}) include", anchor=False)
    noticed(changed(book, given, least))
    told_source.small(NO_DIAGNOSIS)
    for one in living(book, given):
        with st.expander(title(one, least, resting), icon=icon(one, least, resting)):
            structure(book, one, resting)


def noticed(text: str) -> None:
    """What an answer changed, where one was given: right below it, so that a tap shows that it was heard."""
    if text:
        st.markdown(f":material/check: {text}")


def rank(book: Guide, heard: Logged | None) -> int:
    """Rank of the level that the log asks for; 0 where it asks for none."""
    return book.levels[heard.level].rank if heard else 0


def title(one: Living, least: int, resting: bool) -> str:
    """Name of a card, how soon where that is not milder than the log, and the answers that go with it."""
    soon = "" if resting or one.level.rank < least else f": {one.level.word.lower()}"
    fits = f" :material/check: goes with: {', '.join(one.fits)}" if one.fits else ""
    return f"{one.structure.name}{soon}{fits}"


def icon(one: Living, least: int, resting: bool) -> str:
    """The mark of its level, where the title says that level."""
    milder = resting or one.level.rank < least
    return ":material/accessibility_new:" if milder else ICONS[one.level.id]


def how_soon(book: Guide, call: Call, heard: Logged | None) -> None:
    """How soon to be seen, and what speaks for it: the answer of the page, never milder than the log."""
    with st.container(border=True):
        if heard and rank(book, heard) >= call.level.rank:
            by_log(book.levels[heard.level], heard)
        elif call.by:
            by_structure(call, heard)
        elif call.asked:
            by_answers(call)
        else:
            at_home(book)


def by_log(level: Level, heard: Logged) -> None:
    """What the log asks for, for which reasons, and whom to see."""
    soon = f"To be seen {lower(level.word)}" if level.id == "two_weeks" else level.word
    st.markdown(f"{ICONS[level.id]} **{soon}: {heard.why}.**")
    st.markdown(heard.whom)
    if heard.said:
        st.markdown("\n".join(f"- {each}" for each in heard.said[:REASONS_SHOWN]))
    told_source.said(level.evidence, level.sources)


def by_structure(call: Call, heard: Logged | None) -> None:
    """The structure that may be graver, what must hold for it, and what to do if it does not."""
    first = call.by[0].structure
    st.markdown(f"{ICONS[call.level.id]} **Think of this first: {lower(first.name)}.**")
    st.markdown(first.needs or "Does one of these hold?")
    st.markdown("\n".join(f"- {each}" for each in first.one_of or first.attention))
    st.markdown(f"If so: **{lower(first.soon)}**")
    st.markdown(if_not(call, heard))
    told_source.said(first.evidence, first.sources)


def if_not(call: Call, heard: Logged | None) -> str:
    """What holds where the pattern does not: what the log or an answer asks for, else care at home."""
    why = heard.why if heard else f"you said {quoted(call.asked)}" if call.asked else ""
    whom = f" {heard.whom}" if heard else ""
    return f"If not: **to be seen within 1 to 2 weeks all the same: {why}.**{whom}" if why else IF_NOT


def by_answers(call: Call) -> None:
    """An answer that asks for a level by itself."""
    level = call.level
    st.markdown(f"{ICONS[level.id]} **Have it looked at: {lower(level.word)}.** {level.running}")
    st.markdown(f"You said {quoted(call.asked)}: that should be looked at, whatever is behind it.")
    told_source.said(level.evidence, level.sources)


def at_home(book: Guide) -> None:
    """Care at home, and what ends it."""
    level, others = book.levels["home"], book.levels["two_weeks"]
    st.markdown(f"{ICONS[level.id]} **{level.word}.** {level.running}")
    st.markdown(f"To be seen within 1 to 2 weeks if {'; '.join(others.reasons[:5])}.")
    told_source.said(others.evidence, others.sources)


def lower(text: str) -> str:
    """A sentence's beginning, as it stands within another."""
    return text[0].lower() + text[1:]


def structure(book: Guide, one: Living, resting: bool) -> None:
    """One card: what it is, what to look for, what to ask, whom to see, what helps, how long."""
    each = one.structure
    st.markdown(each.what)
    if one.fits:
        st.markdown(f":material/check: Of your answers, these go with it: {', '.join(one.fits)}.")
    listing("What to look for", each.attention)
    listing("What to ask", each.ask)
    seen_by = ", or ".join(book.specialists[name].name.lower() for name in each.see)
    if resting:
        st.markdown(f"**Who treats it:** {seen_by}.")
    else:
        st.markdown(f"**Whom, and how soon:** {seen_by}. {each.soon}")
        meanwhile(book, each)
    st.markdown(f"**Commonly said to take:** {each.course}")
    if each.conflict:
        st.markdown(f"**Sources disagree:** {each.conflict}")
    told_source.said(each.evidence, each.sources)


def meanwhile(book: Guide, each: Structure) -> None:
    """What helps until then, running among it."""
    listing("Meanwhile", each.meanwhile)
    if each.exercises:
        names = ", ".join(book.exercises[name].name.lower() for name in each.exercises)
        st.markdown(f"**Exercises for it** (on the Care page): {names}.")


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
    st.subheader("More to read", anchor=False)
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
