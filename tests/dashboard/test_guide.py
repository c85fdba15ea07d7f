"""Guide: a place and three answers give what lives there, the most urgent first."""

from datetime import date, timedelta

from analysis.guide import guide
from analysis.guide.parts import GROUPS
from ingest.diary import Entry
from ingest.schema import PLACES

TODAY = date(2026, 11, 22)


def tap(page, *keys):
    for key in keys:
        page.button(key=key).click().run()
        assert not page.exception
    return page


def cards(page):
    """Titles of the structures' cards."""
    names = [each.name for each in guide().structures.values()]
    return [box.label for box in page.expander if any(box.label.startswith(name) for name in names)]


def test_an_empty_log_asks_where_and_shows_no_structure(visit, empty_store, everything_said):
    page = visit("guide", empty_store)
    assert cards(page) == []
    assert "Where does it hurt?" in everything_said(page)
    assert "Emergency, now: when not to wait" in everything_said(page)


def test_every_place_shows_what_lives_there_and_no_percentage(visit, empty_store, everything_said):
    page = visit("guide", empty_store)
    for place in PLACES:
        tap(page, f"guide.place.{place}")
        assert len(cards(page)) == sum(place in each.places for each in guide().structures.values())
        assert "%" not in everything_said(page)
        assert "that takes an examination" in everything_said(page)


def test_in_the_groin_the_bone_comes_first_and_says_whom_and_how_soon(visit, empty_store, everything_said):
    page = tap(
        visit("guide", empty_store), "guide.place.front", "guide.timing.warms_up", "guide.quality.stiff"
    )
    assert cards(page)[0] == "Neck of the thigh bone: same day to 48 hours"
    said = everything_said(page)
    assert "**Think of this first: neck of the thigh bone.**" in said
    assert "Then: **same day to 48 hours. Stop running until someone has looked.**" in said
    assert "Care at home first.**" not in said


def test_at_the_outer_hip_care_at_home_comes_first_with_when_to_be_seen(visit, empty_store, everything_said):
    said = everything_said(tap(visit("guide", empty_store), "guide.place.outer"))
    assert "**Care at home first.**" in said
    assert "To be seen within 1 to 2 weeks if it wakes you at night; swelling or bruising" in said


def test_an_answer_that_asks_for_it_by_itself_raises_how_soon(visit, empty_store, everything_said):
    said = everything_said(tap(visit("guide", empty_store), "guide.place.sit_bone", "guide.quality.numb"))
    assert "**Have it looked at: within 1 to 2 weeks.**" in said
    assert "Care at home first.**" not in said


def test_place_and_words_come_from_the_last_pain(visit, empty_store, everything_said):
    empty_store.add_entries(
        [
            Entry(TODAY - timedelta(days=5), 3, spots="left.front"),
            Entry(TODAY - timedelta(days=2), 4, spots="left.outer", quality="dull sharp", timing="after_run"),
            Entry(TODAY, 0),
        ]
    )
    page = visit("guide", empty_store)
    assert cards(page)[1].startswith("Outer tendons")
    assert "it is told of this too: comes after the run, dull." in everything_said(page)


def test_a_choice_taken_back_is_not_filled_in_again(visit, small_store):
    page = tap(visit("guide", small_store), "guide.place.outer")
    assert cards(page) == []
    assert cards(page.run()) == []


def test_while_a_warning_sign_stands_nothing_sounds_milder_and_no_running_is_advised(
    visit, small_store, everything_said
):
    assert "**Exercises named for it**" in everything_said(visit("guide", small_store))
    small_store.add_entry(Entry(TODAY, 4, spots="left.outer", signs="limp"))
    page = visit("guide", small_store)
    said = everything_said(page)
    assert "While a warning sign stands" in said
    assert "Care at home first.**" not in said
    assert "care at home first" not in said
    assert "**Exercises named for it**" not in said
    for each in guide().structures.values():
        assert not any(advice in said for advice in (*each.meanwhile, each.soon))
    for group in ("home", "return", "prevent", "claims"):
        assert f"guide.group.{group}" not in {button.key for button in page.button}
    assert len(cards(page)) == 5


def test_every_topic_can_be_read_with_its_sources(visit, empty_store, everything_said):
    page = visit("guide", empty_store)
    for group in GROUPS:
        said = everything_said(tap(page, f"guide.group.{group}"))
        for each in guide().topics.values():
            assert (f"**{each.answer}**" in said) == (each.group == group)
            assert each.group != group or all(guide().sources[one].reference in said for one in each.sources)


def test_what_is_commonly_said_stands_beside_what_was_found(visit, empty_store, everything_said):
    said = everything_said(tap(visit("guide", empty_store), "guide.group.claims"))
    for each in guide().claims.values():
        assert f"“{each.said}”" in said
        assert each.found in said
