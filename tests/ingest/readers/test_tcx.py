"""A TCX file in, recordings in our names and units out."""

import numpy as np
import pandas as pd
import pytest

from ingest import readers
from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers import tcx as tcx_reader
from ingest.readers import tcx_tree, xml_text
from ingest.schema import LAPS, TRACK


def only(data):
    (recording,) = readers.read(data)
    return recording


@pytest.fixture
def minutes(at):
    return lambda *pairs: tuple(tuple(pd.Timestamp(at(60 * edge)) for edge in pair) for pair in pairs)


SENSORS = (
    "<DistanceMeters>1234.5</DistanceMeters><HeartRateBpm><Value>151</Value></HeartRateBpm><Cadence>80</Cadence>"
    "<Extensions><{p}TPX{d}><{p}Speed>3.25</{p}Speed><{p}RunCadence>84</{p}RunCadence>"
    "<{p}Watts>248</{p}Watts></{p}TPX></Extensions>"
)


@pytest.mark.parametrize(
    ("prefix", "declared"),
    [("ns3:", ""), ("", ' xmlns="http://www.garmin.com/xmlschemas/ActivityExtension/v2"'), ("nobody:", "")],
)
def test_a_point_comes_out_in_our_names_and_units(tcx, lap, trackpoint, at, prefix, declared):
    inside = SENSORS.format(p=prefix, d=declared)
    recording = only(tcx(lap(trackpoint(0, inside), trackpoint(1, inside))))
    expected = {
        "latitude_deg": 47.5,
        "longitude_deg": 8.25,
        "altitude_m": 412.5,
        "distance_m": 1234.5,
        "speed_m_s": 3.25,
        "heart_rate_bpm": 151.0,
        "cadence_spm": 168.0,  # the running sensor's 84 of one foot, not the 80
        "power_w": 248.0,
    }
    assert recording.track["time"].tolist() == [pd.Timestamp(at(0)), pd.Timestamp(at(60))]
    assert {name: recording.track[name].tolist() for name in expected} == {
        n: [v, v] for n, v in expected.items()
    }
    assert recording.track.drop(columns=[*expected, "time"]).isna().all(axis=None)
    pd.testing.assert_frame_equal(TRACK.conform(recording.track), recording.track)
    assert (recording.format, recording.sport, recording.warnings) == ("tcx", "running", ())


def test_values_missing_at_some_points_are_absent_there(tcx, lap, trackpoint):
    heart = "<HeartRateBpm><Value>150</Value></HeartRateBpm>"
    track = only(tcx(lap(trackpoint(0, heart), trackpoint(1, place=False), trackpoint(2, heart)))).track
    assert track["heart_rate_bpm"].tolist() == pytest.approx([150, np.nan, 150], nan_ok=True)
    assert track["latitude_deg"].tolist() == pytest.approx([47.5, np.nan, 47.5], nan_ok=True)


def test_zeros_and_what_cannot_be_are_left_out(tcx, lap, trackpoint):
    inside = (
        "<DistanceMeters>-1</DistanceMeters><HeartRateBpm><Value>{}</Value></HeartRateBpm>"
        "<Extensions><ns3:TPX><ns3:Speed>NaN</ns3:Speed></ns3:TPX></Extensions>"
    )
    recording = only(tcx(lap(trackpoint(0, inside.format(0)), trackpoint(1, inside.format(300)))))
    assert recording.track[["distance_m", "heart_rate_bpm", "speed_m_s"]].isna().all(axis=None)
    assert recording.masked == {"distance_m": 2, "heart_rate_bpm": 1}


def test_a_point_without_a_time_is_left_out_and_counted(tcx, lap, trackpoint):
    timeless = "<Trackpoint><DistanceMeters>3</DistanceMeters></Trackpoint>"
    recording = only(tcx(lap(trackpoint(0), timeless, trackpoint(1))))
    assert (len(recording.track), recording.masked) == (2, {"time": 1})


def test_what_laps_count_is_decided_by_the_points(tcx, lap, trackpoint):
    points = [trackpoint(n, f"<Cadence>{104 if n < 5 else 168}</Cadence>") for n in range(8)]
    recording = only(tcx(lap(*points, inside="<Cadence>112</Cadence>")))
    assert recording.track["cadence_spm"].tolist() == [104.0] * 5 + [168.0] * 3
    assert recording.laps["avg_cadence_spm"].tolist() == [112.0]


@pytest.mark.parametrize(("cadence", "steps"), [("84", 168.0), ("120", 240.0), ("121", 121.0)])
def test_a_cadence_of_one_foot_is_doubled_and_one_of_both_feet_is_not(tcx, lap, trackpoint, cadence, steps):
    points = [trackpoint(n, f"<Cadence>{cadence}</Cadence>") for n in (0, 1)]
    recording = only(tcx(lap(*points, inside=f"<Cadence>{cadence}</Cadence>")))
    assert recording.track["cadence_spm"].tolist() == [steps, steps]
    assert recording.laps["avg_cadence_spm"].tolist() == [steps]


