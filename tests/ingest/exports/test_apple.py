"""Apple's health export: runs among gigabytes of heart rates, with and without a route."""

import json

import pandas as pd
import pytest

from ingest import readers
from ingest.exports import Said, opened
from ingest.exports.apple_workouts import workouts

# The beginning of every export since iOS 10, shortened; the entity is ours.
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 13 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData locale CDATA #REQUIRED>
<!ENTITY lol "lol">
]>
<HealthData locale="en_US">
 <ExportDate value="2024-07-01 10:36:11 +0200"/>
 <Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" value="72"
   startDate="2024-06-04 08:13:47 +0200" device="&lt;&lt;HKDevice: 0x2&gt;, name:Watch&gt;"/>
"""
RUN = """ <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="40.5" durationUnit="min"
   sourceName="Ann&#8217;s Watch" device="a > b"
   startDate="2024-06-04 08:13:47 +0200" endDate="2024-06-04 08:55:47 +0200">
  <MetadataEntry key="HKIndoorWorkout" value="0"/>
  <MetadataEntry key="HKTimeZone" value="America/New_York"/>
  <MetadataEntry key="HKElevationAscended" value="5250 cm"/>
  <WorkoutEvent type="HKWorkoutEventTypePause" date="2024-06-04 08:20:00 +0200"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="8.25" unit="km"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate" average="150.5" maximum="171" unit="count/min"/>
ROUTE </Workout>
"""
ROUTE = """  <WorkoutRoute sourceName="Watch"><FileReference path="/workout-routes/NAME"/></WorkoutRoute>
"""
OLD = """ <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="0.5" durationUnit="hr"
   totalDistance="3" totalDistanceUnit="mi" sourceName="Watch"
   startDate="2016-11-14 07:25:41 -0700" endDate="2016-11-14 07:55:41 -0700"/>
