"""One recording of a run out of several: nothing lost, nothing mixed, nothing invented."""

import itertools
from dataclasses import fields, replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ingest.recording import Totals
from ingest.schema import LAPS, TRACK
from ingest.summary import summarise
from ingest.twins import merged

RUN = np.arange(0, 1801)
HOUR = pd.Timedelta(hours=1)


def hearts(seconds, late_s=0.0):
    moments = np.asarray(seconds, float) - late_s
    return 150 + 12 * np.sin(moments / 37.0) + 8 * np.sin(moments / 101.0)


def pod(outing, **given):
    """A foot pod's own file: no positions, its seconds' count as its power."""
    return outing(RUN, positions=False, power_w=200.0 + RUN / 10, stance_time_s=0.25, device="Stryd", **given)


def same(one, other):
    """Whether two recordings are equal, frames and all."""
    alike = [
        getattr(one, f.name) == getattr(other, f.name) for f in fields(one) if f.name not in ("track", "laps")
    ]
    return all(alike) and one.track.equals(other.track) and one.laps.equals(other.laps)


def test_a_single_recording_stays_as_it_is(outing):
    only = outing(RUN, heart_rate_bpm=150)
    run = merged([only])
    assert same(run.recording, only)
    assert (run.base, run.brought) == (0, {})


def test_power_and_stance_time_come_from_the_pod_and_the_rest_from_the_watch(outing):
    watch = outing(RUN, heart_rate_bpm=150, cadence_spm=170)
    run = merged([pod(outing), watch])
    assert run.base == 1
    assert run.brought == {0: ("power", "stance time")}
    track = run.recording.track
    assert track["power_w"].tolist() == (200.0 + RUN / 10).tolist()
    untouched = ["time", "latitude_deg", "distance_m", "heart_rate_bpm", "cadence_spm"]
    assert track[untouched].equals(watch.track[untouched])


def test_the_merged_track_conforms_and_the_given_ones_are_untouched(outing):
    recordings = [pod(outing), outing(RUN)]
    before = [recording.track.copy() for recording in recordings]
    track = merged(recordings).recording.track
    assert TRACK.conform(track).equals(track)
    assert list(track.columns) == TRACK.names
    assert [r.track.equals(b) for r, b in zip(recordings, before, strict=True)] == [True, True]


def test_a_clock_that_is_ahead_is_set_before_the_streams_are_joined(outing):
    watch = outing(RUN, heart_rate_bpm=hearts(RUN), cadence_spm=170, wander_m=0)
    late = pod(outing, late_s=40, heart_rate_bpm=hearts(RUN), wander_m=0)
    track = merged([watch, late]).recording.track
    assert track["power_w"].iloc[900] == pytest.approx(200 + 900 / 10, abs=0.2)


def test_distance_and_time_stay_those_of_the_one_that_shows_the_run(outing):
    watch = outing(RUN, totals={"distance_m": 5400.0, "timer_s": 1795.0, "elapsed_s": 1800.0})
    other = pod(
        outing, totals={"distance_m": 5520.0, "timer_s": 1800.0, "elapsed_s": 1801.0, "steps": 5000.0}
    )
    assert merged([watch, other]).recording.totals == watch.totals
    assert summarise(merged([watch, other]).recording, "UTC").row["distance_m"] == 5400.0


def test_positions_that_come_new_do_not_change_the_distance(outing, recording):
    speed_only = recording(RUN, speed_m_s=3.0, heart_rate_bpm=150, totals={"timer_s": 1800.0})
    place = outing(RUN, totals={"distance_m": 5000.0}, wander_m=0).track[["latitude_deg", "longitude_deg"]]
    phone = recording(RUN[:1100], **{n: place[n].to_numpy()[:1100] for n in place}, format="gpx")
    run = merged([phone, speed_only])
    assert run.base == 1
    assert run.brought == {0: ("positions",)}
    # 1,800 s at 3 m/s, where the phone saw 1,099 s of them.
    assert summarise(run.recording, "UTC").row["distance_m"] == pytest.approx(5400.0)


@pytest.mark.parametrize(("last", "brought"), [(901, True), (895, False)])
def test_a_stream_of_less_than_half_of_the_run_is_not_passed_off_as_the_runs(outing, last, brought):
    watch, strap = outing(RUN), outing(RUN[: last + 1], positions=False, heart_rate_bpm=150)
    track = merged([watch, strap]).recording.track
    assert track["heart_rate_bpm"].notna().sum() == (last + 1 if brought else 0) + brought


def test_a_lost_stream_is_replaced_as_a_whole(outing):
    lost = np.where(RUN < 600, 120.0, np.nan)
    watch, strap = outing(RUN, heart_rate_bpm=lost), pod(outing, heart_rate_bpm=160.0)
    assert merged([watch, strap]).recording.track["heart_rate_bpm"].eq(160.0).all()


