"""Makes one run of all recordings of it, and several runs of one again where the runner says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from ingest import twins
from ingest.batch.outcome import Outcome
from ingest.batch.reading import Read, Run, recording_in, run_of
from ingest.errors import InvalidEntry
from ingest.exports.said import Said
from ingest.recording import Recording
from ingest.store import Intake, Store
from ingest.store.edits import ACCOUNT, DEFAULT, RUNNER
from ingest.summary import summarise
from ingest.twins import Key, Match, Merged
from ingest.twins.key import shared_s

ALL_ELSE = "distance, time and all else"


class Part(NamedTuple):
    """A recording of a run: its RECORDINGS row, and itself once more as it was read."""

    row: Mapping[str, object]
    recording: Recording


def joined(
    intake: Intake, read: Read, run: Run, row: Mapping, new: Key, matches: Sequence[Match]
) -> Outcome | None:
    """Joins a recording with the runs that it records once more; `row` is its RECORDINGS row.

    None where the tracks say that it is a run of its own.
    """
    recording = recording_in(read.file.content, run.number, read.said)
    matches = [match for match in matches if _is_twin(intake, recording, match)]
    if not matches:
        return None
    run_ids = [match.run_id for match in matches]
    parts = [*parts_of(intake, run_ids), Part(row, recording)]
    if len({part.row["run_id"] for part in parts if part.row["apart"]}) > 1:  # the runner said: these are two
        run_ids = [max(matches, key=lambda match: shared_s(new, match.key)).run_id]
        parts = [part for part in parts if part.row["run_id"] == run_ids[0] or part.row is row]
    parts = _by_one_clock(parts, new, matches)
    merged, day, notes = _made_one(intake, run_ids, parts)
    place = len(parts) - 1
    told = twins.told(merged, [part.recording for part in parts], place, day, len(run_ids))
    gained = merged.base == place or merged.brought.get(place) or len(run_ids) > 1
    reason = " ".join((told, *notes)) if gained else told
    return Outcome(read.name, "merged" if gained else "duplicate", reason, (run_ids[0],))


def _by_one_clock(parts: Sequence[Part], new: Key, matches: Sequence[Match]) -> list[Part]:
    """The parts with their starts, by which later twins are found, set right where a zone was wrong."""
    began_s: dict[str, float] = {}
    for match in matches:
        if match.slip_s:
            began_s |= {key.recording_id: key.began_s for key in twins.by_one_clock(new, match)}
    return [_begun(part, began_s.get(part.row["recording_id"])) for part in parts]


def _begun(part: Part, began_s: float | None) -> Part:
    if began_s is None:
        return part
    return part._replace(row={**part.row, "started_at": pd.Timestamp(began_s, unit="s", tz="UTC")})


def _is_twin(intake: Intake, recording: Recording, match: Match) -> bool:
    """Whether a match is one; a clock in another zone needs the ground covered to agree."""
    if match.slip_s == 0:
        return True
    here = intake.recordings_of([match.run_id])
    row = next(row for row in here if row["recording_id"] == match.key.recording_id)
    return twins.confirmed(recording.track, _again(intake, row).track, match.slip_s)


def parts_of(intake: Intake, run_ids: Sequence[str]) -> list[Part]:
    """All recordings of these runs, read once more from the files that were kept."""
    return [Part(row, _again(intake, row)) for row in intake.recordings_of(run_ids)]


def _again(intake: Intake, row: Mapping) -> Recording:
    return recording_in(intake.original(row["sha256"]), int(row["number"]), Said.parsed(row["said"]))


def _made_one(
    intake: Intake, run_ids: Sequence[str], parts: Sequence[Part]
) -> tuple[Merged, object, tuple[str, ...]]:
    """Writes the run that all these recordings are, under the first of its names.

    Returns how it was merged, its day, and what there is to tell of it.
    """
    merged = twins.merged([part.recording for part in parts])
    summary = summarise(merged.recording, intake.profile().zone)
    run_id, *others = run_ids
    run = run_of(run_id, 0, merged.recording, summary)
    said = _said(intake, run_ids)
    for part, gives in zip(parts, _gives(merged, len(parts)), strict=True):
        intake.add_recording({**part.row, "run_id": run_id, "gives": gives})
    for other in others:
        intake.remove_run(other)
    intake.replace_run(run_id, run.row, run.blobs)
    intake.edit_run(run_id, said)
    return merged, summary.row["day"].date(), (*merged.recording.warnings, *summary.notes)


def _said(intake: Intake, run_ids: Sequence[str]) -> dict:
    """What the runner said of runs that become one; the first one's words go before the others'.

    What was said of a part is not said of the whole: a distance is not, and left out or no run is the
    whole only where all its parts were.
    """
    each = [intake.said(run_id) for run_id in run_ids]
    said: dict = {}
    for one in reversed(each):
        said |= one
    if len(each) > 1:
        said |= pair_of(each)
        said |= {"distance_m": None} if "distance_m" in said else {}
        said |= {"excluded": None} if not all("excluded" in one for one in each) else {}
        said |= {"sport": "running"} if any(_runs(one) for one in each) and "sport" in said else {}
    return said


def pair_of(each: Sequence[Mapping]) -> dict:
    """shoe_id and shoe_source of runs that become one, of what was said of each; empty where nothing was.

    The runner goes before all others, and a pair before none; then who said so in an older log, where it
    was not kept, an account, and last a given default. Of equals the first counts.
    """
    told = [one for one in each if "shoe_id" in one]
    chosen = min(told, key=_trust, default={})
    return {name: chosen[name] for name in ("shoe_id", "shoe_source") if name in chosen}


def _trust(said: Mapping) -> tuple[int, bool]:
    return (RUNNER, None, ACCOUNT, DEFAULT).index(said["shoe_source"]), said["shoe_id"] is None


def _runs(said: Mapping) -> bool:
    return said.get("sport", "running") == "running"


def fill_in(intake: Intake, run_id: str, said: Said) -> None:
    """Title and shoes as the account says, where nobody has said anything; a pair not here yet is added."""
    if said.title is None and said.shoe is None:
        return
    known, told = intake.said(run_id), {}
    if said.title is not None and "title" not in known:
        told["title"] = said.title
    if said.shoe is not None and ("shoe_id" not in known or known["shoe_source"] == DEFAULT):
        told |= {"shoe_id": intake.shoe(said.shoe, {"kind": "road"}), "shoe_source": ACCOUNT}
    intake.edit_run(run_id, told)


def _gives(merged: Merged, parts: int) -> list[str]:
    """What of the run comes from each recording, in words."""
    others = {number: ", ".join(words) for number, words in merged.brought.items()}
    return [ALL_ELSE if number == merged.base else others.get(number, "") for number in range(parts)]


def separate(store: Store, run_id: str) -> list[str]:
    """Makes each recording of a run a run of its own, for the runner says that they are. Returns their names.

    Title, shoes and all else that was said stay with the first. Raises InvalidEntry where the run has
    one recording only, StoreError where there is no such run.
    """
    with store.intake() as intake:
        parts = parts_of(intake, [run_id])
        if len(parts) < 2:
            raise InvalidEntry("This run was recorded once only; there is nothing to take apart.")
        parts.sort(key=lambda part: part.row["recording_id"] != run_id)
        names = [run_id, *(part.row["recording_id"] for part in parts[1:])]
        zone = intake.profile().zone
        for name, part in zip(names, parts, strict=True):
            run = run_of(name, 0, part.recording, summarise(part.recording, zone))
            if name == run_id:
                intake.replace_run(name, run.row, run.blobs)
            else:
                intake.add_part(name, run.row, run.blobs)
            intake.add_recording({**part.row, "run_id": name, "apart": 1.0, "gives": ALL_ELSE})
            fill_in(intake, name, Said.parsed(part.row["said"]))
        return names


def join(store: Store, run_ids: Sequence[str]) -> str:
    """Makes several runs one, for the runner says that they are. Returns its name.

    Raises InvalidEntry for less than two, and for runs that were one after the other.
    """
    if len(set(run_ids)) < 2:
        raise InvalidEntry("Choose two runs or more to make one of.")
    with store.intake() as intake:
        parts = parts_of(intake, run_ids)
        if {part.row["run_id"] for part in parts} != set(run_ids):
            raise InvalidEntry("Of one of these runs no file was kept, so that it cannot be joined.")
        if not _at_one_time(parts):
            raise InvalidEntry("These runs were not at the same time: they are no two recordings of one run.")
        together = [Part({**part.row, "apart": 0.0}, part.recording) for part in parts]
        _made_one(intake, run_ids, together)
        return run_ids[0]


def _at_one_time(parts: Sequence[Part]) -> bool:
    """Whether each recording but the first, in the order of their starts, began before another ended."""
    spans = sorted(
        (part.row["started_at"], part.row["started_at"] + pd.Timedelta(seconds=part.row["elapsed_s"] or 0.0))
        for part in parts
    )
    latest = spans[0][1]
    for began, ended in spans[1:]:
        if began > latest:
            return False
        latest = max(latest, ended)
    return True
