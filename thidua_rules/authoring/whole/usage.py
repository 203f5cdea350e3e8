"""What a ruleset declares and never uses, and what it uses and asks nobody for."""

from collections.abc import Iterator

from thidua_rules.api import Ruleset
from thidua_rules.authoring.whole.finding import Finding
from thidua_rules.diagnostics import Diagnostic
from thidua_rules.facts.vocabulary import FactType, Field
from thidua_rules.program import ir
from thidua_rules.program.walking import parts
from thidua_rules.source.text import fold

_NAME = fold("tên")


def unused(rules: Ruleset) -> Iterator[Finding]:
    """A warning for each fact and each parameter that is declared here and that no rule reads.

    A ruleset without rules is there for others to inherit: what they use of it is not known.
    """
    if not rules.program.rules:
        return
    fields, parameters = _read(rules.program)
    for fact_type, declared in _own_fields(rules):
        if declared.name not in fields and fold(declared.name) != _NAME:
            told = {"name": declared.name, "type": fact_type.name}
            yield Finding(Diagnostic("CHECK-03", declared.place, told), f"{declared.name} của {fact_type.name}")
    for each in rules.model.parameters:
        if each.name not in parameters and rules.model.owns(each.place):
            yield Finding(Diagnostic("CHECK-04", each.place, {"name": each.name}), each.name)


def unasked(rules: Ruleset) -> Iterator[Finding]:
    """A warning for each fact that rules read and nobody is asked for, where most facts of its type have a question.

    Where they have none, forms ask by name for all of them alike.
    """
    names, _ = _read(rules.program)
    by_type: dict[str, list[Field]] = {}
    for fact_type, declared in _own_fields(rules):
        if declared.name in names and not declared.targets:
            by_type.setdefault(fact_type.name, []).append(declared)
    for type_name, read in by_type.items():
        silent = [each for each in read if not each.question]
        if 2 * len(silent) <= len(read):
            for each in silent:
                told = {"name": each.name, "type": type_name}
                yield Finding(Diagnostic("CHECK-05", each.place, told), f"{each.name} của {type_name}")


def _own_fields(rules: Ruleset) -> Iterator[tuple[FactType, Field]]:
    """The fields that are declared here and are no part of a key, each with the first type that has it."""
    told: set[int] = set()
    for fact_type in rules.model.vocabulary:
        for each in fact_type.given:
            if each.name not in fact_type.key and rules.model.owns(each.place) and id(each) not in told:
                told.add(id(each))
                yield fact_type, each


def _read(program: ir.Program) -> tuple[set[str], set[str]]:
    """The names of the fields and of the parameters that rules read."""
    fields: set[str] = set()
    parameters: set[str] = set()
    for rule in (*program.rules, *program.constraints):
        read: list[object] = [rule]
        if isinstance(rule, ir.Quota):
            fields |= {limit.group for limit in rule.limits}
            read += [each for limit in rule.limits for each in limit.through.quantities]
        elif isinstance(rule, ir.Rank):
            fields.add(rule.group)
        for part in parts(tuple(read)):
            match part:
                case ir.FieldValue() | ir.Fact() | ir.PresentFact():
                    fields |= {part.name, *part.walk.steps}
                case ir.Concluded() | ir.Derived():
                    fields.update(part.walk.steps)
                case ir.Members():
                    fields |= {*part.owner.steps, *(each.via for each in part.collections)}
                case ir.StreakOf():
                    fields.add(part.period)
                case ir.Parameter():
                    parameters.add(part.name)
    return fields, parameters
