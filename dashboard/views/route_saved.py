"""Writing what the runner says of routes, what became of it, and the way back to what stood before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import cache
from dashboard import words as edge
from dashboard.views import notice
from ingest.errors import IngestError
from ingest.store import Store

SAID, SAID_MANY = "routes.said", "routes.said_many"
LAST = "routes.last"
TAKEN_BACK = "Taken back: it stands as it stood before."


@dataclass(frozen=True)
class Change:
    """The last change: where on the page it was made, and what each route said of these columns before."""

    where: str
    before: Mapping[str, Mapping[str, str | None]]

    @property
    def said(self) -> str:
        """Under which key its sentence is kept."""
        return SAID_MANY if self.where == "many" else SAID


def write(
    store: Store,
    route_ids: Sequence[str],
    counts: tuple[int, int],
    changes: Mapping[str, str | None],
    where: str,
) -> None:
    """`counts` are the runs of these routes, and those of them whose own word stays."""
    change = Change(where, _standing(store, route_ids, changes))
    if not changes or not route_ids:
        notice.say(change.said, notice.REFUSED, "Nothing was changed.")
    elif _written(store, change, dict.fromkeys(route_ids, changes), saved(*counts)):
        st.session_state[LAST] = change


def take_back(store: Store) -> None:
    """Writes again what stood before the last change; a second tap finds nothing to do."""
    change = st.session_state.pop(LAST, None)
    if change is not None:
        _written(store, change, change.before, TAKEN_BACK)


def _written(
    store: Store, change: Change, by_route: Mapping[str, Mapping[str, str | None]], sentence: str
) -> bool:
    try:
        for route_id, fields in by_route.items():
            store.edit_route(route_id, **fields)
    except IngestError as error:
        notice.say(change.said, notice.REFUSED, str(error))
        return False
    notice.say(change.said, notice.SAVED, sentence)
    return True


def _standing(
    store: Store, route_ids: Sequence[str], names: Mapping[str, object]
) -> dict[str, dict[str, str | None]]:
    """What these columns of ROUTES say of each route now."""
    routes = cache.log(store).routes.set_index("route_id")
    return {
        route_id: {name: None if pd.isna(value) else value for name, value in row.items()}
        for route_id, row in routes.reindex(list(route_ids))[list(names)].iterrows()
    }


def told(store: Store, said: str = SAID, floating: bool = False) -> None:
    """What the last tap did, said once, with the way back beside it."""
    kind, _ = st.session_state.get(said, (None, ""))
    notice.told(said, floating)
    if kind == notice.SAVED:
        way_back(store, said)


def answered(store: Store, route_id: str, where: str) -> None:
    """On the card of the route whose answer was saved last: that it was, and the way back."""
    change = st.session_state.get(LAST)
    if change is not None and change.where == where and route_id in change.before:
        st.caption(":material/check: Saved.")
        way_back(store, where)


def way_back(store: Store, where: str) -> None:
    """A button that takes the last change back, where there is one."""
    if LAST in st.session_state:
        key = f"routes.take_back.{where}"
        st.button("Take it back", key=key, icon=":material/undo:", on_click=take_back, args=(store,))


def saved(runs: int, own: int) -> str:
    """What a change of a route changed: `Saved for 41 runs, and for the next ones here.`"""
    said = f"Saved for {edge.counted(runs - own, 'run')}, and for the next ones there."
    if own == 0:
        return said
    keeping = "1 run keeps" if own == 1 else f"{own:,} runs keep"
    return f"{said} {keeping} the surface that you gave before."


def counts(route, names: Collection[str]) -> tuple[int, int]:
    """The runs of a route, and those of them whose own word stays."""
    return route.runs, route.own if "surface" in names else 0
