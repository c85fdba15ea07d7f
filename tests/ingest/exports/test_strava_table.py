"""Cells of activities.csv as Strava writes them, in English and German."""

import pandas as pd
import pytest

from ingest.exports.strava_table import ENGLISH, GERMAN, instant, number_of, rows

# The header of an export of 2025 up to the columns that matter; four names occur twice.
HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
    "Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,Athlete Weight,"
    "Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,Elevation Loss,"
    "Elevation Low,Elevation High,Max Grade,Average Grade,Average Positive Grade,Average Negative Grade,"
    "Max Cadence,Average Cadence,Max Heart Rate,Average Heart Rate"
)
GERMAN_HEADER = (
    "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,Verstrichene Zeit,"
    "Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,Hinweis zur Privatsphäre für Aktivitäten,"
    "Aktivitätsausrüstung,Dateiname,Sportlergewicht,Fahrradgewicht,Verstrichene Zeit,Bewegungszeit,Distanz,"
    "Höchstgeschw.,Durchschnittliche Geschwindigkeit,Höhenzunahme,Höhenunterschied,Min. Höhe,Max. Höhe,"
    "Max. Steigung,Durchschnittliche Steigung,Durchschnittliche positive Steigung,"
    "Durchschnittliche negative Steigung,Max. Tritt-/Schrittfrequenz,Durchschnittliche Trittfrequenz,"
    "Max. Herzfrequenz,Durchschnittliche Herzfrequenz"
)
RUN = (
    '11,"Jun 4, 2024, 6:13:47 AM",Morning Run,Run,"",1900,5.01,,,false,"",Ghost,activities/1.fit.gz,,,'
    "1900.0,1800.0,5012.3,4.1,2.78,52.5,48.0,,,,,,,90.0,82.5,171.0,150.5"
)
GERMAN_RUN = (
    '11,"04.06.2024, 06:13:47",Morgenlauf,Lauf,"",1900,"5,01",,,false,"",Ghost,activities/1.fit.gz,,,'
    '1900.0,1800.0,5012.3,4.1,2.78,"52,5",48.0,,,,,,,90.0,"82,5",171.0,"150,5"'
)


def table(*lines, header=HEADER):
    found, problems = rows("\n".join((header, *lines)) + "\n")
    assert problems == []
    return found


@pytest.mark.parametrize(("header", "line"), [(HEADER, RUN), (GERMAN_HEADER, GERMAN_RUN)])
def test_a_row_is_read_alike_in_english_and_german(header, line):
    (row,) = table(line, header=header)
    assert row.started_at == pd.Timestamp("2024-06-04T06:13:47Z")
    assert (row.id, row.gear, row.file) == ("11", "Ghost", "activities/1.fit.gz")
    assert (row.sport, row.sub_sport, row.is_run) == ("running", None, True)
    assert (row.distance_m, row.timer_s, row.elapsed_s) == (5012.3, 1800.0, 1900.0)
    assert (row.ascent_m, row.descent_m) == (52.5, 48.0)
    assert (row.avg_heart_rate_bpm, row.max_heart_rate_bpm) == (150.5, 171.0)
    assert row.avg_cadence_spm == 165.0  # 82.5 of one foot


def test_newlines_quotes_and_commas_in_cells_are_kept_together():
    line = RUN.replace('Run,Run,""', '"Say ""hi"", Tom\nand go",Run,"first\n\nsecond, third"')
    first, second = table(line.replace("Morning ", ""), RUN.replace("11,", "12,", 1))
    assert (first.title, first.distance_m) == ('Say "hi", Tom and go', 5012.3)
    assert second.id == "12"


def test_lines_that_end_as_on_windows_and_empty_ones_are_no_trouble():
    found, _ = rows("\r\n".join((HEADER, RUN, "", RUN, "")))
    assert [row.distance_m for row in found] == [5012.3, 5012.3]


def test_a_table_saved_by_a_spreadsheet_is_cut_at_semicolons():
    found, _ = rows('Activity ID;Activity Date;Filename;Distance\n1;"Jun 4, 2024, 6:13:47 AM";a.fit;5.5\n')
    assert [(row.file, row.distance_m) for row in found] == [("a.fit", 5500.0)]


def test_the_only_distance_of_an_old_export_is_in_kilometres():
    header = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance,"
        "Commute,Activity Gear,Filename"
    )
    (row,) = table('3,"Feb 1, 2019, 5:00:01 PM",Run,Run,,1500,5.25,false,,activities/3.gpx', header=header)
    assert (row.distance_m, row.timer_s, row.elapsed_s) == (5250.0, 1500.0, 1500.0)


