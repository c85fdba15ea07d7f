"""Terrain in pictures."""

import pandas as pd
import pytest

from dashboard import theme
from dashboard.charts import terrain


def test_surfaces_stand_longest_first_and_those_not_run_on_are_left_out():
    bar = terrain.shares(pd.Series({"asphalt": 0.38, "trail": 0.41, "grass": 0.0, "track": 0.21})).data[0]
    # Plotly draws the first category lowest.
    assert list(bar.y) == ["running track", "asphalt", "trail"]
    assert [text.strip() for text in bar.text] == ["21 %", "38 %", "41 %"]
    assert list(bar.marker.color) == [theme.FIRM, theme.HARD, theme.SOFT]


def test_descent_stands_beside_the_usual_in_the_runners_unit():
    days = pd.DataFrame(
        {
            "day": pd.date_range("2026-11-01", periods=2, unit="us"),
            "descent_m": [304.8, 609.6],
            "usual_descent_m": [float("nan"), 152.4],
        }
    )
    usual, down = terrain.descent(days, "mi").data
    # 304.8 m = 1,000 ft, 609.6 m = 2,000 ft, 152.4 m = 500 ft
    assert list(down.y) == pytest.approx([1000, 2000])
    assert usual.y[1] == pytest.approx(500)
    assert usual.line.color is None
    assert "7 days to Mon 2 Nov" in down.hovertext[1]


def test_painful_runs_and_others_differ_by_shape_not_colour_alone():
    painful, others = pd.Series({"trail": 60.0, "asphalt": 40.0}), pd.Series({"trail": 20.0, "asphalt": 80.0})
    join, other, hurt = terrain.beside(painful, others).data
    assert (other.marker.symbol, hurt.marker.symbol) == ("circle", "diamond")
    assert list(hurt.y) == ["asphalt", "trail"]
    assert list(hurt.x) == [40, 60]
    assert list(other.x) == [80, 20]
    assert list(join.x) == [40, 80, None, 60, 20, None]
