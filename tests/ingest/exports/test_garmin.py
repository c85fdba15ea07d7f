"""A Garmin account: activities among thousands of other files, with names, shoes and runs without a file."""

import json
import os
import zipfile
from datetime import UTC, datetime

import pytest

from ingest import readers
from ingest.exports import Said, Shoe, opened

MORNING = datetime(2024, 6, 4, 6, 13, 47, tzinfo=UTC)
EVENING = datetime(2024, 6, 5, 18, 0, 0, tzinfo=UTC)
TYPED_IN = datetime(2024, 6, 6, 17, 0, 0, tzinfo=UTC)
FITNESS = "DI_CONNECT/DI-Connect-Fitness/me@example.com"
UPLOADED = "DI_CONNECT/DI-Connect-Uploaded-Files/"


def activity(number, began, kind="running", **more):
    milliseconds = int(began.timestamp() * 1000)
    return {
        "activityId": number,
        "name": f"Run {number}",
        "activityType": kind,
        "beginTimestamp": milliseconds,
        "startTimeLocal": milliseconds + 7_200_000.0,
        "distance": 800000.0,
        "duration": 2400000.0,
        **more,
    }


LISTS = [{
    "summarizedActivitiesExport": [
        activity(11000000001, MORNING),
        activity(11000000002, EVENING, "cycling"),
        activity(11000000003, TYPED_IN, "treadmill_running"),
    ]
}]  # fmt: skip
GEAR = [{
    "gearDTOS": [
        {"gearPk": 7, "gearTypeName": "Shoes", "customMakeModel": "Ghost", "maximumMeters": 643738.0},
    ],
    "gearActivityDTOs": {"7": [{"activityId": 11000000001}, {"activityId": 11000000003}]},
}]  # fmt: skip


@pytest.fixture
def tables():
    return {
        f"{FITNESS}_0_summarizedActivities.json": json.dumps(LISTS).encode(),
        f"{FITNESS}_gear.json": json.dumps(GEAR).encode(),
        f"{FITNESS}_personalRecord.json": b"[]",
        "DI_CONNECT/DI-Connect-Wellness/2024_sleepData.json": b"[]",
        "customer_data/customer.json": b"{}",
    }


@pytest.fixture
def uploads(fit):
    return {
        "me@example.com_479400000001.fit": fit(created=MORNING),
        "me@example.com_479400000002.fit": fit(49, created=MORNING),
        "me@example.com_11000000002.fit": fit(created=None),
        "me@example.com_479400000003.fit": fit("monitoring_b", created=EVENING),
        "me@example.com_479400000004.tcx": b"<TrainingCenterDatabase/>",
        "me@example.com_479400000005.txt": b"no activity",
    }


@pytest.fixture(params=["stored", "deflated", "unpacked"])
def account(request, zipped, tables, uploads):
    """The layouts: parts stored or deflated in the archive, or unpacked into the folder."""
    if request.param == "unpacked":
        return zipped(tables | {UPLOADED + name: data for name, data in uploads.items()})
    part = zipped(uploads)
    method = zipfile.ZIP_STORED if request.param == "stored" else zipfile.ZIP_DEFLATED
    return zipped(tables | {UPLOADED + "UploadedFiles_0-_Part1.zip": part}, method)


def short(member):
    return member.name.rpartition("/")[2]


RUN_1 = "summarizedActivities.json: Run 11000000001, 4 June 2024 (11000000001)"
RUN_3 = "summarizedActivities.json: Run 11000000003, 6 June 2024 (11000000003)"


def test_members_are_the_activities_and_all_runs_of_the_list(account, uploads):
    archive = opened(account, "garmin.zip")
    members = list(archive.members())
    assert archive.kind == "garmin"
    assert [short(member) for member in members] == [
        "me@example.com_479400000001.fit",
        "me@example.com_11000000002.fit",
        "me@example.com_479400000004.tcx",
        RUN_1,
        RUN_3,
    ]
    assert archive.count == 5
    assert [member.data for member in members[:3]] == [uploads[short(member)] for member in members[:3]]
    assert members[0].name.startswith("garmin.zip/DI_CONNECT/DI-Connect-Uploaded-Files/")


def test_files_that_are_no_activities_are_counted_and_told(account):
    archive = opened(account, "garmin.zip")
    assert archive.skipped == 2
    assert archive.problems == (
        "2 files of the archive are no activities (sleep, steps, settings); they were passed over.",
    )


def test_a_file_is_known_by_when_it_was_begun_or_by_a_number_in_its_name(account):
    said = {short(member): member.said for member in opened(account, "garmin.zip").members()}
    assert said["me@example.com_479400000001.fit"] == Said("Run 11000000001", "running", None, "Ghost")
    assert said["me@example.com_11000000002.fit"] == Said("Run 11000000002", "cycling")
    assert said["me@example.com_479400000004.tcx"] == Said()
    assert said[RUN_3] == Said("Run 11000000003", "running", "treadmill", "Ghost")


def test_a_run_of_the_list_names_the_file_that_it_stands_in_for(account):
    members = {short(member): member for member in opened(account, "garmin.zip").members()}
    file = members["me@example.com_479400000001.fit"]
    assert members[RUN_1].stands_in_for == file.name
    assert members[RUN_3].stands_in_for is None


