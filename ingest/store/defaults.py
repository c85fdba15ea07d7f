"""Which pair of shoes a new run gets where nobody has said one: the default for its ground or its kind.

Once as it comes in, by what its file tells, and again when its route and the map have told its ground.
Only runs that come in are given one. What stands in the log stays: a runner who takes a pair away from a
run, or gives another, is never overruled, and older runs are given pairs by the runner alone.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.schema import HARD_SURFACES, MAP_SURFACES, listed
from ingest.store import tables
from ingest.store.edits import DEFAULT, RUNNER

shoes, runs, terrain, routes = tables.shoes, tables.runs, tables.terrain, tables.routes
ANY = "generic"
TOGETHER = 500
"""So many runs are named in one question; databases take no endless ones."""

MOST_OF_IT = 0.5
"""Share of a run from which the map's or an oval's ground is its ground. [fraction] Own convention."""

CERTAIN = ("treadmill", "track")
RUN_COLUMNS = ("run_id", "day", "shoe_id", "sub_sport", "surface", "surface_source", "distance_m")
NOBODY_SAID = runs.c.shoe_id.is_(None) & runs.c.shoe_source.is_(None)
OPEN = (NOBODY_SAID | (runs.c.shoe_source == DEFAULT)) & (
    sa.func.coalesce(runs.c.sport, "running") == "running"
)
"""Runs whose pair neither the runner nor an account has said."""


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
    pairs = _defaults(connection, runner_id)
    shoe_id = fitting(pairs, words_for(row), row["day"]) if pairs else None
    return {} if shoe_id is None else {"shoe_id": shoe_id, "shoe_source": DEFAULT}


def settled(connection: Connection, runner_id: int, run_ids: Sequence[str]) -> dict[str, str]:
    """The pairs of runs that came in, by all that is known of their ground by now, where they change.

    By run_id; of runs whose pair the runner or an account said none. No pair is taken away.
    """
    pairs, found = _defaults(connection, runner_id), {}
    for first in range(0, len(run_ids) if pairs else 0, TOGETHER):
        some = runs.c.run_id.in_(run_ids[first : first + TOGETHER])
        for run in connection.execute(_with_ground(runner_id).where(some, OPEN)).mappings():
            shoe_id = fitting(pairs, words_for({**run, "surface": ground_of(run)}), run["day"])
            if shoe_id not in (None, run["shoe_id"]):
                found[run["run_id"]] = shoe_id
    return found


def put(connection: Connection, runner_id: int, found: Mapping[str, str]) -> None:
    """Gives the pairs that `settled` found, but where somebody has said one meanwhile."""
    for run_id, shoe_id in found.items():
        here = runs.c.runner_id == runner_id, runs.c.run_id == run_id, OPEN
        connection.execute(sa.update(runs).where(*here).values(shoe_id=shoe_id, shoe_source=DEFAULT))


def ground_of(run: Mapping) -> str | None:
    """The surface of most of a run: by the runner, for its route, a belt's, by the map; else the file's."""
    if run["surface_source"] == RUNNER:
        return run["surface"]
    if run["of_route"] is not None or run["surface"] in CERTAIN:
        return run["of_route"] or run["surface"]
    enough_m = MOST_OF_IT * (run["distance_m"] or math.inf)
    on_m = {name: run[f"{name}_m"] or 0.0 for name in MAP_SURFACES}
    if (run["oval_m"] or 0.0) >= enough_m:
        return "track"
    for alike in (HARD_SURFACES, *((name,) for name in MAP_SURFACES)):
        if sum(on_m[name] for name in alike) >= enough_m:
            return max(alike, key=on_m.__getitem__)
    return run["surface"]


def _with_ground(runner_id: int) -> sa.Select:
    """Runs with what their TERRAIN and their route (`of_route`) say of the ground."""
    metres = [terrain.c[f"{name}_m"] for name in ("oval", *MAP_SURFACES)]
    told = [runs.c[name] for name in RUN_COLUMNS]
    query = sa.select(*told, *metres, routes.c.surface.label("of_route"))
    of_run = (terrain.c.runner_id == runs.c.runner_id) & (terrain.c.run_id == runs.c.run_id)
    of_route = (routes.c.runner_id == terrain.c.runner_id) & (routes.c.route_id == terrain.c.route_id)
    return query.outerjoin(terrain, of_run).outerjoin(routes, of_route).where(runs.c.runner_id == runner_id)


def _defaults(connection: Connection, runner_id: int) -> Sequence[Mapping]:
    """The pairs that are the default for something, with since when they are in use."""
    query = sa.select(shoes, started_on()).where(shoes.c.runner_id == runner_id)
    return connection.execute(query.where(shoes.c.default_for.is_not(None))).mappings().all()


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
