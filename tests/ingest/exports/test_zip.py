"""A ZIP is read as what it is, not as what its headers say."""

import io
import os
import struct
import zipfile
import zlib

import pytest

from ingest.errors import UnreadableFile
from ingest.exports import bounds, recognises, zip_directory
from ingest.exports import zip as zips
from ingest.exports.sources import Held
from ingest.exports.zip import Zip

RUN = b"a run that packs well " * 100


def only(archive):
    (entry,) = archive.entries
    return entry


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_come_out_as_they_went_in(zipped, unzip, method):
    noise = os.urandom(700_000)  # more than two chunks
    archive = unzip(zipped({"a.fit": RUN, "b/c.gpx": noise, "empty.fit": b""}, method))
    assert [entry.name for entry in archive.entries] == ["a.fit", "b/c.gpx", "empty.fit"]
    assert [archive.read(entry) for entry in archive.entries] == [RUN, noise, b""]
    assert b"".join(archive.chunks(archive.entries[1])) == noise


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("size", [1, 100, len(RUN), len(RUN) + 1])
def test_a_head_is_the_beginning_of_the_whole(zipped, unzip, method, size):
    archive = unzip(zipped({"a.fit": RUN}, method))
    assert archive.head(only(archive), size) == RUN[:size]


def test_members_come_in_the_order_in_which_they_lie(zipped, unzip):
    archive = unzip(zipped([("z.fit", b"1"), ("a.fit", b"2"), ("m.fit", b"3")]))
    assert [archive.read(entry) for entry in archive.entries] == [b"1", b"2", b"3"]


def test_two_members_of_one_name_are_two_members(zipped, unzip):
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped([("a.fit", b"first"), ("a.fit", b"second")])
    archive = unzip(data)
    assert [(entry.name, archive.read(entry)) for entry in archive.entries] == [
        ("a.fit", b"first"),
        ("a.fit", b"second"),
    ]


def test_an_empty_archive_has_no_members(zipped, unzip):
    assert unzip(zipped({})).entries == []


def test_a_comment_and_bytes_before_the_archive_do_no_harm(by_hand, unzip):
    archive = unzip(
        by_hand({"name": b"a.fit", "data": RUN}, before=b"#!/bin/sh\n" * 50, comment=b"mine" * 99)
    )
    assert archive.read(only(archive)) == RUN


def test_an_end_in_eight_bytes_is_read(local, central, unzip):
    body = local(b"a.fit", b"run", zlib.crc32(b"run"), 3, method=0)
    line = central(b"a.fit", 3, zlib.crc32(b"run"), 3, 0, method=0)
    large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(line), len(body))
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, len(body + line), 1)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    for before in (b"", b"something else"):
        archive = unzip(before + body + line + large + locator + end)
        assert archive.read(only(archive)) == b"run"


@pytest.mark.slow
def test_more_members_than_two_bytes_can_count_are_all_there(zipped, unzip):
    size = 70_000
    data = zipped({f"{number}.fit": b"" for number in range(size)}, zipfile.ZIP_STORED)
    archive = unzip(data)
    assert len(archive.entries) == size
    assert archive.entries[-1].name == f"{size - 1}.fit"


def test_sizes_in_eight_bytes_are_read(unzip):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive, archive.open("a.fit", "w", force_zip64=True) as member:
        member.write(RUN)
    archive = unzip(whole.getvalue())
    assert archive.read(only(archive)) == RUN


def test_an_archive_written_without_seeking_is_read(unzip):
    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *place):
            raise io.UnsupportedOperation

        def tell(self):
            raise io.UnsupportedOperation

    whole = Pipe()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.fit", RUN)  # its own header says that size and checksum follow later
    archive = unzip(whole.getvalue())
    assert archive.read(only(archive)) == RUN


@pytest.mark.parametrize(
    ("raw", "flags", "shown"),
    [
        (b"../../etc/passwd", 0, "etc/passwd"),
        (b"/etc/passwd", 0, "etc/passwd"),
        (b"C:\\runs\\a.fit", 0, "runs/a.fit"),
        (b"a\\..\\b.fit", 0, "a/b.fit"),
        (b"./a//b.fit", 0, "a/b.fit"),
        (b"a.fit\0.exe", 0, "a.fit"),
        (b"\x1b[31ma.fit", 0, "\ufffd[31ma.fit"),
        ("Läufe/früh.fit".encode(), 0x800, "Läufe/früh.fit"),
        ("Läufe/früh.fit".encode(), 0, "Läufe/früh.fit"),
        ("Läufe.fit".encode("cp437"), 0, "Läufe.fit"),
        (b"L\xff\xfeufe.fit", 0x800, "L\ufffd\ufffdufe.fit"),
        ("a\u202etif.exe".encode(), 0x800, "a\ufffdtif.exe"),
    ],
)
def test_a_name_is_shown_and_leads_nowhere(by_hand, unzip, raw, flags, shown):
    archive = unzip(by_hand({"name": raw, "data": RUN, "flags": flags}))
    assert only(archive).name == shown
    assert archive.read(only(archive)) == RUN


