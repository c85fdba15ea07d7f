"""The risk picture: weekly distance with flags and pain on top, and what went with it aligned below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis import words
from analysis.findings import Finding, Severity
from dashboard import theme
from dashboard.charts.axes import (
    DAY_MS,
    HALF_YEAR_DAYS,
    at,
    coloured,
    epoch_ms,
    plain,
    quiet,
    thinned,
    time_axis,
)
from ingest import units

WEEK = timedelta(days=7)
SPANS = {"12 weeks": 12, "6 months": 26, "1 year": 52, "All": None}
TOP_PX, ROW_PX, TOP_GAP_PX, GAP_PX, HEAD_PX, FOOT_PX = 310, 92, 58, 40, 90, 32
BAR_MS = 6.2 * DAY_MS
FLAG_LANE, DUE_LANE, EPISODE_LANE, CEILING = 11.0, 11.75, 12.5, 13.3
"""Heights on the axis of pain above its 10: flags, when an episode should be better, names of episodes, and
the top of the picture."""

PHONE_PX, LETTER_PX = 250, 6.4
"""Width of the picture on a phone of 360 px, and of a letter: a name stands only where it has that room."""

SOFT_PAIN = "rgba(213, 94, 0, 0.13)"
FLAGGED = (Severity.NOTE, Severity.WATCH, Severity.ACT)
FLAG_KEY = "   ".join(
    f"{coloured(theme.MARKS[level].colour, theme.MARKS[level].sign)} {theme.MARKS[level].word.lower()}"
    for level in FLAGGED
)
TOP_KEY = (
    f"<b>Distance a week, {{unit}}</b>   {coloured(theme.DISTANCE, '■')} week   <b>━</b> 4-week mean<br>"
    f"{coloured(theme.PAIN, '◆')} <b>worst pain of the day</b>, 0–10 (right)<br>"
    f"{coloured(theme.PAIN, '▒')} episode of pain   {coloured(theme.PAIN, '✖')} should be better<br>"
    f"What stood out:   {FLAG_KEY}"
)


@dataclass(frozen=True)
class Row:
    """One small multiple: its heading says what is drawn and in which unit."""

    heading: str
    traces: tuple
    axis: dict = field(default_factory=dict)
    lines: tuple[float, ...] = ()


@dataclass(frozen=True)
class Span:
    """An episode of pain from its first day to its last: its name, and all that hovering tells.

    `due` is the day by which it should have been better, where the episode reached it; `due_said` tells
    whether it was.
    """

    first: date
    last: date
    name: str
    said: str
    due: date | None = None
    due_said: str = ""


def window(weeks: pd.DataFrame, span: str, today: date) -> tuple[date, date]:
    """First and last day to draw: whole weeks, the newest of them today's."""
    newest = weeks["week"].max().date() if len(weeks) else today - timedelta(days=6)
    count = SPANS[span] or max(len(weeks), SPANS["12 weeks"])
    return newest - (count - 1) * WEEK, newest + WEEK - timedelta(days=1)


def timeline(
    weeks: pd.DataFrame,
    pain: pd.Series,
    flags: Sequence[Finding],
    rows: Sequence[Row],
    span: tuple[date, date],
    unit: str,
    today: date,
    chosen: date | None = None,
    spans: Sequence[Span] = (),
) -> go.Figure:
    """Weekly bars, their mean, flags and daily pain; `rows` share the axis of time beneath.

    `weeks` is `mileage.weekly` up to `today`, whose own week is hatched and has no mean yet. `pain` is
    the worst pain by day, NaN where nothing was logged. `chosen` is the first day of the week to mark,
    `unit` "km" or "mi". `spans` are the episodes of pain, shaded.
    """
    figure = _panels(rows, unit)
    shown = between(weeks, "week", span)
    spans = [each for each in spans if each.last >= span[0] and each.first <= span[1]]
    for trace in (_mean(shown, unit, today), _bars(shown, unit, today)):
        figure.add_trace(trace, row=1, col=1)
    for trace in (*_episodes(spans, span), _pain(pain, span), *_flags(flags, shown)):
        figure.add_trace(trace, row=1, col=1, secondary_y=True)
    for number, row in enumerate(rows, start=2):
        _add(figure, row, number)
    figure.update_traces(unselected={"marker": {"opacity": 1}})
    _axes(figure, shown, span, unit)
    for each in spans:
        _shade(figure, each, span)
    _mark_week(figure, chosen)
    return figure


