"""Forms of the Shoes page: add a pair, change one, retire it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from dashboard.views import run_form
from ingest import units
from ingest.errors import IngestError
from ingest.schema import RUN_KINDS, SHOE_KINDS, SURFACES, Log, listed
from ingest.store import Store
from ingest.store.shoes import LONGEST_WORDS

SAID, WRONG = "shoes.said", "shoes.wrong"
NEW = "shoes.new_pair"  # with an underscore, which no shoe_id has
LONGEST_NAME = 80
DISTANCES = {
    "start_distance_m": "Already on it when added",
    "watch_m": "Watch from (empty: the guide's)",
    "replace_m": "Replace by (empty: the guide's)",
}
DAYS = {
    "bought_on": "Bought on",
    "first_used": "First used on",
    "retired_on": "Retired on (empty: still worn)",
}
GROUNDS = {**RUN_KINDS, **SURFACES, "generic": "any run"}
"""What a pair may be the default for, any run first."""

DEFAULT = "New runs get this pair on"
DEFAULT_HELP = (
    "A run that comes in gets it, from the day on which the pair was first used, where you have not said "
    "another. The closest word wins: the ground of most of the run, as you or your map tell it, then the "
    "kind of run, then any run."
)


def told() -> None:
    """What became of the last form, where it is seen by those who have just sent it from below."""
    if SAID not in st.session_state and WRONG not in st.session_state:
        return
    with st.bottom:
        if SAID in st.session_state:
            st.success(st.session_state.pop(SAID), icon=":material/check:")
        if WRONG in st.session_state:
            st.error(st.session_state.pop(WRONG), icon=":material/error:")


def add(store: Store, log: Log, today: date, expanded: bool = False) -> None:
    """A form for a new pair."""
    unit = log.profile.distance_unit
    with (
        st.expander("Add a pair", icon=":material/add:", expanded=expanded),
        st.form("shoes.add", border=False),
    ):
        _fields(NEW, unit, today, {}, days=("bought_on", "first_used"))
        st.form_submit_button("Add this pair", type="primary", on_click=save_new, args=(store, unit))


def change(store: Store, log: Log, today: date) -> None:
    """A form for a pair that is there, filled in with what is known of it."""
    unit, names = log.profile.distance_unit, run_form.pairs(log)
    with st.expander("Change or retire a pair", icon=":material/edit:"):
        shoe_id = st.selectbox("Pair", list(names), format_func=names.get, key="shoes.pair")
        pair = log.shoes.set_index("shoe_id").loc[shoe_id].dropna().to_dict()
        with st.form(f"shoes.{shoe_id}.form", border=False):
            _fields(f"shoes.{shoe_id}", unit, today, pair)
            before = _shown(pair, unit)
            saving = {"on_click": save_changes, "args": (store, unit, shoe_id, before)}
            st.form_submit_button("Save", type="primary", **saving)


def _fields(prefix: str, unit: str, today: date, known: Mapping, days: tuple[str, ...] = tuple(DAYS)) -> None:
    """Every field filled in through the state alone: one that is given a value could never be emptied."""
    for name, shown in _shown(known, unit).items():
        st.session_state.setdefault(f"{prefix}.{name}", shown)
    st.text_input("Name", max_chars=LONGEST_NAME, key=f"{prefix}.name")
    with st.grid(min_column_width=run_form.FIELD_WIDTH):
        st.selectbox("Kind", SHOE_KINDS, key=f"{prefix}.kind", filter_mode=None)
        for name in days:
            _day(DAYS[name], f"{prefix}.{name}", today)
    with st.grid(min_column_width=run_form.FIELD_WIDTH):
        for name, label in DISTANCES.items():
            asked = f"{label}, {unit}"
            st.number_input(asked, 0.0, None, None, step=10.0, format="%.0f", key=f"{prefix}.{name}")
    key = f"{prefix}.default_for"
    st.multiselect(DEFAULT, list(GROUNDS), format_func=GROUNDS.get, key=key, help=DEFAULT_HELP)
    st.text_area("Note", max_chars=LONGEST_WORDS, key=f"{prefix}.note", height=70)


def _day(label: str, key: str, today: date) -> None:
    st.date_input(label, None, max_value=today, key=key, format="YYYY-MM-DD")


def _shown(known: Mapping, unit: str) -> dict:
    """The fields as the form shows them, None where nothing is known."""
    return {
        "name": known.get("name", ""),
        "kind": known.get("kind", SHOE_KINDS[0]),
        "note": known.get("note", ""),
        "default_for": list(listed(known.get("default_for"))),
        **{name: known[name].date() if name in known else None for name in DAYS},
        **{
            name: round(units.distance(known[name], unit), 1) if name in known else None for name in DISTANCES
        },
    }


def _filled(prefix: str, unit: str, shown: Mapping) -> dict:
    """What was changed of the fields that are there, as the log takes it; what was not keeps every digit."""
    state = st.session_state
    filled = {name: state[f"{prefix}.{name}"] for name in shown if f"{prefix}.{name}" in state}
    changed = {name: value for name, value in filled.items() if value != shown[name]}
    if "default_for" in changed:
        changed["default_for"] = " ".join(changed["default_for"]) or None
    for name in changed.keys() & DISTANCES.keys():
        changed[name] = None if changed[name] is None else units.metres(changed[name], unit)
    return changed


def save_new(store: Store, unit: str) -> None:
    """Keeps the new pair and empties the form, or says what is wrong and leaves it as it is."""
    empty = _shown({}, unit)
    fields = {"name": "", "kind": empty["kind"], **_filled(NEW, unit, empty)}
    if _kept(lambda: store.add_shoe(**fields), "Added. Runs can now be given this pair."):
        st.session_state.update({f"{NEW}.{name}": value for name, value in empty.items()})


def save_changes(store: Store, unit: str, shoe_id: str, before: Mapping) -> None:
    """Keeps what was changed, or says what is wrong with it and leaves all that was typed."""
    changes = _filled(f"shoes.{shoe_id}", unit, before)
    _kept(lambda: store.edit_shoe(shoe_id, **changes), "Saved." if changes else "Nothing was changed.")


def _kept(save: Callable[[], object], said: str) -> bool:
    try:
        save()
    except IngestError as error:
        st.session_state[WRONG] = str(error)
        return False
    st.session_state[SAID] = said
    return True
