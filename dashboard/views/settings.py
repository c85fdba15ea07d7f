"""Settings: units, weight, week, clock, and every threshold with its meaning, source and default."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import groupby
from zoneinfo import available_timezones

import streamlit as st

from analysis import review, words
from analysis.limits import Limit, LimitOutOfRange, limits_of
from dashboard import cache
from dashboard import words as edge
from dashboard.views import map_file, notice
from dashboard.views.choice import buttons
from ingest import units
from ingest.errors import IngestError
from ingest.schema import WEEK_STARTS, Log, Profile
from ingest.store import Store
from ingest.store.settings import LEAST_HIDDEN_M

SAID, HOME_SAID = "settings.said", "settings.home_said"
TOPICS = {
    "mileage": "Distance",
    "terrain": "Up and down",
    "surface": "Ground",
    "direction": "Rounds",
    "camber": "Side of the road",
    "routes": "Same course",
    "shoes": "Shoes",
    "form": "Form",
    "pain": "Pain",
}


def page(store: Store) -> None:
    """The runner first, then the thresholds."""
    log = cache.log(store)
    st.title("Settings", anchor=False)
    told()
    runner(store, log.profile)
    map_file.section(store)
    st.header("When hiplog speaks up", anchor=False)
    st.caption(
        "These limits decide what is shown as standing out. Each comes from a study or from common practice; "
        "change them to suit yourself."
    )
    thresholds(store, log)


def runner(store: Store, profile: Profile) -> None:
    """Units, week, weight and clock; each is saved as soon as it is chosen."""

    def keep(name: str, value: object) -> None:
        _try(lambda: store.save_profile(replace(store.profile(), **{name: value})))

    spoken = {"km": "km, m, kg", "mi": "miles, feet, lb"}
    weeks = {day: day.capitalize() for day in WEEK_STARTS}
    buttons("Units", "settings.unit", spoken, profile.distance_unit, partial(keep, "distance_unit"))
    buttons("The week starts on", "settings.week", weeks, profile.week_start, partial(keep, "week_start"))
    weight(profile, partial(keep, "body_mass_kg"))
    zone(profile, partial(keep, "zone"))
    home(store, profile)


def weight(profile: Profile, keep: Callable[[object], None]) -> None:
    """Body weight in the runner's unit; empty is "not said"."""
    unit = profile.distance_unit
    key = f"settings.weight.{edge.mass_unit(unit)}"
    if profile.body_mass_kg is not None:  # through its state: a field with a value of its own is never empty
        st.session_state.setdefault(key, edge.mass(profile.body_mass_kg, unit))
    st.number_input(
        f"Body weight, {edge.mass_unit(unit)}",
        value=None,
        min_value=0.0,
        step=1.0,
        format="%g",
        placeholder="Not said",
        key=key,
        on_change=lambda: keep(edge.kilograms(st.session_state[key], unit)),
    )
    st.caption("Shoes wear sooner under a heavy runner. Nothing else uses it.")


def zone(profile: Profile, keep: Callable[[object], None]) -> None:
    """The clock that the runner lives by."""
    zones = sorted(available_timezones() | {profile.zone})
    st.selectbox(
        "Time zone",
        zones,
        index=zones.index(profile.zone),
        key="settings.zone",
        on_change=lambda: keep(st.session_state["settings.zone"]),
    )
    st.caption("Decides which day an entry belongs to, and a run that has no position.")


def home(store: Store, profile: Profile) -> None:
    """How much around the runner's places is left out of pictures to share."""
    unit = profile.distance_unit
    named, key = units.height_unit(unit), f"settings.home.{unit}"
    st.session_state.setdefault(key, round(units.height(profile.home_radius_m, unit)))
    st.number_input(
        f"Hidden around home in a picture to share, {named}",
        min_value=0,
        step=100,
        key=key,
        on_change=save_home,
        args=(store, key),
    )
    notice.told(HOME_SAID)
    st.caption(
        f"At least {words.climb(LEAST_HIDDEN_M, unit)}; placed a little off your door, so that its middle "
        "gives nothing away. Also around every other place where your runs begin or end."
    )


def save_home(store: Store, key: str) -> None:
    """Keeps the hidden radius; what is refused is said at the field, which shows what holds."""
    profile = store.profile()
    radius_m = st.session_state[key] / units.height(1.0, profile.distance_unit)
    try:
        store.save_profile(replace(profile, home_radius_m=radius_m))
    except IngestError as error:
        st.session_state[key] = round(units.height(profile.home_radius_m, profile.distance_unit))
        notice.say(HOME_SAID, notice.REFUSED, str(error))
    else:
        notice.say(HOME_SAID, notice.SAVED, "Saved.")


def thresholds(store: Store, log: Log) -> None:
    """A frame a topic, a row a threshold."""
    for topic, limits in groupby(review.LIMITS, key=lambda limit: limit.key.partition(".")[0]):
        with st.expander(TOPICS.get(topic, topic.capitalize())):
            for limit in limits:
                threshold(store, log, limit)
    if log.limits:
        st.button("Reset all limits", key="settings.reset_all", on_click=reset_all, args=(store,))


def threshold(store: Store, log: Log, limit: Limit) -> None:
    """One threshold: what it means, its value, where it comes from."""
    unit = log.profile.distance_unit
    named = edge.limit_unit(limit, unit)
    key = f"settings.{limit.key}.{named}"
    st.session_state.setdefault(key, edge.limit_shown(limit, limits_of(log)[limit], unit))
    st.number_input(
        f"{edge.plain(limit.meaning)} ({named})" if named else edge.plain(limit.meaning),
        min_value=edge.limit_shown(limit, limit.low, unit),
        max_value=edge.limit_shown(limit, limit.high, unit),
        step=edge.limit_step(limit),
        format="%g",
        key=key,
        on_change=save_limit,
        args=(store, limit, key),
    )
    default = edge.limit_said(limit, limit.default, unit)
    st.caption(f"Default {default}. Source: {edge.plain(limit.source)}")
    if limit.key in log.limits:
        st.button(
            f"Back to {default}", key=f"settings.reset.{limit.key}", on_click=reset, args=(store, limit, key)
        )


def save_limit(store: Store, limit: Limit, key: str) -> None:
    """Keeps one changed threshold beside the others."""
    log = cache.log(store)
    value = edge.limit_meant(limit, st.session_state[key], log.profile.distance_unit)
    _try(lambda: store.save_limits({**log.limits, limit.key: limit.checked(value)}))


def reset(store: Store, limit: Limit, key: str) -> None:
    """Puts one threshold back to its default."""
    st.session_state.pop(key, None)
    changed = {name: value for name, value in cache.log(store).limits.items() if name != limit.key}
    _try(lambda: store.save_limits(changed))


def reset_all(store: Store) -> None:
    """Puts every threshold back to its default."""
    for key in [key for key in st.session_state if str(key).startswith("settings.")]:
        del st.session_state[key]
    _try(lambda: store.save_limits({}))


def _try(write) -> None:
    try:
        write()
    except (IngestError, LimitOutOfRange) as error:
        st.session_state[SAID] = ("refused", str(error))
    else:
        st.session_state[SAID] = ("saved", "Saved.")


def told() -> None:
    """What the last change did, once."""
    kind, text = st.session_state.pop(SAID, (None, ""))
    if kind == "saved":
        st.toast(text, icon=":material/check:")
    elif kind is not None:
        st.warning(text, icon=":material/edit:")
