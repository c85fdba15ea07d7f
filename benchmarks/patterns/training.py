"""A made runner's training, day by day: weeks, routes, sessions and shoes, and the exposures that follow.

Nothing here knows how the finder works; factors hang together as they do in life, through the runs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Rng = np.random.Generator

FACTORS = (
    "distance",
    "week",
    "descent",
    "concrete",
    "session_spike",
    "fast",
    "old_shoe",
    "turn",
    "low_cadence",
    "in_a_row",
)
"""The ten factors of the protocol's grid. The eight that may be a trigger are `grid.TRIGGERS`."""

MORE = (
    "steps",
    "ascent",
    "trail",
    "asphalt",
    "new_shoe",
    "heart_load",
    "session_effort",
    "same_course",
    "sitting",
    "side_sleep",
)
"""Ten more, most of them shadows of the first ten."""

LIFE = 60
"""Days lived before the log begins: shoes are not new, weeks not empty, pain not at its start. [days]"""


@dataclass(frozen=True)
class Plan:
    """What a runner means to do on each day. All arrays of one length; distance 0 is a day of rest."""

    distance_km: np.ndarray
    descent_m_km: np.ndarray
    ascent_m_km: np.ndarray
    concrete: np.ndarray
    trail: np.ndarray
    course: np.ndarray
    fast_min: np.ndarray
    laps: np.ndarray
    slow_cadence: np.ndarray
    pair: np.ndarray
    pair_km: np.ndarray
    pair_limit_km: np.ndarray
    speed_km_h: np.ndarray
    effort: np.ndarray
    sitting_h: np.ndarray
    side_sleep: np.ndarray


