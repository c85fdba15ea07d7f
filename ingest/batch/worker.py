"""A process that reads files for another one: tasks come in, answers go out, until the other one is gone."""

from __future__ import annotations

import faulthandler
import os
import pickle
import queue
import signal
import sys
import threading
from typing import BinaryIO

LONGEST_S = 180.0
"""Longer than anybody waits for one file. [s]"""


def main() -> None:
    """Reads one task after the other, and says first that it is ready.

    What comes in first is where to find modules, then who reads, and in what context.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the other process, which ends this one
    inbox, outbox = sys.stdin.buffer, _outbox()
    sys.path[:] = pickle.load(inbox)
    reader, context = pickle.load(inbox)
    tasks: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(inbox, tasks), daemon=True).start()
    _say(True, outbox)
    while True:
        task = tasks.get()
        # Ends this process from outside of Python, even where a file has it stuck in foreign code.
        faulthandler.dump_traceback_later(LONGEST_S, exit=True)
        answer = reader(task, context)
        faulthandler.cancel_dump_traceback_later()
        _say(answer, outbox)


def _say(message: object, outbox: BinaryIO) -> None:
    try:
        pickle.dump(message, outbox, pickle.HIGHEST_PROTOCOL)
        outbox.flush()
    except BrokenPipeError:  # nobody listens any more
        os._exit(0)


def _outbox() -> BinaryIO:
    """Standard output for answers alone: whatever prints, prints to standard error."""
    outbox = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return outbox


def _receive(inbox: BinaryIO, tasks: queue.SimpleQueue) -> None:
    """Empties the pipe as it fills, so that whoever gives never waits for who reads."""
    try:
        while True:
            tasks.put(pickle.load(inbox))
    except (EOFError, OSError, pickle.UnpicklingError):
        os._exit(0)


if __name__ == "__main__":
    main()
