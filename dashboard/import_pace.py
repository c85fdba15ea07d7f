"""How far an import is, how fast it goes and how long the rest will take, in honest words."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import words
from ingest.store import Job

SOON_S = 3.0
FEW_FILES = 3
"""Before so long has passed, or so many files are done, nothing is said of speed. [s], [files]"""

LOOKING = "Looking through what came in …"


@dataclass(frozen=True)
class Seen:
    """How far a job was when somebody first looked, by a clock that only goes forward. [s]"""

    job_id: int
    done: int
    at_s: float


def share(job: Job) -> float:
    """The part of a job that is done, from 0 to 1; an archive that nobody has looked into counts as one."""
    return min(job.done / max(job.total, 1), 1.0)


def in_words(job: Job, first: Seen, now_s: float) -> str:
    """`120 of 3,650 files, 15 a second, about 4 minutes left`."""
    if job.done == 0:
        return LOOKING
    said = f"{job.done:,} of {words.counted(job.total, 'file')}"
    a_second = speed(job, first, now_s)
    if a_second is None:
        return said
    return f"{said}, {_pace(a_second)}, {words.roughly((job.total - job.done) / a_second)} left"


def speed(job: Job, first: Seen, now_s: float) -> float | None:
    """Files a second since somebody first looked; None where that says nothing yet."""
    spent_s, done = now_s - first.at_s, job.done - first.done
    return None if spent_s < SOON_S or done < FEW_FILES else done / spent_s


def _pace(a_second: float) -> str:
    return f"{a_second:,.0f} a second" if a_second >= 1.5 else f"{a_second * 60:,.0f} a minute"
