"""P7: a pattern that a bone under stress can make, and what is asked where a part of it is not known.

.. [1] Robertson & Wood 2017, EFORT Open Rev, doi 10.1055/s-0043-103946; EVIDENCE rule P7
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis import words
from analysis.findings import Evidence
from analysis.flags.flag import WHOM, Flag, Level, key_of

NAME = "bone_stress"
DAYS = 14
"""How far back place, load, rise, night pain and the hop count. [days] EVIDENCE rule P7"""

SPIKE_DAYS = 21
"""How far back a run far longer than usual counts. [days] EVIDENCE rule P7"""

RISE = 2
"""Points by which the worst pain has risen. [0–10] EVIDENCE rule P7"""

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


def pattern(days: pd.DataFrame) -> pd.DataFrame:
    """What of P7 holds on each day, from that day and those before it; days as `by_day` gives them.

    Columns, all True or False: hurting (the last score known in 14 days is 1 or more, or a sign was
    logged since), bony, placed, load, asked, rise, night, no_hop, spike; and reason, any of the last four.
    """
    met = {name: _within(days[name], DAYS) for name in ("bony", "placed", "load", "asked")}
    for sign in ("night", "no_hop"):
        met[sign] = _within(pd.Series([sign in signs for signs in days["signs"]], days.index), DAYS)
    met["spike"] = _within(days["spike"], SPIKE_DAYS)
    met["rise"] = risen(days["pain"]) >= RISE
    reason = met["night"] | met["no_hop"] | met["spike"] | met["rise"]
    return pd.DataFrame(met | {"reason": reason, "hurting": _hurting(days)}, index=days.index)


def risen(pain: pd.Series) -> pd.Series:
    """The largest rise of pain from any day to any later one in the 14 days up to each day. [points]

    0 where it never rose, NaN where nothing is known.
    """
    padded = np.concatenate([np.full(DAYS, np.nan), pain.to_numpy(dtype="float64")])
    windows = np.lib.stride_tricks.sliding_window_view(padded, DAYS + 1)
    climbs = windows - np.fmin.accumulate(windows, axis=1)
    return pd.Series(np.fmax.reduce(climbs, axis=1), index=pain.index)


def _within(held: pd.Series, days: int) -> pd.Series:
    """Whether it held on a day or on any of the `days` before it."""
    return held.astype("float64").rolling(days + 1, min_periods=1).max().astype(bool)


def _hurting(days: pd.DataFrame) -> pd.Series:
    signed = pd.Series([bool(signs) for signs in days["signs"]], index=days.index)
    return days["pain"].mask(signed, days["pain"].fillna(1).clip(lower=1)).ffill(limit=DAYS).ge(1)


def raised(days: pd.DataFrame) -> list[Flag]:
    """A flag for each day with an entry or a run on which the whole pattern holds."""
    if days.empty:
        return []
    met = pattern(days)
    heard = days["pain"].notna() | days["ran"] | days["signs"].map(bool) | days["placed"] | days["asked"]
    whole = heard & met["hurting"] & met["bony"] & met["load"] & met["reason"]
    return [_flag(row) for row in met[whole].itertuples()]


def _flag(met) -> Flag:
    day = met.Index.date()
    return Flag(
        key=key_of(day, NAME, Level.PROMPT, Level.PROMPT),
        name=NAME,
        level=Level.PROMPT,
        day=day,
        headline=f"Up to {words.day(day)} you logged pain in front or deep inside that comes with load, "
        f"{reasons(met)}.",
        whom=WHOM[Level.PROMPT],
        why=WHY,
        evidence=EVIDENCE,
    )


REASONS = {
    "rise": "a clear rise within two weeks",
    "night": "pain that woke you at night",
    "no_hop": "pain on hopping",
    "spike": "a run more than twice as long as any in the month before it",
}


def reasons(met) -> str:
    """`and a clear rise within two weeks`, with all that hold."""
    held = [said for name, said in REASONS.items() if getattr(met, name)]
    return "and " + ", and ".join(held)
