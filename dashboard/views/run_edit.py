"""Surface, shoes and name of a run, or of many at once."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard import words as edge
from ingest.errors import IngestError
from ingest.schema import SURFACES, Log
from ingest.store import Store

SAID = "runs.said"
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
    """The form for the ticked runs, or for the whole list."""
    run_ids = list(ticked) if len(ticked) > 1 else list(found["run_id"])
    which = "ticked runs" if len(ticked) > 1 else "runs of this list"
    with st.expander(f"Set surface or shoes for the {len(run_ids):,} {which}", icon=":material/edit:"):
        told("runs.said_many")
        with st.form("runs.edit_many", border=False):
            _surface("runs.surface_many", None)
            _shoe(log, "runs.shoe_many", None)
            st.caption("What you leave open stays as it is.")
            label = f"Save for {edge.counted(len(run_ids), 'run')}"
            st.form_submit_button(label, type="primary", on_click=save_many, args=(store, run_ids))


def _surface(key: str, known: str | None) -> None:
    surfaces = list(SURFACES)
    st.selectbox(
        "Surface",
        surfaces,
        index=surfaces.index(known) if known else None,
        format_func=SURFACES.get,
        placeholder="Not known",
        key=key,
    )


def _shoe(log: Log, key: str, known: str | None) -> None:
    names = pairs(log)
    st.selectbox(
        "Shoes",
        list(names),
        index=list(names).index(known) if known else None,
        format_func=names.get,
        placeholder="Not said" if names else "Add a pair on the Shoes page first",
        key=key,
    )


def save_one(store: Store, run_id: str, known: dict) -> None:
    """Writes what was changed; an emptied field is cleared."""
    said = {
        name: st.session_state[f"runs.{key}.{run_id}"]
        for name, key in (("surface", "surface"), ("shoe_id", "shoe"), ("title", "title"))
    }
    changes = {name: value or None for name, value in said.items() if (value or None) != known.get(name)}
    _write(store, [run_id], changes, SAID)


def save_many(store: Store, run_ids: list[str]) -> None:
    """Writes what was chosen to every run."""
    said = {
        name: st.session_state[f"runs.{key}_many"]
        for name, key in (("surface", "surface"), ("shoe_id", "shoe"))
    }
    changes = {name: value for name, value in said.items() if value is not None}
    _write(store, run_ids, changes, "runs.said_many")


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
