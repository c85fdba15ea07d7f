"""The runner's pairs."""

from ingest.schema.table import DAY, TEXT, Column, Table, measures

SHOES = Table(
    "shoes",
    (
        Column("shoe_id", TEXT, "", "names the pair"),
        Column("name", TEXT, "", "what the runner calls it"),
        Column("kind", TEXT, "", "road, trail or racing"),
        Column("bought_on", DAY, "", "day of purchase; NaT = not said"),
        Column("first_used", DAY, "", "day of first use; NaT = see the runs"),
        Column("retired_on", DAY, "", "day of retirement; NaT = still worn"),
        *measures(
            ("start_distance_m", "m", "distance already on the pair when it was added"),
            ("watch_m", "m", "the runner's own first limit; NaN = the guide's"),
            ("replace_m", "m", "the runner's own second limit; NaN = the guide's"),
        ),
        Column(
            "default_for", TEXT, "", "kinds of run and surfaces for which new runs get this pair: trail …"
        ),
        Column("left_wear", TEXT, "", "where the left sole is worn, in the runner's words"),
        Column("right_wear", TEXT, "", "where the right sole is worn, in the runner's words"),
        Column("note", TEXT, "", "the runner's own words on the pair"),
    ),
)

SHOE_KINDS = ("road", "trail", "racing")
