"""A FIT file in, a recording in our names and units out."""

import struct

import numpy as np
import pandas as pd
import pytest

from ingest import readers
from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers import fit as fit_reader
from ingest.readers import fit_bytes, fit_messages
from ingest.readers.fit_reading import Reading
from ingest.schema import TRACK
from sample_data.fit_writer import encode


def only(data):
    (recording,) = readers.read(data)
    return recording


def test_a_record_comes_out_in_our_names_and_si_units(fit, session, at):
    record = {
        "timestamp": at(0),
        "position_lat": 2**29,  # a quarter of half a turn: 180° / 4
        "position_long": -(2**30),  # 180° / 2, west
        "enhanced_altitude": 812.4,
        "distance": 3.25,
        "enhanced_speed": 3.125,
        "heart_rate": 151,
        "cadence": 83,
        "fractional_cadence": 0.5,
        "temperature": 18,
        "power": 255,
        "stance_time": 243.0,
        "stance_time_balance": 49.25,
        "vertical_oscillation": 81.5,
        "vertical_ratio": 8.05,
        "step_length": 1012.0,
    }
    recording = only(fit(("record", record), session()))
    row = recording.track.iloc[0]
    expected = {
        "latitude_deg": 45.0,
        "longitude_deg": -90.0,
        "altitude_m": 812.4,
        "distance_m": 3.25,
        "speed_m_s": 3.125,
        "heart_rate_bpm": 151.0,
        "cadence_spm": 167.0,  # (83 + 0.5) strides, two steps each
        "temperature_c": 18.0,
        "power_w": 255.0,
        "stance_time_s": 0.243,
        "stance_time_balance_pct": 49.25,
        "vertical_oscillation_m": 0.0815,
        "vertical_ratio_pct": 8.05,
        "step_length_m": 1.012,
    }
    assert {name: row[name] for name in expected} == pytest.approx(expected)
    assert row["time"] == pd.Timestamp("2026-05-03 06:30:00", tz="UTC")
    assert np.isnan(row["grade"])
    assert recording.masked == {}
    assert recording.warnings == ()
    pd.testing.assert_frame_equal(TRACK.conform(recording.track), recording.track)


def test_what_the_file_does_not_hold_is_absent_and_not_zero(fit, session, at):
    track = only(fit(("record", {"timestamp": at(0), "heart_rate": None}), session())).track
    assert track.drop(columns="time").isna().all(axis=None)


def test_sea_level_and_a_standing_start_are_values(fit, session, at):
    record = {"timestamp": at(0), "enhanced_altitude": 0.0, "distance": 0.0, "enhanced_speed": 0.0}
    row = only(fit(("record", record), session())).track.iloc[0]
    assert (row["altitude_m"], row["distance_m"], row["speed_m_s"]) == (0.0, 0.0, 0.0)


def test_the_enhanced_field_goes_first_and_the_plain_one_fills_in(fit, session, at):
    both = {
        "timestamp": at(0),
        "altitude": 90.0,
        "enhanced_altitude": 100.2,
        "speed": 2.5,
        "enhanced_speed": 3.0,
    }
    plain = {
        "timestamp": at(1),
        "altitude": 91.0,
        "enhanced_altitude": None,
        "speed": 2.75,
        "enhanced_speed": None,
    }
    track = only(fit(("record", both), ("record", plain), session())).track
    assert track["altitude_m"].tolist() == pytest.approx([100.2, 91.0])
    assert track["speed_m_s"].tolist() == [3.0, 2.75]


def test_a_null_compressed_distance_does_not_wipe_out_the_distance(fit, session, at):
    record = {"timestamp": at(0), "distance": 12.5, "compressed_speed_distance": b"\xff\xff\xff"}
    assert only(fit(("record", record), session())).track["distance_m"].tolist() == [12.5]


def test_a_position_that_is_not_known_is_absent_and_not_counted(fit, session, at):
    record = {"timestamp": at(0), "position_lat": 0x7FFFFFFF, "position_long": 0x7FFFFFFF}
    recording = only(fit(("record", record), session()))
    assert recording.track["latitude_deg"].isna().all()
    assert recording.masked == {}


