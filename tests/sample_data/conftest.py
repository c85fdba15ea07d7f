"""The sample year, made once for all tests of it, in the way in which a person makes it."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "sample_data" / "year"


@pytest.fixture(scope="session")
def year(tmp_path_factory):
    """A folder with the year as made from elsewhere; a warning would end it."""
    folder = tmp_path_factory.mktemp("sample") / "year"
    command = [sys.executable, "-W", "error", ROOT / "sample_data" / "make.py", folder]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="session")
def committed():
    return COMMITTED


@pytest.fixture(scope="session")
def unpacked():
    """A file's content without its gzip."""

    def read(path):
        data = path.read_bytes()
        return gzip.decompress(data) if path.suffix == ".gz" else data

    return read
