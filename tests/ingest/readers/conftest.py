"""FIT files built by hand: messages through the sample data's writer, and raw bytes where it has no words."""

import random
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


# What any XML may be damaged with.
DAMAGE = [
    b"<", b">", b"&", b"/", b'"', b"'", b"\0", b"\xff", b"\xc3", b" ", b"<!--", b"-->", b"<![CDATA[", b"]]>",
    b"<?x?>", b"&#49;", b"&lt;", b"&b;", b"<!DOCTYPE gpx>", b' lat="1"', b' xmlns:x=""', b' xmlns="urn:z"',
    b"\xef\xbf\xbe",
]  # fmt: skip


def _damaged_once(data, dice, pieces):
    at, span = dice.randrange(len(data)), dice.choice([1, 1, 3, 10, 40, 200])
    how = dice.randrange(6)
    if how == 0:
        data[at] ^= 1 << dice.randrange(8)
    elif how == 1:
        del data[at : at + span]
    elif how == 2:
        data[at:at] = dice.choice(pieces)
    elif how == 3:
        data[at : at + 1] = dice.choice(pieces)
    elif how == 4:
        begin = dice.randrange(len(data))
        data[at:at] = data[begin : begin + span]
    elif dice.random() < 0.3:
        del data[at + 1 :]


@pytest.fixture
def damaged():
    """So many copies of an XML file, each with one to three things wrong, the same in every run."""

    def files(whole, number, pieces):
        dice, made = random.Random(7), []
        for _ in range(number):
            data = bytearray(whole)
            for _ in range(dice.randint(1, 3)):
                _damaged_once(data, dice, DAMAGE + pieces)
            made.append(bytes(data))
        return made

    return files


@pytest.fixture
def tcx():
    """A TCX file of one activity with these laps."""

    def file(*laps, sport="Running", begun="2026-05-03T06:30:00Z", head="", tail=""):
        names = "http://www.garmin.com/xmlschemas"
        return (
            '<?xml version="1.0" encoding="UTF-8"?>'
            f'<TrainingCenterDatabase xmlns="{names}/TrainingCenterDatabase/v2" '
            f'xmlns:ns3="{names}/ActivityExtension/v2"><Activities>{head}<Activity Sport="{sport}">'
            f"<Id>{begun}</Id>{''.join(laps)}{tail}</Activity></Activities></TrainingCenterDatabase>"
        ).encode()

    return file


@pytest.fixture
def trackpoint():
    """A TCX point so many minutes after 6:30 UTC."""

    def written(minutes, inside="", place=True):
        time = (BEGAN + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")
        where = "<LatitudeDegrees>47.5</LatitudeDegrees><LongitudeDegrees>8.25</LongitudeDegrees>"
        position = f"<Position>{where}</Position><AltitudeMeters>412.5</AltitudeMeters>" if place else ""
        return f"<Trackpoint><Time>{time}</Time>{position}{inside}</Trackpoint>"

    return written


@pytest.fixture
def lap():
    """A TCX lap of these points in one Track; it begins so many minutes after 6:30 UTC."""

    def written(*points, begins=0, timer="600", metres="2000", inside="", track=None):
        start = (BEGAN + timedelta(minutes=begins)).strftime("%Y-%m-%dT%H:%M:%SZ")
        total = f"<TotalTimeSeconds>{timer}</TotalTimeSeconds>" if timer is not None else ""
        total += f"<DistanceMeters>{metres}</DistanceMeters>" if metres is not None else ""
        tracks = f"<Track>{''.join(points)}</Track>" if track is None else track
        return f'<Lap StartTime="{start}">{total}{inside}{tracks}</Lap>'

    return written
