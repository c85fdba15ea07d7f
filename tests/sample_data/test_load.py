"""The sample year comes in by the ordinary import, with its shoes, surfaces and diary."""

import csv
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.batch.pool import FEWEST
from ingest.schema import Profile
from ingest.store import Store
from sample_data import load as loader

ROOT = Path(__file__).resolve().parents[2]
UNTIL = date(2026, 11, 22)


RUNS = FEWEST - 1
"""So few that no process is started to read them."""


def short(committed):
    """Makes the year's last seven runs only, so that the import is quick."""

    def make(folder, until):
        shutil.copytree(committed, folder, dirs_exist_ok=True)
        for path in sorted((folder / "runs").iterdir())[:-RUNS]:
            path.unlink()
        worn = (folder / "worn.csv").read_text().splitlines()
        (folder / "worn.csv").write_text("\n".join([worn[0], *worn[-RUNS:]]) + "\n")

    return make


@pytest.fixture
def short_year(committed, monkeypatch):
    monkeypatch.setattr(loader, "make", short(committed))


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "log")


@pytest.fixture(scope="module")
def loaded(committed, tmp_path_factory):
    """A log with the short year, and what was told of its progress; not to be written to."""
    store, told = Store(tmp_path_factory.mktemp("loaded") / "log"), []
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(loader, "make", short(committed))
        loader.load(store, UNTIL, lambda done, total: told.append((done, total)))
    return store, told


def test_every_run_entry_and_pair_is_in_the_log(loaded):
    store, _ = loaded
    log = store.load()
    assert len(log.runs) == 7
    assert set(store.files()["status"]) == {"imported"}
    assert sorted(log.shoes["name"]) == ["Badger Trail", "Harrier 3", "Harrier 4"]
    assert log.diary["day"].max().date() == UNTIL


def test_each_run_has_its_shoe_and_what_the_runner_said_of_the_ground(loaded, committed):
    store, _ = loaded
    log = store.load()
    last = log.runs.iloc[-1]
    assert (last["shoe_id"], last["surface"]) == ("badger-trail", "trail")
    assert last["surface_source"] == "sub_sport"
    said = log.runs[log.runs["surface_source"] == "runner"]
    with (committed / "worn.csv").open(newline="") as file:
        words = [row["surface"] for row in list(csv.DictReader(file))[-7:]]
    assert sorted(said["surface"]) == sorted(filter(None, words))
    assert not said.empty


def test_the_shoes_keep_the_distance_that_was_on_them(loaded):
    store, _ = loaded
    shoes = store.load().shoes.set_index("name")
    assert shoes["start_distance_m"].to_dict() == {"Badger Trail": 190_000, "Harrier 3": 0, "Harrier 4": 0}
    assert shoes.index[shoes["first_used"].isna()].tolist() == ["Badger Trail"]


def test_a_second_time_changes_nothing(short_year, loaded, tmp_path):
    store = Store(shutil.copytree(Path(loaded[0].folder), tmp_path / "again"))
    before = store.load()
    loader.load(store, UNTIL)
    after = store.load()
    assert after.runs.equals(before.runs)
    assert after.shoes.equals(before.shoes)
    assert after.diary.equals(before.diary)
    assert after.clearances.equals(before.clearances)


def test_the_flag_of_the_night_in_march_was_cleared_with_a_note_three_days_later(loaded):
    store, _ = loaded
    cleared = store.load().clearances
    assert cleared["day"].dt.date.to_list() == [date(2026, 4, 2)]
    assert cleared["flags"].to_list() == ["2026-03-30:night"]
    assert "Physio" in cleared["note"].iloc[0]


def test_a_flag_that_nobody_has_looked_at_yet_is_not_cleared(short_year, store):
    loader.load(store, date(2026, 4, 1))
    assert store.load().clearances.empty


def test_progress_counts_the_files(loaded):
    _, told = loaded
    assert told == [(done, 7) for done in range(1, 8)]


def test_a_runner_who_said_nothing_gets_the_sample_runners_weight_and_zone(loaded):
    store, _ = loaded
    assert store.profile() == replace(Profile(), body_mass_kg=67.0, zone="America/Denver")


def test_what_is_in_settings_already_stays(short_year, store):
    mine = Profile(body_mass_kg=81.0, zone="Europe/Berlin", distance_unit="mi", week_start="sunday")
    store.save_profile(mine)
    loader.load(store, UNTIL)
    assert store.profile() == mine


def test_the_whole_year_came_in_without_a_complaint(sample_store):
    store = Store(sample_store)
    files, log = store.files(), store.load()
    assert (len(log.runs), set(files["status"])) == (181, {"imported"})
    assert log.runs["masked_values"].sum() == 0
    assert log.runs["day"].max().date() == date(2026, 11, 21)
    assert log.runs["surface"].notna().mean() == 1.0


def test_the_whole_year_measures_as_the_watch_counted(sample_store):
    runs = Store(sample_store).load().runs
    fit = runs[runs["format"] == "fit"]
    assert ((fit["distance_m"] / fit["device_distance_m"] - 1).abs() < 0.01).all()
    assert ((fit["duration_s"] - fit["device_timer_s"]).abs() <= 1).all()
    assert (fit["elapsed_s"] >= fit["duration_s"]).all()


@pytest.mark.slow
def test_the_command_line_loads_it(tmp_path):
    command = [sys.executable, "-m", "sample_data.load", "--store", str(tmp_path / "log")]
    command += ["--until", "2027-02-24"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Store(tmp_path / "log").load().runs["day"].max().date() <= date(2027, 2, 24)


def test_the_weekly_questions_are_answered_on_sundays_until_they_are_due_again(loaded):
    store, _ = loaded
    weekly = store.load().weekly
    answers = {day.date(): said for day, *said in weekly.iloc[:, :5].itertuples(index=False)}
    assert {day.weekday() for day in answers} == {6}
    assert max(answers) == date(2026, 11, 15)
    # The week to Sun 15 Nov was 3 of 10 at worst, that to Sun 8 Nov had five entries only.
    assert answers[date(2026, 11, 15)] == [1, 0, 0, 1]
    assert date(2026, 11, 8) not in answers
