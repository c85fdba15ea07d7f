"""Import: files are kept as a job, worked on, told line by line, and then asked about once."""

import io
import time
import zipfile
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.import_pace import Seen
from dashboard.views import import_log, import_runs, new_runs
from dashboard.views.import_progress import in_words
from ingest import batch
from ingest.diary import Entry
from ingest.errors import InvalidEntry, StoreError
from ingest.schema import RUNS
from ingest.store import Original, Store

START = datetime(2026, 11, 22, 7, tzinfo=UTC)


def gpx(start=START):
    """3 km due north at 3 m/s: a point every 30 s, 90 m apart (90 / 111,195 m a degree)."""
    points = "".join(
        f'<trkpt lat="{47 + n * 90 / 111_195:.7f}" lon="8.0"><ele>400</ele>'
        f"<time>{(start + timedelta(seconds=30 * n)):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for n in range(35)
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><type>running</type><trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


@pytest.fixture(autouse=True)
def _work_at_once(monkeypatch):
    monkeypatch.setattr(batch, "start_worker", batch.work)


def drop(page, *files):
    for name, data in files:
        page.file_uploader[0].upload(name, data)
    page.run()
    assert not page.exception
    return page


def test_a_file_becomes_a_run_with_a_line_on_what_became_of_it(visit, empty_store, everything_said):
    page = drop(visit("import_runs", empty_store), ("morning.gpx", gpx()))
    assert len(empty_store.load().runs) == 1
    line = page.dataframe[0].value.iloc[0]
    assert (line["File"], line["What became of it"]) == ("morning.gpx", "Added")
    assert "1 run added." in everything_said(page)
    assert "See the whole picture" in [button.label for button in page.button]


def test_an_import_without_a_run_leads_nowhere(visit, empty_store):
    page = drop(visit("import_runs", empty_store), ("c.fit", b"no fit at all"))
    assert "See the whole picture" not in [button.label for button in page.button]


def test_every_file_has_its_line_and_a_bad_one_stops_nobody(visit, empty_store, everything_said):
    another = gpx(START - timedelta(days=1))
    files = ("a.gpx", gpx()), ("b.gpx", gpx()), ("c.fit", b"no fit at all"), ("d.gpx", another)
    page = drop(visit("import_runs", empty_store), *files)
    assert list(page.dataframe[0].value["File"]) == ["a.gpx", "b.gpx", "c.fit", "d.gpx"]
    assert len(empty_store.load().runs) == 2
    said = everything_said(page)
    assert "2 runs added, 1 was already here" in said


def test_the_drop_zone_is_empty_again_for_the_next_files(visit, empty_store):
    page = drop(visit("import_runs", empty_store), ("a.gpx", gpx()))
    page.run()
    assert empty_store.last_job().job_id == 1
    assert not page.file_uploader[0].value


def test_an_import_is_still_told_when_the_page_is_opened_again(visit, empty_store, everything_said):
    drop(visit("import_runs", empty_store), ("a.gpx", gpx()))
    assert "1 run added." in everything_said(visit("import_runs", empty_store))


def half_done(store):
    """A job of two files, one of which is done."""
    job = store.add_job([("a.gpx", gpx()), ("b.gpx", gpx(START - timedelta(days=1)))])
    item = store.take_from_job(job)
    store.finish_item(item.item_id, batch.import_one(store, item.name, item.data).record())
    return job


@pytest.mark.parametrize("name", ["runs", "today"])
def test_other_pages_tell_of_an_import_that_runs(visit, empty_store, everything_said, name):
    half_done(empty_store)
    page = visit(name, empty_store)
    assert "An import is running: 1 of 2 files." in everything_said(page)
    assert "See the import" in [button.label for button in page.button]
    batch.work(empty_store, 1)
    assert "An import" not in everything_said(visit(name, empty_store))


def test_runs_that_are_coming_in_are_not_said_to_be_missing(visit, empty_store, everything_said):
    empty_store.add_job([("a.gpx", gpx())])
    said = everything_said(visit("runs", empty_store))
    assert "An import is running: 0 of 1 file." in said
    assert "No runs yet." not in said


def test_an_import_that_stopped_is_not_said_to_run(visit, small_store, monkeypatch, everything_said):
    small_store.take_from_job(small_store.add_job([("a.gpx", gpx())]))
    monkeypatch.setattr("ingest.store.jobs.alive", lambda *_: False)
    assert "An import has stopped: 0 of 1 file." in everything_said(visit("runs", small_store))


def test_the_drop_zone_says_how_long_to_stay(visit, empty_store, everything_said):
    assert "Stay on this page until your files are up" in everything_said(visit("import_runs", empty_store))


def test_what_became_of_a_file_stands_before_its_name(visit, small_store):
    page = opened_log(visit, small_store)
    assert list(page.dataframe[-1].value.columns)[:2] == ["What became of it", "File"]
    assert page.text_input(key="import.all.search").placeholder == "File or word"


def test_an_unfinished_import_shows_how_far_it_is(visit, empty_store, everything_said):
    half_done(empty_store)
    page = visit("import_runs", empty_store)
    assert (page.progress[0].value, page.progress[0].text) == (50, "1 of 2 files")
    assert list(page.dataframe[0].value["File"]) == ["a.gpx"]
    assert "You may leave this page" in everything_said(page)


def test_speed_and_time_left_are_told_once_something_was_seen_of_them(visit, empty_store):
    half_done(empty_store)
    page = visit("import_runs", empty_store)
    job = empty_store.last_job()
    page.session_state["import.first_seen"] = {job.job_id: Seen(job.job_id, -59, time.monotonic() - 60.0)}
    page.run()
    assert page.progress[0].text == "1 of 2 files, 60 a minute, a few seconds left"


def test_an_import_whose_worker_died_can_go_on(visit, empty_store, monkeypatch, everything_said):
    job = empty_store.add_job([("a.gpx", gpx())])
    empty_store.take_from_job(job)
    with monkeypatch.context() as dead:
        dead.setattr("ingest.store.jobs.alive", lambda *_: False)
        page = visit("import_runs", empty_store)
        assert page.warning[0].value.startswith("The import stopped before it was done.")
        assert "You may leave this page" not in everything_said(page)
        page.button(key=f"import.go_on.{job}").click().run()
    assert empty_store.job(job).finished


def test_an_import_that_a_full_disk_stopped_says_so(visit, empty_store, monkeypatch):
    job = empty_store.add_job([("a.gpx", gpx())])
    empty_store.take_from_job(job)
    monkeypatch.setattr("ingest.store.jobs.alive", lambda *_: False)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    page = visit("import_runs", empty_store)
    assert "is full. What was imported is kept; make room and go on." in page.warning[0].value
    assert page.button(key=f"import.go_on.{job}")


def test_an_import_that_stopped_is_not_forgotten_over_a_later_one(visit, empty_store, monkeypatch):
    first = empty_store.add_job([("a.gpx", gpx())])
    empty_store.take_from_job(first)
    later = empty_store.add_job([("b.gpx", gpx(START - timedelta(days=1)))])
    batch.work(empty_store, later)
    monkeypatch.setattr("ingest.store.jobs.alive", lambda *_: False)
    page = visit("import_runs", empty_store)
    page.button(key=f"import.go_on.{first}").click().run()
    assert len(empty_store.load().runs) == 2


def test_a_worker_of_its_own_does_the_work(empty_store, monkeypatch):
    monkeypatch.undo()
    job = empty_store.add_job([("a.gpx", gpx())])
    worker = batch.start_worker(empty_store, job)
    assert worker.wait(60) == 0
    assert empty_store.job(job).finished


def asked(page, label):
    """The first question of this label."""
    return next(box for box in page.selectbox if box.label == label)


def test_an_answer_for_one_run_is_not_taken_for_the_next(visit, empty_store):
    empty_store.add_shoe("Pegasus", "road")
    page = drop(
        visit("import_runs", empty_store), ("a.gpx", gpx(START - timedelta(days=1))), ("b.gpx", gpx())
    )
    asked(page, "Surface").set_value("trail")
    asked(page, "Shoes").set_value("pegasus")
    page.form_submit_button[0].click().run()
    assert empty_store.load().runs["surface"].to_list()[0] == "trail"
    assert [box.value for box in page.selectbox if box.label == "Surface"] == [None]


def test_new_runs_are_asked_about_and_the_answers_kept(visit, empty_store):
    shoe = empty_store.add_shoe("Pegasus", "road")
    page = drop(visit("import_runs", empty_store), ("a.gpx", gpx()))
    assert asked(page, "Surface").value is None
    asked(page, "Surface").set_value("trail")
    asked(page, "Shoes").set_value(shoe)
    page.form_submit_button[0].click().run()
    run = empty_store.load().runs.iloc[0]
    assert (run["surface"], run["surface_source"], run["shoe_id"]) == ("trail", "runner", shoe)
    assert "Saved for 1 run." in [success.value for success in page.success]


def test_the_pair_most_worn_lately_is_chosen_already(visit, small_store):
    page = drop(visit("import_runs", small_store), ("a.gpx", gpx()))
    assert asked(page, "Shoes").value == "pegasus-40"


def test_many_runs_are_asked_about_by_surface(visit, empty_store):
    files = [(f"{n}.gpx", gpx(START - timedelta(days=n))) for n in range(6)]
    page = drop(visit("import_runs", empty_store), *files)
    assert "**6 runs, surface not known**" in [markdown.value for markdown in page.markdown]


def test_a_pair_given_as_the_default_is_told_and_not_asked_about(visit, empty_store, everything_said):
    goat = empty_store.add_shoe("Goat *1*", "trail", default_for="generic", first_used=START.date())
    page = drop(visit("import_runs", empty_store), ("a.gpx", gpx()))
    assert "Given as your default: Goat *1* (1 run)." in everything_said(page)
    assert not [box for box in page.selectbox if box.label == "Shoes"]
    asked(page, "Surface").select("trail")
    page.form_submit_button[0].click().run()
    run = empty_store.load().runs.iloc[0]
    assert run[["surface", "shoe_id", "shoe_source"]].tolist() == ["trail", goat, "default"]


def test_a_run_whose_pair_the_runner_took_away_is_not_asked_for_one_again(visit, empty_store):
    empty_store.add_shoe("Goat", "trail", default_for="generic", first_used=START.date())
    page = drop(visit("import_runs", empty_store), ("a.gpx", gpx()))
    (run_id,) = empty_store.load().runs["run_id"]
    empty_store.edit_runs([run_id], shoe_id=None)
    page.run()
    assert not [box for box in page.selectbox if box.label == "Shoes"]
    asked(page, "Surface").select("trail")
    page.form_submit_button[0].click().run()
    run = empty_store.load().runs.iloc[0]
    assert run[["surface", "shoe_source"]].tolist() == ["trail", "runner"]
    assert pd.isna(run["shoe_id"])
    assert not [box for box in page.selectbox if box.label == "Surface"], "nothing is left to ask"


@pytest.mark.parametrize("runs", [2, 6], ids=["one by one", "together"])
def test_a_bundle_gives_its_pair_only_to_runs_whose_pair_nobody_has_said(runs):
    days = [START - timedelta(days=number) for number in range(runs)]
    rows = [{"run_id": f"r{n}", "started_at": day, "day": day.date()} for n, day in enumerate(days)]
    rows[0] |= {"shoe_source": "runner"}  # taken away
    rows[1] |= {"shoe_id": "goat", "shoe_source": "default"}
    bundles = new_runs.bundled(RUNS.frame(rows), "km")
    given = [run_id for bundle in bundles for run_id in bundle.without_pair]
    assert given == [f"r{number}" for number in range(2, runs)]


def opened_log(visit, store):
    page = visit("import_runs", store)
    page.session_state["import.log"] = True
    page.run()
    assert not page.exception
    return page


def test_the_log_of_all_imports_is_drawn_only_when_it_is_opened(visit, small_store):
    assert not visit("import_runs", small_store).dataframe
    assert len(opened_log(visit, small_store).dataframe[-1].value) == 10


def test_all_imports_can_be_searched(visit, small_store):
    page = opened_log(visit, small_store)
    page.text_input(key="import.all.search").set_value("run-12").run()
    assert list(page.dataframe[-1].value["File"]) == ["run-12.fit"]


def test_a_search_is_no_pattern(visit, small_store):
    page = opened_log(visit, small_store)
    page.text_input(key="import.all.search").set_value("(").run()
    assert not page.exception
    assert page.dataframe[-1].value.empty


def test_the_log_can_be_narrowed_to_what_went_wrong(visit, small_store):
    batch.import_one(small_store, "c.fit", b"no fit at all")
    batch.import_one(small_store, "ride.gpx", gpx().replace(b"running", b"cycling"))
    page = opened_log(visit, small_store)
    box = page.selectbox(key="import.all.status")
    assert box.options[0] == "Added"
    box.set_value("not_a_run").run()
    assert list(page.dataframe[-1].value["File"]) == ["ride.gpx"]
    assert "1 of 12 files. Tick one for more." in [caption.value for caption in page.caption]


def a_log(**columns):
    from ingest.schema import FILES

    return FILES.frame([dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)])


