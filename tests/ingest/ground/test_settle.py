"""What is outstanding is worked out once, in portions, and by two at once without harm."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import numpy as np
import pytest
import sqlalchemy as sa

from ingest.errors import StoreError
from ingest.ground import outstanding, settle, settle_after
from ingest.schema import GAIT, LAPS
from ingest.store import Original, Store, tables
from ingest.store.gait import VERSION
from tests.courses import track

START = datetime(2026, 5, 3, 6, 30, tzinfo=UTC)
LOOP = [(0, 0), (700, 100), (900, 900), (0, 800), (0, 0)]
AWAY = [(0, 0), (-1500, 0), (0, 0)]


def add(store, name, corners, later=0, **noise):
    row = {"started_at": START + timedelta(days=later), "day": date(2026, 5, 3), "distance_m": 3000.0}
    store.add_run(name, row, track(corners, **noise), LAPS.empty(), Original(name, name.encode()))


@pytest.fixture
def log(tmp_path):
    store = Store(tmp_path / "log")
    for later, (name, corners) in enumerate(
        [("loop", LOOP), ("away", AWAY), ("back", LOOP[::-1]), ("again", LOOP)]
    ):
        add(store, name, corners, later, slow_m=2.0, seed=later + 1)
    return store


def routes_of(store):
    terrain = store.load().terrain.set_index("run_id")
    return terrain[["route_id", "route_direction"]].apply(tuple, axis=1).to_dict()


EXPECTED = {"loop": ("loop", 1.0), "away": ("away", 0.0), "back": ("loop", -1.0), "again": ("loop", 1.0)}


def test_every_run_is_measured_and_finds_its_route(log):
    assert outstanding(log) == 4
    assert sum(settle(log)) == 4
    assert routes_of(log) == EXPECTED
    assert log.load().routes["route_id"].tolist() == ["away", "loop"]
    assert log.load().terrain["turning_deg"].notna().all()
    assert outstanding(log) == 0


def test_every_run_has_its_minutes_once_settled(log):
    """LOOP is 3,237 m long, 17 min 59 s at 3 m/s, and AWAY 3,000 m, 16 min 40 s."""
    list(settle(log))
    minutes = log.gait(["loop", "away"])
    assert minutes.groupby("run_id").size().to_dict() == {"loop": 18, "away": 17}
    assert minutes["speed_m_s"].tolist() == pytest.approx([3.0] * 35)


def of_version(version, cadence_spm):
    """A window as a hiplog of that version kept it; the first had no mark."""
    out = BytesIO()
    out.write(b"windows %d\n" % version if version > 1 else b"")
    np.save(out, GAIT.frame([{"elapsed_s": 0.0, "cadence_spm": cadence_spm}]).to_numpy("<f4"))
    return out.getvalue()


@pytest.mark.parametrize("other", sorted({1, VERSION - 1, VERSION + 1}))
def test_minutes_of_another_version_are_worked_out_anew_and_those_of_this_one_are_not(log, other):
    list(settle(log))
    with log.intake() as intake:
        for run_id, version in (("loop", other), ("away", VERSION)):
            here = sa.update(tables.gait).where(tables.gait.c.run_id == run_id)
            intake.connection.execute(here.values(windows=of_version(version, 99.0)))
    assert log.gait(["loop", "away"])["cadence_spm"].tolist() == [99.0, 99.0]  # they stand until then
    assert (outstanding(log), sum(settle(log)), outstanding(log)) == (1, 1, 0)
    assert log.gait(["loop", "away"]).groupby("run_id").size().to_dict() == {"loop": 18, "away": 1}


def test_a_log_from_before_there_were_minutes_is_made_good(log):
    list(settle(log))
    with log.intake() as intake:
        intake.connection.execute(sa.delete(tables.gait))
    assert (outstanding(log), sum(settle(log)), outstanding(log)) == (4, 4, 0)
    assert log.gait(["away"])["distance_m"].tolist()[:2] == [0.0, 180.0]


def test_settling_again_changes_nothing(log):
    list(settle(log))
    before = log.data_version()
    assert list(settle(log)) == []
    assert log.data_version() == before


def test_a_new_run_joins_a_known_route(log):
    list(settle(log))
    add(log, "new", LOOP, 9, noise_m=4.0, seed=9)
    assert list(settle(log)) == [1]
    assert routes_of(log) == EXPECTED | {"new": ("loop", 1.0)}


def test_what_was_cut_short_between_measuring_and_routes_is_made_good(log, monkeypatch):
    with monkeypatch.context() as cut:
        cut.setattr(Store, "put_routes", lambda *_: pytest.fail("cut short"))
        with pytest.raises(pytest.fail.Exception):
            list(settle(log))
    assert outstanding(log) == 4
    assert sum(settle(log)) == 4
    assert routes_of(log) == EXPECTED


def test_two_that_settle_at_once_find_the_same_routes(log, monkeypatch):
    """Another process does it all between this one's reading of the routes and its writing of them."""
    other, courses = Store(log.where), Store.courses
    calls = []

    def overtaken(store):
        known = courses(store)
        calls.append(len(known))
        if len(calls) == 1:
            list(settle(other))
        return known

    monkeypatch.setattr(Store, "courses", overtaken)
    list(settle(log))
    assert calls == [0, 0, 2]  # this one's, the other's, and this one's again
    assert routes_of(log) == EXPECTED
    assert log.load().routes["route_id"].tolist() == ["away", "loop"]


