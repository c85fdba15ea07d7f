"""Every page in light and dark, of a full log and an empty one: axe-core finds nothing against WCAG A/AA."""

import shutil
from datetime import date
from importlib.resources import files

import pytest
from playwright.sync_api import expect

from dashboard.app import PLACES
from dashboard.theme import CONFIG
from ingest.store import Store
from tests.browser.conftest import serving

pytestmark = pytest.mark.browser

TODAY = "2026-11-22"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""Rules of TAGS for which light and dark may differ; the page is the same in both otherwise."""
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ADDRESSES = ["/", *(f"/{place.path}" for place in PLACES[1:])]
NARROW, WIDE = 360, 1280
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


@pytest.fixture(scope="module")
def year(sample_store):
    """The address of the sample year, which nobody writes to."""
    with serving(sample_store, HIPLOG_TODAY=TODAY) as address:
        yield address


@pytest.fixture(scope="module")
def empty_log(tmp_path_factory):
    """The address of an empty log; nothing is written to it but the zone of the browser."""
    with serving(tmp_path_factory.mktemp("empty") / "store", HIPLOG_TODAY=TODAY) as address:
        yield address


PALE = """ground => {
    const share = part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    const light = colour => colour.match(/[\\d.]+/g).slice(0, 3)
        .reduce((sum, part, n) => sum + share(part / 255) * [0.2126, 0.7152, 0.0722][n], 0.05)
    const of_words = each => [...each.childNodes].some(
        part => part.nodeType === 3 && /[\\p{L}\\d]/u.test(part.data))
    const contrast = each => light(getComputedStyle(each).fill) / light(ground)
    return [...document.querySelectorAll('.js-plotly-plot text, .js-plotly-plot tspan')]
        .filter(each => of_words(each) && Math.max(contrast(each), 1 / contrast(each)) < 4.5)
        .map(each => each.textContent)
}"""
"""Words and figures in a picture with a contrast below 4.5, of which axe knows nothing."""


def violations(page):
    page.evaluate(AXE)
    return looked_at(page, {"type": "tag", "values": TAGS}, more_than=10)


def looked_at(page, rules, more_than):
    """What axe finds on a page into which it has been put; more than so many rules must have looked."""
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
    assert len(found["passes"]) > more_than, "axe has looked at the page"
    return [(one["id"], node["html"][:300]) for one in found["violations"] for node in one["nodes"]]


def opened(page, address):
    """The page with all that it can unfold unfolded."""
    page.goto(address)
    page.wait_for_function(DRAWN)
    page.evaluate("document.querySelectorAll('details:not([open]) > summary').forEach(one => one.click())")
    page.wait_for_timeout(300)  # until nothing is half faded in
    page.wait_for_function(DRAWN)


def barriers(page, address):
    """What axe finds on each page in light, and of colours in dark; no page may be wider than the phone."""
    found = {}
    for path in ADDRESSES:
        page.emulate_media(color_scheme="light")
        opened(page, address + path)
        page.wait_for_function(GROUND, arg=GROUNDS["light"])
        found[path, "light"] = violations(page) + page.evaluate(PALE, GROUNDS["light"])
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(GROUND, arg=GROUNDS["dark"])
        page.wait_for_timeout(300)  # until the colours have faded over
        page.wait_for_function(DRAWN)  # on a busy machine they take longer
        found[path, "dark"] = looked_at(page, {"type": "rule", "values": OF_COLOURS}, more_than=0)
        found[path, "dark"] += page.evaluate(PALE, GROUNDS["dark"])
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, path
    return {where: names for where, names in found.items() if names}


def test_no_page_of_a_year_has_a_barrier(visit, year):
    assert barriers(visit(year, NARROW, 640), year) == {}


def test_no_page_is_wider_than_a_desks_window(visit, year):
    page = visit(year, WIDE, 800)
    for path in ADDRESSES:
        page.goto(year + path)
        expect(page.locator("[data-testid=stMain] h1").first).to_be_visible()
        page.wait_for_timeout(500)
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDE, path
        assert page.get_by_text("Something is wrong on this page").count() == 0, path


@pytest.mark.parametrize("width", [1100, WIDE])
def test_a_desk_sees_every_page_of_the_menu_at_once(visit, empty_log, width):
    page = visit(empty_log, width, 800)
    menu = page.get_by_test_id("stHeader")
    for place in PLACES:
        expect(menu.get_by_role("link", name=place.title, exact=True)).to_be_in_viewport(ratio=1)
    expect(menu.get_by_role("button", name="more")).to_have_count(0)


def test_no_page_of_an_empty_log_has_a_barrier(visit, empty_log):
    assert barriers(visit(empty_log, NARROW, 640), empty_log) == {}


def test_no_page_has_a_barrier_while_a_red_flag_stands(serve, visit, sample_store, tmp_path):
    folder = shutil.copytree(sample_store, tmp_path / "flagged")
    Store(folder).amend_entries({date.fromisoformat(TODAY): {"signs": "night limp"}}, {})
    with serve(folder, HIPLOG_TODAY=TODAY) as address:
        page = visit(address, NARROW, 640)
        opened(page, address)
        assert page.get_by_text("Stop: do not run").count() == 1
        assert violations(page) == []


def test_a_planted_barrier_is_found(visit, empty_log):
    page = visit(empty_log, 390, 844)
    opened(page, empty_log)
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"data:,\">')")
    assert "image-alt" in {name for name, _ in violations(page)}
    page.evaluate("document.querySelector('h1').style.color = 'rgb(200, 200, 200)'")
    rules = {"type": "rule", "values": OF_COLOURS}
    picture = '<svg class="js-plotly-plot"><text fill="#808495">pale</text><text>clear</text></svg>'
    page.evaluate("picture => document.body.insertAdjacentHTML('beforeend', picture)", picture)
    assert page.evaluate(PALE, GROUNDS["light"]) == ["pale"]
    assert "color-contrast" in {name for name, _ in looked_at(page, rules, more_than=-1)}
