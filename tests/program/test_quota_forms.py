"""What quotas may say besides their limits: whose choice decides a tie, and where there is a limit at all."""

from pathlib import Path

import pytest

import thidua_rules as tr
from thidua_rules.diagnostics import RulesetError
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.report.ruleset import ruleset_lines

RULES = """\
bộ quy tắc: thu/2021
tên: Thử
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  đơn vị: {nhỏ: đúng/sai}
  cá nhân:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    giỏi: đúng/sai
    điểm: {kiểu: số, từ: 0, đến: 100}
    được chọn A: đúng/sai
  lần chọn:
    cá nhân: {kiểu: thuộc cá nhân, chiều ngược: lần chọn}
    danh hiệu: {kiểu: lựa chọn, lựa chọn: [A, B]}
danh hiệu:
  A:
    cho: cá nhân
    tên: Một
    căn cứ: qd Đ1
    yêu cầu: {a: giỏi}
    chỉ tiêu: {trong: đơn vị, giới hạn: {Q1: {tối đa: 1}}, ưu tiên: [điểm giảm dần], khi bằng nhau: TIES_A}
  B:
    cho: cá nhân
    tên: Hai
    căn cứ: qd Đ1
    yêu cầu: {a: giỏi}
    chỉ tiêu: {trong: đơn vị, giới hạn: {Q1: LIMIT_B}, ưu tiên: [điểm giảm dần], khi bằng nhau: TIES_B, WHEN_B}
"""
FIELD = "{hội đồng chọn: được chọn A}"
RECORD = "{hội đồng chọn: có lần chọn trong đó (danh hiệu là “B”)}"
EXECUTORS = ["reference", "forward", pytest.param("durable", marks=pytest.mark.durable)]


def rules_with(folder: Path, ties_b: str = RECORD, limit_b: str = "{tối đa: 1}", when_b: str = "") -> tr.Ruleset:
    text = RULES.replace("TIES_A", FIELD).replace("TIES_B", ties_b).replace("LIMIT_B", limit_b)
    path = folder / "bo.yaml"
    path.write_text(text.replace(", WHEN_B", f", {when_b}" if when_b else ""), encoding="utf-8")
    return tr.load(path)


def statuses(rules: tr.Ruleset, code: str, executor: str, chosen: str = "n1", small: bool = False) -> dict[str, str]:
    """Two people of one unit who are level: the first is chosen for A, `chosen` for B."""
    person = {"đơn vị": "d", "giỏi": "đúng", "điểm": "9"}
    people = [person | {"mã": "n1", "được chọn A": "đúng"}, person | {"mã": "n2", "được chọn A": "sai"}]
    facts = {
        "đơn vị": [{"mã": "d", "nhỏ": small}],
        "cá nhân": people,
        "lần chọn": [{"mã": "c1", "cá nhân": chosen, "danh hiệu": "B"}] if chosen else [],
        "đầy đủ": ["cá nhân", "đơn vị", "lần chọn"],
    }
    case = rules.read_case(facts, on="15/12/2021", period=2021)
    decision = rules.decide(case, executor=executor)
    for verdict in decision:
        assert check_proof(rules.program, case, verdict.proof) == ()
    return {key: decision[key, code].status.value for key in ("n1", "n2")}


@pytest.mark.parametrize("executor", EXECUTORS)
def test_a_council_chooses_for_each_title(tmp_path: Path, executor: str) -> None:
    """The first is chosen for A by a field of its own, the second for B by a record; each has the one title."""
    rules = rules_with(tmp_path)
    assert statuses(rules, "A", executor, "n2") == {"n1": "met", "n2": "not_met"}
    assert statuses(rules, "B", executor, "n2") == {"n1": "not_met", "n2": "met"}
    assert statuses(rules, "B", executor, "") == {"n1": "unknown", "n2": "unknown"}


@pytest.mark.parametrize("executor", EXECUTORS)
@pytest.mark.parametrize("where", ["limit", "quota"])
def test_there_is_no_limit_where_it_does_not_apply(tmp_path: Path, where: str, executor: str) -> None:
    """A small unit has no ceiling: all who are level get the title; a great one has one seat, and a tie for it."""
    guard = "áp dụng khi: không nhỏ của đơn vị"
    limit = f"{{tối đa: 1, {guard}}}" if where == "limit" else "{tối đa: 1}"
    rules = rules_with(tmp_path, "cùng loại", limit, guard if where == "quota" else "")
    assert statuses(rules, "B", executor, small=True) == {"n1": "met", "n2": "met"}
    assert statuses(rules, "B", executor, small=False) == {"n1": "not_met", "n2": "not_met"}


