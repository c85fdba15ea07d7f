"""The calendar of squares in a browser: large enough for a thumb, told in words, and a way into the log."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from ingest.diary import Entry
from ingest.store import Store

SUNDAY = date(2026, 11, 22)
TODAY = {"HIPLOG_TODAY": SUNDAY.isoformat()}
SMALLEST_PX = 44

pytestmark = pytest.mark.browser


@pytest.fixture
def store(tmp_path):
    """Pain 4 on Friday, none on Saturday, nothing logged on Thursday."""
    store = Store(tmp_path / "store")
    store.add_entry(Entry(SUNDAY - timedelta(days=2), worst_pain=4, side="left", place="outer"))
    store.add_entry(Entry(SUNDAY - timedelta(days=1), worst_pain=0))
    return tmp_path / "store"


def day(page, label):
    return page.get_by_role("button", name=label, exact=True)


def test_squares_fit_a_phone_and_a_thumb_a_gap_is_no_zero_and_a_tap_opens_the_log_on_its_day(
    serve, visit, store
):
    with serve(store, **TODAY) as address:
        page = visit(f"{address}/diary", 360, 640, has_touch=True)
        expect(day(page, "Fri 20 Nov: pain 4, outer hip, left")).to_be_visible()
        boxes = [square.bounding_box() for square in page.locator("button.day").all()]
        assert len(boxes) == 31 + 22
        assert min(min(box["width"], box["height"]) for box in boxes) >= SMALLEST_PX
        assert max(box["x"] + box["width"] for box in boxes) <= 360
        free, gap = day(page, "Sat 21 Nov: no pain"), day(page, "Thu 19 Nov: nothing logged")
        expect(free).to_have_css("border-style", "solid")
        expect(free).to_contain_text("0")
        expect(gap).to_have_css("border-style", "dashed")
        assert gap.inner_text().strip() == "19"
        gap.tap()
        expect(page.get_by_role("heading", name="How is the hip?")).to_be_visible()
        expect(page.get_by_text("Thu 19 Nov").first).to_be_visible()
        page.go_back()
        expect(page.get_by_role("heading", name="Day by day")).to_be_visible()


def test_the_calendar_needs_no_mouse(serve, visit, store):
    with serve(store, **TODAY) as address:
        page = visit(f"{address}/diary", 1280, 800)
        expect(page.locator("button.day.today")).to_be_visible()
        # One square can be reached with Tab; the arrows lead to the others.
        assert [square.get_attribute("tabindex") for square in page.locator("button.day").all()].count(
            "0"
        ) == 1
        page.locator("button.day.today").focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")
        expect(day(page, "Mon 16 Nov: nothing logged")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Mon 16 Nov").first).to_be_visible()
        expect(page.get_by_role("heading", name="How is the hip?")).to_be_visible()
