"""`thidua decide … --batch`: tables in, one table of verdicts out, or nothing at all."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

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


def run(home: Path, *arguments: str) -> Result:
    asked = ["decide", str(home / "bang.yaml"), str(home / "vao"), "--on", "15/01/2022", "--period", "2021"]
    return CliRunner().invoke(main, [*asked, *arguments])


@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_a_folder_of_tables_gives_one_table_of_verdicts(home: Path, suffix: str) -> None:
    """Each subject and code has a row; the number of rows is told, and nothing was left to forward."""
    import polars as pl

    close(home)
    output = home / f"ra.{suffix}"
    told = run(home, "--batch", str(output))
    assert (told.exit_code, told.output) == (0, f"đã ghi {output}: 10 kết luận\n")
    table = pl.read_parquet(output) if suffix == "parquet" else pl.read_csv(output)
    assert table.columns == ["loại", "mã", "quy tắc", "kết luận", "suất"]
    assert ("đơn vị", "u", "D", "not_met", None) in table.with_columns(pl.col("kết luận").cast(pl.String)).rows()


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
