"""Where each sole is worn, in words, and a picture of the pair: notes for the runner and the physio."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis import soles
from dashboard import cache, theme
from dashboard.views import notice, run_form
from dashboard.views.choice import several
from ingest.errors import IngestError
from ingest.schema import Log
from ingest.store import Store
from ingest.store.shoe_photos import LARGEST_MB

SAID, PHOTO_SAID = "shoes.soles_said", "shoes.photo_said"
ROUND = "shoes.photo_round"
SIDES = {"left_wear": "Left sole", "right_wear": "Right sole"}
HOW = "Put both shoes side by side, heels towards you, and compare left with right."
KEPT = "The picture stays in your log. It is in nothing that you export or share."


def section(store: Store, log: Log) -> None:
    """Notes on left and right of one pair, whether they are alike, and its picture."""
    with st.expander("Soles: where each is worn", icon=":material/steps:"):
        names = run_form.pairs(log)
        st.markdown(HOW)
        shoe_id = st.selectbox("Pair", list(names), format_func=names.get, key="shoes.soles_of")
        noted(store, shoe_id)
        photo(store, shoe_id)


@st.fragment
def noted(store: Store, shoe_id: str) -> None:
    """The places of both soles to tap, then what is saved of them; a tap draws this part alone."""
    pair = cache.log(store).shoes.set_index("shoe_id").loc[shoe_id]
    for name, side in SIDES.items():
        _places(side, f"shoes.{name}.{shoe_id}", soles.places(pair[name]))
    st.button(
        "Save soles", key=f"shoes.soles.{shoe_id}", type="primary", on_click=save, args=(store, shoe_id)
    )
    notice.told(SAID)
    if any(set(chosen(shoe_id, name)) != set(soles.places(pair[name])) for name in SIDES):
        st.caption("Not saved yet.")
        return
    meaning(pair["left_wear"], pair["right_wear"])


def _places(side: str, key: str, known: list[str]) -> None:
    """Places as buttons, and a line for own words; both begin with what is saved."""
    now = st.session_state.setdefault(key, [each for each in known if each in soles.PLACES])
    options = {place: f"✓ {place}" if place in now else place for place in soles.PLACES}
    several(f"**{side}** is worn at", key, options, now, partial(_tap, key))
    st.session_state.setdefault(f"{key}.own", soles.own(known))
    st.text_input(f"{side}, in your own words", key=f"{key}.own")


def _tap(key: str, place: str) -> None:
    st.session_state[key] = soles.tapped(st.session_state[key], place)


def chosen(shoe_id: str, name: str) -> list[str]:
    """What the page shows of one sole, saved or not."""
    key = f"shoes.{name}.{shoe_id}"
    return [*st.session_state[key], *soles.places(st.session_state[f"{key}.own"])]


def meaning(left: object, right: object) -> None:
    """Whether the soles are worn alike, as they are saved, and how much is known of it."""
    compared = soles.compared(left, right)
    if compared:
        st.text(compared)
        st.caption(theme.STRENGTHS["convention"])


@st.fragment
def photo(store: Store, shoe_id: str) -> None:
    """The picture of the pair, shown when it is asked for, and a way to bring another."""
    key = f"shoes.photo.{shoe_id}.{st.session_state.setdefault(ROUND, 0)}"
    given = st.file_uploader(
        "A picture of the soles (JPEG, PNG or WebP), if you like",
        ["jpg", "jpeg", "png", "webp"],
        key=key,
        max_upload_size=LARGEST_MB,
    )
    if given is not None:
        args = (store, shoe_id, given.getvalue())
        st.button("Keep this picture", key=f"shoes.keep_photo.{shoe_id}", on_click=keep_photo, args=args)
    notice.told(PHOTO_SAID)
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
    """Keeps a picture and shows it, or takes it away, or says why not; a fresh key empties the uploader."""
    said = "Kept." if picture else "Taken away."
    if _kept(PHOTO_SAID, lambda: store.keep_shoe_photo(shoe_id, picture), said):
        st.session_state[f"shoes.show_photo.{shoe_id}"] = picture is not None
        st.session_state[ROUND] += 1


def save(store: Store, shoe_id: str) -> None:
    """Keeps where both soles are worn; one without a place is a sole not looked at."""
    said = {name: soles.together(chosen(shoe_id, name)) for name in SIDES}
    _kept(SAID, lambda: store.edit_shoe(shoe_id, **said), "Saved.")


def _kept(where: str, save, said: str) -> bool:
    try:
        save()
    except IngestError as error:
        notice.say(where, notice.REFUSED, str(error))
        return False
    notice.say(where, notice.SAVED, said)
    return True
