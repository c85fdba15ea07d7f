"""The hip log on a phone: a few taps from open to saved, by thumb or by keys, and nothing lost on the way."""

import re
import shutil
from datetime import date

import pytest
from playwright.sync_api import expect

from ingest.diary import Entry
from ingest.store import Store
from tests.browser.conftest import serving
from tests.diary_days import withdraw

TODAY = date(2026, 11, 22)
PHONES = [pytest.param(360, 640, id="small"), pytest.param(390, 844, id="usual")]
LEAST_TARGET_PX = 44
LEAST_TEXT_PX = 14

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """One server for all tests here; each begins with an empty diary."""
    folder = tmp_path_factory.mktemp("log") / "store"
    store = Store(folder)
    store.add_shoe("Pegasus", "road")  # an empty log begins with a welcome, above all else
    with serving(folder, HIPLOG_TODAY=TODAY.isoformat()) as address:
        yield address, store
    shutil.rmtree(folder)


@pytest.fixture
def store(served):
    for day in served[1].load().diary["day"]:
        withdraw(served[1], day.date())
    return served[1]


@pytest.fixture(scope="module")
def window(chromium):
    """One phone for all tests here, which keeps what it has fetched; nothing may come from elsewhere."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "blob:http://127.0.0.1:"))] == []


@pytest.fixture
def phone(served, store, window):
    """Opens Today on a phone; 390 by 844 where nothing else is told."""
    pages = []

    def opened(width=390, height=844, clock=False):
        page = window.new_page()
        if clock:
            page.clock.install()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(served[0])
        expect(page.get_by_role("radiogroup", name="Worst pain")).to_be_visible()
        return page

    yield opened
    for page in pages:
        page.close()


def pad(page, name="Worst pain"):
    return page.get_by_role("radiogroup", name=name)


def score(page, number, name="Worst pain"):
    return pad(page, name).get_by_role("radio", name=str(number), exact=True)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def more(page):
    """The log's own button: between a phone and a desk the menu has one named "2 more"."""
    return page.get_by_role("button", name=re.compile("^More"))


def told(page, text):
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def entry(store, day=TODAY):
    rows = store.load().diary.set_index("day")
    return rows.loc[day.isoformat()].dropna().to_dict() if len(rows) else {}


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_pain_with_place_and_side_takes_three_taps(phone, store, width, height):
    page = phone(width, height)
    score(page, 4).tap()
    button(page, "left: outer hip").tap()
    told(page, "Pain 4, left outer hip.")
    assert store.load().diary.empty, "taps stay on the phone until Save"
    button(page, "Save").tap()
    told(page, "Saved for Sun 22 Nov: pain 4, left outer hip.")
    said = entry(store)
    assert (said["worst_pain"], said["side"], said["place"], said["spots"]) == (
        4,
        "left",
        "outer",
        "left.outer",
    )


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_pad_map_and_save_fit_the_screen_and_every_target_a_thumb(phone, width, height):
    page = phone(width, height)
    for view in ("Front", "Back"):
        button(page, view).tap()
        expect(button(page, view)).to_have_attribute("aria-pressed", "true")
        tops_and_ends = edges(page, ".log > .pad", ".map", ".acts.usual")
        assert tops_and_ends == sorted(tops_and_ends), "they stand below each other and none covers another"
        assert edges(page, ".log > .pad")[0] > page.get_by_role("heading").first.bounding_box()["y"] > 68
        assert tops_and_ends[-1] <= height
        assert small_targets(page, 25) == []


def edges(page, *parts):
    boxes = [page.locator(part).bounding_box() for part in parts]
    return [edge for box in boxes for edge in (box["y"], box["y"] + box["height"])]


def edges_across(page, part):
    box = page.locator(part).bounding_box()
    return box["x"], box["x"] + box["width"]


def small_targets(page, at_least):
    """(what it says, width, height) of each button and field that is in sight and below 44 px."""
    boxes = page.locator("form.log").evaluate(
        "log => [...log.querySelectorAll('button, input, textarea')].filter(each => each.offsetParent)"
        ".map(each => [each.textContent, each.getBoundingClientRect()]).map(([said, box]) => "
        "[said, box.width, box.height])"
    )
    assert len(boxes) >= at_least
    return [box for box in boxes if min(box[1:]) < LEAST_TARGET_PX - 0.01]


