"""What a check finds of a ruleset as a whole: one broken ruleset is kept for each kind of finding."""

import re
from pathlib import Path

import pytest

from thidua_rules.api import load
from thidua_rules.authoring.check import check
from thidua_rules.authoring.whole import FINDERS
from thidua_rules.diagnostics import CODES
from thidua_rules.values import Status

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
FAULTS_OF_FORM = {"CHECK-10", "CHECK-30"}


def promised(path: Path) -> tuple[str, str]:
    """The code and place that the first line of a broken ruleset promises."""
    found = re.match(r"# (?:cảnh báo|ghi chú) (\S+) (\d+:\d+)", path.read_text(encoding="utf-8"))
    assert found is not None
    return found[1], found[2]


def edited(path: Path, folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of a ruleset with passages replaced."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "bo.yaml").write_text(text, encoding="utf-8")
    return folder


def broken(name: str) -> Path:
    """The ruleset kept for a kind of finding."""
    return Path(__file__).parent / "broken" / f"{name}.yaml"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_ruleset_has_the_finding_that_it_is_kept_for(path: Path) -> None:
    """And no other: code, line and column are those of its first line, in either language with a hint."""
    (found,) = check(path).findings
    assert (found.code, f"{found.place.line}:{found.place.column}") == promised(path)
    assert found.place.excerpt
    assert found.hint("vi")
    assert found.hint("en")


def test_every_kind_of_finding_has_its_broken_ruleset() -> None:
    """Those of tables that are older have their own tests."""
    kinds = {code for code in CODES if code.startswith("CHECK")} - FAULTS_OF_FORM | {"TABLE-03"}
    assert {promised(path)[0] for path in BROKEN} == kinds


@pytest.mark.parametrize("size", [6, 7])
def test_the_size_that_is_told_is_where_seats_begin(size: int) -> None:
    """Of as many as are told nobody is seated, and of one more somebody is."""
    rules = load(broken("check-01"))
    people = [{"mã": f"n{each}", "đơn vị": "t", "giỏi": each == 0} for each in range(size)]
    dossier = {"ngày xét": "2022-01-15", "kỳ xét": "2021", "đầy đủ": ["cá nhân"], "tập thể": [{"mã": "t"}]}
    verdict = rules.decide(rules.read_case({**dossier, "cá nhân": people}))["n0", "CS"]
    assert verdict.status is (Status.MET if size == 7 else Status.NOT_MET)


def test_a_least_number_of_seats_mends_a_small_share(tmp_path: Path) -> None:
    """With `tối thiểu: 1` every group has a seat."""
    home = edited(broken("check-01"), tmp_path, ("làm tròn: xuống", "làm tròn: xuống, tối thiểu: 1"))
    assert check(home).findings == ()


def test_an_accepted_finding_is_a_note_with_the_reason(tmp_path: Path) -> None:
    """The ruleset is clean, its content hash is as before, and the note stands where the warning stood."""
    before = load(broken("check-03")).hash
    accepting = ("tiêu chí:", "chấp nhận: {CHECK-03 số ngày nghỉ của cá nhân: để dành cho năm sau}\ntiêu chí:")
    report = check(edited(broken("check-03"), tmp_path, accepting))
    (note,) = report.findings
    assert report.clean
    assert (note.code, note.place.line) == ("CHECK-30", 9)
    assert "để dành cho năm sau" in note.message("vi")
    assert report.ruleset is not None
    assert report.ruleset.hash == before


@pytest.mark.parametrize("key", ["RULE-30 T", "CHECK-03", "CHECK-10 T", "XYZ-99 T"])
def test_only_what_is_found_of_the_whole_can_be_accepted(key: str, tmp_path: Path) -> None:
    """A note on one rule, a code without a name, an error and a code that there is none of are faults."""
    report = check(edited(broken("check-03"), tmp_path, ("tiêu chí:", f"chấp nhận: {{{key}: lý do}}\ntiêu chí:")))
    assert [each.code for each in report.findings] == ["CHECK-10"]


def test_a_ruleset_without_rules_has_nothing_that_is_unused(tmp_path: Path) -> None:
    """It is there to be inherited, and who inherits it is not known."""
    text = broken("check-03").read_text(encoding="utf-8").partition("tiêu chí:")[0]
    (tmp_path / "bo.yaml").write_text(text.partition("văn bản")[0] + text[text.index("từ vựng") :], encoding="utf-8")
    assert check(tmp_path).findings == ()


def test_what_is_inherited_is_told_where_it_is_written(tmp_path: Path) -> None:
    """A ruleset that inherits a broken one has none of its findings."""
    (tmp_path / "cu").mkdir()
    edited(broken("check-03"), tmp_path / "cu")
    (tmp_path / "moi").mkdir()
    head = "bộ quy tắc: thu/2022\ntên: Mới\nhiệu lực: {từ: 2021-02-01, đến: 2021-12-31}\nkế thừa: ../cu\n"
    (tmp_path / "moi" / "bo.yaml").write_text(head, encoding="utf-8")
    report = check(tmp_path / "moi")
    assert report.ruleset is not None
    assert [each for finder in FINDERS for each in finder(report.ruleset)] == []


def test_six_people_without_a_seat_are_shown(tmp_path: Path) -> None:
    """Read as a dossier, all six have the standard, and none of them the title; no fact of it can be missed."""
    report = check(broken("check-01"))
    (found,) = report.whole
    assert found.dossier is not None
    rules = load(broken("check-01"))
    decision = rules.decide(rules.read_case(found.dossier))
    people = found.dossier["cá nhân"]
    assert len(people) == 6
    for each in people:
        assert decision[each["mã"], "đủ chuẩn CS"].status is Status.MET
        assert decision[each["mã"], "CS"].status is Status.NOT_MET
        assert set(each) == {"mã", "đơn vị", "giỏi"}


GAP = ("      điểm ≥ 90: 2\n      còn lại: 0", "      điểm > 90: 2\n      điểm < 40: 0")


@pytest.mark.parametrize(("changes", "points"), [((), 90), ((GAP,), 40)])
def test_a_value_of_two_rows_and_of_none_is_shown(
    changes: tuple[tuple[str, str], ...], points: int, tmp_path: Path
) -> None:
    """The dossier holds one subject with that value; of what no row takes nothing is known."""
    home = edited(broken("table-03"), tmp_path, *changes)
    (found,) = check(home).whole
    assert found.diagnostic.code == ("TABLE-02" if changes else "TABLE-03")
    assert found.dossier is not None
    assert found.dossier["cá nhân"] == [{"mã": "x", "điểm": points}]
    rules = load(home)
    value = rules.decide(rules.read_case(found.dossier)).value("x", "mức")
    assert value.is_known is not bool(changes)


def test_what_is_accepted_needs_no_dossier(tmp_path: Path) -> None:
    """Nothing is searched for, as the authors know."""
    accepting = ("danh hiệu:", "chấp nhận: {CHECK-01 CS.Q1: đúng như vậy}\ndanh hiệu:")
    (found,) = check(edited(broken("check-01"), tmp_path, accepting)).whole
    assert (found.diagnostic.code, found.dossier) == ("CHECK-30", None)
