"""The app as a whole: every page of the menu, the welcome of an empty log, calm when something breaks."""

import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from analysis.findings import Evidence, Finding, Severity
from dashboard import app, cache
from dashboard.components import stop_board
from dashboard.views import runs, sample, today
from ingest.diary import Entry
from ingest.errors import StoreError
from ingest.schema import Profile
from tests.diary_days import withdraw

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = date(2026, 11, 22)
PATHS = [place.path for place in app.PLACES]


@pytest.fixture(autouse=True)
def _opened_afresh():
    """Each test opens the store that HIPLOG_STORE names, as a new server would."""
    cache.store.clear()
    sample._loaders().clear()
    yield
    cache.store.clear()
    sample._loaders().clear()


@pytest.fixture
def open_app(monkeypatch):
    """Opens the app on a store, at a page of the menu."""

    def opened(store, path="today"):
        monkeypatch.setenv("HIPLOG_STORE", store.where)
        page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
        if path != "today":
            page._page_hash = calc_hash(path)
        return page.run()

    return opened


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_on_a_small_log(open_app, small_store, path):
    page = open_app(small_store, path)
    assert not page.exception
    assert not page.error
    assert page.title


def test_the_menu_holds_every_page_once_and_the_first_by_its_name_too(open_app, empty_store, monkeypatch):
    menus, drawn = [], st.navigation
    monkeypatch.setattr(st, "navigation", lambda pages, **how: menus.append(pages) or drawn(pages, **how))
    open_app(empty_store)
    *pages, by_name = menus[0]
    assert [page.url_path for page in pages] == ["", *PATHS[1:]]
    assert (by_name.url_path, by_name.visibility) == ("today", "hidden")


@pytest.mark.parametrize("path", PATHS)
def test_every_page_of_an_empty_log_offers_the_sample_year(open_app, empty_store, path):
    page = open_app(empty_store, path)
    assert not page.exception
    assert not page.error
    assert page.button(key="welcome.sample")


@pytest.mark.parametrize("path", ["today", "risk", "terrain"])
def test_pages_that_have_nothing_to_show_yet_welcome(open_app, empty_store, path):
    assert open_app(empty_store, path).title[0].value == "Welcome to hiplog"


@pytest.mark.parametrize(
    ("path", "name", "first"),
    [
        (
            "patterns",
            "What was different",
            "Here will stand what was different on the days before your hip hurt.",
        ),
        ("form", "Form", "How you run will stand here."),
    ],
)
def test_pages_whose_name_says_little_tell_what_will_stand_there_above_the_welcome(
    open_app, empty_store, path, name, first
):
    page = open_app(empty_store, path)
    assert [title.value for title in page.title] == [name, "Welcome to hiplog"]
    assert page.markdown[0].value.startswith(first)


@pytest.mark.parametrize("path", ["import", "shoes", "runs", "settings"])
def test_pages_that_can_be_used_at_once_are_not_hidden_by_the_welcome(open_app, empty_store, path):
    assert [title.value for title in open_app(empty_store, path).title] == [path.capitalize()]


def test_the_welcome_names_every_kind_of_file(open_app, empty_store):
    said = " ".join(markdown.value for markdown in open_app(empty_store).markdown)
    assert "Export FIT, GPX or TCX files" in said


def test_the_sample_year_is_not_offered_while_the_first_runs_come_in(open_app, empty_store):
    empty_store.add_job([("a.fit", b"x")])
    page = open_app(empty_store, "import")
    assert page.progress
    assert "Load the sample year" not in [button.label for button in page.button]


def test_an_empty_log_can_be_asked_how_the_hip_is(open_app, empty_store):
    page = open_app(empty_store)
    assert [title.value for title in page.title] == ["Welcome to hiplog", "How is the hip?"]
    empty_store.add_entry(Entry(TODAY, worst_pain=0))
    assert [title.value for title in page.run().title] == ["How is the hip?"]


