"""What lives at a place comes by urgency, whatever was answered."""

from itertools import product

import pytest

from analysis.guide import guide
from analysis.guide.living import Answers, called_for, changed, living
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
        (Answers("outer", "builds"), "home"),  # one answer that goes with bone as well
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


@pytest.mark.parametrize(
    ("answers", "least", "said"),
    [
        (Answers("outer"), 0, ""),
        (
            Answers("outer", quality="burning"),
            0,
            "2 of these 5 go with “burning”. How soon to be seen stays the same.",
        ),
        (
            Answers("outer", quality="clicking"),
            0,
            "None of these 5 goes with “clicking”. With “clicking” somebody should look within 1 to 2 weeks "
            "at the latest.",
        ),
        (  # the log asks for as much already
            Answers("outer", quality="clicking"),
            2,
            "None of these 5 goes with “clicking”. How soon to be seen stays the same.",
        ),
        (
            Answers("outer", "eases", "dull"),
            0,
            "1 of these 5 goes with “eases with rest”, 4 with “dull”. 2 of your answers go with bone away "
            "from the groin (pelvis, sacrum, upper thigh): the box at the top now asks about it.",
        ),
        (
            Answers("outer", "eases", None, "knee_to_chest"),
            0,
            "1 of these 5 goes with “eases with rest”, none with “socks, or knee to chest”. How soon to be "
            "seen stays the same.",
        ),
    ],
)
def test_what_the_answers_changed_is_said(answers, least, said):
    assert changed(BOOK, answers, least) == said


def test_an_answer_that_asks_by_itself_is_kept_beside_a_graver_place():
    call = called_for(BOOK, Answers("front", "every_run", "clicking"))
    assert (call.level.id, call.asked, call.asked_level.id) == (
        "two_days", ("after every run", "clicking"), "two_weeks"
    )  # fmt: skip
    assert called_for(BOOK, Answers("front", "builds", "dull")).asked == ()
