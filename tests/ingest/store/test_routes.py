"""Routes are kept once, found by one writer at a time, and carry what the runner says of them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from ingest.errors import ChangedMeanwhile, InvalidEntry, StoreError
from ingest.schema import TRACK, WAY
from ingest.store import Store, points
from ingest.store.ground import Measured, mark, packed


def measured(*run_ids):
    """Runs of no points, known to have positions."""
    of_no_points = mark(points.encoded(TRACK.empty(), TRACK))
    rows = ({"run_id": run_id, "located_m": 40.0} for run_id in run_ids)
    return [Measured(row, packed(WAY.empty()), of_no_points) for row in rows]


def test_a_route_is_kept_once_and_its_runs_know_it(walked):
    walked.put_terrain(measured("one", "two"))
    assert walked.unrouted() == ["one", "two"]
    walked.put_routes({"one": b"north"}, {"one": ("one", 1), "two": ("one", -1)})
    walked.put_routes({"one": b"south"}, {})
    assert (walked.unrouted(), walked.courses()) == ([], {"one": b"north"})
    terrain = walked.load().terrain
    assert terrain["route_id"].tolist() == ["one", "one"]
    assert terrain["route_direction"].tolist() == [1.0, -1.0]


def test_routes_are_kept_only_where_no_other_has_found_some_meanwhile(walked):
    walked.put_terrain(measured("one", "two"))
    walked.put_routes({"one": b"north"}, {"one": ("one", 1)}, known=0)
    with pytest.raises(ChangedMeanwhile):
        walked.put_routes({"two": b"south"}, {"two": ("two", 1)}, known=0)
    assert (list(walked.courses()), walked.unrouted()) == (["one"], ["two"])
    walked.put_routes({"two": b"south"}, {"two": ("two", 1)}, known=1)
    assert (list(walked.courses()), walked.unrouted()) == (["one", "two"], [])


def test_who_counts_the_routes_before_writing_has_the_runner_to_itself(walked):
    """Else two could count the same, and both find a route of their own for the same ground."""
    said = []
    sa.event.listen(walked._engine, "before_cursor_execute", lambda *asked: said.append(asked[2].split()[:3]))
    walked.put_routes({"one": b"north"}, {}, known=0)
    assert said[0] == ["INSERT", "INTO", "runners"]
    assert said[1][:2] == ["SELECT", "count(*)"]


def test_of_many_who_find_a_first_route_at_once_one_is_kept(walked):
    start = Barrier(4)

    def find(name):
        other = Store(walked.where)
        start.wait()
        try:
            other.put_routes({name: name.encode()}, {}, known=0)
        except ChangedMeanwhile:
            return 0
        return 1

    with ThreadPoolExecutor(4) as together:
        assert sum(together.map(find, "abcd")) == 1
    assert len(walked.courses()) == 1


def test_what_the_runner_says_of_a_route_is_kept_and_can_be_taken_back(walked):
    walked.put_routes({"one": b"north"}, {})
    walked.edit_route("one", name=" Lake ", camber="left", surface="gravel")
    said = {"route_id": "one", "name": "Lake", "camber": "left", "surface": "gravel"}
    assert walked.load().routes.iloc[0].to_dict() == said
    walked.edit_route("one", camber=None, surface=None)
    assert walked.load().routes.iloc[0].dropna().to_dict() == {"route_id": "one", "name": "Lake"}


def test_nonsense_about_a_route_is_refused(walked):
    walked.put_routes({"one": b"north"}, {})
    with pytest.raises(InvalidEntry, match=r"“up” is not one of left, right, both, crown\."):
        walked.edit_route("one", camber="up")
    with pytest.raises(InvalidEntry, match="“lava”"):
        walked.edit_route("one", surface="lava")
    with pytest.raises(StoreError, match="no such route"):
        walked.edit_route("two", camber="left")
