"""The year as files: the same bytes everywhere, and real FIT and GPX to every reader."""

import csv
import io
from datetime import date, timedelta
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt

import fitdecode
import fitparse
import gpxpy
import pytest

from ingest.schema import SHOE_KINDS, SHOES, SURFACES
from sample_data import make as maker
from sample_data.make import make

SEMICIRCLE = 180 / 2**31


def fit_files(folder, every=1):
    return sorted(folder.glob("runs/*.fit*"))[::every]


def gpx_files(folder):
    return sorted(folder.glob("runs/*.gpx*"))


def files_of(folder):
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def messages(data):
    """What fitparse reads, by message, with every checksum checked."""
    found = {}
    with fitparse.FitFile(io.BytesIO(data), check_crc=True) as file:
        for message in file.get_messages():
            found.setdefault(message.name, []).append(message.get_values())
    return found


def haversine_m(a, b):
    (lat1, lon1), (lat2, lon2) = ([radians(degree) for degree in point] for point in (a, b))
    part = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371008.8 * asin(sqrt(part))


def timer_spans_s(events):
    """Seconds between each start of the timer and the stop after it."""
    timer = [event for event in events if event["event"] == "timer"]
    assert [event["event_type"] for event in timer[::2]] == ["start"] * (len(timer) // 2)
    assert {event["event_type"] for event in timer[1::2]} <= {"stop", "stop_all"}
    times = [event["timestamp"] for event in timer]
    return sum((stop - start).total_seconds() for start, stop in zip(times[::2], times[1::2], strict=True))


def assert_totals_agree(data):
    """The session's totals against sums over the records, worked out here."""
    read = messages(data)
    [session], records = read["session"], read["record"]
    laps, last = read["lap"], records[-1]
    assert session["start_time"] == records[0]["timestamp"]
    assert session["total_distance"] == last["distance"]
    assert session["total_elapsed_time"] == (last["timestamp"] - records[0]["timestamp"]).total_seconds()
    assert session["total_timer_time"] == timer_spans_s(read["event"])
    assert session["max_heart_rate"] == max(record["heart_rate"] for record in records)
    mean_rate = sum(record["heart_rate"] for record in records) / len(records)
    assert 0 <= mean_rate - session["avg_heart_rate"] < 1
    assert len(laps) == session["num_laps"]
    assert sum(lap["total_distance"] for lap in laps) == pytest.approx(session["total_distance"], abs=0.01)
    assert sum(lap["total_timer_time"] for lap in laps) == session["total_timer_time"]
    assert sum(lap["total_strides"] for lap in laps) == pytest.approx(session["total_strides"], abs=len(laps))
    # A stride is two steps; steps × step length is distance where nothing is lost.
    cadence = session["total_strides"] * 60 / session["total_timer_time"]
    assert 0 <= cadence - session["avg_running_cadence"] < 1
    if "enhanced_altitude" in records[0]:
        net_m = last["enhanced_altitude"] - records[0]["enhanced_altitude"]
        assert session["total_ascent"] - session["total_descent"] == pytest.approx(net_m, abs=4)
        places = [(r["position_lat"] * SEMICIRCLE, r["position_long"] * SEMICIRCLE) for r in records]
        path_m = sum(haversine_m(a, b) for a, b in pairwise(places))
        assert path_m == pytest.approx(session["total_distance"], rel=0.02)
    if "vertical_oscillation" in records[0]:
        mean_mm = sum(record["vertical_oscillation"] for record in records) / len(records)
        assert session["avg_vertical_oscillation"] == pytest.approx(mean_mm, abs=0.05)


def test_the_committed_year_is_what_make_makes(year, committed, unpacked):
    made, kept = files_of(year), files_of(committed)
    assert made.keys() == kept.keys()
    # Two builds of zlib may pack the same bytes differently, so packed files are compared unpacked.
    assert [name for name in made if unpacked(made[name]) != unpacked(kept[name])] == []


def test_the_committed_year_is_small(committed):
    assert sum(path.stat().st_size for path in files_of(committed).values()) < 4_000_000


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow), 12])
def test_fitparse_reads_the_fit_files_and_the_totals_agree_with_the_records(committed, unpacked, every):
    files = fit_files(committed, every)
    assert len(files) >= 13
    for path in files:
        assert_totals_agree(unpacked(path))


@pytest.mark.slow
def test_fitdecode_reads_every_fit_file_with_its_checksums(committed, unpacked):
    for path in fit_files(committed):
        options = {"check_crc": fitdecode.CrcCheck.RAISE, "error_handling": fitdecode.ErrorHandling.RAISE}
        with fitdecode.FitReader(io.BytesIO(unpacked(path)), **options) as reader:
            names = [frame.name for frame in reader if frame.frame_type == fitdecode.FIT_FRAME_DATA]
        assert names[0] == "file_id"
        assert names[-2:] == ["session", "activity"]


