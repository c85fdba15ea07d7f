"""What the app on the runner's phone writes when the watch lay at home: a GPX file."""

from collections.abc import Iterator
from datetime import UTC

from sample_data.dice import Dice
from sample_data.recorded import Recorded
from sample_data.running import Step

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Phone Run 3.1" xmlns="http://www.topografix.com/GPX/1/1" \
xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
 <metadata><time>{time}</time></metadata>
 <trk>
  <name>{name}</name>
  <type>{type}</type>
  <trkseg>
"""
POINT = """\
   <trkpt lat="{latitude:.6f}" lon="{longitude:.6f}"><ele>{altitude:.1f}</ele><time>{time}</time>\
<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>{heart_rate}</gpxtpx:hr><gpxtpx:cad>{cadence}</gpxtpx:cad>\
</gpxtpx:TrackPointExtension></extensions></trkpt>
"""
TAIL = """\
  </trkseg>
 </trk>
</gpx>
"""
ELEVATION_MEMORY = 0.96  # a phone has no barometer: its elevation wanders by metres within minutes


def gpx(run: Recorded, dice: Dice) -> str:
    """The whole file; every second point, as the app keeps fewer than the watch."""
    trail = run.outing.place.sub_sport == "trail"
    head = HEAD.format(time=_instant(run, 0), name=title(run), type="trail_running" if trail else "running")
    return head + "".join(_points(run, dice)) + TAIL


def title(run: Recorded) -> str:
    """What the app calls the run."""
    part = "Morning" if run.start.hour < 12 else "Evening"
    return f"{part} {'trail run' if run.outing.place.sub_sport == 'trail' else 'run'}"


def _points(run: Recorded, dice: Dice) -> Iterator[str]:
    error_m = float(dice.about(8))
    for step in (*run.steps[:-1:2], run.steps[-1]):
        error_m = error_m * ELEVATION_MEMORY + dice.about(8) / 10
        yield _point(run, step, error_m)


def _point(run: Recorded, step: Step, error_m: float) -> str:
    return POINT.format(
        latitude=step.latitude_deg,
        longitude=step.longitude_deg,
        altitude=step.altitude_m + error_m,
        time=_instant(run, step.elapsed_s),
        heart_rate=step.heart_rate_bpm,
        cadence=int(step.strides_min),
    )


def _instant(run: Recorded, elapsed_s: int) -> str:
    return run.at(elapsed_s).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
