"""Which recordings are one run by their keys; two runs on one day stay two."""

import itertools
import math
import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ingest import twins
from ingest.schema import RUNS
from ingest.twins.find import left_on_beside
from ingest.twins.key import Key, apart_m, key

SEVEN_S = pd.Timestamp("2026-05-03T07:00:00Z").timestamp()
MINUTE_S, HOUR_S = 60.0, 3600.0


def recorded(name="new", run="", at_min=0.0, minutes=60.0, km=10.0, north_m=0.0, device="Watch", **given):
    """A recording that begins `at_min` minutes after seven and `north_m` metres north of home."""
    facts = {
        "elapsed_s": minutes * MINUTE_S,
        "duration_s": minutes * MINUTE_S,
        "distance_m": km * 1000.0,
        "latitude_deg": 40.0 + north_m / 111_195.0,
        "longitude_deg": -3.0,
        "device": device,
        "format": "fit",
    }
    return Key(name, run or name, SEVEN_S + at_min * MINUTE_S, **(facts | given))


def phone(name="phone", run="", **given):
    return recorded(name, run, device="Phone", **given)


def runs_of(new, *others):
    return [match.run_id for match in twins.same_run(new, others)]


def same(one, other):
    """Whether two are one run, whichever of them comes first."""
    assert bool(twins.same_run(one, [other])) is bool(twins.same_run(other, [one]))
    return bool(twins.same_run(one, [other]))


def test_watch_and_phone_that_start_a_minute_apart_are_one_run():
    assert runs_of(phone(at_min=1), recorded("a")) == ["a"]


def test_an_empty_log_holds_no_twin():
    assert twins.same_run(recorded(), []) == []


def test_a_recording_is_not_its_own_twin():
    assert twins.same_run(recorded("a"), [recorded("a")]) == []


@pytest.mark.parametrize(("at_min", "one_run"), [(18.0, True), (18.1, False)])
def test_seventy_percent_of_shared_time_make_one_run(at_min, one_run):
    # 60 minutes each, 18 apart, share 42: 42 / 60 = 0.70.
    assert same(phone(at_min=at_min), recorded()) is one_run


def test_twenty_minutes_within_an_hour_are_the_same_run():
    assert same(phone(at_min=30, minutes=20, km=3.3, north_m=5000), recorded())


@pytest.mark.parametrize(("north_m", "one_run"), [(1990.0, True), (2010.0, False)])
def test_recordings_that_begin_at_once_two_kilometres_apart_are_two_peoples(north_m, one_run):
    assert same(phone(north_m=north_m), recorded()) is one_run


@pytest.mark.parametrize(("north_m", "one_run"), [(5590.0, True), (5610.0, False)])
def test_a_part_may_begin_as_far_away_as_the_runner_had_come(north_m, one_run):
    # Ten minutes later: 2,000 m and 600 s x 6 m/s = 5,600 m.
    assert same(phone(at_min=10, minutes=30, km=5.0, north_m=north_m), recorded()) is one_run


def test_a_treadmill_without_positions_beside_a_phone_with_them_is_one_run():
    nowhere = {"latitude_deg": math.nan, "longitude_deg": math.nan}
    assert same(recorded(km=12.0, **nowhere), phone(km=0.4))


def test_without_positions_and_distance_time_alone_decides():
    nothing = {"latitude_deg": math.nan, "longitude_deg": math.nan, "distance_m": math.nan}
    assert same(phone(**nothing), recorded())
    assert not same(phone(at_min=61, **nothing), recorded())


@pytest.mark.parametrize(("km", "one_run"), [(19.9, True), (20.1, False)])
def test_a_part_cannot_be_twice_as_far_as_the_whole(km, one_run):
    assert same(phone(minutes=50, km=km), recorded(minutes=60, km=10.0)) is one_run


def test_a_recording_of_no_known_length_is_nobodys_twin():
    assert not same(phone(elapsed_s=math.nan), recorded())


@pytest.mark.parametrize(("at_min", "one_run"), [(4.9, True), (5.1, False)])
def test_clocks_five_minutes_off_do_not_make_two_of_a_ten_minute_run(at_min, one_run):
    # 4.9 minutes apart, ten minutes share 5.1: half. Length and distance agree.
    assert same(phone(at_min=at_min, minutes=10, km=2.0), recorded(minutes=10, km=2.0)) is one_run


