"""`python -m ingest map`: takes an extract into use, tells of the one that is, or removes it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ingest.map import place, progress, take, words
from ingest.map.progress import LAYING, READING, State
from ingest.store import Store

WORDS = "surfaces by the metre, from an OpenStreetMap extract on this machine"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What stands after `map`: one of them."""
    one = parser.add_mutually_exclusive_group(required=True)
    one.add_argument("file", nargs="?", type=Path, metavar="FILE", help="an extract: .osm.pbf, .osm, .osm.gz")
    one.add_argument("--forget", action="store_true", help="remove the map and the surfaces that it told")
    one.add_argument("--status", action="store_true", help="tell which map is in use")
    one.add_argument("--lay", action="store_true", help=argparse.SUPPRESS)


def run(store: Store, asked: argparse.Namespace) -> int:
    """One line on what is in use now."""
    if asked.forget:
        forget(store)
    elif asked.lay:
        take.lay(store, "", shown)
    elif asked.file is not None:
        take.take(store, asked.file, shown)
    print(status(store))
    return 0


def forget(store: Store) -> None:
    """Removes the map in use, and what it told."""
    place.forget(store)
    take.lay(store, "")
    progress.clear(store)


def shown(state: State) -> None:
    """How far it is, on a terminal only."""
    if not sys.stderr.isatty():
        return
    counted = {
        READING: f"{state.done:,} ways read",
        LAYING: f"{state.done:,} of {state.total:,} runs laid on it",
    }
    end = "\r" if state.goes_on else "\n"
    print(f"{counted.get(state.step, ''):40}", end=end, file=sys.stderr, flush=True)


def status(store: Store) -> str:
    """`liechtenstein.osm.pbf of 2013-08-03, added on 2026-11-22: 9,111 ways, 47.0° N … 12 of 365 runs …`"""
    kept = place.in_use(store)
    if kept is None:
        return "No map is in use. Add one: python -m ingest map FILE.osm.pbf"
    of_day = f" of {kept.as_of}" if kept.as_of else ""
    on_it, located = take.on_map(store.load(), kept)
    return (
        f"{kept.name}{of_day}, added on {kept.added_on}: {kept.ways:,} ways, {words.area(kept.bounds)}; "
        f"{on_it:,} of {located:,} runs with positions begin on it."
    )
