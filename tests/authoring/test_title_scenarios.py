"""Scenarios about titles, seats, scores, grades and money."""

from pathlib import Path

import pytest

from tests.authoring.small import lines, run
from tests.report.titles import DOSSIER, RULES

MONEY = """\
mức thưởng:
  tiền thử:
    cho: cá nhân
    căn cứ: vb-1 B
    mức lương: lương thử
    hệ số: {mức là “tốt”: 4/5, còn lại: 0}
    làm tròn: lên đến 10.000
"""
PARAMETER = "tham số:\n  lương thử: {kiểu: tiền, giá trị: '1.490.000', căn cứ: vb-1 B}\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with titles, a score, a grade and an amount of money."""
    rules = RULES.replace("tham số:\n", PARAMETER) + MONEY
    (tmp_path / "bo.yaml").write_text(rules, encoding="utf-8")
    return tmp_path


def scenario(expected: str) -> str:
    """A file with one scenario of six people and two seats."""
    question, dossier = DOSSIER.split("đầy đủ:")
    indented = "\n".join(f"      {line}" for line in f"đầy đủ:{dossier}".rstrip().splitlines())
    asked = "\n".join(f"    {line}" for line in question.rstrip().splitlines())
    return f"tình huống:\n  - tên: Sáu người\n{asked}\n    hồ sơ:\n{indented}\n    mong đợi:\n      {expected}\n"


@pytest.mark.parametrize(
    "expected",
    [
        "n1: {CSTĐ: đạt, đủ chuẩn CSTĐ: đạt, chỉ tiêu CSTĐ: đạt}",
        "n2: {CSTĐ: chưa đủ căn cứ}",
        "n4: {CSTĐ: ngoài chỉ tiêu}",
        "n4: {CSTĐ: Ngoài Chỉ Tiêu, đủ chuẩn CSTĐ: đạt, chỉ tiêu CSTĐ: không đạt}",
        "n4: {CSTĐ: không đạt}",
        "n5: {CSTĐ: không đạt, LĐTT.x1: không đạt, LĐTT: không đạt}",
        "a: {CTĐ: chưa đủ căn cứ}",
        "n2: {điểm thử: '8,75', mức thử: thấp}",
        "n1: {điểm thử: 10, mức thử: cao, tiền thử: '1.200.000'}",
        "n4: {điểm thử: 7, tiền thử: 0}",
    ],
)
def test_what_holds_passes(expected: str, home: Path) -> None:
    """A title may be expected to lack only a seat; its standard and quota are expected by their own codes."""
    (outcome,) = run(home, scenario(expected))
    assert outcome.passed, (outcome.faults, outcome.mismatches)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("n4: {CSTĐ: đạt}", "không đạt (ngoài chỉ tiêu)"),
        ("n1: {CSTĐ: ngoài chỉ tiêu}", "đạt"),
        ("n5: {CSTĐ: ngoài chỉ tiêu}", "không đạt"),
        ("n2: {CSTĐ: ngoài chỉ tiêu}", "chưa đủ căn cứ"),
        ("n2: {điểm thử: '8,7'}", "8,75"),
        ("n2: {mức thử: cao}", "thấp"),
        ("n1: {tiền thử: '1.192.000'}", "1.200.000"),
    ],
)
def test_what_does_not_hold_is_told_with_what_was_found(expected: str, actual: str, home: Path) -> None:
    """Outside the quota is not the same as failing the standard; values are compared exactly and told as written."""
    (outcome,) = run(home, scenario(expected))
    assert [each.actual for each in outcome.mismatches] == [actual]


def test_a_reason_is_given(home: Path) -> None:
    """A mismatch about a title is told with the seats and rivals behind it."""
    (outcome,) = run(home, scenario("n4: {CSTĐ: đạt}"))
    verdict = outcome.mismatches[0].verdict
    assert verdict is not None
    assert "xếp thứ 4 trong 5 ứng viên; 2 suất trong Cục A" in verdict.explain()


@pytest.mark.parametrize("expected", ["n1: {LĐTT: ngoài chỉ tiêu}", "n1: {LĐTT.a: ngoài chỉ tiêu}"])
def test_only_a_title_with_a_quota_can_be_outside_it(expected: str, home: Path) -> None:
    """Expecting it of anything else is a fault in the scenario."""
    (outcome,) = run(home, scenario(expected))
    assert [code for code, _ in lines(outcome.faults)] == ["TEST-06"]
