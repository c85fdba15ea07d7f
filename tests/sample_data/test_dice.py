"""The dice fall as their constants say, by an arithmetic that is not ours."""

import numpy as np
import pytest

from sample_data.dice import Dice


def falls(seed, times):
    """The generator's states in NumPy's wrapping 64-bit integers, after the four first throws."""
    state, found = np.array([seed], dtype=np.uint64), []
    for _ in range(4 + times):
        state = state * np.uint64(6364136223846793005) + np.uint64(1442695040888963407)
        found.append(int(state[0]) >> 33)
    return found[4:]


@pytest.mark.parametrize("seed", [0, 1, 2026, 2**40])
def test_the_stream_is_the_published_generator(seed):
    dice = Dice(seed)
    assert [dice.below(1000) for _ in range(50)] == [fall % 1000 for fall in falls(seed, 50)]


def test_neighbouring_seeds_do_not_begin_alike():
    first = {Dice(seed).below(10_000) for seed in range(200)}
    assert len(first) > 190


def test_about_reaches_both_ends_and_no_further():
    dice = Dice(3)
    seen = {dice.about(2) for _ in range(300)}
    assert seen == {-2, -1, 0, 1, 2}


def test_a_chance_of_none_never_comes_and_of_a_hundred_always():
    dice = Dice(4)
    assert not any(dice.chance(0) for _ in range(200))
    assert all(dice.chance(100) for _ in range(200))
