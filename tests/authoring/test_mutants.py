"""Mutants: what they change, which of them scenarios notice, and what is told of the others."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.authoring.workbench import QUOTAS, RULES, SCENARIOS, write_workbench
from thidua_rules.api import Ruleset
from thidua_rules.authoring.mutating import Mutant, mutants_of
from thidua_rules.authoring.noticing import try_mutants
from thidua_rules.authoring.on_demand import OnDemand, users_of
from thidua_rules.authoring.scenarios import Scenario, run_scenario, scenarios_of
from thidua_rules.authoring.telling import mutant_lines, mutants_data
from thidua_rules.diagnostics import UsageError
from thidua_rules.facts.case import Case
from thidua_rules.program import ir
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing import cases


@cache
def bench() -> tuple[Ruleset, tuple[Scenario, ...], tuple[Mutant, ...]]:
    """The ruleset, its scenarios and its mutants."""
    with TemporaryDirectory() as folder:
        rules = write_workbench(Path(folder).resolve())
        return rules, scenarios_of(rules), mutants_of(rules)


@cache
def noticing() -> dict[Mutant, frozenset[str]]:
    """By mutant, the names of the scenarios that fail on it, each decided whole by the default executor."""
    rules, scenarios, mutants = bench()
    changed = [(mutant, mutant.of(rules)) for mutant in mutants]
    return {
        mutant: frozenset(each.name for each in scenarios if not run_scenario(each, ruleset).passed)
        for mutant, ruleset in changed
    }


WANTED = [
    ("LĐTT.a", "requirement", "bỏ yêu cầu này"),
    ("LĐTT.a", "comparison", "điểm: ≥ thành >"),
    ("LĐTT.b", "guard", "bỏ `áp dụng khi`"),
    ("LĐTT.b", "threshold", "số ngày nghỉ: 40 → 41"),
    ("LĐTT.b", "threshold", "số ngày nghỉ: 40 → 39"),
    ("LĐTT.x", "exclusion", "bỏ điều kiện loại trừ này"),
    ("LĐTT.x.e", "exception", "bỏ ngoại lệ này"),
    ("đủ chuẩn LĐTT", "connective", "cần mọi ý thành cần một trong các ý"),
    ("CSTĐ.a", "base", "khen thưởng: bỏ điều kiện lọc của danh sách được tính"),
    ("CSTĐ.a", "comparison", "năm: = thành ≠"),
    ("CSTĐ.a", "comparison", "khen thưởng: có thành không có"),
    ("CSTĐ.a", "period", "kỳ sớm hơn một năm"),
    ("CSTĐ.a", "period", "kỳ muộn hơn một năm"),
    ("CSTĐ.Q1", "rounding", "làm tròn xuống thành lên"),
    ("CSTĐ.Q1", "threshold", "2 → 3"),
    ("chỉ tiêu CSTĐ", "order", "đảo chiều thứ tự này"),
    ("chỉ tiêu CSTĐ", "ties", "bằng nhau thì cùng không được thành cùng được"),
    ("mức thưởng", "connective", "`và` thành `hoặc`"),
    ("điểm tối thiểu", "parameter", "50 → 51"),
]


@pytest.mark.parametrize(("code", "kind", "told"), WANTED, ids=lambda each: str(each))
def test_there_is_a_mutant_of_every_kind(code: str, kind: str, told: str) -> None:
    """Each kind of change is made where there is something to change, and told in the words of the rules."""
    assert (code, kind, told) in [(each.spot.code, each.kind, each.told[0]) for each in bench()[2]]


@pytest.mark.parametrize(
    ("code", "kind", "text"),
    [
        ("LĐTT.a", "requirement", "điểm ≥ điểm tối thiểu"),
        ("LĐTT.b", "guard", "không tập sự"),
        ("LĐTT.x.e", "exception", "được minh oan"),
        ("CSTĐ.Q1", "rounding", "Q1"),
        ("chỉ tiêu CSTĐ", "order", "điểm giảm dần"),
        ("mức thưởng", "connective", "điểm ≥ 80"),
        ("điểm tối thiểu", "parameter", "điểm tối thiểu"),
    ],
)
def test_a_mutant_stands_at_what_it_changes(code: str, kind: str, text: str) -> None:
    """Its place is where the condition, the limit, the key or the row begins in the file."""
    (place,) = {each.spot.place for each in bench()[2] if (each.spot.code, each.kind) == (code, kind)}
    line = RULES.splitlines()[(place.line or 0) - 1]
    assert line[(place.column or 0) - 1 :].startswith(text)


def test_every_mutant_is_decided_otherwise_for_some_dossier() -> None:
    """None is the same ruleset once more: some scenario, decided whole, finds something else."""
    assert [mutant for mutant, names in noticing().items() if not names] == []


def test_where_the_council_no_longer_chooses_its_choice_orders_nobody(tmp_path: Path) -> None:
    """The change from the council to all of them is the ruleset with the other word, the council's field forgotten."""
    council = RULES.replace("khi bằng nhau: cùng loại", "khi bằng nhau: {hội đồng chọn: tập sự}")
    rules, other = (
        write_workbench(tmp_path / name, rules=text)
        for name, text in (
            ("council", council),
            ("all", council.replace("khi bằng nhau: {hội đồng chọn: tập sự}", "khi bằng nhau: cùng được")),
        )
    )
    (mutant,) = (each for each in mutants_of(rules) if each.kind == "ties")
    quotas = [
        next(rule for rule in program.rules if isinstance(rule, ir.Quota))
        for program in (mutant.of(rules).program, other.program)
    ]
    assert (quotas[0].keys, quotas[0].ties) == (quotas[1].keys, quotas[1].ties)


