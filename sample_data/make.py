"""Makes the sample year: one runner's 52 weeks as watch files, a phone's GPX files and a diary.

    python sample_data/make.py [FOLDER] [--until YYYY-MM-DD]

The same `until` gives the same year on every machine.
"""

import argparse
import csv
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

if __package__ in (None, ""):  # started as a file: let it find its siblings
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sample_data import care, hip, phone, plan, watch
from sample_data.dice import Dice
from sample_data.fit_writer import encode
from sample_data.places import ZONE
from sample_data.recorded import Recorded, climb
from sample_data.running import pauses, steps

DIARY_SEED, RUN_SEED, FILE_SEED = 2521, 1_000, 7_000
HERE = Path(__file__).resolve().parent / "year"
UNTIL = date(2026, 11, 22)
ZIPPED_WEEKS = range(1, 14)  # the oldest runs come out of an archive
SHOES = (
    (plan.OLD_ROAD, "road", 0, "", "outside heel", "outside heel; inside forefoot", "The comfortable ones."),
    (plan.TRAIL, "trail", 190_000, "trail", "even", "even", ""),
    (plan.NEW_ROAD, "road", 0, "street", "", "", "Half a size up."),
)
BOUGHT_BEFORE = timedelta(days=4)
DIARY_COLUMNS = tuple(field.name for field in fields(hip.Entry))
SHOE_COLUMNS = (
    "name",
    "kind",
    "bought_on",
    "first_used",
    "retired_on",
    "start_distance_m",
    "default_for",
    "left_wear",
    "right_wear",
    "note",
)
WORN_COLUMNS = ("file", "shoe", "surface")


@dataclass(frozen=True)
class Day:
    """One day of the year: its run, if any, and its diary entry, if any."""

    run: Recorded | None
    entry: hip.Entry | None


def make(folder: Path, until: date = UNTIL) -> None:
    """Write the year that ends at `until` into `folder`: runs/, diary.csv, shoes.csv and worn.csv.

    Another `until` moves the whole year by weeks, so that each run keeps its weekday, and leaves out
    what would come after it.
    """
    days = list(live(until))
    runs = {name(day.run): day.run for day in days if day.run}
    (folder / "runs").mkdir(parents=True, exist_ok=True)
    for file, run in runs.items():
        (folder / "runs" / file).write_bytes(content(run))
    entries = [asdict(day.entry) for day in days if day.entry]
    _table(folder / "diary.csv", DIARY_COLUMNS, (entry.values() for entry in entries))
    _table(folder / "shoes.csv", SHOE_COLUMNS, _shoes(until))
    _table(folder / "worn.csv", WORN_COLUMNS, (_worn(file, run) for file, run in runs.items()))


def live(until: date) -> Iterator[Day]:
    """The year, day by day: the hip decides how the run goes, and the run how the hip is tomorrow."""
    runs = {outing.day: outing for outing in plan.outings(until)}
    today, state, dice = plan.first_monday(until), hip.Hip(), Dice(DIARY_SEED)
    while today <= until:
        run = _run(runs[today], state.soreness) if today in runs else None
        load = _load(run)
        tomorrow = state.next_day(load, dice)
        week, weekday = divmod((today - plan.first_monday(until)).days, 7)
        note = hip.note(week + 1, plan.WEEKDAYS[weekday])
        entry = hip.entry(today, state, load, tomorrow, note, dice)
        entry = replace(entry, **care.with_care(entry, week + 1, load))
        if today == until:
            entry = replace(entry, morning_pain=None)  # has not been yet
        yield Day(run, None if hip.is_missing(entry, state, dice) else entry)
        today, state = today + timedelta(days=1), tomorrow


def name(run: Recorded) -> str:
    """The file's name."""
    outing = run.outing
    suffix = ".gpx" if outing.by_phone else ".fit"
    zipped = outing.week in ZIPPED_WEEKS or (outing.by_phone and outing.number % 40 != 7)
    return f"{run.start:%Y-%m-%d-%H%M}-{outing.kind}{suffix}{'.gz' if zipped else ''}"


def content(run: Recorded) -> bytes:
    """The file as it is handed to hiplog."""
    dice = Dice(FILE_SEED + run.outing.number)
    data = phone.gpx(run, dice).encode() if run.outing.by_phone else encode(watch.messages(run, dice))
    return zipped(data) if name(run).endswith(".gz") else data


def zipped(data: bytes) -> bytes:
    """Gzip without a clock in it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits=31)
    return packer.compress(data) + packer.flush()


def _run(outing: plan.Outing, soreness: int) -> Recorded:
    dice = Dice(RUN_SEED + outing.number)
    start = datetime.combine(outing.day, _clock(outing, dice), ZoneInfo(ZONE))
    fixed = start.replace(tzinfo=timezone(start.utcoffset()))
    stops = pauses(outing, dice)
    return Recorded(outing, fixed, tuple(steps(outing, stops, soreness, dice)), soreness)


def _clock(outing: plan.Outing, dice: Dice) -> time:
    """Before work or after it, at a weekend after breakfast; a race starts at eight."""
    if outing.kind == "race":
        return time(8)
    evening = outing.day.weekday() < 5 and dice.chance(45)
    hour = 17 + dice.below(4) if evening else 6 if outing.day.weekday() < 5 else 8 + dice.below(2)
    return time(hour, dice.below(60), dice.below(60))


def _load(run: Recorded | None) -> hip.Load:
    if run is None:
        return hip.Load()
    altitudes = [step.altitude_m for step in run.steps if step.altitude_m is not None]
    return hip.Load(True, climb(altitudes)[1], int(run.steps[-1].distance_m))


def _shoes(until: date) -> Iterator[tuple]:
    """The three pairs, none of them retired; one was worn before the runner began to note it."""
    for shoe, kind, metres, *said in SHOES:
        first = next(outing.day for outing in plan.outings(until) if outing.shoe == shoe)
        days = ["", ""] if metres else [(first - BOUGHT_BEFORE).isoformat(), first.isoformat()]
        yield shoe, kind, *days, "", metres, *said


def _worn(file: str, run: Recorded) -> tuple[str, str, str]:
    return file, run.outing.shoe, run.outing.surface


def _table(path: Path, header: Iterable[str], rows: Iterable[Iterable]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Makes the sample year.")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE)
    parser.add_argument("--until", type=date.fromisoformat, default=UNTIL)
    wanted = parser.parse_args()
    make(wanted.folder, wanted.until)


if __name__ == "__main__":
    main()
