"""The ruleset `btnmt/2021` and its example dossier, as data."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import openpyxl
import pytest

import thidua_rules as tr
from tests.rulesets.regimes import written
from thidua_rules.diagnostics import Severity

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "rulesets" / "btnmt" / "2021"
EXAMPLES = ROOT / "docs" / "vi-du"
STATUSES = {"đạt", "không đạt", "chưa đủ căn cứ"}


def _requirements(code: str, node: Any) -> Iterator[str]:
    """The codes of a node and of all below it that have a verdict."""
    if isinstance(node, dict) and "không mã hoá" in node:
        return
    yield code
    for below, child in (node.get("yêu cầu") or {}).items() if isinstance(node, dict) else ():
        yield from _requirements(below, child)


def test_every_requirement_has_a_scenario_of_each_status() -> None:
    """Every criterion and requirement is expected to be met, not met and unknown in some scenario."""
    wanted = {
        (code, status)
        for path in sorted(FOLDER.glob("*.yaml"))
        for criterion, node in written(path).get("tiêu chí", {}).items()
        for code in _requirements(criterion, node)
        for status in STATUSES
    }
    found = {
        (code, status)
        for path in sorted(FOLDER.glob("tinh-huong/*.tinh-huong.yaml"))
        for scenario in written(path)["tình huống"]
        for expected in scenario["mong đợi"].values()
        for code, status in expected.items()
    }
    assert len(wanted) > 3 * 40
    assert wanted - found == set()


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    """The script beside the example dossier."""
    spec = importlib.util.spec_from_file_location("tao_ho_so", EXAMPLES / "tao_ho_so.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_workbook_is_what_its_script_writes(generator: ModuleType) -> None:
    """The bundled workbook holds, cell by cell, what the script beside it makes."""
    made = generator.workbook()
    kept = openpyxl.load_workbook(EXAMPLES / "ho-so-2021.xlsx")
    assert kept.sheetnames == made.sheetnames
    for sheet in made:
        expected = [[_day(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert [[_day(cell) for cell in row] for row in kept[sheet.title].iter_rows(values_only=True)] == expected


def test_the_workbook_is_realistic(generator: ModuleType) -> None:
    """There are 3 blocks, at least 12 collectives and at least 80 people with names of their own."""
    people = generator.people()
    assert len(generator.BLOCKS) == 3
    assert len(generator.units()) >= 12
    assert len({each["tên"] for each in people}) == len(people) >= 80


def _day(value: Any) -> Any:
    """A date as a date: a workbook that was read gives date and time."""
    return value.date() if hasattr(value, "date") else value


@pytest.fixture(scope="module")
def rules() -> tr.Ruleset:
    """The bundled ruleset."""
    return tr.load("btnmt/2021")


def test_loading_finds_nothing_to_correct(rules: tr.Ruleset) -> None:
    """The ruleset has neither an error nor a warning."""
    assert [each for each in rules.findings if each.severity is not Severity.NOTE] == []


def test_the_dossier_shows_every_status(rules: tr.Ruleset) -> None:
    """In the example, every criterion and overall conclusion is met, not met and unknown for somebody."""
    decision = rules.decide(rules.read_case(EXAMPLES / "ho-so-2021.xlsx"))
    subjects = {"tập thể": ("T1", "T2", "T3", "T4", "TT"), "cá nhân": ("C1", "C2", "C3", "C4", "C5", "H", "CN")}
    for kind, codes in subjects.items():
        keys = [each.key for each in decision.case.of_type(kind)]
        for code in codes:
            found = {decision[key, code].status for key in keys}
            assert {tr.Status.MET, tr.Status.NOT_MET, tr.Status.UNKNOWN} <= found, code


def test_one_head_meets_everything(rules: tr.Ruleset) -> None:
    """The example has a collective that meets all, comes first in its block, and whose head meets all too."""
    decision = rules.decide(rules.read_case(EXAMPLES / "ho-so-2021.xlsx"))
    assert decision["cuc-a", "TT"].status is tr.Status.MET
    assert [decision["nv-001", code].status for code in ("H.a", "H.b", "CN")] == [tr.Status.MET] * 3


@pytest.mark.parametrize(
    ("parameter", "value", "subject", "code", "changed"),
    [
        ("mức hoàn thành kế hoạch", "98%", "cuc-b", "T2", tr.Status.MET),
        ("mức độ trực tuyến tối thiểu", 2, "trung-tam-a", "T3.d", tr.Status.MET),
        ("số hoạt động tối thiểu", 1, "vu-b", "T1.d", tr.Status.MET),
        ("số vi phạm tối đa của tập thể", 1, "vien-a", "T4", tr.Status.MET),
        ("hạng dẫn đầu", 2, "nv-022", "H", tr.Status.MET),
        ("số sáng kiến được công nhận tối thiểu", 2, "nv-001", "C2.c", tr.Status.NOT_MET),
        ("số sáng kiến tối thiểu trong lĩnh vực nêu tên", 2, "nv-001", "C2.b", tr.Status.NOT_MET),
    ],
)
def test_another_reading_is_a_parameter(
    rules: tr.Ruleset, parameter: str, value: object, subject: str, code: str, changed: tr.Status
) -> None:
    """A recorded reading that names a parameter is changed by that parameter alone."""
    case = rules.read_case(EXAMPLES / "ho-so-2021.xlsx")
    assert rules.decide(case)[subject, code].status is not changed
    assert rules.decide(case, parameters={parameter: value})[subject, code].status is changed
