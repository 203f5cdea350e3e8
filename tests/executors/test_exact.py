"""Numbers that forward reckons as whole numbers at a scale are those of the reference, to the last digit."""

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.executors.generating import NUMBER, PERSON, QUESTION, findings
from tests.profiles import examples
from thidua_rules.executors.forward import Forward
from thidua_rules.facts.case import Between, Case
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir
from thidua_rules.semantics.reference import Reference
from thidua_rules.values import ABSENT, Comparison, Possible, Rounding, point

FIELDS = (
    Field("số", "so", Kind.INTEGER),
    Field("điểm", "diem", Kind.NUMBER, Fraction(-5), Fraction(10), decimals=2, may_be_absent=True),
    Field("tỷ lệ", "ty_le", Kind.PERCENT, Fraction(0), Fraction(100), decimals=1),
)
VOCABULARY = Vocabulary((FactType(PERSON, "ca_nhan", FIELDS),))
OWN = ir.Walk(PERSON, (), False, (PERSON,))
SLOTS = (
    (0, 3, -7, 10**20, None, Between(1, 2)),
    (4, Decimal("2.50"), Decimal("-0.01"), Decimal("1e-7"), None, ABSENT, Between(Decimal("0.5"), None)),
    (50, Decimal("33.3"), Decimal("99.95"), Decimal("33." + "3" * 27), None),
)
NUMBERS = (0, 1, -3, Fraction(1, 3), Fraction(-5, 2), Fraction(1, 1000))


def _value(chance: random.Random, depth: int) -> ir.Value:
    kinds = ["field", "field", "number"] + ["calculation", "share", "rounded", "opposite", "bounded", "extreme"] * (
        depth > 0
    )

    def inner() -> ir.Value:
        return _value(chance, depth - 1)

    match chance.choice(kinds):
        case "number":
            return ir.Constant(point(chance.choice(NUMBERS)), NUMBER)
        case "calculation":
            return ir.Calculation(chance.choice("+−×/"), inner(), inner(), NUMBER)  # type: ignore[arg-type]
        case "share":
            return ir.Calculation("×", ir.Constant(point(Fraction(1, chance.randrange(2, 5))), NUMBER), inner(), NUMBER)
        case "rounded":
            step = chance.choice([Fraction(1), Fraction(1, 2), Fraction(3), Fraction(1, 7)])
            return ir.Rounded(chance.choice([*Rounding]), step, inner(), NUMBER)
        case "opposite":
            return ir.Opposite(inner(), NUMBER)
        case "bounded":
            low, high = (chance.choice([None, inner()]) for _ in "ab")
            return ir.Bounded(inner(), low, high, NUMBER)
        case "extreme":
            return ir.ExtremeOf(chance.random() < 0.5, tuple(inner() for _ in range(chance.randrange(1, 4))), NUMBER)
    return ir.FieldValue(OWN, chance.choice(FIELDS).name, NUMBER)


def _program(chance: random.Random) -> ir.Program:
    """A quantity by formula, one by a table that rests on it, and comparisons of all of these."""
    made = _value(chance, 3)
    first = ir.Derived(OWN, "Q", NUMBER)
    rows = tuple(
        ir.TableRow(ir.Compared(chance.choice([*Comparison]), first, _value(chance, 1)), _value(chance, 1))
        for _ in range(chance.randrange(1, 3))
    )
    last = (ir.TableRow(None, _value(chance, 1)),) if chance.random() < 0.7 else ()
    tests = [
        ir.Compared(chance.choice([*Comparison]), _value(chance, 2), _value(chance, chance.randrange(3)))
        for _ in range(4)
    ]
    leaves = tuple(ir.Requirement(f"A.{number}", "leaf", each) for number, each in enumerate(tests))
    rules = (
        ir.Quantity("Q", PERSON, made, NUMBER),
        ir.Quantity("T", PERSON, ir.Table(rows + last), NUMBER),
        ir.Criterion("A", PERSON, ir.Requirement("A", "all", None, leaves)),
    )
    return ir.Program(VOCABULARY, rules, (0, 0, 0))


def _case(*rows: tuple[Any, ...]) -> Case:
    subjects: dict[str, dict[Any, Any]] = {PERSON: {f"p{number}": row for number, row in enumerate(rows)}}
    return Case(VOCABULARY, QUESTION.on, QUESTION.period, subjects)


@settings(max_examples=examples(150), deadline=None)
@given(seed=st.integers(0, 2**32))
def test_arithmetic_at_a_scale_is_exact(seed: int) -> None:
    """For any arithmetic on whole numbers, decimals and percentages, known or not, all is as the reference has it."""
    chance = random.Random(seed)
    program = _program(chance)
    case = _case(*(tuple(chance.choice(slots) for slots in SLOTS) for _ in range(4)))
    expected = findings(program, case, Reference().run(program, case, QUESTION))
    assert findings(program, case, Forward().run(program, case, QUESTION)) == expected


def test_what_is_plainly_known_is_held_as_a_plain_number() -> None:
    """A sum with a percentage is held as one int, or as two ends, and asked for as the number it is."""
    count, share = (ir.FieldValue(OWN, name, NUMBER) for name in ("số", "tỷ lệ"))
    both = ir.Calculation("+", count, share, NUMBER)
    program = ir.Program(VOCABULARY, (ir.Quantity("Q", PERSON, both, NUMBER),), (0,))
    case = _case((2, ABSENT, Decimal("10.5")), (Between(0, None), ABSENT, 10))
    record = Forward().run(program, case, QUESTION)
    assert record.blocks == [[(2105,), ((100, None),)]]
    expected = [point(Fraction(2105, 1000)), Possible(Fraction(1, 10), None)]
    assert [record.value(each, "Q") for each in case.of_type(PERSON)] == expected
