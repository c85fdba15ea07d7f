"""Where the sample runner runs: invented ways on open public land.

All of them lie in the Great Divide Basin in Wyoming, a desert where nobody lives. There is no such
river, mill or ridge; the lines are drawn by hand and lead past nobody's door.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from math import sqrt

ZONE = "America/Denver"
LATITUDE_DEG, LONGITUDE_DEG = 42.1, -108.2
METRES_PER_DEGREE = 111195.0
COSINE_OF_LATITUDE = 0.741976  # typed in, since libraries differ in a cosine's last bits

Spot = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A way to run: corners in metres east and north of its origin, heights at equal distances.

    A closed one is run round and round; an open one out and back, or one way, where somebody drives the
    runner to its start or home from its end. Without corners it is indoors.
    """

    name: str
    sub_sport: str
    surface: str  # said by the runner where the sub-sport does not tell
    origin: Spot = (0, 0)
    corners: tuple[Spot, ...] = ()
    heights_m: tuple[int, ...] = ()
    closed: bool = False
    one_way: bool = False

    @cached_property
    def line(self) -> tuple[Spot, ...]:
        """The corners, rounded off."""
        spots = [*self.corners, self.corners[0]] if self.closed else list(self.corners)
        return tuple(_rounded_off(_rounded_off(spots)))

    @cached_property
    def milestones_m(self) -> tuple[float, ...]:
        """How far along the way each spot of the line lies. [m]"""
        steps = (sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) for a, b in pairwise(self.line))
        return tuple(accumulate(steps, initial=0.0))

    @property
    def length_m(self) -> float:
        return self.milestones_m[-1]

    def along(self, run_m: float, goal_m: float) -> float:
        """How far along the way one is after `run_m` of a run of `goal_m`. [m]"""
        if self.one_way:
            return run_m
        if not self.closed:
            return min(run_m, goal_m - run_m)
        detour_m = goal_m % self.length_m
        if run_m < detour_m:
            return min(run_m, detour_m - run_m)
        return (run_m - detour_m) % self.length_m

    def height_m(self, along_m: float) -> float:
        """The ground's height, level at each of the given heights and smooth between them."""
        place = max(0.0, along_m) / self.length_m * (len(self.heights_m) - 1)
        before = min(int(place), len(self.heights_m) - 2)
        part = place - before
        rise = self.heights_m[before + 1] - self.heights_m[before]
        return self.heights_m[before] + rise * part * part * (3.0 - 2.0 * part)

    def degrees(self, along_m: float, astray: Spot) -> Spot:
        """Latitude and longitude, with how far the receiver is astray east and north. [m]"""
        marks, line = self.milestones_m, self.line
        after = min(max(1, bisect_right(marks, along_m)), len(line) - 1)
        part = (along_m - marks[after - 1]) / (marks[after] - marks[after - 1])
        east, north = (a + (b - a) * part for a, b in zip(line[after - 1], line[after], strict=True))
        north_deg = (north + self.origin[1] + astray[1]) / METRES_PER_DEGREE
        east_deg = (east + self.origin[0] + astray[0]) / (METRES_PER_DEGREE * COSINE_OF_LATITUDE)
        return LATITUDE_DEG + north_deg, LONGITUDE_DEG + east_deg


def _rounded_off(spots: list[Spot]) -> list[Spot]:
    """Each corner cut off at a quarter of its sides (Chaikin)."""
    return [spots[0], *_quarters(spots), spots[-1]]


def _quarters(spots: list[Spot]) -> Iterable[Spot]:
    for (ax, ay), (bx, by) in pairwise(spots):
        yield ax * 0.75 + bx * 0.25, ay * 0.75 + by * 0.25
        yield ax * 0.25 + bx * 0.75, ay * 0.25 + by * 0.75


ROAD_TO_THE_PASS = (
    (0, 0),
    (520, 310),
    (980, 250),
    (1390, 700),
    (1180, 1240),
    (1650, 1690),
    (2300, 1730),
    (2620, 2280),
    (2410, 2850),
    (2890, 3380),
    (3520, 3440),
    (3810, 4020),
    (3660, 4610),
    (4190, 5080),
    (4740, 5230),
)
UP_TO_THE_PASS_M = (1976, 1991, 2010, 2031, 2049, 2073, 2090, 2112, 2134, 2151, 2175, 2196, 2214, 2238, 2257)

