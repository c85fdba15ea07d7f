"""The verbs of what goes with the diary: weekly answers, cleared flags, plans and self-tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ingest.store import care, self_tests
from ingest.store.transactions import Transactions


class CareVerbs(Transactions):
    def save_weekly(
        self, day: date, answers: Mapping[str, int], seen: Mapping[str, int] | None = None
    ) -> None:
        """Keeps the four weekly answers (0 to 3 each) of a day. Raises InvalidEntry where one is missing.

        `seen` are those that the writer took to stand there, None for none. Raises ChangedMeanwhile, and
        keeps nothing, where others do; the same again changes nothing.
        """
        with self._writing() as here:
            care.save_weekly(*here, day, answers, seen)

    def clear_flags(self, day: date, flags: Iterable[str], note: str) -> None:
        """Clears red flags, by their keys. Raises InvalidEntry without a note."""
        with self._writing() as here:
            care.clear(*here, day, flags, note)

    def start_plan(self, started_on: date, weekdays: str, **fields) -> str:
        """Keeps a return plan, with any of the PLANS columns, and returns its plan_id."""
        with self._writing() as here:
            return care.start_plan(*here, {"started_on": started_on, "weekdays": weekdays, **fields})

    def edit_plan(self, plan_id: str, **changes) -> None:
        """Sets PLANS columns of a plan; None clears."""
        if changes:
            with self._writing() as here:
                care.edit_plan(*here, plan_id, changes)

    def start_self_test(self, factor: str, started_on: date, weeks: str) -> str:
        """Keeps a self-test of a factor with its drawn order, a letter a week, and returns its test_id.

        Sent twice for the same factor and day the first draw counts. Raises InvalidEntry where another goes
        on, or for an order that is not made of two to six pairs, AB or BA.
        """
        with self._writing() as here:
            fields = {"factor": factor, "started_on": started_on, "weeks": weeks}
            return self_tests.start(*here, fields)

    def extend_self_test(self, test_id: str, weeks: str, seen: str) -> None:
        """Appends drawn weeks to the order `seen`; where it is longer by now, it stays.

        Raises ChangedMeanwhile where it has ended, InvalidEntry where it would be too long.
        """
        with self._writing() as here:
            self_tests.extend(*here, test_id, weeks, seen)

    def end_self_test(self, test_id: str, day: date, note: str | None = None) -> None:
        """Ends a self-test early, or calls it off; one that has come to its end stays as it is."""
        with self._writing() as here:
            self_tests.end(*here, test_id, day, note)
