"""Packs an hour as a FIT file in a few milliseconds, so that ten thousand can be made in a minute.

sample_data.fit_writer writes what there is once in a file; the messages that come by the
thousand are numpy records here.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np

from benchmarks.hour import Hour, paused
from sample_data.fit_writer import FIT_EPOCH, encode

FLAVOURS = ("watch", "dynamics", "interleaved")
"""A plain GPS watch; one with a running-dynamics strap; one that writes more than records."""

HEADER_BYTES, CRC_BYTES = 14, 2
BASE_TYPES = {"u1": 0x02, "i1": 0x01, "<u2": 0x84, "<i4": 0x85, "<u4": 0x86}
SEMICIRCLES_PER_DEGREE = 2**31 / 180
LAP_M = 1000.0
PAUSE_S = 75
TIMER, START, STOP = 0, 0, 4
LAP, DISTANCE, RUNNING = 9, 2, 1
BEATS = 5  # in one HRV message
PACE_S = 2  # an interleaved file repeats itself every two seconds


class Field(NamedTuple):
    """A field of a message: its number, its type in numpy's words, and how many values it holds."""

    number: int
    type: str
    values: int = 1

    @property
    def triple(self) -> bytes:
        """The field as it stands in a definition."""
        return bytes((self.number, np.dtype(self.type).itemsize * self.values, BASE_TYPES[self.type]))


@dataclass(frozen=True)
class Layout:
    """A message as it stands in the file; `local` is the number that its data messages carry."""

    message: int
    local: int
    fields: dict[str, Field]

    @property
    def definition(self) -> bytes:
        head = struct.pack("<BBBHB", 0x40 | self.local, 0, 0, self.message, len(self.fields))
        return head + b"".join(field.triple for field in self.fields.values())

    @property
    def dtype(self) -> np.dtype:
        columns = [(name, f.type, (f.values,) if f.values > 1 else ()) for name, f in self.fields.items()]
        return np.dtype([("header", "u1"), *columns])

    def filled(self, columns: dict[str, np.ndarray]) -> np.ndarray:
        """Data messages with those of `columns` that this layout has."""
        messages = np.zeros(len(columns["timestamp"]), self.dtype)
        messages["header"] = self.local
        for name in self.fields:
            messages[name] = columns[name]
        return messages


TIMED = {"timestamp": Field(253, "<u4")}
PLACED = TIMED | {
    "position_lat": Field(0, "<i4"),
    "position_long": Field(1, "<i4"),
    "distance": Field(5, "<u4"),
    "enhanced_altitude": Field(78, "<u4"),
    "enhanced_speed": Field(73, "<u4"),
    "heart_rate": Field(3, "u1"),
    "cadence": Field(4, "u1"),
    "fractional_cadence": Field(53, "u1"),
    "temperature": Field(13, "i1"),
}
PLAIN = {"altitude": Field(2, "<u2"), "speed": Field(6, "<u2")}
POWER = {"power": Field(7, "<u2"), "accumulated_power": Field(29, "<u4"), "gps_accuracy": Field(31, "u1")}
DYNAMICS = {
    "vertical_oscillation": Field(39, "<u2"),
    "stance_time": Field(41, "<u2"),
    "vertical_ratio": Field(83, "<u2"),
    "stance_time_balance": Field(84, "<u2"),
    "step_length": Field(85, "<u2"),
    "power": Field(7, "<u2"),
}
RECORDS = {
    "watch": Layout(20, 10, PLACED | PLAIN | POWER),
    "dynamics": Layout(20, 10, PLACED | DYNAMICS),
    "interleaved": Layout(20, 10, PLACED),
}
GPS = Layout(
    160,
    11,
    TIMED
    | {
        "timestamp_ms": Field(0, "<u2"),
        "position_lat": Field(1, "<i4"),
        "position_long": Field(2, "<i4"),
        "enhanced_altitude": Field(3, "<u4"),
        "enhanced_speed": Field(4, "<u4"),
        "heading": Field(5, "<u2"),
        "utc_timestamp": Field(6, "<u4"),
    },
)
HRV = Layout(78, 12, {"time": Field(0, "<u2", BEATS)})
EVENT = Layout(21, 13, TIMED | {"event": Field(0, "u1"), "event_type": Field(1, "u1")})
LAPS = Layout(
    19,
    14,
    TIMED
    | {
        "message_index": Field(254, "<u2"),
        "start_time": Field(2, "<u4"),
        "total_elapsed_time": Field(7, "<u4"),
        "total_timer_time": Field(8, "<u4"),
        "total_distance": Field(9, "<u4"),
        "event": Field(0, "u1"),
        "event_type": Field(1, "u1"),
        "avg_heart_rate": Field(15, "u1"),
        "lap_trigger": Field(24, "u1"),
        "sport": Field(25, "u1"),
    },
)


