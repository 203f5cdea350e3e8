"""Criteria that are there for others: decided, explained where they are used, and no column of any table."""

from pathlib import Path

import thidua_rules as tr
from thidua_rules.report.ruleset import ruleset_lines
from thidua_rules.report.table import sheets

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
    assert "KL Không bị kỷ luật: không đạt" in decision["a", "T"].explain()
    assert "[người] (dùng cho quy tắc khác, không báo riêng)" in list(ruleset_lines(rules.model, None, "vi"))
    without = RULES.replace("không báo riêng: đúng, ", "")
    (tmp_path / "bo.yaml").write_text(without, encoding="utf-8")
    assert tr.load(tmp_path / "bo.yaml").hash != rules.hash
