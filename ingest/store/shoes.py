"""Pairs of shoes, named so that a person can read the name in a table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import InvalidEntry, StoreError
from ingest.schema import NUMBER, RUN_KINDS, SHOE_KINDS, SHOES, SURFACES, listed
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, row_of
from ingest.store.runs import COUNTS

shoes, runs = tables.shoes, tables.runs

DAYS = ("bought_on", "first_used", "retired_on")
WORN = {"first_run": sa.func.min(runs.c.day), "last_run": sa.func.max(runs.c.day)}
BOUGHT, USED, RETIRED = ("bought_on", "bought"), ("first_used", "first used"), ("retired_on", "retired")
RAN, RAN_LAST = ("first_run", "worn"), ("last_run", "worn")
ORDER = (
    (BOUGHT, USED),
    (BOUGHT, RETIRED),
    (USED, RETIRED),
    (BOUGHT, RAN),
    (USED, RAN),
    (RAN_LAST, RETIRED),
)
"""Days of a pair with what is said of them; of each two, the first cannot be the later one."""

WORDS = ("left_wear", "right_wear", "note")
LONGEST_WORDS = 500


def add(connection: Connection, runner_id: int, fields: Mapping) -> str:
    """The new pair's shoe_id. Raises InvalidEntry for a value that cannot be."""
    row = _checked(fields)
    _check_days(row)
    _check_default(row)
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
    row, worn = _checked(changes), (runs.c.runner_id == runner_id, runs.c.shoe_id == shoe_id, COUNTS)
    query = sa.select(shoes, *(each.label(name) for name, each in WORN.items()))
    before = connection.execute(query.outerjoin(runs, sa.and_(*worn)).where(*here).group_by(*shoes.c))
    pair = before.mappings().first()
    if pair is None:
        raise _unknown(shoe_id)
    after = {**pair, **row}
    if any(after[name] != pair[name] for name in DAYS):  # what older versions took can still be changed
        _check_days(after)
    _check_default(after)
    connection.execute(sa.update(shoes).where(*here).values(row))


def check_known(connection: Connection, runner_id: int, shoe_id: str) -> None:
    """Raises StoreError where there is no such pair."""
    here = shoes.c.runner_id == runner_id, shoes.c.shoe_id == shoe_id
    if connection.scalar(sa.select(shoes.c.shoe_id).where(*here)) is None:
        raise _unknown(shoe_id)


def _unknown(shoe_id: str) -> StoreError:
    return StoreError(f"There is no pair of shoes “{shoe_id}” in this log.")


def _check_days(pair: Mapping) -> None:
    """Raises InvalidEntry where one of a pair's days cannot be after another, as they stand."""
    for (first, began), (second, went_on) in ORDER:
        one, other = pair.get(first), pair.get(second)
        if one is not None and other is not None and one > other:
            raise InvalidEntry(f"A pair cannot be {began} on {_day(one)} and {went_on} on {_day(other)}.")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _check_default(pair: Mapping) -> None:
    """Raises InvalidEntry where new runs are to get a pair of which nobody knows since when it is worn."""
    if pair.get("default_for") and not any(pair.get(name) for name in (*DAYS[:2], "first_run")):
        raise InvalidEntry(
            "Say when the pair was first used, or bought: it is given to new runs from that day on."
        )


def without_impossible_days(fields: Mapping) -> dict:
    """What an account says of a pair, without its days where these cannot be; accounts hold such."""
    try:
        _check_days(fields)
    except InvalidEntry:
        return {name: value for name, value in fields.items() if name not in DAYS}
    return dict(fields)


def _checked(fields: Mapping) -> dict:
    row = row_of(SHOES, fields)
    if "shoe_id" in row:
        raise TypeError("a pair's shoe_id is given by the store and never changes")
    if "name" in row:
        row["name"] = (row["name"] or "").strip()
        if not row["name"]:
            raise InvalidEntry("Give the pair a name.")
    if row.get("default_for") is not None:
        row["default_for"] = _known_words(row["default_for"])
    for name in WORDS:
        if row.get(name) is not None:
            row[name] = row[name].strip()[:LONGEST_WORDS] or None
    if "kind" in row and row["kind"] not in SHOE_KINDS:
        raise InvalidEntry(f"“{row['kind']}” is not one of the kinds {', '.join(SHOE_KINDS)}.")
    for column in SHOES.columns:
        if column.dtype == NUMBER and (row.get(column.name) or 0.0) < 0.0:
            raise InvalidEntry(f"{column.meaning.capitalize()}: a distance cannot be below 0.")
    if any(row.get(name) == 0.0 for name in ("watch_m", "replace_m")):
        raise InvalidEntry("A limit of 0 is none. Give a distance, or leave it empty for the guide's.")
    return row


def _known_words(default_for: str) -> str | None:
    words = listed(default_for)
    if unknown := [word for word in words if word not in {**RUN_KINDS, **SURFACES}]:
        raise InvalidEntry(f"“{unknown[0]}” is neither a kind of run nor a surface.")
    return " ".join(dict.fromkeys(words)) or None


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
