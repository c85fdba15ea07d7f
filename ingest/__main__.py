"""The command line: `python -m ingest import | watch | export | diary | map`."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from ingest import batch, diary_file, export
from ingest.errors import IngestError
from ingest.ground import settle_after
from ingest.map import command as map_command
from ingest.store import Store
from ingest.timer import duration_words

EXPORT_WORDS = "write runs.csv, diary.csv and more; for yourself: runs.csv tells where each run began"

SUMMARY = {
    "imported": "added",
    "merged": "merged with a run already here",
    "duplicate": "already here",
    "not_a_run": "no runs",
    "not_an_activity": "no activities",
    "failed": "could not be read",
}


INTERRUPTED = 130  # what a shell calls a command that was stopped by Ctrl-C


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns 0 when it handled all it was given, 1 with a sentence when it could not."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(Store(asked.store), asked)
    except IngestError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. What was told is kept; the same command goes on from there.", file=sys.stderr)
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m ingest", description="Files in, tables out.")
    _where(parser, None)
    commands = parser.add_subparsers(required=True, metavar="import | watch | export | diary | map")
    words = "read watch files, folders of them, and the archives of Strava, Garmin and Apple Health"
    taking = _command(commands, "import", import_files, words)
    taking.add_argument("paths", nargs="+", metavar="PATH")
    taking.add_argument("--json", action="store_true", help="print one JSON object")
    words = "import what is dropped into folders, until stopped; nothing there is changed"
    watching = _command(commands, "watch", watch_folders, words)
    watching.add_argument("folders", nargs="*", metavar="DIR", help="folders to watch from now on")
    every = f"seconds between two looks (default: {batch.EVERY_S:.0f})"
    watching.add_argument("--every", type=float, default=batch.EVERY_S, metavar="S", help=every)
    words = "end as soon as standard input does: with the program at the other end of a pipe"
    watching.add_argument("--until-stdin-ends", action="store_true", help=words)
    giving = _command(commands, "export", export_tables, EXPORT_WORDS)
    giving.add_argument("--to", required=True, type=Path, metavar="DIR")
    logging = _command(commands, "diary", import_diary, "read diary entries from a CSV file")
    logging.add_argument("file", type=Path, metavar="FILE.csv")
    map_command.arguments(_command(commands, "map", map_command.run, map_command.WORDS))
    working = _command(commands, "work", work_job, argparse.SUPPRESS)
    working.add_argument("job", type=int)
    return parser


def _command(commands, name: str, run, words: str) -> argparse.ArgumentParser:
    shown = {} if words == argparse.SUPPRESS else {"help": words}
    command = commands.add_parser(name, **shown)
    _where(command, argparse.SUPPRESS)
    command.set_defaults(run=run)
    return command


def _where(parser: argparse.ArgumentParser, default: str | None) -> None:
    """`--store` may stand before or after the command; the later one wins."""
    told = "folder of the store (default: $HIPLOG_STORE, else ~/.hiplog)"
    parser.add_argument("--store", metavar="DIR", default=default, help=told)


def import_files(store: Store, asked: argparse.Namespace) -> int:
    """A line a file, or one JSON object; the progress goes to standard error."""
    outcomes, progress = [], Progress()
    try:
        for outcome in batch.import_paths(store, asked.paths, progress.expect):
            outcomes.append(outcome)
            progress.tell(len(outcomes))
    finally:
        progress.end()
        _told(outcomes, asked.json)
    settle_after(store)
    store.settle_pairs(batch.added(outcome.record() for outcome in outcomes))
    return 0


def _told(outcomes: list[batch.Outcome], as_json: bool) -> None:
    if as_json:
        print(json.dumps({"files": [outcome.record() for outcome in outcomes]}, ensure_ascii=False, indent=1))
        return
    for outcome in outcomes:
        print(_line(outcome))
    print(in_words(outcomes))


def _line(outcome: batch.Outcome) -> str:
    return printable(f"{outcome.status:16} {outcome.path}: {outcome.reason}")


def watch_folders(store: Store, asked: argparse.Namespace) -> int:
    """A line a file, as it comes in; ends when it is interrupted."""
    if asked.until_stdin_ends:
        batch.end_with(sys.stdin.fileno())
    for folder in asked.folders:
        store.watch(folder)
    if not asked.until_stdin_ends:
        batch.end_with_ctrl_c()
        print(_watching(store.watched()), file=sys.stderr)
    with contextlib.suppress(KeyboardInterrupt):
        for outcome in batch.watch_patiently(store, max(asked.every, 0.1)):
            print(_line(outcome), flush=True)
    return 0


def _watching(folders: list[str]) -> str:
    if not folders:
        return "No folder is watched yet. Name one: python -m ingest watch DIR"
    return f"Watching {', '.join(folders)}. Ctrl-C ends it here; the dashboard watches them too."


def printable(line: str) -> str:
    """A line without control signs: a file's name may hold orders to the terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in line)


