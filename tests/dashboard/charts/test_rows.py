"""The small multiples, read off their traces."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.charts import rows

SPAN = date(2026, 10, 19), date(2026, 11, 22)


def test_descent_is_in_metres_or_feet(weeks):
    assert rows.descent(weeks, "km").traces[0].y[0] == pytest.approx(152.4)
    # 152.4 m / 0.3048 m a foot = 500 ft
    assert rows.descent(weeks, "mi").traces[0].y[0] == pytest.approx(500)
    assert "ft" in rows.descent(weeks, "mi").heading


def test_hard_ground_is_in_percent_and_unknown_weeks_stay_open(weeks):
    line = rows.hard_share(weeks).traces[0]
    assert line.y[0] == 50
    assert np.isnan(line.y[1])


def test_the_longest_run_stands_against_its_ceiling(weeks):
    bars, ceiling = rows.longest(weeks, "km").traces
    assert list(bars.y[:2]) == [10, 12]
    # Three points a week: both ends of the stroke, and a break.
    assert ceiling.y[3] == ceiling.y[4] == 11
    assert ceiling.x[5] is None
    assert "ceiling 11 km" in bars.hovertext[1]
    assert "not known" in bars.hovertext[0]


def test_a_shoe_is_drawn_as_a_share_of_its_own_limit():
    worn = pd.DataFrame(
        {"day": pd.to_datetime(["2026-11-01", "2026-11-20"]).as_unit("us"), "worn_m": [120_000.0, 240_000.0]}
    )
    row = rows.shoe_age([("Speed <i>goat</i>", worn, 320_000.0, 480_000.0)], SPAN, "km")
    assert list(row.traces[0].y) == [25, 50]
    assert list(row.traces[1].text) == ["Speed &lt;i&gt;goat&lt;/i&gt;"]
    assert row.lines == (100.0,)


def test_the_name_of_a_pair_stands_where_there_is_room():
    days = pd.to_datetime(["2026-10-20", "2026-10-21"]).as_unit("us")
    early = pd.DataFrame({"day": days, "worn_m": [1.0, 2.0]})
    late = early.assign(day=days + pd.Timedelta(days=30))
    *_, first, second = rows.shoe_age([("a", early, 8.0, 10.0), ("b", late, 8.0, 10.0)], SPAN, "km").traces
    assert (first.textposition, second.textposition) == ("top right", "top left")


def test_a_name_just_under_the_limit_hangs_below_the_whole_of_its_line():
    # 35 % of the 34 days are 11.9 days: from the end on 20 Nov back to 9 Nov the line is at 70 % or more.
    days = pd.to_datetime(["2026-10-20", "2026-11-09", "2026-11-20"]).as_unit("us")
    worn = pd.DataFrame({"day": days, "worn_m": [1.0, 70.0, 90.0]})
    line, name = rows.shoe_age([("a", worn, np.nan, 100.0)], SPAN, "km").traces
    assert list(line.y) == [1, 70, 90]
    assert (name.textposition, list(name.y)) == ("bottom left", [70])


@pytest.mark.parametrize(
    ("first_m", "limit_m", "drawn"),
    [
        (240.0, 480.0, [50]),
        (240.1, 480.0, None),
        (np.nan, 480.0, None),
        (240.0, 240.0, None),
        (100.0, 480.0, None),
    ],
    ids=["reached", "not yet", "none", "the last as well", "before the span"],
)
def test_a_pair_is_marked_where_it_reached_its_first_limit(first_m, limit_m, drawn):
    days = pd.to_datetime(["2026-10-18", "2026-11-20", "2026-11-21"]).as_unit("us")
    worn = pd.DataFrame({"day": days, "worn_m": [120.0, 240.0, 240.0]})
    row = rows.shoe_age([("a", worn, first_m, limit_m)], SPAN, "km")
    marks = [trace for trace in row.traces if trace.mode == "markers"]
    assert [list(mark.y) for mark in marks] == ([drawn] if drawn else [])
    # 20 Nov 2026 is day 20,777 since 1 Jan 1970; its middle is half a day later.
    assert [list(mark.x) for mark in marks] == ([[20_777.5 * 86_400_000]] if drawn else [])
    assert row.heading.startswith("<b>Shoes, % of their last limit</b>")
    assert ("past the first" in row.heading) == bool(drawn)


def test_shoes_without_a_run_draw_nothing():
    never = pd.DataFrame({"day": pd.to_datetime([]), "worn_m": []})
    assert rows.shoe_age([("new", never, 8.0, 10.0)], SPAN, "km").traces == ()


def test_the_limit_of_monotony_comes_in_as_data(weeks):
    assert rows.monotony(weeks, 1.8).lines == (1.8,)
    assert "1.8" in rows.monotony(weeks, 1.8).heading


def test_load_context_says_that_it_is_no_alarm():
    days = pd.date_range("2026-10-19", periods=3, unit="us")
    levels = pd.DataFrame({"ctl": [1000.0] * 3, "atl": [2000.0] * 3}, index=days)
    ratio, load = rows.ratio(pd.Series([1.0, 1.6, 0.8], index=days)), rows.fitness(levels, "km")
    assert "no alarm" in ratio.heading
    assert "no alarm" in load.heading
    assert ratio.lines == load.lines == ()
    assert [list(trace.y) for trace in load.traces] == [[1, 1, 1], [2, 2, 2]]
