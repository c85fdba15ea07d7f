"""How the last runs stand to the usual, since when, and what is drawn of each run."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.form import usual
from analysis.form.usual import SHOWN, Standing
from ingest.schema import Log

FIRST = date(2026, 3, 1)


def runs_of(*values, every=2):
    """A run every other day with these parts of the usual cadence."""
    days = pd.to_datetime([FIRST + timedelta(days=every * n) for n in range(len(values))]).as_unit("us")
    return pd.DataFrame(dict.fromkeys(SHOWN, np.nan), index=range(len(values))).assign(
        cadence=values, day=days
    )


def standing(*values, today=FIRST + timedelta(days=20), **more):
    return usual.standing(runs_of(*values, **more), "cadence", today)


@pytest.mark.parametrize(("apart", "since"), [(0.0099, None), (-0.0099, None), (0.01, FIRST), (-0.01, FIRST)])
def test_within_one_percent_a_mean_is_as_usual(apart, since):
    found = standing(*[apart] * 4)
    assert found.apart == pytest.approx(apart)
    # The mean is known from the third run on, four days after the first.
    assert found.since == (since and since + timedelta(days=4))


def test_since_is_the_first_run_from_which_the_mean_has_stayed_off():
    """Means of up to seven: 0, then with −3.5 % a run −0.5, −1 % at the second of them: days 14 and 16."""
    found = standing(*[0.0] * 7, *[-0.035] * 3)
    assert found.since == FIRST + timedelta(days=16)
    assert found.apart == pytest.approx(-0.015)


def test_the_other_way_is_another_change():
    found = standing(*[0.02] * 3, *[-0.05] * 7)
    assert found.apart == pytest.approx(-0.05)
    assert found.since > FIRST + timedelta(days=6)


@pytest.mark.parametrize(("later", "known"), [(27, True), (28, False)])
def test_runs_of_more_than_four_weeks_ago_do_not_say_how_it_is_now(later, known):
    today = FIRST + timedelta(days=6 + later)
    assert (standing(*[0.0] * 4, today=today) is not None) == known


def test_two_runs_make_no_mean():
    assert standing(0.02, 0.02) is None
    assert standing() is None


def test_the_band_holds_eight_of_ten_runs_before_without_the_run_itself():
    """Eleven runs from −5 to +5 %: the band of a twelfth reaches from −4 to +4 %, whatever it is itself."""
    values = np.arange(-5, 6) / 100
    drawn = usual.drawn(runs_of(*values, 0.2), "cadence")
    assert drawn[["low", "high"]].iloc[-1].tolist() == pytest.approx([-0.04, 0.04])
    assert drawn["low"].isna().tolist() == [True] * 5 + [False] * 7
    assert drawn["mean"].iloc[:3].tolist() == pytest.approx([np.nan, np.nan, -0.04], nan_ok=True)


def test_runs_that_do_not_tell_a_measure_are_not_drawn():
    assert len(usual.drawn(runs_of(0.01, np.nan, 0.02), "cadence")) == 2
    assert usual.drawn(runs_of(0.01), "balance").empty


def test_balance_is_in_points_of_the_left_foots_share_as_watches_show_it(runs_of, minutes):
    """Half a point more of the left foot's share: 50.5 against 49.5 is 2 % of their mean."""
    runs = runs_of([0, 7, 14, 21, 28, 35])
    gait = [minutes(f"r{n}", [3.0] * 13, stance_time_balance_pct=50.0 + (n == 5) / 2) for n in range(6)]
    log = Log(runs=runs, gait=pd.concat(gait, ignore_index=True))
    found = usual.course(log, FIRST + timedelta(days=35))
    assert found["balance"].iloc[-1] == pytest.approx(0.005)
    assert len(usual.course(log, FIRST + timedelta(days=34))) == 5
    assert usual.course(Log(), FIRST).empty


def test_a_standing_as_usual_has_no_beginning():
    assert standing(*[0.0] * 4) == Standing(0.0, None)
