"""Columns of whatever type say what their values say in rows: the same verdicts, the same faults, the same doubts."""

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import thidua_rules as tr
from tests.executors.test_frames import statuses, told

pytestmark = pytest.mark.columnar
RULESET = """
bộ quy tắc: bang
tên: Xét theo bảng
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  đơn vị:
    ghi chú: chữ
  người:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    cấp trên: {kiểu: thuộc người, chiều ngược: cấp dưới, có thể không có: đúng}
    mức: {kiểu: bậc, bậc: [kém, khá, tốt], ngoài bậc: [miễn]}
    tăng: {kiểu: phần trăm, thập phân: 1}
    ngày vào: ngày
    lương: tiền
    năm sinh: năm
    lời: chữ
tiêu chí:
  A: {cho: người, tên: A, căn cứ: qd Đ1, khi: mức ≥ “khá”}
  B: {cho: người, tên: B, căn cứ: qd Đ1, khi: tăng < 50%}
  C: {cho: người, tên: C, căn cứ: qd Đ1, khi: ngày vào ≤ 31/12/2021}
  D: {cho: người, tên: D, căn cứ: qd Đ1, khi: 2 × lương ≥ 1.000.000.000.000.000.000}
  E: {cho: người, tên: E, căn cứ: qd Đ1, khi: năm sinh < 1990}
  F: {cho: người, tên: F, căn cứ: qd Đ1, khi: lời là “một hai”}
  G: {cho: đơn vị, tên: G, căn cứ: qd Đ1, khi: tổng lương của thành viên ≥ 5.000.000.000.000.000.000}
  H: {cho: người, tên: H, căn cứ: qd Đ1, khi: cấp trên đạt A}
"""
ALL = ("đơn vị", "người")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    path = tmp_path_factory.mktemp("bang") / "bang.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return tr.load(path)


def _outcome(decide: Any) -> Any:
    """The verdicts and doubts, or the faults."""
    try:
        verdicts, doubts = decide()
    except tr.DossierError as fault:
        verdicts, doubts = None, fault.diagnostics
    return verdicts, [(each.code, str(each.place), each.message("vi")) for each in doubts]


def _by_rows(rules: tr.Ruleset, rows: list[dict[str, Any]]) -> Any:
    decision = rules.decide(
        rules.read_case(
            {"đơn vị": [{"mã": "u"}], "người": rows, "đầy đủ": list(ALL)},
            on="15/01/2022",
            period=2021,
        )
    )
    return statuses(decision), decision.findings


def _by_columns(rules: tr.Ruleset, people: Any) -> Any:
    import polars as pl

    batch = rules.decide_frames(
        {"đơn vị": pl.DataFrame({"mã": ["u"]}), "người": people}, on="15/01/2022", period=2021, closed=ALL
    )
    return told(batch), batch.findings


