"""Shoes on their way."""

import pandas as pd
import pytest

from dashboard.charts import shoes


def wear(**more):
    row = {
        "shoe_id": "a",
        "name": "Pegasus <b>",
        "worn_m": 160_934.4,
        "watch_m": 482_803.2,
        "replace_m": 643_737.6,
    }
    return pd.DataFrame([row | more])


def trace(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_a_lane_runs_from_0_to_the_limit_with_the_band_before_it():
    # 160,934.4 m = 100 mi, 482,803.2 m = 300 mi, 643,737.6 m = 400 mi
    figure = shoes.lanes(wear(), {"a": "Limit about Sat 12 Dec"}, "mi")
    assert trace(figure, "up to the limit").x[0] == pytest.approx(400)
    band = trace(figure, "watch band")
    assert (band.base[0], band.x[0]) == (pytest.approx(300), pytest.approx(100))
    assert band.marker.pattern.shape == "/"
    assert trace(figure, "today").x[0] == pytest.approx(100)


def test_a_lane_is_named_and_says_what_is_ahead():
    said = [note.text for note in shoes.lanes(wear(), {"a": "about 12 Dec"}, "mi").layout.annotations]
    assert said == ["<b>Pegasus &lt;b&gt;</b>", "100 mi of 400 mi · about 12 Dec"]


def test_a_pair_without_a_limit_has_a_lane_all_the_same():
    figure = shoes.lanes(wear(watch_m=float("nan"), replace_m=float("nan")), {}, "km")
    assert figure.layout.annotations[1].text == "161 km"
    assert "limit" not in trace(figure, "today").hovertext[0]
    assert figure.layout.xaxis.range[1] > 160.9


def test_a_pair_past_its_limit_stays_in_the_picture():
    figure = shoes.lanes(wear(worn_m=800_000.0), {}, "km")
    assert figure.layout.xaxis.range[1] > 800


def test_a_new_pair_stands_at_0():
    figure = shoes.lanes(wear(worn_m=0.0), {}, "km")
    assert trace(figure, "today").x[0] == 0
    assert figure.layout.xaxis.range[0] < 0


def test_a_long_name_is_cut_on_the_lane_and_whole_in_the_hover_text():
    name = "Nimbus Extraordinarily Cushioned Wide 25 GTX"
    figure = shoes.lanes(wear(name=name), {}, "km")
    assert figure.layout.annotations[0].text == "<b>Nimbus Extraordinarily Cushioned…</b>"
    assert name in trace(figure, "today").hovertext[0]
    assert shoes.short("a" * 34) == "a" * 34
    assert shoes.short("a" * 35) == "a" * 33 + "…"


def test_episodes_are_marked_on_the_lanes_of_the_pairs_that_are_shown_and_were_worn_that_day():
    began = pd.DataFrame(
        {
            "onset": pd.to_datetime(["2026-05-03", "2026-06-01", "2026-06-09"]),
            "shoe_id": ["a", "retired", "a"],
            "worn_m": [80_467.2, 1.0, 2.0],
            "that_day": [True, True, False],
        }
    )
    marks = trace(shoes.lanes(wear(), {}, "mi", began), "hip pain began")
    assert (list(marks.x), list(marks.y)) == ([pytest.approx(50)], [0])
    assert marks.hovertext[0] == "Sun 3 May 2026<br>hip pain began<br>50 mi"
    assert not [one for one in shoes.lanes(wear(), {}, "mi", began[1:]).data if one.name == "hip pain began"]
