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

from ingest.errors import NotInTheLog, UnreadableFile
from ingest.schema import FILES
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, inserting, now, row_of, text

LARGEST_KEPT = 64 * 2**20
"""A file that gave no run is kept up to this size. [B]"""

CODEC = "zstd"

GAVE_RUNS = ("imported", "merged")
KNOWN = (*GAVE_RUNS, "duplicate")
"""Statuses of files whose content need not be read again."""

files, originals = tables.files, tables.originals


@dataclass(frozen=True)
class Sealed:
    """A file hashed and packed, ready to be kept. `size` is as handed over, `content_size` unpacked. [B]

    `packed` is None where the content is in the log already.
    """

    name: str
    sha256: str
    size: int
    content_size: int = 0
    packed: bytes | None = None

    @property
    def content(self) -> bytes:
        """The unpacked bytes."""
        return _unpacked(self.packed, self.content_size)


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

    def sealed(self) -> Sealed:
        """Hashed and packed, which takes its time: do it before the database's lock is taken."""
        content = self.content
        packed = pa.compress(content, codec=CODEC, asbytes=True)
        return Sealed(self.name, self.sha256, len(self.data), len(content), packed)


def add(
    connection: Connection,
    runner_id: int,
    file: Sealed,
    status: str,
    reason: str,
    run_ids: Iterable[str],
    item_id: int | None = None,
) -> None:
    """Keeps the row, and the bytes once: all that gave a run, others up to LARGEST_KEPT.

    `item_id` is the archive that the file came in. Only what may be a run is kept: the sleep and the
    settings in an account's export, and the films in a folder, are nobody's business.
    """
    said = {
        "imported_at": now(),
        "name": file.name,
        "status": status,
        "reason": reason,
        "run_ids": " ".join(run_ids),
        "sha256": file.sha256,
        "bytes": file.size,
    }
    row = {**row_of(FILES, said), "runner_id": runner_id, "item_id": item_id}
    connection.execute(sa.insert(files), row)
    if status in GAVE_RUNS or (status != "not_an_activity" and file.content_size <= LARGEST_KEPT):
        keep_content(connection, runner_id, file)


def keep_content(connection: Connection, runner_id: int, file: Sealed) -> None:
    """The bytes of a file, once; nothing where they are here already."""
    if file.packed is None:
        return
    named = {"runner_id": runner_id, "sha256": file.sha256}
    values = {**named, "bytes": file.content_size, "packed": file.packed}
    connection.execute(inserting(connection, originals).on_conflict_do_nothing(), values)


def of_item(connection: Connection, runner_id: int, item_id: int, newest: int | None = None) -> list[dict]:
    """What became of an archive's files so far: dict(path, status, reason, run_ids), in order.

    Only the `newest` of them where that is given.
    """
    columns = files.c.name, files.c.status, files.c.reason, files.c.run_ids
    query = sa.select(*columns).where(files.c.runner_id == runner_id, files.c.item_id == item_id)
    rows = connection.execute(query.order_by(files.c.file_id.desc()).limit(newest)).all()
    return [
        {"path": name, "status": status, "reason": reason, "run_ids": run_ids.split()}
        for name, status, reason, run_ids in reversed(rows)
    ]


def count_of_items(connection: Connection, item_ids: Iterable[int]) -> dict[int, int]:
    """How many files of each archive are done."""
    query = sa.select(files.c.item_id, sa.func.count().label("done"))
    query = query.where(files.c.item_id.in_(list(item_ids))).group_by(files.c.item_id)
    return {row.item_id: row.done for row in connection.execute(query)}


def done_of_item(connection: Connection, runner_id: int, item_id: int) -> dict[str, bool]:
    """The files of an archive that are done, and whether each gave a run."""
    query = sa.select(files.c.name, files.c.run_ids != "")
    query = query.where(files.c.runner_id == runner_id, files.c.item_id == item_id)
    return {name: bool(gave) for name, gave in connection.execute(query)}


def _where(runner_id: int, sha256: str, *columns: sa.Column) -> sa.Select:
    return sa.select(*columns).where(originals.c.runner_id == runner_id, originals.c.sha256 == sha256)


def original(connection: Connection, runner_id: int, sha256: str) -> bytes:
    """The unpacked content. Raises StoreError where it was not kept."""
    kept = connection.execute(_where(runner_id, sha256, originals.c.bytes, originals.c.packed)).first()
    if kept is None:
        raise NotInTheLog("The original of this file was not kept.")
    return _unpacked(kept.packed, kept.bytes)


def _unpacked(packed: bytes, size: int) -> bytes:
    return pa.decompress(packed, decompressed_size=size, codec=CODEC, asbytes=True)


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    return frame_of(FILES, connection.execute(_rows(runner_id).order_by(files.c.file_id.desc())))


# Put together once: it is asked for each file of an import.
_KNOWN = (
    sa.select(*columns_of(FILES, files))
    .where(files.c.runner_id == sa.bindparam("runner"), files.c.sha256 == sa.bindparam("content"))
    .order_by(files.c.run_ids == "", files.c.file_id.desc())
)


def known(connection: Connection, runner_id: int, sha256: str) -> dict | None:
    """The FILES row of an earlier import of this content: one that gave runs, else the newest."""
    row = connection.execute(_KNOWN, {"runner": runner_id, "content": sha256}).first()
    return None if row is None else dict(row._mapping)


def lines_on(connection: Connection, runner_id: int, contents: Iterable[str]) -> dict[str, list[dict]]:
    """All FILES rows of these contents, by content, those that gave runs first."""
    told: dict[str, list[dict]] = {}
    query = _rows(runner_id).where(files.c.sha256.in_(set(contents)))
    for row in connection.execute(query.order_by(files.c.run_ids == "", files.c.file_id.desc())):
        told.setdefault(row.sha256, []).append(dict(row._mapping))
    return told


def is_told(
    connection: Connection, runner_id: int, sha256: str, name: str, status: str, reason: str | None = None
) -> bool:
    """Whether there is a row of this content under this name with this end, and reason if given."""
    here = [files.c.runner_id == runner_id, files.c.sha256 == sha256, files.c.name == text(name)]
    here += [files.c.status.in_(KNOWN if status in KNOWN else (status,))]
    here += [] if reason is None else [files.c.reason == text(reason)]
    return connection.scalar(sa.select(files.c.file_id).where(*here).limit(1)) is not None


def known_contents(connection: Connection, runner_id: int) -> frozenset[str]:
    """The SHA-256 of all contents that gave runs."""
    query = sa.select(files.c.sha256).where(files.c.runner_id == runner_id, files.c.status.in_(KNOWN))
    return frozenset(connection.scalars(query.distinct()))


def _rows(runner_id: int) -> sa.Select:
    return sa.select(*columns_of(FILES, files)).where(files.c.runner_id == runner_id)
