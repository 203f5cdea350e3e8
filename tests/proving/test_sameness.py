"""Mutants that no dossier tells from the ruleset: what is proved of them, and what is not taken for a proof."""

from itertools import product
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from tests.profiles import examples
from tests.proving.test_translating import _SLOW, SMALL, TINY_PROGRAMS
from thidua_rules import api
from thidua_rules.authoring.mutating import changed_program
from thidua_rules.authoring.noticing import MutantReport, try_mutants
from thidua_rules.authoring.small_changes import changes_of
from thidua_rules.authoring.telling import mutant_lines, mutants_data
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.proving.sameness import proved_alike, same
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing.programs import questions

pytestmark = pytest.mark.prove

HEAD = """\
bộ quy tắc: thi/2021
tên: Bộ mẫu
hiệu lực: {từ: 2021-01-01, đến: 2021-12-31}
chọn theo: kỳ xét
văn bản: {qc: {số hiệu: 01/QC, ngày: 2021-01-01, mục: {Đ1: điều kiện}}}
tham số:
  cách đọc: {kiểu: lựa chọn, lựa chọn: [rộng, hẹp], giá trị: rộng, căn cứ: qc Đ1}
  tỷ lệ chung: {kiểu: phần trăm, giá trị: 50%, căn cứ: qc Đ1}
từ vựng:
  tập thể: {}
  cá nhân:
    đơn vị: {kiểu: thuộc tập thể, chiều ngược: thành viên}
    điểm: {kiểu: số nguyên, từ: 0, đến: 100}
    tốt: đúng/sai
tiêu chí:
"""
SCENARIO = """\
mặc định: {ngày xét: 15/01/2022, kỳ xét: 2021}
tình huống:
  - tên: Một người
    hồ sơ: {cá nhân: [{mã: n, điểm: 90, tốt: đúng}]}
    mong đợi: {n: {A.1: đạt}}
"""


def tried(folder: Path, criteria: str, scenario: str = SCENARIO, head: str = HEAD) -> MutantReport:
    """What becomes of the mutants of a ruleset of criteria."""
    (folder / "bo.yaml").write_text(head + criteria, encoding="utf-8")
    (folder / "thi.tinh-huong.yaml").write_text(scenario, encoding="utf-8")
    return try_mutants(api.load(folder), same=same)


def test_a_requirement_that_another_implies_is_left_out_of_the_share(tmp_path: Path) -> None:
    """It is proved whatever the size, as only the facts of one person are read; the others count as before."""
    report = tried(tmp_path, "  A: {cho: cá nhân, căn cứ: qc Đ1, yêu cầu: {1: điểm ≥ 80, 2: điểm ≥ 50}}\n")
    ((mutant, found),) = [each for each in report.same if each[0].kind == "requirement"]
    assert (mutant.spot.code, dict(found.sizes)) == ("A.2", {})
    assert ("A.1", "requirement") in [(each.spot.code, each.kind) for each in report.unnoticed]
    assert report.share == 100 * report.noticed / (len(report.tried) - len(report.same))


def test_what_depends_on_members_is_proved_up_to_sizes(tmp_path: Path) -> None:
    """The sizes are told, and the dossiers are said to be complete ones."""
    all_good = "tỷ lệ thành viên trong đó (điểm ≥ 50) = 100%"
    some = "tỷ lệ thành viên trong đó (điểm ≥ 50) ≥ 50%"
    unit = SCENARIO.replace("{mã: n, điểm: 90, tốt: đúng}", "{mã: n, điểm: 90, đơn vị: t}").replace(
        "cá nhân:", "đầy đủ: [cá nhân], tập thể: [{mã: t}], cá nhân:"
    )
    unit = unit.replace("{n: {A.1: đạt}}", "{t: {A.1: đạt}}")
    report = tried(tmp_path, f"  A: {{cho: tập thể, căn cứ: qc Đ1, yêu cầu: {{1: {all_good}, 2: {some}}}}}\n", unit)
    assert report.same[-1][0].spot.code == "A.2"
    assert report.same[-1][1].sizes["cá nhân"] >= 2
    lines = list(mutant_lines(report, "vi", 80, lambda place: place.rpartition("/")[2]))
    assert any("đã chứng minh với mọi hồ sơ đủ dữ kiện có nhiều nhất: " in each for each in lines)
    assert max(map(len, lines)) <= 80
    (mutant,) = [each for each in mutants_data(report)["mutants"] if each["same"] and each["code"] == "A.2"]
    assert mutant["same"]["asked"] == [{"on": "2022-01-15", "period": "2021"}]


