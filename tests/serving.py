"""Servers of the tests: a free port, and waiting until somebody answers there."""

import socket
import time
import urllib.request


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(address):
    """Whether the dashboard says that it is well."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as reply:
            return reply.read() == b"ok"
    except OSError:
        return False


def wait_for(server, address, patience_s):
    """Returns as soon as the dashboard answers; fails where its process ends or patience does."""
    until = time.monotonic() + patience_s
    while not answers(address):
        assert server.poll() is None, "the server ended before it answered"
        assert time.monotonic() < until, f"no answer from {address} within {patience_s} s"
        time.sleep(0.1)
