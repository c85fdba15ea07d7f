"""How answers are scored, kept, calibrated, timed and drawn; on answers made by hand."""

import json
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from benchmarks.patterns import calibration, delay, grid, picture, report, running, score
from benchmarks.patterns.grid import Cell
from benchmarks.patterns.runners import Trigger, World, runner

SPEARMAN = "benchmarks.patterns.ablated:plain_spearman"
TOY = Cell("null", "T60", "", World(days=60), 3)
FOUND = Cell(
    "trigger", "T180 effect 0.8", "descent 24 h", World(days=60, triggers=(Trigger("descent", 0.8),)), 2
)


def said(**columns):
    """One runner's answer of two factors; the first is the true trigger."""
    usual = {
        "factor": ["descent", "distance"],
        "rank": [0, 1],
        "window": ["0-1", "0-1"],
        "p": [0.001, 0.2],
        "q": [0.01, 0.2],
        "verdict": ["lead", "none"],
        "stable": [True, True],
        "trigger": [True, False],
        "effect": [1.0, 0.1],
        "low": [0.5, -0.2],
        "high": [1.5, 0.4],
        "latent": [0.9, np.nan],
        "recorded": [0.6, np.nan],
    }
    return pd.DataFrame(usual | columns)


def measured(*answers):
    return {name: value for name, (value, _) in score.measures(score.together(answers)).items()}


def test_a_found_trigger_whose_interval_holds_the_truth():
    told = measured(said())
    assert (told["recall"], told["fdr"], told["top_1"], told["covered"]) == (1, 0, 1, 1)
    assert told["bias"] == pytest.approx(0.4)
    assert told["width"] == pytest.approx(1.0)
    assert told["fpr_05"] == 0


def test_a_shadow_in_its_place_is_a_false_lead():
    told = measured(said(verdict=["inseparable", "lead"], rank=[1, 0], p=[0.02, 0.005]))
    assert (told["recall"], told["recall_flag"], told["top_1"]) == (0, 1, 0)
    assert (told["fdr"], told["precision"], told["any_lead"]) == (1, 0, 1)
    assert (told["fpr_05"], told["fpr_01"]) == (1, 1)
    assert np.isnan(told["covered_leads"])


def test_false_leads_are_counted_as_a_share_of_each_runners_leads():
    both, none = said(verdict=["lead", "lead"]), said(verdict=["none", "none"])
    told = measured(both, said(), none, none)
    assert told["fdr"] == pytest.approx(0.5 / 4)
    assert told["precision"] == pytest.approx(2 / 3)
    assert told["recall"] == 0.5


@pytest.mark.parametrize(
    ("low", "high", "held"), [(0.6, 0.7, 1), (0.61, 0.7, 0), (0.2, 0.6, 1), (0.2, 0.59, 0)]
)
def test_an_interval_holds_its_ends(low, high, held):
    assert measured(said(low=[low, 0], high=[high, 1]))["covered"] == held


def test_runners_of_whom_nothing_is_said_count_as_not_found_but_have_no_interval():
    silent = said(verdict=["not_enough_data"] * 2, p=[np.nan] * 2, low=[np.nan] * 2, recorded=[np.nan] * 2)
    told = measured(said(), silent)
    assert (told["gate"], told["recall"], told["any_lead"], told["covered"]) == (0.5, 0.5, 0.5, 1)


def test_a_share_has_the_standard_error_of_a_share():
    assert score.share([True] * 9 + [False]) == (pytest.approx(0.9), pytest.approx(np.sqrt(0.09 / 10)))
    assert all(np.isnan(score.share([])))


def test_the_truth_beside_an_answer_is_that_of_the_answers_own_window_and_dose():
    made = FOUND.runner(0)
    dose = made.doses[0]

    def find(exposures, pain):
        found = pd.DataFrame(
            {"window": "0-2", "p": 0.5, "q": 0.5, "verdict": "none"}, index=exposures.columns
        )
        return found.assign(effect=0.0, effect_low=0.0, effect_high=0.0, big_dose=2 * dose.sd)

    told = score.said(find, made).set_index("factor")
    assert told.loc["descent", "latent"] == pytest.approx(1.6)
    assert told["trigger"].sum() == 1
    assert told["latent"].notna().sum() == 1


