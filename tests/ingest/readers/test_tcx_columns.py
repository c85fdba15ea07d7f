"""TCX by columns says what a plain walk through the elements says, of real, invented and damaged files."""

from datetime import datetime
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import readers
from ingest.errors import IngestError
from ingest.readers.tcx_columns import at_once, one_by_one
from ingest.readers.xml_text import opened

PATHS = {
    "latitude_deg": ["{*}Position/{*}LatitudeDegrees"],
    "longitude_deg": ["{*}Position/{*}LongitudeDegrees"],
    "altitude_m": ["{*}AltitudeMeters"],
    "distance_m": ["{*}DistanceMeters"],
    "heart_rate_bpm": ["{*}HeartRateBpm/{*}Value"],
    "speed_m_s": [".//{*}Speed"],
    "power_w": [".//{*}Watts"],
    "cadence_spm": [".//{*}RunCadence", "{*}Cadence"],
}
ZERO_IS_ABSENT = ["heart_rate_bpm"]


def told(point, paths):
    """The number at the first of these paths that holds one."""
    texts = (point.findtext(path) for path in paths)
    return next((float(text) for text in texts if text and text.strip()), np.nan)


def expected(path):
    """The columns of a real file by a walk of its own."""
    root = ElementTree.fromstring(path.read_bytes().lstrip())
    points = root.findall(".//{*}Trackpoint")
    times = [datetime.fromisoformat(point.findtext("{*}Time")) for point in points]
    return times, {name: [told(point, paths) for point in points] for name, paths in PATHS.items()}


@pytest.mark.corpus
def test_every_real_file_has_the_values_of_a_walk_through_its_elements(corpus):
    files = [path for path in sorted(corpus.rglob("*.tcx")) if "malformed" not in path.name]
    for path in files:
        (recording,) = readers.read(path.read_bytes())
        times, columns = expected(path)
        assert recording.track["time"].tolist() == times, path.name
        for name, theirs in columns.items():
            ours = recording.track[name].to_numpy()
            theirs = np.array(theirs) * (2 if name == "cadence_spm" else 1)  # all of them count one foot
            if recording.sport == "cycling" and name == "cadence_spm":
                assert np.isnan(ours).all()
                continue
            lost = np.isnan(ours) & ~np.isnan(theirs)
            zeros = np.count_nonzero(theirs == 0) if name in ZERO_IS_ABSENT else 0
            assert np.count_nonzero(lost) == recording.masked.get(name, 0) + zeros, (path.name, name)
            np.testing.assert_array_equal(ours[~lost], theirs[~lost], err_msg=f"{path.name} {name}")
    assert len(files) == 27


@pytest.mark.corpus
def test_real_files_are_read_at_once_and_the_malformed_one_point_by_point(corpus):
    slow = [p.name for p in sorted(corpus.rglob("*.tcx")) if at_once(opened(p.read_bytes(), "TCX")) is None]
    assert slow == ["runpandas__malformed.tcx"]


def outlined(element):
    """What is kept of a tree: names, texts and attributes. Blanks and points are none of it."""
    return (
        element.tag,
        (element.text or "").strip(),
        element.attrib,
        [outlined(child) for child in element if child.tag != "Trackpoint"],
    )


def assert_as_one_by_one(data):
    """Whether the file could be read at once; where it could, with the values of the other way."""
    try:
        ours = at_once(opened(data, "TCX"))
    except IngestError as refusal:
        with pytest.raises(type(refusal)):
            one_by_one(opened(data, "TCX"))
        return False
    if ours is None:
        return False
    theirs = one_by_one(opened(data, "TCX"))
    pd.testing.assert_frame_equal(ours.points, theirs.points, check_exact=True)
    assert outlined(ours.root) == outlined(theirs.root)
    assert (len(ours.tracks), theirs.whole) == (len(theirs.tracks), True)
    return True


NUMBERS = st.one_of(
    st.floats(-1e6, 1e6).map(repr),
    st.integers(0, 9000).map(str),
    st.sampled_from(["", " 12.50 ", "+7", "nan", "inf", "1e400", "1_0", "high", "٣", "5.", ".5", "1,5"]),
)
TIMES = st.one_of(
    st.integers(0, 86399).map(lambda s: f"2026-05-03T{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}.000Z"),
    st.sampled_from(
        [
            "2026-05-03T06:30:00",
            "2026-05-03T06:30:00.25+02:00",
            "2026-05-03T06:30:00+24:00",
            "2026-05-03T24:00:00Z",
            "",
            "now",
        ]
    ),
)
LEAVES = [
    "LatitudeDegrees",
    "AltitudeMeters",
    "DistanceMeters",
    "Cadence",
    "x:RunCadence",
    "x:Speed",
    "x:Watts",
    "x:Y",
]


