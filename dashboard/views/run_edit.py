"""Surface, shoes and name of a run, or of many at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import words as edge
from ingest.errors import IngestError
from ingest.schema import SURFACES, Log
from ingest.store import Store

SAID, SAID_MANY = "runs.said", "runs.said_many"
PARTS = {"surface": "surface", "shoe_id": "shoe", "title": "title"}
NOT_SAID, LEAVE = "", "leave"
LONGEST_TITLE = 200


def pairs(log: Log) -> dict[str, str]:
    """shoe_id -> name of every pair, the retired ones last."""
    shoes = log.shoes.sort_values(["retired_on", "name"], na_position="first")
    return dict(zip(shoes["shoe_id"], shoes["name"], strict=True))


def one(store: Store, log: Log, run: pd.Series) -> None:
    """The form for one run, filled in with what is known."""
    told()
    run_id, known = run["run_id"], run[["surface", "shoe_id", "title"]].dropna()
    with st.form(f"runs.edit.{run_id}"):
        _surface(f"runs.surface.{run_id}", known.get("surface"))
        _shoe(log, f"runs.shoe.{run_id}", known.get("shoe_id"))
        st.text_input("Name", known.get("title", ""), max_chars=LONGEST_TITLE, key=f"runs.title.{run_id}")
        st.form_submit_button("Save", type="primary", on_click=save_one, args=(store, run_id, dict(known)))


def many(store: Store, log: Log, found: pd.DataFrame, ticked: Sequence[str]) -> None:
    """The form for the ticked runs, or for the whole list, where they are more than one."""
    run_ids = list(ticked) if len(ticked) > 1 else list(found["run_id"])
    if len(run_ids) < 2:
        return
    which = "ticked runs" if len(ticked) > 1 else "runs of this list"
    with st.expander(f"Set surface or shoes for the {len(run_ids):,} {which}", icon=":material/edit:"):
        told(SAID_MANY)
        with st.form("runs.edit_many", border=False):
            _surface("runs.surface_many")
            _shoe(log, "runs.shoe_many")
            label = f"Save for {edge.counted(len(run_ids), 'run')}"
            st.form_submit_button(label, type="primary", on_click=save_many, args=(store, run_ids))


def _surface(key: str, known: str | None = LEAVE) -> None:
    _select("Surface", {NOT_SAID: "not known", **SURFACES}, key, known)


def _shoe(log: Log, key: str, known: str | None = LEAVE) -> None:
    _select("Shoes", {NOT_SAID: "not said", **pairs(log)}, key, known)


def _select(label: str, names: dict[str, str], key: str, known: str | None) -> None:
    st.selectbox(
        label,
        list(names),
        index=None if known == LEAVE else list(names).index(known or NOT_SAID),
        format_func=names.get,
        placeholder="Leave as it is",
        key=key,
    )


def save_one(store: Store, run_id: str, known: dict) -> None:
    """Writes what was changed; an emptied field is cleared."""
    said = {name: st.session_state[f"runs.{part}.{run_id}"] or None for name, part in PARTS.items()}
    changes = {name: value for name, value in said.items() if value != known.get(name)}
    _write(store, [run_id], changes, SAID)


def save_many(store: Store, run_ids: list[str]) -> None:
    """Writes what was chosen to every run."""
    said = {name: st.session_state.get(f"runs.{part}_many") for name, part in PARTS.items()}
    changes = {name: value or None for name, value in said.items() if value is not None}
    _write(store, run_ids, changes, SAID_MANY)


def _write(store: Store, run_ids: list[str], changes: dict, said: str) -> None:
    if not changes:
        st.session_state[said] = ("nothing", "Nothing was changed.")
        return
    try:
        store.edit_runs(run_ids, **changes)
    except IngestError as error:
        st.session_state[said] = ("refused", str(error))
    else:
        st.session_state[said] = ("saved", f"Saved for {edge.counted(len(run_ids), 'run')}.")


def told(said: str = SAID) -> None:
    """What the last save did, once."""
    kind, text = st.session_state.pop(said, (None, ""))
    if kind == "saved":
        st.success(text, icon=":material/check:")
    elif kind is not None:
        st.warning(text, icon=":material/edit:")
