"""Points as Parquet: the file's own integers where they give back every bit, else plain floats.

Watches count: altitude in fifths of a metre from -500, distance in centimetres, positions in
semicircles. A column is kept as such counts, with the steps back to our unit beside it, where these
steps give back exactly the same float64. Reference: PERFORMANCE 5 (a third of the size of floats).
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.schema import INSTANT, NUMBER, Table
from ingest.units import DEGREES_PER_SEMICIRCLE

Step = tuple[str, float]  # ("/", 5.0): divide by five
Steps = tuple[Step, ...]

# From count to value, in the order of the arithmetic; tried in turn, the smallest counts first.
WAYS: tuple[Steps, ...] = (
    (),
    (("*", 2.0),),  # cadence of one foot
    (("/", 2.0),),
    (("/", 5.0), ("-", 500.0)),  # FIT altitude
    (("/", 10.0),),
    (("/", 100.0),),  # FIT distance
    (("/", 128.0), ("*", 2.0)),  # cadence with FIT's fractional cadence
    (("/", 1000.0),),  # FIT speed
    (("/", 10.0), ("/", 1000.0)),  # FIT stance time, step length: tenths of milli
    (("/", 10.0), ("*", 0.001)),
    (("/", 1e4),),
    (("/", 1e5),),
    (("/", 1e6),),
    (("*", DEGREES_PER_SEMICIRCLE),),  # FIT position
    (("*", 180.0), ("/", 2.0**31)),
    (("/", 1e7),),
    (("/", 1e8),),
    (("/", 1e9),),
)
EXACT = 2.0**53  # counts up to here are exact in float64
TICKS_US = (1_000_000, 1_000, 1)  # times in whole seconds, milliseconds or microseconds
SAMPLE = 32  # values that turn most ways down before the whole column is tried


def encoded(frame: pd.DataFrame, table: Table) -> bytes:
    """A conforming frame as one Parquet file; `decoded` gives back every bit of it."""
    frame = table.conform(frame)
    for ways in (WAYS, ()):
        data = _parquet(_columns(frame, table, ways), len(frame))
        if identical(decoded(data, table), frame):
            return data
    raise AssertionError(f"{table.name}: the points would not come back as they were")


def _columns(frame: pd.DataFrame, table: Table, ways: Sequence[Steps]) -> list[tuple[pa.Field, pa.Array]]:
    """The columns that hold anything, each as narrow as it goes."""
    kept = [column for column in table.columns if frame[column.name].notna().any()]
    return [_instants(frame[c.name]) if c.dtype == INSTANT else _numbers(frame[c.name], ways) for c in kept]


def decoded(data: bytes, table: Table) -> pd.DataFrame:
    """The frame, conforming to `table`; columns that the file lacks are empty."""
    kept = pq.read_table(pa.BufferReader(data))
    rows = int(kept.schema.metadata[b"rows"])
    columns = {c.name: _column(kept, c.name, c.dtype, rows) for c in table.columns}
    return pd.DataFrame(columns, index=pd.RangeIndex(rows))


def identical(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two frames of one Table agree in every bit; one NaN is as good as another."""
    return len(one) == len(other) and all(np.array_equal(_bits(one[n]), _bits(other[n])) for n in one)


def _bits(series: pd.Series) -> np.ndarray:
    if series.dtype != NUMBER:
        return _microseconds(series)
    return np.where(series.isna(), np.nan, series).view("int64")


def _microseconds(instants: pd.Series) -> np.ndarray:
    return instants.dt.tz_convert(None).to_numpy("datetime64[us]").view("int64")


