"""The points of an XML text as arrays of positions, where a parser would make an object of each tag.

Points repeat one another: the same tags in the same order, only the text between them differs.
Here each point is held, byte by byte, against the first that looks like it. What is kept of the
text then, its `outline`, holds one point of each shape in each stretch of points: if a parser
finds the outline sound, the whole text is, for nothing else in it but plain text was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

import numpy as np

MOST_BYTES = 48 * 2**20  # more is read tag by tag, in less memory
MOST_TAGS = 4_000_000
MOST_SHAPES = 60
MOST_SAMPLES = 2000
MOST_TAGS_IN_POINT = 200
MOST_TAG_BYTES = 4000  # of all tags of a point together
WORD = 8

DECLARATION = re.compile(r"<\?xml\s[^?<>]*\?>")
ASIDE = re.compile(r"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.S)
NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
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


@dataclass(frozen=True)
class Points:
    """The points of a text.

    `begins` and `ends` are the positions of all "<" and ">" in `text`, `first` and `last` the
    numbers of each point's own tags among them. Points that follow one another with nothing in
    between are of one `stretch`. `quotes` are the quotation marks around attributes of points.
    """

    text: bytes
    begins: np.ndarray
    ends: np.ndarray
    first: np.ndarray
    last: np.ndarray
    stretch: np.ndarray
    shapes: tuple[Shape, ...]
    quotes: np.ndarray
    samples: np.ndarray

    def texts(self, shape: Shape, tag: int) -> tuple[np.ndarray, np.ndarray]:
        """From where to where the text behind a tag goes, for each point of this shape."""
        at = self.first[shape.rows] + tag
        begins = self.ends[at] + 1
        return begins, begins if shape.tags[tag].endswith(b"/>") else self.begins[at + 1]

    def attribute(self, shape: Shape, number: int) -> tuple[np.ndarray, np.ndarray]:
        """From where to where the value of an attribute of the point's own tag goes."""
        at = np.searchsorted(self.quotes, self.begins[self.first[shape.rows]]) + 2 * number
        return self.quotes[at] + 1, self.quotes[at + 1]

    def outline(self) -> str:
        """The text with one point of each shape and stretch, in its place, and without the others."""
        left_out = np.ones(self.first.size, dtype=bool)
        left_out[self.samples] = False
        edges = np.flatnonzero(np.diff(left_out.astype(np.int8), prepend=0, append=0))
        pieces, at = [], 0
        for begin, end in zip(edges[::2], edges[1::2], strict=True):
            pieces.append(self.text[at : self.begins[self.first[begin]]])
            at = self.ends[self.last[end - 1]] + 1
        return b"".join([*pieces, self.text[at:]]).decode()


def local(tag: bytes) -> str:
    """A tag's name without its prefix."""
    return NAME.match(tag)[1].decode().rpartition(":")[2]


def points(text: str, name: str) -> Points | None:
    """The points of this local name, or None where the text is not plain enough for this way."""
    data = text.encode()
    if len(data) > MOST_BYTES or not _of_characters(data):
        return None
    data = _plain(text, data)
    return None if data is None or len(data) < WORD else _found(data, name)


def _of_characters(data: bytes) -> bool:
    """Whether all control characters are such as XML allows."""
    letters = np.frombuffer(data, dtype=np.uint8)
    blanks = sum(np.count_nonzero(letters == ord(blank)) for blank in "\t\n\r")
    if np.count_nonzero(letters < ord(" ")) != blanks:
        return False
    return b"\xef" not in data or not any(character in data for character in NO_CHARACTERS)


def _plain(text: str, data: bytes) -> bytes | None:
    """The text without comments and instructions, with CDATA written as ordinary text."""
    declaration = DECLARATION.match(text)
    begin = len(declaration[0]) if declaration else 0  # in ASCII, else there would be no match
    if data.find(b"?", begin) < 0 and b"!" not in data:
        return data
    if not _sound(data):  # comments may be at fault, which the outline does not show
        return None
    return ASIDE.sub(lambda aside: escape(aside[1] or ""), text[begin:]).encode()


def _sound(data: bytes) -> bool:
    parser = expat.ParserCreate("utf-8", "}")
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return False
    return True


