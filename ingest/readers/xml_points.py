"""The points of an XML text as arrays of positions, where a parser would make an object of each tag.

Points repeat one another: the same tags in the same order, only the text between them differs.
Here each point is held, byte by byte, against the first that looks like it. What is kept of the
text then, its `outline`, holds one point of each shape in each stretch of points: if a parser
finds the outline sound, the whole text is, for nothing else in it but plain text was left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

import numpy as np

from ingest.readers.xml_shapes import Shape, Sorting
from ingest.readers.xml_words import WORD, starting, words_of

MOST_TAGS = 3_000_000
MOST_SAMPLES = 2000
MOST_TAGS_IN_POINT = 200

DECLARATION = re.compile(r"<\?xml\s[^?<>]*\?>")
ASIDE = re.compile(r"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.S)
NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


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


def points(text: str, name: str) -> Points | None:
    """The points of this local name, or None where the text is not plain enough for this way."""
    data = text.encode()
    if not _of_characters(data):
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
    words = words_of(data)
    first, last = _spans(data, words, begins, name)
    if not first.size or b"&" in data[begins[first[0]] : ends[last[-1]]]:
        return None
    quotes = _quotes(letters, begins[first], ends[first])
    shapes = None if quotes is None else Sorting(data, words, begins, ends, first, last, quotes).shapes()
    if shapes is None:
        return None
    stretch = np.cumsum(np.append(False, first[1:] != last[:-1] + 1))
    samples = _samples(shapes, stretch)
    if samples.size > MOST_SAMPLES:
        return None
    return Points(data, begins, ends, first, last, stretch, shapes, quotes, samples)


def _spans(data: bytes, words: np.ndarray, begins: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    """The numbers of the points' opening and closing tags; none where they do not alternate."""
    tag = re.search(rb"<((?:[\w.-]+:)?%b)[\s>]" % name.encode(), data)
    none = np.empty(0, dtype=np.int64)
    if tag is None:
        return none, none
    first, last = (starting(words, begins, mark + tag[1]) for mark in (b"<", b"</"))
    alternate = first.size == last.size and (first < last).all() and (first[1:] > last[:-1]).all()
    if not alternate or (last - first >= MOST_TAGS_IN_POINT).any():
        return none, none
    return first, last


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
