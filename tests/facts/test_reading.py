"""Dossiers in files: the same case from every form, and faults that name file, sheet, row and column."""

import datetime
import json
import os
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from thidua_rules.diagnostics import Diagnostic, DossierError
from thidua_rules.facts.case import Between, Case, Closure, SubjectId
from thidua_rules.facts.reading import read_case

from .sample import VOCABULARY

DOSSIER = """\
bộ quy tắc: mau/2021
ngày xét: 15/01/2022
kỳ xét: 2021
đầy đủ: [cá nhân]
khối thi đua: [{mã: khoi-3}]
tập thể:
  - mã: cuc-a
    tên: Cục A
    khối: khoi-3
    tỷ lệ: 98,5%
cá nhân:
  - mã: nv-001
    đơn vị: cuc-a
    mức: {một trong: [tốt, đạt]}
    phiếu tháng: []
    kết quả năm:
      - {năm: 2020, mức: tốt}
"""


def read(path: Path) -> Case:
    """The case of a file."""
    return read_case(VOCABULARY, path)


def faults(path: Path) -> list[tuple[str, str]]:
    """Codes and places of what is wrong with a file, without the folder."""
    with pytest.raises(DossierError) as raised:
        read_case(VOCABULARY, path, on="15/01/2022", period=2021)
    folder = f"{path.parent}/"
    return [(each.code, each.place.text().replace(folder, "")) for each in raised.value.diagnostics]


