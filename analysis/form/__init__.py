"""Form: cadence, stance, oscillation and step length of each run, against the runner's own at that speed."""

from analysis.form.by_run import by_run

__all__ = ["by_run"]