def test_the_device_s_totals_come_with_hundredths_of_ascent(fit, session):
    totals = only(fit(session(total_ascent=36, total_descent=41, total_strides=850))).totals
    assert (totals.distance_m, totals.timer_s, totals.elapsed_s) == (2000.0, 600.0, 640.0)
    assert (totals.ascent_m, totals.descent_m, totals.steps) == (36.0, 41.0, 1700.0)
    name, fields = session(total_ascent=36, total_descent=41)
    more = only(fit((name, fields | {(199, "uint8"): 25, (200, "uint8"): 5}))).totals
    assert (more.ascent_m, more.descent_m) == pytest.approx((36.25, 41.05))


def test_totals_that_the_device_does_not_keep_are_none(fit, session):
    totals = only(fit(session(total_distance=None))).totals
    assert (totals.distance_m, totals.ascent_m, totals.steps) == (None, None, None)


def test_exertion_and_feel_come_from_fields_that_fitparse_has_no_name_for(fit, session):
    name, fields = session()
    recording = only(fit((name, fields | {(193, "uint8"): 30, (192, "uint8"): 75})))
    assert (recording.rpe, recording.feel) == (3.0, 75.0)
    nothing = only(fit(session()))
    assert (nothing.rpe, nothing.feel) == (None, None)


@pytest.mark.parametrize(
    ("number", "word"),
    [("trail", "trail"), (58, "virtual_activity"), (67, "ultra"), (82, "adventure_race"), (200, "200")],
)
def test_sub_sports_have_words_also_where_fitparse_has_none(fit, session, number, word):
    assert only(fit(session(sub_sport=number))).sub_sport == word


def test_the_cadence_of_a_ride_s_laps_is_not_taken_for_steps(fit, session, at):
    lap = ("lap", {"start_time": at(0), "sport": "cycling", "avg_cadence": 85})
    assert only(fit(lap, session(sport="cycling"))).laps["avg_cadence_spm"].isna().all()


def test_without_a_session_the_watch_s_sport_profile_tells_the_sport(fit, at):
    sport = ("sport", {"sport": "running", "sub_sport": "trail"})
    recording = only(fit(sport, ("record", {"timestamp": at(0), "heart_rate": 120})))
    assert (recording.sport, recording.sub_sport) == ("running", "trail")
    assert recording.totals.distance_m is None


def test_laps_that_count_both_feet_are_not_doubled(fit, session, at):
    laps = [("lap", {"start_time": at(60 * n), "avg_running_cadence": 168}) for n in (0, 1)]
    assert only(fit(*laps, session())).laps["avg_cadence_spm"].tolist() == [168.0, 168.0]


def test_what_laps_count_is_decided_by_the_points(fit, session, at):
    ran = [("record", {"timestamp": at(s), "cadence": 104 if s < 5 else 168}) for s in range(8)]
    laps = [("lap", {"start_time": at(4 * n), "avg_running_cadence": 112 + n}) for n in (0, 1)]
    recording = only(fit(*ran, *laps, session()))
    assert recording.track["cadence_spm"].tolist() == [104.0] * 5 + [168.0] * 3
    assert recording.laps["avg_cadence_spm"].tolist() == [112.0, 113.0]


def test_the_cadence_of_a_ride_is_not_taken_for_steps(fit, session, at):
    record = ("record", {"timestamp": at(0), "cadence": 83})
    assert only(fit(record, session(sport="cycling"))).track["cadence_spm"].isna().all()


def test_laps_are_read_in_time_order(fit, session, at):
    second = {"start_time": at(300), "total_distance": 980.0, "total_timer_time": 300.0, "total_descent": 12}
    first = {
        "start_time": at(0),
        "total_distance": 1020.0,
        "total_timer_time": 300.0,
        "total_ascent": 7,
        "avg_heart_rate": 148,
        "avg_running_cadence": 84,
        "avg_fractional_cadence": 0.5,
    }
    laps = only(fit(("lap", second), ("lap", first), session())).laps
    assert laps["distance_m"].tolist() == [1020.0, 980.0]
    assert laps["avg_cadence_spm"].iloc[0] == 169.0  # 2 x (84 + 0.5)
    assert laps["avg_heart_rate_bpm"].iloc[0] == 148.0
    assert laps["started_at"].tolist() == [pd.Timestamp(at(0)), pd.Timestamp(at(300))]
    assert laps["ascent_m"].iloc[0] == 7.0
    assert np.isnan(laps["ascent_m"].iloc[1])


