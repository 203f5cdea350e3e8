"""Several limits of a quota in columns, where one lies within the other; what is more is left, block by block."""

from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from tests.executors.test_handing_over import ASKED, by_columns, by_rows, handed, tables

pytestmark = pytest.mark.columnar
ALL = ("khối", "đơn vị", "người")
RULESET = """
bộ quy tắc: long
tên: Giới hạn lồng nhau
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  khối: {}
  đơn vị:
    khối: {kiểu: thuộc khối, chiều ngược: đơn vị trong khối}
  người:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    khối: {kiểu: thuộc khối, chiều ngược: người trong khối}
    phiếu: {kiểu: phần trăm, từ: 0%, đến: 100%}
    quản lý: đúng/sai
    được hội đồng chọn: đúng/sai
tiêu chí:
  C: {cho: đơn vị, tên: C, căn cứ: qd Đ1, khi: số thành viên trong đó đạt T ≥ 1}
danh hiệu:
  T:
    cho: người
    tên: T
    căn cứ: qd Đ1
    yêu cầu: {a: phiếu ≥ 50%}
    chỉ tiêu:
      trong: đơn vị
      giới hạn:
        Q1: {tối đa: 50% × số thành viên của đơn vị, làm tròn: xuống}
        Q2: {tính cho: quản lý, tối đa: 1}
        Q3: {trong: khối, tối đa: 3}
      ưu tiên: [phiếu giảm dần]
      khi bằng nhau: TIES
"""


def rules(folder: Path, ties: str = "hội đồng chọn") -> tr.Ruleset:
    """The ruleset with this treatment of ties."""
    (folder / "long.yaml").write_text(RULESET.replace("TIES", ties), encoding="utf-8")
    return tr.load(folder / "long.yaml")


def dossier() -> dict[str, list[dict[str, Any]]]:
    """Two blocks of two units of four people each, nobody level with another, every second one a manager."""
    return {
        "khối": [{"mã": f"k{n}"} for n in range(2)],
        "đơn vị": [{"mã": f"u{n}", "khối": f"k{n // 2}"} for n in range(4)],
        "người": [
            {
                "mã": f"p{n}",
                "đơn vị": f"u{n // 4}",
                "khối": f"k{n // 8}",
                "phiếu": 60 + n * 7 % 16,
                "quản lý": n % 2 == 0,
                "được hội đồng chọn": False,
            }
            for n in range(16)
        ],
    }


@pytest.mark.parametrize("ties", ["hội đồng chọn", "cùng được", "cùng loại"])
def test_nothing_is_handed_over_where_all_is_known_and_nobody_ties(tmp_path: Path, ties: str) -> None:
    """A share of each unit, its managers among them, and a cap of the block around it."""
    ruleset, rows = rules(tmp_path, ties), dossier()
    batch = ruleset.decide_frames(tables(rows), closed=ALL, **ASKED)
    assert not batch.handed_over
    assert batch.seats["người"]["T"].value_counts().sort("T").rows() == [("outside", 10), ("inside", 6)]
    assert by_columns(batch) == by_rows(ruleset, rows, ALL)


@pytest.mark.parametrize("ties", ["hội đồng chọn", "cùng được", "cùng loại"])
def test_a_tie_that_no_wider_limit_waits_for_stays_in_columns(tmp_path: Path, ties: str) -> None:
    """Those level at the cap of the block are told as those level at a single limit are."""
    ruleset, rows = rules(tmp_path, ties), dossier()
    for number, votes in ((0, 90), (4, 88), (1, 85), (5, 85)):
        rows["người"][number]["phiếu"] = votes
    batch = ruleset.decide_frames(tables(rows), closed=ALL, **ASKED)
    found = by_columns(batch)
    assert not batch.handed_over
    assert found["T", "p1"] == found["T", "p5"] == {"cùng được": "met", "cùng loại": "not_met"}.get(ties, "unknown")
    assert found == by_rows(ruleset, rows, ALL)


@pytest.mark.parametrize(
    ("change", "number"),
    [({"phiếu": None}, 8), ({"khối": "k1"}, 16), ({"quản lý": None}, 8)],
    ids=["what is open", "limits that cross", "whom a limit counts"],
)
def test_what_is_more_is_handed_over_with_all_who_are_linked(
    tmp_path: Path, change: dict[str, Any], number: int
) -> None:
    """One person makes a block open, or joins two; units of these ask who has the title, and go with it."""
    ruleset, rows = rules(tmp_path), dossier()
    rows["người"][1] |= change
    batch = ruleset.decide_frames(tables(rows), closed=ALL, **ASKED)
    assert handed(batch) == {("T", number, "limits"), ("C", number // 4, "limits")}
    assert by_columns(batch) == by_rows(ruleset, rows, ALL)


@pytest.mark.parametrize("third", [85, 80])
@pytest.mark.parametrize(("ties", "left"), [("hội đồng chọn", 8), ("cùng được", 0), ("cùng loại", 8)])
def test_a_block_that_waits_for_a_tie_of_one_of_its_units_is_handed_over(
    tmp_path: Path, ties: str, left: int, third: int
) -> None:
    """Two tie for the last seat of a unit, and one of another unit is level with them at the cap, or comes next."""
    ruleset, rows = rules(tmp_path, ties), dossier()
    for number, votes in ((0, 90), (1, 85), (2, 85), (4, third)):
        rows["người"][number] |= {"phiếu": votes, "quản lý": False}
    batch = ruleset.decide_frames(tables(rows), closed=ALL, **ASKED)
    assert handed(batch) == ({("T", left, "limits"), ("C", left // 4, "limits")} if left else set())
    assert by_columns(batch) == by_rows(ruleset, rows, ALL)
