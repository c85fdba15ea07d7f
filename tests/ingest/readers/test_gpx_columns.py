"""GPX by columns says what gpxpy says, of real files, of invented ones and of damaged ones."""

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest import readers
from ingest.errors import IngestError
from ingest.readers import gpx as gpx_reader
from ingest.readers.xml_text import opened


def outcome(read, data):
    """The content that a way of reading finds, or its refusal."""
    try:
        return read(opened(data, "GPX"))
    except IngestError as refusal:
        return refusal


def assert_same(ours, theirs):
    assert (ours.creator, ours.tracks, ours.whole) == (theirs.creator, theirs.tracks, theirs.whole)
    pd.testing.assert_frame_equal(ours.points, theirs.points, check_exact=True)


def assert_as_gpxpy(data):
    """Whether the columns took the file; where they did, with gpxpy's values."""
    ours = outcome(gpx_reader.by_columns, data)
    if ours is None:
        return False
    theirs = outcome(gpx_reader.by_gpxpy, data)
    if isinstance(ours, IngestError):
        assert str(ours) == str(theirs)
    else:
        assert_same(ours, theirs)
    return True


def taken_of(files):
    return [path.name for path in files if assert_as_gpxpy(readers.unpacked(path.read_bytes()))]


@pytest.fixture
def real_files(corpus):
    return [path for path in sorted(corpus.rglob("*")) if path.name.lower().endswith((".gpx", ".gpx.gz"))]


@pytest.mark.corpus
def test_small_real_files_have_the_values_that_gpxpy_finds(real_files):
    assert len(taken_of([path for path in real_files if path.stat().st_size < 250_000])) >= 30


@pytest.mark.corpus
@pytest.mark.slow
def test_every_real_file_has_the_values_that_gpxpy_finds(real_files):
    assert len(taken_of(real_files)) >= 110  # of 112 that can be read at all; two have to be mended first


NAMESPACES = ["http://www.topografix.com/GPX/1/1", "http://www.topografix.com/GPX/1/0", ""]
NUMBERS = st.one_of(
    st.floats(-1e6, 1e6).map(repr),
    st.integers(-500, 9000).map(str),
    st.sampled_from(
        ["", " 12.50 ", "+7", "nan", "inf", "1e400", "1_0", "0x10", "high", "٣", "5.", ".5", "1,5", "-"]
    ),
)
TIMES = st.one_of(
    st.datetimes(pd.Timestamp(2000, 1, 1), pd.Timestamp(2040, 1, 1)).map(lambda t: t.isoformat() + "Z"),
    st.datetimes(pd.Timestamp(2000, 1, 1), pd.Timestamp(2040, 1, 1)).map(
        lambda t: t.isoformat(timespec="milliseconds") + "+05:30"
    ),
    st.integers(0, 86399).map(lambda s: f"2026-05-03T{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}"),
    st.sampled_from(
        [
            "2026-05-03T24:00:00Z",
            "2026-02-30T06:30:00Z",
            "2026-05-03T06:30:60Z",
            "2026-05-03T06:30:00.1234567Z",
            "2026-05-03T06:30Z",
            "2026-05-03T06:30:00-03",
            "2026-05-03T06:30:00+24:00",
            "2026-05-03T06:30:00-0330",
            " 2026-05-03T06:30:00Z ",
            "1600-01-01T00:00:00Z",
            "yesterday",
            "",
        ]
    ),
)
NAMES = st.sampled_from(["hr", "cad", "atemp", "power", "speed", "RunCadence", "Hr", "sat", "ele", "time"])
SENSOR = st.tuples(st.sampled_from(["", "x:", "gpxtpx:"]), NAMES, NUMBERS)


@st.composite
def points(draw):
    """One track point in some exporter's hand."""
    mark = draw(st.sampled_from('""""\''))
    axes = draw(st.sampled_from([("lat", "lon"), ("lon", "lat"), ("lat",), (), ("lat", "lon", "id")]))
    place = "".join(f" {axis}={mark}{draw(NUMBERS)}{mark}" for axis in axes)
    inner = [f"<ele>{draw(NUMBERS)}</ele>"] * draw(st.integers(0, 1))
    inner += [f"<time>{draw(TIMES)}</time>"] * draw(st.integers(0, 3).map(bool))
    sensors = "".join(f"<{p}{n}>{value}</{p}{n}>" for p, n, value in draw(st.lists(SENSOR, max_size=3)))
    if sensors:
        wrapped = draw(st.sampled_from(["{}", "<x:TrackPointExtension>{}</x:TrackPointExtension>"]))
        inner.append(f"<extensions>{wrapped.format(sensors)}</extensions>")
    inner += draw(
        st.sampled_from([[], [], [], ["<hr/>"], ["<!-- a > b -->"], ["<name><![CDATA[<hr>9</hr>]]></name>"]])
    )
    blank = draw(st.sampled_from(["", "\n  "]))
    return f"<trkpt{place}>" + blank.join(["", *inner, ""]) + "</trkpt>"


