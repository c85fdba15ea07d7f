"""Cadence with both feet counted, where nobody says what a file counts."""

import numpy as np
import pandas as pd

from ingest.readers.steps import steps


def test_a_runner_who_walks_most_of_the_way_is_not_counted_twice():
    walks_most = pd.Series([112.0] * 8 + [168.0] * 2)  # steps: their median of 112 alone would be doubled
    assert steps(walks_most, "running").tolist() == walks_most.tolist()
    one_foot = walks_most / 2
    assert steps(one_foot, "running").tolist() == walks_most.tolist()


def test_stops_say_nothing_of_what_a_file_counts():
    assert steps(pd.Series([0.0] * 30 + [170.0, 170.0]), "running").tolist()[-2:] == [170.0, 170.0]
    assert steps(pd.Series([0.0] * 30 + [85.0, 85.0]), "running").tolist()[-2:] == [170.0, 170.0]


def test_what_nobody_counted_stays_unknown():
    assert np.isnan(steps(pd.Series([np.nan, np.nan]), "running")).all()
    assert np.isnan(steps(pd.Series([84.0]), "cycling")).all()
