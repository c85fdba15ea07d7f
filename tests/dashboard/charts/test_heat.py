"""The picture of some weeks: ground by colour, how often by width, each told in words."""

import numpy as np
import pandas as pd
import pytest

from analysis import heat
from dashboard import theme
from dashboard.charts import heat as charts


def steps(rows=101, north_m=0.0, group="hard"):
    """Steps of 10 m due east along the equator; the first row ends none."""
    frame = pd.DataFrame(
        {
            "latitude_deg": np.broadcast_to(north_m, rows) / 111_195,
            "longitude_deg": 10.0 * np.arange(rows) / 111_195,
            "step_m": np.where(np.arange(rows) == 0, 0.0, 10.0),
        }
    )
    return frame.assign(group=pd.Categorical([group] * rows, heat.GROUPS))


def joined(*parts):
    return pd.concat(parts, ignore_index=True)


def drawn(figure):
    """The lines that are ways: those with words for a touch."""
    return [trace for trace in figure.data if trace.text and trace.hoverinfo == "text"]


def test_ways_are_wider_the_oftener_they_were_run():
    figure = charts.heat_map(
        joined(*[steps()] * 2, *[steps(north_m=3000.0)] * 10, steps(north_m=6000.0)), "km"
    )
    widths = {trace.text[0].split("<br>")[1]: trace.line.width for trace in drawn(figure)}
    assert widths == {"once": 1.5, "2 to 4 times": 3.0, "10 times or more": 9.0}


@pytest.mark.parametrize(("times", "said"), [(4, "2 to 4 times"), (5, "5 to 9 times"), (9, "5 to 9 times")])
def test_how_often_is_told_from_the_edge_on(times, said):
    assert {
        trace.text[0].split("<br>")[1] for trace in drawn(charts.heat_map(joined(*[steps()] * times), "km"))
    } == {said}


def test_each_ground_is_named_with_its_distance():
    figure = charts.heat_map(joined(steps(), steps(north_m=500.0, group="soft")), "km")
    names = [trace.name for trace in figure.data if trace.name]
    assert names[:2] == ["hard: concrete, asphalt, paved: 1 km", "soft: gravel, trail, grass: 1 km"]
    assert names[2:] == []
    colours = {trace.text[0].split(":")[0]: trace.line.color for trace in drawn(figure)}
    assert colours == {"hard": theme.HARD, "soft": theme.SOFT}


def test_how_often_is_a_row_of_lines_of_growing_width_above_their_words():
    figure = charts.heat_map(steps(), "km")
    words = [note.text for note in figure.layout.annotations if "north" not in note.text]
    assert words == ["once", "2 to 4 times", "5 to 9 times", "10 or more"]
    assert [line.line.width for line in figure.layout.shapes] == [1.5, 3.0, 5.5, 9.0]
    assert figure.layout.height - figure.layout.margin.b >= 420


def test_grounds_differ_by_colour_and_what_is_neither_hard_nor_soft_by_dashes_too():
    looks = charts.LOOKS
    assert len({look.colour for look in looks.values()}) == len(looks)
    assert looks["hard"].dash == looks["soft"].dash == "solid"
    assert len({looks[name].dash for name in ("soft", "other", "unknown")}) == 3


def test_links_are_drawn_end_to_end():
    # A line of three links and one apart: 4 points, a gap, 2 points.
    rows = [(0, 1), (1, 2), (2, 3), (7, 8)]
    links = pd.DataFrame(rows, columns=["a", "b"])
    links = links.assign(x_a=links["a"], y_a=0, x_b=links["b"], y_b=0)
    x = charts.chained(links)["x"].tolist()
    gap = next(n for n, value in enumerate(x) if np.isnan(value))
    assert sorted([x[:gap], x[gap + 1 :]], key=len) == [[7, 8], [0, 1, 2, 3]]


def test_thousands_of_places_stay_below_1500_points_a_trace():
    dice = np.random.default_rng(2)
    rows = 6_000
    wild = steps(rows).assign(
        latitude_deg=dice.uniform(0, 0.2, rows), longitude_deg=dice.uniform(0, 0.2, rows)
    )
    figure = charts.heat_map(wild, "km")
    assert 0 < max(len(trace.x) for trace in figure.data) <= 1500


def test_streets_lie_beneath():
    streets = pd.DataFrame({"latitude_deg": [0.0, 0.0], "longitude_deg": [0.0, 0.005]})
    assert charts.heat_map(steps(), "km", streets).data[0].line.color == theme.FAINT


def test_no_position_is_an_empty_picture():
    assert charts.heat_map(steps(0), "km").data == ()
    assert charts.heat_map(steps().assign(latitude_deg=np.nan), "km").data == ()
