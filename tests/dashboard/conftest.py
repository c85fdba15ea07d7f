"""Pages run headless on a small log, whose every number stands here, on a day that never changes."""

import shutil
from datetime import UTC, date, datetime, timedelta
from functools import cache

import pandas as pd
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dashboard import cache as pages_cache
from ingest.diary import Entry
from ingest.schema import LAPS, TRACK
from ingest.store import Original, Store

TODAY = date(2026, 11, 22)
SAYING = ("title", "header", "subheader", "markdown", "caption", "text", "metric", "badge", "expander")
SAYING += ("error", "warning", "success", "info")
KILOMETRES = {1: 12.0, 3: 8.0, 5: 8.0, 8: 8.0, 10: 8.0, 12: 8.0, 15: 6.0, 17: 8.0, 19: 8.0, 22: 7.5}
"""Distance of each run by how many days before TODAY it was."""


def a_track(start, km):
    """A point every 100 m at 3 m/s, ten metres up and down again, due north."""
    rows = [
        {
            "time": start + timedelta(seconds=100 / 3 * n),
            "latitude_deg": 47.0 + n * 100 / 111_320,
            "longitude_deg": 8.0,
            "altitude_m": 400.0 + 10 * (n % 10 if n % 20 < 10 else 10 - n % 10),
            "distance_m": 100.0 * n,
            "speed_m_s": 3.0,
            "heart_rate_bpm": 140.0 + n % 10,
            "grade": 0.0,
        }
        for n in range(int(km * 10) + 1)
    ]
    return TRACK.frame(rows)


def add_a_run(store, ago, km, **more):
    """A run at 8:00 UTC at 3 m/s: 8 km take 2666.7 s, a pace of 5:33 /km."""
    day = TODAY - timedelta(days=ago)
    start = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    row = {
        "started_at": start,
        "day": pd.Timestamp(day),
        "sport": "running",
        "distance_m": km * 1000,
        "duration_s": km * 1000 / 3,
        "elapsed_s": km * 1000 / 3 + 60,
        "moving_s": km * 1000 / 3,
        "ascent_m": 120.0,
        "descent_m": 110.0,
        "climb_source": "gps",
        "avg_speed_m_s": 3.0,
        "avg_heart_rate_bpm": 144.4,
        "zone": "UTC",
        "format": "fit",
    }
    laps = LAPS.frame([{"started_at": start, "distance_m": 1000.0, "duration_s": 333.3}] * int(km))
    original = Original(f"run-{ago}.fit", f"bytes of {ago}".encode())
    store.add_run(f"run-{ago}", {**row, **more}, a_track(start, km), laps, original)
    return f"run-{ago}"


@pytest.fixture(scope="session", autouse=True)
def _components_looked_for_once():
    """Each AppTest would read what every installed package says of itself; that does not change meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


COPY_OF = {}
"""What the pages' cache keeps for a copy's original, by what it would keep for the copy as it was made."""


@pytest.fixture(scope="session", autouse=True)
def _copies_worked_out_once():
    """A copy that nobody has written to says what its original says: its version is still the same."""
    own = pages_cache._key

    def known(store):
        key = own(store)
        return COPY_OF.get(key, key)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages_cache, "_key", known)
        yield


def copied(original, folder):
    """A store in a copy of a folder."""
    store = Store(shutil.copytree(original, folder))
    _, runner, version = key = pages_cache._key(store)
    COPY_OF[key] = (str(original), runner, version)
    return store


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("HIPLOG_TODAY", TODAY.isoformat())


@pytest.fixture
def empty_store(_blank, tmp_path):
    return copied(_blank, tmp_path / "store")


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "store"
    fill(Store(folder))
    return folder


@pytest.fixture
def small_store(_made_once, tmp_path):
    """Ten runs, two pairs of shoes, three days of pain; yesterday's run was 12 km after 8 km at most."""
    return copied(_made_once, tmp_path / "small")


@pytest.fixture
def sample_copy(sample_store, tmp_path):
    """A store that holds the sample year."""
    return copied(sample_store, tmp_path / "sample")


def fill(store):
    road = store.add_shoe("Pegasus *40*", "road", start_distance_m=500_000.0)
    store.add_shoe("Speedgoat", "trail")
    for ago, km in KILOMETRES.items():
        add_a_run(store, ago, km)
    store.edit_runs([f"run-{ago}" for ago in KILOMETRES if ago > 3], shoe_id=road, surface="asphalt")
    store.edit_runs(["run-1"], title="![x](http://example.org/x.png) hills")
    store.add_entries(
        [
            Entry(TODAY - timedelta(days=3), worst_pain=0),
            Entry(TODAY - timedelta(days=2), worst_pain=4, side="left", place="outer"),
            Entry(TODAY - timedelta(days=1), worst_pain=5, side="left", place="outer", quality="dull"),
        ]
    )


def page_of(name, where):
    import importlib

    from ingest.store import Store

    importlib.import_module(f"dashboard.views.{name}").page(Store(where))


@pytest.fixture
def nothing_stands_out(monkeypatch):
    """For what is saved, not for what stands out then: every rule would be asked again after each save."""
    monkeypatch.setattr(pages_cache, "findings", lambda store, today: [])


@pytest.fixture
def visit():
    """Runs one page of a store: `visit("today", store)`; an error in it fails the test."""

    def opened(name, store):
        page = AppTest.from_function(page_of, args=(name, store.where), default_timeout=20).run()
        assert not page.exception
        return page

    return opened


@pytest.fixture(name="add_a_run")
def _add_a_run():
    """`add_a_run(store, days before TODAY, km, **columns)` for logs other than the small one."""
    return add_a_run


@pytest.fixture
def everything_said():
    """All words of a page in one text."""

    def said(page):
        elements = [element for kind in SAYING for element in page.get(kind)]
        words = [getattr(element, part, None) for element in elements for part in ("label", "value", "body")]
        return "\n".join(str(word) for word in [*words, *(button.label for button in page.button)] if word)

    return said
