"""Points as Parquet: every bit comes back, and what a watch counted is kept as counts."""

from __future__ import annotations

import base64
import dataclasses
import json
import zlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import readers
from ingest.errors import IngestError
from ingest.schema import LAPS, TRACK, Column, MissingColumns
from ingest.store import points
from ingest.units import DEGREES_PER_SEMICIRCLE

START = pd.Timestamp("2026-05-03T06:00:00Z")

WRITTEN_EARLIER = (
    "eNp9VU1v40QYnjheE0UVKypsEqmHCrHRIrrrpsmWZoUWxnHiuK2bD9rmQ4jir7ph3TbreOsk4lBx44LED0CCC4ddLkggcUHcOCEuCycQ"
    "WiHO/AMkZsZfcbOLFU887zzPO8/zzozdgp0iC9g19t4ay7BZdDMrAICb3/H/rnLfAEChDpO6pOj05R9Pf/rB+v4VFACIcZO9u8h4+Uuf"
    "kb52maKpT//+6wuaCfCvsuVF/EufBPg0xv96nQ7Ar7Gbi+Dlz+bBX1OPqSR6+ZloJvU7eHwdPJLBo3cu7xGrW4to7nMATnzl5YPSk9/e"
    "/jEF2H8yLJ3/6A7IMWP9xDxV2SXA0jeoHO0OT03AUuhxyVbdofvQMI8M0/JDWdUOQqd+4MUTU3XcI0d1zSNthIIZFHxhdO6ZzpEH2Czq"
    "XbMc1TABx+RX8nYBrKB5bzDZvD8Tu8QxXIczChl5BenPshR463UmXwC4tBhM+eCEFkLa4z4o2EkSRSdJc2oJpcENCj+n/p9zxRDhbXPv"
    "Fb6insPLIN5yPvIcET5OE8LygqOsT/DLEvh/v/DnFTjJz/2S5phChvuWBvm1HO2ce+NcqgRyS7DTaXbv+iuXe5rh8bUORQhhG/rXDoRl"
    "KFiwDqEFqxaJCUJi3MP/tWhchEE/zIIbQeGPeX4uKOBG8aLxqVYyZn7KPu5bKB10cRrRQlixFo74eHEH5yN5JoRPxqskcygteJSMab/b"
    "sZN6quUregjVLK2H85+rPWGsbejIoYaKsoViMpQv3uR5rLmtHGD8PuGTohxEk0Id8z3kx9btSikohd+0EH8yVx9MbbgVrBJ3Vcn2NKly"
    "FtahSuL9IG8NWtH8MpmvG8+vx/OXif5Btz416pVpv9exexvbntZOrEeZv+D5Rux/j/ifbs8M6dDTp/KmXHeN4zZcrIc0e8OvBxRk3LZ2"
    "g36tWoehEyjHj+E+QZm6k3W11ykOpMPjpB7xPtazE+vpP0OPJg+3hrtVOFGqZa93WKzM7ZdYX3M/qU9y+IS+hhfpa8T6FNxoUj3Sh+4z"
    "GC+Vv/9aKNXMivo7WGpjPNRLHVtvKMPmUNC6U/mBPPSsZrU8a4q1O4qoTPZmtaIyuz9TRMPe3YflULuAU0knI12aXAw8sgmbeD0Fz9dH"
    "rnfDzSzjesrYLxpXAhEHgcu5+rcjf/XYH9FrSLY78I8HOX9isH/E8PxGJyEwHfhDvA/VYqVI1kGseYooPE+/sqB/7mSA3OpIdR48NN1b"
    "+mh0S3XQm2j1wnTGw/Oz1Y3N2+u3i3kbfW+u/ICO3nkt9BH+D5q9zv0="
)


def track(length=None, **columns):
    length = length if length is not None else len(next(iter(columns.values())))
    time = pd.date_range(START, periods=length, freq="s")
    frame = pd.DataFrame({"time": time, **columns})
    return TRACK.conform(frame.reindex(columns=TRACK.names))


def kept(data):
    return pq.read_table(pa.BufferReader(data))


def note(data, name):
    """The way back that the file keeps for a column."""
    return json.loads(pq.read_metadata(pa.BufferReader(data)).metadata[points.NOTES])["columns"][name]