def test_the_second_distance_stands_however_the_first_is_written():
    pool = RUN.replace(",5.01,", ',"1,073",').replace("Run,Run", "Pool,Swim")
    swim, imperial = table(pool, RUN.replace("5.01", "3.11"))
    assert swim.distance_m == imperial.distance_m == 5012.3
    assert (swim.sport, swim.is_run) == ("swimming", False)


def test_an_unmeasured_second_distance_falls_back_on_the_first():
    (row,) = table(RUN.replace("5012.3", ""))
    assert row.distance_m == 5010.0


def test_a_short_row_tells_what_it_has():
    (row,) = table('7,"Jun 4, 2024, 6:13:47 AM",Half a row')
    assert (row.id, row.title, row.file, row.distance_m, row.sport) == ("7", "Half a row", None, None, None)


@pytest.mark.parametrize(
    ("kind", "sport", "sub_sport"),
    [
        ("Run", "running", None),
        ("Trail Run", "running", "trail"),
        ("Virtual Run", "running", "virtual_activity"),
        ("Ride", "cycling", None),
        ("Walk", "walking", None),
        ("Hike", "hiking", None),
        ("Nordic Ski", "nordic_ski", None),
        ("", None, None),
    ],
)
def test_english_kinds_become_words_of_the_profile(kind, sport, sub_sport):
    (row,) = table(RUN.replace("Run,Run", f"Run,{kind}"))
    assert (row.sport, row.sub_sport) == (sport, sub_sport)


@pytest.mark.parametrize(
    ("kind", "sport", "sub_sport"),
    [
        ("Lauf", "running", None),
        ("Traillauf", "running", "trail"),
        ("Virtueller Lauf", "running", "virtual_activity"),
        ("Radfahrt", "cycling", None),
        ("Spaziergang", "walking", None),
        ("Wanderung", "hiking", None),
        ("Langlauf", "nordic_ski", None),  # on skis, whatever the word holds
        ("Eislaufen", "ice_skate", None),
        ("Stelzenlauf", None, None),  # not Strava's: the file decides
    ],
)
def test_german_kinds_become_words_of_the_profile(kind, sport, sub_sport):
    (row,) = table(GERMAN_RUN.replace("Morgenlauf,Lauf", f"Morgenlauf,{kind}"), header=GERMAN_HEADER)
    assert (row.sport, row.sub_sport) == (sport, sub_sport)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jun 4, 2024, 6:13:47 AM", "2024-06-04T06:13:47Z"),
        ("Jun 4, 2024, 6:13:47\u202fPM", "2024-06-04T18:13:47Z"),
        ("Dec 31, 2023, 12:00:00 AM", "2023-12-31T00:00:00Z"),
        ("Dec 31, 2023, 12:00:00 PM", "2023-12-31T12:00:00Z"),
        ("4 Jun 2024, 18:13:47", "2024-06-04T18:13:47Z"),
        ("4 Sept 2024, 18:13:47", "2024-09-04T18:13:47Z"),
        ("04.06.2024, 06:13:47", "2024-06-04T06:13:47Z"),
        ("4.12.2024, 6:13:47", "2024-12-04T06:13:47Z"),
        ("4. Mai 2024, 06:13:47", "2024-05-04T06:13:47Z"),
        ("2024-06-04 06:13:47", "2024-06-04T06:13:47Z"),
    ],
)
def test_dates_of_the_table_tell_utc(text, expected):
    assert instant(text) == pd.Timestamp(expected)


@pytest.mark.parametrize("text", [None, "", "yesterday", "Foo 4, 2024, 6:13:47 AM", "31.02.2024, 06:13:47"])
def test_what_is_no_date_is_none(text):
    assert instant(text) is None


@pytest.mark.parametrize(
    ("cell", "language", "expected"),
    [
        ("5012.3", ENGLISH, 5012.3),
        ("1,073", ENGLISH, 1073.0),
        ("1,073.5", ENGLISH, 1073.5),
        ("10,00", GERMAN, 10.0),
        ("1.073,5", GERMAN, 1073.5),
        ("48148.8", GERMAN, 48148.8),
        (" 3 ", GERMAN, 3.0),
        ("0.0", ENGLISH, None),
        ("-1", ENGLISH, None),
        ("nan", ENGLISH, None),
        ("1e999", ENGLISH, None),
        ("", ENGLISH, None),
        ("--", GERMAN, None),
    ],
)
def test_numbers_are_read_by_the_language(cell, language, expected):
    assert number_of(cell, language) == expected


def test_another_language_is_not_guessed_at():
    french = "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,Nom du fichier"
    assert rows(french + "\n1,date,nom,Course à pied,activities/1.fit.gz\n") is None
    assert rows("") is None


def test_a_table_that_goes_wrong_keeps_what_came_before():
    found, problems = rows("\n".join((HEADER, RUN, RUN + "x" * 140_000)))
    assert len(found) == 1
    assert problems == ["activities.csv is damaged; its activities up to row 1 are known by name."]
