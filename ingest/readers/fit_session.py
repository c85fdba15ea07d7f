"""What a FIT file says about an activity as a whole: sport, totals, laps, device, runner."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pandas as pd

from ingest.errors import UnreadableFile
from ingest.readers import fit_words
from ingest.readers.fit_fields import Fields
from ingest.readers.fit_track import framed, instant, number, strides
from ingest.readers.masks import LONGEST_RUN, plausible_time
from ingest.readers.steps import STEPS_PER_STRIDE, lap_steps
from ingest.recording import Totals
from ingest.schema import LAPS

Span = tuple[pd.Timestamp, pd.Timestamp]

RPE_STEPS = 10  # the CR10 scale is kept in tenths
CLOCK_SET_FROM = instant(0x10000000)  # 1998: FIT calls smaller numbers seconds since power-on
BAROMETER = 4  # FIT's local device type
QUARTER_S = 900
FARTHEST_ZONE_S = 14 * 3600
APPLE_WATCH = re.compile(r"Watch\d+,\d+")
APPLES = ("Apple ", "iPhone")
LIGHTEST_KG, HEAVIEST_KG = 20.0, 300.0
# FIT's names for the columns of LAPS between the start and the cadence.
LAP_FIELDS = ("total_distance", "total_timer_time", "total_ascent", "total_descent", "avg_heart_rate")
LAP_NAMES = pd.Index(LAPS.names)
WRITES_UTC_AS_LOCAL = "COROS"


def known(fields: Fields, name: str) -> float | None:
    """A field as a number, None where the file does not have it."""
    value = number(fields.get(name))
    return None if pd.isna(value) else value


def sport(session: Fields, profile: Fields) -> tuple[str | None, str | None]:
    """Sport and sub-sport by the session, else by the watch's profile, in the words of the FIT profile."""
    source = session if session.get("sport") is not None else profile
    return (
        fit_words.word(source.get("sport"), fit_words.SPORTS),
        fit_words.word(source.get("sub_sport"), fit_words.SUB_SPORTS),
    )


def start(fields: Fields, name: str = "start_time") -> pd.Timestamp | None:
    """When a session or lap began; None where the file does not tell or the instant cannot be."""
    begun = instant(fields.get(name))
    return begun if plausible_time(begun) else None


def began(session: Fields, first_point: pd.Timestamp | None, file_id: Fields) -> pd.Timestamp:
    """When the activity began: by the session, unless its points are days away; else by the points.

    Raises UnreadableFile where nothing in the file tells.
    """
    told = start(session)
    if first_point is not None and (told is None or abs(told - first_point) > LONGEST_RUN):
        return first_point
    told = told if told is not None else start(file_id, "time_created")
    if told is None:
        raise UnreadableFile("This FIT file does not say when the activity was.")
    return told


def doubts(began: pd.Timestamp) -> tuple[str, ...]:
    """FIT counts seconds since power-on, not since 1989, where the clock was never set."""
    if began >= CLOCK_SET_FROM:
        return ()
    return (f"The watch's clock was not set: the file says {began:%d %B %Y}, which cannot be right.",)


def totals(session: Fields) -> Totals:
    """The device's own count of a session."""
    strides = known(session, "total_strides")
    return Totals(
        distance_m=known(session, "total_distance"),
        timer_s=known(session, "total_timer_time"),
        elapsed_s=known(session, "total_elapsed_time"),
        ascent_m=_with_hundredths(session, "total_ascent", "unknown_199"),
        descent_m=_with_hundredths(session, "total_descent", "unknown_200"),
        steps=None if strides is None else STEPS_PER_STRIDE * strides,
    )


def _with_hundredths(session: Fields, name: str, fraction: str) -> float | None:
    """Whole metres and, in newer files, hundredths in a field that fitparse does not know."""
    whole, part = known(session, name), known(session, fraction)
    return whole if whole is None or part is None else whole + part / 100


def effort(session: Fields) -> tuple[float | None, float | None]:
    """What the runner told the watch afterwards: perceived exertion [0–10] and feel [0–100]."""
    rpe, feel = known(session, "unknown_193"), known(session, "unknown_192")
    return (
        rpe / RPE_STEPS if rpe is not None and rpe <= 100 else None,
        feel if feel is not None and feel <= 100 else None,
    )


