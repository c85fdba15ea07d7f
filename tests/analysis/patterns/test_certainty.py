"""How sure a lead is, in sentences."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.patterns import certainty
from analysis.patterns.picture import Beside
from tests.found_patterns import row

THERE = certainty.There(27)


def test_a_lead_tells_how_much_goes_with_a_big_dose_and_that_it_proves_nothing():
    # four days of 152.4 m more
    assert certainty.lead(row(), "km") == (
        "On days with or after more **running downhill**, your pain tended to be higher (about +0.9 points "
        "for four days with "
        "610 m down more than usual ones, 90 % interval 0.3–1.5). This pattern is stronger than chance in "
        "your data, but it is not proof of cause."
    )


def test_a_lead_of_the_day_itself_is_after_nothing():
    said = certainty.lead(row(window="0-0", effect_low=-0.2), "km")
    assert said.startswith(
        "On days with more **running downhill**, your pain tended to be higher (about +0.9 points"
    )
    assert "for a big downhill day, 90 % interval -0.2 to 1.5)" in said


def test_in_the_mornings_a_lead_speaks_of_waking():
    said = certainty.lead(row(window="1-1"), "km", mornings=True)
    assert said.startswith(
        "On mornings after more **running downhill**, your pain tended to be higher (about +0.9 points for a"
    )


def test_luck_comes_first():
    assert certainty.how_sure(row(), THERE, 17, "km")[0] == certainty.by_luck(row(), 17)


def test_how_sure_it_is_has_no_naked_p_and_q():
    said = " ".join(certainty.how_sure(row(), THERE, 17, "km"))
    # 1 / 0.0021 = 476, said to the hundred; 17 * 0.0021 = 0.0357 = 1 of 28, said to the ten
    assert (
        "If nothing went with your pain, about 1 of 500 such diaries would still show pain rising as "
        "strongly with running downhill. Among all 17 things looked at, about 1 of 30 such diaries would "
        "show a rise as strong." in said
    )
    assert "on average no more than 1 in 10 of the patterns that stand out are luck: fewer of the" in said
    assert (
        "Counted on 142 days with a pain score. It was there on 27 days: on, or in the week before, 60 days "
        "with a pain score." in said
    )
    assert "Big means, over the day itself and the three days before: 610 m down more in all than" in said
    assert "In the first half of your days the rise was 0.7 points, in the second 1.1 points." in said
    assert "0.002" not in said


def test_in_the_mornings_the_scores_are_those_on_waking():
    said = certainty.how_sure(row(), THERE, 17, "km", mornings=True)[3]
    assert said.startswith(
        "Counted on 142 days with a score on waking. It was there on 27 days: on, or in the week"
    )


def test_days_that_are_left_out_or_only_assumed_are_counted_apart():
    said = certainty.how_sure(row(), certainty.There(144, 17, 145), 17, "km")[3]
    assert said == (
        "Counted on 142 days with a pain score, of 145 that have one; the rest have no score just before "
        "them, or too little is known of it. It was there on 144 days; on 17 more your watch could not tell, "
        "and about half of the most possible is assumed. Together that is on, or in the week before, 60 days "
        "with a pain score."
    )


@pytest.mark.parametrize(
    ("window", "when"),
    [
        ("0-0", "On days with more"),
        ("0-1", "On days with or after more"),
        ("1-1", "On days after more"),
        ("1-7", "On days after more"),
    ],
)
def test_days_that_may_hold_the_dose_themselves_are_not_only_after_it(window, when):
    assert certainty.lead(row(window=window), "km").startswith(f"{when} **running downhill**, your pain")


def drawn(*days):
    """Dots as (pain, big), from 284 m a week on."""
    return Beside(pd.DataFrame(days, columns=["pain", "big"]), 40.6)


def test_the_dots_are_said_in_the_words_of_the_runner():
    dots = drawn((2.0, True), (1.4, True), (1.0, False), (0.4, False))
    assert certainty.by_dots("descent", dots, "0-6", "km") == (
        "At the end of a week with about 280 m down or more, your hip hurt 1.7 on average, otherwise 0.7."
    )
    assert certainty.by_dots("descent", dots, "1-7", "km", mornings=True) == (
        "After a week with about 280 m down or more, your hip hurt 1.7 on waking on average, otherwise 0.7."
    )


@pytest.mark.parametrize(
    ("big_days", "in_halves", "said"),
    [
        (10, (5, 5), ""),
        (9, (5, 4), "It stands on few days (9): take it lightly."),
        (6, (2, 4), "It stands on few days (6): take it lightly."),
        (10, (4, 6), "One half of your log has few big days (4): take it lightly."),
        (40, (0, 40), "One half of your log has few big days (0): take it lightly."),
    ],
)
def test_what_stands_on_few_days_is_taken_lightly(big_days, in_halves, said):
    assert certainty.lightly(big_days, in_halves) == said


ONLY_JUST = "It stood out only just: look at it again in some weeks."


@pytest.mark.parametrize(
    ("p", "only_just"), [(0.00001, False), (0.003, False), (0.00301, True), (0.04, True)]
)
def test_a_lead_that_stood_out_only_just_says_so_after_its_sentence(p, only_just):
    said = certainty.lead(row(p=p), "km")
    assert said.endswith(
        f"it is not proof of cause. {ONLY_JUST}" if only_just else "it is not proof of cause."
    )


@pytest.mark.parametrize(
    ("p", "often"),
    [
        (0.0, "19 in 20"),
        (0.002, "19 in 20"),
        (0.0021, "9 in 10"),
        (0.02, "9 in 10"),
        (0.021, "4 in 10"),
        (1.0, "4 in 10"),
    ],
)
def test_a_strong_pattern_names_the_true_thing_more_often_than_a_weak_one(monkeypatch, p, often):
    monkeypatch.setattr(certainty, "TRUE_BY_P", ((0.002, 0.945), (0.02, 0.899), (1.0, 0.37)))
    assert certainty.how_sure(row(p=p), THERE, 17, "km")[1] == (
        f"In made-up runners in whom one thing did add to the pain, about {often} patterns of this strength "
        "named that thing; the others were luck, or something that goes along with it."
    )


def simulated():
    """(p up to, leads, share that are true) of each row of the table in benchmarks/PATTERNS.md."""
    report = (Path(__file__).parents[3] / "benchmarks" / "PATTERNS.md").read_text()
    section = report.split("## Whether leads are true as often as they claim")[1].split("\n## ")[0]
    rows = re.findall(r"^\| \S+ to (\S+) \| (\d+) \| \S+ \| (\S+) ±", section, re.MULTILINE)
    return [(float(up_to), int(leads), float(true)) for up_to, leads, true in rows]


def test_how_often_patterns_are_true_is_what_the_simulation_says():
    (*bands, (least, share)), rows = certainty.TRUE_BY_P, simulated()
    assert bands == [(up_to, true) for up_to, _, true in rows if up_to <= bands[-1][0]]
    rest = [(leads, true) for up_to, leads, true in rows if up_to > bands[-1][0]]
    assert least == 1
    assert share == pytest.approx(sum(n * true for n, true in rest) / sum(n for n, _ in rest), abs=6e-4)


def test_no_pattern_is_told_to_be_always_or_never_true():
    assert all(0.05 <= share < 0.975 for _, share in certainty.TRUE_BY_P)


def test_only_just_stand_out_the_patterns_of_the_weakest_two_bands():
    assert certainty.TRUE_BY_P[-3][0] == certainty.ONLY_JUST_FROM


def test_one_thing_alone_is_not_set_among_others():
    assert certainty.by_luck(row(), 1).endswith("show pain rising as strongly with running downhill.")


def test_luck_among_all_is_at_most_all():
    assert certainty.by_luck(row(p=0.4), 3).endswith("nearly all such diaries would show a rise as strong.")


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.0009, "fewer than 1 of 1,000 such diaries"),
        (0.001, "about 1 of 1,000 such diaries"),
        (0.03, "about 1 of 30 such diaries"),
        (0.1, "about 1 of 10 such diaries"),
        (0.31, "about 3 of 10 such diaries"),
        (0.94, "about 9 of 10 such diaries"),
        (0.95, "nearly all such diaries"),
    ],
)
def test_how_often_luck_does_as_well(p, said):
    assert certainty.of_diaries(p) == said


def test_many_were_asked_and_luck_grows_with_them_and_with_every_look():
    said = certainty.luck(17)
    assert said.startswith("We looked at 17 things. With so many, one or two look striking by luck")
    assert "about 10 at most would see one stand out on any one day" in said
    assert "every two weeks for most of a year, about three times as many" in said
    assert certainty.luck(1).startswith("We looked at one thing. With so many, one may look")
    assert "one may look striking" in certainty.luck(9)
    assert "one or two look striking" in certainty.luck(10)
    assert "two or three look striking" in certainty.luck(25)
