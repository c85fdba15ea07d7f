"""Today's ceiling on the screen: how far a run may go, what is left of the week, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analysis import words
from analysis.ceiling import Ceiling, for_day
from analysis.findings import Finding, Severity
from analysis.limits import limits_of
from dashboard import cache
from dashboard import words as edge
from ingest.schema import Log
from ingest.store import Store

ABOUT_THE_HIP = ("pain.", "episodes.", "referral.")
HIP_FIRST = "**The hip comes first:** what stands out below speaks for less than this."
SURE = """
**One run.** In one large study, runners who went more than 10 % beyond the longest run of their last 30 days
in a single run were injured more often (moderate evidence, all body parts). It is no promise.

**The week.** How much a week may grow is a common habit, not a proven limit (weak evidence).

**A sore hip.** Doing half, or no more than lately, is hiplog's own convention. So are the two weeks for which
the place where it began to hurt counts.
"""


def allowed(store: Store, today: date) -> Ceiling:
    """How far a run may go, by the limits in force."""
    return cache.of_log(store, _allowed, today)


def _allowed(log: Log, today: date) -> Ceiling:
    return for_day(log, today, limits_of(log))


def show(found: Ceiling, findings: Sequence[Finding], unit: str) -> None:
    """The card of Today. `findings` are those that stand out beside it."""
    with st.container(border=True):
        if not found.closed:
            figures(found, unit)
        for reason in found.reasons:
            st.text(edge.unbroken(reason))
        if found.closed:
            return
        if found.bound != "pain" and any(hurts(finding) for finding in findings):
            st.markdown(HIP_FIRST)
        with st.expander("How sure is this?"):
            if found.week_said:
                st.text(edge.unbroken(f"This week: {found.week_said}"))
            st.markdown(edge.unbroken(SURE))


def figures(found: Ceiling, unit: str) -> None:
    """What is left of today's run and of the week, where they are known; what was run today already.

    On a plan's rest day a length in large figures would read like a run to do: the reasons say it.
    """
    if found.rest_day:
        return
    if found.left_m is None:
        st.markdown("**How far today?**")
    with st.container(horizontal=True, gap="small"):
        if found.left_m is not None:
            st.metric("Longest run you may do", words.distance_within(found.left_m, unit), width="content")
        if found.week_left_m is not None:
            st.metric("This week left", words.distance_within(found.week_left_m, unit), width="content")
    if found.ran_today_m > 0:
        st.text(edge.unbroken(f"You ran {words.distance(found.ran_today_m, unit)} today; that is taken off."))


def hurts(finding: Finding) -> bool:
    """Whether a finding says that the hip asks for something to be done."""
    return finding.rule.startswith(ABOUT_THE_HIP) and finding.severity >= Severity.ACT
