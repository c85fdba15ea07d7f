"""A self-test on the screen: the offer with its limits, the week, the stop, the answer."""

import re
from datetime import date, timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis import self_test
from analysis.ceiling import Ceiling
from analysis.ceiling.hip import FREE, HOLD, REST
from analysis.ceiling.hip import LESS as LESS_TODAY
from analysis.exposures import FACTORS
from analysis.findings import Evidence, Finding, Severity
from analysis.self_test import LESS, USUAL, Answer, Seen, Week
from dashboard import cache
from dashboard import words as edge
from dashboard.views import self_test_offer, self_test_words
from ingest.diary import Entry
from ingest.schema import SELF_TESTS

TODAY = date(2026, 11, 22)  # a Sunday
DAY = timedelta(days=1)


def of_self_tests(where, names):
    from dashboard.views import self_test, self_test_offer
    from ingest.store import Store

    self_test.running(Store(where))
    self_test_offer.offer(Store(where), names)


@pytest.fixture
def shown():
    """Draws what goes on and the offer for some factors: `shown(store)`."""

    def drawn(store, names=("descent",)):
        page = AppTest.from_function(of_self_tests, args=(store.where, names), default_timeout=20).run()
        assert not page.exception
        return page

    return drawn


def log_days(store, days, **said):
    store.add_entries([Entry(TODAY - ago * DAY, **said) for ago in days])


@pytest.fixture
def calm(empty_store, add_a_run):
    """Four runs of 110 m down each in the last four weeks, and five weeks of days without pain."""
    for ago in (3, 9, 15, 27):
        add_a_run(empty_store, ago, 1.0)
    log_days(empty_store, range(36), worst_pain=0)
    return empty_store


def kept(store):
    return store.load().self_tests[["factor", "started_on", "weeks"]].values.tolist()


def keys(page):
    return {button.key for button in page.button}


def test_the_limits_are_said_before_it_starts_and_the_order_that_is_drawn_is_not(
    shown, calm, everything_said
):
    page = shown(calm)
    said = everything_said(page)
    assert "4 weeks have 4 possible orders" in said
    assert (
        "1 of these 4 orders would look like this. That is like two tosses of a coin: a hint, no more."
        in said
    )
    assert "No week ever asks for more than your usual." in said
    assert "110\N{NO-BREAK SPACE}m down a week" in said
    page = page.button(key="self_test.pairs.5").click().run()
    assert "10 weeks have 32 possible orders" in everything_said(page)
    page = page.button(key="self_test.start").click().run()
    ((factor, first, weeks),) = kept(calm)
    assert (factor, first.date()) == ("descent", date(2026, 11, 23))
    assert re.fullmatch("(AB|BA){5}", weeks)
    said = everything_said(page)
    # 110 m down a week is the usual: 55 m is half of it. Ten weeks from 23 Nov end on 31 Jan.
    assert (
        "It begins on Mon 23 Nov. Until then nothing changes. It goes on for 10 weeks, to Sun 31 Jan; in "
        "weeks with less at most 55\N{NO-BREAK SPACE}m down, counted once more on the first day."
    ) in said
    assert [toast.value for toast in page.toast] == [
        "The self\\-test begins on Mon 23 Nov\\. The order is drawn\\."
    ]
    assert not page.success
    assert weeks not in said
    assert "self_test.start" not in keys(page)


def test_of_several_things_the_first_is_chosen_already_and_what_it_is_comes_before(
    shown, calm, everything_said
):
    page = shown(calm, ("descent", "distance"))
    assert page.selectbox(key="self_test.factor").value == "descent"
    fold = next(each for each in page.expander if each.label == "Try it out: a self-test")
    first, *_ = (each for each in fold if each.type in ("markdown", "selectbox"))
    assert first.value.startswith("Some weeks with **less running downhill**")
    page = page.selectbox(key="self_test.factor").select("distance").run()
    assert "weeks with **less distance**" in everything_said(page)
    assert "self_test.start" in keys(page)


def test_pain_that_came_since_the_page_was_drawn_holds_it_back(shown, calm, everything_said):
    page = shown(calm)
    log_days(calm, [0], worst_pain=3)
    page = page.button(key="self_test.start").click().run()
    assert "A self-test waits for a calmer hip" in everything_said(page)
    assert keys(page) == set()
    assert kept(calm) == []


