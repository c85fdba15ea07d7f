"""A Garmin account: thousands of FITs, some of them activities, and lists of activities and gear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd

from ingest.errors import UnreadableFile
from ingest.exports import names
from ingest.exports.archive import Archive, Findings, Member
from ingest.exports.entry import manual_entry
from ingest.exports.fit_kind import ACTIVITY, HEAD, FileId, file_id
from ingest.exports.garmin_activities import Activity, activities
from ingest.exports.garmin_gear import Gear, gear
from ingest.exports.leaves import Box, Leaf, leaves, to_the_end
from ingest.exports.said import NOTHING, Said

NAME = "garmin"
LISTS, GEAR, PART = "summarizedactivities.json", "_gear.json", "uploadedfiles"
HOME = re.compile(r"(?<![^/])DI_CONNECT/", re.IGNORECASE)
MOST_BYTES = {LISTS: 32 * 2**20, GEAR: 4 * 2**20}  # a thousand activities are 7 MB, their gear 50 kB
SAME_START = pd.Timedelta(seconds=60)
"""How far a file's start may be from an activity's to be the same. Convention: a watch writes the second."""

NUMBER = re.compile(r"\d{6,}")
SKIPPED = "{count:,} files of the archive are no activities (sleep, steps, settings); they were passed over."
UNREADABLE = "{file} cannot be read: {why} Names, shoes and runs that only it tells of are missing."


@dataclass(frozen=True)
class _File:
    """A file that may be an activity, and the activity of the lists that it is."""

    leaf: Leaf
    activity: Activity | None


@dataclass(frozen=True)
class _Known:
    """The account's activities, to be found by number or by time."""

    activities: list[Activity]  # by start; the whole before its parts

    @cached_property
    def by_number(self) -> dict[str, Activity]:
        uploads = {one.upload_id: one for one in self.activities if one.upload_id}
        return uploads | {one.id: one for one in self.activities}

    @cached_property
    def starts(self) -> list[pd.Timestamp]:
        return [one.started_at for one in self.activities]

    def match(self, name: str, created_at: pd.Timestamp | None) -> Activity | None:
        """The activity that a file is, by a number in its name or else by when it was begun."""
        numbers = NUMBER.findall(names.file_name(name))
        found = next((self.by_number[n] for n in reversed(numbers) if n in self.by_number), None)
        return found or (None if created_at is None else self._begun(created_at))

    def _begun(self, at: pd.Timestamp) -> Activity | None:
        first = bisect_left(self.starts, at - SAME_START)
        last = bisect_left(self.starts, at + SAME_START + pd.Timedelta(1, "ms"))
        near = self.activities[first:last]
        return min(near, key=lambda one: abs(one.started_at - at), default=None)


def homes(box: Box) -> list[str]:
    """The folders of a box that hold a Garmin account each; the top, where the account's own is missing."""
    listed = [entry.name for entry in box.entries]
    found = {name[: inside.end()] for name in listed if (inside := HOME.search(name))}
    loose = any(names.file_name(name).endswith(LISTS) or is_part(name) for name in listed)
    return sorted(found) or ([""] if loose else [])


def is_inside(name: str) -> bool:
    """Whether a file lies in the folder that Garmin packs an account into."""
    return HOME.search(name) is not None


def is_part(name: str) -> bool:
    """Whether an archive inside is one of those that hold an account's files."""
    return names.is_zip(name) and PART in name.casefold()


def opened(box: Box, name: str, home: str) -> Archive:
    """The account in `home` of the archive `name`: lists read, FITs told apart. Raises ArchiveTooLarge."""
    findings = Findings()
    every = list(leaves(box, unpack=is_part))
    known = _Known(_activities(every, findings))
    worn = gear(_texts(every, GEAR, findings))
    files = list(_files(every, known, findings))
    runs = [one for one in known.activities if one.is_run]
    if findings.skipped:
        findings.problem(SKIPPED.format(count=findings.skipped))
    return Archive(
        kind=NAME,
        members=partial(_members, files, runs, worn, name),
        count=len(files) + len(runs),
        shoes=tuple(sorted(worn.shoes.values(), key=lambda shoe: shoe.name)),
        problems=tuple(findings.problems),
        skipped=findings.skipped,
    )


def _activities(every: list[Leaf], findings: Findings) -> list[Activity]:
    found = {one.id: one for text in _texts(every, LISTS, findings) for one in activities(text)}
    return sorted(found.values(), key=lambda one: (one.started_at, not one.is_whole, one.id))


def _texts(every: list[Leaf], ending: str, findings: Findings) -> Iterator[str]:
    for leaf in every:
        if not names.file_name(leaf.name).endswith(ending):
            continue
        try:
            yield leaf.read(MOST_BYTES[ending]).decode("utf-8-sig", errors="replace")
        except UnreadableFile as why:
            findings.problem(UNREADABLE.format(file=leaf.name.rpartition("/")[2], why=why))


def _files(every: list[Leaf], known: _Known, findings: Findings) -> Iterator[_File]:
    """The files that are activities, or might be; the others are counted."""
    for leaf in every:
        if not (names.is_track(leaf.name) or is_part(leaf.name)):
            continue
        told = _told(leaf) if names.file_name(leaf.name).endswith(".fit") else FileId()
        if told.kind not in (ACTIVITY, None):
            findings.skipped += 1
            continue
        yield _File(leaf, known.match(leaf.name, told.created_at))


def _told(leaf: Leaf) -> FileId:
    """What a FIT says of itself; nothing where it is damaged, for its member will say so."""
    try:
        return file_id(leaf.head(HEAD))
    except UnreadableFile:
        return FileId()


def _members(files: list[_File], runs: list[Activity], worn: Gear, name: str) -> Iterator[Member]:
    said = (file.leaf.member(name, _said(file.activity, worn)) for file in files)
    yield from to_the_end(said, name)
    held = {file.activity.id: f"{name}/{file.leaf.name}" for file in files if file.activity}
    for run in runs:
        yield _alone(run, worn, held.get(run.id))


def _said(activity: Activity | None, worn: Gear) -> Said:
    if activity is None:
        return NOTHING
    return Said(activity.title, activity.sport, activity.sub_sport, worn.name(activity.id))


def _alone(run: Activity, worn: Gear, file: str | None) -> Member:
    """A run as the list tells it; `file` is the member that holds it, as far as can be told."""
    day = f"{run.started_at.day} {run.started_at:%B %Y}"
    name = f"summarizedActivities.json: {names.harmless(run.title or 'Run')}, {day} ({run.id})"
    return Member(name, _entry(run), _said(run, worn), stands_in_for=file)


def _entry(run: Activity) -> bytes:
    return manual_entry(
        run.started_at,
        source=NAME,
        source_id=run.id,
        distance_m=run.distance_m,
        timer_s=run.timer_s,
        elapsed_s=run.elapsed_s,
        ascent_m=run.ascent_m,
        descent_m=run.descent_m,
        avg_heart_rate_bpm=run.avg_heart_rate_bpm,
        max_heart_rate_bpm=run.max_heart_rate_bpm,
        avg_cadence_spm=run.avg_cadence_spm,
        utc_offset_s=run.utc_offset_s,
        title=run.title,
        sport=run.sport,
        sub_sport=run.sub_sport,
    )