def _found(data: bytes, name: str) -> Points | None:
    letters = np.frombuffer(data, dtype=np.uint8)
    if np.count_nonzero(letters == ord("<")) > MOST_TAGS:
        return None
    begins, ends = np.flatnonzero(letters == ord("<")), np.flatnonzero(letters == ord(">"))
    if begins.size != ends.size or not (begins < ends).all() or not (begins[1:] > ends[:-1]).all():
        return None
    words = _words(data)
    first, last = _spans(data, words, begins, name)
    if not first.size or b"&" in data[begins[first[0]] : ends[last[-1]]]:
        return None
    quotes = _quotes(letters, begins[first], ends[first])
    shapes = None if quotes is None else _Sorting(data, words, begins, ends, first, last, quotes).shapes()
    if shapes is None:
        return None
    stretch = np.cumsum(np.append(False, first[1:] != last[:-1] + 1))
    samples = _samples(shapes, stretch)
    if samples.size > MOST_SAMPLES:
        return None
    return Points(data, begins, ends, first, last, stretch, shapes, quotes, samples)


def _words(data: bytes) -> np.ndarray:
    """The eight bytes from each position on as one number."""
    return np.ndarray((len(data) - WORD + 1,), dtype="<u8", buffer=data, strides=(1,))


def _spans(data: bytes, words: np.ndarray, begins: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the points' opening and closing tags; none where they do not alternate."""
    tag = re.search(rb"<((?:[\w.-]+:)?%b)[\s>]" % name.encode(), data)
    none = np.empty(0, dtype=np.int64)
    if tag is None:
        return none, none
    first, last = (_starting(words, begins, mark + tag[1]) for mark in (b"<", b"</"))
    alternate = first.size == last.size and (first < last).all() and (first[1:] > last[:-1]).all()
    if not alternate or (last - first >= MOST_TAGS_IN_POINT).any():
        return none, none
    return first, last


def _starting(words: np.ndarray, begins: np.ndarray, tag: bytes) -> np.ndarray:
    """The numbers of the tags that begin so and whose name ends there."""
    found = np.flatnonzero(_same(words, begins, tag[:WORD]))
    found = found[_same(words, begins[found], tag)]
    behind = _at(words, begins[found] + len(tag)) & np.uint64(0xFF)
    return found[np.isin(behind, list(b" \t\r\n/>"))]


def _same(words: np.ndarray, at: np.ndarray, literal: bytes) -> np.ndarray:
    """Whether these bytes stand at each position."""
    same = np.ones(at.size, dtype=bool)
    for offset in range(0, len(literal), WORD):
        part = literal[offset : offset + WORD]
        here = _at(words, at + offset)
        if len(part) < WORD:
            here = here & np.uint64((1 << 8 * len(part)) - 1)
        same &= here == np.uint64(int.from_bytes(part, "little"))
    return same


def _at(words: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """The words there; within the last bytes of a text, where no point can end, whatever is near."""
    return words[np.minimum(positions, words.size - 1)]


def _quotes(letters: np.ndarray, begins: np.ndarray, ends: np.ndarray) -> np.ndarray | None:
    """The quotation marks in the text, of the kind that these tags use; None where they use both kinds."""
    marks = [np.flatnonzero(letters == ord(mark)) for mark in ('"', "'")]
    used = [np.searchsorted(at, begins) != np.searchsorted(at, ends) for at in marks]
    if used[0].any() and used[1].any():
        return None
    return marks[1] if used[1].any() else marks[0]


def _samples(shapes: tuple[Shape, ...], stretch: np.ndarray) -> np.ndarray:
    """The first point of each shape in each stretch."""
    firsts = [shape.rows[np.unique(stretch[shape.rows], return_index=True)[1]] for shape in shapes]
    return np.sort(np.concatenate(firsts))


@dataclass(frozen=True)
class _Sorting:
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
            same &= (self.ends[at] - begins == len(tag) - 1) & _same(self.words, begins, tag)
        return Shape(rows[same], tags)

    def _own_tags(self, rows: np.ndarray, marks: int) -> np.ndarray:
        """Whether the points' own tags are the same but for what stands in quotes."""
        number = self._quotes_before(self.begins)[rows]
        inner = [self.quotes[number + n] for n in range(marks)]
        bounds = [self.begins[self.first[rows]], *inner, self.ends[self.first[rows]]]
        same = np.ones(rows.size, dtype=bool)
        for begin, end in zip(bounds[::2], bounds[1::2], strict=True):
            literal = self.data[begin[0] : end[0] + 1]
            same &= (end - begin == len(literal) - 1) & _same(self.words, begin, literal)
        return same
