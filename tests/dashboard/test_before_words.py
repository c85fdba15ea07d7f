"""What stood out before an episode, with what it was compared, and what could not be, in words."""

import pandas as pd
import pytest

from analysis.before import LESS, MORE, SORE, UNKNOWN, UNLOGGED, USUAL, Row
from dashboard.views import before_words

NAN = float("nan")


def row(factor="descent", days=7, amount=100.0, low=10.0, high=60.0, below=1.0, **more):
    told = {"spans": 11, "verdict": MORE, "stands_out": True, "luck": 0.07}
    since = {"among": 33, "since": pd.Timestamp(2025, 11, 24), "lacks": ""}
    return Row(factor, days, amount, low, high, below, **(told | since | more))


def unknown(lacks, days=7, factor="concrete", amount=1.0):
    nothing = {"spans": 3, "stands_out": False, "luck": NAN, "among": 0, "since": pd.NaT}
    return row(factor, days, amount, NAN, NAN, NAN, verdict=UNKNOWN, lacks=lacks, **nothing)


def test_what_stood_out_is_told_with_what_it_was_compared():
    assert before_words.told(row(), "km") == (
        "**Running downhill:** 700 m down in the 7 days before it, more than in any of the 33 spans of 7 "
        "days outside episodes of pain since 24 Nov 2025. In these, 70 to 420 m down was usual."
    )


@pytest.mark.parametrize(
    ("less", "said"), [(32, "32 of the 33"), (31, "31 of the 33"), (33, "any of the 33")]
)
def test_the_spans_that_held_less_are_counted(less, said):
    told = before_words.told(row(days=3, below=less / 33), "km")
    assert f"more than in {said} spans of 3 days outside episodes" in told


def test_where_a_sum_means_nothing_the_highest_is_told():
    said = before_words.told(row("session_spike", amount=0.3, low=0.0, high=0.1), "km")
    assert "up to 30 % in the 7 days before it" in said
    assert said.endswith("In these, up to 10 % was usual.")


@pytest.mark.parametrize(
    ("low", "high", "usual"), [(0, 0, "none"), (0, 60, "up to 420 m down"), (60, 60, "420 m down")]
)
def test_the_usual_is_said_shortly(low, high, usual):
    assert before_words.usual(row(low=low, high=high), "km") == usual


def test_none_is_said_and_not_zero():
    assert before_words.amount(row(amount=0.0), "km") == "none"


@pytest.mark.parametrize(("luck", "said"), [(0.25, True), (0.24, False)])
def test_what_has_long_been_more_than_usual_says_so(luck, said):
    assert before_words.told(row(luck=luck), "km").endswith(before_words.LASTING) == said


def table(*rows):
    return pd.DataFrame(rows, columns=list(Row._fields))


def test_luck_is_counted_beside_what_stood_out_over_the_lengths_compared():
    rows = [row(luck=1.0), row("distance", luck=1.2), row("fast", stands_out=False, luck=0.0)]
    assert before_words.luck(table(*rows, unknown(SORE), unknown(UNLOGGED, 28))) == (
        "We looked at 3 things over 7 days, 3 comparisons in all. Before a day picked by luck, up to about 2 "
        "of them would stand out too; here 2 did. So any other day may have as many before it."
    )


def test_more_than_luck_would_give_is_still_no_reason():
    said = before_words.luck(table(row(days=3), row("distance", 28)))
    assert "We looked at 2 things over 3 and 28 days, 2 comparisons in all." in said
    assert (
        "up to about 1 of them would stand out too; here 2 did. Many of them rise and fall together" in said
    )


@pytest.mark.parametrize(
    ("lengths", "said"),
    [((3,), "the 3 days"), ((7, 3), "the 3 and 7 days"), ((3, 7, 28), "the 3, 7 and 28 days")],
)
def test_nothing_is_said_only_of_the_days_that_were_compared(lengths, said):
    found = table(
        *(row(days=days, stands_out=False) for days in lengths), unknown(SORE, 7), unknown(SORE, 28)
    )
    assert before_words.nothing(found).startswith(f"Nothing stood out in {said} before it.")


