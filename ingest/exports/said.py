"""What an account says about an activity and about shoes, beside the files themselves."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import date

from ingest.recording import Recording


@dataclass(frozen=True)
class Said:
    """What an account says of one activity; None where it says nothing.

    `sport` and `sub_sport` are words of the FIT profile; `shoe` is the name of a pair in
    `Archive.shoes`.
    """

    title: str | None = None
    sport: str | None = None
    sub_sport: str | None = None
    shoe: str | None = None

    def of(self, recording: Recording) -> Recording:
        """The recording as the account corrects it: the runner may have renamed it there, or its sport."""
        told = {name: value for name in ("title", "sport", "sub_sport") if (value := getattr(self, name))}
        if self.sport and self.sport != recording.sport and not self.sub_sport:
            told["sub_sport"] = None
        return replace(recording, **told)

    def written(self) -> str | None:
        """As JSON of what is said; None where nothing is."""
        told = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps(told, ensure_ascii=False, sort_keys=True) if told else None

    @classmethod
    def parsed(cls, text: str | None) -> Said:
        """What `written` gave."""
        return cls(**json.loads(text)) if text else cls()


@dataclass(frozen=True)
class Shoe:
    """A pair of shoes as an account keeps it; names are unique within an archive."""

    name: str
    kind: str = "road"  # one of ingest.schema.SHOE_KINDS
    replace_m: float | None = None
    retired_on: date | None = None
    first_used: date | None = None
    start_distance_m: float | None = None


NOTHING = Said()
