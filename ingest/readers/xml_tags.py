"""The tags of an XML text found all at once, as arrays, where a parser would make an object of each.

expat, the parser of the slow readers, first judges whether the text is sound: what it stops at is
none of this module's business. In sound text without comments, CDATA and instructions every "<"
begins a tag; where there are as many ">" as "<", each tag ends at the next one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from xml.parsers import expat
from xml.sax.saxutils import escape

import numpy as np

MOST_TAGS = 4_000_000
MOST_NAMES = 200
WORDS = 4
WIDEST = 8 * WORDS  # bytes of a name with its prefix

DECLARATION = re.compile(r"<\?xml\s[^?<>]*\?>")
ASIDE = re.compile(r"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.S)

NAME_ENDS = np.zeros(256, dtype=bool)
NAME_ENDS[list(b" \t\r\n/>")] = True
FIRST_BYTES = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [2**64 - 1], dtype=np.uint64)
SCATTER = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64
)


@dataclass(frozen=True)
class Tags:
    """The opening tags of a text in its order, and where the closing ones stand.

    `begins` and `ends` are the positions of "<" and ">" in `text`, `depth` is 1 for the root,
    `kind` an index into `names`, which are without their prefixes. `text_ends` is where the text
    of an element without children ends, -1 for those with children.
    """

    text: bytes
    names: tuple[str, ...]
    begins: np.ndarray
    ends: np.ndarray
    depth: np.ndarray
    kind: np.ndarray
    text_ends: np.ndarray
    closing: np.ndarray
    closing_depth: np.ndarray

    def named(self, *names: str) -> np.ndarray:
        """Which tags have one of these local names, as a mask."""
        return np.array([name in names for name in self.names])[self.kind]

    @cached_property
    def order(self) -> np.ndarray:
        return np.arange(self.kind.size)

    def ancestor(self, depth: int) -> np.ndarray:
        """For each tag deeper than `depth`, the index of the tag at `depth` that it is in."""
        return np.maximum.accumulate(np.where(self.depth == depth, self.order, 0))

    def insides(self, chosen: np.ndarray) -> list[tuple[int, int]]:
        """From where to where the content of elements goes that are all at one depth, none where empty."""
        chosen = chosen[self.text_ends[chosen] != self.ends[chosen] + 1]
        if not chosen.size:
            return []
        closing = self.closing[self.closing_depth == self.depth[chosen[0]]]
        after = closing[np.searchsorted(closing, self.ends[chosen])]
        return list(zip((self.ends[chosen] + 1).tolist(), after.tolist(), strict=True))


def tags(text: str) -> Tags | None:
    """The tags of a text, or None where it is not sound or not plain enough for this way of reading."""
    data = text.encode()
    if data.count(b"<") > MOST_TAGS or not _sound(data):
        return None
    return _found(_plain(text, data))


def _sound(data: bytes) -> bool:
    """Whether the text is well-formed, with every prefix declared."""
    parser = expat.ParserCreate("utf-8", "}")
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        return False
    return True


def _plain(text: str, data: bytes) -> bytes:
    """The text without declaration, comments and instructions, CDATA written as ordinary text."""
    declaration = DECLARATION.match(text)
    begin = len(declaration[0]) if declaration else 0  # in ASCII, else there would be no match
    if data.find(b"?", begin) < 0 and b"!" not in data:
        return data[begin:]
    return ASIDE.sub(lambda aside: escape(aside[1] or ""), text[begin:]).encode()


def _found(data: bytes) -> Tags | None:
    letters = np.frombuffer(data + b" " * WIDEST, dtype=np.uint8)
    begins, ends = np.flatnonzero(letters == ord("<")), np.flatnonzero(letters == ord(">"))
    if begins.size != ends.size or not (begins < ends).all() or not (begins[1:] > ends[:-1]).all():
        return None
    closing, alone = letters[begins + 1] == ord("/"), letters[ends - 1] == ord("/")
    level = np.cumsum(1 - 2 * closing.astype(np.int8) - alone, dtype=np.int32)
    opening, texts = np.flatnonzero(~closing), _text_ends(begins, ends, closing, alone)
    named = _names(letters, begins[opening] + 1, (ends - alone)[opening])
    if named is None:
        return None
    return Tags(
        text=data,
        names=named[0],
        kind=named[1],
        begins=begins[opening],
        ends=ends[opening],
        depth=level[opening] + alone[opening],
        text_ends=texts[opening],
        closing=begins[closing],
        closing_depth=level[closing] + 1,
    )


def _text_ends(begins: np.ndarray, ends: np.ndarray, closing: np.ndarray, alone: np.ndarray) -> np.ndarray:
    """Where the text of each element without children ends, at its tag's own end where it is alone."""
    closed_next = np.append(closing[1:], False)
    return np.where(alone, ends + 1, np.where(closed_next, np.append(begins[1:], 0), -1))


def _names(
    letters: np.ndarray, at: np.ndarray, ends: np.ndarray
) -> tuple[tuple[str, ...], np.ndarray] | None:
    """The different local names at these positions, and which of them stands at each."""
    words, lengths = _words(letters, at, ends)
    if (lengths > WIDEST).any():
        return None
    ids, firsts = _numbered(np.bitwise_xor.reduce(words * SCATTER, axis=1))
    if ids is None or not (words == words[firsts][ids]).all():  # two names of the same key
        return None
    names = [bytes(letters[at[n] : at[n] + lengths[n]]).decode() for n in firsts]
    return tuple(name.rpartition(":")[2].strip() for name in names), ids


def _words(letters: np.ndarray, at: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The names as rows of 8-byte words, with zeros behind their ends, and their lengths in bytes."""
    eight = np.ndarray((letters.size - 7,), dtype=np.uint64, buffer=letters, strides=(1,))
    words = np.column_stack([eight[at + 8 * n] for n in range(WORDS)])
    lengths = ends - at
    more = _with_attributes(letters, at, ends)
    lengths[more] = _lengths(words[more].view(np.uint8))
    kept = np.clip(lengths[:, None] - 8 * np.arange(WORDS), 0, 8)
    return words & FIRST_BYTES[kept], lengths


def _with_attributes(letters: np.ndarray, at: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Indices of the tags that hold an equals sign."""
    signs = np.flatnonzero(letters == ord("="))
    tag = np.searchsorted(at, signs) - 1
    return np.unique(tag[(tag >= 0) & (signs < ends[tag])])


def _lengths(windows: np.ndarray) -> np.ndarray:
    """Bytes before the first that ends a name, one more than WIDEST where none does."""
    ends = NAME_ENDS[windows]
    return np.where(ends.any(axis=1), ends.argmax(axis=1), WIDEST + 1)


def _numbered(key: np.ndarray) -> tuple[np.ndarray | None, np.ndarray]:
    """For each key its number in order of first appearance, and where that was. None beyond MOST_NAMES."""
    ids, firsts, left = np.zeros(key.size, dtype=np.int16), [], np.arange(key.size)
    while left.size and len(firsts) < MOST_NAMES:
        same = key[left] == key[left[0]]
        ids[left[same]] = len(firsts)
        firsts.append(left[0])
        left = left[~same]
    return (None if left.size else ids), np.array(firsts, dtype=np.int64)