def laps(messages: list[Fields], sport: str | None, cadence: np.ndarray) -> pd.DataFrame:
    """A LAPS frame in time order. `cadence` is the points', as the file counts it."""
    begun = [(number(lap["start_time"]), lap) for lap in messages if start(lap) is not None]
    if not begun:
        return LAPS.empty()
    begun.sort(key=lambda pair: pair[0])
    block = np.array([_lap(lap) for _, lap in begun]).T
    frame = framed(np.array([seconds for seconds, _ in begun]), block, LAP_NAMES)
    return frame.assign(avg_cadence_spm=lap_steps(frame["avg_cadence_spm"], sport, cadence))


def _lap(lap: Fields) -> list[float]:
    """The measures of a lap in the order of LAPS, cadence as the file counts it."""
    cadence = "avg_running_cadence" if "avg_running_cadence" in lap else "avg_cadence"
    return [
        *(number(lap.get(name)) for name in LAP_FIELDS),
        strides(lap, cadence, "avg_fractional_cadence"),
    ]


def active_spans(events: list[Fields], last: pd.Timestamp | None) -> tuple[Span, ...]:
    """The spans between the timer's starts and stops; one still open ends at `last`, the last point."""
    spans, begun = [], None
    for event in events:
        if event.get("event") != "timer" or not plausible_time(at := instant(event.get("timestamp"))):
            continue
        kind = str(event.get("event_type"))
        if kind == "start":
            begun = at if begun is None else begun
        elif kind.startswith("stop") and begun is not None:
            spans.append((begun, at))
            begun = None
    if begun is not None and last is not None:
        spans.append((begun, last))
    return _in_order(spans)


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    """No spans at all rather than spans of a clock that runs backwards."""
    ordered = all(begun <= ended for begun, ended in spans)
    apart = all(ended <= begun for (_, ended), (begun, _) in pairwise(spans))
    return tuple(span for span in spans if span[0] < span[1]) if ordered and apart else ()


def utc_offset(activity: Fields, maker: str | None) -> pd.Timedelta | None:
    """Local time minus UTC, to the quarter of an hour; None where the file does not tell."""
    difference = number(activity.get("local_timestamp")) - number(activity.get("timestamp"))
    if pd.isna(difference) or abs(difference) > FARTHEST_ZONE_S:
        return None
    if difference == 0 and maker == WRITES_UTC_AS_LOCAL:
        return None
    return pd.Timedelta(seconds=QUARTER_S * round(difference / QUARTER_S))


def maker(file_id: Fields) -> str | None:
    """The company that made the device."""
    name = fit_words.word(file_id.get("manufacturer"), fit_words.MAKERS)
    return fit_words.MAKER_NAMES.get(name, name.replace("_", " ").title()) if name else None


def device(file_id: Fields, device_infos: list[Fields]) -> str | None:
    """Maker and product, such as ``"Garmin fr935"``; None where the file does not tell."""
    creators = [info for info in device_infos if info.get("device_index") in ("creator", 0)]
    candidates = [file_id, *creators]
    company = next(filter(None, map(maker, candidates)), None)
    product = next(filter(None, map(_product, candidates)), None)
    if company == "Development":  # what apps write that have no number of their own
        return f"Apple {product}" if product and APPLE_WATCH.fullmatch(product) else product
    if company and product and not product.casefold().startswith(company.casefold()):
        return f"{company} {product}"
    return product or company


def _product(fields: Fields) -> str | None:
    """A product's name; a number that nobody has a name for is better left unsaid."""
    name = fields.get("product_name") or fit_words.word(
        fields.get("garmin_product"), fit_words.GARMIN_PRODUCTS
    )
    return str(name) if name and not str(name).isdigit() else None


def barometric(device_infos: list[Fields], device: str | None) -> bool | None:
    """Whether altitude is by a barometer: by the sensors that the watch lists; None where it lists none.

    Apple's is not, for all that its watches have one: Apple writes the altitude of the place, which is
    the same to a few decimetres whenever the runner comes by, as no weather would leave it
    (benchmarks/ELEVATION.md).
    """
    if device is not None and device.startswith(APPLES):
        return False
    local = {info.get("device_type") for info in device_infos if info.get("source_type") == "local"}
    return BAROMETER in local if local - {None} else None


def body_mass(profiles: list[Fields]) -> float | None:
    """The runner's body mass [kg] as set in the watch; None where absent or no adult's nor child's."""
    mass = next((known(profile, "weight") for profile in profiles if known(profile, "weight")), None)
    return mass if mass is not None and LIGHTEST_KG <= mass <= HEAVIEST_KG else None