def workbook(path: Path, **sheets: list[list[Any]]) -> openpyxl.Workbook:
    """A workbook with these sheets, saved; underscores in titles are spaces."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
    return book


def test_yaml_dossier(tmp_path: Path) -> None:
    """The dossier of the language page is read with its closures and places."""
    path = tmp_path / "ho-so.yaml"
    path.write_text(DOSSIER, encoding="utf-8")
    case = read(path)
    person = SubjectId("cá nhân", "nv-001")
    assert case.closed == {
        Closure("cá nhân"),
        Closure("kết quả năm", person, "kết quả năm"),
        Closure("phiếu tháng", person, "phiếu tháng"),
    }
    place = case.origins[SubjectId("tập thể", "cuc-a"), "tỷ lệ"]
    assert (place.line, place.column, place.excerpt) == (10, 12, "    tỷ lệ: 98,5%")


def test_yaml_faults_point_at_the_text(tmp_path: Path) -> None:
    """YAML faults, misspelt fields and wrong values are reported together, at line and column."""
    path = tmp_path / "ho-so.yaml"
    path.write_text("tập thể:\n  - mã: a\n    tỷ lê: 5%\n    tỷ lệ: 98.5%\n    tên: x\n    tên: y\n", encoding="utf-8")
    assert faults(path) == [
        ("YAML-17", "ho-so.yaml:6:5"),
        ("FACT-21", "ho-so.yaml:3:5"),
        ("FACT-02", "ho-so.yaml:4:12"),
    ]


def test_json(tmp_path: Path) -> None:
    """JSON decimals are exact; duplicate keys, NaN and endless depth are faults with a path."""
    path = tmp_path / "ho-so.json"
    header = {"ngày xét": "2022-01-15", "kỳ xét": 2021}
    path.write_text(json.dumps(header | {"tập thể": [{"mã": "a", "tỷ lệ": 98.1}]}), encoding="utf-8")
    assert str(read(path).slot(SubjectId("tập thể", "a"), "tỷ lệ")) == "98.1"
    path.write_text('{"tập thể": [{"mã": "a", "mã": "b", "tỷ lệ": NaN}]}', encoding="utf-8")
    assert faults(path) == [
        ("FACT-43", "ho-so.json, $.tập thể[0].mã"),
        ("FACT-01", "ho-so.json, $.tập thể[0].tỷ lệ"),
    ]
    path.write_text('{"a" 1}', encoding="utf-8")
    assert faults(path) == [("FILE-07", "ho-so.json:1:6")]
    path.write_text("[" * 100_000, encoding="utf-8")
    assert faults(path) == [("YAML-12", "ho-so.json")]


def test_workbook(tmp_path: Path) -> None:
    """Sheets, hidden ones too, are read by title; blank rows are skipped; percentages and dates are what is shown."""
    path = tmp_path / "ho-so.xlsx"
    book = workbook(
        path,
        Tập_Thể=[["mã", "Tỉ lệ", "tên"], ["a", 98.5, "=1"], [], ["b", 0.985, None]],
        cá_nhân=[["mã", "ngày vào", "đơn vị"], ["p", datetime.date(2021, 12, 15), "b"]],
        hồ_sơ=[["ngày xét", datetime.date(2022, 1, 15)], ["kỳ xét", 2021]],
        đầy_đủ=[["loại", "mã", "bộ sưu tập"], ["tập thể"], ["cá nhân", "p", "phiếu tháng"]],
    )
    book["Tập Thể"]["B4"].number_format = "0.0%"
    book["Tập Thể"]["C2"].data_type = "s"
    book["hồ sơ"].sheet_state = "hidden"
    book.save(path)
    case = read(path)
    units = [SubjectId("tập thể", code) for code in "ab"]
    assert [str(case.slot(unit, "tỷ lệ")) for unit in units] == ["98.5", "98.5"]
    assert case.slot(units[0], "tên") == "=1"
    assert case.slot(SubjectId("cá nhân", "p"), "ngày vào") == datetime.date(2021, 12, 15).toordinal()
    assert case.closed == {Closure("tập thể"), Closure("phiếu tháng", SubjectId("cá nhân", "p"), "phiếu tháng")}
    assert case.origins[units[1], "tỷ lệ"].text() == f"{path}, trang “Tập Thể”, dòng 4, cột “tỷ lệ”"


def test_workbook_faults_name_the_cell(tmp_path: Path) -> None:
    """Every fault of a workbook names sheet, row and column heading, all in one go."""
    path = tmp_path / "ho-so.xlsx"
    book = workbook(
        path,
        tập_thể=[["mã", "tỷ lệ", "tỷ lê"], [12, "abc"], ["b", None, None, "lạc"], ["c", "=1+1"], ["d"]],
        cá_nhân=[["mã", "ngày vào", "đơn vị", "tên"], ["p", 44545, "zz", "#N/A"]],
        cá_nhan=[["mã"]],
    )
    book["tập thể"].merge_cells("A5:B5")
    book["cá nhân"]["D2"].data_type = "e"
    book.save(path)
    assert sorted(faults(path)) == sorted(
        [
            ("FILE-11", "ho-so.xlsx, trang “tập thể”, dòng 5, cột “mã”"),
            ("FILE-12", "ho-so.xlsx, trang “tập thể”, dòng 4, cột “tỷ lệ”"),
            ("FILE-13", "ho-so.xlsx, trang “cá nhân”, dòng 2, cột “tên”"),
            ("FACT-01", "ho-so.xlsx, trang “tập thể”, dòng 2, cột “tỷ lệ”"),
            ("FACT-09", "ho-so.xlsx, trang “cá nhân”, dòng 2, cột “ngày vào”"),
            ("FACT-20", "ho-so.xlsx, trang “cá nhan”"),
            ("FACT-21", "ho-so.xlsx, trang “tập thể”, dòng 1, cột “tỷ lê”"),
            ("FACT-25", "ho-so.xlsx, trang “cá nhân”, dòng 2, cột “đơn vị”"),
            ("FACT-28", "ho-so.xlsx, trang “tập thể”, dòng 2, cột “mã”"),
            ("FACT-42", "ho-so.xlsx, trang “tập thể”, dòng 3, cột “D”"),
        ]
    )


def findings(path: Path) -> list[tuple[str, str, str]]:
    """Codes, places and messages of what was doubtful in a file and yet accepted."""
    case = read_case(VOCABULARY, path, on="15/01/2022", period=2021)
    return [(each.code, each.place.text().replace(f"{path.parent}/", ""), each.message()) for each in case.findings]


def test_a_plain_number_up_to_1_in_a_percentage_is_doubtful(tmp_path: Path) -> None:
    """A General cell holding 1 is read as 1%, and the column says so once; formatted and written ones do not."""
    path = tmp_path / "ho-so.xlsx"
    book = workbook(path, tập_thể=[["mã", "tỷ lệ"], ["a", 1], ["b", 0.5], ["c", 98.5], ["d", "1%"], ["e", 1], ["f", 0]])
    book["tập thể"]["B6"].number_format = "0%"
    book.save(path)
    case = read_case(VOCABULARY, path, on="15/01/2022", period=2021)
    assert [str(case.slot(SubjectId("tập thể", code), "tỷ lệ")) for code in "abcdef"] == [
        *("1", "0.5", "98.5", "1", "100", "0")
    ]
    assert findings(path) == [
        (
            "FACT-47",
            "ho-so.xlsx, trang “tập thể”, dòng 2, cột “tỷ lệ”",
            "`tỷ lệ`: ô ghi số thường được đọc là 1%, không phải 100% (số ô như vậy trong cột: 2)",
        )
    ]


def test_numbers_are_read_to_the_digits_of_a_spreadsheet(tmp_path: Path) -> None:
    """What reckoning adds behind 15 digits is nothing; what is finer than its field is the interval around it."""
    path = tmp_path / "ho-so.xlsx"
    rows = [["a", 26.199999999999996], ["b", 200 / 3], ["c", 100 / 3], ["d", "33,33%"]]
    book = workbook(path, tập_thể=[["mã", "tỷ lệ"], *rows, ["e", 2 / 3]])
    book["tập thể"]["B6"].number_format = "0.00%"
    book.save(path)
    case = read_case(VOCABULARY, path, on="15/01/2022", period=2021)
    read = [case.slot(SubjectId("tập thể", key), "tỷ lệ") for key in "abcde"]
    third, two_thirds = Between(Decimal("33.33"), Decimal("33.34")), Between(Decimal("66.66"), Decimal("66.67"))
    assert read == [Decimal("26.2"), two_thirds, third, Decimal("33.33"), two_thirds]
    assert findings(path) == [
        (
            "FACT-51",
            "ho-so.xlsx, trang “tập thể”, dòng 3, cột “tỷ lệ”",
            "`tỷ lệ`: số có nhiều chữ số hơn mục này, được đọc là 66,66%..66,67% (số ô như vậy: 3)",
        )
    ]
    (tmp_path / "ho-so.json").write_text('{"tập thể": [{"mã": "a", "tỷ lệ": 26.199999999999996}]}', encoding="utf-8")
    again = read_case(VOCABULARY, tmp_path / "ho-so.json", on="15/01/2022", period=2021)
    assert again.slot(SubjectId("tập thể", "a"), "tỷ lệ") == Decimal("26.2")


def test_codes_that_look_alike_are_warned_of(tmp_path: Path) -> None:
    """`NV1`, `nv1` and one with a Cyrillic letter stay subjects of their own, and the warning names both."""
    path = tmp_path / "ho-so.yaml"
    path.write_text("cá nhân: [{mã: NV1}, {mã: nv1}, {mã: NА}, {mã: NA}, {mã: x}]\n", encoding="utf-8")
    case = read_case(VOCABULARY, path, on="15/01/2022", period=2021)
    assert len(list(case.of_type("cá nhân"))) == 5
    assert [(each.code, each.arguments["first"], each.arguments["key"]) for each in case.findings] == [
        ("FACT-52", "NV1", "nv1"),
        ("FACT-52", "NА", "NA"),
    ]


def test_a_sheet_of_too_many_rows_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is told, and a variable of the environment moves it."""
    path = tmp_path / "ho-so.xlsx"
    workbook(path, tập_thể=[["mã"], *([f"a{number}"] for number in range(30))])
    monkeypatch.setenv("THIDUA_MOST_ROWS", "30")
    assert [code for code, _ in faults(path)] == ["FILE-21"]
    monkeypatch.setenv("THIDUA_MOST_ROWS", "31")
    assert len(list(read_case(VOCABULARY, path, on="15/01/2022", period=2021).of_type("tập thể"))) == 30


