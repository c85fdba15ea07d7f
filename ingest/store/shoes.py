"""Pairs of shoes, named so that a person can read the name in a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import count

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import InvalidEntry, StoreError
from ingest.schema import NUMBER, SHOE_KINDS, SHOES
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, row_of

shoes = tables.shoes


def add(connection: Connection, runner_id: int, fields: Mapping) -> str:
    """The new pair's shoe_id. Raises InvalidEntry for a value that cannot be."""
    row = _checked(fields)
    taken = set(connection.scalars(sa.select(shoes.c.shoe_id).where(shoes.c.runner_id == runner_id)))
    shoe_id = _free(_slug(row["name"]), taken)
    connection.execute(sa.insert(shoes).values({**row, "runner_id": runner_id, "shoe_id": shoe_id}))
    return shoe_id


def named(connection: Connection, runner_id: int, name: str) -> str | None:
    """The shoe_id of the first pair of this name, None where there is none."""
    here = shoes.c.runner_id == runner_id, shoes.c.name == name.strip()
    return connection.scalar(sa.select(shoes.c.shoe_id).where(*here).order_by(shoes.c.shoe_id))


def edit(connection: Connection, runner_id: int, shoe_id: str, changes: Mapping) -> None:
    """None clears a field. Raises InvalidEntry for a value that cannot be."""
    here = shoes.c.runner_id == runner_id, shoes.c.shoe_id == shoe_id
    update = sa.update(shoes).where(*here).values(_checked(changes)).returning(shoes.c.shoe_id)
    if connection.scalar(update) is None:
        raise StoreError(f"There is no pair of shoes “{shoe_id}” in this log.")


def _checked(fields: Mapping) -> dict:
    row = row_of(SHOES, fields)
    if "shoe_id" in row:
        raise TypeError("a pair's shoe_id is given by the store and never changes")
    if "name" in row:
        row["name"] = (row["name"] or "").strip()
        if not row["name"]:
            raise InvalidEntry("Give the pair a name.")
    if "kind" in row and row["kind"] not in SHOE_KINDS:
        raise InvalidEntry(f"“{row['kind']}” is not one of the kinds {', '.join(SHOE_KINDS)}.")
    for column in SHOES.columns:
        if column.dtype == NUMBER and (row.get(column.name) or 0.0) < 0.0:
            raise InvalidEntry(f"{column.meaning.capitalize()}: a distance cannot be below 0.")
    if any(row.get(name) == 0.0 for name in ("watch_m", "replace_m")):
        raise InvalidEntry("A limit of 0 is none. Give a distance, or leave it empty for the guide's.")
    return row


def _slug(name: str) -> str:
    """`Brooks Ghost 15` as `brooks-ghost-15`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "pair"


def _free(slug: str, taken: Iterable[str]) -> str:
    names = (f"{slug}-{number}" if number > 1 else slug for number in count(1))
    return next(name for name in names if name not in taken)


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    query = sa.select(*columns_of(SHOES, shoes)).where(shoes.c.runner_id == runner_id)
    return frame_of(SHOES, connection.execute(query.order_by(shoes.c.name, shoes.c.shoe_id)))
