"""Recordings beside the runs that they are of; what the runner may correct; archives; watched folders."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ALL_ELSE = "distance, time and all else"
COPIED = (
    "started_at",
    "device",
    "format",
    "elapsed_s",
    "duration_s",
    "distance_m",
    "start_latitude_deg",
    "start_longitude_deg",
)


def upgrade() -> None:
    for name in ("kind_source", "distance_source", "excluded"):
        op.add_column("runs", sa.Column(name, sa.Text()))
    op.add_column("runs", sa.Column("recorded_distance_m", sa.Double()))
    op.add_column("files", sa.Column("item_id", sa.BigInteger()))
    op.create_index("files_by_item", "files", ["item_id"])
    op.add_column("job_items", sa.Column("path", sa.Text()))
    op.add_column("job_items", sa.Column("members", sa.Integer()))
    _watched()
    _recordings()
    _fill_recordings()


def _runner() -> sa.Column:
    return sa.Column(
        "runner_id", sa.Integer(), sa.ForeignKey("runners.runner_id"), nullable=False, primary_key=True
    )


def _watched() -> None:
    op.create_table("watched", _runner(), sa.Column("folder", sa.Text(), primary_key=True))
    op.create_table(
        "seen",
        _runner(),
        sa.Column("path", sa.Text(), primary_key=True),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("modified_ns", sa.BigInteger(), nullable=False),
    )


def _recordings() -> None:
    op.create_table(
        "recordings",
        _runner(),
        sa.Column("recording_id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("run_id", "name", "sha256")),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.Text()) for name in ("device", "format", "gives", "said")),
        sa.Column("number", sa.Double(), nullable=False),
        *(sa.Column(name, sa.Double()) for name in (*COPIED[3:], "apart")),
        sa.ForeignKeyConstraint(
            ["runner_id", "run_id"], ["runs.runner_id", "runs.run_id"], ondelete="CASCADE"
        ),
    )
    op.create_index("recordings_by_start", "recordings", ["runner_id", "started_at"])
    op.create_index("recordings_by_run", "recordings", ["runner_id", "run_id"])
    op.create_index("recordings_by_content", "recordings", ["runner_id", "sha256"])


def _fill_recordings() -> None:
    """A recording for each run that is here, by the file that it is shown from."""
    connection = op.get_bind()
    files, shown = _files(connection), []
    for run in connection.execute(sa.text("SELECT * FROM runs")).mappings():
        file = files.get((run["runner_id"], run["run_id"]))
        if file is not None:
            shown.append(_recording(run, file))
    if shown:
        names = list(shown[0])
        values = ", ".join(f":{name}" for name in names)
        connection.execute(sa.text(f"INSERT INTO recordings ({', '.join(names)}) VALUES ({values})"), shown)


def _files(connection: sa.Connection) -> dict[tuple[int, str], sa.RowMapping]:
    """The file that each run is shown from: the last one that gave or replaced it."""
    query = "SELECT * FROM files WHERE status IN ('imported', 'merged') ORDER BY file_id"
    return {
        (file["runner_id"], run_id): file
        for file in connection.execute(sa.text(query)).mappings()
        for run_id in file["run_ids"].split()
    }


def _recording(run: sa.RowMapping, file: sa.RowMapping) -> dict:
    own = run["run_id"].startswith(file["sha256"][:16])  # else a richer file took the run's place
    number = run["run_id"].partition("-")[2] if own else ""
    return {
        **{name: run[name] for name in (*COPIED, "runner_id", "run_id")},
        "recording_id": run["run_id"] if own else file["sha256"][:16],
        "name": file["name"],
        "sha256": file["sha256"],
        "gives": ALL_ELSE,
        "number": int(number) - 1 if number.isdigit() else 0,
        "apart": 0,
    }
