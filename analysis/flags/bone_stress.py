"""P7: a pattern that a bone under stress can make, and what is asked where a part of it is not known.

.. [1] Robertson & Wood 2017, EFORT Open Rev, doi 10.1055/s-0043-103946; EVIDENCE rule P7
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.findings import Evidence
from analysis.flags.flag import WHOM, Flag, Level, key_of, when

NAME = "bone_stress"
IN_WORDS = "pain in front or deep inside that comes with running"

DAYS = 14
"""How far back place, load, rise, night pain and the hop count. [days] EVIDENCE rule P7"""

SPIKE_DAYS = 21
"""How far back a run far longer than usual counts. [days] EVIDENCE rule P7"""

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


def raised(days: pd.DataFrame) -> list[Flag]:
    """A flag for each day with an entry or a run on which the whole pattern holds."""
    met = pattern(days)
    whole = days["heard"] & met["hurting"] & met["bony"] & met["load"] & met["reason"]
    return [_flag(days, day, met.loc[day]) for day in days.index[whole]]


def pattern(days: pd.DataFrame) -> pd.DataFrame:
    """What of P7 holds on each day, from that day and those before it; days as `by_day` gives them.

    Columns, all True or False: bony, placed, load, asked (each on that day or within DAYS before), rise,
    night, no_hop, spike, reason (any of those four), hurting (it did when last heard of within DAYS).
    """
    met = {name: _within(days[name], DAYS) for name in ("bony", "placed", "load", "asked")}
    for sign in ("night", "no_hop"):
        met[sign] = _within(pd.Series([sign in signs for signs in days["signs"]], days.index), DAYS)
    met["spike"] = _within(days["spike"], SPIKE_DAYS)
    met["rise"] = risen(days["pain"]).ge(RISE) | risen(_here(days)).ge(RISE)
    frame = pd.DataFrame(met, index=days.index)
    return frame.assign(reason=frame[list(REASONS)].any(axis=1), hurting=_hurting(days))


def risen(pain: pd.Series) -> pd.Series:
    """The largest rise of pain from any day to any later one in the 14 days up to each day. [points]

    Only days with a score are held against each other; NaN where no day has one.
    """
    padded = np.concatenate([np.full(DAYS, np.nan), pain.to_numpy(dtype="float64")])
    windows = np.lib.stride_tricks.sliding_window_view(padded, DAYS + 1)
    climbs = windows - np.fmin.accumulate(windows, axis=1)
    return pd.Series(np.fmax.reduce(climbs, axis=1), index=pain.index)


def _here(days: pd.DataFrame) -> pd.Series:
    """Pain in front or deep inside, at its least: 0 where the entry names other places alone.

    So a groin that begins to hurt beside an outer hip that always does is a rise.
    """
    return days["pain"].mask(days["placed"] & ~days["bony"] & days["pain"].notna(), 0.0)


def _within(held: pd.Series, before: int) -> pd.Series:
    """Whether it held on a day or on any of the days before it."""
    return held.astype("float64").rolling(before + 1, min_periods=1).max().astype(bool)


def _hurting(days: pd.DataFrame) -> pd.Series:
    known = days["hurts"] | days["pain"].notna()
    return days["hurts"].astype("float64").where(known).ffill(limit=DAYS).eq(1)


def _flag(days: pd.DataFrame, day: pd.Timestamp, met: pd.Series) -> Flag:
    today, places = days.index[-1].date(), days.index[days["bony"] & (days.index <= day)]
    place, held = places[-1].date(), [said for name, said in REASONS.items() if met[name]]
    last = "" if place == day.date() else f" (last on {when(place, today)})"
    return Flag(
        key=key_of(day.date(), NAME, Level.PROMPT, Level.PROMPT),
        name=NAME,
        level=Level.PROMPT,
        day=day.date(),
        headline=f"By {when(day.date(), today)} you had logged pain in front or deep inside the hip{last}, "
        f"pain when you run or put weight on the leg, and that {', and that '.join(held)}.",
        whom=WHOM[Level.PROMPT],
        why=WHY,
        evidence=EVIDENCE,
        entries=tuple(sorted({place, day.date()})),
    )
