"""What lies on a way, by its tags: the table of EVIDENCE 3, row by row."""

import pytest

from ingest.map import tags
from ingest.map.tags import ASSUMED, GUESSED, WRITTEN
from ingest.schema import MAP_SURFACES


def lies(said, closed=False):
    """(surface, how sure) of a way; None where it is left out."""
    way = tags.way(said, closed)
    return way and (None if way.code is None else MAP_SURFACES[way.code], way.sure)


ROWS = {
    "concrete": ("concrete", "concrete:plates", "concrete:lanes", "cement"),
    "asphalt": ("asphalt", "chipseal", "bitumen"),
    "paved": (
        *("paved", "paving_stones", "sett", "cobblestone", "unhewn_cobblestone", "bricks", "metal", "wood"),
        "cobblestone:flattened",
    ),
    "gravel": ("gravel", "fine_gravel", "compacted", "pebblestone", "grass_paver", "shells"),
    "trail": (*("ground", "dirt", "earth", "mud", "rock", "stone", "sand", "woodchips", "unpaved", "snow"),),
    "grass": ("grass", "artificial_turf"),
    "track": ("tartan", "rubber", "acrylic", "clay"),
}


@pytest.mark.parametrize(
    ("value", "surface"), [(value, surface) for surface, values in ROWS.items() for value in values]
)
def test_a_written_surface_counts_whatever_the_way_is(value, surface):
    assert lies({"highway": "path", "surface": value}) == (surface, WRITTEN)


def test_upper_case_and_blanks_are_no_other_surface():
    assert lies({"highway": "path", "surface": " Asphalt "}) == ("asphalt", WRITTEN)


def test_several_words_for_the_same_ground_are_sure():
    assert lies({"highway": "path", "surface": "dirt;ground"}) == ("trail", WRITTEN)


def test_of_several_grounds_the_first_is_a_guess():
    assert lies({"highway": "path", "surface": "asphalt;gravel"}) == ("asphalt", GUESSED)


def test_beside_a_word_nobody_knows_the_known_one_is_a_guess():
    assert lies({"highway": "path", "surface": "lava;gravel"}) == ("gravel", GUESSED)


def test_a_surface_that_nobody_knows_is_unknown_on_a_road_too():
    assert lies({"highway": "residential", "surface": "lava"}) == (None, GUESSED)


@pytest.mark.parametrize(
    "highway",
    [
        *("primary", "secondary", "tertiary", "residential", "unclassified", "service", "living_street"),
        *("primary_link", "cycleway"),
    ],
)
def test_roads_and_cycleways_are_taken_to_be_asphalt(highway):
    assert lies({"highway": highway}) == ("asphalt", ASSUMED)


@pytest.mark.parametrize("highway", ["pedestrian", "steps"])
def test_squares_and_steps_are_taken_to_be_paved(highway):
    assert lies({"highway": highway}) == ("paved", ASSUMED)


@pytest.mark.parametrize("highway", ["path", "bridleway"])
def test_a_path_is_a_trail_by_a_guess(highway):
    assert lies({"highway": highway}) == ("trail", GUESSED)


@pytest.mark.parametrize(
    ("grade", "surface", "sure"),
    [
        ("grade1", "paved", GUESSED),
        ("grade2", "gravel", ASSUMED),
        ("grade3", "gravel", ASSUMED),
        ("grade4", "trail", GUESSED),
        ("grade5", "trail", GUESSED),
        ("grade6", None, GUESSED),
    ],
)
def test_a_farm_track_goes_by_its_grade(grade, surface, sure):
    assert lies({"highway": "track", "tracktype": grade}) == (surface, sure)


@pytest.mark.parametrize("highway", ["track", "footway", "road"])
def test_where_the_table_has_no_row_the_ground_is_unknown(highway):
    assert lies({"highway": highway}) == (None, GUESSED)


def test_a_sidewalk_without_a_surface_is_paved_and_marked_for_the_runner_to_say():
    way = tags.way({"highway": "footway", "footway": "sidewalk"}, closed=False)
    assert (MAP_SURFACES[way.code], way.sidewalk) == ("paved", True)


def test_a_sidewalk_with_a_surface_needs_no_word_of_the_runner():
    way = tags.way({"highway": "footway", "footway": "sidewalk", "surface": "asphalt"}, closed=False)
    assert (MAP_SURFACES[way.code], way.sidewalk) == ("asphalt", False)


@pytest.mark.parametrize("sport", [None, "running", "athletics;multi"])
def test_a_running_track_is_one(sport):
    said = {"leisure": "track"} if sport is None else {"leisure": "track", "sport": sport}
    assert lies(said, closed=True) == ("track", ASSUMED)


def test_a_running_track_of_asphalt_is_asphalt():
    assert lies({"leisure": "track", "sport": "running", "surface": "asphalt"}) == ("asphalt", WRITTEN)


@pytest.mark.parametrize("sport", ["skiing", "cycling", "motor", "horse_racing"])
def test_tracks_for_others_are_left_out(sport):
    assert tags.way({"leisure": "track", "sport": sport}, closed=True) is None


@pytest.mark.parametrize("said", ["leisure=pitch", "leisure=golf_course", "landuse=grass", "landuse=meadow"])
def test_pitches_and_lawns_are_grass_where_they_are_closed(said):
    key, _, value = said.partition("=")
    assert lies({key: value}, closed=True) == ("grass", ASSUMED)
    assert tags.way({key: value}, closed=False) is None


def test_a_tennis_court_is_not_taken_to_be_grass():
    assert lies({"leisure": "pitch", "sport": "tennis"}, closed=True) == (None, GUESSED)


def test_a_pitch_for_athletics_is_a_running_track_by_a_guess():
    assert lies({"leisure": "pitch", "sport": "athletics"}, closed=True) == ("track", GUESSED)


def test_a_square_is_a_ground_and_a_ring_road_is_none():
    assert tags.way({"highway": "pedestrian", "area": "yes"}, closed=True).kind == tags.GROUND
    assert tags.way({"highway": "residential"}, closed=True).kind == "residential"


@pytest.mark.parametrize("highway", ["motorway", "trunk", "motorway_link"])
def test_motorways_are_left_out_but_where_people_walk(highway):
    assert tags.way({"highway": highway}, closed=False) is None
    assert tags.way({"highway": highway, "sidewalk": "no"}, closed=False) is None
    assert tags.way({"highway": highway, "foot": "yes"}, closed=False).kind == highway
    assert tags.way({"highway": highway, "sidewalk": "right"}, closed=False).kind == highway


@pytest.mark.parametrize("highway", ["construction", "proposed", "raceway", "platform", "corridor"])
def test_what_nobody_runs_on_is_left_out(highway):
    assert tags.way({"highway": highway}, closed=False) is None


def test_what_is_no_way_is_left_out():
    assert tags.way({"building": "yes"}, closed=True) is None
    assert tags.way({"highway": "footway", "indoor": "yes"}, closed=False) is None
