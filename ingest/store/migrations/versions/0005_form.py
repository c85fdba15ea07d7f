"""Form in windows of a minute, and the runner's self-tests."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "gait",
        sa.Column("runner_id", sa.Integer(), primary_key=True),
        sa.Column("run_id", sa.Text(), primary_key=True),
        sa.Column("windows", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["runner_id", "run_id"], ["runs.runner_id", "runs.run_id"], ondelete="CASCADE"
        ),
    )
    op.create_table(
        "self_tests",
        sa.Column("runner_id", sa.Integer(), sa.ForeignKey("runners.runner_id"), primary_key=True),
        sa.Column("test_id", sa.Text(), primary_key=True),
        sa.Column("factor", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("weeks", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        sa.Column("note", sa.Text()),
    )
