"""A walk along the messages of a FIT file: where each one begins and which definition it follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, repeat
from typing import NamedTuple

import numpy as np

from ingest.errors import UnreadableFile
from ingest.readers.fit_layout import DEVELOPER, Layout, layout

COMPRESSED, DEFINITION = 0x80, 0x40
DEFINITION_COST = 10  # in data messages, which are walked so much faster
LOOK_EVERY = 64  # messages, after which it is tried whether many of one kind follow
LEAST_RUN = 32
LOCAL_OF_HEADER = np.array([(h >> 5) & 3 if h >= COMPRESSED else h & 15 for h in range(256)], np.uint8)
TOO_MANY = "This FIT file holds more messages than the longest run could have."

Groups = list[tuple[Layout, np.ndarray]]


class Definition(NamedTuple):
    """A definition message: where it stands, which local number it defines, and how."""

    at: int
    local: int
    layout: Layout


@dataclass(frozen=True, eq=False)
class Walk:
    """Where the data messages of one file begin, its definitions, and where the last whole message ends."""

    data: bytes
    end: int
    positions: np.ndarray
    definitions: list[Definition]

    @cached_property
    def headers(self) -> np.ndarray:
        """The header byte of each data message."""
        return np.frombuffer(self.data, np.uint8)[self.positions]

    @cached_property
    def compressed(self) -> bool:
        """Whether any message tells its time in five bits of its header."""
        return bool(len(self.headers)) and bool(self.headers.max() >= COMPRESSED)

    @cached_property
    def groups(self) -> Groups:
        """Each layout with the positions of its data messages."""
        return [pair for pairs in self._groups_by_local.values() for pair in pairs]

    def regrouped(self, definitions: list[Definition]) -> Groups:
        """The same by these definitions, of which some say more than the file's own in their place."""
        changed = {definition.local for definition in definitions if definition.layout.apps}
        meant = _by_local(definitions)
        found: Groups = []
        for local, pairs in self._groups_by_local.items():
            found += _split(meant[local], self._positions_by_local[local]) if local in changed else pairs
        return found

    @cached_property
    def _groups_by_local(self) -> dict[int, Groups]:
        meant = _by_local(self.definitions)
        return {local: _split(meant[local], some) for local, some in self._positions_by_local.items()}

    @cached_property
    def _positions_by_local(self) -> dict[int, np.ndarray]:
        """Positions by the local number that their headers name."""
        local = LOCAL_OF_HEADER.take(self.headers)
        sorted_ = self.positions[np.argsort(local, kind="stable")]
        counts = np.bincount(local).tolist()
        ends = accumulate(counts)
        return {
            number: sorted_[end - count : end]
            for number, (count, end) in enumerate(zip(counts, ends, strict=True))
            if count
        }


def walk(data: bytes, start: int, end: int, most: int) -> Walk:
    """Along the messages to `end`, or to the first one that is not whole or follows no definition.

    Raises UnreadableFile for more than `most` messages.
    """
    body = data if end == len(data) else data[:end]
    definitions: list[Definition] = []
    positions, reached = _steps(body, start, definitions, most)
    if len(positions) + DEFINITION_COST * len(definitions) > most:
        raise UnreadableFile(TOO_MANY)
    return Walk(data, reached, np.fromiter(positions, np.int64, len(positions)), definitions)


def _steps(body: bytes, position: int, definitions: list[Definition], most: int) -> tuple[list[int], int]:
    """Positions of the data messages, and where the last whole message ends; fills `definitions`."""
    sizes = [0] * 256  # of a whole data message by its header; 0: a definition, or defined by nothing
    found: list[int] = []
    add = found.append
    while len(found) + DEFINITION_COST * len(definitions) <= most:
        try:
            for _ in repeat(None, LOOK_EVERY):
                size = sizes[body[position]]
                if not size:
                    break
                add(position)
                position += size
            else:
                ahead = _run(body, position, sizes[body[position]])
                found.extend(ahead)
                position = ahead.stop
                continue
        except IndexError:
            break
        told, after = definition(body, position)
        if told is None:
            break
        definitions.append(told)
        _apply(sizes, told)
        position = after
    return found, found.pop() if found and position > len(body) else position


def _run(body: bytes, position: int, size: int) -> range:
    """The positions of messages of one kind that follow on one another from here, if they are many."""
    header, window, first = body[position : position + 1], LEAST_RUN, position
    while size:
        ahead = body[first : first + window * size : size]
        same = len(ahead) - len(ahead.lstrip(header))
        first += same * size
        if same < window:
            break
        window *= 2
    return range(position, first, size or 1)


def definition(body: bytes, at: int) -> tuple[Definition | None, int]:
    """The definition that stands here and where it ends; None where there is none, or not a whole one."""
    header = body[at]
    if not DEFINITION <= header < COMPRESSED:
        return None, at
    try:
        after = at + 6 + 3 * body[at + 5]
        if header & DEVELOPER:
            after += 1 + 3 * body[after]
    except IndexError:
        return None, at
    return (
        (Definition(at, header & 0x0F, layout(body[at:after])), after) if after <= len(body) else (None, at)
    )


def _apply(sizes: list[int], told: Definition) -> None:
    """Enters a definition's size for each header that can name it."""
    local, size = told.local, 1 + told.layout.size
    if sizes[local] == size:
        return
    sizes[local] = sizes[local | 0x10] = sizes[local | 0x20] = sizes[local | 0x30] = size
    if local < 4:
        first = COMPRESSED | local << 5
        sizes[first : first + 32] = [size] * 32


def _by_local(definitions: list[Definition]) -> dict[int, list[Definition]]:
    found: dict[int, list[Definition]] = {}
    for one in definitions:
        found.setdefault(one.local, []).append(one)
    return found


def _split(definitions: list[Definition], positions: np.ndarray) -> Groups:
    """The positions of one local number by what it meant at the time."""
    if len(definitions) == 1:
        return [(definitions[0].layout, positions)]
    layouts = [definition.layout for definition in definitions]
    if all(one is layouts[0] for one in layouts):
        return [(layouts[0], positions)]
    distinct = list(dict.fromkeys(layouts))
    rank = {one: number for number, one in enumerate(distinct)}
    meaning = np.array([rank[one] for one in layouts])
    latest = np.searchsorted([definition.at for definition in definitions], positions) - 1
    told = meaning[latest]
    return [(one, some) for one in distinct if len(some := positions[told == rank[one]])]
