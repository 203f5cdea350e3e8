"""What can never be met, or always is, whatever the dossier: faults of a ruleset that no single dossier shows."""

from collections.abc import Callable, Container, Iterator, Mapping
from functools import partial
from time import monotonic
from typing import Literal

from attrs import define, field, frozen

from thidua_rules.api import Ruleset
from thidua_rules.program import ir
from thidua_rules.program.question import Question
from thidua_rules.program.walking import parts
from thidua_rules.proving.demonstrating import Demonstration
from thidua_rules.proving.possible import Holding, Possibilities, comes_out, found_in, row_counts
from thidua_rules.proving.question import usual_question
from thidua_rules.proving.sizes import CLOSER, MOST, rules_behind, sizes_for, types_behind
from thidua_rules.proving.solving import EFFORT, Answer, Found, Search
from thidua_rules.values import MET, NOT_APPLICABLE, NOT_MET

Kind = Literal["never", "always", "inapplicable", "implied", "unattainable", "row never", "reversed"]
"""Of a requirement: never met though it applies, never not met, never applies, met wherever those beside it are. Of a
title: nobody can attain it; can be attained by whom a lower one (`other`) is refused. Of a table: a row that never
counts."""
_OF_REQUIREMENTS: tuple[Kind, ...] = ("never", "always", "inapplicable", "implied", "unattainable")


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
    """What was found, and what is not known.

    `open` are codes of which it could not be told in time; `left_out` the constructs that formulas do not cover, by
    code of the rule: of these nothing is claimed that does not hold whatever they are.
    """

    question: Question
    findings: tuple[Finding, ...]
    open: tuple[str, ...] = ()
    left_out: Mapping[str, frozenset[str]] = field(factory=dict)


def never_always(
    ruleset: Ruleset,
    *,
    on: str | None = None,
    period: str | None = None,
    seconds: float = 60,
    only: Container[Kind] | None = None,
    codes: Container[str] | None = None,
    tell: Callable[[int, int], None] = lambda done, all_: None,
) -> NeverAlways:
    """Look at every requirement, title and table of a ruleset, for at most so many seconds.

    `on` and `period` are the question, otherwise that of its scenarios; `only` the kinds of faults to look for, `codes`
    those of the conclusions and quantities to look at. `tell` hears how much is done, of how much. Needs z3 (the extra
    `prove`): ImportError without it.
    """
    question, effort = usual_question(ruleset, on, period), max(1, int(EFFORT * seconds / 60))
    possible = Possibilities(ruleset, question, monotonic() + seconds, effort)
    return _Looking(ruleset, possible, only, codes).everything(tell)


