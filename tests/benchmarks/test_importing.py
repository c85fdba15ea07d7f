"""What can be imported in the time that there is, and what the halves of an import cost."""

from types import SimpleNamespace

import pytest

from benchmarks.growth import _halves, _linear, _within
from benchmarks.importing import Bench, rate
from benchmarks.run_job import JobFailed, Ran, ran
from benchmarks.scale import FULL, QUICK


def import_(files, half_s, imported_s, ready_s):
    said = {"statuses": {"imported": files}, "half_s": half_s, "imported_s": imported_s, "ready_s": ready_s}
    return Ran(said, cpu_s=1.0, peaks_mb=(100.0,))


def bench_at(seconds_a_file, scratch):
    bench = Bench(FULL, scratch)
    bench.__dict__["seconds_a_file"] = seconds_a_file  # as if it had been measured
    return bench


@pytest.mark.parametrize(("seconds_a_file", "files"), [(0.5, 80), (0.005, 3650), (100.0, 1)])
def test_a_slow_import_gets_fewer_files(seconds_a_file, files, tmp_path):
    assert bench_at(seconds_a_file, tmp_path).affordable(3650, 40.0) == files


def test_a_full_disk_gets_fewer_files(tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=7_200_000))
    assert bench_at(0.005, tmp_path).affordable(3650, 40.0) == 10


def test_the_rate_counts_until_the_findings_are_there():
    assert rate(import_(100, 1.0, 2.0, 4.0)) == 25.0


def test_growth_leaves_out_what_takes_too_long(tmp_path):
    assert _within(bench_at(0.001, tmp_path)) == [100, 1000, 3650, 10_000]
    assert _within(bench_at(0.1, tmp_path)) == [100, 1000]
    assert _within(bench_at(10.0, tmp_path)) == [20]


def test_the_second_half_is_held_against_the_first():
    assert _halves(import_(100, 2.0, 5.0, 6.0)) == 1.5


def test_linear_is_judged_on_the_largest_import_only_where_it_was_measured():
    imports = {1000: import_(1000, 5.0, 10.0, 10.0), 10_000: import_(10_000, 50.0, 100.0, 130.0)}
    halves, cost = _linear(imports, 10_000)
    assert (halves.measured, halves.reached) == ("1 ×", True)
    assert (cost.measured, cost.reached) == ("1.3 ×", False)
    assert [promise.reached for promise in _linear({100: imports[1000]}, 10_000)] == [None]


def test_a_job_that_fails_says_why():
    with pytest.raises(JobFailed, match="KeyError: 'nonsense'"):
        ran("nonsense")


@pytest.mark.slow
def test_a_quick_look_measures_everything(tmp_path):
    from benchmarks.__main__ import run

    run(QUICK, tmp_path / "scratch", tmp_path / "QUICK.md", "Quick")
    text = (tmp_path / "QUICK.md").read_text(encoding="utf-8")
    assert "This part failed" not in text
    assert all(f"## {part}" in text for part in ("FIT, one-hour files", "Whole import", "Memory of decoding"))