def test_a_limit_that_does_not_apply_says_so(tmp_path: Path) -> None:
    """The explanation names the condition, and so does the ruleset when it is printed."""
    rules = rules_with(tmp_path, "cùng loại", "{tối đa: 1, áp dụng khi: không nhỏ của đơn vị}")
    facts = {"đơn vị": [{"mã": "d", "nhỏ": "đúng"}], "cá nhân": [{"mã": "n", "đơn vị": "d", "giỏi": "đúng"}]}
    decision = rules.decide(rules.read_case(facts, on="15/12/2021", period=2021))
    assert "B.Q1: không giới hạn (áp dụng khi: không nhỏ của đơn vị)" in decision["n", "B"].explain(full=True)
    shown = "\n".join(ruleset_lines(rules.model, None, "vi"))
    assert "áp dụng khi: không nhỏ của đơn vị" in shown
    assert "bằng nhau thì hội đồng chọn: được chọn A" in shown


def test_a_choice_must_be_named(tmp_path: Path) -> None:
    """A treatment of ties that names nothing is a fault at its place."""
    with pytest.raises(RulesetError) as caught:
        rules_with(tmp_path, "{}")
    assert [each.code for each in caught.value.diagnostics] == ["QUOTA-07"]


def test_a_title_has_ways_of_which_one_needs_no_seat(tmp_path: Path) -> None:
    """Three have the title's one way or the other; those of the first take no seat, and the rest share the one."""
    text = RULES.split("danh hiệu:\n  A:")[0] + (
        "danh hiệu:\n  A:\n    cho: cá nhân\n    tên: Một\n    căn cứ: qd Đ1\n"
        "    một trong: {a: được chọn A, b: giỏi}\n"
        "    chỉ tiêu:\n      trong: đơn vị\n      áp dụng khi: không đạt A.a\n      giới hạn: {Q1: {tối đa: 1}}\n"
        "      ưu tiên: [điểm giảm dần]\n      khi bằng nhau: cùng loại\n"
    )
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    rules = tr.load(tmp_path / "bo.yaml")
    people = [
        {"mã": "đầu", "được chọn A": "đúng", "giỏi": "sai", "điểm": "9"},
        {"mã": "hai", "được chọn A": "sai", "giỏi": "đúng", "điểm": "8"},
        {"mã": "ba", "được chọn A": "sai", "giỏi": "đúng", "điểm": "7"},
        {"mã": "tư", "được chọn A": "sai", "giỏi": "sai", "điểm": "9"},
    ]
    facts = {"đơn vị": [{"mã": "d"}], "cá nhân": [each | {"đơn vị": "d"} for each in people], "đầy đủ": ["cá nhân"]}
    decision = rules.decide(rules.read_case(facts, on="15/12/2021", period=2021))
    assert [decision[each["mã"], "A"].status.value for each in people] == ["met", "met", "not_met", "not_met"]
    assert [decision[key, "A"].reason for key in ("ba", "tư")] == ["quota", "standard"]


def test_ways_stand_beside_requirements_and_exclusions(tmp_path: Path) -> None:
    """What is asked of all, one of the ways, and no exclusion."""
    text = RULES.split("danh hiệu:\n  A:")[0] + (
        "danh hiệu:\n  A:\n    cho: cá nhân\n    tên: Một\n    căn cứ: qd Đ1\n    yêu cầu: {a: giỏi}\n"
        "    một trong: {b: điểm ≥ 9, c: được chọn A}\n    loại trừ: {x: điểm = 0}\n"
    )
    (tmp_path / "bo.yaml").write_text(text, encoding="utf-8")
    rules = tr.load(tmp_path / "bo.yaml")
    rows = [
        ("đúng", "9", "sai"),
        ("đúng", "8", "đúng"),
        ("đúng", "8", "sai"),
        ("sai", "9", "sai"),
        ("đúng", "0", "đúng"),
    ]
    people = [{"mã": f"n{n}", "giỏi": a, "điểm": b, "được chọn A": c} for n, (a, b, c) in enumerate(rows)]
    decision = rules.decide(rules.read_case({"cá nhân": people}, on="15/12/2021", period=2021))
    assert [decision[each["mã"], "A"].status is tr.Status.MET for each in people] == [True, True, False, False, False]
