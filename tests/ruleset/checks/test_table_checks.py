"""Rows that can never be chosen and values that no row covers, against looking at every value one by one."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.ruleset.sections.test_title_diagnostics import START
from thidua_rules.conditions import NameTable, parse
from thidua_rules.diagnostics import Diagnostic, Severity
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.ruleset.checks.table_checks import table_findings
from thidua_rules.ruleset.model import QuantityDeclaration, RowDeclaration, RulesetModel, Written
from thidua_rules.ruleset.reading import read_ruleset

WORDS = """\
    x: số
    n: {kiểu: số nguyên, từ: 0, đến: 9}
    p: {kiểu: phần trăm, từ: 0%, đến: 100%, thập phân: 1}
    g: {kiểu: bậc, bậc: [kém, đạt, tốt], ngoài bậc: [miễn]}
    c: {kiểu: lựa chọn, lựa chọn: [đỏ, xanh]}
    k: {kiểu: số, có thể không có: đúng}
    b: đúng/sai
    h: đúng/sai
    m: {như: mức}
"""


def findings_of(folder: Path, rows: str, guard: str | None = None) -> list[Diagnostic]:
    """What is told of a quantity's table with these rows, the first of which stands at line 34."""
    table = "".join(f"      {row}: {number}\n" for number, row in enumerate(rows.split(" | ")))
    head = "đại lượng:\n  Q:\n"
    applies = "" if guard is None else f"    áp dụng khi: {guard}\n"
    text = f"{START}{WORDS}{head}    bảng:\n{table}    cho: cá nhân\n    kiểu: số\n{applies}"
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    model, findings = read_ruleset(folder)
    assert all(each.severity is not Severity.ERROR for each in findings), [each.text() for each in findings]
    assert model is not None
    return list(table_findings(model))


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ("x > 3 | x > 4 | còn lại", [35]),
        ("x > 3 | x ≤ 3 | x = 5", [36]),
        ("x > 4 | x > 3 | còn lại", []),
        ("x từ 3 đến 5 | x từ 4 đến dưới 5 | còn lại", [35]),
        ("x từ 3 đến dưới 5 | x = 5 | còn lại", []),
        ("x > 3 và x < 2 | còn lại", [34]),
        ("không (x < 3) | x ≥ 3 | còn lại", [35]),
        ("x ≥ 3 và b | x ≥ 4 và b | còn lại", [35]),
        ("x ≥ 3 và b | x ≥ 4 và h | còn lại", []),
        ("b | không b | x > 3", [36]),
        ("3 < x | x > 3 | còn lại", [35]),
        ("x thuộc {3; 4} | x = 4 | còn lại", [35]),
        ("g ≥ “đạt” | g là “tốt” | còn lại", [35]),
        ("g ≥ “đạt” | g < “đạt” | g là “miễn”", []),
        ("g thuộc {“kém”; “đạt”} | g ≤ “đạt” | còn lại", [35]),
        ("c là “đỏ” | c là “xanh” | c khác “đỏ”", [36]),
        ("k > 3 | k ≤ 3 | không (k > 3)", []),
        ("n > 8 | n = 9 | còn lại", [35]),
        ("số thành viên của đơn vị < 0 | còn lại", [34]),
        ("tỷ lệ thành viên của đơn vị trong đó b > 100% | còn lại", [34]),
    ],
)
def test_rows_that_can_never_be_chosen(tmp_path: Path, rows: str, lines: list[int]) -> None:
    """A row is told if the rows above it take all its cases, or if it has none."""
    found = [each for each in findings_of(tmp_path, rows) if each.code == "TABLE-01"]
    assert [each.place.line for each in found] == lines


@pytest.mark.parametrize(
    ("rows", "gaps"),
    [
        ("x > 3 | x < 3", "x = 3"),
        ("x ≥ 3 | x < 3", None),
        ("x ≥ 90 | x từ 70 đến dưới 80", "x < 70; 80 ≤ x < 90"),
        ("x ≥ 90 | x từ 70 đến 80 | x < 60", "60 ≤ x < 70; 80 < x < 90"),
        ("x > 1 | x = 0", "x < 0; 0 < x ≤ 1"),
        ("x > 3 | còn lại", None),
        ("n ≥ 5 | n ≤ 4", None),
        ("n ≥ 5 | n ≤ 3", "3 < n < 5"),
        ("p ≥ 90% | p ≤ 89,9%", None),
        ("p ≥ 90% | p ≤ 89,8%", "89,8% < p < 90%"),
        ("p > 0%", "p = 0%"),
        ("g ≥ “đạt” | g là “kém”", "g = “miễn”"),
        ("g ≥ “đạt” | g < “đạt” | g là “miễn”", None),
        ("c là “đỏ”", "c = “xanh”"),
        ("x > 0 | x < -3 | x = -1 | x = -2", "−3 ≤ x < −2; −2 < x < −1; −1 < x ≤ 0"),
        ("x = 0 | x = 1 | x = 2 | x > 3", "x < 0; 0 < x < 1; 1 < x < 2; …"),
        ("x > 3 và b", None),
        ("b", None),
        ("m là “cao”", "m = “thấp”"),
        ("k > 3 | k ≤ 3", "không có k"),
        ("k > 3 | không có k", "k ≤ 3"),
        ("k > 3 | k ≤ 3 | không có k", None),
        ("k > 3 | có k và k ≤ 3", "không có k"),
        ("k > 3 | k ≤ 3 | còn lại", None),
    ],
)
def test_values_that_no_row_covers(tmp_path: Path, rows: str, gaps: str | None) -> None:
    """A table on one value without `còn lại` tells each stretch it leaves out, as far as facts can lie there."""
    found = [each for each in findings_of(tmp_path, rows) if each.code == "TABLE-02"]
    if gaps is None:
        assert found == []
        return
    assert [(each.place.line, each.place.column) for each in found] == [(32, 3)]
    assert found[0].arguments["gaps"] == gaps
    assert gaps in found[0].message("vi")
    assert gaps in found[0].message("en")


