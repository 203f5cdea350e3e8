"""Parameters in conditions: a switch may stand by itself, and a ceiling may be lifted when deciding."""

from decimal import Decimal
from pathlib import Path

import pytest

from thidua_rules import Ruleset, load
from thidua_rules.authoring.check import check
from thidua_rules.proofs.checker.checker import check_proof

RULES = """
bộ quy tắc: nho/2021
tên: Nhỏ
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
văn bản:
  vb: {số hiệu: 1/2020, ngày: 2020-01-01, cơ quan: Bộ, mục: {Đ1: một}}
tham số:
  đọc chặt: {kiểu: đúng/sai, giá trị: đúng, căn cứ: vb Đ1}
  tỷ lệ tối đa: {kiểu: phần trăm, giá trị: 50%, căn cứ: vb Đ1}
từ vựng:
  đơn vị: {}
  người:
    giỏi: đúng/sai
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: người của đơn vị}
tiêu chí:
  T: {cho: người, tên: Giỏi, căn cứ: vb Đ1, yêu cầu: {a: giỏi hoặc không đọc chặt}}
danh hiệu:
  A:
    cho: người
    tên: Được chọn
    căn cứ: vb Đ1
    yêu cầu: {a: giỏi}
    chỉ tiêu:
      trong: đơn vị
      giới hạn: {Q1: {tối đa: tỷ lệ tối đa × số người của đơn vị của đơn vị}}
      khi bằng nhau: cùng loại
"""


