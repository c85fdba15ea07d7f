"""Many files into the store: each is read, measured, compared with what is there, and kept.

`reading` turns bytes into runs in processes of their own, `keeping` writes them, `importing` drives
both over paths and archives, `jobs` over what the dashboard filed, `watch` over watched folders.
Whatever a file holds, it ends as one Outcome with a sentence, and the next file goes on.
"""

from ingest.batch.by_hand import add_run, count_as_run
from ingest.batch.importing import files_below, import_one, import_paths
from ingest.batch.jobs import start_worker, work
from ingest.batch.joining import join, separate
from ingest.batch.outcome import RANK, Outcome, added
from ingest.batch.watch import EVERY_S, end_with, end_with_ctrl_c, watch_patiently

__all__ = [
    "EVERY_S",
    "RANK",
    "Outcome",
    "add_run",
    "added",
    "count_as_run",
    "end_with",
    "end_with_ctrl_c",
    "files_below",
    "import_one",
    "import_paths",
    "join",
    "separate",
    "start_worker",
    "watch_patiently",
    "work",
]
