"""Nothing that a program says becomes code, whatever its parts hold."""

import attrs
import pytest

from tests.executors.generating import NUMBER, PERSON, QUESTION, VOCABULARY, WHOLE
from thidua_rules.executors.forward.compiled import compile_program
from thidua_rules.executors.forward.generate import HELPERS
from thidua_rules.executors.forward.vetting import StrangeSource, vetted
from thidua_rules.facts.classes import attribute_of, fact_classes
from thidua_rules.facts.vocabulary import Collection, FactType, Vocabulary
from thidua_rules.program import ir
from thidua_rules.values import Comparison, Fold, Possible, point

HOSTILE = "__import__('os')._exit(3)"
OWN = ir.own(PERSON)
SCORE = ir.FieldValue(OWN, "điểm", WHOLE)


def _says_hostile_things(hostile: str) -> ir.Program:
    """A program of which every text that has no other meaning is hostile: codes, titles, constants, names of types."""
    field, counted = VOCABULARY.types[2].fields[2], VOCABULARY.collection("tập thể", "thành viên")
    assert counted is not None
    types = (
        FactType(hostile, "x", (attrs.evolve(field, name=hostile),)),
        FactType(
            f"{hostile} b",
            "y",
            (attrs.evolve(VOCABULARY.types[2].fields[0], name="lên", targets=(hostile,), reverse=hostile),),
        ),
    )
    below = ir.Members(ir.own(hostile), (Collection(hostile, hostile, f"{hostile} b", "lên"),))
    value = ir.FieldValue(ir.own(hostile), hostile, WHOLE)
    conditions = (
        ir.AmongOf(value, frozenset([hostile, 2])),
        ir.Compared(
            Comparison.GE, ir.Calculation("+", value, ir.CountOf(below, WHOLE), WHOLE), ir.Constant(point(1), WHOLE)
        ),
        ir.Compared(Comparison.EQ, value, ir.Parameter(hostile, WHOLE)),
        ir.Unstated(hostile),
    )
    about = ir.About(hostile, hostile, (hostile,), hostile)
    leaves = tuple(ir.Requirement(f"{hostile}.{n}", "leaf", each, about=about) for n, each in enumerate(conditions))
    rules = (
        ir.Criterion(hostile, hostile, ir.Requirement(hostile, "all", children=leaves)),
        ir.Quantity(
            f"{hostile} q",
            hostile,
            ir.FoldOf(Fold.SUM, ir.FieldValue(ir.own(f"{hostile} b"), "lên", NUMBER), below, Possible(), NUMBER),
            NUMBER,
        ),
        ir.Rank(f"{hostile} r", f"{hostile} b", "lên", (), WHOLE),
    )
    return ir.Program(Vocabulary(types), rules, (0, 0, 0), {hostile: WHOLE})


@pytest.mark.parametrize("hostile", [HOSTILE, '"""\n    raise SystemExit\n#', "K0", "x = 1; import os"])
def test_texts_of_a_program_are_no_part_of_its_source(hostile: str) -> None:
    """The source of a program whose names are code is the source of one whose names are plain."""
    asked = {hostile: Possible()}, {"a": Possible()}
    sources = [
        compile_program(_says_hostile_things(text), attrs.evolve(QUESTION, parameters=parameters)).source
        for text, parameters in zip((hostile, "a"), asked, strict=True)
    ]
    assert sources[0] == sources[1]


TWO = ir.Calculation("+", SCORE, ir.FieldValue(ir.Walk(PERSON, ("đơn vị",), False, ("tập thể",)), "điểm", WHOLE), WHOLE)
PLAIN = ir.Fact(OWN, "đủ")


@pytest.mark.parametrize(
    ("condition", "least"),
    [
        (PLAIN, HOSTILE),
        (ir.AmongOf(attrs.evolve(TWO, type=attrs.evolve(WHOLE, integral=HOSTILE)), frozenset([1])), 1),
        (ir.Compared(Comparison.GE, ir.ExtremeOf(HOSTILE, (SCORE, TWO), WHOLE), SCORE), 1),  # type: ignore[arg-type]
    ],
)
def test_a_part_that_is_not_of_its_type_is_refused(condition: ir.Condition, least: int) -> None:
    """Text where the form has a number or a truth is not run."""
    leaf = ir.Requirement("B", "leaf", condition)
    rule = ir.Criterion("A", PERSON, ir.Requirement("A", "at_least", children=(leaf,), least=least))
    with pytest.raises(StrangeSource):
        compile_program(ir.Program(VOCABULARY, (rule,), (0,), {}), QUESTION)


@pytest.mark.parametrize(
    "source", ["x1 = ''", "x1 = os", "x1.__class__", "x1 = K1 @ K2", "while True:\n    pass", "ⅰ1"]
)
def test_source_of_other_words_is_refused(source: str) -> None:
    """Quotation marks, unknown names, dunders, other statements and signs never belong to generated source."""
    with pytest.raises(StrangeSource):
        vetted(source, HELPERS)


def test_a_class_of_facts_takes_no_attribute_that_is_no_name() -> None:
    """Classes are made from source too: an attribute that holds code is refused before that."""
    field = attrs.evolve(VOCABULARY.types[2].fields[2], attribute=f"x={HOSTILE}")
    assert attribute_of("class") == "class_"
    with pytest.raises(ValueError, match="not a name"):
        fact_classes(Vocabulary((FactType("a", "a", (field,)),))).a  # noqa: B018  # made when first asked for
