"""Decoding alone, bytes to a DataFrame: hiplog against its peers on the same files."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from math import inf, nan

import numpy as np
import pandas as pd

from benchmarks import decoders, report, timing
from benchmarks.decoders import OWN, WHOLE
from benchmarks.fit_files import FLAVOURS
from benchmarks.hour import hour
from benchmarks.report import Promise, Section
from benchmarks.scale import Scale
from benchmarks.workloads import hours, real
from benchmarks.xml_files import gpx, tcx

SIZES_KB = (0, 20, 60, 120, 300, np.inf)
SIZE_NAMES = ("below 20 kB", "20–60 kB", "60–120 kB", "120–300 kB", "above 300 kB")

XML_HOURS = 3


def fit_hours(scale: Scale) -> Section:
    """One-hour FIT files of three watches."""
    files = hours(range(len(FLAVOURS)))
    samples = _timed("fit", files, scale.rounds)
    sizes = ", ".join(f"{name} {len(data) / 1000:.0f} kB" for name, data in zip(FLAVOURS, files, strict=True))
    told = _told(f"3,600 records each ({sizes})", samples)
    by_flavour = {name: samples[samples["item"] == item] for item, name in enumerate(FLAVOURS)}
    times = _times(samples, "fitparse")
    promise = report.at_least("FIT to a DataFrame, one-hour files", 200, times, "× fitparse")
    return Section("FIT, one-hour files", _text(samples, "fit", told, by_flavour), (promise,))


def fit_real(scale: Scale) -> Section:
    """A draw of the corpus' real FIT files."""
    title, files = "FIT, real files", real(".fit", scale.real_files)
    what = "FIT to a DataFrame, real files, total CPU"
    if not files:
        return _unmeasured(title, "The real files are not beside the project.", what)
    samples = _timed("fit", files, scale.real_rounds, scale.real_s)
    told = _told(_draw(samples, files), samples)
    promises = (
        report.at_least(what, 80, _times(samples, "fitparse"), "× fitparse"),
        report.at_most(what, 0.8, 1 / _times(samples, "fitfast"), "of fitfast's time"),
    )
    text = _text(samples, "fit", told, {}) + "\n\n" + _by_size(samples, files)
    return Section(title, text, promises)


def gpx_hours(scale: Scale) -> Section:
    """One-hour GPX files with heart rate, cadence and temperature."""
    files = [gpx(hour(number)) for number in range(XML_HOURS)]
    samples = _timed("gpx", files, scale.rounds)
    told = _told(f"3,600 points with extensions ({len(files[0]) / 1e6:.2f} MB)", samples)
    promise = report.at_least("GPX to a DataFrame, one-hour files", 7, _times(samples, "gpxpy"), "× gpxpy")
    return Section("GPX, one-hour files", _text(samples, "gpx", told, {}), (promise,))


def gpx_real(scale: Scale) -> Section:
    """A draw of the corpus' real GPX files that hold points with times."""
    files = real(".gpx", scale.real_files, points=b"<trkpt")
    if not files:
        return _unmeasured("GPX, real files", "The real files are not beside the project.")
    samples = _timed("gpx", files, scale.real_rounds, scale.real_s)
    told = _told(_draw(samples, files), samples)
    return Section("GPX, real files", _text(samples, "gpx", told, {}))


def tcx_hours(scale: Scale) -> Section:
    """One-hour TCX files with speed and cadence."""
    files = [tcx(hour(number)) for number in range(XML_HOURS)]
    samples = _timed("tcx", files, scale.rounds)
    told = _told(f"3,600 points ({len(files[0]) / 1e6:.2f} MB)", samples)
    times = _times(samples, "tcxreader")
    promise = report.at_least("TCX to a DataFrame, one-hour files", 3.5, times, "× tcxreader")
    return Section("TCX, one-hour files", _text(samples, "tcx", told, {}), (promise,))


def _told(what: str, samples: pd.DataFrame) -> str:
    return f"{what}. CPU ms a file, median of the rounds; rounds: {timing.rounds_of(samples)}."


