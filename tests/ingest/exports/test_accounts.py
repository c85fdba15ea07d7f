"""Archives of all sorts: whose they are, and what becomes of files that belong to none."""

import json
import os
import sys

import pytest

from ingest.errors import NotAnActivity, UnreadableFile
from ingest.exports import Said, bounds, opened

STRAVA = {
    "activities.csv": b"Activity ID,Activity Date,Activity Name,Activity Type,Activity Gear,Filename\n"
    b'1,"Jun 4, 2024, 6:13:47 AM",Morning Run,Run,Ghost,activities/1.gpx\n',
    "profile.csv": b"",
    "activities/1.gpx": b"<gpx>1</gpx>",
}
GARMIN = {
    "DI_CONNECT/DI-Connect-Fitness/me_gear.json": json.dumps(
        [{"gearDTOS": [{"gearPk": 1, "gearTypeName": "Shoes", "customMakeModel": "Pegasus"}]}]
    ).encode(),
    "DI_CONNECT/DI-Connect-Fitness/me_0_summarizedActivities.json": b"[]",
    "DI_CONNECT/DI-Connect-Uploaded-Files/2.gpx": b"<gpx>2</gpx>",
}


def names(archive):
    return [member.name for member in archive.members()]


def test_an_archive_that_no_account_made_gives_every_file(zipped):
    archive = opened(zipped({"b.fit": b"2", "a/c.txt": b"3", "a.fit": b"1"}), "runs.zip")
    assert (archive.kind, archive.count, archive.shoes, archive.problems) == ("zip", 3, (), ())
    assert [(member.name, member.data, member.said) for member in archive.members()] == [
        ("runs.zip/b.fit", b"2", Said()),
        ("runs.zip/a/c.txt", b"3", Said()),
        ("runs.zip/a.fit", b"1", Said()),
    ]


def test_a_folder_that_no_account_made_gives_every_file_by_name(folder):
    archive = opened(folder({"b.fit": b"2", "a/c.txt": b"3", "a.fit": b"1", "._a.fit": b""}), "runs")
    assert (archive.kind, archive.count) == ("folder", 3)
    assert names(archive) == ["runs/a.fit", "runs/a/c.txt", "runs/b.fit"]


@pytest.mark.parametrize(
    ("name", "what"), [("1.JPG", "a picture"), ("film.mp4", "a video"), ("a.pdf", "a document")]
)
def test_pictures_and_the_like_are_told_unread(by_hand, name, what):
    (member,) = opened(by_hand({"name": name.encode(), "data": b"x", "crc": 1}), "runs.zip").members()
    assert isinstance(member.refusal, NotAnActivity)
    assert str(member.refusal) == f"This is {what}, not an activity."


def test_archives_inside_are_looked_into_whoever_made_them(zipped, folder):
    place = folder(
        {
            "strava.zip": zipped(STRAVA),
            "garmin.zip": zipped(GARMIN),
            "a.fit": b"a",
            "b.zip": zipped({"b.fit": b"b"}),
        }
    )
    archive = opened(place, "all")
    assert (archive.kind, archive.count) == ("folder", 4)
    assert [shoe.name for shoe in archive.shoes] == ["Pegasus", "Ghost"]
    assert [(member.name, member.said.title) for member in archive.members()] == [
        ("all/a.fit", None),
        ("all/b.zip/b.fit", None),
        ("all/garmin.zip/DI_CONNECT/DI-Connect-Uploaded-Files/2.gpx", None),
        ("all/strava.zip/activities/1.gpx", "Morning Run"),
    ]


def test_accounts_unpacked_side_by_side_are_each_their_own(folder):
    files = {f"strava/{name}": data for name, data in STRAVA.items()}
    files |= {f"garmin/{name}": data for name, data in GARMIN.items()}
    archive = opened(folder(files | {"loose.fit": b"x", "letter.txt": b"y"}), "all")
    assert (archive.kind, archive.count) == ("folder", 3)
    assert [shoe.name for shoe in archive.shoes] == ["Pegasus", "Ghost"]
    assert names(archive) == [
        "all/garmin/DI_CONNECT/DI-Connect-Uploaded-Files/2.gpx",
        "all/strava/activities/1.gpx",
        "all/loose.fit",
    ]


