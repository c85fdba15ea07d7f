"""Runs without a file of their own: what is written is read, and what is not as written is refused."""

import json
from datetime import timedelta

import pandas as pd
import pytest

from ingest import readers
from ingest.errors import UnreadableFile
from ingest.readers import manual
from ingest.summary import summarise, why_not_a_run

BEGAN = pd.Timestamp("2024-06-04T06:13:47Z")


@pytest.fixture
def told():
    told = {"distance_m": 5000, "timer_s": 1500, "elapsed_s": 1520.5, "utc_offset_s": 7200}
    return manual.written(BEGAN, **told, sport="running", title="Loop")


def test_the_bytes_are_one_json_object_with_sorted_keys(told):
    assert told.startswith(b'{"ascent_m":null,"avg_cadence_spm":null,')
    whole = json.loads(told)
    assert whole["started_at"] == "2024-06-04T06:13:47Z"
    assert whole["distance_m"] == 5000.0
    assert whole["title"] == "Loop"


def test_the_same_facts_give_the_same_bytes_in_any_order():
    one = manual.written(BEGAN, distance_m=5000, title="A")
    other = manual.written(BEGAN.tz_convert("Asia/Tokyo"), title="A", distance_m=5000.0)
    assert one == other


def test_what_was_written_is_read(told):
    (recording,) = readers.read(told)
    assert recording.format == "manual"
    assert recording.started_at == BEGAN
    assert recording.totals.distance_m == 5000.0
    assert recording.totals.timer_s == 1500.0
    assert recording.totals.elapsed_s == 1520.5
    assert recording.totals.ascent_m is None
    assert recording.utc_offset == timedelta(hours=2)
    assert recording.sport == "running"
    assert recording.title == "Loop"
    assert recording.track.empty


def test_such_a_run_is_measured_by_its_totals(told):
    (recording,) = readers.read(told)
    assert why_not_a_run(recording) is None
    row = summarise(recording, "UTC").row
    assert row["distance_m"] == 5000.0
    assert row["duration_s"] == 1500.0
    assert row["elapsed_s"] == 1520.5
    assert row["avg_speed_m_s"] == pytest.approx(5000 / 1500)
    assert row["day"] == pd.Timestamp("2024-06-04")
    assert row["zone"] == "UTC+02:00"
    assert row["climb_source"] == "none"


def test_a_name_that_the_format_does_not_know_is_our_bug():
    with pytest.raises(TypeError, match="mood"):
        manual.written(BEGAN, mood=3)


@pytest.mark.parametrize(
    "change",
    [
        {"started_at": None},
        {"started_at": "2024-06-04T06:13:47"},
        {"started_at": "yesterday"},
        {"started_at": "1066-10-14T09:00:00Z"},
        {"distance_m": "far"},
        {"distance_m": True},
        {"timer_s": float("nan")},
        {"title": 7},
        {"utc_offset_s": 14 * 3600 + 1},
        {"utc_offset_s": 1e300},
    ],
)
def test_anything_else_than_what_is_written_is_refused_with_a_sentence(told, change):
    whole = json.dumps({**json.loads(told), **change}, separators=(",", ":")).encode()
    with pytest.raises(UnreadableFile, match="damaged"):
        readers.read(whole)


@pytest.mark.parametrize("data", [b'{"hiplog":"run"', b'{"hiplog":"run",' + b" " * 70_000 + b"}"])
def test_a_file_that_breaks_off_or_is_far_too_long_is_refused(data):
    with pytest.raises(UnreadableFile, match="damaged"):
        readers.read(data)


def test_a_newer_hiplogs_run_says_so(told):
    with pytest.raises(UnreadableFile, match="newer hiplog"):
        readers.read(told.replace(b'"version":1', b'"version":2'))


def test_a_negative_total_is_no_total():
    (recording,) = readers.read(manual.written(BEGAN, distance_m=-5.0, timer_s=600))
    assert recording.totals.distance_m is None
    assert recording.totals.timer_s == 600.0
