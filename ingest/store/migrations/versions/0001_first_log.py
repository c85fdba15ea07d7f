"""The first log. Written out in full: a migration never follows a schema that moves on."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SERIAL = sa.BigInteger().with_variant(sa.Integer, "sqlite")

RUN_TEXTS = [
    "title",
    "sport",
    "sub_sport",
    "surface",
    "surface_source",
    "shoe_id",
    "device",
    "format",
    "climb_source",
]
RUN_NUMBERS = [
    "distance_m",
    "duration_s",
    "elapsed_s",
    "moving_s",
    "ascent_m",
    "descent_m",
    "graded_m",
    "uphill_m",
    "downhill_m",
    "grade_adjusted_m",
    "avg_speed_m_s",
    "grade_adjusted_speed_m_s",
    "avg_heart_rate_bpm",
    "max_heart_rate_bpm",
    "avg_cadence_spm",
    "steps",
    "avg_temperature_c",
    "avg_power_w",
    "avg_stance_time_s",
    "avg_stance_time_balance_pct",
    "avg_vertical_oscillation_m",
    "avg_vertical_ratio_pct",
    "avg_step_length_m",
    "device_distance_m",
    "device_timer_s",
    "device_ascent_m",
    "device_descent_m",
    "body_mass_kg",
    "rpe",
    "feel",
    "start_latitude_deg",
    "start_longitude_deg",
    "points",
    "masked_values",
]


def upgrade() -> None:
    _runner_and_settings()
    _runs()
    _diary()
    _files()
    _jobs()


def _text(name: str, **more) -> sa.Column:
    return sa.Column(name, sa.Text(), **more)


def _number(name: str, **more) -> sa.Column:
    return sa.Column(name, sa.Double(), **more)


def _runner(**more) -> sa.Column:
    return sa.Column("runner_id", sa.Integer(), sa.ForeignKey("runners.runner_id"), nullable=False, **more)


def _runner_and_settings() -> None:
    op.create_table(
        "runners",
        sa.Column("runner_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("data_version", sa.BigInteger(), nullable=False),
        _number("body_mass_kg"),
        _text("zone"),
        _text("distance_unit"),
        _text("week_start"),
    )
    op.create_table(
        "limits", _runner(primary_key=True), _text("key", primary_key=True), _number("value", nullable=False)
    )
    op.create_table(
        "shoes",
        _runner(primary_key=True),
        _text("shoe_id", primary_key=True),
        _text("name", nullable=False),
        _text("kind", nullable=False),
        sa.Column("first_used", sa.Date()),
        sa.Column("retired_on", sa.Date()),
        _number("start_distance_m"),
        _number("watch_m"),
        _number("replace_m"),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        _runner(primary_key=True),
        _text("run_id", primary_key=True),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        _text("zone"),
        *map(_text, RUN_TEXTS),
        *map(_number, RUN_NUMBERS),
        sa.ForeignKeyConstraint(["runner_id", "shoe_id"], ["shoes.runner_id", "shoes.shoe_id"]),
    )
    op.create_index("runs_by_start", "runs", ["runner_id", "started_at"])
    op.create_table(
        "tracks",
        sa.Column("runner_id", sa.Integer(), primary_key=True),
        _text("run_id", primary_key=True),
        sa.Column("track", sa.LargeBinary(), nullable=False),
        sa.Column("laps", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["runner_id", "run_id"], ["runs.runner_id", "runs.run_id"], ondelete="CASCADE"
        ),
    )


def _diary() -> None:
    op.create_table(
        "diary",
        _runner(primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        _number("worst_pain"),
        _number("run_pain"),
        _number("morning_pain"),
        _text("side"),
        _text("place"),
        _text("quality"),
        _text("note"),
        sa.Column("logged_at", sa.DateTime(), nullable=False),
    )


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("file_id", SERIAL, primary_key=True),
        _runner(),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        _text("name", nullable=False),
        _text("status", nullable=False),
        _text("reason", nullable=False),
        _text("run_ids", nullable=False),
        _text("sha256", nullable=False),
        _number("bytes", nullable=False),
    )
    op.create_index("files_by_content", "files", ["runner_id", "sha256"])
    op.create_table(
        "originals",
        _runner(primary_key=True),
        _text("sha256", primary_key=True),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("job_id", SERIAL, primary_key=True),
        _runner(),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        _text("worker"),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
    )
    op.create_index("jobs_by_runner", "jobs", ["runner_id", "job_id"])
    op.create_table(
        "job_items",
        sa.Column("item_id", SERIAL, primary_key=True),
        sa.Column(
            "job_id", sa.BigInteger(), sa.ForeignKey("jobs.job_id", ondelete="CASCADE"), nullable=False
        ),
        _runner(),
        _text("name", nullable=False),
        sa.Column("data", sa.LargeBinary()),
        _text("worker"),
        sa.Column("taken_at", sa.DateTime()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        _text("result"),
        sa.CheckConstraint("(data IS NULL) = (result IS NOT NULL)", name="bytes_until_result"),
    )
    op.create_index("job_items_by_job", "job_items", ["job_id", "item_id"])
