"""How the tables of several pages write their numbers: each column with as many decimals in every row."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ingest import units

DECIMALS = {"Distance": 1, "Up": 0, "Down": 0}


def figures(unit: str, decimals: Mapping[str, int] = DECIMALS) -> dict:
    """Streamlit's description of the columns of distance and climb, by their headings with units."""
    shown = {"Distance": unit, "Up": units.height_unit(unit), "Down": units.height_unit(unit)}
    return {
        f"{name}, {shown[name]}": st.column_config.NumberColumn(format=f"%.{places}f")
        for name, places in decimals.items()
    }
