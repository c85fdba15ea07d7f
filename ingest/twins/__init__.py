"""The same run recorded twice, by watch and phone or in two exports: its miles count once.

`key` keeps of each recording what `same_run` needs to name the runs that a new one records once
more; `confirmed` decides by the tracks where only a wrong time zone would explain it, and then
`by_one_clock` sets the keys right; `merged` makes one Recording of all of them; `told` says so
to the runner.
"""

from ingest.twins.course import confirmed
from ingest.twins.find import Match, by_one_clock, same_run
from ingest.twins.key import Key, key
from ingest.twins.merge import Merged, merged
from ingest.twins.words import told

__all__ = [
    "Key",
    "Match",
    "Merged",
    "by_one_clock",
    "confirmed",
    "key",
    "merged",
    "same_run",
    "told",
]
