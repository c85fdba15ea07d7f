"""The stop board: stands over everything while a red flag does, until the runner clears it with a note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import streamlit as st

from analysis import flags, words
from analysis.flags import Flag
from dashboard import cache, theme
from dashboard import words as edge
from dashboard.components import stop_board
from dashboard.views import links, notice
from ingest.errors import IngestError
from ingest.schema import Log
from ingest.store import Store

ASKING, NOTE, TOLD = "stop_board.asking", "stop_board.note", "stop_board.told"
DAYS_SHOWN = 3
"""Days named beside the first of a sign."""

TAKE_ALONG = (
    "what stands on this board, with its days",
    "your diary: the Import page gives it as a file",
    "when it began, what sets it off, what eases it, and what you have tried",
    "earlier bone injuries, weight lost of late, missed periods, and the medicines that you take",
)
NEW_SINCE = "Something new was logged since this board was shown. Look again before you clear it."
NO_DIAGNOSIS = (
    "hiplog goes by what you logged. It cannot examine you and does not diagnose. The board stays until you "
    "clear it, also when the hip feels better."
)


def show(store: Store, today: date) -> bool:
    """Draws the board below its head where a red flag stands, and says whether one does."""
    notice.told(TOLD, floating=True)
    standing = cache.standing(store, today)
    if not standing:
        st.session_state.pop(ASKING, None)
        return False
    st.header("Why hiplog says stop", anchor=False)
    with st.container(border=True):
        logged(flags.by_name(standing).values(), today)
        small(NO_DIAGNOSIS)
        why(standing)
        clearing(store, standing, today)
        correcting(flags.by_name(standing).values(), today)
    return True


def head(store: Store, today: date) -> bool:
    """Draws the board's head, where a red flag stands, and says whether one does. It tops every page.

    A flag that is new there brings the page up to it: after a save the board may be out of sight.
    """
    standing = cache.standing(store, today)
    if standing:
        stop_board.head("stop_board.head", standing[0].whom, standing[0].headline, [f.key for f in standing])
    return bool(standing)


def elsewhere(store: Store, today: date) -> None:
    """The head on a page other than Today, and the way to the board."""
    if head(store, today):
        links.link("today", "To the board: why, and clearing it", ":material/front_hand:")


def logged(groups: Iterable[list[Flag]], today: date) -> None:
    """What the runner logged, a group of equal signs each, under whom to see and how soon."""
    said = None
    for same in groups:
        if said != same[0].whom:
            st.markdown(f"**{same[0].whom}**")
        said = same[0].whom
        st.text(edge.unbroken(same[0].headline))
        more = [flags.when(flag.day, today) for flag in same[1:]]
        if more:
            rest = f", and {len(more) - DAYS_SHOWN} more" if len(more) > DAYS_SHOWN else ""
            small(f"Also on {', '.join(more[:DAYS_SHOWN])}{rest}.")


def small(text: str) -> None:
    """Small print of our own words, in full contrast: Streamlit's captions are too pale for that."""
    st.markdown(f":small[{text}]")


def why(standing: list[Flag]) -> None:
    """What is behind it, how sure that is, and what to take along."""
    with st.expander("What to take along"):
        for thing in TAKE_ALONG:
            st.text(f"• {thing}")
    with st.expander("Why, and how sure"):
        for text, evidence in dict.fromkeys((flag.why, flag.evidence) for flag in standing):
            st.text(edge.unbroken(text))
            small(theme.STRENGTHS[evidence.strength])
            st.text(evidence.said)
            st.text(f"Source: {evidence.reference}")


def clearing(store: Store, standing: list[Flag], today: date) -> None:
    """Two steps, so that no thumb clears a flag by accident."""
    if not st.session_state.get(ASKING):
        label = "This has been looked at"
        st.button(label, key="stop_board.seen", icon=":material/stethoscope:", on_click=ask, args=(True,))
        return
    st.text_area("Who looked at it, and what did they say?", key=NOTE, max_chars=10_000)
    keys = [flag.key for flag in standing]
    with st.container(horizontal=True, gap="xsmall"):
        done = {"on_click": clear, "args": (store, today, keys)}
        st.button("Clear the board", key="stop_board.clear", type="primary", **done)
        st.button("Not yet", key="stop_board.back", on_click=ask, args=(False,))


def ask(asking: bool) -> None:
    """Opens or closes the second step."""
    st.session_state[ASKING] = asking


def clear(store: Store, today: date, keys: Iterable[str]) -> None:
    """Clears the flags that stood on the board when it was drawn; where others stand by now, none.

    Whoever wrote the note had not seen those.
    """
    if not {flag.key for flag in cache.standing(store, today)} <= set(keys):
        notice.say(TOLD, notice.REFUSED, NEW_SINCE)
        return
    try:
        store.clear_flags(today, keys, st.session_state.get(NOTE) or "")
    except IngestError as error:
        notice.say(TOLD, notice.REFUSED, str(error))
        return
    notice.say(TOLD, notice.SAVED, "Cleared, and your note is kept.")
    st.session_state[ASKING] = False


def correcting(groups: Iterable[list[Flag]], today: date) -> None:
    """The way to the entries behind the flags: a mistaken tap is corrected there, not cleared here."""
    small("A mistaken tap? Correct the entry, and its flag goes.")
    with st.container(horizontal=True, gap="xsmall"):
        for day in sorted({day for same in groups for day in same[0].entries}, reverse=True):
            key, label = f"stop_board.correct.{day.isoformat()}", f"Open {flags.when(day, today)}"
            if st.button(label, key=key, icon=":material/edit:"):
                links.to_day(day, today)


def past(log: Log) -> None:
    """What was cleared earlier, with the notes of then, newest first."""
    rows = log.clearances.sort_values("day", ascending=False)
    if rows.empty:
        return
    with st.expander("Cleared earlier"):
        for row in rows.itertuples():
            st.text(
                f"Cleared on {words.day(row.day)} {row.day.year}: {', '.join(flags.in_words(row.flags))}."
            )
            st.text(row.note)
