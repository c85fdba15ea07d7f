"""A Strava account: files in activities/, and activities.csv, which names them and tells of more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ingest.errors import UnreadableFile
from ingest.exports import names
from ingest.exports.archive import Archive, Findings, Member
from ingest.exports.entry import manual_entry
from ingest.exports.leaves import Box, Leaf, leaves, to_the_end
from ingest.exports.said import NOTHING, Said
from ingest.exports.strava_shoes import Pair, pairs, shoes, worn
from ingest.exports.strava_table import Row, rows

NAME = "strava"
TABLE, SHOES = "activities.csv", "shoes.csv"
BESIDE = ("profile.csv", "shoes.csv", "bikes.csv", "media.csv", "routes.csv")
FILES = "activities/"
PLANNED = "routes/"  # ways drawn on a map: nobody ran them
MOST_TABLES = 20
MOST_BYTES = 16 * 2**20  # of a table; ten thousand activities are 6 MB

FOREIGN = (
    "activities.csv is in a language that hiplog does not read yet. The files are imported all the same, but "
    "without names, shoes, and runs that have no file. To have those too, set the language of Strava to "
    "English, request the export once more, and import it as well: nothing is counted twice."
)
UNREADABLE = "{file} cannot be read: {why} The files are imported without what it tells."
MISSING = "Runs in activities.csv whose file is not there: {count:,}. They are kept as they are told there."
UNDATED = "This row of activities.csv has no date that hiplog can read, so the run cannot be kept."


@dataclass(frozen=True)
class _Account:
    """The tables of an account."""

    rows: list[Row]
    shoe_of: dict[str, str]  # pair by gear
    pairs: list[Pair]


def homes(box: Box) -> list[str]:
    """The folders of a box that hold a Strava account each."""
    listed = [entry.name for entry in box.entries]
    tables = sorted((names.folder(n) for n in listed if names.file_name(n) == TABLE), key=names.depth)
    return [
        home
        for home in tables[:MOST_TABLES]
        if _is_home([n[len(home) :] for n in listed if n.startswith(home)])
    ]


def _is_home(beside: list[str]) -> bool:
    """Whether files of these names lie beside the table: others write an activities.csv too."""
    return any(name.startswith(FILES) or name in BESIDE for name in beside)


def opened(box: Box, name: str, home: str) -> Archive:
    """The account in the folder `home` of the archive `name`, its tables read. Raises ArchiveTooLarge."""
    findings = Findings()
    account = _account({leaf.name: leaf for leaf in leaves(box)}, home, findings)
    told = {_key(row.file): row for row in reversed(account.rows) if row.file}
    files = [(leaf, told.get(_key(leaf.name))) for leaf in leaves(box) if _is_activity(leaf.name, home)]
    alone = _without_file(account.rows, {_key(leaf.name) for leaf, _ in files}, findings)
    return Archive(
        kind=NAME,
        members=partial(_members, files, alone, account, name),
        count=len(files) + len(alone),
        shoes=shoes(account.shoe_of.values(), account.pairs),
        problems=tuple(findings.problems),
    )


def _is_activity(name: str, home: str) -> bool:
    return names.is_track(name) and not name.startswith(home + PLANNED)


def _key(file: str) -> str:
    """A file's name without its folder and its packing: some systems unpack .gz unasked."""
    return names.file_name(file).removesuffix(".gz")


def _account(by_name: dict[str, Leaf], home: str, findings: Findings) -> _Account:
    text = _text(by_name.get(home + TABLE), findings)
    read = rows(text) if text else ([], [])
    if read is None:
        findings.problem(FOREIGN)
    found, problems = read or ([], [])
    for sentence in problems:
        findings.problem(sentence)
    known = pairs(_text(by_name.get(home + SHOES), findings))
    return _Account(found, worn((row.gear for row in found if row.is_run and row.gear), known), known)


def _text(leaf: Leaf | None, findings: Findings) -> str:
    if leaf is None:
        return ""
    try:
        return leaf.read(MOST_BYTES).decode("utf-8-sig", errors="replace")
    except UnreadableFile as why:
        findings.problem(UNREADABLE.format(file=names.file_name(leaf.name), why=why))
        return ""


def _without_file(table: list[Row], present: set[str], findings: Findings) -> list[Row]:
    """Runs that no file of the archive holds."""
    alone = [row for row in table if row.is_run and not (row.file and _key(row.file) in present)]
    if missing := sum(row.file is not None for row in alone):
        findings.problem(MISSING.format(count=missing))
    return alone


def _said(row: Row, account: _Account) -> Said:
    shoe = account.shoe_of.get(row.gear or "") if row.is_run else None
    return Said(row.title, row.sport, row.sub_sport, shoe)


def _members(
    files: list[tuple[Leaf, Row | None]], alone: list[Row], account: _Account, name: str
) -> Iterator[Member]:
    yield from to_the_end(_from_files(files, account, name), name)
    for row in alone:
        yield _alone(row, _said(row, account), "is missing")


def _from_files(files: list[tuple[Leaf, Row | None]], account: _Account, name: str) -> Iterator[Member]:
    """The files; behind one that cannot be read comes its run as the table tells it."""
    for leaf, row in files:
        member = leaf.member(name, NOTHING if row is None else _said(row, account))
        yield member
        if member.data is None and row is not None and row.is_run:
            yield _alone(row, member.said, "cannot be read")


def _alone(row: Row, said: Said, lack: str) -> Member:
    """A run as the table tells it, named as the runner knows it, and what it lacks a file for."""
    day = f", {row.started_at.day} {row.started_at:%B %Y}" if row.started_at is not None else ""
    file = f"; its file {names.shown(row.file)} {lack}" if row.file else ""
    name = f"{TABLE}: {names.harmless(row.title or 'Run')}{day} ({row.id}{file})"
    if row.started_at is None:
        return Member(name, None, said, UnreadableFile(UNDATED))
    return Member(name, _entry(row), said)


def _entry(row: Row) -> bytes:
    return manual_entry(
        row.started_at,
        source=NAME,
        source_id=row.id or None,
        distance_m=row.distance_m,
        timer_s=row.timer_s,
        elapsed_s=row.elapsed_s,
        ascent_m=row.ascent_m,
        descent_m=row.descent_m,
        avg_heart_rate_bpm=row.avg_heart_rate_bpm,
        max_heart_rate_bpm=row.max_heart_rate_bpm,
        avg_cadence_spm=row.avg_cadence_spm,
        title=row.title,
        sport=row.sport,
        sub_sport=row.sub_sport,
    )
