"""A Garmin account's shoes, with their limits and their end."""

import json
from datetime import date

import pytest

from ingest.exports.garmin_gear import gear
from ingest.exports.said import Shoe

GHOST = {
    "gearPk": 39917352,
    "gearTypeName": "Shoes",
    "gearStatusName": "active",
    "displayName": None,
    "customMakeModel": "Brooks Ghost 14",
    "dateBegin": "2024-09-04T22:00:00.0",  # midnight in Paris
    "dateEnd": None,
    "maximumMeters": 643738.0,
}
OLD = {
    "gearPk": 30974314,
    "gearTypeName": "Shoes",
    "gearStatusName": "retired",
    "displayName": " Old  ones ",
    "customMakeModel": "Asics Nimbus 25",
    "dateBegin": "2021-03-15T00:00:00.0",
    "dateEnd": "2023-08-01T10:00:00.0",
    "retiredDate": "2023-08-02T10:00:00.0",
    "maximumMeters": 0,
}
BIKE = {"gearPk": 5, "gearTypeName": "Bike", "customMakeModel": "Canyon"}


def listed(*rows, worn=()):
    links = {}
    for pair, activity in worn:
        links.setdefault(str(pair), []).append({"activityId": activity, "gearPk": pair})
    return json.dumps([{"gearDTOS": rows, "gearActivityDTOs": links, "gearActivityTypeDTOS": []}])


def shoes(*rows):
    return list(gear([listed(*rows)]).shoes.values())


def test_a_pair_has_its_make_its_first_day_and_its_limit():
    assert shoes(GHOST) == [Shoe("Brooks Ghost 14", replace_m=643738.0, first_used=date(2024, 9, 5))]


def test_a_retired_pair_has_its_nickname_its_last_day_and_no_limit():
    expected = Shoe("Old ones", retired_on=date(2023, 8, 2), first_used=date(2021, 3, 15))
    assert shoes(OLD) == [expected]


@pytest.mark.parametrize(
    ("change", "retired_on"),
    [
        ({"retiredDate": None}, date(2023, 8, 1)),
        ({"gearStatusName": "active"}, None),
        ({"retiredDate": None, "dateEnd": None, "updateDate": "2023-12-24T00:00:00.0"}, date(2023, 12, 24)),
        ({"retiredDate": None, "dateEnd": "soon"}, None),
        ({"retiredDate": 17, "dateEnd": "2023-08-01"}, date(2023, 8, 1)),
    ],
)
def test_the_day_of_retirement_is_the_first_that_is_told(change, retired_on):
    assert shoes({**OLD, **change})[0].retired_on == retired_on


def test_other_gear_is_no_shoe():
    assert shoes(BIKE) == []


def test_who_wore_what_is_known_by_activity():
    worn = gear([listed(GHOST, OLD, BIKE, worn=[(39917352, 1), (30974314, 2), (5, 3)])])
    assert [worn.name(number) for number in ("1", "2", "3", "4")] == [
        "Brooks Ghost 14",
        "Old ones",
        None,
        None,
    ]


def test_the_shoe_counts_where_an_activity_has_other_gear_too():
    worn = gear([listed(GHOST, BIKE, worn=[(39917352, 1), (5, 1)])])
    assert worn.name("1") == "Brooks Ghost 14"


def test_two_pairs_of_one_name_are_told_apart_by_age():
    first = {**GHOST, "gearPk": 1, "dateBegin": "2020-01-01T00:00:00.0"}
    worn = gear([listed(GHOST, first, worn=[(1, 7), (39917352, 8)])])
    assert (worn.name("7"), worn.name("8")) == ("Brooks Ghost 14", "Brooks Ghost 14 (2)")


def test_a_pair_without_any_name_has_its_number():
    assert shoes({"gearPk": 9, "gearTypeName": "shoes"}) == [Shoe("Garmin shoe 9")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[1]",
        "null",
        '{"gearDTOS": 1, "gearActivityDTOs": 2}',
        '{"gearDTOS": [1, {"gearTypeName": 1}], "gearActivityDTOs": {"1": 1, "2": [1, {}]}}',
        "[" * 100_000,
    ],
)
def test_what_is_damaged_gives_no_shoes(text):
    worn = gear([text])
    assert (worn.shoes, worn.name("1")) == ({}, None)
