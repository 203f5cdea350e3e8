"""A folder of pages: what stands where, and that nothing of anybody else's is lost."""

import os
import sys
from pathlib import Path

import pytest

from tests.report import small, titles
from tests.report.page.reading import Page
from thidua_rules.diagnostics import UsageError
from thidua_rules.report.page import site, write_html, write_site


def pages(folder: Path) -> dict[str, Page]:
    """The pages of a folder by name."""
    return {each.name: Page(each.read_text(encoding="utf-8")) for each in sorted(folder.iterdir())}


def test_everybody_is_in_the_overview_and_on_the_page_of_the_unit(tmp_path: Path) -> None:
    """The overview names the page of each subject, which has its causes; a unit stands with its own people."""
    write_site(small.decision(), tmp_path / "kq")
    found = pages(tmp_path / "kq")
    home = found.pop("index.html")
    files = home.data["muc-muc-luc"]["pages"]
    assert set(files) == set(found)
    assert len(home.people) == 6
    assert {row[1]: [each[1] for each in found[files[row[7]]].people] for row in home.people} == {
        **{each: ["a", "n1", "n2", "n3"] for each in ("a", "n1", "n2", "n3")},
        **{each: ["b", "n4"] for each in ("b", "n4")},
    }
    assert "muc-loi-0" not in home.data
    assert found[files[0]].lines("n3", "C1")


def test_a_large_unit_is_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page has more people than stay usable; nobody is lost."""
    monkeypatch.setattr(site, "MOST_ON_A_PAGE", 3)
    write_site(titles.decision(), tmp_path / "kq")
    found = pages(tmp_path / "kq")
    home = found.pop("index.html")
    assert [len(each.people) for each in found.values()] == [3, 3, 1]
    assert sum(len(each.people) for each in found.values()) == len(home.people)


def test_an_earlier_result_is_replaced(tmp_path: Path) -> None:
    """Pages that the new result does not have are gone, and nothing else is left beside the folder."""
    write_site(small.decision(), tmp_path / "kq")
    (tmp_path / "kq" / "index.html").rename(tmp_path / "kq" / "don-vi-9999.html")
    write_site(small.decision(), tmp_path / "kq")
    assert "don-vi-9999.html" not in pages(tmp_path / "kq")
    assert [each.name for each in tmp_path.iterdir()] == ["kq"]


def test_who_stands_in_the_folder_stays_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pages are replaced, not the folder itself."""
    monkeypatch.chdir(tmp_path)
    write_site(small.decision(), Path())
    (tmp_path / "don-vi-0001.html").rename(tmp_path / "don-vi-9999.html")
    write_site(small.decision(), Path("."))
    assert sorted(os.listdir()) == ["don-vi-0001.html", "don-vi-0002.html", "index.html"]


@pytest.mark.parametrize("name", ["ho-so.xlsx", "a.html", ".git"])
def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, name: str) -> None:
    """The file is named, and nothing is written or lost."""
    write_site(small.decision(), tmp_path / "kq")
    (tmp_path / "kq" / name).write_text("<html>của người khác", encoding="utf-8")
    before = {each.name: each.read_bytes() for each in (tmp_path / "kq").iterdir()}
    with pytest.raises(UsageError) as error:
        write_site(titles.decision(), tmp_path / "kq")
    (finding,) = error.value.diagnostics
    assert finding.code == "USE-81"
    assert name in finding.message("vi")
    assert {each.name: each.read_bytes() for each in (tmp_path / "kq").iterdir()} == before


def test_what_goes_wrong_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old result stays whole until the new one is."""
    write_site(small.decision(), tmp_path / "kq")
    before = {each.name: each.read_bytes() for each in (tmp_path / "kq").iterdir()}

    def fail(*_: object, **__: object) -> str:
        raise OSError(28, "full")

    monkeypatch.setattr(site, "paper", fail)
    with pytest.raises(OSError, match="full"):
        write_site(titles.decision(), tmp_path / "kq")
    assert {each.name: each.read_bytes() for each in (tmp_path / "kq").iterdir()} == before
    assert [each.name for each in tmp_path.iterdir()] == ["kq"]


@pytest.mark.parametrize("write", [write_html, write_site])
def test_a_folder_that_does_not_exist_is_named(tmp_path: Path, write: object) -> None:
    """The error tells the path that was asked for, not that of a temporary file."""
    with pytest.raises(OSError) as error:  # noqa: PT011 - what matters is the path
        write(small.decision(), tmp_path / "không có" / "kq")  # type: ignore[operator]
    assert error.value.filename == str(tmp_path / "không có" / "kq")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    """The folder that it leads to is replaced."""
    (tmp_path / "thật").mkdir()
    os.symlink(tmp_path / "thật", tmp_path / "kq")
    write_site(small.decision(), tmp_path / "kq")
    assert (tmp_path / "kq").is_symlink()
    assert (tmp_path / "thật" / "index.html").exists()
