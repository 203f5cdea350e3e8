"""What columns cannot say of a group is handed over for that group alone, and counted; the rest stays in columns."""

from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from thidua_rules.executors.forward import Forward
from thidua_rules.facts.case import Case

pytestmark = pytest.mark.columnar
RULESET = """
bộ quy tắc: nhom
tên: Xét theo nhóm
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  khối: {}
  đơn vị:
    khối: {kiểu: thuộc khối, chiều ngược: đơn vị trong khối}
    điểm: {kiểu: số, từ: 0, đến: 10}
  người:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    phiếu: {kiểu: phần trăm, từ: 0%, đến: 100%}
    đủ: đúng/sai
  việc:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: việc được giao}
tiêu chí:
  A: {cho: người, tên: A, căn cứ: qd Đ1, khi: đủ}
  B: {cho: đơn vị, tên: B, căn cứ: qd Đ1, khi: điểm ≥ 5}
  N: {cho: đơn vị, tên: N, căn cứ: qd Đ1, khi: số việc được giao ≥ 1}
  C: {cho: người, tên: C, căn cứ: qd Đ1, khi: đơn vị đạt B}
  D: {cho: người, tên: D, căn cứ: qd Đ1, yêu cầu: {a: đạt T, b: đơn vị đạt B}}
danh hiệu:
  T:
    cho: người
    tên: T
    căn cứ: qd Đ1
    yêu cầu: {a: phiếu ≥ 50%}
    chỉ tiêu:
      trong: đơn vị
      giới hạn: {Q: {tối đa: 200% × số thành viên của đơn vị trong đó đạt A}}
      ưu tiên: [phiếu giảm dần]
      khi bằng nhau: cùng loại
xếp hạng:
  hạng: {cho: đơn vị, trong: khối, theo: [điểm giảm dần]}
"""
ASKED: dict[str, Any] = {"on": "15/01/2022", "period": 2021}
ALL = ("khối", "đơn vị", "người", "việc")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    path = tmp_path_factory.mktemp("nhom") / "nhom.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return tr.load(path)


