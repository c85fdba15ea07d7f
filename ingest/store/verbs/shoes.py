"""The verbs of pairs, and of which run was in which."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.store import defaults, shoe_photos, shoes, worn
from ingest.store.transactions import Transactions


class ShoeVerbs(Transactions):
    def add_shoe(self, name: str, kind: str, **fields) -> str:
        """Keeps a pair, with any of the SHOES columns, and returns its shoe_id."""
        with self._writing() as here:
            return shoes.add(*here, {"name": name, "kind": kind, **fields})

    def edit_shoe(self, shoe_id: str, **changes) -> None:
        """Sets SHOES columns of a pair; None clears. Raises InvalidEntry for days that cannot be."""
        if changes:
            with self._writing() as here:
                shoes.edit(*here, shoe_id, changes)

    def shoe_photo(self, shoe_id: str) -> bytes | None:
        """The picture of a pair, as it was given; None where there is none."""
        with self._reading() as here:
            return shoe_photos.picture(*here, shoe_id)

    def keep_shoe_photo(self, shoe_id: str, picture: bytes | None) -> None:
        """Keeps a picture (JPEG, PNG, WebP) of a pair in place of the one before; None takes it away.

        Raises InvalidEntry for what is no such picture, or too large.
        """
        with self._writing() as here:
            shoe_photos.keep(*here, shoe_id, picture)

    def give_pair(self, run_ids: Iterable[str], shoe_id: str) -> list[str]:
        """Gives a pair to those of the runs of which nobody has said one by now, and returns these.

        Raises InvalidEntry where there is no such pair.
        """
        with self._writing() as here:
            return worn.give(*here, run_ids, shoe_id)

    def take_pair_back(self, run_ids: Iterable[str], shoe_id: str) -> list[str]:
        """Takes a pair back from those of the runs that the runner has in it still, and returns these."""
        with self._writing() as here:
            return worn.take_back(*here, run_ids, shoe_id)

    def settle_pairs(self, run_ids: Iterable[str]) -> None:
        """Gives runs that have just come in the default pair for the ground that is known by now.

        For once their terrain is settled. What the runner or an account said of a pair stays.
        """
        with self._reading() as here:
            found = defaults.settled(*here, list(run_ids))
        if found:
            with self._writing() as here:
                defaults.put(*here, found)
