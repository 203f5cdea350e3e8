"""Durable equals the reference or raises; its rules are positive, its sessions leave nothing behind."""

import gc
import os
import random
import subprocess
import sys
import threading
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.executors.generating import PERSON, QUESTION, UNIT, VOCABULARY, cases, findings, programs
from tests.profiles import examples
from thidua_rules.diagnostics import UsageError
from thidua_rules.executors import executor_named
from thidua_rules.executors.durable import Durable, DurableFault, engine
from thidua_rules.executors.durable.covers import MOST_PREMISES, OPERATIONS, covers, reach
from thidua_rules.executors.durable.engine import SESSION, Atom, PositiveRule, Premise, Rules, definition
from thidua_rules.executors.durable.plan import Joined, plan_of
from thidua_rules.executors.durable.rules import parts_of, positive_rules
from thidua_rules.facts.case import Case
from thidua_rules.program import ir
from thidua_rules.program.order import arrange
from thidua_rules.semantics.reference import Reference
from thidua_rules.values import ANYTHING, APPLIED, all_of, any_of, excused, guarded, none_of, outcomes

pytestmark = pytest.mark.durable
MASKS = range(1, 16)
DOSSIER = Path(__file__).parents[2] / "docs" / "vi-du" / "ho-so-2021.xlsx"
_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@pytest.fixture(scope="module")
def durable() -> None:
    """Skips where the extra is not installed; fails instead where THIDUA_REQUIRE_DURABLE is 1."""
    try:
        engine.module()
    except UsageError:
        if os.environ.get("THIDUA_REQUIRE_DURABLE") == "1":
            pytest.fail("the extra `durable` is required here and not installed")
        pytest.skip("the extra `durable` is not installed")


needs_engine = pytest.mark.usefixtures("durable")


def agree(program: ir.Program, case: Case, executor: Durable) -> None:
    expected = findings(program, case, Reference().run(program, case, QUESTION))
    assert findings(program, case, executor.run(program, case, QUESTION)) == expected


# ---------------------------------------------------------------- the theorem behind the rules


def derived(operation: str, domains: tuple[int, ...], masks: tuple[int, ...]) -> int:
    """What the covers leave of an operation's result when its operands are these masks."""
    excluded = {
        (number, bit)
        for number, (domain, mask) in enumerate(zip(domains, masks, strict=True))
        for bit in outcomes(domain & ~mask)
    }
    left = reach(operation, domains)
    for bit in outcomes(left):
        if any(excluded.issuperset(cover) for cover in covers(operation, domains, bit)):
            left &= ~bit
    return left


@pytest.mark.parametrize(
    ("operation", "domains"),
    [(each, (domain,)) for each in ("not", "applied") for domain in (11, 15)]
    + [(each, pair) for each in ("both", "either", "excused") for pair in product((11, 15), repeat=2)]
    + [("guarded", (11, domain)) for domain in (11, 15)],
)
def test_covers_say_exactly_what_the_lifted_table_says(operation: str, domains: tuple[int, ...]) -> None:
    """For every mask of every operand, an outcome is excluded by some cover iff the lifted table lacks it."""
    for masks in product(*([mask for mask in MASKS if not mask & ~domain] for domain in domains)):
        assert derived(operation, domains, masks) == OPERATIONS[operation](*masks)
    for bit in outcomes(ANYTHING):
        assert all(1 <= len(each) <= MOST_PREMISES for each in covers(operation, domains, bit))


def test_guards_that_are_not_applicable_need_no_rules_of_their_own() -> None:
    """A guard acts through `applied`, so covers for guards that are conditions serve all 15 × 15 masks."""
    for guard, mask in product(MASKS, MASKS):
        assert derived("guarded", (11, 15), (APPLIED[guard], mask)) == guarded(guard, mask)


@given(st.lists(st.sampled_from(MASKS), min_size=1, max_size=5))
def test_chains_of_two_operands_equal_operations_on_many(masks: list[int]) -> None:
    """All, any, none and several exceptions, taken two at a time by covers, equal the operations of `values`."""
    chains = {"both": masks[0], "either": masks[0], "excused": masks[0]}
    for operation in chains:
        for each in masks[1:]:
            chains[operation] = derived(operation, (15, 15), (chains[operation], each))
    assert chains["both"] == all_of(masks)
    assert chains["either"] == any_of(masks)
    assert derived("not", (15,), (chains["either"],)) == none_of(masks)
    assert chains["excused"] == excused(masks[0], masks[1:])


