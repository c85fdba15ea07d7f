"""The look: config.toml and theme.py agree, and no meaning hangs on a colour alone."""

import tomllib
from pathlib import Path

import pytest

from analysis.findings import Severity
from dashboard import theme

ROOT = Path(__file__).resolve().parent.parent.parent


def luminance(colour):
    """Relative luminance of WCAG 2."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_config_toml_has_the_colours_of_the_theme():
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        config = tomllib.load(file)["theme"]
    assert theme.CONFIG["theme"].items() <= config.items()
    assert config["light"] == theme.CONFIG["theme.light"]
    assert config["dark"] == theme.CONFIG["theme.dark"]


def test_what_is_to_be_pasted_into_config_toml_reads_back_as_the_theme():
    read = tomllib.loads(theme.config_toml())["theme"]
    assert read["light"] == theme.CONFIG["theme.light"]
    assert read["dark"] == theme.CONFIG["theme.dark"]
    assert read["linkUnderline"] is True


def test_the_ink_of_the_figures_comes_first_of_ten_colours():
    for ground, ink in (("light", theme.INK_LIGHT), ("dark", theme.INK_DARK)):
        colours = theme.CONFIG[f"theme.{ground}"]["chartCategoricalColors"]
        assert colours[0] == ink
        assert len(colours) == 10


@pytest.mark.parametrize("ground", ["theme.light", "theme.dark"])
def test_text_can_be_read_on_its_ground(ground):
    look = theme.CONFIG[ground]
    assert contrast(look["textColor"], look["backgroundColor"]) >= 7
    assert contrast(look["linkColor"], look["backgroundColor"]) >= 4.5
    assert contrast("#ffffff", look["primaryColor"]) >= 4.5 - 0.2


def test_the_label_beside_a_finger_can_be_read_on_its_own_ground():
    label = theme.layout(100)["hoverlabel"]
    assert contrast(label["font"]["color"], label["bgcolor"]) >= 7


@pytest.mark.parametrize("ground", ["theme.light", "theme.dark"])
@pytest.mark.parametrize("colour", [theme.PAIN, theme.DESCENT, theme.HARD, theme.LIMIT, theme.GREY])
def test_marks_can_be_seen_on_either_ground(ground, colour):
    assert contrast(colour, theme.CONFIG[ground]["backgroundColor"]) >= 3


def test_contrast_is_21_between_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_severity_has_a_word_an_icon_a_sign_and_a_shape_of_its_own():
    assert set(theme.MARKS) == set(Severity)
    for attribute in ("word", "icon", "sign", "symbol"):
        values = [getattr(mark, attribute) for mark in theme.MARKS.values()]
        assert len(set(values)) == len(Severity)
        assert all(values)


def test_red_tones_begin_with_act():
    assert theme.MARKS[Severity.NOTE].badge == "gray"
    assert theme.MARKS[Severity.WATCH].badge == "orange"
    assert theme.MARKS[Severity.ACT].colour == theme.VERMILION


def test_every_strength_of_evidence_has_its_sentence():
    assert set(theme.STRENGTHS) == {"strong", "moderate", "weak", "convention"}
