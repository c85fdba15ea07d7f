"""A self-test that was begun: what this week is while it goes on, and its answer when it is over."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis import exposures, pain, self_test, self_test_gate, words
from analysis.findings import LATELY_DAYS
from analysis.flags.lives import lives
from analysis.self_test import AHEAD, ENDED, MOST_PAIRS, OVER
from analysis.self_test_gate import Stop
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.views import notice
from dashboard.views import self_test_words as said
from dashboard.views.self_test_offer import SAID, dose_of, drawn, hip_is_free, try_to
from ingest.schema import Log
from ingest.store import Store

WHY = "self_test.why"
TOLD_DAYS = 7
"""So long after its last day Today says that a self-test is over. [days] Own convention."""


def running(store: Store) -> None:
    """What this week of the self-test is; where none goes on, the answers of those that are over."""
    log = cache.log(store)
    today = clock.today(log.profile)
    with st.container():  # its place stays, so that nothing below it folds up when the sentence goes
        notice.told_once(SAID)
    row = self_test.going(log, today)
    if row is not None:
        with st.container(border=True):
            st.markdown(f"**Your self-test: {exposures.FACTORS[row.factor].plain}**")
            present(store, log, row, today)
    past(store, log, today)


def present(store: Store, log: Log, row, today: date) -> None:
    """The test that goes on, or is yet to begin, or has stopped itself."""
    stop = stopped(store, row, today)
    if stop is not None:
        kind = said.KINDS[self_test.week_on(row, stop.day).kind]
        st.markdown(said.STOPPED.format(day=words.day(stop.day), kind=kind))
        st.text(edge.unbroken(stop.why))
        weeks_until(store, log, row, stop.day, today)
        does = {"on_click": close, "args": (store, row.test_id, stop.day, "It stopped itself.")}
        st.button("Close it", key="self_test.close", **does)
    elif self_test.state(row, today) == AHEAD:
        ahead(store, log, row, today)
        end_early(store, row, today, "Call it off")
    else:
        week_of(store, log, row, today)
        longer(store, row, today)
        end_early(store, row, today, "End it early")


def ahead(store: Store, log: Log, row, today: date) -> None:
    """When it begins, how long it goes and what it asks; or that a red flag stands before that."""
    if cache.standing(store, today):
        st.markdown(f"{self_test_gate.RED_FLAG} {said.BY_THEN.format(day=words.day(row.started_on))}")
        return
    usual = self_test_gate.usual_dose(dose_of_test(store, row, today), today)
    asks = said.ahead(row, usual, log.profile.distance_unit, hip_is_free(store, today))
    st.markdown(edge.unbroken(asks))


def week_of(store: Store, log: Log, row, today: date) -> None:
    """This week in a sentence, the days left, and how many days have a score."""
    dose, unit = dose_of_test(store, row, today), log.profile.distance_unit
    usual = self_test_gate.usual_dose(dose, row.started_on.date() - timedelta(days=1))
    week = self_test.week_on(row, today)
    st.markdown(edge.unbroken(said.this_week(row, week, usual, unit, hip_is_free(store, today))))
    amount = dose[pd.Timestamp(week.first) : pd.Timestamp(today)].dropna().sum()
    held = said.so_far(row, week, amount, usual, unit)
    st.markdown(edge.unbroken(f"{held} {said.left(row, today)}"))
    hurt = pain.daily(log.diary, today)
    for sentence in said.not_counted(row, self_test.lost(row, hurt, today)):
        st.markdown(sentence)
    scores = hurt[row.started_on :].dropna()
    days = (today - row.started_on.date()).days + 1
    st.caption(f"{len(scores)} of {edge.counted(days, 'day')} have a pain score. {said.STOPS_SHORT}")


def longer(store: Store, row, today: date) -> None:
    """Two more weeks, while the last week is not over: the answer is not yet known then."""
    pairs = len(row.weeks) // 2
    if self_test.week_on(row, today).number < len(row.weeks) or pairs >= MOST_PAIRS:
        return
    now, then = self_test.orders(pairs), self_test.orders(pairs + 1)
    st.markdown(said.READ_ONCE.format(orders=then, now=now))
    does = {"on_click": extend, "args": (store, row.test_id, row.weeks)}
    st.button("Make it two weeks longer", key="self_test.longer", icon=":material/add:", **does)


def extend(store: Store, test_id: str, seen: str) -> None:
    """Draws one more pair of weeks, if the last week is still not over: then the answer is known."""
    log = store.load()
    row = self_test.going(log, clock.today(log.profile))
    if row is None or row.test_id != test_id:
        notice.say(SAID, notice.REFUSED, "Its last week is over, so it stays as long as it is.")
        return
    try_to(lambda: store.extend_self_test(test_id, drawn(1), seen), "The self-test is two weeks longer.")


def end_early(store: Store, row, today: date, label: str) -> None:
    """Ends the test, with the runner's reason."""
    with st.expander(label), st.form("self_test.end", border=False):
        st.markdown(said.NO_ANSWER_EARLY)
        st.text_input("Why? (for your own record)", key=WHY, max_chars=500)
        does = {"on_click": ended, "args": (store, row.test_id, today)}
        st.form_submit_button(label, key="self_test.ended", **does)


