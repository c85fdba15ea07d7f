"""Shares of surface and their findings: both sides of every threshold."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis import surface
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import RUNS, SURFACES, Log

FIRST = date(2026, 1, 1)


def log_of(*days):
    """From 1 January on, a day each: {surface: km}, "unknown" for none; {} is a day without a run."""
    rows = [
        {
            "run_id": f"run{n}{kind}",
            "day": pd.Timestamp(FIRST) + pd.Timedelta(days=n),
            "distance_m": km * 1000.0,
            "surface": None if kind == "unknown" else kind,
        }
        for n, day in enumerate(days)
        for kind, km in day.items()
    ]
    return Log(runs=RUNS.frame(rows))


def found(rule, *days, limits=None):
    return rule(log_of(*days), FIRST + timedelta(days=len(days) - 1), limits or Limits())


def mixed(concrete, rest="trail", total=10.0):
    """A day with that share of concrete. [fraction]"""
    return {"concrete": total * concrete, rest: total * (1 - concrete)}


# --- shares


def test_shares_are_of_known_metres_in_the_order_of_the_surfaces():
    log = log_of({"trail": 6, "asphalt": 3}, {"mixed": 1, "unknown": 30}, {"grass": 50})
    share = surface.shares(log.runs, FIRST, FIRST + timedelta(days=1))
    assert share.index.to_list() == list(SURFACES)
    assert share["trail"] == pytest.approx(0.6)
    assert share["asphalt"] == pytest.approx(0.3)
    assert share["mixed"] == pytest.approx(0.1)
    assert share["grass"] == 0


def test_shares_of_nothing_known_are_unknown():
    log = log_of({"unknown": 5})
    assert surface.shares(log.runs, FIRST, FIRST).isna().all()
    assert surface.shares(Log().runs, FIRST, FIRST).isna().all()


def test_the_known_share_weighs_by_distance():
    log = log_of({"trail": 6, "unknown": 2}, {"mixed": 2})
    assert surface.known_share(log.runs, FIRST, FIRST) == pytest.approx(0.75)
    assert surface.known_share(log.runs, FIRST, FIRST + timedelta(days=1)) == pytest.approx(0.8)
    assert np.isnan(surface.known_share(log.runs, FIRST + timedelta(days=5), FIRST + timedelta(days=9)))


def test_a_run_of_unknown_distance_weighs_nothing():
    log = log_of({"trail": 6}, {"grass": np.nan})
    assert surface.shares(log.runs, FIRST, FIRST + timedelta(days=1))["trail"] == 1


def test_a_surface_that_hiplog_does_not_know_counts_as_unknown():
    log = log_of({"trail": 6, "lava": 6})
    assert surface.known_share(log.runs, FIRST, FIRST) == 0.5
    assert surface.shares(log.runs, FIRST, FIRST)["trail"] == 1


# --- concrete


def hard(*days, limits=None):
    return found(surface.hard_shares, *days, limits=limits)


def test_concrete_above_half_and_above_the_own_median_by_twenty_points_is_a_note():
    # 28 days at 30 %, then 28 at 60 %: above 50 % and above 30 + 20
    (finding,) = hard(*[mixed(0.3)] * 28, *[mixed(0.6)] * 28)
    assert finding.rule == "surface.hard_share"
    assert finding.severity is Severity.NOTE
    assert finding.evidence.strength == "weak"
    assert finding.measured == pytest.approx(0.6)
    assert finding.limit == pytest.approx(0.5)
    assert finding.headline == (
        "60 % of your running in the 4 weeks to Wed 25 Feb was on concrete; before, it was typically 30 %."
    )
    assert "weak" in finding.why


def test_exactly_half_is_not_flagged():
    assert hard(*[mixed(0.2)] * 28, *[mixed(0.5)] * 28) == []
    assert len(hard(*[mixed(0.2)] * 28, *[mixed(0.51)] * 28)) == 1


def test_exactly_twenty_points_above_the_own_median_is_not_flagged():
    assert hard(*[mixed(0.4)] * 28, *[mixed(0.6)] * 28) == []
    assert len(hard(*[mixed(0.4)] * 28, *[mixed(0.61)] * 28)) == 1


def test_concrete_as_ever_is_not_flagged_however_much():
    assert hard(*[mixed(0.9)] * 90) == []


def test_the_own_median_is_of_windows_that_ended_before_this_one_began():
    share = pd.Series([0.1] * 28 + [0.2] * 28 + [0.9] * 28)
    usual = surface.own_median(share)
    assert usual.iloc[:28].isna().all()
    assert usual.iloc[55] == pytest.approx(0.1)
    # day 83: days 0 to 55, half at 0.1 and half at 0.2
    assert usual.iloc[83] == pytest.approx(0.15)


def test_asphalt_and_ground_of_unknown_kind_are_not_concrete():
    assert hard(*[{"trail": 10}] * 28, *[{"asphalt": 6, "paved": 4}] * 28) == []


def test_without_earlier_windows_nothing_is_usual():
    assert hard(*[mixed(1.0)] * 55) == []


def test_changed_limits_on_concrete_are_respected():
    days = [*[mixed(0.2)] * 28, *[mixed(0.45)] * 28]
    assert hard(*days) == []
    assert len(hard(*days, limits=Limits({"surface.hard_share": 0.4}))) == 1
    assert hard(*days, limits=Limits({"surface.hard_share": 0.4, "surface.hard_rise": 25.0})) == []


def test_less_than_sixty_percent_known_silences_concrete():
    def days(known):
        return [
            {"concrete": known * share, "trail": known * (1 - share), "unknown": 10 - known}
            for share in [0.1] * 28 + [0.9] * 28
        ]

    assert len(hard(*days(6.0))) == 1
    assert hard(*days(5.9)) == []
    assert len(hard(*days(5.9), limits=Limits({"surface.known": 0.5}))) == 1


def test_three_runs_in_four_weeks_are_too_few_to_speak():
    rest = [{}] * 6
    before = [mixed(0.1)] * 28
    weekly = [mixed(1.0), *rest]
    assert len(hard(*before, *weekly * 4)) == 1
    assert hard(*before, *[{}] * 7, *weekly * 3) == []


# --- change


def changes(*days, limits=None):
    return found(surface.surface_changes, *days, limits=limits)


def test_a_change_of_more_than_thirty_points_is_a_note():
    # 28 days at 10 % trail, then 7 at 41 %
    (finding,) = changes(*[mixed(0.9)] * 28, *[mixed(0.59)] * 7)
    assert finding.rule == "surface.change"
    assert finding.severity is Severity.NOTE
    assert finding.evidence.strength == "convention"
    assert finding.measured == pytest.approx(31)
    assert (finding.limit, finding.unit) == (30, "points")
    assert finding.headline == (
        "41 % of your running in the 7 days to Wed 4 Feb was on trail, up from 10 % in the 4 weeks before."
    )


def test_a_change_of_exactly_thirty_points_is_not():
    assert changes(*[mixed(0.9)] * 28, *[mixed(0.6)] * 7) == []


def test_a_fall_is_told_where_it_is_larger_than_any_rise():
    # concrete 90 to 30 %; trail, grass, gravel rise by 20 points each
    spread = {"concrete": 3, "trail": 3, "grass": 2, "gravel": 2}
    (finding,) = changes(*[mixed(0.9)] * 28, *[spread] * 7)
    assert finding.headline == (
        "30 % of your running in the 7 days to Wed 4 Feb was on concrete, "
        "down from 90 % in the 4 weeks before."
    )
    assert finding.measured == pytest.approx(60)


def test_all_and_none_are_said_as_words():
    (finding,) = changes(*[{"track": 5}] * 28, *[{"grass": 2, "gravel": 2, "trail": 1}] * 7)
    assert finding.headline == (
        "None of your running in the 7 days to Wed 4 Feb was on a running track, "
        "down from 100 % in the 4 weeks before."
    )


def test_every_surface_can_be_said_after_on():
    assert surface.GROUND.keys() == SURFACES.keys()


def test_before_five_weeks_are_logged_there_is_no_change():
    assert changes(*[mixed(0.9)] * 27, *[mixed(0.1)] * 7) == []


def test_one_run_in_seven_days_is_too_few_to_speak():
    rest = [{}] * 5
    assert changes(*[mixed(1.0)] * 28, *[{}] * 6, mixed(0.0)) == []
    assert len(changes(*[mixed(1.0)] * 28, *rest, mixed(0.0), mixed(0.0))) == 1


def test_unknown_ground_on_either_side_silences_the_change():
    foggy = {"concrete": 5.9, "unknown": 4.1}
    assert changes(*[foggy] * 28, *[{"trail": 10}] * 7) == []
    assert changes(*[{"concrete": 10}] * 28, *[{"trail": 5.9, "unknown": 4.1}] * 7) == []


def test_a_changed_limit_on_change_is_respected():
    days = [*[mixed(0.9)] * 28, *[mixed(0.5)] * 7]
    assert changes(*days, limits=Limits({"surface.change": 45.0})) == []


# --- unknown


def unknown(*days, limits=None):
    return found(surface.unknown_surfaces, *days, limits=limits)


def test_less_than_sixty_percent_known_is_said():
    (finding,) = unknown({"trail": 5.9, "unknown": 4.1}, {})
    assert finding.rule == "surface.unknown"
    assert finding.severity is Severity.NOTE
    assert finding.measured == pytest.approx(0.59)
    assert finding.day == FIRST
    assert finding.headline.startswith("The surface is known for 59 % of your last 4 weeks' distance")


def test_exactly_sixty_percent_known_is_enough():
    assert unknown({"trail": 6, "unknown": 4}) == []


def test_only_the_last_28_days_are_asked_for():
    assert unknown({"unknown": 10}, *[{}] * 27, {"trail": 1}) == []
    assert len(unknown({"unknown": 10}, *[{}] * 26, {"trail": 1})) == 1


def test_without_runs_in_28_days_nothing_is_asked():
    assert unknown({"unknown": 10}, *[{}] * 28) == []


def test_the_runners_own_share_is_respected():
    assert unknown({"trail": 5, "unknown": 5}, limits=Limits({"surface.known": 0.5})) == []


def test_runs_after_today_do_not_matter():
    log = log_of({"unknown": 5}, *[{}] * 3, {"trail": 50})
    assert len(surface.unknown_surfaces(log, FIRST, Limits())) == 1


def test_an_empty_log_gives_no_findings():
    for rule in surface.RULES:
        assert rule(Log(), FIRST, Limits()) == []
    assert surface.daily_metres(Log().runs, FIRST).empty
