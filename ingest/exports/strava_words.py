"""What Strava's tables call things, in the languages that hiplog reads: data, no code.

Header names as exports of 2019 to 2026 have them; the German ones also in geo-activity-playground's
strava-csv-mapping.json. A language is added by adding its words and, for dates, its months.
"""

from __future__ import annotations

COLUMNS = {
    "id": ("Activity ID", "Aktivitäts-ID"),
    "date": ("Activity Date", "Aktivitätsdatum"),
    "file": ("Filename", "Dateiname"),
    "title": ("Activity Name", "Name der Aktivität"),
    "kind": ("Activity Type", "Aktivitätsart"),
    "gear": ("Activity Gear", "Aktivitätsausrüstung"),
    "elapsed": ("Elapsed Time", "Verstrichene Zeit"),
    "moving": ("Moving Time", "Bewegungszeit"),
    "timer": ("Timer Time", "Stoppuhr-Zeit"),
    "distance": ("Distance", "Distanz"),
    "ascent": ("Elevation Gain", "Höhenzunahme"),
    "descent": ("Elevation Loss", "Höhenunterschied"),
    "avg_heart_rate": ("Average Heart Rate", "Durchschnittliche Herzfrequenz"),
    "max_heart_rate": ("Max Heart Rate", "Max. Herzfrequenz"),
    "cadence": ("Average Cadence", "Durchschnittliche Trittfrequenz"),
}
"""Our name for a column: its names in English, German. The first three make a table Strava's."""

NEEDED = ("id", "date", "file")

GERMAN_KINDS = {
    "lauf": "Run",
    "laufen": "Run",
    "traillauf": "Trail Run",
    "trailrun": "Trail Run",
    "trailrunning": "Trail Run",
    "virtueller lauf": "Virtual Run",
    "radfahrt": "Ride",
    "radfahren": "Ride",
    "virtuelle radfahrt": "Virtual Ride",
    "e-bike-radfahrt": "Ride",
    "e-bike-fahrt": "Ride",
    "mountainbike-fahrt": "Ride",
    "mountainbike": "Ride",
    "gravel-fahrt": "Ride",
    "spaziergang": "Walk",
    "gehen": "Walk",
    "wanderung": "Hike",
    "wandern": "Hike",
    "schwimmen": "Swim",
    "langlauf": "Nordic Ski",
    "skilanglauf": "Nordic Ski",
    "ski alpin": "Alpine Ski",
    "skitour": "Backcountry Ski",
    "schneeschuhwandern": "Snowshoe",
    "schneeschuhlaufen": "Snowshoe",
    "eislaufen": "Ice Skate",
    "schlittschuhlaufen": "Ice Skate",
    "inlineskaten": "Inline Skate",
    "rudern": "Rowing",
    "krafttraining": "Weight Training",
    "gewichtstraining": "Weight Training",
    "training": "Workout",
    "yoga": "Yoga",
}
"""German kinds of activity in Strava's English. One that is not here says nothing: the file decides."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
GERMAN_MONTHS = {"mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12}
