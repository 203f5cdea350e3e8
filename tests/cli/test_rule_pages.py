"""The page of a ruleset as the commands write it: whole, with marks, or not at all."""

from pathlib import Path

import pytest

from tests.authoring.workbench import write_workbench
from tests.cli.test_commands import thidua


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """A small ruleset with scenarios, one of them missing."""
    write_workbench(tmp_path / "bo", without="được minh oan")
    return tmp_path / "bo"


def test_show_writes_a_page(bench: Path, tmp_path: Path) -> None:
    """In the language asked for, and says where."""
    page = tmp_path / "trang.html"
    told = thidua("show", bench, "-o", page)
    assert (told.exit_code, told.output) == (0, f"đã ghi {page}\n")
    assert "<h1>Bộ thử</h1>" in page.read_text(encoding="utf-8")
    assert thidua("show", bench, "-o", page, "--lang", "en").exit_code == 0
    assert '<html lang="en"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--coverage",), "chưa thấy"),
        (("--mutants", "--at-least", "50"), "không tình huống nào phát hiện: bỏ ngoại lệ"),
    ],
)
def test_test_marks_the_page_besides_what_it_prints(
    asked: tuple[str, ...], told: str, bench: Path, tmp_path: Path
) -> None:
    """The marks stand on the page; what is printed is printed as before."""
    page = tmp_path / "trang.html"
    printed = thidua("test", bench, *asked, "-o", page)
    assert (printed.exit_code, printed.output.splitlines()[0]) == (0, f"đã ghi {page}")
    assert printed.output.split("\n", 1)[1] == thidua("test", bench, *asked).output
    assert told in page.read_text(encoding="utf-8")
    assert thidua("test", bench, *asked, "-o", page, "--json").output.startswith("{")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("show", "{bench}", "-o", "trang.txt"), "tên trang kết thúc bằng .html"),
        (("show", "{bench}", "LĐTT", "-o", "trang.html"), "chỉ một trong hai mỗi lần"),
        (("show", "{bench}", "--json", "-o", "trang.html"), "chỉ một trong hai mỗi lần"),
        (("test", "{bench}", "-o", "trang.html"), "chỉ dùng cùng --coverage, --mutants"),
        (("test", "{bench}", "--mutants", "-o", "trang"), "tên trang kết thúc bằng .html"),
        (("show", "{bench}", "-o", "khong-co/trang.html"), "khong-co/trang.html"),
    ],
)
def test_what_cannot_be_written_is_told_and_nothing_is_there(
    asked: tuple[str, ...], told: str, bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name of another kind, two things at once, a folder that is not there."""
    monkeypatch.chdir(bench.parent)
    refused = thidua(*(each.format(bench=bench) for each in asked))
    assert refused.exit_code == 2
    assert told in refused.output
    assert not list(bench.parent.glob("*trang*"))
