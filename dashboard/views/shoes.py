"""Shoes: each pair on its way to its limit, how the hip went in it, and forms to add and change pairs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from analysis import compare, pairs, shoes, words
from analysis.findings import Finding
from analysis.limits import limits_of
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.charts import shoes as charts
from dashboard.views import finding_card, picture, shoe_forms
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
FEW_RATED = "Pairs are worn on different ground and in different months: what differs need not be the shoe."


def page(store: Store) -> None:
    """The lanes, then pain by pair, then the forms."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Shoes", anchor=False)
    shoe_forms.told()
    if log.shoes.empty:
        st.markdown("Which pair is worn out, and when will the next one be? Add the pair you run in most.")
        shoe_forms.add(store, log, expanded=True)
        return
    wear = shoes.wear(log, today, limits_of(log))
    in_use = wear[~wear["retired"]].sort_values("worn_m", ascending=False)
    on_their_way(log, in_use, today)
    stood_out(cache.findings(store, today))
    pain_by_pair(log, today)
    shoe_forms.add(store, log)
    shoe_forms.change(store, log, today)


def on_their_way(log: Log, in_use: pd.DataFrame, today: date) -> None:
    """A sentence on the most worn pair, then a lane a pair."""
    if in_use.empty:
        st.markdown("Every pair is retired.")
        return
    said = {pair.shoe_id: ahead(log, pair, today) for pair in in_use.itertuples()}
    most = in_use.iloc[0]
    unit = log.profile.distance_unit
    worn = f"{most['name']} has {words.distance(most['worn_m'], unit)} on it. {said[most['shoe_id']]}."
    st.text(edge.unbroken(worn))
    figure = charts.lanes(in_use, said, unit)
    picture.show(figure, "shoes.lanes", "Each pair's distance on its way to its limit")
    st.caption(edge.unbroken(GUIDE.format(guide=GUIDES[unit])))


def ahead(log: Log, pair, today: date) -> str:
    """When a pair reaches its limit, in words."""
    if pd.isna(pair.replace_m):
        return "No limit set"
    coming = shoes.projection(log, pair.shoe_id, today, pair.replace_m)
    if coming.state == "ok":
        early, late = edge.date_of(coming.early), coming.late and edge.date_of(coming.late)
        likely = f"likely {early} to {late}" if late else f"likely not before {early}"
        return f"Limit about {edge.date_of(coming.middle)}, {likely}"
    if pd.isna(pair.last_used):
        return "Not worn yet"
    return {
        "passed": "Past its limit",
        "not_in_use": "Not worn in the last four weeks",
        "beyond": "Limit more than half a year away",
    }[coming.state]


def stood_out(findings: Sequence[Finding]) -> None:
    """What the rules say about shoes, with why and how sure."""
    finding_card.cards([finding for finding in findings if finding.rule.startswith("shoes.")])


def pain_by_pair(log: Log, today: date) -> None:
    """How many runs in each pair hurt, of those with an entry."""
    table = pairs.pain_by_pair(log, today)
    if table["rated"].sum() == 0:
        return
    st.subheader("Pain by pair", anchor=False)
    lines = [
        f"{pair.name}: hip pain of {compare.PAINFUL:g} or more in {pair.painful} "
        f"of {edge.counted(pair.rated, 'run')} with an entry ({words.percent(pair.share)})."
        for pair in table[table["rated"] > 0].itertuples()
    ]
    st.text("\n".join(lines))
    st.caption(FEW_RATED)
