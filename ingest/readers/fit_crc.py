"""FIT's checksum, CRC-16 with the reversed polynomial 0xA001, over whole arrays at once.

One bit takes a checksum to the next by a linear map. That map's 32,767th power is no change
at all, so bits so far apart may be combined before anything is computed; what is left is
folded in halves.
"""

from __future__ import annotations

from functools import cache

import numpy as np

PERIOD = 32_767  # bits, and bytes as well, after which the map repeats
FEW = 4096  # bytes that hold one period of bits


def crc(data: bytes) -> int:
    """The checksum of these bytes, starting from zero."""
    sums = _after_one_byte().take(_folded(np.frombuffer(data, np.uint8)))
    level = 0
    while len(sums) > 1:
        sums = _after_bytes(level).take(sums[0::2]) ^ sums[1::2]
        level += 1
    return int(sums[0])


def _folded(data: np.ndarray) -> np.ndarray:
    """At most FEW bytes with the same checksum, zeros before them up to a power of two."""
    if len(data) > PERIOD:
        data = _in_periods(data)
    if len(data) > FEW:
        bits = _in_periods(np.unpackbits(data, bitorder="little"))
        data = np.packbits(_behind_zeros(bits, 8 * FEW), bitorder="little")
    return _behind_zeros(data, 1 << max(len(data) - 1, 0).bit_length())


def _in_periods(data: np.ndarray) -> np.ndarray:
    """One period of bits or bytes in place of several."""
    rounds = -(-len(data) // PERIOD)
    return np.bitwise_xor.reduce(_behind_zeros(data, rounds * PERIOD).reshape(rounds, PERIOD))


def _behind_zeros(data: np.ndarray, length: int) -> np.ndarray:
    """Zeros before all bytes change no checksum that starts from zero."""
    padded = np.zeros(length, np.uint8)
    padded[length - len(data) :] = data
    return padded


@cache
def _after_one_byte() -> np.ndarray:
    """The checksum of each single byte."""
    value = np.arange(256, dtype=np.uint16)
    for _ in range(8):
        value = (value >> 1) ^ np.where(value & 1, 0xA001, 0).astype(np.uint16)
    return value


@cache
def _after_bytes(level: int) -> np.ndarray:
    """Where each checksum comes to behind 2**level bytes of zero."""
    if level:
        half = _after_bytes(level - 1)
        return half.take(half)
    value = np.arange(1 << 16, dtype=np.uint16)
    return (value >> 8) ^ _after_one_byte()[value & 0xFF]
