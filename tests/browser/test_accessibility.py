"""Every page in light and dark, of a full log and an empty one: axe-core finds nothing against WCAG A/AA."""

import shutil
from datetime import date
from importlib.resources import files

import pytest

from dashboard.app import PLACES
from dashboard.theme import CONFIG
from ingest.store import Store

pytestmark = pytest.mark.browser

TODAY = "2026-11-22"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ADDRESSES = ["/", *(f"/{place.path}" for place in PLACES[1:])]
NARROW = 360
GROUNDS = {
    scheme: "rgb({}, {}, {})".format(*bytes.fromhex(CONFIG[f"theme.{scheme}"]["backgroundColor"][1:]))
    for scheme in ("light", "dark")
}
GROUND = (
    "ground => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor === ground"
)
DRAWN = """() => document.querySelector('h1')
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton], [data-testid=stSpinner], [data-stale=true]')
    && !document.getAnimations().some(one => one.playState === 'running')"""


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    assert len(found["passes"]) > 10, "axe has looked at the page"
    return [(one["id"], node["html"][:300]) for one in found["violations"] for node in one["nodes"]]


def opened(page, address):
    """The page with all that it can unfold unfolded."""
    page.goto(address)
    page.wait_for_function(DRAWN)
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(one => one.click())")
    page.wait_for_timeout(300)  # until nothing is half faded in
    page.wait_for_function(DRAWN)


def barriers(page, address):
    """What axe finds on each page in light and in dark; no page may be wider than the phone."""
    found = {}
    for path in ADDRESSES:
        opened(page, address + path)
        for scheme, ground in GROUNDS.items():
            page.emulate_media(color_scheme=scheme)
            page.wait_for_function(GROUND, arg=ground)
            page.wait_for_timeout(300)  # until the colours have faded over
            found[path, scheme] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, path
    return {where: names for where, names in found.items() if names}


def test_no_page_of_a_year_has_a_barrier(serve, visit, sample_store):
    with serve(sample_store, HIPLOG_TODAY=TODAY) as address:
        assert barriers(visit(address, NARROW, 640), address) == {}


def test_no_page_of_an_empty_log_has_a_barrier(serve, visit, tmp_path):
    with serve(tmp_path / "store", HIPLOG_TODAY=TODAY) as address:
        assert barriers(visit(address, NARROW, 640), address) == {}


def test_no_page_has_a_barrier_while_a_red_flag_stands(serve, visit, sample_store, tmp_path):
    folder = shutil.copytree(sample_store, tmp_path / "flagged")
    Store(folder).amend_entries({date.fromisoformat(TODAY): {"signs": "night limp"}}, {})
    with serve(folder, HIPLOG_TODAY=TODAY) as address:
        page = visit(address, NARROW, 640)
        opened(page, address)
        assert page.get_by_text("Stop: do not run").count() == 1
        assert violations(page) == []


def test_a_planted_barrier_is_found(serve, visit, tmp_path):
    with serve(tmp_path / "store", HIPLOG_TODAY=TODAY) as address:
        page = visit(address, 390, 844)
        opened(page, address)
        page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"data:,\">')")
        assert "image-alt" in {name for name, _ in violations(page)}
