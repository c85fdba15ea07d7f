"""Form: how you run at the same speed, against your own usual, and before, in and after pain."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analysis import episodes
from analysis.findings import lately
from analysis.form import looked_at_since
from analysis.form import usual as of_runs
from analysis.form.around import around
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.charts import form as charts
from dashboard.charts.risk import Span
from dashboard.views import choice, finding_card, form_words, links, picture, settling
from ingest.schema import Log
from ingest.store import Store

DAYS = {84: "12 weeks", 182: "6 months", 364: "1 year"}
MOST_CARDS = 3
FIRST = ("cadence", "balance")
"""Measures that are drawn in sight in any case: what runners ask about."""
NOTHING_YET = "How you run will stand here. No run is logged yet."


def page(store: Store) -> None:
    """Cadence and step length first in a sentence, then run by run, then before, in and after an episode."""
    log = cache.log(store)
    today = clock.today(log.profile)
    heading()
    settling.section(store)
    form = cache.with_minutes(store, of_runs.course, today)
    told = [name for name in form_words.MEASURES if form[name].notna().any()]
    if not told:
        nothing_yet(log)
        return
    sentences(form, told, today)
    found = pd.DataFrame(cache.of_log(store, lately_hurt, today))
    pictures(form, told, found, today)
    episode_table(store, found, today)
    cards = st.container()
    evidence(told)
    with cards:  # asked for last, as it takes longest after a change
        stood_out(store, today)


def heading() -> None:
    """The page's name."""
    st.title("Form", anchor=False)


def unbegun(store: Store) -> None:
    """The page's name and what will stand here, above the welcome of an empty log."""
    heading()
    st.markdown(NOTHING_YET)


def nothing_yet(log: Log) -> None:
    """What is missing, kindly: runs, their cadence, or enough of them."""
    if log.runs.empty:
        st.markdown(NOTHING_YET)
        links.link("import", "Import your runs", ":material/upload_file:")
        return
    st.markdown(form_words.WAITING if log.runs["avg_cadence_spm"].notna().any() else form_words.NOTHING)
    st.caption(form_words.HOW)


def sentences(form: pd.DataFrame, told: list[str], today: date) -> None:
    """How each measure stands to the usual, cadence first."""
    known = {name: now for name in told if (now := of_runs.standing(form, name, today))}
    first, others = form_words.summary(known)
    st.markdown(edge.unbroken(f"**{first}**"))
    if others:
        st.markdown(edge.unbroken(form_words.listed(others)))
    if told == ["cadence"]:
        st.markdown(form_words.ONLY_CADENCE)
    st.caption(f"{form_words.NO_CLAIM} {form_words.HOW}")


def lately_hurt(log: Log, today: date) -> pd.DataFrame:
    """Episodes of the time in which form is looked at, the newest first."""
    found = episodes.episodes(log.diary, today)
    return found[found["last_painful"] >= pd.Timestamp(looked_at_since(today))][::-1]


@st.fragment
def pictures(form: pd.DataFrame, told: list[str], found: pd.DataFrame, today: date) -> None:
    """A panel a measure over the days chosen, episodes shaded; what is as usual is folded away, but FIRST."""
    st.subheader("Run by run, against your usual", anchor=False)
    days = st.session_state.setdefault("form.days", 182)
    choice.buttons("Over the last", "form.days", DAYS, days, _choose)
    span = (today - timedelta(days=days - 1), today)
    folded = [name for name in told if name not in FIRST and _as_usual(form, name, today)]
    seen = [each for each in found.itertuples() if _span(each, today).last >= span[0]]
    spans = [_span(each, today) for each in seen]
    _picture(form, [name for name in told if name not in folded], span, spans, "form.panels")
    st.caption(form_words.shaded(seen))
    if folded:
        with st.expander(
            f"See what is as usual: {form_words.measures(folded)}", icon=":material/show_chart:"
        ):
            _picture(form, folded, span, spans, "form.folded")


def _as_usual(form: pd.DataFrame, name: str, today: date) -> bool:
    now = of_runs.standing(form, name, today)
    return now is not None and now.since is None


def _picture(form: pd.DataFrame, names: list[str], span: tuple[date, date], spans: list, key: str) -> None:
    alt = (
        f"Run by run at the same speed, against your usual: {form_words.measures(names)}. "
        "Episodes of pain are shaded."
    )
    picture.show(charts.panels([_panel(form, name) for name in names], span, spans), key, alt)


def _panel(form: pd.DataFrame, name: str) -> charts.Panel:
    measure = form_words.MEASURES[name]
    unit, reach = "points" if name == "balance" else "%", 100 * of_runs.within(name)
    drawn = of_runs.drawn(form, name)
    return charts.Panel(form_words.heading(name), drawn, measure.more, measure.less, unit, reach)


def _span(episode, today: date) -> Span:
    last = today if episode.state == episodes.GOING_ON else episode.last_painful.date()
    return Span(episode.onset.date(), last, episodes.where(episode), "")


def _choose(days: int) -> None:
    st.session_state["form.days"] = days


def episode_table(store: Store, found: pd.DataFrame, today: date) -> None:
    """One episode, the newest unless another is chosen: each measure before, in and after it."""
    if found.empty:
        return
    st.subheader("Before, in and after an episode", anchor=False)
    listed = list(found.itertuples())
    place = st.selectbox(
        "Episode",
        range(len(listed)),
        format_func=lambda n: form_words.named(listed[n], today.year),
        key="form.episode",
    )
    episode, following = listed[place], listed[place - 1].onset.date() if place else None
    last = _span(episode, today).last
    measured = cache.with_minutes(store, around, today, episode.onset.date(), last, following)
    st.markdown(form_words.painful_side(episode))
    cells = form_words.rows(measured)
    if not cells:
        st.markdown("Too few runs before this episode, or in it and after it, tell of your form.")
        return
    st.table(
        form_words.table(cells),
        border="horizontal",
        hide_index=True,
        alt="Form before, in and after the episode",
    )
    st.caption(form_words.counts(measured))


def stood_out(store: Store, today: date) -> None:
    """The newest finding of each rule on form, of the last four weeks."""
    about = [each for each in lately(cache.findings(store, today), today) if each.rule.startswith("form.")]
    newest = {each.rule: each for each in sorted(about, key=lambda each: each.day)}
    if newest:
        st.subheader("What stood out", anchor=False)
        finding_card.cards(list(newest.values())[:MOST_CARDS], resting=bool(cache.standing(store, today)))


def evidence(told: list[str]) -> None:
    """What studies know of cadence and of asymmetry, on the page and not behind a tap."""
    st.subheader("What is known", anchor=False)
    for title, why, sure in form_words.known(told):
        st.markdown(f"**{title}**")
        finding_card.how_sure(why, sure)