@pytest.fixture
def cases(monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    """The cases that forward is asked to decide."""
    seen: list[Case] = []
    plain = Forward.run

    def run(self: Forward, program: Any, case: Case, question: Any) -> Any:
        seen.append(case)
        return plain(self, program, case, question)

    monkeypatch.setattr(Forward, "run", run)
    return seen


def dossier() -> dict[str, list[dict[str, Any]]]:
    """Two blocks of two units of three people each."""
    return {
        "khối": [{"mã": "k0"}, {"mã": "k1"}],
        "đơn vị": [{"mã": f"u{n}", "khối": f"k{n // 2}", "điểm": 4 + n} for n in range(4)],
        "người": [{"mã": f"p{n}", "đơn vị": f"u{n // 3}", "phiếu": 60 + n, "đủ": n % 3 == 0} for n in range(12)],
    }


def tables(rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The same facts as tables."""
    import polars as pl

    return {name: pl.DataFrame(each) for name, each in rows.items()}


def told(decision: Any) -> dict[tuple[str, Any], str]:
    """Every verdict by rows."""
    return {(each.code, each.subject.key): each.status.value for each in decision}


def by_rows(
    rules: tr.Ruleset, rows: dict[str, list[dict[str, Any]]], closed: tuple[str, ...] = ALL
) -> dict[tuple[str, Any], str]:
    """The same facts decided as a dossier."""
    kept = {name: [{f: v for f, v in row.items() if v is not None} for row in each] for name, each in rows.items()}
    given = {"ngày xét": "15/01/2022", "kỳ xét": "2021", "đầy đủ": list(closed), **kept}
    return told(rules.decide(rules.read_case(given)))


def by_columns(batch: Any) -> dict[tuple[str, Any], str]:
    """Every verdict of a batch."""
    return {(code, key): status for _, key, code, status, _ in batch.verdicts.iter_rows()}


def handed(batch: Any) -> set[tuple[str, int, str]]:
    """How many verdicts of which code were handed over, and why."""
    return {(each.code, each.number, each.reason) for each in batch.handed_over}


def test_a_group_that_is_open_is_handed_over_with_what_rests_on_it(rules: tr.Ruleset, cases: list[Case]) -> None:
    """One person in doubt: forward gets the group, its unit and its block, and decides all that rests on the seats."""
    rows = dossier()
    rows["người"][4]["đủ"] = None
    batch = rules.decide_frames(tables(rows), closed=ALL, **ASKED)
    assert handed(batch) == {("T", 3, "seats"), ("D", 3, "seats")}
    assert {name: sorted(members) for name, members in cases.pop().subjects.items() if members} == {
        "khối": ["k0"],
        "đơn vị": ["u1"],
        "người": ["p3", "p4", "p5"],
    }
    assert by_columns(batch) == by_rows(rules, rows)


def test_who_points_at_nobody_known_is_handed_over_alone(rules: tr.Ruleset) -> None:
    """One person whose unit is not known leaves what others owe to theirs to columns."""
    rows = dossier()
    rows["người"][4]["đơn vị"] = None
    batch = rules.decide_frames(tables(rows), closed=ALL, codes=["C"], **ASKED)
    assert handed(batch) == {("C", 1, "reference")}
    expected = by_rows(rules, rows)
    assert by_columns(batch) == {of: status for of, status in expected.items() if of[0] == "C"}


def test_all_whom_somebody_may_belong_to_come_along(rules: tr.Ruleset) -> None:
    """What may be the work of several units is not taken for that of one, because nobody looks at the others."""
    rows = dossier()
    rows["đơn vị"][0]["khối"] = "k2"
    rows["khối"].append({"mã": "k2"})
    rows["việc"] = [{"mã": "v", "đơn vị": None}]
    batch = rules.decide_frames(tables(rows), closed=ALL, **ASKED)
    assert by_columns(batch)["N", "u0"] == "unknown"
    assert told(batch.case_of("u0"))["N", "u0"] == "unknown"


def test_a_group_whose_list_is_complete_stays_in_columns(rules: tr.Ruleset) -> None:
    """Where not all people are known, those of the units whose lists are complete are not handed over."""
    import polars as pl

    rows = dossier()
    lists = {"đầy đủ": pl.DataFrame([{"loại": "đơn vị", "mã": f"u{n}", "bộ sưu tập": "thành viên"} for n in (0, 2)])}
    frames = rules.read_frames(tables(rows) | lists, closed=["khối", "đơn vị", "việc"], **ASKED)
    batch = rules.decide_frames(frames)
    assert handed(batch) == {("T", 6, "open"), ("D", 6, "open")}
    assert frames.case is not None
    assert by_columns(batch) == told(rules.decide(frames.case))


def test_who_may_be_in_a_unit_of_which_there_is_no_row_bears_on_its_block(tmp_path: Path) -> None:
    """Of whom it is not known where they are: any block may have them through a unit that nobody has told of."""
    from thidua_rules.executors.columnar.reach import touched
    from thidua_rules.executors.columnar.sheets import sheets_of

    rule = "  E: {cho: khối, tên: E, căn cứ: qd Đ1, khi: số thành viên của đơn vị trong khối trong đó đủ ≥ 1}\n"
    (tmp_path / "nhom.yaml").write_text(RULESET.replace("tiêu chí:\n", "tiêu chí:\n" + rule), encoding="utf-8")
    rules = tr.load(tmp_path / "nhom.yaml")
    people = [{"mã": "p0", "phiếu": 60, "đủ": True}]
    given = {"ngày xét": "15/01/2022", "kỳ xét": "2021", "đầy đủ": ["người"], "khối": [{"mã": "k0"}], "người": people}
    sheets = sheets_of(rules.read_case(given))
    found = touched(rules.program, rules.program.rules, sheets, {"khối": [0]})
    assert found["người"].to_list() == [0]
