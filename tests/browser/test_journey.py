"""The main job as a runner does it: a watch file in, the hip logged, and both found again after a restart."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parent.parent.parent
WATCH_FILE = ROOT / "sample_data" / "year" / "runs" / "2026-11-21-0819-trail.fit"
TODAY = {"HIPLOG_TODAY": "2026-11-22"}
SIZES = [
    pytest.param(390, 844, id="phone"),
    pytest.param(1280, 800, id="desktop", marks=pytest.mark.slow),
]

pytestmark = pytest.mark.browser


def bring(page, address, file):
    page.goto(f"{address}/import")
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_text("1 run added.")).to_be_visible(timeout=60_000)


def log_pain(page, address, score, spot):
    page.goto(address)
    expect(page.get_by_role("heading", name="How is the hip?")).to_be_visible()
    pad = page.get_by_role("radiogroup", name="Worst pain today")
    pad.get_by_role("radio", name=str(score), exact=True).click()
    page.get_by_role("button", name=spot).click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved for Sun 22 Nov: pain 4, left outer hip.")).to_be_visible()


def see_both(page, address):
    """The run and the entry, in the picture and in the week's lists."""
    page.goto(f"{address}/risk")
    expect(page.locator(".js-plotly-plot .bars path").first).to_be_visible()
    expect(page.get_by_text("The hip at its worst in the last seven days: 4 of 10")).to_be_visible()
    expect(page.get_by_text("18.8 km this week so far")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_run_and_its_pain_are_found_again_after_a_restart(serve, visit, tmp_path, width, height):
    with serve(tmp_path, **TODAY) as address:
        page = visit(address, width, height)
        bring(page, address, WATCH_FILE)
        log_pain(page, address, 4, "left: outer hip")
        see_both(page, address)
    with serve(tmp_path, **TODAY) as address:
        see_both(visit(address, width, height), address)
