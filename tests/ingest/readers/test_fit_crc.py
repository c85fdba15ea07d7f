"""FIT's checksum over whole arrays is the checksum byte by byte."""

import random

import pytest

from ingest.readers.fit_crc import FEW, PERIOD, crc
from sample_data import fit_writer


def test_the_check_value_of_the_catalogue_of_checksums():
    # CRC-16/ARC of the digits 1 to 9, as every catalogue of checksums has it.
    assert crc(b"123456789") == 0xBB3D


def test_no_bytes_have_the_checksum_zero():
    assert crc(b"") == 0


@pytest.mark.parametrize("length", [1, 2, 3, FEW - 1, FEW, FEW + 1, PERIOD - 1, PERIOD, PERIOD + 1, 100_000])
def test_each_length_gives_what_the_bytes_give_one_by_one(length):
    data = random.Random(length).randbytes(length)
    assert crc(data) == fit_writer.crc(data)


def test_a_single_bit_makes_a_difference_wherever_it_is():
    data = random.Random(1).randbytes(70_000)
    for place in (0, PERIOD, 2 * PERIOD, 69_999):
        changed = bytearray(data)
        changed[place] ^= 1
        assert crc(bytes(changed)) != crc(data)
