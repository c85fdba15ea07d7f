"""Same course or not, whatever GPS says; the way round; and the index that spares the comparing."""

import numpy as np
import pytest

from ingest.ground.routes import ALIKE, Routes, alike, course, direction, packed, unpacked
from ingest.ground.way import way
from ingest.schema import WAY
from tests.courses import rounds, track

LOOP = [(0, 0), (700, 100), (1100, 700), (900, 1500), (200, 1700), (-300, 900), (0, 0)]
START_ELSEWHERE = [*LOOP[3:], *LOOP[1:4]]
NOISES = [{"noise_m": 5.0}, {"slow_m": 3.0}, {"slow_m": 4.0, "noise_m": 3.0}]


def led(corners, **noise):
    return led_by(way(track(corners, **noise)))


def led_by(frame):
    return course(frame["latitude_deg"].to_numpy(), frame["longitude_deg"].to_numpy())


def grouped(*courses):
    routes = Routes()
    return [routes.place(f"run{number}", each) for number, each in enumerate(courses)]


@pytest.mark.parametrize("noise", NOISES, ids=str)
def test_two_runs_of_one_course_are_one_route_whatever_gps_says(noise):
    runs = [led(LOOP, seed=seed, **noise) for seed in range(12)]
    shares = [alike(one, other) for place, one in enumerate(runs) for other in runs[:place]]
    assert min(shares) > 0.85
    assert {found.route_id for found in grouped(*runs)} == {"run0"}


@pytest.mark.parametrize("noise", NOISES, ids=str)
def test_two_courses_that_share_half_of_their_way_are_two_routes(noise):
    shared = [(0, 0), (2000, 0)]
    one, other = led([*shared, (2000, 2000)], **noise), led([*shared, (4000, -1000)], seed=2, **noise)
    assert alike(one, other) == pytest.approx(0.5 / 1.5, abs=0.06)  # 0.5 in common, 0.5 to each alone
    assert [found.route_id for found in grouped(one, other)] == ["run0", "run1"]


@pytest.mark.parametrize(("apart_m", "same"), [(24, True), (52, False)])
def test_ways_side_by_side_are_one_route_below_a_cell_and_two_beyond_two_cells(apart_m, same):
    shares = [
        alike(led([(e, 0), (e, 3000)]), led([(e + apart_m, 0), (e + apart_m, 3000)])) for e in (0, 8, 16)
    ]
    assert all((share >= ALIKE) == same for share in shares)


@pytest.mark.parametrize(("longer_m", "same"), [(3900, True), (4700, False)])
def test_a_course_and_its_longer_sister_are_one_route_up_to_seven_tenths(longer_m, same):
    # 3,000 m of 3,900 m are 0.77, of 4,700 m 0.64
    one, other = led([(0, 0), (3000, 0)]), led([(0, 0), (longer_m, 0)])
    assert (alike(one, other) >= ALIKE) == same
    assert len({found.route_id for found in grouped(one, other)}) == (1 if same else 2)


def test_streets_a_block_apart_are_two_routes():
    one, other = led([(0, 0), (3000, 0)]), led([(0, 80), (3000, 80)])
    assert alike(one, other) == 0


def test_more_rounds_of_the_same_park_are_the_same_route():
    three, six = led(LOOP * 3), led(LOOP * 6, noise_m=3.0)
    assert [found.route_id for found in grouped(three, six)] == ["run0", "run0"]


def test_alike_is_the_same_from_both_sides_and_one_with_itself():
    one, other = led(LOOP, noise_m=4.0), led(LOOP[:5], noise_m=4.0, seed=2)
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == 1


@pytest.mark.parametrize("noise", [{}, *NOISES], ids=str)
def test_the_way_round_is_known_wherever_the_run_began(noise):
    first = led(LOOP)
    assert direction(led(START_ELSEWHERE, **noise), first) == 1
    assert direction(led(START_ELSEWHERE[::-1], **noise), first) == -1
    assert direction(led(LOOP * 3, **noise), first) == 1


