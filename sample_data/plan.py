"""The sample runner's year as they ran it: 52 weeks, three to five runs in most of them.

A winter of base miles, a spring that grew too fast, sixteen days without a run, a half marathon in
July, a trail holiday in August, and an autumn towards another race. What may go with pain comes
apart: there are level trails and steep streets, and runs to the top of the pass with a bus ride home,
or the other way round.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sample_data.places import PLACES, Place

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

WEEKS = (
    "Tu easy river 5, Th easy town 5, Su long river 7",
    "Tu easy town 5, Th easy farm 5, Su trail creek 8",
    "Tu easy river 4.2, Th easy town 5, Sa easy mill 4, Su long river 8.4",
    "Tu easy river 5, Th easy mill 5, Su trail bluff 7.1",
    "Mo easy river 5, We easy mill 5, Sa trail creek 5, Su long river 9",
    # A run on each day from Monday to Sunday: two miles a day over the holidays.
    "Mo easy river 3.3, Tu easy river 3.3, We easy town 3.3, Th easy river 3.3, Fr easy mill 3.2,"
    " Sa easy river 3.3, Su easy town 5",
    "Tu easy town 5, Th tempo river 6, Sa easy up 5, Su long river 10",
    "Tu easy mill 5, Th easy river 6, Su easy heights 7.1",
    "Tu easy river 6, Th tempo town 6, Sa easy mill 5, Su trail creek 10.3",
    "Tu easy river 6, Th tempo river 7, Sa trail bluff 7.1, Su long town 10",
    "Tu easy river 6, Th tempo town 7, Sa easy up 6, Su long river 11",
    "Tu easy town 5, Th easy river 6, Su long heights 10.2",
    "Tu easy river 6, Th intervals river 7, Sa easy down 7.1, Su long farm 12",
    "Tu easy town 7, Th tempo river 7, Sa easy up 7.1, Su trail creek 13",
    "Tu easy river 7, Th intervals river 8, Sa trail creek 7.1, Su long heights 14",
    "Tu easy river 6, Th trail creek 6, Su trail ridge 12",
    "Tu easy river 7, Th tempo river 8, Sa trail creek 7, Su long river 15",
    # The week that grew by more than a third.
    "Mo easy town 8, Tu tempo river 8, Th intervals river 9, Sa trail bluff 10, Su trail ridge 16",
    "Tu easy mill 5, Th easy river 5, Sa easy river 5",
    "Mo easy river 6, Th easy river 5",
    # Sixteen days without a run, from Thursday to Saturday of the week after next.
    "",
    "Sa long farm 13",
    "Tu easy river 6, Th easy down 6, Su long river 10",
    "Tu easy river 6, Th trail creek 7, Sa easy up 7.1, Su easy river 7.5",
    "Tu easy river 6, Th tempo river 7, Sa trail bluff 7.1, Su long river 11",
    "Tu easy river 6, Th easy heights 6, Su trail creek 12.4",
    "Tu easy town 7, Th tempo river 8, Sa easy down 7.1, Su long river 13.5",
    "Tu easy river 7, Th intervals river 8, Sa easy up 7.1, Su long river 14.4",
    "Tu easy river 8, Th tempo town 8, Sa trail bluff 7.1, Su long river 16.4",
    "Tu easy river 6, Th trail creek 8, Su long heights 14",
    "Tu easy river 7, Th intervals river 7, Sa easy up 5, Su trail creek 12",
    "Tu easy river 5, Th easy river 5, Su race river 21.1",
    "Th easy river 5, Su trail creek 7",
    "Tu easy river 6, Th easy down 6, Su long farm 10",
    "Tu easy river 6, Th easy river 6, Sa easy up 5, Su long river 11",
    "Tu easy town 7, Th easy river 7, Su long heights 10.2",
    "Tu easy river 7, Th tempo river 7, Sa easy down 7.1, Su long town 12",
    # A trail holiday, and on its Sunday far more than in any run of the last 30 days.
    "We trail bluff 7.1, Fr easy down 7, Sa trail bluff 7.1, Su trail ridge 19.6",
    "Th easy river 5, Su easy river 7",
    "Tu easy river 6, Th trail creek 6, Su easy river 9",
    "Tu easy town 7, Th easy up 7, Su long river 11",
    "Tu easy river 7, Th tempo river 7, Sa trail creek 7.1, Su long heights 12",
    "Tu easy town 7, Th tempo river 8, Sa trail bluff 7.1, Su long river 13",
    "Tu easy river 6, Th easy down 7, Su trail creek 12",
    "Tu easy river 7, Th tempo river 8, Sa easy up 7.1, Su long river 14",
    "Tu easy town 8, Th intervals river 8, Sa trail bluff 7.1, Su long river 14.5",
    "Tu easy river 8, Th tempo river 8, Sa easy down 7.1, Su trail creek 15",
    "Tu easy river 6, Th easy up 7, Su trail bluff 14.2",
    "Tu easy river 8, Th tempo river 8, Sa easy mill 7, Su long river 16",
    "Tu easy town 8, Th intervals river 9, Sa easy heights 7.1, Su long river 16.3",
    "Tu easy river 8, Th tempo river 8, Sa trail creek 7, Su trail ridge 16.4",
    "Tu easy river 7, Th trail bluff 7.1, Sa trail ridge 18.8",
)

UNSAID, OLD_ROAD, TRAIL, NEW_ROAD = "", "Harrier 3", "Badger Trail", "Harrier 4"
SHOES_FROM_WEEK, NEW_ROAD_FROM_WEEK = 17, 43


@dataclass(frozen=True)
class Outing:
    """One planned run. `number` counts from 0 through the year, `week` from 1."""

    number: int
    week: int
    day: date
    kind: str
    place: Place
    goal_m: float

    @property
    def by_phone(self) -> bool:
        """Every eighth run the watch lay at home, and an app on the phone recorded it; never the race."""
        return self.number % 8 == 7 and bool(self.place.corners) and self.kind != "race"

    @property
    def surface(self) -> str:
        """What the runner has to say of the ground; nothing where the watch's sub-sport tells."""
        return "paved" if self.by_phone and self.place.sub_sport == "street" else self.place.surface

    @property
    def shoe(self) -> str:
        """The pair worn; nothing in the first weeks, when the runner did not note it yet."""
        if self.week < SHOES_FROM_WEEK:
            return UNSAID
        if self.kind == "trail":
            return TRAIL
        fast = self.kind in ("tempo", "intervals") or self.day.weekday() == 1
        return NEW_ROAD if self.week >= NEW_ROAD_FROM_WEEK and fast else OLD_ROAD


def first_monday(until: date) -> date:
    """The year's first day: `until` falls in its 52nd week."""
    return until - timedelta(days=until.weekday(), weeks=len(WEEKS) - 1)


def outings(until: date) -> Iterator[Outing]:
    """The year's runs, the last of them on `until` or before."""
    number = 0
    for week, words in enumerate(WEEKS, start=1):
        for word in filter(None, words.split(",")):
            weekday, kind, place, kilometres = word.split()
            day = first_monday(until) + timedelta(weeks=week - 1, days=WEEKDAYS.index(weekday))
            if day <= until:
                goal_m = float(kilometres) * 1000 + (0 if kind == "race" else 37 * number % 23 * 10 - 100)
                yield Outing(number, week, day, kind, PLACES[place], goal_m)
            number += 1