def test_none_is_offered_under_a_red_flag_nor_for_what_nobody_chooses(shown, calm, everything_said):
    assert everything_said(shown(calm, ("new_shoe", "session_spike", "fewer_steps"))) == ""
    log_days(calm, [1], worst_pain=1, signs="night")
    page = shown(calm)
    assert "No self-test while a red flag stands." in everything_said(page)
    assert keys(page) == set()


def test_under_a_red_flag_a_test_that_is_yet_to_begin_has_not_stopped_itself(
    shown, calm, everything_said, visit
):
    calm.start_self_test("descent", TODAY + DAY, "ABBA")
    log_days(calm, [1], worst_pain=1, signs="night")
    page = shown(calm)
    said = everything_said(page)
    assert "No self-test while a red flag stands." in said
    assert "If it still stands on Mon 23 Nov, the test ends before it has begun." in said
    assert "stopped itself" not in said
    assert "self_test.close" not in keys(page)
    assert "stopped itself" not in everything_said(visit("today", calm))
    page.button(key="self_test.ended").click().run()
    assert calm.load().self_tests["ended_on"].tolist() == [pd.Timestamp(TODAY)]


def test_the_week_is_told_and_can_be_ended_early(shown, calm, everything_said, visit):
    calm.start_self_test("descent", TODAY - 6 * DAY, "ABBA")
    page = shown(calm)
    said = everything_said(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "So far this week: 110 m down, past half of your usual." in said
    assert "22 days left, today counted." in said
    assert "7 of 7 days have a pain score." in said
    assert "two weeks longer" not in said
    assert "Self-test, until Sun 22 Nov: less running downhill." in everything_said(visit("today", calm))
    page.text_input(key="self_test.why").input("a *cold*")
    said = everything_said(page.button(key="self_test.ended").click().run())
    assert "It was ended on Sun 22 Nov, so no answer is read from it." in said
    assert calm.load().self_tests[["ended_on", "note"]].values.tolist() == [[pd.Timestamp(TODAY), "a *cold*"]]


def test_a_test_without_an_answer_shows_its_weeks_up_to_its_end(shown, calm):
    calm.start_self_test("descent", TODAY - 13 * DAY, "ABBA")
    calm.end_self_test(calm.load().self_tests["test_id"][0], TODAY - 4 * DAY, None)
    table = shown(calm).table[0].value
    # Of the second week two days had come: too few to tell of its pain, for the first two are not counted.
    assert table["Week"].str.replace(edge.HARD_SPACE, " ").tolist() == ["9 Nov – 15 Nov", "16 Nov – 18 Nov"]
    assert table["Pain"].str.replace(edge.HARD_SPACE, " ").tolist() == ["0 on 5 days", "–"]


@pytest.mark.parametrize(
    ("weeks", "on_page", "on_today"),
    [
        ("BAAB", self_test_words.HIP_FIRST, self_test_words.HIP_FIRST[1:]),
        (
            "ABBA",
            "22 Nov. What your hip says today goes first.",
            "Self-test, until Sun 22 Nov: less running downhill.",
        ),
    ],
)
def test_the_hip_goes_before_the_week_without_an_amount(
    shown, calm, everything_said, visit, weeks, on_page, on_today
):
    calm.start_self_test("descent", TODAY - 6 * DAY, weeks)
    log_days(calm, [0], worst_pain=4)
    said = everything_said(shown(calm))
    assert on_page in said
    assert "at most half" not in said
    assert "as much as usual" not in said
    today = everything_said(visit("today", calm))
    assert on_today in today
    assert "not more" not in today


def test_what_today_calls_the_first_to_heed_goes_before_the_week_too(shown, calm, everything_said, visit):
    # Pain rises from 0 to 2 and nobody said where: no run is held back, yet a card asks to act on it.
    calm.start_self_test("descent", TODAY - 6 * DAY, "BAAB")
    log_days(calm, range(1, 6), worst_pain=1)
    log_days(calm, [0], worst_pain=2)
    today = everything_said(visit("today", calm))
    assert "The hip comes first" in today
    assert "your usual descent, not more" not in today
    said = everything_said(shown(calm))
    assert self_test_words.HIP_FIRST in said
    assert "as much as usual" not in said


def test_what_today_calls_the_first_to_heed_holds_back_a_start_too(shown, calm, everything_said):
    log_days(calm, range(1, 6), worst_pain=1)
    assert "self_test.start" in keys(shown(calm))
    log_days(calm, [0], worst_pain=2)
    page = shown(calm)
    assert "A self-test waits for a calmer hip" in everything_said(page)
    assert keys(page) == set()


def a_finding(rule, severity):
    return Finding(rule, severity, TODAY, "It rose.", 3.0, 2.0, "points", "", Evidence("weak", "x"))


@pytest.mark.parametrize(
    ("says", "found", "free"),
    [
        (FREE, [], True),
        (HOLD, [], False),
        (LESS_TODAY, [], False),
        (REST, [], False),
        (FREE, [("pain.drift", Severity.WATCH)], True),
        (FREE, [("pain.drift", Severity.ACT)], False),
        (FREE, [("mileage.week", Severity.ACT)], True),
    ],
)
def test_the_hip_is_free_where_neither_the_ceiling_nor_a_card_asks_for_less(monkeypatch, says, found, free):
    monkeypatch.setattr(cache, "of_log", lambda store, work, today: Ceiling(hip=says))
    monkeypatch.setattr(cache, "findings", lambda store, today: [a_finding(*each) for each in found])
    assert self_test_offer.hip_is_free(None, TODAY) == free


def test_today_says_of_a_test_that_stopped_itself_and_was_left_open_that_it_did(
    shown, calm, everything_said, visit
):
    calm.start_self_test("descent", TODAY - 28 * DAY, "BABA")
    log_days(calm, [9], run_pain=6, worst_pain=6)
    assert "It stopped itself on Fri 13 Nov, so no answer is read from it." in everything_said(shown(calm))
    today = everything_said(visit("today", calm))
    assert self_test_words.STOPPED_SHORT in today
    assert self_test_words.OVER_SHORT not in today


def test_today_says_for_a_week_that_it_is_over(shown, calm, everything_said, visit, monkeypatch):
    calm.start_self_test("descent", TODAY - 28 * DAY, "BABA")
    assert self_test_words.OVER_SHORT in everything_said(visit("today", calm))
    monkeypatch.setenv("HIPLOG_TODAY", (TODAY + 7 * DAY).isoformat())
    assert self_test_words.OVER_SHORT not in everything_said(visit("today", calm))


def test_in_the_last_week_it_can_be_made_longer(shown, calm, everything_said):
    calm.start_self_test("descent", TODAY - 27 * DAY, "ABBA")
    page = shown(calm)
    assert "there are 8 orders instead of 4" in everything_said(page)
    page.button(key="self_test.longer").click().run()
    assert kept(calm)[0][2] in {"ABBAAB", "ABBABA"}


def test_once_the_last_week_is_over_a_page_left_open_makes_it_no_longer(
    shown, calm, everything_said, monkeypatch
):
    calm.start_self_test("descent", TODAY - 27 * DAY, "ABBA")
    page = shown(calm)
    monkeypatch.setenv("HIPLOG_TODAY", (TODAY + DAY).isoformat())
    page = page.button(key="self_test.longer").click().run()
    assert "Its last week is over" in everything_said(page)
    assert kept(calm)[0][2] == "ABBA"


def test_pain_that_rises_stops_it_and_it_is_closed_on_that_day(shown, calm, everything_said, visit):
    calm.start_self_test("descent", TODAY - 6 * DAY, "ABBA")
    log_days(calm, [3], run_pain=6, worst_pain=6)
    page = shown(calm)
    said = everything_said(page)
    assert "It stopped itself on Thu 19 Nov, in a week with less." in said
    assert len(page.table[0].value) == 1  # the first week, the only one that had begun
    assert "Hip pain during your run on Thu 19 Nov was 6" in said
    today = everything_said(visit("today", calm))
    assert self_test_words.STOPPED_SHORT in today
    assert "less descent" not in today
    page.button(key="self_test.close").click().run()
    assert calm.load().self_tests["ended_on"].tolist() == [pd.Timestamp(TODAY - 3 * DAY)]


def test_the_answer_is_read_when_it_is_over(shown, calm, everything_said):
    calm.start_self_test("descent", TODAY - 28 * DAY, "BABA")
    page = shown(calm)
    said = everything_said(page)
    assert "**Self-test: running downhill**, 25 Oct to 21 Nov" in said
    # Each week had a run of 110 m down; of the first, six days are known: (7/6 × 110 + 110) / 2 is 119.
    held = "held nearly the same, 120 m down a week as usual and 110 m down in weeks with less."
    assert held in said.replace("\N{NO-BREAK SPACE}", " ")
    assert len(page.table) == 1


def test_every_factor_that_can_be_tried_is_a_factor():
    assert set(self_test_offer.CHOSEN) <= set(FACTORS)


ROW = next(
    SELF_TESTS.frame(
        [{"test_id": "t", "factor": "descent", "started_on": pd.Timestamp(TODAY), "weeks": "ABBA"}]
    ).itertuples()
)


LESS_NOW = "less running downhill**, until Sat 28 Nov: at most half of your usual: 41 m down, or none."
PAST = "past {held}. As little more of it as you can until {day}; the test goes on."
AS_USUAL = "your usual running downhill**, until Sat 5 Dec: as much as usual, not more: about 82 m down."


@pytest.mark.parametrize(
    ("place", "sentence"), [(0, f"**Week 1 of 4: {LESS_NOW}"), (1, f"**Week 2 of 4: {AS_USUAL}")]
)
def test_a_week_says_what_it_is(place, sentence):
    assert self_test_words.this_week(ROW, self_test.weeks(ROW)[place], 82.0 / 7, "km") == sentence


@pytest.mark.parametrize(("usual", "free"), [(float("nan"), True), (0.0, True), (82.0 / 7, False)])
def test_a_test_ahead_says_its_length_also_where_it_says_no_amount(usual, free):
    said = self_test_words.ahead(ROW, usual, "km", free)
    assert said.endswith("It goes on for 4 weeks, to Sat 19 Dec.")


def test_where_the_usual_is_not_known_no_amount_is_said():
    said = self_test_words.this_week(ROW, self_test.weeks(ROW)[0], float("nan"), "km")
    assert said == "**Week 1 of 4: less running downhill**, until Sat 28 Nov."


def told(**answer):
    return " ".join(self_test_words.result(ROW, Answer((), **answer), "km"))


def test_the_strongest_that_four_weeks_can_say():
    said = told(less=1.5, usual=2.4, orders=4, as_strong=1, dose_less=20.0, dose_usual=60.0)
    assert said == (
        "**A hint, no more: your hip hurt less in the weeks with less running downhill**: 1.5 on average, "
        "against 2.4 "
        "in weeks with your usual. "
        "Of the 4 orders that the draw could have given, 1 would look like this or stronger. "
        "That is as much as 4 weeks can say: luck alone does that 1 time in 4. It is not proof of cause. "
        "You had 420 m down a week as usual and 140 m down in weeks with less."
    )


@pytest.mark.parametrize(
    ("orders", "as_strong", "sentence"),
    [
        (4, 2, "Luck alone could well do that."),
        (16, 1, "That is as much as 8 weeks can say: luck alone does that 1 time in 16."),
        (32, 1, "Luck alone would seldom do that."),
        (32, 2, "Luck alone could well do that."),
        (64, 3, "Luck alone would seldom do that."),
        (64, 4, "Luck alone could well do that."),
    ],
)
def test_how_strong_it_is(orders, as_strong, sentence):
    assert sentence in told(less=1.0, usual=2.0, orders=orders, as_strong=as_strong)


def test_what_is_no_higher_is_said_to_be_so():
    said = told(less=2.0, usual=1.5, orders=4, as_strong=4)
    assert "not higher with more of it. That does not mean that running downhill never matters." in said
    assert said.startswith(
        "In weeks with your usual running downhill your pain averaged **1.5**, in weeks with less"
    )
    assert "orders" not in said


@pytest.mark.parametrize(
    ("as_strong", "strength"), [(3, "More than a hint, but no proof:"), (4, "A hint, no more:")]
)
def test_the_first_words_say_how_much_it_is(as_strong, strength):
    said = told(less=1.0, usual=2.0, orders=64, as_strong=as_strong)
    assert said.startswith(f"**{strength} your hip hurt less in the weeks with less running downhill**")


@pytest.mark.parametrize(
    ("place", "amount", "end"),
    [
        (0, 41.0, "41 m down."),
        (
            0,
            42.0,
            f"42 m down, {PAST.format(held='half of your usual', day='Sat 28 Nov')}",
        ),
        (1, 82.0, "82 m down."),
        (
            1,
            83.0,
            f"83 m down, {PAST.format(held='your usual', day='Sat 5 Dec')}",
        ),
    ],
)
def test_a_week_that_is_past_what_it_asks_for_is_told_what_to_do(place, amount, end):
    said = self_test_words.so_far(ROW, self_test.weeks(ROW)[place], amount, 82.0 / 7, "km")
    assert said == f"So far this week: {end}"


def test_of_an_unknown_usual_no_week_is_past():
    said = self_test_words.so_far(ROW, self_test.weeks(ROW)[0], 500.0, float("nan"), "km")
    assert said == "So far this week: 500 m down."


def test_means_that_read_alike_are_called_alike():
    said = told(less=1.51, usual=1.54, orders=4, as_strong=1)
    assert "averaged **1.5** in both kinds of weeks" in said
    assert "orders" not in said


def test_weeks_that_held_the_same_have_no_answer():
    said = told(less=1.0, usual=3.0, orders=4, as_strong=1, dose_less=50.0, dose_usual=60.0)
    assert said == (
        "**No answer:** the two kinds of weeks held nearly the same, 420 m down a week as usual and "
        "350 m down in weeks with less."
    )


def test_too_few_scores_have_no_answer():
    assert told().startswith("**No answer:** too few days have a pain score.")


def test_a_dose_that_is_not_known_is_said_not_to_be():
    assert told(less=1.0, usual=2.0, orders=4, as_strong=1).endswith("is not known.")


def test_the_weeks_stand_in_a_table():
    weeks = Week(1, LESS, TODAY, TODAY + 6 * DAY), Week(2, USUAL, TODAY + 7 * DAY, TODAY + 13 * DAY)
    seen = Seen(weeks[0], 4, 1.25, 20.0), Seen(weeks[1], 2, float("nan"), float("nan"))
    table = self_test_words.table("descent", seen, "km")
    assert table["Week"] == ["22 Nov – 28 Nov", "29 Nov – 5 Dec"]
    assert table["Kind"] == ["less", "usual"]
    assert table["Pain"] == ["1.2 on 4 days", "–"]
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in table["Running downhill"]] == [
        "140 m down",
        "–",
    ]


