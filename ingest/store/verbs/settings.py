"""The verbs of what the runner set: the profile, changed thresholds, the home's secret."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.schema import Profile
from ingest.store import settings
from ingest.store.transactions import Transactions


class SettingVerbs(Transactions):
    def profile(self) -> Profile:
        with self._reading() as here:
            return settings.profile(*here)

    def save_profile(self, profile: Profile) -> None:
        with self._writing() as here:
            settings.save_profile(*here, profile)

    def save_limits(self, changed: Mapping[str, float]) -> None:
        """These thresholds, by key, in place of all that were changed before."""
        with self._writing() as here:
            settings.save_limits(*here, changed)

    def home_seed(self) -> int:
        """The secret number of this log, by which places are shifted in what is shared; drawn once."""
        with self._reading() as here:
            seed = settings.home_seed(*here)
        if seed is None:
            with self._writing() as here:
                seed = settings.draw_home_seed(*here)
        return seed
