"""Papers in Word at the command: write one, copy the templates."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.archive.small import resealed, with_data
from tests.papers.small import DOSSIER, RULES, text_of
from thidua_rules.archive import saving
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


def test_a_kept_decision_gives_the_same_paper(home: Path) -> None:
    """A `.thidua` file takes the place of ruleset and dossier, as long as it is decided the same today."""
    asked, kept = ("--kind", "danh-sach", "-o"), home / "qd.thidua"
    assert run("papers", home / "bo.yaml", home / "ho-so.yaml", *asked, home / "moi.docx")[0] == 0
    assert run("decide", home / "bo.yaml", home / "ho-so.yaml", "-o", kept)[0] == 0
    code, said = run("papers", kept, *asked, home / "cu.docx")
    assert (code, said.strip()) == (0, f"đã ghi {home / 'cu.docx'}")
    assert text_of(home / "cu.docx") == text_of(home / "moi.docx")
    for given, fault in (((home / "bo.yaml",), "KEEP-14"), ((kept, "--on", "1/1/2020"), "KEEP-16")):
        code, said = run("papers", *given, *asked, home / "khac.docx")
        assert (code, fault in said) == (2, True)
    met = with_data(lambda found: [{**each, "verdicts": dict.fromkeys(each["verdicts"], "met")} for each in found])
    resealed(kept, saving.FOUND, met)
    code, said = run("papers", kept, *asked, home / "khac.docx")
    assert (code, "KEEP-15" in said) == (2, True)
    assert not (home / "khac.docx").exists()
