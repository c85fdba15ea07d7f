"""Truncated, damaged and hostile FIT files: what is whole is kept, the rest is told in a sentence."""

import random
import struct
from contextlib import suppress

import pandas as pd
import pytest

from ingest import readers
from ingest.errors import IngestError, UnreadableFile
from ingest.readers import fit_bytes
from sample_data.fit_writer import encode


def only(data):
    (recording,) = readers.read(data)
    return recording


@pytest.fixture
def run(fit, session, at):
    """Twenty points, a second apart, then the session."""
    return fit(*(("record", {"timestamp": at(s), "heart_rate": 100 + s}) for s in range(20)), session())


@pytest.fixture
def points(run):
    return only(run).track


@pytest.fixture
def behind_fourteen(run, seconds_since_1989):
    """The position right behind the heart rate of the fourteenth point."""
    point = seconds_since_1989(13) + bytes([100 + 13])
    return run.index(point) + len(point)


def test_a_truncated_file_keeps_its_points_up_to_the_cut(run, points, behind_fourteen):
    recording = only(run[:behind_fourteen])
    pd.testing.assert_frame_equal(recording.track, points.iloc[:14])
    assert recording.totals.distance_m is None
    percent = 100 * behind_fourteen // (len(run) - 2)  # of the header and the messages, rounded down
    assert recording.warnings == (
        f"The file breaks off or is damaged after {percent} % of it; everything before that is kept.",
    )


def test_a_file_cut_inside_a_point_loses_only_that_point(run, points, behind_fourteen):
    pd.testing.assert_frame_equal(only(run[: behind_fourteen - 1]).track, points.iloc[:13])


def test_a_file_that_the_watch_did_not_close_is_read_to_its_end(run, points):
    unclosed = run[:4] + struct.pack("<I", 0) + run[8:]
    recording = only(unclosed)
    pd.testing.assert_frame_equal(recording.track, points)
    assert recording.totals.distance_m == 2000.0
    assert "did not close" in recording.warnings[0]


def test_a_wrong_checksum_is_told_and_the_file_read(run, points):
    recording = only(run[:-1] + bytes([run[-1] ^ 1]))
    pd.testing.assert_frame_equal(recording.track, points)
    assert "checksum" in recording.warnings[0]


def test_a_wrong_checksum_of_the_header_alone_is_no_matter(run, points):
    header = run[:12] + b"\0\0"  # zero stands for "none" there
    recording = only(header + run[14:])
    pd.testing.assert_frame_equal(recording.track, points)


def test_a_message_that_no_definition_explains_ends_the_reading(framed, definition, seconds_since_1989):
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04" + definition(1, 20, [(253, 4, 0x86)])
    body += b"\x01" + seconds_since_1989(0) + b"\x07" + b"\xaa" * 30
    recording = only(framed(body))
    assert len(recording.track) == 1
    assert "damaged" in recording.warnings[0]


def test_a_field_whose_size_is_no_multiple_of_its_type_s_is_left_out(framed, definition, seconds_since_1989):
    # COROS writes such: fitparse stops there, the other fields are good. 0x86 is a type of 4 bytes.
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04"
    body += definition(1, 20, [(253, 4, 0x86), (5, 1, 0x86), (3, 1, 2)])
    body += b"\x01" + seconds_since_1989(0) + b"\x07" + b"\x78"
    track = only(framed(body)).track
    assert track["heart_rate_bpm"].tolist() == [120.0]
    assert track["distance_m"].isna().all()


def test_a_field_of_no_bytes_is_left_out(framed, definition, seconds_since_1989):
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04"
    body += (
        definition(1, 20, [(253, 4, 0x86), (4, 0, 2), (3, 1, 2)]) + b"\x01" + seconds_since_1989(0) + b"\x78"
    )
    assert only(framed(body)).track["heart_rate_bpm"].tolist() == [120.0]


