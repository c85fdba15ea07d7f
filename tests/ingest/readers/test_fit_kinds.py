"""FIT files that are no activity are refused by their first message, before anything else is read."""

import struct
from unittest.mock import patch

import pytest

from ingest import readers
from ingest.errors import NotAnActivity
from ingest.readers import fit_bytes
from sample_data.fit_writer import encode

MONITORING = [("file_id", {"type": "monitoring_b"})] + [("monitoring", {"cycles": 10.0})] * 50


@pytest.fixture
def unwalked():
    """No file may be walked, and no checksum computed."""
    walked = AssertionError("walked")
    with (
        patch.object(fit_bytes, "walk", side_effect=walked),
        patch.object(fit_bytes, "crc", side_effect=walked),
    ):
        yield


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("settings", "a device's settings"),
        ("monitoring_b", "all-day monitoring (steps, pulse)"),
        (49, "sleep data"),
        (200, "of a kind that hiplog does not know (200)"),
    ],
)
@pytest.mark.usefixtures("unwalked")
def test_another_kind_is_told_from_the_first_message(kind, words):
    with pytest.raises(NotAnActivity) as refusal:
        readers.read(encode([("file_id", {"type": kind}), *MONITORING[1:]]))
    assert str(refusal.value) == f"This FIT file is no activity but {words}."


def test_a_damaged_file_of_another_kind_is_told_in_the_same_words():
    whole = encode(MONITORING)
    for damaged in (whole[:-20], whole[:4] + struct.pack("<I", 0) + whole[8:]):
        with pytest.raises(NotAnActivity, match="all-day monitoring"):
            readers.read(damaged)


def test_an_activity_behind_a_file_of_another_kind_is_read(file_id, session):
    (recording,) = readers.read(encode(MONITORING) + encode([file_id, session()]))
    assert recording.totals.distance_m == 2000.0


def test_a_file_that_does_not_say_what_it_is_may_be_an_activity(session):
    (recording,) = readers.read(encode([("file_id", {"type": None}), session()]))
    assert recording.totals.distance_m == 2000.0


def test_a_file_that_ends_inside_its_first_message_is_no_reason_to_fail(framed, definition):
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04"
    for cut in range(len(body)):
        with pytest.raises(readers.UnreadableFile):
            readers.read(framed(body[:cut]))
