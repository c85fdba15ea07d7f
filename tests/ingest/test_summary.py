"""A whole run as one row, worked by hand."""

import time

import numpy as np
import pandas as pd
import pytest

from ingest.errors import NotARun
from ingest.schema import RUNS, TRACK
from ingest.summary import summarise

HALF_HOUR = np.arange(0, 1801)
BERLIN = {"latitude_deg": 52.52, "longitude_deg": 13.405}


@pytest.fixture
def plain(recording):
    """30 min at 3 m/s on the flat by barometer, in Berlin, with everything a good watch records."""
    return recording(
        HALF_HOUR,
        active=[(0, 1800)],
        **BERLIN,
        distance_m=HALF_HOUR * 3.0,
        speed_m_s=3.0,
        altitude_m=34.0,
        heart_rate_bpm=np.where(HALF_HOUR <= 900, 140.0, 150.0),
        cadence_spm=170.0,
        temperature_c=15.0,
        power_w=250.0,
        stance_time_s=0.25,
        stance_time_balance_pct=50.4,
        vertical_oscillation_m=0.08,
        vertical_ratio_pct=7.5,
        step_length_m=1.06,
        barometric=True,
        sub_sport="street",
        title="Sunday",
        device="Garmin fenix5",
        totals={"distance_m": 5400.0, "timer_s": 1800.0, "elapsed_s": 1800.0, "ascent_m": 4.0},
        body_mass_kg=70.0,
        rpe=3.0,
        feel=75.0,
    )


def test_every_column_but_the_runs_id_is_there_and_conforms(plain):
    row = summarise(plain, "UTC").row
    assert set(row) == set(RUNS.names) - {"run_id"}
    frame = RUNS.frame([{"run_id": "a", **row}])
    assert frame.dtypes.astype(str).to_dict() == RUNS.dtypes
    assert frame.loc[0, "title"] == "Sunday"
    assert pd.isna(frame.loc[0, "shoe_id"])


def test_a_plain_run_by_hand(plain):
    summary = summarise(plain, "UTC")
    told = {name: summary.row[name] for name in ("sport", "sub_sport", "surface", "surface_source", "zone")}
    assert told == {
        "sport": "running",
        "sub_sport": "street",
        "surface": "paved",
        "surface_source": "sub_sport",
        "zone": "Europe/Berlin",
    }
    expected = {
        "distance_m": 5400.0,
        "duration_s": 1800.0,
        "elapsed_s": 1800.0,
        "moving_s": 1800.0,
        "ascent_m": 0.0,
        "descent_m": 0.0,
        "graded_m": 5400.0,
        "uphill_m": 0.0,
        "downhill_m": 0.0,
        "grade_adjusted_m": 5400.0,
        "avg_speed_m_s": 3.0,
        "grade_adjusted_speed_m_s": 3.0,
        # 140 for the seconds 0 to 900 and half a second more, 150 for the other 899.5 s.
        "avg_heart_rate_bpm": (140 * 900.5 + 150 * 899.5) / 1800,
        "max_heart_rate_bpm": 150.0,
        "avg_cadence_spm": 170.0,
        "steps": 5100.0,  # 170 a minute for 30 min
        "avg_temperature_c": 15.0,
        "avg_power_w": 250.0,
        "avg_stance_time_s": 0.25,
        "avg_stance_time_balance_pct": 50.4,
        "avg_vertical_oscillation_m": 0.08,
        "avg_vertical_ratio_pct": 7.5,
        "avg_step_length_m": 1.06,
        "device_distance_m": 5400.0,
        "device_ascent_m": 4.0,
        "body_mass_kg": 70.0,
        "rpe": 3.0,
        "feel": 75.0,
        "points": 1801.0,
        "masked_values": 0.0,
    }
    assert {name: summary.row[name] for name in expected} == pytest.approx(expected)
    assert np.isnan(summary.row["device_descent_m"])
    assert summary.notes == ()


def test_the_row_knows_when_and_where_it_began(plain):
    row = summarise(plain, "UTC").row
    assert row["started_at"] == pd.Timestamp("2026-05-03T07:00Z")
    assert row["day"] == pd.Timestamp("2026-05-03")
    assert (row["start_latitude_deg"], row["start_longitude_deg"]) == (52.52, 13.405)


def test_the_track_conforms_and_is_completed(recording):
    bare = recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, altitude_m=HALF_HOUR * 0.3, barometric=True)
    track = summarise(bare, "UTC").track
    assert track.dtypes.astype(str).to_dict() == TRACK.dtypes
    assert track["speed_m_s"].to_numpy() == pytest.approx(3.0)
    assert track["grade"][200:1600].to_numpy() == pytest.approx(0.1)
    assert bare.track["speed_m_s"].isna().all()  # the recording itself is untouched