def test_the_search_looks_at_names_words_and_reasons():
    files = a_log(
        name=["a/x.fit", "b/y.fit"], status=["failed", "imported"], reason=["Ends early.", "Added."]
    )
    assert import_log.matches(files, "EARLY", None).tolist() == [True, False]
    assert import_log.matches(files, "b/y", None).tolist() == [False, True]
    assert import_log.matches(files, "could not", None).tolist() == [True, False]
    assert import_log.matches(files, "", "imported").tolist() == [False, True]
    assert import_log.matches(files, "early", "imported").tolist() == [False, False]


def row_of_the_log(where, name):
    import streamlit as st

    from dashboard.views import import_log
    from ingest.store import Store

    files = Store(where).files()
    st.session_state.setdefault("drawn", 0)
    import_log.notice.told("import.counted.log")
    import_log.one(Store(where), files[files["name"] == name].iloc[-1], "log")


def test_a_walk_of_the_log_counts_when_the_runner_says_that_it_was_a_run(empty_store):
    batch.import_one(empty_store, "jog.gpx", gpx().replace(b"running", b"walking"))
    assert empty_store.load().runs.empty
    page = AppTest.from_function(row_of_the_log, args=(empty_store.where, "jog.gpx")).run()
    assert page.text[0].value == "jog.gpx"
    page.button(key="log.count").click().run()
    assert empty_store.load().runs["sport"].tolist() == ["running"]
    assert page.success[0].value == r"“jog\.gpx” counts as a run now\."


