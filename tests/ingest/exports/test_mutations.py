"""Archives with bytes changed at random: every one ends in members and sentences, none in an accident."""

import json
import random
import time
import zipfile

import pytest

from ingest.errors import IngestError
from ingest.exports import opened
from ingest.exports.zip_directory import END_MARK, FILE_MARK
from ingest.readers import manual

SLOWEST_S = 5  # of CPU
MOST_MEGABYTES = 300
HEADER = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Activity Gear,Filename,Distance\n"
)
ROW = '{n},"Jun {n}, 2024, 6:13:47 AM","A {n}",Run,1900,Ghost,{file},5012.3\n'
FAR = {"distance": 500000.0, "duration": 1900000.0, "startTimeLocal": 1717488827000.0, "name": "A run"}
LIST = [{
    "summarizedActivitiesExport": [
        {"activityId": 100000 + n, "activityType": "running", "beginTimestamp": 1717481627000 + n} | FAR
        for n in range(5)
    ]
}]  # fmt: skip
GEAR = [{
    "gearDTOS": [{"gearPk": 1, "gearTypeName": "Shoes", "displayName": "Ghost", "dateBegin": "2024-01-01"}],
    "gearActivityDTOs": {"1": [{"activityId": 100001}]},
}]  # fmt: skip
WORKOUT = (
    '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" '
    'startDate="2024-06-0{n} 08:13:47 +0200" endDate="2024-06-0{n} 08:43:47 +0200">'
    '<MetadataEntry key="HKTimeZone" value="Europe/Paris"/><WorkoutRoute><FileReference path="/r/{n}.gpx"/>'
    "</WorkoutRoute></Workout>"
)


@pytest.fixture(scope="module")
def unpacked(zipped, fit):
    """The files of small archives of every kind, some of them archives in themselves."""
    rows = "".join(ROW.format(n=n, file=f"activities/{n}.fit" if n % 2 else "") for n in range(1, 7))
    strava = {"activities.csv": (HEADER + rows).encode(), "shoes.csv": b"a,b,c\nGhost,Brooks,Ghost 14\n"}
    strava |= {f"activities/{n}.fit": fit() for n in range(1, 5)}
    part = zipped({f"me_{100000 + n}.fit": fit("activity" if n % 2 else "settings") for n in range(6)})
    garmin = {
        "DI_CONNECT/a_0_summarizedActivities.json": json.dumps(LIST).encode(),
        "DI_CONNECT/a_gear.json": json.dumps(GEAR).encode(),
        "DI_CONNECT/UploadedFiles_0-_Part1.zip": part,
    }
    apple = {"export.xml": ("<HealthData>" + "".join(WORKOUT.format(n=n) for n in range(1, 5))).encode()}
    apple |= {
        f"workout-routes/{n}.gpx": b"<gpx><trkpt><time>2024-06-01T06:13:47Z</time></trkpt></gpx>"
        for n in range(3)
    }
    plain = {"a.fit": fit(), "inner.zip": zipped({"b.fit": fit(), "c.zip": zipped({"d.gpx": b"<gpx/>"})})}
    return strava, garmin, apple, plain


@pytest.fixture(scope="module")
def sound(zipped, unpacked):
    """The same as archives, packed and stored."""
    methods = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return [zipped(files, method) for files in unpacked for method in methods]


def mutated(data, luck, ways=None):
    """One to eight changes; of an archive most of them where it describes itself."""
    ways = ways or (_flip, _flip, _overwrite, _cut, _double, _lie, _lie, _lie)
    data = bytearray(data)
    for _ in range(luck.randint(1, 8)):
        data = luck.choice(ways)(data, luck)
    return bytes(data)


def _flip(data, luck):
    if data:
        data[luck.randrange(len(data))] ^= 1 << luck.randrange(8)
    return data


def _overwrite(data, luck):
    at = luck.randrange(len(data) + 1)
    data[at : at + luck.randint(1, 20)] = luck.choice((b"\0", b"\xff", b"\x7f")) * luck.randint(1, 20)
    return data


