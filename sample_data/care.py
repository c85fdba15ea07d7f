"""What the sample runner does for the hip, and says of what sets it off.

Thrown with dice of its own for each day, so that runs and pain are the same with it and without.
"""

from sample_data.dice import Dice
from sample_data.hip import Entry, Load

SEED = 90_000
WARMED_UP = "leg_swing_front leg_swing_side walking_lunge glute_bridge clamshell"
STRONG = "side_plank side_leg_lift step_up"
SUPPLE = "hamstring_stretch hip_flexor_stretch piriformis_stretch"
WARMS_UP_FROM, STRONG_FROM, SLACK_FROM = 22, 25, 46
"""Weeks: the first run after the long break; the note on side planks; before the race, when time is short."""

DOWNHILL_FROM_M = 70  # from so much descent on the runner may say that downhill set it off
STRONG_DAYS = (1, 3, 5)  # Tuesday, Thursday, Saturday
PHYSIO = ((19, 3), (39, 4))
"""Week and weekday (Monday is 0) on which a physio looked at it."""


def with_care(entry: Entry, week: int, load: Load) -> dict[str, str | None]:
    """Fields of the entry on places, what sets it off and what was done; `week` counts from 1."""
    dice = Dice(SEED + 7 * week + entry.day.weekday())
    done, exercises = _done(entry, week, load, dice)
    return {
        "spots": f"{entry.side}.{entry.place}" if entry.worst_pain else None,
        "timing": "after_run" if load.run and entry.worst_pain >= 2 else None,
        "sets_off": _words(*_sets_off(entry, load, dice)),
        "done": _words(*done),
        "exercises": _words(*exercises),
    }


def _words(*words: str) -> str | None:
    return " ".join(words) or None


def _sets_off(entry: Entry, load: Load, dice: Dice) -> list[str]:
    sore = entry.worst_pain >= 3
    may = (
        ("downhill", entry.worst_pain >= 2 and load.descent_m > DOWNHILL_FROM_M, 80),
        ("stairs", sore, 45),
        ("lying", sore, 35),
    )
    return [word for word, so, percent in may if dice.chance(percent) and so]


def _done(entry: Entry, week: int, load: Load, dice: Dice) -> tuple[list[str], list[str]]:
    """Words of DONE, and exercises; every throw falls on every day, so that none moves another."""
    percent = _diligence(week)
    ice, rolls = dice.chance(60), dice.chance(30)
    warms_up, strong, supple = (dice.chance(percent) for _ in range(3))
    pillow = dice.chance(70)
    habits = (
        ("ice", ice and entry.worst_pain >= 4, ""),
        ("foam_roll", rolls and load.run, ""),
        ("prehab", warms_up and load.run and week >= WARMS_UP_FROM, WARMED_UP),
        ("strength", strong and week >= STRONG_FROM and entry.day.weekday() in STRONG_DAYS, STRONG),
        ("mobility", supple and load.run and week >= STRONG_FROM, SUPPLE),
        ("pt", (week, entry.day.weekday()) in PHYSIO, ""),
        ("pillow", pillow and week > PHYSIO[0][0] and entry.worst_pain >= 3, ""),
    )
    return [word for word, so, _ in habits if so], [names for _, so, names in habits if so and names]


def _diligence(week: int) -> int:
    """How often in 100 the runner does what is due."""
    return 80 if week < SLACK_FROM else 35