@pytest.mark.parametrize(
    "name",
    [
        "__MACOSX/a/._1.fit",
        "runs/._1.fit",
        "runs/.DS_Store",
        ".Trashes/501/1.fit",
        ".Trash-1000/files/1.fit",
        "$RECYCLE.BIN/1.fit",
        "runs/Thumbs.db",
        "Desktop.ini",
        "runs/",
        "..",
    ],
)
def test_what_a_system_leaves_behind_is_no_member(zipped, unzip, name):
    archive = unzip(zipped({name: b"", "a.fit": RUN}))
    assert [entry.name for entry in archive.entries] == ["a.fit"]


def test_a_wrong_checksum_fails_that_member_only(by_hand, contents):
    data = by_hand(
        {"name": b"a.fit", "data": RUN},
        {"name": b"b.fit", "data": RUN, "crc": 1},
        {"name": b"c.fit", "data": RUN},
    )
    told = contents(data)
    assert told["export.zip/a.fit"] == told["export.zip/c.fit"] == RUN
    assert told["export.zip/b.fit"] == zips.DAMAGED


@pytest.mark.parametrize("method", [0, 8])
def test_packed_bytes_that_break_off_or_are_broken_fail_that_member(by_hand, contents, deflated, method):
    packed = deflated(RUN) if method == 8 else RUN
    for broken in (packed[:-3], b"\xff" * len(packed)):
        data = by_hand({"name": b"a.fit", "data": RUN, "packed": broken, "method": method})
        assert contents(data) == {"export.zip/a.fit": zips.DAMAGED}


def test_a_size_that_lies_is_not_believed(by_hand, contents):
    small, large = ({"name": name, "data": RUN} for name in (b"a.fit", b"b.fit"))
    data = by_hand(small | {"unpacked": 3}, large | {"unpacked": 2**31})
    assert contents(data) == {"export.zip/a.fit": RUN, "export.zip/b.fit": RUN}


def test_a_locked_member_says_what_to_do(by_hand, contents):
    (told,) = contents(by_hand({"name": b"a.fit", "data": RUN, "flags": 1})).values()
    assert "password" in told
    assert "import the folder" in told


@pytest.mark.parametrize(("method", "called"), [(9, "Deflate64"), (14, "LZMA"), (77, "method 77")])
def test_another_way_of_packing_is_named(by_hand, contents, method, called):
    (told,) = contents(by_hand({"name": b"a.fit", "data": RUN, "packed": RUN, "method": method})).values()
    assert f"packed with {called}," in told


@pytest.mark.parametrize("kept", [0, 1, 21, 500])
def test_an_archive_without_its_end_is_said_to_break_off(zipped, kept):
    with pytest.raises(UnreadableFile, match="breaks off"):
        Zip(Held(zipped({"a.fit": os.urandom(2000)})[:kept]))


def test_a_directory_that_does_not_hold_is_damaged(zipped):
    data = bytearray(zipped({"a.fit": RUN, "b.fit": RUN}))
    at = data.rfind(b"PK\1\2")
    data[at] = 0
    with pytest.raises(UnreadableFile, match="table of contents is damaged"):
        Zip(Held(bytes(data)))


@pytest.mark.parametrize("place", [(2**32 - 2, 46, 0), (0, 2**31, 1), (0, 2**32 - 1, 2**32 - 1)])
def test_an_end_that_points_outside_is_damaged(end, place):
    at, size, count = place
    with pytest.raises(UnreadableFile, match="damaged"):
        Zip(Held(bytes(100) + end(count & 0xFFFE, size, at)))


def test_a_part_of_a_split_archive_says_so(zipped):
    data = bytearray(zipped({"a.fit": RUN}))
    data[data.rfind(b"PK\5\6") + 4] = 1  # the number of this disk
    with pytest.raises(UnreadableFile, match="one part of several"):
        Zip(Held(bytes(data)))


def test_a_member_that_begins_nowhere_is_refused(by_hand):
    with pytest.raises(UnreadableFile, match="overlap"):
        Zip(Held(by_hand({"name": b"a.fit", "data": RUN, "at": 10_000})))


