"""The files that are measured: synthetic hours of three watches, and a draw of the real ones."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks.fit_files import FLAVOURS, fit
from benchmarks.hour import hour

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "corpus"
BYTES_A_FILE = 180_000
CHUNK = 50
LEAST_POINTS = 100


def hours(numbers: Iterable[int]) -> list[bytes]:
    """One-hour FIT files, the flavours by turns."""
    return [fit(hour(number), flavour(number)) for number in numbers]


def flavour(number: int) -> str:
    return FLAVOURS[number % len(FLAVOURS)]


def fill(folder: Path, count: int) -> list[Path]:
    """Writes the first `count` hours, where they are not there yet, and returns their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:05}.fit" for number in range(count)]
    missing = [number for number, path in enumerate(paths) if not path.exists()]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        list(pool.map(partial(_write, folder), missing, chunksize=CHUNK))
    return paths


def _write(folder: Path, number: int) -> None:
    (folder / f"{number:05}.fit").write_bytes(fit(hour(number), flavour(number)))


def real(suffix: str, count: int, points: bytes = b"") -> list[bytes]:
    """A draw of `count` real files, always the same one; none where the corpus is not there.

    `points` is what must be in a file often enough for it to be worth a measurement.
    """
    files = [path.read_bytes() for path in sorted(CORPUS.rglob(f"*{suffix}"))]
    files = [data for data in files if not points or data.count(points) >= LEAST_POINTS]
    chosen = np.random.default_rng(3).permutation(len(files))[:count]
    return [files[index] for index in sorted(chosen)]
