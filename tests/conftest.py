"""What every test may stand on: a store of its own, and the corpus where it is present."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    """No test reads or writes the runner's own log."""
    monkeypatch.setenv("HIPLOG_STORE", str(tmp_path / "store"))


@pytest.fixture(scope="session")
def corpus():
    if not CORPUS.is_dir():
        pytest.skip("the corpus of real files is not beside the project")
    return CORPUS