def test_what_is_computed_keeps_the_figures_that_mean_something(recording):
    # 0.9 m in 0.35 s a step is 2.571428... m/s, kept as 2.571; 20/7 m/s that the device told stay.
    steps = np.arange(2000)
    told = np.where(steps == 1000, 20 / 7, np.nan)
    run = recording(steps * 0.35, distance_m=steps * 0.9 + 0.001, speed_m_s=told)
    track = summarise(run, "UTC").track
    assert track["speed_m_s"].iloc[500] == 2.571
    assert track["speed_m_s"].iloc[1000] == 20 / 7
    assert track["distance_m"].iloc[:3].tolist() == [0.0, 0.9, 1.8]


def test_the_row_is_computed_from_what_was_not_rounded(recording):
    # 4.997 % is kept as 5.00 % at each point, but no metre of it counts as uphill.
    seconds = np.arange(1001)
    run = recording(
        seconds, distance_m=seconds * 3.0, altitude_m=seconds * 3.0 * 0.04997, speed_m_s=3.0, barometric=True
    )
    summary = summarise(run, "UTC")
    assert summary.track["grade"].iloc[200:800].tolist() == [0.05] * 600
    assert summary.row["uphill_m"] == 0.0


def test_a_distance_in_centimetres_comes_back_as_the_watch_counted_it(recording):
    counts = np.random.default_rng(5).integers(1, 600, 3600).cumsum()
    run = recording(np.arange(3600), distance_m=counts / 100)
    assert summarise(run, "UTC").track["distance_m"].tolist() == (counts / 100).tolist()


def test_a_late_run_in_the_west_belongs_to_the_runners_day(recording):
    late = recording(
        HALF_HOUR, start="2026-05-04T05:00Z", distance_m=HALF_HOUR * 3.0, utc_offset=pd.Timedelta(hours=-7)
    )
    row = summarise(late, "UTC").row
    assert (row["day"], row["zone"]) == (pd.Timestamp("2026-05-03"), "UTC-07:00")


def test_a_ramp_costs_what_its_grade_costs(recording):
    # 5.4 km at +10 %: 540 m up, every metre uphill, factor 1.658 (EVIDENCE 2.1); the profile's two
    # mirrored ends are a little flatter.
    ramp = recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, altitude_m=HALF_HOUR * 0.3, barometric=True)
    row = summarise(ramp, "UTC").row
    assert row["climb_source"] == "barometer"
    assert row["ascent_m"] == pytest.approx(540.0, abs=3.0)
    assert row["descent_m"] == 0.0
    assert row["uphill_m"] == pytest.approx(5400.0, abs=30.0)
    assert row["grade_adjusted_m"] == pytest.approx(5400 * 1.658, rel=0.005)
    assert row["grade_adjusted_speed_m_s"] == pytest.approx(3 * 1.658, rel=0.005)


def test_a_hill_climbs_as_high_with_a_point_every_half_minute(recording):
    # 9 m up from point to point is 0.3 m/s, no spike; 540 m in all as with a point every second.
    seconds = np.arange(0, 1801, 30)
    ramp = recording(seconds, distance_m=seconds * 3.0, altitude_m=seconds * 0.3, barometric=True)
    assert summarise(ramp, "UTC").row["ascent_m"] == pytest.approx(540.0, abs=3.0)


def test_what_a_barometer_drifts_at_a_red_light_is_no_climb(recording):
    # Ten minutes of standing in mid-run, in which the altitude sinks by 30 m.
    distance_m = np.where(HALF_HOUR < 600, HALF_HOUR, np.maximum(600, HALF_HOUR - 600)) * 3.0
    altitude_m = 100.0 - np.clip((HALF_HOUR - 600) / 20.0, 0.0, 30.0)
    row = summarise(
        recording(
            HALF_HOUR,
            distance_m=distance_m,
            speed_m_s=np.where((HALF_HOUR > 600) & (HALF_HOUR < 1200), 0.0, 3.0),
            altitude_m=altitude_m,
            barometric=True,
        ),
        "UTC",
    ).row
    assert (row["ascent_m"], row["descent_m"]) == (0.0, 0.0)


