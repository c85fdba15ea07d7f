"""The only place that touches the database: one runner's log, kept whole."""

from ingest.store.files import Original
from ingest.store.jobs import Job
from ingest.store.runs import RunExists
from ingest.store.store import Store

__all__ = ["Job", "Original", "RunExists", "Store"]
