"""A figure on the page: in the reader's light or dark, no tool bar, named for those who cannot see it."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

from dashboard.charts.axes import legible

BARE = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def show(figure: go.Figure, key: str, alt: str, **chosen: object) -> None:
    """Draws a figure. `alt` says what there is to see; `chosen` is how a click on it is taken, if it is."""
    st.plotly_chart(legible(figure), key=key, config=BARE, alt=alt, **chosen)