def test_a_stream_that_is_there_is_never_patched(outing):
    holed = np.where(RUN % 3 == 0, np.nan, 150.0)
    watch, strap = outing(RUN, heart_rate_bpm=holed), pod(outing, heart_rate_bpm=160.0)
    kept = merged([watch, strap]).recording.track["heart_rate_bpm"]
    assert kept.equals(watch.track["heart_rate_bpm"])


def test_balance_comes_from_one_sensor_and_is_never_patched_from_another(outing):
    left = pod(outing, stance_time_balance_pct=np.where(RUN < 1200, 48.0, np.nan))
    right = replace(pod(outing, stance_time_balance_pct=52.0), device="Pods")
    balance = merged([outing(RUN), left, right]).recording.track["stance_time_balance_pct"]
    assert balance.eq(52.0).all()  # it knows all of the run


def test_pieces_of_one_watch_bring_a_stream_together(outing):
    strap = {"positions": False, "device": "Watch"}
    one = outing(RUN[:800], heart_rate_bpm=140.0, **strap)
    two = outing(RUN[900:], heart_rate_bpm=160.0, **strap)
    run = merged([two, outing(RUN, device="Phone"), one])
    assert run.base == 1
    assert run.brought == {0: ("heart rate",), 2: ("heart rate",)}
    heart = run.recording.track["heart_rate_bpm"]
    assert (heart[:800].eq(140.0).all(), heart[900:].eq(160.0).all()) == (True, True)
    assert heart[802:898].isna().all()


def test_pieces_of_unknown_or_different_devices_do_not_make_one_stream(outing):
    one = outing(RUN[:800], heart_rate_bpm=140.0, positions=False, device="Watch")
    two = outing(RUN[900:], heart_rate_bpm=160.0, positions=False, device="Strap")
    heart = merged([outing(RUN), one, two]).recording.track["heart_rate_bpm"]
    assert heart.dropna().unique().tolist() == [160.0]  # 900 of 1,800 seconds: half


def test_a_barometers_altitude_replaces_that_of_gps_and_brings_its_own_climb(outing):
    counts = {"ascent_m": 40.0, "descent_m": 38.0}
    phone = outing(RUN, altitude_m=90.0, heart_rate_bpm=150, barometric=False, totals={"ascent_m": 300.0})
    watch = pod(outing, altitude_m=100.0, barometric=True, totals={"distance_m": 5300.0, **counts})
    run = merged([phone, watch])
    assert run.base == 0
    assert "altitude" in run.brought[1]
    assert run.recording.track["altitude_m"].eq(100.0).all()
    assert run.recording.barometric is True
    assert run.recording.totals == replace(phone.totals, **counts)


def test_gps_altitude_does_not_replace_another(outing):
    phone = outing(RUN, altitude_m=90.0, barometric=False, heart_rate_bpm=150)
    other = pod(outing, altitude_m=100.0, barometric=False)
    run = merged([phone, other])
    assert run.recording.track["altitude_m"].eq(90.0).all()
    assert run.recording.barometric is False


def test_what_was_said_once_is_kept_and_the_first_to_say_it_counts(outing):
    watch = outing(RUN, heart_rate_bpm=150, sub_sport="generic", rpe=4.0)
    phone = outing(
        RUN, title="Sunday", sub_sport="trail", rpe=7.0, feel=75.0, body_mass_kg=61.0, utc_offset=HOUR
    )
    run = merged([phone, watch]).recording
    assert (run.title, run.sub_sport, run.rpe, run.feel) == ("Sunday", "trail", 4.0, 75.0)
    assert (run.body_mass_kg, run.utc_offset, run.sport) == (61.0, HOUR, "running")


def test_where_no_kind_says_anything_the_one_shown_is_kept(outing):
    assert merged([outing(RUN, sub_sport="generic"), pod(outing)]).recording.sub_sport == "generic"


def test_warnings_are_joined_without_doubles(outing):
    watch = outing(RUN, warnings=("The file breaks off.", "Odd."))
    assert merged([watch, pod(outing, warnings=("Odd.", "Wet."))]).recording.warnings == (
        "The file breaks off.",
        "Odd.",
        "Wet.",
    )


def test_values_left_out_are_those_of_the_columns_that_are_kept(outing):
    lost = np.where(RUN < 600, 120.0, np.nan)
    watch = outing(RUN, heart_rate_bpm=lost, masked={"heart_rate_bpm": 7, "speed_m_s": 2})
    strap = pod(outing, heart_rate_bpm=160.0, masked={"heart_rate_bpm": 1, "speed_m_s": 9})
    assert merged([watch, strap]).recording.masked == {"speed_m_s": 2, "heart_rate_bpm": 1}


