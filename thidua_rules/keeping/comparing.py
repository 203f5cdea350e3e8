"""Two decisions side by side: for whom something changed, and by which facts, rules, parameters or dates."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import asdict, define, frozen

from thidua_rules.archive.data import possible_data
from thidua_rules.archive.saving import Answers, answers
from thidua_rules.decision import Decision
from thidua_rules.diagnostics import Diagnostic, UsageError
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.keeping.bearing import Bearing, Reach
from thidua_rules.keeping.differing import (
    AskedDifference,
    FactDifference,
    RuleDifference,
    asked_differences,
    fact_differences,
    rule_differences,
)
from thidua_rules.keeping.opening import KeptDecision, open_decision
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.report.messages import Shown
from thidua_rules.report.table import measures, reading_order, standards_of
from thidua_rules.report.wording import shown_as
from thidua_rules.ruleset.canonical import canonical
from thidua_rules.values import Possible, Status, status_of

Compared = str | os.PathLike[str] | Decision | KeptDecision
Kind = Literal["gained", "lost", "unknown", "known", "other", "value"]
Tell = Callable[[int, int], None]
Subject = tuple[str, str]
"""A subject by type and key as people write it, which two rulesets have in common."""


@define(frozen=True, eq=False, slots=False)
class Side:
    """One of two decisions: as it is decided by this library, and what was found when it was kept."""

    label: str
    decision: Decision
    found: Answers
    canonical: Mapping[str, Any]

    @cached_property
    def subjects(self) -> Mapping[Subject, SubjectId]:
        """The subjects of its types, by type and key as written."""
        case = self.decision.case
        return {
            (each.name, show_key(case.vocabulary, subject)): subject
            for each in case.vocabulary.given
            for subject in case.of_type(each.name)
        }

    @cached_property
    def asked(self) -> Mapping[tuple[str, str], ir.Rule]:
        """The rules whose outcome is told, by type and code: criteria, titles, grades and what they go by.

        The standard of a title is told by the title.
        """
        program, told = self.decision.program, standards_of(self.decision)
        types = dict.fromkeys(rule.subject for rule in program.rules)
        criteria = (each for each in reading_order(program) if each.code not in told)
        rules = (*criteria, *(each for name in types for each in measures(program, name)))
        return {(rule.subject, as_written(rule.code)): rule for rule in rules}

    @cached_property
    def reach(self) -> Reach:
        """What its conclusions rest on."""
        return Reach(self.decision)

    def answer(self, subject: Subject, code: str) -> Any:
        """What was found: how a verdict is shown, or what is known of a value; None if nothing was."""
        at = self.subjects[subject]
        found = self.found.get((at, code))
        if not isinstance(found, int):
            return found
        verdict = self.decision[at, code]
        return shown_as(verdict) if verdict.mask == found else status_of(found)


@frozen
class Change:
    """What changed of one conclusion or value of one subject, and the differences that bear on it.

    `before` and `after` are a `Status`, `outside` (the standard without a seat) or what is known of a value. `kind`
    says which way it went: `gained` and `lost` are met and no longer met; `unknown` and `known` came to be either
    without being met before or after. A difference bears on it if its fact, rule, parameter or date stands in either
    proof; where none does, if its rule is one that the conclusion rests on, or its parameter or date is used there.
    """

    type: str
    key: str
    code: str
    kind: Kind
    before: Shown | Possible
    after: Shown | Possible
    facts: tuple[FactDifference, ...] = ()
    rules: tuple[RuleDifference, ...] = ()
    asked: tuple[AskedDifference, ...] = ()


@frozen
class Comparison:
    """Two decisions side by side. Subjects and codes that only one of them has are listed and not among the changes."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    facts: tuple[FactDifference, ...]
    rules: tuple[RuleDifference, ...]
    asked: tuple[AskedDifference, ...]

    @property
    def subjects(self) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
        """The subjects of whom something is asked that only the first has, and only the second."""
        return _only(
            {each for each in self.before.subjects if _is_asked(self.before, each)},
            {each for each in self.after.subjects if _is_asked(self.after, each)},
        )

    @property
    def codes(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
        """The conclusions and values, by type and code, that only the first asks for, and only the second."""
        return _only(set(self.before.asked), set(self.after.asked))

    def of_kind(self, kind: Kind) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(each for each in self.changes if each.kind == kind)

    def counts(self) -> Mapping[str, Counter[Kind]]:
        """How many changes of each kind there are, by code."""
        found: dict[str, Counter[Kind]] = {}
        for each in self.changes:
            found.setdefault(each.code, Counter())[each.kind] += 1
        return found

    def to_dict(self) -> dict[str, Any]:
        """All of it as plain data."""
        only_subjects, only_codes = self.subjects, self.codes
        return {
            "before": _side(self.before),
            "after": _side(self.after),
            "counts": {code: dict(counts) for code, counts in self.counts().items()},
            "changes": [_plain(each) for each in self.changes],
            "facts": [asdict(each) for each in self.facts],
            "rules": [asdict(each) for each in self.rules],
            "asked": [asdict(each) for each in self.asked],
            "only_before": {"subjects": only_subjects[0], "codes": only_codes[0]},
            "only_after": {"subjects": only_subjects[1], "codes": only_codes[1]},
        }


def compare(before: Compared, after: Compared, tell: Tell = lambda done, all_: None) -> Comparison:
    """What is otherwise in the second of two decisions, each given as such or by the path of a kept one.

    `tell` hears how many of the conclusions and values that are asked for are compared, of how many.
    Raises ArchiveError for a file that cannot be opened, UsageError for what is no decision.
    """
    one, other = side_of(before), side_of(after)
    facts = tuple(fact_differences(one.decision.case, other.decision.case))
    rules = tuple(rule_differences(one.canonical, other.canonical))
    asked = tuple(asked_differences(one.decision, other.decision))
    bearing = Bearing.of(facts, rules, asked)
    return Comparison(one, other, tuple(_changes(one, other, bearing, tell)), facts, rules, asked)


def side_of(given: Compared) -> Side:
    """A decision, opened and decided again if it is kept."""
    if isinstance(given, str | os.PathLike):
        given = open_decision(given)
    if isinstance(given, KeptDecision):
        return Side(given.path, given.decide(), given.found, given.canonical)
    if not isinstance(given, Decision):
        raise UsageError([Diagnostic("KEEP-12", arguments={"given": type(given).__name__})])
    found = answers(given.program, given.case, given.record)
    return Side(given.identity.ruleset, given, found, {} if given.model is None else canonical(given.model))


def _changes(one: Side, other: Side, bearing: Bearing, tell: Tell) -> Iterator[Change]:
    """What is asked on both sides of those who are on both, in the order of the second."""
    for done, (type_name, code) in enumerate(other.asked, 1):
        tell(done, len(other.asked))
        if (type_name, code) not in one.asked:
            continue
        for subject in (each for each in other.subjects if each[0] == type_name and each in one.subjects):
            before, after = one.answer(subject, code), other.answer(subject, code)
            if before is None or after is None or _same(before, after):
                continue
            shown = [each.reach.shown(each.subjects[subject], code) for each in (one, other)]
            used = [each.reach.of(each.asked[type_name, code].code) for each in (one, other)]
            facts, rules, asked = bearing.on(shown, used)
            yield Change(type_name, subject[1], code, _kind(before, after), before, after, facts, rules, asked)


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, Possible) and isinstance(after, Possible):
        return possible_data(before) == possible_data(after)
    return bool(before == after)


