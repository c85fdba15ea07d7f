"""Red flags (rules P6 and P7): when they are raised, and what ends them. Sensitivity comes first.

What raises one
    P6: each sign of `signs.USUAL` that was logged, on each day on which it was logged; pain at rest of 1
    and more is the sign "rest", pain of the kind "numb" is "numbness". P7 ("bone_stress"): each day with
    an entry or a run on which `bone_stress.pattern` holds whole. A note is never read: words in it such
    as "limping" raise nothing. A day without an entry is never taken for a day without pain.
    `less_range` and `radiating` alone raise nothing here; `analysis.referral` speaks of them.

How urgent it is
    Each sign has a usual level, which others logged within 3 days of it can raise (`signs.TOGETHER`,
    fever with pain of 7 and more, night or rest with front or deep pain under load). P7 is PROMPT.

What ends it
    Only the runner's clearing, with a note: no later day without the sign, and no time. An entry that is
    corrected, or taken back, takes its flags along, as they are worked out from the entries that stand.
    Days filled in later raise their flags like any other.

What a clearing covers
    The flags whose keys it names, up to the level at which they stood. Beyond that, a SOON sign of the same
    name stays quiet on the 14 days after it, unless pain is 2 points and more above what it was then;
    where nothing is known of that pain, it is taken for 0, so that it may have grown. PROMPT and EMERGENCY
    are raised again by every further day. For P7 the clearing begins a new page: nothing logged before its
    day counts any more, and everything from its day on does.
"""

from __future__ import annotations

from analysis.findings import Rule
from analysis.flags.flag import Flag, Level, when
from analysis.flags.standing import by_name, flags, in_words, standing
from analysis.limits import Limit

__all__ = ["LIMITS", "RULES", "Flag", "Level", "by_name", "in_words", "standing", "when"]

LIMITS: tuple[Limit, ...] = ()
"""None: a red flag must not be one that Settings can turn off."""

RULES: tuple[Rule, ...] = (flags,)