def ended(store: Store, test_id: str, today: date) -> None:
    """Keeps the day on which it ended, and why."""
    close(store, test_id, today, st.session_state.get(WHY, "").strip() or None)


def close(store: Store, test_id: str, day: date, note: str | None) -> None:
    """Keeps the end of a test."""
    try_to(lambda: store.end_self_test(test_id, day, note), "The self-test has ended.")


def past(store: Store, log: Log, today: date) -> None:
    """The answer of the last four weeks' test, open; older ones folded."""
    rows = self_test.past(log, today)
    fresh = [row for row in rows[:1] if (today - self_test.weeks(row)[-1].last).days <= LATELY_DAYS]
    for row in fresh:
        with st.container(border=True):
            answered(store, log, row, today)
    older = rows[len(fresh) :]
    if older:
        with st.expander(f"Earlier self-tests ({len(older)})"):
            for row in older:
                answered(store, log, row, today)


def answered(store: Store, log: Log, row, today: date) -> None:
    """What a test that is over says, and its weeks; or why it says nothing."""
    st.markdown(f"**Self-test: {exposures.FACTORS[row.factor].plain}**, {said.span(self_test.weeks(row))}")
    stop = stopped(store, row, today)
    if self_test.state(row, today) == ENDED:
        st.markdown(f"It was ended on {words.day(row.ended_on)}, so no answer is read from it.")
        if isinstance(row.note, str):
            st.text(row.note)
        weeks_until(store, log, row, row.ended_on.date(), today)
    elif stop is not None:
        st.markdown(f"It stopped itself on {words.day(stop.day)}, so no answer is read from it.")
        st.text(edge.unbroken(stop.why))
        weeks_until(store, log, row, stop.day, today)
    else:
        dose, unit = dose_of_test(store, row, today), log.profile.distance_unit
        answer = self_test.answer(row, pain.daily(log.diary, today), dose)
        st.markdown(edge.unbroken("\n\n".join(said.result(row, answer, unit))))
        table_of(row, answer.seen, unit)


def weeks_until(store: Store, log: Log, row, day: date, today: date) -> None:
    """The weeks of a test without an answer, and what they held up to a day."""
    dose, unit = dose_of_test(store, row, today)[: pd.Timestamp(day)], log.profile.distance_unit
    seen = self_test.answer(row, pain.daily(log.diary, day), dose).seen
    if begun := self_test.until(seen, day):
        st.caption(said.THE_WEEKS)
        table_of(row, begun, unit)


def table_of(row, weeks, unit: str) -> None:
    """Weeks of a test in a table: kind, pain, dose."""
    table = said.table(row.factor, weeks, unit)
    st.table(table, border="horizontal", hide_index=True, alt="The weeks of the self-test")


def caption(store: Store, log: Log, today: date) -> None:
    """This week of a self-test that goes on, in small print; or that it stopped, or is over since lately."""
    row = self_test.going(log, today)
    if row is None:
        for late in _lately_over(log, today):
            st.caption(said.OVER_SHORT if stopped(store, late, today) is None else said.STOPPED_SHORT)
    elif stopped(store, row, today) is not None:
        st.caption(said.STOPPED_SHORT)
    elif (week := self_test.week_on(row, today)) is not None:
        st.caption(said.this_week_in_short(row, week, hip_is_free(store, today)))


def _lately_over(log: Log, today: date) -> list:
    """The last test, in a list, if it ran its full length and did so within TOLD_DAYS; else an empty one."""
    rows = [row for row in self_test.past(log, today) if self_test.state(row, today) == OVER][:1]
    return [row for row in rows if (today - self_test.weeks(row)[-1].last).days <= TOLD_DAYS]


def dose_of_test(store: Store, row, today: date) -> pd.Series:
    """The factor of a test by day, up to today; the sore side is that of the day on which it began."""
    return dose_of(store, row.factor, today, row.started_on.date())


def stopped(store: Store, row, today: date) -> Stop | None:
    """What stopped a test by itself."""
    found, flags = cache.findings(store, today), cache.of_log(store, lives, today)
    return self_test_gate.stopped(row, found, flags, cache.log(store), today)
