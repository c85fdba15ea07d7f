"""What is made once for all processes: made by the first, found by the others, and no failure is hidden."""

import pytest

from tests.sharing import made_once


class Factory:
    """As pytest's own, with a folder of this test's."""

    def __init__(self, base):
        self.base = base

    def getbasetemp(self):
        return self.base


@pytest.fixture
def factory(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    return Factory(tmp_path)


def write(words):
    return lambda folder: (folder.mkdir(), (folder / "words").write_text(words))


def test_the_first_makes_it_and_the_next_finds_it(factory):
    first = made_once(factory, "log", write("first"))
    assert made_once(factory, "log", write("second")) == first
    assert (first / "words").read_text() == "first"


def test_processes_of_one_run_share_it_and_another_run_has_its_own(factory, monkeypatch):
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw1")
    one, other = (Factory(factory.base / "pytest-1" / name) for name in ("gw0", "gw1"))
    for each in (one, Factory(factory.base / "pytest-2" / "gw0")):
        each.base.mkdir(parents=True)
    first = made_once(one, "log", write("shared"))
    assert made_once(other, "log", write("again")) == first
    assert made_once(Factory(factory.base / "pytest-2" / "gw0"), "log", write("anew")) != first


def test_where_it_could_not_be_made_the_others_fail_too(factory):
    def broken(_):
        raise ValueError("no room")

    with pytest.raises(ValueError, match="no room"):
        made_once(factory, "log", broken)
    with pytest.raises(AssertionError, match="could not be made"):
        made_once(factory, "log", write("never"))
