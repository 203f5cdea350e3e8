"""Coverage: which outcomes of each part the scenarios have reached, as decisions find them."""

from collections import Counter
from pathlib import Path

import pytest

from tests.authoring.workbench import write_workbench
from thidua_rules.authoring.covering import CoverageReport, Covered, cover
from thidua_rules.authoring.scenarios import prepared, scenarios_of
from thidua_rules.authoring.telling import coverage_data, coverage_lines
from thidua_rules.values import Status


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CoverageReport:
    """Of the small ruleset with all its scenarios."""
    return cover(write_workbench(tmp_path_factory.mktemp("bo").resolve()))


def part(report: CoverageReport, code: str, kind: str) -> Covered:
    """The one part of that code and kind."""
    (found,) = [each for each in report.parts if (each.spot.code, each.spot.kind) == (code, kind)]
    return found


def test_every_part_is_there_once_in_order(report: CoverageReport) -> None:
    """Requirements, guards, exclusions, exceptions, quotas and rows, by file and line."""
    told = [(each.spot.code, each.spot.kind) for each in report.parts]
    assert told == [
        ("đủ chuẩn LĐTT", "requirement"),
        ("LĐTT", "requirement"),
        ("LĐTT.a", "requirement"),
        ("LĐTT.b", "guard"),
        ("LĐTT.b", "requirement"),
        ("LĐTT.x", "exclusion"),
        ("LĐTT.x.e", "exception"),
        ("đủ chuẩn CSTĐ", "requirement"),
        ("CSTĐ", "requirement"),
        ("CSTĐ.a", "requirement"),
        ("chỉ tiêu CSTĐ", "quota"),
        ("mức thưởng", "row"),
        ("mức thưởng", "row"),
    ]


@pytest.mark.parametrize("code", ["LĐTT", "đủ chuẩn LĐTT", "LĐTT.a", "LĐTT.b", "LĐTT.x", "LĐTT.x.e", "CSTĐ.a"])
def test_counts_agree_with_decisions(code: str, report: CoverageReport) -> None:
    """Every subject of every scenario counts, not only those of whom something is expected."""
    found: Counter[Status] = Counter()
    for each in scenarios_of(report.ruleset):
        rules, case, _ = prepared(each, report.ruleset)
        decision = rules.decide(case)
        found.update(decision[subject, code].status for subject in case.of_type("cá nhân"))
    (counted,) = [each for each in report.parts if each.spot.code == code and each.spot.kind != "guard"]
    assert counted.counts == found


def test_guards_rows_and_quotas_are_counted(report: CoverageReport) -> None:
    """Who is in training, which row is chosen, who of those that compete is inside."""
    assert part(report, "LĐTT.b", "guard").counts == {Status.MET: 5, Status.NOT_MET: 1, Status.UNKNOWN: 15}
    rows = [each.counts for each in report.parts if each.spot.kind == "row"]
    assert rows[0][Status.MET] == rows[1][Status.NOT_MET] == 1
    assert rows[1][Status.MET] >= 2
    # of seven who compete, two have a seat, and of one the unit is not known
    assert part(report, "chỉ tiêu CSTĐ", "quota").counts == {
        Status.MET: 2,
        Status.NOT_MET: 4,
        Status.UNKNOWN: 1,
    }


def test_what_no_expectation_rests_on_is_only_passed_through(tmp_path: Path) -> None:
    """Whoever is under discipline is looked at in many scenarios, but only one expects something that hangs on it."""
    rules = write_workbench(tmp_path.resolve(), without="được minh oan")
    (exception,) = [each for each in cover(rules).parts if each.spot.code == "LĐTT.x.e"]
    assert exception.rests  # "bị kỷ luật" is not met because nothing excuses it
    lines = (tmp_path / "thu.tinh-huong.yaml").read_text(encoding="utf-8").replace("{LĐTT: ", "{LĐTT.a: ")
    (tmp_path / "thu.tinh-huong.yaml").write_text(lines.replace("LĐTT.a: không đạt", "LĐTT.a: đạt"), encoding="utf-8")
    (exception,) = [each for each in cover(rules).parts if each.spot.code == "LĐTT.x.e"]
    assert not exception.rests
    assert exception.counts[Status.NOT_MET] == 1


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_table_shows_first_what_was_seen_from_one_side_only(
    lang: str, width: int, report: CoverageReport, tmp_path: Path
) -> None:
    """Each part with its counts and its line; the numbers at the end add up."""
    rules = write_workbench(tmp_path.resolve(), without="được minh oan")
    lines = list(coverage_lines(cover(rules), lang, width, lambda place: place.rpartition("/")[2]))
    wanted = {
        "vi": "Chưa tình huống nào thấy đạt, hoặc chưa thấy không đạt (1)",
        "en": "Never found met, or never found not met (1)",
    }
    assert lines[0] == wanted[lang]
    assert lines[2].split()[:5] == ["0", "1", "19", "0", "●"]
    assert lines[3].strip() == "bo.yaml:30"
    assert max(map(len, lines)) <= width
    assert " ".join(lines).count("bo.yaml:") == len(report.parts)


def test_the_data_has_every_part(report: CoverageReport) -> None:
    """Counts by status, whether an expectation rests on it, and where it stands."""
    (found,) = [each for each in coverage_data(report)["parts"] if each["code"] == "LĐTT.a"]
    assert (found["line"], found["met"], found["expectations_rest_on_it"]) == (27, 18, True)
