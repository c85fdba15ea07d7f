"""Where soles are worn, in words that come back as they were chosen."""

from math import nan

import pytest

from analysis import soles


def test_places_come_back_as_they_were_kept():
    kept = soles.together(["outside heel", "inside forefoot", "outside heel"])
    assert kept == "outside heel; inside forefoot"
    assert soles.places(kept) == ["outside heel", "inside forefoot"]


def test_own_words_stay_one_place_whatever_stands_in_them():
    kept = soles.together(["a hole; quite deep", " "])
    assert soles.places(kept) == ["a hole, quite deep"]


@pytest.mark.parametrize("nothing", [nan, None, "", " ; "])
def test_a_sole_that_was_not_looked_at_has_no_places(nothing):
    assert soles.places(nothing) == []
    assert soles.together([]) is None


def test_soles_are_alike_in_any_order():
    assert soles.compared("toes; even", "even; toes") == soles.ALIKE
    assert soles.compared("toes", "even; toes") == soles.UNEVEN
    assert soles.compared("toes", nan) is None


@pytest.mark.parametrize(
    ("chosen", "place", "then"),
    [
        ([], "toes", ["toes"]),
        (["toes", "outside heel"], "toes", ["outside heel"]),
        (["toes", "outside heel"], "even", ["even"]),
        (["even"], "toes", ["toes"]),
        (["even"], "even", []),
    ],
    ids=["taken", "given back", "even clears", "even is cleared", "even given back"],
)
def test_a_tap_takes_a_place_or_gives_it_back_and_even_stands_alone(chosen, place, then):
    assert soles.tapped(chosen, place) == then


def test_own_words_are_what_is_no_place():
    assert soles.own(["toes", "a hole", "even", "a cut"]) == "a hole; a cut"


def test_soles_that_differ_give_no_cause_and_no_diagnosis():
    assert "not known" in soles.UNEVEN
    assert not any(word in soles.UNEVEN.lower() for word in ("side does", "roll", "weak", "because"))
