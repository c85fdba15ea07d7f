"""`python -m dashboard`: the findings in the terminal, and the server with the right settings."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from dashboard.__main__ import main
from ingest.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_findings_are_printed_with_why_and_how_sure(small_store, capsys):
    assert main(["review", "--store", small_store.where, "--today", "2026-11-22"]) == 0
    printed = capsys.readouterr().out
    # Yesterday's 12 km against 8 km before: 50 % more.
    assert "watch  2026-11-21" in printed
    assert "50 %" in printed
    assert "(moderate: " in printed


def test_as_json_a_finding_has_all_its_fields(small_store, capsys):
    assert main(["review", "--store", small_store.where, "--today", "2026-11-22", "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)
    spike = next(finding for finding in findings if finding["rule"] == "mileage.session_spike")
    assert spike["severity"] == "watch"
    assert spike["day"] == "2026-11-21"
    assert spike["measured"] == pytest.approx(0.5)
    assert spike["limit"] == pytest.approx(0.1)
    assert spike["subject"] == "run-1"
    assert set(spike["evidence"]) == {"strength", "reference", "said"}
    assert set(spike) == {
        "rule", "severity", "day", "headline", "measured", "limit", "unit", "why", "evidence", "subject",
        "suggested",
    }  # fmt: skip


def test_nothing_after_the_day_asked_for_is_looked_at(small_store, capsys):
    main(["review", "--store", small_store.where, "--today", "2026-11-20", "--json"])
    assert all(finding["day"] <= "2026-11-20" for finding in json.loads(capsys.readouterr().out))


def test_without_a_day_it_is_today(small_store, capsys):
    main(["review", "--store", small_store.where, "--json"])
    given = capsys.readouterr().out
    main(["review", "--store", small_store.where, "--today", "2026-11-22", "--json"])
    assert given == capsys.readouterr().out


def test_the_store_may_be_named_before_the_command_too(small_store, capsys):
    main(["--store", small_store.where, "review", "--json"])
    assert json.loads(capsys.readouterr().out)


def test_an_empty_log_has_nothing_that_stands_out(empty_store, capsys):
    assert main(["review", "--store", empty_store.where]) == 0
    assert capsys.readouterr().out == "Nothing stands out.\n"
    assert main(["review", "--store", empty_store.where, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["review", "--today", "22.11.2026"])
    assert ended.value.code == 2
    assert "is not a date like 2026-05-03" in capsys.readouterr().err


def test_a_store_that_cannot_be_opened_is_said_in_a_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("no folder")
    assert main(["review", "--store", str(tmp_path / "file" / "store")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_the_app_is_started_on_the_store_and_port_that_were_named(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(
        "streamlit.web.cli.main", lambda arguments, standalone_mode: started.append(arguments)
    )
    monkeypatch.setattr(os, "chdir", lambda folder: started.append(folder))
    assert main(["--store", str(tmp_path / "log"), "--port", "8699"]) == 0
    assert started[0] == ROOT
    assert started[1] == ["run", str(ROOT / "dashboard" / "served.py"), "--server.port=8699"]
    assert os.environ["HIPLOG_STORE"] == str(tmp_path / "log")


def test_the_command_runs_as_a_reader_of_the_manual_types_it(small_store):
    command = [sys.executable, "-m", "dashboard", "review", "--store", small_store.where]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert result.stderr == ""
    assert result.stdout
    assert Store(small_store.where).load().diary["day"].max().date() < date(2026, 11, 22)
