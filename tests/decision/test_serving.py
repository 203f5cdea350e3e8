"""Criteria that are no verdict on anybody: those that are there for others, and those that are only noted."""

from pathlib import Path

import thidua_rules as tr
from tests.report.page.reading import Page
from thidua_rules.report.ruleset import ruleset_lines
from thidua_rules.report.table import details, sheets

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một, Đ2: hai}}}
từ vựng: {người: {bị kỷ luật: đúng/sai, giỏi: đúng/sai}}
tiêu chí:
  KL: {cho: người, tên: Không bị kỷ luật, căn cứ: qd Đ1, không báo riêng: đúng, khi: không bị kỷ luật}
  T: {cho: người, tên: Tốt, căn cứ: qd Đ2, yêu cầu: {a: giỏi, b: đạt KL}}
"""


def test_a_serving_criterion_is_told_where_it_is_used(tmp_path: Path) -> None:
    """It is no verdict of its own in lists and tables; asked for by its code it answers, and explanations name it."""
    (tmp_path / "bo.yaml").write_text(RULES, encoding="utf-8")
    rules = tr.load(tmp_path / "bo.yaml")
    facts = {"người": [{"mã": "a", "bị kỷ luật": "đúng", "giỏi": "đúng"}]}
    decision = rules.decide(rules.read_case(facts, on="15/12/2026", period=2026))
    assert {verdict.code for verdict in decision} == {"T"}
    assert [code for code, _ in sheets(decision)[0].criteria] == ["T"]
    assert decision["a", "KL"].status is tr.Status.NOT_MET
    assert "KL Không bị kỷ luật: không đạt" in decision["a", "T"].explain(full=True)
    assert "[người] (dùng cho quy tắc khác, không báo riêng)" in list(ruleset_lines(rules.model, None, "vi"))
    without = RULES.replace("không báo riêng: đúng, ", "")
    (tmp_path / "bo.yaml").write_text(without, encoding="utf-8")
    assert tr.load(tmp_path / "bo.yaml").hash != rules.hash


def test_what_is_only_noted_is_neither_met_nor_unmet(tmp_path: Path) -> None:
    """It has a column of its own, with `có` and `không`; it is in nobody's way, in no count, and nothing is advised."""
    text = RULES.replace("không báo riêng: đúng", "chỉ ghi nhận: đúng")
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    rules = tr.load(tmp_path / "bo.yaml")
    people = [{"mã": "a", "bị kỷ luật": "đúng", "giỏi": "đúng"}, {"mã": "b", "bị kỷ luật": "sai"}, {"mã": "c"}]
    decision = rules.decide(rules.read_case({"người": people}, on="15/12/2026", period=2026))
    (sheet,) = sheets(decision)
    assert [code for code, _ in sheet.criteria] == ["T"]
    assert sheet.measures == ("Không bị kỷ luật",)
    assert [line.values for line in sheet.lines] == [("không",), ("có",), ("? chưa biết",)]
    assert all("KL Không" not in line.notes.split("; ") for line in sheet.lines)
    assert {each.noted for each in details(decision) if each.code == "KL"} == {"không", "có", "chưa biết"}
    told = decision["a", "KL"].explain()
    assert told.splitlines()[0].endswith("KL Không bị kỷ luật: KHÔNG")
    assert "Muốn đạt" not in told
    assert decision["a", "KL"].status is tr.Status.NOT_MET
    assert [row[6] for row in Page(decision.to_html()).people] == [["không"], ["có"], ["? chưa biết"]]
    assert "[người] (chỉ ghi nhận)" in list(ruleset_lines(rules.model, None, "vi"))
    without = text.replace("chỉ ghi nhận: đúng, ", "")
    (tmp_path / "bo.yaml").write_text(without, encoding="utf-8")
    assert tr.load(tmp_path / "bo.yaml").hash != rules.hash
