"""What goes with the diary: weekly answers, cleared flags, return plans and self-tests."""

from ingest.schema.table import DAY, INSTANT, TEXT, Column, Table, measures

WEEKLY = Table(
    "weekly",
    (
        Column("day", DAY, "", "day of the answers; they are about the seven days up to it"),
        *measures(
            ("participation", "0–3", "hip problems when taking part in running; 3 = could not"),
            ("volume", "0–3", "how far the hip cut the running short; 3 = could not run"),
            ("performance", "0–3", "how far the hip took from the running; 3 = could not run"),
            ("pain", "0–3", "hip pain in connection with running; 3 = severe"),
        ),
        Column("answered_at", INSTANT, "", "when the answers were saved"),
    ),
)

WEEKLY_ANSWERS = ("participation", "volume", "performance", "pain")

CLEARANCES = Table(
    "clearances",
    (
        Column("day", DAY, "", "the runner's local calendar day of the clearing"),
        Column("flags", TEXT, "", "keys of the red flags that it clears, separated by blanks"),
        Column("note", TEXT, "", "the runner's words: who was seen, what was said"),
        Column("cleared_at", INSTANT, "", "when it was saved"),
    ),
)

PLANS = Table(
    "plans",
    (
        Column("plan_id", TEXT, "", "names the plan"),
        Column("started_on", DAY, "", "its first day"),
        Column("weekdays", TEXT, "", "days of the week on which the runner can run: mon tue …"),
        Column("cleared_by", TEXT, "", "who cleared the runner for running, where that was needed"),
        Column("ended_on", DAY, "", "its last day; NaT = it goes on"),
        Column("ended_why", TEXT, "", "why it ended, in the runner's or hiplog's words"),
    ),
)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

SELF_TESTS = Table(
    "self_tests",
    (
        Column("test_id", TEXT, "", "names the self-test"),
        Column("factor", TEXT, "", "what is tried: the name of an exposure"),
        Column("started_on", DAY, "", "first day of its first week"),
        Column("weeks", TEXT, "", "the drawn order, a letter a week: A = less of it, B = more of it"),
        Column("ended_on", DAY, "", "day on which the runner ended it early; NaT = as planned"),
        Column("note", TEXT, "", "the runner's own words"),
    ),
)
