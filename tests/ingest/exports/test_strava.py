"""A Strava account comes out whole: files, runs without files, and what was worn."""

import gzip
import json

import pytest

from ingest import readers
from ingest.errors import UnreadableFile
from ingest.exports import Said, Shoe, opened, strava

HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Activity Gear,Filename,"
    "Moving Time,Distance,Elevation Gain\n"
)
TABLE = HEADER + (
    '1,"Jun 4, 2024, 6:13:47 AM",Morning Run,Run,1900,5.01,Ghost,activities/101.fit.gz,1800.0,5012.3,52.5\n'
    '2,"Jun 5, 2024, 6:13:47 AM",To work,Ride,900,5.01,Canyon,activities/102.gpx,900.0,5012.3,2.5\n'
    '3,"Jun 6, 2024, 5:00:00 PM","On the\ntreadmill",Run,2400,8.00,Ghost,,2400.0,8000.0,0.0\n'
    '4,"Jun 7, 2024, 5:00:00 PM",Bouldering,Rock Climb,3600,0.00,,,3600.0,0.0,0.0\n'
    '5,"Jun 8, 2024, 5:00:00 PM",Lost,Trail Run,3600,9,10370891.0,activities/105.tcx.gz,3500.0,9512.0,300.0\n'
)
GPX, TCX = b"<gpx/>", b"  <TrainingCenterDatabase/>"
PACKED = gzip.compress(b"a watch's file", mtime=0)


@pytest.fixture
def account():
    return {
        "activities.csv": TABLE.encode(),
        "shoes.csv": b"Shoe Name,Shoe Brand,Shoe Model,Shoe Default Sport Types\nGhost,Brooks,Ghost 14,Run\n",
        "bikes.csv": b"Bike Name\nCanyon\n",
        "activities/101.fit.gz": PACKED,
        "activities/102.gpx": GPX,
        "activities/199.tcx": TCX,
        "media/1.jpg": b"\xff\xd8\xff",
        "routes/1.gpx": GPX,
    }


def by_name(archive):
    return {member.name: member for member in archive.members()}


def told(member):
    return json.loads(member.data)


ALONE = "activities.csv: On the treadmill, 6 June 2024 (3)"
LOST = "activities.csv: Lost, 8 June 2024 (5; its file activities/105.tcx.gz is missing)"


def test_members_are_the_activities_and_the_runs_without_a_file(zipped, account):
    archive = opened(zipped(account), "export.zip")
    members = by_name(archive)
    assert (archive.kind, archive.count) == ("strava", 5)
    assert list(members) == [
        "export.zip/activities/101.fit.gz",
        "export.zip/activities/102.gpx",
        "export.zip/activities/199.tcx",
        ALONE,
        LOST,
    ]
    assert [member.data for member in members.values()][:3] == [PACKED, GPX, TCX]
    assert all(member.refusal is None for member in members.values())


def test_files_are_told_their_name_sport_and_shoe(zipped, account):
    members = by_name(opened(zipped(account), "export.zip"))
    said = {name: member.said for name, member in members.items()}
    assert said["export.zip/activities/101.fit.gz"] == Said("Morning Run", "running", None, "Ghost")
    assert said["export.zip/activities/102.gpx"] == Said("To work", "cycling")  # a bike is no shoe
    assert said["export.zip/activities/199.tcx"] == Said()
    assert said[LOST] == Said("Lost", "running", "trail", "Strava shoe 10370891")


def test_shoes_are_those_of_runs_and_of_shoes_csv(zipped, account):
    assert opened(zipped(account), "export.zip").shoes == (Shoe("Ghost"), Shoe("Strava shoe 10370891"))


def test_a_run_without_a_file_holds_what_the_table_tells(zipped, account):
    members = by_name(opened(zipped(account), "export.zip"))
    run = told(members[ALONE])
    known = {name: value for name, value in run.items() if value is not None}
    assert known == {
        "hiplog": "run",
        "version": 1,
        "started_at": "2024-06-06T17:00:00Z",
        "distance_m": 8000.0,
        "timer_s": 2400.0,
        "elapsed_s": 2400.0,
        "title": "On the treadmill",
        "sport": "running",
        "source": "strava",
        "source_id": "3",
    }
    (recording,) = readers.read(members[LOST].data)
    totals = recording.totals
    assert (totals.distance_m, totals.timer_s, totals.ascent_m) == (9512.0, 3500.0, 300.0)
    assert (recording.sport, recording.sub_sport) == ("running", "trail")


def test_a_missing_file_is_a_problem_that_is_told(zipped, account):
    archive = opened(zipped(account), "export.zip")
    assert archive.problems == (
        "Runs in activities.csv whose file is not there: 1. They are kept as they are told there.",
    )


def test_the_same_run_gives_the_same_bytes_in_a_german_export(zipped, account):
    german = (
        "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Verstrichene Zeit,Distanz,"
        "Aktivitätsausrüstung,Dateiname,Bewegungszeit,Distanz,Höhenzunahme\n"
        '5,"08.06.2024, 17:00:00",Lost,Traillauf,3600,"9,5",,activities/105.tcx.gz,3500.0,"9512,001",300.0\n'
    )
    english = by_name(opened(zipped(account), "export.zip"))[LOST]
    account["activities.csv"] = german.encode("utf-8-sig")
    archive = opened(zipped(account), "export.zip")
    assert by_name(archive)[LOST].data == english.data
    assert b'"distance_m":9512.0,' in english.data


