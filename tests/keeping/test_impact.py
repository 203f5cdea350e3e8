"""What another ruleset would change on some dossiers: every change in the tables, the workbook and the page."""

import re
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from tests.authoring.workbench import RULES
from thidua_rules.api import load
from thidua_rules.cli import main
from thidua_rules.keeping.comparing import compare
from thidua_rules.keeping.impact import Impact, impact_lines
from thidua_rules.keeping.impact_files import impact_html, write_impact_xlsx

POINTS = {"a": (49, 50, 60), "b": (55, 55, 80)}
"""The points of three people of each of two dossiers, who stand in two units."""


def dossier(points: tuple[int, ...]) -> dict[str, object]:
    """People who have all that LĐTT takes besides points."""
    people = [
        {"mã": f"<n{at}>", "đơn vị": f"t{at % 2}", "điểm": each, "tập sự": True, "bị kỷ luật": False}
        for at, each in enumerate(points)
    ]
    units = [{"mã": "t0", "tên": "Phòng & tổ"}, {"mã": "t1", "tên": "Ban"}]
    return {"ngày xét": "2022-01-15", "kỳ xét": "2021", "tập thể": units, "cá nhân": people}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two rulesets, of which the second asks for more points."""
    made = tmp_path_factory.mktemp("tac-dong")
    for name, least in (("cu", 50), ("moi", 60)):
        (made / name).mkdir()
        (made / name / "bo.yaml").write_text(RULES.replace("giá trị: 50", f"giá trị: {least}"), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def impact(folder: Path) -> Impact:
    """What the second would change on both dossiers."""
    before, after = load(folder / "cu"), load(folder / "moi")
    return Impact(
        {
            name: compare(*(rules.decide(rules.read_case(dossier(points))) for rules in (before, after)))
            for name, points in POINTS.items()
        },
        "vi",
    )


def test_every_change_of_every_dossier_is_a_row(impact: Impact) -> None:
    """Those between the two thresholds lose the title, and the parameter is the reason."""
    rows = [(each.dossier, each.key, each.kind) for each in impact.rows if each.code == "LĐTT"]
    assert rows == [("a", "<n1>", "lost"), ("b", "<n0>", "lost"), ("b", "<n1>", "lost")]
    assert all("điểm tối thiểu" in each.why for each in impact.rows)
    assert {each.unit for each in impact.rows} == {"Phòng & tổ", "Ban"}


def test_each_table_counts_every_change_once(impact: Impact) -> None:
    """However the changes are counted, there are as many of them."""
    assert len(impact.tables) == 4
    for counts in impact.tables.values():
        assert sum(each.total() for each in counts.values()) == len(impact.rows)


@pytest.mark.parametrize("width", [60, 120])
def test_several_dossiers_are_told_within_the_width(width: int, impact: Impact) -> None:
    """Counts with bars, then the changes, of which no more than asked for."""
    lines = list(impact_lines(impact, width, 1))
    assert max(map(len, lines)) <= width
    assert sum("→ không đạt" in each for each in lines) == 1
    assert any("▇" in each for each in lines)


def test_the_workbook_holds_counts_with_a_chart_and_every_change(impact: Impact, tmp_path: Path) -> None:
    """A sheet for each way of counting, and one with a row for each change."""
    write_impact_xlsx(impact, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    *tables, changes = book.worksheets
    assert len(tables) == len(impact.tables)
    assert all(len(each._charts) == 1 for each in tables)
    assert changes.max_row == 2 + len(impact.rows)


def test_the_page_names_everybody_and_runs_nothing(impact: Impact) -> None:
    """What people are called cannot end an element, and the policy allows no script."""
    page = impact_html(impact)
    HTMLParser().feed(page)
    assert "&lt;n1&gt;" in page
    assert "<n1>" not in page
    assert "<script" not in page
    assert page.count('<tr><th scope="row">&lt;n') == len(impact.rows)


def test_the_command_takes_several_dossiers_and_writes_a_file(folder: Path, tmp_path: Path) -> None:
    """It prints the counts and says where the file is; a name of another form is refused before anything is read."""
    import json

    for name, points in POINTS.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(dossier(points)), encoding="utf-8")
    paths = [str(tmp_path / f"{name}.json") for name in POINTS]
    sides = ["impact", str(folder / "cu"), str(folder / "moi")]
    done = CliRunner().invoke(main, [*sides, *paths, "-o", str(tmp_path / "x.html")])
    assert done.exit_code == 0, done.output
    assert re.search(r"\d+ kết luận và giá trị đổi ở 3 đối tượng của 2 hồ sơ", done.output)
    assert (tmp_path / "x.html").exists()
    done = CliRunner().invoke(main, [*sides, *paths, "-o", str(tmp_path / "x.doc")])
    assert (done.exit_code, "KEEP-20" in done.output) == (2, True)
    done = CliRunner().invoke(main, [*sides, *paths, "-o", paths[0]])
    assert done.exit_code == 2
