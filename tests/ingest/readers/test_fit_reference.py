"""The fast way reads a FIT file as fitparse does, to the last bit: built files, mutated files, real files."""

import random
import struct
from contextlib import suppress
from dataclasses import fields
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from fitparse.records import BASE_TYPES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import readers
from ingest.errors import IngestError
from ingest.readers import fit, fit_bytes, fit_messages, fit_reading
from ingest.readers.fit_layout import Declined
from sample_data.fit_writer import crc

RECORD, HRV, GPS = 20, 78, 160
MESSAGES = [RECORD] * 6 + [0, 3, 18, 19, 21, 23, 26, 34, HRV, GPS, 0xFF00]
BASES = [*BASE_TYPES, 0x33]  # 0x33 is no type at all


def frame(body):
    """The messages with a header before them; the checksum is wrong, and that is told."""
    return struct.pack("<BBHI4s", 12, 0x20, 2132, len(body), b".FIT") + body + b"\0\0"


def definition(local, number, native, developer=(), big=False):
    """A definition; fields are (number, size, base), those of apps (number, size, index)."""
    head = struct.pack("<BBB", 0x40 | (0x20 if developer else 0) | local, 0, big)
    head += struct.pack(">H" if big else "<H", number) + bytes([len(native)])
    more = bytes([len(developer), *(b for triple in developer for b in triple)]) if developer else b""
    return head + bytes(b for triple in native for b in triple) + more


def described(index, number, base, name, units, native):
    """What an app says of one of its fields, with the definition of that message."""
    row = [(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, 24, 7), (8, 16, 7), (15, 1, 2)]
    text = name.encode().ljust(24, b"\0") + units.encode().ljust(16, b"\0")
    return definition(15, 206, row) + bytes([15, index, number, base]) + text + bytes([native])


NUMBERS = st.one_of(
    st.sampled_from([253, 0, 1, 2, 3, 4, 5, 6, 7, 13, 39, 41, 53, 73, 78, 83, 84, 85, 8, 18, 28]),
    st.integers(0, 254),
)
NATURAL = {253: 0x86, 0: 0x85, 1: 0x85, 2: 0x84, 6: 0x84, 8: 0x0D, 18: 2, 28: 0x84}


@st.composite
def native_fields(draw):
    number = draw(NUMBERS)
    base = draw(st.sampled_from(BASES)) if draw(st.integers(0, 3)) == 0 else NATURAL.get(number, 0x84)
    width = BASE_TYPES[base].size if base in BASE_TYPES else 1
    natural = 3 if number == 8 else width
    size = draw(st.sampled_from([natural] * 12 + [2 * width, 3 * width, width + 1, 0]))
    return number, size, base


@st.composite
def app_fields(draw):
    return (
        draw(st.integers(0, 3)),
        draw(st.sampled_from([1, 1, 2, 2, 4, 4, 8, 3, 0])),
        draw(st.integers(0, 1)),
    )


@st.composite
def descriptions(draw):
    base = draw(st.sampled_from([*BASE_TYPES, *[0x84, 0x88, 2] * 4]))
    names = ["Power", "distance", "heart_rate", "timestamp", "stance_time", "vertical_oscillation_of_app", ""]
    name = draw(st.sampled_from(names))
    units = draw(st.sampled_from(["bpm", "Watts", "cm", "ms", "Centimeters", ""]))
    native = draw(st.sampled_from([3, 4, 7, 39, 41, 5, 0xFF]))
    return described(draw(st.integers(0, 1)), draw(st.integers(0, 3)), base, name, units, native)


def cells(sizes):
    """The bytes of a data message; often a field holds "none", and sometimes a small number."""
    each = [
        st.one_of(
            st.binary(min_size=size, max_size=size),
            st.just(b"\xff" * size),
            st.just(bytes(size)),
            st.just((b"\xff" * size)[:-1] + b"\x7f" if size else b""),
            st.just(bytes([7]) * size),
        )
        for size in sizes
    ]
    return st.tuples(*each).map(b"".join)


@st.composite
def bodies(draw):
    """The messages of a file: definitions and what follows them, interleaved and redefined."""
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04"
    open_: dict[int, list[int]] = {}
    compressed = draw(st.booleans())
    apps = draw(st.booleans())
    for _ in range(draw(st.integers(1, 12))):
        if apps and draw(st.booleans()):
            body += draw(descriptions())
            open_.pop(15, None)
        if not open_ or draw(st.booleans()):
            local, number = draw(st.integers(0, 15)), draw(st.sampled_from(MESSAGES))
            native = draw(st.lists(native_fields(), min_size=1, max_size=6))
            developer = draw(st.lists(app_fields(), max_size=3)) if apps else []
            body += definition(local, number, native, developer, big=draw(st.booleans()))
            open_[local] = [triple[1] for triple in [*native, *developer]]
        for _ in range(draw(st.integers(0, 4))):
            local = draw(st.sampled_from(sorted(open_)))
            header = local
            if compressed and local < 4 and draw(st.booleans()):
                header = 0x80 | local << 5 | draw(st.integers(0, 31))
            body += bytes([header]) + draw(cells(open_[local]))
    return body


