"""Today's ceiling: how long a run may be, before it; and whether a run went past it, after it."""

from analysis.ceiling.day import Ceiling, for_day
from analysis.ceiling.exceeded import RULES

__all__ = ["RULES", "Ceiling", "for_day"]
