"""XML made to harm: refused or read within seconds, in little memory, and nothing outside is touched."""

import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from ingest import readers
from ingest.errors import IngestError, UnreadableFile

POINT = {
    "gpx": '<trkpt lat="47.5" lon="8.25"{0}><time>2026-05-03T06:30:00Z</time>{1}</trkpt>',
    "tcx": "<Trackpoint{0}><Time>2026-05-03T06:30:00Z</Time>{1}</Trackpoint>",
}
FILE = {
    "gpx": "{0}<gpx>{1}<trk><trkseg>{2}</trkseg></trk></gpx>",
    "tcx": "{0}<TrainingCenterDatabase><Activities><Activity>{1}<Lap><Track>{2}</Track></Lap></Activity>"
    "</Activities></TrainingCenterDatabase>",
}
LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
PROLOGUES = {
    "billion laughs": (f"<!DOCTYPE x [{LAUGHS}]>", "<name>&a11;</name>"),
    "quadratic blow-up": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 1_000}">]>', f"<name>{'&a;' * 10_000}</name>"),
    "external entity": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "<name>&a;</name>"),
    "external DTD": ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
    "parameter entity": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "file:///dev/zero"> %a;]>', ""),
}


def whole(kind, prologue="", inside="", points=None):
    return FILE[kind].format(prologue, inside, 2 * POINT[kind].format("", "") if points is None else points)


@pytest.mark.parametrize("kind", ["gpx", "tcx"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("trick", PROLOGUES)
def test_a_document_type_is_refused_whatever_it_is_for_and_however_it_is_encoded(kind, encoding, trick):
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        readers.read(whole(kind, *PROLOGUES[trick]).encode(encoding))


@pytest.mark.parametrize("kind", ["gpx", "tcx"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"])
def test_a_document_type_in_an_encoding_that_nobody_told_is_not_found_by_the_parser_either(kind, encoding):
    declared = f'<?xml version="1.0" encoding="{encoding}"?>' + PROLOGUES["external entity"][0]
    with pytest.raises(IngestError):
        readers.read(whole(kind, declared, "<name>&a;</name>").encode(encoding))


@pytest.mark.parametrize("kind", ["gpx", "tcx"])
def test_an_entity_that_nobody_defined_brings_nothing_in(kind):
    try:
        recordings = readers.read(whole(kind, inside="<name>&passwd;</name>").encode())
    except IngestError:
        return
    assert all("root:" not in str(recording.title) for recording in recordings)


def large(kind, part=1):
    """Files of some megabytes, or of a part of that, each large in another way."""
    point = POINT[kind].format
    yield "elements without end", whole(kind, inside="<a/>" * (1_000_000 // part))
    yield "elements without end in a point", whole(kind, points=point("", "<a/>" * (1_000_000 // part)))
    yield (
        "elements without bottom",
        whole(kind, inside="<a>" * (200_000 // part) + "</a>" * (200_000 // part)),
    )
    yield "points without bottom", whole(kind, points=point("", "{0}").split("{0}")[0] * (20_000 // part))
    yield "points without end", whole(kind, points=point("", "") * (210_000 // part))
    yield "laps without end", whole(kind, inside="<Lap/><trk/>" * (300_000 // part))
    yield "a vast attribute", whole(kind, points=2 * point(f' a="{"a" * (5_000_000 // part)}"', ""))
    yield (
        "a vast attribute inside",
        whole(kind, points=2 * point("", f'<a b="{"a" * (5_000_000 // part)}"/>')),
    )
    yield (
        "many attributes",
        whole(kind, points=2 * point("".join(f' a{n}="1"' for n in range(20_000 // part)), "")),
    )
    yield "a vast name", whole(kind, points=2 * point("", f"<{'a' * (5_000_000 // part)}/>"))
    yield "a vast number", whole(kind, points=2 * point("", f"<hr>{'9' * (5_000_000 // part)}</hr>"))
    yield "a vast text", whole(kind, inside=f"<name>{'a ' * (5_000_000 // part)}</name>")
    yield "many shapes", whole(kind, points="".join(point("", f"<a{n}/>") for n in range(20_000 // part)))
    yield "many stretches", whole(kind, points="<a/>".join([point("", "")] * (20_000 // part)))
    yield "comments without end", whole(kind, inside="<!--" * (1_000_000 // part))
    yield "many comments", whole(kind, inside="<!-- -->" * (300_000 // part))
    yield "many ampersands", whole(kind, inside="&" * (1_000_000 // part))
    yield "many brackets", whole(kind, inside="<" * (1_000_000 // part) + ">" * (1_000_000 // part))
    yield "many prefixes", whole(kind, inside="".join(f"<a{n}:b/>" for n in range(50_000 // part)))
    yield "many blanks", whole(kind, inside="<a" + " " * (3_000_000 // part) + "/>")


@pytest.mark.parametrize("kind", ["gpx", "tcx"])
def test_what_is_vast_in_one_way_or_another_is_read_or_refused_in_our_words(kind):
    outcomes = set()
    for _, text in large(kind, part=200):
        try:
            outcomes.add(len(readers.read(text.encode())))
        except IngestError as refusal:
            outcomes.add(type(refusal))
    assert outcomes >= {1, UnreadableFile}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["gpx", "tcx"])
def test_nothing_takes_five_seconds_or_300_megabytes(kind):
    root = str(Path(__file__).parents[3])
    command = [sys.executable, __file__, kind]
    told = subprocess.run(command, capture_output=True, text=True, env={"PYTHONPATH": root}, check=True)
    grown = {name: int(mb) for mb, name in (line.split(" ", 1) for line in told.stdout.splitlines())}
    assert grown.keys() == {name for name, _ in large(kind, part=200)}
    assert {name: mb for name, mb in grown.items() if mb > 300} == {}


def growth(data):
    """By how much reading makes a process larger [MB]; the system ends it after 5 s of work."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.setitimer(signal.ITIMER_PROF, 5)
    with suppress(IngestError):
        readers.read(data)
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) // 1024


if __name__ == "__main__":
    for name, text in large(sys.argv[1]):
        data = text.encode()
        child = os.fork()
        if not child:
            print(growth(data), name, flush=True)
            os._exit(0)
        os.waitpid(child, 0)
