"""Archives that unpack to petabytes are refused in a moment and in little memory."""

import zlib

import pytest

MEGABYTES = 200
SECONDS = 10  # of CPU; a bomb that goes off takes minutes. The benchmark holds the one second


@pytest.fixture(scope="module")
def zeros(deflated):
    """128 MB of nothing in 128 kB."""
    return deflated(bytes(2**27))


def refused(cost, path, data, words):
    path.write_bytes(data)
    megabytes, seconds, told = cost(path)
    print(f"{megabytes:.0f} MB, {seconds:.2f} s")
    assert any(words in sentence for sentence in told), told
    assert megabytes < MEGABYTES
    assert seconds < SECONDS


def test_a_member_of_nothing_but_zeros(cost, tmp_path, by_hand, zeros):
    data = by_hand({"name": b"a.fit", "data": b"", "packed": zeros})
    refused(cost, tmp_path / "zeros.zip", data, "far more than an activity")


def test_thousands_of_members_of_zeros(cost, tmp_path, by_hand, deflated):
    packed = deflated(bytes(2**22))  # each just too small to be refused for itself
    members = [{"name": b"%d.gpx" % n, "data": b"", "packed": packed} for n in range(3000)]
    refused(cost, tmp_path / "many.zip", by_hand(*members), "hiplog stopped here")


def test_one_kernel_under_thousands_of_names(cost, tmp_path, local, central, end, zeros):
    kernel = local(b"a.fit", zeros, 0, 2**27)
    lines = b"".join(central(b"%d.fit" % n, len(zeros), 0, 2**27, 0) for n in range(60_000))
    data = kernel + lines + end(60_000, len(lines), len(kernel))
    refused(cost, tmp_path / "kernel.zip", data, "overlap")


def test_headers_quoted_inside_the_data_of_the_member_before(cost, tmp_path, local, central, end, zeros):
    """As D. Fifield builds them, "A better zip bomb" (WOOT 2019): a member swallows the next's header."""
    header, packed = local(b"0.fit", b"", 0, 2**27), zeros
    sizes = [(b"0.fit", len(zeros))]
    for number in range(1, 250):
        length = len(header)
        block = b"\0" + length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little")
        packed = block + header + packed
        name = b"%d.fit" % number
        header = local(name, b"", 0, 2**27)
        header = header[:18] + len(packed).to_bytes(4, "little") + header[22:]
        sizes.append((name, len(packed)))
    body, lines, at = header + packed, b"", 0
    for name, size in reversed(sizes):
        lines += central(name, size, 0, 2**27, at)
        at += 30 + len(name) + 5
    data = body + lines + end(len(sizes), len(lines), len(body))
    refused(cost, tmp_path / "quoted.zip", data, "overlap")


def test_headers_hidden_in_the_extra_field_of_the_member_before(cost, tmp_path, local, central, end, zeros):
    inner = local(b"b.fit", zeros, 0, 2**27)
    outer = local(b"a.fit", b"", 0, 2**27, extra=inner[:35])
    outer = outer[:18] + len(zeros).to_bytes(4, "little") + outer[22:]
    body = outer + zeros
    lines = central(b"a.fit", len(zeros), 0, 2**27, 0) + central(b"b.fit", len(zeros), 0, 2**27, 35)
    refused(cost, tmp_path / "extra.zip", body + lines + end(2, len(lines), len(body)), "overlap")


def test_an_extra_field_that_reaches_into_the_next_member(contents, local, central, end):
    """Told by the member's own header only: it is found when the member is read."""
    first = local(b"a.fit", b"xy", zlib.crc32(b"xy"), 2, method=0)
    first = first[:28] + (20).to_bytes(2, "little") + first[30:]
    second = local(b"b.fit", b"xy", zlib.crc32(b"xy"), 2, method=0)
    lines = central(b"a.fit", 2, zlib.crc32(b"xy"), 2, 0, method=0)
    lines += central(b"b.fit", 2, zlib.crc32(b"xy"), 2, len(first), method=0)
    told = contents(first + second + lines + end(2, len(lines), len(first + second)))
    assert "overlap" in told["export.zip/a.fit"]
    assert told["export.zip/b.fit"] == b"xy"


def test_archives_of_archives_of_zeros(cost, tmp_path, zipped):
    data = zipped({f"{n}.fit": bytes(2**22) for n in range(16)})
    for _ in range(5):
        data = zipped({f"{n}.zip": data for n in range(16)})
    refused(cost, tmp_path / "nested.zip", data, "more than 3 deep")


def test_an_archive_that_holds_itself(cost, tmp_path, by_hand):
    """A quine's infinite descent, cut short: each archive holds the one before, fifty deep."""
    data = by_hand({"name": b"a.fit", "data": b"run"})
    for _ in range(50):
        data = by_hand({"name": b"r.zip", "data": data, "method": 0})
    refused(cost, tmp_path / "quine.zip", data, "more than 3 deep")


def test_an_archive_inside_that_is_one_long_zero(cost, tmp_path, by_hand, zeros):
    data = by_hand({"name": b"UploadedFiles_0-_Part1.zip", "data": b"", "packed": zeros})
    refused(cost, tmp_path / "garmin.zip", data, "far more than an activity")


def test_a_directory_of_more_members_than_its_end_admits(cost, tmp_path, central, end):
    lines = central(b"a", 0, 0, 0, 0, method=0) * 400_000
    refused(cost, tmp_path / "directory.zip", lines + end(7, len(lines), 0), "more than 300,000 files")


def test_an_export_xml_that_is_endless(cost, tmp_path, by_hand, deflated):
    head = b'<?xml version="1.0"?><HealthData>'
    data = by_hand(
        {"name": b"export.xml", "data": b"", "packed": deflated(head + b"<Workout " + bytes(2**27))}
    )
    refused(cost, tmp_path / "apple.zip", data, "far more than an activity")
