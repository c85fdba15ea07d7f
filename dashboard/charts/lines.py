"""A run's way as lines to draw: in flat metres, out and back side by side, parted by kind."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.plane import Plane, around

MOST_NODES = 900
"""Parted into stretches, so many nodes stay below 1,500 points a trace even where kinds alternate."""

PICTURE_PX = 330
ASIDE_PX = 4.0
"""How far beside its true place a line is drawn, on a picture as wide as a phone."""


def plane_of(way: pd.DataFrame) -> Plane | None:
    """The plane around a WAY; None where no position is known."""
    return around(way["latitude_deg"], way["longitude_deg"])


def laid_flat(way: pd.DataFrame, legs: pd.Series | None = None) -> pd.DataFrame:
    """The rows of a WAY with true_x, true_y and, a little to the right of travel, x and y. [m]

    So a way out and back is two lines and neither hides the other. NaN where no position is known.
    `legs` numbers rows that belong together where a WAY was cut; all are one leg without it.
    """
    plane = plane_of(way)
    if plane is None:
        nowhere = dict.fromkeys(("true_x", "true_y", "x", "y"), np.nan)
        return way.assign(**nowhere)
    x, y = plane.metres(way["latitude_deg"], way["longitude_deg"])
    aside_m = ASIDE_PX * span_m(x, y) / PICTURE_PX
    right_x, right_y = np.zeros(len(way)), np.zeros(len(way))
    leg = _one_leg(way) if legs is None else legs
    for rows in leg.groupby(leg).indices.values():
        right_x[rows], right_y[rows] = _to_the_right(x[rows], y[rows], aside_m)
    return way.assign(true_x=x, true_y=y, x=x + aside_m * right_x, y=y + aside_m * right_y)


def _one_leg(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(0, index=frame.index)


def span_m(x: np.ndarray, y: np.ndarray) -> float:
    """The longer side of the box around these points; 0 where there are none. [m]"""
    sides = [float(np.nanmax(each) - np.nanmin(each)) for each in (x, y) if not np.isnan(each).all()]
    return max(sides, default=0.0)


def _to_the_right(x: np.ndarray, y: np.ndarray, reach_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors to the right of travel, which do not follow the wavering of single positions."""
    if len(x) < 2:
        return np.zeros(len(x)), np.zeros(len(x))
    step_m = np.nanmedian(np.hypot(np.diff(x), np.diff(y))) if len(x) > 2 else np.nan
    nodes = 2 * int(np.clip(2 * reach_m / step_m if step_m > 0 else 2, 2, len(x))) + 1
    smooth = pd.DataFrame({"x": x, "y": y}).rolling(nodes, center=True, min_periods=1).mean()
    along_x, along_y = np.gradient(smooth["x"]), np.gradient(smooth["y"])
    length = np.hypot(along_x, along_y)
    length = np.where(length > 0, length, np.nan)
    return np.nan_to_num(along_y / length), np.nan_to_num(-along_x / length)


def fewer(frame: pd.DataFrame, legs: pd.Series | None = None) -> pd.DataFrame:
    """Every so-manieth row and the last of each leg, at most MOST_NODES and two more a leg."""
    stride = max(1, -(-len(frame) // MOST_NODES))
    leg = _one_leg(frame) if legs is None else legs
    return frame[(leg.groupby(leg).cumcount() % stride == 0) | ~leg.duplicated(keep="last")]


def stretches(line: pd.DataFrame, kinds: pd.Series) -> Mapping[str, pd.DataFrame]:
    """The rows of a line by kind of step, each stretch with its first point, a row of NaN between two.

    `kinds` is the word of the step that ends at each row.
    """
    of_step = kinds.to_numpy()[1:]
    return {kind: _stretches(line, np.flatnonzero(of_step == kind)) for kind in dict.fromkeys(of_step)}


def _stretches(line: pd.DataFrame, steps: np.ndarray) -> pd.DataFrame:
    """The rows at the ends of these steps (step n leads from row n to row n + 1)."""
    chains = np.split(steps, np.flatnonzero(np.diff(steps) > 1) + 1)
    rows = np.concatenate([np.append(np.arange(chain[0], chain[-1] + 2), -1) for chain in chains])[:-1]
    return line.reset_index(drop=True).reindex(rows)