def test_a_file_that_cannot_be_counted_is_told_with_a_sentence(empty_store):
    empty_store.add_file(Original("big.gpx", b"x"), "not_a_run", "A walk.")
    page = AppTest.from_function(row_of_the_log, args=(empty_store.where, "big.gpx")).run()
    page.button(key="log.count").click().run()
    assert empty_store.load().runs.empty
    assert page.warning


def test_only_what_was_read_and_is_no_run_may_be_counted_as_one(empty_store):
    batch.import_one(empty_store, "c.fit", b"no fit at all")
    batch.import_one(empty_store, "a.gpx", gpx())
    for name in ("c.fit", "a.gpx"):
        page = AppTest.from_function(row_of_the_log, args=(empty_store.where, name)).run()
        assert "Count it as a run" not in [button.label for button in page.button]
    assert [button.label for button in page.button] == ["Open the run"]


def test_a_job_knows_the_content_of_its_files_but_where_two_share_a_name(empty_store):
    job = empty_store.add_job([("a.gpx", gpx()), ("walk.gpx", b"<gpx/>"), ("walk.gpx", b"<gpx></gpx>")])
    batch.work(empty_store, job)
    told = import_log.of_job(empty_store.job(job), empty_store.files())
    assert told["name"].tolist() == ["a.gpx", "walk.gpx", "walk.gpx"]
    assert told["sha256"].notna().tolist() == [True, False, False]


