"""Days of a pair that cannot be are refused with a sentence; its picture is kept as it was given."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from ingest.errors import InvalidEntry, StoreError
from ingest.schema import LAPS, TRACK
from ingest.store import Original
from ingest.store.shoe_photos import LARGEST_MB

JPEG, PNG, WEBP = b"\xff\xd8\xff\xe0 grass", b"\x89PNG\r\n\x1a\n sole", b"RIFF\x00\x00\x00\x00WEBPVP8 "


@pytest.fixture
def worn(store):
    """A pair with runs on 3 and 9 May, and one of 20 May that the runner left out."""
    pair = store.add_shoe("Ghost", "road")
    for day in (3, 9, 20):
        start = datetime(2026, 5, day, 6, tzinfo=UTC)
        row = {"started_at": start, "day": start.date(), "shoe_id": pair, "sport": "running"}
        row |= {"excluded": "runner"} if day == 20 else {}
        store.add_run(f"run-{day}", row, TRACK.empty(), LAPS.empty(), Original(f"{day}", b"%d" % day))
    return store


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ({"bought_on": 4, "first_used": 3}, "bought on 4 May 2026 and first used on 3 May 2026"),
        ({"bought_on": 4, "retired_on": 3}, "bought on 4 May 2026 and retired on 3 May 2026"),
        ({"first_used": 4, "retired_on": 3}, "first used on 4 May 2026 and retired on 3 May 2026"),
    ],
    ids=["bought", "retired", "used"],
)
def test_days_in_the_wrong_order_are_refused_and_the_same_day_is_not(store, days, sentence):
    days = {name: date(2026, 5, day) for name, day in days.items()}
    with pytest.raises(InvalidEntry, match=sentence):
        store.add_shoe("Ghost", "road", **days)
    one_day = dict.fromkeys(days, date(2026, 5, 4))
    store.add_shoe("Ghost", "road", **one_day)


def test_a_change_is_held_against_what_stands(store):
    pair = store.add_shoe("Ghost", "road", bought_on=date(2026, 5, 3))
    with pytest.raises(InvalidEntry, match="bought on 3 May 2026 and retired on 2 May 2026"):
        store.edit_shoe(pair, retired_on=date(2026, 5, 2))
    store.edit_shoe(pair, retired_on=date(2026, 5, 3))


@pytest.mark.parametrize(
    ("name", "wrong", "right"), [("retired_on", 8, 9), ("bought_on", 4, 3), ("first_used", 4, 3)]
)
def test_a_pair_cannot_be_retired_before_its_last_run_nor_bought_after_its_first(worn, name, wrong, right):
    with pytest.raises(InvalidEntry, match="worn on"):
        worn.edit_shoe("ghost", **{name: date(2026, 5, wrong)})
    worn.edit_shoe("ghost", **{name: date(2026, 5, right)})


def test_a_pair_whose_days_an_account_or_an_older_version_muddled_can_still_be_changed(worn):
    worn.edit_shoe("ghost", retired_on=date(2026, 5, 9))
    worn.edit_runs(["run-20"], excluded=False)
    worn.edit_shoe("ghost", note="as good as new", retired_on=date(2026, 5, 9))
    assert worn.load().shoes["note"].tolist() == ["as good as new"]


def test_an_account_with_days_that_cannot_be_gives_the_pair_without_them(store):
    days = {"first_used": date(2026, 5, 3), "retired_on": date(2026, 5, 2)}
    with store.intake() as intake:
        intake.shoe("Ghost", {"kind": "road", "replace_m": 600_000.0, **days})
        intake.shoe("Pegasus", {"kind": "road", "first_used": date(2026, 5, 3)})
    shoes = store.load().shoes.set_index("name")
    assert shoes.loc["Ghost", ["first_used", "retired_on"]].isna().all()
    assert shoes.loc["Ghost", "replace_m"] == 600_000
    assert shoes.loc["Pegasus", "first_used"] == pd.Timestamp("2026-05-03")


def test_words_on_a_pair_are_kept_without_blanks_around_and_empty_ones_are_none(store):
    pair = store.add_shoe("Ghost", "road", left_wear=" outside heel ", note="  ")
    row = store.load().shoes.set_index("shoe_id").loc[pair]
    assert row["left_wear"] == "outside heel"
    assert pd.isna(row["note"])


@pytest.mark.parametrize("picture", [JPEG, PNG, WEBP], ids=["jpeg", "png", "webp"])
def test_a_picture_comes_back_bit_for_bit_and_can_be_taken_away(store, picture):
    pair = store.add_shoe("Ghost", "road")
    assert store.shoe_photo(pair) is None
    store.keep_shoe_photo(pair, JPEG + b"older")
    store.keep_shoe_photo(pair, picture)
    assert store.shoe_photo(pair) == picture
    store.keep_shoe_photo(pair, None)
    assert store.shoe_photo(pair) is None


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"RIFF\x00\x00\x00\x00WAVE"], ids=str)
def test_what_is_no_picture_is_refused(store, data):
    pair = store.add_shoe("Ghost", "road")
    with pytest.raises(InvalidEntry, match="no JPEG, PNG or WebP"):
        store.keep_shoe_photo(pair, data)


def test_a_picture_may_be_just_as_large_as_is_said(store):
    pair, most = store.add_shoe("Ghost", "road"), LARGEST_MB * 1_000_000
    store.keep_shoe_photo(pair, JPEG.ljust(most, b"\0"))
    with pytest.raises(InvalidEntry, match="larger than 8 MB"):
        store.keep_shoe_photo(pair, JPEG.ljust(most + 1, b"\0"))
    assert len(store.shoe_photo(pair)) == most


def test_a_picture_of_a_pair_that_is_not_there_is_refused(store):
    with pytest.raises(StoreError, match="no pair of shoes “ghost”"):
        store.keep_shoe_photo("ghost", JPEG)
