"""The ways of a map as plain arrays, and how they are put together while an extract is read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.map import tags

PER_DEGREE = 1e7
"""OpenStreetMap's own counts a degree."""

FLUSHED = 20_000
"""So many ways are kept as text before they are packed."""


@dataclass
class Ways:
    """Ways by column. Those of way `w` are the points `first[w]` to `first[w + 1]`.

    latitude, longitude: int32 in 1e-7 degrees. code: place in MAP_SURFACES, −1 for unknown. kind: place
    in KINDS.
    """

    first: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    code: np.ndarray
    sure: np.ndarray
    sidewalk: np.ndarray
    kind: np.ndarray

    def __len__(self) -> int:
        return len(self.code)


class Gathered:
    """What has been read so far: texts that are packed now and then."""

    BYTES_A_POINT, BYTES_A_WAY = 120, 150
    """What reading and building took for each point of 146,000 ways was 109 bytes."""

    def __init__(self) -> None:
        self.kinds, self.codes, self.sure, self.sidewalks = bytearray(), bytearray(), bytearray(), bytearray()
        self.counts: list[int] = []
        self.texts: list[str] = []
        self.packed: list[np.ndarray] = []
        self.points = 0

    def add(self, kept: tags.Way, points: str) -> None:
        self.kinds.append(tags.KINDS.index(kept.kind))
        self.codes.append(255 if kept.code is None else kept.code)
        self.sure.append(kept.sure)
        self.sidewalks.append(kept.sidewalk)
        self.counts.append(len(points) // 32)
        self.texts.append(points)
        self.points += len(points) // 32
        if len(self.texts) >= FLUSHED:
            self._pack()

    def bytes_to_be(self) -> int:
        return self.points * self.BYTES_A_POINT + len(self.kinds) * self.BYTES_A_WAY

    def _pack(self) -> None:
        degrees = np.frombuffer(bytes.fromhex("".join(self.texts)), "<f8")
        self.packed.append(np.rint(degrees * PER_DEGREE).astype("int32").reshape(-1, 2))
        self.texts.clear()

    def ways(self) -> Ways:
        self._pack()
        points = np.concatenate(self.packed)
        columns = {
            "kind": np.frombuffer(self.kinds, "uint8"),
            "code": np.frombuffer(self.codes, "int8"),
            "sure": np.frombuffer(self.sure, "uint8"),
            "sidewalk": np.frombuffer(self.sidewalks, "uint8"),
        }
        return Ways(
            first=np.concatenate([[0], np.cumsum(self.counts)]),
            latitude=points[:, 1].copy(),
            longitude=points[:, 0].copy(),
            **columns,
        )
