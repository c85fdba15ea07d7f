"""Takes the sample year into a store, by the same import as everybody's files.

python -m sample_data.load [--store DIR] [--until YYYY-MM-DD]
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest import batch, diary
from ingest.ground import settle_all
from ingest.store import Store
from sample_data.make import UNTIL, make
from sample_data.places import ZONE

SEEN_AFTER = timedelta(days=3)
SEEN = (
    "Physio looked at it on Thursday: sore on the outside, hopping and turning the leg are fine. "
    "Pillow between the knees at night, an easy week."
)
"""How long after a warning sign the runner had it looked at, and what came of it."""

SUNDAY = 6
ANSWERED_FROM = 6
"""Entries in a week from which the runner is diligent enough for the weekly questions too."""

SHOE_DAYS = ("bought_on", "first_used", "retired_on")
BODY_MASS_KG = 67.0  # what the watch says at the end of the year

Progress = Callable[[int, int], None]


def _silent(done: int, total: int) -> None:
    """Progress that nobody looks at."""


def load(store: Store, until: date = UNTIL, progress: Progress = _silent) -> None:
    """Take the year that ends at `until` into the store; a second time changes nothing.

    `progress` is told (files done, files in all). Raises StoreError where the store fails.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, until)
        _save_profile(store)
        shoes, new = _add_shoes(store, folder)
        run_ids = _import(store, folder / "runs", progress)
        for (shoe, surface), files in _worn(folder).items():
            said = {"shoe_id": shoes.get(shoe), "surface": surface}
            store.edit_runs(
                [run_id for file in files for run_id in run_ids[file]],
                **{column: value for column, value in said.items() if value},
            )
        settle_all(store)
        _make_default(store, new)
        entries, _ = diary.read_csv((folder / "diary.csv").read_bytes())
        store.add_entries(entries)
        _clear(store, entries, until)
        _answer(store, entries, until)


def _clear(store: Store, entries: Iterable[diary.Entry], until: date) -> None:
    """The runner clears each red flag that the diary raised, once somebody has looked at the hip."""
    for entry in entries:
        if entry.signs and entry.day + SEEN_AFTER <= until:
            flags = [f"{entry.day.isoformat()}:{sign}" for sign in entry.signs.split()]
            store.clear_flags(entry.day + SEEN_AFTER, flags, SEEN)


def _answer(store: Store, entries: Iterable[diary.Entry], until: date) -> None:
    """The weekly questions of the Sundays before the last week, by how the hip was; an answer stays."""
    worst = {entry.day: entry.worst_pain or 0 for entry in entries}
    answered = {day.date() for day in store.load().weekly["day"]}
    first = until - timedelta(weeks=52)
    sundays = (first + timedelta(days=days) for days in range((until - first).days - 6))
    for sunday in (day for day in sundays if day.weekday() == SUNDAY and day not in answered):
        week = [worst[day] for day in (sunday - timedelta(days=back) for back in range(7)) if day in worst]
        if len(week) >= ANSWERED_FROM:
            trouble = 0 if max(week) <= 1 else 1 if max(week) <= 3 else 2
            less = max(0, trouble - 1)
            answers = {"participation": trouble, "volume": less, "performance": less, "pain": trouble}
            store.save_weekly(sunday, answers)


def _save_profile(store: Store) -> None:
    """What the sample runner would have put into Settings, where nobody has put anything."""
    profile = store.profile()
    mass_kg = BODY_MASS_KG if profile.body_mass_kg is None else profile.body_mass_kg
    zone = ZONE if profile.zone == "UTC" else profile.zone
    store.save_profile(replace(profile, body_mass_kg=mass_kg, zone=zone))


def _add_shoes(store: Store, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Each pair's shoe_id by its name, and what those just added are the default for.

    A pair that is there already is not added again.
    """
    known, defaults = store.load().shoes.set_index("name")["shoe_id"].to_dict(), {}
    for row in _rows(folder / "shoes.csv"):
        if row["name"] not in known:
            known[row["name"]] = store.add_shoe(**_shoe(row))
            defaults[known[row["name"]]] = row["default_for"]
    return known, defaults


def _make_default(store: Store, defaults: Mapping[str, str]) -> None:
    """Only now, for the runner noted of each run of the year in which pair it was, or that nobody knows."""
    for shoe_id, words in defaults.items():
        if words:
            store.edit_shoe(shoe_id, default_for=words)


def _shoe(row: dict[str, str]) -> dict:
    days = {name: date.fromisoformat(row[name]) for name in SHOE_DAYS if row[name]}
    said = {name: row[name] for name in ("name", "kind", "left_wear", "right_wear", "note") if row[name]}
    return {**said, "start_distance_m": float(row["start_distance_m"]), **days}


def _import(store: Store, runs: Path, progress: Progress) -> dict[str, tuple[str, ...]]:
    """The run_ids that came of each file, by the file's name."""
    run_ids = {}
    paths = batch.files_below([runs])
    for done, outcome in enumerate(batch.import_paths(store, paths), start=1):
        run_ids[Path(outcome.path).name] = outcome.run_ids
        progress(done, len(paths))
    return run_ids


def _worn(folder: Path) -> dict[tuple[str, str], list[str]]:
    """Files by the shoe worn and the surface said."""
    files = defaultdict(list)
    for row in _rows(folder / "worn.csv"):
        files[row["shoe"], row["surface"]].append(row["file"])
    return files


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser("python -m sample_data.load", description="Loads the sample year.")
    where = "folder of the store (default: $HIPLOG_STORE, else ~/.hiplog)"
    parser.add_argument("--store", metavar="DIR", help=where)
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL, metavar="YYYY-MM-DD")
    asked = parser.parse_args()
    load(Store(asked.store), asked.until, _tell)


def _tell(done: int, total: int) -> None:
    print(f"\r{done} of {total} files", end="\n" if done == total else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
