"""What a new user gets wrong, tried through the command: each fault has its exit code, its code and its place."""

import datetime
import json
import shutil
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from thidua_rules import api
from thidua_rules.api import Ruleset
from thidua_rules.cli import main

RULES = "btnmt/2021"
api_load = api.load
BUNDLED = Path(__file__).parent.parent / "rulesets" / "btnmt" / "2021"
PLAN = "tỷ lệ hoàn thành kế hoạch năm"
GOOD = f"""\
ngày xét: 15/01/2022
kỳ xét: 2021
tập thể:
  - mã: V1
    {PLAN}: 98,5%
cá nhân:
  - mã: A
    đơn vị: V1
    là người đứng đầu: sai
"""
Found = tuple[int, str, dict[str, Any]]
"""The exit code, the first diagnostic's code (none if it is read), and what its place must say."""
FINE: Found = 0, "", {}


@pytest.fixture(autouse=True)
def bundled_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bundled ruleset is the same in every case, so that reading it again would only take time."""

    def load_again(reference: str, **asked: Any) -> Ruleset:
        return bundled() if reference == RULES and not any(asked.values()) else api_load(reference, **asked)

    monkeypatch.setattr(api, "load", load_again)


@cache
def bundled() -> Ruleset:
    return api_load(RULES)


def run(*arguments: object) -> tuple[int, dict[str, Any]]:
    """The exit code and the JSON of a command; whatever is not a plain exit fails the test."""
    result = CliRunner().invoke(main, [*map(str, arguments), "--json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    data = json.loads(result.stdout)
    assert isinstance(data, dict)
    return result.exit_code, data


def assert_found(arguments: tuple[object, ...], wanted: Found) -> None:
    """The command ends as wanted, and says where."""
    code, data = run(*arguments)
    faults = [each for each in data.get("findings", []) if each["severity"] == "error"]
    exit_code, name, place = wanted
    shown = [(each["code"], each["place"]) for each in faults]
    assert code == exit_code, shown
    if not name:
        assert not faults
        return
    assert (faults[0]["code"], {key: faults[0]["place"].get(key) for key in place}) == (name, place), shown
    assert faults[0]["message"]["vi"]
    assert faults[0]["message"]["en"]


def at(line: int | None, column: int | None = None) -> dict[str, Any]:
    """A place in a text file."""
    return {"line": line} if column is None else {"line": line, "column": column}


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    """Damage: the first `old` becomes `new`."""

    def edit(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return edit


def as_nfd(content: bytes) -> bytes:
    return unicodedata.normalize("NFD", content.decode()).encode()


def as_windows_1258(content: bytes) -> bytes:
    return content.decode().encode("cp1258", "replace")


def as_utf16(content: bytes) -> bytes:
    return content.decode().encode("utf-16")


PERSON, HEAD, UNIT = "ca-nhan.yaml", "bo-quy-tac.yaml", "tap-the.yaml"
KIND = "    cho: cá nhân"


def line_of(text: str) -> int:
    """The line on which a text first stands in the head of the bundled ruleset."""
    return 1 + (BUNDLED / HEAD).read_text(encoding="utf-8").partition(text)[0].count("\n")


RULESETS: dict[str, tuple[str, Callable[[bytes], bytes], Found]] = {
    "indentation": (PERSON, swap(KIND, " " + KIND), (1, "YAML-03", at(6, 5))),
    "tab": (PERSON, swap(KIND, "\tcho: cá nhân"), (1, "YAML-02", at(5, 1))),
    "key twice": (PERSON, swap(KIND, KIND + "\n    cho: tập thể"), (1, "YAML-17", at(6, 5))),
    "field": (PERSON, swap("và mức hoàn thành", "và mức hoàn thàn"), (1, "NAME-01", at(10, 10))),
    "operator in letters": (PERSON, swap("nhiệm vụ là “", "nhiệm vụ lá “"), (1, "COND-28", at(9, 46))),
    "operator in signs": (UNIT, swap("≥ số hoạt động", "=> số hoạt động"), (1, "COND-19", {})),
    "parameter 98.5%": (
        HEAD,
        swap("giá trị: 100%", "giá trị: 98.5%"),
        (1, "FACT-02", at(line_of("giá trị: 100%"), 14)),
    ),
    "parameter 98,5%": (HEAD, swap("giá trị: 100%", "giá trị: 98,5%"), FINE),
    "parameter 98,5": (HEAD, swap("giá trị: 100%", "giá trị: 98,5"), (1, "FACT-03", at(line_of("giá trị: 100%"), 14))),
    "parameter 1.000": (
        HEAD,
        swap("giá trị: 100%", "giá trị: 1.000"),
        (1, "FACT-03", at(line_of("giá trị: 100%"), 14)),
    ),
    "condition 98.5%": (UNIT, swap("≥ mức hoàn thành kế hoạch", "≥ 98.5%"), (1, "COND-07", {})),
    "condition 98,5": (UNIT, swap("≥ mức hoàn thành kế hoạch", "≥ 98,5"), (1, "TYPE-08", {})),
    "NFD": (PERSON, as_nfd, FINE),
    "Windows-1258": (PERSON, as_windows_1258, (1, "FILE-05", at(1))),
    "UTF-16": (PERSON, as_utf16, (1, "FILE-05", at(None))),
    "CRLF and BOM": (PERSON, lambda content: b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"), FINE),
    "inherits itself": (HEAD, swap("[chung/btnmt-2020]", "btnmt/2021"), (1, "SET-17", at(11, 10))),
    "inherits its folder": (HEAD, swap("[chung/btnmt-2020]", "."), (1, "SET-17", at(11, 10))),
    "Python object": (
        HEAD,
        swap("tên: Phong", 'tên: !!python/object/apply:os.system ["echo"]\nghi chú: Phong'),
        (1, "YAML-14", at(8, 6)),
    ),
    "30 MB": (PERSON, lambda content: content + b"#" * 30_000_000, (1, "FILE-04", at(None))),
    "10,000 deep": (PERSON, lambda _: b"a: " + b"[" * 10_000, (1, "YAML-12", at(1, 53))),
    "empty": (PERSON, lambda _: b"", (1, "FILE-06", at(None))),
    "NUL": (PERSON, lambda content: content + b"\0", (1, "YAML-10", {})),
    "a list": (PERSON, lambda _: b"- a\n", (1, "SET-01", at(1, 1))),
}


@pytest.mark.parametrize("case", RULESETS)
def test_ruleset(case: str, tmp_path: Path) -> None:
    """A damaged ruleset is refused at the place of the damage, or read as it was meant."""
    file, edit, wanted = RULESETS[case]
    folder = tmp_path / "rules"
    shutil.copytree(BUNDLED, folder)
    (folder / file).write_bytes(edit((folder / file).read_bytes()))
    if wanted[2]:
        wanted = (*wanted[:2], {"file": str(folder / file), **wanted[2]})
    assert_found(("check", folder), wanted)


@pytest.mark.parametrize("command", [("show",), ("test",), ("decide", "x.yaml"), ("explain", "x.yaml", "a", "b")])
def test_every_command_says_what_is_wrong_with_the_ruleset(command: tuple[str, ...], tmp_path: Path) -> None:
    """Every command refuses a damaged ruleset as `check` does."""
    shutil.copytree(BUNDLED, tmp_path / "rules")
    file = tmp_path / "rules" / PERSON
    file.write_bytes(swap(KIND, "\tcho: cá nhân")(file.read_bytes()))
    assert_found((command[0], tmp_path / "rules", *command[1:]), (1, "YAML-02", {"file": str(file), "line": 5}))


def plan(value: str) -> bytes:
    return GOOD.replace("98,5%", value).encode()


def records(value: str) -> bytes:
    head = '{"ngày xét": "15/01/2022", "kỳ xét": "2021", "tập thể": [{"mã": "V1", '
    return (head + f'"{PLAN}": {value}' + "}]}").encode()


VALUE = at(5, 36)
IN_JSON = {"path": f"$.tập thể[0].{PLAN}"}
DOSSIERS: dict[str, tuple[str, bytes, Found]] = {
    "yaml": ("yaml", GOOD.encode(), FINE),
    "98.5%": ("yaml", plan("98.5%"), (1, "FACT-02", VALUE)),
    "98,5": ("yaml", plan("98,5"), (1, "FACT-03", VALUE)),
    "1.000": ("yaml", plan("1.000"), (1, "FACT-03", VALUE)),
    "1.000%": ("yaml", plan("1.000%"), (1, "FACT-05", VALUE)),
    "text for a number": ("yaml", plan("gần đủ"), (1, "FACT-01", VALUE)),
    "1e400": ("yaml", plan("1e400"), (1, "FACT-01", VALUE)),
    "endless digits": ("yaml", plan("9" * 5000 + "%"), (1, "FACT-18", VALUE)),
    "list for a number": ("yaml", plan("[1]"), (1, "FACT-12", VALUE)),
    "Python object": ("yaml", plan('!!python/object/apply:os.system ["echo"]'), (1, "YAML-14", VALUE)),
    "neither yes nor no": ("yaml", GOOD.replace("sai", "có lẽ").encode(), (1, "FACT-07", at(9, 24))),
    "unit unknown": ("yaml", GOOD.replace("đơn vị: V1", "đơn vị: V9").encode(), (1, "FACT-25", at(8, 13))),
    "two with one code": ("yaml", GOOD.encode() + b"  - {m\xc3\xa3: A}\n", (1, "FACT-22", at(10))),
    "field": ("yaml", GOOD.replace("đứng đầu", "đứng đàu").encode(), (1, "FACT-21", at(9, 5))),
    "indentation": ("yaml", GOOD.replace("    là", "   là").encode(), (1, "YAML-03", at(9, 4))),
    "tab": ("yaml", GOOD.replace("    là", "\tlà").encode(), (1, "YAML-02", at(9, 1))),
    "serial date": ("yaml", GOOD.replace("15/01/2022", "44576").encode(), (1, "FACT-09", at(1, 11))),
    "no such day": ("yaml", GOOD.replace("15/01/2022", "31/02/2022").encode(), (1, "FACT-08", at(1, 11))),
    "year 0": ("yaml", GOOD.replace("xét: 2021", "xét: 0000").encode(), (1, "FACT-31", at(2, 9))),
    "month of the year 0": ("yaml", GOOD.replace("xét: 2021", "xét: 01/0000").encode(), (1, "FACT-31", at(2, 9))),
    "no colon": ("yaml", GOOD.encode() + "    tên:x\n".encode(), (1, "YAML-08", at(10, 5))),
    "invisible sign in a code": ("yaml", GOOD.replace("mã: A", "mã: A\u200b").encode(), (1, "FACT-50", at(7, 9))),
    "workbook as yaml": ("yaml", b"PK\x03\x04" + b"\0" * 99, (1, "FILE-19", {})),
    "old workbook as csv": ("csv", b"\xd0\xcf\x11\xe0", (1, "FILE-19", {})),
    "no such period": ("yaml", GOOD.replace("xét: 2021", "xét: 20x1").encode(), (1, "FACT-31", at(2, 9))),
    "codes as keys": ("yaml", "kỳ xét: 2021\ntập thể:\n  V1: {}\n".encode(), (1, "FACT-37", at(3, 3))),
    "NFD": ("yaml", as_nfd(GOOD.encode()), FINE),
    "CRLF and BOM": ("yaml", b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), FINE),
    "Windows-1258": ("yaml", as_windows_1258(GOOD.encode()), (1, "FILE-05", at(1))),
    "UTF-16": ("yaml", as_utf16(GOOD.encode()), (1, "FILE-05", at(None))),
    "10,000 deep": ("yaml", b"a: " + b"[" * 10_000, (1, "YAML-12", at(1, 53))),
    "30 MB": ("yaml", b"#" * 30_000_000, (1, "FILE-04", at(None))),
    "empty": ("yaml", b"", (1, "FILE-06", at(None))),
    "a word": ("yaml", b"hello", (1, "FACT-37", at(1, 1))),
    "json": ("json", records('"98,5%"'), FINE),
    "json text for a number": ("json", records('"abc"'), (1, "FACT-01", IN_JSON)),
    "json NaN": ("json", records("NaN"), (1, "FACT-01", IN_JSON)),
    "json 1e999": ("json", records("1e999"), (1, "FACT-18", IN_JSON)),
    "json object": ("json", records("{}"), (1, "FACT-13", IN_JSON)),
    "json broken": ("json", b'{"a": \n?}', (1, "FILE-07", at(2, 1))),
    "json key twice": ("json", '{"tập thể": [{"mã": "A", "mã": "B"}]}'.encode(), (1, "FACT-43", {})),
    "json deep": ("json", b"[" * 100_000, (1, "YAML-12", {})),
    "json empty": ("json", b" \n", (1, "FILE-06", {})),
    "json UTF-16": ("json", as_utf16(records("1")), (1, "FILE-05", {})),
    "xls renamed": ("xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 500, (1, "FILE-10", {})),
    "xlsx empty": ("xlsx", b"", (1, "FILE-10", {})),
    "xls": ("xls", b"x", (1, "FILE-08", {})),
    "csv of no type": ("csv", b"a,b\n", (1, "FACT-20", {})),
}


@pytest.mark.parametrize("case", DOSSIERS)
def test_dossier(case: str, tmp_path: Path) -> None:
    """A dossier with a fault is refused at the place of the fault, or read as it was meant."""
    suffix, content, wanted = DOSSIERS[case]
    path = tmp_path / f"dossier.{suffix}"
    path.write_bytes(content)
    if wanted[2]:
        wanted = (*wanted[:2], {"file": str(path), **wanted[2]} if suffix != "csv" else wanted[2])
    assert_found(("decide", RULES, path), wanted)


@pytest.mark.parametrize(("name", "read"), [('O\'Brien "x"', 'O\'Brien "x"'), ("<b>[red]x[/red]", "<b>[red]x[/red]")])
def test_odd_codes_come_back_as_they_are(name: str, read: str, tmp_path: Path) -> None:
    """A code with quotes or markup is printed as it was written, in the table and in JSON."""
    path = tmp_path / "dossier.yaml"
    path.write_text(GOOD.replace("mã: A", "mã: " + json.dumps(name)), encoding="utf-8")
    assert run("decide", RULES, path)[0] == 0
    table = CliRunner().invoke(main, ["explain", RULES, str(path), name, "C1"])
    assert table.exit_code == 0
    assert read in table.output


HEADINGS = ("mã", PLAN)


def on_row(row: int | None, column: str | None = None) -> dict[str, Any]:
    place: dict[str, Any] = {"sheet": "tập thể", "line": row}
    return place if column is None else {**place, "column": column}


SHEETS: dict[str, tuple[list[tuple[Any, ...]], str, Found]] = {
    "blank row": ([("V1", "100%"), (None, None), ("V2", "98,5%")], "", FINE),
    "text for a number": ([("V1", "abc")], "", (1, "FACT-01", on_row(2))),
    "98.5%": ([("V1", "100%"), (None, None), ("V2", "98.5%")], "", (1, "FACT-02", on_row(4))),
    "98,5": ([("V1", "98,5")], "", (1, "FACT-03", on_row(2))),
    "merged": ([("V1", "100%"), ("V2", None)], "B2:B3", (1, "FILE-11", on_row(2))),
    "code twice": ([("V1", "100%"), ("V1", "100%")], "", (1, "FACT-22", on_row(3))),
    "no code": ([(None, "100%")], "", (1, "FACT-23", on_row(2))),
    "number for a code": ([(1, "100%")], "", (1, "FACT-28", on_row(2))),
    "formula": ([("V1", "=1/2")], "", (1, "FILE-12", on_row(2))),
    "error": ([("V1", "#DIV/0!")], "", (1, "FILE-13", on_row(2))),
    "day for a code": ([(datetime.date(2021, 5, 4), "100%")], "", (1, "FACT-28", on_row(2))),
    "cell without heading": ([("V1", "100%", "x")], "", (1, "FACT-42", on_row(2))),
}


@pytest.mark.parametrize("case", SHEETS)
def test_workbook(case: str, tmp_path: Path) -> None:
    """A fault of a workbook is located by its sheet and row; blank rows do no harm and shift nothing."""
    rows, merged, wanted = SHEETS[case]
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "tập thể"
    for row in (HEADINGS, *rows):
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    book.save(tmp_path / "dossier.xlsx")
    assert_found(("decide", RULES, tmp_path / "dossier.xlsx", "--on", "15/01/2022", "--period", "2021"), wanted)


CSV: dict[str, tuple[bytes, Found]] = {
    "semicolons, CRLF, BOM": (f"\ufeffmã;{PLAN}\r\nV1;98,5%\r\n\r\nV2;\r\n".encode(), FINE),
    "unquoted comma": (f"mã,{PLAN}\nV1,98,5%\n".encode(), (1, "FACT-42", at(2))),
    "open quote": (f'mã,{PLAN}\nV1,"98,5%\n'.encode(), (1, "FILE-14", at(2))),
    "text for a number": (f"mã;{PLAN}\n\nV1;abc\n".encode(), (1, "FACT-01", at(3))),
    "UTF-16": ("mã\n".encode("utf-16"), (1, "FILE-05", at(None))),
    "title above the headings": (b"DANH S\xc3\x81CH;\nm\xc3\xa3;t\xc3\xaan\nV1;x\n", (1, "FACT-49", at(1))),
    "no columns": ("mã|tên\nV1|x\n".encode(), (1, "FACT-49", at(1))),
    "zero byte": (f"mã;{PLAN}\nV1;\0\n".encode(), (1, "FILE-14", at(None))),
}


@pytest.mark.parametrize("case", CSV)
def test_csv_folder(case: str, tmp_path: Path) -> None:
    """A fault of a CSV file is located by its line."""
    content, wanted = CSV[case]
    (tmp_path / "tập thể.csv").write_bytes(content)
    assert_found(("decide", RULES, tmp_path, "--on", "15/01/2022", "--period", "2021"), wanted)


USES: dict[str, tuple[tuple[str, ...], str]] = {
    "no such ruleset": (("check", "nope"), "USE-02"),
    "no such path": (("check", "./nope"), "USE-01"),
    "NUL in a name": (("check", "a\0b"), "USE-02"),
    "endless name": (("check", "x" * 5000), "USE-02"),
    "family without period": (("check", "btnmt"), "USE-04"),
    "no such criterion": (("show", RULES, "ZZ"), "USE-51"),
    "executor of tests": (("test", RULES, "--executor", "foo"), "USE-50"),
    "no such dossier": (("decide", RULES, "nope.yaml"), "USE-64"),
    "dossier without a name": (("decide", RULES, ""), "USE-64"),
    "executor": (("decide", RULES, "DOSSIER", "--executor", "foo"), "USE-50"),
    "output of no kind": (("decide", RULES, "DOSSIER", "-o", "x.doc"), "USE-65"),
    "output to no folder": (("decide", RULES, "DOSSIER", "-o", "/nope/x.json"), "USE-62"),
    "day": (("decide", RULES, "DOSSIER", "--on", "foo"), "USE-56"),
    "period": (("decide", RULES, "DOSSIER", "--period", "foo"), "USE-57"),
    "parameter without value": (("decide", RULES, "DOSSIER", "--parameter", "x"), "USE-63"),
    "no such parameter": (("decide", RULES, "DOSSIER", "--parameter", "x=1"), "USE-54"),
    "parameter of another kind": (("decide", RULES, "DOSSIER", "--parameter", "hạng dẫn đầu=abc"), "USE-61"),
    "parameter without a value": (("decide", RULES, "DOSSIER", "--parameter", "hạng dẫn đầu="), "USE-69"),
    "year 0": (("decide", RULES, "DOSSIER", "--period", "0000"), "USE-57"),
    "output with a zero": (("decide", RULES, "DOSSIER", "-o", "a\0.json"), "USE-65"),
    "no such person": (("explain", RULES, "DOSSIER", "x'\"\n", "C1"), "USE-52"),
}


@pytest.mark.parametrize("case", USES)
def test_use(case: str, tmp_path: Path) -> None:
    """What does not exist, or cannot be asked, ends with exit code 2 and one finding."""
    arguments, code = USES[case]
    path = tmp_path / "dossier.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert_found(tuple(str(path) if each == "DOSSIER" else each for each in arguments), (2, code, {}))


def test_nothing_that_people_wrote_is_overwritten(tmp_path: Path) -> None:
    """Results are not written over the dossier, nor an empty workbook over one that may be filled in."""
    path, link = tmp_path / "dossier.json", tmp_path / "link.json"
    path.write_bytes(records('"98,5%"'))
    link.symlink_to(path)
    for output in (path, link):
        assert_found(("decide", RULES, path, "-o", output), (2, "USE-70", {}))
    assert path.read_bytes() == records('"98,5%"')
    (tmp_path / "filled.xlsx").write_bytes(b"filled in")
    result = CliRunner().invoke(main, ["facts", RULES, "-o", str(tmp_path / "filled.xlsx")])
    assert (result.exit_code, "USE-71" in result.stderr) == (2, True)
    assert (tmp_path / "filled.xlsx").read_bytes() == b"filled in"


def test_all_faults_of_parameters_at_once(tmp_path: Path) -> None:
    """Parameters that are unknown, of another kind or given twice are all told in one go."""
    path = tmp_path / "dossier.yaml"
    path.write_text(GOOD, encoding="utf-8")
    twice = ["--parameter", "hạng dẫn đầu=1", "--parameter", "HẠNG dẫn đầu=2"]
    others = ["--parameter", "số hoạt động tối thiểu=x", "--parameter", "zz=1"]
    code, data = run("decide", RULES, path, *twice, *others)
    assert (code, [each["code"] for each in data["findings"]]) == (2, ["USE-68", "USE-61", "USE-54"])
    code, data = run("decide", RULES, path, *twice[:2], *twice[:2], "--parameter", "x")
    assert (code, [each["code"] for each in data["findings"]]) == (2, ["USE-68", "USE-63"])


@pytest.mark.parametrize("arguments", [(), ("lisst",), ("--lang", "xx"), ("check",), ("facts", RULES, "-o", ".")])
def test_misuse_of_the_command(arguments: tuple[str, ...]) -> None:
    """A command that is not well formed ends with exit code 2 and says how it is used."""
    result = CliRunner().invoke(main, arguments)
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 2
    assert result.output.strip()


def test_what_is_not_read_or_not_meant_is_told(tmp_path: Path) -> None:
    """A folder's other dossier files, and a dossier made for another ruleset, are told on the error stream."""
    (tmp_path / "tập thể.csv").write_text("mã\nV1\n", encoding="utf-8")
    (tmp_path / "cá nhân.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "~$cá nhân.xlsx").write_text("", encoding="utf-8")
    (tmp_path / "hồ sơ.csv").write_text("bộ quy tắc,luat/2017\nngày xét,15/01/2022\nkỳ xét,2021\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["decide", RULES, str(tmp_path)])
    assert result.exit_code == 0
    assert result.stderr.count("FILE-18") == 1
    assert "cá nhân.yaml" in result.stderr
    assert "FACT-39" in result.stderr


def test_a_doubtful_dossier_is_decided_with_a_warning_on_the_error_stream(tmp_path: Path) -> None:
    """An empty CSV file is decided, and the error stream says so; the JSON stays JSON."""
    path = tmp_path / "tập thể.csv"
    path.write_bytes(b"")
    arguments = ["decide", RULES, str(path), "--on", "15/01/2022", "--period", "2021", "--json"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["ruleset"]["id"] == RULES
    assert "FACT-46" in result.stderr
