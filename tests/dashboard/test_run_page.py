"""One run: what its map can be coloured by, what lay underfoot, its hills and rounds, and what is shared."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.pain_mark import Began
from dashboard.views import picture, run_ground, run_map, share
from ingest.diary import Entry
from ingest.schema import TERRAIN, WAY
from tests.dashboard.conftest import TODAY

YESTERDAY = TODAY - timedelta(days=1)


def way(**columns):
    rows = [{"distance_m": 10.0 * n, "latitude_deg": 0.0001 * n, "longitude_deg": 0.0} for n in range(5)]
    return WAY.frame(rows).assign(**columns)


def ground(*rows):
    return pd.DataFrame(rows, columns=["run_id", "surface", "source"])


def terrain(**values):
    return TERRAIN.frame([values]).iloc[0]


def test_the_map_offers_only_what_is_known():
    nobody, you = ground(("a", "unknown", "nobody")), ground(("a", "trail", "run"))
    assert list(run_map.drawings(way(), nobody, "km")) == ["surface"]
    assert list(run_map.drawings(way(grade=0.01), nobody, "km")) == ["grade"]
    assert list(run_map.drawings(way(grade=0.01, speed_m_s=3.0), you, "km")) == ["surface", "grade", "pace"]
    assert list(run_map.drawings(way(surface_code=[0, np.nan, 1, 1, 1]), nobody, "km")) == ["surface"]


def test_the_map_is_coloured_by_what_was_tapped(visit, small_store):
    page = visit("runs", small_store)
    assert "level: 12 km" in page.get("plotly_chart")[0].proto.alt
    page.button(key="runs.map.by.button.pace").click().run()
    # 1,000 m at 3 m/s take 333 s: within 5 % of it 5:17 to 5:51
    assert "5:17 to 5:51 /km: 12 km" in page.get("plotly_chart")[0].proto.alt


def test_pain_that_may_be_of_another_run_is_told_and_not_marked(visit, small_store, add_a_run):
    small_store.add_entries([Entry(YESTERDAY, onset_m=3000.0)])
    assert "pain began, 3 km" in visit("runs", small_store).get("plotly_chart")[0].proto.spec
    second = {"day": pd.Timestamp(YESTERDAY), "started_at": pd.Timestamp(f"{YESTERDAY} 17:00", tz="UTC")}
    add_a_run(small_store, 2, 5.0, **second)
    page = visit("runs", small_store)
    assert "pain began" not in page.get("plotly_chart")[0].proto.spec
    assert any("after 3 km. More than one run" in caption.value for caption in page.caption)
    assert run_map.unsure(Began(3000.0, sure=False), "mi").startswith(
        "That day it began to hurt after 1.9 mi."
    )


def test_what_lay_underfoot_is_told_with_who_says_so(visit, small_store):
    page = visit("runs", small_store)
    assert "Nobody has said what this run was run on" in "".join(caption.value for caption in page.caption)
    page.selectbox(key="runs.run").set_value("run-15").run()
    table = next(table.value for table in page.table if "Said by" in table.value)
    assert table.loc["asphalt"].tolist() == ["6 km", "you"]


def test_each_band_of_grade_has_its_metres():
    bands = run_ground.by_grade(terrain(down_10_m=5.0, level_m=70.0, up_2_m=20.0)).set_index("band")
    assert bands["distance_m"].dropna().to_dict() == {"10 % down or more": 5, "level": 70, "2 to 5 % up": 20}


def test_hills_wait_until_terrain_is_worked_out(monkeypatch):
    shown = []
    monkeypatch.setattr(run_ground.picture, "show", lambda figure, key, alt: shown.append(key))
    for row in (None, terrain(), terrain(level_m=5_000.0, up_5_m=1_000.0)):
        run_ground.slopes(row, "km")
    assert shown == ["runs.slopes"]


@pytest.mark.parametrize(
    ("count", "longest_m", "said"),
    [
        (np.nan, np.nan, ""),
        (0, np.nan, "No descent of 10 % or more."),
        (1, 120.0, "1 steep descent of 10 % or more, 120 m long."),
        (3, 240.0, "3 steep descents of 10 % or more, the longest 240 m long."),
    ],
)
def test_steep_descents_are_told(count, longest_m, said):
    assert run_ground.descents(terrain(steep_descents=count, longest_descent_m=longest_m), "km") == said


def test_rounds_are_told_each_way_from_three_on():
    # Right turns less left ones are −2,160° of 3,600°: 2,880° were to the left, 80 %.
    turned = {"turned_deg": -2160.0, "turning_deg": 3600.0}
    assert run_ground.round_and_round(terrain(laps_left=12, laps_right=1, **turned)) == (
        "12 rounds anticlockwise (to the left), 1 round clockwise (to the right). "
        "Of all its turning 80 % was to the left."
    )
    assert run_ground.round_and_round(terrain(laps_left=3, laps_right=0, **turned)).startswith("3 rounds")
    assert run_ground.round_and_round(terrain(laps_left=1, laps_right=1, **turned)) == ""
    assert run_ground.round_and_round(terrain()) == ""


def test_a_picture_to_share_is_seen_before_it_is_saved(visit, small_store):
    page = visit("runs", small_store)
    assert not page.get("download_button")
    page.button(key="runs.share.run-1").click().run()
    assert not page.exception
    assert page.get("download_button")[0].proto.label == "Save the picture"
    assert any("area around the places where your runs begin and end" in text.value for text in page.caption)
    page.button(key="runs.share.run-1").click().run()
    assert not page.get("download_button")


def test_a_run_within_the_hidden_area_has_a_sentence_and_no_picture(visit, small_store):
    from dataclasses import replace

    small_store.save_profile(replace(small_store.profile(), home_radius_m=5000.0))
    page = visit("runs", small_store)
    page.selectbox(key="runs.run").set_value("run-15").run()
    page.button(key="runs.share.run-15").click().run()
    assert share.NOTHING_LEFT in [text.value for text in page.markdown]
    assert not page.get("download_button")


def test_the_name_of_the_shared_file_tells_neither_place_nor_day():
    assert share.FILE == "hiplog-run.svg"


def test_no_picture_has_a_tool_bar_that_saves_it_with_the_door_in_it():
    assert picture.BARE["displayModeBar"] is False