@pytest.mark.parametrize(
    ("told", "sport"),
    [("Running", "running"), ("Biking", "cycling"), ("Other", None), ("", None), ("Walking", "walking")],
)
def test_the_activity_tells_the_sport(tcx, lap, trackpoint, told, sport):
    recording = only(tcx(lap(trackpoint(0), trackpoint(1)), sport=told))
    assert (recording.sport, recording.sub_sport) == (sport, None)


def test_the_cadence_of_a_ride_is_not_taken_for_steps(tcx, lap, trackpoint):
    points = [trackpoint(n, "<Cadence>84</Cadence>") for n in (0, 1)]
    assert only(tcx(lap(*points), sport="Biking")).track["cadence_spm"].isna().all()


def test_laps_come_out_as_laps_and_together_as_the_device_s_totals(tcx, lap, trackpoint, at):
    inside = (
        "<AverageHeartRateBpm><Value>140</Value></AverageHeartRateBpm><Cadence>70</Cadence>"
        "<Extensions><ns3:LX><ns3:AvgRunCadence>85</ns3:AvgRunCadence></ns3:LX></Extensions>"
    )
    recording = only(
        tcx(
            lap(trackpoint(0), trackpoint(10), metres="2000", inside=inside),
            lap(trackpoint(11), begins=10, timer="59.5", metres="250.5"),
        )
    )
    first = {"distance_m": 2000, "duration_s": 600, "avg_heart_rate_bpm": 140, "avg_cadence_spm": 170}
    second = {
        "distance_m": 250.5,
        "duration_s": 59.5,
        "avg_heart_rate_bpm": np.nan,
        "avg_cadence_spm": np.nan,
    }
    expected = LAPS.frame([{"started_at": at(0), **first}, {"started_at": at(600), **second}])
    pd.testing.assert_frame_equal(recording.laps, expected)
    assert (recording.totals.distance_m, recording.totals.timer_s) == (2250.5, 659.5)
    assert recording.totals.elapsed_s is None


def test_laps_that_tell_nothing_give_no_totals(tcx, lap, trackpoint):
    totals = only(tcx(lap(trackpoint(0), trackpoint(1), timer=None, metres="-3"))).totals
    assert (totals.distance_m, totals.timer_s) == (None, None)


def test_a_treadmill_run_without_points_is_a_run_by_its_laps(tcx, lap, at):
    recording = only(tcx(lap(track=""), lap(begins=10, track="", metres="1000")))
    assert (len(recording.track), recording.totals.distance_m) == (0, 3000.0)
    assert (recording.started_at, recording.active) == (pd.Timestamp(at(0)), ())


def test_the_time_that_a_lap_lacks_was_a_pause_in_its_longest_silence(tcx, lap, trackpoint, minutes):
    # 10 minutes of timer in 30 of the clock; the watch wrote once a minute and paused for 20 before 27.
    points = [trackpoint(n) for n in (0, 1, 2, 3, 4, 5, 6, 27, 28, 29, 30)]
    assert only(tcx(lap(*points))).active == minutes((0, 7), (27, 30))


def test_several_pauses_of_a_lap_are_found_the_longest_first(tcx, lap, trackpoint, minutes):
    points = [trackpoint(n) for n in (0, 1, 2, 8, 9, 10, 11, 20, 21)]  # 5 and 8 minutes too many
    assert only(tcx(lap(*points, timer="480"))).active == minutes((0, 3), (8, 12), (20, 21))


def test_a_pause_between_two_laps_is_told_by_the_next_lap_s_start(tcx, lap, trackpoint, minutes):
    first = lap(*map(trackpoint, range(11)))
    second = lap(*map(trackpoint, range(30, 41)), begins=30)
    assert only(tcx(first, second)).active == minutes((0, 10), (30, 40))


def test_laps_without_a_pause_are_one_span(tcx, lap, trackpoint, minutes):
    recording = only(tcx(lap(*map(trackpoint, range(10))), lap(*map(trackpoint, range(10, 21)), begins=10)))
    assert recording.active == minutes((0, 20))


def test_a_timer_that_no_silence_explains_leaves_the_lap_whole(tcx, lap, trackpoint, minutes):
    assert only(tcx(lap(*map(trackpoint, range(21))))).active == minutes((0, 20))


