"""Seats for 5,000 people, all in one group and in 200 groups, under one limit and under two.

Run with `python -m tests.benchmarks.bench_quotas`. The dossiers are made up: everything is known, four in five have
the standard, and priority goes by points, of which many have the same.
"""

import random
import sys
import time
from fractions import Fraction
from typing import Final

from thidua_rules.executors.forward import Forward
from thidua_rules.facts.case import Case, Closure, Key, Row, SubjectId
from thidua_rules.facts.vocabulary import Collection, Kind
from thidua_rules.program import ir
from thidua_rules.program.order import arrange
from thidua_rules.program.question import Question
from thidua_rules.testing.awards import AWARDS, BLOCK, PERSON, UNIT
from thidua_rules.testing.strategies_cases import PERIOD
from thidua_rules.testing.strategies_values import DAY
from thidua_rules.values import Rounding, point

PEOPLE: Final = 5_000
GROUPS: Final = (1, 200)
_NUMBER = ir.ValueType(Kind.NUMBER)
_WHOLE = ir.ValueType(Kind.INTEGER, None, True)


def program(limits: int) -> ir.Program:
    """A title for at most 40 % of the members of a unit; with two limits, at most half of these seats for managers."""
    own = ir.Walk(PERSON, (), False, (PERSON,))
    owner = ir.Walk(PERSON, ("tập thể",), False, (UNIT,))
    base = ir.CountOf(ir.Members(owner, (Collection("thành viên", UNIT, PERSON, "tập thể"),), None), _WHOLE)
    seats = _share(Fraction(2, 5), base)
    managers = ir.Limit("X.Q2", "tập thể", _share(Fraction(1, 2), seats), ir.Fact(own, "quản lý"), base, True)
    quota = ir.Quota(
        "chỉ tiêu X",
        PERSON,
        "đủ chuẩn X",
        (ir.Limit("X.Q1", "tập thể", seats, None, base, True), managers)[:limits],
        (
            ir.SortKey(ir.FieldValue(own, "điểm", _WHOLE), True),
            ir.SortKey(ir.Fact(own, "được hội đồng chọn"), True),
        ),
    )
    standard = ir.Requirement("đủ chuẩn X", "leaf", ir.Fact(own, "đủ"))
    arranged, circle = arrange([ir.Criterion("đủ chuẩn X", PERSON, standard), quota])
    assert arranged is not None, circle
    return ir.Program(AWARDS, *arranged)


def _share(rate: Fraction, base: ir.Value) -> ir.Value:
    share = ir.Calculation("×", ir.Constant(point(rate), _NUMBER), base, _NUMBER)
    return ir.Rounded(Rounding.DOWN, Fraction(1), share, _WHOLE)


def crowd(groups: int, people: int = PEOPLE, seed: int = 1) -> Case:
    """People spread evenly over so many units, closed and complete."""
    chance = random.Random(seed)
    rows: dict[Key, Row] = {}
    for number in range(people):
        unit, block = SubjectId(UNIT, number % groups), SubjectId(BLOCK, "k")
        facts = [chance.random() < share for share in (0.1, 0.8, 0.4)]
        rows[number] = (unit, block, 1, chance.randrange(3), *facts)
    units: dict[Key, Row] = dict.fromkeys(range(groups), (1, True))
    subjects: dict[str, dict[Key, Row]] = {BLOCK: {"k": (1,)}, UNIT: units, PERSON: rows}
    return Case(AWARDS, DAY, PERIOD, subjects, frozenset(Closure(each.name) for each in AWARDS))


def seconds(limits: int, groups: int) -> float:
    """The time that `forward` takes for the whole dossier, its code made beforehand."""
    rules, question = program(limits), Question(DAY, PERIOD)
    Forward().run(rules, crowd(groups, 10), question)
    case = crowd(groups)
    start = time.perf_counter()
    Forward().run(rules, case, question)
    return time.perf_counter() - start


def main() -> None:
    """Print the times."""
    for limits in (1, 2):
        for groups in GROUPS:
            sys.stdout.write(
                f"{PEOPLE} people, {groups:4} groups, limits: {limits}  {seconds(limits, groups):8.2f} s\n"
            )


if __name__ == "__main__":
    main()
