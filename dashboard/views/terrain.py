"""Terrain: what was underfoot, how far up and down, and whether painful runs met other ground."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis import on_routes, recent
from analysis.findings import Finding, lately
from dashboard import cache, clock
from dashboard.views import (
    finding_card,
    heat_map,
    links,
    route_questions,
    routes,
    settling,
    terrain_compare,
    terrain_weeks,
)
from ingest.schema import Log
from ingest.store import Store

TOPICS = ("terrain.", "surface.", "direction.", "camber.", "routes.")
"""Rules whose findings stand on this page."""

SAID_ABOVE = ("surface.unknown",)
MOST_CARDS = 3


def page(store: Store) -> None:
    """The last four weeks in sentences and pictures, then painful runs against the others."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Terrain", anchor=False)
    settling.section(store)
    if log.runs.empty:
        st.markdown("Hills and ground of your runs will stand here. No run is logged yet.")
        links.link("import", "Import your runs", ":material/upload_file:")
        return
    routes.said(store)
    week = last_weeks(store, log, today)
    terrain_compare.section(store, log)
    cards = st.container()
    ground_told = cache.of_log(store, recent.four_weeks, today).ground_told
    routes.section(store, today, log.profile.distance_unit, ask=ground_told)
    heat_map.section(store, log, today)
    found = cache.findings(store, today)  # asked for last, as it takes longest after a change
    with cards:
        stood_out(found, today, bool(cache.standing(store, today)))
    with week:
        terrain_weeks.this_week(found, today)


def last_weeks(store: Store, log: Log, today: date) -> DeltaGenerator:
    """The last four weeks in sentences, two pictures and a table; what is missing is asked for.

    Returns the place for what jumped in the last seven days.
    """
    four, unit = cache.of_log(store, recent.four_weeks, today), log.profile.distance_unit
    week = terrain_weeks.said(four, log)
    left, right = st.columns(2, gap="large")
    with left:
        terrain_weeks.underfoot(four)
        route_questions.ask_ground(store, today, unit, ask=not four.ground_told)
        terrain_weeks.steepness(store, today, unit)
    with right:
        terrain_weeks.climb(store, today, unit)
    terrain_weeks.table(four, cache.of_log(store, on_routes.side_not_said, today), unit)
    return week


def stood_out(findings: Sequence[Finding], today: date, resting: bool = False) -> None:
    """The newest finding of each rule on hills, ground, turning and courses lately, the newest first.

    `resting`: a red flag stands.
    """
    about = [
        finding
        for finding in lately(findings, today)
        if finding.rule.startswith(TOPICS) and finding.rule not in SAID_ABOVE
    ]
    newest = {finding.rule: finding for finding in sorted(about, key=lambda finding: finding.day)}
    if newest:
        st.subheader("What stood out", anchor=False)
        in_order = sorted(newest.values(), key=lambda finding: finding.day, reverse=True)
        finding_card.cards(in_order[:MOST_CARDS], resting=resting)
