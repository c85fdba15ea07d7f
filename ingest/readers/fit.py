"""Reads FIT, the format of Garmin, COROS, Suunto, Wahoo and most other watches.

Points are decoded all at once with numpy; fitparse is the reference, and reads the few files
that hold what the fast way cannot read just as fitparse does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers import fit_bytes, fit_messages, fit_session, fit_track, fit_words
from ingest.readers.fit_columns import Columns
from ingest.readers.fit_fields import Fields
from ingest.readers.fit_layout import Declined
from ingest.readers.fit_reading import Reading
from ingest.readers.masks import masked
from ingest.recording import Recording
from ingest.schema import TRACK

NAME = "fit"
MOST_SESSIONS = 100  # a triathlon has five


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a FIT file."""
    return head[8:12] == fit_bytes.MAGIC


def read(data: bytes) -> tuple[Recording, ...]:
    """The activities in a FIT file: one a session in a triathlon, one a file where files are chained.

    Raises NotAnActivity for FIT files of other kinds, UnreadableFile where nothing can be saved.
    """
    contents = [_content(part) for part in _different(list(fit_bytes.parts(data)))]
    activities = [content for content in contents if content.is_activity]
    if not activities:
        _refuse(contents)
    return tuple(recording for content in activities for recording in _recordings(content))


def records(data: bytes) -> pd.DataFrame:
    """All record messages of a FIT file as one TRACK frame, in the file's order and with nothing masked.

    Cadence counts both feet, whatever the sport. Raises UnreadableFile as `read` does.
    """
    walked = [part for part in fit_bytes.parts(data) if part.walk is not None]
    frames = [fit_track.track(_points(part), None) for part in walked]
    return frames[0] if len(frames) == 1 else pd.concat(frames or [TRACK.empty()], ignore_index=True)


@dataclass(frozen=True)
class _Content:
    """What one file holds: its points, its few other messages by name, and what was odd about it."""

    records: Columns
    by_name: dict[str, list[Fields]]
    warnings: tuple[str, ...] = ()

    def all(self, name: str) -> list[Fields]:
        return self.by_name.get(name, [])

    def first(self, name: str) -> Fields:
        return next(iter(self.all(name)), {})

    @property
    def kind(self) -> object:
        return self.first("file_id").get("type", "activity")

    @property
    def is_activity(self) -> bool:
        return self.kind == "activity" and bool(self.records.length or self.all("session"))


def _different(parts: list[fit_bytes.Part]) -> list[fit_bytes.Part]:
    """The same part twice is one."""
    return list({part.sound: part for part in parts}.values()) if len(parts) > 1 else parts


def _content(part: fit_bytes.Part) -> _Content:
    """A part read the fast way, or by fitparse where that is declined."""
    if part.walk is None:
        return _Content(Columns(0, {}), {"file_id": [{"type": part.kind}]})
    try:
        reading = Reading.of(part.walk)
        return _Content(reading.records(), reading.others(), part.warnings)
    except Declined:
        return _by_fitparse(part)


def _points(part: fit_bytes.Part) -> Columns:
    try:
        return Reading.of(part.walk).records()
    except Declined:
        return _by_fitparse(part).records


def _by_fitparse(part: fit_bytes.Part) -> _Content:
    found, troubles = fit_messages.messages(part.sound)
    by_name: dict[str, list[Fields]] = {}
    for message in found:
        by_name.setdefault(message.name, []).append(message.fields)
    unread = f"What {len(troubles)} of the file's messages say makes no sense; they were left out."
    points = fit_messages.columns(by_name.pop("record", []))
    return _Content(points, by_name, part.warnings + ((unread,) if troubles else ()))


def _refuse(contents: list[_Content]) -> None:
    kinds = [content.kind for content in contents if content.kind != "activity"]
    if kinds:
        what = fit_words.FILE_KINDS.get(kinds[0], f"of a kind that hiplog does not know ({kinds[0]})")
        raise NotAnActivity(f"This FIT file is no activity but {what}.")
    raise UnreadableFile("This FIT file is damaged or empty: it holds no points and no totals.")


def _recordings(content: _Content) -> Iterator[Recording]:
    """A recording for each session; sessions that do not follow one another in time are one."""
    sessions = sorted(
        (session for session in content.all("session") if fit_session.start(session) is not None),
        key=fit_session.start,
    )
    if len(sessions) > MOST_SESSIONS:
        raise UnreadableFile(f"This FIT file holds over {MOST_SESSIONS} activities: export fewer at once.")
    starts = [fit_track.number(session["start_time"]) for session in sessions]
    if len(sessions) < 2 or any(a == b for a, b in pairwise(starts)):
        yield _recording(content, content.first("session"))
        return
    for session, span in zip(sessions, pairwise([-np.inf, *starts[1:], np.inf]), strict=True):
        yield _recording(_between(content, *span), session)


def _between(content: _Content, first: float, end: float) -> _Content:
    """What happened from `first` until before `end`, with all that belongs to the whole file.

    Both in seconds since 1989-12-31 UTC.
    """

    def within(fields: Fields) -> bool:
        at = fit_track.number(fields.get("start_time", fields.get("timestamp")))
        return first <= at < end

    timed = {name: list(filter(within, content.all(name))) for name in ("lap", "event")}
    return _Content(content.records.within(first, end), content.by_name | timed, content.warnings)


def _recording(content: _Content, session: Fields) -> Recording:
    file_id, infos = content.first("file_id"), content.all("device_info")
    sport, sub_sport = fit_session.sport(session, content.first("sport"))
    track, counts = masked(fit_track.track(content.records, sport))
    first, last = (track["time"].iloc[0], track["time"].iloc[-1]) if len(track) else (None, None)
    began = fit_session.began(session, first, file_id)
    rpe, feel = fit_session.effort(session)
    device = fit_session.device(file_id, infos)
    return Recording(
        format=NAME,
        track=track,
        sport=sport,
        sub_sport=sub_sport,
        started_at=began,
        title=content.first("workout").get("wkt_name"),
        device=device,
        totals=fit_session.totals(session),
        laps=fit_session.laps(content.all("lap"), sport, fit_track.cadence(content.records)),
        active=fit_session.active_spans(content.all("event"), last),
        utc_offset=fit_session.utc_offset(content.first("activity"), fit_session.maker(file_id)),
        barometric=fit_session.barometric(infos, device),
        body_mass_kg=fit_session.body_mass(content.all("user_profile")),
        rpe=rpe,
        feel=feel,
        masked=counts,
        warnings=content.warnings + fit_session.doubts(began),
    )