@pytest.mark.parametrize(
    ("name", "dtype", "values"),
    [
        ("mức", "Categorical", ["kém", "khá", None, "miễn"]),
        ("mức", "String", ["kém | khá", " TỐT ", "khá..tốt"]),
        ("tăng", "Float64", [-0.0, -5.5, 49.95, None]),
        ("tăng", "Float64", [1e20, -1e17, 49.0]),
        ("tăng", "Float64", [0.985]),
        ("tăng", "Float64", [float("inf"), 1.0]),
        ("tăng", "Int64", [10**18, -(10**18), 1]),
        ("tăng", "UInt8", [49, 255]),
        ("tăng", "Decimal", [Decimal("49.95"), Decimal("50.00")]),
        ("tăng", "Decimal", [Decimal("-49.90"), Decimal("50.00")]),
        ("tăng", "Null", [None, None]),
        ("ngày vào", "Datetime", [datetime.datetime(2021, 12, 31), None]),
        ("ngày vào", "Datetime", [datetime.datetime(2021, 12, 31, 5)]),
        ("ngày vào", "String", ["31/12/2021..05/01/2022", "2022-01-01", ""]),
        ("lương", "Int64", [2**63 - 1, 2**62, 10**18 - 1, None]),
        ("lương", "UInt64", [2**64 - 1, 1]),
        ("lương", "Int128", [10**29, 5]),
        ("lương", "Int128", [10**31]),
        ("lương", "Boolean", [True]),
        ("năm sinh", "UInt64", [2**63 + 5, 1990]),
        ("năm sinh", "Int16", [1989, 0]),
        ("năm sinh", "Float64", [1989.0, 1990.0]),
        ("lời", "String", ["mô\u0323t hai", "“một hai” | “x”", "", None]),
        ("lời", "Binary", [b"x"]),
        ("lời", "Object", [object()]),
        ("cấp trên", "String", ["không có", "p0", "p0 | không có", "p9"]),
        ("cấp trên", "Categorical", ["không có", "Không có", "p0"]),
        ("mã", "String", ["Nguyễn Văn A", "nguyễn văn a"]),
        ("mã", "String", [" p 1", "p  2"]),
        ("mã", "Int64", [1, 2]),
    ],
)
def test_a_column_says_what_its_values_say_in_rows(
    rules: tr.Ruleset, name: str, dtype: str, values: list[Any], capfd: pytest.CaptureFixture[str]
) -> None:
    """Numbers too wide for a column, finer than their field, other types, partly known values, odd codes."""
    import polars as pl

    rows = [{"mã": f"p{at}", "đơn vị": "u", "cấp trên": "không có", name: value} for at, value in enumerate(values)]
    column = pl.Series(name, values, dtype=pl.Decimal(10, 2) if dtype == "Decimal" else getattr(pl, dtype))
    people = pl.DataFrame({each: [row[each] for row in rows] for each in ("mã", "đơn vị", "cấp trên")})
    by_columns = _outcome(lambda: _by_columns(rules, people.with_columns(column)))
    assert by_columns == _outcome(lambda: _by_rows(rules, rows))
    assert capfd.readouterr().err == ""  # where Polars warns of its own, nothing raises


@pytest.mark.parametrize(
    "content",
    [
        "mã,đơn vị\np0,u\n",
        "mã,đơn vị\rp0,u\rp1,u\r",
        "\n\nmã,đơn vị\n\np0,u\n,,\np1,z\n",
        "mã,đơn vị\np0,u,thừa\np1,u\n",
        "mã,đơn vị,đơn vị\np0,u,u\n",
        'mã,đơn vị,lời,mức\np0,u,"một\nhai",tốt\np1,u,,giỏi\n',
        "mã,đơn vị\np0\0,u\n",
        "",
        "mã,đơn vị\np0,u\n".encode("utf-16"),
        b"m\xe3,don vi\np0,u\n",
    ],
)
def test_a_file_says_what_row_readers_find_in_it(rules: tr.Ruleset, content: str | bytes, tmp_path: Path) -> None:
    """Line ends, blank lines, rows too long, headings met twice, other encodings: the faults and places of rows."""
    (tmp_path / "đơn vị.csv").write_text("mã\nu\n", encoding="utf-8")
    (tmp_path / "người.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    (tmp_path / "ghi chú.json").write_text("{}", encoding="utf-8")
    asked: dict[str, Any] = {"on": "15/01/2022", "period": 2021, "closed": ALL}

    def by_rows() -> Any:
        decision = rules.decide(rules.read_case(tmp_path, **asked))
        return statuses(decision), decision.findings

    def by_columns() -> Any:
        batch = rules.decide_frames(tmp_path, **asked)
        return told(batch), batch.findings

    (verdicts, faults), expected = _outcome(by_columns), _outcome(by_rows)
    assert (verdicts, faults) == expected
    assert verdicts or faults


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("đơn vị", lambda arrow: arrow.array(["u"]), "FACT-43"),
        ("lời", lambda arrow: arrow.array([arrow.MonthDayNano([1, 2, 3])]), "FILE-22"),
        ("ngày vào", lambda arrow: arrow.array([10**7], arrow.int32()).cast(arrow.date32()), "FILE-22"),
    ],
)
def test_a_column_that_nothing_reads_is_told(rules: tr.Ruleset, name: str, make: Any, code: str) -> None:
    """A heading met twice, a type that Polars does not have, days beyond the calendar."""
    arrow = pytest.importorskip("pyarrow")
    people = arrow.table([arrow.array(["p0"]), arrow.array(["u"]), make(arrow)], names=["mã", "đơn vị", name])
    with pytest.raises(tr.DossierError) as raised:
        _by_columns(rules, people)
    assert [(each.code, each.place.path) for each in raised.value.diagnostics] == [(code, f"$.người.{name}")]
