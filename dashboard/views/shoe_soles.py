"""Where each sole is worn, in words, and a picture of the pair: notes for the runner and the physio."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import soles
from dashboard.views import notice, run_form
from ingest.errors import IngestError
from ingest.schema import Log
from ingest.store import Store
from ingest.store.shoe_photos import LARGEST_MB

SAID = "shoes.soles_said"
SIDES = {"left_wear": "Left sole is worn at", "right_wear": "Right sole is worn at"}
HOW = "Put both shoes side by side, heels towards you, and compare left with right."
KEPT = "The picture stays in your log. It is in nothing that you export or share."


def section(store: Store, log: Log) -> None:
    """Notes on left and right of one pair, what is commonly said of them, and its picture."""
    with st.expander("Soles: where each is worn", icon=":material/steps:"):
        names = run_form.pairs(log)
        st.markdown(HOW)
        shoe_id = st.selectbox("Pair", list(names), format_func=names.get, key="shoes.soles_of")
        pair = log.shoes.set_index("shoe_id").loc[shoe_id]
        with st.form(f"shoes.soles.{shoe_id}", border=False):
            for name, label in SIDES.items():
                _places(label, f"shoes.{name}.{shoe_id}", soles.places(pair[name]))
            st.form_submit_button("Save soles", type="primary", on_click=save, args=(store, shoe_id))
        notice.told(SAID)
        meaning(pair)
        photo(store, shoe_id)


def _places(label: str, key: str, known: list[str]) -> None:
    """Places to choose from, or own words."""
    st.session_state.setdefault(key, known)
    options = list(dict.fromkeys([*soles.PLACES, *known, *st.session_state[key]]))
    placeholder = "Choose, or write your own words"
    st.multiselect(label, options, key=key, accept_new_options=True, placeholder=placeholder)


def meaning(pair: pd.Series) -> None:
    """What is commonly said of these soles."""
    places = dict.fromkeys(soles.places(pair["left_wear"]) + soles.places(pair["right_wear"]))
    said = [f"{place.capitalize()}: {soles.PLACES[place]}" for place in places if place in soles.PLACES]
    compared = soles.compared(pair["left_wear"], pair["right_wear"])
    for line in [*([compared] if compared else []), *said]:
        st.text(line)
    if said:
        st.caption("That is what shoe shops and articles say. No study ties where a sole is worn to hips.")


def photo(store: Store, shoe_id: str) -> None:
    """The picture of the pair, shown when it is asked for, and a way to bring another."""
    given = st.file_uploader(
        "A picture of the soles (JPEG, PNG or WebP), if you like",
        ["jpg", "jpeg", "png", "webp"],
        key=f"shoes.photo.{shoe_id}",
        max_upload_size=LARGEST_MB,
    )
    with st.container(horizontal=True):
        if given is not None:
            args = (store, shoe_id, given.getvalue())
            st.button("Keep this picture", key=f"shoes.keep_photo.{shoe_id}", on_click=keep_photo, args=args)
        shown = st.toggle("Show the picture", key=f"shoes.show_photo.{shoe_id}")
    st.caption(KEPT)
    if shown:
        _shown(store, shoe_id)


def _shown(store: Store, shoe_id: str) -> None:
    picture = store.shoe_photo(shoe_id)
    if picture is None:
        st.markdown("No picture of this pair yet.")
        return
    try:
        st.image(picture, width="stretch", alt="The soles of the pair")
    except Exception:  # whatever an imaging library finds wrong with a file, the page goes on
        st.markdown("This picture cannot be shown. Take it away, and bring another.")
    key = f"shoes.drop_photo.{shoe_id}"
    st.button("Take the picture away", key=key, on_click=keep_photo, args=(store, shoe_id, None))


def keep_photo(store: Store, shoe_id: str, picture: bytes | None) -> None:
    """Keeps a picture, or takes it away, or says why not."""
    _kept(lambda: store.keep_shoe_photo(shoe_id, picture), "Kept." if picture else "Taken away.")


def save(store: Store, shoe_id: str) -> None:
    """Keeps where both soles are worn; an emptied field is a sole not looked at."""
    said = {name: soles.together(st.session_state[f"shoes.{name}.{shoe_id}"]) for name in SIDES}
    _kept(lambda: store.edit_shoe(shoe_id, **said), "Saved.")


def _kept(save, said: str) -> None:
    try:
        save()
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
    else:
        notice.say(SAID, notice.SAVED, said)