def test_laps_without_times_of_their_own_give_a_span_for_each_track(tcx, lap, trackpoint, minutes):
    tracks = [f"<Track>{''.join(map(trackpoint, pair))}</Track>" for pair in ((0, 5), (5.1, 6), (9, 12))]
    recording = only(tcx(lap(timer=None, track="".join(tracks))))
    assert recording.active == minutes((0, 6), (9, 12))  # six seconds apart is no pause


def test_the_activity_says_when_it_began(tcx, lap, trackpoint, at):
    recording = only(tcx(lap(trackpoint(0), trackpoint(1)), begun="2026-05-03T06:29:30Z"))
    assert recording.started_at == pd.Timestamp(at(-30))


@pytest.mark.parametrize("begun", ["2015-01-01T00:00:00Z", "2026-05-03T07:00:00Z", "never", ""])
def test_a_start_that_cannot_be_true_gives_way_to_the_lap_or_the_points(tcx, lap, trackpoint, at, begun):
    recording = only(tcx(lap(trackpoint(0), trackpoint(1)), begun=begun))
    assert recording.started_at == pd.Timestamp(at(0))


def test_a_run_that_nobody_knows_the_time_of_is_refused(tcx):
    with pytest.raises(UnreadableFile, match="does not say when"):
        readers.read(tcx("<Lap><DistanceMeters>5000</DistanceMeters></Lap>", begun=""))


def test_a_start_with_a_zone_gives_the_offset_and_one_without_does_not(tcx, lap, trackpoint):
    points = lap(trackpoint(0), trackpoint(1))
    assert only(tcx(points, begun="2026-05-03T08:30:00+02:00")).utc_offset == pd.Timedelta(hours=2)
    assert only(tcx(points, begun="2026-05-03T06:30:00Z")).utc_offset is None
    assert only(tcx(points, begun="2026-05-03T06:30:00")).utc_offset is None


def test_the_creator_is_the_device_and_short_notes_are_the_title(tcx, lap, trackpoint):
    points = lap(trackpoint(0), trackpoint(1))
    tail = "<Notes>{}</Notes><Creator><Name>Forerunner 620</Name></Creator>"
    recording = only(tcx(points, tail=tail.format("Hills &amp; dales")))
    assert (recording.device, recording.title) == ("Forerunner 620", "Hills & dales")
    assert only(tcx(points, tail=tail.format("n" * 80))).title == "n" * 80
    assert only(tcx(points, tail=tail.format("n" * 81))).title is None
    assert only(tcx(points, tail=tail.format("two\nlines"))).title is None
    assert (only(tcx(points)).device, only(tcx(points)).title) == (None, None)


def test_each_activity_of_a_file_is_a_recording_of_its_own(tcx, lap, trackpoint):
    other = (
        f'<Activity Sport="Biking"><Id>2026-05-02T06:30:00Z</Id>{lap(trackpoint(9), track=None)}</Activity>'
    )
    first, second = readers.read(tcx(lap(trackpoint(0), trackpoint(1)), head=other))
    assert (first.sport, len(first.track)) == ("cycling", 1)
    assert (second.sport, len(second.track)) == ("running", 2)


def test_each_sport_of_a_multisport_file_is_a_recording_of_its_own(tcx, lap, trackpoint):
    whole = tcx(lap(trackpoint(0), trackpoint(1))).decode()
    activity = whole[whole.index("<Activity ") : whole.index("</Activities>")]
    swim = activity.replace("Running", "Other").replace("T06:", "T05:")
    both = (
        "<MultiSportSession><Id>2026-05-03T05:30:00Z</Id>"
        f"<FirstSport>{swim}</FirstSport><NextSport>{activity}</NextSport></MultiSportSession>"
    )
    recordings = readers.read(whole.replace(activity, both).encode())
    assert [(r.sport, len(r.track)) for r in recordings] == [(None, 2), ("running", 2)]


def test_an_activity_that_holds_nothing_is_passed_over(tcx, lap, trackpoint):
    empty = '<Activity Sport="Running"><Id>2026-05-02T06:30:00Z</Id></Activity>'
    assert len(readers.read(tcx(lap(trackpoint(0), trackpoint(1)), head=empty))) == 1
    with pytest.raises(NotAnActivity, match="no points and no totals"):
        readers.read(tcx(lap(track="", timer="0", metres="0")))


def test_a_thousand_activities_in_a_file_are_read_and_one_more_is_refused(tcx, lap, trackpoint, monkeypatch):
    monkeypatch.setattr(tcx_reader, "MOST_ACTIVITIES", 2)
    points = lap(trackpoint(0), trackpoint(1))
    more = f'<Activity Sport="Running"><Id>2026-05-02T06:30:00Z</Id>{points}</Activity>'
    assert len(readers.read(tcx(points, head=more))) == 2
    with pytest.raises(UnreadableFile, match="over 2 activities"):
        readers.read(tcx(points, head=more * 2))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "<Courses><Course><Name>A</Name><Track><Trackpoint/></Track></Course></Courses>",
            "a course to follow",
        ),
        ("<Workouts><Workout><Name>A</Name></Workout></Workouts>", "a planned workout"),
        ("<Folders/>", "holds no activity"),
    ],
)
def test_a_file_without_an_activity_is_told_what_it_is(body, words):
    with pytest.raises(NotAnActivity, match=words):
        readers.read(f"<TrainingCenterDatabase>{body}</TrainingCenterDatabase>".encode())


