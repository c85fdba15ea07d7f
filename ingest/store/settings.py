"""The runner's profile, and the thresholds that the runner has changed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, fields

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import InvalidEntry
from ingest.schema import WEEK_STARTS, Profile
from ingest.schema.zone import known
from ingest.store import tables
from ingest.units import DISTANCE_UNITS

LEAST_HIDDEN_M, MOST_HIDDEN_M = 200.0, 5000.0  # less is a street or two, more leaves no run
LIGHTEST_KG, HEAVIEST_KG = 20.0, 400.0  # beyond these somebody mistook the unit

limits, runners = tables.limits, tables.runners


def save_profile(connection: Connection, runner_id: int, profile: Profile) -> None:
    """Raises InvalidEntry for a value that cannot be."""
    _check(profile)
    here = runners.c.runner_id == runner_id
    connection.execute(sa.update(runners).where(here).values(**asdict(profile)))


def _check(profile: Profile) -> None:
    mass_kg = profile.body_mass_kg
    if mass_kg is not None and not LIGHTEST_KG <= mass_kg <= HEAVIEST_KG:
        raise InvalidEntry(
            f"A weight of {mass_kg:g} kg cannot be right; {LIGHTEST_KG:g} to {HEAVIEST_KG:g} can."
        )
    if profile.distance_unit not in DISTANCE_UNITS:
        raise InvalidEntry(f"“{profile.distance_unit}” is not one of the units {', '.join(DISTANCE_UNITS)}.")
    if profile.week_start not in WEEK_STARTS:
        raise InvalidEntry(f"A week starts on {' or '.join(WEEK_STARTS)}, not on “{profile.week_start}”.")
    if not LEAST_HIDDEN_M <= profile.home_radius_m <= MOST_HIDDEN_M:
        raise InvalidEntry(
            f"A hidden area reaches {LEAST_HIDDEN_M:.0f} to {MOST_HIDDEN_M:,.0f} m from its middle."
        )
    if known(profile.zone) is None:
        raise InvalidEntry(f"“{profile.zone}” is not a time zone such as Europe/Berlin.")


def profile(connection: Connection, runner_id: int) -> Profile:
    """The runner's profile; what was never saved stands at its default."""
    names = [field.name for field in fields(Profile)]
    query = sa.select(*(runners.c[name] for name in names)).where(runners.c.runner_id == runner_id)
    row = connection.execute(query).mappings().first() or {}
    return Profile(**{name: value for name, value in row.items() if value is not None})


def home_seed(connection: Connection, runner_id: int) -> int | None:
    """The secret number of this log, by which places are shifted in what is shared; None = not drawn yet."""
    return connection.scalar(sa.select(runners.c.home_seed).where(runners.c.runner_id == runner_id))


def draw_home_seed(connection: Connection, runner_id: int) -> int:
    """Draws the number where there is none: it never changes, else two pictures would tell the place."""
    here = runners.c.runner_id == runner_id, runners.c.home_seed.is_(None)
    connection.execute(sa.update(runners).where(*here).values(home_seed=secrets.randbits(62)))
    return home_seed(connection, runner_id)


def save_limits(connection: Connection, runner_id: int, changed: Mapping[str, float]) -> None:
    connection.execute(sa.delete(limits).where(limits.c.runner_id == runner_id))
    for key, value in changed.items():
        connection.execute(sa.insert(limits).values(runner_id=runner_id, key=key, value=float(value)))


def changed_limits(connection: Connection, runner_id: int) -> dict[str, float]:
    query = sa.select(limits.c.key, limits.c.value).where(limits.c.runner_id == runner_id)
    return {row.key: row.value for row in connection.execute(query.order_by(limits.c.key))}
