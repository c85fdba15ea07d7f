"""What lives at a place comes by urgency, whatever was answered."""

from itertools import product

import pytest

from analysis.guide import guide
from analysis.guide.living import Answers, called_for, living
from ingest.schema import PLACES, QUALITIES, SETS_OFF, TIMINGS

BOOK = guide()


def names(answers):
    return [one.structure.id for one in living(BOOK, answers)]


@pytest.mark.parametrize("place", ["front", "deep", "inner"])
def test_the_neck_of_the_thigh_bone_comes_first_in_the_groin_whatever_is_answered(place):
    said = product([None, *TIMINGS], [None, *QUALITIES], [None, *SETS_OFF])
    assert {names(Answers(place, *words))[0] for words in said} == {"femoral_neck"}


@pytest.mark.parametrize("place", PLACES)
def test_urgency_never_rises_down_the_list(place):
    ranks = [one.level.rank for one in living(BOOK, Answers(place, "warms_up", "stiff", "stairs"))]
    assert ranks == sorted(ranks, reverse=True)


def test_answers_change_no_order_but_say_what_they_share():
    plain, said = Answers("outer"), Answers("outer", "after_run", "burning", "lying")
    assert names(plain) == names(said)
    fits = {one.structure.id: one.fits for one in living(BOOK, said)}
    assert fits["outer_tendons"] == ("comes after the run", "burning", "lying on that side")
    assert fits["itb"] == ("burning",)
    assert {fits for one in living(BOOK, plain) for fits in one.fits} == set()


def test_the_outer_hip_holds_tendons_and_band_but_no_groin():
    assert set(names(Answers("outer"))) == {
        "bone_elsewhere", "outer_tendons", "itb", "glute_medius", "iliac_crest"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        (Answers("front"), "two_days"),
        (Answers("inner"), "two_days"),
        (Answers("deep", "morning", "stiff", "standing_up"), "two_days"),
        (Answers("outer"), "home"),
        (Answers("outer", "after_run", "dull", "lying"), "home"),
        (Answers("outer", "builds"), "home"),  # one answer that is told of bone as well
        (Answers("outer", "builds", "dull"), "two_weeks"),  # two
        (Answers("outer", "every_run"), "two_weeks"),
        (Answers("sit_bone", None, "numb"), "two_weeks"),
        (Answers("low_back", None, "clicking"), "two_weeks"),
        (Answers("low_back", "morning", "burning", "sitting"), "two_weeks"),
    ],
)
def test_how_soon_to_be_seen_follows_the_place_and_the_answers(answers, level):
    assert called_for(BOOK, answers).level.id == level


def test_what_calls_for_a_level_is_named_unless_an_answer_does_by_itself():
    def by(answers):
        return [one.structure.id for one in called_for(BOOK, answers).by]

    assert by(Answers("front", "every_run", "clicking")) == ["femoral_neck"]
    assert by(Answers("outer", "builds", "dull")) == ["bone_elsewhere"]
    assert by(Answers("sit_bone", None, "numb")) == []
    assert by(Answers("low_back", "morning", "burning")) == ["nerve_roots"]
