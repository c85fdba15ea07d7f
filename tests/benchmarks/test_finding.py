"""The finder is timed beside the plain reference."""

from benchmarks.finding import OWN, PLAIN, finding


def test_both_ways_are_timed(monkeypatch):
    monkeypatch.setattr("benchmarks.finding.RUNNERS", 1)
    section = finding(rounds=1)
    assert OWN in section.text
    assert PLAIN in section.text
    (promise,) = section.promises
    assert promise.what == "Patterns in 20 factors over a year, CPU"
    assert promise.reached is not None
