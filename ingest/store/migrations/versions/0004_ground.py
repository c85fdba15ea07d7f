"""What is worked out of runs: terrain, ways, routes; more of shoes; what is said of home and sidewalks."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXTS = ("route_id", "map_id")
NUMBERS = (
    "down_10_m",
    "down_5_m",
    "down_2_m",
    "level_m",
    "up_2_m",
    "up_5_m",
    "up_10_m",
    "steep_descents",
    "longest_descent_m",
    "weighted_steps",
    "located_m",
    "turned_deg",
    "turning_deg",
    "laps_left",
    "laps_right",
    "oval_m",
    "route_direction",
    "concrete_m",
    "asphalt_m",
    "paved_m",
    "gravel_m",
    "trail_m",
    "grass_m",
    "track_m",
    "map_confidence",
)


def upgrade() -> None:
    _terrain()
    op.create_table(
        "routes",
        sa.Column("runner_id", sa.Integer(), sa.ForeignKey("runners.runner_id"), primary_key=True),
        sa.Column("route_id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text()) for name in ("name", "camber", "surface")),
        sa.Column("course", sa.LargeBinary(), nullable=False),
    )
    op.add_column("shoes", sa.Column("bought_on", sa.Date()))
    for name in ("default_for", "left_wear", "right_wear", "note"):
        op.add_column("shoes", sa.Column(name, sa.Text()))
    op.add_column("runs", sa.Column("shoe_source", sa.Text()))
    _photos()
    op.add_column("runners", sa.Column("concrete_sidewalks", sa.Boolean()))
    op.add_column("runners", sa.Column("home_radius_m", sa.Double()))
    op.add_column("runners", sa.Column("home_seed", sa.BigInteger()))


def _terrain() -> None:
    op.create_table(
        "terrain",
        sa.Column("runner_id", sa.Integer(), primary_key=True),
        sa.Column("run_id", sa.Text(), primary_key=True),
        *(sa.Column(name, sa.Text()) for name in TEXTS),
        *(sa.Column(name, sa.Double()) for name in NUMBERS),
        sa.Column("way", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["runner_id", "run_id"], ["runs.runner_id", "runs.run_id"], ondelete="CASCADE"
        ),
    )


def _photos() -> None:
    op.create_table(
        "shoe_photos",
        sa.Column("runner_id", sa.Integer(), primary_key=True),
        sa.Column("shoe_id", sa.Text(), primary_key=True),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["runner_id", "shoe_id"], ["shoes.runner_id", "shoes.shoe_id"], ondelete="CASCADE"
        ),
    )
