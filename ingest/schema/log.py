"""One runner's whole log, and the runner as far as hiplog needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ingest.schema.care import CLEARANCES, PLANS, SELF_TESTS, WEEKLY
from ingest.schema.diary import DIARY
from ingest.schema.form import MINUTES
from ingest.schema.ground import ROUTES, TERRAIN
from ingest.schema.runs import RUNS
from ingest.schema.shoes import SHOES

WEEK_STARTS = ("monday", "sunday")


@dataclass(frozen=True)
class Profile:
    """The runner, as far as hiplog needs to know."""

    body_mass_kg: float | None = None
    zone: str = "UTC"
    distance_unit: str = "km"
    week_start: str = "monday"
    concrete_sidewalks: bool = False
    """Whether sidewalks of unknown surface count as concrete, as they are in some countries."""

    home_radius_m: float = 400.0
    """How much about the runner's home is left out of what is shared. [m]"""


@dataclass(frozen=True)
class Log:
    """All that one runner has logged, as conforming frames. `limits` holds changed thresholds.

    `gait` (MINUTES) is empty where nobody asked for it: it is large, and few questions need it.
    """

    runs: pd.DataFrame = field(default_factory=RUNS.empty)
    diary: pd.DataFrame = field(default_factory=DIARY.empty)
    weekly: pd.DataFrame = field(default_factory=WEEKLY.empty)
    clearances: pd.DataFrame = field(default_factory=CLEARANCES.empty)
    plans: pd.DataFrame = field(default_factory=PLANS.empty)
    shoes: pd.DataFrame = field(default_factory=SHOES.empty)
    profile: Profile = field(default_factory=Profile)
    limits: Mapping[str, float] = field(default_factory=dict)
    terrain: pd.DataFrame = field(default_factory=TERRAIN.empty)
    routes: pd.DataFrame = field(default_factory=ROUTES.empty)
    self_tests: pd.DataFrame = field(default_factory=SELF_TESTS.empty)
    gait: pd.DataFrame = field(default_factory=MINUTES.empty)
