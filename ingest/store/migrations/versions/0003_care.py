"""More that a day's entry can say; weekly questions, cleared red flags, return plans."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

SCORES = ("rest_pain", "after_pain", "left_pain", "right_pain", "onset_m")
LISTS = ("spots", "timing", "signs", "sets_off", "done", "exercises", "off_run")


def upgrade() -> None:
    for name in SCORES:
        op.add_column("diary", sa.Column(name, sa.Double()))
    for name in LISTS:
        op.add_column("diary", sa.Column(name, sa.Text()))
    op.create_table(
        "weekly",
        _runner(primary_key=True),
        sa.Column("day", sa.Date(), primary_key=True),
        *(sa.Column(name, sa.Double()) for name in ("participation", "volume", "performance", "pain")),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
    )
    _clearances()
    op.create_table(
        "plans",
        _runner(primary_key=True),
        sa.Column("plan_id", sa.Text(), primary_key=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("cleared_by", sa.Text()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("ended_why", sa.Text()),
    )


def _runner(**more) -> sa.Column:
    return sa.Column("runner_id", sa.Integer(), sa.ForeignKey("runners.runner_id"), nullable=False, **more)


def _clearances() -> None:
    op.create_table(
        "clearances",
        sa.Column("clearance_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        _runner(),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(), nullable=False),
    )
    op.create_index("clearances_by_runner", "clearances", ["runner_id", "day"])