def laps(start, *late_s):
    return LAPS.frame([{"started_at": start + pd.Timedelta(seconds=s), "distance_m": 1000.0} for s in late_s])


def test_laps_come_from_the_other_by_this_ones_clock(outing):
    watch, phone = outing(RUN, heart_rate_bpm=150), outing(RUN, late_s=30)
    phone = replace(phone, laps=laps(phone.started_at, 0, 330))
    run = merged([watch, phone])
    assert run.brought == {1: ("laps",)}
    assert run.recording.laps["started_at"].tolist() == laps(watch.started_at, 0, 330)["started_at"].tolist()


def test_laps_of_a_part_are_not_those_of_the_run(outing):
    watch, part = outing(RUN), outing(RUN[:600])
    run = merged([watch, replace(part, laps=laps(part.started_at, 0, 300))])
    assert run.recording.laps.empty
    assert run.brought == {}


@pytest.mark.parametrize("hours", [8, -5.5])
def test_a_run_shown_in_local_time_is_set_to_the_watchs(outing, hours):
    watch = outing(RUN, positions=True, totals={"timer_s": 1800.0})
    app = outing(
        RUN,
        late_s=hours * 3600,
        heart_rate_bpm=150,
        format="gpx",
        active=[(hours * 3600, hours * 3600 + 1800)],
    )
    app = replace(app, laps=laps(app.started_at, 0, 300))
    run = merged([app, watch])
    assert run.base == 0
    assert run.recording.started_at == watch.started_at
    assert run.recording.track["time"].equals(watch.track["time"])
    assert run.recording.active == ((watch.started_at, watch.started_at + pd.Timedelta(seconds=1800)),)
    assert run.recording.laps["started_at"].iloc[0] == watch.started_at


def test_a_clock_some_seconds_off_is_left_as_it_is(outing):
    app = outing(RUN, late_s=50, heart_rate_bpm=150, format="gpx")
    assert merged([app, outing(RUN)]).recording.started_at == app.started_at


def test_a_run_of_totals_alone_takes_no_points_from_a_part(outing, recording):
    totals = recording(totals={"distance_m": 9000.0, "timer_s": 3000.0, "elapsed_s": 3000.0})
    run = merged([outing(RUN), totals])
    assert run.base == 1
    assert run.recording.track.empty
    assert run.brought == {}


def test_three_devices_each_bring_what_they_alone_know(outing):
    phone = outing(
        RUN, late_s=5, noise_m=3, device="Phone", cadence_spm=170.0, temperature_c=20.0, format="gpx"
    )
    strap = outing(RUN, positions=False, heart_rate_bpm=150.0, device="Strap", totals={"timer_s": 1800.0})
    run = merged([phone, strap, pod(outing)])
    assert run.base == 0
    assert run.brought == {1: ("heart rate",), 2: ("power", "stance time")}
    assert summarise(run.recording, "UTC").row["avg_power_w"] == pytest.approx(290.0, abs=1.0)


@pytest.fixture(scope="module")
def group(outing):
    """Recordings of one run that differ in everything that decides."""
    return [
        outing(RUN, heart_rate_bpm=hearts(RUN), device="Watch", warnings=("Odd.",), rpe=4.0),
        outing(
            RUN[::4], late_s=20, noise_m=4, device="Phone", format="gpx", title="Sunday", cadence_spm=170.0
        ),
        pod(outing, heart_rate_bpm=hearts(RUN)),
        outing(RUN[:700], device="Watch 2", temperature_c=21.0),
        outing(RUN[::4], late_s=20, noise_m=4, seed=9, device="Phone", format="gpx", title="Monday"),
    ]


@settings(max_examples=8, deadline=None, derandomize=True)
@given(order=some.permutations(range(5)), count=some.integers(2, 5))
def test_the_order_of_the_recordings_makes_no_difference(group, order, count):
    chosen = [number for number in order if number < count]
    one, other = merged(group[:count]), merged([group[number] for number in chosen])
    assert same(one.recording, other.recording)
    assert chosen[other.base] == one.base
    assert {chosen[number]: words for number, words in other.brought.items()} == one.brought


def test_two_that_differ_in_nothing_but_their_numbers_have_an_order_too(outing):
    one, other = (outing(RUN, noise_m=3, seed=seed) for seed in (1, 2))
    shown = {
        merged(list(order)).recording.track["latitude_deg"].sum()
        for order in itertools.permutations([one, other])
    }
    assert len(shown) == 1


def test_totals_of_nothing_are_totals_too(recording):
    run = merged([recording([0, 60]), recording(totals={"timer_s": 60.0})])
    assert run.recording.totals in (Totals(), Totals(timer_s=60.0))
