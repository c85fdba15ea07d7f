"""Whole accounts through the import: runs with and without files, names, shoes, and nothing twice."""

import gzip
import io
import json
import zipfile
from datetime import UTC, date, datetime

import pandas as pd
import pytest

from ingest import batch
from ingest.schema import Profile
from ingest.store import Store
from sample_data.fit_writer import encode

MORNING = datetime(2024, 6, 4, 6, 13, 47, tzinfo=UTC)
EVENING = datetime(2024, 6, 5, 18, 0, 0, tzinfo=UTC)
TYPED_IN = datetime(2024, 6, 6, 17, 0, 0, tzinfo=UTC)
HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Activity Gear,Filename,"
    "Moving Time,Distance,Elevation Gain\n"
)
TABLE = HEADER + (
    '1,"Jun 4, 2024, 6:13:47 AM",Morning Run,Run,1900,5.4,Ghost,activities/101.fit.gz,1800.0,5400.0,52.5\n'
    '2,"Jun 5, 2024, 6:00:00 PM",To work,Ride,900,5.01,Canyon,activities/102.gpx,900.0,5012.3,2.5\n'
    '3,"Jun 6, 2024, 5:00:00 PM","On the\ntreadmill",Run,2400,8.00,Ghost,,2300.0,8000.0,0.0\n'
)


def zipped(files):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return whole.getvalue()


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "log")
    store.save_profile(Profile(zone="Europe/Berlin"))
    return store


@pytest.fixture
def strava(fit_run, gpx_run):
    return {
        "activities.csv": TABLE.encode(),
        "activities/101.fit.gz": gzip.compress(fit_run(start=MORNING, heart_rate=150), mtime=0),
        "activities/102.gpx": gpx_run(start=EVENING, kind="1"),
        "media/1.jpg": b"\xff\xd8\xff",
    }


@pytest.fixture
def garmin(fit_run):
    listed = [_activity(11, MORNING), _activity(12, EVENING), _activity(13, TYPED_IN, "treadmill_running")]
    shoes = {"gearPk": 7, "gearTypeName": "Shoes", "customMakeModel": "Ghost", "maximumMeters": 643_738.0}
    shoes |= {"retiredDate": "2024-09-01T00:00:00.0"}
    gear = [{"gearDTOS": [shoes], "gearActivityDTOs": {"7": [{"activityId": 11}, {"activityId": 13}]}}]
    sleep = encode([("file_id", {"type": "monitoring_b", "manufacturer": "garmin", "time_created": MORNING})])
    uploads = {"me_1.fit": fit_run(start=MORNING, heart_rate=150)} | {
        f"me_{n}.fit": sleep for n in range(2, 40)
    }
    return {
        "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json": json.dumps(
            [{"summarizedActivitiesExport": listed}]
        ).encode(),
        "DI_CONNECT/DI-Connect-Fitness/me_gear.json": json.dumps(gear).encode(),
        "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip": zipped(uploads),
    }


def _activity(number, began, kind="running"):
    moment = int(began.timestamp() * 1000)
    told = {"activityId": number, "name": f"Run {number}", "activityType": kind, "beginTimestamp": moment}
    return told | {"startTimeLocal": moment + 7_200_000.0, "distance": 540_000.0, "duration": 1_800_000.0}


def brought(store, path):
    return {outcome.path.rpartition("/")[2]: outcome.status for outcome in batch.import_paths(store, [path])}


@pytest.fixture(params=["packed", "unpacked"])
def place(request, tmp_path):
    """Puts an archive somewhere, as a ZIP or as the folder that it unpacks to."""

    def put(files, name="export"):
        if request.param == "packed":
            (tmp_path / f"{name}.zip").write_bytes(zipped(files))
            return tmp_path / f"{name}.zip"
        for file, data in files.items():
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_bytes(data)
        return tmp_path / name

    return put