FEW = "the year before holds too few such spans outside episodes of pain"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([row(days=3), row(days=7), row(days=28)], ""),
        (
            [row(days=3), unknown(SORE, 7), unknown(SORE, 28)],
            f"The 7 and 28 days before it are not compared: {FEW}.",
        ),
        (
            [row(days=3), unknown(SORE, 7), unknown(UNLOGGED, 7), unknown(UNLOGGED, 28)],
            f"The 7 days before it are not compared: {FEW}. "
            "The 28 days before it are not compared: too little is logged.",
        ),
        ([unknown(UNLOGGED, 3), unknown(UNLOGGED, 7), unknown(UNLOGGED, 28)], before_words.TOO_LITTLE),
        ([unknown(SORE, 3), unknown(SORE, 7), unknown(UNLOGGED, 28)], before_words.TOO_SORE),
    ],
    ids=["all compared", "sore", "sore and too short", "nothing logged", "always sore"],
)
def test_what_could_not_be_compared_is_told_with_the_reason(rows, said):
    assert before_words.missing(table(*rows)) == said


def test_under_a_table_stands_what_it_was_compared_with():
    rows = [row(days=3, among=49), row("fast", 3, among=28, since=pd.Timestamp(2025, 11, 26))]
    said = before_words.compared_with(table(*rows))
    assert said.startswith(
        "Usual: what 8 of 10 spans of 3 days outside episodes of pain held, 28 to 49 of them a row, since "
        "24 Nov 2025."
    )
    assert "held, 33 of them a row" in before_words.compared_with(table(row(), row("fast")))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([unknown(SORE)], f"–: not compared; {FEW}."),
        ([unknown(UNLOGGED)], "–: not compared; too little is logged."),
        ([unknown(UNLOGGED), unknown(SORE)], f"–: not compared; {FEW}, or too little is logged."),
        ([unknown(UNLOGGED, amount=NAN)], before_words.TOO_LITTLE),
    ],
    ids=["sore", "too short", "both", "no row"],
)
def test_under_a_table_stands_why_there_are_dashes(rows, said):
    assert before_words.compared_with(table(*rows)) == said
    assert before_words.compared_with(table(row(), *rows)).endswith(
        "all the time." if rows[0].amount != 1.0 else said
    )


def then(days, verdict):
    return row(days=days, verdict=verdict, stands_out=False)


@pytest.mark.parametrize(
    ("rows", "on_day", "said"),
    [
        ([then(3, USUAL)], 230.0, "as usual in the 3 days before it; the day itself had 230 m down."),
        ([then(3, LESS)], 0.0, "less than usual in the 3 days before it; the day itself had none."),
        ([then(3, MORE), unknown(SORE, factor="descent")], NAN, "more than usual in the 3 days before it."),
        (
            [then(3, USUAL), then(7, MORE), then(28, USUAL)],
            NAN,
            "as usual in the 3 and 28 days before it and more than usual in the 7 days before it.",
        ),
    ],
    ids=["usual", "none that day", "one length", "three lengths"],
)
def test_what_stands_out_over_the_year_is_told_with_how_it_was_then(rows, on_day, said):
    told = before_words.of_year(table(*rows), ["descent"], pd.Series({"descent": on_day}), "km")
    assert told == [f"Running downhill, which stands out over the whole year, was {said}"]


@pytest.mark.parametrize(
    "rows",
    [[row()], [unknown(SORE, factor="descent")], [row("distance", stands_out=False)]],
    ids=["told above", "not compared", "not among them"],
)
def test_of_the_year_nothing_is_said_twice_nor_without_a_comparison(rows):
    assert before_words.of_year(table(*rows), ["descent"], pd.Series({"descent": 9.0}), "km") == []
