"""What was different before an episode of pain, in sentences, and all that was compared in a table."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis import before, episodes, exposures, form, onset_day, pain, words
from analysis.limits import above
from analysis.patterns import asked as patterns
from dashboard import cache
from dashboard import words as edge
from dashboard.views import before_words, links
from dashboard.views.choice import buttons
from dashboard.views.diary import episodes_of
from ingest.schema import Log
from ingest.store import Store

EPISODE, DAYS = "before.episode", "before.days"
OPENS_ON = (7, 3, 28)
"""Which length is shown first, where it could be compared. [days] A week is what runners think in."""
ONE_PLACE_M = 50.0
"""Within this nobody remembers where in a run it was. [m] Own convention: half of the last digit shown."""

SILENT = "The diary was silent in the days before it, so nobody knows when it began, nor what was before it."
THAT_DAY = "On the day it began you ran{what}. "
NOT_KNOWN = "Whether that was before the pain is not known, so it is not counted below."
BEGAN = "By your diary it began to hurt {where}. {rest}"
ONLY_BEFORE = "Only earlier days are compared below."
AFTER_ANOTHER = (
    "An earlier episode reached into these days, until {day}, and a sore hip changes how one runs."
)


def section(store: Store, log: Log, today: date) -> None:
    """An episode to choose, that of the link or the newest, and what was different before it."""
    found = cache.of_log(store, episodes_of, today)
    if found.empty or log.runs.empty:
        return
    st.subheader("Before this episode", anchor=False)
    rows = {row.onset.date(): row for row in reversed(list(found.itertuples()))}
    asked_for = links.episode_asked_for()
    onset = asked_for if asked_for in rows else next(iter(rows))
    if len(rows) > 1:
        if st.session_state.get(EPISODE) not in rows:  # the diary may have changed since it was chosen
            st.session_state[EPISODE] = onset
        named = {day: name(row, today) for day, row in rows.items()}
        onset = st.selectbox("Episode", list(rows), key=EPISODE, format_func=named.get, filter_mode=None)
    else:
        st.text(name(rows[onset], today))
    if cache.of_log(store, has_known_onset, onset, today):
        compare(store, log, found, onset, today)
    else:
        st.markdown(SILENT)
    links.to_patterns()


def compare(store: Store, log: Log, found: pd.DataFrame, onset: date, today: date) -> None:
    """The day of the onset, and the days before it against the runner's own usual."""
    unit, ran = log.profile.distance_unit, onset_day.ran(log, onset)
    if ran.runs:
        st.markdown(edge.unbroken(that_day(ran, onset_day.began(log, onset), unit)))
    another = onset_day.reached_in(found, onset)
    if another is not None:
        st.markdown(AFTER_ANOTHER.format(day=words.day(another)))
    doses = exposures.towards(cache.exposures(store, today), onset_day.sore_side(found, onset))
    table = before.before(doses, found, onset)
    show(table, unit, [worn(pair, unit) for pair in onset_day.past_limit(log, onset).itertuples()])
    if (today - onset).days < form.DAYS:
        year = cache.asked(store, today, patterns.WORST).found
        leads = list(year.index[year["verdict"] == "lead"])
        on_day = doses.reindex([pd.Timestamp(onset)]).iloc[0]
        for said in before_words.of_year(table, leads, on_day, unit):
            st.markdown(edge.unbroken(said))


def that_day(ran: onset_day.Ran, began: onset_day.Began | None, unit: str) -> str:
    """`On the day it began you ran 18.8 km, 380 m down. …`, with what is known of it."""
    known = [words.distance(ran.distance_m, unit)] if edge.known(ran.distance_m) else []
    if edge.known(ran.descent_m):
        known.append(exposures.in_words("descent", ran.descent_m, unit))
    said = f" {', '.join(known)}" if known else ""
    what = THAT_DAY.format(what=said if ran.runs == 1 else f"{said} in {ran.runs} runs")
    return what + (
        NOT_KNOWN if began is None else BEGAN.format(where=where(began, ran, unit), rest=ONLY_BEFORE)
    )


def where(began: onset_day.Began, ran: onset_day.Ran, unit: str) -> str:
    """`6 km into that run`, `at the end of the run of 14 km`, `3 km into one of these runs`."""
    if began.run is None:
        which = "one of these runs"
    elif ran.runs == 1:
        which = "that run"
    else:
        which = f"the run of {words.distance(began.run.distance_m, unit)}"
    if at_one_place(began.onset_m, 0.0, unit):
        return f"at the start of {which}"
    if began.run is not None and reached_end(began.onset_m, began.run.distance_m, unit):
        return f"at the end of {which}"
    return f"{words.distance(began.onset_m, unit)} into {which}"


