"""What the guide's files say: every exercise is reachable, every place has something, phones can show it."""

import re

import pytest

from analysis.flags import Urgency
from analysis.flags.signs import USUAL
from analysis.guide import guide
from analysis.guide.checks import BANNED, everything, texts
from analysis.guide.parts import GROUPS, MARKS, PHASES
from ingest.diary import NAME
from ingest.schema import NOTHING, PLACES, QUALITIES, SETS_OFF, TIMINGS

BOOK = guide()
PARTS = list(everything(BOOK))


@pytest.mark.parametrize("place", PLACES)
def test_something_lives_at_every_place(place):
    assert any(place in each.places for each in BOOK.structures.values())


@pytest.mark.parametrize("phase", PHASES)
def test_every_phase_has_exercises(phase):
    assert len([each for each in BOOK.exercises.values() if each.phase == phase]) >= 5


@pytest.mark.parametrize("group", GROUPS)
def test_every_subject_has_something_to_read(group):
    assert any(each.group == group for each in BOOK.topics.values())


def test_an_exercise_is_named_as_the_diary_takes_it():
    assert [name for name in BOOK.exercises if not NAME.fullmatch(name)] == []


def test_every_word_that_can_be_answered_is_told_of_something():
    for kind, known in (("timing", TIMINGS), ("quality", QUALITIES), ("sets_off", SETS_OFF)):
        told = {word for each in BOOK.structures.values() for word in getattr(each, kind)}
        assert told == set(known) - {NOTHING}, kind


def test_routines_do_not_share_an_exercise():
    """Else taking one set back would take a tick from another."""
    names = [name for each in BOOK.routines.values() for name in each.exercises]
    assert len(names) == len(set(names))


def test_each_answer_to_ice_or_heat_has_its_words():
    assert set(BOOK.remedies) == {"ice", "heat", "swollen", "no_pain", "not_logged"}
    assert [one.id for one in BOOK.remedies.values() if "{day}" in one.said] == ["ice", "heat"]


def test_urgent_structures_name_no_exercise():
    urgent = [each for each in BOOK.structures.values() if BOOK.levels[each.level].rank >= 3]
    assert [each.id for each in urgent] == ["femoral_neck"]
    assert urgent[0].exercises == ()


def test_every_part_has_sources_and_a_mark():
    assert [where for where, part in PARTS if not part.sources or part.evidence not in MARKS] == []


def test_every_source_is_used():
    used = {source for _, part in PARTS for source in part.sources}
    assert set(BOOK.sources) - used == set()


def test_nothing_says_what_hiplog_never_says():
    assert [text for _, part in PARTS for text in texts(part) if BANNED.search(text)] == []


@pytest.mark.parametrize(
    "text",
    ["This is safe.", "Run safely.", "the probability of injury", "You have an FAI", "you likely have a tear",
     "your diagnosis is", "the likelihood"],
)  # fmt: skip
def test_the_banned_words_are_found(text):
    assert BANNED.search(text)


@pytest.mark.parametrize(
    "text", ["which of the two it is", "you have more", "a diagnosis needs an examination"]
)
def test_plain_words_are_not_banned(text):
    assert BANNED.search(text) is None


def test_nothing_would_be_read_as_markdown_or_is_too_long_for_a_phone():
    for where, part in PARTS:
        for text in texts(part):
            assert not re.search(r"[*_`$~\[\]<>|]", text) or re.fullmatch(r"[a-z0-9_]+", text), (where, text)
            assert len(text) <= 330, (where, len(text))


def test_an_exercise_is_told_in_a_few_sentences():
    for each in BOOK.exercises.values():
        assert 1 <= len(re.findall(r"[.!?](?:\s|$)", each.how)) <= 4, each.id


def test_what_is_urgent_by_place_needs_the_whole_pattern_not_a_jump_in_running_alone():
    """EVIDENCE rule P7: the place, the load, and one more."""
    for each in BOOK.structures.values():
        if BOOK.levels[each.level].rank >= 3:
            assert "when you run or put weight on the leg, and does one of these hold" in each.needs
            assert len(each.one_of) >= 4


def test_a_sign_has_the_urgency_of_its_flag_at_every_place():
    """Waking at night is 1 to 2 weeks by itself; 48 hours only with front or deep pain under load."""
    alone = [each for each in BOOK.structures.values() if not {"front", "deep", "inner"} & set(each.places)]
    assert [each.id for each in alone if "48 hours" in each.soon and "wake" in each.soon] == []
    assert USUAL["night"] == USUAL["no_hop"] == Urgency.SOON
    assert USUAL["limp"] == USUAL["no_weight"] == Urgency.PROMPT
    assert USUAL["rest"] == Urgency.SOON
    assert (
        "it wakes you at night, hurts at rest, or hopping on that leg hurts"
        in BOOK.levels["two_weeks"].reasons
    )
    assert not any(reason.startswith("it wakes") for reason in BOOK.levels["two_days"].reasons)


NOT_SAID = r"told of|named (are|for)|worth while|in intercourse"


def test_no_sentence_speaks_as_no_runner_would():
    assert [text for _, part in PARTS for text in texts(part) if re.search(NOT_SAID, text)] == []


def test_a_protocol_is_never_cited_for_a_result():
    assert "protocol" in BOOK.sources["leap"].reference
    assert [
        where for where, part in PARTS if "leap" in part.sources and "51 of 66" in " ".join(texts(part))
    ] == []
    assert "mellor" in BOOK.structures["outer_tendons"].sources
