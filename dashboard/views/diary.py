"""Diary: how the hip has been, in a sentence, day by day, episode by episode and week by week."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis import episodes as grouped
from analysis import pain, sides, words
from analysis.limits import limits_of
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.charts import diary as charts
from dashboard.components.pain_calendar import pain_calendar
from dashboard.views import diary_squares, episode_words, links, picture, stop_board, weekly_questions
from ingest.schema import Log
from ingest.store import Store

MORE = "diary.months"
FEW_MONTHS, MORE_MONTHS = 2, 3
SPAN = timedelta(weeks=12)
READINGS = {"rest_pain": "At rest", "run_pain": "In the run", "after_pain": "After the run"}
"""Readings by the day of their entry; the fourth, on waking, belongs to the morning after it."""


def page(store: Store) -> None:
    """A sentence, the calendar, the episodes, the readings, the weekly questions."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Diary", anchor=False)
    hurt, found = pain.daily(log.diary, today), cache.of_log(store, episodes_of, today)
    if log.diary.empty:
        nothing_yet()
    else:
        st.markdown(edge.unbroken(episode_words.lately(log.diary, found, today)))
    if log.diary.empty and log.runs.empty:
        return
    calendar(log, hurt, today)
    left, right = st.columns(2, gap="large")
    with left:
        episodes(log, found, hurt, today, bool(cache.standing(store, today)))
        st.header("The week in four questions", anchor=False)
        weekly_questions.show(store, log, today)
    with right:
        readings(log, today)
        hips(log, today)
    stop_board.past(log)


def episodes_of(log: Log, today: date) -> pd.DataFrame:
    """The episodes of the whole diary."""
    return grouped.episodes(log.diary, today)


def nothing_yet() -> None:
    """What to do first, and where."""
    st.markdown(
        "Here you will see day by day how the hip has been. No day is logged yet: it takes a few taps."
    )
    links.link("today", "Log how the hip is", ":material/today:")


def calendar(log: Log, hurt: pd.Series, today: date) -> None:
    """The squares, newest month first; a tap opens the log on its day."""
    st.header("Day by day", anchor=False)
    count = st.session_state.setdefault(MORE, FEW_MONTHS)
    months = diary_squares.months(log, hurt, today, count)
    tapped = pain_calendar("diary.calendar", months, diary_squares.weekdays(log.profile.week_start))
    st.caption(diary_squares.KEY)
    if diary_squares.reaches_back(log, months):
        st.button("Earlier months", key="diary.earlier", icon=":material/expand_more:", on_click=show_more)
    if tapped is not None:
        links.to_day(tapped, today)


def show_more() -> None:
    """Lengthens the calendar."""
    st.session_state[MORE] += MORE_MONTHS


def episodes(log: Log, found: pd.DataFrame, hurt: pd.Series, today: date, stopped: bool) -> None:
    """Each episode in words, the newest first, with what is commonly said of its place.

    Not while a red flag stands: how long mild overuse takes would say that it can wait. With runs in the log
    each leads to what was before it.
    """
    st.header("Episodes of pain", anchor=False)
    if found.empty:
        st.markdown("None. Single days of 1 are not counted as an episode.")
        return
    newest, *older = reversed(list(found.itertuples()))
    st.markdown(edge.unbroken(episode_words.told(newest, log.diary, today)))
    if not stopped:
        st.markdown(edge.unbroken(episode_words.expected(newest, hurt, today, limits_of(log))))
    if not log.runs.empty:
        links.to_episode(newest.onset.date(), "Before this episode")
    if older:
        with st.expander(f"Earlier episodes ({len(older)})"):
            for episode in older:
                st.markdown(edge.unbroken(episode_words.told(episode, log.diary, today)))
                if not log.runs.empty:
                    links.to_episode(episode.onset.date(), before_of(episode.onset, today))
    source = "" if stopped else f" Source of the usual course: {grouped.course(newest.place).source}."
    st.caption(f"{episode_words.HOW}{source}")


def before_of(onset: pd.Timestamp, today: date) -> str:
    """`Before Fri 12 Jun`, with its year where it is another."""
    return f"Before {words.day(onset)}{f' {onset.year}' if onset.year != today.year else ''}"


def readings(log: Log, today: date) -> None:
    """At rest, in the run, after it and on waking, of those that were asked."""
    span = today - SPAN + timedelta(days=1), today
    by_day = log.diary.drop_duplicates("day", keep="last").set_index("day")
    scores = {name: by_day[column] for column, name in READINGS.items()}
    scores["On waking"] = pain.mornings(log.diary, today)
    shown = {name: said for name, said in scores.items() if _within(said, span).notna().any()}
    st.header("Through the day, 12 weeks", anchor=False)
    if not shown:
        st.markdown("Pain at rest, in a run, after it and on waking can be logged under “More”.")
        return
    picture.show(
        charts.readings(shown, span), "diary.readings", "Pain at rest, in the run, after it, on waking"
    )


def hips(log: Log, today: date) -> None:
    """Left against right, where days tell of both and at least one of them hurt."""
    span = today - SPAN + timedelta(days=1), today
    known = _within(sides.by_side(log.diary, today), span).dropna()
    if not (known > 0).any(axis=None):
        return
    st.header("Left and right", anchor=False)
    usual = known.tail(sides.WINDOW).median()
    st.markdown(
        f"Usual pain of the last {len(known.tail(sides.WINDOW))} days that tell: "
        f"left {words.number(usual['left'])}, right {words.number(usual['right'])}."
    )
    picture.show(charts.hips(known, span), "diary.hips", "Pain of the left and of the right hip by day")


def _within(by_day: pd.Series | pd.DataFrame, span: tuple[date, date]) -> pd.Series | pd.DataFrame:
    return by_day[(by_day.index >= pd.Timestamp(span[0])) & (by_day.index <= pd.Timestamp(span[1]))]
