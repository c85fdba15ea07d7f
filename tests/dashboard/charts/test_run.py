"""One run in pictures."""

import numpy as np
import pandas as pd
import pytest

from dashboard import theme
from dashboard.charts import run
from ingest.schema import TRACK


def track(points=11, **columns):
    """Due east along the equator, 0.001° a point; 100 m and 25 s a point."""
    rows = [
        {"latitude_deg": 0.0, "longitude_deg": 0.001 * n, "distance_m": 100.0 * n, "speed_m_s": 4.0}
        for n in range(points)
    ]
    return TRACK.frame(rows).assign(**columns)


def test_the_way_is_drawn_in_metres_with_start_and_finish():
    way, start, finish = run.route(track()).data
    # 0.01° of longitude on the equator: 0.01 × 111,320 m = 1,113.2 m
    assert way.x[-1] - way.x[0] == pytest.approx(1113.2)
    assert (start.text[0], finish.text[0]) == ("<b>start</b>", "<b>finish</b>")
    assert start.x[0] < finish.x[0]


def test_a_way_that_leads_back_has_one_mark_for_both_ends():
    # Out 0.005° and back, ending 0.0003° from the start: 0.0003 / 0.005 = 6 % of the way's size.
    out = [0.001 * n for n in range(6)]
    _, both = run.route(track(longitude_deg=[*out, *out[-2:0:-1], 0.0003])).data
    assert both.text[0] == "<b>start and finish</b>"
    assert both.textposition == "bottom right"  # inwards from the western edge
    # At 0.0005°, 10 %, they are two.
    assert len(run.route(track(longitude_deg=[*out, *out[-2:0:-1], 0.0005])).data) == 3


def test_no_line_of_the_profile_has_the_colour_of_pain():
    figure = run.profile(track(altitude_m=400.0, heart_rate_bpm=150.0), "km")
    assert theme.PAIN not in [line.line.color for line in figure.data]


def test_a_treadmill_run_has_pace_and_heart_rate_over_distance():
    nowhere = dict.fromkeys(("latitude_deg", "longitude_deg", "altitude_m"), float("nan"))
    figure = run.profile(track(**nowhere, heart_rate_bpm=150.0), "km")
    assert [note.text.split(",")[0] for note in figure.layout.annotations] == ["<b>Pace", "<b>Heart rate"]


def test_both_axes_of_the_way_have_one_scale_and_nothing_is_fetched():
    figure = run.route(track())
    assert figure.layout.yaxis.scaleanchor == "x"
    assert all(trace.type == "scatter" for trace in figure.data)


def test_east_shrinks_with_latitude():
    # cos 60° = 0.5, so 0.01° of longitude are 556.6 m there.
    way = run.route(track(latitude_deg=60.0)).data[0]
    assert way.x[-1] - way.x[0] == pytest.approx(556.6)


def test_steep_parts_are_drawn_apart_from_the_given_grade_on():
    grade = [0.0, 0.049, 0.05, -0.05, -0.049, 0, 0, 0, 0, 0, 0]
    _, up, down = run.route(track(grade=grade), steep=0.05).data[:3]
    assert (up.line.color, down.line.color) == (theme.ASCENT, theme.DESCENT)
    assert [n for n, x in enumerate(up.x) if not np.isnan(x)] == [2]
    assert [n for n, x in enumerate(down.x) if not np.isnan(x)] == [3]


def test_a_run_without_gps_has_an_empty_way():
    figure = run.route(track(latitude_deg=float("nan"), longitude_deg=float("nan")))
    assert [len(trace.x) for trace in figure.data] == [0]


def test_a_long_way_stays_under_1500_points():
    assert len(run.route(track(20_000)).data[0].x) <= 1500


def test_the_profile_has_a_row_for_each_thing_recorded():
    figure = run.profile(track(altitude_m=400.0, heart_rate_bpm=150.0), "km")
    headings = [note.text for note in figure.layout.annotations]
    assert [heading.split(",")[0] for heading in headings] == ["<b>Altitude", "<b>Pace", "<b>Heart rate"]
    assert len(run.profile(track(), "km").data) == 1


def test_pace_is_minutes_a_unit_and_faster_is_up():
    # 1,000 m at 4 m/s take 250 s: 4:10 a kilometre; 1,609.344 m take 402 s: 6:42 a mile.
    kilometre, mile = (run.profile(track(), unit) for unit in ("km", "mi"))
    assert kilometre.data[0].y[3] == pytest.approx(250)
    assert "4:10 /km" in kilometre.data[0].hovertext[3]
    assert "6:42 /mi" in mile.data[0].hovertext[3]
    slow, fast = kilometre.layout.yaxis.range
    assert slow > fast


def test_standing_still_has_no_pace():
    figure = run.profile(track(speed_m_s=[4.0] * 5 + [0.49] * 6), "km")
    assert np.nanmax(figure.data[0].y) == pytest.approx(250)
    assert run.profile(track(speed_m_s=0.0), "km").data == ()


def test_a_track_of_nothing_gives_an_empty_figure():
    assert run.profile(TRACK.empty(), "km").data == ()
    assert len(run.route(TRACK.empty()).data) == 1


@pytest.mark.parametrize(("seconds", "said"), [(250.4, "4:10"), (59.6, "1:00"), (600, "10:00")])
def test_a_pace_is_said_as_minutes_and_seconds(seconds, said):
    assert run.clock(seconds) == said


def test_each_grade_has_a_bar_coloured_by_its_way():
    names = ["−5 to −2 %", "−2 to +2 %", "+2 to +5 %"]
    grades = pd.DataFrame({"band": names, "distance_m": [1200.0, 3000.0, 0.0]})
    (bar,) = run.bands(grades, "km").data
    assert list(bar.y) == names
    assert list(bar.marker.color) == [theme.DESCENT, theme.CONTEXT, theme.ASCENT]
    assert [text.strip() for text in bar.text] == ["1.2 km", "3 km", "0 km"]
