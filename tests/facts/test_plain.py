"""Tables of Arrow read a column at a time give what their rows give one by one: the same case, or the same faults."""

import datetime
import pickle
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.diagnostics import DossierError, Place
from thidua_rules.facts.building import CaseBuilder
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.hashing import facts_hash
from thidua_rules.facts.plain import Later, LaterSubjects
from thidua_rules.facts.reading import read_case
from thidua_rules.facts.singles import with_singles
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

UNIT, PERSON, WORK, COUNCIL = "đơn vị", "người", "sáng kiến", "hội đồng"
VOCABULARY = with_singles(
    Vocabulary(
        (
            FactType(UNIT, "don_vi", (Field("tên", "ten", Kind.TEXT),)),
            FactType(
                PERSON,
                "nguoi",
                (
                    Field("đơn vị", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="người", may_be_absent=True),
                    Field("điểm", "diem", Kind.NUMBER, Fraction(0), Fraction(10), decimals=1),
                    Field("số ngày", "so_ngay", Kind.INTEGER, Fraction(0), None, default="3"),
                    Field("tỷ lệ", "ty_le", Kind.PERCENT, Fraction(0), Fraction(100), decimals=1, may_be_absent=True),
                    Field("đủ", "du", Kind.BOOLEAN, default="sai"),
                    Field("mức", "muc", Kind.GRADE, options=("yếu", "đạt", "tốt"), outside=("không xếp loại",)),
                    Field("ngày vào", "ngay_vao", Kind.DATE),
                    Field("năm", "nam", Kind.YEAR),
                    Field("ghi chú", "ghi_chu", Kind.TEXT),
                ),
            ),
            FactType(WORK, "sang_kien", (Field("năm", "nam", Kind.YEAR),), key=("năm",)),
            FactType(COUNCIL, "hoi_dong", (Field("có họp", "co_hop", Kind.BOOLEAN),), single=True),
        )
    )
)
DAY = datetime.date(2020, 2, 29)
PLAIN: dict[str, Any] = {
    "mã": ["p-1", "p-2", "Nguyễn 3"],
    "đơn vị": ["u1", "u 2", "u1"],
    "điểm": [9, 0, 10],
    "số ngày": [None, 5, 0],
    "tỷ lệ": [98.5, None, 100.0],
    "đủ": [True, None, False],
    "mức": ["tốt", "Không xếp loại", "đạt | tốt"],
    "ngày vào": [DAY, None, DAY],
    "năm": [2021, None, 2020],
    "ghi chú": ["a", "", "b  c"],
}
UNITS = {"mã": ["u1", "u 2", "yy"], "tên": ["một", "hai", None]}


def read(folder: Path, tables: dict[str, Any]) -> Case:
    """The case of a folder with these tables."""
    for path in folder.glob("*.parquet"):
        path.unlink()
    for name, columns in tables.items():
        parquet.write_table(pyarrow.table(columns), folder / f"{name}.parquet")
    return read_case(VOCABULARY, folder, on=DAY, period=2021)


def outcome(folder: Path, tables: dict[str, Any]) -> Any:
    """All that reading tables comes to: faults, or facts with their places."""
    try:
        found = read(folder, tables)
    except DossierError as error:
        return error.diagnostics
    rows = {name: {key: repr(row) for key, row in of.items()} for name, of in found.subjects.items()}
    return rows, dict(found.origins), found.closed, found.findings, facts_hash(found)