def test_no_mutant_is_made_twice() -> None:
    """Two mutants are different rules, ≥ and > of whole numbers being a step of the threshold."""
    rules, _, mutants = bench()
    programs = [each.of(rules).program.rules for each in mutants if each.parameter is None]
    assert len(set(programs)) == len(programs)
    assert rules.program.rules not in programs


def test_complete_scenarios_notice_every_mutant() -> None:
    """The share is 100, and the first scenario that fails is the one that is told."""
    _, scenarios, _ = bench()
    with TemporaryDirectory() as folder:
        report = try_mutants(write_workbench(Path(folder).resolve()))
    assert report.share == 100
    firsts = [next(each.name for each in scenarios if each.name in names) for names in noticing().values()]
    assert [each.by.name for each in report.tried if each.by] == firsts


@pytest.mark.parametrize("missing", [*SCENARIOS, *QUOTAS])
def test_without_a_scenario_just_the_mutants_that_only_it_noticed_are_shown(missing: str, tmp_path: Path) -> None:
    """What is unnoticed then is what no other scenario fails on."""
    report = try_mutants(write_workbench(tmp_path.resolve(), without=missing))
    alone = [mutant for mutant, names in noticing().items() if names == {missing}]
    assert [(each.spot.code, each.told) for each in report.unnoticed] == [(each.spot.code, each.told) for each in alone]


@st.composite
def changed_cases(draw: st.DrawFn) -> tuple[Mutant, Case]:
    """A mutant and a dossier."""
    rules, _, mutants = bench()
    return draw(st.sampled_from([each for each in mutants if each.parameter is None])), draw(
        cases(rules.model.vocabulary)
    )


@given(changed_cases())
def test_what_is_decided_on_demand_is_what_deciding_all_finds(drawn: tuple[Mutant, Case]) -> None:
    """Only the affected rules are decided again, and every outcome is that of the whole changed program."""
    mutant, case = drawn
    rules = bench()[0]
    program, question = mutant.of(rules).program, rules.question(case.on, case.period)
    users = users_of(rules.program)
    made = {rule.code for each in mutant.rules.values() for rule in each}
    affected = frozenset(made).union(*(users[each] for each in mutant.rules))
    record = OnDemand(program, case, question, OnDemand(rules.program, case, question), affected)
    whole = Reference().run(program, case, question)
    for rule in program.rules:
        for subject in case.of_type(rule.subject):
            for code in ir.codes_of(rule):
                if isinstance(rule, ir.Criterion | ir.Quota):
                    assert record.mask(subject, code) == whole.mask(subject, code)
                else:
                    assert record.value(subject, code) == whole.value(subject, code)


def test_a_sample_is_the_same_each_time_and_in_order(tmp_path: Path) -> None:
    """`limit` takes so many of the mutants, in the order in which all are tried."""
    rules = write_workbench(tmp_path.resolve())
    once, again = try_mutants(rules, limit=5), try_mutants(rules, limit=5)
    assert once.tried == again.tried
    everyone = [each.key for each in mutants_of(rules)]
    places = [everyone.index(each.mutant.key) for each in once.tried]
    assert len(places) == 5
    assert places == sorted(places)


def test_scenarios_that_fail_already_are_told_first(tmp_path: Path) -> None:
    """What they would notice says nothing, so no mutant is tried."""
    rules = write_workbench(tmp_path.resolve(), rules=RULES.replace("giá trị: 50", "giá trị: 51"))
    with pytest.raises(UsageError) as caught:
        try_mutants(rules)
    assert [each.code for each in caught.value.diagnostics] == ["TEST-09"]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_unnoticed_mutants_are_told_with_place_change_and_words(width: int, tmp_path: Path) -> None:
    """The share comes first; the words wrap within the width, places stay whole."""
    report = try_mutants(write_workbench(tmp_path.resolve(), without="được minh oan"))
    lines = list(mutant_lines(report, "vi", width, lambda place: place.rpartition("/")[2]))
    assert lines[0] == "25/26 thay đổi nhỏ bị tình huống phát hiện (96,1%)"
    assert lines[2:6] == [
        "Không tình huống nào phát hiện (1)",
        "bo.yaml:30:58",
        "    bỏ ngoại lệ này",
        "    LĐTT.x.e (ngoại lệ): được minh oan",
    ]
    assert lines[-1].strip() == "pip install 'thidua-rules[prove]'"  # nobody asked which of them no dossier tells
    assert max(map(len, lines)) <= width
    (unnoticed,) = [each for each in mutants_data(report)["mutants"] if each["noticed_by"] is None]
    assert (unnoticed["code"], unnoticed["line"], unnoticed["change"]) == ("LĐTT.x.e", 30, "exception")