@pytest.mark.parametrize(
    ("minutes", "km", "one_run"), [(10.9, 2.2, True), (11.2, 2.2, False), (10.9, 2.3, False)]
)
def test_with_clocks_off_length_and_distance_must_agree_within_a_tenth(minutes, km, one_run):
    # 10 / 10.9 = 0.917 and 10 / 11.2 = 0.893; 2.0 / 2.2 = 0.909 and 2.0 / 2.3 = 0.870.
    assert same(phone(at_min=4.9, minutes=minutes, km=km), recorded(minutes=10, km=2.0)) is one_run


def test_warm_up_and_race_on_one_watch_stay_two():
    assert not same(recorded("race", at_min=15, minutes=40, km=10.0), recorded("warm-up", minutes=15, km=2.5))


def test_strides_one_after_the_other_stay_so_many():
    assert not same(recorded("second", at_min=1, minutes=1, km=0.3), recorded("first", minutes=1, km=0.3))


def test_strides_by_watch_and_phone_one_after_the_other_stay_two():
    assert not same(phone(at_min=1.5, minutes=1, km=0.3), recorded(minutes=1, km=0.3))


def test_a_run_that_touches_only_the_longer_recording_of_the_one_before_stays_two():
    # The watch was stopped at 4 min, the phone at 6; the next began at 4.5, as long as the watch's.
    before = [recorded("a", "run", minutes=4, km=1), phone("b", "run", minutes=6, km=1)]
    assert runs_of(recorded("next", at_min=4.5, minutes=4, km=1), *before) == []


def test_one_is_left_on_only_if_it_is_beside_every_other():
    # Seven and a half hours and 40 km, with a part of an hour and 10 km and one of three hours and 30 km:
    # beside the second, 4.5 h brought 10 km, less than 16,200 s x 0.7 m/s; beside the first 6.5 h brought 30.
    run = [phone("L", minutes=450, km=40), recorded("a"), recorded("b", at_min=270, minutes=180, km=30)]
    assert not left_on_beside(run[0], run)
    assert left_on_beside(run[0], [run[0], run[2]])
    assert not left_on_beside(run[0], run[:1])


def test_the_run_to_work_and_the_run_back_stay_two():
    assert not same(recorded("back", at_min=600, north_m=5000), recorded("there"))


def test_across_the_date_line_near_is_near():
    east, west = recorded(longitude_deg=179.999), phone(longitude_deg=-179.999)
    assert apart_m(east, west) < 200
    assert same(east, west)


def test_of_two_recordings_of_a_run_the_match_shows_the_one_that_shares_most():
    others = [recorded("a", "run"), phone("b", "run", at_min=5)]
    matches = twins.same_run(recorded("c", at_min=5, device="Pod"), others)
    assert [(match.run_id, match.key.recording_id) for match in matches] == [("run", "b")]


def test_pieces_that_were_here_first_are_joined_by_the_whole():
    pieces = [recorded("a", minutes=30, km=5), recorded("b", at_min=33, minutes=27, km=4.5, north_m=5000)]
    assert runs_of(phone(), *pieces) == ["a", "b"]


def test_the_second_piece_joins_the_whole_and_the_first():
    group = [phone("whole", "run"), recorded("a", "run", minutes=30, km=5)]
    assert runs_of(recorded("b", at_min=33, minutes=27, km=4.5, north_m=5000), *group) == ["run"]


MORNING = {"minutes": 60, "km": 10.0}
EVENING = {"at_min": 11 * 60, "minutes": 60, "km": 10.0}
ALL_DAY = {"minutes": 12 * 60, "km": 20.5}


@pytest.mark.parametrize("order", list(itertools.permutations("aeL")))
def test_a_recording_left_on_for_a_day_with_two_runs_never_makes_them_one(order):
    days = {"a": recorded("a", **MORNING), "e": recorded("e", **EVENING), "L": phone("L", **ALL_DAY)}
    here = []
    for name in order:
        matches = twins.same_run(days[name], here)
        assert len(matches) <= 1
        here.append(days[name]._replace(run_id=matches[0].run_id if matches else name))
    runs = {key.recording_id: key.run_id for key in here}
    assert runs["a"] != runs["e"]
    assert runs["L"] in (runs["a"], runs["e"])


