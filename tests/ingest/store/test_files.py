"""Files as they were handed over: what became of each, and its bytes, kept once."""

from __future__ import annotations

import gzip
import hashlib

import pandas as pd
import pytest

from ingest.errors import StoreError
from ingest.schema import FILES
from ingest.store import Original, files


def test_a_file_is_named_by_its_unpacked_content():
    content = b"<gpx></gpx>"
    name = hashlib.sha256(content).hexdigest()
    assert Original("a.gpx", content).sha256 == name
    assert Original("a.gpx.gz", gzip.compress(content)).sha256 == name


def test_a_damaged_gzip_is_named_by_the_bytes_that_came():
    data = b"\x1f\x8b no gzip at all"
    assert Original("a.gpx.gz", data).sha256 == hashlib.sha256(data).hexdigest()


def test_the_content_comes_back_byte_for_byte(store, add):
    original = add("a")
    assert store.original(original.sha256) == b"a"


def test_the_content_of_a_packed_file_comes_back_unpacked(store):
    original = Original("a.gz", gzip.compress(b"content" * 99))
    store.add_file(original, "failed", "No.")
    assert store.original(original.sha256) == b"content" * 99


def test_an_empty_file_is_kept_too(store):
    original = Original("empty.fit", b"")
    store.add_file(original, "failed", "This file is empty.")
    assert store.original(original.sha256) == b""
    assert store.files()["bytes"].tolist() == [0.0]


def test_the_same_content_is_kept_once(store, add, tmp_path):
    original = add("a")
    store.add_file(Original("copy.gz", gzip.compress(b"a")), "duplicate", "Again.", ["a"])
    assert len(store.files()) == 2
    with store._reading() as (connection, _):
        assert connection.scalar(files.sa.select(files.sa.func.count()).select_from(files.originals)) == 1
    assert store.original(original.sha256) == b"a"


def test_a_file_that_was_not_kept_says_so(store):
    with pytest.raises(StoreError, match="original of this file was not kept"):
        store.original("0" * 64)


def test_files_are_listed_newest_first(store, add):
    add("a")
    store.add_file(Original("b.fit", b"bb"), "failed", "Damaged.")
    store.add_file(Original("c.fit", b"ccc"), "duplicate", "Same run.", ["a", "x"])
    frame = store.files()
    assert frame.dtypes.astype("str").to_dict() == FILES.dtypes
    assert frame["name"].tolist() == ["c.fit", "b.fit", "a.fit"]
    assert frame["status"].tolist() == ["duplicate", "failed", "imported"]
    assert frame["reason"].tolist() == ["Same run.", "Damaged.", ""]
    assert frame["run_ids"].tolist() == ["a x", "", "a"]
    assert frame["bytes"].tolist() == [3.0, 2.0, 1.0]
    assert frame["imported_at"].is_monotonic_decreasing
    assert abs(frame["imported_at"].iloc[0] - pd.Timestamp.now("UTC")) < pd.Timedelta("1min")


def test_a_content_that_never_came_is_not_known(store, add):
    add("a")
    assert store.known_file(Original("b", b"b").sha256) is None


def test_a_content_that_came_before_is_known(store, add):
    known = store.known_file(add("a").sha256)
    assert list(known) == FILES.names
    assert (known["name"], known["status"], known["run_ids"]) == ("a.fit", "imported", "a")
    assert known["imported_at"].tzinfo is not None


def test_of_several_imports_the_one_that_gave_runs_is_told(store, add):
    store.add_file(Original("early", b"a"), "failed", "Not yet readable.")
    original = add("a")
    store.add_file(Original("late", b"a"), "failed", "Disk trouble.")
    assert store.known_file(original.sha256)["status"] == "imported"


def test_of_several_vain_imports_the_newest_is_told(store):
    store.add_file(Original("early", b"a"), "failed", "One.")
    store.add_file(Original("late", b"a"), "failed", "Two.")
    assert store.known_file(Original("a", b"a").sha256)["reason"] == "Two."


@pytest.mark.parametrize(("size", "stays"), [(10, True), (11, False)])
def test_a_file_that_gave_no_run_is_kept_up_to_a_size(store, monkeypatch, size, stays):
    monkeypatch.setattr(files, "LARGEST_KEPT", 10)
    original = Original("big", b"x" * size)
    store.add_file(original, "not_a_run", "No.")
    assert len(store.files()) == 1
    if stays:
        assert store.original(original.sha256) == b"x" * size
    else:
        with pytest.raises(StoreError):
            store.original(original.sha256)


def test_a_file_that_gave_a_run_is_kept_whatever_its_size(store, add, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_KEPT", 0)
    assert store.original(add("a").sha256) == b"a"


def test_names_that_are_no_proper_text_are_kept_readable(store):
    # A file name in Latin-1 on a UTF-8 disk comes as "L\udce4ufe"; a NUL is refused by PostgreSQL.
    store.add_file(Original("L\udce4ufe\0.fit", b"x"), "failed", "“L\udce4ufe” is damaged.")
    assert store.files()["name"].tolist() == ["L?ufe.fit"]
