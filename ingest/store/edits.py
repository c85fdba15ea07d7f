"""What a runner may say of a run, what it changes in the row, and what outlives a richer recording."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.errors import InvalidEntry
from ingest.schema import RUN_KINDS, RUNS, SPORTS, SURFACES
from ingest.sport import surface_of
from ingest.store.rows import row_of

RUNNER, ACCOUNT, DEFAULT = "runner", "account", "default"
"""Who says what stands in a row, where it is not the file."""

EDITABLE = ("surface", "shoe_id", "title", "sport", "sub_sport", "distance_m", "excluded")
FURTHEST_M = 1_000_000.0

ALONG = (
    "graded_m",
    "uphill_m",
    "downhill_m",
    "grade_adjusted_m",
    "avg_speed_m_s",
    "grade_adjusted_speed_m_s",
)
"""Columns that grow with the distance."""

Row = Mapping[str, object]


def checked(changes: Mapping) -> dict:
    """Changes by column, None for "no longer said".

    Raises TypeError for a column that nobody may edit, InvalidEntry for a value that cannot be.
    """
    if unknown := set(changes) - {*EDITABLE, "shoe_source"}:
        raise TypeError(f"edit_runs changes {', '.join(EDITABLE)}, not {', '.join(sorted(unknown))}")
    values = row_of(RUNS, {name: value for name, value in changes.items() if name != "excluded"})
    for name, known, words in (
        ("surface", SURFACES, "surfaces"),
        ("sport", SPORTS, "sports"),
        ("sub_sport", RUN_KINDS, "kinds of a run"),
    ):
        if values.get(name) is not None and values[name] not in known:
            raise InvalidEntry(f"“{values[name]}” is not one of the {words} {', '.join(known)}.")
    distance_m = values.get("distance_m")
    if distance_m is not None and not 0.0 < distance_m <= FURTHEST_M:
        raise InvalidEntry("A run is longer than nothing and shorter than 1,000 km.")
    if "excluded" in changes:
        values["excluded"] = RUNNER if changes["excluded"] else None
    return values


def edited(row: Row, changes: Row) -> dict:
    """The columns that `checked` changes set in a run's row."""
    values = {name: changes[name] for name in ("title", "excluded") if name in changes}
    if "shoe_id" in changes:  # no pair is said as well: none is given then
        values |= {"shoe_id": changes["shoe_id"], "shoe_source": changes.get("shoe_source", RUNNER)}
    if "sport" in changes:
        values |= {"sport": changes["sport"] or "running", "kind_source": RUNNER}
    if "sub_sport" in changes:
        values |= _of_kind(row, changes["sub_sport"])
    if "surface" in changes:
        surface = changes["surface"]
        values |= {"surface": surface, "surface_source": None if surface is None else RUNNER}
    if "distance_m" in changes:
        values |= _as_far(row, changes["distance_m"])
    return values


def _of_kind(row: Row, sub_sport: str | None) -> dict:
    """A run's kind, and the surface that it tells of where the runner has named none."""
    values = {"sub_sport": sub_sport, "kind_source": RUNNER}
    if row.get("surface_source") == RUNNER:
        return values
    surface = surface_of(sub_sport)
    return values | {"surface": surface, "surface_source": "sub_sport" if surface else None}


def _as_far(row: Row, distance_m: float | None) -> dict:
    """A run's distance as the runner says it, or as recorded where that is taken back."""
    set_before = row.get("distance_source") == RUNNER
    recorded_m = row.get("recorded_distance_m") if set_before else row.get("distance_m")
    if distance_m is None:
        values = {"distance_m": recorded_m, "distance_source": None, "recorded_distance_m": None}
    else:
        values = {
            "distance_m": distance_m,
            "distance_source": RUNNER,
            "recorded_distance_m": recorded_m,
        }
    return values | _along(row, values["distance_m"])


def _along(row: Row, distance_m: float | None) -> dict:
    """What grows with the distance, in proportion; pace alone where no distance was known before."""
    before_m, duration_s = row.get("distance_m"), row.get("duration_s")
    if distance_m is None:
        return dict.fromkeys(ALONG)
    if before_m:
        share = distance_m / before_m
        return {name: None if row.get(name) is None else row[name] * share for name in ALONG}
    return {"avg_speed_m_s": distance_m / duration_s} if duration_s else {}


def said(row: Row) -> dict:
    """What was said of a run and must outlive another recording of it, as `checked` changes."""
    changes = {} if row["title"] is None else {"title": row["title"]}
    if row["shoe_id"] is not None or row["shoe_source"] is not None:
        changes |= {name: row[name] for name in ("shoe_id", "shoe_source")}
    if row["kind_source"] == RUNNER:
        changes |= {"sport": row["sport"], "sub_sport": row["sub_sport"]}
    if row["surface_source"] == RUNNER:
        changes["surface"] = row["surface"]
    if row["distance_source"] == RUNNER:
        changes["distance_m"] = row["distance_m"]
    if row["excluded"] is not None:
        changes["excluded"] = row["excluded"]
    return changes


def said_again(row: Row, changes: Row) -> dict:
    """The whole row with what was `said` before."""
    return {**row, **edited(row, changes)}
