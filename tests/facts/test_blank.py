"""Tests of `thidua_rules.facts.blank`: the workbook that people fill in."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.facts.sample import VOCABULARY
from thidua_rules import load
from thidua_rules.facts.blank import write_blank_workbook
from thidua_rules.facts.codec import parse_text
from thidua_rules.facts.reading import read_case
from thidua_rules.facts.tables import sheet_title
from thidua_rules.facts.vocabulary import Kind


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the sample vocabulary."""
    path = tmp_path_factory.mktemp("blank") / "trống.xlsx"
    write_blank_workbook(VOCABULARY, "mẫu/2021", path)
    return path


def answered(path: Path) -> Any:
    """The workbook with a date and a period."""
    book = openpyxl.load_workbook(path)
    book["hồ sơ"]["B2"], book["hồ sơ"]["B3"] = "15/01/2022", "2021"
    return book


def test_a_blank_workbook_is_a_dossier_without_facts(blank: Path, tmp_path: Path) -> None:
    """Once date and period are given it reads, with a warning that nobody is in it."""
    book = answered(blank)
    book.save(tmp_path / "a.xlsx")
    case = read_case(VOCABULARY, tmp_path / "a.xlsx")
    assert not any(case.subjects.values())
    assert [each.code for each in case.findings] == ["FACT-46"]


def test_every_field_has_its_column(blank: Path) -> None:
    """The headings of a sheet are the code, unless a key stands for it, and the fields."""
    book = openpyxl.load_workbook(blank)
    for fact_type in VOCABULARY:
        headings = [cell.value for cell in book[fact_type.name][1]]
        assert headings == [*([] if fact_type.key else ["mã"]), *(each.name for each in fact_type.fields)]


def test_cells_offer_what_the_field_takes(tmp_path: Path) -> None:
    """Whatever a cell offers is read as a value of its field, and offered is every grade whose steps a list takes."""
    vocabulary = load("btnmt/2021").model.vocabulary
    write_blank_workbook(vocabulary, "btnmt/2021", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    offered = set()
    for fact_type in vocabulary:
        sheet = book[sheet_title(fact_type)]
        for validation in sheet.data_validations.dataValidation:
            heading = sheet.cell(1, next(iter(validation.sqref.ranges)).min_col).value
            field = fact_type.field(heading)
            assert field is not None
            for choice in validation.formula1.strip('"').split(","):
                assert parse_text(field, choice) is not None
            offered.add((fact_type.name, field.name))
    graded = {
        (each.name, field.name)
        for each in vocabulary
        for field in each.fields
        # a workbook takes lists of at most 255 characters, without commas; others stand in the comment of the heading
        if field.kind is Kind.GRADE
        and len(",".join((*field.options, *field.outside, "không có"))) <= 255
        and not any("," in each for each in (*field.options, *field.outside))
    }
    assert len(graded) > 3
    assert graded <= offered


def test_what_is_filled_in_is_read(tmp_path: Path) -> None:
    """A row typed under the headings, a code with zeros in front and a percentage included, becomes those facts."""
    rules = load("btnmt/2021")
    write_blank_workbook(rules.model.vocabulary, rules.id, tmp_path / "trống.xlsx")
    book = answered(tmp_path / "trống.xlsx")
    sheet = book["tập thể"]
    column = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, column["mã"]).value = "001"
    sheet.cell(2, column["tỷ lệ hoàn thành kế hoạch năm"]).value = "98,5%"
    sheet.cell(2, column["có đăng ký thi đua"]).value = "đúng"
    book.save(tmp_path / "a.xlsx")
    case = rules.read_case(tmp_path / "a.xlsx")
    (subject,) = case.of_type("tập thể")
    assert subject.key == "001"
    assert str(case.slot(subject, "tỷ lệ hoàn thành kế hoạch năm")) == "98.5"
    assert case.slot(subject, "có đăng ký thi đua") is True
