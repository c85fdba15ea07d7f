"""The four weekly questions as a runner answers them; TODAY is Sunday 22 November 2026."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.views import weekly_questions

TODAY = date(2026, 11, 22)


def form(where, today):
    from datetime import date

    from dashboard.views import weekly_questions
    from ingest.store import Store

    store = Store(where)
    weekly_questions.show(store, store.load(), date.fromisoformat(today))


@pytest.fixture
def opened(empty_store):
    def drawn(today=TODAY):
        page = AppTest.from_function(form, args=(empty_store.where, today.isoformat()), default_timeout=20)
        return page.run()

    return drawn


def tap(page, *answers):
    for name, value in answers:
        page.button(key=f"weekly.{name}.{value}").click().run()
    return page


def keys(page):
    return {button.key.split(".")[1] for button in page.button}


def test_the_first_question_stands_alone(opened):
    assert keys(opened()) == {"participation"}


def test_running_fully_without_trouble_ends_it_with_nothing(opened, empty_store):
    page = tap(opened(), ("participation", 0))
    assert keys(page) == {"participation", "save"}
    page.button(key="weekly.save").click().run()
    kept = empty_store.load().weekly.iloc[0]
    assert kept[["participation", "volume", "performance", "pain"]].to_list() == [0, 0, 0, 0]
    assert any("0 of 100" in m.value.replace("\xa0", " ") and "no trouble" in m.value for m in page.markdown)


def test_trouble_opens_the_other_three_and_all_must_be_answered(opened, empty_store):
    page = tap(opened(), ("participation", 2), ("volume", 2), ("performance", 1))
    assert page.button(key="weekly.save").disabled
    page = tap(page, ("pain", 2))
    page.button(key="weekly.save").click().run()
    assert empty_store.load().weekly.iloc[0]["volume"] == 2
    # 17 + 17 + 8 + 17
    assert any(
        "**59\N{NO-BREAK SPACE}of 100**" in m.value or "**59 of 100**" in m.value for m in page.markdown
    )


def test_who_could_not_run_is_not_asked_how_much_or_how_well(opened, empty_store):
    page = tap(opened(), ("participation", 3))
    assert keys(page) == {"participation", "pain", "save"}
    tap(page, ("pain", 3)).button(key="weekly.save").click().run()
    assert empty_store.load().weekly.iloc[0][["volume", "performance"]].to_list() == [3, 3]


def test_a_saved_week_is_not_asked_again_before_seven_days_and_the_form_is_empty_then(opened, empty_store):
    page = tap(opened(), ("participation", 0))
    page.button(key="weekly.save").click().run()
    assert keys(page) == {"change"}
    assert [s.value for s in page.success] == ["Your week is saved\\."]
    assert keys(opened(TODAY + timedelta(days=6))) == {"change"}
    page = opened(TODAY + timedelta(days=7))
    assert keys(page) == {"participation", "change"}


def answers(store):
    return store.load().weekly[["participation", "volume", "performance", "pain"]].values.tolist()


def said(page):
    return "\n".join(each.value for each in page.markdown).replace("\N{NO-BREAK SPACE}", " ")


def test_answers_of_two_pages_are_both_shown_and_the_runner_decides(opened, empty_store):
    mine, other = tap(opened(), ("participation", 0)), opened()
    tap(other, ("participation", 3), ("pain", 3)).button(key="weekly.save").click().run()
    mine.button(key="weekly.save").click().run()
    assert answers(empty_store) == [[3, 3, 3, 3]]
    assert "was answered on another page meanwhile" in mine.warning[0].value
    assert "**Saved for the seven days to Sun 22 Nov:**" in said(mine)
    assert "- Running: I could not run\n" in said(mine)
    assert mine.button(key="weekly.participation.0").proto.type == "primary"
    mine.button(key="weekly.save").click().run()
    assert answers(empty_store) == [[0, 0, 0, 0]]
    assert keys(mine) == {"change"}


def test_what_stands_can_be_left_so(opened, empty_store):
    mine, other = tap(opened(), ("participation", 0)), opened()
    tap(other, ("participation", 3), ("pain", 3)).button(key="weekly.save").click().run()
    mine.button(key="weekly.save").click().run()
    mine.button(key="weekly.leave").click().run()
    assert answers(empty_store) == [[3, 3, 3, 3]]
    assert keys(mine) == {"change"}


def test_a_half_filled_form_stays_where_another_page_has_answered_meanwhile(opened, empty_store):
    mine = tap(opened(), ("participation", 2))
    empty_store.save_weekly(TODAY, {"participation": 1, "volume": 0, "performance": 0, "pain": 1})
    tap(mine, ("volume", 2), ("performance", 1), ("pain", 2))
    assert "- How much it hurt: A little" in said(mine)
    mine.button(key="weekly.save").click().run()
    assert answers(empty_store) == [[2, 2, 1, 2]]


@pytest.mark.parametrize("ago", [0, 3, 20])
def test_the_newest_answers_can_be_corrected_on_their_own_day(opened, empty_store, ago):
    day = TODAY - timedelta(days=ago)
    empty_store.save_weekly(day - timedelta(days=7), dict.fromkeys(weekly_questions.QUESTIONS, 1))
    empty_store.save_weekly(day, {"participation": 2, "volume": 1, "performance": 0, "pain": 3})
    page = opened()
    page.button(key="weekly.change").click().run()
    assert page.button(key="weekly.pain.3").proto.type == "primary"
    tap(page, ("pain", 1)).button(key="weekly.save").click().run()
    assert answers(empty_store) == [[1, 1, 1, 1], [2, 1, 0, 1]]
    assert empty_store.load().weekly["day"].iloc[-1].date() == day


def test_a_correction_stays_on_its_day_when_its_first_answer_is_tapped_away(opened, empty_store):
    empty_store.save_weekly(TODAY - timedelta(days=8), dict.fromkeys(weekly_questions.QUESTIONS, 1))
    page = opened()
    page.button(key="weekly.change").click().run()
    tap(page, ("participation", 1))
    assert keys(page) == {"participation", "leave"}
    page.button(key="weekly.leave").click().run()
    tap(page, ("participation", 0)).button(key="weekly.save").click().run()
    assert answers(empty_store) == [[1, 1, 1, 1], [0, 0, 0, 0]]


def test_a_picture_needs_two_weeks(opened, empty_store):
    empty_store.save_weekly(
        TODAY - timedelta(days=7), {"participation": 1, "volume": 0, "performance": 0, "pain": 1}
    )
    assert not opened().get("plotly_chart")
    empty_store.save_weekly(TODAY, {"participation": 1, "volume": 1, "performance": 0, "pain": 1})
    assert len(opened().get("plotly_chart")) == 1


def test_every_question_has_an_answer_of_each_worth():
    assert set(weekly_questions.ANSWERS) == set(weekly_questions.QUESTIONS) == set(weekly_questions.SHORT)
    assert all(list(answers) == [0, 1, 2, 3] for answers in weekly_questions.ANSWERS.values())
