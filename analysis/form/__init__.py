"""Form: cadence, stance, oscillation and step length of each run, against the runner's own at that speed."""

from analysis.form.by_run import by_run
from analysis.form.rules import DAYS, LIMITS, RULES, looked_at, looked_at_since

__all__ = ["DAYS", "LIMITS", "RULES", "by_run", "looked_at", "looked_at_since"]
