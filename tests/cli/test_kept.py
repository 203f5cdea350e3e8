"""Kept decisions at the command: keep one, verify it, and be told plainly where that is not possible."""

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tests.archive.small import decided, resealed, school, with_data
from tests.keeping.test_verifying import altered
from tests.report import small
from tests.school import DOSSIER, OFFICE, SCHOOL
from thidua_rules.archive import saving
from thidua_rules.cli import main


def run(*arguments: object) -> tuple[int, str]:
    """The exit code of a command and all it says."""
    result = CliRunner().invoke(main, [*map(str, arguments)])
    return result.exit_code, result.output


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A kept decision of the school."""
    path = tmp_path / "quyet-dinh.thidua"
    decided().save(path)
    return path


def test_a_decision_is_kept_and_verified(tmp_path: Path) -> None:
    """`-o x.thidua` keeps what `verify` finds again, though the ruleset's files are gone."""
    for name, text in (("so/2025.yaml", OFFICE), ("truong/2026.yaml", SCHOOL), ("ho-so.yaml", DOSSIER)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    path = tmp_path / "quyet-dinh.thidua"
    code, said = run("decide", tmp_path / "truong/2026.yaml", tmp_path / "ho-so.yaml", "-o", path)
    assert (code, said.strip()) == (0, f"đã ghi {path}")
    for each in ("so/2025.yaml", "truong/2026.yaml", "ho-so.yaml"):
        (tmp_path / each).unlink()
    code, said = run("verify", path)
    assert code == 0
    assert "✓ giống hệt" in said
    assert "truong/2026 · ngày xét 15/12/2026 · kỳ xét 2026" in said


def test_what_differs_is_told_with_both_sides(file: Path) -> None:
    """A verdict and a value by their words, in both languages; the exit code says that something differs."""
    resealed(file, saving.FOUND, with_data(altered))
    code, said = run("verify", file)
    assert code == 1
    assert "✗ 3 điều khác với lúc lưu:" in said
    assert "A: LĐG: không đạt → đạt" in said
    assert "A: tiền thưởng: 1..2,5 → 2.340.000" in said
    assert "A: cũ: chưa đủ căn cứ (đạt | không đạt) → không có" in said
    code, said = run("--lang", "en", "verify", file)
    assert "A: LĐG: not met → met" in said
    assert max(map(len, said.splitlines())) <= 100


def test_differences_as_data(file: Path) -> None:
    """`--json` tells all of it."""
    resealed(file, saving.FOUND, with_data(altered))
    code, said = run("verify", file, "--json")
    data = json.loads(said)
    assert (code, data["same"], len(data["differences"])) == (1, False, 3)
    assert data["ruleset"] == {"id": "truong/2026", "hash": school().hash}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "không phải".encode()])
def test_what_cannot_be_opened_is_told(file: Path, content: bytes) -> None:
    """A code, the file, a hint, and the exit code of a fault in the use; as data too."""
    file.write_bytes(content)
    code, said = run("verify", file)
    assert (code, "KEEP-01" in said, str(file) in said, "gợi ý" in said) == (2, True, True, True)
    code, said = run("--lang", "en", "verify", file, "--json")
    assert (code, json.loads(said)["findings"][0]["code"]) == (2, "KEEP-01")


def test_two_kept_decisions_are_compared(file: Path, tmp_path: Path) -> None:
    """Who changed and by which fact, in words and as data; a file that is no decision is a fault in the use."""
    other = tmp_path / "khac.thidua"
    decided(DOSSIER.replace("có sáng kiến: đúng", "có sáng kiến: sai")).save(other)
    code, said = run("compare", file, other)
    assert code == 0
    assert "✗ A · CSG: đạt → không đạt" in said
    assert "lý do: có sáng kiến: đúng → sai" in said
    code, said = run("compare", file, other, "--json")
    assert (code, json.loads(said)["counts"]["CSG"]) == (0, {"lost": 1})
    assert run("compare", file, tmp_path / "none.thidua")[0] == 2


def test_a_comparison_is_written_as_a_workbook_or_a_page(file: Path, tmp_path: Path) -> None:
    """A row for each change with both sides and why; nothing that was compared is written over."""
    other, output = tmp_path / "khac.thidua", tmp_path / "so.xlsx"
    decided(DOSSIER.replace("có sáng kiến: đúng", "có sáng kiến: sai")).save(other)
    code, said = run("compare", file, other, "-o", output)
    assert (code, said.splitlines()[-1]) == (0, f"đã ghi {output}")
    sheet = openpyxl.load_workbook(output)["So hai quyết định"]
    row = next(row for row in sheet.values if "CSG" in row)
    assert row[-4:] == ("không còn đạt", "đạt", "không đạt", "có sáng kiến: đúng → sai")
    assert run("compare", file, other, "-o", tmp_path / "so.html")[0] == 0
    assert "có sáng kiến: đúng → sai" in (tmp_path / "so.html").read_text(encoding="utf-8")
    for wrong in (tmp_path / "so.csv", file):
        code, said = run("compare", file, other, "-o", wrong)
        assert (code, "KEEP-20" in said) == (2, True)
    assert run("verify", file)[0] == 0


def test_the_impact_of_another_ruleset_is_told_by_title(tmp_path: Path) -> None:
    """Who would gain and lose, by which rule or parameter; the same ruleset changes nothing."""
    old, dossier = small.write(tmp_path), tmp_path / "ho-so.yaml"
    (tmp_path / "khac").mkdir()
    new = small.write(tmp_path / "khac")
    rules = new / "bo.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("giá trị: 100%", "giá trị: 90%"), encoding="utf-8")
    assert "0 kết luận" in run("impact", old, old, dossier)[1]
    assert json.loads(run("impact", old, old, dossier, "--json")[1])["changes"] == []
    by_rule = run("impact", old, new, dossier)
    by_parameter = run("impact", old, old, dossier, "--parameter", "mức kế hoạch=90%")
    changes = json.loads(run("impact", old, new, dossier, "--json")[1])["changes"]
    assert changes
    for code, said in (by_rule, by_parameter):
        assert code == 0
        assert "mức kế hoạch" in said
        assert sum("→" in line and "·" in line for line in said.splitlines()) == len(changes)
    assert run("impact", old, tmp_path / "khong-co", dossier)[0] == 2


def test_each_dossier_of_an_impact_goes_by_its_own_name(tmp_path: Path) -> None:
    """A dossier that is given twice used to leave those after it under the names of others."""
    rules, dossier = small.write(tmp_path), tmp_path / "ho-so.yaml"
    others = [tmp_path / "hai.yaml", tmp_path / "ba.yaml"]
    for each in others:
        each.write_bytes(dossier.read_bytes())
    told = json.loads(run("impact", rules, rules, dossier, dossier, *others, "--json")[1])
    assert [*told["dossiers"]] == ["ho-so.yaml", "hai.yaml", "ba.yaml"]
