"""A picture of a run to share: seen first, then saved; nothing in it leads to the runner's door."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from analysis import home
from dashboard import cache
from dashboard.charts import shared_picture
from dashboard.charts.looks import Look
from dashboard.views import links
from ingest.schema import Log
from ingest.store import Store

OPEN = "runs.share.open"
FILE = "hiplog-run.svg"
LATEST_FINISHES = 150
"""So many runs, the newest, are asked where they ended; where they began is known of all."""

WHAT_IS_HIDDEN = (
    "Left out: the area around the places where your runs begin and end, also where this run only passes by, "
    "and all dates and times. Distance and climb are of what is drawn."
)
NOTHING_LEFT = (
    "Nearly all of this run lies within the hidden area around its start and finish, so there is no picture "
    "to share. How large that area is stands in the settings."
)


def section(
    store: Store, log: Log, run: pd.Series, way: pd.DataFrame, kinds: pd.Series, looks: Mapping[str, Look]
) -> None:
    """The button, and once it was tapped the picture with what it leaves out."""
    run_id = run["run_id"]
    if st.button("Picture to share", key=f"runs.share.{run_id}", icon=":material/share:"):
        st.session_state[OPEN] = None if st.session_state.get(OPEN) == run_id else run_id
    if st.session_state.get(OPEN) != run_id:
        return
    areas = hidden(store, log, way)
    seen = shared_picture.seen(way, kinds, areas, run["ascent_m"], run["descent_m"])
    with st.container(border=True):
        if seen is None:
            st.markdown(NOTHING_LEFT)
            links.link("settings", "Settings", ":material/settings:")
        else:
            preview(shared_picture.svg(seen, looks, log.profile.distance_unit))


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
    spots = [*home.own_places(ends(store, log)), *home.ends_of(way)]
    return home.hidden_areas(spots, log.profile.home_radius_m, store.home_seed())


def ends(store: Store, log: Log) -> pd.DataFrame:
    """Where all runs began, and where the newest ended."""
    starts = log.runs[["start_latitude_deg", "start_longitude_deg"]].set_axis(
        ["latitude_deg", "longitude_deg"], axis=1
    )
    newest = log.runs.sort_values("started_at")["run_id"].tail(LATEST_FINISHES)
    spots = [home.ends_of(way)[-1:] for way in cache.ways(store, newest).values()]
    finishes = pd.DataFrame([spot for some in spots for spot in some], columns=starts.columns)
    return pd.concat([starts, finishes.astype("float64")], ignore_index=True)
