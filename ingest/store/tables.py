"""The database's tables. Runs and diary follow ingest.schema, so that each column is named once."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from ingest import schema
from ingest.store.kept import SERIAL, Instant, kept_columns, runner_column

metadata = MetaData()

runners = Table(
    "runners",
    metadata,
    Column("runner_id", Integer, primary_key=True, autoincrement=False),
    Column("data_version", BigInteger, nullable=False),
    Column("body_mass_kg", Double),
    Column("zone", Text),
    Column("distance_unit", Text),
    Column("week_start", Text),
    Column("concrete_sidewalks", Boolean),
    Column("home_radius_m", Double),
    Column("home_seed", BigInteger),
)

shoes = Table(
    "shoes",
    metadata,
    runner_column(primary_key=True),
    *kept_columns(schema.SHOES, key="shoe_id", required=("name", "kind")),
)

shoe_photos = Table(
    "shoe_photos",
    metadata,
    Column("runner_id", Integer, primary_key=True),
    Column("shoe_id", Text, primary_key=True),
    Column("picture", LargeBinary, nullable=False),
    ForeignKeyConstraint(["runner_id", "shoe_id"], ["shoes.runner_id", "shoes.shoe_id"], ondelete="CASCADE"),
)

runs = Table(
    "runs",
    metadata,
    runner_column(primary_key=True),
    *kept_columns(schema.RUNS, key="run_id", required=("started_at", "day")),
    ForeignKeyConstraint(["runner_id", "shoe_id"], ["shoes.runner_id", "shoes.shoe_id"]),
    Index("runs_by_start", "runner_id", "started_at"),
)

# Beside the runs, so that a list of runs never drags the points along.
tracks = Table(
    "tracks",
    metadata,
    Column("runner_id", Integer, primary_key=True),
    Column("run_id", Text, primary_key=True),
    Column("track", LargeBinary, nullable=False),
    Column("laps", LargeBinary, nullable=False),
    ForeignKeyConstraint(["runner_id", "run_id"], ["runs.runner_id", "runs.run_id"], ondelete="CASCADE"),
)

# What was worked out from a run's points, so that it need not be again; gone when they are replaced.
terrain = Table(
    "terrain",
    metadata,
    Column("runner_id", Integer, primary_key=True),
    *kept_columns(schema.TERRAIN, key="run_id"),
    Column("way", LargeBinary, nullable=False),
    ForeignKeyConstraint(["runner_id", "run_id"], ["runs.runner_id", "runs.run_id"], ondelete="CASCADE"),
)

gait = Table(
    "gait",
    metadata,
    Column("runner_id", Integer, primary_key=True),
    Column("run_id", Text, primary_key=True),
    Column("windows", LargeBinary, nullable=False),
    ForeignKeyConstraint(["runner_id", "run_id"], ["runs.runner_id", "runs.run_id"], ondelete="CASCADE"),
)

routes = Table(
    "routes",
    metadata,
    runner_column(primary_key=True),
    *kept_columns(schema.ROUTES, key="route_id"),
    # Where it leads, as `ingest.ground.routes` compares it.
    Column("course", LargeBinary, nullable=False),
)

# Every file of a run, so that recordings of one run can be joined, shown and taken apart again.
recordings = Table(
    "recordings",
    metadata,
    runner_column(primary_key=True),
    *kept_columns(
        schema.RECORDINGS, key="recording_id", required=("run_id", "name", "sha256", "started_at", "number")
    ),
    ForeignKeyConstraint(["runner_id", "run_id"], ["runs.runner_id", "runs.run_id"], ondelete="CASCADE"),
    Index("recordings_by_start", "runner_id", "started_at"),
    Index("recordings_by_run", "runner_id", "run_id"),
    Index("recordings_by_content", "runner_id", "sha256"),
)

diary = Table(
    "diary",
    metadata,
    runner_column(primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    *kept_columns(schema.DIARY, key="day", required=("logged_at",)),
)

weekly = Table(
    "weekly",
    metadata,
    runner_column(primary_key=True),
    *kept_columns(schema.WEEKLY, key="day", required=("answered_at",)),
)

clearances = Table(
    "clearances",
    metadata,
    Column("clearance_id", SERIAL, primary_key=True),
    runner_column(),
    *kept_columns(schema.CLEARANCES, required=("day", "flags", "note", "cleared_at")),
    Index("clearances_by_runner", "runner_id", "day"),
)

plans = Table(
    "plans",
    metadata,
    runner_column(primary_key=True),
    *kept_columns(schema.PLANS, key="plan_id", required=("started_on", "weekdays")),
)

self_tests = Table(
    "self_tests",
    metadata,
    runner_column(primary_key=True),
    *kept_columns(schema.SELF_TESTS, key="test_id", required=("factor", "started_on", "weeks")),
)

limits = Table(
    "limits",
    metadata,
    runner_column(primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Double, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("file_id", SERIAL, primary_key=True),
    runner_column(),
    *kept_columns(schema.FILES, required=tuple(schema.FILES.names)),
    # The archive that it came in, while that is or was imported by a job.
    Column("item_id", BigInteger),
    Index("files_by_content", "runner_id", "sha256"),
    Index("files_by_item", "item_id"),
)

originals = Table(
    "originals",
    metadata,
    runner_column(primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

jobs = Table(
    "jobs",
    metadata,
    Column("job_id", SERIAL, primary_key=True),
    runner_column(),
    Column("created_at", Instant, nullable=False),
    Column("worker", Text),
    Column("seen_at", Instant, nullable=False),
    Index("jobs_by_runner", "runner_id", "job_id"),
)

job_items = Table(
    "job_items",
    metadata,
    Column("item_id", SERIAL, primary_key=True),
    Column("job_id", BigInteger, ForeignKey("jobs.job_id", ondelete="CASCADE"), nullable=False),
    runner_column(),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary),
    Column("worker", Text),
    Column("taken_at", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("result", Text),
    # A file, folder or archive on this machine that is read where it lies; then `data` is empty.
    Column("path", Text),
    # How many files an archive or a folder holds, once somebody has looked.
    Column("members", Integer),
    # An item is either still to do, with its bytes, or done, with its result.
    CheckConstraint("(data IS NULL) = (result IS NOT NULL)", name="bytes_until_result"),
    Index("job_items_by_job", "job_id", "item_id"),
)

watched = Table(
    "watched",
    metadata,
    runner_column(primary_key=True),
    Column("folder", Text, primary_key=True),
)

# What a watched folder held when it was last taken, so that no file is read at every look.
seen = Table(
    "seen",
    metadata,
    runner_column(primary_key=True),
    Column("path", Text, primary_key=True),
    Column("bytes", BigInteger, nullable=False),
    Column("modified_ns", BigInteger, nullable=False),
)
