"""Shows that Apple's altitude is that of the place: the same on any other day, as no barometer's would be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks.climbed import Climbed, measured
from benchmarks.report import table
from ingest.schema import LEAST_GPS_CLIMB

CELL_DEG = 2e-4
"""Size of a place: some 20 m. [°]"""

FEWEST_RUNS = 5
"""Runs that must pass a place before it counts."""

FEWEST_PLACES = 5
"""Places that a run must share before it counts."""

HEAD = ("device", "runs", "over", "places", "off the place's median, half of the runs", "nine in ten")


def section(runs: Sequence[Climbed]) -> list[str]:
    """Why Apple's altitude does not count, in numbers; nothing where no Apple run has a total."""
    apples = [run for run in runs if run.device.startswith("Apple")]
    if not any(run.told for run in apples):
        return []
    return [
        "## Apple's watches do not count, and what they would make",
        "Its watches have a barometer, but the altitude that Apple writes by the point is that of the place. "
        "At one place it is the same whenever the runner comes by, over years of weather:",
        table(HEAD, rows((run.device, run.summary.track) for run in apples)),
        "A pressure of 1 hPa more, as between two ordinary days, lowers a barometer's altitude by 8 m. "
        "So hiplog takes Apple's as it takes GPS: called approximate, and not told under "
        f"{1000 * LEAST_GPS_CLIMB:.0f} m a kilometre.",
        against_totals([run for run in apples if run.told], [run for run in runs if run.counts]),
    ]


def against_totals(told: Sequence[Climbed], counted: Sequence[Climbed]) -> str:
    """The share within, had Apple's altitude been taken for a barometer's."""
    as_barometer = [measured(barometric(run)) for run in told]
    within, within_all = (
        sum(run.is_near for run in some) for some in (as_barometer, [*counted, *as_barometer])
    )
    shown = [run for run in told if not np.isnan(run.off_m())]
    return (
        f"Taken for a barometer's, {within} of the {len(told)} Apple runs with a total would be within, "
        f"and {within_all} of {len(counted) + len(told)} of all runs: the watch's own total is by its "
        f"barometer, and not of these points. As it is, hiplog tells an ascent for {len(shown)} of the "
        f"{len(told)}, {sum(run.is_near for run in shown)} of them within."
    )


def barometric(run: Climbed):
    return replace(run.decoded, recording=replace(run.decoded.recording, barometric=True))


def rows(tracks: Iterable[tuple[str, pd.DataFrame]]) -> list[tuple]:
    """By device: how far a run's altitude is off the usual altitude of the places that it passes."""
    heights = pd.concat([_heights(number, *one) for number, one in enumerate(tracks)], ignore_index=True)
    return [_row(device, some) for device, some in heights.groupby("device")]


def _heights(number: int, device: str, track: pd.DataFrame) -> pd.DataFrame:
    """Mean altitude of one run by place."""
    known = track.dropna(subset=["latitude_deg", "longitude_deg", "altitude_m"])
    cells = [(known[name] / CELL_DEG).round().rename(name) for name in ("latitude_deg", "longitude_deg")]
    by_place = known["altitude_m"].groupby(cells).mean().reset_index()
    day = track["time"].iloc[0] if len(track) else pd.NaT
    return by_place.assign(run=number, device=device, day=day)


def _row(device: str, heights: pd.DataFrame) -> tuple:
    place = [heights["latitude_deg"], heights["longitude_deg"]]
    often = heights[heights.groupby(place)["run"].transform("nunique") >= FEWEST_RUNS]
    off_m = often["altitude_m"] - often.groupby(["latitude_deg", "longitude_deg"])["altitude_m"].transform(
        "median"
    )
    by_run = off_m.groupby(often["run"]).agg(["median", "size"])
    by_run = by_run.loc[by_run["size"] >= FEWEST_PLACES, "median"].abs()
    if by_run.empty:
        return device, 0, "–", 0, "–", "–"
    days = often.loc[often["run"].isin(by_run.index), "day"]
    places = often.groupby(["latitude_deg", "longitude_deg"]).ngroups
    quantiles = (f"{np.quantile(by_run, share):.1f} m" for share in (0.5, 0.9))
    return device, len(by_run), f"{(days.max() - days.min()).days} days", places, *quantiles
