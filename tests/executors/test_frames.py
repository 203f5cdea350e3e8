"""Tables decided by columns: the same verdicts as rows, the same faults, and any subject can be asked why."""

import datetime
import pickle
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.profiles import examples
from thidua_rules.decision import Decision
from thidua_rules.facts.keys import show_key

pytestmark = pytest.mark.columnar
RULESET = """
bộ quy tắc: bang
tên: Xét theo bảng
hiệu lực: {từ: 2021-01-01}
văn bản: {qd: {số hiệu: 1/QĐ, ngày: 2021-01-01, cơ quan: X, mục: {Đ1: một}}}
từ vựng:
  khối:
    ghi chú: chữ
  đơn vị:
    khối: {kiểu: thuộc khối, chiều ngược: đơn vị trong khối}
    điểm: {kiểu: số, từ: 0, đến: 10, thập phân: 2}
  người:
    đơn vị: {kiểu: thuộc đơn vị, chiều ngược: thành viên}
    mức: {kiểu: bậc, bậc: [kém, khá, tốt], ngoài bậc: [miễn]}
    loại: {kiểu: lựa chọn, lựa chọn: [a, b]}
    phiếu: {kiểu: phần trăm, từ: 0%, đến: 100%, thập phân: 1}
    đủ: {kiểu: đúng/sai}
    ngày vào: ngày
ràng buộc:
  R: {cho: đơn vị, tên: đơn vị có không quá 20 người, căn cứ: qd Đ1, khi: số thành viên ≤ 20}
tiêu chí:
  A: {cho: người, tên: A, căn cứ: qd Đ1, yêu cầu: {a: mức ≥ “khá”, b: đủ, c: ngày vào ≤ 31/12/2021}}
  D:
    cho: đơn vị
    tên: D
    căn cứ: qd Đ1
    yêu cầu:
      a: điểm ≥ 7
      b: tỷ lệ thành viên trong đó (đạt A) ≥ 50%
      c: số thành viên trong đó (loại là “b”) < 1
  F: {cho: đơn vị, tên: F, căn cứ: qd Đ1, khi: thứ hạng = 1}
  G: {cho: đơn vị, tên: G, căn cứ: qd Đ1, khi: số thành viên ≥ 2}
  H: {cho: đơn vị, tên: H, căn cứ: qd Đ1, khi: số thành viên trong đó (đủ) ≥ 2}
danh hiệu:
  T:
    cho: người
    tên: T
    căn cứ: qd Đ1
    yêu cầu: {a: đạt A, b: phiếu ≥ 50%, c: đơn vị đạt D}
    chỉ tiêu:
      trong: đơn vị
      giới hạn: {Q: {tối đa: 50% × số thành viên của đơn vị trong đó đạt A, làm tròn: lên}}
      ưu tiên: [phiếu giảm dần]
      khi bằng nhau: cùng loại
xếp hạng:
  thứ hạng: {cho: đơn vị, trong: khối, theo: [điểm giảm dần]}
"""
ASKED: dict[str, Any] = {"on": "15/01/2022", "period": 2021}
ALL = ("khối", "đơn vị", "người")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    path = tmp_path_factory.mktemp("bang") / "bang.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return tr.load(path)


SCHEMA = {
    "khối": {"mã": "String", "ghi chú": "String"},
    "đơn vị": {"mã": "String", "khối": "String", "điểm": "Float64"},
    "người": {
        "mã": "String",
        "đơn vị": "String",
        "mức": "String",
        "loại": "String",
        "phiếu": "Float64",
        "đủ": "Boolean",
        "ngày vào": "Date",
    },
}


