"""How fast an import goes is told from what was seen of it, and not before."""

from datetime import UTC, datetime

import pytest

from dashboard.import_pace import FEW_FILES, SOON_S, Seen, in_words, share
from ingest.store import Job

FIRST = Seen(7, 100, 1000.0)


def job(done, total=3650):
    return Job(7, total, done, None, [], [], False, datetime(2026, 11, 22, tzinfo=UTC))


def test_before_a_file_is_done_nothing_is_counted():
    assert in_words(job(0), FIRST, 1000.0) == "Looking through what came in …"


@pytest.mark.parametrize(
    ("done", "spent_s", "said"),
    [
        (400, SOON_S - 0.1, "400 of 3,650 files"),
        (100 + FEW_FILES - 1, 60.0, "102 of 3,650 files"),
        (400, SOON_S, "400 of 3,650 files, 100 a second, about 30 seconds left"),  # 3,250 / 100 = 32.5 s
        (400, 20.0, "400 of 3,650 files, 15 a second, about 4 minutes left"),  # 3,250 / 15 = 217 s
        (103, 60.0, "103 of 3,650 files, 3 a minute, about 19 h 40 min left"),  # 3,547 / 0.05 = 19.7 h
        (3650, 35.5, "3,650 of 3,650 files, 100 a second, a few seconds left"),
    ],
)
def test_speed_and_time_left_follow_from_what_was_seen(done, spent_s, said):
    assert in_words(job(done), FIRST, 1000.0 + spent_s) == said


def test_a_single_file_is_one():
    assert in_words(job(1, 1), FIRST, 1000.0) == "1 of 1 file"


@pytest.mark.parametrize(("done", "total", "part"), [(0, 0, 0.0), (1, 4, 0.25), (5, 4, 1.0)])
def test_the_bar_stays_between_nothing_and_all(done, total, part):
    assert share(job(done, total)) == part