@st.composite
def points(draw):
    """One track point in some exporter's hand."""
    inner = [f"<Time>{draw(TIMES)}</Time>"] * draw(st.integers(0, 5).map(bool))
    for name in draw(st.lists(st.sampled_from(LEAVES), max_size=5)):
        inner.append(f"<{name}>{draw(NUMBERS)}</{name}>")
    if draw(st.booleans()):
        inner.append(f"<HeartRateBpm xsi:type='H'><Value>{draw(NUMBERS)}</Value></HeartRateBpm>")
    extra = [
        "",
        "",
        "<Cadence/>",
        "<Value>3</Value>",
        "<!-- > -->",
        '<e:TPX xmlns:e="u"><e:Speed>3</e:Speed></e:TPX>',
    ]
    inner.append(draw(st.sampled_from(extra)))
    blank = draw(st.sampled_from(["", "\n  "]))
    return "<Trackpoint>" + blank.join(["", *inner, ""]) + "</Trackpoint>"


@st.composite
def texts(draw):
    """A TCX file of a few activities, in which points repeat one another as they do in real ones."""
    hand = draw(st.lists(points(), min_size=1, max_size=3))
    track = st.lists(st.sampled_from(hand), max_size=5).map(lambda p: f"<Track>{''.join(p)}</Track>")
    lap = st.tuples(TIMES, NUMBERS, st.lists(track, max_size=2)).map(
        lambda t: f'<Lap StartTime="{t[0]}"><TotalTimeSeconds>{t[1]}</TotalTimeSeconds>{"".join(t[2])}</Lap>'
    )
    notes = st.sampled_from(["", "<Notes>Up &amp; down</Notes>", "<Notes><![CDATA[<Lap>]]></Notes><Track/>"])
    activity = st.tuples(st.lists(lap, max_size=3), notes).map(
        lambda t: f'<Activity Sport="Running"><Id>2026-05-03T06:30:00Z</Id>{"".join(t[0])}{t[1]}</Activity>'
    )
    body = "".join(draw(st.lists(activity, min_size=1, max_size=2)))
    head = draw(st.sampled_from(['<?xml version="1.0"?>\n', "", " \n", "<!-- 1 < 2 -->"]))
    declared = 'xmlns="urn:t" xmlns:xsi="urn:i" xmlns:x="urn:x"'
    return (
        f"{head}<TrainingCenterDatabase {declared}><Activities>{body}</Activities></TrainingCenterDatabase>"
    ).encode()


@settings(max_examples=120, deadline=None)
@given(texts())
def test_whatever_a_file_is_made_of_both_ways_say_the_same(data):
    assert_as_one_by_one(data)


ROWS = st.lists(
    st.tuples(st.floats(-90, 90), st.floats(0, 1e5), st.integers(30, 250)), min_size=2, max_size=20
)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_what_watches_write_is_always_read_at_once(rows):
    points = "".join(
        f"<Trackpoint><Time>2026-05-03T06:30:{second:02}Z</Time><Position><LatitudeDegrees>{lat!r}"
        f"</LatitudeDegrees></Position><DistanceMeters>{m!r}</DistanceMeters><HeartRateBpm><Value>{hr}"
        "</Value></HeartRateBpm></Trackpoint>"
        for second, (lat, m, hr) in enumerate(rows)
    )
    lap = f'<Lap StartTime="2026-05-03T06:30:00Z"><Track>{points}</Track></Lap>'
    found = at_once(
        f"<TrainingCenterDatabase><Activities><Activity>{lap}</Activity></Activities></TrainingCenterDatabase>"
    )
    assert found.points["latitude_deg"].tolist() == [lat for lat, _, _ in rows]
    assert found.points["distance_m"].tolist() == [m for _, m, _ in rows]
    assert found.points["heart_rate_bpm"].tolist() == [hr for _, _, hr in rows]


PIECES = [
    b"<Trackpoint>", b"</Trackpoint>", b"<Track>", b"</Track>", b"<Lap/>", b"<Value>1</Value>", b"<Time/>",
    b"</Lap>", b"<Cadence>80</Cadence>", b"<y:Speed>1</y:Speed>", b"<Activity>", b"</Activity>", b"<Course>",
]  # fmt: skip


def refused_in_our_words(data):
    try:
        return not readers.read(data)
    except IngestError as refusal:
        return str(refusal).endswith(".")


@pytest.mark.parametrize("count", [800, pytest.param(2500, marks=pytest.mark.slow)])
def test_damaged_files_are_read_as_one_by_one(tcx, lap, trackpoint, damaged, count):
    files = damaged(tcx(lap(*map(trackpoint, range(4))), lap(*map(trackpoint, range(5, 7)))), count, PIECES)
    assert sum(map(assert_as_one_by_one, files)) > count / 25  # the others cannot be read at once
    assert count / 500 < sum(map(refused_in_our_words, files[::10])) < count / 10 - 10


@pytest.mark.slow
def test_no_damage_brings_out_an_error_that_is_not_ours(tcx, lap, trackpoint, damaged):
    files = damaged(tcx(lap(*map(trackpoint, range(4))), lap(*map(trackpoint, range(5, 7)))), 2500, PIECES)
    assert 50 < sum(map(refused_in_our_words, files)) < 2400
