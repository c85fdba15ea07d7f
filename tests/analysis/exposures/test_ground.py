"""Metres by surface, worked by hand; both sides of what must be known."""

from math import nan

import pytest

from tests.analysis.exposures.logs import doses, frame_of, like, log_of


def said(surface):
    return {"surface": surface, "surface_source": "runner"}


STREET = {"surface": "paved", "surface_source": "sub_sport"}


def test_each_surface_has_its_metres_and_rest_has_none():
    log = log_of([(0, said("trail")), (2, said("grass")), (2, said("trail"))])
    frame = frame_of(log, 3)
    assert frame["trail"].to_list() == [10_000, 0, 10_000, 0]
    assert frame["grass"].to_list() == [0, 0, 10_000, 0]
    assert "gravel" not in frame


def test_a_run_of_unknown_ground_is_unknown():
    assert doses(log_of([(0, said("trail")), (1, {})]), "trail", 2) == like([10_000, nan, 0])


def test_mixed_ground_tells_nothing_of_its_parts():
    assert doses(log_of([(0, said("trail")), (1, said("mixed"))]), "trail", 1) == like([10_000, nan])


@pytest.mark.parametrize(("gravel_m", "expected"), [(2_000.0, 4_000), (1_999.0, nan)])
def test_a_map_that_knows_three_fifths_is_enough(gravel_m, expected):
    log = log_of(
        [(0, {}), (1, said("asphalt"))], terrain={"r0": {"asphalt_m": 4_000.0, "gravel_m": gravel_m}}
    )
    assert doses(log, "asphalt", 1) == like([expected, 10_000])


def test_paved_ground_by_the_watch_may_be_concrete_but_is_no_trail():
    frame = frame_of(log_of([(0, STREET), (1, said("concrete")), (2, said("trail"))]), 2)
    assert frame["concrete"].to_list() == like([nan, 10_000, 0])
    assert frame["trail"].to_list() == [0, 0, 10_000]
    assert frame["paved"].to_list() == [10_000, 0, 0]
    assert frame["hard_ground"].to_list() == [10_000, 10_000, 0]


def test_paved_ground_by_a_map_is_neither_concrete_nor_asphalt():
    log = log_of([(0, {}), (1, said("concrete"))], terrain={"r0": {"paved_m": 10_000.0}})
    assert doses(log, "concrete", 1) == [0, 10_000]


def test_hard_ground_of_one_kind_alone_has_no_column_of_its_own():
    assert "hard_ground" not in frame_of(log_of([(0, STREET), (1, said("trail"))]), 1)


def test_a_run_without_a_distance_is_unknown_on_any_ground():
    log = log_of([(0, said("trail")), (1, said("trail") | {"distance_m": nan})])
    assert doses(log, "trail", 1) == like([10_000, nan])
