"""FIT files built by hand: messages through the sample data's writer, and raw bytes where it has no words."""

import struct
from datetime import UTC, datetime, timedelta

import pytest

from sample_data.fit_writer import encode

BEGAN = datetime(2026, 5, 3, 6, 30, tzinfo=UTC)
FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)


@pytest.fixture
def at():
    """The instant so many seconds into the run."""
    return lambda seconds: BEGAN + timedelta(seconds=seconds)


@pytest.fixture
def file_id():
    return (
        "file_id",
        {"type": "activity", "manufacturer": "garmin", "garmin_product": "fr935", "time_created": BEGAN},
    )


@pytest.fixture
def session(at):
    """A session of ten minutes and two kilometres; other fields by name."""

    def message(**fields):
        whole = {
            "timestamp": at(600),
            "start_time": at(0),
            "sport": "running",
            "sub_sport": "generic",
            "total_elapsed_time": 640.0,
            "total_timer_time": 600.0,
            "total_distance": 2000.0,
        }
        return ("session", whole | fields)

    return message


@pytest.fixture
def fit(file_id):
    """A FIT file of an activity with these messages."""
    return lambda *messages: encode([file_id, *messages])


@pytest.fixture
def framed():
    """Raw messages with a header of 12 bytes and a checksum of zero."""

    def file(body, size=None):
        length = len(body) if size is None else size
        return struct.pack("<BBHI4s", 12, 0x20, 2132, length, b".FIT") + body + b"\0\0"

    return file


@pytest.fixture
def definition():
    """A raw definition by local and global number; fields are (number, size, base type)."""

    def raw(local, number, fields, developer=()):
        head = struct.pack("<BBBHB", 0x40 | (0x20 if developer else 0) | local, 0, 0, number, len(fields))
        more = bytes([len(developer), *(b for triple in developer for b in triple)]) if developer else b""
        return head + bytes(b for triple in fields for b in triple) + more

    return raw


@pytest.fixture
def seconds_since_1989(at):
    return lambda seconds: struct.pack("<I", int((at(seconds) - FIT_EPOCH).total_seconds()))


@pytest.fixture
def gpx():
    """A GPX file around this body."""

    def file(body, attributes='version="1.1" creator="Garmin Connect"'):
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<gpx xmlns="http://www.topografix.com/GPX/1/1" {attributes}>{body}</gpx>'
        ).encode()

    return file


@pytest.fixture
def point():
    """A GPX track point so many minutes after 6:30 UTC."""

    def written(minutes, inside="", lat="47.5", lon="8.25", ele="412.5"):
        time = (BEGAN + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return f'<trkpt lat="{lat}" lon="{lon}"><ele>{ele}</ele><time>{time}</time>{inside}</trkpt>'

    return written


@pytest.fixture
def trk():
    """A GPX track of one segment."""
    return lambda *points, head="": f"<trk>{head}<trkseg>{''.join(points)}</trkseg></trk>"