def _instants(series: pd.Series) -> tuple[pa.Field, pa.Array]:
    absent = series.isna().to_numpy()
    moments = np.where(absent, 0, _microseconds(series))
    tick = next(tick for tick in TICKS_US if not (moments % tick).any())
    return _field(series.name, pa.array(moments // tick, mask=absent), {"tick_us": tick})


def _numbers(series: pd.Series, ways: Sequence[Steps]) -> tuple[pa.Field, pa.Array]:
    values = series.to_numpy()
    absent = np.isnan(values)
    steps = _way(values[~absent], ways)
    if steps is None:
        return _field(series.name, _floats(values, absent), {})
    counts = np.where(absent, 0.0, _undone(values, steps)).astype("int64")
    return _field(series.name, pa.array(_narrow(counts), mask=absent), {"steps": steps})


def _way(values: np.ndarray, ways: Sequence[Steps]) -> Steps | None:
    """The first way back from counts to exactly these values."""
    likely = (way for way in ways if _fits(values[:SAMPLE], way))
    return next((way for way in likely if _fits(values, way)), None)


def _fits(values: np.ndarray, steps: Steps) -> bool:
    with np.errstate(over="ignore", invalid="ignore"):
        counts = _undone(values, steps) + 0.0  # as integers they know no negative zero
        return bool((np.abs(counts) < EXACT).all()) and np.array_equal(
            _done(counts, steps).view("int64"), values.view("int64")
        )


def _undone(values: np.ndarray, steps: Steps) -> np.ndarray:
    for operation, number in reversed(steps):
        values = {"/": np.multiply, "*": np.divide, "-": np.add}[operation](values, number)
    return np.rint(values)


def _done(counts: np.ndarray, steps: Sequence) -> np.ndarray:
    values = counts
    for operation, number in steps:
        values = {"/": np.divide, "*": np.multiply, "-": np.subtract}[operation](values, number)
    return values


def _narrow(counts: np.ndarray) -> np.ndarray:
    small = np.iinfo("int32")
    fits = counts.min() >= small.min and counts.max() <= small.max
    return counts.astype("int32") if fits else counts


def _floats(values: np.ndarray, absent: np.ndarray) -> pa.Array:
    with np.errstate(over="ignore"):
        single = values.astype("float32")
    lossless = np.array_equal(single[~absent].astype("float64").view("int64"), values[~absent].view("int64"))
    return pa.array(single if lossless else values, mask=absent)


def _field(name: str, array: pa.Array, note: dict) -> tuple[pa.Field, pa.Array]:
    return pa.field(name, array.type, metadata={"hiplog": json.dumps(note)}), array


def _parquet(columns: list[tuple[pa.Field, pa.Array]], rows: int) -> bytes:
    fields = [column for column, _ in columns]
    table = pa.Table.from_arrays(
        [array for _, array in columns], schema=pa.schema(fields, {"rows": str(rows)})
    )
    out = io.BytesIO()
    pq.write_table(
        table,
        out,
        compression="zstd",
        use_dictionary=False,
        write_statistics=False,
        column_encoding={f.name: _encoding(f.type) for f in fields},
    )
    return out.getvalue()


def _encoding(kind: pa.DataType) -> str:
    return "BYTE_STREAM_SPLIT" if pa.types.is_floating(kind) else "DELTA_BINARY_PACKED"


def _column(kept: pa.Table, name: str, dtype: str, rows: int) -> pd.Series:
    if name not in kept.column_names:
        return pd.Series(None, index=pd.RangeIndex(rows), dtype=dtype)
    note = json.loads(kept.schema.field(name).metadata[b"hiplog"])
    array = kept.column(name)
    absent = array.is_null().to_numpy()
    if dtype == INSTANT:
        return _moments(array.fill_null(0).to_numpy() * note["tick_us"], absent)
    values = array.fill_null(0).to_numpy().astype("float64")
    return pd.Series(np.where(absent, np.nan, _done(values, note.get("steps", ()))))


def _moments(moments_us: np.ndarray, absent: np.ndarray) -> pd.Series:
    moments = moments_us.astype("int64").view("datetime64[us]")
    return pd.Series(np.where(absent, np.datetime64("NaT", "us"), moments)).dt.tz_localize("UTC")
