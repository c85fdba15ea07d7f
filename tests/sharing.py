"""What is costly to make is made once a run of the tests, however many processes test at the same time."""

import os
import time

PATIENCE_S = 300  # two cores may be busy with much else


def made_once(tmp_path_factory, name, make):
    """A folder that `make(folder)` has filled, for reading only: the first process to ask makes it.

    Raises AssertionError in those that wait where it could not be made.
    """
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"shared-{name}"
    ready, failed = place / "ready", place / "failed"
    try:
        place.mkdir()
    except FileExistsError:
        _wait(ready, failed)
        return place / "made"
    try:
        make(place / "made")
    except BaseException:
        failed.touch()
        raise
    ready.touch()
    return place / "made"


def _wait(ready, failed):
    until = time.monotonic() + PATIENCE_S
    while not ready.exists():
        assert not failed.exists(), f"{failed.parent} could not be made; the process that tried tells why"
        assert time.monotonic() < until, f"{failed.parent} was not made within {PATIENCE_S} s"
        time.sleep(0.1)
