"""The gates before a return plan, the runner's days, and the button that begins it or takes it up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from analysis import plan
from analysis.limits import limits_of
from analysis.plan import Gate
from analysis.plan.gates import WALK_MINUTES, WALK_PAIN, had_bone_stress
from dashboard import cache, clock
from dashboard import words as edge
from dashboard.views import links, notice
from dashboard.views.choice import choice
from ingest.errors import IngestError
from ingest.schema import WEEKDAYS, Log, listed
from ingest.store import Store

SAID = "plan.said"
USUAL_DAYS = ("mon", "wed", "fri", "sun")
"""Chosen until the runner says otherwise: four runs with a day between them."""

DAYS, WALKED, BONE, CLEARED_BY = "plan.weekdays", "plan.walked", "plan.bone_stress", "plan.cleared_by"
ANSWERED, ASKED_FOR = (WALKED, BONE, CLEARED_BY), "plan.asked_for"
BEGUN = "The plan has begun."


def start(store: Store, log: Log, today: date, row) -> None:
    """Gates, days and the button. `row` is the plan that is paused, None for a new one."""
    st.subheader("Before it begins" if row is None else "Before it goes on", anchor=False)
    ask_anew(log, today, None if row is None else row.plan_id)
    found = cache.of_log(store, gates_by, today, *answers())
    checklist(found)
    questions(cache.of_log(store, had_bone_stress, today))
    st.session_state.setdefault(DAYS, USUAL_DAYS if row is None else listed(row.weekdays))
    day_buttons(st.session_state[DAYS], toggle_for_later)
    missing = [gate.name for gate in found if not gate.met]
    label = "Start the plan" if row is None else "Take the plan up again, one step back"
    first = today if row is None or row.started_on.date() < today else today + timedelta(days=1)
    does = {"on_click": begin, "args": (store, first, None if row is None else row.plan_id)}
    st.button(label, key="plan.start", type="primary", disabled=bool(missing), **does)
    if missing:
        st.markdown(f"Not yet: {len(missing)} of {len(found)} lines above are open.")


def ask_anew(log: Log, today: date, instead_of: str | None) -> None:
    """Forgets what was answered on another day, for another plan, or before a flag was cleared."""
    asked_for = today, instead_of, len(log.clearances)
    if st.session_state.get(ASKED_FOR) != asked_for:
        forget()
        st.session_state[ASKED_FOR] = asked_for


def forget() -> None:
    """Forgets the runner's answers: a walk counts for the plan that it was answered for."""
    for key in ANSWERED:
        st.session_state.pop(key, None)


def questions(logged: bool) -> None:
    """What only the runner can say: the walk, an injury of the bone, and who cleared it.

    `logged`: the log tells of such an injury already.
    """
    walk = f"Did you walk {WALK_MINUTES} minutes, and the hip hurt no more than {WALK_PAIN} of 10?"
    choice(walk, WALKED, {True: "Yes, I did"})
    if not logged:
        bone = "Did you ever have a stress fracture or stress injury of the hip or pelvis?"
        choice(bone, BONE, {False: "No, never", True: "Yes"})
    if st.session_state.get(BONE) or logged:
        st.text_input("Who cleared you for running?", key=CLEARED_BY, max_chars=200)


def answers() -> tuple[bool, bool | None, str]:
    """What is answered on the page: the walk, the bone, who cleared it."""
    state = st.session_state
    return bool(state.get(WALKED)), state.get(BONE), state.get(CLEARED_BY) or ""


def gates_by(log: Log, today: date, walked: bool, hurt: bool | None, by: str) -> tuple[Gate, ...]:
    """The gates by the log and by these answers."""
    return plan.gates(log, today, limits_of(log), walked, hurt, by)


def checklist(found: Sequence[Gate]) -> None:
    """A line a gate: how it is met, or what is missing, with the way to the log where it is the diary."""
    for gate in found:
        icon = ":material/check_box:" if gate.met else ":material/check_box_outline_blank:"
        with st.container(gap=None):
            st.markdown(f"{icon} **{gate.name}**")
            st.text(edge.unbroken(gate.said))
        if gate.key == "quiet" and not gate.met:
            links.link("today", "Log how the hip is", ":material/today:")


def begin(store: Store, first: date, instead_of: str | None) -> None:
    """Starts the plan, if the gates hold by what is in the log now, and no other tab has begun one.

    `instead_of` is the paused plan that it takes up again.
    """
    log = store.load()
    today = clock.today(log.profile)
    going, chosen = plan.current(log, today), st.session_state[DAYS]
    answered_on = st.session_state[ASKED_FOR][0]
    ask_anew(log, today, instead_of)
    if (None if going is None else going.plan_id) != instead_of:
        twice = going is not None and going.started_on.date() == first and listed(going.weekdays) == chosen
        meanwhile = "A plan was begun or ended meanwhile: this is how it stands."
        notice.say(SAID, notice.SAVED if twice else notice.REFUSED, BEGUN if twice else meanwhile)
    elif answered_on != today:
        notice.say(SAID, notice.REFUSED, "It is a new day: please answer the questions below again.")
    elif not all(gate.met for gate in gates_by(log, today, *answers())):
        notice.say(SAID, notice.REFUSED, "Something in the log has changed: see the list below.")
    else:
        by = (st.session_state.get(CLEARED_BY) or "").strip() or None
        if _try(lambda: store.start_plan(first, " ".join(chosen), cleared_by=by), BEGUN):
            forget()


def weekdays(store: Store, row) -> None:
    """The runner's days of a plan that goes on; a tap is kept at once."""
    with st.expander("Days on which you can run"):
        day_buttons(listed(row.weekdays), partial(toggle_kept, store, row.plan_id))


def day_buttons(chosen: Sequence[str], tapped) -> None:
    """A button a day of the week, the chosen ones with a tick."""
    st.markdown("On which days can you run?")
    with st.container(horizontal=True, gap="xxsmall"):
        for day in WEEKDAYS:
            name = f"✓ {day.capitalize()}" if day in chosen else day.capitalize()
            kind = "primary" if day in chosen else "secondary"
            st.button(name, key=f"plan.day.{day}", type=kind, on_click=tapped, args=(day,))
    if len(chosen) < 3:
        st.caption("The plan has 3 or 4 runs a week. With fewer days it takes longer.")


def toggled(chosen: Sequence[str], day: str) -> tuple[str, ...]:
    """The days with this one put in, or taken out."""
    return tuple(each for each in WEEKDAYS if (each in chosen) != (each == day))


def toggle_for_later(day: str) -> None:
    """Keeps the days for the plan that is about to begin."""
    st.session_state[DAYS] = toggled(st.session_state[DAYS], day)


def toggle_kept(store: Store, plan_id: str, day: str) -> None:
    """Keeps the days of a plan that goes on."""
    row = next((row for row in store.load().plans.itertuples() if row.plan_id == plan_id), None)
    chosen = () if row is None else listed(row.weekdays)
    _try(lambda: store.edit_plan(plan_id, weekdays=" ".join(toggled(chosen, day))), "Kept.")


def _try(save, said: str) -> bool:
    """Whether it could be kept."""
    try:
        save()
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
        return False
    notice.say(SAID, notice.SAVED, said)
    return True