def tables(rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Rows as tables of Polars."""
    import polars as pl

    return {
        name: pl.DataFrame(rows.get(name, []), schema={field: getattr(pl, kind) for field, kind in fields.items()})
        for name, fields in SCHEMA.items()
    }


def dossier(rows: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """The same rows as a dossier."""
    kept = {name: [{f: v for f, v in row.items() if v is not None} for row in each] for name, each in rows.items()}
    return {"ngày xét": "15/01/2022", "kỳ xét": "2021", "đầy đủ": list(ALL), **kept}


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(values, values, values, st.none())


@st.composite
def facts(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """A few blocks, units and people, of whom not everything is known."""
    units, people = draw(st.integers(1, 4)), draw(st.integers(0, 9))
    days = st.dates(min_value=datetime.date(2021, 6, 1), max_value=datetime.date(2022, 6, 1))
    return {
        "khối": [{"mã": "k1", "ghi chú": draw(maybe(st.sampled_from(["x", "Y"])))}, {"mã": "k2"}],
        "đơn vị": [
            {
                "mã": f"u{n}",
                "khối": draw(st.sampled_from(["k1", "k1", "k2"])),
                "điểm": draw(maybe(st.sampled_from([0.0, 6.99, 7.0, 8.25, 10.0]))),
            }
            for n in range(units)
        ],
        "người": [
            {
                "mã": f"p{n}",
                "đơn vị": f"u{draw(st.integers(0, units - 1))}",
                "mức": draw(maybe(st.sampled_from(["kém", "khá", "tốt", "tốt", "miễn"]))),
                "loại": draw(maybe(st.sampled_from(["a", "a", "b"]))),
                "phiếu": draw(maybe(st.sampled_from([49.9, 50.0, 80.5, 80.5, 100.0]))),
                "đủ": draw(maybe(st.sampled_from([True, True, False]))),
                "ngày vào": draw(maybe(days)),
            }
            for n in range(people)
        ],
    }


def statuses(decision: Decision) -> dict[tuple[str, str, str], str]:
    """Every verdict of a decision, by type, key and code."""
    vocabulary = decision.case.vocabulary
    return {(each.subject.type, show_key(vocabulary, each.subject), each.code): each.status.value for each in decision}


def told(batch: Any) -> dict[tuple[str, str, str], str]:
    """The same of a batch."""
    return {tuple(row[:3]): row[3] for row in batch.verdicts.iter_rows()}


@settings(
    max_examples=examples(12),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(facts())
def test_tables_are_decided_as_rows_are(rules: tr.Ruleset, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Every status and seat is that of the rows, found by columns alone; a subject asked by itself says the same."""
    decision = rules.decide(rules.read_case(dossier(rows)))
    batch = rules.decide_frames(tables(rows), closed=ALL, **ASKED)
    assert told(batch) == statuses(decision)
    assert batch.handed_over == ()
    seats = {key: seat for _, key, code, _, seat in batch.verdicts.iter_rows() if code == "T"}
    titles = [each for each in decision if each.code == "T"]
    assert seats == {each.subject.key: each.quota if each.competes else None for each in titles}
    for row in rows["người"][:2]:
        alone = {key: value for key, value in statuses(batch.case_of(row["mã"])).items() if key[1] == row["mã"]}
        assert alone.items() <= told(batch).items()


def test_tables_that_were_checked_once_are_decided_again_as_if_for_the_first_time(rules: tr.Ruleset) -> None:
    """Nothing of one decision stays behind in the next, whichever codes are asked for."""
    rows = {
        "khối": [{"mã": "k"}],
        "đơn vị": [{"mã": "u", "khối": "k"}],
        "người": [{"mã": f"p{n}", "đơn vị": "u", "đủ": n == 0} for n in range(3)],
    }
    frames = rules.read_frames(tables(rows), closed=ALL, **ASKED)
    found = [rules.decide_frames(frames, codes=[code]).statuses["đơn vị"].row(0) for code in ("G", "H", "G")]
    assert found == [("u", "met"), ("u", "not_met"), ("u", "met")]


def test_one_subject_is_asked_on_the_facts_that_bear_on_it_alone(rules: tr.Ruleset) -> None:
    """People of other units of another block do not come along."""
    rows = {
        "khối": [{"mã": "k1"}, {"mã": "k2"}],
        "đơn vị": [{"mã": f"u{n}", "khối": "k1" if n < 2 else "k2", "điểm": 8.0} for n in range(4)],
        "người": [{"mã": f"p{n}", "đơn vị": f"u{n % 4}", "mức": "tốt", "đủ": True} for n in range(12)],
    }
    case = rules.decide_frames(tables(rows), closed=ALL, **ASKED).case_of("p5").case
    assert {name: sorted(members) for name, members in case.subjects.items() if name in ALL} == {
        "khối": ["k1"],
        "đơn vị": ["u0", "u1"],
        "người": ["p0", "p1", "p4", "p5", "p8", "p9"],
    }


def test_what_columns_do_not_decide_is_counted(rules: tr.Ruleset) -> None:
    """Where a type is not said to be complete, its counts are left to forward, and every verdict that rests on them."""
    rows = {"khối": [{"mã": "k"}], "đơn vị": [{"mã": "u", "khối": "k"}], "người": [{"mã": "p", "đơn vị": "u"}]}
    batch = rules.decide_frames(tables(rows), **ASKED)
    opened = {key: value for key, value in dossier(rows).items() if key != "đầy đủ"}
    assert told(batch) == statuses(rules.decide(rules.read_case(opened)))
    assert {(each.code, each.number, each.reason, each.what) for each in batch.handed_over} >= {
        ("D", 1, "open", "người"),
        ("F", 1, "open", "đơn vị"),
    }
    assert batch.counts["open"] == len(batch.handed_over)


def test_values_are_told_exactly(rules: tr.Ruleset) -> None:
    """A place that is known stands by itself, one that is not between its ends."""
    rows: dict[str, list[dict[str, Any]]] = {
        "khối": [{"mã": "k"}],
        "đơn vị": [
            {"mã": "a", "khối": "k", "điểm": 9.5},
            {"mã": "b", "khối": "k"},
            {"mã": "c", "khối": "k", "điểm": 1.0},
        ],
    }
    batch = rules.decide_frames(tables(rows), closed=ALL, codes=[], values=["thứ hạng"], **ASKED)
    assert batch.values["đơn vị"].rows() == [("a", None, "1", "2"), ("b", None, "1", "3"), ("c", None, "2", "3")]


GOOD: dict[str, list[dict[str, Any]]] = {
    "khối": [{"mã": "k"}],
    "đơn vị": [{"mã": "u", "khối": "k", "điểm": 1.0}],
    "người": [{"mã": "p", "đơn vị": "u", "phiếu": 50.0}, {"mã": "q", "đơn vị": "u"}],
}


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"đơn vị": [{"mã": "u", "khối": "k", "điểm": 11.0}]}, "FACT-05", "$.đơn vị[0].điểm"),
        ({"đơn vị": [{"mã": "u", "khối": "k", "điểm": float("nan")}]}, "FACT-01", "$.đơn vị[0].điểm"),
        ({"người": [{"mã": "p", "đơn vị": "u"}, {"mã": None, "đơn vị": "u"}]}, "FACT-23", "$.người[1]"),
        ({"người": [{"mã": "p", "đơn vị": "u"}, {"mã": "p", "đơn vị": "u"}]}, "FACT-22", "$.người[1]"),
        ({"người": [{"mã": "p", "đơn vị": "u9"}]}, "FACT-25", "$.người[0].đơn vị"),
        ({"người": [{"mã": "p", "đơn vị": "u", "mức": "giỏi"}]}, "FACT-06", "$.người[0].mức"),
        ({"người": [{"mã": f"p{n}", "đơn vị": "u"} for n in range(21)]}, "FACT-48", "$.người[0].đơn vị"),
    ],
)
def test_faults_are_those_of_the_row_readers(
    rules: tr.Ruleset, changed: dict[str, list[dict[str, Any]]], code: str, path: str
) -> None:
    """A wrong value, a key missing or met twice, a dangling reference, a broken constraint: the fault of the rows."""
    rows = {**GOOD, **changed}
    with pytest.raises(tr.DossierError) as by_columns:
        rules.decide_frames(tables(rows), closed=ALL, **ASKED)
    with pytest.raises(tr.DossierError) as by_rows:
        rules.read_case(dossier(rows))
    assert [(each.code, each.place.path) for each in by_columns.value.diagnostics] == [(code, path)]
    assert [each.message("vi") for each in by_columns.value.diagnostics] == [
        each.message("vi") for each in by_rows.value.diagnostics
    ]


