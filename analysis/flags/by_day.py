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
"""Places behind which the neck of the thigh bone lies. EVIDENCE 5.4 and rule P7."""

SPIKE = 1.00
"""Excess of a run over the longest of its 30 days before, from above which P7 counts it. [fraction]
EVIDENCE rule L1, level "high"."""

SCORES = ("worst_pain", "run_pain", "rest_pain", "after_pain", "left_pain", "right_pain")
"""Scores of the entry's own day; the morning's belongs to the day after."""

LOADS = ("running", "uphill", "downhill", "walking", "stairs", "lunge")
"""What of SETS_OFF puts weight on the leg. Own convention, on the generous side."""

LOAD_TIMINGS = ("builds", "after_run", "every_run", "eases")
LOAD_SIGNS = ("limp", "no_weight", "no_hop")
"""Timings and signs that say that weight on the leg hurts. Own convention, on the generous side."""


def by_day(log: Log, today: date) -> pd.DataFrame:
    """One row a calendar day, from the first entry or run to `today`; empty where there is neither.

    Columns: pain (the highest score known of that day, its waking included) [0–10], waking [0–10],
    run_pain (in the day's run; where not asked, the worst of a day with a run) [0–10], signs (frozenset
    of SIGNS, with "rest" and "numbness" also where scores and kind of pain say so), quality and timing
    (frozensets), place (the main one, or NaN), bony (front or deep among the places), placed (any place
    is known), hurts (pain of 1 and more; without a score, a place or a sign), load (hurts under load),
    asked (what sets it off is known), ran, spike (a run above SPIKE), heard (an entry, a run, or a score
    on waking).
    """
    runs = up_to(log.runs, today)
    diary = up_to(log.diary, today).drop_duplicates("day", keep="last").set_index("day")
    days = _every_day(diary.index, runs["day"], today)
    frame = pd.DataFrame(_said(diary), index=diary.index).reindex(days)
    for name in ("bony", "placed", "load", "asked"):
        frame[name] = frame[name].eq(True)
    for name in ("signs", "quality", "timing"):
        frame[name] = [words if isinstance(words, frozenset) else frozenset() for words in frame[name]]
    frame["waking"] = mornings(log.diary, today).reindex(days)
    frame["pain"] = np.fmax(frame["pain"], frame["waking"])
    frame["ran"] = days.isin(runs["day"]) | frame["run_pain"].notna()
    frame["run_pain"] = frame["run_pain"].fillna(frame.pop("worst_pain").where(frame["ran"]))
    frame["spike"] = days.isin(_spiked(runs))
    frame["heard"] = days.isin(diary.index) | frame["ran"] | frame["waking"].notna()
    marked = frame["placed"] | frame["signs"].map(bool).astype(bool)
    frame["hurts"] = frame["pain"].ge(1) | (frame["pain"].isna() & marked)
    after_run = frame["ran"] | frame["ran"].shift(1, fill_value=False)
    return frame.assign(load=frame["load"] | (after_run & frame["hurts"]))


def _every_day(logged: pd.Index, ran: pd.Series, today: date) -> pd.DatetimeIndex:
    known = pd.DatetimeIndex([*logged, *ran], dtype="datetime64[us]", name="day")
    if known.empty:
        return known
    return pd.date_range(known.min(), pd.Timestamp(today), name="day", unit="us")


def _said(diary: pd.DataFrame) -> dict[str, object]:
    """What each entry says by itself."""
    words = {name: _listed(diary[name]) for name in ("signs", "quality", "timing", "sets_off", "place")}
    places = [_places(*cells) for cells in zip(words["place"], diary["spots"], strict=True)]
    cells = zip(words["signs"], words["quality"], diary["rest_pain"], strict=True)
    signs = [_signs(*each) for each in cells]
    said = zip(words["sets_off"], words["timing"], signs, strict=True)
    scored = diary["after_pain"].ge(1) | diary["onset_m"].notna()
    return {
        "pain": diary[list(SCORES)].max(axis=1).to_numpy(),
        "worst_pain": diary["worst_pain"].to_numpy(),
        "run_pain": diary["run_pain"].to_numpy(),
        "signs": signs,
        "quality": words["quality"],
        "timing": words["timing"],
        "place": diary["place"].to_numpy(),
        "bony": [not place.isdisjoint(BONY) for place in places],
        "placed": [bool(place) for place in places],
        "load": scored.to_numpy() | np.array([_says_load(*each) for each in said], dtype=bool),
        "asked": [bool(sets_off) for sets_off in words["sets_off"]],
    }


def _listed(cells: pd.Series) -> list[frozenset[str]]:
    return [frozenset(listed(cell)) for cell in cells]


def _places(place: frozenset[str], spots: object) -> frozenset[str]:
    return place | {spot.partition(".")[2] for spot in listed(spots)}


def _signs(ticked: frozenset[str], quality: frozenset[str], rest_pain: float) -> frozenset[str]:
    return ticked | ({"numbness"} if "numb" in quality else set()) | ({"rest"} if rest_pain >= 1 else set())


def _says_load(sets_off: frozenset[str], timing: frozenset[str], signs: frozenset[str]) -> bool:
    return not (sets_off | timing | signs).isdisjoint((*LOADS, *LOAD_TIMINGS, *LOAD_SIGNS))


def _spiked(runs: pd.DataFrame) -> pd.Series:
    """Days of the runs above SPIKE."""
    return runs.loc[above(session_spike(runs["distance_m"], runs["day"]), SPIKE), "day"]


def around(days: pd.DataFrame, day: pd.Timestamp, before: int, after: int) -> pd.DataFrame:
    """The rows from `before` days before a day to `after` days after it, as far as there are any."""
    return days[day - timedelta(days=before) : day + timedelta(days=after)]
