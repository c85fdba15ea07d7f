"""Shoes: which pair is nearest to its limit and what to do, the lanes, turns, pain by pair, and the forms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analysis import pairs, rotation, shoe_advice, shoes, words
from analysis.findings import Finding, lately
from analysis.limits import Limits, limits_of
from analysis.projection import Projection
from dashboard import cache, clock, theme
from dashboard import words as edge
from dashboard.charts import shoes as charts
from dashboard.views import (
    finding_card,
    picture,
    shoe_forms,
    shoe_pain,
    shoe_retire,
    shoe_rotation,
    shoe_runs,
    shoe_soles,
)
from ingest.schema import Log
from ingest.store import Store

GUIDES = {
    "km": "road shoes 480 to 640 km, trail shoes 320 to 480 km, sooner for a runner of 91 kg",
    "mi": "road shoes 300 to 400 miles, trail shoes 200 to 300 miles, sooner for a runner of 200 lb",
}
GUIDE = (
    "Common replacement guide, not a medical limit: {guide} or more. "
    "Research has not found a mileage at which hip injuries start."
)
SAID_HERE = ("shoes.mileage", "shoes.projection")
"""Rules that say nearly what the head of the page says of its pair."""


def page(store: Store) -> None:
    """The pair nearest to its limit and what to do; lanes, turns and pain by pair; forms and wear notes."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Shoes", anchor=False)
    shoe_forms.told()
    if log.shoes.empty:
        st.markdown("Which pair is worn out, and when will the next one be? Add the pair you run in most.")
        shoe_forms.add(store, log, today, expanded=True)
        return
    limits = limits_of(log)
    wear = shoes.wear(log, today, limits)
    found = [each for each in lately(cache.findings(store, today), today) if each.rule.startswith("shoes.")]
    resting = bool(cache.standing(store, today))
    shoe_retire.told(store)
    about = nearest(store, log, wear, today, limits, found, resting)
    begun = cache.of_log(store, pairs.onsets, today)
    on_their_way(log, in_order(wear), begun, today)
    finding_card.cards([finding for finding in found if finding not in about], resting=resting)
    shoe_rotation.section(log, today)
    shoe_pain.section(log, begun, today)
    st.subheader("Your pairs", anchor=False)
    shoe_runs.section(store, log, today)
    shoe_forms.add(store, log, today)
    shoe_forms.change(store, log, today)
    shoe_retire.several(store, wear[~wear["retired"]], today)
    shoe_soles.section(store, log)
    retired(wear, log.profile.distance_unit)


def in_order(wear: pd.DataFrame) -> pd.DataFrame:
    """The pairs in use, the one furthest on its way to its limit first, those without a limit last."""
    in_use = wear[~wear["retired"]]
    share = in_use["worn_m"] / in_use["replace_m"]
    return in_use.assign(share=share).sort_values(["share", "worn_m"], ascending=False, na_position="last")


def nearest(
    store: Store,
    log: Log,
    wear: pd.DataFrame,
    today: date,
    limits: Limits,
    found: Sequence[Finding],
    resting: bool = False,
) -> list[Finding]:
    """Which pair is nearest to its limit, when, and what to do; returns those of `found` that it says.

    `resting`: a red flag stands, so that nothing is told to do, for it would be done running.
    """
    step = shoe_advice.next_step(log, wear, today, limits)
    if step is None:
        st.markdown("Every pair is retired." if wear["retired"].all() else "No pair in use has a limit.")
        return []
    unit, mark, pair = log.profile.distance_unit, theme.MARKS[step.severity], step.about
    worn, limit = (words.distance(pair[name], unit) for name in ("worn_m", "replace_m"))
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            if not resting:
                st.badge(mark.word, icon=mark.icon, color=mark.badge)
            st.caption("The pair nearest to its limit")
        st.text(edge.unbroken(f"{pair['name']}: {worn} of {limit}. {when(step.ahead, pair)}."))
        if not resting:
            st.text(edge.unbroken(step.to_do))
        if step.ahead.state == "passed":
            shoe_retire.button(store, pair["shoe_id"], "Retire this pair", "shoes.retire_nearest", today)
        with st.expander("Why, and how sure"):
            finding_card.how_sure(step.why, shoes.WEAR_EVIDENCE)
    return [each for each in found if each.subject == pair["shoe_id"] and each.rule in SAID_HERE]


def on_their_way(log: Log, in_use: pd.DataFrame, begun: pd.DataFrame, today: date) -> None:
    """A lane a pair, with the guide behind the limits."""
    if in_use.empty:
        return
    unit = log.profile.distance_unit
    new_m = limits_of(log)[rotation.NEW_WITHIN]
    said = {
        pair.shoe_id: f"{'new, ' if pair.worn_m < new_m else ''}{ahead(log, pair, today)}"
        for pair in in_use.itertuples()
    }
    figure = charts.lanes(in_use, said, unit, begun)
    picture.show(figure, "shoes.lanes", "Each pair's distance on its way to its limit")
    if (begun["that_day"] & begun["shoe_id"].isin(in_use["shoe_id"])).any():
        st.caption(shoe_pain.NOT_THE_SHOE)
    st.caption(edge.unbroken(GUIDE.format(guide=GUIDES[unit])))


def ahead(log: Log, pair, today: date) -> str:
    """When a pair reaches its limit, in words."""
    if pd.isna(pair.replace_m):
        return "no limit set"
    coming = shoes.projection(log, pair, today, pair.replace_m)
    return when(coming, pair._asdict()).lower() if coming.state != "ok" else _dates(coming)


def when(coming: Projection, pair) -> str:
    """The same as the beginning of a sentence."""
    if coming.state == "ok":
        return f"Limit {_dates(coming)}"
    if pd.isna(pair["last_used"]) and coming.state != "passed":
        return "Not worn yet"
    return {
        "passed": "Past its limit",
        "not_in_use": "Not worn in the last four weeks",
        "beyond": "Limit more than half a year away",
    }[coming.state]


def _dates(coming: Projection) -> str:
    early, late = edge.date_of(coming.early), coming.late and edge.date_of(coming.late)
    likely = f"likely {early} to {late}" if late else f"likely not before {early}"
    return f"about {edge.date_of(coming.middle)}, {likely}"


def retired(wear: pd.DataFrame, unit: str) -> None:
    """Pairs no longer worn, with how far they came."""
    old = wear[wear["retired"]].sort_values("last_used", ascending=False)
    if old.empty:
        return
    with st.expander(f"Retired pairs ({len(old)})", icon=":material/inventory_2:"):
        worn = [words.distance(far, unit) for far in old["worn_m"]]
        last = [edge.MISSING if pd.isna(day) else f"{day:%Y-%m-%d}" for day in old["last_used"]]
        table = pd.DataFrame({"Pair": old["name"], "Distance": worn, "Last run": last})
        st.dataframe(table, hide_index=True, alt="Retired pairs")