def test_a_member_whose_own_header_is_gone_fails_alone(by_hand, contents):
    data = bytearray(by_hand({"name": b"a.fit", "data": RUN}, {"name": b"b.fit", "data": RUN}))
    data[0] = 0
    assert contents(bytes(data)) == {"export.zip/a.fit": zips.DAMAGED, "export.zip/b.fit": RUN}


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b"PK\3\4rest", True),
        (b"PK\5\6" + bytes(18), True),
        (b"PK\7\x08PK\3\4", True),
        (b"PK", False),
        (b"PKware", False),
        (b"\x0e\x10.FIT", False),
        (b"", False),
    ],
)
def test_a_zip_is_told_by_its_first_bytes(head, is_one):
    assert recognises(head) is is_one


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_inside_is_read_where_it_lies(zipped, unzip, method):
    inner = {f"{n}.fit": os.urandom(1000 + n) for n in range(50)}
    archive = unzip(zipped({"before.fit": RUN, "in.zip": zipped(inner), "after.fit": RUN}, method))
    inside = archive.inside(archive.entries[1])
    assert {entry.name: inside.read(entry) for entry in inside.entries} == inner
    assert {entry.name: inside.read(entry) for entry in reversed(inside.entries)} == inner


def test_an_archive_inside_can_be_read_back_and_forth_however_often_its_state_is_kept(
    zipped, unzip, monkeypatch
):
    monkeypatch.setattr("ingest.exports.sources.CHUNK", 1000)
    monkeypatch.setattr("ingest.exports.sources.BETWEEN_PLACES", 3000)
    inner = {f"{n}.fit": os.urandom(700) * 3 for n in range(40)}
    archive = unzip(zipped({"in.zip": zipped(inner)}))
    inside = archive.inside(only(archive))
    for entry in (*inside.entries[::7], *inside.entries[::-3], *inside.entries):
        assert inside.read(entry) == inner[entry.name]


def test_an_archive_inside_that_is_cut_is_told(zipped, unzip):
    archive = unzip(zipped({"in.zip": zipped({"a.fit": RUN})[:-30]}))
    with pytest.raises(UnreadableFile, match="breaks off"):
        archive.inside(only(archive))


def test_archives_inside_are_opened_three_deep_and_no_deeper(zipped, unzip):
    third = zipped({"fourth.zip": zipped({"a.fit": RUN}), "b.fit": RUN})
    archive = unzip(zipped({"second.zip": zipped({"third.zip": third})}))
    second = archive.inside(only(archive))
    third = second.inside(only(second))
    assert third.read(third.entries[1]) == RUN
    with pytest.raises(UnreadableFile, match="more than 3 deep"):
        third.inside(third.entries[0])


def test_a_member_at_the_limit_is_read_and_one_beyond_it_is_not(zipped, unzip):
    archive = unzip(zipped({"a.fit": bytes(1000)}))
    assert archive.read(only(archive), most=1000) == bytes(1000)
    with pytest.raises(UnreadableFile, match="too much for one run"):
        archive.read(only(archive), most=999)


def test_a_member_unpacks_to_as_much_as_its_packed_size_allows_and_no_more(by_hand, deflated, monkeypatch):
    monkeypatch.setattr(bounds, "FREE_OF_RATIO", 1000)
    packed = deflated(bytes(400_000))
    ratio = -(-(400_000 - 1000) // len(packed))
    data = by_hand({"name": b"a.fit", "data": bytes(400_000), "packed": packed})
    monkeypatch.setattr(bounds, "MOST_RATIO", ratio)
    archive = Zip(Held(data))
    assert archive.read(only(archive)) == bytes(400_000)
    monkeypatch.setattr(bounds, "MOST_RATIO", ratio - 1)
    with pytest.raises(UnreadableFile, match="far more than an activity"):
        archive.read(only(archive))


def test_the_whole_archive_has_a_limit_too(zipped, contents, monkeypatch):
    data = zipped({f"{n}.fit": os.urandom(1000) for n in range(10)})
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 10_000)
    assert all(len(told) == 1000 for told in contents(data).values())
    monkeypatch.setattr(bounds, "MOST_UNPACKED", 9_999)
    *read, last = contents(data).items()
    assert len(read) == 9
    assert last == ("export.zip", bounds.SPENT)


def test_more_members_than_an_account_can_have_are_refused_before_they_are_read(zipped, monkeypatch):
    data = zipped({f"{n}.fit": b"" for n in range(10)})
    monkeypatch.setattr(zip_directory, "MOST_MEMBERS", 10)
    assert len(Zip(Held(data)).entries) == 10
    monkeypatch.setattr(zip_directory, "MOST_MEMBERS", 9)
    with pytest.raises(bounds.ArchiveTooLarge):
        Zip(Held(data))
