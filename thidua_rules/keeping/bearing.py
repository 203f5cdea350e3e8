"""Which differences bear on a conclusion: those of the facts its proof cites, and of the rules that it rests on."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from thidua_rules.decision import Decision
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.facts.case import SubjectId
from thidua_rules.keeping.differing import (
    AskedDifference,
    FactDifference,
    Named,
    RuleDifference,
    closure_name,
    subject_name,
)
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.walking import children
from thidua_rules.proofs.proof import Citation, Cited, Gap
from thidua_rules.proofs.prover.values import measure_step

_BROUGHT = ("đủ chuẩn ", "chỉ tiêu ", "áp dụng ", "dự xét ")
"""How codes begin that a declaration brings beside its own."""
_NAMED = (ir.Concluded, ir.Derived, ir.Criterion, ir.Quantity, ir.Rank, ir.Quota)


@frozen
class Used:
    """What a conclusion rests on: the codes of rules, parameters, and what it takes from the question."""

    codes: frozenset[str]
    parameters: frozenset[str]
    asked: frozenset[str]

    def holds(self, rule: str) -> bool:
        """Whether a declaration of that name is among the rules: itself, or a part or step of it."""
        return any(each == rule or each.startswith((f"{rule}.", f"{rule} ")) for each in self.codes)


@define(eq=False)
class Reach:
    """What the conclusions of one program rest on, each rule looked at once."""

    program: ir.Program
    _direct: dict[str, Used] = field(factory=dict)

    def of(self, code: str) -> Used:
        """Everything that a code rests on, through all rules below it."""
        waiting = [self.program.homes[code].code]
        seen = set(waiting)
        found = []
        for each in waiting:
            if each not in self._direct:
                self._direct[each] = _used(self.program.homes[each])
            found.append(self._direct[each])
            below = {self.program.homes[one].code for one in self._direct[each].codes if one in self.program.homes}
            waiting.extend(sorted(below - seen))
            seen |= below
        return _together(found)


def _used(rule: object) -> Used:
    """What a rule, or a part of one, uses itself."""
    codes, parameters, asked = set(), set(), set()
    for part in _parts(rule):
        if isinstance(part, _NAMED):
            codes.add(part.code)
        if isinstance(part, ir.Quota):
            codes.add(part.standard)
        elif isinstance(part, ir.Parameter):
            parameters.add(part.name)
        elif isinstance(part, ir.Asked):
            asked.add("on" if part.what == "on" else "period")
    return Used(frozenset(codes), frozenset(parameters), frozenset(asked))


def _parts(part: object) -> Iterator[object]:
    yield part
    for child in children(part):
        yield from _parts(child)
    if isinstance(part, ir.Limit):
        yield from _parts(part.through.quantities)


def _declared(code: str) -> str:
    """The name under which a ruleset declares what a code belongs to, or which that name begins."""
    written = as_written(code)
    return next((written.removeprefix(each) for each in _BROUGHT if written.startswith(each)), written)


@frozen
class Shown:
    """What stands in the proof of a verdict or the reckoning of a value: facts cited or lacking, and rules used."""

    facts: frozenset[Named]
    used: Used


def cited_by(decision: Decision, subject: SubjectId, code: str) -> Shown:
    """What the proof of a verdict, or the reckoning of a value, shows."""
    at = decision.program.code_of(subject.type, code)
    if at in decision.program.conclusions:
        proof = decision[subject, code].proof
        facts, gaps, steps = proof.facts, proof.gaps, tuple(proof.root.used())
    else:
        step = at_any_depth(lambda: measure_step(decision.prover, subject, at))
        steps = tuple(step.walk())
        facts = tuple(fact for each in steps for fact in each.facts)
        gaps = tuple(gap for each in steps for gap in each.gaps)
    used = [_used(each) for each in {id(step.rule): step.rule for step in steps}.values()]
    return Shown(frozenset((*_facts(decision, facts), *_lacking(decision, gaps))), _together([_at(at), *used]))


def _at(code: str) -> Used:
    return Used(frozenset([code]), frozenset(), frozenset())


def _together(used: Iterable[Used]) -> Used:
    """All that several use, codes by the names under which they are declared."""
    found = tuple(used)
    return Used(
        frozenset(_declared(one) for each in found for one in each.codes),
        frozenset(one for each in found for one in each.parameters),
        frozenset(one for each in found for one in each.asked),
    )


def _facts(decision: Decision, facts: Iterable[Citation]) -> Iterator[Named]:
    vocabulary = decision.case.vocabulary
    for each in facts:
        if isinstance(each, Cited):
            yield subject_name(vocabulary, each.subject, each.name)
        else:
            yield closure_name(vocabulary, each.closure)
            yield from (subject_name(vocabulary, member) for member in each.members)


def _lacking(decision: Decision, gaps: Iterable[Gap]) -> Iterator[Named]:
    vocabulary = decision.case.vocabulary
    for each in gaps:
        if each.closure is not None:
            yield closure_name(vocabulary, each.closure)
        elif each.subject is not None and each.name is not None:
            yield subject_name(vocabulary, each.subject, each.name)


@frozen
class Bearing:
    """The differences of two decisions, to be asked which of them bear on one conclusion."""

    facts: Mapping[Named, FactDifference]
    rules: tuple[RuleDifference, ...]
    asked: tuple[AskedDifference, ...]

    @classmethod
    def of(
        cls, facts: Iterable[FactDifference], rules: Iterable[RuleDifference], asked: Iterable[AskedDifference]
    ) -> "Bearing":
        """The differences, facts by their names."""
        return cls({(each.type, each.key, each.field): each for each in facts}, tuple(rules), tuple(asked))

    def on(
        self, shown: Iterable[Shown], used: Iterable[Used]
    ) -> tuple[tuple[FactDifference, ...], tuple[RuleDifference, ...], tuple[AskedDifference, ...]]:
        """Those that stand in either proof; where none does, those of what the conclusion rests on."""
        proofs = tuple(shown)
        cited = {one for each in proofs for one in each.facts} & self.facts.keys()
        facts = tuple(self.facts[each] for each in sorted(cited, key=lambda one: tuple(part or "" for part in one)))
        rules, asked = self._in(each.used for each in proofs)
        return (facts, rules, asked) if facts or rules or asked else ((), *self._in(used))

    def _in(self, used: Iterable[Used]) -> tuple[tuple[RuleDifference, ...], tuple[AskedDifference, ...]]:
        """The rules, parameters and dates that differ among those used."""
        rests = tuple(used)
        rules = tuple(each for each in self.rules if any(one.holds(each.rule) for one in rests))
        return rules, tuple(each for each in self.asked if any(_is_used(each, one) for one in rests))


def _is_used(asked: AskedDifference, used: Used) -> bool:
    return asked.name in used.parameters if asked.kind == "parameter" else asked.kind in used.asked


__all__ = ["Bearing", "Reach", "Shown", "Used", "cited_by"]
