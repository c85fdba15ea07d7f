"""Terrain in pictures."""

import numpy as np
import pandas as pd
import pytest

from dashboard import theme
from dashboard.charts import terrain
from ingest.schema import WAY

NONE = float("nan")


def test_surfaces_stand_longest_first_and_those_not_run_on_are_left_out():
    bar = terrain.shares(pd.Series({"asphalt": 0.38, "trail": 0.41, "grass": 0.0, "track": 0.21})).data[0]
    # Plotly draws the first category lowest.
    assert list(bar.y) == ["running track", "asphalt", "trail"]
    assert [text.strip() for text in bar.text] == ["21 %", "38 %", "41 %"]
    assert list(bar.marker.color) == [theme.FIRM, theme.HARD, theme.SOFT]


def test_descent_and_ascent_stand_beside_their_usual_in_the_runners_unit():
    days = pd.DataFrame(
        {
            "day": pd.date_range("2026-11-01", periods=2, unit="us"),
            "descent_m": [304.8, 609.6],
            "usual_descent_m": [NONE, 152.4],
            "ascent_m": [0.0, 30.48],
            "usual_ascent_m": [0.0, 0.0],
        }
    )
    usual, down = terrain.seven_day(days, "descent_m", "mi").data
    # 304.8 m = 1,000 ft, 609.6 m = 2,000 ft, 152.4 m = 500 ft
    assert list(down.y) == pytest.approx([1000, 2000])
    assert usual.y[1] == pytest.approx(500)
    assert usual.line.color is None
    assert "7 days to Mon 2 Nov" in down.hovertext[1]
    up = terrain.seven_day(days, "ascent_m", "mi").data[1]
    assert list(up.y) == pytest.approx([0, 100])
    assert up.hovertext[1].endswith("100 ft up")
    walked = days.assign(steps=[40_000.0, 52_300.0], usual_steps=[NONE, 41_000.0])
    steps = terrain.seven_day(walked, "steps", "mi").data[1]
    assert list(steps.y) == [40_000, 52_300]
    assert steps.hovertext[1].endswith("52,300 steps, downhill ones counted more")
    assert (down.line.color, up.line.color) == (theme.DESCENT, theme.ASCENT)


def test_painful_runs_stand_above_the_others_and_differ_by_hatching_not_colour_alone():
    shares = pd.DataFrame({"painful": [0.6, 0.4], "other": [0.2, 0.8]}, index=["trail", "asphalt"])
    figure = terrain.pairs(shares)
    hurt, other = figure.data
    assert (hurt.name, other.name) == ("painful runs", "other runs")
    assert (hurt.marker.pattern.shape, other.marker.pattern.shape) == ("/", "")
    assert list(hurt.y) == ["trail", "asphalt"]
    assert figure.layout.yaxis.autorange == "reversed"  # Plotly draws the first category lowest otherwise
    assert [text.strip() for text in hurt.text] == ["60 %", "40 %"]
    assert list(other.x) == [20, 80]


def test_the_way_of_a_route_is_as_wide_as_it_is():
    # At 60° north a degree of longitude is half as long as one of latitude.
    way = WAY.frame(
        [
            {"latitude_deg": 60.0 + n / 100, "longitude_deg": 10.0 + n / 50, "distance_m": n}
            for n in (-1, 0, 1)
        ]
        + [{"distance_m": 40.0}]
    )
    figure = terrain.course(way)
    (line,) = figure.data
    assert np.ptp(line.x) == pytest.approx(np.ptp(line.y), rel=1e-6)
    assert figure.layout.yaxis.scaleanchor == "x"
    assert figure.layout.yaxis.range == pytest.approx((59.989, 60.011))


def test_a_way_straight_north_fills_its_picture():
    way = WAY.frame([{"latitude_deg": 47.0 + n / 100, "longitude_deg": 8.0, "distance_m": n} for n in (0, 1)])
    # 0.01° and a tenth more; the axis across has the same room about the line
    assert np.ptp(terrain.course(way).layout.yaxis.range) == pytest.approx(0.011)
    assert np.ptp(terrain.course(way).layout.xaxis.range) == pytest.approx(0.011)


def test_a_long_way_is_drawn_with_few_points_and_one_nobody_knows_with_none():
    way = WAY.frame(
        [{"latitude_deg": 47.0, "longitude_deg": n / 1e5, "distance_m": 10.0 * n} for n in range(5000)]
    )
    assert len(terrain.course(way).data[0].x) <= 320
    assert len(terrain.course(WAY.empty()).data[0].x) == 0
