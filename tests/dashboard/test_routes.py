"""Routes: one question at a time, and forms that speak for all runs of a route."""

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.on_routes import by_use
from dashboard.views import route_questions, route_saved, route_shown, routes
from ingest.schema import CAMBER, SURFACES, WAY
from ingest.store import Store
from ingest.store.ground import Measured, mark, packed

TODAY = date(2026, 11, 22)
LAKE, HILL = "run-22", "run-15"
OF_RUNS = {**{f"run-{ago}": (LAKE, 1.0) for ago in (22, 19, 17, 12)}, "run-15": (HILL, 1.0)}


def keep_way(store, way, run_ids):
    """Has runs measured: of each, 5 km of the same way."""
    marks = {run_id: mark(store.packed_track(run_id)) for run_id in run_ids}
    store.put_terrain(
        Measured({"run_id": run_id, "located_m": 5_000.0}, packed(way), points)
        for run_id, points in marks.items()
    )


@pytest.fixture
def routed(small_store):
    """Four runs of one route and one of another; all have the surface that the runner gave them, but one."""
    way = WAY.frame(
        [{"distance_m": 10.0 * n, "latitude_deg": 47 + n / 1e4, "longitude_deg": 8.0} for n in range(9)]
    )
    keep_way(small_store, way, OF_RUNS)
    small_store.put_routes({LAKE: b"", HILL: b""}, OF_RUNS)
    small_store.edit_runs(["run-19", "run-17", "run-12"], surface=None)
    return small_store


def section_of(where):
    from dashboard import clock
    from dashboard.views import routes
    from ingest.store import Store

    store = Store(where)
    routes.said(store)
    routes.section(store, clock.today(store.profile()), "km")


@pytest.fixture
def see():
    """The section alone: the page around it works out the findings after every save."""

    def opened(store):
        page = AppTest.from_function(section_of, args=(store.where,), default_timeout=20).run()
        assert not page.exception
        return page

    return opened


def plainly(elements):
    """Their words, without the marks that keep Markdown from reading them."""
    return [element.value.replace("\\", "") for element in elements]


def test_the_ground_of_the_most_run_route_is_asked_and_the_answer_counts_at_once(
    see, routed, everything_said
):
    page = see(routed)
    assert "**What is underfoot here?**" in everything_said(page)
    page.button(key="routes.ask.surface.gravel").click().run()
    assert plainly(page.success) == [route_saved.saved(4, 1)]
    assert "gravel, by you" in everything_said(page)
    assert Store(routed.where).load().routes.set_index("route_id").loc[LAKE, "surface"] == "gravel"
    # Next comes the side, which gravel may have, and no question is left after it: the hill was run once.
    page.button(key="routes.ask.camber.left").click().run()
    assert plainly(page.success) == [route_saved.saved(4, 0)]
    assert "left side of the road" in everything_said(page)
    assert not [button for button in page.button if button.key.startswith("routes.ask")]


def test_an_answer_can_be_taken_back_beside_the_sentence_and_on_its_card(see, routed):
    page = see(routed)
    page.button(key="routes.ask.surface.gravel").click().run()
    assert page.button(key="routes.take_back.card").label == "Take it back"
    page.button(key="routes.take_back.routes.said").click().run()
    assert plainly(page.success) == [route_saved.TAKEN_BACK]
    assert pd.isna(Store(routed.where).load().routes.set_index("route_id").loc[LAKE, "surface"])
    assert not [button for button in page.button if "take_back" in button.key]
    assert page.button(key="routes.ask.surface.gravel")


def test_a_change_of_several_routes_is_taken_back_for_each_of_them(see, routed):
    routed.edit_route(HILL, surface="trail")
    page = see(routed)
    page.multiselect(key="routes.chosen").set_value([LAKE, HILL]).run()
    page.selectbox(key="routes.surface_many").set_value("gravel")
    page.button(key="routes.save_many").click().run()
    page.button(key="routes.take_back.routes.said_many").click().run()
    said = Store(routed.where).load().routes.set_index("route_id")["surface"]
    assert (said[HILL], pd.isna(said[LAKE])) == ("trail", True)


def test_not_now_ends_a_question_for_this_session_and_leaves_the_other(see, routed):
    page = see(routed)
    page.button(key="routes.ask.surface.not_now").click().run()
    asked = {button.key.rpartition(".")[0] for button in page.button if button.key.startswith("routes.ask")}
    assert asked == {"routes.ask.camber"}
    page.button(key="routes.ask.camber.not_now").click().run()
    assert not [button for button in page.button if button.key.startswith("routes.ask")]
    assert Store(routed.where).load().routes["camber"].isna().all()


@pytest.mark.parametrize(
    ("kept", "asked", "shown"),
    [
        ([], None, ["a", "b", "c"]),
        ([], "d", ["d", "a", "b"]),
        (["d", "a", "b"], "c", ["d", "a", "b", "c"]),
        (["d", "a", "b"], None, ["d", "a", "b"]),
        (["x", "b"], "b", ["b"]),
    ],
)
def test_a_card_keeps_its_place_during_a_visit(monkeypatch, kept, asked, shown):
    monkeypatch.setattr(routes, "_places", lambda: kept)
    assert routes.in_place(pd.Index(["a", "b", "c", "d"]), asked) == shown


@pytest.mark.parametrize(
    ("runs", "own", "said"),
    [(0, 0, "Save"), (1, 0, "Save for 1 run"), (41, 3, "Save for 41 runs, the surface for 38")],
)
def test_the_button_says_how_many_runs_will_change(runs, own, said):
    assert routes.save_label(runs, own) == said


