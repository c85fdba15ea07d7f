"""A GPX file in, recordings in our names and units out."""

from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from ingest import readers
from ingest.errors import IngestError, NotAnActivity, UnreadableFile
from ingest.readers import gpx as gpx_reader
from ingest.readers import gpx_tree, xml_text
from ingest.schema import TRACK

TPX1 = 'xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"'


def only(data):
    (recording,) = readers.read(data)
    return recording


@pytest.fixture
def sensed(gpx, trk, point):
    """A file of two points with these sensor values, and what declares their prefix."""

    def file(inside, declaration="", kind=""):
        head = f"<type>{kind}</type>" if kind else ""
        points = [point(minute, f"<extensions>{inside}</extensions>") for minute in (0, 1)]
        return gpx(trk(*points, head=head), f'version="1.1" {declaration}')

    return file


def test_a_point_comes_out_in_our_names_and_units(gpx, trk, point, at):
    recording = only(gpx(trk(point(0), point(1, lat="47.501", lon="8.26", ele="0"))))
    track = recording.track
    assert track["time"].tolist() == [pd.Timestamp(at(0)), pd.Timestamp(at(60))]
    assert track["latitude_deg"].tolist() == [47.5, 47.501]
    assert track["longitude_deg"].tolist() == [8.25, 8.26]
    assert track["altitude_m"].tolist() == [412.5, 0.0]
    assert track.drop(columns=["time", "latitude_deg", "longitude_deg", "altitude_m"]).isna().all(axis=None)
    pd.testing.assert_frame_equal(TRACK.conform(track), track)
    assert recording.format == "gpx"
    assert recording.started_at == pd.Timestamp(at(0))
    assert recording.device == "Garmin Connect"
    assert (recording.masked, recording.warnings, recording.barometric) == ({}, (), None)


@pytest.mark.parametrize(
    ("inside", "declaration"),
    [
        (
            "<gpxtpx:TrackPointExtension><gpxtpx:hr>151</gpxtpx:hr><gpxtpx:atemp>18.5</gpxtpx:atemp></gpxtpx:TrackPointExtension>",
            TPX1,
        ),
        (
            "<ns3:TrackPointExtension><ns3:hr>151</ns3:hr><ns3:atemp>18.5</ns3:atemp></ns3:TrackPointExtension>",
            'xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v2"',
        ),
        ("<whatever:hr>151</whatever:hr><whatever:atemp>18.5</whatever:atemp>", 'xmlns:whatever="urn:x"'),
        ("<hr> 151 </hr><temp>18.5</temp>", ""),
        (
            "<gpxdata:hr>151</gpxdata:hr><gpxdata:temp>18.5</gpxdata:temp>",
            "",
        ),  # a prefix that nobody declared
    ],
)
def test_heart_rate_and_temperature_are_found_under_any_prefix(sensed, inside, declaration):
    track = only(sensed(inside, declaration)).track
    assert track["heart_rate_bpm"].tolist() == [151.0, 151.0]
    assert track["temperature_c"].tolist() == [18.5, 18.5]


def test_power_and_speed_are_read(sensed):
    track = only(sensed("<power>248</power><speed>3.25</speed>")).track
    assert (track["power_w"].iloc[0], track["speed_m_s"].iloc[0]) == (248.0, 3.25)


def test_the_speed_of_gpx_1_0_is_read(trk, point):
    file = (
        '<gpx version="1.0" xmlns="http://www.topografix.com/GPX/1/0">'
        + trk(point(0, "<speed>2.5</speed>"), point(1))
        + "</gpx>"
    ).encode()
    track = only(file).track
    assert track["speed_m_s"].iloc[0] == 2.5
    assert np.isnan(track["speed_m_s"].iloc[1])


@pytest.mark.parametrize(
    ("cadence", "steps"),
    [("84", 168.0), ("120", 240.0), ("121", 121.0), ("172", 172.0)],  # up to 120 it counts one foot
)
def test_a_cadence_of_one_foot_is_doubled_and_one_of_both_feet_is_not(sensed, cadence, steps):
    assert only(sensed(f"<cad>{cadence}</cad>", kind="running")).track["cadence_spm"].tolist() == [
        steps,
        steps,
    ]


