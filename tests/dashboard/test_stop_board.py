"""The stop board: stands while a flag does, says what was logged, and is cleared in two steps."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard import theme
from ingest.diary import Entry
from tests.diary_days import withdraw

TODAY = date(2026, 11, 22)
COMPONENTS = Path(dashboard.__file__).parent / "components"


def day(ago):
    return TODAY - timedelta(days=ago)


def the_board(where):
    import streamlit as st

    from dashboard import cache, clock
    from dashboard.views import stop_board
    from ingest.store import Store

    store = Store(where)
    log = cache.log(store)
    today = clock.today(log.profile)
    headed = stop_board.head(store, today)
    if not stop_board.show(store, today):
        st.markdown("The way is clear." if not headed else "A head without its board.")
    stop_board.past(log)


@pytest.fixture
def board(empty_store):
    """`board(entry, …)`: the board, its head over it, over a log of these entries."""

    def drawn(*entries):
        empty_store.add_entries(entries)
        return AppTest.from_function(the_board, args=(empty_store.where,), default_timeout=20).run()

    return drawn


@pytest.fixture
def store(empty_store):
    return empty_store


NIGHT = Entry(day(2), worst_pain=4, signs="night")
LIMP = Entry(day(1), worst_pain=4, signs="limp")


def stands(page):
    assert not page.exception
    return "The way is clear." not in [element.value for element in page.markdown]


def tap(page, key):
    page.button(key=key).click().run()
    assert not page.exception
    return page


def texts(page):
    return [element.value for element in page.text]


def head(page):
    """What the head of the board says, as it goes to the browser."""
    (mounted,) = page.get("bidi_component")
    return mounted.proto.json


def test_without_a_flag_there_is_no_board(board):
    assert not stands(board(Entry(day(1), worst_pain=9)))
    assert not stands(board())


def test_the_board_says_what_was_logged_and_whom_to_see(board):
    page = board(NIGHT)
    assert stands(page)
    assert "See a doctor or a physiotherapist within one to two weeks." in head(page)
    assert "On Fri 20 Nov you logged: it woke me at night." in texts(page)
    assert any("does not diagnose" in markdown.value for markdown in page.markdown)


def test_an_emergency_says_so_first(board):
    page = board(NIGHT, Entry(TODAY, worst_pain=4, signs="saddle"))
    assert "Call your emergency number or go to an emergency department now." in head(page)
    logged = [text for text in texts(page) if text.startswith("On ")]
    assert logged == [
        "On Sun 22 Nov you logged: numb between the legs.",
        "On Fri 20 Nov you logged: it woke me at night.",
    ]
    assert "**See a doctor or a physiotherapist within one to two weeks.**" in [
        m.value for m in page.markdown
    ]


def test_a_sign_of_many_days_is_said_once_with_its_days(board):
    page = board(*(Entry(day(ago), worst_pain=4, signs="night") for ago in range(6)))
    assert len([text for text in texts(page) if "it woke me at night" in text]) == 1
    also = ":small[Also on Sat 21 Nov, Fri 20 Nov, Thu 19 Nov, and 2 more.]"
    assert also in [markdown.value for markdown in page.markdown]


def test_the_head_knows_each_flag_so_that_a_new_one_brings_the_page_up_to_it(board, store):
    page = board(NIGHT)
    assert '"2026-11-20:night"' in head(page)
    assert "you logged: it woke me at night." in head(page)
    store.add_entries([LIMP])
    assert '"2026-11-21:limp"' in head(page.run())


def test_each_sign_stands_under_its_own_urgency(board):
    page = board(NIGHT, Entry(TODAY, worst_pain=4, signs="saddle"))
    said = [element.value for element in page.main if element.type in ("markdown", "text")]
    order = [text for text in said if text.startswith(("**Call", "**See", "On "))]
    assert [text.split()[0] for text in order] == ["**Call", "On", "**See", "On"]


def test_it_tells_what_to_take_along_and_how_sure_it_is(board):
    page = board(NIGHT)
    assert [expander.label for expander in page.expander] == ["What to take along", "Why, and how sure"]
    assert any(text.startswith("Source: Robertson & Wood 2017") for text in texts(page))
    assert any("your diary" in text for text in texts(page))


def test_one_tap_clears_nothing(board, store):
    page = tap(board(NIGHT), "stop_board.seen")
    assert stands(page)
    assert store.load().clearances.empty
    tap(page, "stop_board.back")
    assert stands(page)
    with pytest.raises(KeyError):
        page.button(key="stop_board.clear")


@pytest.mark.parametrize("note", ["", "   "])
def test_without_a_note_it_stays(board, store, note):
    page = tap(board(NIGHT), "stop_board.seen")
    page.text_area(key="stop_board.note").set_value(note)
    tap(page, "stop_board.clear")
    assert stands(page)
    assert "Please write whom you saw" in page.warning[0].value
    assert store.load().clearances.empty


def test_with_a_note_all_that_stood_is_cleared(board, store):
    page = tap(board(NIGHT, LIMP), "stop_board.seen")
    page.text_area(key="stop_board.note").set_value("Saw the doctor.")
    tap(page, "stop_board.clear")
    assert not stands(page)
    (row,) = store.load().clearances.itertuples()
    assert (row.day.date(), row.flags, row.note) == (
        TODAY,
        "2026-11-20:night 2026-11-21:limp",
        "Saw the doctor.",
    )
    assert page.success[0].value == "Cleared, and your note is kept\\."
    assert not page.run().success


def test_the_next_flag_begins_with_the_first_step_again(board, store):
    page = tap(board(NIGHT), "stop_board.seen")
    page.text_area(key="stop_board.note").set_value("Saw the doctor.")
    tap(page, "stop_board.clear")
    store.add_entries([Entry(TODAY, worst_pain=4, signs="limp")])
    page.run()
    assert stands(page)
    with pytest.raises(KeyError):
        page.button(key="stop_board.clear")


def test_the_board_of_one_tab_clears_nothing_once_another_tab_has_logged_something_new(board, store):
    page = tap(board(NIGHT), "stop_board.seen")
    page.text_area(key="stop_board.note").set_value("Saw the doctor.")
    store.add_entries([LIMP])
    tap(page, "stop_board.clear")
    (warning,) = page.warning
    assert warning.value.startswith("Something new was logged since this board was shown")
    assert "Look again before you clear it" in warning.value
    assert store.load().clearances.empty
    assert "On Sat 21 Nov you logged: I limp." in texts(page)
    tap(page, "stop_board.clear")  # now it was on the board, and the note is still there
    assert not stands(page)
    assert store.load().clearances["flags"].to_list() == ["2026-11-20:night 2026-11-21:limp"]


def test_a_flag_that_went_in_another_tab_does_not_hinder_the_clearing_of_the_others(board, store):
    page = tap(board(NIGHT, LIMP), "stop_board.seen")
    page.text_area(key="stop_board.note").set_value("Saw the doctor.")
    withdraw(store, day(1))
    tap(page, "stop_board.clear")
    assert not stands(page)


def test_a_mistaken_tap_leads_to_the_log_of_its_day(board):
    page = board(NIGHT, LIMP)
    labels = [button.label for button in page.button if "correct" in button.key]
    assert labels == ["Open Sat 21 Nov", "Open Fri 20 Nov"]
    page.button(key="stop_board.correct.2026-11-20").click().run()
    assert page.session_state["today.day"] == day(2)


def test_what_was_cleared_can_be_read_later_as_plain_text(board, store):
    page = board(NIGHT)
    store.clear_flags(day(1), ["2026-11-20:night"], "![x](http://example.org) keep it *easy*")
    page.run()
    assert not stands(page)
    assert [expander.label for expander in page.expander] == ["Cleared earlier"]
    assert texts(page) == [
        "Cleared on Sat 21 Nov 2026: it woke me at night.",
        "![x](http://example.org) keep it *easy*",
    ]


# ---------------------------------------------------------------- the head


def test_the_word_stop_needs_no_script_and_whom_to_see_is_never_markup():
    html = (COMPONENTS / "stop_board.html").read_text("utf-8")
    assert "<h2>Stop: do not run</h2>" in html
    assert "<style" not in html
    script = (COMPONENTS / "stop_board.js").read_text("utf-8")
    assert "textContent" in script
    assert "innerHTML" not in script


def test_the_head_is_black_on_the_themes_vermilion():
    css = (COMPONENTS / "stop_board.css").read_text("utf-8")
    assert re.search(r"background: (#\w+);", css)[1] == theme.VERMILION
    assert re.search(r"\n  color: (#\w+);", css)[1] == "#000"
    # 0.2126 × 0.665 + 0.7152 × 0.112 + 0 = 0.222; (0.222 + 0.05) ÷ 0.05 = 5.4, and 4.5 is asked.
    assert theme.VERMILION == "#D55E00"
