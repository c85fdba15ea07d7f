"""Imports a folder of real files and writes what became of them to CORPUS.md: counts and names, no traces."""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from pathlib import Path

import pandas as pd

from ingest.batch import RANK, Outcome, files_below, import_paths
from ingest.store import Store

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus"
DISTANCE = 0.01
"""Greatest difference from the device's own distance that needs no reason. [fraction]"""
TIME_S = 1.0
"""Greatest difference from the device's own timer that needs no reason. [s]"""


def main() -> None:
    parser = argparse.ArgumentParser("python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPUS)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as kept:
        store = Store(kept)
        began = time.perf_counter()
        took = [(outcome, seconds) for outcome, seconds in timed(store, folder)]
        seconds = time.perf_counter() - began
        text = report(folder, took, store.load().runs, seconds)
    (HERE / "CORPUS.md").write_text(text, encoding="utf-8")
    print(text)


def timed(store: Store, folder: Path):
    for path in files_below([folder]):
        began = time.perf_counter()
        outcomes = list(import_paths(store, [path]))
        each_s = (time.perf_counter() - began) / max(len(outcomes), 1)
        yield from ((outcome, each_s) for outcome in outcomes)


def report(folder: Path, took: list[tuple[Outcome, float]], runs: pd.DataFrame, seconds: float) -> str:
    outcomes = [outcome for outcome, _ in took]
    slowest, longest_s = max(took, key=lambda pair: pair[1])
    parts = [
        "# What became of 1,400 real files",
        "Made by `python -m benchmarks.corpus`; the files lie beside the project and are not part of it.",
        f"{len(outcomes)} files in {seconds:.0f} s on one process; the slowest took {longest_s:.1f} s "
        f"(`{name(folder, slowest)}`).",
        "## Status by kind of file",
        statuses(outcomes),
        "## Computed against the device's own totals",
        agreement(outcomes, runs),
        "## Files that gave no run, by reason",
        reasons(folder, [o for o in outcomes if o.status not in ("imported", "merged", "duplicate")]),
        "## Runs that the runner is told something about",
        reasons(folder, [o for o in outcomes if o.status == "imported" and o.reason != "Added."]),
        "## What was learned",
        (HERE / "CORPUS_NOTES.md").read_text(encoding="utf-8").strip(),
    ]
    return "\n\n".join(parts) + "\n"


def name(folder: Path, outcome: Outcome) -> str:
    return str(Path(outcome.path).relative_to(folder))


def kind(path: str) -> str:
    suffixes = [suffix.lower() for suffix in Path(path).suffixes[-2:]]
    return "".join(suffixes[-2:] if suffixes[-1:] == [".gz"] else suffixes[-1:]) or "none"


def statuses(outcomes: list[Outcome]) -> str:
    table = pd.crosstab([kind(o.path) for o in outcomes], [o.status for o in outcomes])
    table = table.reindex(columns=[status for status in RANK if status in table], fill_value=0)
    table.loc["all"] = table.sum()
    return markdown(table)


def markdown(table: pd.DataFrame) -> str:
    lines = [["kind", *table.columns], ["---"] * (len(table.columns) + 1)]
    lines += [[str(label), *row] for label, row in zip(table.index, table.to_numpy().tolist(), strict=True)]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def agreement(outcomes: list[Outcome], runs: pd.DataFrame) -> str:
    """Of FIT runs whose session has totals: how many agree, and that each other one has its reason."""
    told = {run_id: o.reason for o in outcomes for run_id in o.run_ids if o.status in ("imported", "merged")}
    fits = runs[runs["format"] == "fit"]
    near = (fits["distance_m"] / fits["device_distance_m"] - 1).abs() <= DISTANCE
    prompt = (fits["duration_s"] - fits["device_timer_s"]).abs() <= TIME_S
    lines = [("distance within 1 %", fits["device_distance_m"] > 0, near, "distance|km|m "),
             ("timer time within 1 s", fits["device_timer_s"] > 0, prompt, "time|timer|clock")]  # fmt: skip
    return "\n".join(_agreed(what, fits[has], good[has], told, word) for what, has, good, word in lines)


def _agreed(what: str, fits: pd.DataFrame, good: pd.Series, told: dict[str, str], word: str) -> str:
    others = fits.loc[~good, "run_id"]
    silent = [run_id for run_id in others if not re.search(word, told.get(run_id, ""))]
    apart = f"{len(others)} others, {len(silent)} of them untold"
    return f"- {what}: {int(good.sum())} of {len(fits)} FIT runs; {apart}."


def reasons(folder: Path, outcomes: list[Outcome]) -> str:
    """Reasons with the numbers taken out, each with its count and up to three names."""
    kinds: dict[str, list[str]] = {}
    for outcome in outcomes:
        pattern = re.sub(r"“[^”]*”", "“…”", re.sub(r"\d[\d.,:]*", "N", outcome.reason))
        kinds.setdefault(f"{outcome.status}: {pattern}", []).append(name(folder, outcome))
    counts = Counter({reason: len(names) for reason, names in kinds.items()})
    return "\n".join(_reason(reason, count, kinds[reason]) for reason, count in counts.most_common())


def _reason(reason: str, count: int, names: list[str]) -> str:
    shown = ", ".join(f"`{one}`" for one in names[:3])
    return f"- {count} × {reason} ({shown}{', …' if count > 3 else ''})"


if __name__ == "__main__":
    main()
