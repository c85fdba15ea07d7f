"""Today's ceiling: how long a run may be, before it; and whether a run went past it, after it."""

from analysis.ceiling.day import Ceiling, for_day
from analysis.ceiling.exceeded import RULES
from analysis.limits import Limit

__all__ = ["LIMITS", "RULES", "Ceiling", "for_day"]

LIMITS: tuple[Limit, ...] = ()
"""None of its own: it goes by those of the session spike, the week and the pain."""
