"""The greatest and least of some values, another value where there is none, and remainders."""

from pathlib import Path

import pytest

import thidua_rules as tr
from thidua_rules.diagnostics import RulesetError
from thidua_rules.proofs.checker.checker import check_proof

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  người:
    a: {kiểu: số nguyên, từ: 0, đến: 20, có thể không có: đúng}
    b: {kiểu: số nguyên, từ: 0, đến: 20, có thể không có: đúng}
    ngày vào: ngày
  phiếu:
    người: {kiểu: thuộc người, chiều ngược: phiếu}
    điểm: {kiểu: số nguyên, từ: 0, đến: 20}
đại lượng:
  lớn: {cho: người, kiểu: số nguyên, căn cứ: qd Đ1, tính: số lớn nhất trong (a; b)}
  nhỏ: {cho: người, kiểu: số nguyên, căn cứ: qd Đ1, tính: số nhỏ nhất trong (a; b; 5)}
  cao nhất: {cho: người, kiểu: số nguyên, căn cứ: qd Đ1, tính: 'lớn nhất điểm của phiếu, không có thì 0'}
  dư: {cho: người, kiểu: số nguyên, căn cứ: qd Đ1, tính: số dư của (a + b) chia 3}
  muộn: {cho: người, kiểu: ngày, căn cứ: qd Đ1, tính: ngày muộn nhất trong (ngày vào; 01/06/2026)}
tiêu chí:
  T: {cho: người, tên: t, căn cứ: qd Đ1, khi: CONDITION}
"""


def rules_with(folder: Path, condition: str = "lớn ≥ 5") -> tr.Ruleset:
    path = folder / "bo.yaml"
    path.write_text(RULES.replace("CONDITION", f"'{condition}'"), encoding="utf-8")
    return tr.load(path)


def decided(rules: tr.Ruleset, executor: str = "forward", **facts: object) -> tr.Decision:
    person = {"mã": "p", **facts}
    case = rules.read_case({"người": [person], "đầy đủ": ["người", "phiếu"]}, on="15/12/2026", period=2026)
    return rules.decide(case, executor=executor)


EXECUTORS = ["reference", "forward", pytest.param("durable", marks=pytest.mark.durable)]


@pytest.mark.parametrize("executor", EXECUTORS)
@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("7", "9", [9, 5, 1]),
        ("7", "không có", [7, 5, None]),
        ("không có", "3", [3, 3, None]),
        ("không có", "không có", [None, 5, None]),
    ],
)
def test_what_does_not_exist_is_left_out(
    tmp_path: Path, a: str, b: str, found: list[int | None], executor: str
) -> None:
    """The greatest and the least are of those that are there; a remainder of what is not there is not there."""
    decision = decided(rules_with(tmp_path), executor, a=a, b=b)
    values = [decision.value("p", name) for name in ("lớn", "nhỏ", "dư")]
    assert [None if each.status == "absent" else each.value for each in values] == found


@pytest.mark.parametrize("executor", EXECUTORS)
def test_what_is_not_known_leaves_an_interval(tmp_path: Path, executor: str) -> None:
    """One known and one unknown value bound the greatest from below, the least from above, and decide if they can."""
    rules = rules_with(tmp_path)
    decision = decided(rules, executor, a="7")
    assert [(decision.value("p", name).low, decision.value("p", name).high) for name in ("lớn", "nhỏ", "dư")] == [
        (7, 20),
        (0, 5),
        (0, 2),
    ]
    verdict = decision["p", "T"]
    assert verdict.status is tr.Status.MET
    assert check_proof(rules.program, decision.case, verdict.proof) == ()
    assert decision.value("p", "muộn").low.isoformat() == "2026-06-01"


def test_nobody_leaves_the_other_value(tmp_path: Path) -> None:
    """The greatest of nobody has no value; another one is taken, and told by its formula."""
    rules = rules_with(tmp_path, "(lớn nhất điểm của phiếu, không có thì 0) ≥ 1")
    decision = decided(rules)
    assert decision.value("p", "cao nhất").value == 0
    assert decision["p", "T"].status is tr.Status.NOT_MET
    assert "không có thì 0) = 0" in decision["p", "T"].explain(full=True)


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("số dư của a chia b = 0", "TYPE-62"),
        ("số dư của a chia 0 = 0", "TYPE-62"),
        ("số lớn nhất trong (a; ngày vào) ≥ 1", "TYPE-09"),
        ("(a, không có thì ngày vào) ≥ 1", "TYPE-09"),
    ],
)
def test_values_that_do_not_go_together_are_refused(tmp_path: Path, condition: str, code: str) -> None:
    """A divisor that is not written out, a number beside a day."""
    with pytest.raises(RulesetError) as caught:
        rules_with(tmp_path, condition)
    assert [each.code for each in caught.value.diagnostics] == [code]


def test_no_warning_where_another_value_stands_in(tmp_path: Path) -> None:
    """A value that may not exist is no pitfall inside of what does without it."""
    rules = rules_with(tmp_path, "(a, không có thì 0) ≥ 1 và số lớn nhất trong (a; b; 0) ≥ 1")
    assert [each.code for each in rules.findings if each.code == "TYPE-32"] == []
