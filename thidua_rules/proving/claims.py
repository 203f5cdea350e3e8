"""What an invariant says of single dossiers, as the ordinary rules find it: whether one breaks it.

Only what is certain breaks an invariant: a conclusion without an answer neither keeps nor loses anything.
"""

from collections.abc import Iterator

from attrs import evolve, frozen

from thidua_rules.authoring.on_demand import OnDemand
from thidua_rules.facts.case import Case, Slot, SubjectId
from thidua_rules.facts.lifting import lift
from thidua_rules.facts.scope import Scope
from thidua_rules.facts.vocabulary import Collection
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.proving.sizes import rules_behind
from thidua_rules.semantics.evaluation import Evaluation
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import COUNTED, MET, NOT_APPLICABLE, NOT_MET


@frozen
class Against:
    """Whom an invariant is held against; `newcomer` is the record, and `slot` the value, that the other dossier has."""

    subject: SubjectId
    newcomer: SubjectId | None = None
    slot: Slot = None


def titles_of(program: ir.Program, invariant: ir.Invariant) -> tuple[str, ...]:
    """The conclusions that an invariant compares: of the titles named, or of all that its subjects may attain."""
    states = invariant.states
    if isinstance(states, ir.Keeps) and states.titles:
        return states.titles
    titles = [each for each in program.awarded if each.subject == invariant.subject]
    tied = isinstance(states, ir.Alike) and states.tied
    codes = [each.standard if tied else each.code for each in titles]
    return tuple(each for each in codes if each in program.conclusions)


def codes_asked(program: ir.Program, invariant: ir.Invariant) -> tuple[str, ...]:
    """Every conclusion and quantity that an invariant rests on."""
    states = invariant.states
    stated: list[object] = [states.premise, states.conclusion] if isinstance(states, ir.Implies) else []
    stated += [states.more] if isinstance(states, ir.Keeps) else []
    named = [code for each in stated for code in _named(each)]
    if not isinstance(states, ir.Implies) or states.conclusion is None:
        named += titles_of(program, invariant)
    return tuple(dict.fromkeys(named))


def bears_on(program: ir.Program, invariant: ir.Invariant, code: str) -> bool:
    """Whether what an invariant lets grow or change is asked for by a conclusion, itself or by its rules."""
    states = invariant.states
    if isinstance(states, ir.Implies):
        return True
    found = [part for rule in rules_behind(program, [code]) for part in parts(rule)]
    if isinstance(states, ir.Keeps) and isinstance(states.more, ir.Members):
        member = states.more.element
        return any(
            (isinstance(part, Collection) and part.member == member)
            or (isinstance(part, ir.Quota | ir.Rank) and part.subject == member)
            for part in found
        )
    name = field_of(invariant)
    return any(part == name or (isinstance(part, ir.Walk) and name in part.steps) for part in found)


def _named(expression: object) -> Iterator[str]:
    for part in parts(expression):
        if isinstance(part, ir.Concluded | ir.Derived):
            yield from part.codes


def breaks(
    program: ir.Program, question: Question, invariant: ir.Invariant, against: Against, case: Case, record: Record
) -> bool:
    """Whether a case, with what was found of it, breaks an invariant.

    Of `càng nhiều` the case is the dossier with the newcomer, and where a field is changed the one before the change.
    """
    states, subject = invariant.states, against.subject
    if subject not in case:
        return False
    if isinstance(states, ir.Implies):
        evaluation = Evaluation(case, question, record.mask, record.value)
        if evaluation.condition(states.premise, Scope.of(subject)) != MET:
            return False
        if states.conclusion is not None:
            return evaluation.condition(states.conclusion, Scope.of(subject)) == NOT_MET
        return any(record.mask(subject, code) == MET for code in titles_of(program, invariant))
    if isinstance(states, ir.Keeps) and isinstance(states.more, ir.Members):
        return _loses_by_newcomer(program, question, invariant, states.more, against, case, record)
    name = field_of(invariant)
    before, after = case.slot(subject, name), against.slot
    if before is None or after is None or (isinstance(states, ir.Keeps) and not _more(case, states, subject, after)):
        return False
    changed = OnDemand(program, case.supposing({(subject, name): after}), question)
    return _loses(program, invariant, subject, record, changed)


def _loses(program: ir.Program, invariant: ir.Invariant, subject: SubjectId, one: Record, other: Record) -> bool:
    """Whether a title is surely attained by what one record found and surely not by what another did."""
    lost = (NOT_MET, NOT_APPLICABLE) if isinstance(invariant.states, ir.Alike) else (NOT_MET,)
    found = titles_of(program, invariant)
    return any(one.mask(subject, code) == MET and other.mask(subject, code) in lost for code in found)


def _more(case: Case, states: ir.Keeps, subject: SubjectId, after: Slot) -> bool:
    assert isinstance(states.more, ir.FieldValue)
    fact_type = case.vocabulary.type(subject.type)
    declared = fact_type.field(states.more.name) if fact_type is not None else None
    assert declared is not None
    old, new = lift(declared, case.slot(subject, states.more.name)), lift(declared, after)
    if not (old.is_point and new.is_point and old.ordered and new.ordered):
        return False
    assert old.low is not None
    assert new.low is not None
    return new.low < old.low if states.less else new.low > old.low


def field_of(invariant: ir.Invariant) -> str:
    """The field whose change an invariant speaks of."""
    states = invariant.states
    if isinstance(states, ir.Alike):
        return states.name
    assert isinstance(states, ir.Keeps)
    assert isinstance(states.more, ir.FieldValue)
    return states.more.name


def _loses_by_newcomer(
    program: ir.Program,
    question: Question,
    invariant: ir.Invariant,
    members: ir.Members,
    against: Against,
    case: Case,
    record: Record,
) -> bool:
    newcomer, subject = against.newcomer, against.subject
    if newcomer is None or newcomer not in case:
        return False
    inside, _ = Evaluation(case, question, record.mask, record.value).places(members, None, Scope.of(subject))
    referred = any(newcomer in row for each in case.subjects.values() for row in each.values())
    if inside.get(newcomer) != COUNTED or referred:
        return False
    before = OnDemand(program, without(case, newcomer), question)
    less = isinstance(invariant.states, ir.Keeps) and invariant.states.less
    pair = (record, before) if less else (before, record)
    return _loses(program, invariant, subject, *pair)


def without(case: Case, subject: SubjectId) -> Case:
    """The case without one subject to whom nobody refers."""
    rows = {key: row for key, row in case.subjects[subject.type].items() if key != subject.key}
    return evolve(case, subjects={**case.subjects, subject.type: rows})
