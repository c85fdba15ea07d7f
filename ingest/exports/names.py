"""Names of files inside archives: made fit to be shown, told apart by their ends, never used as paths."""

from __future__ import annotations

import re

GARBAGE_FOLDERS = ("__macosx", "$recycle.bin", "system volume information")
GARBAGE_FILES = ("thumbs.db", "desktop.ini", ".ds_store")
TRACKS = (".fit", ".gpx", ".tcx", ".fit.gz", ".gpx.gz", ".tcx.gz")

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
DRIVE = re.compile(r"^[A-Za-z]:")


def shown(raw: str) -> str:
    """A name as the runner may see it: with slashes, no way up, no drive and no control characters."""
    name = DRIVE.sub("", raw.replace("\\", "/"))
    return harmless("/".join(part for part in name.split("/") if part not in ("", ".", "..")))


def harmless(text: str) -> str:
    """A text without characters that give orders to a terminal or turn the line around."""
    return CONTROL.sub("\ufffd", text.encode(errors="replace").decode())


def is_garbage(name: str) -> bool:
    """Whether a system left this file beside the runner's own: notes of macOS, waste bins, thumbnails."""
    *folders, file = name.casefold().split("/")
    in_a_bin = any(folder in GARBAGE_FOLDERS or folder.startswith(".trash") for folder in folders)
    return in_a_bin or file.startswith("._") or file in GARBAGE_FILES


def file_name(name: str) -> str:
    """The last part of a name, in lower case."""
    return name.rpartition("/")[2].casefold()


def folder(name: str) -> str:
    """All but the last part of a name, with the slash; empty at the top."""
    return name[: name.rfind("/") + 1]


def depth(name: str) -> int:
    """In how many folders a file lies."""
    return name.count("/")


def is_track(name: str) -> bool:
    """Whether a name ends like an activity's."""
    return file_name(name).endswith(TRACKS)


def is_zip(name: str) -> bool:
    """Whether a name ends like an archive's."""
    return file_name(name).endswith(".zip")
