"""Which pair of shoes a new run gets where nobody has said one: the default for its ground or its kind.

Only runs that come in are given one. What stands in the log stays: a runner who takes a pair away from a
run, or gives another, is never overruled, and older runs are given pairs by the runner alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.schema import HARD_SURFACES, listed
from ingest.store import tables
from ingest.store.edits import DEFAULT

shoes, runs = tables.shoes, tables.runs
ANY = "generic"


def words_for(row: Mapping) -> list[str]:
    """The words that a pair may be the default for and that fit a run, the closest first.

    The ground goes before the kind, for it is nearer to the shoe; a hard one is road; then any run.
    """
    surface, kind = row.get("surface"), row.get("sub_sport")
    road = "street" if surface in HARD_SURFACES else None
    return list(dict.fromkeys(word for word in (surface, road, kind, ANY) if word is not None))


def given(connection: Connection, runner_id: int, row: Mapping) -> dict:
    """shoe_id and shoe_source of a new run that has no pair yet; empty where no default fits."""
    if row.get("shoe_id") is not None or row.get("sport") not in (None, "running"):
        return {}
    query = sa.select(shoes, started_on()).where(shoes.c.runner_id == runner_id)
    pairs = connection.execute(query.where(shoes.c.default_for.is_not(None))).mappings().all()
    shoe_id = fitting(pairs, words_for(row), row["day"]) if pairs else None
    return {} if shoe_id is None else {"shoe_id": shoe_id, "shoe_source": DEFAULT}


def started_on() -> sa.Label:
    """Since when a pair is in use: the day of first use, else of purchase, else of its first run."""
    worn = sa.select(sa.func.min(runs.c.day)).where(
        runs.c.runner_id == shoes.c.runner_id, runs.c.shoe_id == shoes.c.shoe_id
    )
    return sa.func.coalesce(shoes.c.first_used, shoes.c.bought_on, worn.scalar_subquery()).label("started_on")


def fitting(pairs: Sequence[Mapping], words: Sequence[str], day: date) -> str | None:
    """Of the pairs in use on a day, the default for the first word that has one; the newest of several."""
    day = date(day.year, day.month, day.day)
    in_use = [pair for pair in pairs if _is_in_use(pair, day)]
    for word in words:
        meant = [pair for pair in in_use if word in listed(pair["default_for"])]
        if meant:
            return max(meant, key=lambda pair: (pair["started_on"], pair["shoe_id"]))["shoe_id"]
    return None


def _is_in_use(pair: Mapping, day: date) -> bool:
    started, retired = pair["started_on"], pair["retired_on"]
    return started is not None and started <= day and (retired is None or day < retired)
