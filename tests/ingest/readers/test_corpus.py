"""Real files: the same values as an independent decoder finds, and no exception but ours."""

from contextlib import suppress

import fitdecode
import numpy as np
import pytest

from ingest import readers
from ingest.errors import IngestError
from ingest.schema import TRACK

pytestmark = pytest.mark.corpus

# Our column: fitdecode's names, first that holds something, and the factor into our unit.
COLUMNS = {
    "latitude_deg": (("position_lat",), 180 / 2**31),
    "longitude_deg": (("position_long",), 180 / 2**31),
    "altitude_m": (("enhanced_altitude", "altitude"), 1),
    "distance_m": (("distance",), 1),
    "speed_m_s": (("enhanced_speed", "speed"), 1),
    "heart_rate_bpm": (("heart_rate",), 1),
    "temperature_c": (("temperature",), 1),
    "stance_time_s": (("stance_time",), 1 / 1000),
    "vertical_oscillation_m": (("vertical_oscillation",), 1 / 1000),
    "step_length_m": (("step_length",), 1 / 1000),
}
RUNS = (
    "elevate__20171011_run_2088390344.fit",
    "elevate__bloemendaal.fit",
    "elevate__trosku.fit",
    "firefly__fit_format_test_File.FIT",
    "fitparse__2013-02-06-12-11-14.fit",
    "fitparse__activity-small-fenix2-run.fit",
    "fitparse__garmin-fenix-5-run.fit",
    "geoplayground__2022-05-29-15-53-35_Laufen_Landal_Park.fit",
    "monkeysui__23435538466.fit",
    "runpandas__run.fit",
    "tormoder__0137001239.fit",
)


def first(frame, names):
    """The first native value of these names that is not null."""
    fields = [field for field in frame.fields if not isinstance(field.field, fitdecode.types.DevField)]
    return next((f.value for name in names for f in fields if f.name == name and f.value is not None), np.nan)


def decoded(path):
    """The record messages by fitdecode."""
    with fitdecode.FitReader(path) as reader:
        return [f for f in reader if isinstance(f, fitdecode.FitDataMessage) and f.name == "record"]


@pytest.mark.parametrize("name", RUNS)
def test_a_run_has_the_values_that_fitdecode_finds(corpus, name):
    path = corpus / "fit" / name
    if not path.exists():
        pytest.skip(f"{name} is not in the corpus")
    (recording,) = readers.read(path.read_bytes())
    frames = decoded(path)
    assert recording.track["time"].tolist() == [frame.get_value("timestamp") for frame in frames]
    for column, (names, factor) in COLUMNS.items():
        theirs = np.array([first(frame, names) for frame in frames], dtype=float) * factor
        ours = recording.track[column].to_numpy()
        both = ~np.isnan(ours) & ~np.isnan(theirs)
        np.testing.assert_allclose(ours[both], theirs[both], rtol=0, atol=1e-9, err_msg=column)
        zeros = (
            int((theirs == 0).sum()) if column.split("_")[0] in ("heart", "stance", "vertical", "step") else 0
        )
        assert (np.isnan(ours) & ~np.isnan(theirs)).sum() <= recording.masked.get(column, 0) + zeros, column


def test_a_watch_that_tells_effort_gives_it_in_our_scales(corpus):
    path = corpus / "fit" / "monkeysui__23435538466.fit"
    if not path.exists():
        pytest.skip("this run is not in the corpus")
    (recording,) = readers.read(path.read_bytes())
    with fitdecode.FitReader(path) as reader:
        session = next(f for f in reader if isinstance(f, fitdecode.FitDataMessage) and f.name == "session")
    told = {field.def_num: field.raw_value for field in session.fields}
    assert (recording.rpe, recording.feel) == (told[193] / 10, float(told[192]))


@pytest.mark.parametrize("folder", ["odd", "gpx"])
def test_odd_real_files_give_recordings_or_one_sentence(corpus, folder):
    for path in sorted((corpus / folder).iterdir()):
        if path.stat().st_size > 300_000:
            continue
        try:
            recordings = readers.read(path.read_bytes())
        except IngestError as refusal:
            sentence = str(refusal)
        else:
            sentence = "Read."
            for recording in recordings:
                assert recording.started_at is not None
                assert recording.track["time"].is_monotonic_increasing
                assert recording.track.dtypes.astype(str).to_dict() == TRACK.dtypes
        assert sentence.endswith("."), path.name
        assert "\n" not in sentence, path.name


def test_misaligned_and_unclosed_real_files_keep_their_points(corpus):
    expected = {
        # points as fitdecode counts them (MANIFEST.tsv; it overruns the end of the second one)
        "fitparse__coros-pace-2-cycling-misaligned-fields.fit": 11272,
        "fitparse__ELEMNT_ROAM_Unterminated.fit": 7225,
        "fitparse__nick.fit": 14391,
        "fitparse__activity-unexpected-eof.fit": 14,
    }
    found = {n: corpus / "odd" / n for n in expected if (corpus / "odd" / n).exists()}
    if not found:
        pytest.skip("none of these files is in the corpus")
    for name, path in found.items():
        (recording,) = readers.read(path.read_bytes())
        assert len(recording.track) == expected[name], name


@pytest.mark.slow
def test_no_real_file_brings_out_an_exception_that_is_not_ours(corpus):
    read, files = 0, [p for p in corpus.rglob("*") if p.suffix.lower() in (".fit", ".gpx", ".gz")]
    for path in files:
        with suppress(IngestError):
            read += len(readers.read(path.read_bytes()))
    assert read > len(files) / 2
