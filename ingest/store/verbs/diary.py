"""The verbs of the diary: an entry a day, added to, amended, ticked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from ingest.diary import Entry
from ingest.errors import InvalidEntry
from ingest.store import diary, ticks
from ingest.store.diary import Added
from ingest.store.transactions import Transactions


class DiaryVerbs(Transactions):
    def add_entry(self, entry: Entry) -> None:
        """As add_entries, of one. Raises InvalidEntry where it cannot stand beside the rest of its day."""
        for reason in self.add_entries([entry]).refused.values():
            raise InvalidEntry(reason)

    def add_entries(self, entries: Iterable[Entry]) -> Added:
        """Adds what these diary entries say to what stands on their days, and tells what became of each.

        Scores and the note of an entry count from now on, words (signs, places …) are joined with those
        that stand, and what it leaves unsaid stays: a table takes nothing away, amend_entries does.
        """
        with self._writing() as here:
            return diary.add(*here, entries)

    def amend_entries(
        self,
        changes: Mapping[date, Mapping[str, object]],
        seen: Mapping[date, Mapping[str, object]],
    ) -> None:
        """Sets fields of the entries of some days (None clears) and leaves their others as they are.

        `seen` is what the writer took to stand in these fields. Raises ChangedMeanwhile, and keeps
        nothing, where another has changed one of them since; InvalidEntry where a changed field cannot be.
        An entry that says nothing any more is withdrawn.
        """
        with self._writing() as here:
            diary.amend(*here, changes, seen)

    def tick(
        self,
        day: date,
        put: Mapping[str, Iterable[str]] = MappingProxyType({}),
        take: Mapping[str, Iterable[str]] = MappingProxyType({}),
        sets: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        """Puts words (by `done` and `exercises`) into the entry of a day and takes others out of it.

        All else that stands there stays, whoever wrote it. `sets` says of which exercises a word of
        `done` is made: the last one put in ticks it, and one taken out takes it back.
        """
        with self._writing() as here:
            ticks.tick(*here, day, put, take, sets)