def test_the_cadence_of_a_ride_is_not_taken_for_steps(sensed):
    assert only(sensed("<cad>84</cad>", kind="cycling")).track["cadence_spm"].isna().all()


@pytest.mark.parametrize(
    ("kind", "sport", "sub_sport"),
    [
        ("running", "running", None),
        ("Run", "running", None),
        ("9", "running", None),
        ("trail_running", "running", "trail"),
        ("Trail Running", "running", "trail"),
        ("treadmill_running", "running", "treadmill"),
        ("track_running", "running", "track"),
        ("street_running", "running", "street"),
        ("indoor_running", "running", "indoor_running"),
        ("Laufen", "running", None),
        ("1", "cycling", None),
        ("hiking", "hiking", None),
        ("Kite Surfing", "kite_surfing", None),
        ("", None, None),
        ("other", None, None),
    ],
)
def test_the_type_of_the_track_gives_the_sport(gpx, trk, point, kind, sport, sub_sport):
    recording = only(gpx(trk(point(0), point(1), head=f"<name>Morning</name><type>{kind}</type>")))
    assert (recording.sport, recording.sub_sport, recording.title) == (sport, sub_sport, "Morning")


def test_a_track_without_a_type_has_no_sport(gpx, trk, point):
    recording = only(gpx(trk(point(0), point(1))))
    assert (recording.sport, recording.sub_sport, recording.title) == (None, None, None)


def test_the_address_of_a_site_is_left_out_of_the_device_s_name(gpx, trk, point):
    file = gpx(trk(point(0), point(1)), 'version="1.1" creator="Runkeeper - http://www.runkeeper.com"')
    assert only(file).device == "Runkeeper"


def test_segments_are_the_active_spans(gpx, point, at):
    body = (
        f"<trk><trkseg>{point(0)}{point(2)}</trkseg><trkseg></trkseg><trkseg>{point(3)}</trkseg>"
        f"<trkseg>{point(5)}{point(9)}</trkseg></trk>"
    )
    minutes = [(0, 2), (5, 9)]  # a segment of one point lasts no time
    assert only(gpx(body)).active == tuple(
        (pd.Timestamp(at(60 * a)), pd.Timestamp(at(60 * b))) for a, b in minutes
    )


def test_segments_out_of_order_are_put_in_order(gpx, point, at):
    recording = only(
        gpx(f"<trk><trkseg>{point(5)}{point(6)}</trkseg><trkseg>{point(0)}{point(2)}</trkseg></trk>")
    )
    assert recording.track["time"].tolist() == [pd.Timestamp(at(60 * m)) for m in (0, 2, 5, 6)]
    assert recording.masked == {}


def test_a_track_more_than_half_an_hour_after_the_one_before_is_a_run_of_its_own(gpx, trk, point, at):
    first, second = readers.read(gpx(trk(point(0), point(10)) + trk(point(40.1), point(50))))
    assert (len(first.track), len(second.track)) == (2, 2)
    assert second.started_at == pd.Timestamp(at(40.1 * 60))


def test_a_track_just_half_an_hour_after_the_one_before_belongs_to_it(gpx, trk, point):
    recording = only(gpx(trk(point(40), point(50)) + trk(point(0), point(10))))  # in whatever order
    assert len(recording.track) == 4
    assert len(recording.active) == 2


def test_each_of_several_runs_keeps_its_own_name_and_type(gpx, trk, point):
    file = gpx(
        trk(point(300), point(301), head="<name>B</name><type>hiking</type>")
        + trk(point(0), point(1), head="<name>A</name><type>running</type>")
    )
    assert [(r.title, r.sport) for r in readers.read(file)] == [("A", "running"), ("B", "hiking")]


def test_a_thousand_runs_in_one_file_are_read_and_one_more_is_refused(gpx, trk, point, monkeypatch):
    monkeypatch.setattr(gpx_reader, "MOST_OUTINGS", 2)
    runs = [trk(point(100 * n), point(100 * n + 1)) for n in range(3)]
    assert len(readers.read(gpx("".join(runs[:2])))) == 2
    with pytest.raises(UnreadableFile, match="over 2 activities"):
        readers.read(gpx("".join(runs)))