def assert_same_bits(one, other):
    assert list(one.columns) == list(other.columns)
    assert (one.dtypes == other.dtypes).all()
    pd.testing.assert_index_equal(one.index, other.index)
    for name in one:
        np.testing.assert_array_equal(one[name].isna(), other[name].isna(), err_msg=name)
        there = one[name].notna()
        left, right = one.loc[there, name].to_numpy(), other.loc[there, name].to_numpy()
        if left.dtype == "float64":
            np.testing.assert_array_equal(left.view("int64"), right.view("int64"), err_msg=name)
        else:
            assert (left == right).all(), name


@pytest.fixture(autouse=True)
def _always_parquet(monkeypatch):
    """So that a handful of points shows what an hour of them becomes."""
    monkeypatch.setattr(points, "FEW", 0)


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(points, "FEW", 3)


def there_and_back(frame, table=TRACK):
    back = points.decoded(points.encoded(frame, table), table)
    assert_same_bits(back, frame)
    return back


def test_an_altitude_of_a_watch_is_kept_as_the_count_that_the_file_held():
    # FIT: metres = count / 5 - 500, so 100.2 m is the count 3001.
    data = points.encoded(track(altitude_m=[3000 / 5 - 500, 3001 / 5 - 500]), TRACK)
    column = kept(data).column("altitude_m")
    assert column.to_pylist() == [3000, 3001]
    assert column.type == pa.int32()
    assert note(data, "altitude_m") == {"steps": [["/", 5.0], ["-", 500.0]]}


@pytest.mark.parametrize("steps", points.WAYS, ids=str)
def test_what_was_counted_in_known_steps_is_kept_as_integers(steps):
    counts = np.random.default_rng(7).integers(-(2**30), 2**30, 2000).astype("float64")
    values = counts.copy()
    for operation, number in steps:
        values = {"/": values / number, "*": values * number, "-": values - number}[operation]
    frame = track(speed_m_s=values)
    assert pa.types.is_integer(kept(points.encoded(frame, TRACK)).column("speed_m_s").type)
    there_and_back(frame)


def test_positions_in_semicircles_are_kept_as_semicircles():
    counts = np.array([-(2**31), -1, 0, 1, 571_234_567, 2**31 - 1])
    frame = track(latitude_deg=counts * DEGREES_PER_SEMICIRCLE)
    assert kept(points.encoded(frame, TRACK)).column("latitude_deg").to_pylist() == counts.tolist()
    there_and_back(frame)


def test_positions_of_a_gpx_file_are_kept_as_its_decimals():
    frame = track(latitude_deg=[47.1234567, 47.1234569], altitude_m=[417.3, 417.45])
    back = kept(points.encoded(frame, TRACK))
    assert back.column("latitude_deg").to_pylist() == [471_234_567, 471_234_569]
    assert back.column("altitude_m").to_pylist() == [41_730, 41_745]
    there_and_back(frame)


def test_values_that_no_step_explains_are_kept_as_floats():
    frame = track(grade=[0.1 + 0.2, np.pi, -1 / 3])
    assert kept(points.encoded(frame, TRACK)).column("grade").type == pa.float64()
    there_and_back(frame)


def test_values_of_single_precision_are_kept_in_half_the_room():
    frame = track(power_w=np.array([np.pi, np.e, 1 / 3], dtype="float32").astype("float64"))
    assert kept(points.encoded(frame, TRACK)).column("power_w").type == pa.float32()
    there_and_back(frame)


@pytest.mark.parametrize(
    "values",
    [
        [0.0, -0.0],
        [np.inf, -np.inf, 1.0],
        [1e300, 5e-324, np.finfo("float64").max],
        [2.0**53, 2.0**53 + 2],
        [np.nan, 0.0, np.nan],
        [np.nan, -0.0, np.nan],
        [1.5],
    ],
    ids=str,
)
@pytest.mark.parametrize("few_rows", [0, 3], ids=["parquet", "json"])
def test_odd_floats_come_back_bit_for_bit(monkeypatch, values, few_rows):
    monkeypatch.setattr(points, "FEW", few_rows)
    there_and_back(track(speed_m_s=values))


def test_one_odd_value_at_the_end_of_a_long_run_is_not_rounded_away():
    values = np.arange(5000) / 100
    values[-1] = np.nextafter(values[-1], 1e9)
    there_and_back(track(distance_m=values))


def test_not_recorded_is_null_and_not_zero():
    data = points.encoded(track(heart_rate_bpm=[150.0, np.nan, 0.0]), TRACK)
    assert kept(data).column("heart_rate_bpm").to_pylist() == [150, None, 0]


def test_a_column_with_nothing_in_it_takes_no_room_and_comes_back_empty():
    data = points.encoded(track(length=3), TRACK)
    assert kept(data).column_names == ["time"]
    assert points.decoded(data, TRACK)["grade"].isna().tolist() == [True] * 3


