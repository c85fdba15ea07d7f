"""What the FIT writer writes is what two independent decoders read."""

import doctest
import io
import struct
from datetime import UTC, datetime, timedelta, timezone

import fitdecode
import fitparse
import pytest

from sample_data import fit_writer
from sample_data.fit_writer import encode

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)

RUN = [
    ("file_id", {"type": "activity", "manufacturer": "garmin", "garmin_product": "fenix3"}),
    ("record", {"timestamp": NOON, "position_lat": -123456789, "altitude": 0.0, "heart_rate": 141}),
    ("record", {"timestamp": NOON, "position_lat": 987654321, "altitude": -12.0, "heart_rate": None}),
    ("session", {"sport": "running", "sub_sport": "trail", "total_distance": 10012.34, (193, "uint8"): 30}),
]


def by_fitparse(data: bytes) -> list[tuple[str, dict]]:
    with fitparse.FitFile(io.BytesIO(data), check_crc=True) as file:
        return [(message.name, message.get_values()) for message in file.get_messages()]


def by_fitdecode(data: bytes) -> list[tuple[str, dict]]:
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        frames = [frame for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
    return [(frame.name, {field.name: field.value for field in frame.fields}) for frame in frames]


def test_fitparse_reads_back_what_was_written_with_its_checksum():
    names, values = zip(*by_fitparse(encode(RUN)), strict=True)
    assert names == ("file_id", "record", "record", "session")
    assert values[0]["manufacturer"] == "garmin"
    assert values[0]["garmin_product"] == "fenix3"
    assert values[1]["timestamp"] == NOON.replace(tzinfo=None)
    columns = ("position_lat", "enhanced_altitude", "heart_rate")
    assert [values[1][name] for name in columns] == [-123456789, 0.0, 141]
    assert [values[2][name] for name in columns] == [987654321, -12.0, None]
    assert (values[3]["sport"], values[3]["sub_sport"]) == ("running", "trail")
    assert values[3]["total_distance"] == 10012.34
    assert values[3]["unknown_193"] == 30


def test_fitdecode_reads_the_same_with_its_newer_names():
    names, values = zip(*by_fitdecode(encode(RUN)), strict=True)
    assert names == ("file_id", "record", "record", "session")
    assert values[1]["timestamp"] == NOON
    assert values[2]["heart_rate"] is None
    assert values[2]["altitude"] == -12.0
    assert values[3]["workout_rpe"] == 30


def test_the_header_and_the_checksum_stand_where_the_protocol_puts_them():
    data = encode([])
    # An empty file: 14 bytes of header (size, protocol, profile, 0 bytes of data, ".FIT", CRC), then the CRC.
    assert data[0] == 14
    assert struct.unpack("<I4s", data[4:12]) == (0, b".FIT")
    assert len(data) == 16
    # Over a message and its own CRC the sum is 0 by construction, so a file's CRC after its header's is 0.
    assert data[14:] == b"\x00\x00"


def test_the_checksum_is_the_published_crc_16():
    assert fit_writer.crc(b"123456789") == 0xBB3D  # the check value of CRC-16/ARC


def test_a_definition_is_written_once_for_messages_of_one_shape():
    one = encode([("record", {"heart_rate": 140})])
    three = encode([("record", {"heart_rate": beat}) for beat in (140, 141, 142)])
    assert len(three) - len(one) == 2 * 2  # two more records of a header byte and a heart rate byte each


def test_more_than_sixteen_shapes_share_the_sixteen_local_numbers():
    shapes = [("record", {(number, "uint8"): number}) for number in range(200, 220)]
    read = by_fitparse(encode(shapes * 2))
    assert [values for _, values in read] == [{f"unknown_{n}": n} for n in range(200, 220)] * 2


def test_texts_end_in_nul_and_may_differ_in_length():
    read = by_fitparse(encode([("file_id", {"product_name": name}) for name in ("Träil", "x", None)]))
    assert [values["product_name"] for _, values in read] == ["Träil", "x", None]


def test_arrays_are_written_one_after_the_other():
    read = by_fitdecode(encode([("session", {"time_in_hr_zone": (1.5, 60.0, 0.25)})]))
    assert read[0][1]["time_in_hr_zone"] == (1.5, 60.0, 0.25)


def test_a_local_timestamp_shows_the_clock_on_the_wall():
    local = NOON.astimezone(timezone(timedelta(hours=-7)))
    read = by_fitparse(encode([("activity", {"timestamp": local, "local_timestamp": local})]))
    assert read[0][1]["timestamp"] == datetime(2026, 3, 1, 12)
    assert read[0][1]["local_timestamp"] == datetime(2026, 3, 1, 5)


@pytest.mark.parametrize("base", sorted(fit_writer.BASES))
def test_none_is_invalid_in_every_base_type(base):
    read = by_fitparse(encode([("record", {(240, base): None})]))
    assert read[0][1]["unknown_240"] is None


def test_a_chained_file_is_two_files_in_a_row():
    assert len(by_fitdecode(encode(RUN) + encode(RUN))) == 2 * len(RUN)


def test_a_message_unknown_to_the_profile_goes_by_number():
    assert by_fitparse(encode([(233, {(2, "uint16"): 515})])) == [("unknown_233", {"unknown_2": 515})]


def test_a_name_that_the_profile_does_not_know_is_refused():
    with pytest.raises(KeyError, match="hart_rate"):
        encode([("record", {"hart_rate": 140})])
    with pytest.raises(KeyError, match="jogging"):
        encode([("session", {"sport": "jogging"})])


def test_the_example_in_the_module_is_true():
    assert doctest.testmod(fit_writer).failed == 0


def test_a_value_too_large_for_its_type_is_refused():
    with pytest.raises(struct.error):
        encode([("record", {"heart_rate": 256})])