def reached_end(onset_m: float, distance_m: float, unit: str) -> bool:
    """Whether a place is the end of a run; past it too, for the runner's word is a rounded one."""
    return onset_m > distance_m or at_one_place(onset_m, distance_m, unit)


def at_one_place(one_m: float, other_m: float, unit: str) -> bool:
    """Whether two places in a run are one to the reader: they read alike, or are within ONE_PLACE_M."""
    alike = words.distance(one_m, unit) == words.distance(other_m, unit)
    return alike or not above(abs(one_m - other_m), ONE_PLACE_M)


def worn(pair, unit: str) -> str:
    """`Your shoes Harrier 3 were past their first limit (522 of 483 km).`: foreign text, never Markdown."""
    come, limit = words.distance(pair.worn_m, unit), words.distance(pair.limit_m, unit)
    first = "first " if pair.first else ""
    return (
        f"Your shoes {pair.name} were past their {first}limit ({come.removesuffix(f' {unit}')} of {limit})."
    )


def has_known_onset(log: Log, onset: date, today: date) -> bool:
    """Whether the diary can tell when an episode began."""
    return onset_day.known(pain.daily(log.diary, today), onset)


def name(episode, today: date) -> str:
    """`Fri 20 Nov: outer hip, left`, with its year where it is another."""
    year = f" {episode.onset.year}" if episode.onset.year != today.year else ""
    return f"{words.day(episode.onset)}{year}: {episodes.where(episode) or 'hip'}"


def show(table: pd.DataFrame, unit: str, shoes: list[str]) -> None:
    """What stood out, in sentences; how much of that luck would give; and all that was compared, folded."""
    some, strongest = before.compared(table) > 0, before.strongest(table)
    if not strongest.empty:
        told = [before_words.told(row, unit) for row in strongest.itertuples()]
        st.markdown("\n".join(f"- {edge.unbroken(said)}" for said in told))
    nothing = before_words.nothing(table) if some and strongest.empty else ""
    if said := " ".join(filter(None, [nothing, before_words.missing(table)])):
        st.markdown(said)
    told_of_shoes(shoes)
    if some:
        st.caption(before_words.luck(table))
    if table["amount"].notna().any():
        all_of(table, unit, "All that was compared" if some else "What those days held")


def told_of_shoes(shoes: list[str]) -> None:
    """A sentence a pair that was past a limit."""
    for said in shoes:
        st.text(edge.unbroken(said))


def all_of(table: pd.DataFrame, unit: str, title: str) -> None:
    """What the days before held of everything, and what was usual, a length at a time, folded."""
    with st.expander(title, icon=":material/table_rows:"):
        days = st.session_state.get(DAYS, opens_on(table))
        buttons("Before it", DAYS, {each: f"{each} days" for each in before.SPANS}, days, choose)
        of_days = table[table["days"] == days]
        cells(of_days, unit)
        st.caption(before_words.compared_with(of_days))


def opens_on(table: pd.DataFrame) -> int:
    """The first of OPENS_ON that could be compared; else the first of which anything is known."""
    compared, known = before.lengths(table), set(table.loc[table["amount"].notna(), "days"])
    return next((days for among in (compared, known) for days in OPENS_ON if days in among), OPENS_ON[0])


def choose(days: int) -> None:
    """Shows the table of so many days."""
    st.session_state[DAYS] = days


def cells(table: pd.DataFrame, unit: str) -> None:
    """The factors of one span: what it held, and what was usual, a dash where that is not known."""
    rows = [_cells(row, unit) for row in table.itertuples() if edge.known(row.amount)]
    if not rows:
        return
    columns = dict(zip(("", "Then", "Usual"), map(list, zip(*rows, strict=True)), strict=True))
    st.table(
        columns, border="horizontal", hide_index=True, alt="What the days before held, and what was usual"
    )


SAID = {before.MORE: ", more", before.LESS: ", less", before.USUAL: "", before.UNKNOWN: ""}


def _cells(row, unit: str) -> tuple[str, str, str]:
    plain, then = exposures.FACTORS[row.factor].plain, before_words.amount(row, unit)
    usual = words.UNKNOWN if row.verdict == before.UNKNOWN else before_words.usual(row, unit)
    cells = words.capital(plain), f"{then}{SAID[row.verdict]}", usual
    return tuple(edge.unbroken(cell) for cell in cells)
