"""The diary and the runs on one calendar, with what the red flags ask of each day.

A day without an entry is NaN and False here: nothing is known of it, and nothing is taken for 0.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.days import up_to
from analysis.limits import above
from analysis.mileage import session_spike
from analysis.pain import mornings
from ingest.schema import Log, listed

BONY = ("front", "deep")
"""Places under which the neck of the femur lies. EVIDENCE 5.4 and rule P7."""

SPIKE = 1.00
"""Excess of a run over the longest of its 30 days before, from above which P7 counts it. [fraction]
EVIDENCE rule L1, level "high"."""

SCORES = ("worst_pain", "run_pain", "rest_pain", "after_pain", "left_pain", "right_pain")
"""Scores of the entry's own day; the morning's belongs to the next one."""

LOADS = ("running", "uphill", "downhill", "walking", "stairs", "lunge")
"""What of SETS_OFF puts weight on the leg. Own convention, on the generous side."""

LOAD_TIMINGS = ("builds", "after_run", "every_run", "eases")
LOAD_SIGNS = ("limp", "no_weight", "no_hop")
"""Timings and signs that say that weight on the leg hurts. Own convention, on the generous side."""


def by_day(log: Log, today: date) -> pd.DataFrame:
    """One row a calendar day, from the first entry or run to `today`; empty where there is neither.

    Columns: pain (the highest score known of that day, its waking included) [0–10], rest_pain [0–10],
    signs (frozenset of SIGNS; "rest" also for pain at rest of 1 and more, "numbness" also for that kind
    of pain), bony (front or deep among the places), placed (any place is known), load (hurts under
    load), asked (what sets it off is known), ran, spike (a run above SPIKE).
    """
    runs = up_to(log.runs, today)
    diary = up_to(log.diary, today).drop_duplicates("day", keep="last").set_index("day")
    known = diary.index.append(pd.DatetimeIndex(runs["day"]))
    days = pd.date_range(known.min(), pd.Timestamp(today), name="day", unit="us") if len(known) else known
    ran = pd.Series(days.isin(runs["day"]), index=days) | diary["run_pain"].notna().reindex(
        days, fill_value=False
    )
    frame = pd.DataFrame(_said(diary), index=diary.index).reindex(days)
    flags = ["bony", "placed", "says_load", "asked"]
    frame[flags] = frame[flags].eq(True)
    frame["signs"] = [each if isinstance(each, frozenset) else frozenset() for each in frame["signs"]]
    frame["pain"] = np.fmax(frame["pain"], mornings(log.diary, today).reindex(days))
    frame["ran"], frame["spike"] = ran, days.isin(_spiked(runs))
    after = ran | ran.shift(1, fill_value=False)
    return frame.assign(load=frame["says_load"] | (after & frame["pain"].ge(1)))


def _said(diary: pd.DataFrame) -> dict[str, object]:
    """What each entry says by itself."""
    lists = {
        name: [listed(cell) for cell in diary[name]] for name in ("signs", "quality", "timing", "sets_off")
    }
    places = [_places(*cells) for cells in zip(diary["place"], diary["spots"], strict=True)]
    signs = [_signs(*c) for c in zip(lists["signs"], lists["quality"], diary["rest_pain"], strict=True)]
    under = zip(lists["sets_off"], lists["timing"], signs, diary["after_pain"], strict=True)
    return {
        "pain": diary[list(SCORES)].max(axis=1).to_numpy(),
        "signs": signs,
        "bony": [bool(place & set(BONY)) for place in places],
        "placed": [bool(place) for place in places],
        "says_load": [_under_load(*cells) for cells in under],
        "asked": [bool(words) for words in lists["sets_off"]],
    }


def _places(place: object, spots: object) -> set[str]:
    return {*listed(place), *(spot.partition(".")[2] for spot in listed(spots))}


def _signs(ticked: tuple[str, ...], quality: tuple[str, ...], rest_pain: float) -> frozenset[str]:
    also = {"numbness"} if "numb" in quality else set()
    return frozenset({*ticked, *also, *({"rest"} if rest_pain >= 1 else ())})


def _under_load(sets_off: tuple, timing: tuple, signs: frozenset, after_pain: float) -> bool:
    words = {*LOADS, *LOAD_TIMINGS, *LOAD_SIGNS}
    return bool(words & {*sets_off, *timing, *signs}) or after_pain >= 1


def _spiked(runs: pd.DataFrame) -> pd.Series:
    """Days of the runs above SPIKE."""
    return runs.loc[above(session_spike(runs["distance_m"], runs["day"]), SPIKE), "day"]


def around(days: pd.DataFrame, day: pd.Timestamp, before: int, after: int) -> pd.DataFrame:
    """The rows from `before` days before a day to `after` days after it, as far as there are any."""
    return days[day - timedelta(days=before) : day + timedelta(days=after)]
