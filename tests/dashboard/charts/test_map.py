"""The map of one run: metres on both axes, kinds told apart, ends, pain, scale and streets."""

import numpy as np
import pandas as pd
import pytest

from analysis import stretches
from dashboard import theme
from dashboard.charts import looks, map
from ingest.schema import SURFACES, WAY


def way(nodes=101, **columns):
    """Due east along the equator at 4 m/s, a node every 10 m that is 0.0001° (11.1 m) on the ground."""
    rows = [
        {"latitude_deg": 0.0, "longitude_deg": 0.0001 * n, "distance_m": 10.0 * n, "speed_m_s": 4.0}
        for n in range(nodes)
    ]
    return WAY.frame(rows).assign(**columns)


def drawn(way, kinds=None, look=None, **more):
    kinds = stretches.by_grade(way) if kinds is None else kinds
    return map.run_map(way, kinds, look or looks.of_grade(), more.pop("unit", "km"), **more)


def named(figure, part):
    """The one trace whose legend, or first text, has this in it."""
    found = [trace for trace in figure.data if part in f"{trace.name} {trace.text}"]
    assert len(found) == 1, part
    return found[0]


def test_the_way_is_drawn_in_metres_with_start_and_finish():
    figure = drawn(way(grade=0.0))
    line = named(figure, "level")
    # 0.01° of 111,195 m
    assert line.x[-1] - line.x[0] == pytest.approx(1111.95)
    start, finish = named(figure, "start"), named(figure, "finish")
    assert start.x[0] < finish.x[0]
    assert (start.textposition, finish.textposition) == ("top right", "bottom left")


def test_a_way_that_leads_back_has_one_mark_for_both_ends():
    # Out 0.005° and back, ending 0.0003° from the start: 0.0003 / 0.005 = 6 % of the way's size.
    out = [0.0001 * n for n in range(51)]
    back = way(98, longitude_deg=[*out, *out[-2:3:-1], 0.0003])
    assert named(drawn(back), "start and finish").textposition == "bottom right"
    apart = way(96, longitude_deg=[*out, *out[-2:5:-1], 0.0005])
    assert named(drawn(apart), "<b>finish</b>").x[0] > named(drawn(apart), "<b>start</b>").x[0]


def test_out_and_back_over_a_hill_shows_both_the_climb_and_the_descent():
    out = [0.0001 * n for n in range(51)]
    hill = way(101, longitude_deg=[*out, *out[-2::-1]], grade=np.repeat([0.06, -0.06], [51, 50]))
    up, down = named(drawn(hill), "▲ up, 5 %"), named(drawn(hill), "▼ down, 5 %")
    assert (up.line.color, down.line.color) == (theme.ASCENT, theme.DESCENT)
    assert up.line.dash != down.line.dash
    # 555.975 m x 4 / 330 = 6.74 m on either side, at the middle of each
    assert np.median(up.y) == pytest.approx(-6.74, abs=0.01)
    assert np.median(down.y) == pytest.approx(6.74, abs=0.01)


def test_each_kind_is_named_with_its_distance_in_the_runners_unit():
    half = pd.Series(np.repeat(["asphalt", "trail"], [51, 50]))  # 50 steps of 10 m each
    kilometres, miles = (drawn(way(), half, looks.of_surface(), unit=unit) for unit in ("km", "mi"))
    assert [trace.name for trace in kilometres.data if trace.name] == ["asphalt: 0.5 km", "trail: 0.5 km"]
    assert [trace.name for trace in miles.data if trace.name] == ["asphalt: 0.3 mi", "trail: 0.3 mi"]


def test_a_few_metres_are_not_called_none():
    few = pd.Series(["trail"] * 97 + ["asphalt"] * 4)  # 40 m
    assert named(drawn(way(), few, looks.of_surface()), "asphalt").name == "asphalt: under 0.1 km"


@pytest.mark.parametrize(("rises", "sides"), [(0.0, ("top", "bottom")), (1e-5, ("bottom", "top"))])
def test_the_names_of_the_ends_part(rises, sides):
    figure = drawn(way(latitude_deg=rises * np.arange(101)))
    said = (named(figure, end).textposition.split()[0] for end in ("<b>start</b>", "<b>finish</b>"))
    assert tuple(said) == sides


def test_a_touch_tells_what_is_there():
    text = named(drawn(way(grade=-0.03)), "down, 2 to 5").hovertext[50]
    assert text == "<b>at 0.5 km</b><br>▼ down, 2 to 5 %<br>−3 % grade<br>4:10 /km"