def between(frame: pd.DataFrame, day: str, span: tuple[date, date]) -> pd.DataFrame:
    """The rows of a span of days, both ends counted."""
    return frame[frame[day].between(*map(pd.Timestamp, span))]


def _panels(rows: Sequence[Row], unit: str) -> go.Figure:
    figure = make_subplots(
        rows=1 + len(rows),
        cols=1,
        shared_xaxes=True,
        specs=[[{"secondary_y": True}], *[[{}]] * len(rows)],
        subplot_titles=[TOP_KEY.format(unit=unit), *(row.heading for row in rows)],
    )
    height = _stack(figure, len(rows))
    margin = {"l": 4, "r": 4, "t": HEAD_PX, "b": FOOT_PX}
    figure.update_layout(
        theme.layout(height + HEAD_PX + FOOT_PX, margin=margin, showlegend=False, bargap=0.1)
    )
    return figure


def _stack(figure: go.Figure, rows: int) -> float:
    """Gives every panel its height in pixels and its heading its place; returns the height of all. [px]"""
    tops = [0.0, *(TOP_PX + TOP_GAP_PX + row * (ROW_PX + GAP_PX) for row in range(rows))]
    sizes = [TOP_PX, *[ROW_PX] * rows]
    whole = tops[-1] + sizes[-1]
    for panel, (top, size) in enumerate(zip(tops, sizes, strict=True)):
        ends = [max(0.0, 1 - (top + size) / whole), 1 - top / whole]
        figure.update_yaxes(domain=ends, row=panel + 1, col=1)
        place = {"x": 0, "xanchor": "left", "align": "left", "y": ends[1], "yshift": 4, "font_size": 13}
        figure.layout.annotations[panel].update(place)
    return whole


def _mean(weeks: pd.DataFrame, unit: str, today: date) -> go.Scatter:
    """Has no colour of its own, so that it takes the ink of the theme: near-black or near-white."""
    whole = weeks[~_unfinished(weeks, today)]
    return go.Scatter(
        x=middle(whole),
        y=units.distance(whole["mean4_m"], unit),
        mode="lines",
        line={"width": 2.5},
        name="4-week mean",
        customdata=iso(whole["week"]),
        hovertext=[f"Mean of 4 weeks: {words.distance(mean, unit)}" for mean in whole["mean4_m"]],
        hoverinfo="text",
    )


def _unfinished(weeks: pd.DataFrame, today: date) -> pd.Series:
    return weeks["week"] + WEEK > pd.Timestamp(today) + timedelta(days=1)


def _bars(weeks: pd.DataFrame, unit: str, today: date) -> go.Bar:
    unfinished = _unfinished(weeks, today)
    pattern = {"shape": ["/" if now else "" for now in unfinished], "fillmode": "replace", "solidity": 0.55}
    return go.Bar(
        x=middle(weeks),
        y=units.distance(weeks["distance_m"], unit),
        width=BAR_MS,
        marker={"color": theme.DISTANCE, "line": {"width": 0}, "pattern": pattern},
        name="week",
        customdata=iso(weeks["week"]),
        hovertext=[
            _week_said(week, unit) + ("<br>so far" if now else "")
            for week, now in zip(weeks.itertuples(), unfinished, strict=True)
        ],
        hoverinfo="text",
    )


def iso(weeks: pd.Series) -> list[str]:
    """The weeks' first days as text, so that a clicked bar can say which week it is."""
    return weeks.dt.strftime("%Y-%m-%d").to_list()


def _week_said(week, unit: str) -> str:
    runs = "no run" if week.runs == 0 else f"{week.runs:.0f} run{'s' if week.runs > 1 else ''}"
    longest = f", longest {words.distance(week.longest_m, unit)}" if week.runs > 1 else ""
    down = f"<br>{words.climb(week.descent_m, unit)} down" if pd.notna(week.descent_m) else ""
    distance = words.distance(week.distance_m, unit)
    return f"<b>Week of {words.day(week.week)}</b><br>{distance} in {runs}{longest}{down}"


