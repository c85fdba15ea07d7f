"""The runner's routes: a question about the most run one, and forms that speak for all runs of a route."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from analysis import on_routes, words
from analysis.ground import UNKNOWN
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.charts import terrain as charts
from dashboard.views import choice, links, notice, picture, run_form
from ingest.errors import IngestError
from ingest.schema import CAMBER, SURFACES, Log
from ingest.store import Store
from ingest.store.ground import LONGEST_NAME

SAID, SAID_MANY = "routes.said", "routes.said_many"
OPEN = "routes.open"
FIRST = 3
CARD_WIDTH = 300
NONE_YET = "Runs with GPS that follow the same way are put together here as a route. There is none yet."
OWN_WINS = "A surface that you gave to a single run counts for that run, whatever its route says."


@dataclass(frozen=True)
class Question:
    """What is asked of a route: a column of ROUTES, the question, and the answers with their words."""

    column: str
    words: str
    options: Mapping[str, str]


SIDE = Question(
    "camber", "**Which side of the road do you run on here?** As you look ahead while running.", CAMBER
)
GROUND = Question(
    "surface", "**What is underfoot here?** One answer tells it of every run of this route.", SURFACES
)


def section(store: Store, today: date, unit: str, ask: bool = True) -> None:
    """A question where an answer is missing, then the routes, the most run first.

    `ask` is for the ground too; else only for the side of the road, as the ground is asked for above.
    What a tap saved is told at the head of the page (SAID).
    """
    st.subheader("Your routes", anchor=False)
    table = cache.of_log(store, on_routes.by_use, today)
    if table.empty:
        st.markdown(NONE_YET)
        return
    route_id, question = open_question(table, today, ask)
    first = list(dict.fromkeys([*([route_id] if route_id else []), *table.index]))
    with st.grid(min_column_width=CARD_WIDTH):
        for route in table.loc[first[:FIRST]].itertuples():
            card(store, route, unit, question if route.Index == route_id else None)
    if len(table) > FIRST:
        others(store, table.loc[first[FIRST:]], unit)
    if len(table) > 1:
        several(store, table, unit)
    st.caption(OWN_WINS)


def open_question(table: pd.DataFrame, today: date, ask: bool) -> tuple[str | None, Question | None]:
    """The route that lacks an answer, and what to ask of it: the ground first, where `ask` allows it."""
    if ask and (route_id := on_routes.ground_to_ask(table)) is not None:
        return route_id, GROUND
    route_id = on_routes.side_to_ask(table, today)
    return route_id, None if route_id is None else SIDE


def card(store: Store, route, unit: str, question: Question | None = None) -> None:
    """One route, what is asked of it, and its form where it was opened."""
    with st.container(border=True):
        told(route, unit)
        if question is not None:
            put(store, route, question)
        _opener(route.Index)
        if st.session_state.get(OPEN) == route.Index:
            form(store, route, unit)


def of_run(store: Store, log: Log, run_id: str) -> None:
    """On the page of one run: the route that it is on, and the form that speaks for all its runs."""
    route_id = next(iter(log.terrain.loc[log.terrain["run_id"] == run_id, "route_id"].dropna()), None)
    table = cache.of_log(store, on_routes.by_use, clock.today(log.profile))
    if route_id not in table.index:
        return
    route, unit = next(table.loc[[route_id]].itertuples()), log.profile.distance_unit
    label = f"Its route: {edge.counted(route.runs, 'run')}, last {words.day(route.last)}"
    with st.expander(label, icon=":material/route:", key=f"routes.of_run.{run_id}"):
        told(route, unit)
        form(store, route, unit)
        notice.told(SAID)
        st.caption(OWN_WINS)


def ask_ground(store: Store, today: date, unit: str) -> None:
    """Asks what is underfoot on the route whose answer tells most, where there is one to ask."""
    table = cache.of_log(store, on_routes.by_use, today)
    route_id = on_routes.ground_to_ask(table)
    if route_id is not None:
        route = next(table.loc[[route_id]].itertuples())
        with st.container(border=True):
            told(route, unit)
            put(store, route, GROUND)


def put(store: Store, route, question: Question) -> None:
    """Puts a question about a route, with its shape; one tap answers it for all its runs."""
    course(store, route, f"ask.{question.column}")
    answer = partial(save, store, route.Index, route.runs, route.own, question.column)
    choice.buttons(question.words, f"routes.ask.{question.column}", question.options, None, answer)


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


def _opener(route_id: str) -> None:
    """Opens the route's form, or closes it again."""
    opened = st.session_state.get(OPEN) == route_id
    label, icon = (
        ("Close", ":material/close:") if opened else ("Name it, or say what it is like", ":material/edit:")
    )
    st.button(
        label, key=f"routes.change.{route_id}", icon=icon, on_click=choice.toggle, args=(OPEN, route_id)
    )


def others(store: Store, table: pd.DataFrame, unit: str) -> None:
    """The less run routes, one at a time."""
    labels = {route.Index: f"{named(route, unit)}, {facts(route, unit)[0]}" for route in table.itertuples()}
    label = f"Another of your {len(table) + FIRST:,} routes"
    route_id = st.selectbox(
        label, list(labels), index=None, format_func=labels.get, placeholder="Choose one", key="routes.other"
    )
    if route_id is not None:
        route = next(table.loc[[route_id]].itertuples())
        with st.container(border=True):
            told(route, unit)
            form(store, route, unit)


