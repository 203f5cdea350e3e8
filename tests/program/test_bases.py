"""What the seats of a limit are reckoned from, directly or through quantities of the group."""

from pathlib import Path

import pytest

import thidua_rules as tr
from thidua_rules.program import ir
from thidua_rules.proofs.checker.checker import check_proof

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  tổ: {}
  người:
    tổ: {kiểu: thuộc tổ, chiều ngược: thành viên}
    cờ a: đúng/sai
    cờ b: đúng/sai
    số n: {kiểu: số nguyên, từ: 0, đến: 9}
đại lượng:
  cỡ: {cho: tổ, kiểu: số nguyên, căn cứ: qd Đ1, tính: số thành viên trong đó cờ b}
  tỷ lệ theo nhóm:
    cho: tổ
    kiểu: phần trăm
    căn cứ: qd Đ1
    bảng: {cỡ < 2: 50%, còn lại: 20%}
danh hiệu:
  DH:
    cho: người
    tên: một
    căn cứ: qd Đ1
    yêu cầu: {a: cờ a}
    chỉ tiêu:
      trong: tổ
      giới hạn: {Q1: {tối đa: SEATS, làm tròn: xuống}}
      ưu tiên: [số n giảm dần]
      khi bằng nhau: cùng được
"""
BY_MEMBERS = "tỷ lệ theo nhóm của tổ × số thành viên của tổ trong đó cờ b"
PEOPLE = [
    {"mã": "p0", "tổ": "t1", "cờ a": "đúng", "cờ b": "đúng", "số n": "9"},
    {"mã": "p1", "tổ": "t1", "cờ a": "đúng", "số n": "8"},
]
FACTS = {"tổ": [{"mã": "t1"}], "người": PEOPLE, "đầy đủ": ["tổ", "người"]}


def rules_with(folder: Path, seats: str) -> tr.Ruleset:
    path = folder / "bo.yaml"
    path.write_text(RULES.replace("SEATS", seats), encoding="utf-8")
    return tr.load(path)


@pytest.mark.parametrize("executor", ["reference", "forward", pytest.param("durable", marks=pytest.mark.durable)])
@pytest.mark.parametrize("seats", [BY_MEMBERS, "tỷ lệ theo nhóm của tổ × cỡ của tổ"])
def test_a_rate_by_size_is_reckoned_for_each_size(tmp_path: Path, seats: str, executor: str) -> None:
    """One member or two: half of one is no seat and a fifth of two is none; so nobody has one either way."""
    rules = rules_with(tmp_path, seats)
    case = rules.read_case(FACTS, on="15/12/2026", period=2026)
    decision = rules.decide(case, executor=executor)
    assert [decision[person, "DH"].status.name for person in ("p0", "p1")] == ["NOT_MET", "NOT_MET"]
    for person in ("p0", "p1"):
        assert check_proof(rules.program, case, decision[person, "DH"].proof) == ()


def test_a_rate_by_another_number_does_not_move_with_the_base(tmp_path: Path) -> None:
    """What counts other members than the base does is no way to it; it is reckoned as an interval."""
    rules = rules_with(tmp_path, "tỷ lệ theo nhóm của tổ × số thành viên của tổ trong đó cờ a")
    quota = next(each for each in rules.program.rules if isinstance(each, ir.Quota))
    assert quota.limits[0].base is not None
    assert quota.limits[0].through == ir.Through()