def test_while_a_red_flag_stands_every_page_begins_with_it(open_app, small_store, monkeypatch):
    heads = []
    monkeypatch.setattr(stop_board, "head", lambda key, whom, *_: heads.append(whom))
    small_store.add_entry(Entry(TODAY, worst_pain=4, signs="bladder"))
    for path in PATHS:
        open_app(small_store, path)
    assert len(heads) == len(PATHS)
    assert all("emergency" in whom for whom in heads)


@pytest.mark.parametrize("flagged", [True, False], ids=["a flag stands", "none does"])
@pytest.mark.parametrize("path", ["shoes", "terrain", "risk"])
def test_no_page_suggests_what_is_done_running_while_a_red_flag_stands(
    open_app, small_store, monkeypatch, everything_said, path, flagged
):
    """Both ways, so that the words are known to be looked for where they stand."""
    monkeypatch.setattr(stop_board, "head", lambda *_: None)
    evidence = Evidence("weak", "own", "")
    monkeypatch.setattr(
        cache,
        "findings",
        lambda _, today: [
            Finding(rule, Severity.NOTE, today, "said", 1.0, 0.0, "m", "Known.", evidence, suggested="Turn.")
            for rule in ("shoes.new_jump", "routes.same_course")
        ],
    )
    if flagged:
        small_store.add_entry(Entry(TODAY, worst_pain=4, signs="bladder"))
    said = everything_said(open_app(small_store, path))
    assert ("Known. Turn." in said, "Turn." in said) == (not flagged, not flagged)
    assert "Known." in said
    if path == "shoes":
        assert "562\N{NO-BREAK SPACE}km of 644\N{NO-BREAK SPACE}km" in said
        assert ("run in both by turns" in said) != flagged


def test_the_import_page_of_an_empty_log_begins_with_the_drop_zone(open_app, empty_store):
    page = open_app(empty_store, "import")
    assert page.title[0].value == "Import"
    assert page.file_uploader


def test_a_new_runners_days_follow_the_clock_of_the_browser(open_app, empty_store, monkeypatch):
    monkeypatch.setenv("HIPLOG_STORE", empty_store.where)
    page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
    page.context = {"timezone": "Pacific/Auckland"}
    page.run()
    assert empty_store.profile() == Profile(zone="Pacific/Auckland")


def test_a_zone_that_the_runner_chose_stays(open_app, small_store, monkeypatch):
    small_store.save_profile(Profile(zone="Europe/Berlin"))
    monkeypatch.setenv("HIPLOG_STORE", small_store.where)
    page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30)
    page.context = {"timezone": "Pacific/Auckland"}
    page.run()
    assert small_store.profile().zone == "Europe/Berlin"
    page.button(key="today.zone").click().run()
    assert small_store.profile().zone == "Pacific/Auckland"


class Loader:
    """Stands in for the process that loads the sample year."""

    code = None

    def __init__(self, command, **options):
        self.command, self.options = command, options

    def poll(self):
        return self.code


