"""Content decides how a file is read, and a file of no use is told what it is."""

import gzip
import zlib

import pytest

from ingest import readers
from ingest.errors import NotAnActivity, UnreadableFile


@pytest.fixture
def fit_file(fit, session):
    return fit(session())


@pytest.fixture
def gpx_file(gpx, trk, point):
    return gpx(trk(point(0), point(1)))


@pytest.fixture
def tcx_file(tcx, lap, trackpoint):
    return tcx(lap(trackpoint(0), trackpoint(1)))


def test_a_file_is_told_by_its_content(fit_file, gpx_file, tcx_file):
    read = [readers.read(file)[0].format for file in (fit_file, gpx_file, tcx_file)]
    assert read == ["fit", "gpx", "tcx"]


def test_all_are_read_packed_with_gzip_too(fit_file, gpx_file, tcx_file):
    assert readers.read(gzip.compress(fit_file))[0].totals == readers.read(fit_file)[0].totals
    assert len(readers.read(gzip.compress(gpx_file))[0].track) == 2
    assert len(readers.read(gzip.compress(tcx_file))[0].track) == 2


def test_pieces_packed_one_behind_the_other_are_one_file(gpx_file):
    packed = gzip.compress(gpx_file[:100]) + gzip.compress(gpx_file[100:])
    assert readers.unpacked(packed) == gpx_file


def test_bytes_that_are_not_packed_come_back_as_they_are(gpx_file):
    assert readers.unpacked(gpx_file) is gpx_file


def test_a_packed_file_that_breaks_off_is_unreadable(fit_file):
    with pytest.raises(UnreadableFile, match="breaks off"):
        readers.read(gzip.compress(fit_file)[:-9])


def test_a_packed_file_with_a_wrong_checksum_is_unreadable(fit_file):
    packed = bytearray(gzip.compress(fit_file))
    packed[-5] ^= 1
    with pytest.raises(UnreadableFile, match="damaged"):
        readers.read(bytes(packed))


def test_a_packed_bomb_is_refused_at_the_limit_and_a_file_of_just_that_size_is_not(monkeypatch):
    monkeypatch.setattr(readers, "MOST_BYTES", 2**20)
    assert len(readers.unpacked(gzip.compress(bytes(2**20)))) == 2**20
    with pytest.raises(UnreadableFile, match="more than 1 MB"):
        readers.unpacked(gzip.compress(bytes(2**20 + 1)))
    with pytest.raises(UnreadableFile, match="more than 1 MB"):
        readers.unpacked(gzip.compress(bytes(2**19 + 1)) * 2)


def test_an_unpacked_file_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(readers, "MOST_BYTES", 100)
    with pytest.raises(UnreadableFile):
        readers.unpacked(bytes(101))


@pytest.mark.parametrize("data", [b"", gzip.compress(b"")], ids=["bare", "packed"])
def test_an_empty_file_is_said_to_be_empty(data):
    with pytest.raises(UnreadableFile, match=r"^This file is empty\.$"):
        readers.read(data)


def test_a_file_of_blanks_and_zeros_is_said_to_hold_nothing():
    with pytest.raises(UnreadableFile, match="nothing but blanks"):
        readers.read(b"\0\0 \r\n" * 100)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + bytes(50), "a ZIP archive, not an activity. Import it as a file of its own"),
        (b"Rar!" + bytes(50), "a RAR archive, not an activity. Unpack it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"BZh91AY", "bzip2"),
        (b"\x00\x05\x16\x07" + bytes(50), "macOS"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "of a phone"),
        (b"day,pain\n2026-05-03,4\n", "a table or a text"),
        (b'{"type": "run"}', "JSON"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><html></html>", "a web page"),
        (b"<html><body>Please sign in</body></html>", "a web page"),
        (b'<?xml version="1.0"?><kml xmlns="x"><Document/></kml>', "a KML map"),
        (b'<?xml version="1.0"?><!-- a note --><HealthData/>', "workout-routes; import the whole export"),
        (b"<something/>", "XML of another kind"),
        (bytes(range(128, 256)) * 4, "no kind that hiplog knows"),
    ],
)
def test_a_foreign_file_is_told_what_it_is(data, words):
    with pytest.raises(NotAnActivity, match=words) as refusal:
        readers.read(data)
    assert str(refusal.value).endswith(".")
    assert "  " not in str(refusal.value)


def test_gzip_in_gzip_is_named():
    with pytest.raises(NotAnActivity, match="packed twice"):
        readers.read(gzip.compress(gzip.compress(b"a run")))


def test_what_only_begins_like_gzip_is_unreadable():
    with pytest.raises(UnreadableFile, match="damaged"):
        readers.read(b"\x1f\x8b" + zlib.compress(b"a run"))


def test_a_fit_file_cut_before_its_mark_is_of_no_kind(fit_file):
    with pytest.raises(NotAnActivity):
        readers.read(fit_file[:9])
