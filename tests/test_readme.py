"""README cannot rot: its commands are run, its words are held against the tables."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.schema import TABLES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.search(r"```console\n(.*?)```", README, re.S)[1].splitlines()
GLOSSARY = re.findall(r"^\| ([^|]+) \| ([^|]*) \| ([^|]+) \|$", README.split("## Words")[1], re.M)[1:]


YEAR = Path("sample_data") / "year"


def checkout(folder, every):
    """The project as it stands, with each so many-th run of the sample year alone."""
    (folder / YEAR / "runs").mkdir(parents=True)
    for path in sorted((ROOT / YEAR / "runs").iterdir())[::every]:
        shutil.copy(path, folder / YEAR / "runs")
    for inside in (Path(), YEAR.parent, YEAR):
        for path in (ROOT / inside).iterdir():
            if not path.name.startswith(".") and not (folder / inside / path.name).exists():
                (folder / inside / path.name).symlink_to(path)
    return folder


def said_by(command, here, folder):
    """Runs a command of README from a checkout, on a store of its own."""
    words = [sys.executable if word == "python" else word for word in command.split()]
    words = [str(folder / "my-log") if word == "my-log" else word for word in words]
    environment = {**os.environ, "HIPLOG_STORE": str(folder / "store")}
    return subprocess.run(words, cwd=here, env=environment, capture_output=True, text=True, timeout=300)


@pytest.fixture(
    scope="module",
    params=[pytest.param(10, id="each tenth run"), pytest.param(1, id="all runs", marks=pytest.mark.slow)],
)
def runs(request, tmp_path_factory):
    """A checkout's runs of the sample year: all of them take a quarter of a minute to come in."""
    return checkout(tmp_path_factory.mktemp("checkout"), request.param) / YEAR / "runs"


@pytest.fixture(scope="module")
def results(runs, tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    return {command: said_by(command, runs.parents[2], folder) for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_does_what_it_says(results, command):
    result = results[command]
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()
    assert result.stderr == ""


def test_the_sample_year_comes_in_whole(results, runs):
    files = list(runs.iterdir())
    assert len(files) > 15
    assert results[COMMANDS[0]].stdout.splitlines()[-1] == f"{len(files)} files: {len(files)} added."


def test_both_make_targets_exist():
    targets = re.findall(r"^    make (\w+)", README, re.M)
    assert targets == ["run", "test"]
    if shutil.which("make") is None:
        pytest.skip("make is not installed here")
    for target in targets:
        asked = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert asked.returncode == 0, asked.stderr


def test_every_column_of_the_glossary_is_a_column():
    columns = {column.name for table in TABLES for column in table.columns}
    named = [name for _, names, _ in GLOSSARY for name in re.findall(r"`(\w+)`", names)]
    assert len(named) >= 10
    assert set(named) <= columns


def test_every_file_that_readme_points_to_is_there():
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


PAGE = re.compile(r"benchmarks/\w+\.md")
SPOKEN_OF_IN = ("*.md", "analysis/**/*.py", "ingest/**/*.py", "dashboard/**/*.py", "benchmarks/**/*.py")


def test_every_page_of_the_benches_that_code_or_papers_cite_is_there():
    """A figure that stands nowhere cannot be checked."""
    places = [path for pattern in SPOKEN_OF_IN for path in ROOT.glob(pattern)]
    cited = {page: path for path in places for page in PAGE.findall(path.read_text(encoding="utf-8"))}
    assert len(cited) >= 5
    assert {page: path.name for page, path in cited.items() if not (ROOT / page).exists()} == {}
