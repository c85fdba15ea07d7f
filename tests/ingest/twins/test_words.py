"""What the runner reads about a run that was recorded more than once."""

from datetime import date

import pytest

from ingest.twins import Merged, told

DAY = date(2024, 6, 4)
HEAD = "The same run as one already here (Garmin fr935, 4 June 2024); it counts once."


@pytest.fixture
def pair(recording):
    return [recording(device="Garmin fr935"), recording(device="Stryd")]


def log(pair, base, brought, new=1, runs=1):
    return told(Merged(pair[base], base, brought), pair, new, DAY, runs)


def test_a_twin_that_brings_nothing_counts_once(pair):
    assert log(pair, 0, {}) == HEAD


def test_what_a_twin_brings_is_told(pair):
    assert log(pair, 0, {1: ("power",)}) == f"{HEAD} Power now comes from this file."
    told_all = log(pair, 0, {1: ("power", "stance time", "step length")})
    assert told_all == f"{HEAD} Power, stance time and step length now come from this file."


def test_positions_and_laps_are_many(pair):
    assert log(pair, 0, {1: ("laps",)}).endswith("Laps now come from this file.")


def test_a_better_twin_shows_the_run(pair):
    assert log(pair, 1, {}) == f"{HEAD} It is now shown by this file."
    assert log(pair, 1, {0: ("heart rate",)}).endswith(
        "It is now shown by this file. Heart rate comes from the other."
    )


def test_what_was_brought_before_is_not_told_again(pair, recording):
    three = [*pair, recording(device="Phone")]
    assert told(Merged(three[0], 0, {1: ("power",)}), three, 2, DAY) == HEAD


def test_a_device_that_is_not_known_is_not_named(recording):
    pair = [recording(), recording()]
    assert log(pair, 0, {}) == "The same run as one already here (4 June 2024); it counts once."


def test_a_whole_that_joins_its_parts_says_so(pair):
    assert log(pair, 1, {}, runs=2) == (
        "2 runs already here (4 June 2024) are parts of this one; they are one run now, and count once. "
        "It is now shown by this file."
    )
