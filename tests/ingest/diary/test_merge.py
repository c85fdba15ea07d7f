"""An entry laid onto what stands on its day: words are joined, and nothing unsaid is taken away."""

import pytest

from ingest.diary.merge import is_part, merged
from ingest.errors import InvalidEntry
from ingest.schema import DIARY

FRONT, BACK = ("left", "front", "left.front"), ("both", "deep", "left.deep right.back")
FIELDS = [name for name in DIARY.names if name not in ("day", "logged_at")]


def said(**fields):
    return dict.fromkeys(FIELDS) | fields


def both(stands, row):
    return {name: value for name, value in merged(said(**stands), said(**row)).items() if value is not None}


def test_scores_and_the_note_of_the_row_count_and_the_rest_stays():
    stands = {"worst_pain": 4, "rest_pain": 3, "note": "stairs", "onset_m": 500.0}
    row = {"worst_pain": 5, "note": "hill"}
    assert both(stands, row) == {"worst_pain": 5, "rest_pain": 3, "note": "hill", "onset_m": 500.0}


@pytest.mark.parametrize(
    ("name", "old", "new", "joined"),
    [
        ("signs", "saddle", "limp night", "night limp saddle"),
        ("quality", "numb", "dull", "dull numb"),
        ("done", "heat", "ice", "ice heat"),
        ("exercises", "plank clam", "bridge", "plank clam bridge"),
        ("sets_off", "running", "nothing", "running"),
        ("sets_off", "nothing", "stairs", "stairs"),
        ("sets_off", "nothing", "nothing", "nothing"),
    ],
)
def test_words_are_joined_in_the_order_of_their_list(name, old, new, joined):
    assert both({name: old}, {name: new}) == {name: joined}


@pytest.mark.parametrize(
    ("stands", "row", "where"),
    [
        # nothing said on one side
        (FRONT, (None, None, None), FRONT),
        ((None, None, None), ("left", "front", None), ("left", "front", None)),
        ((None, None, None), BACK, BACK),
        # said already, with less words
        (BACK, ("left", None, None), BACK),
        (FRONT, (None, "front", None), FRONT),
        # another place, another side
        (("left", "front", None), ("left", "outer", None), ("left", "outer", "left.outer left.front")),
        (("left", "front", None), ("right", None, None), ("both", "front", "right.front left.front")),
        (FRONT, ("left", "outer", "left.outer"), ("left", "outer", "left.outer left.front")),
        # sides without a place, a place without a side
        (("left", None, None), ("right", None, None), ("right", None, None)),
        (("left", None, None), (None, "deep", None), ("left", "deep", None)),
        ((None, "front", None), FRONT, FRONT),
    ],
)  # fmt: skip
def test_places_are_joined_and_none_is_lost(stands, row, where):
    names = ("side", "place", "spots")
    after = merged(said(**dict(zip(names, stands, strict=True))), said(**dict(zip(names, row, strict=True))))
    assert tuple(after[name] for name in names) == where


@pytest.mark.parametrize(
    "row", [{"place": "outer"}, {"side": "left", "spots": "left.outer", "place": "outer"}]
)
def test_two_places_of_which_one_has_no_side_are_refused(row):
    with pytest.raises(InvalidEntry, match="The day has “front / groin” and the row another place"):
        merged(said(place="front"), said(**row))


def test_a_row_is_part_of_a_day_that_says_all_of_it():
    day = said(worst_pain=4, signs="night limp")
    assert is_part(said(worst_pain=4, signs="limp"), day)
    assert not is_part(said(worst_pain=5), day)
    assert not is_part(said(place="outer"), said(place="front"))
