"""Points as Parquet: the file's own integers where they give back every bit, else plain floats.

Watches count: altitude in fifths of a metre from -500, distance in centimetres, positions in
semicircles. A column is kept as such counts, with the steps back to our unit beside it, where these
steps give back exactly the same float64. Reference: PERFORMANCE 5 (a third of the size of floats).
A handful of rows, as laps are, is kept as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import add, mul, sub, truediv

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ingest.columns import columns_of
from ingest.schema import Table
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
    (("/", 100.0), ("/", 1000.0)),  # vertical oscillation in hundredths of milli, by some straps
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
INT32 = np.iinfo("int32")
TICKS_US = (1_000_000, 1_000, 1)  # times in whole seconds, milliseconds or microseconds
FORTH = {"/": truediv, "*": mul, "-": sub}
BACK = {"/": mul, "*": truediv, "-": add}
NOTES = b"hiplog"  # where a file keeps how many points it holds, and by column the way to our unit

FEW = 50
"""Up to so many rows, as laps are, JSON takes half of Parquet's room and a third of its time."""

Column = tuple[pa.Array, dict]
"""What is written, and what must be known to read it."""

Values = np.ndarray | pd.DatetimeIndex


def encoded(frame: pd.DataFrame, table: Table) -> bytes:
    """A conforming TRACK or LAPS as one Parquet file, or as JSON where it is short.

    `decoded` gives back every bit of it: a way is chosen only where its arithmetic has given back the
    whole column. A frame gives the same bytes whatever was kept before it.
    """
    frame = table.conform(frame)
    if len(frame) <= FEW:
        return _json(frame, table)
    moment = table.names[0]
    columns = {moment: _instants(frame[moment])}
    with np.errstate(over="ignore"):  # a count beyond all numbers is a way that does not fit
        for name, values in columns_of(frame, table).items():
            columns[name] = _numbers(values)
    return _parquet({name: column for name, column in columns.items() if column}, len(frame))


def decoded(data: bytes, table: Table) -> pd.DataFrame:
    """The frame, conforming to `table`; columns that are not kept are empty."""
    rows, kept = _from_json(data, table) if data.startswith(b"{") else _from_parquet(data)
    columns = {name: kept.get(name, np.full(rows, np.nan)) for name in table.names}
    return table.conform(pd.DataFrame(columns, index=pd.RangeIndex(rows)))


def numbers(data: bytes, table: Table, names: Sequence[str]) -> tuple[np.ndarray, ...]:
    """Some of the frame's columns of numbers, as `decoded` gives them in four times the time."""
    if data.startswith(b"{"):
        frame = decoded(data, table)
        return tuple(frame[name].to_numpy() for name in names)
    file = pq.ParquetFile(pa.BufferReader(data))
    rows, notes = _notes(file)
    there = [name for name in names if name in notes]
    kept = file.read(columns=there, use_threads=False)
    read = {name: _values(kept.column(name), notes[name]) for name in there}
    return tuple(read.get(name, np.full(rows, np.nan)) for name in names)


def _from_parquet(data: bytes) -> tuple[int, dict[str, Values]]:
    file = pq.ParquetFile(pa.BufferReader(data))
    rows, notes = _notes(file)
    kept = file.read(use_threads=False)
    return rows, {name: _values(kept.column(name), note) for name, note in notes.items()}


def _json(frame: pd.DataFrame, table: Table) -> bytes:
    """Instants in microseconds, numbers with all the digits that they need."""
    moment, *numbers = table.names
    absent = frame[moment].isna().to_numpy()
    moments_us = frame[moment].to_numpy(dtype="datetime64[us]").view("int64")
    columns = {moment: np.where(absent, None, moments_us).tolist()}
    for name in numbers:
        columns[name] = [None if value != value else value for value in frame[name].tolist()]
    said = {name: values for name, values in columns.items() if values.count(None) < len(values)}
    return json.dumps({"rows": len(frame), "columns": said}, separators=(",", ":")).encode()


def _from_json(data: bytes, table: Table) -> tuple[int, dict[str, Values]]:
    kept = json.loads(data)
    columns = {name: np.array(values, dtype="float64") for name, values in kept["columns"].items()}
    moment = table.names[0]
    if moment in columns:
        columns[moment] = pd.DatetimeIndex(np.array(kept["columns"][moment], "datetime64[us]"), tz="UTC")
    return kept["rows"], columns


