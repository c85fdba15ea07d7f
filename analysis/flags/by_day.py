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
from ingest.schema import SCORES_OF_THE_DAY, Log, listed

BONY = ("front", "deep")
"""Places behind which the neck of the thigh bone lies. EVIDENCE 5.4 and rule P7."""

SPIKE = 1.00
"""Excess of a run over the longest of its 30 days before, from above which P7 counts it. [fraction]
EVIDENCE rule L1, level "high"."""

AHEAD = timedelta(days=1)
"""How far ahead an entry or a clearing may be dated: by its day only where the clock went back since, as on a
flight to the west, and a flag must not go out over that."""

LOADS = ("running", "uphill", "downhill", "walking", "stairs", "lunge")
"""What of SETS_OFF puts weight on the leg. Own convention, on the generous side."""

LOAD_TIMINGS = ("builds", "after_run", "every_run", "eases")
LOAD_SIGNS = ("limp", "no_weight", "no_hop")
"""Timings and signs that say that weight on the leg hurts. Own convention, on the generous side."""


def by_day(log: Log, today: date) -> pd.DataFrame:
    """One row a calendar day, from the first entry or run to `today`; empty where there is neither.

    An entry of the day AHEAD counts and adds that day.

    Columns: pain (the highest score known of that day, its waking included) [0–10], waking [0–10],
    run_pain (in the day's run; where not asked, the worst of a day with a run) [0–10], signs (frozenset
    of SIGNS, with "rest" and "numbness" also where scores and kind of pain say so), quality and timing
    (frozensets), place (the main one, or NaN), spots (frozenset of (side, place), None for what of
    the two is not known), bony (front or deep among the places), inner (the inner thigh among them),
    placed (any place is known), hurts (pain of 1 and more; without a score, a place or a sign), load
    (hurts under load), asked (what sets it off is known), ran, spike (a run above SPIKE), heard (an entry,
    a run, or a score on waking).
    """
    runs = up_to(log.runs, today)
    diary = up_to(log.diary, today + AHEAD).drop_duplicates("day", keep="last").set_index("day")
    days = _every_day(diary.index, runs["day"], today)
    frame = pd.DataFrame(_said(diary), index=diary.index).reindex(days)
    for name in ("bony", "inner", "placed", "load", "asked"):
        frame[name] = frame[name].eq(True)
    for name in ("signs", "quality", "timing", "spots"):
        frame[name] = [words if isinstance(words, frozenset) else NO_WORDS for words in frame[name]]
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
    return pd.date_range(known.min(), max(known.max(), pd.Timestamp(today)), name="day", unit="us")


def _said(diary: pd.DataFrame) -> dict[str, object]:
    """What each entry says by itself."""
    words = {name: _listed(diary[name]) for name in ("quality", "timing", "sets_off")}
    spots = [_spots(*cells) for cells in zip(diary["side"], diary["place"], diary["spots"], strict=True)]
    places = [frozenset(place for _, place in each if place) for each in spots]
    signs = [signs_of(*each) for each in zip(*(diary[name] for name in TELLING), strict=True)]
    said = zip(words["sets_off"], words["timing"], signs, strict=True)
    scored = diary["after_pain"].ge(1) | diary["onset_m"].notna()
    return {
        "pain": diary[list(SCORES_OF_THE_DAY)].max(axis=1).to_numpy(),
        "worst_pain": diary["worst_pain"].to_numpy(),
        "run_pain": diary["run_pain"].to_numpy(),
        "signs": signs,
        "quality": words["quality"],
        "timing": words["timing"],
        "place": diary["place"].to_numpy(),
        "spots": spots,
        "bony": [not place.isdisjoint(BONY) for place in places],
        "inner": ["inner" in place for place in places],
        "placed": [bool(place) for place in places],
        "load": scored.to_numpy() | np.array([_says_load(*each) for each in said], dtype=bool),
        "asked": [bool(sets_off) for sets_off in words["sets_off"]],
    }


def _listed(cells: pd.Series) -> list[frozenset[str]]:
    """The words of each cell; a word is read once, for most days say the same or nothing."""
    words = {cell: frozenset(listed(cell)) for cell in cells.dropna().unique()}
    return [words.get(cell, NO_WORDS) for cell in cells.to_list()]


def _spots(side: object, place: object, spots: object) -> frozenset[tuple[str | None, str | None]]:
    """Every side and place that an entry names; None for what it leaves out."""
    named = {tuple(spot.split(".")) for spot in listed(spots)}
    sides = {"left", "right"} if side == "both" else set(listed(side)) or {None}
    where = place if isinstance(place, str) else None
    if any(where in (None, spot[1]) for spot in named) or (where is None and sides == {None}):
        return frozenset(named)
    return frozenset(named | {(side, where) for side in sides})


NO_WORDS: frozenset = frozenset()

TELLING = ("signs", "quality", "rest_pain")
"""Fields of an entry that can hold a sign."""


def signs_of(ticked: object, quality: object, rest_pain: float) -> frozenset[str]:
    """The signs of an entry, by its fields TELLING: ticked, a numb kind of pain, pain at rest."""
    numb = {"numbness"} if "numb" in listed(quality) else set()
    return frozenset(listed(ticked)) | numb | ({"rest"} if rest_pain >= 1 else set())


def _says_load(sets_off: frozenset[str], timing: frozenset[str], signs: frozenset[str]) -> bool:
    return not (sets_off | timing | signs).isdisjoint((*LOADS, *LOAD_TIMINGS, *LOAD_SIGNS))


def _spiked(runs: pd.DataFrame) -> pd.Series:
    """Days of the runs above SPIKE."""
    return runs.loc[above(session_spike(runs["distance_m"], runs["day"]), SPIKE), "day"]
