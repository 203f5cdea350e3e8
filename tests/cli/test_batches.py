"""`thidua decide … --batch`: tables in, one table of verdicts out, or nothing at all."""

import errno
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from tests.distributing.test_parts import ROWS
from tests.executors.test_frames import ALL, GOOD, RULESET, tables
from thidua_rules.cli import main

pytestmark = pytest.mark.columnar


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A ruleset, and a folder of tables for it."""
    (tmp_path / "bang.yaml").write_text(RULESET, encoding="utf-8")
    (tmp_path / "vao").mkdir()
    for name, table in tables(GOOD).items():
        table.write_parquet(tmp_path / "vao" / f"{name}.parquet")
    return tmp_path


def close(home: Path, names: tuple[str, ...] = ALL) -> None:
    """Say which types are complete."""
    (home / "vao" / "đầy đủ.csv").write_text("\n".join(("loại", *names)), encoding="utf-8")


def run(home: Path, *arguments: str, source: str = "vao") -> Result:
    asked = ["decide", str(home / "bang.yaml"), str(home / source), "--on", "15/01/2022", "--period", "2021"]
    return CliRunner().invoke(main, [*asked, *arguments])


@pytest.mark.parametrize("suffix", ["parquet", "csv", "xlsx"])
def test_a_folder_of_tables_gives_one_table_of_verdicts(home: Path, suffix: str) -> None:
    """Each subject and code has a row; the number of rows is told, and nothing was left to forward."""
    import polars as pl

    close(home)
    output = home / f"ra.{suffix}"
    told = run(home, "--batch", str(output))
    assert (told.exit_code, told.output) == (0, f"đã ghi {output}: 10 kết luận\n")
    if suffix == "xlsx":
        heading, *rows = openpyxl.load_workbook(output).active.values
    else:
        table = pl.read_parquet(output) if suffix == "parquet" else pl.read_csv(output)
        heading, rows = tuple(table.columns), table.rows()
    assert heading == ("loại", "mã", "quy tắc", "kết luận", "suất")
    assert ("đơn vị", "u", "D", "not_met", None) in rows


def test_a_workbook_is_decided_as_the_same_tables_are(home: Path) -> None:
    """A sheet for each type, with percentages of cells; its faults are told at sheet, row and column."""
    close(home)
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, table in {**tables(GOOD), "đầy đủ": None}.items():
        sheet = book.create_sheet(name)
        for row in [("loại",), *((each,) for each in ALL)] if table is None else [table.columns, *table.rows()]:
            sheet.append(row)
    book.save(home / "vao.xlsx")
    assert run(home, "--batch", str(home / "a.csv")).exit_code == 0
    told = run(home, "--batch", str(home / "b.csv"), source="vao.xlsx")
    assert told.exit_code == 0, told.output
    # as rows are: the columns of a workbook are those of its case
    assert (home / "b.csv").read_text(encoding="utf-8") == (home / "a.csv").read_text(encoding="utf-8")
    book["đơn vị"]["C2"] = 11
    book.save(home / "vao.xlsx")
    told = run(home, "--batch", str(home / "c.csv"), source="vao.xlsx")
    assert (told.exit_code, (home / "c.csv").exists()) == (1, False)
    assert "trang “đơn vị”, dòng 2, cột “điểm”" in told.output


def test_more_rows_than_are_held_are_decided_in_parts(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same number of verdicts, of which what was left to forward is told once; fewer cannot be held."""
    close(home, ("khối", "đơn vị"))
    for name, table in tables(ROWS).items():
        table.write_parquet(home / "vao" / f"{name}.parquet")
    whole = run(home, "--batch", str(home / "ra.csv")).output
    monkeypatch.setenv("THIDUA_MOST_ROWS", "16")
    assert run(home, "--batch", str(home / "ra.csv")).output == whole
    assert "`D`: 9 kết luận do forward xét" in whole
    before = (home / "ra.csv").read_text(encoding="utf-8")
    monkeypatch.setenv("THIDUA_MOST_ROWS", "15")
    told = run(home, "--batch", str(home / "ra.csv"))
    assert (told.exit_code, told.output.split()[1]) == (2, "USE-93")
    assert (home / "ra.csv").read_text(encoding="utf-8") == before


