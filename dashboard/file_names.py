"""Names of files as the runner tells them apart: as short as can be, with as much of the way as it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

DEEPEST = 3


def told_apart(names: Iterable[str]) -> dict[str, str]:
    """Each name -> its last part, or more of its end where that is another file's too.

    `export.zip/2019/1.fit` and `export.zip/2020/1.fit` -> `2019/1.fit` and `2020/1.fit`. What even
    DEEPEST parts do not tell apart stands whole.
    """
    waiting, told = dict.fromkeys(names), {}
    for parts in range(1, DEEPEST + 1):
        ends = {name: "/".join(PurePath(name).parts[-parts:]) for name in waiting}
        counts = Counter(ends.values())
        told |= {name: end for name, end in ends.items() if counts[end] == 1}
        waiting = {name: None for name in waiting if name not in told}
    return told | {name: name for name in waiting}