def test_messages_that_hiplog_has_no_use_for_do_not_disturb(fit, session, at, points):
    records = (("record", {"timestamp": at(s), "heart_rate": 100 + s}) for s in range(20))
    beats = [(m, f) for record in records for m, f in (record, ("hrv", {"time": (0.5, 0.6, 0.5, 0.5, 0.5)}))]
    pd.testing.assert_frame_equal(only(fit(*beats, session())).track, points)


def test_empty_messages_within_the_limit_are_no_points(framed, definition, seconds_since_1989):
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04" + definition(1, 20, []) + b"\x01" * 1000
    body += definition(2, 20, [(253, 4, 0x86)]) + b"\x02" + seconds_since_1989(0)
    assert len(only(framed(body)).track) == 1


def test_the_header_alone_is_unreadable(run):
    with pytest.raises(UnreadableFile):
        readers.read(run[:14])


@pytest.mark.parametrize("fields", [[], [(3, 0, 2)]])
def test_more_empty_messages_than_the_limit_are_refused(framed, definition, fields, monkeypatch):
    monkeypatch.setattr(fit_bytes, "MOST_WALKED", 1000)
    bomb = framed(definition(0, 0, [(0, 1, 0)]) + b"\x00\x04" + definition(1, 20, fields) + b"\x01" * 1000)
    with pytest.raises(UnreadableFile, match="more messages than the longest run"):
        readers.read(bomb)


def test_more_points_than_the_longest_run_are_refused_before_they_are_read(framed, definition):
    bomb = framed(
        definition(0, 0, [(0, 1, 0)]) + b"\x00\x04" + definition(1, 20, [(3, 1, 2)]) + b"\x01\x78" * 250_000
    )
    with pytest.raises(UnreadableFile, match="more messages"):
        readers.read(bomb)


def test_messages_that_fitparse_would_take_hours_for_are_refused(framed, definition):
    fields = [(number, 1, 2) for number in range(255)]
    bomb = framed(definition(1, 18, fields) + (b"\x01" + b"\x01" * 255) * 2000)
    with pytest.raises(UnreadableFile, match="more messages"):
        readers.read(bomb)


def test_hundreds_of_chained_files_are_refused():
    with pytest.raises(UnreadableFile, match="more than 200 files"):
        readers.read(encode([("file_id", {"type": "activity"})]) * 201)


def test_a_file_of_a_hundred_and_one_sessions_is_refused(at):
    # Each session is one more run to measure: a few kilobytes could hold the import up for hours.
    sessions = [("session", {"start_time": at(second), "sport": "running"}) for second in range(101)]
    kind = ("file_id", {"type": "activity"})
    assert len(readers.read(encode([kind, *sessions[:100]]))) == 100
    with pytest.raises(UnreadableFile, match="over 100 activities"):
        readers.read(encode([kind, *sessions]))


def test_a_value_that_fitparse_fails_on_costs_its_message_only(framed, definition, seconds_since_1989):
    # A field description of base type 0x55, which there is not: fitparse lets a KeyError escape.
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04"
    body += definition(2, 206, [(0, 1, 2), (1, 1, 2), (2, 1, 2)]) + b"\x02\x00\x05\x55"
    body += definition(1, 20, [(253, 4, 0x86), (3, 1, 2)]) + b"\x01" + seconds_since_1989(0) + b"\x78"
    recording = only(framed(body))
    assert recording.track["heart_rate_bpm"].tolist() == [120.0]
    assert any("What 1 of the file's messages say" in warning for warning in recording.warnings)


def test_whatever_happens_to_the_bytes_only_our_own_errors_come_out(run):
    chance = random.Random(20260503)
    read = 0
    for _ in range(100):
        mutated = bytearray(run)
        for _ in range(chance.choice((1, 3, 10))):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        with suppress(IngestError):
            recordings = readers.read(bytes(mutated[: chance.randrange(20, len(mutated) + 200)]))
            assert all(recording.track["time"].is_monotonic_increasing for recording in recordings)
            read += 1
    assert read > 30
