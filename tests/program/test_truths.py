"""True/false quantities: a condition with a name of its own, said once and used wherever conditions are."""

import pytest

from tests.program.small import amounts, codes_of, one, ruleset
from thidua_rules.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.report.table import sheets
from thidua_rules.values import EITHER, MET, NOT_APPLICABLE, NOT_MET, UNDETERMINED

EXECUTORS = ("reference", "forward", pytest.param("durable", marks=pytest.mark.durable))

RULES = """
đại lượng:
  siêng năng: {cho: cá nhân, kiểu: đúng/sai, tính: không (số buổi ≥ 3 hoặc vi phạm)}
  nhiều lần:
    cho: cá nhân
    kiểu: đúng/sai
    bảng: {số lần < 2: sai, số lần ≥ 2: không, còn lại: có}
  hở: {cho: cá nhân, kiểu: đúng/sai, bảng: {số lần > 3: đúng}}
  quản lý tốt: {cho: cá nhân, kiểu: đúng/sai, áp dụng khi: quản lý, tính: siêng năng và phiếu ≥ 10}
  đơn vị gương mẫu: {cho: tập thể, kiểu: đúng/sai, tính: mọi thành viên đều siêng năng}
  hạng: {cho: cá nhân, kiểu: số, bảng: {siêng năng: 2, còn lại: 1}}
  số người siêng: {cho: tập thể, kiểu: số nguyên, tính: số thành viên trong đó siêng năng}
tiêu chí:
  A: {căn cứ: vb-1 M1, cho: cá nhân, khi: siêng năng}
  B: {căn cứ: vb-1 M1, cho: cá nhân, khi: không siêng năng hoặc vi phạm}
  C: {căn cứ: vb-1 M1, cho: cá nhân, áp dụng khi: siêng năng, khi: đơn vị đơn vị gương mẫu}
  D: {căn cứ: vb-1 M1, cho: cá nhân, khi: quản lý tốt}
"""


@pytest.mark.parametrize("executor", EXECUTORS)
def test_a_true_false_quantity_stands_wherever_a_condition_does(executor: str) -> None:
    """Alone, negated, in a guard, after a path, in `trong đó` and in a table it is the condition that it names."""
    rules = ruleset(RULES)
    people = {
        "a": {"đơn vị": "d", "số buổi": 1, "vi phạm": False, "phiếu": 12, "quản lý": True},
        "b": {"đơn vị": "d", "số buổi": 3, "vi phạm": False, "quản lý": False},
        "c": {"đơn vị": "e", "số buổi": 0, "vi phạm": False},
    }
    units = [{"mã": "d"}, {"mã": "e"}]
    found = amounts(rules, people, executor, **{"tập thể": units})
    assert [found(each, "A") for each in "abc"] == [MET, NOT_MET, MET]
    assert [found(each, "B") for each in "abc"] == [NOT_MET, MET, NOT_MET]
    assert [found(each, "C") for each in "abc"] == [NOT_MET, NOT_APPLICABLE, MET]
    assert [found(each, "hạng").low for each in "abc"] == [2, 1, 2]
    assert [found(each, "D") for each in "ab"] == [MET, NOT_APPLICABLE]


@pytest.mark.parametrize("executor", EXECUTORS)
def test_what_is_not_known_of_a_true_false_quantity_is_not_known_of_its_users(executor: str) -> None:
    """A missing fact leaves both answers open unless another decides; where no row is met it is undetermined."""
    found = one(ruleset(RULES), {"số lần": 2}, executor)
    assert (found("siêng năng"), found("A"), found("B")) == (EITHER, EITHER, EITHER)
    assert found("hở") == UNDETERMINED
    assert one(ruleset(RULES), {"vi phạm": True}, executor)("A") == NOT_MET


@pytest.mark.parametrize("executor", EXECUTORS)
def test_rows_that_agree_answer_though_none_is_chosen(executor: str) -> None:
    """A table that tests one value is read cell by cell: whatever the number of times, the answer is `sai`."""
    assert one(ruleset(RULES), {}, executor)("nhiều lần") == NOT_MET


def test_proofs_tell_a_true_false_quantity_by_its_answer() -> None:
    """It is told like a fact, with what it rests on, has no verdict of its own in a table, and the checker agrees."""
    rules = ruleset(RULES)
    case = rules.read_case(
        {"ngày xét": "2021-12-01", "kỳ xét": "2021", "cá nhân": [{"mã": "a", "số buổi": 4, "số lần": 2}]}
    )
    decision = rules.decide(case)
    told = decision["a", "A"].explain(full=True).splitlines()
    assert any(line.strip() == "siêng năng = sai" for line in told)
    assert any("số buổi = 4" in line for line in told)
    assert {verdict.code for verdict in decision} == {"A", "B", "C", "D"}
    assert "siêng năng" not in {code for code, _ in _columns(decision)}
    person = SubjectId("cá nhân", "a")
    for code in ("A", "B", "siêng năng", "nhiều lần"):
        proof = decision[person, code].proof
        assert not check_proof(rules.program, case, proof), code


def _columns(decision: Decision) -> list[tuple[str, str]]:
    return [column for sheet in sheets(decision) for column in sheet.criteria]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  x: {cho: cá nhân, kiểu: số, tính: siêng năng + 1}", "TYPE-18"),
        ("  x: {cho: cá nhân, kiểu: đúng/sai, tính: số buổi}", "TYPE-02"),
        ("  A: {cho: cá nhân, kiểu: đúng/sai, tính: vi phạm}", "RULE-21"),
    ],
)
def test_a_condition_is_no_value_and_a_value_no_condition(text: str, code: str) -> None:
    """A true/false quantity cannot be reckoned with, holds a condition, and shares its name with no conclusion."""
    head = RULES.split("tiêu chí:")
    assert codes_of(f"{head[0]}{text}\ntiêu chí:{head[1]}") == [code]
