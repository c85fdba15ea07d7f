"""The runner's routes: cards with a question where one is due, and forms for all runs of a route."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analysis import on_routes, words
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.views import choice, links, route_saved, run_form
from dashboard.views.route_questions import GROUNDS, SIDES, Question, open_question, put
from dashboard.views.route_shown import course, listed, told
from ingest.schema import Log
from ingest.store import Store
from ingest.store.routes import LONGEST_NAME

OPEN, PLACES = "routes.open", "routes.places"
"""The route whose form is open, and the cards in their places."""

FIRST = 3
CARD_WIDTH = 300
NONE_YET = "Runs with GPS that follow the same way are put together here as a route. There is none yet."
OWN_WINS = "A surface that you gave to a single run counts for that run, whatever its route says."


def said(store: Store) -> None:
    """At the head of the page: what the last tap did; a new visit drops what was kept for the last one."""
    if not any(f"routes.change.{route_id}" in st.session_state for route_id in _places()):
        # Streamlit forgets a button with the page on which it stood.
        st.session_state.pop(PLACES, None)
        st.session_state.pop(route_saved.LAST, None)
    route_saved.told(store, floating=True)


def _places() -> list[str]:
    return st.session_state.get(PLACES, [])


def section(store: Store, today: date, unit: str, ask: bool = True) -> None:
    """A question where an answer is missing, then the routes, the most run first.

    `ask` is for the ground too; else only for the side of the road, as the ground is asked for above.
    A card keeps its place during a visit, so that nobody opens the wrong one after an answer.
    """
    st.subheader("Your routes", anchor=False)
    table = cache.of_log(store, on_routes.by_use, today)
    if table.empty:
        st.markdown(NONE_YET)
        return
    route_id, question = open_question(table, today, ask)
    first = st.session_state[PLACES] = in_place(table.index, route_id)
    with st.grid(min_column_width=CARD_WIDTH):
        for route in table.loc[first].itertuples():
            card(store, route, unit, question if route.Index == route_id else None)
    if len(table) > len(first):
        others(store, table.drop(first), unit)
    if len(table) > 1:
        several(store, table, unit)
    st.caption(OWN_WINS)


def in_place(route_ids: Sequence[str], asked: str | None) -> list[str]:
    """The routes that have a card: those that had one in this visit, in place, and the one asked of."""
    kept = [route_id for route_id in _places() if route_id in route_ids]
    asked_of = [] if asked is None else [asked]
    if kept:
        return list(dict.fromkeys([*kept, *asked_of]))
    return list(dict.fromkeys([*asked_of, *route_ids]))[:FIRST]


def card(store: Store, route, unit: str, question: Question | None = None) -> None:
    """One route, what is asked of it, and its form where it was opened."""
    with st.container(border=True):
        told(route, unit)
        course(store, route, "card")
        route_saved.answered(store, route.Index, "card")
        if question is not None:
            put(store, route, question, "card")
        _opener(route.Index)
        if st.session_state.get(OPEN) == route.Index:
            form(store, route, "card")


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
        course(store, route, "run")
        form(store, route, "run")
        route_saved.told(store)
        st.caption(OWN_WINS)


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
    labels = listed(table, unit)
    label = f"Another of your {len(table) + len(_places()):,} routes"
    route_id = st.selectbox(
        label, list(labels), index=None, format_func=labels.get, placeholder="Choose one", key="routes.other"
    )
    if route_id is not None:
        route = next(table.loc[[route_id]].itertuples())
        with st.container(border=True):
            told(route, unit)
            course(store, route, "other")
            route_saved.answered(store, route_id, "other")
            form(store, route, "other")


def several(store: Store, table: pd.DataFrame, unit: str) -> None:
    """One form for many routes at once."""
    labels = listed(table, unit)
    with st.expander("Say it of several routes at once", icon=":material/edit_note:", key="routes.many"):
        st.multiselect("Routes", list(labels), format_func=labels.get, key="routes.chosen")
        chosen = table.loc[st.session_state["routes.chosen"]]
        with st.form("routes.edit_many", border=False):
            with st.grid(min_column_width=run_form.FIELD_WIDTH):
                run_form.select("Surface", GROUNDS, "routes.surface_many")
                run_form.select("Side of the road", SIDES, "routes.camber_many")
            label = save_label(chosen["runs"].sum(), chosen["own"].sum())
            st.form_submit_button(
                label, type="primary", key="routes.save_many", on_click=save_many, args=(store, table)
            )
        route_saved.told(store, route_saved.SAID_MANY)


def form(store: Store, route, where: str) -> None:
    """Name, surface and side of the road for all runs of a route, and the way to its newest run."""
    route_id = route.Index
    shown = {name: _shown(getattr(route, name)) for name in ("name", "surface", "camber")}
    _fill(route_id, shown)
    with st.form(f"routes.form.{route_id}", border=False):
        st.text_input("Name", max_chars=LONGEST_NAME, key=_key("name", route_id))
        with st.grid(min_column_width=run_form.FIELD_WIDTH):
            not_said = {run_form.NOT_SAID: "not said"}
            run_form.select("Surface", {**not_said, **GROUNDS}, _key("surface", route_id))
            run_form.select("Side of the road", {**not_said, **SIDES}, _key("camber", route_id))
        label, saving = save_label(route.runs, route.own), (store, route, where, shown)
        key = f"routes.save.{route_id}"
        st.form_submit_button(label, type="primary", key=key, on_click=save_form, args=saving)
    links.to_run(route.newest, f"Newest run, {words.day(route.last)}", "routes")


def save_label(runs: int, own: int) -> str:
    """How many runs will change: of those with a surface of their own all but that."""
    if runs == 0:
        return "Save"
    rest = f", the surface for {runs - own:,}" if own else ""
    return f"Save for {edge.counted(int(runs), 'run')}{rest}"


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


def save_form(store: Store, route, where: str, shown: dict[str, str]) -> None:
    """Writes what was changed; an emptied field is cleared."""
    fields = {name: st.session_state[_key(name, route.Index)] or "" for name in shown}
    changes = {name: value.strip() or None for name, value in fields.items() if value != shown[name]}
    route_saved.write(store, [route.Index], route_saved.counts(route, changes), changes, where)


def save_many(store: Store, table: pd.DataFrame) -> None:
    """Writes what was chosen to every chosen route."""
    chosen = table.loc[st.session_state["routes.chosen"]]
    fields = {name: st.session_state[f"routes.{name}_many"] for name in ("surface", "camber")}
    changes = {name: value for name, value in fields.items() if value is not None}
    own = chosen["own"].sum() if "surface" in changes else 0
    route_saved.write(store, list(chosen.index), (int(chosen["runs"].sum()), int(own)), changes, "many")