def several(store: Store, table: pd.DataFrame, unit: str) -> None:
    """One form for many routes at once."""
    labels = {route.Index: f"{named(route, unit)}, {facts(route, unit)[0]}" for route in table.itertuples()}
    with st.expander("Say it of several routes at once", icon=":material/edit_note:", key="routes.many"):
        with st.form("routes.edit_many", border=False):
            st.multiselect("Routes", list(labels), format_func=labels.get, key="routes.chosen")
            with st.grid(min_column_width=run_form.FIELD_WIDTH):
                run_form.select("Surface", SURFACES, "routes.surface_many")
                run_form.select("Side of the road", CAMBER, "routes.camber_many")
            st.form_submit_button(
                "Save for all of them", type="primary", on_click=save_many, args=(store, table)
            )
        notice.told(SAID_MANY)


def course(store: Store, route, where: str) -> None:
    """The way that the newest run of it went, to know it by; one route may stand in two places."""
    way = cache.ways(store, [route.newest]).get(route.newest)
    if way is not None:
        alt = "The way of this route, north up"
        picture.show(charts.course(way), f"routes.course.{where}.{route.Index}", alt)


def form(store: Store, route, unit: str) -> None:
    """Name, surface and side of the road for all runs of a route, and the way to its newest run."""
    course(store, route, "form")
    route_id = route.Index
    shown = {name: _shown(getattr(route, name)) for name in ("name", "surface", "camber")}
    _fill(route_id, shown)
    with st.form(f"routes.form.{route_id}", border=False):
        st.text_input("Name", max_chars=LONGEST_NAME, key=_key("name", route_id))
        with st.grid(min_column_width=run_form.FIELD_WIDTH):
            not_said = {run_form.NOT_SAID: "not said"}
            run_form.select("Surface", {**not_said, **SURFACES}, _key("surface", route_id))
            run_form.select("Side of the road", {**not_said, **CAMBER}, _key("camber", route_id))
        label = f"Save for {edge.counted(route.runs, 'run')}"
        st.form_submit_button(label, type="primary", on_click=save_form, args=(store, route, shown))
    links.to_run(route.newest, f"Newest run, {words.day(route.last)}", "routes")


def _shown(value: object) -> str:
    return value if isinstance(value, str) else run_form.NOT_SAID


def _key(name: str, route_id: str) -> str:
    return f"routes.{name}.{route_id}"


def _fill(route_id: str, shown: dict[str, str]) -> None:
    """Sets the fields to what the log says, wherever that has changed since they were filled."""
    changed = st.session_state.get(_key("shown", route_id)) != shown
    st.session_state[_key("shown", route_id)] = shown
    for name, value in shown.items():
        if changed or _key(name, route_id) not in st.session_state:
            st.session_state[_key(name, route_id)] = value


def save_form(store: Store, route, shown: dict[str, str]) -> None:
    """Writes what was changed; an emptied field is cleared."""
    fields = {name: st.session_state[_key(name, route.Index)] or "" for name in shown}
    changes = {name: value.strip() or None for name, value in fields.items() if value != shown[name]}
    _write(store, [route.Index], (route.runs, route.own if "surface" in changes else 0), changes, SAID)


def save_many(store: Store, table: pd.DataFrame) -> None:
    """Writes what was chosen to every chosen route."""
    chosen = table.loc[st.session_state["routes.chosen"]]
    fields = {name: st.session_state[f"routes.{name}_many"] for name in ("surface", "camber")}
    changes = {name: value for name, value in fields.items() if value is not None}
    own = chosen["own"].sum() if "surface" in changes else 0
    _write(store, list(chosen.index), (int(chosen["runs"].sum()), int(own)), changes, SAID_MANY)


def save(store: Store, route_id: str, runs: int, own: int, name: str, value: str) -> None:
    """Keeps the answer to a question."""
    _write(store, [route_id], (runs, own if name == "surface" else 0), {name: value}, SAID)


def _write(
    store: Store, route_ids: list[str], counts: tuple[int, int], changes: dict[str, str | None], said: str
) -> None:
    """`counts` are the runs of these routes, and those of them whose own word stays."""
    if not changes or not route_ids:
        notice.say(said, notice.REFUSED, "Nothing was changed.")
        return
    try:
        for route_id in route_ids:
            store.edit_route(route_id, **changes)
    except IngestError as error:
        notice.say(said, notice.REFUSED, str(error))
    else:
        notice.say(said, notice.SAVED, saved(*counts))


def saved(runs: int, own: int) -> str:
    """What a change of a route changed: `Saved for 41 runs, and for the next ones here.`"""
    said = f"Saved for {edge.counted(runs - own, 'run')}, and for the next ones there."
    if own == 0:
        return said
    keeping = "1 run keeps" if own == 1 else f"{own:,} runs keep"
    return f"{said} {keeping} the surface that you gave before."
