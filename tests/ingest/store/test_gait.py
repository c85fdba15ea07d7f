"""Windows of runs are kept beside them, go with their points, and are waited for where they are missing."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from ingest.schema import GAIT, LAPS, TRACK
from ingest.store import Original, points
from ingest.store.gait import Windowed, packed
from ingest.store.ground import mark

START = datetime(2026, 5, 3, 6, 30, tzinfo=UTC)
ROW = {"started_at": START, "day": date(2026, 5, 3), "distance_m": 40.0}
OF_NO_POINTS = mark(points.encoded(TRACK.empty(), TRACK))


@pytest.fixture
def ran(store):
    """Two runs, the second of them begun a day later."""
    for name, later in (("one", 0), ("two", 1)):
        row = ROW | {"started_at": START + timedelta(days=later)}
        store.add_run(name, row, TRACK.empty(), LAPS.empty(), Original(name, name.encode()))
    return store


def windowed(run_id, *cadences_spm):
    rows = [{"elapsed_s": 60.0 * place, "cadence_spm": each} for place, each in enumerate(cadences_spm)]
    return Windowed(run_id, packed(GAIT.frame(rows)), OF_NO_POINTS)


def cadences(store, *run_ids):
    return store.gait(run_ids)[["run_id", "cadence_spm"]].to_numpy().tolist()


def replaced(store, run_id):
    """Has another recording take a run's place."""
    track = TRACK.frame([{"time": pd.Timestamp(START), "distance_m": 0.0}])
    blobs = {"track": points.encoded(track, TRACK), "laps": points.encoded(LAPS.empty(), LAPS)}
    with store.intake() as intake:
        intake.replace_run(run_id, ROW | {"distance_m": 50.0}, blobs)


def test_runs_wait_for_their_windows_the_oldest_first(ran):
    assert ran.ungaited() == ["one", "two"]
    ran.put_gait([windowed("one", 170.0)])
    assert ran.ungaited() == ["two"]
    ran.put_gait([windowed("two")])  # none is an answer as well
    assert ran.ungaited() == []


def test_windows_come_back_below_each_other_in_the_order_of_asking(ran):
    ran.put_gait([windowed("one", 170.0, 171.5), windowed("two", 165.0)])
    assert cadences(ran, "two", "nobody", "one") == [["two", 165.0], ["one", 170.0], ["one", 171.5]]


def test_what_is_kept_is_gait_to_seven_digits_and_absent_stays_absent(ran):
    kept = GAIT.frame([{name: np.nan if name == "grade" else 1234.5678 for name in GAIT.names}])
    ran.put_gait([Windowed("one", packed(kept), OF_NO_POINTS)])
    found = ran.gait(["one"])
    assert found.dtypes.to_dict() == {"run_id": "str", **GAIT.dtypes}
    pd.testing.assert_frame_equal(found[GAIT.names], kept, rtol=1e-7, check_exact=False)


def test_of_no_runs_there_are_no_windows(ran):
    found = ran.gait([])
    assert found.empty
    assert found.dtypes.to_dict() == {"run_id": "str", **GAIT.dtypes}


def test_other_points_of_a_run_ask_for_new_windows(ran):
    ran.put_gait([windowed("one", 170.0), windowed("two", 165.0)])
    replaced(ran, "one")
    assert ran.ungaited() == ["one"]
    assert cadences(ran, "one", "two") == [["two", 165.0]]


def test_windows_of_points_that_were_replaced_meanwhile_are_not_kept(ran):
    old = [windowed("one", 170.0), windowed("two", 165.0), windowed("nobody", 160.0)]
    replaced(ran, "one")
    ran.put_gait(old)
    assert ran.ungaited() == ["one"]
    assert cadences(ran, "one", "two", "nobody") == [["two", 165.0]]


def test_later_windows_take_the_place_of_the_first(ran):
    ran.put_gait([windowed("one", 170.0, 171.0)])
    ran.put_gait([windowed("one", 168.0)])
    assert cadences(ran, "one") == [["one", 168.0]]


def test_windows_go_with_their_run(ran):
    ran.put_gait([windowed("one", 170.0), windowed("two", 165.0)])
    with ran.intake() as intake:
        intake.remove_run("one")
    assert cadences(ran, "one", "two") == [["two", 165.0]]