def _cut(data, luck):
    return data[: luck.randrange(len(data) + 1)] if luck.random() < 0.2 else data


def _double(data, luck):
    at = luck.randrange(len(data) + 1)
    return data[:at] + data[max(0, at - luck.randrange(300)) :]


def _lie(data, luck):
    """A field of a directory line or of the end, set to a number that somebody might trip over."""
    mark = luck.choice((FILE_MARK, FILE_MARK, END_MARK, b"PK\3\4"))
    places = [at for at in range(len(data)) if data.startswith(mark, at)]
    if places:
        at = luck.choice(places) + luck.randrange(4, 46)
        size = luck.choice((2, 4))
        lie = luck.choice((0, 1, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, luck.randrange(2 * len(data) + 1)))
        data[at : at + size] = (lie & (256**size - 1)).to_bytes(size, "little")
    return data


def outcome(data):
    """What becomes of an archive, in words; anything but an IngestError is an accident."""
    try:
        archive = opened(data, "export.zip")
        members = list(archive.members())
    except IngestError as refusal:
        return str(refusal)
    assert all((member.data is None) == (member.refusal is not None) for member in members)
    assert all(isinstance(member.refusal, IngestError | None) for member in members)
    runs = [member.data for member in members if member.data and manual.recognises(member.data)]
    assert all(manual.read(data) for data in runs)  # what hiplog writes itself it reads again
    return f"{archive.kind} of {len(members)}"


def gone_through(sound, count, seed):
    """Outcomes of `count` mutations, and the longest that one took."""
    luck, outcomes, slowest = random.Random(seed), set(), 0.0
    for number in range(count):
        data = mutated(sound[number % len(sound)], luck)
        began = time.process_time()
        outcomes.add(outcome(data))
        slowest = max(slowest, time.process_time() - began)
    return outcomes, slowest


def test_sound_archives_are_what_they_are(sound):
    assert [outcome(data) for data in sound[::2]] == ["strava of 8", "garmin of 8", "apple of 5", "zip of 3"]
    assert [outcome(data) for data in sound[1::2]] == ["strava of 8", "garmin of 8", "apple of 5", "zip of 3"]


def test_1500_changed_archives_end_in_sentences(sound):
    outcomes, slowest = gone_through(sound, 1500, seed=20260503)
    assert slowest < SLOWEST_S
    assert len(outcomes) > 20  # the changes reach far enough in to matter


def tables_gone_through(unpacked, zipped, count, seed):
    """Outcomes of archives that are sound, with tables in them that are not."""
    luck, outcomes = random.Random(seed), set()
    for number in range(count):
        files = dict(unpacked[number % 3])
        for name in files:
            if not name.endswith((".fit", ".zip")):
                files[name] = mutated(files[name], luck, (_flip, _overwrite, _cut, _double, _digit))
        outcomes.add(outcome(zipped(files, zipfile.ZIP_STORED)))
    return outcomes


def _digit(data, luck):
    """A digit changed, or many more of them."""
    places = [at for at, byte in enumerate(data) if chr(byte).isdigit()]
    if places:
        at = luck.choice(places)
        data[at : at + 1] = luck.choice((b"0", b"9", b"-9", b"9" * 30, b"1e400", b"9" * 5000))
    return data


def test_600_archives_with_changed_tables_end_in_sentences(unpacked, zipped):
    assert len(tables_gone_through(unpacked, zipped, 600, seed=4)) > 10


@pytest.mark.slow
def test_10000_archives_with_changed_tables_end_in_sentences(unpacked, zipped):
    tables_gone_through(unpacked, zipped, 10_000, seed=5)


@pytest.mark.slow
def test_20000_changed_archives_end_in_sentences(sound):
    _, slowest = gone_through(sound, 20_000, seed=3)
    assert slowest < SLOWEST_S


def test_changed_archives_take_little_memory(sound, cost, tmp_path):
    luck = random.Random(7)
    for number in range(60):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(mutated(sound[number % len(sound)], luck))
        megabytes, _, _ = cost(path)
        assert megabytes < MOST_MEGABYTES
