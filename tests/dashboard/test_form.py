"""Form: a sentence first, what the watch does not tell said kindly, an episode with its painful side."""

from datetime import date
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis.form.usual import Standing
from dashboard.views import form_words
from ingest.diary import Entry
from ingest.schema import GAIT
from ingest.store.gait import Windowed, packed
from ingest.store.ground import mark

MAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("name", "now", "said"),
    [
        ("cadence", Standing(0.001, None), "Your cadence at the same speed is as usual."),
        (
            "cadence",
            Standing(-0.02, MAY),
            "Your cadence at the same speed has been 2 % lower than usual since Sun 3 May.",
        ),
        (
            "step_length",
            Standing(0.031, MAY),
            "Your step length at the same speed has been 3.1 % longer than usual since Sun 3 May.",
        ),
        ("balance", Standing(-0.001, None), "Your left and right foot share the ground as usual."),
        (
            "balance",
            Standing(0.004, MAY),
            "Your balance has been 0.4 points more left than usual since Sun 3 May: "
            "your left foot stays longer on the ground.",
        ),
    ],
)
def test_each_measure_has_its_sentence(name, now, said):
    assert form_words.standing(name, now) == said


def test_what_has_changed_is_said_before_what_has_not():
    known = {
        "cadence": Standing(0.0, None),
        "stance_time": Standing(0.0, None),
        "balance": Standing(-0.005, MAY),
        "step_length": Standing(0.0, None),
    }
    first, lines = form_words.summary(known)
    assert first == "Your cadence at the same speed is as usual."
    assert lines[0].startswith("Your balance has been 0.5 points more right than usual")
    assert lines[1:] == ["As usual: stance time, step length."]
    assert form_words.summary({}) == (form_words.TOO_FEW, [])


def test_of_one_line_no_list_is_made():
    assert form_words.listed(["As usual: balance."]) == "As usual: balance."
    assert form_words.listed(["a", "b"]) == "- a\n- b"


@pytest.mark.parametrize(
    ("in_it", "after", "said"),
    [
        (12, 0, "In it: 12 runs."),
        (12, 1, "In it: 12 runs. After it, up to the next: 1 run."),
        (0, 5, "After it, up to the next: 5 runs."),
    ],
)
def test_of_a_time_without_runs_no_count_is_given(in_it, after, said):
    around = held(cadence=(31, in_it, after, 0))
    assert form_words.counts(around) == (
        f"Adjusted to the same speed and hills. Before: 31 runs of the 90 days before it. {said}"
    )


def held(left_out=False, **runs):
    """What `around` tells, of measures with their runs before, in, after and sore before."""
    names = ["runs_before", "runs_in", "runs_after", "runs_sore"]
    told = pd.DataFrame.from_dict(runs, orient="index", columns=names)
    return told.assign(before=1.0, after=1.0, left_out=left_out, **{"in": 1.0})


FEWER = {"cadence": (41, 37, 0, 0), "balance": (26, 27, 0, 0), "stance_time": (26, 26, 0, 0)}


def test_measures_that_fewer_runs_tell_are_named():
    assert form_words.counts(held(**FEWER)) == (
        "Adjusted to the same speed and hills. Before: 41 runs (26 for balance and stance time) of the 90 "
        "days before it. In it: 37 runs (26 to 27 for balance and stance time)."
    )


def test_of_more_than_two_that_fewer_runs_tell_the_others_are_named():
    found = held(**FEWER, step_length=(25, 37, 0, 0))
    assert form_words.counts(found) == (
        "Adjusted to the same speed and hills. Before: 41 runs (25 to 26 for all but cadence) of the 90 "
        "days before it. In it: 37 runs (26 to 27 for balance and stance time)."
    )


def test_a_measure_without_a_line_has_no_count():
    found = held(cadence=(41, 37, 0, 0), balance=(2, 1, 0, 0))
    found.loc["balance", "before"] = np.nan
    assert "balance" not in form_words.counts(found)


@pytest.mark.parametrize(
    ("sore", "left_out", "said"),
    [
        (29, False, "29 of the 41 runs before lie in earlier episodes of hip pain. " + form_words.REACHED),
        (1, False, "1 of the 41 runs before lies in earlier episodes of hip pain. " + form_words.REACHED),
        (29, True, "29 more runs before it, in earlier episodes of hip pain, left out."),
        (0, False, "In it: 37 runs."),
    ],
)
def test_how_many_runs_before_lie_in_earlier_episodes_is_said(sore, left_out, said):
    assert form_words.counts(held(left_out, cadence=(41, 37, 0, sore))).endswith(said)


