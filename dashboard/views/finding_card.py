"""A finding on the screen: word, icon and colour of its severity, its sentence, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import words
from analysis.findings import Evidence, Finding
from dashboard import theme
from dashboard import words as edge
from dashboard.views import links

ABOUT_SHOES = "shoes."


def cards(findings: Sequence[Finding], onward: bool = True, resting: bool = False) -> None:
    """A frame a finding, in the order given; `onward` offers the way to the run that one is about.

    `resting`: a red flag stands, so that nothing is suggested that one would do running.
    """
    for number, finding in enumerate(findings):
        with st.container(border=True):
            said(finding)
            with st.expander("Why, and how sure"):
                why(finding, resting)
                if onward and finding.subject and not finding.rule.startswith(ABOUT_SHOES):
                    links.to_run(finding.subject, "Open this run", f"card.{number}")


def said(finding: Finding) -> None:
    """Its words are shown as text: they may hold names that others chose."""
    mark = theme.MARKS[finding.severity]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(mark.word, icon=mark.icon, color=mark.badge)
        st.caption(words.day(finding.day))
    st.text(edge.unbroken(finding.headline))


def why(finding: Finding, resting: bool = False) -> None:
    """What the evidence knows, what is suggested, how strong the evidence is, and where it stands."""
    said = finding.why if resting else f"{finding.why} {finding.suggested}".rstrip()
    how_sure(said, finding.evidence)


def how_sure(why: str, evidence: Evidence) -> None:
    """What is known in a sentence or two, how strong the evidence is, and where it stands."""
    st.text(edge.unbroken(why))
    st.caption(theme.STRENGTHS[evidence.strength])
    if evidence.said:
        st.text(edge.unbroken(evidence.said))
    st.text(f"Source: {evidence.reference}")