def test_a_guard_that_asks_for_the_value_needs_no_row_for_its_absence(tmp_path: Path) -> None:
    """A table that applies only where its value exists leaves nothing out when it says nothing of `không có`."""
    findings = {guard: findings_of(tmp_path, "k > 3 | k ≤ 3", guard) for guard in ("có k và b", "b")}
    assert [each.code for each in findings["có k và b"]] == []
    assert [each.arguments.get("gaps") for each in findings["b"]] == ["không có k"]


def test_a_choice_that_may_be_absent_needs_a_row_for_its_absence(tmp_path: Path) -> None:
    """Rows for every option of a choice leave out who has none, and `check` names that as the witness."""
    text = START + (
        "    loại đơn vị: {kiểu: lựa chọn, lựa chọn: [sở, cục], có thể không có: đúng}\n"
        "đại lượng:\n  Q: {cho: cá nhân, kiểu: số nguyên, "
        "bảng: {loại đơn vị là “sở”: 1, loại đơn vị là “cục”: 2}}\n"
    )
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    model, findings = read_ruleset(tmp_path)
    assert findings == ()
    assert model is not None
    told = [(each.code, each.arguments["gaps"]) for each in table_findings(model)]
    assert told == [("TABLE-02", "không có loại đơn vị")]


def test_grades_and_items_are_looked_at_too(tmp_path: Path) -> None:
    """The tables of grades and of items, nested ones too, are read like those of quantities."""
    text = START + (
        "điểm:\n  S:\n    cho: cá nhân\n    căn cứ: vb-1 M1\n"
        "    mục: {I: {tối đa: 9, mục: {1: {tối đa: 9, bảng: {phiếu > 3: 9, phiếu > 4: 8, còn lại: 0}}}}}\n"
        "xếp loại:\n  G: {cho: cá nhân, căn cứ: vb-1 M1, bậc: [kém, tốt], bảng: {S > 3: tốt, S < 3: kém}}\n"
    )
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    model, findings = read_ruleset(tmp_path)
    assert findings == ()
    assert model is not None
    found = {each.code: each.arguments for each in table_findings(model)}
    assert found == {
        "TABLE-01": {"name": "S.I.1", "row": "phiếu > 4"},
        "TABLE-02": {"name": "G", "gaps": "S = 3"},
    }


def declared(rows: list[str | None], field: Field) -> RulesetModel:
    """A model with one table on that field."""
    names = NameTable.of([field.name])
    written = [None if row is None else Written(row, parse(row, names)) for row in rows]
    result = Written("1", parse("1", names))
    table = tuple(RowDeclaration(each, result) for each in written)
    shape = Field("Q", "q", Kind.NUMBER)
    vocabulary = Vocabulary((FactType("người", "nguoi", (field,)),))
    quantity = QuantityDeclaration("Q", "người", shape, None, table)
    return RulesetModel("a", "a", None, None, "ngày xét", (), (), (), vocabulary, (), (quantity,), ())


TESTS = {
    "x > {a}": lambda x, a, b: x > a,
    "x ≥ {a}": lambda x, a, b: x >= a,
    "x < {a}": lambda x, a, b: x < a,
    "x = {a}": lambda x, a, b: x == a,
    "x khác {a}": lambda x, a, b: x != a,
    "x từ {a} đến {b}": lambda x, a, b: a <= x <= b,
    "x từ {a} đến dưới {b}": lambda x, a, b: a <= x < b,
    "x từ {a} trở lên": lambda x, a, b: a <= x,
    "không (x ≤ {a} hoặc x > {b})": lambda x, a, b: not (x <= a or x > b),
    "x thuộc {{{a}; {b}}}": lambda x, a, b: x in (a, b),
}


@settings(max_examples=examples(150), deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(TESTS)), st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=5),
    st.booleans(),
)
def test_it_agrees_with_looking_at_every_value(rows: list[tuple[str, int, int]], whole: bool) -> None:
    """Exactly the rows that no value chooses are told, and there is a gap exactly if some value has no row."""
    field = Field("x", "x", Kind.INTEGER if whole else Kind.NUMBER, low=Fraction(0), high=Fraction(6), decimals=1)
    values = [Fraction(each, 1 if whole else 10) for each in range(7 if whole else 61)]
    texts = [text.format(a=a, b=b) for text, a, b in rows]
    first = [next((at for at, (text, a, b) in enumerate(rows) if TESTS[text](value, a, b)), None) for value in values]
    found = table_findings(declared(list(texts), field))
    unreached = [each.arguments["row"] for each in found if each.code == "TABLE-01"]
    assert len(unreached) == len(set(range(len(rows))) - set(first))
    assert (None in first) == any(each.code == "TABLE-02" for each in found)
