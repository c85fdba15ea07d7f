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


def test_no_line_of_the_profile_has_the_colour_of_pain():
    figure = run.profile(track(altitude_m=400.0, heart_rate_bpm=150.0), "km")
    assert theme.PAIN not in [line.line.color for line in figure.data]


def test_steep_parts_of_the_altitude_are_drawn_wider_from_five_per_cent_on():
    grade = [0.0, 0.049, 0.05, 0.06, 0.0, -0.049, -0.05, 0.0, 0.0, 0.0, 0.0]
    figure = run.profile(track(altitude_m=400.0, grade=grade), "km")
    up, down = (
        next(line for line in figure.data if line.line.width == 5 and line.line.color == colour)
        for colour in (theme.ASCENT, theme.DESCENT)
    )
    assert [n for n, altitude in enumerate(up.y) if not np.isnan(altitude)] == [2, 3]
    assert [n for n, altitude in enumerate(down.y) if not np.isnan(altitude)] == [6]
    heading = figure.layout.annotations[0].text
    assert "from 5 %:" in heading
    assert heading.index(" down") < heading.index(" up")


def test_a_level_run_has_no_key_for_what_is_steep():
    figure = run.profile(track(altitude_m=400.0, grade=0.049), "km")
    assert "5 %" not in figure.layout.annotations[0].text
    assert 5 not in [line.line.width for line in figure.data]


def test_a_treadmill_run_has_pace_and_heart_rate_over_distance():
    nowhere = dict.fromkeys(("latitude_deg", "longitude_deg", "altitude_m"), float("nan"))
    figure = run.profile(track(**nowhere, heart_rate_bpm=150.0), "km")
    assert [note.text.split(",")[0] for note in figure.layout.annotations] == ["<b>Pace", "<b>Heart rate"]


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


@pytest.mark.parametrize(("seconds", "said"), [(250.4, "4:10"), (59.6, "1:00"), (600, "10:00")])
def test_a_pace_is_said_as_minutes_and_seconds(seconds, said):
    assert run.clock(seconds) == said


def test_each_grade_has_a_bar_coloured_by_its_way():
    names = ["2 to 5 % down", "level", "2 to 5 % up"]
    grades = pd.DataFrame({"band": names, "distance_m": [1200.0, 3000.0, 0.0]})
    (bar,) = run.bands(grades, "km").data
    assert list(bar.y) == names
    assert list(bar.marker.color) == [theme.DESCENT, theme.CONTEXT, theme.ASCENT]
    assert [text.strip() for text in bar.text] == ["1.2 km", "3 km", "0 km"]