def test_the_timer_s_starts_and_stops_are_the_active_spans(fit, session, at):
    def timer(kind, seconds):
        return ("event", {"timestamp": at(seconds), "event": "timer", "event_type": kind})

    records = [("record", {"timestamp": at(s), "heart_rate": 120}) for s in (0, 100, 160, 600)]
    active = only(
        fit(timer("start", 0), timer("stop_all", 100), timer("start", 160), *records, session())
    ).active
    # The second span was never stopped: it ends with the last point.
    assert active == (
        (pd.Timestamp(at(0)), pd.Timestamp(at(100))),
        (pd.Timestamp(at(160)), pd.Timestamp(at(600))),
    )


def test_timer_events_of_a_clock_that_runs_backwards_give_no_spans(fit, session, at):
    def timer(kind, seconds):
        return ("event", {"timestamp": at(seconds), "event": "timer", "event_type": kind})

    assert only(fit(timer("start", 500), timer("stop_all", 100), session())).active == ()


@pytest.mark.parametrize(("hours", "offset"), [(2, 2.0), (-7, -7.0), (5.75, 5.75)])
def test_the_local_time_of_the_activity_gives_the_offset_from_utc(fit, session, at, hours, offset):
    activity = ("activity", {"timestamp": at(600), "local_timestamp": at(600 + hours * 3600 + 2)})
    assert only(fit(session(), activity)).utc_offset == pd.Timedelta(hours=offset)


def test_a_local_time_that_is_no_zone_of_the_earth_is_not_believed(fit, session, at):
    activity = ("activity", {"timestamp": at(600), "local_timestamp": at(600 + 20 * 3600)})
    assert only(fit(session(), activity)).utc_offset is None
    assert only(fit(session())).utc_offset is None


def test_the_body_mass_comes_from_the_watch_s_profile_of_its_owner(fit, session):
    assert only(fit(("user_profile", {"weight": 71.5}), session())).body_mass_kg == 71.5
    assert only(fit(("user_profile", {"weight": 0.0}), session())).body_mass_kg is None
    assert only(fit(session())).body_mass_kg is None


def test_the_device_is_maker_and_product(fit, session):
    assert only(fit(session())).device == "Garmin fr935"


def test_a_product_s_own_name_goes_before_its_number(session, at):
    file_id = (
        "file_id",
        {"type": "activity", "manufacturer": 294, "product": 802, "product_name": "COROS PACE 2"},
    )
    assert only(encode([file_id, session()])).device == "COROS PACE 2"


def test_a_garmin_newer_than_fitparse_has_its_name(session):
    file_id = ("file_id", {"type": "activity", "manufacturer": "garmin", "product": 3992})
    assert only(encode([file_id, session()])).device == "Garmin fr255"


def test_a_watch_that_lists_a_barometer_has_one(fit, session):
    def sensor(kind):
        return ("device_info", {"source_type": "local", "device_type": kind})

    assert only(fit(sensor(0), sensor(4), session())).barometric is True
    assert only(fit(sensor(0), session())).barometric is False
    assert only(fit(session())).barometric is None


def test_apple_writes_the_altitude_of_the_place_and_no_barometers(session):
    def barometric(product):
        made_by = {"type": "activity", "manufacturer": "development", "product_name": product}
        return only(encode([("file_id", made_by), session()])).barometric

    assert barometric("Watch6,14") is False
    assert barometric("iPhone14,5") is False
    assert barometric("Runner's own app") is None


def test_a_treadmill_run_without_points_is_a_recording_with_an_empty_track(fit, session, at):
    recording = only(fit(session(sub_sport="treadmill")))
    assert recording.track.empty
    assert list(recording.track.columns) == TRACK.names
    assert recording.totals.distance_m == 2000.0
    assert recording.started_at == pd.Timestamp(at(0))


def test_the_activity_began_when_the_session_says_unless_its_points_are_days_away(fit, session, at):
    record = ("record", {"timestamp": at(5), "heart_rate": 120})
    assert only(fit(record, session())).started_at == pd.Timestamp(at(0))
    wrong = session(start_time=at(-40 * 86400))
    assert only(fit(record, wrong)).started_at == pd.Timestamp(at(5))


