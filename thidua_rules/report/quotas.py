"""Seats in words: the base and the rate, how many seats there are, who stands before, where the line is, and ties."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.scope import Scope
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.walking import parts
from thidua_rules.proofs.proof import Step
from thidua_rules.proofs.prover.candidates import is_choice
from thidua_rules.proofs.prover.groups import is_tied
from thidua_rules.reasons.seats import competes, order, tie
from thidua_rules.report.messages import say
from thidua_rules.report.wording import ROUNDED, name_of, value_words
from thidua_rules.values import MET, NOT_MET, Possible, is_unlimited

TIES = {"council": "tie_council", "same": "tie_same", "all": "tie_all", "none": "tie_none"}
"""The words for what is done about a tie."""
MOST_RIVALS = 8
"""How many rivals are named before the rest is only counted."""
_INDENT = "    "


@frozen
class QuotaWords:
    """Puts the step of a quota into lines of one language."""

    decision: Decision
    lang: str
    step: Step

    @property
    def rule(self) -> ir.Quota:
        """The quota."""
        assert isinstance(self.step.rule, ir.Quota)
        return self.step.rule

    @property
    def subject(self) -> SubjectId:
        """The candidate."""
        return self.step.scope.subject

    def lines(self) -> Iterator[str]:
        """Each limit with its seats, then the candidate's place among the others, then what is done about a tie."""
        binding = [limit for limit in self.rule.limits if not self.decision.prover.evaluation.is_lifted(limit)]
        if self.decision.record.mask(self.subject, self.rule.standard) != MET:
            yield self._say("as_if_competing")
        for limit in self.rule.limits:
            if limit in binding:
                yield from self._limit(limit)
            else:
                yield f"{limit.code}: {self._say('no_limit')}"
        if binding:
            yield from self._places(binding[0])
        if is_tied(self.decision.prover, self.step):
            yield self._say(TIES[tie(self.decision.prover, self.step)])

    def _say(self, key: str, **arguments: object) -> str:
        return say(key, self.lang, **arguments)

    # ------------------------------------------------------------ limits

    def _limit(self, limit: ir.Limit) -> Iterator[str]:
        """`Q1: tối đa 2 suất trong Cục A`, how that was reckoned, and whether it counts the candidate."""
        evaluation = self.decision.prover.evaluation
        if limit.guard is not None and evaluation.condition(limit.guard, Scope.of(self.subject)) == NOT_MET:
            yield f"{limit.code}: {self._say('no_limit')} ({self._say('guard')}: {limit.applies})"
            return
        groups = evaluation.groups(self.subject, limit.group)
        if groups.nowhere:
            yield f"{limit.code}: {self._say('no_group', group=limit.group)}"
            return
        if groups.sure is None and not groups.known:
            yield f"{limit.code}: {self._say('unknown_group', group=limit.group)}"
            return
        where = " | ".join(name_of(self.decision, each) for each in sorted(groups.known))
        if groups.sure is None:
            where = f"{where} | {self._say('unknown')}" if where else self._say("unknown")
        size = evaluation.base_size(limit, self.subject, self.subject)
        seats = evaluation.seats(limit, self.subject, size)
        if is_unlimited(seats.low):
            yield f"{limit.code}: {self._say('no_limit')}"
            yield f"{_INDENT}{self._reckoning(limit, size)}"
            return
        shown = self._say("no_seats_known") if not seats.ordered else value_words(limit.seats.type, seats, self.lang)
        yield f"{limit.code}: {self._say('seats', seats=shown, group=where)}"
        yield f"{_INDENT}{self._reckoning(limit, size)}"
        if limit.counts is not None:
            counted = evaluation.condition(limit.counts, Scope.of(self.subject))
            key = "counts" if counted == MET else "counts_not" if counted == NOT_MET else "counts_unknown"
            yield f"{_INDENT}{self._say(key)}"

    def _reckoning(self, limit: ir.Limit, size: Possible) -> str:
        """`tỷ lệ × số thành viên …, làm tròn xuống, ít nhất 1 (cơ sở tính = 8; tỷ lệ = 15%)`."""
        words = [limit.about.text] if limit.about.text else []
        inner: ir.Value | None = limit.seats
        least: list[str] = []
        while isinstance(inner, ir.Bounded | ir.Rounded):
            if isinstance(inner, ir.Rounded):
                words.append(self._say(ROUNDED[inner.rounding]))
            elif inner.low is not None:
                low = self.decision.prover.evaluation.value(inner.low, Scope.of(self.subject))
                least.append(self._say("at_least", number=value_words(inner.low.type, low, self.lang)))
            inner = inner.operand
        words.extend(least)
        known = []
        if limit.base is not None:
            known.append(f"{self._say('base')} = {value_words(limit.base.type, size, self.lang)}")
        evaluation, told = self.decision.prover.evaluation, set()
        for part in parts(limit.seats):
            if isinstance(part, ir.Parameter | ir.FieldValue | ir.Derived):
                name = as_written(part.code) if isinstance(part, ir.Derived) else part.name
                if name not in told:
                    told.add(name)
                    value = evaluation.value(part, Scope.of(self.subject))
                    known.append(f"{name} = {value_words(part.type, value, self.lang)}")
        read = f"({'; '.join(known)})" if known else ""
        return " ".join(filter(None, (f"{self._say('reckoned')}: {', '.join(words)}" if words else "", read)))

    # ------------------------------------------------------------ the order

    def _places(self, limit: ir.Limit) -> Iterator[str]:
        """Those of the first limit's group who may be before the candidate or level with it, and where the line is."""
        found = order(self.decision.prover, self.step, limit)
        own = self._keys(self.subject)
        after = f": {own}" if own else ""
        yield f"{self._say('place', place=found.place, all=found.of)}{after}"
        for key, named in (("before", found.before), ("level", found.level), ("perhaps_before", found.perhaps)):
            if named:
                yield f"{self._say(key, number=len(named))}:"
                yield from self._named(named)
        if found.last is not None and (
            found.last != self.subject or competes(self.decision.prover, self.rule, found.last)
        ):
            last = f"{name_of(self.decision, found.last)}{self._after(found.last)}"
            yield f"{self._say('cut_off', number=found.seats)}: {last}"

    def _named(self, subjects: Sequence[SubjectId]) -> Iterator[str]:
        for each in subjects[:MOST_RIVALS]:
            yield f"{_INDENT}• {name_of(self.decision, each)}{self._after(each)}"
        if len(subjects) > MOST_RIVALS:
            yield f"{_INDENT}… +{len(subjects) - MOST_RIVALS}"

    def _after(self, subject: SubjectId) -> str:
        keys = self._keys(subject)
        return f": {keys}" if keys else ""

    def _keys(self, subject: SubjectId) -> str:
        """What puts a candidate in its place: `điểm = 90; nữ = đúng`."""
        evaluation = self.decision.prover.evaluation
        words = []
        for position, key in enumerate(self.rule.keys):
            scope = Scope.of(subject)
            if isinstance(key.operand, ir.Value):
                named = next(
                    (each for each in parts(key.operand) if isinstance(each, ir.FieldValue | ir.Derived)), None
                )
                name = self._say("key", number=position + 1) if named is None else _name(named)
                words.append(
                    f"{name} = {value_words(key.operand.type, evaluation.value(key.operand, scope), self.lang)}"
                )
                continue
            mask = evaluation.condition(key.operand, scope)
            if is_choice(self.rule, position) and mask not in (MET, NOT_MET):
                continue
            fact = next((each for each in parts(key.operand) if isinstance(each, ir.Fact | ir.Concluded)), None)
            name = self._say("key", number=position + 1) if fact is None else _name(fact)
            words.append(f"{name}: {self._say('yes' if mask == MET else 'no' if mask == NOT_MET else 'unknown')}")
        return "; ".join(words)


def _name(part: ir.FieldValue | ir.Derived | ir.Fact | ir.Concluded) -> str:
    return part.name if isinstance(part, ir.FieldValue | ir.Fact) else as_written(part.code)