@define
class _Looking:
    ruleset: Ruleset
    possible: Possibilities
    only: Container[Kind] | None
    codes: Container[str] | None
    never: dict[str, bool] = field(factory=dict)
    findings: list[Finding] = field(factory=list)
    open: dict[str, None] = field(factory=dict)

    def everything(self, tell: Callable[[int, int], None]) -> NeverAlways:
        rules, steps = self.ruleset.program.rules, list[Callable[[], None]]()
        if self._wants(*_OF_REQUIREMENTS):
            steps += [partial(self._criterion, each) for each in rules if isinstance(each, ir.Criterion)]
            steps += [partial(self._quota, each) for each in rules if isinstance(each, ir.Quota)]
            steps.append(self._titles)
        if self._wants("row never"):
            tables = [each for each in rules if isinstance(each, ir.Quantity) and self._is_asked(each.code)]
            steps += [partial(self._table, each) for each in tables]
        if self._wants("reversed"):
            steps.append(self._orders)
        for done, step in enumerate(steps):
            tell(done, len(steps))
            step()
        tell(len(steps), len(steps))
        left_out = {code: frozenset(named) for code, named in self.possible.few.formulas.left_out.items()}
        findings = tuple(each for each in self.findings if self._wants(each.kind))
        return NeverAlways(self.possible.question, findings, tuple(self.open), left_out)

    def _wants(self, *kinds: Kind) -> bool:
        return self.only is None or any(each in self.only for each in kinds)

    def _is_asked(self, code: str) -> bool:
        return self.codes is None or code in self.codes

    # ------------------------------------------------------------ requirements

    def _criterion(self, rule: ir.Criterion) -> None:
        nodes = _requirements(rule)
        asked = [each for each in nodes if self._is_asked(each.code)]
        # the innermost first, so that what follows from another is not told again
        for node in reversed(asked):
            self._requirement(node)
        for node in nodes:
            if node.group == "all":
                self._siblings(node)

    def _quota(self, rule: ir.Quota) -> None:
        if self._is_asked(rule.code):
            self._is_never(rule.code)

    def _requirement(self, node: ir.Requirement) -> None:
        if self._settled(node.code, MET) is not None:
            return  # the question alone decides it, as where another reading was chosen
        if self._is_never(node.code):
            told = node.about.reported and not self._is_stated_again(node)
            if told and self._may(node.code, {node.code: MET | NOT_MET}):
                self._find("never", node.code)
            elif told and self._may(node.code, {node.code: NOT_APPLICABLE}):
                self._find("inapplicable", node.code)
            return
        if self._settled(node.code, NOT_MET) is not None or not node.about.reported or node.about.noted:
            return
        told = bool(node.children) and all(self._known("always", each.code) for each in node.children)
        if _bare(node.condition) is None and not told and self._may(node.code, {node.code: NOT_MET}) is False:
            self._find("always", node.code)

    def _is_stated_again(self, node: ir.Requirement) -> bool:
        """Whether it follows from something told already that a requirement can never be met."""
        if node.group == "leaf":
            repeated = _bare(node.condition)
            return repeated is not None and self._is_never(repeated)
        below = (self._is_never(each.code) for each in node.children)
        return any(below) if node.group == "all" else all(below)

    def _siblings(self, node: ir.Requirement) -> None:
        """Parts that are met wherever the others beside them are."""
        for child in node.children:
            beside = {each.code: MET | NOT_APPLICABLE for each in node.children if each is not child}
            if not beside or not child.about.reported or not self._is_asked(child.code):
                continue
            if self._settled(child.code, NOT_MET) is not None or self._known("always", child.code):
                continue
            if not self._is_never(child.code) and self._may(node.code, {**beside, child.code: NOT_MET}) is False:
                met = self._outcomes(node.code, {**beside, child.code: MET})
                if self.possible.may(met):  # else those beside it cannot be met at once
                    self._find("implied", child.code, demonstration=self.possible.look(met).demonstration)

    # ------------------------------------------------------------ tables

    def _table(self, rule: ir.Quantity) -> None:
        if not isinstance(rule.body, ir.Table):
            return
        for at in range(len(rule.body.rows)):
            counts = row_counts(self.possible.question, rule, rule.body, at)
            if self.possible.settled(counts) is None and self._noted(rule.code, self.possible.may(counts)) is False:
                self._find("row never", rule.code, row=at)

    # ------------------------------------------------------------ titles

    def _titles(self) -> None:
        titles = [each for each in self.ruleset.program.awarded if self._is_asked(each.code)]
        for title in titles:
            if title.code in self.ruleset.program.conclusions and self._is_never(title.code):
                behind = rules_behind(self.ruleset.program, [title.code])
                nodes = [each for rule in behind if isinstance(rule, ir.Criterion) for each in _requirements(rule)]
                at_fault = [each for each in nodes if self._is_never(each.code) and not self._is_stated_again(each)]
                if at_fault and all(map(_is_unstated, at_fault)):
                    continue  # the text is not at hand, which its authors say themselves
                self._find("unattainable", title.code, because=tuple(each.code for each in at_fault))

    def _orders(self) -> None:
        pairs = [each for each in ordered_titles(self.ruleset.program) if self._is_asked(each[0].code)]
        for higher, lower in pairs:
            if self._is_never(higher.code) or self._is_never(lower.code):
                continue
            possible, codes = self.possible, (higher.code, lower.code)
            found = possible.look_at_hand(_reversal(self.ruleset, *codes)) or reversed_titles(
                self.ruleset, possible.question, *codes, possible.deadline, possible.effort
            )
            if found.answer is Answer.SHOWN:
                self._find("reversed", higher.code, lower.code, demonstration=found.demonstration)
            elif found.answer is Answer.OPEN:
                self._noted(higher.code, None)

    # ------------------------------------------------------------ looking

    def _find(
        self,
        kind: Kind,
        code: str,
        other: str | None = None,
        row: int | None = None,
        because: tuple[str, ...] = (),
        demonstration: Demonstration | None = None,
    ) -> None:
        sizes = {} if kind == "reversed" else self.possible.sizes(code)
        behind = types_behind(self.ruleset.program, [code])
        asked = {name: number for name, number in sizes.items() if name in behind}
        self.findings.append(Finding(kind, code, asked, other, row, because, demonstration))

    def _known(self, kind: Kind, code: str) -> bool:
        return any(each.kind == kind and each.code == code for each in self.findings)

    def _outcomes(self, code: str, wanted: Mapping[str, int]) -> Holding:
        return comes_out(self.ruleset.program.homes[code].subject, code, wanted)

    def _settled(self, code: str, mask: int) -> bool | None:
        """Whether the question alone decides how a conclusion comes out."""
        return self.possible.settled(self._outcomes(code, {code: mask}))

    def _may(self, code: str, wanted: Mapping[str, int]) -> bool | None:
        return self._noted(code, self.possible.may(self._outcomes(code, wanted)))

    def _noted(self, code: str, found: bool | None) -> bool | None:
        """What was found of a code; if that is nothing, it is left open."""
        if found is None and self._is_asked(code):
            self.open[code] = None
        return found

    def _is_never(self, code: str) -> bool:
        """Whether a conclusion can never be met though it may apply."""
        if code not in self.never:
            met = self._settled(code, MET)
            if met is None:
                self.never[code] = self._may(code, {code: MET}) is False
            else:
                self.never[code] = not met and self._settled(code, NOT_APPLICABLE) is not True
        return self.never[code]


def reversed_titles(
    ruleset: Ruleset,
    question: Question,
    higher: str,
    lower: str,
    deadline: float | None = None,
    effort: int = EFFORT,
) -> Found:
    """A dossier in which somebody attains the higher of two titles and surely not the lower."""
    few, many = (sizes_for(ruleset.program, question, [higher, lower], most=most) for most in (MOST, CLOSER))
    for sizes in (few, many):
        search = Search(ruleset.program, question, sizes, ruleset, effort=effort, deadline=deadline)
        found = found_in(search, _reversal(ruleset, higher, lower))
        if found.answer is not Answer.IMPOSSIBLE or few == many:
            break
    return found


def _reversal(ruleset: Ruleset, higher: str, lower: str) -> Holding:
    return comes_out(ruleset.program.titles[higher].subject, higher, {higher: MET, lower: NOT_MET})


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