def test_a_time_with_a_zone_gives_the_offset_and_one_without_is_utc(gpx):
    def timed(first, second):
        points = "".join(f'<trkpt lat="47" lon="8"><time>{time}</time></trkpt>' for time in (first, second))
        return only(gpx(f"<trk><trkseg>{points}</trkseg></trk>"))

    east = timed("2026-05-03T08:30:00+02:00", "2026-05-03T08:31:00+02:00")
    assert east.started_at == pd.Timestamp("2026-05-03 06:30", tz="UTC")
    assert east.utc_offset == pd.Timedelta(hours=2)
    bare = timed("2026-05-03T06:30:00", "2026-05-03T06:31:00.250")
    assert bare.started_at == pd.Timestamp("2026-05-03 06:30", tz="UTC")
    assert bare.utc_offset is None
    assert bare.track["time"].iloc[1] == pd.Timestamp("2026-05-03 06:31:00.25", tz="UTC")


@pytest.mark.parametrize("zone", ["+24:00", "-99:59"])
def test_a_zone_of_a_day_and_more_is_no_time(gpx, trk, point, zone):
    lost = f'<trkpt lat="47" lon="8"><time>2026-05-03T06:30:00{zone}</time></trkpt>'
    recording = only(gpx(trk(lost, point(1), point(2))))
    assert (len(recording.track), recording.masked, recording.utc_offset) == (2, {"time": 1}, None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_marks_blanks_and_encodings_do_not_matter(gpx, trk, point, encoding):
    text = gpx(trk(point(0), point(1), head="<name>Zürich</name>")).decode()
    if encoding == "latin-1":
        text = text.replace("UTF-8", "ISO-8859-1")
    assert only(text.encode(encoding)).title == "Zürich"


def test_blanks_before_the_declaration_are_skipped(gpx, trk, point):
    assert len(only(b" \r\n\t " + gpx(trk(point(0), point(1)))).track) == 2


def test_a_prefix_for_gpx_itself_is_read(gpx, trk, point):
    body = trk(point(0), point(1)).replace("</", "</g:").replace("<", "<g:").replace("<g:/g:", "</g:")
    file = f'<g:gpx xmlns:g="http://www.topografix.com/GPX/1/1" version="1.1">{body}</g:gpx>'
    assert len(only(file.encode()).track) == 2


@pytest.mark.parametrize(
    "place", ['lat="nan" lon="8"', 'lat="1e400" lon="8"', 'lon="8"', 'lat="x" lon="8"', ""]
)
def test_a_point_without_a_true_place_keeps_its_other_values(gpx, point, place):
    lost = f"<trkpt {place}><time>2026-05-03T06:31:00Z</time><extensions><hr>150</hr></extensions></trkpt>"
    track = only(gpx(f"<trk><trkseg>{point(0)}{lost}</trkseg></trk>")).track
    assert track["latitude_deg"].notna().tolist() == [True, False]
    assert track["longitude_deg"].notna().tolist() == [True, False]
    assert track["heart_rate_bpm"].iloc[1] == 150.0


def test_what_is_no_number_is_absent(gpx, trk, point):
    track = only(gpx(trk(point(0, "<extensions><hr>fast</hr></extensions>", ele="high"), point(1)))).track
    assert np.isnan(track["heart_rate_bpm"].iloc[0])
    assert np.isnan(track["altitude_m"].iloc[0])


def test_a_heart_rate_out_of_range_is_masked_and_counted(sensed):
    recording = only(sensed("<hr>300</hr>"))
    assert recording.track["heart_rate_bpm"].isna().all()
    assert recording.masked == {"heart_rate_bpm": 2}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('<rte><rtept lat="47" lon="8"/></rte>', "planned route"),
        ('<wpt lat="47" lon="8"><name>Peak</name></wpt>', "waypoints"),
        ('<trk><trkseg><trkpt lat="47" lon="8"/><trkpt lat="47" lon="8"/></trkseg></trk>', "no times"),
        ("<trk><name>Treadmill</name><trkseg></trkseg></trk>", "no points"),
        ("", "no points"),
    ],
)
def test_a_file_without_a_recorded_track_is_told_what_it_is(gpx, body, words):
    with pytest.raises(NotAnActivity, match=words):
        readers.read(gpx(body))


