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


def said_by(command, folder):
    """Runs a command of README from the checkout, on a store of its own."""
    words = [sys.executable if word == "python" else word for word in command.split()]
    words = [str(folder / "my-log") if word == "my-log" else word for word in words]
    environment = {**os.environ, "HIPLOG_STORE": str(folder / "store")}
    return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("readme")
    return {command: said_by(command, folder) for command in COMMANDS}


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_does_what_it_says(results, command):
    result = results[command]
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()
    assert result.stderr == ""


def test_the_sample_year_comes_in_whole(results):
    files = list((ROOT / "sample_data" / "year" / "runs").iterdir())
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
