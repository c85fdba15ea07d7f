"""The small multiples under the risk picture: each turns a frame into one Row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from analysis import words
from analysis.limits import at_least
from dashboard import theme
from dashboard.charts.axes import DAY_MS, coloured, epoch_ms, plain, thinned
from dashboard.charts.risk import BAR_MS, Row, iso, middle
from ingest import units

DASHES = ("solid", "dot", "dashdot", "longdashdot")
"""Without "dash", which is how a limit is drawn."""
NAME_REACH = 0.35
"""How far a pair's name reaches back from the end of its line on a phone. [share of the span]"""


def descent(weeks: pd.DataFrame, unit: str) -> Row:
    """Metres down a week."""
    said = [_week_says(week.week, f"{words.climb(week.descent_m, unit)} down") for week in weeks.itertuples()]
    bars = _weekly_bars(weeks, units.height(weeks["descent_m"], unit), theme.DESCENT, said)
    return Row(f"<b>Descent a week, {units.height_unit(unit)}</b>", (bars,))


def hard_share(weeks: pd.DataFrame) -> Row:
    """The share of hard ground a week, of the distance whose surface is known."""
    said = [
        _week_says(week.week, f"{words.percent(week.hard_share)} on hard ground")
        for week in weeks.itertuples()
    ]
    line = _weekly_line(weeks, 100 * weeks["hard_share"], theme.HARD, said)
    return Row(
        "<b>Hard ground, % of known distance</b>", (line,), {"range": [-4, 106], "tickvals": [0, 50, 100]}
    )


def longest(weeks: pd.DataFrame, unit: str) -> Row:
    """The longest run of each week against its ceiling from the 30 days before."""
    said = [
        _week_says(
            week.week,
            f"longest {words.distance(week.longest_m, unit)}<br>ceiling {_or_none(week.ceiling_m, unit)}",
        )
        for week in weeks.itertuples()
    ]
    bars = _weekly_bars(weeks, units.distance(weeks["longest_m"], unit), theme.DISTANCE, said)
    ceiling = go.Scatter(
        x=[edge for middle in bars.x for edge in (middle - BAR_MS / 2, middle + BAR_MS / 2, None)],
        y=[level for level in units.distance(weeks["ceiling_m"], unit) for _ in range(3)],
        mode="lines",
        line={"color": theme.LIMIT, "width": 3},
        hoverinfo="skip",
        cliponaxis=False,
    )
    key = f"{coloured(theme.LIMIT, '━')} ceiling from the 30 days before"
    return Row(f"<b>Longest run, {unit}</b>   {key}", (bars, ceiling))


def _or_none(metres: float, unit: str) -> str:
    return "not known, no run in the 30 days before" if pd.isna(metres) else words.distance(metres, unit)


def shoe_age(
    pairs: Iterable[tuple[str, pd.DataFrame, float, float]], span: tuple[date, date], unit: str
) -> Row:
    """Each pair's distance as a share of its last limit, which is 100 %; marked where it reached its first.

    `pairs` are (name, frame of day and worn_m, the pair's first limit or NaN, its last one). [m] A name
    stands at the end of its line, on the side where there is room.
    """
    drawn = [pair for pair in pairs if len(pair[1])]
    lines = tuple(
        _pair(name, worn, limit_m, DASHES[number % len(DASHES)], unit)
        for number, (name, worn, _, limit_m) in enumerate(drawn)
    )
    names = tuple(_name(name, worn, limit_m, span) for name, worn, _, limit_m in drawn)
    reached = tuple(mark for pair in drawn if (mark := _first_reached(*pair, span, unit)) is not None)
    top = max([100.0, *(max(line.y) for line in lines)]) * 1.3
    axis = {"range": [0, top], "tickvals": [0, 50, 100]}
    key = f"   {coloured(theme.LIMIT, '◆')} past the first" if reached else ""
    return Row(f"<b>Shoes, % of their last limit</b>{key}", lines + names + reached, axis, (100.0,))


def _first_reached(
    name: str, worn: pd.DataFrame, first_m: float, limit_m: float, span: tuple[date, date], unit: str
) -> go.Scatter | None:
    """Where a pair's line passes its first limit; None where it has none, or passes it outside the span."""
    there = worn["day"][at_least(worn["worn_m"], first_m)]
    if there.empty or there.iloc[0] < pd.Timestamp(span[0]) or at_least(first_m, limit_m):
        return None
    return go.Scatter(
        x=epoch_ms(there.head(1)) + DAY_MS / 2,
        y=[100 * first_m / limit_m],
        mode="markers",
        marker={"symbol": "diamond", "size": 9, "color": theme.LIMIT},
        hovertext=[f"<b>{plain(name)}</b><br>its first limit, {words.distance(first_m, unit)}"],
        hoverinfo="text",
    )


