"""The only place that touches the database: one runner's log, kept whole."""

from ingest.store.files import Original, Sealed
from ingest.store.intake import Intake
from ingest.store.jobs import Item, Job
from ingest.store.runs import RunExists
from ingest.store.store import Store

__all__ = ["Intake", "Item", "Job", "Original", "RunExists", "Sealed", "Store"]
