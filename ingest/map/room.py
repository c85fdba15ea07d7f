"""How much memory a map takes to read, and how much there is."""

from __future__ import annotations

import bz2
import gzip
import os
import zlib
from pathlib import Path

SHARE = 0.5
"""So much of the free memory may be taken for reading a map. [fraction], convention"""

BYTES_A_BYTE = {".pbf": 9.0, ".gz": 9.0, ".bz2": 12.0, ".osm": 1.0, ".xml": 1.0}
"""Memory that reading takes for each byte of a file, by its ending. Measured: 5.8 for a .pbf of 146,000 ways;
the rest is for denser ones. Others by how much smaller a .pbf of the same is."""

AT_LEAST = 50e6
UNPACKED = {".gz": gzip.open, ".bz2": bz2.open}
PIECE = 1 << 20
UNKNOWN_FREE = 2e9
"""What is taken to be free where the system does not tell. [B]"""


def needed(path: Path) -> float:
    """About how much memory reading this extract will take. [B]"""
    return AT_LEAST + path.stat().st_size * BYTES_A_BYTE.get(path.suffix.lower(), 9.0)


def unpacked_bytes(path: Path, most: float) -> float:
    """How much text a packed one holds, counted no further than `most`; 0 for the others. [B]

    Reading takes at most so much memory. It costs 7 % (.gz) and 24 % (.bz2) of the time of reading.
    """
    opened, count = UNPACKED.get(path.suffix.lower()), 0
    if opened is None:
        return 0
    try:
        with opened(path) as file:
            while count <= most and (piece := file.read(PIECE)):
                count += len(piece)
    except (OSError, EOFError, zlib.error):  # damaged, which its reader will say
        pass
    return count


def free_bytes() -> float:
    """Memory that can be had. [B]"""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        told = dict(line.split(":", 1) for line in lines)
        return float(told["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        return _half_of_all()


def _half_of_all() -> float:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2
    except (AttributeError, ValueError, OSError):
        return UNKNOWN_FREE
