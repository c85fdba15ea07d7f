"""How a route is shown: its name, what is known of it, and its shape to know it by."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import on_routes, words
from analysis.ground import UNKNOWN
from dashboard import cache
from dashboard import words as edge
from dashboard.charts import terrain as charts
from dashboard.views import picture
from ingest.schema import CAMBER, SURFACES
from ingest.store import Store


def told(route, unit: str) -> None:
    """What is known of a route: its name as plain text, its use, its ground and side."""
    st.text(named(route, unit))
    st.caption(edge.unbroken(" · ".join(facts(route, unit))))


def named(route, unit: str) -> str:
    """The runner's name of it, else its length."""
    return route.name if isinstance(route.name, str) else f"Route of {words.distance(route.distance_m, unit)}"


def facts(route, unit: str) -> list[str]:
    """Use, length, ground and side, what is known of them."""
    said = [edge.counted(route.runs, "run"), f"last {words.day(route.last)} {route.last.year}"]
    if isinstance(route.name, str):
        said.append(words.distance(route.distance_m, unit))
    if isinstance(route.surface, str):
        said.append(f"{SURFACES[route.surface]}, by you")
    elif route.mostly != UNKNOWN:
        said.append(f"mostly {SURFACES[route.mostly]}")
    if route.share > 0:
        said.append(f"{words.percent(route.share)} of your last 4 weeks")
    if (ways := on_routes.ways_round(route)) is not None:
        said.append(ways)
    return [*said, CAMBER[route.camber]] if isinstance(route.camber, str) else said


def listed(table: pd.DataFrame, unit: str) -> dict[str, str]:
    """Routes of `on_routes.by_use` in a list: `Route of 8 km, 4 runs, last Sat 25 Jul`, by route_id."""
    return {
        route.Index: f"{named(route, unit)}, {edge.counted(route.runs, 'run')}, last {words.day(route.last)}"
        for route in table.itertuples()
    }


def course(store: Store, route, where: str) -> None:
    """The way that the newest run of it went, to know it by; one route may stand in two places."""
    way = cache.ways(store, [route.newest]).get(route.newest)
    if way is not None:
        alt = "The way of this route, north up"
        picture.show(charts.course(way), f"routes.course.{where}.{route.Index}", alt)
