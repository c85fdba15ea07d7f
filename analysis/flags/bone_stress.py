"""P7: a pattern that a bone under stress can make, and what is asked where a part of it is not known.

.. [1] Robertson & Wood 2017, EFORT Open Rev, doi 10.1055/s-0043-103946; EVIDENCE rule P7
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis.findings import Evidence
from analysis.flags.flag import WHOM, Flag, Urgency, key_of, when

NAME = "bone_stress"
IN_WORDS = "pain in front or deep inside that comes with running"

DAYS = 14
"""How far back place, load, rise, night pain and the hop count. [days] EVIDENCE rule P7"""

SPIKE_DAYS = 21
"""How far back a run far longer than usual counts. [days] EVIDENCE rule P7"""

HELD = ("bony", "inner", "placed", "load", "asked", "night", "no_hop")
"""What counts from any of the DAYS before."""

RISE = 2
"""Points by which pain has risen. [0–10] EVIDENCE rule P7"""

REASONS = {
    "rise": "it rose by 2 points or more within two weeks",
    "night": "it woke you at night",
    "no_hop": "hopping hurt",
    "spike": "there was a run more than twice as long as any in the month before it",
}

EVIDENCE = Evidence(
    "convention",
    "Robertson & Wood 2017, doi 10.1055/s-0043-103946",
    "Clinicians agree on looking early. The pattern is meant to miss nothing: most who show it turn out to "
    "have something milder.",
)
WHY = (
    "Structures in this area include bone that can be overloaded. An X-ray can miss that in the first "
    "weeks, so a doctor may want an MRI scan. hiplog does not diagnose."
)


Columns = dict[str, np.ndarray]
"""What P7 asks of each day, by name: AS_LOGGED, night, no_hop and day. Arrays, because the pattern is read
once for every clearing."""

AS_LOGGED = ("pain", "bony", "inner", "placed", "load", "asked", "hurts", "heard", "spike")


def columns(days: pd.DataFrame) -> Columns:
    """The columns of P7, of days as `by_day` gives them."""
    told = {name: days[name].to_numpy() for name in AS_LOGGED}
    signs = {
        name: np.array([name in said for said in days["signs"]], dtype=bool) for name in ("night", "no_hop")
    }
    return {"day": days.index.date, **told, **signs}


def raised(days: Columns) -> list[Flag]:
    """A flag for each day with an entry or a run on which the whole pattern holds."""
    if not len(days["day"]):
        return []
    met, day = pattern(days), days["day"]
    whole = np.flatnonzero(days["heard"] & met["hurting"] & met["bony"] & met["load"] & met["reason"])
    place = _last(days["bony"])
    return [_flag(day[at], day[place[at]], _reasons(met, at), day[-1]) for at in whole]


def pattern(days: Columns) -> Columns:
    """What of P7 holds on each day, from that day and those before it.

    Columns, all True or False: those of HELD (on that day or within DAYS before), rise, spike, reason (any
    of REASONS), hurting (it did when last heard of within DAYS).
    """
    met = {name: _within(days[name], DAYS) for name in HELD}
    met["spike"] = _within(days["spike"], SPIKE_DAYS)
    met["rise"] = (risen(days["pain"]) >= RISE) | (risen(_here(days)) >= RISE)
    met["reason"] = np.logical_or.reduce([met[name] for name in REASONS])
    return met | {"hurting": _hurting(days)}


def risen(pain: np.ndarray) -> np.ndarray:
    """The largest rise of pain from any day to any later one in the 14 days up to each day. [points]

    Only days with a score are held against each other; NaN where no day has one.
    """
    padded = np.concatenate([np.full(DAYS, np.nan), pain])
    windows = np.lib.stride_tricks.sliding_window_view(padded, DAYS + 1)
    climbs = windows - np.fmin.accumulate(windows, axis=1)
    return np.fmax.reduce(climbs, axis=1)


def _here(days: Columns) -> np.ndarray:
    """Pain in front or deep inside, at its least: 0 where the entry names other places alone.

    So a groin that begins to hurt beside an outer hip that always does is a rise.
    """
    elsewhere = days["placed"] & ~days["bony"] & ~np.isnan(days["pain"])
    return np.where(elsewhere, 0.0, days["pain"])


def _within(held: np.ndarray, before: int) -> np.ndarray:
    """Whether it held on a day or on any of the days before it."""
    count = np.concatenate([np.zeros(before + 1, dtype="int64"), np.cumsum(held)])
    return count[before + 1 :] > count[: len(held)]


def _last(held: np.ndarray) -> np.ndarray:
    """The place of the last day up to each on which it held; -1 where there is none."""
    return np.maximum.accumulate(np.where(held, np.arange(len(held)), -1))


def _hurting(days: Columns) -> np.ndarray:
    known = days["hurts"] | ~np.isnan(days["pain"])
    return _within(known, DAYS) & days["hurts"][_last(known)]


def _reasons(met: Columns, at: int) -> list[str]:
    return [said for name, said in REASONS.items() if met[name][at]]


def _flag(day: date, place: date, held: list[str], today: date) -> Flag:
    last = "" if place == day else f" (last on {when(place, today)})"
    return Flag(
        key=key_of(day, NAME, Urgency.PROMPT, Urgency.PROMPT),
        name=NAME,
        level=Urgency.PROMPT,
        day=day,
        headline=f"By {when(day, today)} you had logged pain in front or deep inside the hip{last}, "
        f"pain when you run or put weight on the leg, and that {', and that '.join(held)}.",
        whom=WHOM[Urgency.PROMPT],
        why=WHY,
        evidence=EVIDENCE,
        entries=tuple(sorted({place, day})),
        known=((day, Urgency.PROMPT),),
    )
