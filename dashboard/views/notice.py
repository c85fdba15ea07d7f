"""What the last tap did, said once: where it was tapped, or at the head of the page."""

from __future__ import annotations

import streamlit as st

from dashboard import words

SAVED, REFUSED = "saved", "refused"


def say(key: str, kind: str, text: str) -> None:
    """Keeps a sentence for the next drawing of the page."""
    st.session_state[key] = (kind, text)


def told(key: str) -> None:
    """Shows the sentence that was kept, as plain text, and forgets it."""
    kind, text = st.session_state.pop(key, (None, ""))
    if kind is None:
        return
    if kind == SAVED:
        st.success(words.plain(text), icon=":material/check:")
    else:
        st.warning(words.plain(text), icon=":material/edit:")
