"""What can never be met, or always is, whatever the dossier: faults of a ruleset that no single dossier shows."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from time import monotonic
from typing import Literal

from attrs import define, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.facts.case import Case, SubjectId
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.proving.demonstrating import Demonstration, Shows
from thidua_rules.proving.question import usual_question
from thidua_rules.proving.sizes import rules_behind, sizes_for
from thidua_rules.proving.solving import Answer, Claim, Found, Search
from thidua_rules.proving.terms import all_hold, some_hold
from thidua_rules.proving.translating import Scope
from thidua_rules.semantics.protocol import Record
from thidua_rules.values import MET, NOT_APPLICABLE, NOT_MET

Kind = Literal["never", "always", "inapplicable", "implied", "unattainable", "row never", "reversed"]
"""Of a requirement: never met though it applies, never not met, never applies, met wherever those beside it are. Of a
title: nobody can attain it; can be attained by whom a lower one (`other`) is refused. Of a table: a row that never
counts."""
_OF_REQUIREMENTS: tuple[Kind, ...] = ("never", "always", "inapplicable", "implied", "unattainable")
_CLOSER = 40
"""So many subjects of a type at most, where something is looked at once more because it seemed impossible."""


@frozen
class Finding:
    """One such fault. `code` is the conclusion, or the quantity of which `row` (from 0) is a row.

    `other` is the lower title. `because` are the requirements that nobody can meet, of a title that nobody can attain.
    It holds for every dossier with at most `sizes` subjects of each type, all facts known, on the day and period asked.
    """

    kind: Kind
    code: str
    sizes: Mapping[str, int]
    other: str | None = None
    row: int | None = None
    because: tuple[str, ...] = ()
    demonstration: Demonstration | None = None


@frozen
class NeverAlways:
    """What was found, how many conclusions and rows were looked at, and what is not known.

    `open` are codes of which it could not be told in time; `left_out` the constructs that formulas do not cover, by
    code of the rule: of these nothing is claimed that does not hold whatever they are.
    """

    question: Question
    findings: tuple[Finding, ...]
    looked_at: int
    open: tuple[str, ...] = ()
    left_out: Mapping[str, frozenset[str]] = field(factory=dict)


def never_always(
    ruleset: Ruleset,
    *,
    on: str | None = None,
    period: str | None = None,
    seconds: float = 60,
    only: Container[Kind] | None = None,
    tell: Callable[[int, int], None] = lambda done, all_: None,
) -> NeverAlways:
    """Look at every requirement, title and table of a ruleset, for at most so many seconds.

    `on` and `period` are the question, otherwise that of its scenarios; `only` the kinds of faults to look for. `tell`
    hears how much is done, of how much. Needs z3 (the extra `prove`): ImportError without it.
    """
    return _Looking.at(ruleset, usual_question(ruleset, on, period), seconds).everything(tell, only)


@define
class _Looking:
    ruleset: Ruleset
    question: Question
    search: Search
    deadline: float
    never: dict[str, Mapping[str, int]] = field(factory=dict)
    findings: list[Finding] = field(factory=list)
    open: dict[str, None] = field(factory=dict)
    left_out: dict[str, set[str]] = field(factory=dict)

    @classmethod
    def at(cls, ruleset: Ruleset, question: Question, seconds: float) -> "_Looking":
        deadline = monotonic() + seconds
        program = ruleset.program
        sizes = sizes_for(program, question, [rule.code for rule in program.rules])
        return cls(ruleset, question, Search(program, question, sizes, ruleset, deadline=deadline), deadline)

    def everything(self, tell: Callable[[int, int], None], only: Container[Kind] | None) -> NeverAlways:
        program = self.ruleset.program
        criteria = [rule for rule in program.rules if isinstance(rule, ir.Criterion)]
        tables = [rule for rule in program.rules if isinstance(rule, ir.Quantity) and isinstance(rule.body, ir.Table)]
        quotas = [rule for rule in program.rules if isinstance(rule, ir.Quota)]
        steps: list[tuple[str, Callable[[], int]]] = []
        if only is None or any(each in only for each in _OF_REQUIREMENTS):
            steps += [(rule.code, partial(self._criterion, rule)) for rule in criteria]
            steps += [(rule.code, partial(self._is_never, rule.subject, rule.code)) for rule in quotas]
            steps.append(("", self._titles))
        if only is None or "row never" in only:
            steps += [(rule.code, partial(self._table, rule)) for rule in tables]
        if only is None or "reversed" in only:
            steps.append(("", self._orders))
        looked_at = 0
        for done, (code, step) in enumerate(steps):
            tell(done, len(steps))
            if code and self._out_of_time():
                self.open[code] = None
            else:
                looked_at += step()
        tell(len(steps), len(steps))
        left_out = {code: frozenset(named) for code, named in self.left_out.items()}
        left_out |= {code: frozenset(named) for code, named in self.search.formulas.left_out.items()}
        findings = tuple(each for each in self.findings if only is None or each.kind in only)
        return NeverAlways(self.question, findings, looked_at, tuple(self.open), left_out)

    # ------------------------------------------------------------ requirements

    def _criterion(self, rule: ir.Criterion) -> int:
        nodes = _requirements(rule)
        # the innermost first, so that what follows from another is not told again
        for node in reversed(nodes):
            self._requirement(rule, node)
        for node in nodes:
            if node.group == "all":
                self._siblings(rule, node)
        return len(nodes)

    def _requirement(self, rule: ir.Criterion, node: ir.Requirement) -> None:
        seat = self.search.first(rule.subject)
        outcome = self.search.formulas.outcome(seat, node.code)
        if isinstance(outcome.met, bool):
            # the question alone decides it, as where another reading was chosen
            if not outcome.met and outcome.not_applicable is not True:
                self.never[node.code] = self.search.sizes
            return
        if self._is_never(rule.subject, node.code):
            applies = self._maybe(rule.subject, node.code, some_hold(outcome.met, outcome.not_met))
            told = node.about.reported and not self._is_stated_again(node)
            if told and applies:
                self._find("never", node.code, self.never[node.code])
            elif told and self._maybe(rule.subject, node.code, outcome.not_applicable):
                self._find("inapplicable", node.code, self.never[node.code])
            return
        if isinstance(outcome.not_met, bool) or not node.about.reported or node.about.noted:
            return
        told = bool(node.children) and all(self._known("always", each.code) for each in node.children)
        if _bare(node.condition) is None and not told and not self._closely(rule.subject, node.code, "not met"):
            self._find("always", node.code, self._wide(node.code))

    def _is_stated_again(self, node: ir.Requirement) -> bool:
        """Whether it follows from something told already that a requirement can never be met."""
        if node.group == "leaf":
            repeated = _bare(node.condition)
            return repeated is not None and repeated in self.never
        below = [each.code in self.never for each in node.children]
        return any(below) if node.group == "all" else all(below)

    def _siblings(self, rule: ir.Criterion, node: ir.Requirement) -> None:
        """Parts that are met wherever the others beside them are."""
        seat = self.search.first(rule.subject)
        for child in node.children:
            others = [each for each in node.children if each is not child]
            settled = child.code in self.never or self._known("always", child.code) or not child.about.reported
            if settled or not others or self._out_of_time():
                continue
            found = [self.search.formulas.outcome(seat, each.code) for each in others]
            beside = all_hold(*(some_hold(each.met, each.not_applicable) for each in found))
            own = self.search.formulas.outcome(seat, child.code)
            if isinstance(own.not_met, bool) or self.search.possible(seat, all_hold(beside, own.not_met)) is not False:
                continue
            if not self.search.possible(seat, all_hold(beside, own.met)):
                continue  # those beside it cannot be met at once
            wide = self._wide(node.code)
            closer = self._search(wide)
            formulas = closer.formulas
            found = [formulas.outcome(seat, each.code) for each in others]
            beside = all_hold(*(some_hold(each.met, each.not_applicable) for each in found))
            if closer.possible(seat, all_hold(beside, formulas.outcome(seat, child.code).not_met)) is False:
                shows = _shows({each.code: MET | NOT_APPLICABLE for each in others} | {child.code: MET})
                shown = closer.look(seat, all_hold(beside, formulas.outcome(seat, child.code).met), shows)
                self._find("implied", child.code, wide, demonstration=shown.demonstration)

    # ------------------------------------------------------------ tables

    def _table(self, rule: ir.Quantity) -> int:
        assert isinstance(rule.body, ir.Table)
        seat = self.search.first(rule.subject)
        for at, (chosen, _) in enumerate(self.search.formulas.rows(rule.body, Scope(seat, seat))):
            applied = chosen
            if rule.guard is not None:
                applied = all_hold(chosen, self.search.formulas.condition(rule.guard, Scope(seat, seat)).met)
            possible = self._maybe(rule.subject, rule.code, applied)
            if possible is False and not isinstance(chosen, bool):
                wide = self._wide(rule.code)
                closer = self._search(wide)
                again = list(closer.formulas.rows(rule.body, Scope(seat, seat)))[at][0]
                if closer.possible(seat, again) is False:
                    self._find("row never", rule.code, wide, row=at)
        return len(rule.body.rows)

    # ------------------------------------------------------------ titles

    def _titles(self) -> int:
        for title in self.ruleset.program.awarded:
            if title.code in self.never and title.code in self.ruleset.program.conclusions:
                behind = rules_behind(self.ruleset.program, [title.code])
                nodes = [each for rule in behind if isinstance(rule, ir.Criterion) for each in _requirements(rule)]
                at_fault = [each for each in nodes if each.code in self.never and not self._is_stated_again(each)]
                if at_fault and all(map(_is_unstated, at_fault)):
                    continue  # the text is not at hand, which its authors say themselves
                because = [each.code for each in at_fault]
                self._find("unattainable", title.code, self.never[title.code], because=tuple(because))
        return len(self.ruleset.program.awarded)

    def _orders(self) -> int:
        pairs = list(ordered_titles(self.ruleset.program))
        for higher, lower in pairs:
            if higher.code in self.never or lower.code in self.never:
                continue
            if self._out_of_time():
                self.open[higher.code] = None
                continue
            found = reversed_titles(self.ruleset, self.question, higher.code, lower.code, self.deadline)
            if found.answer is Answer.SHOWN:
                self._find("reversed", higher.code, {}, lower.code, demonstration=found.demonstration)
            elif found.answer is Answer.OPEN:
                self.open[higher.code] = None
        return len(pairs)

    # ------------------------------------------------------------ looking

    def _find(
        self,
        kind: Kind,
        code: str,
        sizes: Mapping[str, int],
        other: str | None = None,
        row: int | None = None,
        because: tuple[str, ...] = (),
        demonstration: Demonstration | None = None,
    ) -> None:
        asked = {name: number for name, number in sizes.items() if name in self._types(code)}
        self.findings.append(Finding(kind, code, asked, other, row, because, demonstration))

    def _types(self, code: str) -> set[str]:
        """The types that a conclusion rests on."""
        rules = rules_behind(self.ruleset.program, [code])
        return {rule.subject for rule in rules} | {
            collection.member
            for rule in rules
            for part in parts(rule)
            if isinstance(part, ir.Members)
            for collection in part.collections
        }

    def _known(self, kind: Kind, code: str) -> bool:
        return any(each.kind == kind and each.code == code for each in self.findings)

    def _out_of_time(self) -> bool:
        return monotonic() > self.deadline

    def _search(self, sizes: Mapping[str, int]) -> Search:
        return Search(self.ruleset.program, self.question, sizes, self.ruleset, deadline=self.deadline)

    def _wide(self, code: str) -> Mapping[str, int]:
        return sizes_for(self.ruleset.program, self.question, [code], most=_CLOSER, wide=True)

    def _maybe(self, subject: str, code: str, formula: object) -> bool | None:
        found = self.search.possible(self.search.first(subject), formula)
        if found is None:
            self.open[code] = None
        return found

    def _is_never(self, subject: str, code: str) -> int:
        """Whether a conclusion can never be met; noted in `never` with the sizes that it was looked at with."""
        if self._maybe(subject, code, self.search.formulas.outcome(self.search.first(subject), code).met) is not False:
            return False
        if not self._closely(subject, code, "met"):
            self.never[code] = self._wide(code)
        return code in self.never

    def _closely(self, subject: str, code: str, what: Literal["met", "not met"]) -> bool:
        """Whether a conclusion may be met, or not met; looked at again with more subjects if it seems it cannot."""
        for search in (self.search, None):
            if search is None:
                if self._out_of_time():
                    self.open[code] = None
                    return True
                search = self._search(self._wide(code))
            seat = search.first(subject)
            outcome = search.formulas.outcome(seat, code)
            found = search.possible(seat, outcome.met if what == "met" else outcome.not_met)
            if found is None:
                self.open[code] = None
            if found is not False:
                return True
        return False


def reversed_titles(
    ruleset: Ruleset, question: Question, higher: str, lower: str, deadline: float | None = None
) -> Found:
    """A dossier in which somebody attains the higher of two titles and surely not the lower."""
    program = ruleset.program
    sizes = sizes_for(program, question, [higher, lower])
    search = Search(program, question, sizes, ruleset, deadline=deadline)
    seat = search.first(program.titles[higher].subject)
    above, below = (search.formulas.outcome(seat, each) for each in (higher, lower))
    return search.look(seat, all_hold(above.met, below.not_met), _shows({higher: MET, lower: NOT_MET}))


def ordered_titles(program: ir.Program) -> Iterator[tuple[ir.Title, ir.Title]]:
    """Pairs of a higher and a lower title for subjects of one type, most of whose facts the higher one asks for too.

    The law lists titles from the highest down: of two that cite neighbouring articles of one document, the one of the
    earlier article is the higher.
    """
    articles: dict[tuple[str, str, int], dict[str, ir.Title]] = {}
    for title in program.awarded:
        node = program.nodes.get(title.standard)
        for citation in node.about.citations if isinstance(node, ir.Requirement) else ():
            document, _, clause = citation.partition(" ")
            article = clause.removeprefix("Đ").partition(".")[0]
            if article.isdigit():
                articles.setdefault((title.subject, document, int(article)), {})[title.code] = title
    pairs = {
        (one.code, other.code): (one, other)
        for (subject, document, article), found in articles.items()
        for one in found.values()
        for other in articles.get((subject, document, article + 1), {}).values()
        if one is not other
    }
    for higher, lower in pairs.values():
        asked = _asked(program, lower)
        if 2 * len(asked & _asked(program, higher)) > len(asked):
            yield higher, lower


def _asked(program: ir.Program, title: ir.Title) -> set[object]:
    """The values and facts that a title's standard asks about."""
    rule = program.homes[title.standard]
    return {part for part in parts(rule) if isinstance(part, ir.FieldValue | ir.Fact)}


def _bare(condition: ir.Condition | None) -> str | None:
    """The conclusion that a condition only repeats."""
    return condition.code if isinstance(condition, ir.Concluded) else None


def _requirements(rule: ir.Criterion) -> list[ir.Requirement]:
    """A criterion and everything below it but the exceptions, outermost first."""
    return [each for each in ir.nodes_below(rule.root) if isinstance(each, ir.Requirement)]


def _is_unstated(node: ir.Requirement) -> bool:
    """Whether the text of a requirement is not at hand."""
    if node.group == "leaf":
        return isinstance(node.condition, ir.Unstated)
    return any(map(_is_unstated, node.children))


def _shows(wanted: Mapping[str, int]) -> Claim:
    """That each of these conclusions about the first subject is surely one of some outcomes."""

    def claim(subjects: Sequence[SubjectId], _model: object) -> Shows:
        def shows(_case: Case, record: Record) -> bool:
            found = {code: record.mask(subjects[0], code) for code in wanted}
            return all(mask in (MET, NOT_MET, NOT_APPLICABLE) and mask & wanted[code] for code, mask in found.items())

        return shows

    return claim


__all__ = ["Finding", "Kind", "NeverAlways", "never_always", "ordered_titles", "reversed_titles"]