def test_accounts_unpacked_into_one_folder_are_told_apart(folder, zipped):
    archive = opened(folder(STRAVA | GARMIN | {"more.zip": zipped({"3.gpx": b"<gpx>3</gpx>"})}), "all")
    assert sorted(names(archive)) == [
        "all/DI_CONNECT/DI-Connect-Uploaded-Files/2.gpx",
        "all/activities/1.gpx",
        "all/more.zip/3.gpx",
    ]


def test_a_broken_archive_inside_is_a_member_that_says_so(zipped):
    archive = opened(zipped({"a.fit": b"a", "b.zip": b"PK\3\4 not really"}), "runs.zip")
    fine, broken = archive.members()
    assert fine.data == b"a"
    assert "breaks off" in str(broken.refusal)


def test_a_bomb_inside_a_folder_leaves_the_other_files_alone(folder, by_hand, deflated, monkeypatch):
    monkeypatch.setattr(bounds, "FREE_OF_RATIO_IN_ALL", 2**20)
    packed = deflated(bytes(2**22))
    bomb = by_hand(*({"name": b"%d.gpx" % n, "data": b"", "packed": packed} for n in range(5)))
    archive = opened(folder({"a.fit": b"a", "bomb.zip": bomb, "c.fit": b"c"}), "runs")
    told = {member.name: member.data or str(member.refusal) for member in archive.members()}
    assert told == {"runs/a.fit": b"a", "runs/bomb.zip": bounds.SPENT, "runs/c.fit": b"c"}


def test_an_archive_by_its_path_is_read_like_its_bytes(zipped, tmp_path):
    path = tmp_path / "export.zip"
    path.write_bytes(zipped(STRAVA))
    assert list(opened(path, "x").members()) == list(opened(path.read_bytes(), "x").members())


def test_a_thousand_archives_need_no_thousand_open_files(zipped, folder):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    inner = zipped({"1.fit": b"x"})
    place = folder({f"{n}.zip": inner for n in range(200)})
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
    try:
        assert len(names(opened(place, "runs"))) == 200
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("source", ["gone.zip", "gone/"])
def test_a_path_that_is_not_there_is_told(tmp_path, source):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        opened(tmp_path / source, "gone")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_a_pipe_among_the_files_is_told_and_not_waited_for(folder):
    place = folder({"a.fit": b"a"})
    os.mkfifo(place / "b.fit")
    fine, pipe = opened(place, "runs").members()
    assert (fine.data, pipe.data) == (b"a", None)
    assert "not a file" in str(pipe.refusal)


def test_a_link_that_leads_nowhere_is_told(folder):
    place = folder({"a.fit": b"a"})
    (place / "b.fit").symlink_to(place / "gone.fit")
    _, link = opened(place, "runs").members()
    assert "cannot be opened" in str(link.refusal)


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("[Content_Types].xml", "an office document"),
        ("mimetype", "a document or a book"),
        ("META-INF/MANIFEST.MF", "a program"),
        ("doc.kml", "a KMZ map"),
    ],
)
def test_documents_that_are_zips_too_are_told_what_they_are(zipped, inside, what):
    with pytest.raises(NotAnActivity, match=f"This is {what}, not an archive of activities"):
        opened(zipped({inside: b"", "more/of/it.xml": b""}), "a.zip")


def test_a_document_in_an_archive_is_told_what_it_is(zipped):
    document = zipped({"[Content_Types].xml": b""})
    fine, other = opened(zipped({"a.fit": b"a", "report.zip": document}), "runs.zip").members()
    assert fine.data == b"a"
    assert isinstance(other.refusal, NotAnActivity)
