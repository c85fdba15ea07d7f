"""The measured routes: what agreement means, and that the made-up town is the same each time."""

import pandas as pd
import pytest

from benchmarks.courses import outings
from benchmarks.routes import agreement, finding


@pytest.mark.parametrize(
    ("true", "found", "agreed"),
    [
        ("aabb", "xxyy", 1.0),
        ("aabb", "yyxx", 1.0),
        ("abcd", "wxyz", 1.0),
        # Pairs together: none of 6 in both, 2 in each; by chance 2 x 2 / 6 = 2/3: (0 - 2/3) / (2 - 2/3).
        ("aabb", "xyxy", -0.5),
        # 1 of 6 in both, 2 in the one, 1 in the other; by chance 1/3: (1 - 1/3) / (1.5 - 1/3) = 4/7.
        ("aabb", "xxyz", 4 / 7),
    ],
)
def test_agreement_is_the_adjusted_rand_index(true, found, agreed):
    assert agreement(list(true), list(found)) == pytest.approx(agreed)


def test_a_town_is_the_same_each_time_and_its_runs_begin_and_end_at_home():
    first, again = list(outings(12)), list(outings(12))
    assert [run.course for run in first] == [run.course for run in again]
    for one, other in zip(first, again, strict=True):
        pd.testing.assert_frame_equal(one.way, other.way)
        ends = one.way[["latitude_deg", "longitude_deg"]].iloc[[0, -1]]
        assert (ends.max() - ends.min()).max() < 0.0008  # some 50 m


def test_routes_are_timed_and_held_against_the_true_courses(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.routes.NEW", 2)
    monkeypatch.setattr("benchmarks.routes.HOURS", 1)
    monkeypatch.setattr("benchmarks.routes.FEWER", 20)
    monkeypatch.setattr("benchmarks.routes.NOISES_M", (3.5,))
    section = finding(tmp_path, 30)
    promised = {promise.what: promise for promise in section.promises}
    assert "Routes of 30 runs, by the clock" in promised
    agreement = next(promise for what, promise in promised.items() if "agree" in what.lower())
    assert agreement.reached
    assert agreement.measured == "1"
