"""Many findings of one kind in one column are told as one."""

import openpyxl
import pytest

import thidua_rules as tr
from thidua_rules.diagnostics import Diagnostic, DossierError, Place, folded, more_places


def test_a_column_of_equal_faults_is_one_fault_with_its_count(tmp_path) -> None:
    """A template whose 500 shares are written in words is refused once, and another column's fault stands by itself."""
    (tmp_path / "bo.yaml").write_text(
        "bộ quy tắc: r/2021\ntên: r\nhiệu lực: {từ: 2021-01-01}\nvăn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}\n"
        "từ vựng: {người: {điểm: {kiểu: số, thập phân: 2}, ngày vào: ngày}}\n"
        "tiêu chí: {T: {cho: người, tên: t, căn cứ: qd Đ1, khi: điểm ≥ 5}}\n",
        encoding="utf-8",
    )
    book = openpyxl.Workbook()
    book.active.title = "người"
    book.active.append(["mã", "điểm", "ngày vào"])
    for number in range(500):
        book.active.append([f"p{number}", "chín", "tháng tư" if number == 7 else "01/04/2020"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(DossierError) as caught:
        tr.load(tmp_path / "bo.yaml").read_case(tmp_path / "a.xlsx", on="15/12/2021", period=2021)
    assert len(caught.value.diagnostics) == 501
    told = str(caught.value).splitlines()
    assert len([line for line in told if "lỗi" in line]) == 2
    assert "và 499 chỗ nữa như vậy: dòng 3, dòng 4, dòng 5, dòng 6, dòng 7 …" in told


def test_a_few_stay_apart() -> None:
    """Three of a kind are three findings, and so are many of a ruleset's."""
    cells = [Diagnostic("FACT-01", Place("a.xlsx", line, sheet="s", cell_column="c")) for line in (2, 3, 4)]
    assert [places for _, places in folded(cells)] == [(), (), ()]
    lines = [Diagnostic("VOC-03", Place("a.yaml", line, 1), {"type": "người"}) for line in range(9)]
    assert [places for _, places in folded(lines)] == [()] * 9
    assert more_places(()) == ""
    assert more_places([Place(path="$.a")], "en") == "and 1 more like it: $.a"
