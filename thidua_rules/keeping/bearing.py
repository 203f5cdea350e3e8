"""Which differences bear on a conclusion: those of the facts its proof cites, and of the rules that it rests on."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import define, field, frozen

from thidua_rules.decision import Decision
from thidua_rules.decision.depth import at_any_depth
from thidua_rules.facts.case import Closure, SubjectId
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
from thidua_rules.values import Status

_BROUGHT = ("đủ chuẩn ", "chỉ tiêu ", "áp dụng ", "dự xét ")
"""How codes begin that a declaration brings beside its own."""
_NAMED = (ir.Concluded, ir.Derived, ir.Criterion, ir.Quantity, ir.Rank, ir.Quota)


Fact = tuple[SubjectId, str | None] | Closure
"""A field of a subject, or that there is such a subject, or that a list is complete."""


@frozen
class Used:
    """What a conclusion rests on: the codes of rules, parameters, and what it takes from the question."""

    codes: frozenset[str]
    parameters: frozenset[str]
    asked: frozenset[str]

    def holds(self, rule: str) -> bool:
        """Whether a declaration of that name is among the rules: itself, or a part or step of it."""
        return any(each == rule or each.startswith((f"{rule}.", f"{rule} ")) for each in self.codes)


@frozen
class Shown:
    """What stands in the proof of a verdict or the reckoning of a value: facts cited or lacking, and rules used."""

    facts: frozenset[Named]
    used: Used


@define(eq=False)
class Reach:
    """What the conclusions of one decision rest on, each rule looked at once, each fact named once."""

    decision: Decision
    _direct: dict[int, tuple[object, Used]] = field(factory=dict)
    _names: dict[Fact, Named] = field(factory=dict)

    def of(self, code: str) -> Used:
        """Everything that a code rests on, through all rules below it."""
        homes = self.decision.program.homes
        waiting = [homes[code].code]
        seen = set(waiting)
        found = []
        for each in waiting:
            used = self._used(homes[each])
            found.append(used)
            below = {homes[one].code for one in used.codes if one in homes}
            waiting.extend(sorted(below - seen))
            seen |= below
        return _together(found)

    def shown(self, subject: SubjectId, code: str) -> Shown:
        """What the proof of a verdict, or the reckoning of a value, shows."""
        decision = self.decision
        at = decision.program.code_of(subject.type, code)
        gaps: Iterable[Gap]
        if at in decision.program.conclusions:
            verdict = decision[subject, code]
            steps = tuple(verdict.proof.root.used())
            gaps = verdict.proof.gaps if verdict.status is Status.UNKNOWN else ()
        else:
            steps = tuple(at_any_depth(lambda: measure_step(decision.prover, subject, at)).walk())
            gaps = (gap for each in steps for gap in each.gaps)
        facts = {self._named(one) for each in steps for fact in each.facts for one in _told(fact)}
        facts |= {self._named(one) for gap in gaps for one in _lacking(gap)}
        rules = {id(each.rule): each.rule for each in steps}
        itself = Used(frozenset([at]), frozenset(), frozenset())
        return Shown(frozenset(facts), _together([itself, *map(self._used, rules.values())]))

    def _used(self, rule: object) -> Used:
        """What a rule, or a part of one, uses itself; the rule is held, so that no other one takes its identity."""
        if id(rule) not in self._direct:
            self._direct[id(rule)] = rule, _used(rule)
        return self._direct[id(rule)][1]

    def _named(self, fact: Fact) -> Named:
        if fact not in self._names:
            vocabulary = self.decision.case.vocabulary
            if isinstance(fact, Closure):
                self._names[fact] = closure_name(vocabulary, fact)
            else:
                self._names[fact] = subject_name(vocabulary, *fact)
        return self._names[fact]


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


def _together(used: Iterable[Used]) -> Used:
    """All that several use, codes by the names under which they are declared."""
    found = tuple(used)
    return Used(
        frozenset(_declared(one) for each in found for one in each.codes),
        frozenset(one for each in found for one in each.parameters),
        frozenset(one for each in found for one in each.asked),
    )


def _told(fact: Citation) -> Iterator[Fact]:
    if isinstance(fact, Cited):
        yield fact.subject, fact.name
    else:
        yield fact.closure
        yield from ((member, None) for member in fact.members)


def _lacking(gap: Gap) -> Iterator[Fact]:
    if gap.closure is not None:
        yield gap.closure
    elif gap.subject is not None and gap.name is not None:
        yield gap.subject, gap.name


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
