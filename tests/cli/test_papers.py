"""Papers in Word at the command: write one, copy the templates."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.papers.small import DOSSIER, RULES, text_of
from thidua_rules.cli import main


def run(*arguments: object) -> tuple[int, str]:
    """The exit code of a command and all it says."""
    result = CliRunner().invoke(main, [*map(str, arguments)])
    return result.exit_code, result.output


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The ruleset and the dossier in a folder."""
    (tmp_path / "bo.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "ho-so.yaml").write_text(DOSSIER, encoding="utf-8")
    return tmp_path


def test_papers_are_written_from_templates_copied_and_changed(home: Path) -> None:
    """`templates` copies them, `papers --template` takes one, narrowed by unit."""
    code, said = run("templates", home / "mau")
    assert (code, said.count("đã ghi")) == (0, 4)
    given = ("papers", home / "bo.yaml", home / "ho-so.yaml", "--template", home / "mau/thong-bao.docx")
    code, said = run(*given, "--kind", "thong-bao", "--by", "unit", "--unit", "y", "-o", home / "ra.docx")
    assert (code, said.strip()) == (0, f"đã ghi {home / 'ra.docx'}")
    assert "Kính gửi: Phòng Y" in text_of(home / "ra.docx")
    assert run("templates", home / "mau")[0] == 2


def test_faults_are_told(home: Path) -> None:
    """The dossier is not overwritten, a letter needs somebody, and kinds are listed."""
    given = ("papers", home / "bo.yaml", home / "ho-so.yaml", "-o")
    code, said = run(*given, home / "ho-so.yaml", "--kind", "bien-ban")
    assert (code, "USE-70" in said) == (2, True)
    code, said = run(*given, home / "ra.docx", "--kind", "tra-loi")
    assert (code, "PAPER-14" in said, "--person" in said) == (2, True, True)
    code, said = run(*given, home / "ra.docx", "--kind", "bienban")
    assert (code, said.splitlines()[0]) == (
        2,
        "cách dùng: giá trị không hợp lệ cho --kind; chọn: danh-sach, bien-ban, thong-bao, tra-loi",
    )
    assert (home / "ho-so.yaml").read_text(encoding="utf-8") == DOSSIER