def test_a_dossier_without_subjects_says_so(tmp_path: Path) -> None:
    """An empty workbook, an empty CSV and a YAML with the question alone are accepted, with a warning at the file."""
    workbook(tmp_path / "a.xlsx", tập_thể=[])
    (tmp_path / "tập thể.csv").write_bytes(b"")
    (tmp_path / "a.yaml").write_text("kỳ xét: 2021\n", encoding="utf-8")
    for name in ("a.xlsx", "tập thể.csv", "a.yaml"):
        assert [found[:2] for found in findings(tmp_path / name)] == [("FACT-46", name)]


@pytest.mark.parametrize("broken", ['"A\\nB"', "|\n      A\n      B"])
def test_a_line_break_in_a_code_is_refused(broken: str, tmp_path: Path) -> None:
    """A code of two lines is a fault at its place; it does not silently become one line."""
    path = tmp_path / "ho-so.yaml"
    path.write_text(f"tập thể:\n  - mã: {broken}\n", encoding="utf-8")
    assert faults(path) == [("FACT-28", "ho-so.yaml:2:9")]


@pytest.mark.parametrize("content", [b"\xd0\xcf\x11\xe0 an old workbook", b"", b"PK\x03\x04 cut off"])
def test_what_is_no_workbook(content: bytes, tmp_path: Path) -> None:
    """An .xls renamed .xlsx, or anything else that is no workbook, is one clear fault."""
    path = tmp_path / "ho-so.xlsx"
    path.write_bytes(content)
    assert faults(path) == [("FILE-10", "ho-so.xlsx")]


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(damage=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_workbook_is_told_as_one(damage: list[tuple[int, int]], tmp_path: Path) -> None:
    """Whatever bytes of a workbook are damaged, there is a case or a located fault, and no error of a library's own."""
    path = tmp_path / "ho-so.xlsx"
    workbook(path, **{"tập thể": [["mã", "tên"], *[[f"t{number}", "Tổ"] for number in range(40)]]})
    content = bytearray(path.read_bytes())
    for at, byte in damage:
        content[at % len(content)] = byte
    path.write_bytes(bytes(content))
    told: tuple[Diagnostic, ...] = ()
    try:
        read(path)
    except DossierError as error:
        told = error.diagnostics
    assert all(each.place.file for each in told)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
@pytest.mark.parametrize("suffix", ["yaml", "json", "xlsx", "csv"])
def test_a_pipe_is_not_waited_for(suffix: str, tmp_path: Path) -> None:
    """A named pipe in place of a file is refused at once: nobody may ever write to it."""
    path = tmp_path / f"ho-so.{suffix}"
    os.mkfifo(path)
    assert [code for code, _ in faults(path)] == ["FILE-20"]


def test_a_sheet_whose_content_is_lost_is_a_fault(tmp_path: Path) -> None:
    """A damaged workbook that lists a sheet but does not hold it is refused, not read without that sheet."""
    path, damaged = tmp_path / "ho-so.xlsx", tmp_path / "hong.xlsx"
    workbook(path, hồ_sơ=[["ngày xét", "15/01/2022"], ["kỳ xét", "2021"]], tập_thể=[["mã"], ["a"]])
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(damaged, "w") as part:
        for name in whole.namelist():
            if name != "xl/worksheets/sheet2.xml":
                part.writestr(name, whole.read(name))
    assert [code for code, _ in faults(damaged)] == ["FILE-17"]


def test_one_far_cell_costs_nothing(tmp_path: Path) -> None:
    """A formatted cell at the far end of a sheet does not make it read a million rows."""
    path = tmp_path / "ho-so.xlsx"
    book = workbook(path, tập_thể=[["mã"], ["a"]], hồ_sơ=[["ngày xét", "15/01/2022"], ["kỳ xét", "2021"]])
    book["tập thể"].cell(1_048_576, 16_384).number_format = "0%"
    book.save(path)
    assert list(read(path).subjects["tập thể"]) == ["a"]


def test_csv_folder(tmp_path: Path) -> None:
    """One file for each type, either delimiter, with BOM, quotes and line breaks in cells; rows are counted right."""
    (tmp_path / "tap-the.csv").write_text('\ufeffmã;tên;tỷ lệ\na;"Cục\nA; B";98,5%\n\nb;;\n', encoding="utf-8")
    (tmp_path / "hồ sơ.csv").write_text("ngày xét,15/01/2022\nkỳ xét,2021\n", encoding="utf-8")
    (tmp_path / "đầy đủ.csv").write_text("loại\ntập thể\n", encoding="utf-8")
    case = read(tmp_path)
    unit = SubjectId("tập thể", "a")
    assert (case.slot(unit, "tên"), str(case.slot(unit, "tỷ lệ"))) == ("Cục\nA; B", "98.5")
    assert case.origins[SubjectId("tập thể", "b"), "mã"].line == 5
    assert case.is_closed("tập thể")


def test_csv_faults(tmp_path: Path) -> None:
    """A comma that splits a value, a quote left open and another encoding are located; all files are looked at."""
    (tmp_path / "cá nhân.csv").write_text('mã,hệ số\np,1,5\nq,"1,5"\nr,"x', encoding="utf-8")
    (tmp_path / "tập thể.csv").write_bytes(b"m\xe3;t\xean\n")
    assert sorted(code for code, _ in faults(tmp_path)) == ["FACT-42", "FILE-05", "FILE-14"]


def test_odd_sources(tmp_path: Path) -> None:
    """Missing files, unknown suffixes and empty folders say what to do."""
    assert faults(tmp_path / "x.yaml") == [("FILE-01", "x.yaml")]
    (tmp_path / "x.doc").write_text("x")
    assert faults(tmp_path / "x.doc") == [("FILE-08", "x.doc")]
    with pytest.raises(DossierError, match="FILE-09"):
        read(tmp_path)


def test_parquet(tmp_path: Path) -> None:
    """Parquet columns are native values; without pyarrow the fault says what to install."""
    path = tmp_path / "tập thể.parquet"
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        path.write_bytes(b"PAR1")
        assert faults(path) == [("FILE-15", "tập thể.parquet")]
        return
    pyarrow.parquet.write_table(pyarrow.table({"mã": ["a", "b"], "tỷ lệ": [98.5, None]}), path)
    case = read_case(VOCABULARY, tmp_path, on="15/01/2022", period=2021)
    assert str(case.slot(SubjectId("tập thể", "a"), "tỷ lệ")) == "98.5"
    path.write_bytes(b"PAR1")
    assert faults(path) == [("FILE-16", "tập thể.parquet")]
