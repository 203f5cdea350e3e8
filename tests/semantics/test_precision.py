"""Where no unknown fact is used twice, what is found is exactly what all completions have in common."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.semantics.completions import filled, possible
from tests.semantics.oracle import F, Oracle, T
from thidua_rules.facts.case import Case, Closure, SubjectId
from thidua_rules.facts.vocabulary import Collection, FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.semantics.reference import Reference
from thidua_rules.testing.strategies import DAY, PERIOD, cases
from thidua_rules.values import MET, NOT_MET, Comparison, Fold, Possible, point

UNIT, PERSON = "tập thể", "cá nhân"
GRADE = Field("mức", "muc", Kind.GRADE, options=("yếu", "khá", "tốt"), outside=("không xếp loại",))
HEAD = Field("đứng đầu", "dung_dau", Kind.BOOLEAN)
OF = Field("đơn vị", "don_vi", Kind.REFERENCE, targets=(UNIT,), reverse="thành viên")
VOCABULARY = Vocabulary(
    (
        FactType(UNIT, "tap_the", (Field("tên", "ten", Kind.CHOICE, options=("một",)),)),
        FactType(PERSON, "ca_nhan", (OF, GRADE, HEAD)),
    )
)
MEMBERS = ir.Members(ir.Walk(UNIT, (), False, (UNIT,)), (Collection("thành viên", UNIT, PERSON, "đơn vị"),))
SELF = ir.Walk(PERSON, (), False, (PERSON,))
WHOLE = ir.ValueType(Kind.INTEGER, None, True)
LEVEL = ir.FieldValue(SELF, "mức", ir.ValueType(Kind.GRADE, GRADE, True))
IS_HEAD = ir.Fact(SELF, "đứng đầu")
GOOD = ir.Compared(Comparison.GE, LEVEL, ir.Constant(point(1), WHOLE))
EITHER_WAY = ir.Disjunction((GOOD, ir.Negation(IS_HEAD)))
HEADS = ir.Members(MEMBERS.owner, MEMBERS.collections, IS_HEAD)


def _counted(members: ir.Members, sign: Comparison, number: int) -> ir.Condition:
    return ir.Compared(sign, ir.CountOf(members, WHOLE), ir.Constant(point(number), WHOLE))


UNIT_RULES: dict[str, ir.Condition] = {
    "every": ir.EveryOf(MEMBERS, EITHER_WAY),
    "every of a part": ir.EveryOf(HEADS, GOOD),
    "at least two": _counted(HEADS, Comparison.GE, 2),
    "exactly one": _counted(HEADS, Comparison.EQ, 1),
    "half": ir.RatioCompared(Comparison.GE, MEMBERS, EITHER_WAY, ir.Constant(point(Fraction(1, 2)), WHOLE)),
    "share of a part": ir.RatioCompared(Comparison.LT, HEADS, GOOD, ir.Constant(point(1), WHOLE)),
    "greatest": ir.Compared(
        Comparison.GE, ir.FoldOf(Fold.MAX, LEVEL, MEMBERS, Possible(0, 2), WHOLE), ir.Constant(point(2), WHOLE)
    ),
    "mean": ir.Compared(
        Comparison.GE, ir.FoldOf(Fold.MEAN, LEVEL, MEMBERS, Possible(0, 2), WHOLE), ir.Constant(point(1), WHOLE)
    ),
    "mean of a part": ir.Compared(
        Comparison.LT, ir.FoldOf(Fold.MEAN, LEVEL, HEADS, Possible(0, 2), WHOLE), ir.Constant(point(1), WHOLE)
    ),
    "least": ir.Compared(
        Comparison.LE, ir.FoldOf(Fold.MIN, LEVEL, HEADS, Possible(0, 2), WHOLE), ir.Constant(point(0), WHOLE)
    ),
}
PERSON_RULES: dict[str, ir.Condition] = {
    "both": ir.Conjunction((GOOD, ir.Negation(IS_HEAD))),
    "among": ir.AmongOf(LEVEL, frozenset([0, -1])),
    "not at least": ir.Negation(GOOD),
}


def completions(case: Case, most: int) -> list[Case] | None:
    """Every completion of a closed case, or None if they are too many."""
    spots = [
        (subject, declared)
        for fact_type in VOCABULARY
        for subject in case.of_type(fact_type.name)
        for declared in fact_type.fields
    ]
    choices = [possible(case, subject, declared) for subject, declared in spots]
    size = 1
    for each in choices:
        size *= len(each)
    if size > most:
        return None
    return [filled(case, dict(zip(spots, chosen, strict=True))) for chosen in itertools.product(*choices)]


def exact(program: ir.Program, case: Case, subject: SubjectId) -> set[str] | None:
    """What the oracle finds of X over all completions, or None if they are too many."""
    every = completions(case, 250)
    if every is None:
        return None
    question = Question(DAY, PERIOD)
    return {outcome for each in every for outcome in Oracle(program, each, question).run().verdicts[subject, "X"]}


@pytest.mark.parametrize("name", [*UNIT_RULES, *PERSON_RULES])
@given(data=st.data())
def test_what_all_completions_agree_on_is_found(name: str, data: st.DataObject) -> None:
    """Met is found where all completions are met, not met where none is, and unknown otherwise."""
    subject_type = UNIT if name in UNIT_RULES else PERSON
    condition = {**UNIT_RULES, **PERSON_RULES}[name]
    rule = ir.Criterion("X", subject_type, ir.Requirement("X", "leaf", condition))
    program = ir.Program(VOCABULARY, (rule,), (0,))
    case = data.draw(cases(VOCABULARY, complete=False, closed=True, max_subjects=3))
    subjects = list(case.of_type(subject_type))
    assume(subjects)
    record = Reference().run(program, case, Question(DAY, PERIOD))
    for subject in subjects[:2]:
        outcomes = exact(program, case, subject)
        if outcomes is None:
            continue
        found = record.mask(subject, "X")
        assert (found == MET) == (outcomes == {T}), (found, outcomes, case.subjects)
        assert (found == NOT_MET) == (outcomes == {F}), (found, outcomes, case.subjects)


@given(st.data())
def test_places_are_exact(data: st.DataObject) -> None:
    """Both ends of a place are reached in some completion, whatever is unknown of grades and groups."""
    rule = ir.Rank("X", PERSON, "đơn vị", (ir.SortKey(LEVEL, True), ir.SortKey(IS_HEAD, True)), WHOLE)
    program = ir.Program(VOCABULARY, (rule,), (0,))
    case = data.draw(cases(VOCABULARY, complete=False, closed=True, max_subjects=3))
    every = completions(case, 250)
    assume(every is not None)
    assert every is not None
    question = Question(DAY, PERIOD)
    found = Reference().run(program, case, question)
    oracles = [Oracle(program, each, question).run() for each in every]
    for subject in case.of_type(PERSON):
        places = {place for each in oracles for place in each.values[subject, "X"]}
        numbers = [place for place in places if not isinstance(place, str)]
        value = found.value(subject, "X")
        assert value.undetermined == (len(numbers) < len(places))
        if numbers:
            assert (value.low, value.high) == (min(numbers), max(numbers)), (value, places, case.subjects)


def test_an_open_extent_is_no_closed_one() -> None:
    """The same case with its people open leaves `mọi` unknown where it was met."""
    rule = ir.Criterion("X", UNIT, ir.Requirement("X", "leaf", UNIT_RULES["every"]))
    program = ir.Program(VOCABULARY, (rule,), (0,))
    subjects = {UNIT: {"u": ("một",)}, PERSON: {}}
    unit = SubjectId(UNIT, "u")
    for closed, mask in ((frozenset([Closure(PERSON)]), MET), (frozenset[Closure](), MET | NOT_MET)):
        case = Case(VOCABULARY, DAY, PERIOD, subjects, closed)
        assert Reference().run(program, case, Question(DAY, PERIOD)).mask(unit, "X") == mask
