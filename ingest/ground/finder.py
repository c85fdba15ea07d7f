"""Finds the routes of runs that are in the log, beside others who may do the same."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import numpy as np

from ingest.errors import ChangedMeanwhile
from ingest.ground.routes import Course, Routes, course
from ingest.store import Store

log = logging.getLogger("hiplog.ground")


class Finder:
    """Finds the routes of runs; reads those that are known once, and again where another has found more."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._routes: Routes | None = None

    def find(self, run_ids: list[str]) -> None:
        """Keeps the routes of measured runs, in their order; those without positions have none."""
        ways = self._store.positions(run_ids)
        courses = {run_id: _led(run_id, *ways[run_id]) for run_id in run_ids if run_id in ways}
        courses = {run_id: led for run_id, led in courses.items() if led is not None}
        while courses and not self._kept(courses):
            self._routes = None

    def _kept(self, courses: Mapping[str, Course]) -> bool:
        """Whether the routes of these runs are in the log now; not, where others have come between."""
        if self._routes is None:
            self._routes = Routes(self._store.courses())
        known = len(self._routes)
        found = {run_id: self._routes.place(run_id, led) for run_id, led in courses.items()}
        try:
            self._store.put_routes(self._routes.since(known), found, known)
        except ChangedMeanwhile:
            return False
        return True


def _led(run_id: str, latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> Course | None:
    """Where a run led; None where that cannot be told, which holds up no other run."""
    try:
        return course(latitude_deg, longitude_deg)
    except Exception:
        log.exception("the route of %s", run_id)
        return None
