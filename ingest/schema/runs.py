"""A run: its points, its laps, its row, and what the runner may call it."""

from ingest.schema.table import DAY, INSTANT, TEXT, Column, Table, measures

TRACK = Table(
    "track",
    (
        Column("time", INSTANT, "", "when the point was recorded"),
        *measures(
            ("latitude_deg", "°", "latitude, WGS 84"),
            ("longitude_deg", "°", "longitude, WGS 84"),
            ("altitude_m", "m", "altitude as the device recorded it"),
            ("distance_m", "m", "distance covered since the start"),
            ("speed_m_s", "m/s", "speed"),
            ("heart_rate_bpm", "bpm", "heart rate"),
            ("cadence_spm", "steps/min", "cadence, both feet counted"),
            ("temperature_c", "°C", "temperature at the device"),
            ("power_w", "W", "running power"),
            ("stance_time_s", "s", "stance time: how long one foot stays on the ground"),
            ("stance_time_balance_pct", "%", "stance-time balance: the left foot's share"),
            ("vertical_oscillation_m", "m", "vertical oscillation: rise and fall of the trunk"),
            ("vertical_ratio_pct", "%", "vertical ratio: oscillation over step length"),
            ("step_length_m", "m", "step length"),
            ("grade", "fraction", "rise over run of the smoothed profile, computed by hiplog"),
        ),
    ),
)

LAPS = Table(
    "laps",
    (
        Column("started_at", INSTANT, "", "when the lap began"),
        *measures(
            ("distance_m", "m", "distance of the lap"),
            ("duration_s", "s", "timer time of the lap"),
            ("ascent_m", "m", "ascent by the device's own count"),
            ("descent_m", "m", "descent by the device's own count"),
            ("avg_heart_rate_bpm", "bpm", "mean heart rate"),
            ("avg_cadence_spm", "steps/min", "mean cadence, both feet counted"),
        ),
    ),
)

RUNS = Table(
    "runs",
    (
        Column("run_id", TEXT, "", "names the run; made from the file's content"),
        Column("started_at", INSTANT, "", "first moment of the run"),
        Column("day", DAY, "", "the runner's local calendar day at the start"),
        Column("zone", TEXT, "", "time zone that decided the day"),
        Column("title", TEXT, "", "name given by the runner or the device"),
        Column("sport", TEXT, "", "sport, in the words of the FIT profile"),
        Column("sub_sport", TEXT, "", "kind of the sport: trail, treadmill, track, street …"),
        Column("kind_source", TEXT, "", "who says so: runner, or NaN for the file"),
        Column("surface", TEXT, "", "surface; NaN where nobody knows it"),
        Column("surface_source", TEXT, "", "who says so: runner, or sub_sport"),
        Column("shoe_id", TEXT, "", "the pair worn; NaN where not said"),
        Column(
            "shoe_source", TEXT, "", "who says so: runner, account, or default; runner without a pair: none"
        ),
        Column("device", TEXT, "", "watch or app that recorded the run"),
        Column("format", TEXT, "", "format of the file: fit, gpx, tcx, or manual for a run without one"),
        Column("climb_source", TEXT, "", "altitude by: barometer, gps, or none"),
        Column("distance_source", TEXT, "", "who says how far: runner, or NaN for the file"),
        Column("excluded", TEXT, "", "runner, where the runner left this run out of everything; else NaN"),
        *measures(
            ("distance_m", "m", "distance"),
            ("duration_s", "s", "timer time: the run without its pauses"),
            ("elapsed_s", "s", "elapsed time: from first to last moment, pauses counted"),
            ("moving_s", "s", "moving time: at 0.5 m/s or faster"),
            ("ascent_m", "m", "ascent, smoothed"),
            ("descent_m", "m", "descent, smoothed"),
            ("graded_m", "m", "distance over which a grade is known"),
            ("uphill_m", "m", "distance at a grade of +5 % or steeper"),
            ("downhill_m", "m", "distance at a grade of −5 % or steeper"),
            ("grade_adjusted_m", "m", "flat distance of equal energy cost"),
            ("avg_speed_m_s", "m/s", "distance over timer time"),
            ("grade_adjusted_speed_m_s", "m/s", "grade-adjusted distance over timer time"),
            ("avg_heart_rate_bpm", "bpm", "mean heart rate"),
            ("max_heart_rate_bpm", "bpm", "highest heart rate"),
            ("avg_cadence_spm", "steps/min", "mean cadence while moving"),
            ("steps", "", "steps taken, both feet"),
            ("avg_temperature_c", "°C", "mean temperature at the device"),
            ("avg_power_w", "W", "mean running power"),
            ("avg_stance_time_s", "s", "mean stance time"),
            ("avg_stance_time_balance_pct", "%", "mean stance-time balance, the left foot's share"),
            ("avg_vertical_oscillation_m", "m", "mean vertical oscillation"),
            ("avg_vertical_ratio_pct", "%", "mean vertical ratio"),
            ("avg_step_length_m", "m", "mean step length"),
            ("device_distance_m", "m", "distance by the device's own count"),
            ("device_timer_s", "s", "timer time by the device's own count"),
            ("device_ascent_m", "m", "ascent by the device's own count"),
            ("device_descent_m", "m", "descent by the device's own count"),
            ("body_mass_kg", "kg", "body mass stored in the device"),
            ("rpe", "0–10", "perceived exertion that the runner gave the watch"),
            ("feel", "0–100", "how the run felt, 100 is best"),
            ("start_latitude_deg", "°", "latitude of the first position"),
            ("start_longitude_deg", "°", "longitude of the first position"),
            ("points", "", "points recorded"),
            ("masked_values", "", "recorded values that could not be true, left out"),
            ("recorded_distance_m", "m", "distance as recorded, where the runner set another"),
        ),
    ),
)

SPORTS = {
    "running": "run",
    "walking": "walk",
    "hiking": "hike",
    "cycling": "ride",
    "other": "something else",
}
"""What the runner may call an activity; all but runs count for nothing."""

RUN_KINDS = {
    "generic": "any",
    "street": "road",
    "trail": "trail",
    "track": "running track",
    "treadmill": "treadmill",
}
"""Kinds of a run that the runner may name, in the words of the FIT profile."""

LEAST_GPS_CLIMB = 0.005
"""Climb per distance below which RUNS tells none where altitude comes from GPS: less is noise.
[fraction], that is 5 m a kilometre, EVIDENCE 2.2"""

TOLD_CLIMB = 0.25
LEAST_TOLD_CLIMB_M = 20.0
"""Climb that differs from the device's own by more than both is told. [fraction], [m], EVIDENCE 2.2"""