def _draw(samples: pd.DataFrame, files: Sequence[bytes]) -> str:
    """How many real files there are, how large, and how many of them count."""
    read = timing.common(_able(samples))["item"].unique()
    size = sum(len(files[item]) for item in read) / 1e6
    return f"{len(files)} files of the corpus, of which the {len(read)} count that all read ({size:.1f} MB)"


def _timed(format: str, files: Sequence[bytes], rounds: int, limit_s: float = inf) -> pd.DataFrame:
    """Samples of all decoders of a format that are installed."""
    ways = {decoder.name: decoder.frame for decoder in decoders.present(format)}
    return timing.by_turns(ways, files, rounds, limit_s)


def _able(samples: pd.DataFrame) -> pd.DataFrame:
    """Without those that refused everything, which would leave no file that all can read."""
    able = samples.groupby("name")["trouble"].transform(lambda trouble: (trouble == "").any())
    return samples[able]


def _times(samples: pd.DataFrame, peer: str) -> float:
    """How many times as long as hiplog a peer takes; NaN where either cannot be measured."""
    shared = timing.common(_able(samples))
    if not {peer, OWN} <= set(shared["name"]):
        return nan
    return float(timing.ratios(shared, OWN).loc[peer, "median"])


def _text(samples: pd.DataFrame, format: str, told: str, parts: Mapping[str, pd.DataFrame]) -> str:
    """The table of one comparison, the quickest first, and who could not take part.

    `parts` are some of the samples that get a column of their own.
    """
    lines, shared = [told, *_absences(format)], timing.common(_able(samples))
    if OWN not in set(shared["name"]):
        return "\n\n".join([*lines, f"{OWN} read none of these files, so there is nothing to compare."])
    columns = {name: timing.medians_ms(part) for name, part in {**parts, "ms": shared}.items()}
    owns = [name for name in (OWN, WHOLE) if name in set(shared["name"])]
    ratios = [timing.ratios(shared, own) for own in owns]
    by_time = columns["ms"].sort_values().index
    rows = (
        (
            _named(name, format),
            *(float(column[name]) for column in columns.values()),
            *(report.ratio(*ratio.loc[name]) for ratio in ratios),
            _refusals(samples, name),
        )
        for name in by_time
    )
    header = ("decoder", *columns, *(f"÷ {own}" for own in owns), "refused")
    return "\n\n".join([*lines, report.table(header, rows)])


def _refusals(samples: pd.DataFrame, name: str) -> str:
    """How many files a decoder refused, and how: a file that is no activity is refused rightly."""
    refused = timing.refused(samples, name)
    kinds = ", ".join(f"{count} {kind}" for kind, count in refused.items())
    return kinds or "none"


def _named(name: str, format: str) -> str:
    """A decoder's name and version."""
    return next(f"{d.name} {d.version}".strip() for d in decoders.present(format) if d.name == name)


def _absences(format: str) -> list[str]:
    names = ", ".join(decoder.name for decoder in decoders.absent(format))
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return [f"Not installed under Python {python}, so not measured: {names}."] if names else []


def _by_size(samples: pd.DataFrame, files: Sequence[bytes]) -> str:
    """Total CPU of the peers over hiplog's by size of file: small files are the hard ones."""
    shared = timing.common(_able(samples))
    if OWN not in set(shared["name"]):
        return ""
    times = shared.pivot_table(index="item", columns="name", values="cpu_s", aggfunc="median")
    sizes = pd.cut([len(files[item]) / 1000 for item in times.index], SIZES_KB, labels=SIZE_NAMES)
    groups = times.groupby(sizes, observed=True)
    peers = [name for name in ("fitparse", "fitfast", WHOLE) if name in times]
    totals = ((size, len(part), part.sum()) for size, part in groups)
    rows = ((size, count, *(total[peers] / total[OWN]).tolist()) for size, count, total in totals)
    return report.table(("size", "files", *(f"{peer} ÷ {OWN}" for peer in peers)), rows)


def _unmeasured(title: str, why: str, *whats: str) -> Section:
    return Section(title, why, tuple(Promise(what, "–", "not measured", None) for what in whats))
