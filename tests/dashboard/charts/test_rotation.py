"""Which pair on which day."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import rotation

TODAY = date(2026, 11, 22)


def runs(*rows):
    """Runs as (day of November, pair, km)."""
    made = [
        {"run_id": str(n), "day": pd.Timestamp(2026, 11, day), "shoe_id": pair, "distance_m": 1000.0 * km}
        for n, (day, pair, km) in enumerate(rows)
    ]
    return pd.DataFrame(made)


def shares(*rows):
    return pd.DataFrame(rows, columns=["shoe_id", "name", "share"])


def test_a_pair_has_a_row_and_a_run_a_dot_whose_area_goes_with_its_distance():
    table = shares(("a", "Ghost <b>", 0.8), (None, "no pair said", 0.2))
    figure = rotation.days(runs((20, "a", 16), (21, None, 4)), table, TODAY, 56, "km")
    dots = figure.data[0]
    assert list(dots.y) == [0, 1]
    assert list(dots.marker.size) == [pytest.approx(15), pytest.approx(7.5)]
    assert dots.marker.color[1] != dots.marker.color[0]
    assert [note.text for note in figure.layout.annotations] == [
        "Ghost &lt;b&gt;  80 %",
        "no pair said  20 %",
    ]
    assert dots.hovertext[0] == "Fri 20 Nov, 16 km"


def test_runs_of_unknown_distance_are_small_dots():
    table = shares(("a", "Ghost", float("nan")))
    figure = rotation.days(runs((20, "a", float("nan"))), table, TODAY, 56, "km")
    assert list(figure.data[0].marker.size) == [5]
