"""Reads FIT, the format of Garmin, COROS, Suunto, Wahoo and most other watches, through fitparse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers import fit_bytes, fit_session, fit_track, fit_words
from ingest.readers.fit_messages import Fields, messages
from ingest.readers.masks import masked
from ingest.recording import Recording

NAME = "fit"
MOST_SESSIONS = 100  # a triathlon has five


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a FIT file."""
    return head[8:12] == fit_bytes.MAGIC


def read(data: bytes) -> tuple[Recording, ...]:
    """The activities in a FIT file: one a session in a triathlon, one a file where files are chained.

    Raises NotAnActivity for FIT files of other kinds, UnreadableFile where nothing can be saved.
    """
    contents = {part.data: _content(part) for part in fit_bytes.parts(data)}  # the same part twice is one
    activities = [content for content in contents.values() if content.is_activity]
    if not activities:
        _refuse(list(contents.values()))
    return tuple(recording for content in activities for recording in _recordings(content))


@dataclass(frozen=True)
class _Content:
    """The messages of one file by name, in the file's order, and what was odd about the file."""

    by_name: dict[str, list[Fields]]
    warnings: tuple[str, ...]

    def all(self, name: str) -> list[Fields]:
        return self.by_name.get(name, [])

    def first(self, name: str) -> Fields:
        return next(iter(self.all(name)), {})

    @property
    def kind(self) -> object:
        return self.first("file_id").get("type", "activity")

    @property
    def is_activity(self) -> bool:
        return self.kind == "activity" and any(map(self.all, ("record", "session")))


def _content(part: fit_bytes.Part) -> _Content:
    found, troubles = messages(part.data)
    by_name: dict[str, list[Fields]] = {}
    for message in found:
        by_name.setdefault(message.name, []).append(message.fields)
    unread = f"What {len(troubles)} of the file's messages say makes no sense; they were left out."
    return _Content(by_name, part.warnings + ((unread,) if troubles else ()))


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
    starts = [fit_session.start(session) for session in sessions]
    if len(sessions) < 2 or any(a == b for a, b in pairwise(starts)):
        yield _recording(content, content.first("session"))
        return
    bounds = [pd.Timestamp.min.tz_localize("UTC"), *starts[1:], pd.Timestamp.max.tz_localize("UTC")]
    for session, span in zip(sessions, pairwise(bounds), strict=True):
        yield _recording(_between(content, *span), session)


def _between(content: _Content, first: pd.Timestamp, end: pd.Timestamp) -> _Content:
    """What happened from `first` until before `end`, with all that belongs to the whole file."""

    def within(fields: Fields) -> bool:
        at = fit_track.instant(fields.get("start_time", fields.get("timestamp")))
        return at is not None and first <= at < end

    timed = {name: list(filter(within, content.all(name))) for name in ("record", "lap", "event")}
    return _Content(content.by_name | timed, content.warnings)


def _recording(content: _Content, session: Fields) -> Recording:
    file_id, infos = content.first("file_id"), content.all("device_info")
    sport, sub_sport = fit_session.sport(session, content.first("sport"))
    track, counts = masked(fit_track.track(content.all("record"), sport))
    first, last = (track["time"].iloc[0], track["time"].iloc[-1]) if len(track) else (None, None)
    began = fit_session.began(session, first, file_id)
    rpe, feel = fit_session.effort(session)
    return Recording(
        format=NAME,
        track=track,
        sport=sport,
        sub_sport=sub_sport,
        started_at=began,
        title=content.first("workout").get("wkt_name"),
        device=fit_session.device(file_id, infos),
        totals=fit_session.totals(session),
        laps=fit_session.laps(content.all("lap"), sport),
        active=fit_session.active_spans(content.all("event"), last),
        utc_offset=fit_session.utc_offset(content.first("activity"), fit_session.maker(file_id)),
        barometric=fit_session.barometric(infos),
        body_mass_kg=fit_session.body_mass(content.all("user_profile")),
        rpe=rpe,
        feel=feel,
        masked=counts,
        warnings=content.warnings + fit_session.doubts(began),
    )
