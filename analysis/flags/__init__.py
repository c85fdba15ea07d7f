"""Red flags (rules P6 and P7): when they are raised, and what ends them. Sensitivity comes first."""

from __future__ import annotations

from analysis.findings import Rule
from analysis.flags.flag import Flag, Level
from analysis.flags.standing import flags, standing
from analysis.limits import Limit

__all__ = ["LIMITS", "RULES", "Flag", "Level", "standing"]

LIMITS: tuple[Limit, ...] = ()
"""None: a runner must not be able to turn a red flag off."""

RULES: tuple[Rule, ...] = (flags,)
