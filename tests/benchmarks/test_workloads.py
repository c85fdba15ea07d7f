"""The files that are measured are sound, each a run of its own, and as large as those measured before."""

import io
from itertools import pairwise
from xml.etree import ElementTree

import fitdecode
import fitparse
import gpxpy
import numpy as np
import pandas as pd
import pytest

from benchmarks import fit_files
from benchmarks.fit_files import FLAVOURS, PAUSE_S, fit
from benchmarks.hour import DAYS, hour
from benchmarks.plain_loop import read
from benchmarks.xml_files import gpx, tcx
from ingest.readers import fit as reader
from ingest.summary import summarise
from sample_data import fit_writer

SHORT = 600


@pytest.mark.parametrize("data", [b"\0", b"a", b"hiplog", bytes(range(256)) * 3 + b"odd"])
def test_the_checksum_is_that_of_the_slow_way(data):
    assert fit_files.crc(data) == fit_writer.crc(data)


def messages(data, name):
    return [m.get_values() for m in fitparse.FitFile(io.BytesIO(data)).get_messages(name)]


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_fitparse_reads_what_was_put_in(flavour):
    run = hour(7, SHORT)
    records = pd.DataFrame(messages(fit(run, flavour), "record"))
    assert len(records) == SHORT
    assert np.abs(records["distance"] - run.distance_m).max() <= 0.0051
    assert np.abs(records["enhanced_altitude"] - run.altitude_m).max() <= 0.11
    assert records["heart_rate"].tolist() == run.heart_rate_bpm.tolist()
    assert records["timestamp"][0] == run.start.replace(tzinfo=None)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_fitdecode_finds_no_fault(flavour):
    strict = {"check_crc": fitdecode.CrcCheck.RAISE, "error_handling": fitdecode.ErrorHandling.RAISE}
    with fitdecode.FitReader(io.BytesIO(fit(hour(1, SHORT), flavour)), **strict) as frames:
        names = [frame.name for frame in frames if isinstance(frame, fitdecode.FitDataMessage)]
    assert names.count("record") == SHORT
    assert {"file_id", "lap", "session", "activity"} <= set(names)


def test_an_interleaved_file_has_other_messages_between_its_records_and_a_pause():
    data = fit(hour(1, SHORT), "interleaved")
    assert len(messages(data, "gps_metadata")) == SHORT
    assert len(messages(data, "hrv")) == SHORT // 2
    steps = pd.Series([m["timestamp"] for m in messages(data, "record")]).diff().dt.total_seconds().dropna()
    assert steps.max() == 1 + PAUSE_S
    assert messages(data, "session")[0]["total_timer_time"] == SHORT - 1


@pytest.mark.parametrize(("flavour", "least", "most"), [("watch", 140, 155), ("interleaved", 220, 240)])
def test_an_hour_is_as_large_as_those_measured_before(flavour, least, most):
    assert least <= len(fit(hour(1), flavour)) / 1000 <= most


def test_no_two_runs_are_the_same_nor_at_the_same_time():
    numbers = [0, 1, 2, DAYS, DAYS + 1, 2 * DAYS]
    runs = [hour(number, SHORT) for number in numbers]
    spans = sorted((run.at(0), run.at(-1)) for run in runs)
    assert all(end < begin for (_, end), (begin, _) in pairwise(spans))
    assert len({fit(run, "watch") for run in runs}) == len(numbers)


def test_the_same_number_gives_the_same_file():
    assert fit(hour(5, SHORT), "dynamics") == fit(hour(5, SHORT), "dynamics")


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_plain_loop_does_the_same_work_as_hiplogs_reader(flavour):
    data = fit(hour(2, SHORT), flavour)
    plain, own = read(data)[0], reader.read(data)[0]
    pd.testing.assert_frame_equal(plain.track, own.track)
    pd.testing.assert_frame_equal(plain.laps, own.laps)
    assert pd.Series(summarise(plain, "UTC").row).equals(pd.Series(summarise(own, "UTC").row))


def test_gpxpy_reads_the_points_and_their_heart_rate():
    run = hour(3, SHORT)
    points = gpxpy.parse(gpx(run).decode()).tracks[0].segments[0].points
    assert len(points) == SHORT
    assert points[9].time == run.at(9)
    assert points[9].latitude == pytest.approx(run.latitude_deg[9], abs=1e-12)
    hr = next(part for part in points[9].extensions[0] if part.tag.endswith("}hr"))
    assert float(hr.text) == run.heart_rate_bpm[9]


def test_a_tcx_holds_every_point():
    garmin = "{http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2}"
    run = hour(3, SHORT)
    points = list(ElementTree.fromstring(tcx(run)).iter(f"{garmin}Trackpoint"))
    assert len(points) == SHORT
    last = float(points[-1].find(f"{garmin}DistanceMeters").text)
    assert last == pytest.approx(run.distance_m[-1], abs=0.005)
