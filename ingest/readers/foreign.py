"""Says what a file is that no reader takes, so that the runner knows what to do with it."""

from __future__ import annotations

import re

from ingest.errors import IngestError, NotAnActivity

ARCHIVE = "Unpack it and import the files inside."
ZIP = "Import it as a file of its own."

# (how the file begins, what it is, what to do)
BEGINNINGS = (
    (b"PK\x03\x04", "a ZIP archive", ZIP),
    (b"PK\x05\x06", "an empty ZIP archive", ""),
    (b"Rar!", "a RAR archive", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ARCHIVE),
    (b"BZh", "a bzip2 archive", ARCHIVE),
    (b"\xfd7zXZ", "an XZ archive", ARCHIVE),
    (b"\x1f\x8b", "a file packed twice with gzip", ARCHIVE),
    (b"\x89PNG", "a picture (PNG)", ""),
    (b"\xff\xd8\xff", "a picture (JPEG)", ""),
    (b"GIF8", "a picture (GIF)", ""),
    (b"%PDF", "a PDF document", ""),
    (b"SQLite format 3", "a database (SQLite)", ""),
    (b"bplist00", "a settings file (property list)", ""),
    (b"\x00\x05\x16\x07", "a note that macOS keeps beside a file, not the file itself", ""),
)
# The same for the first element of XML, by local name.
ELEMENTS = {
    "kml": ("a KML map", "Export the run as FIT, TCX or GPX."),
    "osm": ("map data of OpenStreetMap", ""),
    "html": ("a web page", "Sites send one when you are not signed in: download the file once more."),
    "HealthData": (
        "Apple's health export",
        "The runs are in its folder workout-routes; import the whole export (ZIP or folder).",
    ),
    "plist": ("a settings file (property list)", ""),
    "svg": ("a picture (SVG)", ""),
}
FIRST_ELEMENT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
HTML = re.compile(r"<!doctype\s+html|<html", re.I)
PRINTABLE_SHARE = 0.95


def refusal(head: bytes) -> IngestError:
    """The error to raise for a file that begins so."""
    for beginning, what, advice in BEGINNINGS:
        if head.startswith(beginning):
            return _no_activity(what, advice)
    if head[4:8] == b"ftyp":
        return _no_activity("a video or a picture of a phone")
    text = head.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _xml(text)
    if text.startswith(("{", "[")):
        return _no_activity("data of another kind (JSON)")
    if _is_text(text):
        return _no_activity("a table or a text")
    return NotAnActivity("This file is of no kind that hiplog knows: neither FIT nor GPX nor TCX.")


def _xml(text: str) -> IngestError:
    if HTML.search(text):
        return _no_activity(*ELEMENTS["html"])
    first = FIRST_ELEMENT.search(text)
    name = first[1] if first else ""
    return _no_activity(*ELEMENTS.get(name, ("XML of another kind than GPX and TCX",)))


def _no_activity(what: str, advice: str = "") -> NotAnActivity:
    return NotAnActivity(f"This is {what}, not an activity. {advice}".rstrip())


def _is_text(text: str) -> bool:
    fine = sum(letter.isprintable() or letter in "\r\n\t" for letter in text) - text.count("\ufffd")
    return fine >= PRINTABLE_SHARE * len(text)
