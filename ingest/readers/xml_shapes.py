"""Points of an XML text that have the same tags, told by their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ingest.readers.xml_words import same_bytes

MOST_SHAPES = 60
MOST_TAG_BYTES = 4000  # of all tags of a point together
NAME = re.compile(rb"</?([^\s/>]+)")
ATTRIBUTE = re.compile(rb"""\s([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


@dataclass(frozen=True)
class Shape:
    """Points with the same tags. `rows` numbers the points, `tags` are those of the first one."""

    rows: np.ndarray
    tags: tuple[bytes, ...]

    def leaves(self) -> Iterator[tuple[str, tuple[str, ...], int | None]]:
        """Local name, local names of what it is in, and number of its tag for each element inside;
        None for a tag with other elements inside of it.
        """
        inside: list[str] = []
        for number, tag in enumerate(self.tags[1:-1], start=1):
            name = local(tag)
            if tag.startswith(b"</"):
                inside.pop()
                continue
            alone = tag.endswith(b"/>")
            childless = alone or self.tags[number + 1].startswith(b"</")
            yield name, tuple(inside), number if childless else None
            if not alone:
                inside.append(name)

    def attributes(self) -> list[str]:
        """Names of the attributes that the point's own tag has."""
        return [name.decode() for name in ATTRIBUTE.findall(self.tags[0])]


def local(tag: bytes) -> str:
    """A tag's name without its prefix."""
    return NAME.match(tag)[1].decode().rpartition(":")[2]


@dataclass(frozen=True)
class Sorting:
    """Sorts points by shape."""

    data: bytes
    words: np.ndarray
    begins: np.ndarray
    ends: np.ndarray
    first: np.ndarray
    last: np.ndarray
    quotes: np.ndarray

    def shapes(self) -> tuple[Shape, ...] | None:
        """None where there are too many, or points whose own tags cannot be compared."""
        tags = self.last - self.first + 1
        marks = self._quotes_before(self.ends) - self._quotes_before(self.begins)
        shapes, left = [], np.arange(tags.size)
        while left.size:
            model = left[0]
            near = left[(tags[left] == tags[model]) & (marks[left] == marks[model])]
            shape = self._shape(near, marks[model])
            if shape is None or len(shapes) == MOST_SHAPES:
                return None
            shapes.append(shape)
            left = left[~np.isin(left, shape.rows)] if shape.rows.size < left.size else left[:0]
        return tuple(shapes)

    def _quotes_before(self, positions: np.ndarray) -> np.ndarray:
        return np.searchsorted(self.quotes, positions[self.first])

    def _shape(self, rows: np.ndarray, marks: int) -> Shape | None:
        """Those of the points that look like the first of them."""
        numbers = self.first[rows[0]] + np.arange(self.last[rows[0]] - self.first[rows[0]] + 1)
        tags = tuple(self.data[self.begins[n] : self.ends[n] + 1] for n in numbers)
        if sum(map(len, tags)) > MOST_TAG_BYTES:
            return None
        names = ATTRIBUTE.findall(tags[0])
        if 2 * len(names) != marks or any(name.startswith(b"xml") for name in names):
            return None
        same = self._own_tags(rows, marks) if marks else np.ones(rows.size, dtype=bool)
        for number, tag in enumerate(tags[bool(marks) :], start=bool(marks)):
            at = self.first[rows] + number
            begins = self.begins[at]
            same &= (self.ends[at] - begins == len(tag) - 1) & same_bytes(self.words, begins, tag)
        return Shape(rows[same], tags)

    def _own_tags(self, rows: np.ndarray, marks: int) -> np.ndarray:
        """Whether the points' own tags are the same but for what stands in quotes."""
        number = self._quotes_before(self.begins)[rows]
        inner = [self.quotes[number + n] for n in range(marks)]
        bounds = [self.begins[self.first[rows]], *inner, self.ends[self.first[rows]]]
        same = np.ones(rows.size, dtype=bool)
        for begin, end in zip(bounds[::2], bounds[1::2], strict=True):
            literal = self.data[begin[0] : end[0] + 1]
            same &= (end - begin == len(literal) - 1) & same_bytes(self.words, begin, literal)
        return same
