"""The plain log at /log: what a phone without JavaScript sends, what it is told, and who is turned away."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette

from dashboard import plain_log
from ingest.diary import Entry

TODAY = date(2026, 11, 22)
HERE = {"origin": "http://127.0.0.1:8501", "sec-fetch-site": "same-origin"}


@dataclass
class Reply:
    status_code: int
    headers: dict
    text: str


class Phone:
    """Asks the routes as a server would hand requests to them, without a server."""

    def __init__(self):
        self.app = Starlette(routes=plain_log.ROUTES)

    def get(self, address, headers=None):
        return self.ask("GET", address, b"", headers or {})

    def post(self, address, data=None, content=b"", headers=None):
        body = urlencode(data, doseq=True).encode() if data else content
        return self.ask("POST", address, body, headers or {})

    def ask(self, *request):
        """In a thread of its own: the browser tests leave an event loop running in this one."""
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, self._ask(*request)).result()

    async def _ask(self, method, address, body, headers):
        path, _, query = address.partition("?")
        sent = {"host": "127.0.0.1:8501", **headers}
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        }
        parts = [body[:1000], body[1000:]]
        answers = []

        async def receive():
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        async def send(answer):
            answers.append(answer)

        await self.app(scope, receive, send)
        named = {name.decode(): value.decode() for name, value in answers[0]["headers"]}
        text = b"".join(answer.get("body", b"") for answer in answers[1:]).decode()
        return Reply(answers[0]["status"], named, text)


@pytest.fixture
def phone(empty_store, monkeypatch):
    """A browser on this machine, and the log that it writes into."""
    monkeypatch.setattr(plain_log, "_store", lambda: empty_store)
    monkeypatch.setattr(plain_log.st, "get_option", {"server.allowedHosts": ["127.0.0.1", "localhost"]}.get)
    return Phone()


def hidden(page, name):
    return unescape(re.search(rf'name="{name}" value="([^"]*)"', page)[1])


def send(phone, act="save", page=None, headers=HERE, **answers):
    """Sends the form of a page, with these answers in its fields."""
    page = page or phone.get("/log").text
    carried = {name: hidden(page, name) for name in ("day", "run_day", "seen")}
    return phone.post("/log", data=carried | {"act": act} | answers, headers=headers).text


def told(page):
    said = re.search(r'role="status">(.*?)(?:<form|<b>|</div>)', page, re.S)
    return unescape(said[1]).strip()


def entries(store):
    return {row["day"].date(): row for row in store.load().diary.to_dict("records")}


def test_the_form_needs_no_script_and_nothing_from_elsewhere(phone):
    reply = phone.get("/log")
    assert reply.status_code == 200
    assert "<script" not in reply.text
    assert re.findall(r'(?:src|href|action)="(?!/)', reply.text) == []
    assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_pain_and_places_are_saved_like_on_the_map(phone, empty_store):
    page = send(phone, worst_pain="4", spots=["left.outer", "right.front"], signs="night", note="stairs")
    assert (
        told(page)
        == "Saved for Sun 22 Nov: pain 4, left outer hip, right front / groin, it woke me at night."
    )
    said = entries(empty_store)[TODAY]
    assert (said["worst_pain"], said["side"], said["signs"], said["note"]) == (4, "both", "night", "stairs")
    assert re.search(r'value="4" checked', page)


def test_no_pain_and_same_as_yesterday_take_one_button(phone, empty_store):
    empty_store.add_entry(Entry(date(2026, 11, 21), worst_pain=3, spots="left.deep"))
    page = send(phone, "same")
    assert told(page) == "Saved for Sun 22 Nov: pain 3, left deep inside."
    assert told(send(phone, "none", page)) == "Saved for Sun 22 Nov: no pain."


def test_the_same_form_sent_twice_is_one_version(phone, empty_store):
    page = phone.get("/log").text
    send(phone, page=page, worst_pain="4", note="two\r\nlines")
    first = empty_store.load().diary
    assert "Saved for" in told(send(phone, page=page, worst_pain="4", note="two\r\nlines"))
    assert empty_store.load().diary.equals(first)
    assert first["note"].tolist() == ["two\nlines"]


def test_undo_is_carried_by_the_page_and_takes_the_entry_back(phone, empty_store):
    page = send(phone, worst_pain="4", note='"><b>')
    undo = {"act": "undo", "day": "2026-11-22", "undo": hidden(page, "undo")}
    assert told(phone.post("/log", data=undo, headers=HERE).text) == "Taken back."
    assert entries(empty_store) == {}


def test_a_refusal_keeps_what_was_typed(phone, empty_store):
    page = send(phone, worst_pain="2", rest_pain="5", note="<i>kept</i>", onset_m="far")
    assert "is not a distance" in told(page)
    page = send(phone, page=page, worst_pain="2", rest_pain="5", note="<i>kept</i>")
    assert "Please raise the worst" in told(page)
    assert "&lt;i&gt;kept&lt;/i&gt;</textarea>" in page
    assert '<option value="5" selected>' in page
    assert entries(empty_store) == {}


def test_a_day_changed_meanwhile_is_asked_about_and_a_second_save_settles_it(phone, empty_store):
    page = phone.get("/log").text
    empty_store.add_entry(Entry(TODAY, worst_pain=3, note="from the other tab"))
    page = send(phone, page=page, worst_pain="6")
    assert told(page) == "Changed on another page since. There: pain 3. Here: pain 6. Which one shall stand?"
    assert entries(empty_store)[TODAY]["worst_pain"] == 3
    assert "Saved for" in told(send(phone, page=page, worst_pain="6", note="from the other tab"))
    assert entries(empty_store)[TODAY]["worst_pain"] == 6


def test_another_day_can_be_asked_for_but_not_tomorrow(phone):
    assert hidden(phone.get("/log?day=2026-11-02").text, "day") == "2026-11-02"
    assert hidden(phone.get("/log?day=2026-11-23").text, "day") == "2026-11-22"
    assert "2026-11-23 has not been yet" in told(phone.get("/log?day=2026-11-23").text)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "[::1", ""])
def test_foreign_names_for_this_machine_are_turned_away(phone, host):
    for path in ("/log", "/log/manifest.webmanifest", "/log/icon.svg"):
        assert phone.get(path, headers={"host": host}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example", "sec-fetch-site": "cross-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://127.0.0.1:8501", "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {},
    ],
)
def test_a_form_from_another_page_is_turned_away(phone, empty_store, headers):
    said = {"act": "none", "day": "2026-11-22", "run_day": "2026-11-22", "seen": "{}"}
    assert phone.post("/log", data=said, headers=headers).status_code == 403
    assert entries(empty_store) == {}


@pytest.mark.parametrize("headers", [{"origin": "http://127.0.0.1:8501"}, {"sec-fetch-site": "same-origin"}])
def test_a_form_from_here_is_taken_by_either_mark(phone, empty_store, headers):
    send(phone, "none", headers=headers)
    assert entries(empty_store)[TODAY]["worst_pain"] == 0


def test_a_body_is_taken_up_to_its_cap_and_not_beyond(phone):
    start = urlencode({"act": "save", "day": "2026-11-22", "run_day": "2026-11-22", "seen": "{}"}) + "&x="
    for more, status in ((0, 200), (1, 413)):
        body = (start + "y" * (plain_log.LARGEST_BODY - len(start) + more)).encode()
        assert phone.post("/log", content=body, headers=HERE).status_code == status


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"seen=%7B", "&".join("abc").encode() * 150, b"undo=[1]&act=undo", b""]
)
def test_what_is_no_form_is_said_in_a_sentence(phone, empty_store, body):
    reply = phone.post("/log", content=body, headers=HERE)
    assert reply.status_code == 200
    assert told(reply.text)
    assert entries(empty_store) == {}


@pytest.mark.parametrize(
    "undo", ["[]", "3", '{"before": 1, "saved": {}}', '{"before": {"x": {}}, "saved": {}}']
)
def test_an_undo_that_is_none_takes_nothing_back(phone, empty_store, undo):
    empty_store.add_entry(Entry(TODAY, worst_pain=3))
    said = {"act": "undo", "day": "2026-11-22", "undo": undo}
    assert told(phone.post("/log", data=said, headers=HERE).text) == "There is nothing left to take back."
    assert entries(empty_store)[TODAY]["worst_pain"] == 3


def test_an_act_that_nobody_knows_changes_nothing(phone, empty_store):
    assert "could not be read" in told(send(phone, "erase", worst_pain="4"))
    assert entries(empty_store) == {}


def test_a_look_at_the_head_alone_sends_no_form(phone):
    reply = phone.ask("HEAD", "/log?day=2026-11-02", b"", {})
    assert (reply.status_code, hidden(reply.text, "day")) == (200, "2026-11-02")


@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-02", "1989-12-31"])
def test_a_day_before_1990_is_told_in_a_sentence(phone, empty_store, day):
    assert "is before 1990" in told(phone.get(f"/log?day={day}").text)
    said = {"act": "save", "day": day, "run_day": day, "seen": "{}", "worst_pain": "1", "morning_pain": "1"}
    assert "is before 1990" in told(phone.post("/log", data=said, headers=HERE).text)
    assert entries(empty_store) == {}


def test_a_form_nested_without_end_is_told_in_a_sentence(phone):
    said = {"act": "save", "day": "2026-11-22", "run_day": "2026-11-22", "seen": "[" * 100_000}
    assert "could not be read" in told(phone.post("/log", data=said, headers=HERE).text)


@pytest.mark.parametrize("number", ["1" + "0" * 400, "1e999", "1" + "0" * 5000])
def test_a_huge_number_is_no_trouble(phone, empty_store, number):
    said = {"act": "save", "day": "2026-11-22", "run_day": "2026-11-22", "worst_pain": "3"}
    seen = f'{{"rest_pain": {number}, "onset_m": {number}}}'
    assert told(phone.post("/log", data=said | {"seen": seen}, headers=HERE).text)
    undo = f'{{"before": {{"2026-11-22": {{"onset_m": {number}}}}}, "saved": {{}}}}'
    said = {"act": "undo", "day": "2026-11-22", "undo": undo}
    assert told(phone.post("/log", data=said, headers=HERE).text)
    assert [row["onset_m"] for row in entries(empty_store).values() if row["onset_m"] > 0] == []


def test_no_pain_does_not_take_a_red_flag_away(phone, empty_store):
    send(phone, worst_pain="4", quality="numb")
    page = send(phone, "none", worst_pain="4", quality="numb")
    assert told(page).startswith("Sun 22 Nov says “numb”.")
    assert "Stop: do not run." in page
    assert entries(empty_store)[TODAY]["worst_pain"] == 4


def test_same_as_yesterday_is_not_offered_where_the_day_has_its_own_answers(phone, empty_store):
    empty_store.add_entry(Entry(date(2026, 11, 21), worst_pain=3))
    assert 'value="same"' in phone.get("/log").text
    page = send(phone, worst_pain="6")
    assert 'value="same"' not in page
    assert told(send(phone, "same", page)).startswith("Sun 22 Nov has its own answers already.")
    assert entries(empty_store)[TODAY]["worst_pain"] == 6


def test_a_longest_note_fits_twice(phone, empty_store):
    send(phone, note="é" * 10_000)
    assert "Saved" in told(send(phone, note="è" * 10_000))


def test_the_home_screen_finds_its_name_and_icon(phone):
    said = json.loads(phone.get("/log/manifest.webmanifest").text)
    assert said["start_url"] == "/log"
    assert phone.get(said["icons"][0]["src"]).headers["content-type"].startswith("image/svg+xml")


def test_a_red_flag_says_stop_and_whom_to_see_until_it_is_gone(phone, empty_store):
    page = send(phone, worst_pain="4", signs="limp")
    assert "Stop: do not run." in page
    assert "See a doctor today, or within 48 hours at most." in page
    assert "Stop: do not run." in phone.get("/log?day=2026-11-20").text
    empty_store.clear_flags(TODAY, ["2026-11-22:limp"], "physio: a bruise, walk it off")
    assert "Stop: do not run." not in phone.get("/log").text