@pytest.mark.parametrize(("slope", "uphill", "downhill"), [(0.051, 1, 0), (0.049, 0, 0), (-0.051, 0, 1)])
def test_metres_count_as_uphill_or_downhill_from_five_percent(recording, slope, uphill, downhill):
    altitude_m = 1000 + HALF_HOUR * 3.0 * slope
    ramp = recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, altitude_m=altitude_m, barometric=True)
    row = summarise(ramp, "UTC").row
    assert row["uphill_m"] == pytest.approx(uphill * 5400, abs=100)  # less the two mirrored ends
    assert row["downhill_m"] == pytest.approx(downhill * 5400, abs=100)


def hill(rise_m):
    """5.4 km: up by `rise_m` to the middle, and down."""
    return 100 + rise_m * (1 - np.abs(HALF_HOUR - 900) / 900)


@pytest.mark.parametrize(("rise_m", "told"), [(33.0, True), (24.0, False)])
def test_gps_climb_is_approximate_and_hidden_below_five_metres_a_kilometre(recording, rise_m, told):
    # 5 m/km of 5.4 km are 27 m; smoothing takes a metre or two off the top.
    run = recording(HALF_HOUR, format="gpx", distance_m=HALF_HOUR * 3.0, altitude_m=hill(rise_m))
    summary = summarise(run, "UTC")
    assert summary.row["climb_source"] == "gps"
    assert [~np.isnan(summary.row[name]) for name in ("ascent_m", "descent_m")] == [told, told]
    assert summary.notes[0].startswith("Climb is approximate" if told else "Climb is not told")


def test_a_barometers_small_climb_is_told(recording):
    run = recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, altitude_m=hill(20.0), barometric=True)
    assert summarise(run, "UTC").row["ascent_m"] == pytest.approx(20.0, abs=0.5)


def test_what_a_fit_file_does_not_tell_of_its_sensor_its_altitude_tells(recording):
    steps_m = np.round(np.random.default_rng(3).normal(0.0, 0.15, HALF_HOUR.size) / 0.2) * 0.2
    metres = {"distance_m": HALF_HOUR * 3.0, "altitude_m": np.cumsum(steps_m)}
    assert summarise(recording(HALF_HOUR, **metres), "UTC").row["climb_source"] == "barometer"
    assert summarise(recording(HALF_HOUR, format="gpx", **metres), "UTC").row["climb_source"] == "gps"
    assert summarise(recording(HALF_HOUR, barometric=False, **metres), "UTC").row["climb_source"] == "gps"


@pytest.mark.parametrize(("device_m", "told"), [(80.5, False), (135.0, True), (75.0, True)])
def test_climb_a_quarter_off_the_devices_is_told(recording, device_m, told):
    # 100 m less a hair of smoothing; a quarter of 80.5 is 20.1, of 75 is 18.8, but 20 m must differ.
    run = recording(
        HALF_HOUR,
        distance_m=HALF_HOUR * 3.0,
        altitude_m=hill(100.0),
        barometric=True,
        totals={"ascent_m": device_m, "descent_m": 100.0},
    )
    assert any("of ascent" in note for note in summarise(run, "UTC").notes) is told


def test_the_air_in_a_gym_is_no_climb(recording):
    run = recording(HALF_HOUR, sub_sport="treadmill", distance_m=HALF_HOUR * 3.0, altitude_m=hill(100.0))
    row = summarise(run, "UTC").row
    assert row["climb_source"] == "none"
    assert np.isnan([row[name] for name in ("ascent_m", "descent_m", "graded_m", "grade_adjusted_m")]).all()
    assert row["surface"] == "treadmill"


def test_climb_of_less_than_half_a_run_is_not_told(recording):
    altitude_m = np.where(HALF_HOUR < 800, hill(300.0), np.nan)
    run = recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, altitude_m=altitude_m, barometric=True)
    summary = summarise(run, "UTC")
    assert np.isnan(summary.row["ascent_m"])
    assert np.isnan(summary.row["grade_adjusted_m"])
    assert summary.row["graded_m"] == pytest.approx(2400.0, abs=30.0)
    assert summary.notes == (
        "Altitude was recorded for less than half of the run, so its climb is not told.",
    )


