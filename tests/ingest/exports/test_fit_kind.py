"""What a FIT is for stands in its first bytes."""

import csv
from datetime import UTC, datetime

import pandas as pd
import pytest

from ingest.exports.fit_kind import ACTIVITY, HEAD, FileId, file_id

BEGAN = datetime(2024, 6, 4, 6, 13, 47, tzinfo=UTC)
# Types of file_id by the FIT profile.
KINDS = {"activity": 4, "settings": 2, "course": 6, "weight": 9, "monitoring_b": 32, "blood_pressure": 14}


@pytest.mark.parametrize(("word", "number"), KINDS.items())
def test_the_type_is_told_by_the_first_bytes(fit, word, number):
    assert file_id(fit(word, created=BEGAN)[:HEAD]).kind == number


def test_the_time_of_creation_is_told_too(fit):
    assert file_id(fit(created=BEGAN)).created_at == pd.Timestamp("2024-06-04T06:13:47Z")
    assert file_id(fit(created=None)).created_at is None


def test_types_that_the_profile_does_not_know_are_numbers_all_the_same(fit):
    assert file_id(fit(49)).kind == 49  # sleep


def test_an_unsaid_type_is_none(fit):
    assert file_id(fit(None)).kind is None


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"<gpx/>", bytes(300)])
def test_what_is_no_fit_has_no_kind(data):
    assert file_id(data) == FileId()


def test_a_head_that_breaks_off_before_it_is_told_has_no_kind(fit):
    whole = fit(created=BEGAN)
    kinds = [file_id(whole[:size]).kind for size in range(len(whole) + 1)]
    assert set(kinds) == {None, ACTIVITY}
    assert kinds == sorted(kinds, key=lambda kind: kind is not None)


def test_big_endian_files_and_headers_of_fourteen_bytes_are_read():
    definition = bytes([0x40, 0, 1]) + (0).to_bytes(2, "big") + bytes([2, 4, 4, 0x86, 0, 1, 0])
    seconds = int((BEGAN - datetime(1989, 12, 31, tzinfo=UTC)).total_seconds())
    data = bytes([0]) + seconds.to_bytes(4, "big") + bytes([ACTIVITY])
    head = bytes([14, 0x10]) + bytes(6) + b".FIT" + bytes(2) + definition + data
    assert file_id(head).kind == ACTIVITY
    assert file_id(head).created_at == pd.Timestamp(BEGAN)


def test_messages_before_it_and_developer_fields_are_stepped_over(framed_messages):
    assert file_id(framed_messages).kind == ACTIVITY


@pytest.fixture
def framed_messages():
    """A message of another kind with a developer field, then file_id under another local number."""
    other = bytes([0x60, 0, 0, 49, 0, 1, 0, 2, 0x84, 1, 0, 3, 0]) + bytes([0]) + b"ab" + b"xyz"
    told = bytes([0x41, 0, 0, 0, 0, 1, 0, 1, 0]) + bytes([1, ACTIVITY])
    return bytes([12, 0x10]) + bytes(6) + b".FIT" + other + told


@pytest.mark.corpus
def test_real_files_are_what_the_manifest_says(corpus):
    with (corpus / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = [row for row in csv.DictReader(manifest, delimiter="\t") if row["fit_file_type"] in KINDS]
    told = {row["file"]: _kind(corpus / row["file"]) for row in rows if row["file"].lower().endswith(".fit")}
    assert len(told) > 500
    expected = {row["file"]: KINDS[row["fit_file_type"]] for row in rows}
    assert {file: kind for file, kind in told.items() if kind != expected[file]} == {}


def _kind(path):
    with path.open("rb") as file:
        return file_id(file.read(HEAD)).kind
