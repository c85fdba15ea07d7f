"""The command line: `python -m dashboard` starts the app, `… review` prints the findings."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from analysis import form, review
from analysis.limits import limits_of
from dashboard import clock
from ingest.errors import StoreError
from ingest.store import Store

ROOT = Path(__file__).resolve().parent.parent
PORT = 8501


def main(arguments: list[str] | None = None) -> int:
    """Runs one command. Returns 0, or 1 with a sentence where the store cannot be opened."""
    asked = _parser().parse_args(arguments)
    try:
        return print_review(asked) if asked.command == "review" else start(asked)
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m dashboard", description="Starts hiplog's pages, or prints what stands out."
    )
    _where(parser, None)
    parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 (default: {PORT})")
    commands = parser.add_subparsers(dest="command", metavar="review")
    reading = commands.add_parser("review", help="print what stands out, urgent first")
    _where(reading, argparse.SUPPRESS)
    reading.add_argument("--today", type=_day, metavar="YYYY-MM-DD", help="the day to look back from")
    reading.add_argument("--json", action="store_true", help="print a list of objects")
    return parser


def _where(parser: argparse.ArgumentParser, default: str | None) -> None:
    """`--store` may stand before or after the command; the later one wins."""
    told = "folder of the store (default: $HIPLOG_STORE or ~/.hiplog)"
    parser.add_argument("--store", metavar="DIR", default=default, help=told)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a date like 2026-05-03.") from None


def start(asked: argparse.Namespace) -> int:
    """Serves the app from this process until it is told to stop, and has the watched folders looked into."""
    from streamlit.web import cli

    from dashboard.watcher import watching

    if asked.store is not None:
        os.environ["HIPLOG_STORE"] = _lasting(asked.store)
    os.chdir(ROOT)
    app = str(ROOT / "dashboard" / "served.py")
    with watching():
        return cli.main(["run", app, f"--server.port={asked.port}"], standalone_mode=False) or 0


def _lasting(store: str) -> str:
    """The store's name, still right after the process has moved to another folder."""
    return store if "://" in store else str(Path(store).expanduser().resolve())


def print_review(asked: argparse.Namespace) -> int:
    """Every finding up to a day: two lines each, or one JSON list."""
    store = Store(asked.store)
    today = asked.today or clock.today(store.profile())
    log = store.load(form.looked_at_since(today))
    findings = review.review(log, today, limits_of(log))
    if asked.json:
        print(json.dumps([review.as_record(finding) for finding in findings], ensure_ascii=False, indent=1))
        return 0
    for finding in findings:
        print(f"{finding.severity.name.lower():6} {finding.day.isoformat()}  {finding.headline}")
        known = f"{finding.why} {finding.suggested}".rstrip()
        print(f"{'':19}{known} ({finding.evidence.strength}: {finding.evidence.reference})")
    if not findings:
        print("Nothing stands out.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
