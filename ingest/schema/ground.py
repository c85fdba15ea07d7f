"""Where and on what a run went: its way, its terrain, its route, and the words for grades and surfaces."""

from ingest.schema.table import INSTANT, TEXT, Column, Table, measures

STEEP_GRADE = 0.05
"""Grade from which metres count as uphill or downhill in RUNS. [fraction], EVIDENCE rules E2 and E3"""

GRADE_EDGES = (0.02, STEEP_GRADE, 0.10)
"""Where bands of grade part, up and down alike; an edge belongs to the steeper band. [fraction]"""

GRADE_BANDS = ("down_10_m", "down_5_m", "down_2_m", "level_m", "up_2_m", "up_5_m", "up_10_m")
"""TERRAIN's metres by band of grade, from the steepest way down to the steepest way up."""

SURFACES = {
    "concrete": "concrete",
    "asphalt": "asphalt",
    "paved": "paved, kind unknown",
    "gravel": "gravel",
    "trail": "trail",
    "grass": "grass",
    "track": "running track",
    "treadmill": "treadmill",
    "mixed": "mixed",
}

MAP_SURFACES = ("concrete", "asphalt", "paved", "gravel", "trail", "grass", "track")
"""What a map can tell of the ground; the order is that of WAY's `surface_code`."""

HARD_SURFACES = ("concrete", "asphalt", "paved")

CAMBER = {
    "left": "left side of the road",
    "right": "right side of the road",
    "both": "now left, now right",
    "crown": "the middle, or no road",
}

WAY = Table(
    "way",
    (
        Column("time", INSTANT, "", "when the runner was here"),
        *measures(
            ("distance_m", "m", "distance since the start; a row every 10 m"),
            ("latitude_deg", "°", "latitude, smoothed; NaN where no position is near"),
            ("longitude_deg", "°", "longitude, smoothed"),
            ("altitude_m", "m", "altitude as recorded, nearest point"),
            ("grade", "fraction", "grade"),
            ("speed_m_s", "m/s", "speed"),
            ("surface_code", "", "place in MAP_SURFACES of what the map says lies here; NaN = unknown"),
        ),
    ),
)
"""One run on a grid of distance: what direction, routes, surface and maps are worked out from."""

TERRAIN = Table(
    "terrain",
    (
        Column("run_id", TEXT, "", "the run that it is about"),
        Column(
            "route_id", TEXT, "", "the route that the run is on; NaN = no positions, or not yet looked for"
        ),
        Column("map_id", TEXT, "", "names the map that the surfaces are from; NaN = none was asked"),
        *measures(
            ("down_10_m", "m", "distance at a grade of −10 % or steeper"),
            ("down_5_m", "m", "distance at −10 to −5 %"),
            ("down_2_m", "m", "distance at −5 to −2 %"),
            ("level_m", "m", "distance at −2 to +2 %"),
            ("up_2_m", "m", "distance at +2 to +5 %"),
            ("up_5_m", "m", "distance at +5 to +10 %"),
            ("up_10_m", "m", "distance at a grade of +10 % or steeper"),
            ("steep_descents", "", "steep-descent segments: stretches at −10 % or steeper"),
            ("longest_descent_m", "m", "length of the longest steep-descent segment"),
            ("weighted_steps", "steps", "downhill-weighted steps: each step by how steep down it goes"),
            ("located_m", "m", "distance over which the position is known"),
            ("turned_deg", "°", "signed turning, right turns less left turns"),
            ("turning_deg", "°", "turning, right turns and left turns added"),
            ("laps_left", "", "whole rounds anticlockwise"),
            ("laps_right", "", "whole rounds clockwise"),
            ("oval_m", "m", "distance on a running track's oval, by its shape"),
            ("route_direction", "", "1 = as the route's first run, −1 = against it, 0 = both ways"),
            ("concrete_m", "m", "distance on concrete, by the map"),
            ("asphalt_m", "m", "distance on asphalt, by the map"),
            ("paved_m", "m", "distance on other paved ground, by the map"),
            ("gravel_m", "m", "distance on gravel, by the map"),
            ("trail_m", "m", "distance on trail, by the map"),
            ("grass_m", "m", "distance on grass, by the map"),
            ("track_m", "m", "distance on a running track, by the map"),
            (
                "map_confidence",
                "fraction",
                "how much of the distance on the map has its surface written there",
            ),
        ),
    ),
)

ROUTES = Table(
    "routes",
    (
        Column("route_id", TEXT, "", "names the route: the run_id of its first run"),
        Column("name", TEXT, "", "what the runner calls it"),
        Column("camber", TEXT, "", "side of the road, asked: left, right, both or crown; NaN = not said"),
        Column("surface", TEXT, "", "surface by the runner for all its runs; NaN = not said"),
    ),
)
