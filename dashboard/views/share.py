"""A picture of a run to share: seen first, then saved; nothing in it leads to the runner's door."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from analysis import home
from dashboard import cache
from dashboard.charts import shared_picture
from dashboard.charts.looks import Coloured
from dashboard.views import links
from ingest.schema import Log
from ingest.store import Store

OPEN = "runs.share.open"
FILE = "hiplog-run.svg"
WHAT_IS_HIDDEN = (
    "Left out: the area around the places where your runs begin and end, also where this run only passes by, "
    "and all dates and times. Distance and climb are of what is drawn."
)
NOTHING_LEFT = (
    "Nearly all of this run lies within the hidden area around its start and finish, so there is no picture "
    "to share. How large that area is stands in the settings."
)


def section(
    store: Store, log: Log, run: pd.Series, way: pd.DataFrame, draw: Callable[[pd.DataFrame], Coloured]
) -> None:
    """The button, and once it was tapped the picture with what it leaves out; `draw` colours rows."""
    run_id = run["run_id"]
    if st.button("Picture to share", key=f"runs.share.{run_id}", icon=":material/share:"):
        st.session_state[OPEN] = None if st.session_state.get(OPEN) == run_id else run_id
    if st.session_state.get(OPEN) != run_id:
        return
    hilly = run[["ascent_m", "descent_m"]].notna().all()
    seen = shared_picture.seen(way, hidden(store, log, way), draw, hilly)
    with st.container(border=True):
        if seen is None:
            st.markdown(NOTHING_LEFT)
            links.link("settings", "Settings", ":material/settings:")
        else:
            preview(shared_picture.svg(seen, log.profile.distance_unit))


def preview(svg: str) -> None:
    """The picture as others will see it, and the button that saves it."""
    st.image(svg, caption="What others will see", width="stretch", alt="The picture to share")
    st.caption(WHAT_IS_HIDDEN)
    st.download_button(
        "Save the picture",
        svg.encode(),
        FILE,
        "image/svg+xml",
        key="runs.share.save",
        icon=":material/download:",
        on_click="ignore",
    )


def hidden(store: Store, log: Log, way: pd.DataFrame) -> list[home.Area]:
    """What is hidden of a run: around the runner's own places, and around its own two ends."""
    spots = [*cache.own_places(store), *home.ends_of(way)]
    return home.hidden_areas(spots, log.profile.home_radius_m, store.home_seed())
