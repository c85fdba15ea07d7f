"""FIT's points as a TRACK: whose numbers count where two sensors tell, and what cadence counts."""

import numpy as np
import pytest

from ingest.readers.fit_columns import Columns
from ingest.readers.fit_track import track

NAN = np.nan


def told(sport="running", **columns):
    values = {name: np.array(numbers, dtype=float) for name, numbers in columns.items()}
    return track(Columns(len(next(iter(values.values()))), values), sport)


def test_a_strap_that_drops_out_is_not_filled_up_from_a_pod():
    strap = [260.0, NAN, 262.0, NAN]
    pod = [240.0, 241.0, 242.0, 243.0]
    seen = told(stance_time=strap, stance_time_of_app=pod)["stance_time_s"].tolist()
    assert seen == pytest.approx([0.260, NAN, 0.262, NAN], nan_ok=True)
    seen = told(vertical_oscillation=[80.0, NAN], vertical_oscillation_of_app=[66.0, 67.0])
    assert seen["vertical_oscillation_m"].tolist() == pytest.approx([0.080, NAN], nan_ok=True)


@pytest.mark.parametrize(("strap_told", "stance_s"), [(1, 0.260), (0, 0.240)])
def test_a_pod_counts_where_the_strap_tells_less_than_a_tenth(strap_told, stance_s):
    strap = [260.0] * strap_told + [NAN] * (10 - strap_told)
    seen = told(stance_time=strap, stance_time_of_app=[240.0] * 10)["stance_time_s"]
    assert seen.iloc[0] == pytest.approx(stance_s)


def test_a_pod_s_zeros_are_no_numbers():
    seen = told(stance_time=[260.0] + [NAN] * 19, stance_time_of_app=[0.0] * 10 + [240.0] * 10)
    assert seen["stance_time_s"].iloc[0] == pytest.approx(0.260)  # one of ten, not of twenty


def test_a_pod_alone_is_heard():
    assert told(stance_time_of_app=[240.0])["stance_time_s"].tolist() == pytest.approx([0.240])


def test_a_fit_file_that_counts_both_feet_is_not_doubled():
    assert told(cadence=[168.0, 0.0, 171.0])["cadence_spm"].tolist() == [168.0, 0.0, 171.0]
    assert told(cadence=[84.0, 0.0, 85.0], fractional_cadence=[0.5, 0.0, NAN])["cadence_spm"].tolist() == [
        169.0,
        0.0,
        170.0,
    ]
