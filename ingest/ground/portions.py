"""Runs that wait, in the portions that are written together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

TOGETHER = 25
"""So many runs are written in one transaction."""


def portions(
    waiting: Callable[[], list[str]], newest_first: bool = False, together: int = TOGETHER
) -> Iterator[list[str]]:
    """Portions of the runs that wait, asked anew before each, for others may work on them too.

    `waiting` lists them, the oldest first. None is given out twice, so that one that cannot be helped ends
    no loop.
    """
    given: set[str] = set()
    while left := [run_id for run_id in waiting() if run_id not in given]:
        some = left[-together:] if newest_first else left[:together]
        given.update(some)
        yield some
