"""What pages ask for again and again, kept until the log changes.

The keys are the store, the runner, the version of their data and the day; a frame is never
a key, because Streamlit compares large frames by a sample. Arguments with a leading
underscore are not part of the key.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache as once

import pandas as pd
import streamlit as st

from analysis import compare, flags, form, home, pain_mark, review
from analysis import exposures as doses
from analysis.findings import Finding
from analysis.flags import Flag
from analysis.limits import limits_of
from analysis.patterns import asked as patterns
from ingest.ground.way import way as on_grid
from ingest.schema import Log
from ingest.store import Store

Key = tuple[str, int, int]


@st.cache_resource
def store() -> Store:
    """The one store of this server process, where `HIPLOG_STORE` says."""
    _all_loaded()
    return Store()


@once
def _all_loaded() -> None:
    """What is loaded by now stays: no page waits a quarter of a second while it is looked through."""
    gc.collect()
    gc.freeze()


def log(store: Store) -> Log:
    """All that the runner has logged."""
    return _log(store, _key(store))


def files(store: Store) -> pd.DataFrame:
    """What became of every file, newest first."""
    return _files(store, _key(store))


def findings(store: Store, today: date) -> list[Finding]:
    """Every finding up to and including `today`, urgent first."""
    return _findings(store, _key(store), today)


def standing(store: Store, today: date) -> list[Flag]:
    """The red flags that stand, most urgent first: every page asks for them, some more than once."""
    return _standing(store, _key(store), today)


def of_log(store: Store, work: Callable, *known):
    """What `work(log, *known)` makes of the log, kept until the log changes: for what takes its time.

    `known` are plain values, such as a day; never a frame.
    """
    return _of_log(store, _key(store), f"{work.__module__}.{work.__qualname__}", work, known)


def with_minutes(store: Store, work: Callable, today: date, *known):
    """As `of_log`: what `work(log, today, *known)` makes of the log that knows the minutes of its runs."""
    return _with_minutes(store, _key(store), f"{work.__module__}.{work.__qualname__}", work, today, known)


def asked(store: Store, today: date, series: str) -> patterns.Asked:
    """What was different on the days before pain, of the `series` patterns.WORST or patterns.MORNING."""
    return _asked(store, _key(store), today, series)


def onsets(store: Store) -> compare.Onsets | None:
    """Where pain began, of the runs whose diary says so: asks for the ways of these runs."""
    return _onsets(store, _key(store))


def track(store: Store, run_id: str) -> pd.DataFrame:
    """The points of one run, as TRACK."""
    return _track(store, _key(store), run_id)


def ways(store: Store, run_ids: Iterable[str]) -> dict[str, pd.DataFrame]:
    """WAY by run_id, of those of these runs that are measured."""
    return _ways(store, _key(store), tuple(run_ids))


def way(store: Store, run_id: str) -> pd.DataFrame:
    """The WAY of one run; made from its points where none is kept yet."""
    kept = ways(store, [run_id])
    return kept[run_id] if run_id in kept else on_grid(track(store, run_id))


def exposures(store: Store, today: date) -> pd.DataFrame:
    """What each day of the log held of all that may go with pain, as `analysis.exposures.daily`.

    Which side was sore is asked with `exposures.towards`. Form is known of the runs whose form is looked at.
    """
    return _exposures(store, _key(store), today)


def gait(store: Store, run_ids: Iterable[str]) -> pd.DataFrame:
    """The MINUTES of these runs, of those that are worked out."""
    return _gait(store, _key(store), tuple(run_ids))


def own_places(store: Store) -> list[home.Spot]:
    """Where the runner's runs begin and end: home, work, a usual trail head."""
    return _own_places(store, _key(store))


def _key(store: Store) -> Key:
    return store.where, store.runner_id, store.data_version()


@st.cache_data(max_entries=4, show_spinner=False)
def _log(_store: Store, key: Key) -> Log:
    return _store.load()


@st.cache_data(max_entries=2, show_spinner=False)
def _files(_store: Store, key: Key) -> pd.DataFrame:
    return _store.files()


@st.cache_data(max_entries=8, show_spinner="Looking at your log …")
def _findings(_store: Store, key: Key, today: date) -> list[Finding]:
    log = _log(_store, key)
    return review.review(replace(log, gait=_minutes(_store, key, today)), today, limits_of(log))


def _minutes(store: Store, key: Key, today: date) -> pd.DataFrame:
    """MINUTES of the runs whose form is looked at."""
    return _gait(store, key, tuple(form.looked_at(_log(store, key).runs, today)))


@st.cache_data(max_entries=8, show_spinner=False)
def _standing(_store: Store, key: Key, today: date) -> list[Flag]:
    return flags.standing(_log(_store, key), today)


@st.cache_data(max_entries=64, show_spinner=False)
def _of_log(_store: Store, key: Key, name: str, _work: Callable, known: tuple):
    return _work(_log(_store, key), *known)


@st.cache_data(max_entries=16, show_spinner=False)
def _with_minutes(_store: Store, key: Key, name: str, _work: Callable, today: date, known: tuple):
    return _work(replace(_log(_store, key), gait=_minutes(_store, key, today)), today, *known)


@st.cache_data(max_entries=4, show_spinner="Looking for patterns in your log …")
def _asked(_store: Store, key: Key, today: date, series: str) -> patterns.Asked:
    return patterns.asked(_log(_store, key), _exposures(_store, key, today), today, series)


@st.cache_data(max_entries=2, show_spinner=False)
def _onsets(_store: Store, key: Key) -> compare.Onsets | None:
    began = pain_mark.sure_onsets(_log(_store, key))
    return compare.onsets(began, _store.ways(began.index))


@st.cache_data(max_entries=2, show_spinner="Adding up what each day held …")
def _exposures(_store: Store, key: Key, today: date) -> pd.DataFrame:
    return doses.daily(_log(_store, key), _minutes(_store, key, today), today)


@st.cache_data(max_entries=2, show_spinner=False)
def _own_places(_store: Store, key: Key) -> list[home.Spot]:
    runs = _log(_store, key).runs
    return home.own_places(home.ends(runs, _store.ways(home.latest(runs))))


@st.cache_data(max_entries=16, show_spinner=False)
def _track(_store: Store, key: Key, run_id: str) -> pd.DataFrame:
    return _store.track(run_id)


@st.cache_data(max_entries=8, show_spinner=False)
def _ways(_store: Store, key: Key, run_ids: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    return _store.ways(run_ids)


@st.cache_data(max_entries=2, show_spinner=False)
def _gait(_store: Store, key: Key, run_ids: tuple[str, ...]) -> pd.DataFrame:
    return _store.gait(run_ids)
