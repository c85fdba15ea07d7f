"""The report says what was promised beside what was measured, and no more."""

from datetime import datetime
from math import nan

import pytest

from benchmarks.report import (
    Promise,
    Section,
    at_least,
    at_most,
    document,
    number,
    promised,
    ratio,
    said,
    table,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0314159, "0.0314"),
        (2.0, "2"),
        (99.94, "99.9"),
        (100.4, "100"),
        (12345.6, "12,346"),
        (nan, "–"),
    ],
)
def test_numbers_have_three_figures(value, text):
    assert number(value) == text


@pytest.mark.parametrize(("measured", "reached"), [(199.9, False), (200.0, True), (nan, None)])
def test_at_least_is_reached_at_the_bound(measured, reached):
    assert at_least("FIT", 200, measured, "× fitparse").reached is reached


@pytest.mark.parametrize(("measured", "reached"), [(0.101, False), (0.1, True), (nan, None)])
def test_at_most_is_reached_at_the_bound(measured, reached):
    assert at_most("again", 0.1, measured, "").reached is reached


def test_a_promise_stands_beside_what_came_out():
    text = promised([at_least("FIT", 200, 212.34, "× fitparse"), at_most("p95", 150, 180.0, "ms")])
    assert "| FIT | ≥ 200 × fitparse | 212 × fitparse | reached |" in text
    assert "| p95 | ≤ 150 ms | 180 ms | **not reached** |" in text


def test_what_nobody_measured_is_not_called_reached():
    text = promised([at_least("TCX", 3.5, nan, "×")])
    assert text.endswith("| TCX | ≥ 3.5 × | not measured | not measured |")


def test_a_table_is_markdown():
    assert table(("a", "b"), [("x", 1.5), ("y", 2)]) == "| a | b |\n| --- | --- |\n| x | 1.5 |\n| y | 2 |"


def test_a_ratio_tells_its_range():
    assert ratio(212.3, 198.7, 240.1) == "212 (199–240)"
    assert ratio(212.3, 212.3, 212.3) == "212"


def test_a_part_without_promises_has_no_table_of_them():
    assert said(Section("Two", "second")) == "\nsecond\n"
    assert "| p | ≥ 1 | 2 | reached |" in said(Section("One", "first", (Promise("p", "≥ 1", "2", True),)))


def test_the_document_gathers_the_promises_of_all_parts():
    sections = [Section("One", "first", (Promise("p", "≥ 1", "2", True),)), Section("Two", "second")]
    text = document("Speed", "on two cores.", sections, datetime(2026, 11, 26, 8), 600)
    assert text.startswith("# Speed\n\n")
    assert "on 26 November 2026 in 10 minutes" in text
    assert "| p | ≥ 1 | 2 | reached |" in text
    assert text.index("## One\n\nfirst") < text.index("## Two\n\nsecond")
