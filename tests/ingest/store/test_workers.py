"""A worker is alive, dead, or, where it cannot be looked at, taken to be alive for a while."""

from datetime import timedelta

import pytest

from ingest.store import workers
from ingest.store.rows import now


@pytest.mark.parametrize(("late", "lives"), [(timedelta(seconds=-1), True), (timedelta(seconds=1), False)])
def test_a_worker_on_another_machine_lives_for_its_lease(late, lives):
    seen_at = now() - workers.LEASE - late
    assert workers.alive("elsewhere:1:77", seen_at) is lives


def test_this_process_lives_and_one_with_its_number_from_before_does_not():
    name = workers.worker()
    assert workers.alive(name, now())
    if workers.born(1) == workers.UNKNOWN:
        pytest.skip("this machine does not tell when a process began")
    machine, pid, birth = name.rsplit(":", 2)
    assert not workers.alive(f"{machine}:{pid}:{int(birth) - 1}", now())


def test_where_processes_cannot_be_looked_at_the_lease_decides(monkeypatch, tmp_path):
    monkeypatch.setattr(workers, "PROCESSES", tmp_path)
    name = workers.worker()
    assert workers.alive(name, now())
    assert not workers.alive(name, now() - workers.LEASE)
