"""Texts of the kind `chữ`: compared as names are, shown as they were written."""

import unicodedata

import pytest

import thidua_rules as tr
from thidua_rules.facts.texts import Text
from thidua_rules.proofs.checker.checker import check_proof

RULES = """\
bộ quy tắc: thu/2026
tên: Loại trừ theo chữ
hiệu lực: {từ: 2026-01-01}
văn bản: {qc: {số hiệu: 9/QC, mục: {Đ1: một}}}
từ vựng:
  cá nhân:
    hình thức kỷ luật: chữ
    hình thức đề nghị: chữ
tham số:
  mức trần: {kiểu: chữ, giá trị: “Cảnh cáo”, căn cứ: qc Đ1}
tiêu chí:
  D: {cho: cá nhân, tên: D, căn cứ: qc Đ1, khi: hình thức kỷ luật = mức trần}
  A: {cho: cá nhân, tên: A, căn cứ: qc Đ1, khi: hình thức kỷ luật là “Cảnh cáo”}
  B: {cho: cá nhân, tên: B, căn cứ: qc Đ1, khi: 'hình thức kỷ luật thuộc {“Cảnh cáo”; “Khiển trách”}'}
  C: {cho: cá nhân, tên: C, căn cứ: qc Đ1, khi: hình thức kỷ luật = hình thức đề nghị}
"""
SPELLINGS = [
    "Cảnh cáo",
    "cảnh cáo",
    "CẢNH CÁO",
    "Cảnh cáo ",
    "Cảnh\u00a0cáo",
    unicodedata.normalize("NFD", "Cảnh  cáo"),
]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    """Three conditions on one text."""
    path = tmp_path_factory.mktemp("bo") / "bo.yaml"
    path.write_text(RULES, encoding="utf-8")
    return tr.load(path)


@pytest.mark.parametrize("executor", ["reference", "forward"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_text_is_known_by_any_spelling(rules: tr.Ruleset, spelling: str, executor: str) -> None:
    """Capitals, blanks, composition, a parameter in quotes: no text escapes a rule by these; the checker agrees."""
    facts = {"cá nhân": [{"mã": "a", "hình thức kỷ luật": spelling, "hình thức đề nghị": "CẢNH cáo"}]}
    decision = rules.decide(rules.read_case(facts, on="15/12/2026", period=2026), executor=executor)
    for code in ("A", "B", "C", "D"):
        verdict = decision["a", code]
        assert verdict.status is tr.Status.MET
        assert check_proof(rules.program, decision.case, verdict.proof) == ()


def test_another_text_stays_another(rules: tr.Ruleset) -> None:
    """A text that is not a spelling of the one asked for does not meet the rule."""
    facts = {"cá nhân": [{"mã": "a", "hình thức kỷ luật": "Cảnh báo", "hình thức đề nghị": "Cảnh cáo"}]}
    decision = rules.decide(rules.read_case(facts, on="15/12/2026", period=2026))
    assert {decision["a", code].status for code in ("A", "B", "C", "D")} == {tr.Status.NOT_MET}


def test_equal_texts_hash_alike_and_show_as_written() -> None:
    """Spellings of one text are one element of a set and read as written; a plain `str` is none of them."""
    assert len({Text(each) for each in SPELLINGS}) == 1
    assert str(Text("CẢNH cáo")) == "CẢNH cáo"
    assert Text("a") != Text("b")
    assert Text("a") == Text("A")
    plain: object = "a"
    assert Text("a") != plain
