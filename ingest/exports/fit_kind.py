"""What a FIT file is for, told by its first bytes: most FITs of a Garmin account are no activities."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

HEAD = 256  # bytes; the file_id message stands first
ACTIVITY = 4  # file_id.type in the FIT profile
FIT_EPOCH = pd.Timestamp("1989-12-31", tz="UTC")

MAGIC = b".FIT"
COMPRESSED, DEFINITION, DEVELOPER = 0x80, 0x40, 0x20
FILE_ID, TYPE, TIME_CREATED = 0, 0, 4
NO_TYPE, NO_TIME = 0xFF, 0xFFFFFFFF


@dataclass(frozen=True)
class FileId:
    """What a file says of itself; None where it does not. Watches create a file when a run starts."""

    kind: int | None = None
    created_s: int | None = None  # since FIT_EPOCH

    @property
    def created_at(self) -> pd.Timestamp | None:
        return None if self.created_s is None else FIT_EPOCH + pd.Timedelta(seconds=self.created_s)


@dataclass(frozen=True)
class _Layout:
    number: int
    big: bool
    fields: tuple[tuple[int, int], ...]  # (number, bytes)
    size: int


def file_id(head: bytes) -> FileId:
    """What the first file_id message among a file's first HEAD bytes says."""
    if head[8:12] != MAGIC:
        return FileId()
    position, layouts = max(head[0], 12), {}
    while position < len(head):
        header = head[position]
        if not header & COMPRESSED and header & DEFINITION:
            layout, position = _layout(head, position)
            layouts[header & 0x0F] = layout
            continue
        layout = layouts.get(header >> 5 & 0x03 if header & COMPRESSED else header & 0x0F)
        if layout is None or layout.number == FILE_ID:
            return FileId() if layout is None else _told(head, position + 1, layout)
        position += 1 + layout.size
    return FileId()


def _layout(head: bytes, at: int) -> tuple[_Layout, int]:
    """A definition message and where it ends; beyond the head where it is not whole."""
    start = head[at : at + 6].ljust(6, b"\0")
    after = at + 6 + 3 * start[5]
    fields = tuple(zip(head[at + 6 : after : 3], head[at + 7 : after : 3], strict=False))
    size = sum(size for _, size in fields)
    if start[0] & DEVELOPER:
        developer = head[after : after + 1] or b"\0"
        size += sum(head[after + 2 : after + 1 + 3 * developer[0] : 3])
        after += 1 + 3 * developer[0]
    big = start[2] == 1
    return _Layout(int.from_bytes(start[3:5], "big" if big else "little"), big, fields, size), after


def _told(head: bytes, at: int, layout: _Layout) -> FileId:
    told = {}
    for number, size in layout.fields:
        told[number] = head[at : at + size]
        at += size
    kind = told.get(TYPE, b"")[:1]
    return FileId(
        kind=kind[0] if kind and kind[0] != NO_TYPE else None,
        created_s=_seconds(told.get(TIME_CREATED, b""), layout.big),
    )


def _seconds(field: bytes, big: bool) -> int | None:
    seconds = int.from_bytes(field, "big" if big else "little") if len(field) == 4 else NO_TIME
    return None if seconds == NO_TIME else seconds
