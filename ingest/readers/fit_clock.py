"""Numbers that FIT tells only by their last bits: each goes on from the one before."""

from __future__ import annotations

import numpy as np

from ingest.readers.fit_block import column
from ingest.readers.fit_layout import Declined, Layout
from ingest.readers.fit_walk import COMPRESSED, Groups, Walk

TIMESTAMP = 253
TIME_BITS = 5
UNKNOWN_TIME = 0xFFFFFFFF
NOTHING = -1


def accumulated(whole: np.ndarray, low: np.ndarray, bits: int) -> np.ndarray:
    """The number that each row stands at, counting up from zero and never down.

    A row sets it to `whole`, raises it to the next number that ends in the `bits` bits of
    `low`, or both in this order; NOTHING in one of them leaves that out.
    """
    mask, rows = (1 << bits) - 1, np.arange(len(whole))
    after = np.where(low >= 0, low, whole & mask)
    before = np.concatenate([[0], after[:-1]])
    step = np.where(low >= 0, (low - np.where(whole >= 0, whole & mask, before)) & mask, 0)
    total = np.cumsum(step)
    set_at = np.maximum.accumulate(np.where(whole >= 0, rows, NOTHING))
    since_set = np.where(set_at >= 0, whole[set_at] - total[set_at] + step[set_at], 0)
    return total + since_set


def header_times(walk: Walk, groups: Groups) -> dict[int, int]:
    """Time by position, for each message that tells it in its header. [s since 1989-12-31 UTC]

    The groups are those of all messages, wanted or not.
    """
    positions = np.sort(np.concatenate([some for _, some in groups])) if groups else walk.positions
    headers = np.frombuffer(walk.data, np.uint8)[positions].astype(np.int64)
    whole = np.full(len(positions), NOTHING)
    for layout, some in groups:
        at = _time_at(layout)
        if at is not None:
            told = column(walk.data, some, layout, at, "u4").astype(np.int64)
            whole[np.searchsorted(positions, some)] = np.where(told == UNKNOWN_TIME, NOTHING, told)
    low = np.where(headers >= COMPRESSED, headers & ((1 << TIME_BITS) - 1), NOTHING)
    told = (whole >= 0) | (low >= 0)
    times = accumulated(whole[told], low[told], TIME_BITS)
    compressed = low[told] >= 0
    return dict(zip(positions[told][compressed].tolist(), times[compressed].tolist(), strict=True))


def _time_at(layout: Layout) -> int | None:
    """Where a message tells its whole time; None where it does not."""
    times = [field for field in layout.fields if field.number == TIMESTAMP]
    odd = [field for field in times if field.base.name != "uint32" or field.size != 4]
    if odd or len(times) > 1 or any(field.number == TIMESTAMP for field in layout.developer_fields):
        raise Declined("a time that is not one number")
    return times[0].at if times else None