def _pair(name: str, worn: pd.DataFrame, limit_m: float, dash: str, unit: str) -> go.Scatter:
    few = thinned(worn, "worn_m")
    said = [
        f"<b>{plain(name)}</b><br>{words.distance(m, unit)} of {words.distance(limit_m, unit)}"
        for m in few["worn_m"]
    ]
    return go.Scatter(
        x=epoch_ms(few["day"]) + DAY_MS / 2,
        y=100 * few["worn_m"] / limit_m,
        mode="lines",
        line={"color": theme.DISTANCE, "width": 2, "dash": dash, "shape": "hv"},
        hovertext=said,
        hoverinfo="text",
    )


def _name(name: str, worn: pd.DataFrame, limit_m: float, span: tuple[date, date]) -> go.Scatter:
    """A pair's name where it has room: inwards, above its line, or below where it would cross the limit.

    A line climbs to its end, so a name below it hangs from the line's height where the name begins.
    """
    first, last = map(pd.Timestamp, span)
    end, inwards = worn.iloc[-1], worn["day"].iloc[-1] > first + (last - first) / 2
    below = 0.7 * limit_m < end["worn_m"] < limit_m
    reach = worn["day"] >= end["day"] - NAME_REACH * (last - first)
    height_m = worn["worn_m"][reach].min() if below and inwards else end["worn_m"]
    return go.Scatter(
        x=epoch_ms(worn["day"].tail(1)) + DAY_MS / 2,
        y=[100 * height_m / limit_m],
        mode="text",
        text=[plain(name)],
        textposition=f"{'bottom' if below else 'top'} {'left' if inwards else 'right'}",
        hoverinfo="skip",
    )


def monotony(weeks: pd.DataFrame, limit: float) -> Row:
    """How alike the days of each week were; the dashed line is the limit."""
    said = [_week_says(week.week, f"monotony {week.monotony:.1f}") for week in weeks.itertuples()]
    line = _weekly_line(weeks, weeks["monotony"], theme.CONTEXT, said)
    return Row(f"<b>Monotony</b> (mean ÷ spread of 7 days; dashed: {limit:g})", (line,), {}, (limit,))


def ratio(acute_chronic: pd.Series) -> Row:
    """The last 7 days over the 21 before them: context, expressly no alarm."""
    line = _daily_line(acute_chronic, theme.CONTEXT, "solid", "this week over the three before: {:.2f}")
    return Row("<b>Acute : chronic load</b> (context, no alarm)", (line,))


def fitness(levels: pd.DataFrame, unit: str) -> Row:
    """Fitness and fatigue as the distance a day that they stand for: context, expressly no alarm."""
    slow = _daily_line(
        units.distance(levels["ctl"], unit), theme.DISTANCE, "solid", f"42 days: {{:.1f}} {unit} a day"
    )
    quick = _daily_line(
        units.distance(levels["atl"], unit), theme.CONTEXT, "dot", f"7 days: {{:.1f}} {unit} a day"
    )
    key = f"{coloured(theme.DISTANCE, '━')} 42 days  {coloured(theme.CONTEXT, '┅')} 7 days"
    return Row(f"<b>Load, {unit} a day</b> (no alarm)   {key}", (slow, quick))


def _daily_line(values: pd.Series, colour: str, dash: str, said: str) -> go.Scatter:
    few = thinned(pd.DataFrame({"day": values.index, "value": values.to_numpy()}), "value")
    return go.Scatter(
        x=epoch_ms(few["day"]) + DAY_MS / 2,
        y=few["value"],
        mode="lines",
        line={"color": colour, "width": 2, "dash": dash},
        hovertext=[f"<b>{words.day(row.day)}</b><br>{said.format(row.value)}" for row in few.itertuples()],
        hoverinfo="text",
    )


def _weekly_bars(weeks: pd.DataFrame, heights: pd.Series, colour: str, said: list[str]) -> go.Bar:
    return go.Bar(
        x=middle(weeks),
        y=heights,
        width=BAR_MS,
        marker_color=colour,
        hovertext=said,
        hoverinfo="text",
        customdata=iso(weeks["week"]),
    )


def _weekly_line(weeks: pd.DataFrame, values: pd.Series, colour: str, said: list[str]) -> go.Scatter:
    return go.Scatter(
        x=middle(weeks),
        y=values,
        mode="lines+markers",
        hovertext=said,
        hoverinfo="text",
        line={"color": colour, "width": 2},
        marker={"size": 6 if len(weeks) <= 30 else 3.5},
        cliponaxis=False,
    )


def _week_says(week: pd.Timestamp, text: str) -> str:
    return f"<b>Week of {words.day(week)}</b><br>{text}"
