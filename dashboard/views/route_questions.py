"""What hiplog asks of a route: what is underfoot, and which side of the road is run on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from analysis import on_routes
from dashboard import cache
from dashboard.views import choice, route_saved
from dashboard.views.route_shown import course, told
from ingest.schema import CAMBER, SURFACES
from ingest.store import Store

NOT_NOW = "routes.not_now"
"""The columns that are not asked for in this session."""


@dataclass(frozen=True)
class Question:
    """What is asked of a route: a column of ROUTES, the question, and the answers with their words."""

    column: str
    words: str
    options: Mapping[str, str]


SIDES = {**CAMBER, "crown": "in the middle, or there is no road"}
GROUNDS = {**SURFACES, "paved": "paved, not sure what"}
SIDE = Question(
    "camber", "**Which side of the road do you run on here?** As you look ahead while running.", SIDES
)
GROUND = Question(
    "surface", "**What is underfoot here?** One answer tells it of every run of this route.", GROUNDS
)


def open_question(table: pd.DataFrame, today: date, ask: bool) -> tuple[str | None, Question | None]:
    """The route that lacks an answer, and what to ask of it: the ground first, where `ask` allows it."""
    not_now = st.session_state.get(NOT_NOW, ())
    if ask and "surface" not in not_now and (route_id := on_routes.ground_to_ask(table)) is not None:
        return route_id, GROUND
    route_id = None if "camber" in not_now else on_routes.side_to_ask(table, today)
    return route_id, None if route_id is None else SIDE


def ask_ground(store: Store, today: date, unit: str, ask: bool = True) -> None:
    """Asks what is underfoot on the route whose answer tells most, where there is one to ask.

    The card of the route that was answered here last stays in its place until the next answer or visit.
    """
    table = cache.of_log(store, on_routes.by_use, today)
    ask = ask and "surface" not in st.session_state.get(NOT_NOW, ())
    change, asked = st.session_state.get(route_saved.LAST), on_routes.ground_to_ask(table) if ask else None
    answered = list(change.before) if change is not None and change.where == "above" else []
    for route in table.loc[[*answered, *([] if asked is None else [asked])]].itertuples():
        with st.container(border=True):
            told(route, unit)
            course(store, route, "above")
            route_saved.answered(store, route.Index, "above")
            if route.Index == asked:
                put(store, route, GROUND, "above")


def put(store: Store, route, question: Question, where: str) -> None:
    """Puts a question about a route; one tap answers it for all its runs, or ends it for this session."""
    key = f"routes.ask.{question.column}"
    answer = partial(save, store, route, question.column, where)
    choice.buttons(question.words, key, question.options, None, answer)
    st.button("Not now", key=f"{key}.not_now", type="tertiary", on_click=_not_now, args=(question.column,))


def _not_now(column: str) -> None:
    """Is not asked again in this session, of no route."""
    st.session_state[NOT_NOW] = {*st.session_state.get(NOT_NOW, ()), column}


def save(store: Store, route, name: str, where: str, value: str) -> None:
    """Keeps the answer to a question."""
    route_saved.write(store, [route.Index], route_saved.counts(route, [name]), {name: value}, where)
