"""Tables decided in parts: the same is found as in the whole, and what cannot be cut is refused with the reason."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import thidua_rules as tr
from tests.executors.test_frames import ALL, ASKED, RULESET, facts, tables
from tests.profiles import examples
from thidua_rules.diagnostics import DossierError, UsageError

pytestmark = pytest.mark.columnar
ROWS: dict[str, list[dict[str, Any]]] = {
    "khối": [{"mã": f"k{n}"} for n in range(3)],
    "đơn vị": [{"mã": f"u{n}", "khối": f"k{n % 3}", "điểm": float(n % 11)} for n in range(9)],
    "người": [
        {"mã": f"p{n}", "đơn vị": f"u{n % 9}", "mức": "tốt", "loại": "a", "phiếu": float(50 + n), "đủ": True}
        for n in range(36)
    ],
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> tr.Ruleset:
    path = tmp_path_factory.mktemp("bang") / "bang.yaml"
    path.write_text(RULESET, encoding="utf-8")
    return tr.load(path)


def same(parted: Any, whole: Any) -> None:
    """The statuses and seats of every type, row by row, and how much was handed over."""
    assert parted.handed_over == whole.counts
    for found, wanted in ((parted.statuses, whole.statuses), (parted.seats, whole.seats)):
        assert {name: table.rows() for name, table in found.items()} == {n: t.rows() for n, t in wanted.items()}


@settings(
    max_examples=examples(10),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(facts(), st.integers(1, 4))
def test_parts_find_what_the_whole_finds(rules: tr.Ruleset, rows: dict[str, list[dict[str, Any]]], parts: int) -> None:
    """In however many parts: there are two blocks, so never are all rows bound together."""
    from thidua_rules.distributing import decide_in_parts

    whole = rules.decide_frames(tables(rows), closed=ALL, **ASKED)
    parted = decide_in_parts(rules, tables(rows), closed=ALL, parts=parts, **ASKED)
    same(parted, whole)
    assert parted.parts <= parts


def test_parts_are_decided_by_processes_of_their_own(rules: tr.Ruleset) -> None:
    """`map` of a pool is one way to run them; three blocks make three parts."""
    from thidua_rules.distributing import decide_in_parts

    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        parted = decide_in_parts(rules, tables(ROWS), closed=ALL, parts=3, run=pool.map, **ASKED)
    same(parted, rules.decide_frames(tables(ROWS), closed=ALL, **ASKED))
    assert parted.parts == 3


def test_a_reference_binds_where_a_rule_looks_back_or_at_what_does(rules: tr.Ruleset) -> None:
    """Units of a block compete for ranks, people of a unit for seats."""
    from thidua_rules.distributing.bonds import bonds_of

    bonds = bonds_of(rules.program)
    assert {(each.source, each.via, each.target) for each in bonds} == {
        ("đơn vị", "khối", "khối"),
        ("người", "đơn vị", "đơn vị"),
    }


def looking_on(folder: Path, criteria: str = "", constraints: str = "") -> tr.Ruleset:
    """A ruleset of a criterion that looks at a person and at the unit, and of others."""
    head, _, _ = RULESET.partition("ràng buộc:")
    rule = "tiêu chí:\n  A: {cho: người, tên: A, căn cứ: qd Đ1, khi: đủ và điểm của đơn vị ≥ 3}\n"
    (folder / "bang.yaml").write_text(head + constraints + rule + criteria, encoding="utf-8")
    return tr.load(folder / "bang.yaml")


def test_a_constraint_that_counts_members_keeps_them_in_one_part(tmp_path: Path) -> None:
    """A unit of four would break it if only some of them came along."""
    from thidua_rules.distributing import decide_in_parts
    from thidua_rules.distributing.bonds import bonds_of

    constraint = "ràng buộc:\n  R: {cho: đơn vị, tên: R, căn cứ: qd Đ1, khi: số thành viên ≥ 4}\n"
    rules = looking_on(tmp_path, constraints=constraint)
    assert [(each.source, each.target) for each in bonds_of(rules.program)] == [("người", "đơn vị")]
    parted = decide_in_parts(rules, tables(ROWS), closed=ALL, parts=5, **ASKED)
    same(parted, rules.decide_frames(tables(ROWS), closed=ALL, **ASKED))
    assert parted.parts == 5


def test_looking_only_at_whom_a_row_points_at_binds_nothing(tmp_path: Path) -> None:
    """Units then stand in several parts, and every person may be a part."""
    from thidua_rules.distributing import decide_in_parts
    from thidua_rules.distributing.bonds import bonds_of

    rules = looking_on(tmp_path)
    assert bonds_of(rules.program) == ()
    parted = decide_in_parts(rules, tables(ROWS), closed=ALL, parts=5, **ASKED)
    same(parted, rules.decide_frames(tables(ROWS), closed=ALL, **ASKED))
    assert parted.parts == 5


def test_rows_that_are_all_bound_are_refused_with_the_rules_that_bind_them(rules: tr.Ruleset) -> None:
    """One block: its rank spans everything."""
    from thidua_rules.distributing import decide_in_parts

    one = {**ROWS, "khối": [{"mã": "k0"}], "đơn vị": [{**each, "khối": "k0"} for each in ROWS["đơn vị"]]}
    with pytest.raises(UsageError) as refused:
        decide_in_parts(rules, tables(one), closed=ALL, **ASKED)
    assert refused.value.diagnostics[0].code == "USE-91"
    assert "`thứ hạng`" in str(refused.value)


def test_a_row_of_whom_it_is_not_known_whose_it_is_cannot_be_put_into_a_part(rules: tr.Ruleset) -> None:
    """It might belong to any unit."""
    from thidua_rules.distributing import decide_in_parts

    with pytest.raises(UsageError) as refused:
        decide_in_parts(rules, tables({**ROWS, "người": [{"mã": "p", "đủ": True}]}), closed=ALL, **ASKED)
    assert refused.value.diagnostics[0].code == "USE-90"


def test_faults_of_tables_are_those_of_the_whole(rules: tr.Ruleset) -> None:
    """Nothing is cut before all of it has been checked."""
    from thidua_rules.distributing import decide_in_parts

    broken = {**ROWS, "người": [{"mã": "p", "đơn vị": "u99"}, {"mã": "p", "đơn vị": "u1"}]}
    told = []
    for decide in (rules.decide_frames, lambda *given, **asked: decide_in_parts(rules, *given, **asked)):
        with pytest.raises(DossierError) as refused:
            decide(tables(broken), closed=ALL, **ASKED)
        told.append([(each.code, str(each.place)) for each in refused.value.diagnostics])
    assert told[0] == told[1] != []