def archive(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def test_an_archive_is_told_by_names_that_can_be_told_apart(visit, empty_store, everything_said):
    files = {"2025/run.gpx": gpx(START - timedelta(days=365)), "2026/run.gpx": gpx(), "2026/b.fit": b"\x0e"}
    page = drop(visit("import_runs", empty_store), ("all.zip", archive(files)))
    assert "2 runs added" in everything_said(page)
    assert sorted(page.dataframe[0].value["File"]) == ["2025/run.gpx", "2026/run.gpx", "b.fit"]


def test_an_empty_archive_is_no_dead_end(visit, empty_store, everything_said):
    page = drop(visit("import_runs", empty_store), ("all.zip", archive({})))
    assert "The last import" in everything_said(page)


def give_path(page, path):
    page.text_input(key="import.path").set_value(str(path))
    next(button for button in page.form_submit_button if button.label == "Import from there").click().run()
    assert not page.exception
    return page


def test_a_folder_on_this_machine_is_read_where_it_lies(visit, empty_store, tmp_path, everything_said):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a.gpx").write_bytes(gpx())
    page = give_path(visit("import_runs", empty_store), f'"{tmp_path / "export"}"')
    assert "1 run added." in everything_said(page)
    assert page.text_input(key="import.path").value == ""
    assert (tmp_path / "export" / "a.gpx").read_bytes() == gpx()


def test_a_single_file_or_zip_on_this_machine_is_imported_too(visit, empty_store, tmp_path):
    (tmp_path / "a.gpx").write_bytes(gpx())
    (tmp_path / "b.zip").write_bytes(archive({"b.gpx": gpx(START - timedelta(days=1))}))
    page = give_path(visit("import_runs", empty_store), tmp_path / "a.gpx")
    give_path(page, tmp_path / "b.zip")
    assert len(empty_store.load().runs) == 2


def test_a_path_that_is_not_there_is_refused_and_stays_in_the_field(visit, empty_store, tmp_path):
    page = give_path(visit("import_runs", empty_store), tmp_path / "gone.zip")
    assert "There is nothing at" in page.warning[0].value
    assert page.text_input(key="import.path").value == str(tmp_path / "gone.zip")
    assert empty_store.last_job() is None


@pytest.mark.parametrize("said", ["", "  ", "Downloads/export.zip", '""'])
def test_only_a_whole_path_is_looked_for(said):
    with pytest.raises(InvalidEntry, match="whole path"):
        import_runs.on_this_machine(said)


def test_a_diary_comes_in_and_its_bad_rows_are_named(visit, empty_store, everything_said):
    page = visit("import_runs", empty_store)
    rows = b"day,worst_pain,side\n2026-11-20,4,left\n2026-11-21,11,left\n2026-11-23,1,\n"
    page.file_uploader[1].upload("diary.csv", rows)
    page.run()
    assert empty_store.load().diary["worst_pain"].tolist() == [4.0]
    said = everything_said(page)
    assert "1 day kept." in said
    assert "Line 3: Worst pain is 11" in said
    assert "Line 4: 2026-11-23 has not been yet." in said


def test_a_diary_over_days_that_are_here_says_how_many_changed_and_what_was_mended(
    visit, empty_store, everything_said
):
    empty_store.add_entry(Entry(date(2026, 11, 20), worst_pain=4, signs="limp"))
    page = visit("import_runs", empty_store)
    rows = b"day,worst_pain,run_pain\n2026-11-20,5,\n2026-11-21,1,3\n"
    page.file_uploader[1].upload("diary.csv", rows)
    page.run()
    assert empty_store.load().diary[["worst_pain", "signs"]].values.tolist()[0] == [5.0, "limp"]
    said = everything_said(page)
    assert "2 days kept. 1 day that had an entry changed." in said
    assert "Kept, but not as they stand:" in said
    assert "Line 3: taken, with worst pain 3 instead of 1" in said


def test_a_diary_that_is_none_is_refused_with_a_sentence(visit, empty_store, everything_said):
    page = visit("import_runs", empty_store)
    page.file_uploader[1].upload("diary.csv", b"name,age\nx,1\n")
    page.run()
    assert empty_store.load().diary.empty
    assert "no column" in everything_said(page)


def test_the_diary_is_given_back_as_a_file(visit, small_store):
    assert visit("import_runs", small_store).get("download_button")


def test_an_empty_log_has_nothing_to_give_back(visit, empty_store):
    assert not visit("import_runs", empty_store).get("download_button")


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["imported"], "1 run added."),
        (["imported"] * 2 + ["merged"], "2 runs added, 1 merged from two devices."),
        (["duplicate"], "1 was already here."),
        (["not_a_run", "not_an_activity"], "1 is not a run, 1 is not an activity."),
        (["not_an_activity"] * 3, "3 are not activities."),
        (["failed"] * 1200, "1,200 could not be read."),
    ],
)
def test_a_summary_counts_what_became_of_the_files(statuses, said):
    assert in_words([{"status": status, "run_ids": ["a run"]} for status in statuses]) == said