def test_a_single_point_is_no_run_and_is_not_said_to_lack_its_time(gpx, trk, point):
    with pytest.raises(NotAnActivity, match="holds a single point, not a run"):
        readers.read(gpx(trk(point(0))))


def test_times_that_cannot_be_are_refused(gpx):
    point = '<trkpt lat="47" lon="8"><time>0001-01-01T00:00:00+05:00</time></trkpt>'
    with pytest.raises(UnreadableFile, match="None of the times"):
        readers.read(gpx(f"<trk><trkseg>{point * 3}</trkseg></trk>"))


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE gpx>",
        '<!DOCTYPE gpx SYSTEM "http://example.org/gpx.dtd">',
        '<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(gpx, trk, point, doctype, encoding):
    text = gpx(trk(point(0), point(1))).decode().replace("<gpx", doctype + "<gpx", 1)
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        readers.read(text.encode(encoding))


def test_a_file_that_breaks_off_keeps_its_points_up_to_there(gpx, trk, point):
    whole = gpx(trk(*(point(minute) for minute in range(10))))
    recording = only(whole[: whole.rindex(b"<time>") + 9])  # inside the tenth point
    assert len(recording.track) == 9
    assert recording.warnings == ("The file is damaged or breaks off; the 9 points before that are kept.",)


def test_characters_that_xml_forbids_do_not_cost_the_run(gpx, trk, point):
    recording = only(gpx(trk(point(0), point(1), head="<name>Up & down\x02</name>")))
    assert (recording.title, len(recording.track), recording.warnings) == ("Up & down", 2, ())


def test_as_many_points_as_the_limit_are_read_and_one_more_is_refused(gpx, trk, point, monkeypatch):
    monkeypatch.setattr(gpx_tree, "MOST_POINTS", 3)
    assert len(only(gpx(trk(*map(point, range(3))))).track) == 3
    with pytest.raises(UnreadableFile, match="more than 3 points"):
        readers.read(gpx(trk(*map(point, range(4)))))


def test_elements_without_end_and_without_bottom_are_refused(gpx, monkeypatch):
    with pytest.raises(UnreadableFile, match="built like none"):
        readers.read(gpx("<a>" * 100_000))
    monkeypatch.setattr(gpx_tree, "MOST_ELEMENTS", 1000)
    with pytest.raises(UnreadableFile, match="built like none"):
        readers.read(gpx("<trk><trkseg>" + "<a/>" * 1000 + "</trkseg></trk>"))


def test_a_file_beyond_the_size_of_a_run_is_refused(gpx, monkeypatch):
    monkeypatch.setattr(xml_text, "MOST_BYTES", 100)
    with pytest.raises(UnreadableFile, match="too much for one run"):
        readers.read(gpx(" " * 100))


def test_a_file_s_prefixes_are_not_registered_for_the_whole_process(sensed):
    before = dict(ElementTree._namespace_map)
    only(sensed("<mine:hr>150</mine:hr>", 'xmlns:mine="urn:mine" xmlns:atom="urn:not-atom"'))
    assert ElementTree._namespace_map == before


def test_whatever_is_cut_or_changed_only_our_own_errors_come_out(sensed):
    whole = sensed("<gpxtpx:hr>150</gpxtpx:hr><cad>80</cad>", TPX1, "running")
    outcomes = set()
    for position in range(0, len(whole), 5):
        for changed in (whole[:position], whole[:position] + b"<" + whole[position + 1 :]):
            try:
                outcomes.add(len(readers.read(changed)))
            except IngestError as error:
                outcomes.add(type(error))
    assert outcomes == {1, UnreadableFile, NotAnActivity}


def test_a_creator_of_a_hundred_thousand_dashes_is_read_at_once(gpx, trk, point):
    # A search that began anew at each dash would take minutes here, not milliseconds.
    file = gpx(trk(point(0), point(1)), f'version="1.1" creator="{"-" * 100_000}x"')
    assert only(file).device.startswith("---")
