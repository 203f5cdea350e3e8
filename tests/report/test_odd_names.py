"""Names that mean something to a browser, a spreadsheet or a terminal come out as names."""

import io
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from tests.report.page.reading import Page
from tests.report.small import ruleset
from thidua_rules.decision import Decision
from thidua_rules.report.page import to_html
from thidua_rules.report.table import sheets
from thidua_rules.report.terminal import print_decision
from thidua_rules.report.xlsx import to_xlsx

ODD = {
    "script": "<script>alert(1)</script>",
    "quotes": "\"x\" 'y' & z",
    "attribute": '" onmouseover="x',
    "entity": "&lt;b&gt;",
    "line": "hai\ndòng",
    "formula": "=HYPERLINK(1)",
    "markup": "[bold]a[/bold] :smile:",
}
SHOWN = ODD | {"line": "hai dòng"}


@cache
def decision() -> Decision:
    """One unit for each odd name, with a key that is odd as well."""
    units = [{"mã": f"{key}<i>", "tên": name, "tỷ lệ hoàn thành kế hoạch": "98%"} for key, name in ODD.items()]
    return ruleset().decide(ruleset().read_case({"ngày xét": "15/01/2022", "kỳ xét": "2021", "tập thể": units}))


@pytest.mark.parametrize("odd", ODD)
def test_a_name_in_a_table_is_text_on_one_line(odd: str) -> None:
    """The rows that all reports share hold the name without line breaks, otherwise as it is."""
    (sheet,) = sheets(decision())
    assert SHOWN[odd] in [line.name for line in sheet.lines]


@pytest.mark.parametrize("odd", ODD)
def test_a_name_on_a_page_is_no_markup(odd: str) -> None:
    """Taken for text, the page holds the name; no element or attribute comes of it."""
    page = Page(to_html(decision()))
    row = page.people[page.place(f"{odd}<i>")]
    assert row[3] == SHOWN[odd]
    assert "onmouseover" not in page.attributes
    assert "i" not in page.tags
    assert not page.open


def test_a_name_in_a_workbook_is_no_formula(tmp_path: Path) -> None:
    """Every name is a cell of text."""
    to_xlsx(decision(), tmp_path / "a.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx")["tập thể"].iter_rows(min_row=2, max_row=1 + len(ODD)))
    assert {row[1].value for row in rows} == set(SHOWN.values())
    assert {row[1].data_type for row in rows} == {"s"}


@pytest.mark.parametrize("odd", ODD)
def test_a_name_on_a_terminal_is_no_command(odd: str) -> None:
    """The table shows the name; no escape reaches the terminal."""
    with redirect_stdout(io.StringIO()) as output:
        print_decision(decision(), grid=True)
    assert SHOWN[odd] in output.getvalue()
    assert "\x1b" not in output.getvalue()


@pytest.mark.parametrize("odd", ODD)
def test_a_name_in_an_explanation_stays_on_its_line(odd: str) -> None:
    """The first line of an explanation has the whole name."""
    assert decision()[f"{odd}<i>", "T1"].explain(full=True).splitlines()[0].startswith(f"{SHOWN[odd]} · T1")