def test_garmins_own_kit_reads_every_fit_file(committed, unpacked):
    reason = "Garmin's SDK has a proprietary licence, so it is no dependency; install it to run this"
    kit = pytest.importorskip("garmin_fit_sdk", reason=reason)
    for path in fit_files(committed):
        data = bytearray(unpacked(path))
        assert kit.Decoder(kit.Stream.from_byte_array(data)).check_integrity()
        read, errors = kit.Decoder(kit.Stream.from_byte_array(data)).read()
        assert errors == []
        assert len(read["session_mesgs"]) == 1


def test_gpxpy_reads_every_gpx_file_with_heart_rate_and_cadence(committed, unpacked):
    files = gpx_files(committed)
    assert len(files) == 21
    for path in files:
        gpx = gpxpy.parse(unpacked(path).decode())
        [track] = gpx.tracks
        [segment] = track.segments
        assert "run" in track.name.lower()
        assert all(point.time and point.elevation for point in segment.points)
        values = [[int(child.text) for child in point.extensions[0]] for point in segment.points]
        assert all(60 < rate < 200 and 60 < cadence < 110 for rate, cadence in values)


def test_the_watch_tells_weight_local_clock_and_the_kind_of_run(committed, unpacked):
    read = messages(unpacked(next(path for path in fit_files(committed) if "2026-11-21" in path.name)))
    assert read["user_profile"][0]["weight"] == 67.0
    assert read["session"][0]["sub_sport"] == "trail"
    # Mountain Standard Time is seven hours behind UTC.
    [activity] = read["activity"]
    assert activity["timestamp"] - activity["local_timestamp"] == timedelta(hours=7)


def test_summer_time_is_six_hours_behind(committed, unpacked):
    read = messages(unpacked(next(path for path in fit_files(committed) if "2026-07-05" in path.name)))
    assert read["activity"][0]["timestamp"] - read["activity"][0]["local_timestamp"] == timedelta(hours=6)
    assert read["session"][0]["start_time"].hour == 14  # the race began at eight


def test_the_new_watch_asks_how_it_was_and_measures_power(committed, unpacked):
    files = fit_files(committed)
    old, *new = [messages(unpacked(path)) for path in (files[80], *files[115:155:8])]
    assert old["file_id"][0]["garmin_product"] == "fr935"
    assert {read["file_id"][0]["garmin_product"] for read in new[-3:]} == {4024}
    assert "power" not in old["record"][0]
    assert any("power" in read["record"][0] for read in new)
    asked = [read["session"][0] for read in new if "unknown_193" in read["session"][0]]
    assert asked
    assert {session["unknown_193"] for session in asked} <= set(range(10, 101, 10))
    assert {session["unknown_192"] for session in asked} <= {0, 25, 50, 75, 100}


def test_a_treadmill_run_has_no_place_and_no_height(committed, unpacked):
    worn = rows(committed / "worn.csv")
    reads = (messages(unpacked(path)) for path in fit_files(committed) if "easy" in path.name)
    indoors = next(read for read in reads if read["session"][0]["sub_sport"] == "treadmill")
    assert {"position_lat", "enhanced_altitude"}.isdisjoint(indoors["record"][0])
    assert "total_ascent" not in indoors["session"][0]
    assert len(worn) == 181


def test_each_worn_file_exists_and_names_a_known_shoe_and_surface(committed):
    names = {row["name"] for row in rows(committed / "shoes.csv")}
    worn = rows(committed / "worn.csv")
    assert {row["file"] for row in worn} == {path.name for path in (committed / "runs").iterdir()}
    assert {row["shoe"] for row in worn} == names | {""}
    assert {row["surface"] for row in worn} == {"", "paved", "gravel"} <= {"", *SURFACES}


def test_shoes_are_named_as_in_the_schema(committed):
    shoes = rows(committed / "shoes.csv")
    assert set(shoes[0]) <= set(SHOES.names)
    assert len(shoes) == 3
    assert {row["kind"] for row in shoes} == {"road", "trail"} <= set(SHOE_KINDS)


def test_runs_before_breakfast_and_after_work_are_both_there(committed):
    hours = [int(path.name[11:13]) for path in (committed / "runs").iterdir()]
    assert min(hours) == 6
    assert max(hours) == 20


@pytest.mark.slow
def test_a_year_that_ends_on_a_wednesday_tells_nothing_of_thursday(tmp_path):
    make(tmp_path, date(2027, 2, 24))
    assert rows(tmp_path / "diary.csv")[-1]["day"] <= "2027-02-24"
    names = sorted(path.name for path in (tmp_path / "runs").iterdir())
    assert "2027-02-22" <= names[-1] < "2027-02-25"
    assert len(names) == 179
    assert {row["file"] for row in rows(tmp_path / "worn.csv")} == set(names)


def test_making_takes_no_clock_from_the_packer():
    packed = maker.zipped(b"same")
    assert packed == maker.zipped(b"same")
    assert packed[4:8] == b"\0\0\0\0"  # gzip's place for a modification time