def fit(run: Hour, flavour: str) -> bytes:
    """A whole FIT activity with its laps among the records, and both checksums."""
    if flavour == "interleaved":
        run = paused(run, len(run.elapsed_s) // 2 // PACE_S * PACE_S, PAUSE_S)
    columns = _columns(run)
    blocks, seconds = _blocks(columns, flavour)
    cuts = {int(index) // seconds * seconds: lap for index, lap in _laps(run, columns)}
    if flavour == "interleaved":
        cuts |= {index: cuts.get(index, b"") + event for index, event in _pause(columns)}
    return _framed(_head(run) + _definitions(flavour) + _woven(blocks, seconds, cuts) + _tail(run, flavour))


def _columns(run: Hour) -> dict[str, np.ndarray]:
    """The run's streams as FIT's integers, by the profile's names."""
    timestamp = run.elapsed_s + int((run.start - FIT_EPOCH).total_seconds())
    altitude, speed = np.round((run.altitude_m + 500) * 5), np.round(run.speed_m_s * 1000)
    whole = np.floor(run.cadence_strides_min)
    heading = np.degrees(np.arctan2(np.gradient(run.longitude_deg), np.gradient(run.latitude_deg))) % 360
    return {
        "timestamp": timestamp,
        "position_lat": np.round(run.latitude_deg * SEMICIRCLES_PER_DEGREE),
        "position_long": np.round(run.longitude_deg * SEMICIRCLES_PER_DEGREE),
        "distance": np.round(run.distance_m * 100),
        "altitude": altitude,
        "enhanced_altitude": altitude,
        "speed": speed,
        "enhanced_speed": speed,
        "heart_rate": run.heart_rate_bpm,
        "cadence": whole,
        "fractional_cadence": np.round((run.cadence_strides_min - whole) * 128),
        "temperature": run.temperature_c,
        "power": run.power_w,
        "accumulated_power": np.cumsum(run.power_w),
        "gps_accuracy": 2 + (run.heart_rate_bpm > 150),
        "vertical_oscillation": np.round(run.vertical_oscillation_mm * 10),
        "stance_time": run.stance_time_ms * 10,
        "vertical_ratio": np.round(run.vertical_oscillation_mm / run.step_length_mm * 10_000),
        "stance_time_balance": np.round(run.stance_time_balance_pct * 100),
        "step_length": np.round(run.step_length_mm * 10),
        "timestamp_ms": run.step_length_mm % 1000,
        "heading": np.round(heading * 100),
        "utc_timestamp": timestamp,
    }


def _blocks(columns: dict[str, np.ndarray], flavour: str) -> tuple[np.ndarray, int]:
    """What repeats in a file, one block behind the other, and how many seconds a block holds."""
    records = RECORDS[flavour].filled(columns)
    if flavour != "interleaved":
        return records, 1
    gps = GPS.filled(columns)
    parts = [("record", records[0::2]), ("gps", gps[0::2]), ("record2", records[1::2]), ("gps2", gps[1::2])]
    parts.append(("hrv", _beats(columns["heart_rate"][0::2])))
    blocks = np.zeros(len(records) // PACE_S, [(name, messages.dtype) for name, messages in parts])
    for name, messages in parts:
        blocks[name] = messages
    return blocks, PACE_S


def _beats(heart_rate: np.ndarray) -> np.ndarray:
    messages = np.zeros(len(heart_rate), HRV.dtype)
    messages["header"] = HRV.local
    messages["time"] = np.round(60_000 / heart_rate)[:, None] + np.arange(BEATS) * 3
    return messages


def _laps(run: Hour, columns: dict[str, np.ndarray]):
    """(index of the point, lap message) of each kilometre."""
    ends = np.searchsorted(run.distance_m, np.arange(LAP_M, run.distance_m[-1], LAP_M))
    begins = np.concatenate(([0], ends[:-1])).astype(int)
    length_s = 1000 * (ends - begins)
    laps = {
        "timestamp": columns["timestamp"][ends],
        "message_index": np.arange(len(ends)),
        "start_time": columns["timestamp"][begins],
        "total_elapsed_time": length_s,
        "total_timer_time": length_s,
        "total_distance": columns["distance"][ends] - columns["distance"][begins],
        "event": LAP,
        "event_type": 1,
        "avg_heart_rate": columns["heart_rate"][ends],
        "lap_trigger": DISTANCE,
        "sport": RUNNING,
    }
    return zip(ends, (lap.tobytes() for lap in LAPS.filled(laps)), strict=True)


def _pause(columns: dict[str, np.ndarray]):
    """(index of the point, event messages) of the pause: the timer stopped and started again."""
    index = int(np.argmax(np.diff(columns["timestamp"]))) + 1
    times = columns["timestamp"][[index - 1, index]]
    events = {"timestamp": times, "event": TIMER, "event_type": np.array([STOP, START])}
    return [(index, EVENT.filled(events).tobytes())]


def _woven(blocks: np.ndarray, seconds: int, cuts: dict[int, bytes]) -> bytes:
    """The blocks with the rarer messages between them, each before the point of its index."""
    pieces, begin = [], 0
    for index in sorted(cuts):
        pieces += [blocks[begin : index // seconds].tobytes(), cuts[index]]
        begin = index // seconds
    return b"".join([*pieces, blocks[begin:].tobytes()])


@cache
def _definitions(flavour: str) -> bytes:
    layouts = (RECORDS[flavour], LAPS, *((GPS, HRV, EVENT) if flavour == "interleaved" else ()))
    return b"".join(layout.definition for layout in layouts)


def _head(run: Hour) -> bytes:
    watch = {"manufacturer": "garmin", "garmin_product": "fr935", "serial_number": 3_900_000_001}
    barometer = {"device_type": 4, "source_type": "local"}
    return _bare(
        ("file_id", {"type": "activity", **watch, "time_created": run.start}),
        ("device_info", {"timestamp": run.start, "device_index": 0, **watch}),
        ("device_info", {"timestamp": run.start, "device_index": 1, **barometer}),
        ("event", {"timestamp": run.start, "event": "timer", "event_type": "start"}),
    )


def _tail(run: Hour, flavour: str) -> bytes:
    end, elapsed_s = run.at(-1), int(run.elapsed_s[-1])
    timer_s = elapsed_s - (PAUSE_S if flavour == "interleaved" else 0)
    totals = {"total_elapsed_time": elapsed_s, "total_timer_time": timer_s, "sport": "running"}
    totals |= {"total_distance": float(run.distance_m[-1]), "avg_heart_rate": int(run.heart_rate_bpm.mean())}
    local = {"timestamp": end, "local_timestamp": end, "total_timer_time": timer_s, "num_sessions": 1}
    return _bare(
        ("event", {"timestamp": end, "event": "timer", "event_type": "stop_all"}),
        ("session", {"timestamp": end, "start_time": run.start, "sub_sport": "generic", **totals}),
        ("activity", {**local, "event": "activity", "event_type": "stop"}),
    )


def _bare(*messages: tuple[str, dict]) -> bytes:
    """Messages with neither a file's header nor its checksum."""
    return encode(messages)[HEADER_BYTES:-CRC_BYTES]


def _framed(messages: bytes) -> bytes:
    head = struct.pack("<BBHI4s", HEADER_BYTES, 0x10, 2008, len(messages), b".FIT")
    body = head + struct.pack("<H", crc(head)) + messages
    return body + struct.pack("<H", crc(body))


def crc(data: bytes) -> int:
    """FIT's checksum by halves: what the left half gives is moved on over the length of the right one."""
    size = 1 << max(len(data) - 1, 0).bit_length()
    lanes = np.zeros(size, np.uint16)  # zeros in front change nothing
    lanes[size - len(data) :] = np.frombuffer(data, np.uint8)
    step = _over_a_byte()
    lanes = step[lanes]
    while len(lanes) > 1:
        lanes = step[lanes[0::2]] ^ lanes[1::2]
        step = step[step]
    return int(lanes[0])


@cache
def _over_a_byte() -> np.ndarray:
    """The checksum that follows each of the 65,536 when one byte of zero comes."""
    value = np.arange(2**16, dtype=np.uint16)
    for _ in range(8):
        value = (value >> 1) ^ np.where(value & 1, 0xA001, 0).astype(np.uint16)
    return value
