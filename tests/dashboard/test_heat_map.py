"""The ways of the last weeks on a page: the weeks and the place that are asked for, and why there is none."""

import pytest
from streamlit.testing.v1 import AppTest

from analysis.heat import Area
from dashboard.views import heat_map
from ingest.ground import settle
from ingest.store import Store


def section_of(where):
    from dashboard import cache
    from dashboard.clock import today
    from dashboard.views import heat_map
    from ingest.store import Store

    store = Store(where)
    log = cache.log(store)
    heat_map.section(store, log, today(log.profile))


def visited(store):
    page = AppTest.from_function(section_of, args=(store.where,), default_timeout=20).run()
    assert not page.exception
    return page


def test_the_weeks_can_be_chosen(small_store):
    list(settle(small_store))
    page = visited(small_store)
    assert "4 weeks" in page.get("plotly_chart")[0].proto.alt
    page.button(key="heat_map.weeks.button.12").click().run()
    assert "12 weeks" in page.get("plotly_chart")[0].proto.alt


def test_a_place_far_off_can_be_chosen(small_store, add_a_run, monkeypatch):
    add_a_run(small_store, 2, 5.0)
    list(settle(small_store))
    ways = small_store.ways(["run-2"])
    far = {"run-2": ways["run-2"].assign(longitude_deg=20.0)}
    known = Store.ways
    monkeypatch.setattr(Store, "ways", lambda self, run_ids: known(self, run_ids) | far)
    page = visited(small_store)
    box = page.selectbox[0]
    assert box.options == ["Where most of your running is, 10 runs", "Another place, 1 run"]
    box.set_value(1).run()
    assert "5 km" in page.get("plotly_chart")[0].proto.alt


def test_an_empty_log_has_no_map(empty_store):
    assert [text.value for text in visited(empty_store).markdown][-1] == "No run in the last 4 weeks."


@pytest.mark.parametrize(
    ("runs", "said"),
    [
        (0, "No run in the last 4 weeks."),
        (1, "The only run of the last 4 weeks has no GPS track."),
        (3, "None of the 3 runs of the last 4 weeks has a GPS track."),
    ],
)
def test_it_is_said_why_there_is_nothing_to_draw(runs, said):
    assert heat_map.nothing(runs, 4) == said


def test_places_are_told_apart_by_their_names():
    found = [Area(("a", "b"), 9.0), Area(("c",), 8.0), Area(("d",), 7.0)]
    assert heat_map.named(found) == [
        "Where most of your running is, 2 runs",
        "Another place, 1 run",
        "Place 3, 1 run",
    ]