def _notes(file: pq.ParquetFile) -> tuple[int, dict[str, dict]]:
    """How many points, and the note of each column; earlier files keep it with the column itself."""
    kept = file.metadata.metadata
    if NOTES in kept:
        notes = json.loads(kept[NOTES])
        return notes["rows"], notes["columns"]
    return int(kept[b"rows"]), {field.name: json.loads(field.metadata[NOTES]) for field in file.schema_arrow}


def _instants(instants: pd.Series) -> Column | None:
    moments_us = instants.to_numpy(dtype="datetime64[us]")
    absent = np.isnat(moments_us)
    moments_us = moments_us[~absent].view("int64")
    if not moments_us.size:
        return None
    tick_us = next(tick for tick in TICKS_US if not (moments_us % tick).any())
    return _array(moments_us // tick_us, absent), {"tick_us": tick_us}


def _numbers(values: np.ndarray) -> Column | None:
    """Whole numbers and the way back from them where there is one, else floats; None where all is NaN."""
    absent = np.isnan(values)
    present = values[~absent] if absent.any() else values
    if not present.size:
        return None
    one = float(present[present.size // 2])
    for steps in WAYS:
        counts = _counts(present, steps) if _fits(one, steps) else None
        if counts is not None:
            return _array(counts, absent), {"steps": steps}
    return _array(_narrow_floats(present), absent), {}


def _fits(value: float, steps: Steps) -> bool:
    """Whether the steps lead to this value: turns most ways down before the whole column is tried."""
    count = _back(value, steps)
    return abs(count) < EXACT and _along(float(round(count)), steps) == value


def _counts(values: np.ndarray, steps: Steps) -> np.ndarray | None:
    """The whole numbers from which the steps lead to exactly these values; None where none do."""
    counts = np.rint(_back(values, steps))
    counts += 0.0  # as integers they know no negative zero
    lowest, highest = counts.min(), counts.max()
    if not (lowest > -EXACT and highest < EXACT):
        return None
    if not (_along(counts, steps).view("int64") == values.view("int64")).all():
        return None
    return counts.astype(np.int32 if lowest >= INT32.min and highest <= INT32.max else np.int64)


def _back(values: float | np.ndarray, steps: Steps) -> float | np.ndarray:
    """From values to counts, not yet whole."""
    for operation, number in reversed(steps):
        values = BACK[operation](values, number)
    return values


def _along(counts: float | np.ndarray, steps: Sequence) -> float | np.ndarray:
    """What counts mean."""
    for operation, number in steps:
        counts = FORTH[operation](counts, number)
    return counts


def _narrow_floats(values: np.ndarray) -> np.ndarray:
    single = values.astype("float32")
    lossless = (single.astype("float64").view("int64") == values.view("int64")).all()
    return single if lossless else values


def _array(present: np.ndarray, absent: np.ndarray) -> pa.Array:
    if present.size == absent.size:
        return pa.array(present)
    values = np.zeros(absent.size, dtype=present.dtype)
    values[~absent] = present
    return pa.array(values, mask=absent)


def _parquet(columns: dict[str, Column], rows: int) -> bytes:
    arrays = {name: array for name, (array, _) in columns.items()}
    fields = [pa.field(name, array.type, nullable=array.null_count > 0) for name, array in arrays.items()]
    table = pa.Table.from_arrays(list(arrays.values()), schema=pa.schema(fields))
    notes = {"rows": rows, "columns": {name: note for name, (_, note) in columns.items()}}
    out = pa.BufferOutputStream()
    with pq.ParquetWriter(
        out,
        table.schema,
        compression={field.name: _compression(field.type) for field in fields},
        use_dictionary=False,
        write_statistics=False,
        store_schema=False,  # a kilobyte that says nothing beyond the notes
        column_encoding={field.name: _encoding(field.type) for field in fields},
    ) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata({NOTES.decode(): json.dumps(notes, separators=(",", ":"))})
    return out.getvalue().to_pybytes()


def _compression(kind: pa.DataType) -> str:
    """Of counts, packed already, zstd would leave 4 % less in the time of all else; of floats, half."""
    return "zstd" if pa.types.is_floating(kind) else "lz4"


def _encoding(kind: pa.DataType) -> str:
    return "BYTE_STREAM_SPLIT" if pa.types.is_floating(kind) else "DELTA_BINARY_PACKED"


def _values(kept: pa.ChunkedArray, note: dict) -> Values:
    if "tick_us" not in note:
        return _along(kept.to_numpy().astype("float64"), note.get("steps", ()))
    moments_us = (kept.fill_null(0).to_numpy() * note["tick_us"]).view("datetime64[us]")
    moments_us[kept.is_null().to_numpy()] = np.datetime64("NaT")
    return pd.DatetimeIndex(moments_us, tz="UTC")
