"""The promises of the library as checks that anybody can run on their own programs and cases.

Each takes one program with cases of its vocabulary and raises AssertionError, with the program and the case in a few
lines, when the promise is broken. Strategies for programs and cases are in `testing.programs` and
`testing.strategies`; an executor is given by name or as an object.
"""

import random
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import evolve

from thidua_rules.conditions import NameTable, parse, print_condition
from thidua_rules.executors import executor_named
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.protocol import Executor, Record
from thidua_rules.testing.showing import show_case, show_program
from thidua_rules.values import Possible

FORMS = ("dict", "yaml", "json", "xlsx", "csv")


def findings(program: ir.Program, case: Case, record: Record) -> dict[tuple[SubjectId, str], int | Possible]:
    """Everything that a record says of a case: masks of conclusions, values of quantities and ranks."""
    found: dict[tuple[SubjectId, str], int | Possible] = {}
    for rule in program.rules:
        read: Callable[[SubjectId, str], int | Possible]
        read = record.mask if isinstance(rule, ir.Criterion | ir.Quota) else record.value
        for code in ir.codes_of(rule):
            found.update({(subject, code): read(subject, code) for subject in case.of_type(rule.subject)})
    return found


def is_within(narrow: int | Possible, wide: int | Possible) -> bool:
    """Whether whatever one mask or value leaves possible, the other does too."""
    if not isinstance(narrow, Possible) or not isinstance(wide, Possible):
        return isinstance(narrow, int) and isinstance(wide, int) and narrow & ~wide == 0
    if narrow.ordered:
        low = wide.low is None or (narrow.low is not None and wide.low <= narrow.low)
        high = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
        if not (wide.ordered and low and high):
            return False
    others = wide.others is None or (narrow.others is not None and narrow.others <= wide.others)
    return others and narrow.absent <= wide.absent and narrow.undetermined <= wide.undetermined


# ---------------------------------------------------------------- checks of executors


def check_knowledge_monotone(
    program: ir.Program, case: Case, more: Case, question: Question, executor: str | Executor = "reference"
) -> None:
    """Facts added to a case (`strategies.narrowings`) make nothing less known, verdicts and values alike."""
    before = findings(program, case, _run(executor, program, case, question))
    after = findings(program, more, _run(executor, program, more, question))
    wrong = [
        f"{code} of {subject.key}: {before[subject, code]} became {after[subject, code]}"
        for subject, code in before
        if not is_within(after[subject, code], before[subject, code])
    ]
    _demand(not wrong, "adding a fact made less known", wrong, program, case, more)


def check_order_free(
    program: ir.Program, case: Case, question: Question, executor: str | Executor = "reference", *, seed: int = 0
) -> None:
    """The order in which facts come and rules are listed changes nothing; `seed` picks the orders tried."""
    chance = random.Random(seed)
    expected = findings(program, case, _run(executor, program, case, question))
    shuffled = evolve(case, subjects=_shuffled(case.subjects, chance))
    mixed = _reordered(program, chance)
    found = findings(mixed, shuffled, _run(executor, mixed, shuffled, question))
    _demand(found == expected, "another order of facts and rules", _differences(expected, found), program, case)


def check_agreement(
    program: ir.Program,
    case: Case,
    question: Question,
    executors: Iterable[str | Executor] = ("reference", "forward"),
) -> None:
    """All executors find the same of everything, unknowns included; the first one is what the others must equal."""
    first, *others = executors
    expected = findings(program, case, _run(first, program, case, question))
    for each in others:
        found = findings(program, case, _run(each, program, case, question))
        _demand(found == expected, f"{each} against {first}", _differences(expected, found), program, case)


def check_session_equals_batch(program: ir.Program, cases: Sequence[Case], question: Question) -> None:
    """A session led through these cases, fact by fact, finds at each what a fresh run finds.

    Any change leads from one case to the next: additions and revisions (`strategies.narrowings`, `revisions`).
    """
    from thidua_rules.session.incremental import Incremental

    session = Incremental(program, question)
    before: Case | None = None
    for case in cases:
        _lead(session, before, case)
        expected = findings(program, case, _run("reference", program, case, question))
        found = findings(program, case, session)
        _demand(found == expected, "a session against a fresh run", _differences(expected, found), program, case)
        before = case


