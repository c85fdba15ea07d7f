"""The picture to share: nothing in it lies within a hidden area, or tells when, where or how long inside."""

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import home, stretches
from analysis.home import Area, Spot
from analysis.plane import around
from dashboard.charts import looks, shared_picture
from dashboard.charts.looks import Coloured
from dashboard.views import run_map
from ingest.schema import WAY

FAR_OFF = Area(10.0, 10.0, 400.0)


def way(turns, step_m=10.0, **columns):
    """A node every `step_m`, each step heading `turns` [radians] clockwise of north, from 47° N 8° E."""
    headings = np.asarray(turns, dtype="float64")
    north, east = (np.concatenate([[0], np.cumsum(step_m * f(headings))]) for f in (np.cos, np.sin))
    frame = pd.DataFrame(
        {
            "distance_m": step_m * np.arange(len(north)),
            "latitude_deg": 47.0 + north / 111_195,
            "longitude_deg": 8.0 + east / (111_195 * np.cos(np.radians(47.0))),
            "grade": 0.03,
            "speed_m_s": 3.0,
        }
    )
    return WAY.conform(frame.reindex(columns=WAY.names).assign(**columns))


def out_and_back(metres=4000):
    steps = int(metres / 20)
    return way([*np.zeros(steps), *np.full(steps, np.pi)])


def by_grade(rows, credit=""):
    return Coloured(rows, stretches.by_grade(rows), looks.of_grade(), credit)


def seen(way, areas, hilly=True):
    return shared_picture.seen(way, areas, by_grade, hilly)


def picture(way, areas, **more):
    return shared_picture.svg(seen(way, areas, **more), "km")


def coloured(way, areas, by):
    """As a runner's picture is made, the whole way there is by what it is coloured."""
    ground = pd.DataFrame({"run_id": [], "surface": [], "source": []})
    found = shared_picture.seen(way, areas, lambda rows: run_map.drawing(by, rows, ground, "km"))
    return shared_picture.svg(found, "km")


