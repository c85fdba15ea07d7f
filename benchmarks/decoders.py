"""The decoders that are compared, each as a function from bytes to a DataFrame of points.

What each returns are its own numbers under the FIT profile's names; the work to make a frame
of them is part of what is timed. Peers that are not installed are left out.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

import numpy as np
import pandas as pd

FIELDS = (
    "timestamp",
    "position_lat",
    "position_long",
    "altitude",
    "distance",
    "speed",
    "heart_rate",
    "cadence",
    "temperature",
    "power",
    "stance_time",
    "vertical_oscillation",
    "step_length",
)
ENHANCED = {"altitude": "enhanced_altitude", "speed": "enhanced_speed"}
XML_FIELDS = ("timestamp", "position_lat", "position_long", "altitude", "heart_rate", "cadence")
FIT_EPOCH = np.datetime64("1989-12-31T00:00:00", "s")
OWN = "hiplog"
WHOLE = "hiplog, whole file"
"""Not the points alone but sport, totals, laps and pauses too, and what cannot be true left out."""


@dataclass(frozen=True)
class Decoder:
    """One way of reading a format. `package` is what it needs beside hiplog, as PyPI calls it."""

    name: str
    format: str
    package: str | None
    frame: Callable[[bytes], pd.DataFrame]

    @property
    def version(self) -> str | None:
        """Of its package; None where that is not installed."""
        try:
            return version(self.package) if self.package else ""
        except PackageNotFoundError:
            return None


def hiplog_fit(data: bytes) -> pd.DataFrame:
    from ingest.readers import fit

    return fit.records(data)


def hiplog_whole_fit(data: bytes) -> pd.DataFrame:
    from ingest.readers import fit

    return fit.read(data)[0].track


def hiplog_gpx(data: bytes) -> pd.DataFrame:
    from ingest.readers import gpx

    return gpx.read(data)[0].track


def hiplog_tcx(data: bytes) -> pd.DataFrame:
    from ingest.readers import tcx

    return tcx.read(data)[0].track


def fitparse(data: bytes) -> pd.DataFrame:
    from fitparse import FitFile

    return _of_dicts(record.get_values() for record in FitFile(io.BytesIO(data)).get_messages("record"))


def fitdecode(data: bytes) -> pd.DataFrame:
    import fitdecode

    with fitdecode.FitReader(io.BytesIO(data)) as frames:
        messages = [frame for frame in frames if isinstance(frame, fitdecode.FitDataMessage)]
    records = (message for message in messages if message.name == "record")
    return _of_dicts({field.name: field.value for field in record.fields} for record in records)


def garmin_fit_sdk(data: bytes) -> pd.DataFrame:
    """With all options off that a table of records does not need: more than twice as fast as with them."""
    from garmin_fit_sdk import Decoder as Sdk
    from garmin_fit_sdk import Stream

    off = ("convert_datetimes_to_dates", "convert_types_to_strings", "expand_sub_fields", "merge_heart_rates")
    stream = Stream.from_byte_array(bytearray(data))
    messages, troubles = Sdk(stream).read(**dict.fromkeys(off, False))
    if troubles:
        raise troubles[0]
    frame = _of_dicts(messages["record_mesgs"])
    seconds = frame["timestamp"].to_numpy().astype("timedelta64[s]")
    return frame.assign(timestamp=FIT_EPOCH + seconds)


def fitfast(data: bytes) -> pd.DataFrame:
    import fitfast

    return _chosen(pd.DataFrame(fitfast.records(data, "record", degrees=False), copy=False))


def gpxpy(data: bytes) -> pd.DataFrame:
    import gpxpy

    tracks = gpxpy.parse(data.decode()).tracks
    points = [point for track in tracks for segment in track.segments for point in segment.points]
    return pd.DataFrame(map(_gpxpy_row, points), columns=XML_FIELDS)


def _gpxpy_row(point) -> tuple:
    told = {part.tag.rpartition("}")[2]: part.text for extension in point.extensions for part in extension}
    sensors = (float(told[name]) if name in told else None for name in ("hr", "cad"))
    return point.time, point.latitude, point.longitude, point.elevation, *sensors


def fastgpx(data: bytes) -> pd.DataFrame:
    """It reads no extensions: neither heart rate nor cadence."""
    import fastgpx

    tracks = fastgpx.parse(data.decode()).tracks
    points = [point for track in tracks for segment in track.segments for point in segment.points]
    rows = ((point.time, point.latitude, point.longitude, point.elevation) for point in points)
    return pd.DataFrame(rows, columns=XML_FIELDS[:4])


def tcxreader(data: bytes) -> pd.DataFrame:
    from tcxreader.tcxreader import TCXReader

    points = TCXReader().read(io.BytesIO(data), only_gps=False).trackpoints
    return pd.DataFrame(map(_tcxreader_row, points), columns=XML_FIELDS)


def _tcxreader_row(point) -> tuple:
    cadence = point.tpx_ext.get("RunCadence")
    return point.time, point.latitude, point.longitude, point.elevation, point.hr_value, cadence


def _of_dicts(records: Iterable[dict]) -> pd.DataFrame:
    return _chosen(pd.DataFrame(list(records)))


def _chosen(frame: pd.DataFrame) -> pd.DataFrame:
    """FIELDS of a frame of records, absent ones as NaN, the enhanced before the plain."""
    chosen = {name: frame.get(name, np.nan) for name in FIELDS}
    for name, enhanced in ENHANCED.items():
        if enhanced in frame:
            chosen[name] = frame[enhanced].fillna(frame[name]) if name in frame else frame[enhanced]
    return pd.DataFrame(chosen, index=frame.index)


DECODERS = (
    Decoder(OWN, "fit", None, hiplog_fit),
    Decoder(WHOLE, "fit", None, hiplog_whole_fit),
    Decoder("fitfast", "fit", "fitfast", fitfast),
    Decoder("garmin-fit-sdk", "fit", "garmin-fit-sdk", garmin_fit_sdk),
    Decoder("fitdecode", "fit", "fitdecode", fitdecode),
    Decoder("fitparse", "fit", "fitparse", fitparse),
    Decoder(OWN, "gpx", None, hiplog_gpx),
    Decoder("fastgpx", "gpx", "fastgpx", fastgpx),
    Decoder("gpxpy", "gpx", "gpxpy", gpxpy),
    Decoder(OWN, "tcx", None, hiplog_tcx),
    Decoder("tcxreader", "tcx", "tcxreader", tcxreader),
)


def present(format: str) -> tuple[Decoder, ...]:
    """The decoders of a format that are installed, hiplog's first."""
    return tuple(d for d in DECODERS if d.format == format and d.version is not None)


def absent(format: str) -> tuple[Decoder, ...]:
    return tuple(d for d in DECODERS if d.format == format and d.version is None)