"""
RIDE = RUN.replace("TypeRunning", "TypeCycling").replace("2024-06-04", "2024-06-05")
TAIL = "</HealthData>\n"
GPX = """<gpx version="1.1" creator="Apple Health Export" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><time>2024-07-01T08:36:11Z</time></metadata><trk><name>Route</name><trkseg>
<trkpt lon="2.0" lat="48.0"><ele>4.0</ele><time>{time}</time></trkpt>
<trkpt lon="2.1" lat="48.0"><ele>4.0</ele><time>{time}</time></trkpt></trkseg></trk></gpx>"""


def export(*elements):
    return (HEAD + "".join(elements) + TAIL).encode()


def run(route=None):
    return RUN.replace("ROUTE", ROUTE.replace("NAME", route).strip() if route else "")


def read(*elements):
    return list(workouts([export(*elements)]))


def test_a_run_is_read_with_its_statistics():
    (one,) = read(run("route_1.gpx"))
    assert one.started_at == pd.Timestamp("2024-06-04T06:13:47Z")
    assert (one.is_run, one.is_indoor, one.routes) == (True, False, ("route_1.gpx",))
    assert (one.distance_m, one.timer_s, one.elapsed_s) == (8250.0, 2430.0, 2520.0)
    assert (one.ascent_m, one.avg_heart_rate_bpm, one.max_heart_rate_bpm) == (52.5, 150.5, 171.0)
    assert one.utc_offset_s == -4 * 3600  # New York in summer, whatever zone the dates are written in
    assert one.device == "Ann’s Watch"


def test_an_older_export_has_its_totals_as_attributes():
    (one,) = read(OLD)
    assert one.distance_m == pytest.approx(4828.032)
    assert (one.timer_s, one.elapsed_s, one.ascent_m, one.utc_offset_s) == (1800.0, 1800.0, None, None)
    assert one.started_at == pd.Timestamp("2016-11-14T14:25:41Z")


def test_a_distance_told_of_the_parts_only_is_their_sum():
    part = '<WorkoutActivity><WorkoutStatistics type="{}" sum="{}" unit="km"/></WorkoutActivity>'
    kind = "HKQuantityTypeIdentifierDistanceWalkingRunning"
    parts = (
        part.format(kind, 1.5) + part.format(kind, 2) + part.format("HKQuantityTypeIdentifierStepCount", 9)
    )
    (one,) = read(OLD.replace('totalDistance="3"', "").replace("/>", f">{parts}</Workout>"))
    assert one.distance_m == 3500.0


@pytest.mark.parametrize("size", [1, 7, 100, 4096])
def test_workouts_are_the_same_however_the_bytes_come_by(size):
    data = export(run("a.gpx"), OLD, RIDE, run())
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    assert list(workouts(pieces)) == list(workouts([data]))
    assert len(list(workouts([data]))) == 4


@pytest.mark.parametrize(
    "damage",
    [
        ("2024-06-04 08:13:47 +0200", "yesterday"),
        ("</Workout>", "</Wrong></Workout>"),
        ('value="5250 cm"', 'value="&lol;"'),
        ("endDate=", "endDte="),
        ("08:13:47 +0200", "08:13:47 +9999"),
    ],
)
def test_a_damaged_workout_is_left_out_and_the_next_is_read(damage):
    assert [one.timer_s for one in read(run().replace(*damage), OLD)] == [1800.0]


@pytest.mark.parametrize("zone", ["", "Nowhere", "America", "../../etc/passwd", "/etc/passwd", "x" * 5000])
def test_a_zone_that_is_none_tells_no_offset(zone):
    (one,) = read(run().replace("America/New_York", zone))
    assert one.utc_offset_s is None


def test_an_export_that_breaks_off_keeps_what_came_before():
    assert len(list(workouts([export(OLD, run())[:-100]]))) == 1


def test_a_workout_without_end_is_given_up_and_the_next_is_read():
    endless = OLD.replace("/>", ">") + "<x/>" * 300_000
    assert [one.timer_s for one in read(endless, run())] == [2430.0]


@pytest.fixture
def health():
    """A run and its route, a run without, a ride with its route, and a route that nobody names."""
    return {
        "apple_health_export/export.xml": export(
            run("Route_1.gpx"), OLD, RIDE.replace("ROUTE", ROUTE.replace("NAME", "route_2.gpx"))
        ),
        "apple_health_export/export_cda.xml": b'<?xml version="1.0"?><ClinicalDocument/>',
        "apple_health_export/workout-routes/route_1.gpx": GPX.format(time="2024-06-04T06:13:50Z").encode(),
        "apple_health_export/workout-routes/route_2.gpx": GPX.format(time="2024-06-05T06:13:50Z").encode(),
        "apple_health_export/workout-routes/route_3.gpx": GPX.format(time="2024-06-09T06:13:50Z").encode(),
    }


ROUTES = "apple.zip/apple_health_export/workout-routes/"
ALONE = "export.xml: Run, 14 November 2016, 14:25 UTC"


def test_members_are_routes_of_runs_and_runs_without_a_route(zipped, health):
    archive = opened(zipped(health), "apple.zip")
    members = {member.name: member for member in archive.members()}
    assert (archive.kind, archive.count, archive.skipped) == ("apple", 3, 1)
    assert {name: member.said for name, member in members.items()} == {
        ROUTES + "route_1.gpx": Said(sport="running"),
        ROUTES + "route_3.gpx": Said(),  # nobody tells whose it is: the file decides
        ALONE: Said(sport="running"),
    }
    assert archive.problems == ("Routes of walks, rides and other sports that were passed over: 1.",)


def test_a_run_without_a_route_holds_what_the_export_tells(zipped, health):
    members = {member.name: member for member in opened(zipped(health), "apple.zip").members()}
    told = json.loads(members[ALONE].data)
    assert (told["distance_m"], told["timer_s"], told["elapsed_s"]) == (4828.03, 1800.0, 1800.0)
    assert (told["started_at"], told["source"], told["device"]) == ("2016-11-14T14:25:41Z", "apple", "Watch")
    (recording,) = readers.read(members[ALONE].data)
    assert recording.sport == "running"


def test_an_indoor_run_is_one(zipped):
    indoor = OLD.replace("/>", '><MetadataEntry key="HKIndoorWorkout" value="1"/></Workout>')
    (member,) = opened(zipped({"export.xml": export(indoor)}), "apple.zip").members()
    assert member.said == Said(sport="running", sub_sport="indoor_running")
    assert json.loads(member.data)["sub_sport"] == "indoor_running"


def test_a_route_that_no_workout_names_is_found_by_its_time(zipped, health):
    files = {name: data.replace(b"Route_1.gpx", b"gone.gpx") for name, data in health.items()}
    members = {member.name: member for member in opened(zipped(files), "apple.zip").members()}
    assert list(members) == [ROUTES + "route_1.gpx", ROUTES + "route_3.gpx", ALONE]
    assert members[ROUTES + "route_1.gpx"].said == Said(sport="running")


def test_a_route_that_is_not_there_leaves_the_run_of_the_export(zipped, health):
    del health["apple_health_export/workout-routes/route_1.gpx"]
    names = [member.name for member in opened(zipped(health), "apple.zip").members()]
    assert names == [ROUTES + "route_3.gpx", ALONE, "export.xml: Run, 4 June 2024, 06:13 UTC"]


def test_behind_a_route_that_cannot_be_read_comes_its_run_as_the_export_tells_it(by_hand):
    table = {"name": b"export.xml", "data": export(run("1.gpx"))}
    route, instead = opened(
        by_hand(table, {"name": b"1.gpx", "data": b"<gpx/>", "crc": 1}), "apple.zip"
    ).members()
    assert route.data is None
    assert instead.name == "export.xml: Run, 4 June 2024, 06:13 UTC"
    assert json.loads(instead.data)["distance_m"] == 8250.0


def test_names_in_another_language_are_no_trouble(zipped, health):
    spanish = {
        name.replace("export.xml", "exportación.xml").replace(
            "apple_health_export", "exportacion_salud"
        ): data
        for name, data in health.items()
    }
    archive = opened(zipped(spanish), "exportar.zip")
    assert (archive.kind, archive.count, archive.skipped) == ("apple", 3, 1)


def test_a_folder_is_read_like_its_zip(folder, zipped, health):
    packed, unpacked = opened(zipped(health), "mine"), opened(folder(health), "mine")
    assert (unpacked.kind, unpacked.count, unpacked.skipped) == ("apple", 3, 1)
    assert sorted(member.data for member in unpacked.members()) == sorted(m.data for m in packed.members())


def test_an_export_with_a_wrong_checksum_gives_what_could_be_read(by_hand):
    archive = opened(by_hand({"name": b"export.xml", "data": export(OLD), "crc": 1}), "apple.zip")
    assert archive.count == 1
    assert "export.xml cannot be read to its end" in archive.problems[0]


@pytest.mark.corpus
def test_a_real_export_is_read(corpus):
    archive = opened(corpus / "bulk" / "apple_health_healthkit_to_sqlite", "export")
    (member,) = archive.members()
    assert (archive.kind, archive.problems) == ("apple", ())
    assert member.name == "export/apple_health_export/workout-routes/route_2019-06-11_3.00pm.gpx"
    assert member.said == Said(sport="running")
    (recording,) = readers.read(member.data)
    assert len(recording.track) == 3
