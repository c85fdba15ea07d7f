"""The streets of the runner's own map, for the ground of a picture; nothing is fetched for it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from ingest.map import place
from ingest.map.streets import streets
from ingest.store import Store

AROUND = 0.15
"""So far beyond the runs streets are drawn. [fraction of their extent]"""

_MAPPERS = "© OpenStreetMap contributors"
CREDIT, GROUND_CREDIT = f"Streets and their ground: {_MAPPERS}", f"Ground: {_MAPPERS}"
"""What the map's licence asks to be said: beneath streets, and where the ground alone is from it."""


def beneath(store: Store, positions: pd.DataFrame) -> pd.DataFrame | None:
    """The streets around these positions (latitude_deg, longitude_deg), NaN between two lines.

    None where no map is in use, it cannot be read, or it has no streets there.
    """
    kept = place.in_use(store)
    known = positions[["latitude_deg", "longitude_deg"]].dropna()
    if kept is None or known.empty:
        return None
    try:
        found = streets(place.opened(kept), around(known))
    except place.MapDamaged:
        return None
    return found if len(found) else None


def around(known: pd.DataFrame) -> dict[str, float]:
    """A box as wide as it is high around these positions, with room on every side. [°]"""
    low, high = known.min().to_numpy(), known.max().to_numpy()
    wide = np.array([1.0, 1 / max(np.cos(np.radians(high[0])), 0.01)])
    reach = (0.5 + AROUND) * ((high - low) / wide).max() * wide
    (south, west), (north, east) = (low + high) / 2 - reach, (low + high) / 2 + reach
    return {"south": south, "west": west, "north": north, "east": east}


def credit(drawn: pd.DataFrame | None) -> None:
    """Whose streets they are."""
    if drawn is not None:
        st.caption(CREDIT)
