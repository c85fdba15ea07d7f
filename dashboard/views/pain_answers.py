"""Answers of the hip log and what they mean: whose day each belongs to, and what of it is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from ingest import units
from ingest.diary import EARLIEST, LISTS, SAYING, SCORES
from ingest.errors import InvalidEntry
from ingest.schema import PLACES, SIDES, SIGNS, Log, listed, side_and_place, spots_of

DAY = timedelta(days=1)
RECENT_RUN = timedelta(days=3)
OF_THE_RUN = ("run_pain", "after_pain", "onset_m")
WHERE = ("spots", "side", "place")
ASKED_WORDS = ("signs", "quality", "timing", "sets_off", "done", "off_run")
ASKED = (*SCORES, "onset_m", *WHERE, *ASKED_WORDS, "note")
HURTING = ("worst_pain", "rest_pain", "left_pain", "right_pain")
NAMED = 3
"""Warning signs up to which they are named after a save, so that a mistaken tap is seen."""

LARGEST = 1e9
"""No score and no distance [m] is larger; a message may hold any number."""

Said = dict[str, object]
"""Fields of the diary with their values; None is "not said"."""


@dataclass(frozen=True)
class Form:
    """What a log was filled with. `seen` is by field, each of the day that `about` names.

    `run_day` is the day of the last run where it is recent; `usual` the spots of the last pain,
    offered where the day has no entry; `unit` the runner's unit of distance.
    """

    day: date
    run_day: date
    seen: Mapping[str, object]
    usual: str | None = None
    unit: str = "km"

    def about(self, name: str) -> date:
        """The day to which an answer belongs: pain on waking is the day before's."""
        if name in OF_THE_RUN:
            return self.run_day
        return self.day - DAY if name == "morning_pain" else self.day


def form_of(log: Log, day: date, run_day: date | None = None) -> Form:
    """What is known of a day, as the log shows it."""
    run_day = run_day or last_run_day(log, day)
    empty = Form(day, run_day, {}, None, log.profile.distance_unit)
    entries = {each: standing(log, each) for each in {empty.about(name) for name in ASKED}}
    seen = {name: entries[empty.about(name)].get(name) for name in ASKED}
    usual = None if entries[day] else usual_spots(log, day)
    return Form(day, run_day, seen, usual, empty.unit)


def standing(log: Log, day: date) -> Said:
    """What the entry of a day says, by field of ASKED; empty where there is none."""
    rows = log.diary.loc[log.diary["day"] == pd.Timestamp(day), list(ASKED)].tail(1)
    return {name: plain(name, value) for row in rows.to_dict("records") for name, value in row.items()}


def plain(name: str, value: object) -> object:
    """A cell of the diary, or of a message, as JSON knows it: scores are whole numbers."""
    if name in SCORES or name == "onset_m":
        number = value if isinstance(value, int | float) and abs(value) <= LARGEST else None
        return int(number) if name in SCORES and number is not None and number == int(number) else number
    return value if isinstance(value, str) and value else None


def last_run_day(log: Log, day: date) -> date:
    """The day of the last run, where it is recent; else the day itself, whose run may yet be imported."""
    now = pd.Timestamp(day)
    last = log.runs.loc[log.runs["day"].between(now - RECENT_RUN, now), "day"].max()
    return day if pd.isna(last) else last.date()


def usual_spots(log: Log, day: date) -> str | None:
    """Where it hurt last: mostly it still does."""
    painful = log.diary[(log.diary["day"] < pd.Timestamp(day)) & (log.diary["worst_pain"] > 0)]
    last = painful.tail(1)[list(WHERE)].to_dict("records")
    return shown_spots(last[0]) if last else None


def shown_spots(said: Mapping) -> str | None:
    """The spots of an entry; of one that was made without the map, by its side and place."""
    return " ".join(spots_of(said.get("side"), said.get("place"), said.get("spots"))) or None


def where(spots: str | None) -> Said:
    """Spots with the side and place that they mean."""
    side, place = side_and_place(listed(spots))
    return {"spots": spots or None, "side": side, "place": place}


def form_said(log: Log, message: Mapping, today: date) -> Form:
    """The form as a message tells of it: the days that it was about, and what was seen there.

    Nothing of it is believed that could do harm: what was seen only decides whether to ask again.
    Raises InvalidEntry where a day cannot be.
    """
    day, run_day = (day_said(message.get(name), today) for name in ("day", "run_day"))
    seen = message.get("seen")
    seen = seen if isinstance(seen, Mapping) else {}
    seen = {name: plain(name, seen.get(name)) for name in ASKED}
    return Form(day, run_day, seen, form_of(log, day).usual, log.profile.distance_unit)


def day_said(said: object, today: date) -> date:
    """A day of the diary, as a message names it. Raises InvalidEntry for another one."""
    try:
        day = date.fromisoformat(str(said))
    except ValueError:
        raise InvalidEntry(f"“{said}” is not a date like 2026-05-03.") from None
    if day > today:
        raise InvalidEntry(f"{day.isoformat()} has not been yet.")
    if day < EARLIEST:
        raise InvalidEntry(f"{day.isoformat()} is before 1990; please check the date.")
    return day


