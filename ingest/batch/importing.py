"""Files, folders and accounts' archives into the store: what there is to take, in a stable order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from ingest import exports
from ingest.batch.outcome import Outcome
from ingest.batch.reading import NOBODY, Task, Ticket, status_of
from ingest.batch.taking import take
from ingest.errors import IngestError
from ingest.exports.archive import Archive, Member
from ingest.exports.said import Shoe
from ingest.store import Store

HEAD_BYTES = 64

NOTHING_DONE: Mapping[str, bool] = MappingProxyType({})

Expect = Callable[[int], None]

SHOE_FIELDS = ("kind", "replace_m", "retired_on", "first_used", "start_distance_m")


def import_paths(
    store: Store, paths: Iterable[str | Path], expect: Expect = lambda _: None
) -> Iterator[Outcome]:
    """Imports files, whole folders and account archives, one Outcome a file, in a stable order.

    What has been yielded is on disk. `expect` is told of so many files more that are to come.
    Raises StoreError where the store itself fails.
    """
    for whole, group in groupby(map(Path, paths), key=_is_whole):
        if whole:
            for path in group:
                yield from _whole(store, path, expect)
        else:
            yield from _files(store, list(group), expect)


def _is_whole(path: Path) -> bool:
    return path.is_dir() or is_archive(path)


def _files(store: Store, paths: list[Path], expect: Expect) -> Iterator[Outcome]:
    expect(len(paths))
    yield from take(store, (Task(str(path), path=path.absolute()) for path in paths))


def _whole(store: Store, path: Path, expect: Expect) -> Iterator[Outcome]:
    """A folder of files, or an account's archive, packed or not."""
    archive = opened(path, str(path))
    if isinstance(archive, Outcome):
        expect(1)
        yield archive
    elif archive.kind == "folder":
        yield from _folder(store, path, expect)
    else:
        expect(archive.count)
        yield from import_archive(store, archive, str(path))


def _folder(store: Store, folder: Path, expect: Expect) -> Iterator[Outcome]:
    """A folder's files, and after them the archives in it."""
    paths = files_below([folder])
    archives = [path for path in paths if is_archive(path)]
    zipped = set(archives)
    yield from _files(store, [path for path in paths if path not in zipped], expect)
    for path in archives:
        yield from _whole(store, path, expect)


def import_one(store: Store, name: str, data: bytes) -> Outcome:
    """Takes the bytes of one file into the store. Never raises for what the bytes hold.

    Raises StoreError where the store itself fails: then nothing was acknowledged.
    """
    (outcome,) = take(store, [Task(name, data)])
    return outcome


def files_below(paths: Iterable[str | Path]) -> list[Path]:
    """The files at and below these paths. Links to folders are not followed."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            walk = os.walk(path, followlinks=False)
            found += sorted(Path(folder, name) for folder, _, names in walk for name in names)
        else:
            found.append(path)
    return found


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP, by how it begins."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return exports.recognises(file.read(HEAD_BYTES))
    except OSError:
        return False


def opened(source: Path | bytes, name: str) -> Archive | Outcome:
    """An archive looked through, or what became of one that cannot be."""
    try:
        return exports.opened(source, name)
    except IngestError as error:
        return Outcome(name, status_of(error), str(error))
    except OSError as error:
        return Outcome(name, "failed", f"The file cannot be opened: {error.strerror or error}.")


def import_archive(
    store: Store,
    archive: Archive,
    name: str,
    ticket: Ticket = NOBODY,
    done: Mapping[str, bool] = NOTHING_DONE,
) -> Iterator[Outcome]:
    """An archive's members that are not `done`, and at its end what there is to say of it as a whole.

    `done` tells of each member that is, whether it gave a run. What an account tells of a run beside its
    file is taken only where the file gave none.
    """
    _add_shoes(store, archive)
    gave = {member for member, gave_a_run in done.items() if gave_a_run}
    later: list[Member] = []
    for outcome in take(store, _tasks(archive, ticket, done, later)):
        gave |= {outcome.path} if outcome.run_ids else set()
        yield outcome
    yield from take(store, (_task(member, ticket) for member in later if member.stands_in_for not in gave))
    if archive.problems:
        yield Outcome(name, "failed", " ".join((*archive.problems, *archive.notes)))
    elif archive.notes:
        yield Outcome(name, "not_an_activity", " ".join(archive.notes))


def _tasks(archive: Archive, ticket: Ticket, done: Mapping[str, bool], later: list[Member]) -> Iterator[Task]:
    """Members to be read now; those that stand in for another one go to `later`."""
    for member in archive.members():
        if member.name in done:
            continue
        if member.stands_in_for is None:
            yield _task(member, ticket)
        else:
            later.append(member)


def _task(member: Member, ticket: Ticket) -> Task:
    return Task(member.name, member.data, said=member.said, refusal=member.refusal, ticket=ticket)


def _add_shoes(store: Store, archive: Archive) -> None:
    if not archive.shoes:
        return
    with store.intake() as intake:
        for shoe in archive.shoes:
            intake.shoe(shoe.name, _fields(shoe))


def _fields(shoe: Shoe) -> dict:
    told = {name: getattr(shoe, name) for name in SHOE_FIELDS}
    return {name: value for name, value in told.items() if value is not None}
