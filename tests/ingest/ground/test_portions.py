"""Runs wait in portions; two that work on the same ones meet in the middle."""

from ingest.ground.portions import TOGETHER, portions

RUNS = [f"run{number:02}" for number in range(60)]


def test_the_oldest_come_first_in_portions_of_one_transaction():
    assert list(portions(RUNS.copy)) == [RUNS[:25], RUNS[25:50], RUNS[50:]]
    assert TOGETHER == 25


def test_nothing_waits_in_an_empty_log():
    assert list(portions(list)) == []


def test_a_run_that_cannot_be_helped_is_tried_once():
    assert list(portions(["stuck"].copy)) == [["stuck"]]


def test_two_that_share_the_work_meet_in_the_middle():
    left = RUNS.copy()
    one, other = portions(left.copy), portions(left.copy, newest_first=True)
    done = []
    for worker in (one, other, one, other):
        some = next(worker, [])
        done += some
        left[:] = [run_id for run_id in left if run_id not in some]
    assert sorted(done) == RUNS  # each of them once
