"""A watched folder: what is dropped there comes in once it is whole, and stays where it is."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.batch import watch
from ingest.errors import InvalidEntry
from ingest.store import Store

ROOT = Path(__file__).parents[3]
SEVEN = datetime(2026, 5, 3, 7, tzinfo=UTC)


@pytest.fixture
def store(tmp_path, blank):
    return Store(blank(tmp_path / "log"))


@pytest.fixture
def folder(tmp_path, store):
    path = tmp_path / "sync"
    path.mkdir()
    store.watch(str(path))
    return path


@pytest.fixture
def turn(store):
    """One look; returns the files that were taken."""
    before = {}

    def look():
        now = watch.stamps(store.watched())
        taken = [Path(outcome.path).name for outcome in watch.look(store, now, before)]
        before.clear()
        before.update(now)
        return taken

    return look


def test_a_file_is_taken_once_it_has_stayed_as_it_is_for_a_turn(folder, turn, store, fit_run):
    (folder / "a.fit").write_bytes(fit_run()[:1000])
    assert turn() == []
    (folder / "a.fit").write_bytes(fit_run())  # it was still being written
    assert turn() == []
    assert turn() == ["a.fit"]
    assert turn() == []
    assert len(store.load().runs) == 1
    assert (folder / "a.fit").read_bytes() == fit_run()


def test_what_was_taken_is_not_read_again_after_a_restart(folder, turn, store, fit_run):
    (folder / "a.fit").write_bytes(fit_run())
    turn(), turn()
    now = watch.stamps(store.watched())
    assert list(watch.look(Store(store.where), now, now)) == []


def test_a_file_that_changes_is_taken_again(folder, turn, store, fit_run):
    (folder / "a.fit").write_bytes(fit_run())
    turn(), turn()
    (folder / "a.fit").write_bytes(fit_run(start=SEVEN + timedelta(days=1)))
    os.utime(folder / "a.fit", ns=(1, 1))
    assert turn() == []
    assert turn() == ["a.fit"]
    assert len(store.load().runs) == 2


def test_folders_in_it_count_and_hidden_files_do_not(folder, turn, fit_run):
    (folder / "2026").mkdir()
    (folder / "2026" / "a.fit").write_bytes(fit_run())
    (folder / ".a.fit.part").write_bytes(fit_run()[:50])
    turn()
    assert turn() == ["a.fit"]


def test_what_sync_tools_hide_and_names_that_are_no_text_hold_nobody_up(folder, turn, store, fit_run):
    (folder / ".stversions").mkdir()
    (folder / ".stversions" / "old.fit").write_bytes(fit_run(start=SEVEN + timedelta(days=9)))
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.fit")).write_bytes(fit_run())
    (folder / "z.fit").write_bytes(fit_run(start=SEVEN + timedelta(days=1)))
    turn()
    assert len(turn()) == 2
    assert turn() == []
    assert len(store.load().runs) == 2


def test_a_folder_that_is_gone_for_a_while_does_no_harm(folder, turn, fit_run):
    (folder / "a.fit").write_bytes(fit_run())
    folder.rename(folder.with_name("away"))
    assert turn() == []
    folder.with_name("away").rename(folder)
    turn()
    assert turn() == ["a.fit"]


@pytest.mark.parametrize("where", ["", "  ", "/no/such/folder"])
def test_only_a_folder_can_be_watched(store, where):
    with pytest.raises(InvalidEntry, match="is no folder on this machine"):
        store.watch(where)


def test_a_folder_named_twice_is_watched_once_and_can_be_let_go(store, folder):
    store.watch(str(folder) + "/")
    assert store.watched() == [str(folder)]
    store.unwatch(str(folder))
    assert store.watched() == []


def test_where_nothing_is_watched_nothing_is_written(tmp_path, store, monkeypatch):
    before = (tmp_path / "log" / "hiplog.db").read_bytes()
    turns = []

    def sleep(_):
        turns.append(1)
        if len(turns) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(watch.time, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        list(watch.watch_patiently(store, 20.0))
    assert (tmp_path / "log" / "hiplog.db").read_bytes() == before


def test_a_trouble_in_settling_ends_neither_the_watcher_nor_an_import(
    store, folder, monkeypatch, fit_run, caplog
):
    monkeypatch.setattr(Store, "unmeasured", lambda _: 1 / 0)
    monkeypatch.setattr(watch.time, "sleep", lambda _: None)
    (folder / "a.fit").write_bytes(fit_run())
    watching = watch.watch_patiently(store, 20.0)
    assert next(watching).status == "imported"
    (folder / "b.fit").write_bytes(fit_run(start=SEVEN + timedelta(days=1)))
    assert next(watching).status == "imported"
    (folder / "c.fit").write_bytes(fit_run(start=SEVEN + timedelta(days=2)))
    assert main(["--store", store.where, "import", str(folder / "c.fit")]) == 0
    assert "settling" in caplog.text
    assert len(store.load().runs) == 3


def test_a_watcher_ends_with_the_program_at_the_other_end_of_its_pipe(tmp_path, store):
    command = [
        sys.executable,
        "-m",
        "ingest",
        "--store",
        str(tmp_path / "log"),
        "watch",
        "--until-stdin-ends",
    ]
    watcher = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    with pytest.raises(subprocess.TimeoutExpired):
        watcher.wait(2)
    watcher.stdin.close()
    assert watcher.wait(20) == 0


def test_the_command_imports_what_is_dropped_until_it_is_stopped(tmp_path, fit_run):
    drop = tmp_path / "drop"
    drop.mkdir()
    (drop / "a.fit").write_bytes(fit_run())
    command = [
        sys.executable,
        "-m",
        "ingest",
        "--store",
        str(tmp_path / "log"),
        "watch",
        str(drop),
        "--every",
        "0.1",
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline().startswith(f"imported         {drop / 'a.fit'}: ")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()
    assert len(Store(tmp_path / "log").load().runs) == 1


SETTLING = """
import sys, time
import ingest.ground
from ingest.__main__ import main

def measured(*_):
    print("settling", flush=True)
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass

sys.modules["ingest.ground.settle"].measured = measured
sys.exit(main(sys.argv[1:]))
"""
"""The command, but measuring takes for ever and lets no exception through."""


@pytest.mark.parametrize("inherited", [signal.SIG_DFL, signal.SIG_IGN], ids=["in front", "in the background"])
def test_ctrl_c_ends_the_command_while_it_settles_however_it_was_started(tmp_path, store, fit_run, inherited):
    """A shell without job control starts what is to run in the background with the signal ignored."""
    command = [sys.executable, "-c", SETTLING, "--store", str(tmp_path / "log"), "watch", "--every", "0.1"]
    (tmp_path / "a.fit").write_bytes(fit_run())
    list(watch.import_paths(store, [str(tmp_path / "a.fit")]))
    before = signal.signal(signal.SIGINT, inherited)  # a child begins with what its parent ignores
    try:
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        assert process.stdout.readline() == "settling\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()
    assert (len(store.load().runs), len(store.unmeasured())) == (1, 1)
