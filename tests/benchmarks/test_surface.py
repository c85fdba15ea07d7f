"""The shares of the evaluation, by hand."""

import numpy as np
import pytest

from benchmarks.surface import UNKNOWN, Told, _zeros


@pytest.fixture
def told():
    """Of 100 nodes on known ways 80 are told, 60 of these right; of 10 on unknown ways 1 is told."""
    nodes = _zeros()
    nodes[0, 0], nodes[0, 1], nodes[0, UNKNOWN] = 40, 20, 15
    nodes[3, 3], nodes[3, UNKNOWN] = 20, 5
    nodes[UNKNOWN, 1], nodes[UNKNOWN, UNKNOWN] = 1, 9
    return Told(nodes)


def test_shares_are_of_what_they_say(told):
    assert (told.right, told.coverage, told.made_up) == (0.75, 0.8, 0.1)


def test_of_nothing_no_share_is_known():
    assert np.isnan([Told(_zeros()).right, Told(_zeros()).coverage, Told(_zeros()).made_up]).all()