def test_a_week_that_broke_off_holds_what_was_run_in_it_and_no_more():
    cut = Week(2, USUAL, date(2026, 5, 11), date(2026, 5, 14))  # 60 m on each of four days
    (held,) = self_test_words.table("descent", [Seen(cut, 2, float("nan"), 60.0)], "km")["Running downhill"]
    assert held.replace("\N{NO-BREAK SPACE}", " ") == "240 m down"


def few_scores(weeks, *lost):
    row = SELF_TESTS.frame([{"weeks": weeks, "started_on": pd.Timestamp(TODAY)}]).iloc[0]
    return self_test_words.not_counted(row, lost)


@pytest.mark.parametrize(
    ("weeks", "lost", "then"),
    [
        ("ABBA", (2,), [self_test_words.NO_ANSWER_LEFT]),
        ("ABBA", (1, 2), [self_test_words.NO_ANSWER_LEFT]),
        ("ABBA", (1, 3), [self_test_words.LONGER_TWICE]),
        ("ABBAAB", (1, 2), []),
        ("ABBAABBAAB", (1, 3, 5, 7), [self_test_words.NO_ANSWER_LEFT]),
        ("ABBAABBAAB", (1, 3, 5, 7, 9), [self_test_words.NONE_LEFT]),  # one more pair, and none after it
        ("ABBAABBAABBA", (1, 3, 5, 7), []),
        ("ABBAABBAABBA", (1, 3, 5, 7, 9), [self_test_words.NONE_LEFT]),
    ],
    ids=["one pair of 2", "the same pair", "2 of 2", "1 of 3", "4 of 5", "5 of 5", "4 of 6", "5 of 6"],
)
def test_weeks_with_too_few_scores_say_how_an_answer_is_still_to_be_had(weeks, lost, then):
    assert few_scores(weeks, *lost)[1:] == then


@pytest.mark.parametrize(
    ("lost", "named"), [((2,), "week 2"), ((1, 3), "weeks 1 and 3"), ((1, 3, 5), "weeks 1, 3 and 5")]
)
def test_weeks_with_too_few_scores_are_named(lost, named):
    said = few_scores("ABBAABBAABBA", *lost)[0]
    assert said.startswith(f"Too few pain scores in {named}. A week needs three")


def test_of_weeks_with_enough_scores_nothing_is_said():
    assert few_scores("ABBA") == []