@pytest.mark.parametrize(("rest_min", "runs"), [(179, ["a", "b"]), (181, ["a"])])
def test_a_rest_of_three_hours_lies_between_two_runs(rest_min, runs):
    # An hour of 10 km, the rest, half an hour of 5 km; the phone saw 15 km in all.
    parts = [recorded("a"), recorded("b", at_min=60 + rest_min, minutes=30, km=5)]
    assert runs_of(phone(minutes=90 + rest_min, km=15.0), *parts) == runs


def test_a_watch_that_charged_for_five_hours_of_a_day_long_race_made_pieces_of_one_run():
    # The phone went on through the five hours: 100 km - 40 km - 45 km = 15 km, 0.8 m/s.
    parts = [recorded("a", minutes=600, km=40), recorded("b", at_min=900, minutes=540, km=45, north_m=30_000)]
    assert runs_of(phone(minutes=1440, km=100), *parts) == ["a", "b"]


@pytest.mark.parametrize(("km", "one_run"), [(22.7, True), (22.5, False)])
def test_a_whole_that_kept_moving_takes_a_second_part_and_one_left_on_does_not(km, one_run):
    # Beside a part of one hour and 10 km, five more hours: 18,000 s x 0.7 m/s = 12.6 km.
    group = [phone("L", "run", minutes=360, km=km), recorded("a", "run")]
    late = recorded("b", at_min=300, minutes=60, km=10, north_m=5000)
    assert (runs_of(late, *group) == ["run"]) is one_run


def test_one_left_on_alone_is_still_the_run():
    assert runs_of(recorded("a"), phone("L", minutes=720, km=12.0)) == ["L"]


GPX = {"format": "gpx", "device": "App"}


@pytest.mark.parametrize("hours", [1, -1, 2, 5.5, 5.75, -3.5, 8, 14, -14])
def test_a_clock_in_another_zone_is_suspected_and_left_to_the_tracks(hours):
    matches = twins.same_run(recorded(at_min=hours * 60 + 1, **GPX), [recorded("a")])
    assert [(match.run_id, match.slip_s) for match in matches] == [("a", hours * HOUR_S)]


@pytest.mark.parametrize(
    ("at_min", "suspected"), [(122, True), (122.1, False), (14 * 60, True), (14 * 60 + 15, False)]
)
def test_zones_differ_by_quarter_hours_and_by_fourteen_hours_at_most(at_min, suspected):
    assert bool(twins.same_run(recorded(at_min=at_min, **GPX), [recorded("a")])) is suspected


@pytest.mark.parametrize(
    "given",
    [
        {"minutes": 61.9},  # 60 / 61.9 = 0.969
        {"km": 10.53},  # 10 / 10.53 = 0.9497
        {"north_m": 201.0},
        {"distance_m": math.nan},
        {"elapsed_s": math.nan},
        {"latitude_deg": math.nan},
        {"device": "Watch", "format": "fit"},
    ],
)
def test_a_slipped_zone_is_not_suspected_where_anything_else_differs_or_is_unknown(given):
    assert twins.same_run(recorded(at_min=480, **(GPX | given)), [recorded("a")]) == []


@pytest.mark.parametrize("given", [{"minutes": 61.8}, {"km": 10.52}, {"north_m": 199.0}, {"format": "fit"}])
def test_a_slipped_zone_is_suspected_where_all_else_agrees_closely(given):
    matches = twins.same_run(recorded(at_min=480, **(GPX | given)), [recorded("a")])
    assert [match.slip_s for match in matches] == [8 * HOUR_S]


def test_two_files_without_a_device_are_no_proof_of_two_devices():
    unnamed = {"device": None, "format": "gpx"}
    assert twins.same_run(recorded(at_min=480, **unnamed), [recorded("a", **unnamed)]) == []


def test_a_run_of_the_same_time_is_surer_than_one_of_another_zone():
    others = [recorded("morning"), recorded("evening", at_min=720)]
    assert twins.same_run(phone(at_min=720), others) == [twins.Match(others[1], 0.0)]


def test_the_loop_by_one_watch_at_seven_and_at_nineteen_is_two_runs():
    assert (
        twins.same_run(recorded("evening", at_min=720, minutes=25, km=5), [recorded("m", minutes=25, km=5)])
        == []
    )