@st.composite
def texts(draw):
    """A GPX file of a few tracks, in which points repeat one another as they do in real ones."""
    hand = draw(st.lists(points(), min_size=1, max_size=3))
    segment = st.lists(st.sampled_from(hand), max_size=6).map(lambda p: f"<trkseg>{''.join(p)}</trkseg>")
    names = st.sampled_from(
        ["", "<name>Up &amp; down</name>", "<name><![CDATA[A & <b>]]></name><type>9</type>"]
    )
    track = st.tuples(names, st.lists(segment, max_size=3)).map(lambda t: f"<trk>{t[0]}{''.join(t[1])}</trk>")
    body = "".join(draw(st.lists(track, min_size=1, max_size=3)))
    space = draw(st.sampled_from(NAMESPACES))
    declared = f'xmlns="{space}" xmlns:x="urn:x"' + draw(st.sampled_from(["", ' xmlns:gpxtpx="urn:gpxtpx"']))
    head = draw(st.sampled_from(['<?xml version="1.0"?>\n', "", " \n", "<!-- 1 < 2 -->"]))
    return f'{head}<gpx creator="a &quot;watch&quot;" {declared}>{body}</gpx>'.encode()


@settings(max_examples=120, deadline=None)
@given(texts())
def test_whatever_a_file_is_made_of_the_columns_say_what_gpxpy_says(data):
    assert_as_gpxpy(data)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(20, 250)), min_size=2, max_size=20
    ),
    st.sampled_from(["Z", ".000Z", "+02:00", ""]),
)
@example([(0.0, -0.0, 20)] * 2, "Z")
def test_what_watches_write_is_always_read_by_columns(rows, zone):
    points = "".join(
        f'<trkpt lat="{lat!r}" lon="{lon!r}"><time>2026-05-03T06:30:{second:02}{zone}</time>'
        f"<extensions><x:hr>{hr}</x:hr></extensions></trkpt>"
        for second, (lat, lon, hr) in enumerate(rows)
    )
    data = f'<gpx xmlns:x="urn:x"><trk><trkseg>{points}</trkseg></trk></gpx>'.encode()
    assert assert_as_gpxpy(data)
    content = gpx_reader.by_columns(data.decode())
    assert content.points["latitude_deg"].tolist() == [lat for lat, _, _ in rows]
    assert content.points["heart_rate_bpm"].tolist() == [hr for _, _, hr in rows]


def seed_file(gpx, trk, point):
    inside = "<extensions><x:tpx><x:hr>{}</x:hr><x:cad>84</x:cad></x:tpx></extensions>"
    first = trk(*(point(n, inside.format(150 + n)) for n in range(5)), head="<name>A &amp; b</name>")
    return gpx(first + trk(point(9), point(10)), 'version="1.1" creator="w" xmlns:x="urn:x"')


# What a text may be damaged with, besides what XML of every kind is damaged with.
PIECES = [
    b"<trkpt>",
    b"</trkpt>",
    b"<trkseg>",
    b"</trkseg>",
    b"<trk/>",
    b"<hr>1</hr>",
    b"<x:hr/>",
    b"<y:hr>1</y:hr>",
]


def refused_in_our_words(data):
    try:
        return not readers.read(data)
    except IngestError as refusal:
        return str(refusal).endswith(".")


@pytest.mark.parametrize("count", [800, pytest.param(2500, marks=pytest.mark.slow)])
def test_damaged_files_are_read_as_gpxpy_reads_them(gpx, trk, point, damaged, count):
    files = damaged(seed_file(gpx, trk, point), count, PIECES)
    assert sum(map(assert_as_gpxpy, files)) > count / 25  # the others are left to gpxpy
    assert count / 250 < sum(map(refused_in_our_words, files[::10])) < count / 10 - 10


@pytest.mark.slow
def test_no_damage_brings_out_an_error_that_is_not_ours(gpx, trk, point, damaged):
    refused = [refused_in_our_words(data) for data in damaged(seed_file(gpx, trk, point), 2500, PIECES)]
    assert 100 < sum(refused) < 2400
