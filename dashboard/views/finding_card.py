"""A finding on the screen: word, icon and colour of its severity, its sentence, and how sure it is."""

from __future__ import annotations

import streamlit as st

from analysis import words
from analysis.findings import Finding
from dashboard import theme


def card(finding: Finding) -> None:
    """One finding in a frame. Its words are shown as text: they may hold names that others chose."""
    mark = theme.MARKS[finding.severity]
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(mark.word, icon=mark.icon, color=mark.badge)
            st.caption(words.day(finding.day))
        st.text(finding.headline)
        with st.expander("Why, and how sure", type="compact"):
            st.text(finding.why)
            st.caption(theme.STRENGTHS[finding.evidence.strength])
            st.text(f"Source: {finding.evidence.reference}")