def test_the_sample_year_is_loaded_by_a_process_of_its_own(open_app, empty_store, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", Loader)
    page = open_app(empty_store)
    page.button(key="welcome.sample").click().run()
    assert not page.exception
    loader = sample._loaders()[empty_store.where]
    assert loader.command[1:] == ["-m", "sample_data.load", "--until", "2026-11-22"]
    assert loader.options["env"]["HIPLOG_STORE"] == empty_store.where
    assert page.title[0].value == "The sample year"
    assert page.progress[0].value == 0


def test_a_sample_year_that_stopped_half_way_can_go_on(open_app, empty_store, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", Loader)
    page = open_app(empty_store)
    page.button(key="welcome.sample").click().run()
    sample._loaders()[empty_store.where].code = -9
    page.run()
    assert "stopped before it was done" in page.warning[0].value
    page.button(key="sample.go_on").click().run()
    assert page.progress


def test_two_tabs_load_the_sample_year_once(open_app, empty_store, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", Loader)
    one, other = open_app(empty_store), open_app(empty_store)
    one.button(key="welcome.sample").click().run()
    first = sample._loaders()[empty_store.where]
    other.button(key="welcome.sample").click().run()
    assert not other.exception
    assert sample._loaders()[empty_store.where] is first


def test_a_loaded_sample_year_gives_the_pages_back(open_app, small_store, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", Loader)
    page = open_app(small_store)
    sample.start(small_store, date(2026, 11, 22))
    sample._loaders()[small_store.where].code = 0
    page.run()
    assert page.title[0].value == "How is the hip?"


def test_a_bug_in_a_page_gives_a_calm_sentence_and_goes_to_the_log(
    open_app, small_store, monkeypatch, caplog
):
    def broken(store):
        raise KeyError("what the programmer forgot")

    monkeypatch.setattr(today, "page", broken)
    page = open_app(small_store)
    assert not page.exception
    assert "Nothing you have saved is lost" in page.error[0].value
    assert "programmer" not in page.error[0].value
    assert "what the programmer forgot" in caplog.text


def test_a_store_that_fails_says_so_in_its_own_words(open_app, small_store, monkeypatch):
    def locked(store):
        raise StoreError("The log is locked by another program; close it and try again.")

    monkeypatch.setattr(runs, "page", locked)
    page = open_app(small_store, "runs")
    assert page.error[0].value == "The log is locked by another program; close it and try again."


def test_a_store_that_cannot_be_opened_says_so(monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("no folder")
    monkeypatch.setenv("HIPLOG_STORE", str(tmp_path / "a file" / "store"))
    page = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=30).run()
    assert not page.exception
    assert page.error


def test_the_log_is_read_again_when_it_changes(small_store):
    before = len(cache.log(small_store).diary)
    withdraw(small_store, cache.log(small_store).diary["day"].iloc[0].date())
    assert len(cache.log(small_store).diary) == before - 1


def test_the_config_keeps_the_door_shut():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["showEmailPrompt"] is False
    assert config["server"]["fileWatcherType"] == "none"
    assert config["server"]["maxUploadSize"] == 200
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorLinks"] is False
    assert "http" not in str(config["theme"])


SAMPLE_SAYS = {
    "form": "Your cadence at the same speed is as usual.",
    "today": "Rest today.",  # 5 of 10 this morning: the pain speaks before the mileage
    "diary": "This episode (outer hip, left) began on Sun 13 Sep",
    "plan": "3 days in a row with pain of at most 2",
    "care": "The pain began or flared on Sat 21 Nov",
    "guide": "Structures in this area (outer hip) include",
    "import": "All files ever imported (181)",
    "risk": "33 km this week so far",  # 7.0 + 7.2 + 18.8 km, and 4 of 10 on the last day
    "patterns": "One thing stood out before it hurt more: running downhill",  # its own
    "terrain": "In the last four weeks",
    "shoes": "Harrier 3",
    "runs": "181 runs, 1,440 km",
    "settings": "When hiplog speaks up",
}


def said_on(page):
    kinds = (page.markdown, page.caption, page.text, page.header, page.subheader)
    return " ".join([element.value for kind in kinds for element in kind] + [e.label for e in page.expander])


@pytest.mark.parametrize("path", PATHS)
def test_every_page_opens_on_the_sample_year(open_app, sample_copy, path):
    page = open_app(sample_copy, path)
    assert not page.exception
    assert not page.error
    assert "Welcome to hiplog" not in [title.value for title in page.title]
    assert SAMPLE_SAYS[path] in said_on(page)


def test_a_week_of_runs_that_nobody_has_tagged_is_listed_too(open_app, small_store):
    small_store.edit_runs(small_store.load().runs["run_id"], surface=None, shoe_id=None, title=None)
    for path in ("risk", "runs"):
        page = open_app(small_store, path)
        if path == "risk":
            page.selectbox(key="risk.week").select(date(2026, 11, 16)).run()
        assert not page.error
        assert set(page.dataframe[0].value["Surface"]) == {"–"}