def values(form: Form) -> Said:
    """What the log shows when it is filled in: spots as the map names them, distance in the runner's unit."""
    spots = shown_spots(form.seen) or form.usual
    shown = {name: form.seen.get(name) for name in ASKED if name not in WHERE}
    return shown | {"spots": spots, "onset_m": in_unit(form, form.seen.get("onset_m"))}


def in_unit(form: Form, metres: float | None) -> str | None:
    return None if metres is None else f"{round(units.distance(metres, form.unit), 2):g}"


def answers(form: Form, said: Mapping) -> Said:
    """What was tapped and typed as fields of the diary; a field that is not there stays as it was seen.

    `said` may be anything that a browser sends. Raises InvalidEntry, with a sentence.
    """
    taken = dict(form.seen)
    taken |= {name: whole(name, said[name]) for name in SCORES if name in said}
    taken |= {name: in_order(name, said[name]) for name in ASKED_WORDS if name in said}
    if "note" in said:
        taken["note"] = text(said["note"])
    if "onset_m" in said and text(said["onset_m"]) != in_unit(form, form.seen.get("onset_m")):
        taken["onset_m"] = metres(form, text(said["onset_m"]))
    if "spots" in said and in_order("spots", said["spots"]) != shown_spots(form.seen):
        taken |= where(in_order("spots", said["spots"]))
    return taken


def settled(form: Form, taken: Mapping) -> Said:
    """Answers without what only stood there because it was offered, or was asked no more."""
    taken = dict(taken)
    if taken["worst_pain"] == 0 and not _stood(form, taken):
        taken |= where(None)
    elif taken["spots"] == form.usual and not hurts(form, taken):
        taken |= {name: form.seen.get(name) for name in WHERE}
    if taken["side"] not in ("both", form.seen.get("side")):
        taken |= {"left_pain": None, "right_pain": None}
    if not says(form, taken) and not says(form, form.seen) and (taken["spots"] or taken["quality"]):
        raise InvalidEntry("Tap a number too: where and what it is like does not tell how bad it is.")
    return taken


def _stood(form: Form, taken: Mapping) -> bool:
    """Whether no pain and its place stood there together already: such days were kept once."""
    return all(taken[name] == form.seen.get(name) for name in ("worst_pain", *WHERE))


def hurts(form: Form, taken: Mapping) -> bool:
    """Whether the answers about the day itself tell of pain."""
    of_the_day = (*HURTING, *(name for name in OF_THE_RUN[:2] if form.run_day == form.day))
    return bool(taken.get("signs")) or any((taken.get(name) or 0) > 0 for name in of_the_day)


def says(form: Form, taken: Mapping) -> bool:
    """Whether the answers about the day itself make an entry."""
    return any(taken.get(name) is not None for name in SAYING if form.about(name) == form.day)


def changes(form: Form, taken: Mapping) -> dict[date, Said]:
    """What is new in the answers, by the day to which it belongs."""
    changed: dict[date, Said] = {}
    for name, value in taken.items():
        if value != form.seen.get(name):
            changed.setdefault(form.about(name), {})[name] = value
    return changed


def whole(name: str, said: object) -> int | None:
    """A score, from a tap or as digits. Raises InvalidEntry for anything else."""
    if said is None or said == "":
        return None
    if isinstance(said, str) and said.strip().isdecimal() and len(said) < 4:
        said = int(said)
    if isinstance(said, bool) or not isinstance(said, int):
        raise InvalidEntry(
            f"{SCORES[name].capitalize()} is “{said}”; please give a whole number from 0 to 10."
        )
    return said


def in_order(name: str, said: object) -> str | None:
    """Several words as the diary keeps them: once each, in the order of their list, spots as tapped."""
    given = list(dict.fromkeys(str(said or "").split()))
    if name != "spots":
        known = list(LISTS[name])
        given.sort(key=lambda word: known.index(word) if word in known else len(known))
    return " ".join(given) or None


def text(said: object) -> str | None:
    """Words as typed; blanks alone say nothing."""
    return str(said) if said is not None and str(said).strip() else None


def metres(form: Form, typed: str | None) -> float | None:
    """A distance as the runner types it, in metres. Raises InvalidEntry where it is none."""
    if typed is None:
        return None
    try:
        return units.metres(float(typed.strip().replace(",", ".")), form.unit)
    except ValueError:
        raise InvalidEntry(f"“{typed.strip()}” is not a distance. Write a number like 2.5.") from None


def in_words(said: Mapping) -> str:
    """`pain 4, left outer hip`: the answers that matter most, in one line."""
    scores = (("worst_pain", "pain"), ("run_pain", "in the run"), ("after_pain", "after the run"))
    scores += (("morning_pain", "on waking"), ("rest_pain", "at rest"))
    told = [f"{word} {said[name]}" for name, word in scores if said.get(name) is not None]
    told = ["no pain" if word == "pain 0" else word for word in told]
    spots = [spot.partition(".") for spot in (shown_spots(said) or "").split()]
    told += [f"{side} {PLACES.get(place, place)}" for side, _, place in spots]
    if not spots:
        told += [word for word in (SIDES.get(said.get("side")), PLACES.get(said.get("place"))) if word]
    signs = listed(said.get("signs"))
    told += (
        [SIGNS.get(word, word) for word in signs] if len(signs) <= NAMED else [f"{len(signs)} of the signs"]
    )
    return ", ".join(told)