def test_a_column_that_is_not_declared_is_told_with_the_nearest_names(rules: tr.Ruleset) -> None:
    """The fault of the heading is that of a heading in a sheet."""
    given = tables(GOOD)
    given["người"] = given["người"].rename({"phiếu": "phiêu"})
    with pytest.raises(tr.DossierError) as raised:
        rules.decide_frames(given, closed=ALL, **ASKED)
    (fault,) = raised.value.diagnostics
    assert (fault.code, fault.place.path) == ("FACT-21", "$.người.phiêu")


def test_arrow_tables_and_text_are_taken_too(rules: tr.Ruleset) -> None:
    """Tables of Arrow, and values as people write them, say what those of Polars say."""
    pyarrow = pytest.importorskip("pyarrow")
    given: dict[str, Any] = {name: table.to_arrow() for name, table in tables(GOOD).items()}
    given["người"] = pyarrow.table({"mã": ["p", "q"], "đơn vị": ["u", "u"], "phiếu": ["50%", None]})
    assert told(rules.decide_frames(given, closed=ALL, **ASKED)) == told(
        rules.decide_frames(tables(GOOD), closed=ALL, **ASKED)
    )


@pytest.mark.parametrize("given", [{"người": [{"mã": "p"}]}, ["người"]])
def test_what_is_no_table_is_refused(rules: tr.Ruleset, given: Any) -> None:
    """Rows of Python are no tables."""
    with pytest.raises(tr.UsageError) as raised:
        rules.decide_frames(given, **ASKED)
    assert [each.code for each in raised.value.diagnostics] == ["USE-35"]
    assert "{" not in raised.value.diagnostics[0].message("vi")