def test_a_run_of_the_list_holds_what_the_account_tells(account):
    members = {short(member): member for member in opened(account, "garmin.zip").members()}
    (recording,) = readers.read(members[RUN_3].data)
    assert recording.started_at == TYPED_IN
    assert (recording.totals.distance_m, recording.totals.timer_s) == (8000.0, 2400.0)
    assert (recording.sport, recording.sub_sport) == ("running", "treadmill")
    assert recording.utc_offset.total_seconds() == 7200


def test_shoes_bring_their_limit(account):
    assert opened(account, "garmin.zip").shoes == (Shoe("Ghost", replace_m=643738.0),)


def test_a_folder_is_read_like_its_zip(folder, zipped, tables, uploads):
    files = tables | {UPLOADED + "UploadedFiles_0-_Part1.zip": zipped(uploads)}
    packed, unpacked = opened(zipped(files), "mine"), opened(folder(files), "mine")
    assert list(unpacked.members()) == list(packed.members())
    assert (unpacked.kind, unpacked.count, unpacked.skipped) == ("garmin", 5, 2)


@pytest.mark.parametrize(
    ("seconds", "said"), [(60, "Run 11000000001"), (-60, "Run 11000000001"), (61, None), (-61, None)]
)
def test_a_file_begun_within_a_minute_is_the_same_activity(zipped, tables, fit, seconds, said):
    created = datetime.fromtimestamp(MORNING.timestamp() + seconds, UTC)
    archive = opened(zipped(tables | {UPLOADED + "a.fit": fit(created=created)}), "garmin.zip")
    assert next(archive.members()).said.title == said


def test_the_nearest_of_two_starts_counts(zipped, fit):
    second = datetime(2024, 6, 4, 6, 14, 27, tzinfo=UTC)  # 40 s later
    lists = [{"summarizedActivitiesExport": [activity(111111, MORNING), activity(222222, second)]}]
    files = {f"{FITNESS}_0_summarizedActivities.json": json.dumps(lists).encode()}
    created = datetime(2024, 6, 4, 6, 14, 10, tzinfo=UTC)
    archive = opened(zipped(files | {UPLOADED + "a.fit": fit(created=created)}), "garmin.zip")
    assert next(archive.members()).said.title == "Run 222222"


def test_a_triathlons_file_is_the_whole_and_its_run_is_told_by_the_list(zipped, fit):
    told = [activity(111111, MORNING, "multi_sport"), activity(222222, MORNING, "running")]
    files = {
        f"{FITNESS}_0_summarizedActivities.json": json.dumps([{"summarizedActivitiesExport": told}]).encode()
    }
    file, run = opened(zipped(files | {UPLOADED + "a.fit": fit(created=MORNING)}), "garmin.zip").members()
    assert file.said == Said("Run 111111")
    assert run.said == Said("Run 222222", "running")


def test_other_archives_of_the_account_are_left_shut(zipped, tables, uploads, fit):
    backup = zipped({"SETTINGS.fit": fit("settings")})
    tables["DI_CONNECT/DI-Connect-Device/device-backups-files_Part1.zip"] = backup
    archive = opened(
        zipped(tables | {UPLOADED + "UploadedFiles_0-_Part1.zip": zipped(uploads)}), "garmin.zip"
    )
    assert (archive.count, archive.skipped) == (5, 2)


def test_a_part_that_cannot_be_opened_is_a_member_that_says_so(zipped, tables):
    files = tables | {UPLOADED + "UploadedFiles_0-_Part1.zip": os.urandom(3000)}
    archive = opened(zipped(files), "garmin.zip")
    broken, *runs = archive.members()
    assert "breaks off" in str(broken.refusal)
    assert broken.name.endswith("UploadedFiles_0-_Part1.zip")
    assert len(runs) == 2


def test_a_part_by_itself_is_told_apart_too(zipped, uploads):
    archive = opened(zipped(uploads), "UploadedFiles_0-_Part2.zip")
    assert (archive.kind, archive.count, archive.skipped) == ("garmin", 3, 2)


def test_a_damaged_fit_is_a_member_that_says_so(by_hand, tables, fit):
    files = [{"name": name.encode(), "data": data} for name, data in tables.items()]
    broken = {"name": f"{UPLOADED}a.fit".encode(), "data": fit(created=MORNING), "crc": 1}
    member, *_ = opened(by_hand(*files, broken), "garmin.zip").members()
    assert "damaged" in str(member.refusal)
    assert member.said.title == "Run 11000000001"


def test_a_damaged_list_is_told_and_the_files_come_all_the_same(by_hand, fit):
    table = {"name": f"{FITNESS}_0_summarizedActivities.json".encode(), "data": b"[]", "crc": 1}
    archive = opened(by_hand(table, {"name": f"{UPLOADED}a.fit".encode(), "data": fit()}), "garmin.zip")
    assert archive.count == 1
    assert "me@example.com_0_summarizedActivities.json cannot be read" in archive.problems[0]


def test_an_activity_that_two_lists_tell_of_comes_once(zipped, tables):
    tables[f"{FITNESS}_1001_summarizedActivities.json"] = json.dumps(LISTS).encode()
    assert opened(zipped(tables), "garmin.zip").count == 2
