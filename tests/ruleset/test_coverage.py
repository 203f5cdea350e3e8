"""Which clauses are cited, and the notes that a check lists."""

from pathlib import Path

from tests.ruleset.test_ruleset_diagnostics import BASE
from thidua_rules.ruleset.coverage import clause_findings, clause_report, notes, uncited_clauses
from thidua_rules.ruleset.model import RulesetModel
from thidua_rules.ruleset.reading import read_ruleset

CLAUSES = "mục: {M1: một, M1.a: một a, M2: hai, M3: ba, M4: bốn, M5: năm}"
RULES = """\
  cá nhân:
    số ngày: {kiểu: số nguyên, mặc định: 0, căn cứ: vb-1 M4}
tham số:
  mốc: {kiểu: số, giá trị: 1, căn cứ: vb-1 M3}
tiêu chí:
  T:
    cho: tập thể
    căn cứ: vb-1 M1
    diễn giải: {chọn: A, lý do: B}
    yêu cầu:
      a: tốt
      b: {không mã hoá: lời kêu gọi, căn cứ: vb-1 M2}
      c: {khi: điểm thi đua > mốc, nguồn: tóm tắt}
"""


def model_of(folder: Path) -> RulesetModel:
    """The model of the rules above."""
    (folder / "bo.yaml").write_text(BASE.replace("mục: {M1: mục một, M2: mục hai}", CLAUSES) + RULES, encoding="utf-8")
    model, findings = read_ruleset(folder)
    assert findings == ()
    assert model is not None
    return model


def test_every_clause_is_listed_with_what_cites_it(tmp_path: Path) -> None:
    """Nodes, uncoded nodes, parameters and fields cite; a clause is not cited by what cites the one above it."""
    report = {each.clause: each.cited_by for each in clause_report(model_of(tmp_path))}
    assert report == {
        "M1": ("T", "T.a", "T.c"),
        "M1.a": (),
        "M2": ("T.b",),
        "M3": ("mốc",),
        "M4": ("số ngày",),
        "M5": (),
    }


def test_clauses_that_nothing_cites_are_warnings(tmp_path: Path) -> None:
    """Each is a finding at the document, in the order of the inventory."""
    model = model_of(tmp_path)
    assert uncited_clauses(model) == {"vb-1": ("M1.a", "M5")}
    findings = clause_findings(model)
    assert [(each.code, each.arguments["clause"], each.place.line) for each in findings] == [
        ("SET-21", "M1.a", 5),
        ("SET-21", "M5", 5),
    ]


def test_readings_and_gaps_are_notes(tmp_path: Path) -> None:
    """A recorded reading, an uncoded sentence and a summary each give a note."""
    assert [(each.code, each.arguments["code"]) for each in notes(model_of(tmp_path))] == [
        ("RULE-30", "T"),
        ("RULE-31", "T.b"),
        ("RULE-32", "T.c"),
    ]


def test_the_bundled_ruleset_is_clean_and_whole() -> None:
    """`btnmt/2021` reads without a finding, and every clause of its sources is cited."""
    folder = Path(__file__).parents[2] / "rulesets" / "btnmt" / "2021"
    model, findings = read_ruleset(folder)
    assert findings == ()
    assert model is not None
    assert uncited_clauses(model) == {}
    assert len(model.scenario_files) >= 4
