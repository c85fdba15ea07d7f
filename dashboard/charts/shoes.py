"""Shoes on their way: a lane a pair from 0 to its limit, the band before it, today's mark."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from analysis import words
from dashboard import theme
from dashboard.charts.axes import plain, quiet
from ingest import units

LANE_PX = 90
LONGEST_NAME = 34
"""Letters that fit beside each other on a phone."""


def lanes(
    wear: pd.DataFrame, said: Mapping[str, str], unit: str, onsets: pd.DataFrame | None = None
) -> go.Figure:
    """One lane a pair of `shoes.wear`, in its order; `said` is shoe_id -> when its limit comes.

    `onsets` (of `pairs.onsets`) marks how far a pair had come when pain began on a day on which it was worn.
    """
    pairs = wear.reset_index(drop=True)
    marks = [] if onsets is None else _began(pairs, onsets, unit)
    bars = [_ground(pairs, unit), _band(pairs, unit), _worn(pairs, unit)]
    figure = go.Figure([*bars, *marks, _today(pairs, unit)])
    texts = [line for lane, pair in enumerate(pairs.itertuples()) for line in _texts(lane, pair, said, unit)]
    height = LANE_PX * max(1, len(pairs)) + 84
    margin = {"l": 4, "r": 4, "t": 6, "b": 8}
    figure.update_layout(theme.layout(height, margin=margin, barmode="overlay", annotations=texts))
    figure.update_layout(
        showlegend=True, legend={"y": -44 / height, "itemclick": False, "itemdoubleclick": False}
    )
    longest = max([units.distance(1.0, unit), *_in(pairs[["worn_m", "replace_m"]].max(axis=1), unit)])
    figure.update_xaxes(quiet(range=[-0.02 * longest, longest * 1.04], ticksuffix=f" {unit}", side="bottom"))
    figure.update_yaxes(fixedrange=True, visible=False, range=[len(pairs) - 0.35, -0.75])
    return figure


def _texts(lane: int, pair, said: Mapping[str, str], unit: str) -> tuple[dict, dict]:
    """The pair's name above its lane, and how far it is below it."""
    name, below = f"<b>{plain(short(pair.name))}</b>", _below(pair, said.get(pair.shoe_id, ""), unit)
    return _line(lane, -22, name, 14), _line(lane, 22, plain(below), 12)


def short(name: str) -> str:
    """A name as long as fits on a phone; the whole of it stands in the hover text and the forms."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _below(pair, said: str, unit: str) -> str:
    worn = f"{words.distance(pair.worn_m, unit)}{_limit(pair, ' of', unit)}"
    return f"{worn} · {said}" if said else worn


def _in(metres: pd.Series, unit: str) -> pd.Series:
    return units.distance(metres, unit)


def _bar(pairs: pd.DataFrame, lengths: pd.Series, **more: object) -> go.Bar:
    return go.Bar(y=list(range(len(pairs))), x=lengths, orientation="h", hoverinfo="skip", **more)


def _ground(pairs: pd.DataFrame, unit: str) -> go.Bar:
    return _bar(
        pairs, _in(pairs["replace_m"], unit), width=0.26, marker_color=theme.FAINT, name="up to the limit"
    )


def _band(pairs: pd.DataFrame, unit: str) -> go.Bar:
    marker = {"color": theme.CLEAR, "line_width": 0}
    pattern = {"shape": "/", "fgcolor": theme.AMBER, "size": 7, "solidity": 0.45}
    return _bar(
        pairs,
        _in(pairs["replace_m"] - pairs["watch_m"], unit),
        base=_in(pairs["watch_m"], unit),
        width=0.26,
        marker=marker | {"pattern": pattern},
        name="watch band",
    )


def _worn(pairs: pd.DataFrame, unit: str) -> go.Bar:
    return _bar(pairs, _in(pairs["worn_m"], unit), width=0.1, marker_color=theme.DISTANCE, name="run so far")


def _began(pairs: pd.DataFrame, onsets: pd.DataFrame, unit: str) -> list[go.Scatter]:
    """Diamonds where hip pain began, on the lanes of the pairs worn that day; none where there are none."""
    place = {shoe_id: lane for lane, shoe_id in enumerate(pairs["shoe_id"])}
    here = onsets[onsets["that_day"] & onsets["shoe_id"].isin(list(place))]
    if here.empty:
        return []
    said = [
        f"{words.day(each.onset)} {each.onset.year}<br>hip pain began<br>{words.distance(each.worn_m, unit)}"
        for each in here.itertuples()
    ]
    return [
        go.Scatter(
            x=_in(here["worn_m"], unit),
            y=here["shoe_id"].map(place),
            mode="markers",
            marker={"symbol": "diamond", "size": 11, "color": theme.PAIN, "line_width": 0},
            name="hip pain began",
            hovertext=said,
            hoverinfo="text",
        )
    ]


def _today(pairs: pd.DataFrame, unit: str) -> go.Scatter:
    return go.Scatter(
        x=_in(pairs["worn_m"], unit),
        y=list(range(len(pairs))),
        mode="markers",
        marker={
            "symbol": "circle",
            "size": 13,
            "color": theme.DISTANCE,
            "line": {"width": 2, "color": theme.DESCENT},
        },
        name="today",
        cliponaxis=False,
        hovertext=[_pair_said(pair, unit) for pair in pairs.itertuples()],
        hoverinfo="text",
    )


def _pair_said(pair, unit: str) -> str:
    watch = "" if pd.isna(pair.watch_m) else f"<br>watch from {words.distance(pair.watch_m, unit)}"
    worn = f"{words.distance(pair.worn_m, unit)}{watch}{_limit(pair, '<br>limit', unit)}"
    return f"<b>{plain(pair.name)}</b><br>{worn}"


def _limit(pair, word: str, unit: str) -> str:
    return "" if pd.isna(pair.replace_m) else f"{word} {words.distance(pair.replace_m, unit)}"


def _line(lane: int, below_px: int, text: str, size: int) -> dict:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "y": lane,
        "yref": "y",
        "yshift": -below_px,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font_size": size,
    }
