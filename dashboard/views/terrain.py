"""Terrain: what was underfoot, how far up and down, and whether painful runs met other ground."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import recent
from analysis.findings import Finding
from dashboard import cache, clock
from dashboard.views import finding_card, heat_map, links, routes, terrain_compare, terrain_weeks
from ingest.store import Store

TOPICS = ("terrain.", "surface.")
"""Rules whose findings stand on this page."""

MOST_CARDS = 3


def page(store: Store) -> None:
    """The last four weeks in sentences and pictures, then painful runs against the others."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Terrain", anchor=False)
    if log.runs.empty:
        st.markdown("Hills and ground of your runs will stand here. No run is logged yet.")
        links.link("import", "Import your runs", ":material/upload_file:")
        return
    unit = log.profile.distance_unit
    four = cache.of_log(store, recent.four_weeks, today)
    terrain_weeks.said(four, unit)
    left, right = st.columns(2, gap="large")
    with left:
        terrain_weeks.underfoot(four)
        terrain_weeks.steepness(store, today, unit)
    with right:
        terrain_weeks.climb(store, today, unit)
    terrain_weeks.table(four, unit)
    terrain_compare.section(store, log)
    stood_out(cache.findings(store, today))
    routes.section(store, log, today)
    heat_map.section(store, log, today)


def stood_out(findings: Sequence[Finding]) -> None:
    """The newest findings on hills, ground, turning and courses."""
    about = sorted(
        (finding for finding in findings if finding.rule.startswith(TOPICS)),
        key=lambda finding: finding.day,
        reverse=True,
    )
    if about:
        st.subheader("What stood out", anchor=False)
        finding_card.cards(about[:MOST_CARDS])
