"""Numbers as runners say them, on hand-worked values."""

import math
from datetime import date

import pytest

from analysis.limits import Limit
from dashboard import words
from ingest.errors import InvalidEntry


@pytest.mark.parametrize(
    ("runs", "said"), [(0, ""), (1, "1 run is left out: "), (4, "4 runs are left out: ")]
)
def test_runs_that_are_in_no_comparison_are_counted(runs, said):
    assert words.not_the_only(runs).startswith(said)
    assert bool(words.not_the_only(runs)) == bool(said)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0:00"), (59.6, "1:00"), (245, "4:05"), (3599.4, "59:59"), (3599.5, "1:00:00"), (3725, "1:02:05")],
)
def test_a_duration_is_said_in_hours_minutes_and_seconds(seconds, said):
    assert words.duration(seconds) == said


@pytest.mark.parametrize("absent", [None, math.nan, math.inf])
def test_what_was_not_recorded_is_a_dash_and_never_zero(absent):
    assert words.duration(absent) == words.MISSING
    assert words.pace(absent, "km") == words.MISSING
    assert words.whole(absent, "bpm") == words.MISSING
    assert words.fine(absent, "cm") == words.MISSING


def test_pace_is_time_a_kilometre_or_a_mile():
    assert words.pace(3.0, "km") == "5:33 /km"  # 1000 / 3 = 333.3 s
    assert words.pace(3.0, "mi") == "8:56 /mi"  # 1609.344 / 3 = 536.4 s


def test_standing_still_has_no_pace():
    assert words.pace(0.0, "km") == words.MISSING


def test_an_oscillation_is_said_in_centimetres():
    assert words.fine(0.0832, "cm", 100) == "8.3 cm"


def test_weight_goes_to_pounds_and_back():
    assert words.mass(90.718474, "mi") == 200.0
    assert words.kilograms(200.0, "mi") == pytest.approx(90.718474)
    assert words.kilograms(70.0, "km") == 70.0
    assert words.mass(None, "mi") is None
    assert words.kilograms(None, "mi") is None


@pytest.mark.parametrize(
    ("unit", "runner", "shown", "name"),
    [
        ("fraction", "km", 10.0, "%"),
        ("m", "km", 0.0, "km"),
        ("points", "mi", 0.1, "points"),
        ("days", "km", 0.1, "days"),
        ("ratio", "km", 0.1, ""),
    ],
)
def test_a_limit_is_shown_in_its_own_unit(unit, runner, shown, name):
    limit = Limit("some.limit", 0.1, unit, "meaning", "source", 0.0, 1.0)
    assert words.limit_shown(limit, limit.default, runner) == shown
    assert words.limit_unit(limit, runner) == name


def test_a_limit_in_metres_is_shown_in_the_runners_unit():
    limit = Limit("some.limit", 16_093.44, "m", "meaning", "source", 0.0, 1e6)
    assert words.limit_shown(limit, limit.default, "mi") == 10.0
    assert words.limit_shown(limit, limit.default, "km") == 16.1
    assert words.limit_shown(limit, 482_803.2, "km") == 483  # 300 miles


def test_a_limit_of_climb_is_shown_in_metres_or_feet():
    limit = Limit("terrain.least_climb", 150.0, "m", "meaning", "source", 0.0, 2000.0)
    assert [words.limit_said(limit, 150.0, unit) for unit in ("km", "mi")] == ["150 m", "492 ft"]
    # 500 ft x 0.3048 = 152.4 m
    assert words.limit_meant(limit, 500.0, "mi") == pytest.approx(152.4)
    assert words.limit_step(limit) == 10.0


@pytest.mark.parametrize(
    ("amount", "unit", "said"),
    [(0.1, "fraction", "10 %"), (1, "points", "1 point"), (2, "days", "2 days"), (90, "percentile", "90")],
)
def test_a_limit_is_said_with_its_unit(amount, unit, said):
    assert words.limit_said(Limit("some.limit", amount, unit, "", "", 0, 100), amount, "km") == said


def test_a_number_stays_on_the_line_of_what_it_counts():
    said = words.unbroken("14 % of 18.8 km in 4 months, 4 of 10 and 120 m; 3 miles on 21 Nov.")
    hard = said.replace("\N{NO-BREAK SPACE}", "_")
    assert hard == "14_% of 18.8_km in 4 months, 4_of 10 and 120_m; 3 miles on 21 Nov."


def test_a_date_may_leave_its_weekday_out():
    assert words.date_of(date(2027, 1, 4)) == "4 Jan"


def test_markdown_in_foreign_text_is_disarmed():
    assert words.plain("![x](http://a)") == r"\!\[x\]\(http\:\/\/a\)".replace(r"\/", "/")
    assert words.plain("Pegasus 40") == "Pegasus 40"
    assert words.plain("In a run: watch from, :red") == r"In a run: watch from, \:red"


def test_counts_know_one_from_many():
    assert [words.counted(n, "run") for n in (0, 1, 2, 1200)] == ["0 runs", "1 run", "2 runs", "1,200 runs"]


@pytest.mark.parametrize(
    ("text", "amount_s"),
    [
        ("1:02:05", 3725.0),
        ("0:45:00", 2700.0),
        ("45:00", 2700.0),
        (" 90:30 ", 5430.0),
        ("", None),
        (" ", None),
    ],
)
def test_a_time_that_was_typed_is_read(text, amount_s):
    assert words.seconds(text) == amount_s


@pytest.mark.parametrize("text", ["45", "1:60", "1:99:00", "one hour", "-1:00:00", "1:2", "1:00:00:00"])
def test_what_may_be_another_time_is_asked_again(text):
    with pytest.raises(InvalidEntry, match="like 0:45:00"):
        words.seconds(text)


@pytest.mark.parametrize(
    ("amount_s", "said"),
    [
        (0, "a few seconds"),
        (9.9, "a few seconds"),
        (10, "about 10 seconds"),
        (54.9, "about 50 seconds"),
        (55, "about 1 minute"),
        (217, "about 4 minutes"),
        (3569, "about 59 minutes"),
        (3570, "about 1 hour"),
        (4800, "about 1 h 20 min"),
        (7300, "about 2 hours"),
    ],
)
def test_a_time_to_wait_is_said_roughly(amount_s, said):
    assert words.roughly(amount_s) == said