def test_a_run_goes_on_where_it_stopped_and_throws_a_torn_line_away(tmp_path):
    assert list(running.answers([TOY], SPEARMAN, tmp_path, processes=1)) == [TOY]
    path = running.place(TOY, tmp_path)
    first = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(first[:1]) + "\n" + first[1][:40], encoding="utf-8")
    assert running.kept(TOY, tmp_path) == 1
    list(running.answers([TOY], SPEARMAN, tmp_path, processes=1))
    again = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["said"] for line in again] == [json.loads(line)["said"] for line in first]
    told = running.read([TOY], tmp_path)
    assert told["runner"].nunique() == 3
    assert len(told) == 3 * len(TOY.world.factors)


def test_a_control_has_its_own_training_and_another_runners_pain():
    world = World(days=60, triggers=(Trigger("descent", 0.8),))
    cell = Cell("control", "T60", "descent", world, 5)
    made, own, other = cell.runner(2), runner(world, 2), runner(world, grid.STRANGERS + 2)
    pd.testing.assert_frame_equal(made.exposures, own.exposures)
    pd.testing.assert_series_equal(made.pain, other.pain)
    assert not made.pain.equals(own.pain)
    assert made.triggers == ()


def test_a_control_is_the_same_however_many_are_tried():
    """A run that was stopped short goes on with the same strangers."""
    world = World(days=60, triggers=(Trigger("descent", 0.8),))
    few, many = (Cell("control", "T60", "descent", world, runners) for runners in (5, 50))
    pd.testing.assert_series_equal(few.runner(3).pain, many.runner(3).pain)


def test_the_grid_is_that_of_the_protocol():
    cells = list(grid.cells(500))
    names = [cell.name for cell in cells]
    assert len(set(names)) == len(names)
    tables = pd.Series([cell.table for cell in cells]).value_counts()
    assert tables["null"] == 5 * 3 * 4 * 2
    assert tables["trigger"] == (5 * 3 + 1) * 8 * 4
    assert tables["threshold"] == 3 * 8 * 4
    assert {cell.runners for cell in cells if cell.table == "null"} == {500}
    harder = pd.Series({cell.name: cell.runners for cell in cells if cell.table == "null, harder"})
    assert set(harder.groupby(lambda name: name.partition(" rho")[0]).sum()) == {100}
    assert len({running.place(cell, Path()) for cell in cells}) == len(cells)


def test_the_first_days_of_a_right_and_a_wrong_lead():
    def find(exposures, pain):
        leads = {"descent": len(pain) >= 120, "distance": len(pain) >= 90}
        return pd.DataFrame(
            {"verdict": ["lead" if yes else "none" for yes in leads.values()]}, index=list(leads)
        )

    made = SimpleNamespace(
        exposures=pd.DataFrame(index=range(365)), pain=pd.Series(range(365)), triggers=("descent",)
    )
    cell = SimpleNamespace(runner=lambda number: made)
    assert running.first_days(cell, find, 0) == {"right": 120, "wrong": 90}


def test_the_delay_counts_those_who_never_found_it(tmp_path):
    cell = Cell("delay", "effect 0.8", "descent", World(), 4)
    days = [{"right": 90, "wrong": None}, {"right": 150, "wrong": 60}, {"right": None, "wrong": None}]
    days.append({"right": 360, "wrong": None})
    told = "".join(json.dumps({"seconds": 1, "days": one}) + "\n" for one in days)
    running.place(cell, tmp_path).write_text(told, encoding="utf-8")
    assert "| effect 0.8 | 4 | 90 | 150 | 75 % | 25 % |" in delay.table([cell], tmp_path)
    curve = dict(delay.curves([cell], tmp_path)["effect 0.8"])
    assert (curve[75][0], curve[90][0], curve[360][0]) == (0, 0.25, 0.75)


