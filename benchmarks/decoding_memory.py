"""Memory that a FIT file needs while it is decoded, each decoder in a process of its own."""

from __future__ import annotations

from pathlib import Path

from benchmarks import decoders, report
from benchmarks.fit_files import fit
from benchmarks.hour import hour
from benchmarks.report import Section
from benchmarks.run_job import ran
from benchmarks.scale import Scale

FLAVOUR = "dynamics"


def decoding(scale: Scale, folder: Path) -> Section:
    """An hour and a day, by all that read FIT."""
    folder.mkdir(parents=True)
    files = {points: folder / f"{points}.fit" for points in (3600, scale.long_points)}
    for points, path in files.items():
        path.write_bytes(fit(hour(0, points), FLAVOUR))
    rows = [(d.name, *(_extra_mb(d.name, path) for path in files.values())) for d in decoders.present("fit")]
    header = ("decoder", *(f"{points:,} records, MB" for points in files))
    told = "Peak beyond what the process held before, the decoder loaded and used once on a short file."
    return Section("Memory of decoding", f"{told}\n\n{report.table(header, rows)}")


def _extra_mb(name: str, path: Path) -> float:
    return float(ran("decode", name, path).said["extra_mb"])