def test_a_watch_whose_clock_was_never_set_is_told_of(fit, session):
    recording = only(
        fit(session(start_time=16_441_241))
    )  # seconds since power-on: 9 July 1990 by FIT's epoch
    assert "clock was not set" in recording.warnings[0]
    assert "09 July 1990" in recording.warnings[0]


def test_an_activity_that_does_not_say_when_it_was_is_refused(session):
    nameless = encode([("file_id", {"type": "activity"}), ("record", {"heart_rate": 120})])
    with pytest.raises(UnreadableFile, match="does not say when"):
        readers.read(nameless)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("settings", "a device's settings"),
        ("course", "a course to follow"),
        ("workout", "a planned workout"),
        ("monitoring_b", "all-day monitoring"),
        (49, "sleep data"),
        (99, "does not know"),
    ],
)
def test_a_fit_file_of_another_kind_is_named(at, kind, words):
    data = encode([("file_id", {"type": kind}), ("record", {"timestamp": at(0)})])
    with pytest.raises(NotAnActivity, match=words):
        readers.read(data)


def test_a_fit_file_that_holds_nothing_of_an_activity_is_unreadable(fit):
    with pytest.raises(UnreadableFile, match="no points and no totals"):
        readers.read(fit())


def test_a_triathlon_is_one_recording_a_session(fit, session, at):
    records = [("record", {"timestamp": at(s), "heart_rate": 100 + s // 10}) for s in (0, 10, 100, 110)]
    laps = [("lap", {"start_time": at(s), "total_distance": 10.0 + s}) for s in (0, 100)]
    swim = session(sport="swimming", start_time=at(0), total_distance=750.0)
    run = session(sport="running", start_time=at(100), total_distance=5000.0)
    first, second = readers.read(fit(*records, *laps, run, swim))  # in whatever order
    assert (first.sport, first.totals.distance_m, second.sport) == ("swimming", 750.0, "running")
    assert first.track["heart_rate_bpm"].tolist() == [100.0, 101.0]
    assert second.track["heart_rate_bpm"].tolist() == [110.0, 111.0]
    assert second.laps["distance_m"].tolist() == [110.0]


def test_two_sessions_that_begin_at_once_are_one_recording(fit, session):
    assert len(readers.read(fit(session(), session()))) == 1


def test_chained_files_are_one_recording_each_and_the_same_file_twice_is_one(fit, session, at):
    morning, evening = fit(session()), fit(session(start_time=at(40_000)))
    assert [r.started_at for r in readers.read(morning + evening)] == [
        pd.Timestamp(at(0)),
        pd.Timestamp(at(40_000)),
    ]
    assert len(readers.read(morning + morning)) == 1


def test_settings_chained_behind_an_activity_do_not_hide_it(fit, session):
    assert len(readers.read(fit(session()) + encode([("file_id", {"type": "settings"})]))) == 1


def test_compressed_timestamps_are_seconds_since_1989(framed, definition, seconds_since_1989, at):
    body = (
        definition(0, 0, [(0, 1, 0)])
        + b"\x00\x04"
        + definition(1, 20, [(253, 4, 0x86), (3, 1, 2)])
        + b"\x01"
        + seconds_since_1989(0)
        + b"\x64"
        + definition(2, 20, [(3, 1, 2)])
    )
    first = struct.unpack("<I", seconds_since_1989(0))[0]
    for offset, heart_rate in ((1, 101), (3, 103)):
        body += bytes([0x80 | 2 << 5 | (first + offset) & 0x1F, heart_rate])
    track = only(framed(body)).track
    assert track["time"].tolist() == [pd.Timestamp(at(s)) for s in (0, 1, 3)]
    assert track["heart_rate_bpm"].tolist() == [100.0, 101.0, 103.0]


@pytest.fixture
def with_developer_field(framed, definition, seconds_since_1989):
    """A file in which one app's field has this name, native number and unit, as a 16-bit number."""

    def file(name, value, native=0xFF, units=b"", native_power=None, size=2):
        text, unit = name + b"\0", units + b"\0"
        fields = [(253, 4, 0x86)] + ([(7, 2, 0x84)] if native_power is not None else [])
        return framed(
            definition(0, 0, [(0, 1, 0)])
            + b"\x00\x04"
            + definition(1, 207, [(3, 1, 2)])
            + b"\x01\x00"
            + definition(
                2, 206, [(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, len(text), 7), (8, len(unit), 7), (15, 1, 2)]
            )
            + b"\x02\x00\x05\x84"
            + text
            + unit
            + bytes([native])
            + definition(3, 20, fields, [(5, size, 0)])
            + b"\x03"
            + seconds_since_1989(0)
            + (struct.pack("<H", native_power) if native_power is not None else b"")
            + struct.pack("<H", value) * (size // 2)
        )

    return file


def test_a_developer_field_fills_in_for_the_native_field_that_it_stands_for(with_developer_field):
    assert only(with_developer_field(b"Power", 241, 7, b"Watts")).track["power_w"].tolist() == [241.0]


def test_a_developer_field_is_put_into_the_native_unit(with_developer_field):
    track = only(with_developer_field(b"Vertical Oscillation", 7, 39, b"Centimeters")).track
    assert track["vertical_oscillation_m"].tolist() == pytest.approx([0.07])


COLUMN_OF = {"stance_time": "stance_time_s", "vertical_oscillation": "vertical_oscillation_m"}


def assert_of_app_alone(data, name):
    """Both ways of reading know whose number it is."""
    (part,) = fit_bytes.parts(data)
    found, _ = fit_messages.messages(part.sound)
    quick = set(Reading.of(part.walk).records().by_name)
    slow = set().union(*(message.fields for message in found if message.name == "record"))
    assert [name in quick, name in slow] == [False, False]
    assert [f"{name}_of_app" in quick, f"{name}_of_app" in slow] == [True, True]


@pytest.mark.parametrize(
    ("name", "units", "value", "told"),
    [
        ("stance_time", b"ms", 240, 0.240),
        ("stance_time", b"Milliseconds", 240, 0.240),
        ("vertical_oscillation", b"cm", 7, 0.070),
        ("vertical_oscillation", b"mm", 70, 0.070),
    ],
)
@pytest.mark.parametrize("native", [0xFF, 108], ids=["no_native_field", "one_not_listed"])
def test_an_app_s_field_of_a_strap_s_name_is_the_app_s_in_the_app_s_unit(
    with_developer_field, name, units, value, told, native
):
    data = with_developer_field(name.encode(), value, native, units)
    points = fit_reader.records(data)
    assert points[COLUMN_OF[name]].tolist() == pytest.approx([told])
    assert_of_app_alone(data, name)


@pytest.mark.parametrize("name", COLUMN_OF)
@pytest.mark.parametrize(("units", "size"), [(b"", 2), (b"s", 2), (b"%", 2), (b"ms", 4), (b"mm", 4)])
def test_an_app_s_field_of_a_strap_s_name_that_is_no_number_in_a_known_unit_tells_nothing(
    with_developer_field, name, units, size
):
    for called in (name, f"{name}_of_app"):
        data = with_developer_field(called.encode(), 240, units=units, size=size)
        assert fit_reader.records(data)[COLUMN_OF[name]].isna().all()


def test_the_native_field_goes_before_the_developer_s(with_developer_field):
    data = with_developer_field(b"Power", 241, 7, b"Watts", native_power=199)
    assert only(data).track["power_w"].tolist() == [199.0]


def test_one_file_s_developer_fields_do_not_change_how_the_next_is_read(
    with_developer_field, framed, definition, seconds_since_1989
):
    undescribed = framed(
        definition(0, 0, [(0, 1, 0)])
        + b"\x00\x04"
        + definition(3, 20, [(253, 4, 0x86), (3, 1, 2)], [(5, 2, 0)])
        + b"\x03"
        + seconds_since_1989(0)
        + b"\x64"
        + struct.pack("<H", 300)
    )
    alone = only(undescribed)
    only(with_developer_field(b"Power", 241, 7, b"Watts"))
    after = only(undescribed)
    pd.testing.assert_frame_equal(alone.track, after.track)
    assert after.track["heart_rate_bpm"].tolist() == [100.0]
    assert after.track["power_w"].isna().all()
