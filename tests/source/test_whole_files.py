"""Files are there whole or not at all, and an error names the file that was meant."""

import os
from pathlib import Path

import pytest

from thidua_rules.source.whole_files import whole_file, write_all


def test_it_takes_its_place_at_the_end(tmp_path: Path) -> None:
    """Until all is written the old file stands; afterwards the new one, and nothing beside it."""
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with whole_file(path) as beside:
        beside.write_text("new", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
    assert (path.read_text(encoding="utf-8"), os.listdir(tmp_path)) == ("new", ["a.txt"])


def test_an_error_leaves_all_as_it_was(tmp_path: Path) -> None:
    """Whatever goes wrong, what stood there stays and what was begun is gone."""
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def write() -> None:
        with whole_file(path) as beside:
            beside.write_text("half", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    assert (path.read_text(encoding="utf-8"), os.listdir(tmp_path)) == ("old", ["a.txt"])


def test_an_error_names_the_file_that_was_meant(tmp_path: Path) -> None:
    """A folder that is not there is told of the path as it was given."""
    with pytest.raises(FileNotFoundError) as found, whole_file(tmp_path / "no" / "a.txt") as beside:
        beside.write_text("new", encoding="utf-8")
    assert found.value.filename == str(tmp_path / "no" / "a.txt")
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError) as found, whole_file(tmp_path / "file" / "a.txt") as beside:
        beside.write_text("new", encoding="utf-8")
    assert found.value.filename == str(tmp_path / "file" / "a.txt")


def test_several_files_are_there_all_or_none(tmp_path: Path) -> None:
    """What cannot be written takes those before it along, and the folder that was made for them."""
    write_all(tmp_path / "new", {"a": b"1", "b": b"2"})
    assert {each.name: each.read_bytes() for each in (tmp_path / "new").iterdir()} == {"a": b"1", "b": b"2"}
    (tmp_path / "old").mkdir()
    for name in ("old", "other"):
        with pytest.raises(FileNotFoundError) as found:
            write_all(tmp_path / name, {"a": b"1", "no/b": b"2"})
        assert found.value.filename == str(tmp_path / name / "no" / "b")
    assert sorted(os.listdir(tmp_path)) == ["new", "old"]
    assert os.listdir(tmp_path / "old") == []