def _pain(pain: pd.Series, span: tuple[date, date]) -> go.Scatter:
    """Daily scores; a day without one breaks the line. Over long times only the dots are drawn."""
    days = pd.date_range(*span, name="day", unit="us")
    scores = thinned(pain.reindex(days).rename("score").rename_axis("day").reset_index(), "score")
    return go.Scatter(
        x=epoch_ms(scores["day"]) + DAY_MS / 2,
        y=scores["score"],
        mode="lines+markers" if len(days) <= HALF_YEAR_DAYS else "markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": theme.PAIN, "width": 1.2, "dash": "dot"},
        marker={"symbol": "diamond", "color": theme.PAIN, "size": 7 if len(days) < 100 else 4.5},
        name="worst pain of the day",
        customdata=iso(pd.Timestamp(span[0]) + (scores["day"] - pd.Timestamp(span[0])) // WEEK * WEEK),
        hovertext=[
            f"<b>{words.day(row.day)}</b><br>worst pain {row.score:g} of 10" for row in scores.itertuples()
        ],
        hoverinfo="text",
    )


def _episodes(spans: Sequence[Span], span: tuple[date, date]) -> list[go.Scatter]:
    """Names where there is room for them, points that hovering finds along each, and when it was due."""
    names = [(_visible(each, span), each.name) for each in spans]
    shown = [(ends, name) for ends, name in names if _has_room(ends, name, span)]
    along = [(day, each.said) for each in spans for day in _stops(_visible(each, span))]
    due = [(each.due, each.due_said) for each in spans if each.due and span[0] <= each.due <= span[1]]
    lane = {"showlegend": False, "cliponaxis": False, "hoverinfo": "text"}
    return [
        go.Scatter(
            x=[(at(first) + at(last) + DAY_MS) / 2 for (first, last), _ in shown],
            y=[EPISODE_LANE] * len(shown),
            mode="text",
            text=[plain(name) for _, name in shown],
            textfont={"size": 11},
            name="names of episodes",
            hoverinfo="skip",
        ),
        go.Scatter(
            x=[at(day) + DAY_MS / 2 for day, _ in along],
            y=[EPISODE_LANE] * len(along),
            mode="markers",
            marker={"size": 16, "color": theme.CLEAR},
            hovertext=[said for _, said in along],
            name="episodes",
            **lane,
        ),
        go.Scatter(
            x=[at(day) + DAY_MS / 2 for day, _ in due],
            y=[DUE_LANE] * len(due),
            mode="markers",
            marker={"symbol": "x", "size": 9, "color": theme.PAIN},
            hovertext=[said for _, said in due],
            name="better by then",
            **lane,
        ),
    ]


def _visible(each: Span, span: tuple[date, date]) -> tuple[date, date]:
    return max(each.first, span[0]), min(each.last, span[1])


def _has_room(ends: tuple[date, date], name: str, span: tuple[date, date]) -> bool:
    share = ((ends[1] - ends[0]).days + 1) / ((span[1] - span[0]).days + 1)
    return share * PHONE_PX >= len(name) * LETTER_PX


def _stops(ends: tuple[date, date], most: int = 12) -> list[date]:
    """A few days along an episode, its ends among them."""
    return [day.date() for day in pd.date_range(*ends, periods=min(most, (ends[1] - ends[0]).days + 1))]


def _shade(figure: go.Figure, each: Span, span: tuple[date, date]) -> None:
    first, last = _visible(each, span)
    ends = {"x0": at(first), "x1": at(last) + DAY_MS}
    look = {"fillcolor": SOFT_PAIN, "line_width": 0, "layer": "below"}
    figure.add_shape(type="rect", xref="x", yref="y2", y0=0, y1=CEILING, **ends, **look)


