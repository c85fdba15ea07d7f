"""The walk along a FIT file's messages: each position, each definition, and where it stops."""

import pytest

from ingest.errors import UnreadableFile
from ingest.readers.fit_walk import LEAST_RUN, LOOK_EVERY, walk


def walked(body, most=1_000_000):
    return walk(body, 0, len(body), most)


@pytest.fixture
def two_kinds(definition):
    """Local 1 is a record of one byte, local 2 a heart beat of two."""
    return definition(1, 20, [(3, 1, 2)]) + definition(2, 78, [(0, 2, 0x84)])


def test_messages_of_several_kinds_are_each_found_where_they_begin(two_kinds):
    first = len(two_kinds)
    taken = walked(two_kinds + b"\x01\x78" + b"\x02\x10\x27" + b"\x01\x79")
    assert taken.positions.tolist() == [first, first + 2, first + 5]
    assert [(layout.number, found.tolist()) for layout, found in taken.groups] == [
        (20, [first, first + 5]),
        (78, [first + 2]),
    ]
    assert taken.end == first + 7


@pytest.mark.parametrize("count", [LEAST_RUN, LOOK_EVERY, LOOK_EVERY + 1, LOOK_EVERY + LEAST_RUN, 1000])
def test_long_runs_of_one_kind_are_found_whole_and_what_follows_them_too(two_kinds, count):
    first = len(two_kinds)
    # The values are 1 and 2, as the headers are: a run must be told by where headers stand.
    taken = walked(two_kinds + b"\x01\x01" * count + b"\x02\x01\x01" + b"\x01\x02")
    expected = [first + 2 * number for number in range(count + 1)] + [first + 2 * count + 3]
    assert taken.positions.tolist() == expected


def test_a_run_that_breaks_off_inside_a_message_keeps_the_whole_ones(definition):
    body = definition(1, 20, [(3, 3, 2)])
    taken = walked(body + b"\x01abc" * 200 + b"\x01ab")
    assert len(taken.positions) == 200
    assert taken.end == len(body) + 800


def test_a_definition_that_breaks_off_ends_the_walk_before_it(definition):
    body = definition(1, 20, [(3, 1, 2)]) + b"\x01\x78"
    for cut in range(1, len(body) - 2):
        taken = walked(body + body[:cut])
        assert (len(taken.positions), taken.end) == (1, len(body))


def test_a_message_of_a_kind_that_nobody_defined_ends_the_walk(two_kinds):
    taken = walked(two_kinds + b"\x01\x78" + b"\x03\x78" + b"\x01\x78")
    assert len(taken.positions) == 1
    assert taken.end == len(two_kinds) + 2


def test_a_local_number_means_what_it_was_last_defined_as(definition):
    first, second = definition(1, 20, [(3, 1, 2)]), definition(1, 20, [(3, 1, 2), (4, 1, 2)])
    taken = walked(first + b"\x01a" + second + b"\x01bc" + first + b"\x01d")
    assert [(layout.size, found.tolist()) for layout, found in taken.groups] == [
        (1, [len(first), 2 * len(first) + len(second) + 5]),
        (2, [len(first) + len(second) + 2]),
    ]


def test_a_compressed_header_names_one_of_the_first_four_kinds(definition):
    body = definition(2, 20, [(3, 1, 2)])
    taken = walked(body + bytes([0x80 | 2 << 5 | 7]) + b"\x78")
    assert taken.compressed
    assert [layout.number for layout, _ in taken.groups] == [20]
    assert not walked(body + b"\x02\x78").compressed


def test_as_many_messages_as_are_allowed_are_walked_and_one_more_is_refused(definition):
    body = definition(1, 20, []) + b"\x01" * 990  # a definition counts as ten
    assert len(walked(body, 1000).positions) == 990
    with pytest.raises(UnreadableFile, match="more messages"):
        walked(body + b"\x01", 1000)