def test_of_several_runs_of_the_loop_each_is_suspected_once():
    others = [recorded("a"), phone("a2", "a"), recorded("b", at_min=-1440 + 480)]
    matches = twins.same_run(recorded(at_min=480, **GPX), others)
    assert [(match.run_id, match.slip_s) for match in matches] == [("a", 8 * HOUR_S)]


def test_the_order_of_the_candidates_does_not_matter():
    others = [recorded("a", minutes=30, km=5), recorded("b", at_min=33, minutes=27, km=4.5), phone("c", "a")]
    answers = {
        tuple(twins.same_run(recorded("n", device="Pod"), order)) for order in itertools.permutations(others)
    }
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("here", "new", "moved"), [("fit", "gpx", "new"), ("gpx", "fit", "a"), ("tcx", "gpx", "new")]
)
def test_keys_are_kept_by_the_watchs_clock(here, new, moved):
    # The export says 15:00 where the watch said 7:00; and the other way round.
    fit_s, app_s = 0.0, 480.0
    a = recorded("a", at_min=app_s if moved == "a" else fit_s, format=here)
    late = recorded("new", at_min=fit_s if moved == "a" else app_s, format=new, device="App")
    (match,) = twins.same_run(late, [a])
    keys = twins.by_one_clock(late, match)
    assert [key.recording_id for key in keys] == ["new", "a"]
    assert [key.began_s for key in keys] == [SEVEN_S, SEVEN_S]


def test_a_slipped_export_set_right_is_not_the_run_of_eight_hours_later():
    (match,) = twins.same_run(recorded("export", at_min=480, **GPX), [recorded("a")])
    export, watch = twins.by_one_clock(recorded("export", "a", at_min=480, **GPX), match)
    assert runs_of(recorded("evening", at_min=480), export, watch) == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(days=some.integers(0, 10_000))
def test_any_order_of_import_gives_the_runs_that_were_run(days):
    dice = random.Random(days)
    recordings = [key for number in range(dice.randint(1, 3)) for key in _one_run(dice, number)]
    dice.shuffle(recordings)
    here = []
    for new in recordings:
        joined = {match.run_id for match in twins.same_run(new, here)}
        run_id = min(joined, default=new.recording_id)
        here = [key._replace(run_id=run_id) if key.run_id in joined else key for key in here]
        here.append(new._replace(run_id=run_id))
    of_run = [(key.recording_id[0], key.run_id) for key in here]
    assert len({run_id for _, run_id in of_run}) == len({truth for truth, _ in of_run}) == len(set(of_run))


def _one_run(dice, number):
    """A run of 40 to 120 minutes, four hours after the last; its whole, and up to three other recordings."""
    minutes, begin_min = dice.uniform(40, 120), number * 240.0 + dice.uniform(0, 60)
    spans = [
        (0.0, 1.0),
        *(sorted((dice.uniform(0, 0.5), dice.uniform(0.55, 1.0))) for _ in range(dice.randint(0, 3))),
    ]
    for place, (first, last) in enumerate(spans):
        length = (last - first) * minutes
        clock = dice.uniform(-1, 1)
        yield recorded(
            f"{number}{place}",
            at_min=begin_min + first * minutes + clock,
            minutes=length,
            km=length / 6,
            north_m=first * minutes * 160,
            device=f"Device {place}",
        )


def test_a_key_is_made_of_a_runs_row():
    row = dict.fromkeys(RUNS.names) | {
        "started_at": pd.Timestamp("2026-05-03T07:00:00Z"),
        "elapsed_s": 3600.0,
        "distance_m": math.nan,
        "start_latitude_deg": 40.0,
        "start_longitude_deg": -3.0,
        "format": "gpx",
    }
    made = key(row, "b.gpx", "run")
    assert (made.recording_id, made.run_id, made.began_s, made.elapsed_s) == ("b.gpx", "run", SEVEN_S, 3600.0)
    assert (made.latitude_deg, made.longitude_deg, made.device, made.format) == (40.0, -3.0, None, "gpx")
    assert math.isnan(made.distance_m)
    assert math.isnan(made.duration_s)


def test_nothing_after_the_start_is_a_length_of_nothing():
    assert recorded(elapsed_s=math.nan).ended_s == SEVEN_S
