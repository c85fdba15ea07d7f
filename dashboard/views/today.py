"""Today: how the hip is, what stands out, and how far today's run may go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from analysis import mileage, review, shoes, words
from analysis.findings import Finding, Severity
from analysis.limits import limits_of
from dashboard import cache, clock
from dashboard.views import finding_card, import_progress, links, pain_entry
from ingest.schema import Log, Profile
from ingest.store import Store

WITHIN = (
    "That is the longest run of your last 30 days and {more} more. In one large study, runners who went "
    "more than 10 % beyond it in a single run were injured more often. It is no promise."
)
NEXT = {True: "**The hip comes first:** see above, before you run.", False: "Start short."}
"""What to go by where no recent run gives a length; True where the hip asks for something to be done."""


def page(store: Store) -> None:
    """The day's question first, then what the log says about today."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("How is the hip?", anchor=False)
    import_progress.elsewhere(store)
    pain_entry.form(store, log, today)
    if not (log.runs.empty and log.diary.empty):
        st.header("What stands out", anchor=False)
        shown = review.standing_out(cache.findings(store, today), today)
        standing_out(shown)
        if not log.runs.empty:
            how_far(log, shown, today)
            nearest_shoe(log, today)
    with st.container(horizontal=True, gap="xsmall"):
        links.link("import", "Import runs", ":material/upload_file:")
        links.link("risk", "The whole picture", ":material/monitoring:")
    zone_offer(store, log.profile)


def standing_out(shown: list[Finding]) -> None:
    """At most three findings of the last week, urgent first."""
    finding_card.cards(shown)
    if not shown:
        st.markdown("Nothing in the last seven days.")


def how_far(log: Log, shown: list[Finding], today: date) -> None:
    """How long today's run may be within the runner's limit."""
    limits = limits_of(log)
    ceiling = mileage.ceiling(log, today, limits)
    hip_first = any(hurts(finding) for finding in shown)
    with st.container(border=True):
        if ceiling is None:
            st.markdown(f"No run in the last 30 days, so there is nothing to go by. {NEXT[hip_first]}")
            return
        unit = log.profile.distance_unit
        more = words.percent(limits[mileage.SPIKE])
        st.metric(f"Longest run you may do within +{more}", words.distance_within(ceiling.allowed_m, unit))
        if ceiling.ran_today_m > 0:
            st.markdown(f"You ran {words.distance(ceiling.ran_today_m, unit)} today.")
        if hip_first:
            st.markdown("**The hip comes first:** what stands out above speaks for less than this.")
        st.caption(WITHIN.format(more=more))


def hurts(finding: Finding) -> bool:
    """Whether a finding says that the hip asks for something to be done."""
    return finding.rule.startswith("pain.") and finding.severity >= Severity.ACT


def nearest_shoe(log: Log, today: date) -> None:
    """The pair in use that is nearest to its limit."""
    pair = shoes.nearest_to_limit(shoes.wear(log, today))
    if pair is None:
        return
    unit = log.profile.distance_unit
    limits = [words.distance(limit_m, unit) for limit_m in pair[["watch_m", "replace_m"]].dropna()]
    named = "limits" if len(limits) > 1 else "limit"
    with st.container(border=True):
        st.caption("The pair nearest to its limit")
        st.text(f"{pair['name']}: {words.distance(pair['worn_m'], unit)}; {named} {' and '.join(limits)}")


def zone_offer(store: Store, profile: Profile) -> None:
    """Days go by the runner's clock; says so where this device goes by another."""
    here = st.context.timezone
    if not here or clock.same(here, profile.zone):
        return
    st.caption(f"Your days follow the clock of {profile.zone}; this device is in {here}.")
    st.button(f"Use {here}", key="today.zone", on_click=follow, args=(store, here))


def follow(store: Store, zone: str) -> None:
    """Takes this zone for the runner's; what else another tab may have saved stays."""
    store.save_profile(replace(store.profile(), zone=zone))
