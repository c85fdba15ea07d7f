"""Runs that are still to be worked out are counted on the pages that lack them."""

from ingest.ground import settle_all


def test_runs_that_wait_are_counted_until_they_are_worked_out(visit, small_store, everything_said):
    assert "10 runs still to be worked out" in everything_said(visit("terrain", small_store))
    settle_all(small_store)
    assert "still to be worked out" not in everything_said(visit("terrain", small_store))
