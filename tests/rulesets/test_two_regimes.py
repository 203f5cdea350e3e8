"""The second example: one dossier decided under `btnmt/2021` and under `btnmt/2024`."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

import thidua_rules as tr
from thidua_rules.authoring.scenarios import STATUS_WORDS

EXAMPLES = Path(__file__).parents[2] / "docs" / "vi-du"


@pytest.fixture(scope="module")
def scripts() -> Iterator[tuple[ModuleType, ModuleType]]:
    """The script that writes the dossier and the one that writes the page."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EXAMPLES))
        yield importlib.import_module("tao_hai_nam"), importlib.import_module("so_sanh_hai_nam")


@pytest.fixture(scope="module")
def decisions(scripts: tuple[ModuleType, ModuleType]) -> tuple[tr.Decision, tr.Decision]:
    """The dossier decided for 2021 and for 2024."""
    found: tuple[tr.Decision, tr.Decision] = scripts[1].decisions()
    return found


def _day(value: Any) -> Any:
    return value.date() if hasattr(value, "date") else value


def test_the_workbook_is_what_its_script_writes(scripts: tuple[ModuleType, ModuleType]) -> None:
    """The bundled workbook holds, cell by cell, what the script beside it makes."""
    made = scripts[0].workbook()
    kept = openpyxl.load_workbook(EXAMPLES / "ho-so-hai-nam.xlsx")
    assert kept.sheetnames == made.sheetnames
    for sheet in made:
        expected = [[_day(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert [[_day(cell) for cell in row] for row in kept[sheet.title].iter_rows(values_only=True)] == expected


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_shows_what_is_decided(scripts: tuple[ModuleType, ModuleType], lang: str) -> None:
    """The tables of the page, in each language, are those that its script makes of the dossier."""
    script = scripts[1]
    assert script.PAGES[lang].read_text(encoding="utf-8") == script.page(lang)


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Hoàng Bảo Nam", "LĐTT", ("không đạt", "đạt")),
        ("Ngô Kim Nam", "LĐTT", ("không đạt", "đạt")),
        ("Lý Thanh Bình", "CSTĐCS", ("không đạt", "đạt")),
        ("Đỗ Minh An", "CSTĐCS", ("không đạt", "đạt")),
        ("Dương Thu Giang", "CSTĐCS", ("không đạt", "đạt")),
        ("Ngô Hải Châu", "CSTĐCS", ("đạt", "đạt")),
        ("Trần Đức Khánh", "CSTĐB", ("không đạt", "đạt")),
        ("Đặng Thu Oanh", "CSTĐB", ("đạt", "không đạt")),
        ("Lê Kim Lan", "BKTTG-CN", ("không đạt", "đạt")),
        ("Lê Kim Lan", "BKB-CN", ("chưa đủ căn cứ", "không đạt")),
        ("vien", "TTLĐTT", ("đạt", "không đạt")),
        ("trung-tam", "TTLĐTT", ("không đạt", "không đạt")),
        ("trung-tam", "TTLĐXS", ("không đạt", "đạt")),
        ("vu", "CTĐB", ("chưa đủ căn cứ", "đạt")),
    ],
)
def test_the_regimes_differ_as_the_page_tells(
    scripts: tuple[ModuleType, ModuleType],
    decisions: tuple[tr.Decision, tr.Decision],
    name: str,
    title: str,
    expected: tuple[str, str],
) -> None:
    """Each case of the page is decided under each regime as its text says."""
    key = name if name.islower() else scripts[0].code_of(name)
    assert tuple(STATUS_WORDS[decision[key, title].status] for decision in decisions) == expected


def test_what_the_quota_keeps_out_has_the_standard(
    scripts: tuple[ModuleType, ModuleType], decisions: tuple[tr.Decision, tr.Decision]
) -> None:
    """The two seats of 2021 go to the council's choice among all who meet the standard; in 2024 all have the title."""
    before, after = decisions
    names = ("Ngô Hải Châu", "Vũ Quốc Dũng", "Dương Thu Giang", "Bùi Ngọc Hà", "Trần Đức Khánh", "Đặng Thu Oanh")
    keys = [scripts[0].code_of(name) for name in names]
    assert all(before[key, "đủ chuẩn CSTĐCS"].status is tr.Status.MET for key in keys)
    assert [key for key in keys if before[key, "CSTĐCS"].status is tr.Status.MET] == keys[:2]
    assert all(after[key, "CSTĐCS"].status is tr.Status.MET for key in keys)
