"""FIT and GPX files of plain runs, written by hand."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from ingest.recording import Recording, Totals
from ingest.schema import TRACK
from sample_data.fit_writer import encode

SEVEN = datetime(2026, 5, 3, 7, tzinfo=UTC)


def fit_run(start=SEVEN, minutes=30, speed_m_s=3.0, heart_rate=None, sport="running"):
    """A run due north at constant speed, a point every ten seconds: 30 min x 180 m/min = 5,400 m."""
    seconds = range(0, minutes * 60 + 1, 10)
    total_m = minutes * 60 * speed_m_s
    records = [_record(start, second, speed_m_s, heart_rate) for second in seconds]
    end = start + timedelta(minutes=minutes)
    totals = {"total_distance": total_m, "total_timer_time": minutes * 60, "total_elapsed_time": minutes * 60}
    session = {"timestamp": end, "start_time": start, "sport": sport, "sub_sport": "street", **totals}
    return encode(
        [
            ("file_id", {"type": "activity", "manufacturer": "garmin", "time_created": start}),
            ("event", {"timestamp": start, "event": "timer", "event_type": "start"}),
            *records,
            ("event", {"timestamp": end, "event": "timer", "event_type": "stop_all"}),
            ("session", session),
        ]
    )


def _record(start, second, speed_m_s, heart_rate):
    north_deg = second * speed_m_s / 111_195.0
    record = {
        "timestamp": start + timedelta(seconds=second),
        "position_lat": round((48.0 + north_deg) * 2**31 / 180),
        "position_long": round(2.0 * 2**31 / 180),
        "distance": second * speed_m_s,
        "speed": speed_m_s,
    }
    return ("record", record if heart_rate is None else {**record, "heart_rate": heart_rate})


def gpx_run(start=SEVEN, minutes=30, speed_m_s=3.0, kind="running"):
    points = "".join(_point(start, second, speed_m_s) for second in range(0, minutes * 60 + 1, 10))
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="phone" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><type>{kind}</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


def _point(start, second, speed_m_s):
    time = (start + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f'<trkpt lat="{48.0 + second * speed_m_s / 111_195.0:.7f}" lon="2.0"><time>{time}</time></trkpt>'


@pytest.fixture(name="fit_run", scope="session")
def _fit_run():
    return fit_run


@pytest.fixture(name="gpx_run", scope="session")
def _gpx_run():
    return gpx_run


@pytest.fixture(scope="session")
def recording():
    """A Recording by hand: seconds after 07:00 UTC, TRACK columns, spans in seconds, other fields."""

    def build(seconds=(), *, active=(), totals=None, start=SEVEN, **given):
        begun = pd.Timestamp(start)
        track = pd.DataFrame(index=range(len(seconds)), columns=TRACK.names)
        track["time"] = pd.to_datetime([begun + pd.Timedelta(seconds=s) for s in seconds], utc=True)
        for name in [name for name in given if name in TRACK.names]:
            track[name] = given.pop(name)
        spans = tuple((begun + pd.Timedelta(seconds=a), begun + pd.Timedelta(seconds=b)) for a, b in active)
        told = {"format": "fit", "sport": "running", "started_at": begun, **given}
        return Recording(track=TRACK.conform(track), active=spans, totals=Totals(**totals or {}), **told)

    return build
