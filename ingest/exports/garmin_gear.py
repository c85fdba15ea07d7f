"""Reads the shoes of a Garmin account and who wore them when: *_gear.json."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ingest.exports.said import Shoe
from ingest.exports.told import number, text

HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True)
class Gear:
    """Shoes by Garmin's number, and the number of the pair by activity."""

    shoes: dict[str, Shoe]
    worn: dict[str, str]

    def name(self, activity_id: str) -> str | None:
        """What the pair is called that was worn in an activity."""
        shoe = self.shoes.get(self.worn.get(activity_id, ""))
        return shoe and shoe.name


def gear(sources: Iterable[str]) -> Gear:
    """The shoes in files of this kind; other gear is left out, and so is what is damaged."""
    lists = [told for source in sources for told in _lists(source)]
    shoes = dict(pair for told in lists for pair in _shoes(told.get("gearDTOS")))
    links = (link for told in lists for link in _worn(told.get("gearActivityDTOs")))
    worn = {activity: pair for pair, activity in links if pair in shoes}
    return Gear(_apart(shoes), worn)


def _lists(source: str) -> list[Mapping]:
    try:
        told = json.loads(source)
    except (ValueError, RecursionError):
        return []
    return [part for part in (told if isinstance(told, list) else [told]) if isinstance(part, Mapping)]


def _shoes(rows: object) -> Iterator[tuple[str, Shoe]]:
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, Mapping) and str(row.get("gearTypeName")).casefold() == "shoes":
            yield str(row.get("gearPk")), _shoe(row)


def _shoe(row: Mapping) -> Shoe:
    """Its name is the nickname, else the make."""
    told = (text(row.get(name)) for name in ("displayName", "customMakeModel", "gearModelName"))
    name = next((name for name in told if name), None)
    return Shoe(
        name=name or f"Garmin shoe {row.get('gearPk')}",
        replace_m=number(row.get("maximumMeters")),
        retired_on=_retired_on(row),
        first_used=_day(row.get("dateBegin"), later=HALF_A_DAY),  # midnight of the runner, told in UTC
    )


def _retired_on(row: Mapping) -> date | None:
    if str(row.get("gearStatusName", "retired")).casefold() != "retired":
        return None
    days = (_day(row.get(name)) for name in ("retiredDate", "dateEnd", "updateDate"))
    return next((day for day in days if day is not None), None)


def _day(value: object, later: timedelta = timedelta()) -> date | None:
    try:
        return (datetime.fromisoformat(value[:19] if isinstance(value, str) else "") + later).date()
    except (ValueError, OverflowError):
        return None


def _worn(lists: object) -> Iterator[tuple[str, str]]:
    for pair, rows in lists.items() if isinstance(lists, Mapping) else ():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, Mapping):
                yield str(pair), str(row.get("activityId"))


def _apart(shoes: dict[str, Shoe]) -> dict[str, Shoe]:
    """Two pairs of one name are told apart by the order in which they came."""
    seen: dict[str, int] = {}
    apart = {}
    for pair, shoe in sorted(shoes.items(), key=lambda item: (item[1].first_used or date.min, item[0])):
        count = seen[shoe.name] = seen.get(shoe.name, 0) + 1
        apart[pair] = shoe if count == 1 else replace(shoe, name=f"{shoe.name} ({count})")
    return apart
