"""A folder's files are read by the same words and bounds as an archive's."""

import pytest

from ingest.errors import UnreadableFile
from ingest.exports.folder import Folder


@pytest.fixture
def box(folder):
    return Folder(folder({"b/a.fit": bytes(range(200)), "a.fit": b"first", ".DS_Store": b""}))


def test_files_come_by_name_without_what_a_system_left_behind(box):
    assert [entry.name for entry in box.entries] == ["a.fit", "b/a.fit"]


def test_a_file_is_read_whole_in_pieces_or_at_its_beginning(box):
    first, second = box.entries
    assert box.read(first) == b"first"
    assert b"".join(box.chunks(second)) == bytes(range(200))
    assert box.head(second, 3) == bytes(range(3))


def test_a_file_at_the_limit_is_read_and_one_beyond_it_is_not(box):
    _, second = box.entries
    assert box.read(second, most=200) == bytes(range(200))
    assert b"".join(box.chunks(second, most=200)) == bytes(range(200))
    with pytest.raises(UnreadableFile, match="holds more than"):
        box.read(second, most=199)
    with pytest.raises(UnreadableFile, match="holds more than"):
        list(box.chunks(second, most=199))


def test_a_link_to_a_folder_is_not_followed(folder):
    place = folder({"a.fit": b"a", "deep/b.fit": b"b"})
    (place / "again").symlink_to(place, target_is_directory=True)
    assert [entry.name for entry in Folder(place).entries] == ["a.fit", "deep/b.fit"]
