"""How much is measured: all of it in a quarter of an hour, or a little of everything in two minutes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """Counts and time limits. Where an import is too slow for its limit, fewer files are imported."""

    rounds: int
    real_rounds: int
    real_s: float  # after which no further round over the real files begins
    real_files: int  # of each format, at most
    imports: int
    import_rounds: int
    import_s: float  # for one import
    plain_files: int
    few: int  # files by which the cost of one is guessed, and more where that was too quick to tell
    some: int
    growth: tuple[int, ...]
    growth_s: float  # for all of them
    idle_s: float
    long_points: int
    log_runs: int  # of the log whose routes are found and whose pages are drawn
    drawings: int  # of each page, after the first


FULL = Scale(
    rounds=9,
    real_rounds=3,
    real_s=120.0,
    real_files=2000,
    imports=3650,
    import_rounds=3,
    import_s=60.0,
    plain_files=24,
    few=20,
    some=400,
    growth=(100, 1000, 3650, 10_000),
    growth_s=200.0,
    idle_s=10.0,
    long_points=100_000,
    log_runs=3650,
    drawings=5,
)
QUICK = Scale(
    rounds=2,
    real_rounds=1,
    real_s=10.0,
    real_files=24,
    imports=600,
    import_rounds=1,
    import_s=8.0,
    plain_files=4,
    few=6,
    some=100,
    growth=(20, 100, 600),
    growth_s=16.0,
    idle_s=2.0,
    long_points=7200,
    log_runs=190,
    drawings=1,
)