def test_pain_is_marked_where_it_began():
    mark = named(drawn(way(), onset_m=500.0), "pain began, 0.5 km")
    assert mark.marker.color == theme.PAIN
    assert mark.marker.symbol == "diamond"
    assert mark.x[0] == pytest.approx(0.0, abs=0.01)  # the middle of the way is the origin
    at_the_start = named(drawn(way(), onset_m=0.0), "pain began, 0 km")
    assert at_the_start.x[0] == pytest.approx(-555.975)


def test_pain_in_a_hole_of_the_way_has_no_mark():
    # Positions end at 300 m: 360 m is 60 m on and takes the last, 370 m is too far off.
    lost = way(longitude_deg=[0.0001 * n if n <= 30 or n == 100 else np.nan for n in range(101)])
    near, far = (drawn(lost, onset_m=onset_m) for onset_m in (360.0, 370.0))
    assert [any("pain" in str(trace.text) for trace in figure.data) for figure in (near, far)] == [
        True,
        False,
    ]


def test_both_axes_have_one_scale_and_nothing_is_fetched():
    figure = drawn(way())
    assert figure.layout.yaxis.scaleanchor == "x"
    assert {trace.type for trace in figure.data} == {"scatter"}
    assert not figure.layout.images


def test_streets_lie_beneath_and_only_those_in_the_picture_are_drawn():
    streets = pd.DataFrame(
        {"latitude_deg": [0.0001, 0.0001, np.nan, 5.0, 5.0], "longitude_deg": [0, 0.005, np.nan, 0, 0.005]}
    )
    first = drawn(way(), streets=streets).data[0]
    assert first.line.color == theme.FAINT
    assert [x for x in first.x if not np.isnan(x)] == pytest.approx([-555.975, 0.0])


def test_many_streets_stay_below_1500_points_a_trace():
    many = pd.DataFrame({"latitude_deg": np.zeros(4000), "longitude_deg": np.linspace(0, 0.01, 4000)})
    pieces = [trace for trace in drawn(way(), streets=many).data if trace.line.color == theme.FAINT]
    assert [len(piece.x) for piece in pieces] == [1500, 1500, 1002]
    assert pieces[0].x[-1] == pieces[1].x[0]


def test_a_run_without_gps_has_an_empty_map():
    assert drawn(way(longitude_deg=np.nan)).data == ()
    assert drawn(WAY.empty()).data == ()


def test_a_long_way_stays_under_1500_points():
    figure = drawn(way(20_000, grade=np.tile([0.0, 0.06], 10_000)))
    assert max(len(trace.x) for trace in figure.data) <= 1500


def test_the_way_is_shown_by_arrows():
    figure = drawn(way())
    (arrows,) = [trace for trace in figure.data if trace.marker.symbol == "arrow"]
    assert list(arrows.marker.angle) == pytest.approx([90.0] * map.ARROWS)  # due east


@pytest.mark.parametrize(
    ("about_m", "unit", "said"),
    [
        (1.0, "km", "1 m"),
        (499.0, "km", "200 m"),
        (500.0, "km", "500 m"),
        (1999.0, "km", "1 km"),
        (5001.0, "km", "5 km"),
        (1609.344, "mi", "1 mi"),
        (1600.0, "mi", "0.5 mi"),
        (0.0, "km", "1 m"),
    ],
)
def test_a_scale_bar_has_a_round_length(about_m, unit, said):
    assert map.round_length(about_m, unit)[1] == said


def test_looks_differ_by_more_than_colour():
    for family in (looks.of_surface(), looks.of_grade(), looks.of_pace(way(), "km")):
        shapes = [(look.colour, look.width, look.dashes) for look in family.values()]
        assert len(set(shapes)) == len(shapes)
        assert len({look.word for look in family.values()}) == len(family)


def test_every_surface_has_a_look_and_hard_and_soft_have_their_colours():
    surfaces = looks.of_surface()
    assert set(surfaces) == {*SURFACES, "unknown"}
    assert surfaces["asphalt"].colour == theme.HARD
    assert surfaces["trail"].colour == theme.SOFT


def test_pace_is_said_in_the_runners_unit():
    # 4 m/s: 1,000 m in 250 s; within 5 %: 4.2 m/s is 3:58, 3.8 m/s is 4:23.
    pace = looks.of_pace(way(), "km")
    assert [pace[kind].word for kind in ("faster", "usual", "slower")] == [
        "faster than 3:58 /km",
        "3:58 to 4:23 /km",
        "slower than 4:23 /km",
    ]
