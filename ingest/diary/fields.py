"""The fields of a diary entry: which hold a score, which a word, which several, and what each may say."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from ingest.schema import DONE, OFF_RUN, PLACES, QUALITIES, SETS_OFF, SIDES, SIGNS, SPOTS, TIMINGS

SCORES = {
    "worst_pain": "worst pain",
    "run_pain": "pain during the run",
    "morning_pain": "pain the next morning",
    "rest_pain": "pain at rest",
    "after_pain": "pain after the run",
    "left_pain": "pain of the left hip",
    "right_pain": "pain of the right hip",
}

WORDS = {"side": SIDES, "place": PLACES}

LISTS: Mapping[str, Collection[str] | None] = {
    "spots": SPOTS,
    "quality": QUALITIES,
    "timing": TIMINGS,
    "signs": SIGNS,
    "sets_off": SETS_OFF,
    "done": DONE,
    "exercises": None,
    "off_run": OFF_RUN,
}
"""Fields that hold several words, and which; None where the words are names that others give."""

PAINFUL = ("side", "place", "spots", "quality", "onset_m")
"""What says where and how it hurts, and so cannot stand beside "no pain"."""

SAYING = (*SCORES, "onset_m", "signs", "sets_off", "timing", "done", "exercises", "off_run", "note")
"""Fields of which any one makes an entry."""

NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What the name of an exercise looks like."""
