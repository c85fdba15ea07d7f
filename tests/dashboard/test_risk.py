"""Risk: the week in a sentence, the picture with its weeks, and what stood out."""

import json
from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.charts.risk import SPANS
from dashboard.views import risk, risk_rows, risk_week
from ingest.diary import Entry
from ingest.schema import DIARY
from tests.diary_days import withdraw

TODAY = date(2026, 11, 22)
THIS_WEEK = date(2026, 11, 16)


def figure(page):
    return json.loads(page.get("plotly_chart")[0].spec)


def trace(page, name):
    return next(trace for trace in figure(page)["data"] if trace.get("name") == name)


def tables(page):
    return [frame.value for frame in page.dataframe]


def told(page, words):
    return [text.value for text in page.text if words in text.value]


def choose_week(page, first):
    page.selectbox(key="risk.week").select(first).run()
    assert not page.exception
    return page


def test_an_empty_log_says_what_to_do_first_and_links_on(visit, empty_store, everything_said):
    page = visit("risk", empty_store)
    assert "Nothing is logged yet" in everything_said(page)
    assert [button.label for button in page.button] == ["Import your runs", "Log how the hip is"]
    assert not page.get("plotly_chart")


def test_the_week_and_the_hip_come_first_in_a_sentence(visit, small_store):
    # Runs 1, 3 and 5 days before Sunday: 12 + 8 + 8 = 28 km. Three weeks of log: no four-week mean yet.
    said = visit("risk", small_store).markdown[0].value
    assert said.startswith("**28 km this week so far**.")
    assert "in the last seven days: **5 of 10** on Sat 21 Nov." in said


def test_the_worst_of_the_week_names_the_latest_day_and_waking_where_it_was_higher(visit, small_store):
    small_store.add_entry(Entry(TODAY, worst_pain=5))
    assert "**5 of 10** on Sun 22 Nov." in visit("risk", small_store).markdown[0].value
    yesterday = TODAY - timedelta(days=1)
    small_store.amend_entries({yesterday: {"morning_pain": 6}}, {yesterday: {"morning_pain": None}})
    assert "**6 of 10** on waking on Sun 22 Nov." in visit("risk", small_store).markdown[0].value


def test_a_log_of_pain_alone_is_drawn_too(visit, empty_store):
    empty_store.add_entry(Entry(TODAY, worst_pain=2))
    page = visit("risk", empty_store)
    assert page.markdown[0].value.startswith("No run is logged yet.")
    assert len(page.get("plotly_chart")) == 1


def test_days_without_pain_and_days_without_an_entry_are_told_apart(visit, empty_store):
    empty_store.add_entry(Entry(TODAY, worst_pain=0))
    assert "no pain on any day logged" in visit("risk", empty_store).markdown[0].value
    withdraw(empty_store, TODAY)
    empty_store.add_entry(Entry(TODAY - timedelta(days=7), worst_pain=6))
    assert "no entry in the last seven days" in visit("risk", empty_store).markdown[0].value


def test_twelve_weeks_are_shown_until_more_is_asked_for(visit, small_store):
    page = visit("risk", small_store)
    weeks = page.selectbox(key="risk.week").options
    assert (len(weeks), weeks[0]) == (12, "Mon 16 Nov – Sun 22 Nov 2026")
    for span, count in [("6 months", 26), ("1 year", 52), ("All", 12)]:
        page.selectbox(key="risk.span").select(span).run()
        assert not page.exception
        assert len(page.selectbox(key="risk.week").options) == count
    assert list(SPANS) == page.selectbox(key="risk.span").options


def week_shades(page):
    """What is shaded through all rows, as a chosen week is; episodes are shaded in the first alone."""
    return [shape for shape in figure(page)["layout"].get("shapes", []) if shape["yref"] == "paper"]


def test_no_week_is_open_until_one_is_chosen(visit, small_store):
    page = visit("risk", small_store)
    assert page.selectbox(key="risk.week").value is None
    assert tables(page) == []
    assert week_shades(page) == []


def test_a_chosen_week_shows_its_runs_and_its_diary(visit, small_store):
    page = choose_week(visit("risk", small_store), THIS_WEEK)
    runs, entries = tables(page)
    assert list(runs["Distance, km"]) == [8.0, 8.0, 12.0]
    assert list(runs["Run"]) == ["Tue 17 Nov", "Thu 19 Nov", "Sat 21 Nov"]
    assert list(entries["Worst"]) == ["0", "4", "5"]
    assert list(entries["Side"]) == ["", "left", "left"]
    assert "In the run" not in entries
    opened = [button.label for button in page.button if button.key.startswith("link.week")]
    assert opened == ["Tue 17 Nov, 8 km", "Thu 19 Nov, 8 km", "Sat 21 Nov, 12 km"]