@pytest.mark.parametrize(
    ("name", "value", "before", "said"),
    [
        ("cadence", 170.0, 171.0, "170.0"),
        ("cadence", 167.58, 171.0, "167.6 (−2\N{NO-BREAK SPACE}%)"),
        ("stance_time", 0.2575, 0.25, "258 (+3\N{NO-BREAK SPACE}%)"),
        ("balance", 49.9, 50.1, "49.9"),
        ("balance", 50.25, 50.0, "50.2 (+0.2)"),
        ("balance", 49.4, 50.1, "49.4 (−0.7)"),
        ("vertical_oscillation", 0.0892, 0.0892, "8.9"),
        ("step_length", np.nan, 1.0, "–"),
    ],
)
def test_amounts_are_said_as_watches_show_them_with_a_change_where_it_is_one(name, value, before, said):
    assert form_words.amount(name, value, before) == said


def test_only_what_is_known_before_and_in_or_after_has_a_line():
    rows = {
        "cadence": {"before": 170.0, "in": 170.0, "after": np.nan},
        "stance_time": {"before": 0.25, "in": np.nan, "after": np.nan},
        "balance": {"before": np.nan, "in": 50.0, "after": 50.0},
    }
    cells = form_words.rows(pd.DataFrame.from_dict(rows, orient="index"))
    assert cells == [("Cadence, a minute", "170.0", "170.0", "–")]
    assert form_words.table(cells) == {"": ["Cadence, a minute"], "Before": ["170.0"], "In it": ["170.0"]}


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("left", "The painful side of this episode: the **left hip**."),
        ("both", "Both hips were painful in this episode."),
        (np.nan, "The diary does not say which hip hurt in this episode."),
    ],
)
def test_the_painful_side_is_named(side, said):
    assert form_words.painful_side(SimpleNamespace(side=side)) == said


def test_runs_without_cadence_are_told_what_would_give_it(visit, small_store, everything_said):
    assert form_words.NOTHING in everything_said(visit("form", small_store))


def test_runs_with_cadence_but_not_yet_enough_are_told_what_is_needed(
    visit, empty_store, add_a_run, everything_said
):
    add_a_run(empty_store, 1, 8.0, avg_cadence_spm=170.0)
    assert form_words.WAITING in everything_said(visit("form", empty_store))


def gait_of(store, run_id, **columns):
    """Forty minutes at 3 m/s, the form of each the same."""
    rows = {"elapsed_s": 60.0 * np.arange(40), "moving_s": 60.0, "speed_m_s": 3.0, "grade": 0.0} | columns
    windows = GAIT.conform(pd.DataFrame(rows).reindex(columns=GAIT.names))
    return Windowed(run_id, packed(windows), mark(store.packed_track(run_id)))


def test_a_changed_cadence_is_said_first_and_an_episode_beside_it(visit, small_store, everything_said):
    """Four runs in the episode with 5 % fewer steps than the six before it."""
    small_store.put_gait(
        [
            gait_of(small_store, f"run-{ago}", cadence_spm=174.0 if ago > 8 else 165.3)
            for ago in (1, 3, 5, 8, 10, 12, 15, 17, 19, 22)
        ]
    )
    small_store.add_entries([Entry(date(2026, 11, 14), worst_pain=3, side="left", place="outer")])
    page = visit("form", small_store)
    said = everything_said(page)
    assert "**Your cadence at the same speed has been" in said
    assert form_words.ONLY_CADENCE in said
    assert "The painful side of this episode: the **left hip**." in said
    assert "fewer steps a minute than usual at the same speed" in said
    assert page.table[0].value.to_numpy().tolist() == [
        ["Cadence, a minute", "174.0", "165.3 (−5\N{NO-BREAK SPACE}%)"]
    ]


def test_what_is_as_usual_is_folded_away_but_cadence_and_what_changed(visit, small_store):
    """Four runs with a foot 4 % longer on the ground than in the six before, all else the same."""
    small_store.put_gait(
        [
            gait_of(
                small_store,
                f"run-{ago}",
                cadence_spm=174.0,
                stance_time_s=0.25 if ago > 8 else 0.26,
                vertical_oscillation_m=0.09,
                step_length_m=1.0,
            )
            for ago in (1, 3, 5, 8, 10, 12, 15, 17, 19, 22)
        ]
    )
    (folded,) = visit("form", small_store).expander
    assert folded.label == "See what is as usual: bounce, step length"
