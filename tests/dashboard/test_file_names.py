"""Names of files are as short as they can be and still be told apart."""

from dashboard.file_names import told_apart


def test_a_file_is_called_by_its_last_part():
    assert told_apart(["export.zip/activities/1.fit", "b.gpx"]) == {
        "export.zip/activities/1.fit": "1.fit",
        "b.gpx": "b.gpx",
    }


def test_files_of_one_name_are_called_with_their_folder():
    assert list(told_apart(["x/2019/1.fit", "x/2020/1.fit", "x/2020/2.fit"]).values()) == [
        "2.fit",
        "2019/1.fit",
        "2020/1.fit",
    ]


def test_what_three_parts_do_not_tell_apart_stands_whole():
    names = ["a/p/q/r.fit", "b/p/q/r.fit", "a/z/r.fit"]
    assert told_apart(names) == {
        "a/z/r.fit": "z/r.fit",
        "a/p/q/r.fit": "a/p/q/r.fit",
        "b/p/q/r.fit": "b/p/q/r.fit",
    }


def test_the_same_name_twice_is_one_file():
    assert told_apart(["a.fit", "a.fit"]) == {"a.fit": "a.fit"}
    assert told_apart([]) == {}