@pytest.mark.parametrize("track", [b"\0", b"PAR1", b"{}"])
def test_a_run_whose_points_cannot_be_read_holds_up_no_other_and_waits_no_more(log, track, caplog):
    _overwrite(log, "away", track)
    assert sum(settle(log)) == 4
    assert "measuring away" in caplog.text
    assert routes_of(log).keys() == EXPECTED.keys()
    assert log.load().terrain.set_index("run_id").loc["away"].isna().all()
    assert log.gait(["away", "back"])["run_id"].unique().tolist() == ["back"]
    assert outstanding(log) == 0


def _overwrite(store, run_id, track):
    """As a fault of the disk does, or an older hiplog."""
    with store.intake() as intake:
        change = sa.update(tables.tracks).where(tables.tracks.c.run_id == run_id).values(track=track)
        intake.connection.execute(change)


@pytest.mark.parametrize("far_m", [float("inf"), 1e15])
def test_a_distance_that_cannot_be_ends_nothing(tmp_path, far_m, caplog):
    store, points = Store(tmp_path / "log"), track(AWAY)
    points.loc[len(points) - 1, "distance_m"] = far_m
    row = {"started_at": START, "day": date(2026, 5, 3), "distance_m": 3000.0}
    store.add_run("far", row, points, LAPS.empty(), Original("far", b"far"))
    assert list(settle(store)) == [1]
    assert caplog.text == ""
    assert outstanding(store) == 0


def test_a_run_whose_route_cannot_be_told_holds_up_no_other(log, monkeypatch, caplog):
    from ingest.ground import finder

    real, calls = finder.course, []

    def course(*positions):
        calls.append(positions)
        return 1 / 0 if len(calls) == 2 else real(*positions)

    monkeypatch.setattr(finder, "course", course)
    list(settle(log))
    assert "the route of away" in caplog.text
    assert log.unrouted() == []  # it was asked once more
    assert routes_of(log)["again"] == ("loop", 1.0)


def test_a_trouble_in_settling_is_logged_and_one_of_the_store_is_said(log, monkeypatch, caplog):
    monkeypatch.setattr(Store, "unmeasured", lambda _: 1 / 0)
    settle_after(log)
    assert "ZeroDivisionError" in caplog.text

    def full(_):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(Store, "unmeasured", full)
    with pytest.raises(StoreError, match="full"):
        settle_after(log)


def test_a_run_indoors_has_no_route_and_does_not_wait_for_one(tmp_path):
    store = Store(tmp_path / "log")
    indoors = track(LOOP).assign(latitude_deg=float("nan"), longitude_deg=float("nan"))
    row = {"started_at": START, "day": date(2026, 5, 3), "distance_m": 3000.0}
    store.add_run("mill", row, indoors, LAPS.empty(), Original("mill", b"mill"))
    assert list(settle(store)) == [1]
    terrain = store.load().terrain.iloc[0]
    assert (terrain["located_m"], terrain[["turning_deg", "route_id"]].isna().all()) == (0, True)
    assert outstanding(store) == 0


def test_an_empty_log_has_nothing_outstanding(tmp_path):
    assert list(settle(Store(tmp_path / "log"))) == []
