"""An amount against the usual, in words."""

import pytest

from analysis.usual import against_usual

NONE = float("nan")


@pytest.mark.parametrize(
    ("amount", "usual", "said"),
    [
        (115, 100, ", about your usual"),
        (85, 100, ", about your usual"),
        (116, 100, ", 1.2 times your usual"),
        (200, 100, ", twice your usual"),
        (84, 100, ", 0.8 times your usual"),
        (52, 100, ", half your usual"),
        (1_000, 100, ", 10 times your usual"),
        (1_001, 100, ", after next to none before"),
        (10, 100, ", 0.1 times your usual"),
        (9, 100, ", usually far more"),
        (0, 100, ", usually far more"),
        (100, NONE, ""),
        (100, 0, ""),
        (NONE, 100, ""),
    ],
)
def test_an_amount_is_said_against_the_usual(amount, usual, said):
    assert against_usual(amount, usual) == said