@pytest.mark.parametrize("few_rows", [0, 3], ids=["parquet", "json"])
def test_a_run_without_points_comes_back_without_points(monkeypatch, few_rows):
    monkeypatch.setattr(points, "FEW", few_rows)
    there_and_back(TRACK.empty())
    there_and_back(LAPS.empty(), LAPS)


@pytest.mark.parametrize("few_rows", [0, 3], ids=["parquet", "json"])
def test_a_track_of_which_nothing_is_known_keeps_its_length(monkeypatch, few_rows):
    monkeypatch.setattr(points, "FEW", few_rows)
    there_and_back(TRACK.frame([{}, {}, {}]))


def test_laps_are_few_and_kept_as_text_that_anyone_can_read(few):
    laps = LAPS.frame(
        [
            {"started_at": START, "distance_m": 1000.0, "duration_s": 350.12},
            {"started_at": START + pd.Timedelta("350.12s"), "distance_m": 0.1 + 0.2},
        ]
    )
    assert json.loads(points.encoded(laps, LAPS)) == {
        "rows": 2,
        "columns": {
            "started_at": [1_777_788_000_000_000, 1_777_788_350_120_000],
            "distance_m": [1000.0, 0.30000000000000004],
            "duration_s": [350.12, None],
        },
    }
    there_and_back(laps, LAPS)


def test_three_rows_are_few_and_four_are_not(few):
    assert points.encoded(track(altitude_m=[1.0, 2.0, 3.0]), TRACK).startswith(b"{")
    assert points.encoded(track(altitude_m=[1.0, 2.0, 3.0, 4.0]), TRACK).startswith(b"PAR1")


def test_a_few_rows_that_do_not_conform_are_refused_as_many_are(few):
    with pytest.raises(MissingColumns, match="laps: no column ascent_m"):
        points.encoded(LAPS.frame([{}]).drop(columns="ascent_m"), LAPS)


@pytest.mark.parametrize("tick", ["1s", "1ms", "1us", "7h"])
def test_times_come_back_to_the_microsecond(tick):
    frame = track(length=9)
    frame["time"] = START + pd.to_timedelta(np.arange(9) * pd.Timedelta(tick))
    there_and_back(TRACK.conform(frame))


@pytest.mark.parametrize("few_rows", [0, 3], ids=["parquet", "json"])
def test_times_before_1970_and_missing_ones_come_back(monkeypatch, few_rows):
    monkeypatch.setattr(points, "FEW", few_rows)
    frame = track(length=3)
    frame["time"] = pd.to_datetime(["1969-12-31T23:59:59.999999Z", None, "1901-01-01T00:00:00.000000Z"])
    there_and_back(TRACK.conform(frame))


def some_column(random, length):
    """Counts in a known step, decimals, noise, or nothing, with gaps."""
    kind = random.integers(6)
    if kind == 0:
        return np.full(length, np.nan)
    values = random.integers(-(10**6), 10**6, length).cumsum() / random.choice([1, 5, 100, 1000, 1e7, 3])
    if kind == 1:
        values = random.normal(size=length) * 10.0 ** random.integers(-300, 300)
    if kind == 2:
        values = random.integers(-(2**62), 2**62, length).view("float64")  # any bits at all
        values = np.where(np.isnan(values), 1.0, values)
    return np.where(random.random(length) < random.choice([0, 0.01, 0.9]), np.nan, values)


@pytest.mark.parametrize("seed", range(60))
def test_any_track_comes_back_bit_for_bit(seed):
    random = np.random.default_rng(seed)
    length = int(random.integers(1, 400))
    columns = {c.name: some_column(random, length) for c in TRACK.columns if c.name != "time"}
    frame = track(**columns)
    moments = random.integers(-(10**15), 4 * 10**15, length) // random.choice([1, 1000]) * 1000
    frame["time"] = pd.to_datetime(moments, unit="us", utc=True)
    there_and_back(TRACK.conform(frame))


def test_the_frame_handed_over_is_left_as_it_was():
    frame = track(altitude_m=[100.2, np.nan])
    before = frame.copy(deep=True)
    points.encoded(frame, TRACK)
    pd.testing.assert_frame_equal(frame, before)


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumns, match="track: no column altitude_m"):
        points.encoded(track(length=1).drop(columns="altitude_m"), TRACK)