def test_doubts_are_told_with_the_verdicts(rules: tr.Ruleset) -> None:
    """A ruleset that is not in force on the day asked about is told, as with a case."""
    batch = rules.decide_frames(tables(GOOD), closed=ALL, on="15/01/2020", period=2019)
    assert [each.code for each in batch.findings] == ["USE-67"]


@pytest.mark.parametrize(("asked", "code"), [({"codes": ["Z"]}, "USE-51"), ({"values": ["A"]}, "USE-53")])
def test_codes_that_do_not_exist_are_refused(rules: tr.Ruleset, asked: dict[str, Any], code: str) -> None:
    """A code that is none, or no quantity, is told."""
    with pytest.raises(tr.UsageError) as raised:
        rules.decide_frames(tables(GOOD), closed=ALL, **ASKED, **asked)
    assert [each.code for each in raised.value.diagnostics] == [code]


def test_without_polars_it_says_how_to_install_it(rules: tr.Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback of an import, but what to run."""
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(tr.UsageError) as raised:
        rules.decide_frames({}, **ASKED)
    assert "thidua-rules[columnar]" in str(raised.value)


def test_a_forked_process_is_told_to_be_another(rules: tr.Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    """The threads of Polars are not there: it would wait without end."""
    rules.decide_frames(tables(GOOD), closed=ALL, **ASKED)
    monkeypatch.setattr("os.getpid", lambda: -1)
    with pytest.raises(tr.UsageError) as raised:
        rules.decide_frames(tables(GOOD), closed=ALL, **ASKED)
    assert "spawn" in str(raised.value)


def test_lazy_frames_are_taken_too(rules: tr.Ruleset, tmp_path: Path) -> None:
    """Lazy frames are taken as they are read from files."""
    import polars as pl

    for name, table in tables(GOOD).items():
        table.write_parquet(tmp_path / f"{name}.parquet")
    lazy = {name: pl.scan_parquet(tmp_path / f"{name}.parquet") for name in ALL}
    assert told(rules.decide_frames(lazy, closed=ALL, **ASKED)) == told(
        rules.decide_frames(tables(GOOD), closed=ALL, **ASKED)
    )


def test_a_batch_is_sent_to_another_process(rules: tr.Ruleset) -> None:
    """What it tells, and why, is the same after the journey, also of a ruleset whose classes were used."""
    assert rules.facts.nguoi
    batch = rules.decide_frames(tables(GOOD), closed=ALL, **ASKED)
    sent = pickle.loads(pickle.dumps(batch))
    assert sent.verdicts.equals(batch.verdicts)
    assert statuses(sent.case_of("p")) == statuses(batch.case_of("p"))
