"""Compares ascent and descent with the device's own over a folder of real files, and writes ELEVATION.md.

A run counts where its altitude is a barometer's and its device kept a total; a run that several files
record counts once. No coordinates are written, and no names but those of the corpus's own files.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import apple_altitude, hills
from benchmarks.climbed import PROMISED, WITHIN, WITHIN_M, Climbed, climbed, near
from benchmarks.corpus import CORPUS
from benchmarks.report import table
from ingest import climb
from ingest.batch import files_below
from ingest.climb import BAROMETER, GPS, Sensor

HERE = Path(__file__).parent
REPEATS = 25
"""Draws of noise for each simulated course."""

OTHERS = tuple(
    Sensor("barometer", window_m, reversal_m, BAROMETER.base_m)
    for window_m in (30.0, 50.0, 70.0)
    for reversal_m in (1.0, 2.0, 3.0)
)
"""Other windows and least reversals, to show how little hangs on them."""


def main() -> None:
    parser = argparse.ArgumentParser("python -m benchmarks.elevation", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    folder = parser.parse_args().folder
    text = report(climbed(files_below([folder]), folder))
    (HERE / "ELEVATION.md").write_text(text, encoding="utf-8")
    print(text)


def report(runs: Sequence[Climbed]) -> str:
    counted = [run for run in runs if run.counts]
    far = [run for run in counted if not run.is_near]
    parts = [
        "# Ascent against the device's own total",
        "Made by `python -m benchmarks.elevation`; the files lie beside the project and are not part of it.",
        verdict(counted),
        "Apple's watches are not among them; below stands why, and what the share would be with them.",
        "## By device",
        table(FAMILY_HEAD, families(counted)),
        "## Every run",
        "Ours less the device's, in metres. The device's own is no truth either: each firmware has its "
        "least reversal, and none is published.",
        table(RUN_HEAD, [run_row(run) for run in sorted(counted, key=lambda run: run.name)]),
        "## The runs outside, and why",
        "\n".join(f"- `{run.name}`: {why(run)}" for run in far) or "None.",
        "## Other windows, other reversals",
        "The same runs, had the smoothing another window or the climb another least reversal. EVIDENCE 2.2 "
        f"chose {BAROMETER.window_m:.0f} m and {BAROMETER.reversal_m:.0f} m by simulation, and they stay: "
        "the share hangs on neither.",
        table(("window", "least reversal", "within", "mean off", "median off"), by_windows(counted)),
        "## Runs with a total that do not count",
        table(("device", "altitude by", "runs"), uncounted(runs)),
        *apple_altitude.section(runs),
        "## Simulated courses of 10 km",
        f"Errors of ascent in metres over {REPEATS} draws of noise (`benchmarks/hills.py`).",
        table(("course", "true ascent", "sensor", "mean error", "least", "most"), simulated()),
    ]
    return "\n\n".join(parts) + "\n"


def verdict(counted: Sequence[Climbed]) -> str:
    within = sum(run.is_near for run in counted)
    share = within / len(counted) if counted else np.nan
    off_m = np.array([run.off_m() for run in counted])
    reached = "reached" if share >= PROMISED else "**not reached**"
    return (
        f"**{within} of {len(counted)} runs with barometric altitude ({100 * share:.0f} %) are within "
        f"{100 * WITHIN:.0f} % or {WITHIN_M:.0f} m of the device's own ascent; promised were "
        f"{100 * PROMISED:.0f} %: {reached}.** Ours is lower in {(off_m < 0).sum()} runs and higher in "
        f"{(off_m > 0).sum()}."
    )


FAMILY_HEAD = ("device", "runs", "within", "ascent, mean off", "ascent, furthest off", "descent, mean off")


def families(counted: Sequence[Climbed]) -> list[tuple]:
    by_family: dict[str, list[Climbed]] = {}
    for run in counted:
        by_family.setdefault(family(run.device), []).append(run)
    return [family_row(name, some) for name, some in sorted(by_family.items())]


def family(device: str) -> str:
    """The series of a watch: "Garmin fr" of "Garmin fr255"."""
    return re.sub(r"(?<=[a-z])\d\w*$", "", device)


def family_row(name: str, runs: Sequence[Climbed]) -> tuple:
    up_m = np.array([run.off_m() for run in runs])
    down_m = np.array([run.off_m("descent_m") for run in runs])
    known_m = down_m[~np.isnan(down_m)]
    furthest_m = up_m[np.argmax(np.abs(up_m))]
    down = f"{known_m.mean():+.1f} m" if known_m.size else "–"
    within = sum(run.is_near for run in runs)
    return name, len(runs), within, f"{up_m.mean():+.1f} m", f"{furthest_m:+.1f} m", down


RUN_HEAD = ("run", "device", "km", "ascent", "device's", "off", "descent", "device's", "off", "within")


def run_row(run: Climbed) -> tuple:
    row = run.summary.row
    climbs = [
        text
        for name in ("ascent_m", "descent_m")
        for text in (metres(row[name]), metres(row[f"device_{name}"]), metres(run.off_m(name), "+"))
    ]
    within = "yes" if run.is_near else "**no**"
    return f"`{run.name}`", run.device, f"{row['distance_m'] / 1000:.1f}", *climbs, within


def metres(amount_m: float, sign: str = "") -> str:
    return "–" if np.isnan(amount_m) else f"{amount_m:{sign}.0f}"


def why(run: Climbed) -> str:
    """What the run's own points say of the difference."""
    ours_m, device_m = float(run.summary.row["ascent_m"]), run.decoded.recording.totals.ascent_m
    height_m = run.decoded.recording.track["altitude_m"].dropna().to_numpy()
    coarse_m, _ = climb.ascent_descent(height_m, BAROMETER.reversal_m)
    once_m = float((height_m - np.minimum.accumulate(height_m)).max())
    if np.isnan(ours_m):
        return "altitude was recorded for too little of it, so that hiplog tells no climb."
    if device_m < once_m - WITHIN_M:
        return f"its points rise by {once_m:.0f} m in one go; the device's {device_m:.0f} m are not of them."
    if near(coarse_m, device_m) and not near(ours_m, coarse_m):
        return (
            f"its points, not smoothed, rise by {coarse_m:.0f} m in reversals of "
            f"{BAROMETER.reversal_m:.0f} m and more, near the device's {device_m:.0f} m; "
            f"{coarse_m - ours_m:.0f} m of them are waves shorter than the {BAROMETER.window_m:.0f} m "
            "window, which takes them for noise."
        )
    return "no reason was found in its points."


