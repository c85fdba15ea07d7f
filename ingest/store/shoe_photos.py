"""A picture of each pair, as the runner gave it; it stays in the log and goes into nothing that is shared."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import InvalidEntry
from ingest.store import shoes, tables
from ingest.store.rows import upserting

photos = tables.shoe_photos

LARGEST_MB = 8
"""What phones make is smaller; the log is copied whole at each backup. [MB]"""

NO_PICTURE = "This is no JPEG, PNG or WebP picture. iPhones can save JPEG: Settings, Camera, Formats."


def is_picture(data: bytes) -> bool:
    """Whether bytes begin like a picture that every browser shows."""
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    return webp or data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def keep(connection: Connection, runner_id: int, shoe_id: str, picture: bytes | None) -> None:
    """In place of the one before; None takes it away. Raises InvalidEntry for what cannot be kept."""
    shoes.check_known(connection, runner_id, shoe_id)
    if picture is None:
        connection.execute(sa.delete(photos).where(*_here(runner_id, shoe_id)))
        return
    if not is_picture(picture):
        raise InvalidEntry(NO_PICTURE)
    if len(picture) > LARGEST_MB * 1_000_000:
        raise InvalidEntry(f"This picture is larger than {LARGEST_MB} MB. Make it smaller first.")
    row = {"runner_id": runner_id, "shoe_id": shoe_id, "picture": picture}
    connection.execute(upserting(connection.dialect.name, photos), row)


def picture(connection: Connection, runner_id: int, shoe_id: str) -> bytes | None:
    query = sa.select(photos.c.picture).where(*_here(runner_id, shoe_id))
    data = connection.scalar(query)
    return None if data is None else bytes(data)


def _here(runner_id: int, shoe_id: str) -> tuple:
    return photos.c.runner_id == runner_id, photos.c.shoe_id == shoe_id