class Progress:
    """How many files are done, how fast, and how long the rest will take; silent but on a terminal."""

    def __init__(self) -> None:
        self.first: tuple[int, float] | None = None
        self.total = 0
        self.shown = sys.stderr.isatty()

    def expect(self, more: int) -> None:
        self.total += more

    def tell(self, done: int) -> None:
        if self.shown:
            print(f"\r{self.words(done, time.monotonic())}  ", end="", file=sys.stderr, flush=True)

    def words(self, done: int, now_s: float) -> str:
        """`120 of 3,650 files, 150 a second, 24 s left`; how fast is told from the second time on."""
        counted = f"{done:,} of {self.total:,} files"
        self.first = self.first or (done, now_s)
        before, since_s = self.first
        if done == before or now_s == since_s:
            return counted
        rate = (done - before) / (now_s - since_s)
        left_s = round(max(self.total - done, 0) / rate)
        return f"{counted}, {rate:,.0f} a second, {duration_words(left_s)} left"

    def end(self) -> None:
        if self.shown:
            print(file=sys.stderr)


def in_words(outcomes: list[batch.Outcome]) -> str:
    """`212 files: 198 added, 14 already here.`"""
    counts = Counter(outcome.status for outcome in outcomes)
    parts = [f"{counts[status]} {words}" for status, words in SUMMARY.items() if counts[status]]
    files = _counted(len(outcomes), "file", "files")
    return f"{files}: {', '.join(parts)}." if parts else "No files there."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def export_tables(store: Store, asked: argparse.Namespace) -> int:
    """Writes the three tables into the folder, which is made where it is missing."""
    for path, rows in export.write_tables(store.load(), store.left_out(), asked.to):
        print(f"{_counted(rows, 'row', 'rows')} in {path}")
    return 0


def import_diary(store: Store, asked: argparse.Namespace) -> int:
    """Takes the good rows and prints the bad ones with their lines."""
    try:
        data = asked.file.read_bytes()
    except OSError as error:
        raise IngestError(f"{asked.file} cannot be opened: {error.strerror or error}.") from error
    tomorrow = date.today() + timedelta(days=1)  # the runner may be east of this machine
    taken = diary_file.take(store, data, latest=tomorrow)
    for problem in sorted((*taken.left_out, *taken.mended), key=lambda problem: problem.line):
        print(f"line {problem.line}: {problem.reason}")
    rows, left = _counted(taken.rows, "entry", "entries"), _counted(len(taken.left_out), "row", "rows")
    print(f"{rows} taken, {left} left out.")
    if taken.changed:
        print(f"{_counted(taken.changed, 'day', 'days')} that had an entry already changed.")
    return 0


def work_job(store: Store, asked: argparse.Namespace) -> int:
    """Works a job that the dashboard filed."""
    batch.work(store, asked.job)
    return 0


if __name__ == "__main__":
    sys.exit(main())
