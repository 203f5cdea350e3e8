"""Which clauses are cited, and the notes that a check lists."""

from pathlib import Path

from tests.ruleset.test_ruleset_diagnostics import BASE
from thidua_rules.ruleset.checks.coverage import clause_findings, clause_report, notes
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


EVERYWHERE = """\
  cá nhân:
    đơn vị: {kiểu: thuộc tập thể, chiều ngược: thành viên}
    giỏi: đúng/sai
    phiếu: số
danh hiệu:
  A:
    cho: cá nhân
    căn cứ: vb-1 M1
    nguồn: tóm tắt
    yêu cầu: {a: {khi: giỏi, căn cứ: vb-1 M2, nguồn: tóm tắt}, b: {chưa có văn bản: thiếu, nguồn: tóm tắt}}
    loại trừ: {x1: {khi: giỏi, nguồn: tóm tắt, trừ khi: {e1: {khi: giỏi, căn cứ: vb-1 M3, nguồn: tóm tắt}}}}
    điều kiện thêm: {p: {khi: giỏi, căn cứ: vb-1 M4, nguồn: tóm tắt}}
    chỉ tiêu:
      trong: đơn vị
      căn cứ: vb-1 M5
      nguồn: tóm tắt
      khi bằng nhau: cùng loại
      giới hạn: {Q1: {tối đa: 3, căn cứ: vb-1 M1.a, nguồn: tóm tắt}}
  B: {cho: cá nhân, căn cứ: vb-1 M1, chưa có văn bản: cả điều}
điểm:
  S:
    cho: cá nhân
    căn cứ: vb-1 M1
    nguồn: tóm tắt
    mục:
      I: {tối đa: 5, trừ: {a: {tính: 1, căn cứ: vb-1 M2, nguồn: tóm tắt}}, nguồn: tóm tắt}
      II:
        {tối đa: 5, nguồn: tóm tắt,
         mục: {1: {tối đa: 5, nguồn: tóm tắt, bảng: {giỏi: {là: 5, nguồn: tóm tắt}, còn lại: 0}}}}
    điểm thưởng: {tính: 1, nguồn: tóm tắt}
xếp loại:
  G:
    cho: cá nhân
    căn cứ: vb-1 M3
    nguồn: tóm tắt
    bậc: [kém, tốt]
    bảng: {giỏi: {là: tốt, nguồn: tóm tắt, căn cứ: vb-1 M4}, còn lại: kém}
    điều chỉnh: [{mã: Đ1, khi: giỏi, hạ: 1, nguồn: tóm tắt, căn cứ: vb-1 M5}]
ràng buộc:
  C1: {cho: cá nhân, khi: phiếu ≥ 0, căn cứ: vb-1 M2, nguồn: tóm tắt}
mức thưởng:
  T: {cho: cá nhân, căn cứ: vb-1 M5, nguồn: tóm tắt, mức lương: 1.000, hệ số: {giỏi: {là: 2, nguồn: tóm tắt}}}
"""


def whole_model(folder: Path) -> RulesetModel:
    """The model of the rules above."""
    text = BASE.replace("mục: {M1: mục một, M2: mục hai}", CLAUSES) + EVERYWHERE
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    model, findings = read_ruleset(folder)
    assert findings == ()
    assert model is not None
    return model


def test_titles_scores_grades_and_amounts_cite(tmp_path: Path) -> None:
    """Every part of a title, quota, score, grade or amount cites on its own; the standard does not cite twice."""
    report = {each.clause: each.cited_by for each in clause_report(whole_model(tmp_path))}
    assert report == {
        "M1": ("A", "A.b", "A.x1", "B", "S", "S.I", "S.II", "S.II.1", "S.thưởng"),
        "M1.a": ("A.Q1",),
        "M2": ("C1", "A.a", "S.I.a"),
        "M3": ("A.x1.e1", "G"),
        "M4": ("A.p", "G"),
        "M5": ("T", "hệ số T", "chỉ tiêu A", "G (Đ1)"),
    }


def test_every_summary_is_a_note(tmp_path: Path) -> None:
    """`nguồn: tóm tắt` is listed wherever it is written, and once."""
    found = [each for each in notes(whole_model(tmp_path)) if each.code == "RULE-32"]
    assert len(found) == EVERYWHERE.count("nguồn: tóm tắt")
    assert [each.arguments["code"] for each in found][:5] == ["T", "hệ số T", "C1", "A", "A.a"]


def test_texts_that_are_not_at_hand_are_notes(tmp_path: Path) -> None:
    """A title and a requirement without text each give a note with the reason."""
    found = [each for each in notes(whole_model(tmp_path)) if each.code == "RULE-33"]
    assert [(each.arguments["code"], each.arguments["reason"]) for each in found] == [
        ("đủ chuẩn B", "cả điều"),
        ("A.b", "thiếu"),
    ]