def points_of(svg):
    """Every point of every course line, in pixels: read again from the file as anybody would."""
    tree = ElementTree.fromstring(svg)
    lines = [one.get("d") for one in tree.iter("{http://www.w3.org/2000/svg}path")]
    courses = [d for d in lines if "h" not in d.lower()]  # the scale bar and the legend draw with h and H
    return [tuple(map(float, pair)) for d in courses for pair in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", d)]


@st.composite
def wandering(draw):
    """A run that wanders out and comes home, or wanders through wherever it began."""
    turns = draw(st.lists(st.floats(-1.2, 1.2), min_size=2, max_size=12))
    headings = np.cumsum(np.repeat(turns, draw(st.integers(5, 60))))
    back = headings[::-1] + np.pi if draw(st.booleans()) else np.array([])
    return way(np.concatenate([headings, back]))


@given(wandering(), st.integers(0, 2**62), st.sampled_from([200.0, 400.0, 1000.0]), st.integers(0, 100))
@settings(max_examples=40, deadline=None)
def test_no_point_of_what_is_shared_lies_within_a_hidden_area(run, seed, radius_m, passed):
    # Hidden are both ends and a place of the runner's somewhere on the way, which is only passed by.
    by = run[["latitude_deg", "longitude_deg"]].iloc[passed * (len(run) - 1) // 100]
    spots = [*home.ends_of(run), Spot(*by)]
    areas = home.hidden_areas(spots, radius_m, seed)
    found = seen(run, areas)
    if found is None:
        return
    kept = run[home.shown(run, areas)]  # the middle of the picture is that of what is shown
    plane = around(kept["latitude_deg"], kept["longitude_deg"])
    for area in [*areas, *(Area(spot.latitude_deg, spot.longitude_deg, 0.3 * radius_m) for spot in spots)]:
        x, y = plane.metres(area.latitude_deg, area.longitude_deg)
        assert np.nanmin(np.hypot(found.line["x"] - x, found.line["y"] - y)) > area.radius_m
        assert _nearest_m(found.line, x, y) > area.radius_m


def _bent(run, inside):
    """The hidden rows somewhere else within the area, up a wall and down again, at a walk."""
    n = np.arange(len(run))
    other = {
        "latitude_deg": 47.0 - 0.002 * np.sin(n / 3),
        "longitude_deg": 8.0 - 0.004 * np.cos(n / 5),
        "altitude_m": 500.0 + 20 * np.sin(n),
        "grade": 0.2 * np.sin(n),
        "speed_m_s": 1.0,
        "surface_code": 1.0,
    }
    return run.assign(**{name: run[name].mask(inside, values) for name, values in other.items()})


@pytest.mark.parametrize("by", ["grade", "pace", "surface"])
def test_the_hidden_part_changes_nothing_in_the_file_however_long_or_bent_it_is(by):
    # Within 700 m of the door all is hidden; the way leads 2 km north and back, at paces that differ.
    areas, run = [Area(47.0, 8.0, 680.0)], out_and_back()
    there_m = 111_195 * (run["latitude_deg"] - 47.0)
    hilly = {"grade": 0.03 * np.sign(1500 - there_m), "speed_m_s": 2.5 + (there_m // 300) % 3 / 2}
    run = run.assign(**hilly, surface_code=(there_m // 400) % 3)
    inside = ~home.shown(run, areas)
    first, last = np.flatnonzero(~inside)[[0, -1]]
    shorter = run.iloc[first - 1 : last + 2].reset_index(drop=True)
    waits = pd.concat([_bent(run, inside).iloc[:first], run]).reset_index(drop=True)
    longer = waits.assign(distance_m=10.0 * np.arange(len(waits)))
    nowhere = run.assign(**{name: run[name].mask(inside) for name in ("latitude_deg", "grade", "speed_m_s")})
    through = _twice(run)
    pictures = {coloured(each, areas, by) for each in (run, _bent(run, inside), shorter, longer, nowhere)}
    assert len(pictures) == 1
    # Where the way comes through the area in its middle, it is the same however long it is in there.
    detour = _twice(run, stay=300)
    assert coloured(through, areas, by) == coloured(detour, areas, by)


def _twice(run, stay=10):
    """The run, `stay` rows somewhere within the hidden area, and the run again."""
    within = _bent(run, pd.Series(True, index=run.index)).iloc[:stay]
    whole = pd.concat([run, within, run]).reset_index(drop=True)
    return whole.assign(distance_m=10.0 * np.arange(len(whole)))


def _nearest_m(line, x, y):
    """How near the drawn strokes come to a point, between their ends too."""
    a, b = line[["x", "y"]].to_numpy()[:-1], line[["x", "y"]].to_numpy()[1:]
    drawn = (line["kind"].to_numpy()[1:] != shared_picture.HIDDEN) & ~np.isnan(a + b).any(axis=1)
    a, along = a[drawn], (b - a)[drawn]
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    part = np.clip(((np.array([x, y]) - a) * along).sum(axis=1) / length, 0, 1)
    return np.min(np.hypot(*(a + part[:, None] * along - [x, y]).T), initial=np.inf)


def test_the_file_has_the_points_that_may_be_seen_and_no_others():
    # 2 km due north and back; 400 m and a margin of 20 m are hidden: 1,580 m of 2,000 m each way.
    run = out_and_back()
    svg = picture(run, [Area(47.0, 8.0, 400.0)])
    heights = [y for _, y in points_of(svg)]
    pixels_a_metre = (640 - 3 * 40) / 1580
    assert max(heights) - min(heights) == pytest.approx(1580 * pixels_a_metre, abs=15 * pixels_a_metre)


def test_a_way_through_a_hidden_area_is_cut_and_not_drawn_across_it():
    svg = picture(way(np.zeros(400)), [Area(47.0 + 2000 / 111_195, 8.0, 400.0)])
    (course,) = [d for d in re.findall(r"<path d='(M[^']*)'", svg) if "h" not in d.lower()]
    assert course.count("M") == 2


def test_a_hidden_area_between_two_drawn_points_cuts_the_way_too():
    # Of 100 km every twelfth node is drawn; 218 m beside node 5,994 only 5,991 to 5,997 are hidden.
    beside = 218 / (111_195 * np.cos(np.radians(47.0)))
    svg = picture(way(np.zeros(10_000)), [Area(47.0 + 59_940 / 111_195, 8.0 - beside, 200.0)])
    (course,) = [d for d in re.findall(r"<path d='(M[^']*)'", svg) if "h" not in d.lower()]
    assert course.count("M") == 2


def test_distance_climb_and_legend_are_of_what_is_drawn():
    # 4 km in all; 420 m around the start twice: 2 x 1,580 m less the cut step, 3.1 or 3.2 km.
    found = seen(out_and_back(), [Area(47.0, 8.0, 400.0)])
    assert found.metres.sum() == pytest.approx(3160, abs=40)
    # At 3 % that climbs 94 or 95 m, and nothing leads down.
    assert found.ascent_m == pytest.approx(0.03 * found.metres.sum())
    assert found.descent_m == 0.0
    svg = picture(out_and_back(), [Area(47.0, 8.0, 400.0)])
    assert "4 km" not in svg
    assert re.search(r"3\.[12] km shown, 9[45] m up", svg)
    assert "▲ up, 2 to 5 %: 3." in svg


def test_it_says_that_ends_are_hidden_and_marks_none():
    svg = picture(out_and_back(), [Area(47.0, 8.0, 400.0)])
    assert "Start and finish are hidden." in svg
    assert "circle" not in svg


def test_it_holds_no_coordinate_and_no_time():
    run = out_and_back()
    early, late = run.assign(time=pd.Timestamp("2026-11-21 07:00", tz="UTC")), run
    shifted = run.assign(longitude_deg=run["longitude_deg"] + 90.0)
    area, there = Area(47.0, 8.0, 400.0), Area(47.0, 98.0, 400.0)
    assert picture(early, [area]) == picture(late, [area]) == picture(shifted, [there])


def test_a_map_that_told_the_ground_is_named():
    found = shared_picture.seen(out_and_back(), [FAR_OFF], lambda rows: by_grade(rows, "Ground: © OSM"))
    assert ">Ground: © OSM</text>" in shared_picture.svg(found, "km")


def test_climb_that_nobody_knows_is_left_out():
    svg = picture(out_and_back(), [FAR_OFF], hilly=False)
    assert "4 km shown<" in svg
    assert "4 km shown<" in picture(out_and_back().assign(grade=np.nan), [FAR_OFF])


def test_a_run_wholly_inside_has_no_picture():
    assert seen(out_and_back(600), [Area(47.0, 8.0, 400.0)]) is None
    assert seen(WAY.empty(), []) is None


@pytest.mark.parametrize(("metres", "there"), [(490, False), (500, True)])
def test_half_a_kilometre_is_the_least_that_makes_a_picture(metres, there):
    assert (seen(way(np.zeros(metres // 10)), [FAR_OFF]) is not None) == there


def test_the_longest_words_fit_into_the_picture():
    # A letter is 0.6 times as wide as it is high on average, or less.
    long = out_and_back(100_000)
    hilly = long.assign(grade=np.tile([0.074, -0.074], len(long))[: len(long)])
    found = shared_picture.seen(hilly, [FAR_OFF], lambda rows: by_grade(rows, "Ground: © OpenStreetMap"))
    tree = ElementTree.fromstring(shared_picture.svg(found, "mi"))
    texts = list(tree.iter("{http://www.w3.org/2000/svg}text"))
    assert "62.1 mi shown, 12,140 ft up, 12,140 ft down" in [text.text for text in texts]
    for text in texts:
        end = float(text.get("x")) + 0.6 * float(text.get("font-size")) * len(text.text or "")
        assert end <= shared_picture.WIDTH_PX, text.text


def test_the_picture_is_well_formed_and_asks_nothing_of_the_outside():
    svg = picture(out_and_back(), [FAR_OFF])
    ElementTree.fromstring(svg)
    assert re.findall(r"https?://[^'\"]+", svg) == ["http://www.w3.org/2000/svg"]
