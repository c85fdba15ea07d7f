"""What was different before it hurt: a sentence for each verdict, pictures of a lead, and what was asked."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis.patterns import asked as asking
from analysis.patterns import outlook, verdicts, words
from analysis.patterns.asked import Asked
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.views import choice, links, pattern_pictures, self_test, self_test_offer, settling
from ingest.schema import Log
from ingest.store import Store

SERIES = "patterns.series"
PAIN_OF = {asking.WORST: "Worst of the day", asking.MORNING: "On waking the next morning"}
NO_CAUSE = (
    "Patterns in a log are no proof: what goes with your pain may only come along with what matters, and "
    "some things change because the hip hurts."
)
RISE = "Days: with a pain score that could be used. Rise: points of pain for a big dose."
NOTHING_YET = (
    "Here will stand what was different on the days before your hip hurt. It takes runs and a diary: about "
    "60 days with a pain score and 15 with a run."
)


def page(store: Store) -> None:
    """The answer in a line, a sentence for each verdict, pictures of each lead, and the list of all asked."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("What was different", anchor=False)
    settling.section(store)
    if log.runs.empty or log.diary.empty:
        nothing_yet(log)
        self_test.running(store)
        return
    answer = st.container()
    asked = cache.asked(store, today, series(log, today))
    resting, unit = bool(self_test_offer.waits(store, log, today)), log.profile.distance_unit
    with answer:
        first_line(asked, resting)
        self_test.running(store)
    leads(asked.found, resting, unit)
    self_test_offer.offer(store, verdicts.stood_out(asked.found))
    pattern_pictures.section(asked, unit)
    faint(asked.found)
    everything(asked.found)
    st.caption(NO_CAUSE)


def nothing_yet(log: Log) -> None:
    """What will stand here, and what it takes."""
    st.markdown(NOTHING_YET)
    if log.runs.empty:
        links.link("import", "Import your runs", ":material/upload_file:")
    links.link("today", "Log how the hip is", ":material/today:")


def series(log: Log, today: date) -> str:
    """Which pain is asked about; there is a choice only where mornings are logged often enough."""
    if not asking.enough_mornings(log.diary, today):
        return asking.WORST
    chosen = st.session_state.get(SERIES, asking.WORST)
    choice.buttons("Which pain", SERIES, PAIN_OF, chosen, choose)
    return chosen


def choose(which: str) -> None:
    """Asks about the other pain."""
    st.session_state[SERIES] = which


def first_line(asked: Asked, resting: bool) -> None:
    """The answer, how much it may have missed, and what is missing for a better one, with its day."""
    found, lacking = asked.found, outlook.said(asked.exposures, asked.pain, resting)
    st.markdown(edge.unbroken(f"**{words.headline(found)}**"))
    few = words.FEW_DAYS if 0 < words.most_days(found) < words.MANY_DAYS else ""
    later = outlook.better(asked.exposures, asked.pain) if words.asked(found) and not lacking else ""
    if few or later:
        st.markdown(edge.unbroken(f"{few} {later}".strip()))
    if lacking:
        st.markdown("\n".join(f"- {edge.unbroken(line)}" for line in lacking))


def leads(found: pd.DataFrame, resting: bool, unit: str) -> None:
    """A frame a lead, the strongest first, with what cannot be told apart from it; then what only is that."""
    rows = {row.Index: row for row in found.itertuples()}
    for name, alike in verdicts.beside_leads(found).items():
        with st.container(border=True):
            st.markdown(edge.unbroken(words.lead(rows[name])))
            if alike:
                st.markdown(words.together([name, *alike], resting))
            with st.expander("How sure is that?"):
                sure = words.how_sure(rows[name], words.asked(found), unit)
                st.markdown("\n".join(f"- {edge.unbroken(line)}" for line in sure))
    for group in verdicts.among_themselves(found):
        with st.container(border=True):
            st.markdown(words.together(group, resting))


def faint(found: pd.DataFrame) -> None:
    """Patterns that chance could explain, folded away."""
    weak = found[found["verdict"] == "weak"]
    if weak.empty:
        return
    with st.expander(f"Faint patterns ({len(weak)})", icon=":material/blur_on:"):
        lines = [f"- {words.weak(row)}" for row in weak.itertuples()]
        st.markdown("\n".join(lines))


def everything(found: pd.DataFrame) -> None:
    """All that was looked at, so that the runner sees how many were asked."""
    if found.empty:
        return
    asked = words.asked(found)
    title = f"All that was looked at ({asked} of {len(found)})" if asked else "What will be looked at"
    with st.expander(title, icon=":material/list:"):
        if asked:
            st.markdown(words.luck(asked))
            st.markdown(words.ONLY_RISES)
            st.caption(RISE)
        st.table(table(found), border="horizontal", hide_index=True, alt=title)


def table(found: pd.DataFrame) -> pd.DataFrame:
    """A row a factor: its name, verdict with what is missing, days used, and rise for a big dose."""
    rows = [
        {
            "What": words.capital(words.described(row.Index).plain),
            "Verdict": ": ".join(filter(None, (words.in_short(row), words.lacks(row)))),
            "Days": f"{row.n:.0f}",
            "Rise": words.rise(row),
        }
        for row in found.itertuples()
    ]
    return pd.DataFrame(rows)
