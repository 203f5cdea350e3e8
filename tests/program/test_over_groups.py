"""Sums over groups: each achievement once, at its highest level."""

from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from thidua_rules.diagnostics import RulesetError
from thidua_rules.proofs.checker.checker import check_proof
from thidua_rules.values import Status

RULES = """\
bộ quy tắc: thu/2026
tên: Thử
hiệu lực: {từ: 2026-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, mục: {Đ1: một}}}
từ vựng:
  người: {nghỉ: đúng/sai}
  phong trào: {}
  khen thưởng:
    người: {kiểu: thuộc người, chiều ngược: khen thưởng}
    phong trào: {kiểu: thuộc phong trào, có thể không có: đúng}
    thành tích: {kiểu: lựa chọn, lựa chọn: [a, b, c]}
    mức: {kiểu: tiền, từ: 0}
    bậc: {kiểu: bậc, bậc: [thấp, cao]}
    xong: đúng/sai
tiêu chí:
  T: {cho: người, tên: t, căn cứ: qd Đ1, khi: CONDITION}
"""
AWARDS = [
    {"mã": "1", "thành tích": "a", "mức": 30, "phong trào": "p", "xong": True},
    {"mã": "2", "thành tích": "a", "mức": 20, "phong trào": "q", "xong": True},
    {"mã": "3", "thành tích": "b", "mức": 10, "phong trào": "không có", "xong": False},
]
EXECUTORS = ["reference", "forward", pytest.param("durable", marks=pytest.mark.durable)]


def rules_with(folder: Path, condition: str) -> tr.Ruleset:
    path = folder / "bo.yaml"
    path.write_text(RULES.replace("CONDITION", condition), encoding="utf-8")
    return tr.load(path)


def verdict(rules: tr.Ruleset, awards: Any, executor: str = "forward") -> tr.Verdict:
    person = {"mã": "n", "khen thưởng": awards}
    data = {"phong trào": [{"mã": "p"}, {"mã": "q"}], "người": [person]}
    return rules.decide(rules.read_case(data, on="15/12/2026", period=2026), executor=executor)["n", "T"]


@pytest.mark.parametrize("executor", EXECUTORS)
@pytest.mark.parametrize(
    "condition",
    [
        "tổng (lớn nhất mức của khen thưởng) theo thành tích = 40",
        "tổng (nhỏ nhất mức của khen thưởng) theo từng thành tích = 30",
        "tổng (lớn nhất mức của khen thưởng) theo phong trào = 60",
        "tổng (lớn nhất mức của (khen thưởng trong đó xong)) theo thành tích = 30",
        "tổng (lớn nhất mức của (khen thưởng trong đó (mức > 90))) theo thành tích = 0",
        "2 × tổng (lớn nhất mức của khen thưởng) theo thành tích = 80",
    ],
)
def test_each_group_counts_once(tmp_path: Path, executor: str, condition: str) -> None:
    """Of the elements that share a value the greatest or least counts; `không có` is a value that may be shared."""
    rules = rules_with(tmp_path, condition)
    found = verdict(rules, AWARDS, executor)
    assert found.status is Status.MET
    assert check_proof(rules.program, found.decision.case, found.proof) == ()


@pytest.mark.parametrize("executor", EXECUTORS)
@pytest.mark.parametrize(("limit", "status"), [(40, Status.MET), (41, Status.UNKNOWN), (46, Status.NOT_MET)])
def test_an_unknown_group_leaves_an_interval(tmp_path: Path, executor: str, limit: int, status: Status) -> None:
    """An element whose group is not known adds where it adds least, or most; the group is what is missing."""
    rules = rules_with(tmp_path, f"tổng (lớn nhất mức của khen thưởng) theo thành tích ≥ {limit}")
    found = verdict(rules, [*AWARDS, {"mã": "4", "mức": 5}], executor)
    assert found.status is status
    if status is Status.UNKNOWN:
        assert [(each.subject.key, each.name) for each in found.missing() if each.subject] == [("4", "thành tích")]
    else:
        assert check_proof(rules.program, found.decision.case, found.proof) == ()


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("trung bình (lớn nhất mức của khen thưởng) theo thành tích ≥ 1", "TYPE-68"),
        ("tổng (trung bình mức của khen thưởng) theo thành tích ≥ 1", "TYPE-68"),
        ("tổng (lớn nhất bậc của khen thưởng) theo thành tích ≥ 1", "TYPE-20"),
        ("tổng (lớn nhất mức của khen thưởng) theo nghỉ ≥ 1", "NAME-02"),
    ],
)
def test_what_cannot_be_summed_is_told(tmp_path: Path, condition: str, code: str) -> None:
    """Only sums of greatest or least numbers have a meaning, by what the elements have."""
    with pytest.raises(RulesetError) as refused:
        rules_with(tmp_path, condition)
    assert [each.code for each in refused.value.diagnostics] == [code]


def test_theo_is_no_word_of_the_language_elsewhere(tmp_path: Path) -> None:
    """Only of a sum does `theo` say what groups are made by."""
    with pytest.raises(RulesetError, match="NAME-01"):
        rules_with(tmp_path, "số khen thưởng theo thành tích ≥ 1")
