"""New rulesets: the next year's from one that there is, and a small one that works."""

import itertools
import os
from pathlib import Path

import pytest

from tests.authoring.small import scenario, write_rules, write_scenarios
from thidua_rules.api import load
from thidua_rules.authoring.check import check
from thidua_rules.authoring.formatting import format_rulesets
from thidua_rules.authoring.scaffolding import PERIODS, Answers, next_year, small_ruleset
from thidua_rules.authoring.scaffolding.moving import moved_text, moved_title
from thidua_rules.authoring.scenarios import run_scenario, scenarios_of
from thidua_rules.diagnostics import RulesetError, UsageError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The small ruleset of 2021, with comments, a document in two lines and a scenario."""
    home = write_rules(tmp_path / "2021")
    path = home / "bo.yaml"
    text = path.read_text(encoding="utf-8").replace("tên: Bộ thử", "tên: Bộ thử năm 2021   # năm nào")
    path.write_text("# đầu tệp\n" + text, encoding="utf-8")
    write_scenarios(home, "# tình huống của năm\n" + scenario("a: {A: đạt}"))
    return home


def faults(*given: object, **more: object) -> list[tuple[str, int | None]]:
    with pytest.raises(UsageError) as caught:
        next_year(*given, **more)  # type: ignore[arg-type]
    return [(each.code, each.place.line) for each in caught.value.diagnostics]


def test_the_next_year_of_a_shipped_ruleset_has_the_parents_in_force(tmp_path: Path) -> None:
    """`btnmt/2024` inherits a regime that ended in 2025; what is made of it for 2026 inherits the one in force."""
    draft = next_year("btnmt/2026", "btnmt/2024", tmp_path / "moi")
    assert [each.code for each in draft.notes] == ["NEW-10"]
    assert "`luat/2025`" in draft.notes[0].message("vi")
    draft.write()
    rules = load(tmp_path / "moi")
    assert (rules.id, rules.model.parents) == ("btnmt/2026", ("luat/2025", "chung/btnmt-2024"))
    assert [str(rules.model.valid_from), str(rules.model.valid_to)] == ["2026-01-01", "2026-12-31"]
    assert {each.period for each in scenarios_of(rules)} == {"2026"}


def test_the_title_keeps_the_years_of_documents() -> None:
    """Only the year of the ruleset moves on, not that of a law or a decree that the title names."""
    title = "Danh hiệu năm 2025 theo Luật năm 2022, Nghị định 152/2025/NĐ-CP"
    assert moved_title(title, 2025, 1) == "Danh hiệu năm 2026 theo Luật năm 2022, Nghị định 152/2025/NĐ-CP"
    assert moved_title("Năm học 2025-2026", 2025, 2) == "Năm học 2027-2028"


def test_no_parent_in_force_is_told_at_its_place(tmp_path: Path) -> None:
    """There is no law for 2030 yet, so nothing is written."""
    assert faults("btnmt/2030", "btnmt/2024", tmp_path / "moi") == [("NEW-05", 5)]
    assert list(tmp_path.iterdir()) == []


def test_what_is_copied_keeps_comments_and_layout(home: Path) -> None:
    """Only the head, the dates of scenarios and the marks are new; the rules are the same."""
    target = home.parent / "2023"
    assert next_year("thu/2023", home, target).write() == ()
    before = (home / "bo.yaml").read_text(encoding="utf-8").splitlines()
    after = (target / "bo.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        "bộ quy tắc: thu/2023",
        "tên: Bộ thử năm 2023   # năm nào",
        "hiệu lực: {từ: 2023-01-01, đến: 2023-12-31}",
        "    cần xác nhận: [A, B]",
    ]
    assert len(after) == len(before) + 1
    told = (target / "thu.tinh-huong.yaml").read_text(encoding="utf-8")
    assert told.startswith("# tình huống của năm\n")
    assert "    ghi chú: cần xem lại (chép từ thu/2021)\n    ngày xét: 15/01/2024\n    kỳ xét: 2023\n" in told
    report = check(target)
    assert [each.code for each in report.findings] == ["DOC-12"]
    assert report.ruleset is not None
    assert all(run_scenario(each, report.ruleset).passed for each in scenarios_of(report.ruleset))


def test_dates_of_dossiers_move_by_the_kinds_of_their_fields(home: Path) -> None:
    """A year of a field of years moves, a number that looks like one does not."""
    path = home / "bo.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "    số người:", "    năm lập: năm\n    ngày lập: ngày\n    số người:"
    )
    path.write_text(text, encoding="utf-8")
    told = scenario("a: {A: đạt}").replace(
        "{mã: b}", "{mã: b, năm lập: 2019, ngày lập: 29/02/2020, số người: 2020}\n        - {mã: c, năm lập: '2020'}"
    )
    write_scenarios(home, told)
    files = next_year("thu/2022", home, home.parent / "moi").files
    assert "{mã: b, năm lập: 2020, ngày lập: 28/02/2021, số người: 2020}" in files["thu.tinh-huong.yaml"]
    assert "{mã: c, năm lập: 2021}" in files["thu.tinh-huong.yaml"]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("2021", "2023"),
        ("2020-2021", "2022-2023"),
        ("Q1/2021", "Q1/2023"),
        ("03/2021", "03/2023"),
        ("15/01/2022", "15/01/2024"),
        ("2022-01-15", "2024-01-15"),
        ("29/02/2020", "29/02/2022".replace("29", "28")),
        ("không có", "không có"),
        ("20210", "20210"),
    ],
)
def test_dates_and_periods_keep_their_form(text: str, later: str) -> None:
    """Two years later, written as before; what is no date stays."""
    assert moved_text(text, 2) == later


def test_nothing_that_exists_is_written_over(home: Path) -> None:
    """Neither when it is made, nor when the folder comes up meanwhile; and nothing is left behind."""
    target = home.parent / "moi"
    draft = next_year("thu/2022", home, target)
    target.mkdir()
    with pytest.raises(UsageError):
        draft.write()
    assert sorted(os.listdir(home.parent)) == ["2021", "moi"]
    assert list(target.iterdir()) == []
    assert faults("thu/2022", home, target) == [("NEW-03", None)]


@pytest.mark.parametrize(
    ("identifier", "code"),
    [("Thử/2022", "NEW-01"), ("thu/moi", "NEW-02"), ("thu/2021", "NEW-07"), ("btnmt/2021", "NEW-04")],
)
def test_identifiers_are_checked(home: Path, identifier: str, code: str) -> None:
    """They must be well formed, of another year, and not taken."""
    assert faults(identifier, home, home.parent / "moi") == [(code, None)]


def test_a_source_that_is_missing_or_faulty_is_told(home: Path) -> None:
    """A ruleset that is not there, and one with faults, which are told at their places."""
    assert faults("thu/2022", home.parent / "không", home.parent / "moi") == [("USE-01", None)]
    path = home / "bo.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("điểm ≥", "điểm số ≥"), encoding="utf-8")
    with pytest.raises(RulesetError):
        next_year("thu/2022", home, home.parent / "moi")


@pytest.mark.parametrize(("who", "period"), list(itertools.product(("cá nhân", "Tập thể", "tổ"), PERIODS))[::2])
def test_a_small_ruleset_works(tmp_path: Path, who: str, period: str) -> None:
    """No error, no warning, every scenario as expected, every clause cited, in the canonical layout."""
    small_ruleset("so-mau/2026", Answers('Xét "thi đua": năm # 2026', "Sở: Mẫu", who, period), tmp_path / "moi").write()
    report = check(tmp_path / "moi")
    assert report.ruleset is not None
    assert [each.code for each in report.findings] == ["DOC-12"]
    assert report.ruleset.model.title == 'Xét "thi đua": năm # 2026'
    found = scenarios_of(report.ruleset)
    assert [each.name for each in found if not run_scenario(each, report.ruleset).passed] == []
    assert not any(each.changed for each in format_rulesets([tmp_path / "moi"]))


@pytest.mark.parametrize(
    "answers", [Answers("x", who="a: b"), Answers("x", who="và"), Answers("x", period="tuần"), Answers(" ")]
)
def test_answers_that_cannot_be_used_are_refused(tmp_path: Path, answers: Answers) -> None:
    """A type that cannot be a name, a period that is none, and no name at all."""
    with pytest.raises(UsageError) as caught:
        small_ruleset("so-mau/2026", answers, tmp_path / "moi")
    assert [each.code for each in caught.value.diagnostics] == ["NEW-08"]


def test_parents_called_alike_but_for_the_year_are_chosen(tmp_path: Path) -> None:
    """`chung/` holds the shared parts of several: only those of the same name come into question."""
    draft = next_year("btnmt/2026", "btnmt/2020", tmp_path / "moi")
    told = [each.message("en") for each in draft.notes if each.code == "NEW-10"]
    assert [each.split()[0] for each in told] == ["`chung/btnmt-2024`"]


def test_parents_named_by_paths_are_found_from_the_new_folder(home: Path) -> None:
    """A path leads elsewhere from another folder, so it is written anew; it never begins at the root of the disk."""
    path = home / "bo.yaml"
    shared = write_rules(home.parent / "chung", "thu/chung") / "bo.yaml"
    shared.write_text(
        path.read_text(encoding="utf-8").replace("thu/2021", "thu/chung").replace(", đến: 2021-12-31", "")
    )
    path.write_text(
        "bộ quy tắc: thu/2021\ntên: Bộ\nhiệu lực: {từ: 2021-01-01, đến: 2021-12-31}\nkế thừa: [../chung]\n", "utf-8"
    )
    target = home.parent / "sau" / "nữa"
    assert not [each for each in next_year("thu/2022", home, target).write() if each.code != "DOC-12"]
    assert "kế thừa: [../../chung]\n" in (target / "bo.yaml").read_text(encoding="utf-8")


def test_many_clauses_go_on_below(home: Path) -> None:
    """A list of clauses to be confirmed is no longer than a line."""
    path = home / "bo.yaml"
    many = "\n".join(f"      Đ{number}.k1: điều {number}" for number in range(60))
    text = (
        path.read_text(encoding="utf-8")
        .replace("    mục: {A:", f"    mục:\n{many}\n      A:")
        .replace(", B:", "\n      B:")
    )
    path.write_text(text.replace("người đứng đầu}", "người đứng đầu"), encoding="utf-8")
    target = home.parent / "moi"
    next_year("thu/2022", home, target).write()
    assert max(map(len, (target / "bo.yaml").read_text(encoding="utf-8").splitlines())) <= 120
    rules = load(target)
    assert len(rules.model.documents[0].unconfirmed) == 62