@settings(max_examples=examples(40), deadline=None, suppress_health_check=_SLOW)
@given(programs())
def test_rules_are_positive_short_and_about_strings_only(program: ir.Program) -> None:
    """A definition uses no negation, alternative, count or number, at most three patterns, and only the known names."""
    plan = plan_of(program)
    rules = [rule for each in plan.propositions for rule in positive_rules(each, plan.propositions)]
    for rule in definition(rules).values():
        assert rule.keys() == {"all"}
        assert 1 <= len(rule["all"]) <= MOST_PREMISES
        for number, pattern in enumerate(rule["all"]):
            ((name, test),) = pattern.items()
            assert name == f"c{number}"
            for each in test.get("$and", [test]):
                ((tested, value),) = each.items()
                assert tested in ("kind", "node", "what", "who")
                assert isinstance(value, str) or value in ({"c0": "who"}, {"c0": "of"})


# ---------------------------------------------------------------- agreement


@needs_engine
@settings(max_examples=examples(50), deadline=None, suppress_health_check=_SLOW)
@given(programs(), st.lists(cases(), min_size=6, max_size=12))
def test_durable_says_exactly_what_the_reference_says(program: ir.Program, some: list[Case]) -> None:
    """For any program and case, every mask and value equals the reference's, unknowns included."""
    for case in some:
        agree(program, case, Durable())


@needs_engine
@settings(max_examples=examples(40), deadline=None, suppress_health_check=_SLOW)
@given(programs(), cases(), st.randoms(use_true_random=False))
def test_the_order_of_assertion_changes_nothing(program: ir.Program, case: Case, chance: random.Random) -> None:
    """However the facts of a session are shuffled, the answers are the same."""
    for _ in range(4):
        agree(program, case, Durable(order=lambda atoms: chance.sample(atoms, len(atoms))))


def unit_and_member() -> ir.Program:
    """A criterion of people that is a conclusion about their unit, and one that uses it within a condition."""
    own = ir.Criterion("T", UNIT, ir.Requirement("T", "leaf", ir.Fact(ir.Walk(UNIT, (), False, (UNIT,)), "đủ")))
    theirs = ir.Concluded(ir.Walk(PERSON, ("đơn vị",), False, (UNIT,)), "T")
    same = ir.Criterion("P", PERSON, ir.Requirement("P", "leaf", theirs))
    fact = ir.Fact(ir.Walk(PERSON, (), False, (PERSON,)), "đủ")
    mixed = ir.Criterion("Q", PERSON, ir.Requirement("Q", "leaf", ir.Conjunction((fact, ir.Negation(theirs)))))
    arranged, _ = arrange([own, same, mixed])
    assert arranged is not None
    return ir.Program(VOCABULARY, *arranged)


@needs_engine
@settings(max_examples=examples(100), deadline=None, suppress_health_check=_SLOW)
@given(cases())
def test_conclusions_about_another_subject_join_by_subject_keys(case: Case) -> None:
    """A conclusion through one reference is a join where the reference is known, and agrees where it is not."""
    program = unit_and_member()
    assert any(isinstance(each.how, Joined) for each in plan_of(program).propositions)
    agree(program, case, Durable())


@needs_engine
@settings(max_examples=examples(25), deadline=None, suppress_health_check=_SLOW)
@given(programs(), cases())
def test_a_round_split_into_several_rulesets_says_the_same(program: ir.Program, case: Case) -> None:
    """Rulesets of a single proposition each, run one after the other, agree with the reference."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("thidua_rules.executors.durable.rules.MOST_RULES", 1)
        plan = plan_of(program)
        for number, each in enumerate(plan.rounds):
            assert all(len(part.derived) == 1 for part in parts_of(each.derived, plan.propositions, f"t{number}"))
        agree(program, case, Durable())


@needs_engine
def test_the_bundled_dossier_is_decided_the_same() -> None:
    """Every conclusion and value of the bundled dossier of 2021 equals the reference's."""
    import thidua_rules

    rules = thidua_rules.load("btnmt/2021")
    case = rules.read_case(DOSSIER)
    question = rules.question(case.on, case.period)
    expected = Reference().run(rules.program, case, question)
    assert executor_named("durable").run(rules.program, case, question) == expected


# ---------------------------------------------------------------- hygiene

SIMPLE = [PositiveRule((Premise("p1", "1"), Premise("p2", "1")), "p3", "1")]
BOTH_KNOWN = [Atom("p1", "k0", "1"), Atom("p2", "k0", "1")]


