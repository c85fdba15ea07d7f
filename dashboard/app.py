"""The app: opens the store and lists the pages. `python -m dashboard` starts it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

import streamlit as st

from dashboard import cache, clock
from dashboard.views import import_runs, risk, runs, sample, settings, shoes, terrain, today, welcome
from ingest.errors import StoreError

ICON = Path(__file__).with_name("icon.svg")
log = logging.getLogger("hiplog.dashboard")


@dataclass(frozen=True)
class Place:
    """One page in the menu. On an empty log the welcome stands `instead` of it, `before` or `after` it."""

    view: ModuleType
    title: str
    icon: str
    path: str
    layout: str = "wide"
    welcome: str = "instead"


PLACES = (
    Place(today, "Today", ":material/today:", "today", "centered", "before"),
    Place(import_runs, "Import", ":material/upload_file:", "import", "centered", "after"),
    Place(risk, "Risk", ":material/monitoring:", "risk"),
    Place(terrain, "Terrain", ":material/landscape:", "terrain"),
    Place(shoes, "Shoes", ":material/footprint:", "shoes"),
    Place(runs, "Runs", ":material/directions_run:", "runs"),
    Place(settings, "Settings", ":material/settings:", "settings", "centered", "after"),
)


def main() -> None:
    """Draws the menu and the page that was asked for."""
    st.set_page_config("hiplog", page_icon=ICON)
    pages = {place.path: _page(place) for place in PLACES}
    shown = st.navigation(list(pages.values()), position="top")
    place = next(place for place in PLACES if pages[place.path].title == shown.title)
    st.set_page_config(f"{place.title} · hiplog", page_icon=ICON, layout=place.layout)
    shown.run()


def _page(place: Place) -> st.Page:
    draw = partial(calmly, partial(visit, place))
    return st.Page(draw, title=place.title, icon=place.icon, url_path=place.path, default=place is PLACES[0])


def visit(place: Place) -> None:
    """Draws one page, or the welcome where there is nothing to draw yet."""
    store = cache.store()
    if sample.is_loading(store):
        sample.progress(store, clock.today(store.profile()))
        return
    if not welcome.is_empty(cache.log(store)):
        place.view.page(store)
        return
    draw = {"instead": (welcome,), "before": (welcome, place.view), "after": (place.view, welcome)}
    for view in draw[place.welcome]:
        view.page(store)


def calmly(draw: Callable[[], None]) -> None:
    """Draws; where that fails, says so in a sentence and keeps the details for the terminal."""
    try:
        draw()
    except StoreError as error:
        st.error(str(error), icon=":material/database:", title="The log cannot be opened.")
    except Exception:
        log.exception("a page failed")
        st.error(
            "Nothing you have saved is lost. Open the page again; if that does not help, "
            "the terminal in which hiplog runs shows what went wrong.",
            icon=":material/sentiment_dissatisfied:",
            title="Something is wrong on this page. That is a fault of hiplog, not yours.",
        )


if __name__ == "__main__":
    main()