def test_leads_are_held_against_what_they_claim():
    # Four leads that claim .9; three are true: (3 · .01 + .81) / 4 = .21; always saying .75 gives .1875.
    answers = [said(q=[0.1, 0.2], trigger=[True, False])] * 3 + [said(q=[0.1, 0.2], trigger=[False, False])]
    told = score.together(answers)
    assert calibration.brier(told) == (pytest.approx(0.21), pytest.approx(0.1875))
    assert "| 4 | 0.900 | 0.750 ± " in calibration.table(told)
    assert calibration.table(score.together([said(verdict=["none", "none"])])) == "No lead has come yet."


def test_a_picture_is_well_formed_and_shows_each_point_with_its_bar():
    frame = picture.Frame("Share & more", "days", {60.0: "60", 120.0: "120"}, line=0.5)
    drawn = ElementTree.fromstring(picture.drawing(frame, {"a": [(60.0, 0.0, 0.1), (120.0, 1.0, 0.0)]}))
    circles = [shape for shape in drawn.iter() if shape.tag.endswith("circle")]
    assert len(circles) == 3
    assert (float(circles[0].get("cx")), float(circles[0].get("cy"))) == (frame.x(60), frame.y(0))
    assert drawn.get("aria-label") == "Share & more"


@pytest.mark.parametrize(("told", "reached"), [((0.139, 0.02), True), ((0.141, 0.02), False)])
def test_a_null_cell_may_exceed_its_bound_by_two_standard_errors(told, reached):
    assert report.in_every_cell("any_lead", 0.10, [(0.05, 0.01), told]).reached is reached


@pytest.mark.parametrize(
    ("value", "reached"), [(0.869, False), (0.87, True), (0.93, True), (0.931, False), (np.nan, None)]
)
def test_a_promise_holds_from_bound_to_bound(value, reached):
    assert report.between("covered", 0.87, 0.93, (value, 0.01)).reached is reached


def test_a_picture_leaves_out_what_nobody_measured():
    frame = picture.Frame("Share", "days", {60.0: "60", 120.0: "120"})
    drawn = picture.drawing(frame, {"a": [(60.0, np.nan, np.nan), (120.0, 1.0, 0.0)]})
    assert "nan" not in drawn


def test_the_report_is_written_from_what_has_come_so_far(tmp_path):
    list(running.answers([TOY, FOUND], SPEARMAN, tmp_path / "answers", processes=1))
    out = tmp_path / "PATTERNS.md"
    report.written([TOY, FOUND], lambda finder: tmp_path / "answers", SPEARMAN, out)
    text = out.read_text(encoding="utf-8")
    assert "5 made runners" in text
    assert text.splitlines()[2].startswith("**A short run: 3 runners a null cell, not the protocol's 500.**")
    assert "Not yet whole" not in text
    assert "| T180 effect 0.8 | 2 | " in text
    assert "any_lead in every null cell" in text
    assert "recall, T180 effect 0.8" in text
    for name in ("null", "recall"):
        ElementTree.parse(tmp_path / "patterns" / f"{name}.svg")


def test_the_report_says_first_what_has_not_come_yet(tmp_path):
    whole = Cell("null", "T60", "", World(days=60), 500)
    running.place(whole, tmp_path).touch()
    out = tmp_path / "PATTERNS.md"
    report.written([whole], lambda finder: tmp_path, SPEARMAN, out)
    third = out.read_text(encoding="utf-8").splitlines()[2]
    assert third.startswith("**Not yet whole: 0 of 500 runners have been answered.** Made by")


@pytest.mark.parametrize(
    ("counts", "told"), [([], "–"), ([500], "500"), ([500, 500], "500"), ([7, 500, 60], "7 to 500")]
)
def test_the_runners_of_many_cells_are_one_number_or_two(counts, told):
    assert report._each(report.Row(count, {}) for count in counts) == told
