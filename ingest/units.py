"""Units at the edge. Inside hiplog everything is SI; here is every factor, once."""

METRES_PER_KILOMETRE = 1000.0
METRES_PER_MILE = 1609.344
METRES_PER_FOOT = 0.3048
KILOGRAMS_PER_POUND = 0.45359237
DEGREES_PER_SEMICIRCLE = 180.0 / 2**31

DISTANCE_UNITS = {"km": METRES_PER_KILOMETRE, "mi": METRES_PER_MILE}
HEIGHT_UNITS = {"km": ("m", 1.0), "mi": ("ft", METRES_PER_FOOT)}


def metres_from_miles(distance_mi: float) -> float:
    """Miles as metres."""
    return distance_mi * METRES_PER_MILE


def pounds(kilograms: float) -> float:
    """Kilograms as pounds."""
    return kilograms / KILOGRAMS_PER_POUND


def kilograms_from_pounds(mass_lb: float) -> float:
    """Pounds as kilograms."""
    return mass_lb * KILOGRAMS_PER_POUND


def distance(metres: float, unit: str) -> float:
    """Metres in the runner's unit of distance, ``"km"`` or ``"mi"``."""
    return metres / DISTANCE_UNITS[unit]


def metres(amount: float, unit: str) -> float:
    """A distance in the runner's unit, ``"km"`` or ``"mi"``, as metres."""
    return amount * DISTANCE_UNITS[unit]


def height(metres: float, unit: str) -> float:
    """Metres of climb in metres (``"km"``) or feet (``"mi"``)."""
    return metres / HEIGHT_UNITS[unit][1]


def height_unit(unit: str) -> str:
    """The name of the unit of climb that goes with a unit of distance."""
    return HEIGHT_UNITS[unit][0]


def pace(speed_m_s: float, unit: str) -> float:
    """Speed as pace. [s per km or mi]; infinite when standing still."""
    return DISTANCE_UNITS[unit] / speed_m_s if speed_m_s > 0 else float("inf")