def outcome(data):
    """What the reader makes of a file: recordings, or the kind and the words of its refusal."""
    try:
        return readers.read(data)
    except IngestError as refusal:
        return type(refusal), str(refusal)


def by_fitparse(data):
    """The same with the fast way closed."""
    with patch.object(fit.Reading, "of", side_effect=Declined("for comparison")):
        return outcome(data)


def assert_same(ours, theirs):
    assert isinstance(ours[0], type) == isinstance(theirs[0], type), (ours, theirs)
    if isinstance(ours[0], type):
        assert ours == theirs
        return
    assert len(ours) == len(theirs)
    for our, their in zip(ours, theirs, strict=True):
        for field in fields(our):
            a, b = getattr(our, field.name), getattr(their, field.name)
            if isinstance(a, pd.DataFrame):
                pd.testing.assert_frame_equal(a, b, check_exact=True)
            else:
                assert a == b, field.name


def wanted(messages):
    """Messages by name, without the points and without what apps say of their fields."""
    found = {}
    for message in messages:
        if message.name not in ("record", "field_description", "developer_data_id"):
            found.setdefault(message.name, []).append(message.fields)
    return found


def in_words(by_name):
    """Messages as text, in which NaN is equal to itself."""
    return {name: [repr(sorted(row.items())) for row in rows] for name, rows in by_name.items()}


def assert_messages_same(data):
    """Each column and each message, held against fitparse; nothing where the fast way is declined."""
    for part in fit_bytes.parts(data):
        with suppress(Declined):
            reading = fit_reading.Reading.of(part.walk)
            columns, others = reading.records(), reading.others()
            messages, troubles = fit_messages.messages(part.sound)
            assert troubles == []
            theirs = fit_messages.columns([m.fields for m in messages if m.name == "record"])
            assert columns.length == theirs.length
            for name, values in theirs.by_name.items():
                ours = columns.by_name.get(name, np.full(columns.length, np.nan))
                np.testing.assert_array_equal(ours, values, err_msg=name, strict=True)
            assert in_words(others) == in_words(wanted(messages))


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_built_files_are_read_as_fitparse_reads_them(body):
    data = frame(body)
    assert_messages_same(data)
    assert_same(outcome(data), by_fitparse(data))


@pytest.mark.parametrize("field", [(5, 8, 0x86), (6, 4, 0x84)], ids=["distance", "speed"])
def test_an_empty_list_beside_packed_speed_and_distance_is_read_as_fitparse_reads_it(field):
    """127.9375 m for us and nothing for fitparse, which one of thousands of built files showed."""
    row = struct.pack("<I", 1_147_000_000) + b"\xff\xff\x7f" + b"\xff" * field[1]
    data = frame(definition(0, RECORD, [(253, 4, 0x86), (8, 3, 0x0D), field]) + (b"\x00" + row) * 3)
    with pytest.raises(Declined):
        fit_reading.Reading.of(next(iter(fit_bytes.parts(data))).walk).records()
    assert_same(outcome(data), by_fitparse(data))


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_thousands_of_built_files_are_read_as_fitparse_reads_them(body):
    test_built_files_are_read_as_fitparse_reads_them.hypothesis.inner_test(body)


def test_most_built_files_are_read_the_fast_way():
    # Without this, a fast way that declined everything would pass all of the above.
    with patch.object(fit, "_by_fitparse", side_effect=AssertionError("declined")):
        (recording,) = readers.read(frame(a_run()))
    assert len(recording.track) == 40


