"""The guide's files become typed parts, and what does not fit is refused by name."""

from pathlib import Path
from shutil import copytree

import pytest

from analysis.guide import Dose, Exercise, GuideError, guide, loading
from analysis.guide.loading import made, read

EXERCISE = {
    "id": "bridge",
    "name": "Bridge",
    "phase": "early",
    "dose": {"repetitions": 10},
    "stated": True,
    "how": "Lift.",
    "not_when": "Not now.",
    "serves": ["outer_tendons"],
    "loads_hip": True,
    "sources": ["articles"],
    "evidence": "convention",
}


@pytest.fixture
def files(tmp_path):
    """A copy of the guide's files: `files(name, before, after)` changes one and gives the folder."""
    folder = tmp_path / "guide"
    copytree(Path(loading.__file__).parent, folder)

    def changed(name, before, after):
        path = folder / f"{name}.toml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
        return folder

    return changed


def test_a_table_becomes_a_frozen_part_with_its_dose():
    exercise = made(Exercise, EXERCISE)
    assert (exercise.dose, exercise.serves) == (Dose(repetitions=10), ("outer_tendons",))
    with pytest.raises(AttributeError):
        exercise.name = "Other"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nme": "x"}, "unknown key nme"),
        ({"name": 3}, "name: 3 is of another type"),
        ({"loads_hip": 1}, "loads_hip: 1 is of another type"),
        ({"serves": "outer"}, "serves: 'outer' is of another type"),
        ({"serves": [1]}, "is of another type"),
        ({"dose": {"hold_s": [1, "2"]}}, "is of another type"),
        ({"dose": {"reps": 1}}, "unknown key reps"),
    ],
)
def test_a_key_that_is_unknown_or_of_another_type_is_refused(change, said):
    with pytest.raises(GuideError, match=said):
        made(Exercise, EXERCISE | change)


def test_a_key_that_is_missing_is_refused():
    with pytest.raises(GuideError, match=r"Exercise “bridge”.*how"):
        made(Exercise, {name: value for name, value in EXERCISE.items() if name != "how"})


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        (
            "structures",
            'exercises = ["leg_swing_front"',
            'exercises = ["moonwalk"',
            "“moonwalk” is not known",
        ),
        ("structures", 'level = "two_days"', 'level = "whenever"', "“whenever” is not known"),
        ("structures", 'places = ["outer"]', 'places = ["elbow"]', "“elbow” is not known"),
        ("structures", 'timing = ["warms_up", "after_run"]', 'timing = ["never"]', "“never” is not known"),
        ("structures", 'see = ["physio"]', 'see = ["magician"]', "“magician” is not known"),
        ("structures", "one_of = [", "exercises_2 = [", "unknown key"),
        ("structures", 'needs = "Does', '# "Does', "what it needs, and one of which"),
        ("exercises", 'serves = ["glute_medius"', 'serves = ["elbow"', "“elbow” is not known"),
        ("exercises", 'phase = "early"', 'phase = "late"', "“late” is not known"),
        ("exercises", "dose = { sets = 2, repetitions = 15 }", "dose = { sets = 2 }", "its dose is none"),
        ("exercises", "repetitions = 15 }", "repetitions = -1 }", "its dose is none"),
        ("exercises", "hold_s = [20, 30]", "hold_s = [30, 20]", "its dose is none"),
        ("exercises", 'id = "hip_hitch"', 'id = "glute_bridge"', "stands there twice"),
        ("exercises", 'sources = ["articles"]', 'sources = ["hearsay"]', "are not all known"),
        ("exercises", 'sources = ["articles"]', "sources = []", "are not all known"),
        ("exercises", 'evidence = "convention"', 'evidence = "certain"', "“certain” is no strength"),
        ("routines", 'done = "prehab"', 'done = "moon"', "“moon” is not known"),
        ("steps", "until_min = 30", "until_min = 0", "closes before it opens"),
        ("steps", 'closes = "22:00"', 'closes = "17:59"', "closes before it opens"),
        ("topics", 'group = "urgent"', 'group = "other"', "“other” is not known"),
        ("levels", 'quality = ["clicking"', 'quality = ["blue"', "“blue” is not known"),
    ],
)
def test_a_name_that_nothing_answers_to_is_refused(files, name, before, after, said):
    with pytest.raises(GuideError, match=said):
        read(files(name, before, after))


@pytest.mark.parametrize(
    "words",
    ["Running is safe then.", "You probably have a tear.", "You have an impingement.", "A cure.",
     "The probability is high.", "It is diagnosed with ease"],
)  # fmt: skip
def test_words_that_hiplog_never_says_are_refused(files, words):
    folder = files("topics", 'answer = "Early, rather', f'answer = "{words} Early, rather')
    with pytest.raises(GuideError, match="may not be said"):
        read(folder)


def test_a_structure_comes_without_a_percentage(files):
    with pytest.raises(GuideError, match="may not be said"):
        read(files("structures", "a deep ache in the groin", "in 30 % of runners a deep ache in the groin"))


def test_the_guide_is_read_once():
    assert guide() is guide()


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Dose(sets=2, repetitions=15), "2 × 15"),
        (Dose(sets=2, repetitions=12, each="side"), "2 × 12, each side"),
        (Dose(repetitions=15, each="side"), "15 times, each side"),
        (Dose(steps=15, each="way"), "15 steps, each way"),
        (Dose(sets=2, steps=10, each="way"), "2 × 10 steps, each way"),
        (Dose(hold_s=(20, 30)), "hold 20 to 30 s"),
        (Dose(repetitions=10, hold_s=(10, 10)), "10 times, hold 10 s"),
        (Dose(sets=3, hold_s=(20, 30)), "3 times, hold 20 to 30 s"),
        (Dose(minutes=1, each="side"), "1 minute, each side"),
        (Dose(minutes=5), "5 minutes"),
    ],
)
def test_a_dose_is_said_as_a_coach_says_it(dose, said):
    assert dose.said == said