def check_sound_proofs(program: ir.Program, case: Case, question: Question) -> None:
    """Every proof is accepted by the independent checker, and its cited facts alone give the verdict again."""
    from thidua_rules.proofs.checker.checker import check_proof
    from thidua_rules.proofs.prover.prover import Prover
    from thidua_rules.proofs.replay import replay

    record = _run("reference", program, case, question)
    prover = Prover.of(program, case, question, record)
    wrong = []
    for subject, code in findings(program, case, record):
        if code not in program.conclusions:
            continue
        proof = prover.prove(subject, code)
        wrong += [f"{code} of {subject.key}: {fault}" for fault in check_proof(program, case, proof)]
        again = replay(program, case, proof)
        if again != proof.mask:
            wrong.append(f"{code} of {subject.key}: {proof.mask}, but {again} from the cited facts")
    _demand(not wrong, "a proof", wrong, program, case)


# ---------------------------------------------------------------- checks of forms


def check_round_trip(case: Case, form: str) -> None:
    """A case written in a form (one of `FORMS`) and read again is the same case."""
    from thidua_rules.facts.reading import read_case
    from thidua_rules.facts.writing import to_csv, to_dict, to_json, to_xlsx, to_yaml

    if form not in FORMS:
        raise ValueError(f"form={form!r} must be one of {', '.join(FORMS)}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ho-so" if form == "csv" else f"ho-so.{form}")
        source: Any = path
        if form == "dict":
            source = to_dict(case)
        elif form == "csv":
            to_csv(case, path)
        elif form == "xlsx":
            to_xlsx(case, path)
        else:
            path.write_text({"yaml": to_yaml, "json": to_json}[form](case), encoding="utf-8", newline="")
        again = read_case(case.vocabulary, source)
    same = (again.on, again.period, again.subjects, again.closed) == (case.on, case.period, case.subjects, case.closed)
    assert same, f"as {form}, this case\n{show_case(case)}\nwas read again as\n{show_case(again)}"


def check_canonical_printing(text: str, names: NameTable) -> None:
    """The canonical text of a condition parses to the same tree and is its own canonical text."""
    tree = parse(text, names)
    printed = print_condition(tree)
    again = parse(printed, names)
    assert again == tree, f"`{text}` is printed as `{printed}`, which means something else"
    assert print_condition(again) == printed, f"`{printed}` is not its own canonical text"


# ---------------------------------------------------------------- helpers


def _run(executor: str | Executor, program: ir.Program, case: Case, question: Question) -> Record:
    chosen = executor_named(executor) if isinstance(executor, str) else executor
    return chosen.run(program, case, question)


def _shuffled(subjects: Mapping[str, Mapping[Any, Any]], chance: random.Random) -> Mapping[str, Mapping[Any, Any]]:
    types = list(subjects)
    chance.shuffle(types)
    mixed = {}
    for name in types:
        keys = list(subjects[name])
        chance.shuffle(keys)
        mixed[name] = MappingProxyType({key: subjects[name][key] for key in keys})
    return MappingProxyType(mixed)


def _reordered(program: ir.Program, chance: random.Random) -> ir.Program:
    """The same rules, put in order from another order of listing."""
    from thidua_rules.program.order import arrange

    rules = list(program.rules)
    chance.shuffle(rules)
    arranged, circle = arrange(rules)
    assert arranged is not None, circle
    return evolve(program, rules=arranged[0], strata=arranged[1])


def _lead(session: Any, before: Case | None, case: Case) -> None:
    """Give a session what is new in a case, and take back what is not in it any more."""
    closed = before.closed if before is not None else frozenset[Closure]()
    for closure in closed - case.closed:
        session.reopen(closure)
    for name in case.subjects:
        old = before.subjects.get(name, {}) if before is not None else {}
        for key in old.keys() - case.subjects[name].keys():
            session.remove(SubjectId(name, key))
        for key, row in case.subjects[name].items():
            if old.get(key) != row:
                session.put(SubjectId(name, key), row)
    for closure in case.closed - closed:
        session.close(closure)


def _differences(expected: Mapping[Any, Any], found: Mapping[Any, Any]) -> list[str]:
    return [
        f"{code} of {subject.key}: {found.get((subject, code))} instead of {value}"
        for (subject, code), value in expected.items()
        if found.get((subject, code)) != value
    ]


def _demand(holds: bool, what: str, wrong: Sequence[str], program: ir.Program, *cases: Case) -> None:
    if not holds:
        raise AssertionError("\n".join([what, *wrong, show_program(program), *map(show_case, cases)]))
