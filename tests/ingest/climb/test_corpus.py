"""Real runs: ascent is as near to the device's own total as was promised."""

import pytest

from benchmarks.climbed import PROMISED, climbed
from ingest.batch import files_below

pytestmark = pytest.mark.corpus

SAMPLE = (
    "elevate__20171011_run_2088390344.fit",
    "elevate__bloemendaal.fit",
    "elevate__kaiteriteri.fit",
    "elevate__portland.fit",
    "elevate__trosku.fit",
    "fitparse__activity-small-fenix2-run.fit",
    "monkeysui__23435538466.fit",
    "runpandas__run.fit",
    "tormoder__mornindew-broken.fit",
)


def counted(paths, corpus):
    return [run for run in climbed(paths, corpus) if run.counts]


def test_a_few_runs_with_a_barometer_climb_what_their_devices_say(corpus):
    paths = [path for path in (corpus / "fit" / name for name in SAMPLE) if path.exists()]
    runs = counted(paths, corpus)
    assert len(runs) == len(paths)
    assert [run.name for run in runs if not run.is_near] == []


@pytest.mark.slow
def test_nine_in_ten_of_all_runs_with_a_barometer_climb_what_their_devices_say(corpus):
    runs = counted(files_below([corpus]), corpus)
    far = [run.name for run in runs if not run.is_near]
    assert len(runs) >= 20
    assert len(far) <= (1 - PROMISED) * len(runs), far


def test_a_watch_without_a_barometer_is_not_taken_for_one(corpus):
    """A Venu Sq, once as the watch wrote it and once as Strava hands it back, without its sensors."""
    twins = [
        corpus / "fit" / "geoplayground__2022-05-29-15-53-35_Laufen_Landal_Park.fit",
        corpus / "bulk" / "strava_export_geoplayground" / "activities" / "12866632127.fit.gz",
    ]
    runs = [run for path in twins if path.exists() for run in climbed([path], corpus)]
    assert {run.summary.row["climb_source"] for run in runs} == {"gps"}
