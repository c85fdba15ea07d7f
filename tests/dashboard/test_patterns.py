"""The page of patterns, on verdicts made by hand."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.patterns import certainty, words
from analysis.patterns.asked import MORNING, WORST, Asked
from dashboard import cache
from dashboard import words as edge
from dashboard.views import pattern_pictures, pattern_table, patterns
from ingest.diary import Entry
from tests.found_patterns import LITTLE, found

TODAY = date(2026, 11, 22)
APART = "Running uphill and time at a high heart rate rise together in your log"
OFFER = "Try it out: a self-test"
EVERY = {
    "descent": {},
    "distance": {"verdict": "inseparable", "inseparable_from": "descent", "p": 0.01},
    "ascent": {"verdict": "inseparable", "inseparable_from": "heart_load", "p": 0.01},
    "heart_load": {"verdict": "inseparable", "inseparable_from": "ascent", "p": 0.01},
    "fast": {"verdict": "weak", "stable": False, "p": 0.08, "q": 0.3},
    "sitting": {"verdict": "none", "p": 0.6, "q": 0.8, "effect": -0.2},
    "sitting_drift": LITTLE | {"exposed_days": 5},
}


def a_result(series=WORST, days=142, **rows):
    """Doses and pain of as many days, all rated, with the verdicts of `rows`."""
    index = pd.date_range(end=pd.Timestamp(TODAY), periods=days, name="day", unit="us")
    doses = np.where(np.arange(days) % 3 == 0, 100.0 + np.arange(days) % 7, 0.0)
    pain = pd.Series(1.0 + 2.0 * (np.arange(days) % 3 == 1), index=index)
    frame = pd.DataFrame(dict.fromkeys(["distance", *rows], doses), index=index)
    return Asked(frame, pain, found(**rows), series)


def told(page, words):
    """In how many paragraphs these words stand."""
    return sum(words in paragraph.value for paragraph in page.markdown)


@pytest.fixture
def shown(monkeypatch, visit):
    """Visits the page with a result made by hand."""

    def visited(store, result):
        monkeypatch.setattr(cache, "asked", lambda _, today, series: result)
        return visit("patterns", store)

    return visited


def test_every_verdict_has_its_words_and_a_lead_its_pictures(shown, small_store, everything_said):
    page = shown(small_store, a_result(**EVERY))
    said = everything_said(page)
    assert page.markdown[0].value == ("**One thing stood out before it hurt more: running downhill.**")
    assert (
        "On days with or after more **running downhill**, your pain tended to be higher (about +0.9 points"
        in said
    )
    assert "but it is not proof of cause." in said
    assert "Distance went up on the same days, and tells nothing more once this is counted." in said
    assert "**For your physio**" in said
    assert "It was there on 48 days: on, or in the week before" in said
    assert "Looked at: 4 Jul 2026 to 22 Nov 2026, 142 days with a pain score." in said
    assert told(page, f"{APART}, so we cannot tell them apart.") == 1
    assert "Once you may run as usual again, this may tell them apart" in said
    assert "Fast running: a faint pattern that flips between the halves" in said
    assert "We looked at six things" in said
    assert "All that was looked at (6 of 7)" in said
    assert words.FEW_DAYS not in said
    assert patterns.NO_CAUSE in said
    assert len(page.get("plotly_chart")) == 3
    table = page.table[0].value
    assert table["Verdict"].tolist() == [
        "stood out",
        "along with running downhill",
        "along with time at a high heart rate",
        "along with running uphill",
        "faint, flips between halves",
        "no clear pattern",
        "not enough data: on or within a week before 5 of the 12 days with a score needed",
    ]
    assert table["Rise"].tolist()[4:] == ["0.9", "no rise", "–"]
    assert page.dataframe[0].value["What"].tolist() == [
        "Running downhill",
        "Distance",
        "Running uphill",
        "Time at a high heart rate",
        "Fast running",
        "Sitting for hours",
    ]
    assert table["What"].tolist()[:6] == page.dataframe[0].value["What"].tolist()
    assert list(page.dataframe[0].value)[:3] == ["What", "Big dose", "Rise"]


def test_a_lead_that_stood_out_only_just_says_so_in_its_frame_and_how_often_such_are_true(shown, small_store):
    page = shown(small_store, a_result(descent={"p": 0.004}))
    frame = next(text.value for text in page.markdown if "tended to be higher" in text.value)
    assert frame.endswith(certainty.ONLY_JUST)
    assert told(page, "patterns of this strength named that thing") == 1


def test_every_figure_of_what_was_judged_can_be_had():
    none = {"verdict": "none", "window": "1-1", "effect": -0.2, "big_dose": 1.0, "p": 0.0009, "q": 0.001}
    judged = found(descent={}, sitting=none)
    doses = pd.DataFrame({"first_half": [3, 3], "second_half": [3, 2]}, index=judged.index)
    first, second = pattern_table.by_figures(judged, doses, "km").to_dict("records")
    assert first == {
        "What": "Running downhill",
        "Big dose": "+610 m down",  # four days of 152.4 m
        "Rise": 0.9,
        "90 %": "0.30 to 1.50",
        "First half": "0.70",
        "Second half": "1.10",
        "Days": 142,
        "Days before": "0–3",
        "p": "0.002",
        "q": "0.040",
        "In short": "Descent",
    }
    assert (second["Rise"], second["Days before"]) == (-0.2, "1–1")
    assert (second["First half"], second["Second half"]) == ("0.70", "–")  # of two big doses no rise is told
    assert (second["p"], second["q"]) == ("< 0.001", "0.001")


def test_days_whose_climb_is_assumed_are_told_apart_from_those_on_which_it_was_there(monkeypatch):
    result = a_result(descent={})  # 48 days with any, the first day and each third after it
    days = result.exposures.index[[0, 1, 3]]  # of which the second had none that counts
    monkeypatch.setattr(patterns.climb, "assumed", lambda log, name: days)
    result.pain.iloc[5] = float("nan")
    assert patterns.there(result, "descent", None) == certainty.There(46, 2, 141)


def test_a_half_with_fewer_than_three_big_doses_is_counted_so():
    result = a_result(descent={}, distance={})
    result.exposures["distance"] = 0.0
    result.exposures.loc[result.exposures.index[[2, 90, 100, 110]], "distance"] = 5.0
    doses = pattern_table.big_doses(result, pd.Series({"distance": "0-0"}))
    assert doses.loc["distance"].to_dict() == {"first_half": 1, "second_half": 3}


def test_days_that_are_no_dot_are_counted_under_the_dots(shown, small_store):
    result = a_result(descent={})
    result.exposures.loc[result.exposures.index[:3], "descent"] = float("nan")
    # of four days three must be known: not so until the sixth
    page = shown(small_store, result)
    said = [caption.value.replace(edge.HARD_SPACE, " ") for caption in page.caption]
    assert any(text.startswith("A dot a day: 137 of 142 with a score, for of the rest too") for text in said)


def test_without_anything_judged_there_are_no_figures(shown, small_store):
    assert not shown(small_store, a_result(descent=LITTLE)).dataframe


def test_under_a_red_flag_no_run_is_suggested(shown, small_store, everything_said):
    small_store.add_entry(Entry(TODAY, worst_pain=4, signs="bladder"))
    said = everything_said(shown(small_store, a_result(**EVERY)))
    assert "Once you may run as usual again, this may tell them apart" in said
    assert "try this" not in said


def let_pain_drift(store):
    """No run is held back by it, yet Today calls the hip the first to heed."""
    store.add_entries([Entry(TODAY - timedelta(days=ago), worst_pain=1) for ago in range(1, 6)])
    store.add_entry(Entry(TODAY, worst_pain=2))


def plan_a_return(store):
    store.start_plan(TODAY, "mon wed fri")


@pytest.mark.parametrize(
    "hold_back",
    [lambda store: store.add_entry(Entry(TODAY, worst_pain=4)), let_pain_drift, plan_a_return],
    ids=["hip", "hip first", "plan"],
)
def test_while_the_hip_or_a_plan_says_less_no_run_is_suggested(
    shown, empty_store, add_a_run, everything_said, hold_back
):
    add_a_run(empty_store, 3, 8.0)
    empty_store.add_entries([Entry(TODAY - timedelta(days=ago), worst_pain=0) for ago in range(9)])
    said = everything_said(shown(empty_store, a_result(**EVERY)))
    assert "To tell them apart, try this a few times" in said
    hold_back(empty_store)
    said = everything_said(shown(empty_store, a_result(**EVERY)))
    assert "Once you may run as usual again, this may tell them apart" in said
    assert "try this" not in said


def test_a_self_test_is_offered_of_what_stood_out_and_shown_while_it_goes_on(
    shown, small_store, everything_said
):
    assert OFFER in everything_said(shown(small_store, a_result(**EVERY)))
    of_the_body = a_result(fewer_steps={}, fast={"verdict": "weak"})
    assert OFFER not in everything_said(shown(small_store, of_the_body))
    small_store.start_self_test("descent", TODAY + timedelta(days=1), "ABBA")
    page = shown(small_store, a_result(**EVERY))
    said = [paragraph.value for paragraph in page.markdown]
    frame = next(place for place, text in enumerate(said) if "tended to be higher" in text)
    assert told(page, "Your self-test comes first.") == 1
    assert 0 < said.index("**Your self-test: running downhill**") < frame
    assert OFFER not in everything_said(page)


def test_what_was_not_looked_at_says_why(shown, small_store):
    page = shown(small_store, a_result(asphalt={}, descent={}))
    said = [caption.value for caption in page.caption]
    assert (
        "Not looked at, for it is the same as running on asphalt in these days: running on hard ground."
        in said
    )
    assert any(
        why.startswith("Not looked at, for your log shows none of it in these days: dist") for why in said
    )
    assert any(
        why.startswith("Not looked at, for your diary names no one side as the sore one") for why in said
    )


def test_no_pattern_is_a_good_page(shown, small_store, everything_said):
    page = shown(small_store, a_result(descent={"verdict": "none", "n": 142}))
    said = everything_said(page)
    assert page.markdown[0].value == "**No clear pattern in 142 days. That does not mean nothing matters.**"
    assert "Faint patterns" not in said
    assert OFFER not in said
    assert not page.get("plotly_chart")


@pytest.mark.parametrize(("days", "few"), [(119, True), (120, False)])
def test_with_few_days_it_is_said_how_much_is_missed(shown, small_store, everything_said, days, few):
    said = everything_said(shown(small_store, a_result(descent={"verdict": "none", "n": days})))
    assert (words.FEW_DAYS in said.replace(edge.HARD_SPACE, " ")) == few
    assert "From 180 days with a pain score on" in said


def test_without_enough_data_the_page_says_what_is_missing_and_when_it_will_be_there(
    shown, small_store, everything_said
):
    little = a_result(days=46, descent=LITTLE | {"missing": "rated", "exposed_days": 16})
    page = shown(small_store, little)
    said = everything_said(page)
    assert "**Not enough is logged yet to say what goes with your pain.**" in said
    assert "Log pain on 14 more days: at your pace that is on 6 Dec." in said
    assert "We looked at" not in said
    assert "What will be looked at" in said
    assert "Running downhill." in said
    assert "So far: 8 Oct 2026 to 22 Nov 2026, 46 days with a pain score." in said
    assert patterns.NO_CAUSE not in said
    assert [button.label for button in page.button] == ["Log how the hip is"]


def test_few_painful_days_are_good_news(shown, small_store, everything_said):
    result = a_result(days=100, descent=LITTLE | {"missing": "painful"})
    result.pain[:] = 0.0
    result.pain.iloc[[20, 40, 60, 80]] = 2.0
    page = shown(small_store, result)
    assert page.markdown[0].value == "**Your hip hurt on only 4 days: good, and too few to compare.**"
    assert words.NOT_ENOUGH.format(waking="") not in everything_said(page)


def test_a_half_with_few_big_days_is_taken_lightly(shown, small_store, everything_said):
    few = a_result(descent={})
    assert pattern_pictures.FEW_IN_HALF not in everything_said(shown(small_store, few))
    few.exposures.loc[few.exposures.index[80:], "descent"] = 0.0
    page = shown(small_store, few)
    assert pattern_pictures.FEW_IN_HALF in everything_said(page)
    first = next(text.value for text in page.markdown if "your hip hurt" in text.value)
    # a run every third day: most of it over four days, two runs, ends on the 73rd, 76th and 79th day
    assert first.replace(edge.HARD_SPACE, " ").endswith("big days (3): take it lightly.")


def test_what_cannot_be_told_apart_and_holds_no_lead_has_a_frame_of_its_own(
    shown, small_store, everything_said
):
    rows = {
        name: {"verdict": "inseparable", "inseparable_from": other}
        for name, other in (("descent", "distance"), ("distance", "descent"))
    }
    page = shown(small_store, a_result(**rows))
    said = everything_said(page)
    assert "**Something stood out before it hurt more: running downhill and distance. We cannot yet" in said
    assert told(page, "rise together in your log") == 1


def test_what_is_held_back_and_what_goes_with_the_day_of_the_week_say_so(shown, small_store, everything_said):
    page = shown(
        small_store,
        a_result(
            descent={"verdict": "inseparable", "inseparable_from": "weekday"},
            fast={"verdict": "weak", "held_back": "pain_first"},
            grass={"verdict": "weak", "held_back": "halves", "stable": False},
        ),
    )
    said = everything_said(page)
    assert (
        "Running downhill and the day of the week go together in your log, so we cannot tell them apart."
        in said
    )
    assert "Your pain was already higher before days with more fast running" in said
    assert "Running on grass: went with more pain over the whole log, but not in both halves of it" in said
    assert page.table[0].value["Verdict"].tolist() == [
        "along with the day of the week",
        "pain was higher before it already",
        "not in both halves",
    ]


def test_on_waking_is_asked_only_where_it_is_logged_often_enough(shown, small_store):
    page = shown(small_store, a_result(**EVERY))
    assert not [button for button in page.button if button.key.startswith(patterns.SERIES)]
    small_store.add_entries([Entry(TODAY - timedelta(days=ago), morning_pain=1) for ago in range(4, 64)])
    page = shown(small_store, a_result(MORNING, **EVERY))
    page.button(key=f"{patterns.SERIES}.{MORNING}").click().run()
    assert not page.exception
    assert page.session_state[patterns.SERIES] == MORNING
    assert (
        told(
            page,
            "On mornings after more **running downhill**, your pain tended to be higher (about +0.9 points",
        )
        == 1
    )


def test_a_log_without_a_run_or_a_diary_is_told_what_it_takes(visit, empty_store, everything_said):
    assert patterns.NOTHING_YET in everything_said(visit("patterns", empty_store))


def test_a_log_that_begins_tomorrow_is_told_what_it_takes(visit, empty_store, add_a_run, everything_said):
    add_a_run(empty_store, -1, 8.0)
    empty_store.add_entry(Entry(TODAY, worst_pain=1))
    assert patterns.NOTHING_YET in everything_said(visit("patterns", empty_store))


def test_a_lead_of_which_every_day_is_alike_has_no_picture(shown, small_store, everything_said):
    flat = a_result(descent={})
    flat.exposures["descent"] = 0.0
    page = shown(small_store, flat)
    assert not page.get("plotly_chart")
    assert "Too few days here to draw this yet." in everything_said(page)