def test_every_answer_is_one_that_the_log_can_hold():
    assert list(route_questions.SIDES) == list(CAMBER)
    assert list(route_questions.GROUNDS) == list(SURFACES)


def test_a_route_is_named_and_changed_in_its_form(see, routed):
    page = see(routed)
    page.button(key=f"routes.change.{LAKE}").click().run()
    page.text_input(key=f"routes.name.{LAKE}").set_value("Lake *loop* ")
    page.selectbox(key=f"routes.camber.{LAKE}").set_value("both")
    submit = next(button for button in page.button if button.label == "Save for 4 runs, the surface for 3")
    submit.click().run()
    lake = Store(routed.where).load().routes.set_index("route_id").loc[LAKE]
    assert (lake["name"], lake["camber"]) == ("Lake *loop*", "both")
    assert "Lake *loop*" in [text.value for text in page.text]
    page.text_input(key=f"routes.name.{LAKE}").set_value("")
    next(button for button in page.button if button.label.startswith("Save for 4 runs")).click().run()
    assert pd.isna(Store(routed.where).load().routes.set_index("route_id").loc[LAKE, "name"])
    next(button for button in page.button if button.label.startswith("Save for 4 runs")).click().run()
    assert plainly(page.warning) == ["Nothing was changed."]


def test_the_less_run_routes_are_in_a_list(see, routed):
    rest = [f"run-{ago}" for ago in (1, 3, 5, 8)]
    keep_way(routed, WAY.empty(), rest)
    routed.put_routes(dict.fromkeys(rest, b""), {run_id: (run_id, 1.0) for run_id in rest})
    page = see(routed)
    other = page.selectbox(key="routes.other")
    assert other.label == "Another of your 6 routes"
    assert "Route of 8 km, 1 run, last Sat 14 Nov" in other.options
    other.set_value("run-8").run()
    assert not page.exception
    assert page.selectbox(key="routes.surface.run-8").label == "Surface"


def test_one_form_speaks_for_several_routes(see, routed):
    page = see(routed)
    page.multiselect(key="routes.chosen").set_value([LAKE, HILL]).run()
    assert page.button(key="routes.save_many").label == "Save for 5 runs, the surface for 3"
    page.selectbox(key="routes.surface_many").set_value("gravel")
    page.button(key="routes.save_many").click().run()
    # One run of each has the runner's own word.
    assert plainly(page.success) == [route_saved.saved(5, 2)]
    said = Store(routed.where).load().routes.set_index("route_id")
    assert said["surface"].to_dict() == {HILL: "gravel", LAKE: "gravel"}
    assert said["camber"].isna().all()


def test_a_route_says_its_use_its_ground_and_its_side(routed):
    routed.edit_route(LAKE, name="Lake", surface="asphalt", camber="right")
    lake, hill = by_use(routed.load(), TODAY).itertuples()
    assert (route_shown.named(lake, "km"), route_shown.named(hill, "km")) == ("Lake", "Route of 6 km")
    assert route_shown.facts(lake, "km") == [
        "4 runs",
        "last Tue 10 Nov 2026",
        "8 km",
        "asphalt, by you",
        "39 % of your last 4 weeks",
        "always the same way round",
        "right side of the road",
    ]
    told = ["1 run", "last Sat 7 Nov 2026", "mostly asphalt", "7 % of your last 4 weeks"]
    assert route_shown.facts(hill, "mi") == told


@pytest.mark.parametrize(
    ("runs", "own", "said"),
    [
        (41, 0, "Saved for 41 runs, and for the next ones there."),
        (
            41,
            3,
            "Saved for 38 runs, and for the next ones there. 3 runs keep the surface that you gave before.",
        ),
        (1, 0, "Saved for 1 run, and for the next ones there."),
    ],
)
def test_saving_says_what_it_changed(runs, own, said):
    assert route_saved.saved(runs, own) == said


def run_of(where, run_id):
    from dashboard import cache
    from dashboard.views import routes
    from ingest.store import Store

    store = Store(where)
    routes.of_run(store, cache.log(store), run_id)


def test_a_run_leads_to_its_route_and_one_without_to_none(routed):
    page = AppTest.from_function(run_of, args=(routed.where, "run-17"), default_timeout=20).run()
    assert [expander.label for expander in page.expander] == ["Its route: 4 runs, last Tue 10 Nov"]
    page.selectbox(key=f"routes.surface.{LAKE}").set_value("trail")
    next(button for button in page.button if button.label.startswith("Save for 4 runs")).click().run()
    assert plainly(page.success) == [route_saved.saved(4, 1)]
    nowhere = AppTest.from_function(run_of, args=(routed.where, "run-1"), default_timeout=20).run()
    assert not nowhere.exception
    assert len(nowhere.expander) == 0


def test_where_too_little_ground_is_known_the_page_asks_for_it_first_and_shows_at_once_what_the_answer_tells(
    visit, routed
):
    # 12 + 8 km of the last days and 8 + 8 + 8 km of the lake are of no known ground: 44 of 81.5 km.
    page = visit("terrain", routed)
    assert page.markdown[0].value == "**In the last four weeks 81.5\N{NO-BREAK SPACE}km in 10 runs.**"
    page.button(key="routes.ask.surface.grass").click().run()
    # 24 of the 61.5 km that are known by then
    assert "39\N{NO-BREAK SPACE}% grass" in page.markdown[0].value
