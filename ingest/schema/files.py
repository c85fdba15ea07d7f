"""What came in: files and what became of them, and the recordings that are of one run."""

from ingest.schema.table import INSTANT, NUMBER, TEXT, Column, Table, measures

FILES = Table(
    "files",
    (
        Column("imported_at", INSTANT, "", "when hiplog took the file"),
        Column("name", TEXT, "", "the file's name"),
        Column("status", TEXT, "", "imported, duplicate, merged, not_a_run, not_an_activity, failed"),
        Column("reason", TEXT, "", "one sentence on what became of it"),
        Column("run_ids", TEXT, "", "runs that came of it, separated by blanks"),
        Column("sha256", TEXT, "", "names the content"),
        Column("bytes", NUMBER, "B", "size"),
    ),
)

RECORDINGS = Table(
    "recordings",
    (
        Column("recording_id", TEXT, "", "names the recording; made from the file's content"),
        Column("run_id", TEXT, "", "the run that it records; several recordings may be one run"),
        Column("name", TEXT, "", "the file's name"),
        Column("sha256", TEXT, "", "names the file's content"),
        Column("started_at", INSTANT, "", "first moment of the recording"),
        Column("device", TEXT, "", "watch or app that recorded it"),
        Column("format", TEXT, "", "format of the file"),
        Column("gives", TEXT, "", "what of the run comes from it, in words; empty where nothing does"),
        Column("said", TEXT, "", "what an account says of it beside its file, as JSON"),
        *measures(
            ("number", "", "which of the file's recordings it is, from 0"),
            ("elapsed_s", "s", "elapsed time"),
            ("duration_s", "s", "timer time"),
            ("distance_m", "m", "distance"),
            ("start_latitude_deg", "°", "latitude of the first position"),
            ("start_longitude_deg", "°", "longitude of the first position"),
            ("apart", "", "1 where the runner said that it is a run of its own, else 0"),
        ),
    ),
)
