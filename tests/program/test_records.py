"""A record is exactly what its data says, and data that says anything else is refused."""

import copy
import datetime
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.executors.generating import programs
from tests.profiles import examples
from thidua_rules.diagnostics import Place
from thidua_rules.facts.texts import Text
from thidua_rules.facts.vocabulary import FactType, Field, Kind, Vocabulary
from thidua_rules.program import ir, records
from thidua_rules.program.outline import Dated, Outline
from thidua_rules.program.records import UnfitData
from thidua_rules.values import ABSENT, Comparison, point

NUMBER = ir.ValueType(Kind.NUMBER)
FIELD = Field("điểm", "diem", Kind.NUMBER, Fraction(1, 3), None, place=Place("a.yaml", 3, 1, 4, "điểm: số"), note="x")
CONDITION = ir.AmongOf(ir.FieldValue(ir.own("p"), "điểm", NUMBER), frozenset([Text("Tốt"), "b", 3, Fraction(1, 7)]))
RULE = ir.Criterion("A", "p", ir.Requirement("A", "leaf", CONDITION))
PROGRAM = ir.Program(Vocabulary((FactType("p", "p", (FIELD,)),)), (RULE,), (0,), {"n": NUMBER}, {"qd": "1/QĐ"})


def data_of(record: Any) -> Any:
    """The data of a record, through JSON."""
    return json.loads(json.dumps(records.written(record)))


@settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(programs())
def test_a_program_is_what_its_data_says(program: ir.Program) -> None:
    """Any program: equal, and with the same data again."""
    read = records.read(ir.Program, data_of(program))
    assert read == program
    assert records.written(read) == records.written(program)


def test_what_does_not_count_for_equality_is_kept_too() -> None:
    """Places and notes of a field; texts and numbers as what they are."""
    read = records.read(ir.Program, data_of(PROGRAM))
    assert read == PROGRAM
    (found,) = read.vocabulary.types[0].fields
    assert (found.place, found.note) == (FIELD.place, "x")
    assert isinstance(read.rules[0], ir.Criterion)
    assert repr(sorted(map(repr, read.rules[0].root.condition.wanted))) == repr(sorted(map(repr, CONDITION.wanted)))  # type: ignore[union-attr]


def test_what_is_shared_is_said_once() -> None:
    """A condition that stands in two rules is one entry, and one object when it is read."""
    twice = evolve(PROGRAM, rules=(RULE, evolve(RULE, code="B")), strata=(0, 0))
    read = records.read(ir.Program, data_of(twice))
    assert [each[0] for each in records.written(twice)].count("AmongOf") == 1
    assert read.rules[0].root is read.rules[1].root  # type: ignore[union-attr]


def test_values_of_parameters_are_kept_as_they_are() -> None:
    """Days, decimals, whole numbers, truths, the known absence."""
    slots = (None, True, 3, Decimal("2.50"), "a", ABSENT)
    dated = tuple((None if at == 0 else datetime.date(2020, 1, at), each) for at, each in enumerate(slots))
    outline = Outline("a/1", "t", datetime.date(2020, 2, 29), None, "kỳ xét", (Dated("n", FIELD, dated),))
    read = records.read(Outline, data_of(outline))
    assert [repr(each) for _, each in read.parameters[0].values] == [repr(each) for each in slots]
    assert read == outline


@frozen
class _Foreign:
    """A record that no program has."""

    value: Any = None


@pytest.mark.parametrize("value", [_Foreign(object()), _Foreign(b"x"), _Foreign(1.5), _Foreign(len), _Foreign({1j})])
def test_what_data_cannot_say_is_not_written(value: object) -> None:
    """Rather nothing than something else."""
    with pytest.raises(UnfitData):
        records.written(value)


DATA = data_of(PROGRAM)
PLACES = [(at, field) for at, entry in enumerate(DATA) for field in range(len(entry))]
HOSTILE = (
    "__import__('os')",
    -1,
    10**9,
    1.5,
    None,
    True,
    [],
    {},
    [[]],
    {"ratio": [1, 0]},
    {"ratio": ["1", "3"]},
    {"decimal": "x"},
    {"day": -5},
    {"eval": "1"},
    {"text": "a", "day": 1},
    float("nan"),
)


@given(st.sampled_from(PLACES), st.sampled_from(HOSTILE))
@settings(max_examples=examples(300), deadline=None)
def test_tampered_data_is_a_record_of_the_declared_types_or_refused(where: tuple[int, int], hostile: object) -> None:
    """Whatever is put wherever: what comes of it says the same data again, so nothing has another type."""
    data = copy.deepcopy(DATA)
    data[where[0]][where[1]] = hostile
    try:
        read = records.read(ir.Program, data)
    except UnfitData:
        return
    assert records.read(ir.Program, data_of(read)) == read


@pytest.mark.parametrize(
    "data",
    [
        None,
        7,
        [],
        {},
        "x",
        [7],
        [[]],
        ["Program"],
        [["Place"]],
        [["os.system", "x"]],
        [["Constant", 0, 0]],
        [*DATA, ["Place", *DATA[0][1:]]],
        [["Place", None, None, None, True, None, None, None, None]],
        [["ValueType", "số", None, 1]],
        DATA[:-1],
        [*DATA[:-1], [*DATA[-1], None]],
    ],
)
def test_other_data_is_refused(data: object) -> None:
    """No table, no record, an unknown class, a place to come, a field too many, a truth for a number."""
    with pytest.raises(UnfitData):
        records.read(ir.Program, data)


def test_a_number_is_no_text_and_a_condition_no_value() -> None:
    """A record stands only where its class may."""
    compared = ir.Compared(Comparison.GE, ir.Constant(point(1), NUMBER), ir.Constant(point(2), NUMBER))
    data = data_of(compared)
    assert records.read(ir.Compared, data) == compared
    for at, wrong in ((1, "≫"), (2, len(data)), (3, 0)):
        entry = [*data[-1]]
        entry[at] = wrong
        with pytest.raises(UnfitData):
            records.read(ir.Compared, [*data[:-1], entry])