def resident() -> int:
    """The pages of memory that this process holds; 0 where that cannot be told."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) if statm.exists() else 0


@needs_engine
def test_two_thousand_decisions_leave_no_session_and_no_memory() -> None:
    """After many decisions in one process no session is live and the memory is what it was."""
    rules = Rules("hygiene", SIMPLE)
    before = 0
    for number in range(2000):
        assert Atom("p3", "k0", "1") in rules.run(BOTH_KNOWN)
        if number == 500:
            gc.collect()
            before = resident()
    gc.collect()
    assert resident() - before < 500
    with pytest.raises(Exception, match="Could not get facts"):
        rules._engine.get_facts(rules._handle, SESSION)


@needs_engine
def test_threads_do_not_disturb_each_other() -> None:
    """Two threads that decide at once, each with its own rulesets, both agree with the reference."""
    chosen: list[tuple[ir.Program, Case]] = []

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(programs(), cases())
    def choose(program: ir.Program, case: Case) -> None:
        chosen.append((program, case))

    choose()
    failures: list[BaseException] = []

    def work(some: list[tuple[ir.Program, Case]]) -> None:
        try:
            for program, case in some * 8:
                agree(program, case, Durable())
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(some,)) for some in (chosen, chosen[::-1])]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not failures


@needs_engine
def test_no_thread_is_started_and_the_timers_of_the_package_are_not_loaded() -> None:
    """A decision leaves a fresh process with the threads it had; the package's own host is never imported."""
    script = (
        "import sys, threading; "
        "from tests.executors.test_durable import BOTH_KNOWN, SIMPLE, Rules; "
        "Rules('threads', SIMPLE).run(BOTH_KNOWN); "
        "print(threading.active_count(), 'durable.engine' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.split() == ["1", "False"]


# ---------------------------------------------------------------- faults


def pretending(**replaced: object) -> SimpleNamespace:
    """The engine with some of its functions replaced."""
    real = engine.module()
    return SimpleNamespace(**{name: getattr(real, name) for name in dir(real)} | replaced)


@needs_engine
@pytest.mark.parametrize(
    "replaced",
    [
        {"get_facts": lambda handle, session: "[]"},
        {"start_action_for_state": lambda handle, state: None},
        {"complete_and_start_action": lambda handle, state: None},
        {"assert_fact": lambda handle, fact: (2, 1)},
        {"assert_facts": lambda handle, facts: (1, 0)},
        {"complete_and_start_action": lambda handle, state: "no JSON"},
    ],
    ids=lambda replaced: next(iter(replaced)),
)
def test_an_engine_that_misbehaves_is_caught(replaced: dict[str, object]) -> None:
    """Facts that are lost, not handled or refused, and failures within an action, raise DurableFault."""
    rules = Rules("fault", SIMPLE)
    rules._engine = pretending(**replaced)
    with pytest.raises(DurableFault):
        rules.run(BOTH_KNOWN)


@needs_engine
@settings(max_examples=examples(25), deadline=None, suppress_health_check=_SLOW)
@given(cases(), st.randoms(use_true_random=False))
def test_a_derivation_lost_or_invented_is_caught(case: Case, chance: random.Random) -> None:
    """Dropping one derived exclusion, or adding one that does not follow, raises; the next decision is sound again."""
    program, run = unit_and_member(), Rules.run

    def losing(held: set[Atom], made: list[Atom]) -> set[Atom]:
        return held - {chance.choice(made)}

    def inventing(held: set[Atom], made: list[Atom]) -> set[Atom]:
        one = chance.choice(made)
        return held | {one._replace(what=str(bit)) for bit in outcomes(ANYTHING)}

    executor = Durable()
    for tampering in (losing, inventing):
        touched: list[Atom] = []

        def tampered(self: Rules, atoms: list[Atom], tampering=tampering, touched=touched) -> set[Atom]:  # type: ignore[no-untyped-def]
            held = run(self, atoms)
            made = sorted(held - set(atoms))
            touched.extend(made)
            return tampering(held, made) if made else held

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Rules, "run", tampered)
            try:
                executor.run(program, case, QUESTION)
                assert not touched
            except DurableFault:
                assert touched
        agree(program, case, executor)


@needs_engine
def test_a_fact_given_twice_is_refused() -> None:
    """A repeated fact raises instead of reaching the engine."""
    with pytest.raises(DurableFault):
        Rules("twice", SIMPLE).run([*BOTH_KNOWN, BOTH_KNOWN[0]])


@needs_engine
def test_no_facts_are_no_session() -> None:
    """An empty batch, which would crash the engine, never reaches it."""
    assert Rules("empty", SIMPLE).run([]) == set()


# ---------------------------------------------------------------- without the extra


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for the executor where durable-rules cannot be imported names the extra, Python and the compiler."""
    monkeypatch.setitem(sys.modules, "durable_rules_engine", None)
    with pytest.raises(UsageError) as caught:
        executor_named("durable")
    (finding,) = caught.value.diagnostics
    assert finding.code == "USE-30"
    for lang in ("vi", "en"):
        hint = finding.hint(lang)
        assert 'pip install "thidua-rules[durable]"' in hint
        assert "Python < 3.13" in hint
        assert " C" in hint


def test_nothing_of_durable_rules_is_imported_before_it_is_asked_for() -> None:
    """Importing every executor's code leaves durable-rules unloaded."""
    code = "import sys, thidua_rules.api, thidua_rules.executors.durable; print('durable_rules_engine' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
