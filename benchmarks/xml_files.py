"""Writes an hour as GPX and TCX, laid out as Garmin Connect exports them."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.hour import Hour

GPX_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gpx creator="Garmin Connect" version="1.1"
  xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/11.xsd"
  xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"
  xmlns="http://www.topografix.com/GPX/1/1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <metadata>
    <time>{start}</time>
  </metadata>
  <trk>
    <name>Morning run</name>
    <type>running</type>
    <trkseg>
"""
GPX_POINT = """\
      <trkpt lat="{latitude:.18f}" lon="{longitude:.18f}">
        <ele>{altitude:.12f}</ele>
        <time>{time}</time>
        <extensions>
          <ns3:TrackPointExtension>
            <ns3:atemp>{temperature:.1f}</ns3:atemp>
            <ns3:hr>{heart_rate:.0f}</ns3:hr>
            <ns3:cad>{cadence:.0f}</ns3:cad>
          </ns3:TrackPointExtension>
        </extensions>
      </trkpt>
"""
GPX_TAIL = """    </trkseg>
  </trk>
</gpx>
"""
TCX_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase
  xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"
  xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <Activities>
    <Activity Sport="Running">
      <Id>{start}</Id>
      <Lap StartTime="{start}">
        <TotalTimeSeconds>{seconds:.1f}</TotalTimeSeconds>
        <DistanceMeters>{distance:.2f}</DistanceMeters>
        <Calories>700</Calories>
        <Intensity>Active</Intensity>
        <TriggerMethod>Manual</TriggerMethod>
        <Track>
"""
TCX_POINT = """\
          <Trackpoint>
            <Time>{time}</Time>
            <Position>
              <LatitudeDegrees>{latitude:.16f}</LatitudeDegrees>
              <LongitudeDegrees>{longitude:.16f}</LongitudeDegrees>
            </Position>
            <AltitudeMeters>{altitude:.12f}</AltitudeMeters>
            <DistanceMeters>{distance:.2f}</DistanceMeters>
            <HeartRateBpm>
              <Value>{heart_rate:.0f}</Value>
            </HeartRateBpm>
            <Extensions>
              <ns3:TPX>
                <ns3:Speed>{speed:.14f}</ns3:Speed>
                <ns3:RunCadence>{cadence:.0f}</ns3:RunCadence>
              </ns3:TPX>
            </Extensions>
          </Trackpoint>
"""
TCX_TAIL = """        </Track>
      </Lap>
      <Creator xsi:type="Device_t">
        <Name>Forerunner 935</Name>
        <UnitId>3900000001</UnitId>
        <ProductID>2691</ProductID>
      </Creator>
    </Activity>
  </Activities>
</TrainingCenterDatabase>
"""


def gpx(run: Hour) -> bytes:
    """A GPX 1.1 track with heart rate, cadence and temperature in Garmin's extension."""
    points = "".join(GPX_POINT.format(**point) for point in _points(run))
    return (GPX_HEAD.format(start=_time(run, 0)) + points + GPX_TAIL).encode()


def tcx(run: Hour) -> bytes:
    """A TCX activity of one lap with speed, cadence and power in Garmin's extension."""
    totals = {"seconds": float(run.elapsed_s[-1]), "distance": run.distance_m[-1]}
    points = "".join(TCX_POINT.format(**point) for point in _points(run))
    return (TCX_HEAD.format(start=_time(run, 0), **totals) + points + TCX_TAIL).encode()


def _points(run: Hour):
    streams = {
        "latitude": run.latitude_deg,
        "longitude": run.longitude_deg,
        "altitude": run.altitude_m,
        "distance": run.distance_m,
        "speed": run.speed_m_s,
        "heart_rate": run.heart_rate_bpm,
        "cadence": run.cadence_strides_min,
        "temperature": run.temperature_c,
    }
    for index, values in enumerate(zip(*(stream.tolist() for stream in streams.values()), strict=True)):
        yield {"time": _time(run, index), **dict(zip(streams, values, strict=True))}


def _time(run: Hour, index: int) -> str:
    at = run.start + timedelta(seconds=int(run.elapsed_s[index]))
    return f"{at:%Y-%m-%dT%H:%M:%S}.000Z"