def test_standing_time_does_not_move_and_does_not_dilute_cadence(recording):
    # 20 min at 3 m/s and 170 steps/min, then 10 min of standing with the timer on.
    standing = HALF_HOUR > 1200
    run = recording(
        HALF_HOUR,
        distance_m=np.minimum(HALF_HOUR, 1200) * 3.0,
        speed_m_s=np.where(standing, 0.0, 3.0),
        cadence_spm=np.where(standing, 0.0, 170.0),
        power_w=np.where(standing, 0.0, 250.0),
        heart_rate_bpm=np.where(standing, 100.0, 150.0),
    )
    row = summarise(run, "UTC").row
    assert row["moving_s"] == pytest.approx(1200.0, abs=1.0)
    assert row["duration_s"] == 1800.0
    assert row["avg_cadence_spm"] == 170.0
    assert row["avg_power_w"] == pytest.approx(250.0, abs=0.3)
    assert row["avg_heart_rate_bpm"] == pytest.approx((150 * 1200 + 100 * 600) / 1800, abs=0.1)
    assert row["steps"] == pytest.approx(170 * 20, abs=2.0)


@pytest.mark.parametrize(("speed_m_s", "moving_s"), [(0.5, 1800.0), (0.49, 0.0)])
def test_half_a_metre_a_second_is_moving(recording, speed_m_s, moving_s):
    run = recording(HALF_HOUR, distance_m=HALF_HOUR * speed_m_s, speed_m_s=speed_m_s)
    assert summarise(run, "UTC").row["moving_s"] == moving_s


def test_means_are_over_time_not_over_points(recording):
    # 150 bpm for 20 s in points a second apart, then 100 bpm for 40 s in points ten seconds apart.
    seconds = [*range(21), 30, 40, 50, 60]
    heart_rate_bpm = [150.0] * 21 + [100.0] * 4
    run = recording(seconds, distance_m=np.array(seconds) * 3.0, heart_rate_bpm=heart_rate_bpm)
    # Point 20 speaks for 0.5 s before and 5 s after it; 150: 25 s, 100: 35 s.
    assert summarise(run, "UTC").row["avg_heart_rate_bpm"] == pytest.approx((150 * 25 + 100 * 35) / 60)


def test_a_treadmill_without_speed_moves_for_an_unknown_time(recording):
    totals = {"distance_m": 5000.0, "timer_s": 1800.0}
    run = recording(HALF_HOUR, sub_sport="treadmill", cadence_spm=165.0, totals=totals)
    row = summarise(run, "UTC").row
    assert (row["distance_m"], row["duration_s"], row["avg_cadence_spm"]) == (5000.0, 1800.0, 165.0)
    assert np.isnan(row["moving_s"])


def test_the_devices_own_count_of_steps_comes_first(recording):
    run = recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, cadence_spm=170.0, totals={"steps": 5000.0})
    assert summarise(run, "UTC").row["steps"] == 5000.0


def test_a_run_of_totals_alone_is_a_run(recording):
    bare = recording(totals={"distance_m": 5000.0, "timer_s": 1500.0, "elapsed_s": 1600.0, "ascent_m": 30.0})
    summary = summarise(bare, "Europe/Berlin")
    row = summary.row
    assert (row["distance_m"], row["duration_s"], row["elapsed_s"]) == (5000.0, 1500.0, 1600.0)
    assert row["avg_speed_m_s"] == pytest.approx(5000 / 1500)
    assert (row["zone"], row["climb_source"], row["points"]) == ("Europe/Berlin", "none", 0.0)
    unknown = ("moving_s", "ascent_m", "graded_m", "avg_heart_rate_bpm", "steps", "start_latitude_deg")
    assert np.isnan([row[name] for name in unknown]).all()
    assert summary.track.empty
    assert summary.notes == ()


def test_a_run_of_one_point_is_no_crash(recording):
    row = summarise(recording([0], **BERLIN, altitude_m=30.0, totals={"distance_m": 3000.0}), "UTC").row
    assert row["distance_m"] == 3000.0
    assert np.isnan(row["duration_s"])
    assert np.isnan(row["avg_speed_m_s"])


def test_a_recording_that_does_not_tell_when_it_was_is_refused(recording):
    with pytest.raises(NotARun, match="does not tell when"):
        summarise(recording(started_at=None, totals={"distance_m": 5000.0}), "UTC")


def test_points_decide_the_start_where_the_devices_is_days_away(recording):
    def row(days):
        odd = pd.Timestamp("2026-05-03T07:00Z") - pd.Timedelta(days=days)
        return summarise(recording(HALF_HOUR, started_at=odd, distance_m=HALF_HOUR * 3.0), "UTC").row

    assert row(2.1)["day"] == pd.Timestamp("2026-05-03")
    assert row(0.1)["started_at"] == pd.Timestamp("2026-05-03T04:36Z")


