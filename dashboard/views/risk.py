"""Risk: distance, pain and what went with them on one axis of time, and what stood out in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analysis import mileage, pain, review, words, worst
from analysis.findings import Finding
from dashboard import cache, clock, theme
from dashboard.charts import risk as charts
from dashboard.views import episode_before, finding_card, links, picture, risk_episodes, risk_rows, risk_week
from ingest.schema import Log
from ingest.store import Store

SPAN, WEEK, PICTURE, MORE = "risk.span", "risk.week", "risk.picture", "risk.more"
FEW, MORE_EACH = 5, 10


def page(store: Store) -> None:
    """Words first, then the picture with its weeks, and beside it what stood out."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Risk", anchor=False)
    if log.runs.empty and log.diary.empty:
        nothing_yet()
        return
    weeks, hurt = mileage.weekly(log, today), pain.daily(log.diary, today)
    lately(log, weeks, today)
    asked_for = st.container()
    left, right = st.columns([5, 3], gap="large")
    with left:
        span = charts.window(weeks, chosen_span(), today)
        findings = within(cache.findings(store, today), span)
        week = risk_week.chosen(WEEK, span)
        stopped = bool(cache.standing(store, today))
        spans = cache.of_log(store, risk_episodes.spans, today, stopped)
        timeline(log, weeks, hurt, findings, span, today, week, spans)
        risk_week.show(log, span, WEEK)
    with right:
        stood_out(findings, week, log.profile.week_start, stopped)
    with asked_for if links.episode_asked_for() else st.container():
        episode_before.section(store, log, today)


def nothing_yet() -> None:
    """What to do first, and where."""
    st.markdown("Here your runs and your hip will stand on one axis of time. Nothing is logged yet.")
    links.link("import", "Import your runs", ":material/upload_file:")
    links.link("today", "Log how the hip is", ":material/today:")


def lately(log: Log, weeks: pd.DataFrame, today: date) -> None:
    """This week in a sentence, and the hip in another."""
    st.markdown(f"{_this_week(weeks, log.profile.distance_unit)} {_hip(log.diary, today)}")


def _this_week(weeks: pd.DataFrame, unit: str) -> str:
    if weeks.empty:
        return "No run is logged yet."
    this = weeks.iloc[-1]
    mean_m = weeks["mean4_m"].shift(1).iloc[-1]
    before = (
        "" if pd.isna(mean_m) else f", after {words.distance(mean_m, unit)} a week in the four weeks before"
    )
    said = (
        "No run this week so far"
        if this["runs"] == 0
        else f"{words.distance(this['distance_m'], unit)} this week so far"
    )
    return f"**{said}**{before}."


def _hip(diary: pd.DataFrame, today: date) -> str:
    found = worst.within(diary, today - timedelta(days=6), today)
    if found is None:
        return "The hip: no entry in the last seven days."
    if found.score == 0:
        return "The hip: no pain on any day logged in the last seven."
    score = f"**{words.number(found.score)} of 10**"
    return f"The hip at its worst in the last seven days: {score} {found.when}."


def chosen_span() -> str:
    """How much time the picture spans."""
    spans = list(charts.SPANS)
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    with row:
        span = st.selectbox("Time", spans, key=SPAN, width=140, filter_mode=None)
        with st.popover("Also show", icon=":material/stacked_line_chart:", width="content"):
            risk_rows.switches()
    return span


def timeline(
    log: Log,
    weeks: pd.DataFrame,
    hurt: pd.Series,
    findings: Sequence[Finding],
    span: tuple[date, date],
    today: date,
    week: date | None,
    spans: Sequence[charts.Span],
) -> None:
    """The picture; a click on a bar chooses its week."""
    rows = risk_rows.drawn(log, charts.between(weeks, "week", span), span)
    unit = log.profile.distance_unit
    figure = charts.timeline(weeks, hurt, findings, rows, span, unit, today, week, spans)
    clickable(figure)


def clickable(figure: go.Figure) -> None:
    """Draws the figure; where touch cannot choose a bar, the list below it does."""
    alt = "Distance a week with pain by day above, and what went with it below, on one axis of time"
    picture.show(figure, PICTURE, alt, on_select=take_click, selection_mode="points")


def take_click() -> None:
    """Chooses the week whose bar was clicked."""
    points = st.session_state[PICTURE].selection.points
    weeks = [point["customdata"] for point in points if point.get("customdata")]
    if weeks:
        st.session_state[WEEK] = date.fromisoformat(risk_week.first(weeks[0]))


def within(findings: Sequence[Finding], span: tuple[date, date]) -> list[Finding]:
    """What was found in a span of days, newest first, the more urgent first within a day."""
    found = [finding for finding in findings if span[0] <= finding.day <= span[1]]
    return sorted(found, key=lambda finding: (finding.day, finding.severity), reverse=True)


def stood_out(findings: list[Finding], week: date | None, week_start: str, resting: bool) -> None:
    """The chosen week's findings, or the most urgent of each week, in sentences with why and how sure.

    `resting`: a red flag stands.
    """
    st.subheader(
        "What stood out" if week is None else f"What stood out from {risk_week.named(week)}", anchor=False
    )
    if week is not None:
        found = within(findings, (week, week + risk_week.LAST_DAY))
        findings = sorted(found, key=lambda finding: -finding.severity)
        st.button("Show all weeks", key="risk.all_weeks", icon=":material/close:", on_click=leave_week)
    else:
        findings = review.few_a_week(findings, week_start)
        st.caption("The three most urgent of each week at most; a chosen week shows all of its own.")
    if not findings:
        st.markdown(
            "Nothing in this time. That does not mean that nothing matters; it means no rule had a say."
        )
        return
    counts = {mark: sum(f.severity == severity for f in findings) for severity, mark in theme.MARKS.items()}
    st.caption(
        " · ".join(f"{count} {mark.word.lower()}" for mark, count in reversed(counts.items()) if count)
    )
    count = FEW + MORE_EACH * st.session_state.get(MORE, 0)
    finding_card.cards(findings[:count], resting=resting)
    if len(findings) > count:
        st.button(f"Show older ones ({len(findings) - count} more)", key="risk.older", on_click=show_more)


def leave_week() -> None:
    """Back to all weeks."""
    st.session_state[WEEK] = None


def show_more() -> None:
    """Lengthens the list of findings."""
    st.session_state[MORE] = st.session_state.get(MORE, 0) + 1
