"""Today: what stands out, and how far the run may go. The log has its own tests: test_pain_*.py."""

from datetime import date, timedelta

import pandas as pd
import pytest

from dashboard.views import today
from ingest.diary import Entry

TODAY = date(2026, 11, 22)


def texts(page):
    return [text.value.replace("\N{NO-BREAK SPACE}", " ") for text in page.text]


def test_today_says_what_to_do_and_how_far_the_run_may_go(visit, small_store, everything_said):
    # The longest run of the 30 days before is yesterday's 12 km: 13.2 km with 10 % more. The hip hurt 5 of
    # 10 on that day, so half of it.
    page = visit("today", small_store)
    assert page.metric[0].value == "6.6 km"
    said = everything_said(page)
    assert "**Shorter, and flat.** Pain 0 on Thu 19" in said


def test_a_runner_who_runs_in_miles_reads_miles(visit, small_store):
    from ingest.schema import Profile

    small_store.save_profile(Profile(distance_unit="mi"))
    # 6,600 m / 1609.344 = 4.10 mi
    assert visit("today", small_store).metric[0].value == "4.1 mi"


def test_without_a_run_in_30_days_there_is_nothing_to_go_by(visit, small_store, everything_said, monkeypatch):
    monkeypatch.setenv("HIPLOG_TODAY", "2027-03-01")
    page = visit("today", small_store)
    assert not page.metric
    assert "nothing to go by" in everything_said(page)


def test_the_long_run_and_the_pain_stand_out(visit, small_store, everything_said):
    page = visit("today", small_store)
    assert 1 <= [fold.label for fold in page.expander].count("Why, and how sure") <= 3
    assert "12\N{NO-BREAK SPACE}km" in everything_said(page)


def test_the_pair_nearest_to_its_limit_is_named_as_text(visit, small_store):
    # 500 km at the start, and 8 runs of it: 8+8+8+8+6+8+8+7.5 = 61.5 km.
    said = texts(visit("today", small_store))
    assert any(
        text.startswith("Pegasus *40*: 562 km, past its first limit of 483 km; the last") for text in said
    )


def wear_of(worn_m, watch_m, replace_m):
    return pd.Series({"name": "a", "worn_m": worn_m, "watch_m": watch_m, "replace_m": replace_m})


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        ((482_999.0, 483_000.0, 644_000.0), "; limits 483 km and 644 km"),
        ((483_000.0, 483_000.0, 644_000.0), ", past its first limit of 483 km; the last is 644 km"),
        ((644_000.0, 483_000.0, 644_000.0), ", past its limits: 483 km and 644 km"),
        ((299_999.0, float("nan"), 300_000.0), "; limit 300 km"),
        ((300_000.0, float("nan"), 300_000.0), ", past its limit: 300 km"),
    ],
)
def test_a_pair_says_which_of_its_limits_it_has_reached(metres, said):
    assert today.to_limits(wear_of(*metres), "km") == said


def test_a_pair_past_its_last_limit_is_not_called_near_it(visit, small_store, everything_said):
    pair = small_store.load().shoes["shoe_id"][0]
    assert "The pair nearest to its limit" in everything_said(visit("today", small_store))
    small_store.edit_shoe(pair, replace_m=550_000.0)
    said = everything_said(visit("today", small_store))
    assert "The pair furthest past its limit" in said
    assert "nearest to its limit" not in said


def test_the_patterns_are_one_tap_away_by_their_name_where_there_is_a_log(visit, small_store, empty_store):
    assert "What was different" in [button.label for button in visit("today", small_store).button]
    assert "What was different" not in [button.label for button in visit("today", empty_store).button]


def test_a_racing_pair_without_a_limit_is_near_to_none(visit, empty_store, add_a_run, everything_said):
    empty_store.add_shoe("Vaporfly", "racing")
    add_a_run(empty_store, 1, 8.0)
    assert "nearest to its limit" not in everything_said(visit("today", empty_store))


def test_a_racing_pair_with_one_limit_names_just_that(visit, empty_store, add_a_run):
    pair = empty_store.add_shoe("Vaporfly", "racing", replace_m=300_000.0)
    add_a_run(empty_store, 1, 8.0, shoe_id=pair)
    assert "Vaporfly: 8 km; limit 300 km" in texts(visit("today", empty_store))


def test_nothing_on_the_page_says_safe(visit, small_store, everything_said):
    said = everything_said(visit("today", small_store)).lower()
    assert [word for word in ("safe", "causes", "risk %", "probability", "danger") if word in said] == []


def two_painful_weeks(store):
    store.add_entries(Entry(TODAY - timedelta(days=ago), worst_pain=3) for ago in range(14))


def test_pain_that_lasts_is_told_also_where_no_run_was_ever_imported(visit, empty_store, everything_said):
    two_painful_weeks(empty_store)
    assert "hurt on all 14 days" in everything_said(visit("today", empty_store))


def test_after_a_month_without_a_run_a_quiet_hip_starts_short(visit, empty_store, add_a_run, everything_said):
    add_a_run(empty_store, 40, 8.0)
    assert "nothing to go by. Begin short." in everything_said(visit("today", empty_store))


def test_after_a_month_without_a_run_a_hip_that_hurts_comes_first(
    visit, empty_store, add_a_run, everything_said
):
    add_a_run(empty_store, 40, 8.0)
    two_painful_weeks(empty_store)
    said = everything_said(visit("today", empty_store))
    assert "The hip comes first" in said
    assert "**Begin short" not in said


def test_a_red_flag_replaces_all_that_speaks_of_running(visit, small_store, everything_said):
    small_store.add_entry(Entry(TODAY, worst_pain=4, signs="limp"))
    page = visit("today", small_store)
    said = everything_said(page)
    assert "I limp" in said
    assert not page.metric
    assert [
        part for part in ("What stands out", "Soreness clock", "Pegasus", "run you may do") if part in said
    ] == []


def test_the_flag_goes_with_the_mistaken_tap(visit, small_store, everything_said):
    small_store.add_entry(Entry(TODAY, worst_pain=4, signs="limp"))
    small_store.amend_entries({TODAY: {"signs": None}}, {TODAY: {"signs": "limp"}})
    assert "What stands out" in everything_said(visit("today", small_store))
