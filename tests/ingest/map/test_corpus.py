"""Runs laid along the ways of a real extract: nine classified metres in ten are right."""

import numpy as np
import pytest

from benchmarks import walks
from ingest.ground.way import way
from ingest.map import extract, index, match

pytestmark = pytest.mark.corpus


def test_runs_with_the_noise_of_gps_are_told_right_in_a_real_town(corpus, tmp_path):
    ways = extract.read(corpus / "osm" / "dusseldorf_universitatstunnel__valhalla.osm.pbf")
    index.build(ways, tmp_path, {})
    made, dice = index.opened(tmp_path), np.random.default_rng(8)
    graph, right, classified, known = walks.Graph(made), 0, 0, 0
    for lasting_s in (0.0, 30.0) * 2:
        walk = walks.walked(graph, 6000.0, dice)
        laid = way(walks.recorded(made, walk, 5.0, lasting_s, dice))
        true = match.codes_of(made, walks.truth(walk, laid["distance_m"].to_numpy()), False)
        told = match.laid(made, laid).code[true >= 0]
        right += int((told == true[true >= 0]).sum())
        classified, known = classified + int((~np.isnan(told)).sum()), known + len(told)
    assert right >= 0.9 * classified
    assert classified >= 0.85 * known
