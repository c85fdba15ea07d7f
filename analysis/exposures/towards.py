"""What one question asks of the doses: those of its days, towards the side that is sore in them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.exposures import side as sides
from analysis.exposures.daily import FACTORS
from ingest.schema import HARD_SURFACES


def towards(doses: pd.DataFrame, side: str | None, since: date | None = None) -> pd.DataFrame:
    """Columns of FACTORS, in their order, of the days from `since` on, of all without it. [their units]

    `doses` is `daily`. `side` is the sore one; where none is, what goes towards it is left out. Factors of
    which these days hold nothing have no column, nor has hard ground where it is of one kind alone: the two
    would be one.
    """
    shown = doses if since is None else doses.loc[pd.Timestamp(since) :]
    taken = [
        name for name in shown if name in FACTORS or (side and name == sides.of(sides.factor(name), side))
    ]
    frame = shown[taken].rename(columns=sides.factor)
    held = [name for name in FACTORS if name in frame and (frame[name] > 0).any()]
    return frame[held].drop(columns=_twice(frame[held]))


def _twice(frame: pd.DataFrame) -> list[str]:
    kinds = frame.columns.intersection(HARD_SURFACES)
    return ["hard_ground"] if any(frame["hard_ground"].equals(frame[kind]) for kind in kinds) else []
