"""What is needed where something must not be: told the right way round, and by the part that is in the way."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import thidua_rules as tr
from thidua_rules.decision import Decision
from thidua_rules.report.table import notes

RULES = """\
bộ quy tắc: thu/2026
tên: Bộ thử
hiệu lực: {từ: 2020-01-01}
văn bản:
  qc: {loại: quy chế, số hiệu: 9/QC, mục: {Đ1: một}}
từ vựng:
  người:
    điểm: {kiểu: số}
    số lần vắng: {kiểu: số nguyên, từ: 0}
    số buổi: {kiểu: số nguyên, từ: 1}
    mức: {kiểu: lựa chọn, lựa chọn: [kém, tốt]}
    ngày vào: ngày
  kỷ luật:
    người: {kiểu: thuộc người, chiều ngược: kỷ luật}
    nặng: đúng/sai
đại lượng:
  tỷ lệ vắng: {cho: người, kiểu: phần trăm, tính: số lần vắng / số buổi, căn cứ: qc Đ1}
danh hiệu:
  N1:
    cho: người
    tên: Một
    căn cứ: qc Đ1
    yêu cầu:
      a: không (điểm ≥ 5)
      b: không có kỷ luật trong đó nặng
      c: không (mức thuộc {“kém”})
      d: không (không (điểm < 5))
      e: không (điểm ≥ 5 và số lần vắng ≥ 1)
      g: (số buổi − số lần vắng) / (2 × số buổi) ≥ 90%
      h: tỷ lệ vắng ≤ 10%
    loại trừ: {x: {khi: điểm ≥ 9}}
  N2: {cho: người, tên: Hai, căn cứ: qc Đ1, yêu cầu: {a: {không: {1: điểm ≥ 5, 2: có kỷ luật, 3: điểm < 0}}}}
"""
RULES += """\
tiêu chí:
  F:
    cho: người
    tên: Công thức
    căn cứ: qc Đ1
    áp dụng khi: mức là “kém”
    yêu cầu:
      a: ngày vào + 10 tháng ≤ ngày 30/6 của năm của ngày vào
      b: số tháng kể từ ngày vào đến ngày xét ≥ 12
      c: làm tròn xuống đến 0,5 của (số lần vắng / số buổi) ≥ 1
      d: số lần vắng × (tháng của ngày vào − 1) ≤ 3
"""
DOSSIER = """\
ngày xét: 15/12/2026
kỳ xét: 2026
người:
  - {mã: p, điểm: 9, số lần vắng: 2, số buổi: 10, mức: kém, ngày vào: 15/03/2026, kỷ luật: [{mã: k, nặng: đúng}]}
  - {mã: q, điểm: -1, số lần vắng: 0, số buổi: 10, mức: tốt, kỷ luật: []}
"""


@cache
def decision() -> Decision:
    """The decision on somebody for whom everything is as it must not be, and on somebody for whom little is."""
    with TemporaryDirectory() as folder:
        home, facts = Path(folder, "bo.yaml"), Path(folder, "ho-so.yaml")
        home.write_text(RULES, encoding="utf-8")
        facts.write_text(DOSSIER, encoding="utf-8")
        rules = tr.load(home)
        return rules.decide(rules.read_case(facts))


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("N1.a", "điểm = 9, cần < 5"),
        ("N1.b", "số kỷ luật thoả điều kiện: 1, cần = 0"),
        ("N1.c", "mức = kém, cần khác “kém”"),
        ("N1.d", "điểm = 9, cần < 5"),
        ("N1.x", "điểm = 9, cần < 9"),
    ],
)
def test_the_need_is_that_it_be_otherwise(code: str, line: str) -> None:
    """Under a negation and of an exclusion, the bound told is the one that would have to hold."""
    assert line in decision()["p", code].explain(full=True)


def test_of_several_that_must_not_all_hold_none_is_asked_to_be_otherwise() -> None:
    """Either would do, so no bound of its own is told of each; the text of the requirement says it."""
    text = decision()["p", "N1.e"].explain(full=True).partition("Muốn đạt")[0]
    assert "điểm = 9   [" in text
    assert "số lần vắng = 2   [" in text
    assert "cần" not in text


@pytest.mark.parametrize("code", ["N2", "N2.a"])
def test_a_part_that_is_met_is_the_cause_where_none_may_be(code: str) -> None:
    """A group of which nothing may be met fails by the parts that are, with what would have to hold instead."""
    text = decision()["p", code].explain(full=True)
    assert "✓ N2.a.1  điểm ≥ 5: đạt" in text
    assert "điểm = 9, cần < 5" in text
    assert "✓ N2.a.2  có kỷ luật: đạt" in text


def test_a_table_names_the_parts_in_the_way() -> None:
    """The short notes name a group without a name by the parts that must not be met and are."""
    _, person = decision().case.of_type("người")
    assert "✗ N2.a không ý nào: điểm < 0" in notes(decision(), person, "vi")
