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
    said = [
        note.text for note in shoes.lanes(wear(), {"a": "Limit about Sat 12 Dec"}, "mi").layout.annotations
    ]
    assert said == ["<b>Pegasus &lt;b&gt;</b>  100 mi of 400 mi", "Limit about Sat 12 Dec"]


def test_a_pair_without_a_limit_has_a_lane_all_the_same():
    figure = shoes.lanes(wear(watch_m=float("nan"), replace_m=float("nan")), {}, "km")
    assert figure.layout.annotations[0].text == "<b>Pegasus &lt;b&gt;</b>  161 km"
    assert "limit" not in trace(figure, "today").hovertext[0]
    assert figure.layout.xaxis.range[1] > 160.9


def test_a_pair_past_its_limit_stays_in_the_picture():
    figure = shoes.lanes(wear(worn_m=800_000.0), {}, "km")
    assert figure.layout.xaxis.range[1] > 800


def test_a_new_pair_stands_at_0():
    figure = shoes.lanes(wear(worn_m=0.0), {}, "km")
    assert trace(figure, "today").x[0] == 0
    assert figure.layout.xaxis.range[0] < 0
