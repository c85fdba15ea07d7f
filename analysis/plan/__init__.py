"""The return plan (EVIDENCE 5.6): gates before it, its steps, and where it stands on a day.

`gates` says what must hold before it may begin; `progress` plays a plan through from its first day.
"""

from analysis.plan.gates import Gate, gates
from analysis.plan.present import Progress, Session, current, progress

__all__ = ["Gate", "Progress", "Session", "current", "gates", "progress"]