def test_every_status_that_an_import_can_end_in_has_its_words():
    assert set(import_log.STATUSES) == set(batch.RANK)


def test_a_file_of_three_runs_counts_as_three():
    assert in_words([{"status": "imported", "run_ids": ["a", "b", "c"]}]) == "3 runs added."


def test_why_a_file_gave_no_run_stands_in_words_beside_its_name(visit, empty_store):
    page = drop(visit("import_runs", empty_store), *[(f"{n}.fit", b"no fit %d" % n) for n in range(7)])
    said = [text.value for text in page.text]
    assert len(said) == 5
    assert said[0].startswith("0.fit: ")
    assert "… and 2 more; see “File by file”." in [caption.value for caption in page.caption]


def test_without_shoes_the_way_to_them_is_shown(visit, empty_store):
    page = drop(visit("import_runs", empty_store), ("a.gpx", gpx()))
    assert "Add your shoes" in [button.label for button in page.button]
    assert asked(page, "Surface")


def test_files_that_the_store_cannot_keep_are_not_acknowledged(visit, empty_store, monkeypatch):
    def full(self, uploads=(), paths=()):
        raise StoreError("The disk is full; nothing was kept.")

    page = visit("import_runs", empty_store)
    monkeypatch.setattr(Store, "add_job", full)
    drop(page, ("a.gpx", gpx()))
    assert page.error[0].value == "The disk is full; nothing was kept."