def test_a_week_says_what_the_pain_was_like_and_its_warning_signs():
    row = {"day": pd.Timestamp("2026-11-20"), "worst_pain": 4, "quality": "dull sharp", "signs": "night limp"}
    said = risk_week.entry_table(DIARY.frame([row])).iloc[0]
    assert (said["Worst"], said["Like"], said["Signs"]) == ("4", "dull, sharp", "it woke me at night, I limp")


def test_what_stood_out_follows_the_chosen_week_and_is_told_once(visit, small_store):
    page = visit("risk", small_store)
    assert len(told(page, "12\N{NO-BREAK SPACE}km run")) == 1
    choose_week(page, THIS_WEEK)
    assert len(told(page, "12\N{NO-BREAK SPACE}km run")) == 1
    assert page.subheader[0].value == "What stood out from Mon 16 Nov – Sun 22 Nov 2026"
    choose_week(page, THIS_WEEK - timedelta(weeks=11))
    assert any(each.value.startswith("Nothing in this time.") for each in page.markdown)
    page.button(key="risk.all_weeks").click().run()
    assert page.selectbox(key="risk.week").value is None
    assert page.subheader[0].value == "What stood out"


def test_shoes_have_no_row_before_there_is_a_pair(visit, empty_store, add_a_run):
    add_a_run(empty_store, 1, 8.0)
    notes = [note["text"] for note in figure(visit("risk", empty_store))["layout"]["annotations"]]
    assert len(notes) == 4
    assert not any("Shoes" in note for note in notes)


def test_a_log_of_pain_alone_has_no_empty_rows_and_no_scale_of_distance(visit, empty_store):
    empty_store.add_entry(Entry(TODAY, worst_pain=2))
    layout = figure(visit("risk", empty_store))["layout"]
    assert len(layout["annotations"]) == 1
    assert layout["yaxis"]["showticklabels"] is False


def test_another_week_can_be_picked_without_touching_the_picture(visit, small_store, everything_said):
    # 8, 10 and 12 days before Sunday 22: Saturday 14, Thursday 12, Tuesday 10.
    page = choose_week(visit("risk", small_store), THIS_WEEK - timedelta(days=7))
    (runs,) = tables(page)
    assert list(runs["Run"]) == ["Tue 10 Nov", "Thu 12 Nov", "Sat 14 Nov"]
    assert "that is not the same as no pain" in everything_said(page)
    (shaded,) = week_shades(page)
    # Monday 9 Nov 2026 is day 20,766 since 1 Jan 1970, of 86,400,000 ms each.
    assert shaded["x0"] == 20_766 * 86_400_000


def test_a_picked_week_that_leaves_the_picture_is_closed(visit, small_store):
    page = visit("risk", small_store)
    page.selectbox(key="risk.span").select("1 year").run()
    choose_week(page, THIS_WEEK - timedelta(weeks=40))
    page.selectbox(key="risk.span").select("12 weeks").run()
    assert page.selectbox(key="risk.week").value is None


def test_the_long_run_is_marked_on_its_week_and_told_in_a_sentence(visit, small_store, everything_said):
    # 12 km on Saturday after 8 km at most: 50 % longer.
    page = visit("risk", small_store)
    marked = {name: trace(page, name)["customdata"] for name in ("Watch", "Act")}
    assert "2026-11-16" in marked["Watch"] + marked["Act"]
    assert "50\N{NO-BREAK SPACE}%" in everything_said(page)


def test_every_finding_shows_why_and_how_sure(visit, small_store):
    page = visit("risk", small_store)
    assert {expander.label for expander in page.expander} == {"Why, and how sure", "What those days held"}
    assert any(text.value.startswith("Source:") for text in page.text)
    assert any(text.value.startswith("Hazard rate ratio") for text in page.text)


