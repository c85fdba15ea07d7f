"""Files as they were handed over: what became of each, and its bytes, kept once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import StoreError, UnreadableFile
from ingest.schema import FILES
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, inserting, now, row_of

LARGEST_KEPT = 64 * 2**20
"""A file that gave no run is kept up to this size. [B]"""

CODEC = "zstd"

files, originals = tables.files, tables.originals


@dataclass(frozen=True)
class Original:
    """A file as handed over, perhaps packed with gzip. `sha256` names the unpacked content."""

    name: str
    data: bytes

    @cached_property
    def content(self) -> bytes:
        """The unpacked bytes; those handed over where they cannot be unpacked."""
        from ingest.readers import unpacked  # the readers take long to load, and a log opens without them

        try:
            return unpacked(self.data)
        except UnreadableFile:
            return self.data

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def add(
    connection: Connection,
    runner_id: int,
    original: Original,
    status: str,
    reason: str,
    run_ids: Iterable[str],
) -> None:
    """Keeps the row, and the bytes once: all that gave a run, others up to LARGEST_KEPT."""
    said = {
        "imported_at": now(),
        "name": original.name,
        "status": status,
        "reason": reason,
        "run_ids": " ".join(run_ids),
        "sha256": original.sha256,
        "bytes": len(original.data),
    }
    row = {**row_of(FILES, said), "runner_id": runner_id}
    connection.execute(sa.insert(files).values(row))
    if status in ("imported", "merged") or len(original.content) <= LARGEST_KEPT:
        _keep(connection, runner_id, original)


def _keep(connection: Connection, runner_id: int, original: Original) -> None:
    if connection.scalar(_where(runner_id, original.sha256, originals.c.bytes)) is not None:
        return
    packed = pa.compress(original.content, codec=CODEC, asbytes=True)
    named = {"runner_id": runner_id, "sha256": original.sha256}
    insert = inserting(connection, originals).values(**named, bytes=len(original.content), packed=packed)
    connection.execute(insert.on_conflict_do_nothing())


def _where(runner_id: int, sha256: str, *columns: sa.Column) -> sa.Select:
    return sa.select(*columns).where(originals.c.runner_id == runner_id, originals.c.sha256 == sha256)


def original(connection: Connection, runner_id: int, sha256: str) -> bytes:
    """The unpacked content. Raises StoreError where it was not kept."""
    kept = connection.execute(_where(runner_id, sha256, originals.c.bytes, originals.c.packed)).first()
    if kept is None:
        raise StoreError("The original of this file was not kept.")
    return pa.decompress(kept.packed, decompressed_size=kept.bytes, codec=CODEC, asbytes=True)


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    return frame_of(FILES, connection.execute(_rows(runner_id).order_by(files.c.file_id.desc())))


def known(connection: Connection, runner_id: int, sha256: str) -> dict | None:
    """The FILES row of an earlier import of this content: one that gave runs, else the newest."""
    query = _rows(runner_id).where(files.c.sha256 == sha256)
    row = connection.execute(query.order_by(files.c.run_ids == "", files.c.file_id.desc())).first()
    return None if row is None else dict(row._mapping)


def _rows(runner_id: int) -> sa.Select:
    return sa.select(*columns_of(FILES, files)).where(files.c.runner_id == runner_id)
