"""Watched folders: added by their path, told what is done with them, let go again."""


def give_folder(page, folder):
    page.text_input(key="import.folder").set_value(str(folder))
    next(button for button in page.form_submit_button if button.label == "Watch this folder").click().run()
    assert not page.exception
    return page


def test_a_folder_is_watched_from_now_on_and_let_go_again(visit, empty_store, tmp_path, everything_said):
    (tmp_path / "sync").mkdir()
    page = give_folder(visit("import_runs", empty_store), tmp_path / "sync")
    assert empty_store.watched() == [str(tmp_path / "sync")]
    assert "Watched folders (1)" in everything_said(page)
    assert str(tmp_path / "sync") in [text.value for text in page.text]
    assert page.text_input(key="import.folder").value == ""
    page.button(key=f"import.unwatch.{tmp_path / 'sync'}").click().run()
    assert empty_store.watched() == []
    assert "Watch a folder" in everything_said(page)


def test_what_watching_does_is_said_before_it_is_begun(visit, empty_store, everything_said):
    said = everything_said(visit("import_runs", empty_store))
    assert "every 20 seconds" in said
    assert "never changes or deletes anything there" in said


def test_what_is_no_folder_is_refused_and_stays_in_the_field(visit, empty_store):
    page = give_folder(visit("import_runs", empty_store), "/no/such/folder")
    assert "is no folder on this machine" in page.warning[0].value
    assert page.text_input(key="import.folder").value == "/no/such/folder"
    assert empty_store.watched() == []


def test_a_folder_that_is_gone_for_a_while_is_told_so(visit, empty_store, tmp_path, everything_said):
    (tmp_path / "sync").mkdir()
    empty_store.watch(str(tmp_path / "sync"))
    assert "not there just now" not in everything_said(visit("import_runs", empty_store))
    (tmp_path / "sync").rename(tmp_path / "away")
    assert "not there just now" in everything_said(visit("import_runs", empty_store))