def test_a_folder_is_read_like_its_zip(folder, zipped, account):
    packed, unpacked = opened(zipped(account), "mine"), opened(folder(account), "mine")
    assert list(unpacked.members()) == list(packed.members())
    assert (unpacked.kind, unpacked.count, unpacked.shoes) == ("strava", 5, packed.shoes)


def test_members_can_be_gone_through_again(zipped, account):
    archive = opened(zipped(account), "export.zip")
    assert list(archive.members()) == list(archive.members())


def test_an_export_inside_a_folder_of_its_own_is_found(zipped, account):
    archive = opened(zipped({f"export_42/{name}": data for name, data in account.items()}), "export.zip")
    assert archive.kind == "strava"
    assert by_name(archive)["export.zip/export_42/activities/101.fit.gz"].said.title == "Morning Run"


def test_files_that_were_unpacked_by_the_system_keep_their_names(zipped, account):
    account["activities/101.fit"] = account.pop("activities/101.fit.gz")
    archive = opened(zipped(account), "export.zip")
    assert by_name(archive)["export.zip/activities/101.fit"].said.title == "Morning Run"


def test_another_language_is_told_and_the_files_come_all_the_same(zipped, account):
    account["activities.csv"] = "ID de l'activité,Date de l'activité,Nom du fichier\n1,x,y\n".encode()
    archive = opened(zipped(account), "export.zip")
    assert [member.said for member in archive.members()] == [Said()] * 3
    assert archive.problems == (strava.FOREIGN,)
    assert "English" in strava.FOREIGN


def test_a_damaged_table_is_told_and_the_files_come_all_the_same(by_hand):
    table = {"name": b"activities.csv", "data": b"x", "crc": 1}
    archive = opened(by_hand({"name": b"activities/1.gpx", "data": GPX}, table), "export.zip")
    assert [member.data for member in archive.members()] == [GPX]
    assert "activities.csv cannot be read" in archive.problems[0]


def test_behind_a_file_that_cannot_be_read_comes_its_run_as_the_table_tells_it(by_hand):
    table = {"name": b"activities.csv", "data": TABLE.encode()}
    files = [
        {"name": b"activities/101.fit.gz", "data": PACKED, "crc": 1},
        {"name": b"activities/102.gpx", "data": GPX, "crc": 1},  # a ride
    ]
    run, instead, ride, *_ = opened(by_hand(table, *files), "export.zip").members()
    assert (run.data, ride.data) == (None, None)
    assert instead.name.endswith(
        "Morning Run, 4 June 2024 (1; its file activities/101.fit.gz cannot be read)"
    )
    assert told(instead)["distance_m"] == 5012.3
    assert instead.said == run.said == Said("Morning Run", "running", None, "Ghost")


def test_a_row_without_a_date_is_a_member_that_says_so(zipped, account):
    account["activities.csv"] = (HEADER + "9,sometime,Run,Run,100,1,,,100,1000,\n").encode()
    *_, last = opened(zipped(account), "export.zip").members()
    assert (last.name, last.data) == ("activities.csv: Run (9)", None)
    assert isinstance(last.refusal, UnreadableFile)
    assert str(last.refusal) == strava.UNDATED


def test_a_table_of_that_name_alone_makes_no_strava_account(zipped):
    archive = opened(zipped({"activities.csv": b"Date,Title\n", "1.gpx": GPX}), "mine.zip")
    assert archive.kind == "zip"


def test_an_account_of_runs_without_any_file_is_one_too(zipped):
    archive = opened(zipped({"activities.csv": TABLE.encode(), "profile.csv": b""}), "export.zip")
    assert (archive.kind, archive.count) == ("strava", 3)


def test_a_title_is_shown_as_it_is(zipped, account):
    table = HEADER + '9,"Jun 4, 2024, 6:13:47 AM","A: 5/10 \\ easy",Run,100,1,,,100,1000,\n'
    account["activities.csv"] = table.encode()
    *_, last = opened(zipped(account), "export.zip").members()
    assert last.name == "activities.csv: A: 5/10 \\ easy, 4 June 2024 (9)"


def test_a_hostile_name_is_shown_harmless(zipped, account):
    table = HEADER + '9,"Jun 4, 2024, 6:13:47 AM","\x1b[2J evil",Run,100,1,,../../x.fit,100,1000,\n'
    account["activities.csv"] = table.encode()
    *_, last = opened(zipped(account), "export.zip").members()
    assert last.name == "activities.csv: \ufffd[2J evil, 4 June 2024 (9; its file x.fit is missing)"


@pytest.mark.corpus
def test_a_real_export_is_read(corpus):
    archive = opened(corpus / "bulk" / "strava_export_geoplayground", "export_1")
    (member,) = archive.members()
    assert (archive.kind, archive.count, archive.shoes, archive.problems) == ("strava", 1, (), ())
    assert member.name == "export_1/activities/12866632127.fit.gz"
    assert member.said == Said("Laufen Landal Park", "running")
    (recording,) = readers.read(member.data)
    assert len(recording.track) > 0