PLACES = {
    place.name: place
    for place in (
        Place("mill", "treadmill", ""),
        Place(
            "river",
            "street",
            "",
            (0, 0),
            (
                (0, 0),
                (420, 180),
                (700, 640),
                (1250, 820),
                (1600, 1350),
                (2250, 1480),
                (2700, 1980),
                (3400, 2050),
                (3900, 2500),
                (4600, 2480),
                (5150, 2900),
                (5900, 3050),
                (6500, 3500),
                (7100, 3550),
                (7900, 3900),
                (8300, 4550),
                (9000, 4700),
                (9400, 5300),
                (10100, 5350),
            ),
            (
                1962,
                1963,
                1961,
                1964,
                1966,
                1963,
                1962,
                1965,
                1968,
                1966,
                1965,
                1969,
                1971,
                1968,
                1966,
                1970,
                1972,
                1969,
                1974,
                1971,
                1975,
            ),
        ),
        Place(
            "town",
            "street",
            "",
            (-900, 300),
            (
                (0, 0),
                (700, 100),
                (1250, 520),
                (1400, 1100),
                (900, 1500),
                (150, 1450),
                (-420, 1050),
                (-380, 420),
            ),
            (
                1968,
                1972,
                1981,
                1986,
                1979,
                1972,
                1976,
                1984,
                1980,
                1971,
                1968,
            ),
            closed=True,
        ),
        Place(
            "farm",
            "generic",
            "gravel",
            (-2500, -800),
            (
                (0, 0),
                (0, -800),
                (100, -1600),
                (900, -1650),
                (1600, -1700),
                (1620, -2500),
                (1600, -3200),
                (2400, -3250),
                (3200, -3200),
                (3230, -4000),
                (3200, -4800),
                (4000, -4800),
                (4800, -4850),
            ),
            (
                1970,
                1978,
                1990,
                1984,
                1975,
                1986,
                1999,
                1994,
                1981,
                1972,
                1980,
                1993,
                2004,
                1996,
                1988,
                1979,
                1985,
            ),
        ),
        Place(
            "bluff",
            "trail",
            "",
            (1800, -2600),
            (
                (0, 0),
                (850, -200),
                (1500, 250),
                (2050, 900),
                (1700, 1600),
                (900, 1750),
                (350, 2200),
                (-350, 1800),
                (-500, 900),
            ),
            (
                1975,
                1998,
                2036,
                2070,
                2094,
                2088,
                2052,
                2031,
                2049,
                2075,
                2058,
                2024,
                1996,
                1981,
                1975,
            ),
            closed=True,
        ),
        Place(
            "ridge",
            "trail",
            "",
            (
                2600,
                3200,
            ),
            (
                (0, 0),
                (350, 600),
                (150, 1250),
                (700, 1800),
                (520, 2500),
                (1100, 3000),
                (1000, 3700),
                (1650, 4200),
                (1500, 4900),
                (2150, 5350),
                (2100, 6100),
                (2700, 6600),
                (2600, 7300),
                (3200, 7800),
                (3100, 8500),
                (3700, 9000),
                (3650, 9700),
                (4250, 10200),
                (4200, 10900),
            ),
            (
                1980,
                1986,
                2001,
                2026,
                2048,
                2077,
                2101,
                2092,
                2117,
                2142,
                2169,
                2158,
                2180,
                2212,
                2231,
                2219,
                2246,
                2274,
                2301,
                2290,
                2318,
                2341,
                2355,
                2349,
                2362,
            ),
        ),
        Place(
            "creek",
            "trail",
            "",
            (-1200, 900),
            (
                (0, 0),
                (-350, 480),
                (-900, 700),
                (-1150, 1260),
                (-1720, 1500),
                (-2050, 2030),
                (-2660, 2110),
                (-3050, 2600),
                (-3640, 2720),
                (-4010, 3240),
                (-4600, 3310),
                (-5020, 3760),
                (-5640, 3880),
                (-6010, 4390),
                (-6620, 4460),
            ),
            (
                1964,
                1965,
                1963,
                1966,
                1967,
                1965,
                1968,
                1966,
                1969,
                1971,
                1968,
                1970,
                1972,
                1971,
            ),
        ),
        Place(
            "heights",
            "street",
            "",
            (-700, 2100),
            (
                (0, 0),
                (420, 150),
                (760, 520),
                (700, 980),
                (1010, 1330),
                (640, 1600),
                (130, 1490),
                (-260, 1120),
                (-180, 620),
                (-330, 250),
            ),
            (
                1978,
                1989,
                2007,
                2024,
                2043,
                2058,
                2063,
                2051,
                2036,
                2019,
                2003,
                1987,
                1978,
            ),
            closed=True,
        ),
        Place("up", "street", "", (-1600, 2600), ROAD_TO_THE_PASS, UP_TO_THE_PASS_M, one_way=True),
        Place(
            "down",
            "street",
            "",
            (-1600, 2600),
            ROAD_TO_THE_PASS[::-1],
            UP_TO_THE_PASS_M[::-1],
            one_way=True,
        ),
    )
}