def both(folder: Path, tables: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """What comes of tables read by columns where they are plain, and of the same read row by row."""
    fast = outcome(folder, tables)
    with monkeypatch.context() as patch:
        patch.setattr(CaseBuilder, "add_arrow", lambda *_: False)
        return fast, outcome(folder, tables)


def test_plain_tables_make_no_row_before_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And then the very rows, places, closures and hash of tables read row by row."""
    tables = {UNIT: UNITS, PERSON: PLAIN}
    assert isinstance(read(tmp_path, tables).subjects, LaterSubjects)
    fast, slow = both(tmp_path, tables, monkeypatch)
    assert fast == slow
    assert not isinstance(fast, tuple) or fast[0][PERSON]["p-2"].startswith("(SubjectId(type='đơn vị', key='u 2')")


def test_a_case_of_plain_tables_is_sent_as_any_other(tmp_path: Path) -> None:
    """Pickled before and after its rows were asked for; where a fact stands is known there too."""
    case = read(tmp_path, {UNIT: UNITS, PERSON: PLAIN})
    sent = [pickle.loads(pickle.dumps(case)), pickle.loads(pickle.dumps(case))]
    spot = SubjectId(PERSON, "p-2"), "đơn vị"
    place = Place(file=str(tmp_path / f"{PERSON}.parquet"), line=2, cell_column="đơn vị")
    for each in (case, *sent):
        assert {name: dict(rows) for name, rows in each.subjects.items()} == {
            name: dict(rows) for name, rows in case.subjects.items()
        }
        assert each.origins[spot] == place
        assert facts_hash(each) == facts_hash(case)


def test_what_is_asked_late_is_made_once() -> None:
    """And with all that a mapping has."""
    asked: list[int] = []

    def make() -> dict[str, int]:
        asked.append(1)
        return {"a": 1}

    found = Later(make)
    assert (found["a"], len(found), list(found), found == {"a": 1}, asked) == (1, 1, ["a"], True, [1])
    with pytest.raises(KeyError):
        LaterSubjects(VOCABULARY, ())["nobody"]


CODES = st.sampled_from(
    ["p-1", "P-1", "p-2", "y3", "i3", "đ 4", "а5", " p-6 ", "p|7", "", "p 8", 'p"9', "không có", None]
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "mã": CODES,
    "đơn vị": st.sampled_from(["u1", "u1", "u 2", "yy", "nobody", " u1", "u1 | yy", "không có", None]),
    "điểm": st.sampled_from([1, 2.5, Decimal("2.50"), 2.55, 11, float("nan"), -0.0, None, "2,5", "1..3"]),
    "số ngày": st.sampled_from([0, 1, -1, 10**15, None, "3", 1.5, True]),
    "tỷ lệ": st.sampled_from([98.5, 0.5, 101.0, 33.333, None, "không có", "60%", 7]),
    "đủ": st.sampled_from([True, False, None, "đúng", "có lẽ", 1]),
    "mức": st.sampled_from(["tốt", "TỐT", "yếu | đạt", "giỏi", None, ""]),
    "ngày vào": st.sampled_from(
        [DAY, datetime.datetime(2020, 1, 2), datetime.datetime(2020, 1, 2, 3), None, "1/2/2020"]
    ),
    "năm": st.sampled_from([2021, 0, None, "2021", 2021.0, 2021.5]),
    "ghi chú": st.sampled_from(["a", " ", "a\x00", "không có", None, "dòng\nmới", "“a” | “b”"]),
    "Mã ": CODES,
    "lạ": st.sampled_from(["x", None]),
    "": st.sampled_from(["x", None]),
}


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Tables of people, most of them plain but for a column or two, beside units."""
    count = draw(st.integers(1, 3))
    columns = {name: values[:count] for name, values in PLAIN.items() if name == "mã" or draw(st.integers(0, 3))}
    for name in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=2, unique=True)):
        columns[name] = draw(st.lists(VALUES[name], min_size=count, max_size=count))
    made = {}
    for name, values in columns.items():
        try:
            column = pyarrow.array(values)
        except (pyarrow.ArrowException, TypeError, ValueError):
            column = pyarrow.array([None if each is None else str(each) for each in values])
        made[name] = column.dictionary_encode() if draw(st.booleans()) and column.type == pyarrow.string() else column
    found = {UNIT: UNITS, PERSON: made}
    if draw(st.integers(0, 4)) == 0:
        found[draw(st.sampled_from([WORK, "don_vi", COUNCIL, "đầy đủ", "hồ sơ", "lạ"]))] = draw(
            st.sampled_from([{"mã": ["u3"]}, {"năm": [2020]}, {"loại": [PERSON]}, {"có họp": [True]}])
        )
    return found


@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, *HealthCheck]
)
@given(made=tables())
def test_any_tables_say_the_same_by_columns_and_by_rows(
    made: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Doubtful values, doubled and odd codes, dangling references, other headings, types and tables."""
    fast, slow = both(tmp_path, made, monkeypatch)
    assert fast == slow
