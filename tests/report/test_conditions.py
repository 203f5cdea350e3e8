"""What explanations leave out because it would only mislead, and what they show although it decides nothing."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import thidua_rules as tr
from thidua_rules.decision import Decision
from thidua_rules.report.conditions import distinct
from thidua_rules.report.rendering import Renderer
from thidua_rules.report.table import notes

RULES = """\
bộ quy tắc: thu/2021
tên: Bộ thử
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
chọn theo: kỳ xét
văn bản:
  vb-1: {số hiệu: 01/VB, ngày: 2021-01-01, cơ quan: Bộ, mục: {A: a, B: b, C: c}}
  vb-2: {số hiệu: 02/VB, ngày: 2021-01-01, cơ quan: Bộ, mục: {A: a, B: b}}
tham số:
  số giải tối thiểu: {kiểu: số nguyên, giá trị: 0, căn cứ: vb-1 A}
từ vựng:
  tập thể:
    nộp đúng hạn: đúng/sai
    được gia hạn: đúng/sai
    được xét: đúng/sai
  giải thưởng:
    của đơn vị: {kiểu: thuộc tập thể, chiều ngược: giải}
    cấp bộ: đúng/sai
tiêu chí:
  A:
    cho: tập thể
    tên: Nộp và có giải
    căn cứ: [vb-1 A, vb-1 B, vb-2 A, vb-2 B, vb-1 C]
    khi: (nộp đúng hạn hoặc được gia hạn) và số giải trong đó cấp bộ ≥ số giải tối thiểu
  B:
    cho: tập thể
    tên: Có giải
    căn cứ: vb-1 B
    khi: số giải ≥ số giải tối thiểu
  C:
    cho: tập thể
    tên: Xét riêng
    căn cứ: vb-1 C
    áp dụng khi: được xét
    khi: nộp đúng hạn
  D:
    cho: tập thể
    tên: Tổng hợp
    căn cứ: vb-1 A
    yêu cầu:
      D.1: {khi: đạt C, căn cứ: vb-1 C}
  E:
    cho: tập thể
    tên: Theo nhóm
    căn cứ: vb-1 A
    áp dụng khi: được xét
    yêu cầu:
      E.1: {khi: nộp đúng hạn, căn cứ: vb-1 C}
"""

DOSSIER = {
    "ngày xét": "15/01/2022",
    "kỳ xét": "2021",
    "tập thể": [
        {"mã": "a", "nộp đúng hạn": "sai", "được gia hạn": "đúng", "được xét": "sai"},
        {"mã": "b", "nộp đúng hạn": "sai", "được gia hạn": "sai", "được xét": "đúng"},
        {"mã": "c", "nộp đúng hạn": "sai"},
    ],
    "giải thưởng": [{"mã": "g", "của đơn vị": "a"}],
}


@cache
def decision(least: str = "0") -> Decision:
    """What the ruleset finds, with so many prizes asked for."""
    with TemporaryDirectory() as folder:
        Path(folder, "bo.yaml").write_text(RULES, encoding="utf-8")
        rules = tr.load(folder)
    return rules.decide(rules.read_case(DOSSIER), parameters={"số giải tối thiểu": least})


def told(key: str, code: str, least: str = "0") -> str:
    """The explanation of a verdict."""
    return decision(least)[key, code].explain(full=True)


def test_a_count_of_which_none_is_asked_is_left_out() -> None:
    """A parameter of zero asks for nothing, so that no prize and no missing fact about one is told."""
    assert "số giải thoả điều kiện" not in told("a", "A")
    assert "cấp bộ   " not in told("a", "A")
    assert "chưa có" not in told("a", "A")


def test_a_count_of_which_some_is_asked_is_told() -> None:
    """With another parameter the count is told with what is needed."""
    assert "số giải thoả điều kiện: 0.., cần ≥ 1" in told("a", "A", "1")


def test_a_condition_that_asks_nothing_is_told_where_it_stands_alone() -> None:
    """A requirement is never without its reason."""
    assert "số giải: 1.., cần ≥ 0" in told("a", "B")


def test_of_alternatives_only_the_one_that_is_met_is_told() -> None:
    """What is not met, or not known, of alternatives of which one is met does not matter."""
    assert "được gia hạn = đúng" in told("a", "A")
    assert "nộp đúng hạn = sai" not in told("a", "A")


def test_all_alternatives_are_told_where_none_is_met() -> None:
    """Where no alternative is met, each of them is in the way."""
    assert "nộp đúng hạn = sai" in told("b", "A")
    assert "được gia hạn = sai" in told("b", "A")


def test_a_requirement_that_takes_over_what_does_not_apply_says_so() -> None:
    """A conclusion that does not apply is named by what it repeats."""
    assert "– C Xét riêng: không áp dụng" in told("a", "D")


def test_a_document_is_named_once_for_clauses_in_a_row() -> None:
    """The line of sources is short, and each clause still stands after its document."""
    assert "căn cứ: 01/VB, A; B; 02/VB, A; B; 01/VB, C" in told("a", "A")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [((), ""), (("vb-1 A",), "01/VB, A"), (("vb-1", "vb-1 A"), "01/VB; A"), (("vb-1 A", "vb-1"), "01/VB, A; 01/VB")],
)
def test_citations(given: tuple[str, ...], wanted: str) -> None:
    """Any number of citations, those of whole documents among them, can be written in a line."""
    assert Renderer(decision()).citations(given) == wanted


def test_in_short_a_group_that_may_not_apply_stands_in_the_way_itself() -> None:
    """Parts that are not met do not matter as long as it is not known whether they are asked for."""
    found = decision()
    assert "? E Theo nhóm" in notes(found, found.subject("c", "E"), "vi")
    assert "E.1" not in notes(found, found.subject("c", "E"), "vi")
    assert "✗ E.1" in notes(found, found.subject("b", "E"), "vi")


@pytest.mark.parametrize(
    ("key", "code", "wanted"),
    [
        ("c", "E", ("? áp dụng khi: chưa có: được xét",)),
        ("a", "E", ("✗ áp dụng khi: được xét = sai   [$.tập thể[0].được xét]",)),
        ("b", "E", ()),
        ("a", "D.1", ("– C Xét riêng: không áp dụng",)),
    ],
)
def test_reasons_tell_why_something_may_not_apply(key: str, code: str, wanted: tuple[str, ...]) -> None:
    """A guard that is not met or not known is a reason, and so is a conclusion that does not apply."""
    assert Renderer(decision()).reasons(decision()[key, code]) == wanted


def test_what_was_said_is_not_said_again_but_for_what_stands_below_another_line() -> None:
    """Blocks that are the same are told once; the same line below two others stays below both."""
    assert distinct(["a", "a", "b", "  x", "b", "  x", "c", "  x", "b", "  x", "  y"]) == (
        *("a", "b", "  x", "c", "  x"),
        *("b", "  x", "  y"),
    )


def test_of_a_conclusion_not_known_the_guard_that_is_not_known_is_told() -> None:
    """Below a conclusion that another one takes over, it is told that it may not apply."""
    assert "? áp dụng khi: chưa có: được xét" in told("c", "D")
