"""Which factors stand or fall together."""

import pandas as pd

from analysis.patterns import verdicts


def found(**rows):
    columns = ["verdict", "inseparable_from"]
    return pd.DataFrame(rows.values(), index=list(rows), columns=columns)


def test_a_lead_has_those_beside_it_that_name_it_or_are_named_by_it():
    rows = found(
        descent=("lead", "distance"),
        fast=("lead", ""),
        distance=("none", ""),
        steps=("inseparable", "descent"),
        sitting=("inseparable", "sleep"),
    )
    assert verdicts.beside_leads(rows) == {"descent": ["distance", "steps"], "fast": []}


def test_what_holds_no_lead_is_a_group_of_its_own_named_once():
    rows = found(
        descent=("inseparable", "distance steps"),
        distance=("inseparable", "descent"),
        steps=("weak", ""),
        sitting=("none", ""),
    )
    assert verdicts.beside_leads(rows) == {}
    assert verdicts.among_themselves(rows) == [["descent", "distance", "steps"]]


def test_what_stands_beside_a_lead_is_no_group_of_its_own():
    rows = found(descent=("lead", ""), distance=("inseparable", "descent"))
    assert verdicts.among_themselves(rows) == []


def test_the_day_of_the_week_may_stand_in_several_groups_and_is_no_factor():
    rows = found(
        descent=("inseparable", "weekday"),
        grass=("inseparable", "weekday"),
        distance=("inseparable", "descent"),
    )
    assert verdicts.among_themselves(rows) == [["descent", "weekday", "distance"], ["grass", "weekday"]]
    assert verdicts.stood_out(rows) == ["descent", "distance", "grass"]


def test_what_stood_out_begins_with_the_leads_and_names_each_once():
    rows = found(
        descent=("lead", "steps"),
        steps=("inseparable", "descent fast"),
        fast=("lead", ""),
        grass=("inseparable", "trail"),
        trail=("inseparable", "grass"),
        sitting=("weak", ""),
    )
    assert verdicts.stood_out(rows) == ["descent", "fast", "steps", "grass", "trail"]


def test_nothing_found_holds_nothing():
    assert verdicts.beside_leads(found()) == {}
    assert verdicts.among_themselves(found()) == []
    assert verdicts.stood_out(found()) == []
