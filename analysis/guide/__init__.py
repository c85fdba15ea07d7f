"""What is known of hip pain in runners, as data with sources: structures, exercises, care, topics.

The words stand in the TOML files beside this module; `guide()` gives them typed and checked.
"""

from analysis.guide.loading import GuideError, guide
from analysis.guide.parts import (
    Claim,
    Dose,
    Exercise,
    Guide,
    Level,
    Remedy,
    Routine,
    Source,
    Specialist,
    Step,
    Structure,
    Topic,
)

__all__ = [
    "Claim",
    "Dose",
    "Exercise",
    "Guide",
    "GuideError",
    "Level",
    "Remedy",
    "Routine",
    "Source",
    "Specialist",
    "Step",
    "Structure",
    "Topic",
    "guide",
]
