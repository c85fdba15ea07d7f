"""The commands as a person or a script calls them."""

import csv
import json
import zipfile
from datetime import date

import pytest

from ingest import batch
from ingest.__main__ import Progress, main
from ingest.batch import Outcome
from ingest.diary import Entry
from ingest.store import Store

COLUMNS = {
    "run_id", "started_at", "day", "sport", "sub_sport", "surface", "shoe_id", "distance_m", "duration_s",
    "elapsed_s", "ascent_m", "descent_m", "device",
}  # fmt: skip


def rows(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture
def files(tmp_path, fit_run):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "run.fit").write_bytes(fit_run())
    (folder / "note.txt").write_text("hello")
    return folder


def test_import_prints_one_json_object(files, tmp_path, capsys):
    code = main(["import", str(files), "--store", str(tmp_path / "s"), "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [set(file) for file in printed["files"]] == [{"path", "status", "reason", "run_ids"}] * 2
    assert [file["status"] for file in printed["files"]] == ["not_an_activity", "imported"]
    assert all(file["reason"] for file in printed["files"])


def test_import_in_words_ends_with_a_count(files, tmp_path, capsys):
    assert main(["import", str(files), "--store", str(tmp_path / "s")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 files: 1 added, 1 no activities."


def test_an_archive_is_imported_file_by_file(files, tmp_path, capsys):
    packed = tmp_path / "all.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(files / "run.fit", "run.fit")
    assert main(["import", str(packed), "--store", str(tmp_path / "s")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"imported         {packed}/run.fit: ")
    assert lines[-1] == "1 file: 1 added."


def test_runs_left_out_are_exported_too_and_told_apart(files, tmp_path):
    store = tmp_path / "s"
    main(["import", str(files), "--store", str(store)])
    (run_id,) = Store(store).load().runs["run_id"]
    Store(store).edit_runs([run_id], excluded=True)
    assert main(["export", "--store", str(store), "--to", str(tmp_path / "out")]) == 0
    assert [(row["run_id"], row["excluded"]) for row in rows(tmp_path / "out" / "runs.csv")] == [
        (run_id, "runner")
    ]


def test_an_import_that_is_stopped_tells_what_it_kept_and_how_to_go_on(files, tmp_path, capsys, monkeypatch):
    def stopped(store, paths, expect):
        yield Outcome("a.fit", "imported", "Added.", ("a",))
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "import_paths", stopped)
    assert main(["import", str(files), "--store", str(tmp_path / "s")]) == 130
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-1] == "1 file: 1 added."
    assert "goes on from there" in printed.err


def test_progress_tells_rate_and_time_left():
    progress = Progress()
    progress.expect(3000)
    progress.expect(650)
    assert progress.words(12, 100.0) == "12 of 3,650 files"  # the time to start says nothing of the speed
    assert progress.words(132, 100.8) == "132 of 3,650 files, 150 a second, 23 s left"  # 3,518 / 150 = 23.45
    assert progress.words(3650, 120.0) == "3,650 of 3,650 files, 182 a second, 0 s left"  # 3,638 / 20


def test_one_file_is_counted_as_one(files, tmp_path, capsys):
    assert main(["import", str(files / "run.fit"), "--store", str(tmp_path / "s")]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 file: 1 added."


@pytest.mark.parametrize(
    "arguments",
    [
        ["--store", "{store}", "export", "--to", "{to}"],
        ["export", "--store", "{store}", "--to", "{to}"],
        ["--store", "{elsewhere}", "export", "--to", "{to}", "--store", "{store}"],
    ],
)
def test_the_store_may_stand_before_or_after_the_command_and_the_later_wins(arguments, files, tmp_path):
    main(["import", str(files), "--store", str(tmp_path / "s")])
    names = {"store": tmp_path / "s", "to": tmp_path / "out", "elsewhere": tmp_path / "elsewhere"}
    assert main([argument.format(**names) for argument in arguments]) == 0
    assert len(rows(tmp_path / "out" / "runs.csv")) == 1


def test_a_failed_file_does_not_fail_the_command(tmp_path, capsys):
    assert main(["import", str(tmp_path / "gone.fit"), "--store", str(tmp_path / "s"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["status"] == "failed"


def test_export_writes_a_file_for_each_table(files, tmp_path, capsys):
    store = ["--store", str(tmp_path / "s")]
    main(["import", str(files), *store])
    assert main(["export", "--to", str(tmp_path / "out"), *store]) == 0
    (run,) = rows(tmp_path / "out" / "runs.csv")
    assert run.keys() >= COLUMNS
    assert (run["started_at"], run["day"]) == ("2026-05-03T07:00:00Z", "2026-05-03")
    assert (float(run["distance_m"]), float(run["duration_s"])) == (pytest.approx(5400), 1800)
    assert run["ascent_m"] == ""  # the file holds no altitude: absent is not zero
    names = ["clearances.csv", "diary.csv", "plans.csv", "runs.csv"]
    names += ["self_tests.csv", "shoes.csv", "weekly.csv"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == names


def test_a_diary_goes_in_and_comes_out_the_same(tmp_path, capsys):
    store = ["--store", str(tmp_path / "s")]
    source = tmp_path / "diary.csv"
    source.write_text("day,worst_pain,side,place\n2026-05-01,4,left,outer\n2026-05-02,11,,\n2026-05-03,0,,\n")
    assert main(["diary", str(source), *store]) == 0
    said = capsys.readouterr().out
    assert "line 3: Worst pain is 11" in said
    assert "2 entries taken, 1 row left out.\n" in said
    source.write_text("day,worst_pain,run_pain\n2026-05-01,5,\n2026-05-02,1,3\n")
    assert main(["diary", str(source), *store]) == 0
    said = capsys.readouterr().out
    assert "line 3: taken, with worst pain 3 instead of 1" in said
    assert "2 entries taken, 0 rows left out.\n1 day that had an entry already changed." in said
    main(["export", "--to", str(tmp_path / "out"), *store])
    days = rows(tmp_path / "out" / "diary.csv")
    assert [(row["day"], row["worst_pain"], row["side"]) for row in days] == [
        ("2026-05-01", "5", "left"),
        ("2026-05-02", "3", ""),
        ("2026-05-03", "0", ""),
    ]


def test_a_diary_that_is_not_there_is_told(tmp_path, capsys):
    assert main(["diary", str(tmp_path / "gone.csv"), "--store", str(tmp_path / "s")]) == 1
    assert "cannot be opened" in capsys.readouterr().err


def test_a_store_that_is_a_file_is_told(tmp_path, capsys):
    (tmp_path / "s").write_text("")
    assert main(["export", "--to", str(tmp_path / "out"), "--store", str(tmp_path / "s")]) == 1
    assert "is a file" in capsys.readouterr().err


def test_an_empty_log_is_exported_as_headers(tmp_path):
    assert main(["export", "--to", str(tmp_path / "out"), "--store", str(tmp_path / "s")]) == 0
    assert {path.name: len(path.read_text().splitlines()) for path in (tmp_path / "out").iterdir()} == {
        f"{name}.csv": 1 for name in ("runs", "diary", "shoes", "weekly", "clearances", "plans", "self_tests")
    }


def test_a_table_of_scores_alone_does_not_take_a_warning_sign_away(tmp_path):
    store, log = ["--store", str(tmp_path / "s")], Store(tmp_path / "s")
    log.add_entry(Entry(date(2026, 5, 1), worst_pain=3, signs="night"))
    (tmp_path / "diary.csv").write_text("day,pain\n2026-05-01,5\n")
    main(["diary", str(tmp_path / "diary.csv"), *store])
    assert log.load().diary[["worst_pain", "signs"]].values.tolist() == [[5.0, "night"]]


def test_an_old_export_read_again_does_not_overwrite_what_was_said_since(tmp_path, capsys):
    store, log = ["--store", str(tmp_path / "s")], Store(tmp_path / "s")
    log.add_entry(Entry(date(2026, 5, 1), worst_pain=3))
    main(["export", "--to", str(tmp_path / "out"), *store])
    log.add_entry(Entry(date(2026, 5, 1), worst_pain=6))
    main(["diary", str(tmp_path / "out" / "diary.csv"), *store])
    assert log.load().diary["worst_pain"].tolist() == [6.0]


def test_an_export_that_was_corrected_by_hand_is_taken(tmp_path, capsys):
    store, log = ["--store", str(tmp_path / "s")], Store(tmp_path / "s")
    log.add_entry(Entry(date(2026, 5, 1), worst_pain=3))
    main(["export", "--to", str(tmp_path / "out"), *store])
    table = tmp_path / "out" / "diary.csv"
    table.write_text(table.read_text().replace("2026-05-01,3", "2026-05-01,5"))
    main(["diary", str(table), *store])
    assert log.load().diary["worst_pain"].tolist() == [5.0]


def test_a_files_name_gives_no_orders_to_the_terminal(tmp_path, capsys):
    (tmp_path / "a\x1b[2J\u202etxt.fit").write_bytes(b"")
    main(["import", str(tmp_path), "--store", str(tmp_path / "s")])
    assert "a�[2J�txt.fit" in capsys.readouterr().out