def load_rules(folder: Path) -> Ruleset:
    path = folder / "nho.yaml"
    path.write_text(RULES, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize(("strict", "status"), [(True, "not_met"), (False, "met")])
def test_a_switch_stands_by_itself_in_a_condition(tmp_path: Path, strict: bool, status: str) -> None:
    """A đúng/sai parameter is a condition, and its override changes the verdict."""
    ruleset = load_rules(tmp_path)
    case = ruleset.read_case({"người": [{"mã": "p", "giỏi": False}]}, on="2021-12-01", period=2021)
    for executor in ("forward", "reference"):
        decision = ruleset.decide(case, executor=executor, parameters={"đọc chặt": strict})
        assert decision["p", "T"].status.value == status


@pytest.mark.parametrize(("limit", "status"), [("50%", "not_met"), ("không giới hạn", "met")])
def test_a_ceiling_is_lifted_when_deciding(tmp_path: Path, limit: str, status: str) -> None:
    """`không giới hạn` lifts the limit that mentions the parameter; two who tie for one seat get none."""
    ruleset = load_rules(tmp_path)
    dossier = {
        "đầy đủ": ["người"],
        "đơn vị": [{"mã": "d"}],
        "người": [{"mã": key, "đơn vị": "d", "giỏi": True} for key in "pq"],
    }
    case = ruleset.read_case(dossier, on="2021-12-01", period=2021)
    for executor in ("forward", "reference"):
        decision = ruleset.decide(case, executor=executor, parameters={"tỷ lệ tối đa": limit})
        assert decision["p", "A"].status.value == status


NO_CEILING = """
bộ quy tắc: nho/2021
tên: Nhỏ
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
văn bản:
  vb: {số hiệu: 1/2020, ngày: 2020-01-01, cơ quan: Bộ, mục: {Đ1: một}}
tham số:
  không hạn chế: {kiểu: số nguyên, giá trị: không giới hạn, căn cứ: vb Đ1}
từ vựng:
  đơn vị: {lớn: đúng/sai}
  người:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: người của đơn vị}
    giỏi: đúng/sai
    tuổi: {kiểu: số nguyên, từ: 0}
đại lượng:
  số suất: {cho: đơn vị, kiểu: số nguyên, căn cứ: vb Đ1, bảng: {lớn: không hạn chế, còn lại: 1}}
tiêu chí:
  T: {cho: người, tên: Tuổi, căn cứ: vb Đ1, yêu cầu: {a: tuổi ≤ không hạn chế và không (tuổi > không hạn chế)}}
danh hiệu:
  A:
    cho: người
    tên: Được chọn
    căn cứ: vb Đ1
    yêu cầu: {a: giỏi}
    chỉ tiêu: {trong: đơn vị, giới hạn: {Q1: {tối đa: số suất của đơn vị}}, khi bằng nhau: cùng loại}
"""


@pytest.mark.parametrize("executor", ["forward", "reference", pytest.param("durable", marks=pytest.mark.durable)])
@pytest.mark.parametrize("closed", [["đơn vị", "người"], []])
def test_no_limit_comes_through_a_quantity(tmp_path: Path, closed: list[str], executor: str) -> None:
    """A great unit has no ceiling, though more may come; in a small one two who tie for the one seat get none."""
    (tmp_path / "nho.yaml").write_text(NO_CEILING, encoding="utf-8")
    ruleset = load(tmp_path / "nho.yaml")
    people = [{"mã": f"{unit}{n}", "đơn vị": unit, "giỏi": "đúng", "tuổi": "9"} for unit in "ab" for n in (1, 2)]
    facts = {"đơn vị": [{"mã": "a", "lớn": "đúng"}, {"mã": "b", "lớn": "sai"}], "người": people, "đầy đủ": closed}
    case = ruleset.read_case(facts, on="2021-12-01", period=2021)
    decision = ruleset.decide(case, executor=executor)
    assert [decision[key, "A"].status.value for key in ("a1", "a2")] == ["met", "met"]
    assert decision["b1", "A"].status.value == "not_met"
    assert decision["a1", "T"].status.value == "met"
    for key in ("a1", "b1"):
        assert check_proof(ruleset.program, case, decision[key, "A"].proof) == ()
    assert decision.value("a", "số suất").value == Decimal("Infinity")
    assert "không giới hạn" in decision["a1", "A"].explain(full=True)


DATED = """
bộ quy tắc: nho/2021
tên: Nhỏ
hiệu lực: {từ: 2020-01-01, đến: 2030-12-31}
chọn theo: ngày xét
văn bản:
  vb: {số hiệu: 1/2020, ngày: 2020-01-01, cơ quan: Bộ, mục: {Đ1: một}}
tham số:
  mức: {kiểu: phần trăm, giá trị: {2021-01-01: 50%, 2022-01-01: 60%}, hết hiệu lực: 2023-01-01, căn cứ: vb Đ1}
từ vựng:
  tổ: {tỷ lệ làm: {kiểu: phần trăm}}
  người: {tổ: {kiểu: thuộc tổ, chiều ngược: thành viên}, giỏi: đúng/sai}
tiêu chí:
  T: {cho: tổ, tên: t, căn cứ: vb Đ1, khi: tỷ lệ thành viên trong đó giỏi ≥ mức}
  V: {cho: tổ, tên: v, căn cứ: vb Đ1, khi: tỷ lệ làm ≥ mức}
"""


@pytest.mark.parametrize("executor", ["forward", "reference", pytest.param("durable", marks=pytest.mark.durable)])
@pytest.mark.parametrize(
    ("on", "status"),
    [("2020-06-01", "unknown"), ("2021-06-01", "met"), ("2022-06-01", "not_met"), ("2023-06-01", "unknown")],
)
def test_a_parameter_has_no_value_outside_its_table(tmp_path: Path, on: str, status: str, executor: str) -> None:
    """Before its first day and after its end the text says no value: undetermined, never the last one silently."""
    (tmp_path / "nho.yaml").write_text(DATED, encoding="utf-8")
    ruleset = load(tmp_path / "nho.yaml")
    people = [{"mã": f"p{n}", "tổ": "t", "giỏi": n == 1} for n in (1, 2)]
    facts = {"tổ": [{"mã": "t", "tỷ lệ làm": "50%"}], "người": people, "đầy đủ": ["tổ", "người"]}
    decision = ruleset.decide(ruleset.read_case(facts, on=on, period=2021), executor=executor)
    for code in ("T", "V"):
        verdict = decision["t", code]
        assert verdict.status.value == status
        assert verdict.reason == ("undetermined" if status == "unknown" else None)
        assert check_proof(ruleset.program, decision.case, verdict.proof) == ()


def test_check_notes_a_table_that_ends_before_the_ruleset(tmp_path: Path) -> None:
    """The table ends while the ruleset goes on, and begins after it: a note and a warning."""
    (tmp_path / "nho.yaml").write_text(DATED, encoding="utf-8")
    found = [each.code for each in check(str(tmp_path / "nho.yaml")).findings]
    assert [each for each in found if each.startswith("PARAM")] == ["PARAM-11", "PARAM-12"]