def uncounted(runs: Sequence[Climbed]) -> list[tuple]:
    """Runs whose device kept a total, but whose altitude is no barometer's, by device."""
    others = [run for run in runs if run.told and not run.counts]
    counts = Counter((run.device, str(run.summary.row["climb_source"])) for run in others)
    return [(*who, count) for who, count in sorted(counts.items())]


def by_windows(counted: Sequence[Climbed]) -> list[tuple]:
    return [window_row(sensor, counted) for sensor in OTHERS]


def window_row(sensor: Sensor, counted: Sequence[Climbed]) -> tuple:
    device_m = [run.decoded.recording.totals.ascent_m for run in counted]
    ours_m = [ascent_by(sensor, run) for run in counted]
    within = sum(map(near, ours_m, device_m))
    off_m = np.subtract(ours_m, device_m)
    share = f"{within} of {len(counted)}"
    window, reversal = f"{sensor.window_m:.0f} m", f"{sensor.reversal_m:.0f} m"
    return window, reversal, share, f"{off_m.mean():+.1f} m", f"{np.median(off_m):+.1f} m"


def ascent_by(sensor: Sensor, run: Climbed) -> float:
    """Ascent of a run, had it been measured by this sensor's windows. [m]"""
    track = run.summary.track
    distance_m, speed_m_s = track["distance_m"].to_numpy(), track["speed_m_s"].to_numpy()
    clock_s = (track["time"] - track["time"].iloc[0]).dt.total_seconds().to_numpy()
    course = climb.profile(distance_m, track["altitude_m"].to_numpy(), clock_s, speed_m_s, sensor)
    return np.nan if course is None else climb.ascent_descent(course.altitude_m, sensor.reversal_m)[0]


def simulated() -> list[tuple]:
    return [course_row(name, sensor) for name in hills.COURSES for sensor in (BAROMETER, GPS)]


def course_row(name: str, sensor: Sensor) -> tuple:
    errors_m = hills.errors_m(name, sensor, REPEATS)
    spread = (f"{amount:+.1f} m" for amount in (errors_m.mean(), errors_m.min(), errors_m.max()))
    return name, f"{hills.true_ascent_m(name):.0f} m", sensor.name, *spread


if __name__ == "__main__":
    main()
