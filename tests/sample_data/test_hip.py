"""The built-in answer of the hip: what goes into the diary, by hand and over the year."""

from dataclasses import replace
from datetime import date
from statistics import mean

import pytest

from ingest import diary
from ingest.schema import PLACES, QUALITIES
from sample_data import hip
from sample_data.dice import Dice
from sample_data.hip import Hip, Load


class NoDice(Dice):
    """Dice that fall on nothing."""

    def below(self, limit):
        return 0

    def about(self, spread):
        return 0

    def chance(self, percent):
        return False


class Luck(Dice):
    """Dice for which whatever may happen does."""

    def chance(self, percent):
        return percent > 0


@pytest.mark.parametrize(
    ("thousandths", "score"),
    [(-900, 0), (0, 0), (499, 0), (500, 1), (1499, 1), (4500, 5), (10_499, 10), (99_000, 10)],
)
def test_thousandths_become_a_whole_score_between_none_and_ten(thousandths, score):
    assert hip.score(thousandths) == score


def test_a_day_of_rest_leaves_500_of_quick_and_905_of_slow_soreness():
    assert Hip(1000, 1000).next_day(Load(), NoDice(0)) == Hip(500, 905)


def test_metres_of_descent_beyond_the_everyday_hurt_tomorrow():
    # 270 m: 240 beyond 30, at 6 each for days and at 1 each for weeks.
    assert Hip(0, 0).next_day(Load(True, 270, 9000), NoDice(0)) == Hip(1440, 240)
    assert Hip(0, 0).next_day(Load(True, 31, 9000), NoDice(0)) == Hip(6, 1)
    assert Hip(0, 0).next_day(Load(True, 30, 9000), NoDice(0)) == Hip(0, 0)


def test_a_bad_night_adds_a_point_that_no_run_explains():
    assert Hip(0, 0).next_day(Load(), Luck(0)).quick - 1000 in range(251)


def test_kilometres_beyond_fourteen_add_slow_soreness():
    assert Hip(0, 0).next_day(Load(True, 0, 17_300), NoDice(0)) == Hip(0, 3 * hip.SLOW_PER_KM)


def test_no_pain_has_no_side():
    entry = hip.entry(date(2026, 1, 1), Hip(0, 0), Load(), Hip(0, 0), None, NoDice(0))
    assert (entry.worst_pain, entry.run_pain) == (0, None)
    assert (entry.side, entry.place, entry.quality) == (None, None, None)


def test_the_days_worst_is_never_below_the_runs():
    load = Load(True, 400, 15_000)
    entry = hip.entry(date(2026, 1, 1), Hip(0, 0), load, Hip(0, 0), None, NoDice(0))
    # In the run: 370 m × 8 = 2.96 points; in the evening 370 × 2 = 0.74.
    assert (entry.run_pain, entry.worst_pain) == (3, 3)


def test_a_day_with_a_note_is_never_missing():
    entry = hip.entry(date(2026, 1, 1), Hip(0, 0), Load(), Hip(0, 0), "Rest.", NoDice(0))
    assert not hip.is_missing(entry, Hip(0, 0), Luck(0))
    assert hip.is_missing(replace(entry, note=None), Hip(0, 0), Luck(0))


@pytest.fixture(scope="session")
def entries(committed):
    entries, problems = diary.read_csv((committed / "diary.csv").read_bytes(), latest=date(2026, 11, 22))
    assert problems == []
    return entries


def test_about_a_fifth_of_the_days_are_missing(entries):
    assert 0.17 < 1 - len(entries) / 364 < 0.23


def test_no_pain_is_said_often_and_explicitly(entries):
    assert sum(entry.worst_pain == 0 for entry in entries) > 90


def test_it_is_the_left_hip_and_nearly_always_its_outer_side(entries):
    sore = [entry for entry in entries if entry.worst_pain]
    assert {entry.side for entry in sore} == {"left"}
    assert {entry.place for entry in sore} <= set(PLACES)
    assert 0.75 < mean(entry.place == "outer" for entry in sore) < 0.97
    assert {entry.quality for entry in entries} <= {None, *QUALITIES}


def test_two_dozen_days_have_a_note(entries):
    assert len(hip.NOTES) == sum(entry.note is not None for entry in entries) >= 24


def test_one_night_in_march_is_a_warning_sign_and_no_other_day_is(entries):
    signs = {entry.day: entry.signs for entry in entries if entry.signs}
    assert signs == {date(2026, 3, 30): "night"}
    assert next(entry.note for entry in entries if entry.signs).startswith("Hip woke me")


def test_the_groin_is_never_sore_as_that_would_have_to_be_looked_at(entries):
    places = {place for entry in entries for place in (entry.place, *(entry.spots or "").split())}
    assert not any(word in str(place) for place in places for word in ("front", "deep"))


def test_the_last_days_rise_to_four_and_tomorrow_morning_is_not_known_yet(entries):
    last = entries[-7:]
    assert [(entry.day.day, entry.worst_pain) for entry in last[-3:]] == [(20, 1), (21, 4), (22, 4)]
    assert last[-1].morning_pain is None
    assert last[-2].morning_pain == 5


def test_once_the_hip_hurt_beyond_five_during_a_run(entries):
    assert [entry.day for entry in entries if (entry.run_pain or 0) > 5] == [date(2026, 8, 16)]


def test_one_spell_of_pain_lasts_for_fourteen_logged_days(entries):
    sore = {entry.day.toordinal() for entry in entries if entry.worst_pain}
    assert any(all(day - back in sore for back in range(14)) for day in sore)
