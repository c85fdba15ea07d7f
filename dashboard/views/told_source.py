"""Under what the guide says: how sure it is, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analysis.guide import guide
from dashboard import theme


def said(evidence: str, sources: Iterable[str]) -> None:
    """The strength of the evidence in a sentence, and the references."""
    references = "; ".join(guide().sources[source].reference for source in sources)
    small(f"{theme.STRENGTHS[evidence]} Source: {references}.")


def small(text: str) -> None:
    """Small print in full ink: a caption's grey is too faint to read outdoors."""
    st.markdown(f":small[{text}]")
