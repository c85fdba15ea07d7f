"""What is a run, what is not, and the ground that a sub-sport tells of."""

import numpy as np
import pytest

from ingest.sport import is_run, surface_of, why_not_a_run

MINUTE = np.arange(0, 61)
NAMELESS = "The file does not say what sport this is"


ENGLISH = ("running", "Running", "RUN", "trail_running", "Trail Run", "TrailRun", "VirtualRun", "Jogging")
OTHERS = ("1", "Laufen", "Course à pied", "跑步", "HKWorkoutActivityTypeRunning")


@pytest.mark.parametrize("sport", [*ENGLISH, *OTHERS])
def test_running_is_a_run_however_it_is_spelled(recording, sport):
    assert is_run(recording(MINUTE, sport=sport, distance_m=MINUTE * 3.0))


@pytest.mark.parametrize("kind", ["treadmill", "indoor_running", "virtual_activity", "track", "trail", None])
def test_runs_of_every_kind_are_runs(recording, kind):
    assert is_run(recording(MINUTE, sport="running", sub_sport=kind, totals={"distance_m": 180.0}))


@pytest.mark.parametrize(
    ("sport", "words"),
    [
        ("cycling", "a ride"),
        ("e_biking", "a ride"),
        ("Ride", "a ride"),
        ("Vélo", "a ride"),
        ("walking", "a walk"),
        ("Hike", "a hike"),
        ("swimming", "a swim"),
        ("alpine_skiing", "skiing"),
        ("stand_up_paddleboarding", "paddling"),
        ("rowing", "rowing"),
        ("transition", "the change between two sports"),
        ("strength_training", "an activity of another kind (strength training)"),
        ("wheelchair_push_run", "an activity of another kind (wheelchair push run)"),
    ],
)
def test_another_sport_is_named_however_fast_it_was(recording, sport, words):
    run = recording(MINUTE, sport=sport, distance_m=MINUTE * 3.0, cadence_spm=170.0)
    assert why_not_a_run(run) == f"This is {words}, not a run."
    assert not is_run(run)


def test_a_sport_of_many_words_is_cut_short(recording):
    assert len(why_not_a_run(recording(MINUTE, sport="x" * 5000))) < 100


def test_strava_writes_numbers_into_gpx(recording):
    metres = {"distance_m": MINUTE * 3.0}
    assert is_run(recording(MINUTE, format="gpx", sport="9", **metres))
    assert why_not_a_run(recording(MINUTE, format="gpx", sport="1", **metres)) == "This is a ride, not a run."


def test_an_activity_with_neither_distance_nor_time_is_no_run(recording):
    stub = "This activity holds neither a distance nor a time."
    assert why_not_a_run(recording()) == stub
    assert why_not_a_run(recording(sport=None)) == stub
    assert why_not_a_run(recording([0], totals={"distance_m": 0.0, "timer_s": 0.0})) == stub
    assert why_not_a_run(recording(totals={"timer_s": 60.0})) is None
    assert why_not_a_run(recording(totals={"distance_m": 100.0})) is None


@pytest.mark.parametrize("sport", [None, "generic", "Other", "uncategorized", "0"])
@pytest.mark.parametrize(
    ("speed_m_s", "reason"),
    [
        (0.0, f"{NAMELESS}, and nothing in it moves."),
        (0.3, f"{NAMELESS}, and it moves like a walk."),
        (1.79, f"{NAMELESS}, and it moves like a walk."),
        (1.8, None),
        (5.0, None),
        (5.01, f"{NAMELESS}, and it is too fast for a run."),
    ],
)
def test_a_nameless_activity_is_judged_by_its_speed(recording, sport, speed_m_s, reason):
    run = recording(MINUTE, sport=sport, speed_m_s=speed_m_s, distance_m=MINUTE * speed_m_s)
    assert why_not_a_run(run) == reason


def test_a_nameless_activity_with_fast_spells_is_a_ride(recording):
    # A tenth of the time is more than the twentieth that may be faster than 6 m/s.
    fast = np.where(MINUTE >= 54, 6.1, 4.0)
    assert why_not_a_run(recording(MINUTE, sport=None, speed_m_s=fast)).endswith("too fast for a run.")
    assert why_not_a_run(recording(MINUTE, sport=None, speed_m_s=np.minimum(fast, 6.0))) is None


@pytest.mark.parametrize(("cadence_spm", "runs"), [(134.0, False), (135.0, True)])
def test_cadence_tells_a_slow_run_from_a_brisk_walk(recording, cadence_spm, runs):
    for speed_m_s in (1.5, 2.2):
        outing = recording(MINUTE, sport=None, speed_m_s=speed_m_s, cadence_spm=cadence_spm)
        assert is_run(outing) is runs


def test_a_nameless_activity_without_points_is_judged_by_its_totals(recording):
    assert is_run(recording(sport="generic", totals={"distance_m": 5000.0, "timer_s": 1800.0}))
    walk = recording(sport="generic", totals={"distance_m": 2500.0, "timer_s": 1800.0})
    assert why_not_a_run(walk) == f"{NAMELESS}, and it moves like a walk."


def test_the_sub_sport_names_what_a_generic_sport_does_not(recording):
    metres = {"distance_m": MINUTE * 3.0}
    assert is_run(recording(MINUTE, sport="generic", sub_sport="indoor_running", **metres))
    assert why_not_a_run(recording(MINUTE, sport="generic", sub_sport="lap_swimming", **metres)) == (
        "This is a swim, not a run."
    )
    assert is_run(recording(MINUTE, sport="fitness_equipment", sub_sport="treadmill", **metres))
    assert not is_run(recording(MINUTE, sport="fitness_equipment", sub_sport="elliptical", **metres))


@pytest.mark.parametrize(
    ("sub_sport", "surface"),
    # EVIDENCE section 3: codes and names of FIT profile 21.212.
    [
        ("treadmill", "treadmill"),
        ("1", "treadmill"),
        ("indoor_running", "treadmill"),
        ("45", "treadmill"),
        ("track", "track"),
        ("4", "track"),
        ("trail", "trail"),
        ("3", "trail"),
        ("street", "paved"),
        ("2", "paved"),
        ("road", "paved"),
        ("7", "paved"),
        ("mixed_surface", "mixed"),
        ("49", "mixed"),
        ("virtual_activity", "treadmill"),
        ("58", "treadmill"),
        ("Trail", "trail"),
        ("ultra", None),
        ("67", None),
        ("adventure_race", None),
        ("generic", None),
        ("0", None),
        (None, None),
    ],
)
def test_a_sub_sport_tells_the_surface_or_nothing(sub_sport, surface):
    assert surface_of(sub_sport) == surface
