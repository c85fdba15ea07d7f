"""The gear of a row is a nickname, a make or a number, and means one pair."""

import pytest

from ingest.exports.said import Shoe
from ingest.exports.strava_shoes import pairs, shoes, worn

SHOES = """Shoe Name,Shoe Brand,Shoe Model,Shoe Default Sport Types
Blue ones,Brooks,Ghost 14,Run
,Hoka,Speedgoat 5,"Trail Run, Hike"
"""


@pytest.mark.parametrize(
    ("gear", "name"),
    [
        ("Blue ones", "Blue ones"),
        ("blue  ones", "Blue ones"),
        ("Brooks Ghost 14", "Blue ones"),
        ("Brooks Ghost 14 Blue ones", "Blue ones"),
        ("Hoka Speedgoat 5", "Hoka Speedgoat 5"),
        ("Something else", "Something else"),
    ],
)
def test_gear_is_found_under_any_of_its_names(gear, name):
    assert worn([gear], pairs(SHOES)) == {gear: name}


def test_a_bare_number_is_the_only_pair_without_a_nickname():
    assert worn(["10370891.0", "Blue ones"], pairs(SHOES)) == {
        "10370891.0": "Hoka Speedgoat 5",
        "Blue ones": "Blue ones",
    }


def test_a_bare_number_is_not_guessed_at_where_more_than_one_pair_could_be_meant():
    assert worn(["10370891.0", "10370892"], pairs(SHOES)) == {
        "10370891.0": "Strava shoe 10370891",
        "10370892": "Strava shoe 10370892",
    }
    assert worn(["10370891.0"], []) == {"10370891.0": "Strava shoe 10370891"}
    assert worn(["10370891.0", "Hoka Speedgoat 5"], pairs(SHOES))["10370891.0"] == "Strava shoe 10370891"


def test_every_pair_is_a_shoe_whether_worn_or_not():
    assert shoes(["Third pair"], pairs(SHOES)) == (
        Shoe("Blue ones"),
        Shoe("Hoka Speedgoat 5", kind="trail"),
        Shoe("Third pair"),
    )


def test_a_table_without_shoes_or_with_blank_ones_gives_none():
    assert pairs("Shoe Name,Shoe Brand,Shoe Model,Shoe Default Sport Types\n") == []
    assert pairs("Shoe Name,Shoe Brand,Shoe Model\n,,\n , , \n") == []
    assert pairs("") == []
