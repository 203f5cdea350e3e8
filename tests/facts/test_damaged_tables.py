"""CSV and Parquet files that are damaged, too long or of another kind: a located fault or a case, never an error."""

import datetime
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.diagnostics import Diagnostic, DossierError
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.facts.reading import read_case

from .sample import VOCABULARY

NAME = "tập thể"
SUFFIXES = ("csv", "parquet")
ROWS = [["mã", "tên", "tỷ lệ"], *([f"t{number}", f"Tổ “{number}”\nmới", "98,5%"] for number in range(20))]
CSV = "".join(";".join(f'"{cell}"' for cell in row) + "\r\n" for row in ROWS).encode()
COLUMNS = {"mã": [f"t{number}" for number in range(20)], "tên": ["Tổ"] * 20, "tỷ lệ": [98.5] * 20}


def write_parquet(path: Path, columns: dict[str, Any]) -> Path:
    pyarrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    parquet.write_table(pyarrow.table(columns), path)
    return path


def write(folder: Path, suffix: str) -> Path:
    """Twenty units in a file of that kind."""
    path = folder / f"{NAME}.{suffix}"
    if suffix == "csv":
        path.write_bytes(CSV)
        return path
    return write_parquet(path, COLUMNS)


def read(path: Path) -> Case:
    return read_case(VOCABULARY, path, on="15/01/2022", period=2021)


def told(path: Path) -> tuple[Diagnostic, ...]:
    """What is wrong with a file."""
    with pytest.raises(DossierError) as raised:
        read(path)
    return raised.value.diagnostics


def codes(path: Path) -> list[str]:
    return [each.code for each in told(path)]


def is_told_or_read(path: Path) -> bool:
    """Whether a file gives a case, or faults that all name it."""
    try:
        read(path)
    except DossierError as error:
        return all(each.place.file for each in error.diagnostics)
    return True


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    damage=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    kept=st.one_of(st.none(), st.integers(0, 10**6)),
)
def test_a_damaged_table_is_told_or_read(
    suffix: str, damage: list[tuple[int, int]], kept: int | None, tmp_path: Path
) -> None:
    """Whatever bytes are others, and wherever it is cut off, nothing but located faults comes of it."""
    path = tmp_path / f"{NAME}.{suffix}"
    if not path.exists():
        write(tmp_path, suffix).rename(tmp_path / "whole")
        path.touch()
    content = bytearray((tmp_path / "whole").read_bytes())
    for at, byte in damage:
        content[at % len(content)] = byte
    path.write_bytes(bytes(content[: None if kept is None else kept % len(content)]))
    assert is_told_or_read(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_table_of_too_many_rows_is_refused(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is that of sheets, headings of a CSV included, and the same variable moves it."""
    path = write(tmp_path, suffix)
    rows = 21 if suffix == "csv" else 20
    monkeypatch.setenv("THIDUA_MOST_ROWS", str(rows - 1))
    (fault,) = told(path)
    assert (fault.code, fault.arguments["rows"], fault.place.file) == ("FILE-21", rows, str(path))
    monkeypatch.setenv("THIDUA_MOST_ROWS", str(rows))
    assert len(list(read(path).of_type(NAME))) == 20


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_folder_or_a_pipe_in_place_of_a_table_is_told(suffix: str, tmp_path: Path) -> None:
    """A folder of that name among the files, and a pipe that nobody may ever write to."""
    (tmp_path / f"{NAME}.{suffix}").mkdir()
    assert codes(tmp_path) == ["FILE-09"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / f"người.{suffix}")
        assert codes(tmp_path / f"người.{suffix}") == ["FILE-20"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (CSV.decode().encode("utf-16"), [("FILE-05", None)]),
        (CSV.decode().encode("utf-16-le"), [("FILE-05", None)]),
        ("mã;tên\na;Nguyễn\n".encode().replace("ễ".encode(), b"\xc3\xea"), [("FILE-05", 2)]),
        (b"m\xc3\xa3;t\xc3\xaan\na;T\xc6\xe5\n", [("FILE-05", 2)]),
        ("mã;tên\na;Tổ\0\n".encode(), [("FILE-14", None)]),
        ('mã;tên\na;"Tổ\n'.encode(), [("FILE-14", 2)]),
        ("mã;tên\na;Tổ;thừa;\nb\nc;Tổ;;\n".encode(), [("FACT-42", 2)]),
        (b"PAR1 and more", [("FILE-19", None)]),
        (b"PK\x03\x04 and more", [("FILE-19", None)]),
    ],
    ids=["UTF-16", "UTF-16 without a mark", "Windows-1258", "TCVN3", "NUL", "an open quote", "a long row", "x", "y"],
)
def test_what_is_wrong_with_a_csv_is_located(
    content: bytes, expected: list[tuple[str, int | None]], tmp_path: Path
) -> None:
    """Another encoding, a NUL, a quote left open, a row longer than the headings; a shorter one says less."""
    path = tmp_path / f"{NAME}.csv"
    path.write_bytes(content)
    assert [(each.code, each.place.line) for each in told(path)] == expected


def test_a_mark_of_the_encoding_is_no_part_of_a_heading(tmp_path: Path) -> None:
    """UTF-8 with a byte order mark, and rows that end early."""
    path = tmp_path / f"{NAME}.csv"
    path.write_bytes(b"\xef\xbb\xbf" + "mã;tên\na;Tổ A\nb\n".encode())
    case = read(path)
    assert [case.slot(SubjectId(NAME, key), "tên") for key in "ab"] == ["Tổ A", None]


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("date32", 10_000_000, "FILE-22"),
        ("time64('ns')", 5, "FILE-22"),
        ("timestamp('ns')", 1234567890123456789, "FILE-22"),
        ("timestamp('s', tz='+07:00')", 1234567890, "FACT-12"),
        ("timestamp('s', tz='Khong/Co')", 1234567890, "FILE-22"),
        ("duration('s')", 5, "FACT-12"),
        ("duration('ns')", 5, "FILE-22"),
        ("decimal256(60, 5)", Decimal("1e40"), "FACT-12"),
        ("binary", b"\xff", "FACT-12"),
        ("list_(pyarrow.int64())", [1], "FACT-12"),
        ("float64", float("inf"), "FACT-12"),
    ],
)
def test_columns_of_other_kinds_are_told(kind: str, value: object, code: str, tmp_path: Path) -> None:
    """What Parquet holds and a dossier does not, or Python cannot, is a fault of its column."""
    pyarrow = pytest.importorskip("pyarrow")
    type_ = eval(f"pyarrow.{kind}" + ("()" if "(" not in kind else ""), {"pyarrow": pyarrow})
    path = write_parquet(tmp_path / f"{NAME}.parquet", {"mã": ["a"], "tên": pyarrow.array([value], type_)})
    (fault,) = told(path)
    assert (fault.code, fault.place.cell_column) == (code, "tên")


def test_days_of_a_parquet_file_are_days(tmp_path: Path) -> None:
    """As a data frame writes them: times at midnight, in whatever unit."""
    pyarrow = pytest.importorskip("pyarrow")
    midnight = datetime.datetime(2021, 5, 4)
    for unit in ("s", "ns"):
        columns = {"mã": ["a"], "ngày vào": pyarrow.array([midnight], pyarrow.timestamp(unit))}
        case = read(write_parquet(tmp_path / "cá nhân.parquet", columns))
        assert case.slot(SubjectId("cá nhân", "a"), "ngày vào") == midnight.date().toordinal()
