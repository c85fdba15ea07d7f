"""A figure on the page: in the reader's light or dark, no tool bar, named for those who cannot see it."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

BARE = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def show(figure: go.Figure, key: str, alt: str) -> None:
    """Draws a figure. `alt` says what there is to see."""
    st.plotly_chart(figure, key=key, config=BARE, alt=alt)
