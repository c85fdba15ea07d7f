"""Bytes as XML text: encodings, what strict XML stops at, and what hiplog does not open at all."""

from __future__ import annotations

import codecs
import re

from ingest.errors import UnreadableFile

MOST_BYTES = 64 * 2**20
DECLARATION_BYTES = 200

MOST_POINTS = 200_000  # more than two days at a point a second
MOST_ELEMENTS = 3_000_000
MOST_OUTSIDE = 500_000  # elements that are in no point
MOST_IN_POINT = 1000
DEEPEST = 50
CHUNK = 1 << 16

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
ENCODING = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]{1,20})["']""")
PLAIN_ENCODINGS = re.compile(r"(utf-?8|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d|cp125\d)", re.I)
DOCTYPE = re.compile(r"<!DOCTYPE", re.I)

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,8};)")
PREFIX = re.compile(r"(?:</?|\s)([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*(?=[\s=/>])")
DECLARED = re.compile(r"\sxmlns:([\w.-]+)\s*=")


def decoded(data: bytes) -> str:
    """The file's text by its byte-order mark or declaration, else UTF-8; wrong letters are replaced."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    declared = ENCODING.search(data[:DECLARATION_BYTES])
    encoding = declared[1].decode() if declared else "utf-8"
    return data.decode(encoding if PLAIN_ENCODINGS.fullmatch(encoding) else "utf-8", errors="replace")


def opened(data: bytes, kind: str) -> str:
    """The text of a file without the blanks before it. `kind` is what its format is called.

    Raises UnreadableFile for more than MOST_BYTES and for a DOCTYPE, in which files hide bombs.
    """
    if len(data) > MOST_BYTES:
        most = f"{MOST_BYTES // 2**20} MB"
        raise UnreadableFile(f"This {kind} file holds more than {most}, too much for one run.")
    text = decoded(data).lstrip()
    if "!" in text and DOCTYPE.search(text):
        what = "defines its own document type (DOCTYPE)"
        raise UnreadableFile(f"This {kind} file {what}, which hiplog refuses.")
    return text


def mended(text: str, root: re.Pattern[str]) -> str:
    """Without what strict XML stops at: control characters, bare ampersands, undeclared prefixes.

    `root` finds the start of the tag at which the prefixes are declared.
    """
    text = BARE_AMPERSAND.sub("&amp;", UNFIT.sub("", text))
    undeclared = set(PREFIX.findall(text)) - set(DECLARED.findall(text)) - {"xml", "xmlns"}
    declarations = "".join(f' xmlns:{prefix}="urn:undeclared:{prefix}"' for prefix in sorted(undeclared))
    return root.sub(lambda tag: tag[0] + declarations, text, count=1)
