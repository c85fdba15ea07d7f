"""What the last tap did, said once: at the button, or where the page has changed, wherever one looks."""

from __future__ import annotations

import streamlit as st

from dashboard import words

SAVED, REFUSED = "saved", "refused"


def say(key: str, kind: str, text: str) -> None:
    """Keeps a sentence for the next drawing of the page."""
    st.session_state[key] = (kind, text)


def told_once(key: str) -> None:
    """Says over the page that something is saved, where the page below shows it too; a refusal also stays."""
    kind, text = st.session_state.get(key, (None, ""))
    if kind != SAVED:
        told(key, floating=True)
        return
    del st.session_state[key]
    st.toast(words.plain(text), icon=":material/check:", duration="long")


def told(key: str, floating: bool = False) -> None:
    """Shows the sentence that was kept, as plain text, and forgets it.

    `floating` says it over the page as well, for a tap whose button is gone: on a phone the head of
    the page is out of sight then.
    """
    kind, text = st.session_state.pop(key, (None, ""))
    if kind is None:
        return
    show, icon = (st.success, ":material/check:") if kind == SAVED else (st.warning, ":material/edit:")
    show(words.plain(text), icon=icon)
    if floating:
        st.toast(words.plain(text), icon=icon, duration="long")
