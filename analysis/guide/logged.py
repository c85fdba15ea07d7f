"""What the runner's log says of how soon to be seen: the guide must never sound milder than Today.

.. [1] EVIDENCE 5.4: pain of more than two weeks, and every warning sign, is to be seen
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import episodes, words
from analysis.findings import Finding
from analysis.flags import Flag, Urgency
from analysis.referral import SPECIALISTS, TWO_WEEKS
from ingest.schema import listed

STANDS_DAYS = 7
"""How long a finding stands, its own day among them. [days] As on Today."""

TO_BE_SEEN = ("referral.", "pain.lasting", "episodes.overdue")
"""Rules whose findings say to see somebody."""

OF_LENGTH = ("pain.lasting", "episodes.overdue")
"""Those of them that only say again how long it has hurt."""

LEVELS = {Urgency.SOON: "two_weeks", Urgency.PROMPT: "two_days", Urgency.EMERGENCY: "emergency"}


@dataclass(frozen=True)
class Logged:
    """That the log itself asks for somebody to look: how soon (id of a guide's level), why, and whom.

    `why` follows "To be seen within 1 to 2 weeks: ", `said` are the sentences of the findings or of the
    flag, `whom` says whom to see and what of running until then.
    """

    level: str
    why: str
    said: tuple[str, ...]
    whom: str


def logged(
    diary: pd.DataFrame, findings: Iterable[Finding], flags: Sequence[Flag], place: str, today: date
) -> Logged | None:
    """What the log asks for, for pain at a place; None where it asks for nothing.

    Red flags that stand come first, the most urgent first as `flags.standing` gives them; then an
    episode that goes on at the place for more than TWO_WEEKS, and findings that say to see somebody:
    those count for every place, as Today shows them whichever place is asked about. Reference: [1]_.
    """
    if flags:
        first = flags[0]
        whom = f"{first.whom} Do not run until then."
        return Logged(LEVELS[first.level], "you logged a warning sign", (first.headline,), whom)
    long = lasting(diary, place, today)
    stand = tuple(
        each.headline for each in findings if _stands(each, today) and not (long and each.rule in OF_LENGTH)
    )
    if not (long or stand):
        return None
    whom = f"See {SPECIALISTS[place]}. Run less, or not at all, until then."
    return Logged("two_weeks", long or "your log asks for it", stand, whom)


def _stands(finding: Finding, today: date) -> bool:
    return finding.rule.startswith(TO_BE_SEEN) and 0 <= (today - finding.day).days < STANDS_DAYS


def lasting(diary: pd.DataFrame, place: str, today: date) -> str:
    """`your log has 76 days of it, on and off, since Tue 8 Sep`; "" without an episode that long.

    An episode whose place was never logged may be at this one, so it counts.
    """
    for each in episodes.episodes(diary, today).tail(1).itertuples():
        length = (each.last_painful - each.onset).days + 1
        if each.state == episodes.GOING_ON and length > TWO_WEEKS and _here(each, place):
            return f"your log has {words.days(length)} of it, on and off, since {words.day(each.onset)}"
    return ""


def _here(episode, place: str) -> bool:
    places = {spot.partition(".")[2] for spot in listed(episode.spots)} | {*listed(episode.place)}
    return place in places or not places
