"""Under what the guide says: how sure it is, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from analysis.guide import guide
from dashboard import theme


def said(evidence: str, sources: Iterable[str]) -> None:
    """The strength of the evidence in a sentence, and the references."""
    references = "; ".join(guide().sources[source].reference for source in sources)
    st.caption(f"{theme.STRENGTHS[evidence]} Source: {references}.")
