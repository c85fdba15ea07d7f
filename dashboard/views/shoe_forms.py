"""Forms of the Shoes page: add a pair, change one, retire it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
import streamlit as st

from dashboard.views import run_form
from ingest import units
from ingest.errors import IngestError
from ingest.schema import SHOE_KINDS, Log
from ingest.store import Store

SAID, WRONG = "shoes.said", "shoes.wrong"
NEW = "shoes.new_pair"  # with an underscore, which no shoe_id has
LONGEST_NAME = 80
DISTANCES = {
    "start_distance_m": "Already on it when added",
    "watch_m": "Watch from (empty: the guide's)",
    "replace_m": "Replace by (empty: the guide's)",
}


def told() -> None:
    """What became of the last form, where it is seen by those who have just sent it from below."""
    if SAID not in st.session_state and WRONG not in st.session_state:
        return
    with st.bottom:
        if SAID in st.session_state:
            st.success(st.session_state.pop(SAID), icon=":material/check:")
        if WRONG in st.session_state:
            st.error(st.session_state.pop(WRONG), icon=":material/error:")


def add(store: Store, log: Log, expanded: bool = False) -> None:
    """A form for a new pair."""
    unit = log.profile.distance_unit
    with (
        st.expander("Add a pair", icon=":material/add:", expanded=expanded),
        st.form("shoes.add", border=False),
    ):
        _fields(NEW, unit, None)
        st.form_submit_button("Add this pair", type="primary", on_click=save_new, args=(store, unit))


def change(store: Store, log: Log, today: date) -> None:
    """A form for a pair that is there, filled in with what is known of it."""
    unit, names = log.profile.distance_unit, run_form.pairs(log)
    with st.expander("Change or retire a pair", icon=":material/edit:"):
        shoe_id = st.selectbox("Pair", list(names), format_func=names.get, key="shoes.pair")
        pair = log.shoes.set_index("shoe_id").loc[shoe_id]
        prefix = f"shoes.{shoe_id}"
        with st.form(f"{prefix}.form", border=False):
            _fields(prefix, unit, pair)
            before = _shown(pair, unit)
            retired = None if pd.isna(pair["retired_on"]) else pair["retired_on"].date()
            _clearable(f"{prefix}.retired_on", retired)
            st.date_input(
                "Retired on (empty: still worn)",
                None,
                max_value=today,
                key=f"{prefix}.retired_on",
                format="YYYY-MM-DD",
            )
            st.form_submit_button(
                "Save", type="primary", on_click=save_changes, args=(store, unit, shoe_id, before)
            )


def _fields(prefix: str, unit: str, pair: pd.Series | None) -> None:
    known = {} if pair is None else pair.dropna().to_dict()
    st.text_input("Name", known.get("name", ""), max_chars=LONGEST_NAME, key=f"{prefix}.name")
    kind = SHOE_KINDS.index(known.get("kind", SHOE_KINDS[0]))
    st.selectbox("Kind", SHOE_KINDS, index=kind, key=f"{prefix}.kind", filter_mode=None)
    shown = _shown(known, unit)
    for name, label in DISTANCES.items():
        _clearable(f"{prefix}.{name}", shown[name])
        asked = f"{label}, {unit}"
        st.number_input(asked, 0.0, None, None, step=10.0, format="%.0f", key=f"{prefix}.{name}")


def _clearable(key: str, shown: object) -> None:
    """Fills a field in through its state: one that is given a value directly can never be emptied again."""
    if shown is not None:
        st.session_state.setdefault(key, shown)


def _shown(known: Mapping, unit: str) -> dict[str, float | None]:
    """The distances as the form shows them, None where nothing is known."""
    values = {name: known.get(name) for name in DISTANCES}
    return {
        name: None if pd.isna(value) else round(units.distance(value, unit), 1)
        for name, value in values.items()
    }


def _filled(prefix: str, unit: str) -> dict:
    state = st.session_state
    distances = {name: state[f"{prefix}.{name}"] for name in DISTANCES}
    return {
        "name": state[f"{prefix}.name"],
        "kind": state[f"{prefix}.kind"],
        **{name: None if value is None else units.metres(value, unit) for name, value in distances.items()},
    }


def save_new(store: Store, unit: str) -> None:
    """Keeps the new pair and empties the form, or says what is wrong and leaves it as it is."""
    fields = _filled(NEW, unit)
    if _kept(lambda: store.add_shoe(**fields), "Added. Imported runs can now be given this pair."):
        st.session_state.update({f"{NEW}.name": "", **{f"{NEW}.{name}": None for name in DISTANCES}})


def save_changes(store: Store, unit: str, shoe_id: str, before: Mapping) -> None:
    """Keeps what was changed, or says what is wrong with it; an untouched distance keeps its every digit."""
    prefix = f"shoes.{shoe_id}"
    retired = st.session_state[f"{prefix}.retired_on"]
    fields = _filled(prefix, unit)
    for name, shown in before.items():
        if st.session_state[f"{prefix}.{name}"] == shown:
            del fields[name]
    fields["retired_on"] = None if retired is None else pd.Timestamp(retired)
    _kept(lambda: store.edit_shoe(shoe_id, **fields), "Saved.")


def _kept(save: Callable[[], object], said: str) -> bool:
    try:
        save()
    except IngestError as error:
        st.session_state[WRONG] = str(error)
        return False
    st.session_state[SAID] = said
    return True