def test_a_constraint_on_members_keeps_a_proof_to_sizes(tmp_path: Path) -> None:
    """What few members force upon a unit many need not, though the rule itself reads only the unit's own facts."""
    head = HEAD.replace("  tập thể: {}\n", "  tập thể: {quy mô: {kiểu: số nguyên, từ: 0, đến: 100}}\n")
    bound = "ràng buộc:\n  đủ người: {cho: tập thể, khi: quy mô < 50 hoặc số thành viên ≥ 1, căn cứ: qc Đ1}\n"
    criteria = "  A: {cho: tập thể, căn cứ: qc Đ1, yêu cầu: {1: quy mô ≥ 80, 2: quy mô ≥ 50}}\n"
    scenario = SCENARIO.replace("{cá nhân: [{mã: n, điểm: 90, tốt: đúng}]}", "{tập thể: [{mã: t, quy mô: 10}]}")
    report = tried(
        tmp_path,
        criteria,
        scenario.replace("{n: {A.1: đạt}}", "{t: {A.1: không đạt}}"),
        head.replace("tiêu chí:", bound + "tiêu chí:"),
    )
    ((_, found),) = [each for each in report.same if each[0].spot.code == "A.2" and each[0].kind == "requirement"]
    assert found.sizes["cá nhân"] >= 1


def test_a_rate_is_never_taken_for_the_same_because_few_are_looked_at(tmp_path: Path) -> None:
    """50 % and 51 % of a few people are the same people; of more they are not."""
    rate = "tỷ lệ thành viên trong đó (điểm ≥ 50) ≥ tỷ lệ chung"
    criteria = f"  A: {{cho: tập thể, căn cứ: qc Đ1, yêu cầu: {{1: {rate}}}}}\n"
    report = tried(tmp_path, criteria, SCENARIO.replace("{n: {A.1: đạt}}", "{}"))
    assert ("tỷ lệ chung", "parameter") in [(each.spot.code, each.kind) for each in report.unnoticed]


def test_what_only_a_dossier_that_lacks_facts_tells_is_not_left_out(tmp_path: Path) -> None:
    """Good or not good is always met once it is known, but not before."""
    either = "tốt hoặc không tốt"
    report = tried(tmp_path, f"  A: {{cho: cá nhân, căn cứ: qc Đ1, yêu cầu: {{1: điểm ≥ 80, 2: {either}}}}}\n")
    assert ("A.2", "requirement") in [(each.spot.code, each.kind) for each in report.unnoticed]


def test_what_another_option_tells_is_not_left_out(tmp_path: Path) -> None:
    """A scenario may choose another reading, under which the guard lets the requirement apply."""
    guarded = "{áp dụng khi: cách đọc là “hẹp”, khi: tốt}"
    report = tried(tmp_path, f"  A: {{cho: cá nhân, căn cứ: qc Đ1, yêu cầu: {{1: điểm ≥ 80, 2: {guarded}}}}}\n")
    assert ("A.2", "requirement") in [(each.spot.code, each.kind) for each in report.unnoticed]


@st.composite
def changed(draw: st.DrawFn) -> tuple[ir.Program, ir.Program, Question]:
    """A small program, the same with one small change of a criterion, and a question."""
    program = draw(TINY_PROGRAMS.filter(lambda each: any(isinstance(rule, ir.Criterion) for rule in each.rules)))
    rule = draw(st.sampled_from([each for each in program.rules if isinstance(each, ir.Criterion)]))
    node, ways = rule.root, list[tuple[ir.Rule, ...]]()
    if len(node.children) > 1:
        ways.append((evolve(rule, root=evolve(node, group="any" if node.group == "all" else "all")),))
    for change in changes_of(node.condition) if node.condition is not None else ():
        ways.append((evolve(rule, root=evolve(node, condition=change.now)),))
    for at, child in enumerate(node.children):
        rest = node.children[:at], node.children[at + 1 :]
        if len(node.children) > 1:
            alone = ir.Criterion(child.code, rule.subject, child)
            ways.append((alone, evolve(rule, root=evolve(node, children=rest[0] + rest[1]))))
        for change in changes_of(child.condition) if child.condition is not None else ():
            now = evolve(child, condition=change.now)
            ways.append((evolve(rule, root=evolve(node, children=(*rest[0], now, *rest[1]))),))
    assume(ways)
    return program, changed_program(program, {rule.code: draw(st.sampled_from(ways))}), draw(questions(program))


@given(changed())
@settings(max_examples=examples(12), suppress_health_check=_SLOW)
def test_what_is_proved_alike_is_decided_alike_of_all_small_dossiers(
    drawn: tuple[ir.Program, ir.Program, Question],
) -> None:
    """Every conclusion and value of everybody, by the reference."""
    one, other, asked = drawn
    alike = proved_alike((one, other), (asked, asked), logical=True) is not None
    event(f"proved: {alike}")
    assume(alike)
    for case in SMALL:
        before, after = (Reference().run(each, case, asked) for each in (one, other))
        for rule in one.rules:
            for subject, code in product(case.of_type(rule.subject), ir.codes_of(rule)):
                if isinstance(rule, ir.Criterion | ir.Quota):
                    assert before.mask(subject, code) == after.mask(subject, code)
                else:
                    assert before.value(subject, code) == after.value(subject, code)