def a_run():
    """Forty points of a watch with an app, some of them with a compressed time, laps and a session."""
    began = 1_147_000_000
    body = definition(0, 0, [(0, 1, 0), (1, 2, 0x84)]) + b"\x00\x04\x01\x00"
    body += described(0, 1, 0x84, "Power", "Watts", 7)
    record = [(253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (5, 4, 0x86), (2, 2, 0x84), (6, 2, 0x84), (3, 1, 2)]
    body += definition(1, RECORD, record, [(1, 2, 0)]) + definition(2, HRV, [(0, 10, 0x84)])
    body += definition(3, RECORD, [*record[1:], (4, 1, 2), (53, 1, 2)], big=True)
    for second in range(40):
        place = (500_000_000 + 90 * second, 100_000_000 - 70 * second, 290 * second)
        rest = (2600 + second, 2900 + second, 120 + second)
        if second % 8 != 7:
            told = struct.pack("<IiiIHHBH", began + second, *place, *rest, 250 + second)
            body += b"\x01" + told + b"\x02" + bytes(10)
        else:
            told = struct.pack(">iiIHHBBB", *place, *rest, 85, 64)
            body += bytes([0x80 | 3 << 5 | (began + second) % 32]) + told
    body += definition(4, 19, [(253, 4, 0x86), (2, 4, 0x86), (9, 4, 0x86), (17, 1, 2)])
    body += b"\x04" + struct.pack("<IIIB", began + 40, began, 11_600, 86)
    body += definition(5, 18, [(253, 4, 0x86), (2, 4, 0x86), (5, 1, 0), (9, 4, 0x86), (10, 4, 0x86)])
    return body + b"\x05" + struct.pack("<IIBII", began + 40, began, 1, 11_600, 57)


def test_a_run_with_all_that_is_odd_is_read_as_fitparse_reads_it():
    data = frame(a_run())
    assert_messages_same(data)
    assert_same(outcome(data), by_fitparse(data))
    track = readers.read(data)[0].track
    # Each eighth point has no app's field, but 85 strides and 64 of 128 parts, of two steps each.
    assert track["power_w"].fillna(0).tolist()[5:9] == [255.0, 256.0, 0.0, 258.0]
    assert track["cadence_spm"].fillna(0).tolist()[5:9] == [0.0, 0.0, 171.0, 0.0]
    assert track["time"].diff().dropna().dt.total_seconds().eq(1).all()


@pytest.mark.parametrize(
    ("native", "cell"),
    [
        ([(253, 4, 0x86), (3, 4, 7)], b"120\0"),  # a heart rate in letters
        ([(253, 4, 0x86), (3, 1, 0x0D)], b"\x78"),  # a heart rate of unknown bytes
        ([(253, 4, 0x86), (2, 4, 0x86)], bytes(4)),  # an altitude that is twice as wide
        ([(253, 4, 0x86), (8, 4, 0x0D)], bytes(4)),  # speed and distance in four bytes
        ([(253, 4, 0x86), (73, 8, 0x86), (6, 2, 0x84)], b"\xff" * 8 + bytes(2)),  # two speeds beside one
    ],
)
def test_what_only_fitparse_reads_alike_is_left_to_it(native, cell):
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04" + definition(1, RECORD, native)
    data = frame(body + b"\x01" + struct.pack("<I", 1_147_000_000) + cell)
    with pytest.raises(Declined):
        fit_reading.Reading.of(next(fit_bytes.parts(data)).walk).records()
    assert_same(outcome(data), by_fitparse(data))
    assert len(fit.records(data)) == 1


def test_a_list_in_one_field_gives_its_first_value_that_is_there():
    native = [(253, 4, 0x86), (3, 3, 2)]
    body = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04" + definition(1, RECORD, native)
    for cell in (b"\xff\x78\x79", b"\xff\xff\xff", b"\x50\xff\xff"):
        body += b"\x01" + struct.pack("<I", 1_147_000_000) + cell
    assert_messages_same(frame(body))
    assert fit.records(frame(body))["heart_rate_bpm"].fillna(0).tolist() == [120.0, 0.0, 80.0]


def mutated(chance, data):
    """A file as bad storage, a bad cable or a bad mind would leave it."""
    data = bytearray(data)
    for _ in range(chance.choice((1, 2, 4))):
        place, kind = chance.randrange(len(data)), chance.random()
        if kind < 0.6:
            data[place] = chance.randrange(256)
        elif kind < 0.75:
            del data[max(place, 20) :]
        elif kind < 0.85:
            data[4:8] = struct.pack("<I", chance.choice((0, place, len(data), 2**32 - 1)))
        else:
            data[place:place] = data[: chance.randrange(60)]
    body = bytes(data)
    return body[:-2] + struct.pack("<H", crc(body[:-2])) if chance.random() < 0.5 else body


@pytest.mark.parametrize("count", [1000, pytest.param(4000, marks=pytest.mark.slow)])
def test_thousands_of_damaged_files_bring_out_no_exception_that_is_not_ours(count):
    chance, whole, read = random.Random(20261126), frame(a_run()), 0
    for _ in range(count):
        with suppress(IngestError):
            read += len(readers.read(mutated(chance, whole))) > 0
    assert read > count / 4


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_damaged_files_are_read_as_fitparse_reads_them(seed):
    chance, whole = random.Random(seed), frame(a_run())
    for _ in range(60 if seed == 1 else 2000):
        data = mutated(chance, whole)
        assert_same(outcome(data), by_fitparse(data))


def real_files(corpus):
    """Every FIT file of the corpus that does not lie there twice."""
    paths = sorted(path for path in corpus.rglob("*") if path.is_file() and path.suffix.lower() == ".fit")
    return list({path.read_bytes(): path for path in reversed(paths)}.values())[::-1]


@pytest.mark.corpus
def test_each_twentieth_real_file_is_read_as_fitparse_reads_it(corpus):
    some = [path for path in real_files(corpus)[::20] if path.stat().st_size < 100_000]
    assert len(some) > 20
    for path in some:
        data = path.read_bytes()
        assert_same(outcome(data), by_fitparse(data))


@pytest.mark.corpus
@pytest.mark.slow
def test_every_real_file_is_read_as_fitparse_reads_it_and_none_is_left_to_it(corpus):
    for path in real_files(corpus):
        data = path.read_bytes()
        with patch.object(fit, "_by_fitparse", side_effect=AssertionError(f"{path.name} is declined")):
            ours = outcome(data)
        assert_same(ours, by_fitparse(data))
