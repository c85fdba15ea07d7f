"""Red flags (rules P6 and P7): when they are raised, and what ends them. Sensitivity comes first.

What raises one
    P6: each sign of `signs.USUAL` that was logged, on each day on which it was logged; pain at rest of 1
    and more is the sign "rest", pain of the kind "numb" is "numbness". P7 ("bone_stress"): each day with
    an entry or a run on which `bone_stress.pattern` holds whole. A note is never read: words in it such
    as "limping" raise nothing. A day without an entry is never taken for a day without pain.
    `less_range` and `radiating` alone raise nothing here; `analysis.referral` speaks of them.

How urgent it is
    Each sign has a usual level, which others logged within 3 days of it can raise (`signs.TOGETHER`,
    fever with pain of 7 and more, night or rest with front or deep pain under load). A fall or a crack
    still belongs to what is logged up to 14 days after it. P7 is PROMPT.

On which day
    Entries and clearings up to a day, and those of the day after it: such a date can only be there because
    the clock went back (a flight to the west), and no flag may go out over that.

What ends it
    Only the runner's clearing, with a note: no later day without the sign, and no time. An entry that is
    corrected, or taken back, takes its flags along, as they are worked out from the entries that stand.
    Days filled in later raise their flags like any other.

What a clearing covers
    The flags whose keys it names, up to the level at which they stood. Beyond that, a SOON sign of the same
    name stays quiet on the 14 days after it, unless pain is 2 points and more above what it was then, has
    no score, or is on a side or at a place that the cleared days do not name; where nothing is known of the
    pain of then, it is taken for 0, so that it may have grown. A fall and a crack, PROMPT and EMERGENCY are
    raised again by every further day. For P7 the newest day that was cleared begins a new page: of what was
    logged before it nothing counts any more, of the day itself what later ones are held against (pain,
    place, load), and everything after it does, also what was logged between the two.
"""

from __future__ import annotations

from analysis.findings import Rule
from analysis.flags.flag import Flag, Urgency, when
from analysis.flags.standing import by_name, flags, in_words, standing
from analysis.limits import Limit

__all__ = ["LIMITS", "RULES", "Flag", "Urgency", "by_name", "in_words", "standing", "when"]

LIMITS: tuple[Limit, ...] = ()
"""None: a red flag must not be one that Settings can turn off."""

RULES: tuple[Rule, ...] = (flags,)
