"""The fields that forms about runs share. What is in them comes from the session's state alone.

A field that was given a value when it was made keeps what was typed before, even where the log has
changed meanwhile; state can be set anew.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ingest.schema import Log

FIELD_WIDTH = 190
LONGEST_TITLE = 200
NOT_SAID = ""
LEAVE = "Leave as it is"


def pairs(log: Log) -> dict[str, str]:
    """shoe_id -> name of every pair, the retired ones last."""
    shoes = log.shoes.sort_values(["retired_on", "name"], na_position="first")
    return dict(zip(shoes["shoe_id"], shoes["name"], strict=True))


def select(label: str, names: Mapping[str, str], key: str, placeholder: str = LEAVE) -> None:
    """One of some words (value -> word), or none."""
    st.selectbox(label, list(names), index=None, format_func=names.get, placeholder=placeholder, key=key)


def distance(label: str, key: str) -> None:
    """A distance in the runner's unit, to the hundredth, or none."""
    st.number_input(label, min_value=0.0, value=None, step=0.1, format="%.2f", placeholder="–", key=key)