def test_small_multiples_can_be_switched_off_and_on(visit, small_store):
    page = visit("risk", small_store)
    headings = lambda: " ".join(note["text"] for note in figure(page)["layout"]["annotations"])  # noqa: E731
    assert "Descent a week" in headings()
    assert "no alarm" not in headings()
    page.button(key="risk.rows.Descent").click().run()
    page.button(key="risk.rows.Load context").click().run()
    page.button(key="risk.rows.Monotony").click().run()
    assert not page.exception
    assert "Descent a week" not in headings()
    assert headings().count("no alarm") == 2
    assert "Monotony" in headings()


@pytest.mark.parametrize("name", list(risk_rows.DRAWINGS))
def test_each_small_multiple_can_stand_alone(visit, small_store, name):
    page = visit("risk", small_store)
    page.session_state[risk_rows.KEY] = (name,)
    page.run()
    assert not page.exception
    assert "yaxis3" in figure(page)["layout"]


@pytest.mark.parametrize("name", list(risk_rows.DRAWINGS))
def test_each_small_multiple_stands_a_log_without_runs(visit, empty_store, name):
    empty_store.add_entry(Entry(TODAY, worst_pain=2))
    page = visit("risk", empty_store)
    page.session_state[risk_rows.KEY] = (name,)
    page.run()
    assert not page.exception


def test_a_click_on_a_bar_chooses_its_week(monkeypatch):
    from types import SimpleNamespace

    points = [{"customdata": "2026-11-09", "x": "2026-11-12 12:00"}]
    state = {risk.PICTURE: SimpleNamespace(selection=SimpleNamespace(points=points))}
    monkeypatch.setattr(risk.st, "session_state", state)
    risk.take_click()
    assert state[risk.WEEK] == date(2026, 11, 9)


@pytest.mark.parametrize("points", [[], [{"x": 1}], [{"customdata": None}]])
def test_a_click_beside_the_bars_chooses_nothing(monkeypatch, points):
    from types import SimpleNamespace

    state = {risk.PICTURE: SimpleNamespace(selection=SimpleNamespace(points=points))}
    monkeypatch.setattr(risk.st, "session_state", state)
    risk.take_click()
    assert risk.WEEK not in state


def test_names_that_others_chose_are_text_never_markdown(visit, small_store):
    page = visit("risk", small_store)
    choose_week(page, THIS_WEEK)
    assert not any("Pegasus *40*" in element.value for element in page.markdown)
    assert "![x](http://example.org/x.png) hills" in list(tables(page)[0]["Name"])


def test_numbers_are_in_miles_for_a_runner_of_miles(visit, small_store):
    from dataclasses import replace

    small_store.save_profile(replace(small_store.load().profile, distance_unit="mi"))
    page = visit("risk", small_store)
    # 28 km / 1.609344 = 17.4 mi; 12 km = 7.5 mi
    assert page.markdown[0].value.startswith("**17.4 mi this week so far**")
    assert list(tables(choose_week(page, THIS_WEEK))[0]["Distance, mi"]) == [5.0, 5.0, 7.5]


def test_the_episode_is_shaded_from_its_first_to_its_last_painful_day(visit, small_store):
    (shaded,) = [s for s in figure(visit("risk", small_store))["layout"]["shapes"] if s["yref"] == "y2"]
    # Friday 20 Nov 2026 is day 20,777 since 1 Jan 1970; Saturday 21 is the last painful one.
    assert [shaded["x0"] / 86_400_000, shaded["x1"] / 86_400_000] == [20_777, 20_779]


def test_an_episode_says_whether_it_was_better_in_time(empty_store):
    from dashboard.views import risk_episodes

    for ago in range(0, 16, 2):
        empty_store.add_entry(Entry(TODAY - timedelta(days=ago), worst_pain=4, side="left", place="outer"))
    (span,) = risk_episodes.spans(empty_store.load(), TODAY, stopped=False)
    # The first of eight painful days is Sunday 8 November; two weeks later is today.
    assert (span.first, span.last, span.due) == (TODAY - timedelta(days=14), TODAY, TODAY)
    assert span.name == "outer hip, left"
    assert "painful on 8 of 8 days logged" in span.said
    assert span.due_said.startswith("<b>Should be clearly better by Sun 22 Nov</b>")
    assert span.due_said.endswith("It was not, on some day since.")
    (stopped,) = risk_episodes.spans(empty_store.load(), TODAY, stopped=True)
    assert (stopped.due, stopped.due_said, stopped.said) == (None, "", span.said)
    (before,) = risk_episodes.spans(empty_store.load(), TODAY - timedelta(days=1), stopped=False)
    assert (before.due, before.due_said) == (None, "")
