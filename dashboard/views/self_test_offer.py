"""The offer of a self-test: what it can say at best, what it asks, and the draw of its order."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis import exposures, mileage, review, self_test, self_test_gate, words
from analysis.ceiling.hip import FREE
from analysis.patterns.asked import sore_side
from analysis.self_test import FEWEST_PAIRS
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.views import ceiling_card, notice
from dashboard.views import self_test_words as said
from dashboard.views.choice import buttons
from ingest.errors import IngestError
from ingest.schema import Log
from ingest.store import Store

SAID, FACTOR, PAIRS = "self_test.said", "self_test.factor", "self_test.pairs"
LENGTHS = {2: "4 weeks: a hint at most", 4: "8 weeks: can say more", 5: "10 weeks: more still"}
"""Lengths that are offered, by pairs of weeks: 4, 16 and 32 orders."""

CHOSEN = (
    "distance",
    "descent",
    "downhill_steps",
    "ascent",
    "hard_ground",
    "concrete",
    "asphalt",
    "paved",
    "gravel",
    "trail",
    "grass",
    "track",
    "treadmill",
    "same_course",
    "turning",
    "camber",
    "fast",
    "heart_load",
    "felt_effort",
    "sitting",
    "driving",
    "one_sided_bag",
    "leaning",
    "slept_on_side",
)
"""Factors that a runner can have less of for a week, and as usual the next. Not those that a watch measures
of the body, nor jumps against the weeks before, nor what takes longer than a week to show."""


def offer(store: Store, factors: Collection[str]) -> None:
    """The start of a self-test of one of these factors, folded; nothing while one goes on."""
    log = cache.log(store)
    today = clock.today(log.profile)
    possible = [name for name in factors if name in CHOSEN]
    if not possible or self_test.going(log, today) is not None:
        return
    with st.expander("Try it out: a self-test", icon=":material/science:"):
        why_not = hindrance(store, log, today)
        if why_not:
            st.markdown(why_not)
            return
        what = st.container()  # what a self-test is comes before the question what to try
        factor = chosen(possible)
        what.markdown(said.WHAT.format(plain=exposures.FACTORS[factor].plain))
        usual = self_test_gate.usual_dose(dose_of(store, factor, today), today)
        if not usual > 0:
            st.markdown(self_test_gate.NONE_OF_IT)
            return
        held = said.a_week(factor, usual, log.profile.distance_unit)
        st.markdown(edge.unbroken(said.USUAL_SO_FAR.format(held=held)))
        begin_form(store, factor, first_day(log, today))


def hindrance(store: Store, log: Log, today: date) -> str:
    """Why none may begin today; empty where one may."""
    flagged = bool(cache.standing(store, today))
    return self_test_gate.hindrance(log, today, flagged, hip_is_free(store, today))


def waits(store: Store, log: Log, today: date) -> str:
    """Why nothing is to be tried out today; empty where it may."""
    return self_test_gate.waits(log, today, bool(cache.standing(store, today)), hip_is_free(store, today))


def hip_is_free(store: Store, today: date) -> bool:
    """Whether the hip has nothing to say against a run as usual today: neither the ceiling, nor what Today
    shows beside it and calls the first to heed."""
    if ceiling_card.allowed(store, today).hip != FREE:
        return False
    found = review.standing_out(cache.findings(store, today), today)
    return not any(map(ceiling_card.hurts, found))


def chosen(possible: list[str]) -> str:
    """The factor that is tried: the first, which stood out most, unless another is asked for."""
    if len(possible) == 1:
        return possible[0]
    names = {name: exposures.FACTORS[name].plain for name in possible}
    if st.session_state.get(FACTOR) not in names:  # the patterns may have changed since it was chosen
        st.session_state.pop(FACTOR, None)
    return st.selectbox(
        "What to have less of",
        possible,
        key=FACTOR,
        format_func=names.get,
        filter_mode=None,
    )


def begin_form(store: Store, factor: str, first: date) -> None:
    """How long, what that can say, what it asks, and the button."""
    pairs = st.session_state.setdefault(PAIRS, FEWEST_PAIRS)
    buttons("How long?", PAIRS, LENGTHS, pairs, choose_length)
    for text in (said.can_say(pairs), said.ASKS, said.STOPS):
        st.markdown(text)
    does = {"on_click": begin, "args": (store, factor, first, pairs)}
    st.button(f"Start on {words.day(first)}", key="self_test.start", type="primary", **does)


def choose_length(pairs: int) -> None:
    """Takes a length for the test that is about to begin."""
    st.session_state[PAIRS] = pairs


def first_day(log: Log, today: date) -> date:
    """The first day of the runner's next week."""
    this = mileage.week_of(pd.Series([pd.Timestamp(today)]), log.profile.week_start).iloc[0]
    return this.date() + timedelta(weeks=1)


def drawn(pairs: int) -> str:
    """An order of so many pairs of weeks, by coins that nobody can foresee."""
    return self_test.order(secrets.randbelow(2) == 1 for _ in range(pairs))


def begin(store: Store, factor: str, first: date, pairs: int) -> None:
    """Draws the order and keeps the test, if it may still begin."""
    log = store.load()
    today = clock.today(log.profile)
    why_not = hindrance(store, log, today)
    if why_not:
        notice.say(SAID, notice.REFUSED, why_not)
    elif first <= today:
        notice.say(SAID, notice.REFUSED, "It is a new week: please look at the first day again.")
    else:
        begun = f"The self-test begins on {words.day(first)}. The order is drawn."
        try_to(lambda: store.start_self_test(factor, first, drawn(pairs)), begun)


def dose_of(store: Store, factor: str, today: date, begun: date | None = None) -> pd.Series:
    """A factor by day, up to today; of one that the log holds nothing of, nothing known.

    What goes towards the sore side goes towards that of the year up to the day on which the test began, if
    it has begun: no later pain may change what it held.
    """
    side = sore_side(cache.log(store), min(begun or today, today))
    doses = exposures.towards(cache.exposures(store, today), side)
    return doses[factor] if factor in doses else pd.Series(float("nan"), index=doses.index)


def try_to(save, done: str) -> None:
    """Keeps something, and says that it is done or why it could not be."""
    try:
        save()
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
    else:
        notice.say(SAID, notice.SAVED, done)