@pytest.mark.parametrize("suffix", ["parquet", "csv", "xlsx"])
@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
def test_what_stops_after_some_parts_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, fault: BaseException
) -> None:
    """Whoever interrupts it, and a disk that is full, find the folder as it was; the disk is named as the reason."""
    from thidua_rules.executors.columnar import files

    close(home)
    for name, table in tables(ROWS).items():
        table.write_parquet(home / "vao" / f"{name}.parquet")
    before = sorted(home.iterdir())
    read, parts = files.Source.rows, []

    def stopping(source: files.Source, rows: Any) -> Any:
        parts.append(source)
        if len(parts) > len(tables(ROWS)):
            # a workbook is put together at the end
            assert suffix == "xlsx" or sorted(home.iterdir()) != before
            raise fault
        return read(source, rows)

    monkeypatch.setattr(files.Source, "rows", stopping)
    monkeypatch.setenv("THIDUA_MOST_ROWS", "16")
    told = run(home, "--batch", str(home / f"ra.{suffix}"))
    assert told.exit_code == (2 if isinstance(fault, OSError) else 130)
    assert "Traceback" not in told.output
    assert ("hết chỗ trên ổ đĩa" in told.output) == isinstance(fault, OSError)
    assert sorted(home.iterdir()) == before


def test_csv_tables_are_read_as_people_write_them(home: Path) -> None:
    """Percentages with a sign, decimal commas, days and yes or no, in a file of semicolons."""
    close(home)
    (home / "vao" / "người.parquet").unlink()
    rows = "mã;đơn vị;mức;phiếu;đủ;ngày vào\np;u;tốt;98,5%;đúng;15/12/2021\n"
    (home / "vao" / "người.csv").write_text(rows, encoding="utf-8-sig")
    assert run(home, "--batch", str(home / "ra.csv")).exit_code == 0
    assert "người,p,A,met," in (home / "ra.csv").read_text(encoding="utf-8")


def test_what_was_left_to_forward_is_told_with_the_reason(home: Path) -> None:
    """A type that is not said to be complete is named."""
    close(home, ("khối", "đơn vị"))
    told = run(home, "--batch", str(home / "ra.csv"))
    assert "`D`: 1 kết luận do forward xét, vì `người` chưa được khai là đầy đủ" in told.output


def test_a_fault_is_told_at_its_row_and_nothing_is_written(home: Path) -> None:
    """File, line and column, and no file, not even half of one."""
    close(home)
    (home / "vao" / "đơn vị.parquet").unlink()
    (home / "vao" / "đơn vị.csv").write_text("mã,khối,điểm\nu,k,\nv,k,11\n", encoding="utf-8")
    before = sorted(home.iterdir())
    told = run(home, "--batch", str(home / "ra.csv"))
    assert told.exit_code == 1
    assert "đơn vị.csv, dòng 3, cột “điểm”" in told.output
    assert "FACT-05" in told.output
    assert sorted(home.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--batch", "ra.txt"], "USE-36"),
        (["--batch", "ra.csv", "--grid"], "USE-37"),
        (["--batch", "ra.csv", "--parameter", "x"], "USE-63"),
    ],
)
def test_what_does_not_go_together_is_refused(home: Path, arguments: list[str], code: str) -> None:
    """A form that is not written, an option about something else, a parameter without a value."""
    told = run(home, *arguments)
    assert (told.exit_code, told.output.split()[1]) == (2, code)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("suffix", ["parquet", "csv", "xlsx"])
def test_a_full_disk_is_told_as_the_reason(home: Path, suffix: str) -> None:
    """Whoever writes to it, the file is named."""
    close(home)
    (home / f"ra.{suffix}").symlink_to("/dev/full")
    told = run(home, "--batch", str(home / f"ra.{suffix}"))
    assert (told.exit_code, told.output.split()[1]) == (2, "USE-62")
    assert f"ra.{suffix}" in told.output
    assert "hết chỗ trên ổ đĩa" in told.output
