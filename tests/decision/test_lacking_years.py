"""Which records a run of years lacks, where the list of records may go on."""

from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from thidua_rules.proofs.checker.checker import check_proof

RUN = "số năm liên tục đến năm xét có danh hiệu năm trong đó được CSTĐCS"
RULES = """\
bộ quy tắc: cum/2026
tên: Năm năm liền
hiệu lực: {từ: 2026-01-01}
văn bản: {qc: {số hiệu: 9/QC, mục: {Đ1: liên tục}}}
từ vựng:
  người: {ghi chú: chữ}
  danh hiệu năm:
    khoá: [người, năm]
    người: {kiểu: thuộc người, chiều ngược: danh hiệu năm}
    năm: NĂM
    được CSTĐCS: đúng/sai
đại lượng:
  chuỗi:
    cho: người
    kiểu: số nguyên
    căn cứ: qc Đ1
    tính: LIỀN
  gấp đôi: {cho: người, kiểu: số nguyên, căn cứ: qc Đ1, tính: chuỗi + chuỗi}
tiêu chí:
  BK: {cho: người, tên: bằng khen, căn cứ: qc Đ1, khi: chuỗi ≥ 5}
  NHỎ: {cho: người, tên: ba năm, căn cứ: qc Đ1, khi: LIỀN > 2}
  ĐÔI: {cho: người, tên: gấp đôi, căn cứ: qc Đ1, khi: gấp đôi ≥ 10}
"""


def decided(
    folder: Path, years: dict[int, bool | None], is_open: bool = True, field: str = "{kiểu: năm}"
) -> tr.Decision:
    """A person with these yearly records."""
    path = folder / "bo.yaml"
    path.write_text(RULES.replace("NĂM", field).replace("LIỀN", RUN), encoding="utf-8")
    records = [{"năm": year, **({} if won is None else {"được CSTĐCS": won})} for year, won in years.items()]
    person: dict[str, Any] = {"mã": "p", "danh hiệu năm": records}
    if is_open:
        person["chưa đầy đủ"] = ["danh hiệu năm"]
    rules = tr.load(path)
    return rules.decide(rules.read_case({"người": [person]}, on="15/12/2026", period=2026))


def lacking(verdict: tr.Verdict) -> list[str]:
    """The years whose records are named as missing."""
    return [str(each.period) for each in verdict.missing() if each.kind == "record"]


def test_the_year_that_lacks_is_named_beside_the_list(tmp_path: Path) -> None:
    """A year without a record in an open list is named, as data and in words of both languages; the proof holds."""
    decision = decided(tmp_path, {2026: True, 2025: True, 2023: True, 2022: True})
    verdict = decision["p", "BK"]
    record, members = (each for each in verdict.missing() if not each.indirect)
    assert (record.kind, record.to_dict()) == (
        "record",
        {
            "kind": "record",
            "subject": {"type": "người", "key": "p"},
            "name": "năm",
            "type": "danh hiệu năm",
            "collection": "danh hiệu năm",
            "period": "2024",
            "text": None,
            "indirect": False,
        },
    )
    assert members.kind == "members"
    assert verdict.explain(full=True).splitlines()[-2:] == [
        "  - `danh hiệu năm` của p: chưa có bản ghi có `năm` là 2024",
        "  - xác nhận danh sách `danh hiệu năm` của p đã đủ",
    ]
    assert "  - `danh hiệu năm` of p: no record whose `năm` is 2024" in verdict.explain(lang="en").splitlines()
    assert check_proof(decision.program, decision.case, verdict.proof) == ()


@pytest.mark.parametrize(
    ("years", "code", "named"),
    [
        ({2026: True, 2024: True, 2022: True}, "BK", ["2025", "2023"]),
        ({2026: True, 2024: True, 2022: True}, "NHỎ", ["2025"]),
        ({2025: True}, "NHỎ", ["2026", "2024"]),
        ({2026: True, 2024: True, 2022: True}, "ĐÔI", ["2025"]),
        ({2026: True, 2025: None, 2023: True}, "BK", ["2024", "2022"]),
        ({}, "BK", ["2026", "2025", "2024", "2023", "2022"]),
    ],
)
def test_the_years_that_the_comparison_needs_are_named(
    tmp_path: Path, years: dict[int, bool | None], code: str, named: list[str]
) -> None:
    """All that lack within the run that is compared; where the run is only a part of a value, the first."""
    assert lacking(decided(tmp_path, years)["p", code]) == named


@pytest.mark.parametrize(
    ("years", "is_open"),
    [
        ({2026: True, 2025: True, 2024: True, 2023: True, 2022: True}, True),
        ({2026: True, 2025: False}, True),
        ({2026: True, 2025: True, 2023: True}, False),
    ],
)
def test_a_decided_run_lacks_no_year(tmp_path: Path, years: dict[int, bool | None], is_open: bool) -> None:
    """A run that is long enough, that is broken by a record, or whose list is complete asks for nothing."""
    verdict = decided(tmp_path, years, is_open)["p", "BK"]
    assert (verdict.status is tr.Status.UNKNOWN, verdict.missing()) == (False, ())


def test_no_year_below_the_first_possible_one_is_named(tmp_path: Path) -> None:
    """Where the field says from which year records can be, no earlier one lacks."""
    found = decided(tmp_path, {2026: True}, field="{kiểu: năm, từ: 2024}")
    assert lacking(found["p", "NHỎ"]) == ["2025", "2024"]