def test_both_ways_round_is_neither():
    assert direction(led(LOOP + LOOP[::-1], noise_m=3.0), led(LOOP)) == 0
    assert direction(led([(0, 0), (4000, 0)], noise_m=3.0), led([(0, 0), (4000, 0), (0, 0)])) == 0


def test_a_loop_on_a_stalk_has_the_direction_of_its_loop():
    stalk = [(0, -1500), (0, 0)]
    first = led([*stalk, *LOOP[1:], *stalk[::-1][1:]])
    assert direction(led([*stalk, *LOOP[::-1][1:], *stalk[::-1][1:]], noise_m=3.0), first) == -1
    assert direction(led([*stalk, *LOOP[1:], *stalk[::-1][1:]], noise_m=3.0), first) == 1


def test_a_track_is_run_one_way_or_the_other():
    left = led(rounds(6))
    assert direction(led(rounds(9), slow_m=3.0), left) == 1
    assert direction(led(rounds(9, left=False), slow_m=3.0), left) == -1


def test_the_first_run_of_a_route_goes_its_way_and_an_out_and_back_both():
    assert grouped(led(LOOP)) == [("run0", 1.0)]
    assert grouped(led([(0, 0), (4000, 0), (0, 0)])) == [("run0", 0.0)]


def test_a_packed_course_comes_back_as_it_was():
    here = led(LOOP, noise_m=3.0)
    there = unpacked(packed(here))
    for name in ("cells", "headings", "blocks", "counts"):
        assert np.array_equal(getattr(here, name), getattr(there, name))
    assert packed(there) == packed(here)


def test_known_routes_find_the_run_again():
    first = Routes()
    first.place("lake", led(LOOP))
    first.place("hill", led([(0, 0), (-3000, 200)]))
    again = Routes(first.since(0))
    assert again.place("new", led(LOOP[::-1], noise_m=4.0)) == ("lake", -1.0)
    assert again.since(2) == {}
    assert again.place("elsewhere", led([(0, 0), (0, -3000)])).route_id == "elsewhere"
    assert list(again.since(2)) == ["elsewhere"]


def test_of_several_routes_the_one_most_alike_is_taken():
    routes = Routes()
    for name, length_m in (("short", 3000), ("long", 4600)):
        routes.place(name, led([(0, 0), (length_m, 0)]))
    assert routes.place("run", led([(0, 0), (3700, 0)], noise_m=3.0)).route_id == "short"  # 0.81, 0.80
    assert routes.place("run", led([(0, 0), (4200, 0)], noise_m=3.0)).route_id == "long"  # 0.71, 0.91


def test_the_index_finds_what_comparing_all_would_find():
    dice = np.random.default_rng(5)
    ends = dice.uniform(-3000, 3000, (60, 3, 2))
    runs = [
        led([(0, 0), (300, 0), *ends[number % 40], (0, 0)], slow_m=3.0, seed=number) for number in range(60)
    ]
    known, by_all = [], []
    for number, run in enumerate(runs):
        share, best = max(((alike(run, runs[n]), -n) for n in known), default=(0, 0))
        if share < ALIKE:
            known.append(number)
        by_all.append(f"run{-best if share >= ALIKE else number}")
    assert [found.route_id for found in grouped(*runs)] == by_all
    assert len(set(by_all)) == 40


def test_other_points_under_an_old_name_make_a_new_route_beside_the_old_one():
    routes = Routes()
    routes.place("run", led(LOOP))
    assert routes.place("run", led([(0, 0), (0, -3000)])).route_id == "run-1"
    assert list(routes.since(0)) == ["run", "run-1"]


def test_the_shortest_run_has_a_course_and_one_without_positions_none():
    assert led([(0, 0), (12, 0)]).cells.size in (1, 2)
    assert led_by(WAY.empty()) is None
    assert led_by(way(track(LOOP).assign(latitude_deg=np.nan, longitude_deg=np.nan))) is None
