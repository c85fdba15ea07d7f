"""The pair that a new run was most likely run in."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis.tagging import in_use, usual_shoe, without_pair
from ingest.schema import RUNS, SHOES, Log

TODAY = date(2026, 11, 22)


def a_log(*worn, retired=()):
    """A log of (days ago, shoe, surface)."""
    now = pd.Timestamp(TODAY)
    rows = [
        {
            "run_id": str(number),
            "day": now - pd.Timedelta(days=ago),
            "started_at": (now - pd.Timedelta(days=ago)).tz_localize("UTC"),
            "shoe_id": shoe,
            "surface": surface,
        }
        for number, (ago, shoe, surface) in enumerate(worn)
    ]
    pairs = [
        {"shoe_id": s, "name": s, "kind": "road", "retired_on": now if s in retired else pd.NaT}
        for s in "abc"
    ]
    return Log(runs=RUNS.frame(rows), shoes=SHOES.frame(pairs))


def test_the_pair_most_often_worn_on_the_surface_is_meant():
    log = a_log((1, "a", "trail"), (2, "b", "asphalt"), (3, "b", "asphalt"), (4, "b", "asphalt"))
    assert usual_shoe(log, "trail", TODAY) == "a"
    assert usual_shoe(log, "asphalt", TODAY) == "b"


def test_on_a_surface_never_run_it_is_the_pair_most_worn_at_all():
    log = a_log((1, "a", "trail"), (2, "b", "asphalt"), (3, "b", "asphalt"))
    assert usual_shoe(log, "grass", TODAY) == "b"
    assert usual_shoe(log, None, TODAY) == "b"


def test_of_pairs_worn_equally_often_it_is_the_one_worn_last():
    assert usual_shoe(a_log((5, "a", "trail"), (1, "b", "trail")), "trail", TODAY) == "b"


@pytest.mark.parametrize(("ago", "pair"), [(41, "a"), (42, None)])
def test_only_the_last_six_weeks_count(ago, pair):
    assert usual_shoe(a_log((ago, "a", "trail")), "trail", TODAY) == pair


def test_a_retired_pair_is_not_meant():
    log = a_log((1, "a", "trail"), (2, "a", "trail"), (3, "b", "trail"), retired=("a",))
    assert usual_shoe(log, "trail", TODAY) == "b"


def test_nothing_worn_is_nothing_meant():
    assert usual_shoe(Log(), "trail", TODAY) is None
    assert usual_shoe(replace(a_log((1, "a", "trail")), shoes=SHOES.empty()), "trail", TODAY) is None


def test_runs_without_a_pair_are_found_by_days_and_ground_but_not_those_whose_pair_was_taken_away():
    log = a_log(
        (1, None, "trail"), (2, None, "grass"), (3, "a", "trail"), (4, None, "trail"), (5, None, None)
    )
    runs = log.runs.assign(shoe_source=[None, None, "runner", "runner", None])
    log = replace(log, runs=RUNS.conform(runs))
    since = date(2026, 11, 17)
    assert without_pair(log, since, TODAY)["run_id"].tolist() == ["0", "1", "4"]
    assert without_pair(log, since, TODAY, ["trail"])["run_id"].tolist() == ["0"]
    assert without_pair(log, date(2026, 11, 18), date(2026, 11, 20))["run_id"].tolist() == ["1"]
    assert without_pair(Log(), since, TODAY).empty


def test_a_pair_could_be_worn_from_its_first_use_to_the_day_before_it_was_retired():
    log = a_log((5, "a", "trail"), (9, "a", "trail"), (2, "b", "trail"))
    assert in_use(log, "a", TODAY) == (date(2026, 11, 13), TODAY)
    assert in_use(log, "c", TODAY) == (None, TODAY)
    day = pd.Timestamp("2026-11-10")
    for known, first in (
        ({"bought_on": day}, day),
        ({"bought_on": day, "first_used": pd.Timestamp(TODAY)}, TODAY),
    ):
        shoes = SHOES.frame([{"shoe_id": "a", "name": "a", "kind": "road", **known}])
        assert in_use(replace(log, shoes=shoes), "a", TODAY)[0] == pd.Timestamp(first).date()
    retired = a_log((5, "a", "trail"), retired=("a",))
    assert in_use(retired, "a", TODAY) == (date(2026, 11, 17), date(2026, 11, 21))
