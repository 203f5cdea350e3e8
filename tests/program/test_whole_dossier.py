"""All subjects of a type in the dossier: counted, asked and ranked as any collection, complete when the type is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from thidua_rules.decision.as_data import proof_data
from thidua_rules.diagnostics import RulesetError
from thidua_rules.facts.case import Closure
from thidua_rules.facts.writing import to_dict
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.report.ruleset import ruleset_lines
from thidua_rules.values import Status

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  cụm: {}
  phòng: {cụm: {kiểu: thuộc cụm, chiều ngược: phòng ban}, tốt: đúng/sai, điểm: {kiểu: số nguyên, từ: 0, đến: 9}}
  người: {phòng: {kiểu: thuộc phòng, chiều ngược: nhân viên}, giỏi: đúng/sai}
xếp hạng:
  hạng: {cho: phòng, trong: hồ sơ, theo: [điểm giảm dần]}
danh hiệu:
  X:
    cho: phòng
    tên: x
    căn cứ: qd Đ1
    yêu cầu: {a: tốt}
    chỉ tiêu:
      trong: hồ sơ
      giới hạn: {Q1: {tối đa: 50% × số phòng của hồ sơ, làm tròn: xuống}}
      ưu tiên: [điểm giảm dần]
      khi bằng nhau: cùng được
tiêu chí:
  T: {cho: cụm, tên: t, căn cứ: qd Đ1, khi: 'CONDITION'}
"""
ROOMS = [{"mã": "a", "tốt": True, "điểm": 7}, {"mã": "b", "tốt": True, "điểm": 5}, {"mã": "c", "tốt": False}]
EXECUTORS = ["reference", "forward", pytest.param("durable", marks=pytest.mark.durable)]


def rules_with(folder: Path, condition: str = "số phòng của hồ sơ ≥ 1") -> tr.Ruleset:
    path = folder / "bo.yaml"
    path.write_text(RULES.replace("CONDITION", condition), encoding="utf-8")
    return tr.load(path)


def decided(
    rules: tr.Ruleset, closed: Sequence[str] = (), executor: str = "forward", rooms: Any = ROOMS
) -> tr.Decision:
    people = [{"mã": "n", "phòng": "a", "giỏi": True}]
    dossier = {"đầy đủ": list(closed), "cụm": [{"mã": "k"}], "phòng": rooms, "người": people}
    return rules.decide(rules.read_case(dossier, on="15/12/2026", period=2026), executor=executor)


@pytest.mark.parametrize("executor", EXECUTORS)
@pytest.mark.parametrize(
    ("condition", "open_", "closed"),
    [
        ("số phòng của hồ sơ trong đó tốt ≥ 2", Status.MET, Status.MET),
        ("số phòng của hồ sơ trong đó tốt ≤ 2", Status.UNKNOWN, Status.MET),
        ("có phòng của hồ sơ trong đó (điểm = 5)", Status.MET, Status.MET),
        ("mọi phòng của hồ sơ đều tốt", Status.NOT_MET, Status.NOT_MET),
        ("mọi (phòng của hồ sơ trong đó tốt) đều (điểm ≥ 5)", Status.UNKNOWN, Status.UNKNOWN),
        ("tỷ lệ phòng của hồ sơ trong đó tốt ≥ 60%", Status.UNKNOWN, Status.MET),
        ("tổng điểm của (phòng của hồ sơ trong đó tốt) = 12", Status.UNKNOWN, Status.MET),
        ("số nhân viên của phòng của hồ sơ trong đó giỏi ≥ 1", Status.MET, Status.MET),
        ("lớn nhất điểm của Phòng  của hồ sơ ≥ 7", Status.MET, Status.MET),
    ],
)
def test_the_subjects_of_a_type_are_a_collection(
    tmp_path: Path, executor: str, condition: str, open_: Status, closed: Status
) -> None:
    """From any type; what needs the whole list is known once the dossier says that the type is complete."""
    rules = rules_with(tmp_path, condition)
    for types, status in (((), open_), (("phòng",), closed)):
        verdict = decided(rules, types, executor)["k", "T"]
        whole = condition.startswith("mọi (") and types
        assert verdict.status is (Status.MET if whole else status)
        assert check_proof(rules.program, verdict.decision.case, verdict.proof) == ()


def test_the_missing_list_is_named(tmp_path: Path) -> None:
    """What is missing is that the type is complete: nothing of a list of the dossier's own."""
    (gap,) = decided(rules_with(tmp_path, "số phòng của hồ sơ trong đó tốt ≤ 2"), rooms=ROOMS)["k", "T"].missing()
    assert (gap.subject, gap.closure, gap.indirect) == (None, Closure("phòng"), False)


@pytest.mark.parametrize("executor", EXECUTORS)
def test_ranks_and_seats_are_of_the_whole_dossier(tmp_path: Path, executor: str) -> None:
    """`trong: hồ sơ` puts all subjects of the type in one group, whatever groups they are in besides."""
    found = decided(rules_with(tmp_path), ("phòng",), executor)
    assert found.value("b", "hạng").value is None
    assert [found[each, "X"].status for each in "abc"] == [Status.MET, Status.NOT_MET, Status.NOT_MET]
    rooms = [*ROOMS[:2], {**ROOMS[2], "điểm": 6}]
    assert [decided(rules_with(tmp_path), ("phòng",), executor, rooms).value(each, "hạng").value for each in "abc"] == [
        1,
        3,
        2,
    ]


@pytest.mark.parametrize(
    ("lang", "said", "same"), [("vi", "trong cả hồ sơ", "cùng"), ("en", "within the whole dossier", "same")]
)
def test_a_group_of_everybody_is_told_as_the_whole_dossier(tmp_path: Path, lang: str, said: str, same: str) -> None:
    """Nobody has a dossier in common with somebody: quotas and ranks say that they go through all of it."""
    rules = rules_with(tmp_path)
    shown = "\n".join(ruleset_lines(rules.model, None, lang))
    assert shown.count(said) == 2
    told = [shown, *(decided(rules, ("phòng",))["b", "X"].explain(lang, full=full) for full in (False, True))]
    assert not any(f"{same} `hồ sơ`" in each for each in told)


def test_nobody_sees_the_dossier(tmp_path: Path) -> None:
    """It is no type of the lists of a dossier, no class, and no fact of a proof."""
    rules = rules_with(tmp_path)
    found = decided(rules)
    assert "hồ sơ" not in to_dict(found.case)
    assert [each.__name__ for each in rules.facts] == ["Cum", "Phong", "Nguoi"]
    assert "hồ sơ" not in str(proof_data(found, found["k", "T"].proof))
    with pytest.raises(tr.DossierError, match="FACT-20"):
        rules.read_case({"hồ sơ": [{}]}, on="15/12/2026", period=2026)


@pytest.mark.parametrize(
    ("condition", "hint"),
    [
        ("số người trong đó giỏi ≥ 1", "viết `nhân viên của phòng` hoặc `người của hồ sơ`"),
        ("số phòng trong đó tốt ≥ 1", "viết `phòng ban` hoặc `phòng của hồ sơ`"),
    ],
)
def test_a_type_is_no_collection(tmp_path: Path, condition: str, hint: str) -> None:
    """The name of a type by itself is refused, with the collections that its subjects are in."""
    with pytest.raises(RulesetError) as refused:
        rules_with(tmp_path, condition)
    assert hint in refused.value.diagnostics[0].text()
