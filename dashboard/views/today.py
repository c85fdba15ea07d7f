"""Today: how the hip is, what stands out, and how far today's run may go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from analysis import advice, review, shoes, weekly_check, words
from analysis.findings import Finding
from analysis.limits import at_least
from dashboard import cache, clock, theme
from dashboard import words as edge
from dashboard.views import (
    ceiling_card,
    finding_card,
    import_progress,
    links,
    pain_entry,
    self_test,
    soreness_card,
    stop_board,
    welcome,
)
from ingest.schema import Log, Profile
from ingest.store import Store

NOTHING = "No rule had a say in the last seven days. That does not mean that nothing matters."


def page(store: Store) -> None:
    """The day's question first, then what to do today; while a red flag stands, its board instead."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("How is the hip?", anchor=False)
    import_progress.elsewhere(store)
    pain_entry.form(store, log, today)
    if not stop_board.show(store, today) and not (log.runs.empty and log.diary.empty):
        found = review.standing_out(cache.findings(store, today), today)
        what_to_do(store, log, found, today)
        standing_out(found)
        nearest_shoe(log, today)
    if not welcome.is_empty(log):
        onward(log, today)
    zone_offer(store, log.profile)


def onward(log: Log, today: date) -> None:
    """Where to go from here; the weekly questions when they are due."""
    with st.container(horizontal=True, gap="xsmall"):
        links.link("import", "Import runs", ":material/upload_file:")
        links.link("risk", "The whole picture", ":material/monitoring:")
        links.to_patterns()
        if weekly_check.is_due(log.weekly, today) and not log.diary.empty:
            links.link("diary", "The week in four questions", ":material/checklist:")


def what_to_do(store: Store, log: Log, found: list[Finding], today: date) -> None:
    """What to do today in a few words, how far a run may go, and how the hip is after the last one."""
    st.header("Today", anchor=False)
    allowed = ceiling_card.allowed(store, today)
    said = advice.of(allowed, log.diary, today)
    mark = theme.MARKS[said.severity]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(mark.word, icon=mark.icon, color=mark.badge)
        st.markdown(f"**{said.headline}** {edge.unbroken(said.because)}", width="content")
    ceiling_card.show(allowed, found, log.profile.distance_unit)
    self_test.caption(store, log, today)
    soreness_card.show(store, log.profile, today)


def standing_out(found: list[Finding]) -> None:
    """At most three findings of the last week, urgent first."""
    st.header("What stands out", anchor=False)
    finding_card.cards(found)
    if not found:
        st.markdown(NOTHING)


def nearest_shoe(log: Log, today: date) -> None:
    """The pair in use that is nearest to its limit."""
    pair = shoes.nearest_to_limit(shoes.wear(log, today), today)
    if pair is None:
        return
    unit, passed = log.profile.distance_unit, at_least(pair["worn_m"], pair["replace_m"])
    with st.container(border=True):
        st.caption("The pair furthest past its limit" if passed else "The pair nearest to its limit")
        worn = f"{pair['name']}: {words.distance(pair['worn_m'], unit)}"
        st.text(edge.unbroken(f"{worn}{to_limits(pair, unit)}"))


def to_limits(pair: pd.Series, unit: str) -> str:
    """`; limits 483 km and 644 km`, and which of them it has reached, after what a pair has come. [m]"""
    metres = pair[["watch_m", "replace_m"]].dropna().astype("float64")
    limits = [words.distance(limit_m, unit) for limit_m in metres]
    reached = int(at_least(pair["worn_m"], metres).sum())
    named = "limits" if len(limits) > 1 else "limit"
    if reached == len(limits):
        return f", past its {named}: {' and '.join(limits)}"
    if reached:
        return f", past its first limit of {limits[0]}; the last is {limits[1]}"
    return f"; {named} {' and '.join(limits)}"


def zone_offer(store: Store, profile: Profile) -> None:
    """Days go by the runner's clock; says so where this device goes by another."""
    here = st.context.timezone
    if not here or clock.same(here, profile.zone):
        return
    st.caption(f"Your days follow the clock of {profile.zone}; this device is in {here}.")
    st.button(f"Use {here}", key="today.zone", on_click=follow, args=(store, here))


def follow(store: Store, zone: str) -> None:
    """Takes this zone for the runner's; what else another tab may have saved stays."""
    store.save_profile(replace(store.profile(), zone=zone))
