"""Where and on what a run went: its way on a grid, grades, turning, routes and the map's surfaces."""

from ingest.ground.settle import outstanding, settle, settle_after, settle_all

__all__ = ["outstanding", "settle", "settle_after", "settle_all"]
