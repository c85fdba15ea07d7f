"""What every test may stand on: a store of its own, and the corpus where it is present."""

import gc
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from tests.sharing import made_once

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"

settings.register_profile("patient", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("patient")


def pytest_collection_finish():
    """What is loaded by now stays: it is not looked through again and again while tests run."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    """No test reads or writes the runner's own log."""
    monkeypatch.setenv("HIPLOG_STORE", str(tmp_path / "store"))


@pytest.fixture(scope="session")
def corpus():
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real files is not beside the project")
    return CORPUS


@pytest.fixture(scope="session")
def _blank(tmp_path_factory):
    from ingest.store import Store

    folder = tmp_path_factory.mktemp("blank") / "log"
    Store(folder)
    return folder


@pytest.fixture
def blank(_blank):
    """`blank(folder)` copies an empty log there: to lay its tables anew takes five times as long."""
    return lambda folder: shutil.copytree(_blank, folder)


SAMPLE_ENDS = date(2026, 11, 22)


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory):
    """Folder of a store that holds the sample year, for reading only. It ends on SAMPLE_ENDS."""
    from ingest.store import Store
    from sample_data.load import load

    return made_once(tmp_path_factory, "sample", lambda folder: load(Store(folder), SAMPLE_ENDS))