def plan(days: int, rng: Rng) -> Plan:
    """Training of so many days, of a runner with habits of their own."""
    distance, long, hard = _runs(_weeks(days // 7 + 2, rng), rng)
    distance, long, hard = (each[:days] for each in (distance, long, hard))
    course, descent, ascent, concrete, trail = _courses(long, rng)
    track = hard & (rng.random(days) < rng.uniform(0.2, 0.9))
    pairs = int(rng.integers(1, 4))
    limit = rng.uniform(450, 750, pairs)
    speed = rng.uniform(8.5, 12.5) * rng.lognormal(0, 0.05, days)
    effort = np.clip(rng.normal(3.5, 0.8, days) + 2 * hard + 1.5 * long, 1, 10).round()
    weekday = (np.arange(days) + rng.integers(7)) % 7 < 5
    return Plan(
        distance_km=distance,
        descent_m_km=descent,
        ascent_m_km=ascent,
        concrete=concrete,
        trail=trail,
        course=course,
        fast_min=np.where(
            hard, rng.uniform(10, 35, days), rng.gamma(0.5, 3, days) * (rng.random(days) < 0.4)
        ),
        laps=_laps(track, rng),
        slow_cadence=_cadence(long, rng),
        pair=np.where(hard & (rng.random() < 0.5), pairs - 1, rng.integers(0, pairs, days)),
        pair_km=rng.uniform(0, 1, pairs) * limit,
        pair_limit_km=limit,
        speed_km_h=speed,
        effort=effort,
        sitting_h=np.clip(rng.normal(4 + rng.uniform(0, 5) * weekday, 1.5), 0, 14),
        side_sleep=(rng.random(days) < rng.uniform(0.2, 0.8)).astype(float),
    )


def _weeks(count: int, rng: Rng) -> np.ndarray:
    """Each week's share of the usual one: up by steps, light weeks, a season, breaks, the way back."""
    number = np.arange(count)
    builds, light = rng.uniform(0, 0.1), rng.uniform(0.6, 0.95)
    cycle = int(rng.integers(3, 6))
    step = np.where(number % cycle == cycle - 1, light, 1 + builds * (number % cycle))
    season = 1 + rng.uniform(0, 0.3) * np.sin(2 * np.pi * (number / 52 + rng.random()))
    drift = np.exp(np.cumsum(rng.normal(0, rng.uniform(0, 0.06), count)).clip(-0.5, 0.5))
    on = np.ones(count)
    for first in rng.integers(0, count, rng.poisson(1.5 * count / 52)):
        off = int(rng.integers(1, 3))
        on[first : first + off] = 0
        back = on[first + off : first + off + 2]
        back *= np.array([0.5, 0.8])[: len(back)]
    return drift * step * season * on * rng.lognormal(0, rng.uniform(0.05, 0.2), count)


def _runs(weeks: np.ndarray, rng: Rng) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Kilometres of each day, which day holds the long run and which a hard session."""
    shape = (len(weeks), 7)
    on = np.sort(rng.choice(7, rng.integers(3, 7), replace=False))
    usual = np.isin(np.arange(7), on)
    runs = np.where(usual, rng.random(shape) < rng.uniform(0.8, 0.97), rng.random(shape) < 0.06)
    moved = np.where(rng.random(len(weeks)) < 0.15, on[0], on[-1])
    long = (np.arange(7) == moved[:, None]) & runs
    hard = (np.arange(7) == on[len(on) // 2 - 1]) & runs & ~long
    hard &= (rng.random(len(weeks)) < rng.choice([0.0, 0.5, 0.85]))[:, None]
    share = (
        runs * np.where(long, rng.uniform(1.4, 2.4), 1.0) * rng.lognormal(0, rng.uniform(0.1, 0.35), shape)
    )
    week_km = weeks * len(on) * rng.uniform(5, 12)
    distance = week_km[:, None] * share / np.maximum(share.sum(axis=1, keepdims=True), len(on))
    return distance.ravel(), long.ravel() & (distance.ravel() > 0), hard.ravel()


def _courses(long: np.ndarray, rng: Rng) -> tuple[np.ndarray, ...]:
    """Which course is run on each day, and by the kilometre what it climbs, falls and is paved with."""
    count = int(rng.integers(3, 8))
    climb = rng.gamma(1.2, rng.uniform(4, 14), count) + 2
    paved = rng.dirichlet([1.0, 1.5, 1.0], count)
    liked = rng.dirichlet(np.ones(count))
    course = rng.choice(count, len(long), p=liked)
    course = np.where(long, rng.choice(count, len(long), p=np.roll(liked, 1)), course)
    descent = climb[course] * rng.lognormal(0, 0.2, len(long))
    ascent = descent * rng.lognormal(0, 0.08, len(long))
    strayed = np.clip(paved[course] + rng.normal(0, 0.07, (len(long), 3)), 0, None)
    shares = strayed / strayed.sum(axis=1, keepdims=True)
    return course, descent, ascent, shares[:, 0], shares[:, 2]


def _laps(track: np.ndarray, rng: Rng) -> np.ndarray:
    """Laps towards the painful side, less those the other way: many on the track, few on the road."""
    way = np.where(rng.random(len(track)) < rng.uniform(0.35, 0.95), 1, -1)
    return np.where(track, way * rng.uniform(8, 25, len(track)), rng.normal(0, 0.7, len(track)))


def _cadence(long: np.ndarray, rng: Rng) -> np.ndarray:
    """How far the cadence stays below what is usual at that speed and grade, from run to run. [%]"""
    tired = rng.uniform(0, 1.0) * long
    return _hanging_together(len(long), rng.uniform(0, 0.6), rng) * rng.uniform(1, 2.2) + tired


def _hanging_together(days: int, rho: float, rng: Rng) -> np.ndarray:
    """First-order autoregressive noise of unit variance."""
    noise = rng.normal(size=days)
    for day in range(1, days):
        noise[day] = rho * noise[day - 1] + np.sqrt(1 - rho**2) * noise[day]
    return noise


def exposures(planned: Plan, kept: np.ndarray) -> dict[str, np.ndarray]:
    """What each day held of each factor, when the share `kept` of each day's run was done.

    Daily, rest days 0; the week's sum stands on rest days too.
    Units: kilometres; metres; for `session_spike` the fraction above the longest of 30 days; minutes above
    threshold; kilometres on the pair worn; laps towards the painful side; per cent below the usual cadence;
    days in a row.
    """
    km = planned.distance_km * kept
    ran = km > 0
    worn = _worn(planned, km)
    return {
        "distance": km,
        "week": sum_of_days(km, 7),
        "descent": km * planned.descent_m_km,
        "concrete": km * planned.concrete,
        "session_spike": spike(km),
        "fast": planned.fast_min * kept * ran,
        "old_shoe": np.where(ran, worn, 0.0),
        "turn": planned.laps * kept * ran,
        "low_cadence": np.where(ran, planned.slow_cadence, 0.0),
        "in_a_row": in_a_row(ran),
        "steps": km * 1000 / (0.95 + 0.02 * (planned.speed_km_h - 10)),
        "ascent": km * planned.ascent_m_km,
        "trail": km * planned.trail,
        "asphalt": km * (1 - planned.concrete - planned.trail),
        "new_shoe": np.where(worn < 60, km, 0.0),
        "heart_load": km / planned.speed_km_h * 60 * (0.5 + planned.effort / 10),
        "session_effort": km / planned.speed_km_h * 60 * planned.effort,
        "same_course": ran * (planned.course == np.bincount(planned.course[ran], minlength=1).argmax()) * 1.0,
        "sitting": planned.sitting_h,
        "side_sleep": planned.side_sleep,
    }


def sum_of_days(daily: np.ndarray, days: int) -> np.ndarray:
    """Of each day and those before it, so many in all."""
    total = np.cumsum(np.concatenate([np.zeros(days), daily]))
    return total[days:] - total[:-days]


def spike(km: np.ndarray, days: int = 30) -> np.ndarray:
    """How far a run exceeds the longest of the 30 days before it; at most double. [fraction]"""
    before = np.concatenate([np.zeros(days), km])[:-1]
    longest = np.lib.stride_tricks.sliding_window_view(before, days).max(axis=1)
    more = np.divide(km, longest, out=np.ones_like(km), where=longest > 0) - 1
    return np.clip(more, 0, 1)


def _worn(planned: Plan, km: np.ndarray) -> np.ndarray:
    """Kilometres that the pair worn had behind it; it starts anew when its limit is reached. [km]"""
    worn = np.zeros_like(km)
    for pair, (before, limit) in enumerate(zip(planned.pair_km, planned.pair_limit_km, strict=True)):
        on = planned.pair == pair
        total = before + np.cumsum(km * on)
        worn[on] = (total % limit)[on]
    return worn


def in_a_row(ran: np.ndarray) -> np.ndarray:
    """How many days in a row held a run, this one included."""
    count = np.arange(len(ran)) + 1
    return (count - np.maximum.accumulate(np.where(ran, 0, count))).astype(float)