def test_all_that_is_asked_on_demand_fits_a_thumb_and_can_be_read(phone, store):
    store.add_entry(Entry(TODAY, worst_pain=4, spots="left.outer right.outer"))
    page = phone(360, 640)
    more(page).tap()
    expect(pad(page, "Left hip at its worst")).to_be_visible()
    assert small_targets(page, 100) == []
    sizes = page.locator("form.log").evaluate(
        "log => [...log.querySelectorAll('*')].filter(each => each.offsetParent && each.textContent.trim())"
        ".map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= LEAST_TEXT_PX
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_save_stays_in_sight_while_more_is_asked_and_leaves_with_the_log(phone, store):
    page = phone(360, 640)
    more(page).tap()
    page.get_by_role("textbox", name="Note").scroll_into_view_if_needed()
    expect(button(page, "Save")).to_be_in_viewport(ratio=1)
    note, bar = page.get_by_role("textbox", name="Note").bounding_box(), page.locator(".bar").bounding_box()
    assert note["y"] + note["height"] <= bar["y"] + 1


def test_the_runners_right_changes_sides_with_the_view_and_spots_in_both_are_one_entry(phone, store):
    page = phone()
    middle = sum(edges_across(page, ".map")) / 2
    assert edges_across(page, ".viewer-left")[1] < middle
    expect(page.locator(".viewer-left")).to_have_text("your right")
    assert button(page, "right: front / groin").bounding_box()["x"] < middle
    score(page, 5).tap()
    button(page, "right: front / groin").tap()
    button(page, "Back").tap()
    expect(page.locator(".viewer-left")).to_have_text("your left")
    assert button(page, "right: sit bone").bounding_box()["x"] > middle
    button(page, "left: sit bone").tap()
    button(page, "Save").tap()
    told(page, "Saved for Sun 22 Nov: pain 5, right front / groin, left sit bone.")
    assert (entry(store)["spots"], entry(store)["side"]) == ("right.front left.sit_bone", "both")


def test_keys_alone_log_pain(phone, store):
    page = phone()
    score(page, "0 none").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(score(page, 3)).to_be_checked()
    for _ in range(4):  # front, back, more, and the first spot
        page.keyboard.press("Tab")
    expect(button(page, "right: outer hip")).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(9):  # seven more spots, no pain, save
        page.keyboard.press("Tab")
    expect(button(page, "Save")).to_be_focused()
    page.keyboard.press("Enter")
    told(page, "Saved for Sun 22 Nov: pain 3, right outer hip.")
    expect(button(page, "Save")).to_be_focused()


def test_no_pain_takes_one_tap_and_undo_another(phone, store):
    page = phone()
    button(page, "No pain").tap()
    told(page, "Saved for Sun 22 Nov: no pain.")
    assert entry(store)["worst_pain"] == 0
    button(page, "Undo").tap()
    told(page, "Taken back.")
    assert store.load().diary.empty


def test_the_map_is_quiet_without_pain_and_same_as_yesterday_takes_one_tap(phone, store):
    store.add_entry(Entry(date(2026, 11, 21), worst_pain=4, spots="left.deep"))
    page = phone()
    expect(button(page, "left: deep inside")).to_have_attribute("aria-pressed", "true")
    score(page, "0 none").tap()
    expect(button(page, "left: deep inside")).to_be_disabled()
    expect(button(page, "left: deep inside")).to_have_attribute("aria-pressed", "false")
    score(page, 2).tap()
    expect(button(page, "left: deep inside")).to_have_attribute("aria-pressed", "true")
    button(page, "Same as yesterday (4)").tap()
    told(page, "Saved for Sun 22 Nov: pain 4, left deep inside.")


def test_a_refusal_loses_nothing_that_was_tapped_or_typed(phone, store):
    page = phone()
    score(page, 2).tap()
    button(page, "left: deep inside").tap()
    more(page).tap()
    score(page, 6, "Pain at rest").tap()
    button(page, "it woke me at night").tap()
    page.get_by_role("textbox", name="Note").fill("![x](http://example.org/x.png)")
    button(page, "Save").tap()
    told(page, "more than the worst pain of the day, 2. Please raise the worst.")
    assert store.load().diary.empty
    score(page, 7).tap()
    button(page, "Save").tap()
    told(page, "Saved for Sun 22 Nov: pain 7, at rest 6, left deep inside")
    said = entry(store)
    assert (said["rest_pain"], said["signs"], said["note"]) == (6, "night", "![x](http://example.org/x.png)")


def test_no_pain_is_refused_where_a_sign_is_ticked_and_none_of_these_stands_alone(phone, store):
    page = phone(360, 640)
    more(page).tap()
    button(page, "running").tap()
    button(page, "none of these").tap()
    expect(button(page, "running")).to_have_attribute("aria-pressed", "false")
    button(page, "stairs").tap()
    expect(button(page, "none of these")).to_have_attribute("aria-pressed", "false")
    button(page, "I limp").tap()
    button(page, "No pain").tap()
    told(page, "Sun 22 Nov says “I limp”. If that is wrong, clear it under “More” first.")
    assert store.load().diary.empty
    expect(button(page, "✓ stairs")).to_have_attribute("aria-pressed", "true")
    button(page, "✓ I limp").tap()
    button(page, "No pain").tap()
    told(page, "Saved for Sun 22 Nov: no pain.")


def test_two_tabs_ask_which_shall_stand(phone, store):
    here, there = phone(), phone()
    there.bring_to_front()
    score(there, 3).tap()
    button(there, "Save").tap()
    told(there, "Saved")
    here.bring_to_front()
    score(here, 6).tap()
    button(here, "right: deep inside").tap()
    button(here, "Save").tap()
    told(here, "There: pain 3. Here: pain 6, right deep inside. Which one shall stand?")
    assert entry(store)["worst_pain"] == 3
    button(here, "Save mine").tap()
    told(here, "Saved for Sun 22 Nov: pain 6, right deep inside.")
    there.bring_to_front()
    score(there, 8).tap()
    button(there, "Save").tap()
    told(there, "Which one shall stand?")
    button(there, "Keep that one").tap()
    expect(score(there, 6)).to_be_checked()
    assert (len(store.load().diary), entry(store)["worst_pain"]) == (1, 6)


def test_a_lost_reply_and_a_second_save_end_with_one_entry_and_its_undo(phone, store, window):
    line = Line()
    window.route_web_socket("**/_stcore/stream", line.between)
    page = phone(clock=True)
    score(page, 4).tap()
    line.cut = True
    button(page, "Save").tap()
    told(page, "Saving …")
    line.fall_silent(page)
    page.clock.fast_forward(8000)
    told(page, "No answer yet. Tap Save again: nothing is kept twice.")
    logged_at = entry(store)["logged_at"]
    line.cut = False
    button(page, "Save").tap()
    told(page, "Saved for Sun 22 Nov: pain 4.")
    assert entry(store)["logged_at"] == logged_at
    button(page, "Undo").tap()
    told(page, "Taken back.")
    assert store.load().diary.empty


class Line:
    """The way from the server to the phone; while it is cut, what the server says is lost."""

    def __init__(self):
        self.cut, self.lost = False, 0

    def between(self, socket):
        server = socket.connect_to_server()
        server.on_message(lambda message: self.pass_on(socket, message))

    def pass_on(self, socket, message):
        if self.cut:
            self.lost += 1
        else:
            socket.send(message)

    def fall_silent(self, page):
        """Waits until the server has said all that it had to say."""
        before = -1
        while self.lost == 0 or self.lost != before:
            before = self.lost
            page.wait_for_timeout(1500)


def test_another_day_is_a_tap_away_and_keeps_its_own_answers(phone, store):
    store.add_entry(Entry(date(2026, 11, 21), worst_pain=5, note="stairs"))
    page = phone()
    button(page, "The day before").tap()
    expect(page.get_by_text("Sat 21 Nov", exact=True)).to_be_visible()
    expect(score(page, 5)).to_be_checked()
    score(page, 2).tap()
    button(page, "Save for Sat 21 Nov").tap()
    told(page, "Saved for Sat 21 Nov: pain 2.")
    said = entry(store, date(2026, 11, 21))
    assert (said["worst_pain"], said["note"]) == (2, "stairs")
    page.get_by_label("Another day").fill("2026-11-02")
    expect(button(page, "Save for Mon 2 Nov")).to_be_visible()


def test_a_saved_note_outlives_a_look_at_another_page(phone, served, store):
    page = phone(1280, 800)
    more(page).tap()
    page.get_by_role("textbox", name="Note").fill("clicks on the stairs")
    score(page, 4).tap()
    button(page, "Save").tap()
    told(page, "Saved")
    page.get_by_role("link", name="Import").tap()
    expect(page.get_by_role("heading", name="Import", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Today").tap()
    expect(score(page, 4)).to_be_checked()
    more(page).tap()
    expect(page.get_by_role("textbox", name="Note")).to_have_value("clicks on the stairs")
