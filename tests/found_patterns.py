"""What the finder of patterns gives, made by hand: a row a factor, of every verdict."""

import pandas as pd

NONE = float("nan")
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
    "held_back": "",
    "stable": True,
    "first_half": 0.7,
    "second_half": 1.1,
    "missing": "",
}
LITTLE = {"verdict": "not_enough_data", "n": 0, "effect": NONE, "p": NONE, "q": NONE, "missing": "varies"}


def found(**rows):
    """A frame as the finder makes it: name -> what differs from ROW."""
    return pd.DataFrame.from_dict({name: ROW | more for name, more in rows.items()}, orient="index")


def row(name="descent", **more):
    return next(found(**{name: more}).itertuples())
