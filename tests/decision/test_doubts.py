"""The doubts that a decision rests on, in every form that it is written in."""

from pathlib import Path

import openpyxl

import thidua_rules as tr


def test_doubts_stand_in_the_decision(tmp_path: Path) -> None:
    """What was doubtful on reading, and a ruleset not in force, are told in every form a decision is written in."""
    (tmp_path / "bo.yaml").write_text(
        "bộ quy tắc: r/2021\ntên: r\nhiệu lực: {từ: 2021-01-01, đến: 2021-12-31}\n"
        "văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}\n"
        "từ vựng: {người: {tỷ lệ làm: {kiểu: phần trăm, thập phân: 2}}}\n"
        "tiêu chí: {T: {cho: người, tên: t, căn cứ: qd Đ1, khi: tỷ lệ làm ≥ 50%}}\n",
        encoding="utf-8",
    )
    rules = tr.load(tmp_path / "bo.yaml")
    case = rules.read_case({"người": [{"mã": "a", "tỷ lệ làm": 200 / 3}]}, on="15/12/2022", period=2022)
    decision = rules.decide(case)
    assert [each.code for each in decision.findings] == ["FACT-51", "USE-67"]
    assert [each["code"] for each in decision.to_dict()["findings"]] == ["FACT-51", "USE-67"]
    decision.to_xlsx(tmp_path / "a.xlsx")
    cells = [cell.value for row in openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0] for cell in row]
    for words in ("66,66%..66,67%", "01/01/2021–31/12/2021"):
        assert words in decision.to_html()
        assert any(isinstance(cell, str) and words in cell for cell in cells)
