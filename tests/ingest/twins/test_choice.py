"""Which recording shows a run: the whole before a part, then the one that knows most."""

import itertools
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from ingest.schema import LAPS
from ingest.twins.choice import Source, ranked

RUN = np.arange(0, 1801, 2)


def first(*recordings):
    """The recording that shows the run, and that it is the same in any order."""
    shown = {id(order[ranked(order)[0].number]) for order in itertools.permutations(recordings)}
    assert len(shown) == 1
    return next(recording for recording in recordings if id(recording) in shown)


def test_the_one_with_more_streams_shows_the_run(outing):
    rich, plain = outing(RUN, heart_rate_bpm=150, power_w=250), outing(RUN, heart_rate_bpm=150)
    assert first(plain, rich) is rich


def test_positions_are_worth_more_than_any_other_streams(outing):
    pod = outing(RUN, positions=False, heart_rate_bpm=150, power_w=250, stance_time_s=0.25, cadence_spm=170)
    watch = outing(RUN)
    assert first(pod, watch) is watch


def test_a_stream_of_the_last_minutes_is_no_stream(outing):
    late = outing(RUN, power_w=np.where(RUN > 1000, 250.0, np.nan))
    heart = outing(RUN, heart_rate_bpm=150, device="Watch")
    assert first(late, heart) is heart


@pytest.mark.parametrize(("seconds", "whole"), [(1290, True), (1240, False)])
def test_less_than_seventy_percent_of_the_distance_is_a_part_whatever_its_detail(outing, seconds, whole):
    # At an even pace 1,290 / 1,800 = 0.717 and 1,240 / 1,800 = 0.689; its elapsed time is the whole's.
    part = outing(RUN[seconds >= RUN], wander_m=0, heart_rate_bpm=150)
    part = replace(part, totals=replace(part.totals, timer_s=1800.0, elapsed_s=1800.0))
    run = outing(RUN, wander_m=0)
    assert (first(part, run) is part) is whole


@pytest.mark.parametrize(("seconds", "whole"), [(1640, True), (1600, False)])
def test_less_than_ninety_percent_of_distance_and_of_time_is_a_part(outing, seconds, whole):
    # 1,640 / 1,800 = 0.911 and 1,600 / 1,800 = 0.889.
    part, run = outing(RUN[seconds >= RUN], wander_m=0, heart_rate_bpm=150), outing(RUN, wander_m=0)
    assert (first(part, run) is part) is whole


def test_without_a_distance_the_length_of_time_tells_a_part(recording):
    heart, strap = (
        recording([0, 600], totals={"timer_s": 600.0}),
        recording([0, 1200], totals={"timer_s": 1200.0}),
    )
    assert first(replace(heart, rpe=3.0), strap) is strap


def test_one_that_knows_a_distance_goes_before_one_that_does_not(outing, recording):
    strap = recording(RUN, heart_rate_bpm=150, cadence_spm=170, totals={"timer_s": 1800.0})
    pod = outing(RUN, positions=False)
    assert first(strap, pod) is pod


def test_one_left_on_for_hours_does_not_show_the_run(outing):
    watch = outing(RUN)
    forgotten = outing(np.arange(0, 1801), heart_rate_bpm=150, power_w=250)
    forgotten = replace(forgotten, totals=replace(forgotten.totals, distance_m=7000.0, elapsed_s=20_000.0))
    assert first(watch, forgotten) is watch


@pytest.mark.parametrize(("count", "shown"), [(1, False), (2, True)])
def test_laps_decide_between_equals_unless_the_run_is_one_lap(outing, count, shown):
    began = outing(RUN).started_at
    laps = LAPS.frame(
        [{"started_at": began + pd.Timedelta(minutes=n), "distance_m": 180.0} for n in range(count)]
    )
    lapped, longer = replace(outing(RUN), laps=laps), outing(np.arange(0, 1802))
    assert (first(longer, lapped) is lapped) is shown


@pytest.mark.parametrize(("active", "shown"), [([(0, 1800)], False), ([(0, 900), (910, 1800)], True)])
def test_pauses_decide_between_equals(outing, active, shown):
    paused, denser = outing(RUN, active=active), outing(np.arange(0, 1802))
    assert (first(denser, paused) is paused) is shown


def test_a_barometer_decides_between_equals(outing):
    one, other = (outing(RUN, altitude_m=100, barometric=told) for told in (False, True))
    assert first(one, other) is other


def test_fit_goes_before_other_formats_between_equals(outing):
    given = {"totals": {"distance_m": 5400.0}}
    formats = [outing(RUN, format=name, **given) for name in ("gpx", "tcx", "fit", "sealed")]
    assert first(*formats) is formats[2]


def test_a_dead_barometer_that_is_none_is_seen_by_its_steps(outing, recording):
    calm_m = 100 + 0.2 * np.round(5 * np.sin(np.arange(900) / 60.0))
    rough_m = 100 + np.random.default_rng(1).normal(0, 2, 900)
    heights = (calm_m, rough_m)
    fit = [Source(0, outing(range(900), altitude_m=height_m)).barometric for height_m in heights]
    assert fit == [True, False]
    assert not Source(0, outing(range(900), altitude_m=calm_m, format="gpx")).barometric
    assert not Source(0, outing(range(900), barometric=True)).barometric  # it recorded no altitude


def test_the_same_content_has_the_same_name_and_another_has_another(outing):
    names = [Source(n, outing(RUN, noise_m=3, seed=seed)).fingerprint for n, seed in enumerate((1, 1, 2))]
    assert names[0] == names[1] != names[2]


def test_of_two_equal_recordings_either_will_do(outing):
    assert ranked([outing(RUN), outing(RUN)])[0].number in (0, 1)
