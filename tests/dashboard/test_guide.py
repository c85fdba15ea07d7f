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
    assert "when you run or put weight on the leg, and does one of these hold as well?" in said
    assert "If so: **same day to 48 hours. Stop running until someone has looked.**" in said
    assert "If not: run less, and on the flat." in said
    assert "Moderate evidence" in said
    assert "Robertson & Wood 2017" in said
    assert "Care at home first.**" not in said


def test_at_the_outer_hip_care_at_home_comes_first_with_when_to_be_seen(visit, empty_store, everything_said):
    said = everything_said(tap(visit("guide", empty_store), "guide.place.outer"))
    assert "**Care at home first.**" in said
    assert (
        "To be seen within 1 to 2 weeks if it wakes you at night, hurts at rest, or hopping on that leg "
        "hurts; swelling or bruising" in said
    )
    assert "Source: Clinical consensus on warning signs at the hip" in said


def test_an_answer_that_asks_for_it_by_itself_raises_how_soon(visit, empty_store, everything_said):
    said = everything_said(tap(visit("guide", empty_store), "guide.place.sit_bone", "guide.quality.numb"))
    assert "**Have it looked at: within 1 to 2 weeks.**" in said
    assert "You said “numb”: that should be looked at" in said
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
    assert "Of your answers, these go with it: comes after the run, dull." in everything_said(page)


def test_a_choice_taken_back_is_not_filled_in_again(visit, small_store):
    page = tap(visit("guide", small_store), "guide.place.outer")
    assert cards(page) == []
    assert cards(page.run()) == []


def test_while_a_warning_sign_stands_nothing_sounds_milder_and_no_running_is_advised(
    visit, small_store, everything_said
):
    assert "**Exercises for it**" in everything_said(visit("guide", small_store))
    small_store.add_entry(Entry(TODAY, 4, spots="left.outer", signs="limp"))
    page = visit("guide", small_store)
    said = everything_said(page)
    assert "While a warning sign stands" in said
    assert "Care at home first.**" not in said
    assert "care at home first" not in said
    assert "**Exercises for it**" not in said
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


def hurting(days, place="outer"):
    """A score of 3 on each of so many days up to TODAY."""
    return [Entry(TODAY - timedelta(days=ago), 3, spots=f"left.{place}") for ago in range(days)]


def test_pain_of_more_than_two_weeks_is_to_be_seen_as_today_says(visit, empty_store, everything_said):
    empty_store.add_entries(hurting(15))
    said = everything_said(visit("guide", empty_store))
    assert (
        "**To be seen within 1 to 2 weeks: your log has 15 days of it, on and off, since Sun 8 Nov.**" in said
    )
    assert "See a physiotherapist who works with runners. Run less, or not at all, until then." in said
    assert "Convention: common advice that has hardly been studied. Source: Clinical consensus" in said
    assert "are at home first" not in said


def test_pain_of_a_few_days_is_still_cared_for_at_home(visit, empty_store, everything_said):
    empty_store.add_entries(hurting(5))
    said = everything_said(visit("guide", empty_store))
    assert "**Care at home first.**" in said
    assert "your log has" not in said


def test_in_the_groin_long_pain_is_to_be_seen_also_without_the_graver_pattern(
    visit, empty_store, everything_said
):
    empty_store.add_entries(hurting(15, "front"))
    said = everything_said(visit("guide", empty_store))
    assert "**Think of this first: neck of the thigh bone.**" in said
    assert "If not: **to be seen within 1 to 2 weeks all the same: your log has 15 days of it" in said
    assert "If not: run less" not in said


def test_a_sign_that_stands_heads_the_page_with_how_soon_and_whom(visit, empty_store, everything_said):
    empty_store.add_entry(Entry(TODAY, 4, spots="left.outer", signs="limp"))
    said = everything_said(visit("guide", empty_store))
    assert "**Same day to 48 hours: you logged a warning sign.**" in said
    assert "See a doctor today, or within 48 hours at most. Do not run until then." in said


def test_an_answer_marks_the_cards_that_go_with_it_and_says_what_it_changed(
    visit, empty_store, everything_said
):
    page = tap(visit("guide", empty_store), "guide.place.front")
    assert "goes with:" not in " ".join(cards(page))
    tap(page, "guide.quality.clicking")
    marked = [card for card in cards(page) if ":material/check: goes with: clicking" in card]
    assert [card.split(":")[0] for card in marked] == [
        "Neck of the thigh bone",
        "Rim of the socket (labrum)",
        "Ball and socket that meet too soon (impingement)",
    ]
    said = everything_said(page)
    assert (
        "3 of these 8 go with “clicking”. "
        "With “clicking” somebody should look within 1 to 2 weeks at the latest."
    ) in said
    assert "If not: **to be seen within 1 to 2 weeks all the same: you said “clicking”.**" in said
    told = [each.value for each in page.markdown if "3 of these 8 go with “clicking”." in each.value]
    assert len(told) == 2, "below the question, and above the list"


def test_the_questions_stay_open_while_they_are_answered(visit, empty_store):
    """A label that changes would make another expander of it, which is closed."""
    page = tap(visit("guide", empty_store), "guide.place.front")
    before = [box.label for box in page.expander if box.label.startswith("Three questions")]
    tap(page, "guide.quality.clicking")
    assert [box.label for box in page.expander if box.label.startswith("Three questions")] == before


def test_one_sign_has_one_urgency_on_a_page(visit, empty_store, everything_said):
    """Night pain at the outer hip asks for 1 to 2 weeks, as the flag of that sign does."""
    said = everything_said(tap(visit("guide", empty_store), "guide.place.outer"))
    wakes = [line for line in said.splitlines() if "wakes you" in line and "48 hours" in line]
    assert wakes == []
