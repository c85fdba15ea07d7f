"""Apple's health export: routes of workouts as GPX, and export.xml, which tells whose they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pandas as pd

from ingest.errors import UnreadableFile
from ingest.exports import names
from ingest.exports.apple_workouts import Workout, workouts
from ingest.exports.archive import Archive, Findings, Member
from ingest.exports.bounds import MOST_UNPACKED
from ingest.exports.entry import manual_entry
from ingest.exports.leaves import Box, Leaf, leaves, to_the_end
from ingest.exports.said import NOTHING, Said

NAME = "apple"
ROOT = b"HealthData"
HEAD = 1024  # bytes; the document type names the root in the first hundred
DEEPEST = 2  # folders above export.xml, whatever it is called
MOST_LOOKED_AT = 20  # XML files
ROUTE_HEAD = 4096
FIRST_TIME = re.compile(rb"<trkpt.*?<time>([^<]{10,40})</time>", re.S)
SAME_START = pd.Timedelta(seconds=60)

SKIPPED = "Routes of walks, rides and other sports that were passed over: {count:,}."
UNREADABLE = "{file} cannot be read to its end: {why} Workouts that stand behind that place are missing."


@dataclass(frozen=True)
class _Known:
    """The workouts of an export, to be found by the file of their route or by time."""

    workouts: list[Workout]  # by start

    def by_route(self) -> dict[str, Workout]:
        return {route: one for one in self.workouts for route in one.routes}

    def during(self, at: pd.Timestamp | None) -> Workout | None:
        """The workout that an instant lies in."""
        if at is None:
            return None
        place = bisect_right(self.workouts, at + SAME_START, key=lambda one: one.started_at)
        return self.workouts[place - 1] if place and at <= self.workouts[place - 1].ended_at else None


def homes(box: Box) -> list[str]:
    """The folders of a box that hold a health export each; its files are called in the phone's language."""
    return [names.folder(table.name) for table in _tables(box)]


def opened(box: Box, name: str, home: str) -> Archive:
    """The export in `home` of the archive `name`, its workouts read. Raises ArchiveTooLarge."""
    findings = Findings()
    known = _Known([one for table in _tables(box) for one in _workouts(table, findings)])
    routes = list(_routes(box, known, findings))
    with_route = {workout for _, workout in routes}
    alone = [one for one in dict.fromkeys(known.workouts) if one.is_run and one not in with_route]
    if findings.skipped:
        findings.problem(SKIPPED.format(count=findings.skipped))
    return Archive(
        kind=NAME,
        members=partial(_members, routes, alone, name),
        count=len(routes) + len(alone),
        problems=tuple(findings.problems),
        skipped=findings.skipped,
    )


def _tables(box: Box) -> list[Leaf]:
    """XML whose root is HealthData, wherever it lies and whatever it is called."""
    found = (entry for entry in box.entries if names.file_name(entry.name).endswith(".xml"))
    near = [Leaf(entry.name, box, entry) for entry in found if names.depth(entry.name) <= DEEPEST]
    return [leaf for leaf in near[:MOST_LOOKED_AT] if ROOT in _head(leaf, HEAD)]


def _head(leaf: Leaf, size: int) -> bytes:
    """The first bytes of a file; none where it is damaged, for its member will say so."""
    try:
        return leaf.head(size)
    except UnreadableFile:
        return b""


def _workouts(table: Leaf, findings: Findings) -> list[Workout]:
    found: list[Workout] = []
    try:
        found.extend(workouts(table.chunks(MOST_UNPACKED)))
    except UnreadableFile as why:
        findings.problem(UNREADABLE.format(file=names.file_name(table.name), why=why))
    return sorted(found, key=lambda one: one.started_at)


def _routes(box: Box, known: _Known, findings: Findings) -> Iterator[tuple[Leaf, Workout | None]]:
    """The routes of runs, with their workouts, and those of which nobody knows; others are counted."""
    by_route = known.by_route()
    for leaf in leaves(box):
        if not names.is_track(leaf.name):
            continue
        workout = by_route.get(names.file_name(leaf.name)) or known.during(_began(_head(leaf, ROUTE_HEAD)))
        if workout is not None and not workout.is_run:
            findings.skipped += 1
            continue
        yield leaf, workout


def _began(head: bytes) -> pd.Timestamp | None:
    """When a GPX that begins so was begun."""
    time = FIRST_TIME.search(head)
    try:
        instant = pd.Timestamp(time[1].decode("ascii")) if time else pd.NaT
    except ValueError:
        return None
    return None if pd.isna(instant) or instant.tzinfo is None else instant.tz_convert("UTC")


def _members(routes: list[tuple[Leaf, Workout | None]], alone: list[Workout], name: str) -> Iterator[Member]:
    yield from to_the_end(_from_routes(routes, name), name)
    yield from map(_alone, alone)


def _from_routes(routes: list[tuple[Leaf, Workout | None]], name: str) -> Iterator[Member]:
    """The routes; behind one that cannot be read comes its run as the export tells it."""
    for leaf, workout in routes:
        member = leaf.member(name, _said(workout))
        yield member
        if member.data is None and workout is not None:
            yield _alone(workout)


def _alone(workout: Workout) -> Member:
    return Member(_title(workout), _entry(workout), _said(workout))


def _said(workout: Workout | None) -> Said:
    if workout is None:
        return NOTHING
    return Said(sport="running", sub_sport=_sub_sport(workout))


def _sub_sport(workout: Workout) -> str | None:
    return "indoor_running" if workout.is_indoor else None


def _title(workout: Workout) -> str:
    """What a run is called that Apple has no name for."""
    at = workout.started_at
    return f"export.xml: Run, {at.day} {at:%B %Y, %H:%M} UTC"


def _entry(workout: Workout) -> bytes:
    return manual_entry(
        workout.started_at,
        source=NAME,
        distance_m=workout.distance_m,
        timer_s=workout.timer_s,
        elapsed_s=workout.elapsed_s,
        ascent_m=workout.ascent_m,
        avg_heart_rate_bpm=workout.avg_heart_rate_bpm,
        max_heart_rate_bpm=workout.max_heart_rate_bpm,
        utc_offset_s=workout.utc_offset_s,
        sub_sport=_sub_sport(workout),
        device=workout.device,
    )