def test_a_clock_that_is_set_in_mid_run_does_not_move_the_run_to_another_month(recording):
    seconds = np.concatenate([HALF_HOUR[:10], HALF_HOUR[10:] + 20 * 86400])
    summary = summarise(recording(seconds, distance_m=HALF_HOUR * 3.0), "UTC")
    assert summary.row["day"] == pd.Timestamp("2026-05-23")
    assert summary.row["elapsed_s"] == summary.row["duration_s"] == 1799.0  # without the step of the jump
    assert "20 days" in summary.notes[0]


def test_a_timer_left_running_counts_by_what_it_moved(recording):
    # An hour of running, then nine hours on the shelf, a point every five seconds.
    seconds = np.arange(0, 36_001, 5)
    distance_m = np.minimum(seconds, 3600) * 3.0
    summary = summarise(recording(seconds, distance_m=distance_m), "UTC")
    assert summary.row["duration_s"] == pytest.approx(3600.0, abs=10.0)
    assert summary.row["elapsed_s"] == 36_000.0
    assert summary.row["avg_speed_m_s"] == pytest.approx(3.0, abs=0.02)
    assert "left running" in summary.notes[0]


def test_six_hours_are_an_ultra_not_a_timer_left_running(recording):
    seconds = np.arange(0, 21_601, 5)
    summary = summarise(recording(seconds, distance_m=np.minimum(seconds, 3600) * 3.0), "UTC")
    assert summary.row["duration_s"] == 21_600.0
    assert summary.notes == ()


def test_no_run_lasts_twenty_seven_days(recording):
    month_s = 27 * 86400.0
    summary = summarise(recording(totals={"distance_m": 5000.0, "timer_s": month_s}), "UTC")
    assert np.isnan(summary.row["duration_s"])
    assert np.isnan(summary.row["elapsed_s"])
    assert summary.row["distance_m"] == 5000.0
    assert summary.notes == ("No run lasts 27 days; that time is left out.",)


def test_masked_values_are_counted_and_told(recording):
    masked = {"latitude_deg": 2, "longitude_deg": 2, "heart_rate_bpm": 1}
    summary = summarise(recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, masked=masked), "UTC")
    assert summary.row["masked_values"] == 5.0
    assert summary.notes == ("Left out, for they cannot be true: 2 positions, 1 heart rate.",)


def test_an_hour_of_points_is_measured_in_a_moment(recording):
    seconds = np.arange(0, 3600)
    noise = np.random.default_rng(4).normal(0.0, 3.0, seconds.size)
    run = recording(
        seconds, **BERLIN, distance_m=seconds * 3.0, altitude_m=noise, heart_rate_bpm=150.0, cadence_spm=170.0
    )
    summarise(run, "UTC")
    took_s = []
    for _ in range(5):
        begun = time.perf_counter()
        summarise(run, "UTC")
        took_s.append(time.perf_counter() - begun)
    assert min(took_s) < 0.1  # some 6 ms on an idle machine; a loop over points would take seconds


@pytest.mark.corpus
def test_real_fit_runs_agree_with_their_sessions_or_say_why_not(corpus):
    from ingest import readers
    from ingest.summary import why_not_a_run

    seen = 0
    small = [path for path in sorted((corpus / "fit").glob("*.fit")) if path.stat().st_size < 60_000]
    for path in small:
        for run in readers.read(path.read_bytes()):
            if why_not_a_run(run) is not None:
                continue
            seen += 1
            summary = summarise(run, "UTC")
            row, told = summary.row, " ".join((*run.warnings, *summary.notes))
            if row["device_distance_m"] > 0:
                agrees = row["distance_m"] == pytest.approx(row["device_distance_m"], rel=0.01)
                assert agrees or "km" in told, path.name
            if row["device_timer_s"] > 0:
                agrees = row["duration_s"] == pytest.approx(row["device_timer_s"], abs=1.0)
                assert agrees or "counted" in told, path.name
    assert seen >= 5


def test_positions_that_are_wrong_by_one_axis_alone_are_told(recording):
    masked = {"latitude_deg": 1, "longitude_deg": 4}
    summary = summarise(recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, masked=masked), "UTC")
    assert summary.notes == ("Left out, for they cannot be true: 4 positions.",)
    summary = summarise(recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, masked={"longitude_deg": 1}), "UTC")
    assert summary.notes == ("Left out, for they cannot be true: 1 position.",)


def test_values_without_a_word_of_their_own_are_counted_together(recording):
    masked = {"stance_time_s": 5, "step_length_m": 3}
    summary = summarise(recording(HALF_HOUR, distance_m=HALF_HOUR * 3.0, masked=masked), "UTC")
    assert summary.notes == ("Left out, for they cannot be true: 8 values.",)
