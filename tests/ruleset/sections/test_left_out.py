"""Clauses that are no rules, declared once for a document or a ruleset; drafts without a number."""

from pathlib import Path

import pytest

import thidua_rules as tr
from thidua_rules.authoring.check import check
from thidua_rules.report.ruleset import ruleset_lines

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản:
  qd: {số hiệu: 1/QĐ, mục: {Đ1: một, Đ2: hai, Đ3: ba}, không mã hoá: {Đ2: chỉ nói chung}}
  dt: {loại: quyết định, tên: Quy chế mới, dự thảo: đúng, mục: {Đ1: một}}
không mã hoá:
  qd Đ3: điều khoản thi hành
  dt Đ1: chưa ban hành
từ vựng: {người: {giỏi: đúng/sai}}
tiêu chí: {T: {cho: người, tên: t, căn cứ: qd Đ1, khi: giỏi}}
"""


def write(folder: Path, text: str) -> str:
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    return str(folder / "bo.yaml")


def test_every_clause_is_accounted_for(tmp_path: Path) -> None:
    """Nothing is missing; each clause left out is noted with its reason, and so is the draft, by its title."""
    report = check(write(tmp_path, RULES))
    assert report.clean
    assert {name: cited == count for name, (cited, count) in report.cited().items()} == {"qd": True, "dt": True}
    told = [(each.code, each.message()) for each in report.findings]
    assert told == [
        ("RULE-31", "`qd Đ2` không mã hoá: chỉ nói chung"),
        ("RULE-31", "`qd Đ3` không mã hoá: điều khoản thi hành"),
        ("RULE-31", "`dt Đ1` không mã hoá: chưa ban hành"),
        ("DOC-09", "`Quyết định Quy chế mới` còn là dự thảo, chưa ban hành"),
    ]
    assert report.ruleset is not None
    shown = "\n".join(ruleset_lines(report.ruleset.model, None, "vi"))
    assert "dt: Quyết định Quy chế mới (dự thảo)" in shown
    assert "qd Đ3  không mã hoá: điều khoản thi hành" in shown


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("  qd Đ3: điều khoản thi hành\n", "  qd Đ9: không có\n", ["DOC-07"]),
        ("  dt Đ1: chưa", "  kh Đ1: chưa", ["DOC-05"]),
        ("  qd Đ3: điều khoản thi hành\n", "  qd Đ3: điều khoản thi hành\n  qd Đ2: lý do khác\n", ["DOC-10"]),
        ("không mã hoá: {Đ2: chỉ nói chung}", "không mã hoá: Đ2", ["RULE-03"]),
        ("dự thảo: đúng, ", "", ["DOC-02"]),
    ],
)
def test_mistakes_are_told(tmp_path: Path, old: str, new: str, codes: list[str]) -> None:
    """A clause or document that is not declared, a list without reasons, a document without a number."""
    report = check(write(tmp_path, RULES.replace(old, new)))
    assert [each.code for each in report.findings if each.severity is tr.Severity.ERROR] == codes


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  qd Đ3: điều khoản thi hành\n", "  qd Đ3: điều khoản thi hành\n  qd Đ1: chỉ nói chung\n", ["`qd Đ1`"]),
        ("{Đ2: chỉ nói chung}", "{Đ2: chỉ nói chung, Đ1: chỉ nói chung}", ["`qd Đ1`"]),
        ("khi: giỏi", "yêu cầu: {a: giỏi, b: {không mã hoá: chỉ nói chung, căn cứ: qd Đ2}}", []),
    ],
)
def test_a_clause_that_is_left_out_and_cited_all_the_same_is_a_warning(
    tmp_path: Path, old: str, new: str, told: list[str]
) -> None:
    """Wherever it is left out; a part of a rule that is not encoded cites none as a rule."""
    report = check(write(tmp_path, RULES.replace(old, new)))
    warned = [each.message() for each in report.findings if each.severity is tr.Severity.WARNING]
    assert [message.partition(" ghi ")[0] for message in warned] == told
    assert all(message.endswith("căn cứ của T") for message in warned)


def test_what_another_ruleset_leaves_out_may_be_encoded(tmp_path: Path) -> None:
    """A child may make rules of clauses that its parent left out."""
    (tmp_path / "thu").mkdir()
    (tmp_path / "thu" / "2026.yaml").write_text(RULES, encoding="utf-8")
    text = "bộ quy tắc: thu/2027\ntên: Thử\nhiệu lực: {từ: 2027-01-01}\nkế thừa: [thu/2026]\n"
    text += "tiêu chí: {U: {cho: người, tên: t, căn cứ: qd Đ3, khi: không giỏi}}\n"
    (tmp_path / "thu" / "2027.yaml").write_text(text, encoding="utf-8")
    report = check(tmp_path / "thu" / "2027.yaml")
    assert report.clean
    assert report.ruleset is not None
    assert "U" in report.ruleset.program.conclusions
    assert "DOC-11" not in [each.code for each in report.findings]


def test_what_is_left_out_is_part_of_the_content(tmp_path: Path) -> None:
    """Another reason is another ruleset."""
    first = tr.load(write(tmp_path, RULES)).hash
    assert tr.load(write(tmp_path, RULES.replace("chỉ nói chung", "nói chung"))).hash != first
