"""Settings: units, weight, week, clock, and every threshold with its meaning, source and default."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from zoneinfo import available_timezones

import streamlit as st

from analysis import review
from analysis.limits import Limit, LimitOutOfRange
from dashboard import cache
from dashboard import words as edge
from ingest.errors import IngestError
from ingest.schema import WEEK_STARTS, Log, Profile
from ingest.store import Store

SAID = "settings.said"
UNITS = {"km": "kilometres, metres, kg", "mi": "miles, feet, lb"}
TOPICS = {
    "mileage": "Distance",
    "terrain": "Up and down",
    "surface": "Ground",
    "shoes": "Shoes",
    "pain": "Pain",
}


def page(store: Store) -> None:
    """The runner first, then the thresholds."""
    log = cache.log(store)
    st.title("Settings")
    told()
    runner(store, log.profile)
    st.header("When hiplog speaks up")
    st.caption(
        "These limits decide what is shown as standing out. Each comes from a study or from common practice; "
        "change them to suit yourself."
    )
    thresholds(store, log)


def runner(store: Store, profile: Profile) -> None:
    """Units, weight, week and clock."""
    mass_unit = edge.mass_unit(profile.distance_unit)
    zones = sorted(available_timezones() | {profile.zone})
    with st.form("settings.runner"):
        st.segmented_control(
            "Units",
            list(UNITS),
            default=profile.distance_unit,
            required=True,
            format_func=UNITS.get,
            key="settings.unit",
        )
        st.number_input(
            f"Body weight, {mass_unit}",
            value=edge.mass(profile.body_mass_kg, profile.distance_unit),
            min_value=0.0,
            step=1.0,
            format="%.1f",
            placeholder="Not said",
            key=f"settings.mass.{mass_unit}",
            help="Shoes wear sooner under a heavy runner; nothing else uses it.",
        )
        st.segmented_control(
            "The week starts on",
            WEEK_STARTS,
            default=profile.week_start,
            required=True,
            format_func=str.capitalize,
            key="settings.week_start",
        )
        st.selectbox(
            "Time zone",
            zones,
            index=zones.index(profile.zone),
            key="settings.zone",
            help="Decides which day an entry, or a run without GPS, belongs to.",
        )
        st.form_submit_button("Save", type="primary", on_click=save_runner, args=(store, profile))


def save_runner(store: Store, profile: Profile) -> None:
    """Keeps the runner's settings, or says why not."""
    mass_unit = edge.mass_unit(profile.distance_unit)
    mass = edge.kilograms(st.session_state[f"settings.mass.{mass_unit}"], profile.distance_unit)
    unchanged = edge.mass(mass, profile.distance_unit) == edge.mass(
        profile.body_mass_kg, profile.distance_unit
    )
    changed = replace(
        profile,
        distance_unit=st.session_state["settings.unit"],
        week_start=st.session_state["settings.week_start"],
        zone=st.session_state["settings.zone"],
        body_mass_kg=profile.body_mass_kg if unchanged else mass,
    )
    _try(lambda: store.save_profile(changed))


def thresholds(store: Store, log: Log) -> None:
    """A frame a topic, a row a threshold."""
    for topic, limits in groupby(review.LIMITS, key=lambda limit: limit.key.partition(".")[0]):
        with st.expander(TOPICS.get(topic, topic.capitalize())):
            for limit in limits:
                threshold(store, log, limit)
    if log.limits:
        st.button(
            "Reset all limits", key="settings.reset_all", on_click=_try, args=(lambda: store.save_limits({}),)
        )


def threshold(store: Store, log: Log, limit: Limit) -> None:
    """One threshold: what it means, its value, where it comes from."""
    unit = log.profile.distance_unit
    named = edge.limit_unit(limit, unit)
    key = f"settings.{limit.key}.{named}"
    st.session_state.setdefault(key, edge.limit_shown(limit, review.limits_of(log)[limit], unit))
    st.number_input(
        f"{edge.plain(limit.meaning)}, {named}" if named else edge.plain(limit.meaning),
        min_value=edge.limit_shown(limit, limit.low, unit),
        max_value=edge.limit_shown(limit, limit.high, unit),
        key=key,
        on_change=save_limit,
        args=(store, limit, key),
    )
    default = f"{edge.limit_shown(limit, limit.default, unit):g} {named}".strip()
    st.caption(f"Default {default}. Source: {edge.plain(limit.source)}")
    if limit.key in log.limits:
        st.button(
            f"Back to {default}", key=f"settings.reset.{limit.key}", on_click=reset, args=(store, limit, key)
        )


def save_limit(store: Store, limit: Limit, key: str) -> None:
    """Keeps one changed threshold beside the others."""
    log = cache.log(store)
    value = st.session_state[key] * edge.limit_factor(limit, log.profile.distance_unit)
    _try(lambda: store.save_limits({**log.limits, limit.key: limit.checked(value)}))


def reset(store: Store, limit: Limit, key: str) -> None:
    """Puts one threshold back to its default."""
    st.session_state.pop(key, None)
    changed = {name: value for name, value in cache.log(store).limits.items() if name != limit.key}
    _try(lambda: store.save_limits(changed))


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
