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
from dashboard.views import (
    care,
    diary,
    form,
    guide,
    import_runs,
    links,
    patterns,
    plan,
    risk,
    runs,
    sample,
    settings,
    shoes,
    stop_board,
    terrain,
    today,
    welcome,
)
from ingest.errors import StoreError
from ingest.store import Store

ICON = Path(__file__).with_name("icon.svg")
log = logging.getLogger("hiplog.dashboard")


@dataclass(frozen=True)
class Place:
    """One page in the menu. On an empty log the welcome stands `instead` of it, `around` it or `below` what
    it is called and will show.

    A page that can be used at once only has the offer of the sample year `after` it. No icons: words alone
    fit side by side from 1060 px on, where icons took so much that a desk folded three pages under "more".
    """

    view: ModuleType
    title: str
    path: str
    layout: str = "wide"
    welcome: str = "instead"


# In the order of the menu: who is sore and who asks why first, then what tells of the runs alone.
PLACES = (
    Place(today, "Today", "today", "centered", "around"),
    Place(diary, "Diary", "diary", welcome="after"),
    Place(plan, "Plan", "plan", "centered", "after"),
    Place(care, "Care", "care", "centered", "after"),
    Place(risk, "Risk", "risk"),
    Place(patterns, "Patterns", "patterns", welcome="below"),
    Place(guide, "Guide", "guide", "centered", "after"),
    Place(import_runs, "Import", "import", "centered", "after"),
    Place(terrain, "Terrain", "terrain"),
    Place(shoes, "Shoes", "shoes", welcome="after"),
    Place(runs, "Runs", "runs", welcome="after"),
    Place(form, "Form", "form", welcome="below"),
    Place(settings, "Settings", "settings", "centered", "after"),
)


def main() -> None:
    """Draws the menu and the page that was asked for."""
    st.set_page_config("hiplog", page_icon=ICON)
    pages = {place.path: _page(place) for place in PLACES}
    shown = st.navigation([*pages.values(), _first_by_name(pages)], position="top")
    place = next(place for place in PLACES if pages[place.path].title == shown.title)
    st.set_page_config(f"{place.title} · hiplog", page_icon=ICON, layout=place.layout)
    shown.run()


def _page(place: Place) -> st.Page:
    draw, first = partial(calmly, partial(visit, place)), place is PLACES[0]
    path = links.ROOT if first else place.path
    return st.Page(draw, title=place.title, url_path=path, default=first)


def _first_by_name(pages: dict[str, st.Page]) -> st.Page:
    """Streamlit knows the first page by no path but `/`; whoever asks for it by its name is led there."""
    first = PLACES[0]
    lead = partial(st.switch_page, pages[first.path])
    return st.Page(lead, title=first.title, url_path=first.path, visibility="hidden")


def visit(place: Place) -> None:
    """Draws one page, or the welcome where there is nothing to draw yet."""
    store = cache.store()
    if sample.is_loading(store):
        sample.progress(store, clock.today(store.profile()))
        return
    topped = stop_board.head if place.view is today else stop_board.elsewhere
    topped(store, clock.today(cache.log(store).profile))
    if not welcome.is_empty(cache.log(store)):
        place.view.page(store)
        return
    for draw in _with_welcome(place):
        draw(store)


def _with_welcome(place: Place) -> tuple[Callable[[Store], None], ...]:
    """What a page of an empty log is drawn of, from top to bottom."""
    match place.welcome:
        case "around":
            return welcome.hello, place.view.page, welcome.rest
        case "below":
            return place.view.unbegun, welcome.page
        case "after":
            return place.view.page, welcome.offer
    return (welcome.page,)


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