def uploaded(file_id, data):
    return SimpleNamespace(name=f"{file_id}.gpx", file_id=file_id, getvalue=lambda: data)


def test_an_upload_that_is_handed_over_twice_is_taken_once(empty_store, monkeypatch):
    # Streamlit calls again with the same uploads where the first call was cut short by another tap.
    state = {"zone": [uploaded("one", gpx())], import_runs.ROUND: 0}
    monkeypatch.setattr(import_runs.st, "session_state", state)
    import_runs.take(empty_store, "zone")
    import_runs.take(empty_store, "zone")
    assert empty_store.last_job().job_id == 1
    state["zone"] = [*state["zone"], uploaded("two", gpx(START - timedelta(days=1)))]
    import_runs.take(empty_store, "zone")
    assert [result["status"] for result in empty_store.last_job().results] == ["imported"]


def test_files_that_could_not_be_kept_are_taken_when_they_are_handed_over_again(empty_store, monkeypatch):
    def full(self, uploads=(), paths=()):
        raise StoreError("The disk is full; nothing was kept.")

    state = {"zone": [uploaded("one", gpx())], import_runs.ROUND: 0}
    monkeypatch.setattr(import_runs.st, "session_state", state)
    with monkeypatch.context() as small_disk:
        small_disk.setattr(Store, "add_job", full)
        import_runs.take(empty_store, "zone")
    assert empty_store.last_job() is None
    import_runs.take(empty_store, "zone")
    assert empty_store.last_job().total == 1


def test_what_an_archive_passed_over_is_told_and_counts_as_no_failure(visit, empty_store, everything_said):
    job = empty_store.add_job([("export.zip", b"")])
    item = empty_store.take_from_job(job)
    empty_store.expect(item.item_id, 0)
    told = {
        "path": "export.zip",
        "status": "not_an_activity",
        "reason": "38 files are no activities.",
        "run_ids": [],
    }
    empty_store.finish_item(item.item_id, told)
    said = everything_said(visit("import_runs", empty_store))
    assert "38 files are no activities." in said
    assert "could not be read" not in said