def test_a_column_that_came_to_the_table_later_is_empty_in_an_older_file():
    data = points.encoded(track(altitude_m=[100.2]), TRACK)
    later = Column("air_pressure_pa", "float64", "Pa", "air pressure")
    wider = dataclasses.replace(TRACK, columns=(*TRACK.columns, later))
    back = points.decoded(data, wider)
    assert back["air_pressure_pa"].isna().all()
    assert back["altitude_m"].tolist() == [100.2]


def test_a_way_that_fits_but_for_one_value_gives_way_to_the_next():
    """Whole numbers but for one half: kept as halves, all of them."""
    values = np.full(1000, 150.0)
    values[3] = 150.5
    data = points.encoded(track(heart_rate_bpm=values), TRACK)
    assert note(data, "heart_rate_bpm") == {"steps": [["/", 2.0]]}
    assert kept(data).column("heart_rate_bpm").to_pylist() == [300] * 3 + [301] + [300] * 996


def test_the_same_points_give_the_same_bytes_whatever_was_kept_before():
    frame = track(altitude_m=[100.2, 100.4], speed_m_s=[2.5, 3.0])
    first = points.encoded(frame, TRACK)
    points.encoded(track(altitude_m=[0.1 + 0.2, np.pi], speed_m_s=[1 / 3, 1e-9]), TRACK)
    assert points.encoded(frame, TRACK) == first


def test_points_that_were_kept_before_the_notes_moved_are_read():
    """Bytes of then: each column's note stands with the column, and the packing is zstd."""
    back = points.decoded(zlib.decompress(base64.b64decode(WRITTEN_EARLIER)), TRACK)
    nan = np.nan
    expected = track(
        latitude_deg=[571_234_567 * DEGREES_PER_SEMICIRCLE, nan, 571_234_570 * DEGREES_PER_SEMICIRCLE],
        altitude_m=[100.2, 100.4, nan],
        heart_rate_bpm=[150.0, 0.0, nan],
        power_w=[float(np.float32(np.pi)), -0.0, float(np.float32(1 / 3))],
        grade=[0.1 + 0.2, nan, -1 / 3],
    )
    expected["time"] = START + pd.to_timedelta([0, 1.5, 3], unit="s")
    assert_same_bits(back, TRACK.conform(expected))


@given(
    st.lists(
        st.one_of(
            st.floats(allow_nan=True, allow_subnormal=True),
            st.integers(-(2**40), 2**40).map(lambda count: count / 1000),
            st.integers(-5000, 20_000).map(lambda count: count / 5 - 500),
            st.sampled_from([-0.0, 0.0, 2.0**31, -(2.0**31) - 1, 2.0**53, 1e308]),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_floats_there_are_come_back_bit_for_bit(values):
    there_and_back(track(speed_m_s=np.array(values)))


def test_an_hour_of_a_watch_takes_a_few_bytes_a_point():
    random = np.random.default_rng(1)
    steps = {"latitude_deg": 9, "longitude_deg": 9, "altitude_m": 1, "heart_rate_bpm": 1}
    walks = {name: random.integers(-most, most + 1, 3600).cumsum() for name, most in steps.items()}
    frame = track(
        latitude_deg=(571_000_000 + walks["latitude_deg"]) * DEGREES_PER_SEMICIRCLE,
        longitude_deg=(99_000_000 + walks["longitude_deg"]) * DEGREES_PER_SEMICIRCLE,
        altitude_m=(3000 + walks["altitude_m"]) / 5 - 500,
        distance_m=random.integers(250, 300, 3600).cumsum() / 100,
        speed_m_s=random.integers(2500, 3000, 3600) / 1000,
        heart_rate_bpm=150.0 + walks["heart_rate_bpm"],
        cadence_spm=random.integers(80, 90, 3600) * 2.0,
    )
    # As floats these seven and the time are 64 bytes a point.
    assert len(points.encoded(frame, TRACK)) < 3600 * 8


@pytest.mark.corpus
def test_points_of_real_watches_come_back_bit_for_bit_and_are_kept_as_counts(corpus):
    """Of all columns of a FIT file only what hiplog computes itself may need floats."""
    whole = []
    small = [path for path in sorted((corpus / "fit").rglob("*.fit")) if path.stat().st_size < 60_000]
    for path in small[:12]:
        try:
            recordings = readers.read(path.read_bytes())
        except IngestError:
            continue
        for recording in recordings:
            there_and_back(recording.track)
            there_and_back(recording.laps, LAPS)
            schema = kept(points.encoded(recording.track, TRACK)).schema
            whole += [pa.types.is_integer(field.type) for field in schema]
    assert len(whole) > 20
    assert sum(whole) / len(whole) > 0.95
