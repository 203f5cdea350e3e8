"""What a quantity is declared to be, it is: a formula that may give anything else is refused at its place."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.program.small import HEAD, codes_of, ruleset
from thidua_rules.diagnostics import Diagnostic
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program.compile import compile_ruleset
from thidua_rules.ruleset.reading import read_ruleset

FIELDS = """\
  phòng:
    a: {kiểu: số, từ: -10, đến: 10, thập phân: 1}
    b: {kiểu: phần trăm, từ: 0%, đến: 100%, thập phân: 1}
    c: {kiểu: số nguyên, từ: 0, đến: 20}
    nguyên: {kiểu: số, từ: 0, đến: 20, thập phân: 0}
    tiền nhận: {kiểu: tiền, từ: 0, đến: 1.000.000}
    ngày vào: ngày
"""


def body(shape: str, rest: str) -> str:
    return f"{FIELDS}đại lượng:\n  x: {{cho: phòng, {shape}, căn cứ: vb-1 M1, {rest}}}\n"


def faults(folder: Path, shape: str, rest: str) -> list[Diagnostic]:
    """What is told of a quantity of this shape, by `tính` or `bảng`."""
    (folder / "bo.yaml").write_text(HEAD + body(shape, rest), encoding="utf-8")
    model, findings = read_ruleset(folder)
    assert model is not None, [each.text() for each in findings]
    return [each for each in compile_ruleset(model, Kind.YEAR)[1] if each.severity.value == "error"]


@pytest.mark.parametrize(
    ("shape", "rest", "told"),
    [
        ("kiểu: số nguyên", "tính: c / 2", [("TYPE-63", "c / 2")]),
        ("kiểu: số nguyên", "tính: a", [("TYPE-63", "a}")]),
        ("kiểu: số nguyên", "bảng: {c > 10: c, còn lại: '2,5'}", [("TYPE-63", "2,5")]),
        ("kiểu: số, từ: 0", "tính: a", [("TYPE-64", "a}")]),
        ("kiểu: số nguyên, từ: 0, đến: 5", "bảng: {c > 10: 5, c > 5: 7, còn lại: 1}", [("TYPE-64", "7")]),
        ("kiểu: phần trăm, đến: 100%", "tính: b + b", [("TYPE-64", "b + b")]),
        ("kiểu: số, thập phân: 2", "tính: 10 / 3", [("TYPE-65", "10 / 3")]),
        ("kiểu: số, thập phân: 2", "tính: a × a × a", [("TYPE-65", "a × a × a")]),
        ("kiểu: {kiểu: số, thập phân: 0}", "tính: a", [("TYPE-65", "a}")]),
        ("kiểu: phần trăm, thập phân: 0", "tính: b", [("TYPE-65", "b}")]),
        ("kiểu: tiền, thập phân: 0", "tính: tiền nhận × a", [("TYPE-65", "tiền nhận × a")]),
        ("kiểu: số, từ: 0, thập phân: 0", "tính: a", [("TYPE-64", "a}"), ("TYPE-65", "a}")]),
    ],
)
def test_what_a_quantity_is_not_declared_to_be_is_refused(
    tmp_path: Path, shape: str, rest: str, told: list[tuple[str, str]]
) -> None:
    """A fraction of a whole number, a value beyond the ends, more decimals: each at its formula or row."""
    found = faults(tmp_path, shape, rest)
    lines = (HEAD + body(shape, rest)).splitlines()
    assert [each.code for each in found] == [code for code, _ in told]
    for each, (_, at) in zip(found, told, strict=True):
        assert each.place.line is not None
        assert each.place.column is not None
        assert lines[each.place.line - 1][each.place.column - 1 :].startswith(at)
        assert all("{" not in each.message(lang) + str(each.hint(lang)) for lang in ("vi", "en"))


@pytest.mark.parametrize(
    ("shape", "rest"),
    [
        ("kiểu: số nguyên", "tính: làm tròn xuống của (c / 2)"),
        ("kiểu: số nguyên", "tính: nguyên × 2 + số tháng kể từ ngày vào đến ngày xét"),
        ("kiểu: số nguyên, từ: 0, đến: 5", "tính: số lớn nhất trong (0; số nhỏ nhất trong (c; 5))"),
        ("kiểu: phần trăm, từ: 0%, đến: 100%, thập phân: 1", "tính: b"),
        ("kiểu: phần trăm, thập phân: 2", "tính: b / 2"),
        ("kiểu: số, thập phân: 2", "tính: 'làm tròn gần nhất đến 0,01 của (10 / 3)'"),
        ("kiểu: số, thập phân: 2", "tính: a × a"),
        ("kiểu: số", "tính: 10 / 3"),
        ("kiểu: tiền", "tính: tiền nhận × a"),
        ("kiểu: tiền, thập phân: 0", "tính: làm tròn lên đến 1.000 của (tiền nhận × a)"),
        ("kiểu: số, từ: 0, đến: 5, thập phân: 1", "bảng: {c > 10: 5, còn lại: '0,5'}"),
    ],
)
def test_what_keeps_to_its_declaration_is_read(tmp_path: Path, shape: str, rest: str) -> None:
    """Rounding, bounding, or saying nothing of decimals is enough."""
    assert faults(tmp_path, shape, rest) == []


def test_a_fault_says_what_could_come_and_what_to_write(tmp_path: Path) -> None:
    """The range that is declared and the one of the formula are named, and how to round."""
    (range_, decimals) = faults(tmp_path, "kiểu: phần trăm, từ: 0%, đến: 50%, thập phân: 0", "tính: b + b")
    assert range_.message("vi") == "`x` khai báo trong 0%..50%, nhưng công thức này có thể ra 0%..200%"
    assert decimals.hint("vi") == "viết `làm tròn gần nhất đến 1% của (…)`, hoặc bỏ `thập phân`"
    (open_,) = faults(tmp_path, "kiểu: số nguyên, đến: 5", "tính: số tháng kể từ ngày vào đến ngày xét")
    assert open_.message("en") == "`x` is declared to lie in −∞..5, but this formula may come out in −∞..+∞"


def formulas() -> st.SearchStrategy[str]:
    """Formulas whose decimals end."""
    leaves = st.sampled_from(["a", "c", "nguyên", "2", "0,25"])
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds("({} {} {})".format, inner, st.sampled_from("+-×"), inner),
            st.builds("({} / {})".format, inner, st.sampled_from(["2", "5", "8", "2,5"])),
            st.builds("số lớn nhất trong ({}; {})".format, inner, inner),
            st.builds("làm tròn xuống đến {} của ({})".format, st.sampled_from(["1", "0,5", "0,01"]), inner),
        ),
        max_leaves=4,
    )


@settings(max_examples=examples(15))
@given(formulas(), st.integers(0, 8), st.lists(st.integers(-100, 100), min_size=3, max_size=3))
def test_what_is_accepted_never_has_more_decimals(formula: str, decimals: int, numbers: list[int]) -> None:
    """A formula that a number of decimals lets through has no more of them, whatever the facts."""
    text = body(f"kiểu: số, thập phân: {decimals}", f"tính: '{formula}'")
    codes = codes_of(text)
    if codes:
        assert codes == ["TYPE-65"]
        return
    rules = ruleset(text)
    first, second, third = numbers
    facts = {"mã": "p", "a": Fraction(first, 10), "c": abs(second) // 5, "nguyên": abs(third) // 5}
    case = rules.read_case({"phòng": [facts]}, on="15/12/2021", period=2021)
    found = rules.decide(case).record.value(SubjectId("phòng", "p"), "x")
    assert found.is_point
    assert found.low is not None
    assert (Fraction(found.low) * 10**decimals).denominator == 1


@pytest.mark.parametrize(
    ("declared", "codes"),
    [
        ("thập phân: 0, đến: 5", ["TYPE-64", "TYPE-70"]),
        ("thập phân: 1, làm tròn: gần nhất đến 0,5, đến: 10", []),
        ("từ: 1", ["TYPE-64"]),
    ],
)
def test_a_score_keeps_to_what_it_declares(tmp_path: Path, declared: str, codes: list[str]) -> None:
    """A score adds up to no less than `từ` and no more than `đến`, or is refused; of further decimals it is warned."""
    text = (
        "bộ quy tắc: thu/2026\ntên: t\nhiệu lực: {từ: 2026-01-01}\nvăn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}\n"
        "từ vựng: {người: {a: {kiểu: số nguyên, từ: 0, đến: 20}}}\nđiểm:\n"
        f"  d: {{cho: người, căn cứ: qd Đ1, {declared}, mục: {{I: {{tối đa: 10, tính: a / 3}}}}}}\n"
    )
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    model, _ = read_ruleset(tmp_path / "bo.yaml")
    assert model is not None
    findings = compile_ruleset(model)[1]
    assert [each.code for each in findings] == codes