def _kind(before: Any, after: Any) -> Kind:
    if isinstance(before, Possible) or isinstance(after, Possible):
        return "value"
    if Status.MET in (before, after):
        return "gained" if after is Status.MET else "lost"
    if Status.UNKNOWN in (before, after):
        return "unknown" if after is Status.UNKNOWN else "known"
    return "other"


def _is_asked(side: Side, subject: Subject) -> bool:
    return any(type_name == subject[0] for type_name, _ in side.asked)


def _only(one: set[Subject], other: set[Subject]) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
    return tuple(sorted(one - other)), tuple(sorted(other - one))


def _side(side: Side) -> dict[str, Any]:
    question = side.decision.question
    return {
        "label": side.label,
        **side.decision.identity.to_dict(),
        "on": question.on.isoformat(),
        "period": str(question.period),
    }


def _plain(change: Change) -> dict[str, Any]:
    def shown(answer: Shown | Possible) -> Any:
        return possible_data(answer) if isinstance(answer, Possible) else answer.value

    return {
        "subject": {"type": change.type, "key": change.key},
        "code": change.code,
        "kind": change.kind,
        "before": shown(change.before),
        "after": shown(change.after),
        "facts": [asdict(each) for each in change.facts],
        "rules": [asdict(each) for each in change.rules],
        "asked": [asdict(each) for each in change.asked],
    }
