"""One run, second by second: where it went, how fast, and what the body did.

Only + − × ÷, square roots and comparisons: those give the same bits on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sample_data.dice import Dice
from sample_data.plan import Outing

SPEED_M_S = {"easy": 2.72, "long": 2.68, "trail": 2.6, "tempo": 2.85, "intervals": 2.75, "race": 3.42}
SLOWEST_M_S = 1.1
HEART_LAG_S = 40.0
RESTING_BPM = 52.0
GPS_STEP_DM, GPS_MEMORY = 6, 0.92


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded point. `elapsed_s` counts pauses, `timer_s` does not."""

    elapsed_s: int
    timer_s: int
    distance_m: float
    latitude_deg: float | None
    longitude_deg: float | None
    altitude_m: float | None
    speed_m_s: float
    grade: float
    heart_rate_bpm: int
    strides_min: float


@dataclass(frozen=True)
class Pause:
    """The timer stopped after `at_m`, for so long."""

    at_m: float
    seconds: int


def pauses(outing: Outing, dice: Dice) -> list[Pause]:
    """Up to two stops: a crossing, a drink, a view. None in a race, none indoors."""
    if outing.kind == "race" or not outing.place.corners or dice.chance(55):
        return []
    places = sorted(outing.goal_m * (15 + dice.below(70)) / 100 for _ in range(1 + dice.below(2)))
    return [Pause(at_m, 20 + dice.below(150)) for at_m in places]


def steps(outing: Outing, stops: list[Pause], soreness: int, dice: Dice) -> Iterator[Step]:
    """The run's points, one every four to ten seconds as a watch with smart recording keeps them."""
    place, stops = outing.place, list(stops)
    ground, sky, heart = _Ground(outing), _Receiver(dice), _Heart(outing.week, dice.about(30))
    form = 1 + dice.about(25) / 1000
    run_m, timer_s, paused_s, wait = 0.0, 0, 0, 0
    while True:
        along_m, height_m, grade = ground.at(run_m)
        speed = _speed(outing, run_m, grade, soreness) * form * (1000 + dice.about(40)) / 1000
        where = place.degrees(along_m, sky.astray(wait)) if place.corners else (None, None)
        yield Step(
            elapsed_s=timer_s + paused_s,
            timer_s=timer_s,
            distance_m=int(run_m * 100 + 0.5) / 100,
            latitude_deg=where[0],
            longitude_deg=where[1],
            altitude_m=sky.altitude(height_m, timer_s) if place.corners else None,
            speed_m_s=int(speed * 1000 + 0.5) / 1000,
            grade=grade,
            heart_rate_bpm=heart.rate(speed, grade, wait, timer_s) + dice.about(1),
            strides_min=_strides(speed, grade, dice),
        )
        if run_m >= outing.goal_m:
            return
        if stops and run_m >= stops[0].at_m:
            paused_s += stops.pop(0).seconds
        wait = 4 + dice.below(7)
        timer_s += wait
        run_m += speed * wait


def _speed(outing: Outing, run_m: float, grade: float, soreness: int) -> float:
    """Speed on this stretch: by kind, effort, the year's progress, the hill and the hip."""
    level = SPEED_M_S[outing.kind] * _effort(outing.kind, run_m, outing.goal_m)
    level += outing.week / 500 - soreness / 60000
    hill = 1 - 3.2 * grade if grade > 0 else 1 - 1.5 * max(grade, -0.06)
    return max(SLOWEST_M_S, level * max(0.4, hill))


def _effort(kind: str, run_m: float, goal_m: float) -> float:
    warm = min(run_m, goal_m - run_m) > 1500
    if kind == "tempo":
        return 1.2 if warm else 0.97
    if kind == "intervals":
        return 1.0 if not warm else 1.38 if run_m % 700 < 450 else 0.82
    return 1.03 - 0.05 * run_m / goal_m if kind in ("long", "race") else 1.0


def _strides(speed: float, grade: float, dice: Dice) -> float:
    """Strides a minute (one foot) to the half."""
    strides = 81.0 + 4.5 * (speed - 2.7) - 12.0 * grade + dice.about(3) / 2
    return int(strides * 2 + 0.5) / 2


class _Ground:
    """What lies under a runner who moves forward."""

    def __init__(self, outing: Outing) -> None:
        self.place, self.goal_m = outing.place, outing.goal_m

    def at(self, run_m: float) -> tuple[float, float, float]:
        """Metres along the way, height and grade ahead."""
        if not self.place.corners:
            return 0.0, 0.0, 0.0
        along_m, ahead_m = (self.place.along(min(m, self.goal_m), self.goal_m) for m in (run_m, run_m + 12))
        height_m = self.place.height_m(along_m)
        return along_m, height_m, (self.place.height_m(ahead_m) - height_m) / 12


class _Receiver:
    """Satellites and barometer: both wander a little."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.east = self.north = self.flutter = 0.0
        self.offset_m, self.drift_m_h = dice.about(6), dice.about(3)

    def astray(self, seconds: int) -> tuple[float, float]:
        """How far the position is off. [m east, m north]"""
        self.east = self.east * GPS_MEMORY + self.dice.about(GPS_STEP_DM) / 10
        self.north = self.north * GPS_MEMORY + self.dice.about(GPS_STEP_DM) / 10
        return self.east, self.north

    def altitude(self, height_m: float, timer_s: int) -> float:
        """What the barometer shows, in its steps of 0.2 m."""
        self.flutter = self.flutter * 0.7 + self.dice.about(4) / 20
        shown = height_m + self.offset_m + self.drift_m_h * timer_s / 3600 + self.flutter
        return int(shown * 5 + 0.5) / 5


class _Heart:
    """A heart that follows the effort with a lag, drifts upwards, and gets fitter by the week."""

    def __init__(self, week: int, form: int) -> None:
        self.bpm, self.beat = 92.0, 32.5 - week / 40 + form / 40

    def rate(self, speed: float, grade: float, seconds: int, timer_s: int) -> int:
        wanted = RESTING_BPM + self.beat * speed * (1 + 7.0 * max(grade, -0.03)) + timer_s / 700
        self.bpm += (min(wanted, 187.0) - self.bpm) * min(1.0, seconds / HEART_LAG_S)
        return int(self.bpm)
