"""What was different before it hurt: a sentence for each verdict, pictures of a lead, and what was asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd
import streamlit as st

from analysis.days import up_to
from analysis.exposures import climb
from analysis.patterns import asked as asking
from analysis.patterns import certainty, gate, outlook, picture, verdicts, words
from analysis.patterns.asked import Asked
from analysis.self_test import going
from analysis.words import MONTHS
from analysis.words import days as words_of_days
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.views import (
    choice,
    links,
    pattern_pictures,
    pattern_table,
    self_test,
    self_test_offer,
    settling,
)
from ingest.schema import Log
from ingest.store import Store

SERIES = "patterns.series"
PAIN_OF = {asking.WORST: "Worst of the day", asking.MORNING: "On waking the next morning"}
NO_CAUSE = (
    "Patterns in a log are no proof: what goes with your pain may only come along with what matters, and "
    "some things change because the hip hurts."
)
NOTHING_YET = (
    "Here will stand what was different on the days before your hip hurt. It takes runs and a diary: about "
    "60 days with a pain score and 15 with a run."
)


def page(store: Store) -> None:
    """The answer in a line, a sentence for each verdict, pictures of each lead, and the list of all asked."""
    log = cache.log(store)
    today = clock.today(log.profile)
    heading()
    settling.section(store)
    if up_to(log.runs, today).empty or up_to(log.diary, today).empty:
        nothing_yet(log)
        self_test.running(store)
        return
    answer, cards = st.container(), st.container()
    asked = cache.asked(store, today, series(log, today))
    resting, unit = bool(self_test_offer.waits(store, log, today)), log.profile.distance_unit
    with answer:
        first_line(asked, resting)
        self_test.running(store)
    with cards:
        leads(asked, log, resting, going(log, today) is not None)
    self_test_offer.offer(store, verdicts.stood_out(asked.found))
    pattern_pictures.section(asked, unit)
    faint(asked.found)
    pattern_table.everything(asked.found, asked.side)
    pattern_table.figures(asked, unit)
    st.caption(looked_at(asked))


def heading() -> None:
    """The page's name."""
    st.title(links.WHAT_WAS_DIFFERENT, anchor=False)


def unbegun(store: Store) -> None:
    """The page's name and what will stand here, above the welcome of an empty log."""
    heading()
    st.markdown(NOTHING_YET)


def looked_at(asked: Asked) -> str:
    """The span of days, how many of them have a score, and that nothing found in them is proof."""
    first, last = (f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in asked.pain.index[[0, -1]])
    scored = words_of_days(int(asked.pain.notna().sum()))
    days = f"{first} to {last}, {scored} with a pain score."
    return f"Looked at: {days} {NO_CAUSE}" if words.asked(asked.found) else f"So far: {days}"


def nothing_yet(log: Log) -> None:
    """What will stand here, and what it takes."""
    st.markdown(NOTHING_YET)
    ways_on(["runs", "rated"] if log.runs.empty else ["rated"])


def ways_on(lacking: Collection[str]) -> None:
    """Buttons to the pages where what is missing can be added."""
    if "runs" in lacking:
        links.link("import", "Import your runs", ":material/upload_file:")
    if "rated" in lacking:
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
    too_few = len(found) > 0 and (found["missing"] == "painful").all()  # good news, said as such
    answer = lacking.pop(0) if too_few else words.headline(found, of_mornings(asked))
    st.markdown(edge.unbroken(f"**{answer}**"))
    few = words.FEW_DAYS if 0 < words.most_days(found) < words.MANY_DAYS else ""
    later = outlook.better(asked.exposures, asked.pain) if words.asked(found) and not lacking else ""
    if few or later:
        st.markdown(edge.unbroken(f"{few} {later}".strip()))
    if lacking:
        st.markdown("\n".join(f"- {edge.unbroken(line)}" for line in lacking))
        ways_on([each.what for each in outlook.missing(asked.exposures, asked.pain)])


def of_mornings(asked: Asked) -> bool:
    """Whether the pain on waking is asked about."""
    return asked.series == asking.MORNING


def leads(asked: Asked, log: Log, resting: bool, testing: bool) -> None:
    """A frame a lead, the strongest first, with what rises with it; then what cannot be told apart."""
    found, unit = asked.found, log.profile.distance_unit
    rows = {row.Index: row for row in found.itertuples()}
    for name, alike in verdicts.beside_leads(found).items():
        sentence = certainty.lead(rows[name], unit, of_mornings(asked))
        with st.container(border=True):
            for paragraph in filter(None, (in_dots(asked, rows[name], unit), sentence)):
                st.markdown(edge.unbroken(paragraph))
            if alike:
                st.markdown(words.shadows(alike))
            with st.expander("How sure is that?"):
                how_sure(asked, rows[name], log)
    for group in verdicts.among_themselves(found):
        with st.container(border=True):
            st.markdown(words.together(group, resting, testing))


def in_dots(asked: Asked, row, unit: str) -> str:
    """How the hip was after most of it and else, and on how few days that stands; empty without either."""
    both = picture.beside(asked.exposures[row.Index], asked.pain, row.window)
    if both is None:
        return ""
    said = certainty.by_dots(row.Index, both, row.window, unit, of_mornings(asked))
    in_halves = picture.halves(both, asked.pain)["big_days"]
    return f"{said} {certainty.lightly(int(both.days['big'].sum()), list(in_halves))}".strip()


def how_sure(asked: Asked, row, log: Log) -> None:
    """How luck would do and how often it is true, for everyone; and for a physio what stands behind it."""
    by_luck, true, *more = certainty.how_sure(
        row,
        there(asked, row.Index, log),
        words.asked(asked.found),
        log.profile.distance_unit,
        of_mornings(asked),
    )
    st.markdown(edge.unbroken(by_luck))
    st.markdown(edge.unbroken(true))
    st.markdown("**For your physio**")
    st.markdown("\n".join(f"- {edge.unbroken(line)}" for line in more))


def there(asked: Asked, name: str, log: Log) -> certainty.There:
    """On how many days a factor was there, on how many only by assumption, and how many are scored."""
    dosed = gate.dosed(asked.exposures[name])
    assumed = dosed.index[dosed].intersection(climb.assumed(log, name)).size
    return certainty.There(int(dosed.sum()) - assumed, assumed, int(asked.pain.notna().sum()))


def faint(found: pd.DataFrame) -> None:
    """Patterns that chance could explain, and those held back, folded away."""
    weak = found[found["verdict"] == "weak"]
    if weak.empty:
        return
    with st.expander(f"Faint or unclear patterns ({len(weak)})", icon=":material/blur_on:"):
        lines = [f"- {words.weak(row)}" for row in weak.itertuples()]
        st.markdown("\n".join(lines))
