"""Numbers told by their last bits: worked by hand."""

import numpy as np
import pytest

from ingest.readers import fit
from ingest.readers.fit_clock import NOTHING, accumulated


def counted(*rows, bits=5):
    whole, low = np.array(rows).T
    return accumulated(whole, low, bits).tolist()


def test_each_number_goes_on_from_the_one_before():
    # 1000 ends in 8 (1000 = 31 × 32 + 8); then 9, 9, 31, and 3 of the next round of 32.
    rows = (1000, NOTHING), (NOTHING, 9), (NOTHING, 9), (NOTHING, 31), (NOTHING, 3)
    assert counted(*rows) == [1000, 1001, 1001, 1023, 1027]


def test_a_whole_number_sets_the_count_anew_and_counts_at_once():
    assert counted((NOTHING, 3), (64, 2), (NOTHING, 1), (10, NOTHING)) == [3, 66, 97, 10]


def test_the_last_bits_may_be_twelve():
    assert counted((0, NOTHING), (NOTHING, 4000), (NOTHING, 100), bits=12) == [0, 4000, 4196]


@pytest.fixture
def packed(definition):
    """A record of speed in 12 bits [1/100 m/s] and distance in 12 bits [1/16 m]."""
    return lambda speed, distance: (speed | distance << 12).to_bytes(3, "little")


def test_compressed_distance_goes_on_counting_and_starts_anew_where_it_is_defined_anew(
    framed, definition, packed
):
    kind = definition(0, 0, [(0, 1, 0)]) + b"\x00\x04"
    record = definition(1, 20, [(8, 3, 0x0D)])
    told = [packed(250, 4000), packed(260, 100), b"\xff\xff\xff", packed(270, 116)]
    body = kind + record + b"".join(b"\x01" + one for one in told) + record + b"\x01" + packed(280, 16)
    points = fit.records(framed(body))
    # 4000/16 = 250 m; 100 is behind 4000 in the next round: (4096 + 100)/16; then sixteen sixteenths more.
    assert points["distance_m"].fillna(-1).tolist() == [250.0, 262.25, -1.0, 263.25, 1.0]
    assert points["speed_m_s"].fillna(-1).tolist() == [2.5, 2.6, -1.0, 2.7, 2.8]
