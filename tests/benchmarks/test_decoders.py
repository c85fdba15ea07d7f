"""The decoders that are compared tell the same of the same file; those that are not installed are named."""

import numpy as np
import pandas as pd
import pytest

from benchmarks import decoders
from benchmarks.decoders import FIELDS, OWN, Decoder, absent, present
from benchmarks.fit_files import FLAVOURS, fit
from benchmarks.hour import hour
from benchmarks.xml_files import gpx

SHORT = 300
SAME = {"distance_m": "distance", "altitude_m": "altitude", "heart_rate_bpm": "heart_rate"}
ROUNDING = {"fitfast": {"speed": 0.0011}}
"""fitfast's speed is 0.001 m/s low at times. [m/s]"""


def numbers(column):
    return column.to_numpy().astype(float)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("peer", [d for d in present("fit") if d.package], ids=lambda d: d.name)
def test_peers_tell_of_a_fit_file_what_fitparse_tells(peer, flavour):
    data = fit(hour(4, SHORT), flavour)
    told, reference = peer.frame(data), decoders.fitparse(data)
    assert list(told.columns) == list(FIELDS)
    for name in FIELDS[1:]:
        margin = ROUNDING.get(peer.name, {}).get(name, 1e-9)
        np.testing.assert_allclose(numbers(told[name]), numbers(reference[name]), rtol=0, atol=margin)


@pytest.mark.parametrize("own", [d for d in present("fit") if not d.package], ids=lambda d: d.name)
def test_hiplog_tells_of_a_fit_file_what_fitparse_tells(own):
    data = fit(hour(4, SHORT), "dynamics")
    told, reference = own.frame(data), decoders.fitparse(data)
    for ours, name in SAME.items():
        np.testing.assert_allclose(numbers(told[ours]), numbers(reference[name]), rtol=0, atol=1e-9)


def test_hiplog_and_gpxpy_tell_the_same_of_a_gpx_file():
    data = gpx(hour(4, SHORT))
    told, reference = decoders.hiplog_gpx(data), decoders.gpxpy(data)
    assert told["latitude_deg"].tolist() == reference["position_lat"].tolist()
    assert told["heart_rate_bpm"].tolist() == reference["heart_rate"].tolist()


def test_what_is_not_installed_is_named_and_left_out(monkeypatch):
    nowhere = Decoder("nowhere", "fit", "no-such-package-as-this", pd.DataFrame)
    monkeypatch.setattr(decoders, "DECODERS", (*decoders.DECODERS, nowhere))
    assert nowhere in absent("fit")
    assert nowhere not in present("fit")
    assert present("fit")[0].name == OWN