def _flags(flags: Sequence[Finding], weeks: pd.DataFrame) -> list[go.Scatter]:
    """One mark a week, for its most urgent finding; hovering tells them all."""
    by_week = _by_week(flags, [week.date() for week in weeks["week"]])
    marks = []
    for severity in theme.MARKS:
        led = {week: found for week, found in by_week.items() if max(f.severity for f in found) == severity}
        marks.append(_marks(severity, led, len(weeks)))
    return marks


def _by_week(flags: Sequence[Finding], weeks: Sequence[date]) -> dict[date, list[Finding]]:
    """The findings of each week that has any, by its first day; what lies outside of `weeks` is left out."""
    by_week: dict[date, list[Finding]] = {week: [] for week in weeks}
    for flag in flags if weeks else ():
        since = (flag.day - weeks[0]).days % WEEK.days
        by_week.get(flag.day - timedelta(days=since), []).append(flag)
    return {week: found for week, found in by_week.items() if found}


def _marks(severity: Severity, by_week: dict, weeks: int) -> go.Scatter:
    mark = theme.MARKS[severity]
    days = pd.DatetimeIndex(list(by_week), dtype="datetime64[us]")
    return go.Scatter(
        x=epoch_ms(days) + 3.5 * DAY_MS,
        y=[FLAG_LANE] * len(by_week),
        mode="markers",
        cliponaxis=False,
        marker={
            "symbol": mark.symbol,
            "size": 10 if weeks <= 16 else 7 if weeks <= 30 else 5,
            "color": mark.colour,
            "line": {"width": 1.5 if mark.symbol.endswith("open") else 0, "color": mark.colour},
        },
        name=mark.word,
        customdata=iso(days.to_series()),
        hovertext=[_flags_said(found) for found in by_week.values()],
        hoverinfo="text",
    )


def _flags_said(found: Sequence[Finding]) -> str:
    ordered = sorted(found, key=lambda flag: -flag.severity)
    return "<br>".join(
        f"<b>{theme.MARKS[flag.severity].word}</b>: {_wrapped(flag.headline)}" for flag in ordered
    )


def _wrapped(text: str, width: int = 46) -> str:
    lines = [""]
    for word in plain(text).split():
        lines = (
            [*lines, word]
            if len(lines[-1]) + len(word) > width
            else [*lines[:-1], f"{lines[-1]} {word}".strip()]
        )
    return "<br>".join(lines)


def _add(figure: go.Figure, row: Row, number: int) -> None:
    figure.add_traces(list(row.traces), rows=number, cols=1)
    figure.update_yaxes(quiet(nticks=4, rangemode="tozero", **row.axis), row=number, col=1)
    for line in row.lines:
        figure.add_hline(y=line, row=number, col=1, line={"color": theme.LIMIT, "width": 1.5, "dash": "dash"})


def _axes(figure: go.Figure, weeks: pd.DataFrame, span: tuple[date, date], unit: str) -> None:
    tallest = units.distance(weeks["distance_m"], unit).max() if len(weeks) else np.nan
    room = 1.0 if np.isnan(tallest) or tallest == 0 else tallest * CEILING / 10
    figure.update_xaxes(time_axis(*span))
    figure.update_xaxes(showticklabels=True, row=1, col=1)
    known = bool(weeks[["distance_m", "mean4_m"]].max().max() > 0)
    distance = quiet(range=[0, room], showticklabels=known)
    figure.update_yaxes(distance, row=1, col=1, secondary_y=False)
    pain = quiet(range=[0, CEILING], tickvals=[0, 2, 4, 6, 8, 10], showgrid=False)
    figure.update_yaxes(pain, row=1, col=1, secondary_y=True)


def _mark_week(figure: go.Figure, chosen: date | None) -> None:
    if chosen is not None:
        ends = {"x0": at(chosen), "x1": at(chosen + WEEK)}
        figure.add_shape(
            type="rect", yref="paper", y0=0, y1=1, **ends, fillcolor=theme.FAINT, line_width=0, layer="below"
        )


def middle(weeks: pd.DataFrame) -> np.ndarray:
    """Where the bar of each week stands on the axis of time. [epoch ms]"""
    return epoch_ms(weeks["week"]) + 3.5 * DAY_MS
