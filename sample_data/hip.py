"""How the sample runner's left hip answers, and what of it goes into the diary.

The answer is built in, so that the dashboard has something to find: metres run downhill hurt on
that day and the next, and linger; climbing does not, nor does any ground. Scores in the model are
thousandths of a point, whole numbers throughout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sample_data.dice import Dice

POINT = 1000
SORE = 800  # from here on the runner hardly forgets an entry
QUICK_LEFT, SLOW_LEFT = 500, 905  # thousandths that are still felt a day later
FELT_FROM_M = 30  # less descent than this is nothing
QUICK_PER_M, SLOW_PER_M = 6, 1  # from each metre of descent beyond it
RUN_PER_M, EVENING_PER_M = 8, 2  # on the day itself
LONG_M, SLOW_PER_KM = 14_000, 40
FLARE_PERCENT, FLARE = 5, 1000
"""On so many days of a hundred it is worse for no reason that the log holds: a bad night, a long drive."""


@dataclass(frozen=True)
class Load:
    """What a day asked of the hip; `run` says whether there was a run at all."""

    run: bool = False
    descent_m: int = 0
    distance_m: int = 0

    @property
    def felt_m(self) -> int:
        """Descent beyond what is nothing."""
        return max(0, self.descent_m - FELT_FROM_M)


@dataclass(frozen=True)
class Hip:
    """The hip on one morning. `quick` is gone in days, `slow` in weeks."""

    quick: int = 0
    slow: int = 80

    @property
    def soreness(self) -> int:
        return self.quick + self.slow

    def next_day(self, load: Load, dice: Dice) -> "Hip":
        far_km = max(0, load.distance_m - LONG_M) // 1000
        quick = load.felt_m * QUICK_PER_M + max(0, dice.about(500) - 250)
        quick += dice.chance(FLARE_PERCENT) * FLARE
        slow = load.felt_m * SLOW_PER_M + far_km * SLOW_PER_KM + dice.below(12)
        return Hip(self.quick * QUICK_LEFT // 1000 + quick, self.slow * SLOW_LEFT // 1000 + slow)


@dataclass(frozen=True)
class Entry:
    """One day of the diary, with the columns of `diary.csv`; None where nothing was said."""

    day: date
    worst_pain: int
    run_pain: int | None
    morning_pain: int | None
    side: str | None
    place: str | None
    quality: str | None
    note: str | None
    signs: str | None = None
    spots: str | None = None
    timing: str | None = None
    sets_off: str | None = None
    done: str | None = None
    exercises: str | None = None


def entry(day: date, hip: Hip, load: Load, tomorrow: Hip, note: str | None, dice: Dice) -> Entry:
    """What an honest runner writes in the evening, and adds the next morning."""
    evening = score(hip.soreness + EVENING_PER_M * load.felt_m + dice.about(380))
    running = score(hip.soreness + RUN_PER_M * load.felt_m + dice.about(700))
    run_pain = running if load.run else None
    worst = max(evening, run_pain or 0)
    return Entry(
        day,
        worst,
        run_pain,
        score(tomorrow.soreness - 150 + dice.about(350)),
        "left" if worst else None,
        _place(worst, dice),
        _quality(worst, dice),
        note,
        SIGNS.get(note),
    )


def score(thousandths: int) -> int:
    """Thousandths of a point as a whole number from 0 to 10."""
    return min(10, max(0, (thousandths + POINT // 2) // POINT))


def is_missing(entry: Entry, hip: Hip, dice: Dice) -> bool:
    """About a fifth of the days stay empty: sooner the quiet ones, never one with a note."""
    percent = 5 if hip.soreness >= SORE else 30 if entry.worst_pain else 36
    return dice.chance(percent) and entry.note is None


def _place(worst: int, dice: Dice) -> str | None:
    """Nearly always the outer hip."""
    if not worst:
        return None
    return {0: "back", 1: "back", 2: "inner"}.get(dice.below(20), "outer")


def _quality(worst: int, dice: Dice) -> str | None:
    if not worst or dice.chance(35):
        return None
    return "sharp" if worst >= 5 else ("dull", "dull", "stiff", "burning")[dice.below(4)]


WOKEN = "Hip woke me when I lay on it. Easy week, then we will see."
SIGNS: Mapping[str | None, str] = {WOKEN: "night"}
"""Warning signs that the runner ticked, by the note of that day."""

NOTES: Mapping[tuple[int, str], str] = {
    (2, "Mo"): "Starting this diary. Outer hip grumbles now and then, nothing more.",
    (5, "Mo"): "Tried the bluff yesterday. Steeper on the way down than I remembered.",
    (6, "Su"): "Ran each day this week, two miles at a time.",
    (11, "Su"): "Fine on the flat.",
    (13, "Sa"): "Took the bus up to the pass and ran back down. Quick, and I felt every step of it.",
    (17, "Mo"): "Stairs in the morning, holding the rail.",
    (18, "Mo"): "New shoes are broken in.",
    (18, "Su"): "Biggest week ever. Felt strong going up, sore on the whole way down.",
    (19, "Mo"): WOKEN,
    (20, "Th"): "Enough. Break until after the family visit.",
    (21, "We"): "No running. Walked for an hour, no pain.",
    (22, "Sa"): "First run in sixteen days, and of course too far.",
    (25, "Tu"): "Side planks and step-downs three times a week now.",
    (28, "Sa"): "Ran up to the pass, rode the bus home.",
    (29, "Sa"): "Took the bluff slowly, short steps going down: better.",
    (32, "Su"): "Half marathon! Not a word from the hip.",
    (33, "Tu"): "Legs heavy, hip all right.",
    (38, "Su"): "Long day on the ridge with friends. The last descent was too much.",
    (38, "Mo"): "Holiday!",
    (39, "Mo"): "Cannot lie on the left side. Stairs hurt, level walking does not.",
    (39, "Fr"): 'Physio says "load, not damage": keep it flat, keep it short.',
    (41, "Su"): "An hour on the flat, nothing.",
    (43, "Tu"): "New Harriers for the faster days.",
    (44, "Th"): "Pass to town again. Short, I told myself, and all of it downhill.",
    (46, "Sa"): "Bluff again, hands on hips at the top, careful down.",
    (49, "Mo"): "Twice round the bluff yesterday.",
    (50, "Su"): "Signed up for the trail race in December.",
    (51, "Su"): "Ridge, ten miles. Knew on the way down that I would pay for it.",
    (52, "Mo"): "Outer hip sore on the stairs and when I get up from the desk.",
    (52, "Th"): "Should have stayed on the flat. Went round the bluff.",
    (52, "Sa"): "Longest ridge run so far. Hip hurt from the turn on.",
    (52, "Su"): "Sore when I turn over in bed, sore on the stairs.",
}


def note(week: int, weekday: str) -> str | None:
    """What the runner jotted down that day, if anything."""
    return NOTES.get((week, weekday))