def test_a_strava_account_comes_in_with_names_shoes_and_the_run_without_a_file(store, strava, place):
    statuses = brought(store, place(strava))
    assert statuses["101.fit.gz"] == "imported"
    assert statuses["102.gpx"] == "not_a_run"
    assert list(statuses.values()).count("imported") == 2
    runs = store.load().runs
    assert runs[["title", "format", "shoe_id"]].to_numpy().tolist() == [
        ["Morning Run", "fit", "ghost"],
        ["On the treadmill", "manual", "ghost"],
    ]
    assert runs["started_at"].tolist() == [pd.Timestamp(MORNING), pd.Timestamp(TYPED_IN)]
    assert runs["day"].tolist() == [pd.Timestamp("2024-06-04"), pd.Timestamp("2024-06-06")]
    assert runs["distance_m"].tolist() == pytest.approx([5_400.0, 8_000.0])
    assert runs["duration_s"].tolist() == [1_800.0, 2_300.0]
    assert store.load().shoes["name"].tolist() == ["Ghost"]  # a bike is no pair of shoes


def test_the_same_account_again_adds_nothing(store, strava, place):
    path = place(strava)
    brought(store, path)
    runs, lines = store.load().runs, len(store.files())
    assert set(brought(store, path).values()) == {"duplicate", "not_a_run"}
    pd.testing.assert_frame_equal(store.load().runs, runs)
    assert len(store.files()) == lines


def test_a_garmin_account_comes_in_with_the_limits_of_its_shoes(store, garmin, place):
    statuses = brought(store, place(garmin))
    assert statuses["me_1.fit"] == "imported"
    assert list(statuses.values()).count("imported") == 3
    runs = store.load().runs
    assert runs["format"].tolist() == ["fit", "manual", "manual"]
    assert runs["title"].tolist() == ["Run 11", "Run 12", "Run 13"]
    assert runs["shoe_id"].isna().tolist() == [False, True, False]
    assert runs["distance_m"].tolist() == pytest.approx([5_400.0] * 3)
    shoe = store.load().shoes.iloc[0]
    assert (shoe["name"], shoe["replace_m"]) == ("Ghost", 643_738.0)
    assert shoe["retired_on"].date() == date(2024, 9, 1)


def test_sleep_and_steps_are_neither_read_nor_kept_nor_told_one_by_one(store, garmin, place):
    statuses = brought(store, place(garmin))
    assert len(statuses) == 4  # three runs, and one line on all that was passed over
    assert len(store.files()) == 3
    with store._reading() as (connection, _):
        assert connection.exec_driver_sql("SELECT count(*) FROM originals").scalar() == 3


def test_strava_after_garmin_is_the_same_runs(store, garmin, strava, place):
    brought(store, place(garmin, "garmin"))
    brought(store, place(strava, "strava"))
    runs = store.load().runs
    assert runs["title"].tolist() == ["Run 11", "Run 12", "Run 13"]
    assert len(store.recordings(runs["run_id"])) >= 4


def test_a_picture_in_a_plain_zip_is_no_activity_and_no_failure(store, fit_run, tmp_path):
    files = {"a.fit": fit_run(), "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(100), "note.txt": b"hello"}
    (tmp_path / "mixed.zip").write_bytes(zipped(files))
    statuses = brought(store, tmp_path / "mixed.zip")
    assert statuses == {"a.fit": "imported", "photo.jpg": "not_an_activity", "note.txt": "not_an_activity"}


def test_an_account_uploaded_to_the_page_tells_its_files_and_what_was_passed_over(store, garmin):
    job = store.add_job([("garmin.zip", zipped(garmin))])
    batch.work(store, job)
    done = store.job(job)
    assert (done.finished, done.done, done.total) == (True, 3, 3)
    assert [result["status"] for result in done.results] == ["imported"] * 3
    assert len(done.notes) == 1
    assert done.notes[0].startswith("38 files")
    assert len(store.load().runs) == 3
