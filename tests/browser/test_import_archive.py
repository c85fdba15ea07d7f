"""A ZIP is uploaded, the page left at once, and the import found finished; nothing depends on a tab."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parent.parent.parent
RUNS = 60
TODAY = {"HIPLOG_TODAY": "2026-11-22"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def archive():
    """Sixty runs of the sample year, the last of them twice, and a file that cannot be read."""
    files = sorted((ROOT / "sample_data" / "year" / "runs").glob("*.fit"))[-RUNS:]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in files:
            packed.writestr(f"activities/{file.name}", file.read_bytes())
        packed.writestr("activities/again.fit", files[-1].read_bytes())
        packed.writestr("activities/broken.fit", files[0].read_bytes()[:60])
    return {"name": "export.zip", "mimeType": "application/zip", "buffer": out.getvalue()}


def upload(page, address, file):
    page.goto(f"{address}/import")
    page.locator("input[type=file]").first.set_input_files(file)
    begun = page.get_by_text("You may leave this page").or_(page.get_by_text("The last import"))
    expect(begun.first).to_be_visible()


def test_an_import_goes_on_while_its_page_is_left_and_reloaded(serve, visit, tmp_path, archive):
    with serve(tmp_path, **TODAY) as address:
        page = visit(f"{address}/shoes", 390, 844)
        upload(page, address, archive)
        page.goto(f"{address}/shoes")
        expect(page.get_by_role("heading", name="Shoes").first).to_be_visible()
        page.goto(f"{address}/import")
        page.reload()
        expect(
            page.get_by_text(f"{RUNS} runs added, 1 was already here, 1 could not be read.")
        ).to_be_visible(timeout=60_000)
        expect(page.get_by_text("broken.fit: ").first).to_be_visible()
        page.goto(f"{address}/runs")
        expect(page.get_by_text(f"{RUNS} runs, ").first).to_be_visible()
