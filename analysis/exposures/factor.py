"""What one column of the exposures is, in the runner's words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Factor:
    """A dose that a day may hold, a column of the exposures. More of it is what is asked about.

    `plain` stands in "On days after more {plain}, your pain tended to be higher"; `big` in "for a {big}";
    `little` is what to try to tell it apart or to test it ("one flat run of your usual
    length"). `unit` is the column's own.
    `answers_pain`: it may be done, or change, because the hip hurts already, so that the day itself says
    nothing of what came before the pain: only earlier days count. So it is with form and exercises, and with
    where and in what one runs: who is sore takes softer ground, the short familiar loop, a new pair or the
    other side of the road.
    """

    name: str
    unit: str
    plain: str
    big: str
    little: str
    answers_pain: bool = False
