"""What the finder of patterns gives, made by hand: a row a factor, of every verdict."""

import pandas as pd

from analysis.exposures.factor import Factor

NONE = float("nan")
FACTORS = {
    "descent_m": Factor("descent_m", "m", "descent", "big-descent day", "one flat long run"),
    "distance_m": Factor("distance_m", "m", "distance", "long day", "one short hilly run"),
    "fast_s": Factor("fast_s", "s", "fast running", "evening of intervals", "a week without fast running"),
    "sitting": Factor("sitting", "", "long sitting", "day of long sitting", "a day of short sitting", True),
}
ROW = {
    "window": "0-3",
    "n": 142,
    "exposed_days": 60,
    "effect": 0.9,
    "effect_low": 0.3,
    "effect_high": 1.5,
    "big_dose": 152.4,
    "p": 0.0021,
    "q": 0.04,
    "verdict": "lead",
    "inseparable_from": "",
    "stable": True,
    "first_half": 0.7,
    "second_half": 1.1,
    "missing": "",
}
LITTLE = {"verdict": "not_enough_data", "n": 0, "effect": NONE, "p": NONE, "q": NONE, "missing": "varies"}


def found(**rows):
    """A frame as the finder makes it: name -> what differs from ROW."""
    return pd.DataFrame.from_dict({name: ROW | more for name, more in rows.items()}, orient="index")


def row(name="descent_m", **more):
    return next(found(**{name: more}).itertuples())
