"""Whether what an executor found covers what the oracle found, and is covered by what it found before."""

from typing import Any

from tests.semantics.oracle import NA, NONE, UNDEFINED, F, Oracle, Outside, T, U
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program import ir
from thidua_rules.semantics.protocol import Record
from thidua_rules.testing.showing import show_case, show_program
from thidua_rules.values import EITHER, MET, NOT_APPLICABLE, NOT_MET, UNDETERMINED, Possible

BITS = {T: MET, F: NOT_MET, NA: NOT_APPLICABLE}


def allows(mask: int, outcome: str) -> bool:
    """Whether a mask leaves an outcome possible; undetermined is unknown, which either of met and not met also is."""
    if outcome == U:
        return bool(mask & UNDETERMINED) or mask & EITHER == EITHER
    return bool(mask & BITS[outcome])


def covers(found: Possible, value: Any) -> bool:
    """Whether a description includes a single value."""
    if value == UNDEFINED:
        return found.undetermined
    if value == NONE:
        return found.absent
    if isinstance(value, Outside):
        return found.others is None or value.name in found.others
    return found.ordered and (found.low is None or found.low <= value) and (found.high is None or value <= found.high)


def within(narrow: Possible, wide: Possible) -> bool:
    """Whether everything that one description includes is included in the other."""
    if narrow.ordered:
        low = wide.low is None or (narrow.low is not None and wide.low <= narrow.low)
        high = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
        if not (wide.ordered and low and high):
            return False
    others = wide.others is None or (narrow.others is not None and narrow.others <= wide.others)
    return others and narrow.absent <= wide.absent and narrow.undetermined <= wide.undetermined


def contradictions(record: Record, completion: Oracle, subjects: set[SubjectId]) -> list[str]:
    """What the oracle found in one completion and the record rules out."""
    wrong = []
    for (subject, code), outcomes in completion.verdicts.items():
        if subject in subjects:
            mask = record.mask(subject, code)
            if completion.tied and mask & UNDETERMINED:
                continue  # a tie that is not resolved may be told of all whom it concerns
            wrong += [f"{code} of {subject}: {mask} excludes {each}" for each in outcomes if not allows(mask, each)]
    for (subject, code), values in completion.values.items():
        if subject in subjects:
            found = record.value(subject, code)
            wrong += [f"{code} of {subject}: {found} excludes {each}" for each in values if not covers(found, each)]
    return wrong


def widened(program: ir.Program, before: Record, after: Record, case: Case) -> list[str]:
    """What more facts made less known, of the subjects of the earlier case."""
    wrong = []
    for rule in program.rules:
        for subject in case.of_type(rule.subject):
            for code in ir.codes_of(rule):
                if isinstance(rule, ir.Criterion | ir.Quota):
                    old, new = before.mask(subject, code), after.mask(subject, code)
                    if new & ~old:
                        wrong.append(f"{code} of {subject}: {old} became {new}")
                elif not within(after.value(subject, code), before.value(subject, code)):
                    values = before.value(subject, code), after.value(subject, code)
                    wrong.append(f"{code} of {subject}: {values[0]} became {values[1]}")
    return wrong


def told(wrong: list[str], program: ir.Program, *cases: Case) -> str:
    """A failure in a few lines."""
    return "\n".join(["", *wrong, show_program(program), *map(show_case, cases)])
