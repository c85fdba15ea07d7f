"""What was done by week, under the pain."""

from datetime import date

import pandas as pd
import pytest

from dashboard.charts import adherence
from ingest.schema import DONE

NAN = float("nan")


def weeks(count=3, **columns):
    days = pd.date_range(date(2026, 11, 2), periods=count, freq="7D", unit="us")
    frame = pd.DataFrame({"week": days, "entries": 5.0, "worst_pain": 4.0, "median_pain": 2.0})
    frame["rest_days"] = 4.0
    return frame.assign(**dict.fromkeys(DONE, 0.0)).assign(**columns)


def test_a_row_of_bars_for_each_word_and_the_pain_above():
    figure = adherence.by_week(weeks(prehab=[2.0, NAN, 3.0], strength=1.0), ["prehab", "strength"])
    names = ["middle", "worst", DONE["prehab"], DONE["strength"], "days without a run"]
    assert [trace.name for trace in figure.data] == names
    prehab = figure.data[2]
    assert list(prehab.y[[0, 2]]) == [2.0, 3.0]
    assert pd.isna(prehab.y[1])
    assert prehab.hovertext[0].endswith("2 of 5 days logged")
    assert figure.layout.annotations[1].text == "<b>Warm-up before the run</b>, days a week"


def test_days_without_a_run_are_drawn_whatever_else_is():
    figure = adherence.by_week(weeks(rest_days=[NAN, 7.0, 3.0]), [])
    rest = figure.data[-1]
    assert pd.isna(rest.y[0])
    assert (rest.y[1], rest.hovertext[1]) == (7.0, "<b>Week of Mon 9 Nov</b><br>7 days without a run")


def test_bars_and_pain_of_a_week_stand_above_one_another():
    figure = adherence.by_week(weeks(prehab=1.0), ["prehab"])
    assert len({tuple(trace.x) for trace in figure.data}) == 1
    middle = pd.Timestamp(figure.data[0].x[0], unit="ms")
    assert middle == pd.Timestamp(2026, 11, 5, 12)  # Thursday noon of the week of Monday 2 Nov


def test_a_gap_in_the_pain_stays_a_gap():
    figure = adherence.by_week(weeks(prehab=1.0, worst_pain=[4.0, NAN, 1.0]), ["prehab"])
    assert figure.data[1].connectgaps is False
    assert pd.isna(figure.data[1].y[1])


def test_the_picture_is_of_half_a_year():
    assert len(adherence.by_week(weeks(40, prehab=1.0), ["prehab"]).data[0].x) == 26


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ({}, []),
        ({"ice": 1.0, "prehab": [0.0, 1.0, 0.0]}, ["prehab", "ice"]),
        ({"medication": 1.0}, []),
        (dict.fromkeys(DONE, 1.0), ["prehab", "strength", "mobility", "stretch"]),
        ({"prehab": NAN}, []),
    ],
)
def test_rows_are_those_with_something_in_them_at_most_four(columns, shown):
    assert adherence.charted(weeks(**columns)) == shown


def test_nothing_is_charted_of_what_was_done_longer_ago():
    done = [1.0] + [0.0] * 26
    assert adherence.charted(weeks(27, prehab=done)) == []
    assert adherence.charted(weeks(26, prehab=done[:26])) == ["prehab"]