def test_blanks_marks_and_encodings_before_the_content_do_not_matter(tcx, lap, trackpoint):
    file = tcx(lap(trackpoint(0), trackpoint(1)), tail="<Notes>Zürich</Notes>")
    latin = file.decode().replace("UTF-8", "ISO-8859-1").encode("latin-1")
    for data in (b"          " + file, b"\xef\xbb\xbf" + file, file.decode().encode("utf-16"), latin):
        assert only(data).title == "Zürich"


def test_a_prefix_for_tcx_itself_is_read(tcx, lap, trackpoint):
    text = tcx(lap(trackpoint(0), trackpoint(1))).decode().replace('xmlns="http', 'xmlns:t="http')
    head, body = text.split("?>", 1)
    prefixed = body.replace("</", "\0").replace("<", "<t:").replace("\0", "</t:")
    assert len(only(f"{head}?>{prefixed}".encode()).track) == 2


def test_a_file_that_breaks_off_keeps_its_points_up_to_there_and_says_so(tcx, lap, trackpoint):
    whole = tcx(lap(*map(trackpoint, range(10))))
    recording = only(whole[: whole.rindex(b"<Time>") + 9])  # inside the tenth point
    assert len(recording.track) == 9
    assert recording.warnings == ("The file is damaged or breaks off; what it holds before that is kept.",)
    assert recording.totals.distance_m == 2000.0


def test_a_file_that_breaks_off_before_its_first_point_is_unreadable():
    with pytest.raises(UnreadableFile, match="finds no activity"):
        readers.read(b"<TrainingCenterDatabase><Activities><Activity Sp")


def test_characters_that_xml_forbids_do_not_cost_the_run(tcx, lap, trackpoint):
    recording = only(tcx(lap(trackpoint(0), trackpoint(1)), tail="<Notes>Up & down\x02</Notes>"))
    assert (recording.title, len(recording.track), recording.warnings) == ("Up & down", 2, ())


def test_a_file_that_has_lost_its_outermost_element_is_read(tcx, lap, trackpoint):
    text = tcx(lap(trackpoint(0), trackpoint(1)), tail='<Creator xsi:type="Device_t"/>').decode()
    lost = text[text.index("<Activities>") : text.index("</TrainingCenterDatabase>")]
    assert len(only(lost.encode()).track) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tcx, lap, trackpoint, encoding):
    text = tcx(lap(trackpoint(0), trackpoint(1))).decode()
    hostile = text.replace("<Training", '<!DOCTYPE a [<!ENTITY a "aaaa">]><Training', 1)
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        readers.read(hostile.encode(encoding))


def test_as_many_points_as_the_limit_are_read_and_one_more_is_refused(tcx, lap, trackpoint, monkeypatch):
    monkeypatch.setattr(tcx_tree, "MOST_POINTS", 3)
    assert len(only(tcx(lap(*map(trackpoint, range(3))))).track) == 3
    with pytest.raises(UnreadableFile, match="more than 3 points"):
        readers.read(tcx(lap(*map(trackpoint, range(4)))))


@pytest.mark.parametrize(
    ("limit", "most"), [("MOST_ELEMENTS", 50), ("MOST_OUTSIDE", 30), ("MOST_IN_POINT", 20)]
)
def test_more_elements_than_a_watch_writes_are_refused(tcx, lap, trackpoint, monkeypatch, limit, most):
    monkeypatch.setattr(tcx_tree, limit, most)
    assert len(only(tcx(lap(trackpoint(0), trackpoint(1)))).track) == 2
    many = "<a/>" * 60
    broken = tcx(lap(trackpoint(0), trackpoint(1, many), inside=many)) + b"<"
    with pytest.raises(UnreadableFile, match="built like none"):
        readers.read(broken)


def test_elements_without_bottom_are_refused(tcx):
    with pytest.raises(UnreadableFile, match="built like none"):
        readers.read(tcx("<a>" * 100_000))


def test_a_file_beyond_the_size_of_a_run_is_refused(tcx, monkeypatch):
    monkeypatch.setattr(xml_text, "MOST_BYTES", 100)
    with pytest.raises(UnreadableFile, match="This TCX file holds more than"):
        readers.read(tcx(" " * 100))
