"""Whether the disk that holds the log is full, in a sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy.engine import make_url

LEAST_FREE = 20_000_000
"""With less room than this an import cannot go on. [B], some files and the database's journal"""


def trouble(where: str) -> str | None:
    """What to do where a log's disk has no room left; None where it has, or lies elsewhere."""
    url = make_url(where)
    if url.get_backend_name() != "sqlite":
        return None
    folder = Path(url.database).parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return None
    if free >= LEAST_FREE:
        return None
    return f"The disk that holds {folder} is full. What was imported is kept; make room and go on."
