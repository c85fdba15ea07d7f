"""Archives built by hand, in the layout of the real ones."""

import io
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from ingest.exports import opened
from ingest.exports.sources import Held
from ingest.exports.zip import Zip
from sample_data.fit_writer import encode

ROOT = Path(__file__).resolve().parents[3]


def zipped(files, method=zipfile.ZIP_DEFLATED):
    """A ZIP by Python's own writer; names may occur twice."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", method) as archive:
        for name, data in files.items() if isinstance(files, dict) else files:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return whole.getvalue()


def local(name, packed, crc, unpacked, method=8, flags=0, extra=b""):
    """A member's own header and its packed bytes."""
    fields = (20, flags, method, 0, 0, crc, len(packed), unpacked, len(name), len(extra))
    return struct.pack("<4s5H3L2H", b"PK\3\4", *fields) + name + extra + packed


def central(name, packed_size, crc, unpacked, at, method=8, flags=0, extra=b""):
    """A member's line in the directory."""
    fields = (20, 20, flags, method, 0, 0, crc, packed_size, unpacked, len(name), len(extra), 0, 0, 0, 0, at)
    return struct.pack("<4s6H3L5H2L", b"PK\1\2", *fields) + name + extra


def end(count, size, at, comment=b""):
    """The end of a ZIP."""
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, at, len(comment)) + comment


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def by_hand(*members, before=b"", comment=b""):
    """A ZIP of members told by keyword: name, data, and any lie that `local` or `central` can tell."""
    body, directory = bytearray(before), bytearray()
    for told in members:
        name, data = told["name"], told["data"]
        packed = told.get("packed", deflated(data) if told.get("method", 8) == 8 else data)
        same = {key: told[key] for key in ("method", "flags", "extra") if key in told}
        crc, unpacked = told.get("crc", zlib.crc32(data)), told.get("unpacked", len(data))
        at = told.get("at", len(body) - len(before))
        directory += central(name, told.get("packed_size", len(packed)), crc, unpacked, at, **same)
        body += local(name, packed, crc, unpacked, **same)
    return bytes(body + directory) + end(len(members), len(directory), len(body) - len(before), comment)


def fit(kind="activity", created=None, **more):
    """A FIT file that says what it is and holds nothing else."""
    return encode([("file_id", {"type": kind, "manufacturer": "garmin", "time_created": created, **more})])


def contents(data, name="export.zip"):
    """What `opened` gives: by name, the bytes or the sentence of refusal."""
    return {member.name: member.data or str(member.refusal) for member in opened(data, name).members()}


PROBE = """
import os, resource, sys, time
from pathlib import Path
from ingest.errors import IngestError
from ingest.exports import opened

def told(path):
    try:
        archive = opened(Path(path), "bomb.zip")
        yield from archive.problems
        yield from (str(member.refusal or len(member.data)) for member in archive.members())
    except IngestError as refusal:
        yield str(refusal)

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))  # a bomb that goes off ends the test only
for line in sys.stdin:
    if os.fork() == 0:
        before, began = peak(), time.process_time()
        sentences = list(dict.fromkeys(told(line.rstrip())))
        figures = peak() - before, time.process_time() - began
        print(*figures, *sentences[:20], sep="\\n", end="\\n\\n", flush=True)
        os._exit(0)
    _, status = os.wait()
    if status:
        print("it went off", end="\\n\\n", flush=True)
"""


@pytest.fixture(scope="session")
def cost():
    """What an archive costs a process of its own: more megabytes, seconds of CPU, and what it was told."""
    command = [sys.executable, "-c", PROBE]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as process:

        def measured(path):
            print(path, file=process.stdin, flush=True)
            lines = list(iter(process.stdout.readline, "\n"))
            megabytes, seconds, *told = (line.rstrip("\n") for line in lines)
            return float(megabytes), float(seconds), told

        yield measured


@pytest.fixture(scope="session", name="zipped")
def _zipped():
    return zipped


@pytest.fixture(scope="session", name="by_hand")
def _by_hand():
    return by_hand


@pytest.fixture(scope="session", name="local")
def _local():
    return local


@pytest.fixture(scope="session", name="central")
def _central():
    return central


@pytest.fixture(scope="session", name="end")
def _end():
    return end


@pytest.fixture(scope="session", name="deflated")
def _deflated():
    return deflated


@pytest.fixture(scope="session", name="fit")
def _fit():
    return fit


@pytest.fixture(scope="session", name="contents")
def _contents():
    return contents


@pytest.fixture
def unzip():
    """A ZIP on its bytes."""
    return lambda data: Zip(Held(data))


@pytest.fixture
def folder(tmp_path):
    """A folder with these files."""

    def build(files, name="unpacked"):
        for path, data in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return tmp_path / name

    return build
