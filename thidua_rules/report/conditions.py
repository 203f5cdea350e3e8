"""What a condition looked at, in words: facts with their values and places, what is needed, members that matter."""

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.walking import parts, rewritten
from thidua_rules.proofs.proof import Cited, MemberOf, Step
from thidua_rules.reasons.finding import CONDITIONS, contrary, members_of
from thidua_rules.report.formulas import formula_words, members_words
from thidua_rules.report.messages import MARK, say, status_word, truth_word
from thidua_rules.report.quotas import QuotaWords
from thidua_rules.report.wording import (
    field_of,
    gap_words,
    labelled,
    name_of,
    place_words,
    slot_words,
    value_words,
    wanted_words,
)
from thidua_rules.values import COUNTED, Status, status_of

MOST_MEMBERS = 8
"""How many members of a collection are listed before the rest is only counted."""
_INDENT = "    "
PLACE = "   ["
"""What stands between a fact and the place where it was read."""
_COMPUTED = (
    ir.Calculation,
    ir.Opposite,
    ir.Rounded,
    ir.Shifted,
    ir.DayOf,
    ir.DatePart,
    ir.MonthsBetween,
    ir.Bounded,
    ir.ExtremeOf,
    ir.Otherwise,
)
"""Values by a formula."""
_FIXED = (ir.Constant, ir.Parameter, ir.Asked)
"""Values that no fact has a part in."""
_MIRRORED = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}
_OPPOSITE = {"<": "≥", "≤": ">", ">": "≤", "≥": "<", "=": "≠", "≠": "="}


def says_more(condition: ir.Condition) -> bool:
    """Whether facts and thresholds alone would not tell what is required, so that its own text has to be shown."""
    return any(
        isinstance(part, ir.Negation | ir.Disjunction | ir.Calculation | ir.FoldOf | ir.StreakOf)
        or (isinstance(part, ir.Members) and part.where is not None)
        for part in parts(condition)
    )


def distinct(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines without those said before; a fact that is told with its threshold is not told again without.

    What is indented below a line belongs to it: such blocks are compared as a whole.
    """
    blocks: list[list[str]] = []
    for line in lines:
        if blocks and line.startswith(" "):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    once = tuple(dict.fromkeys(map(tuple, blocks)))
    return tuple(
        line
        for block in once
        if not any(each != block and each[0].startswith(block[0].partition(PLACE)[0] + ", ") for each in once)
        for line in block
    )


def is_met(step: Step) -> bool:
    """Whether a step is a condition or conclusion that is surely met."""
    return isinstance(step.outcome, int) and status_of(step.outcome) is Status.MET


def _fails(step: Step) -> bool:
    """Whether a step is a condition that is surely not met."""
    return isinstance(step.outcome, int) and status_of(step.outcome) is Status.NOT_MET


def _moved(value: object) -> bool:
    """Whether it is a grade moved by steps, which may lie past the last one."""
    return isinstance(value, ir.Calculation) and value.type.kind is Kind.GRADE


def _passes_on(row: ir.TableRow) -> bool:
    """Whether it is the row by which an outcome outside the order stays as it is, which no text asks for."""
    return (
        isinstance(row.condition, ir.AmongOf)
        and isinstance(row.result, ir.Constant)
        and not row.about.text
        and row.condition.wanted == row.result.value.others
    )


@frozen
class ConditionWords:
    """Puts the steps of conditions and values into lines of one language.

    `bare` ones tell no thresholds; `negated` ones are of what must not be met, and tell the opposite need. `outer`
    ones leave out what is indented below another line. Without `places` it is not said where a fact was read.
    """

    decision: Decision
    lang: str = "vi"
    bare: bool = False
    negated: bool = False
    outer: bool = False
    places: bool = True

    def lines(self, step: Step) -> Iterator[str]:
        """The lines for a condition; nested ones are indented."""
        rule = step.rule
        if isinstance(rule, ir.Fact | ir.PresentFact):
            yield from self._facts(step, rule.name)
        elif isinstance(rule, ir.Concluded):
            yield from self._concluded(step)
        elif isinstance(rule, ir.Compared):
            yield from self._comparison(step, rule)
        elif isinstance(rule, ir.AmongOf):
            wanted = wanted_words(rule.operand.type, rule.wanted, self.lang)
            if self.negated:
                wanted = self._say("other_than", values=wanted)
            yield from self.value(step.children[0], self._needed(wanted))
        elif isinstance(rule, ir.PresentOf):
            yield from self.value(step.children[0])
        elif isinstance(rule, ir.RatioCompared | ir.EveryOf):
            yield from self._share(step, rule)
        elif isinstance(rule, ir.Unstated):
            yield self._say("unstated", reason=rule.reason)
        elif isinstance(rule, ir.Quota):
            yield from QuotaWords(self.decision, self.lang, step).lines()
        else:
            words = self._for_parts(rule)
            for child in self._telling(step) or step.children:
                yield from words.lines(child)

    def _for_parts(self, rule: object) -> "ConditionWords":
        """Words for the parts of a connective: of several that must not all be met, none has to be otherwise itself."""
        if isinstance(rule, ir.Negation):
            return evolve(self, negated=not self.negated)
        return evolve(self, bare=True) if self.negated and isinstance(rule, ir.Conjunction) else self

    def measure(self, step: Step) -> Iterator[str]:
        """The lines for what a quantity or rank is reckoned from."""
        yield from self._ranked(step) if isinstance(step.rule, ir.Rank) else self._quantity(step)

    def _telling(self, step: Step) -> list[Step]:
        """Of several conditions those that ask for something, and of alternatives, once met, those that are."""
        if isinstance(step.rule, ir.Conjunction):
            return [child for child in step.children if not self._asks_nothing(child)]
        if isinstance(step.rule, ir.Disjunction) and is_met(step):
            return [child for child in step.children if is_met(child)]
        return []

    def _asks_nothing(self, step: Step) -> bool:
        """Whether it is a count of at least zero: a parameter that could ask for more is left at zero."""
        rule = step.rule
        if not isinstance(rule, ir.Compared) or not isinstance(rule.left, ir.CountOf) or rule.comparison.value != "≥":
            return False
        limit = self.decision.prover.evaluation.value(rule.right, step.scope)
        return limit.is_point and limit.high is not None and limit.high <= 0

    def _say(self, key: str, **arguments: object) -> str:
        return say(key, self.lang, **arguments)

    # ------------------------------------------------------------ facts and conclusions

    def _facts(self, step: Step, name: str, needed: str = "") -> Iterator[str]:
        """The fields of that name that the step cites, then those that are missing."""
        known = [fact for fact in step.facts if isinstance(fact, Cited) and fact.name == name]
        for fact in known:
            declared = field_of(self.decision, fact.subject, name)
            value = slot_words(self.decision, declared, fact.slot, self.lang)
            where = self._where(fact.subject, name) if self.places else ""
            yield f"{declared.name}{self._whose(fact.subject, step)} = {value}{needed}{where}"
        told = {fact.subject for fact in known}
        absent = [gap.subject for gap in step.gaps if gap.kind == "field" and gap.name == name and gap.subject]
        for subject in absent:
            if subject not in told:
                yield f"{self._say('missing_fact', name=name)}{self._whose(subject, step)}{needed}"
        if not known and not absent:
            # who it would be a fact about is not known
            yield f"{self._say('missing_fact', name=name)}{needed}"

    def _where(self, subject: SubjectId, name: str) -> str:
        place = place_words(self.decision.case.origins.get((subject, name)), self.lang)
        return f"{PLACE}{place}]" if place else ""

    def _whose(self, subject: SubjectId, step: Step) -> str:
        own = subject in (step.scope.element, step.scope.subject)
        return "" if own else f" ({name_of(self.decision, subject)})"

    def _concluded(self, step: Step) -> Iterator[str]:
        """Another conclusion; if it is in the way, also what decides it."""
        for child in step.children:
            assert isinstance(child.outcome, int)
            if isinstance(child.rule, ir.Quota):
                yield from self.lines(child)
                continue
            assert isinstance(child.rule, ir.Requirement | ir.Exempting)
            status = status_of(child.outcome)
            if child.rule.about.internal:
                # what else is to be said of it is said where it stands by itself
                yield from self._of_internal(child) if status is Status.NOT_APPLICABLE else ()
                continue
            if child.rule.about.truth:
                word = truth_word(status, self.lang)
                inside = [each for each in child.children if each.role in CONDITIONS]
                if child.rule.about.serving and inside:
                    yield from (line for each in inside for line in distinct(self.lines(each)))
                    continue
                yield f"{self._name(child.rule.code)}{self._whose(child.scope.subject, step)} = {word}"
                if self.outer:
                    continue
                yield from (_INDENT + line for each in inside for line in distinct(self.lines(each)))
                continue
            title = f" {child.rule.about.title}" if child.rule.about.title else ""
            whose = self._whose(child.scope.subject, step)
            code, word = as_written(child.rule.code), status_word(status, self.lang).lower()
            yield f"{MARK[status]} {code}{title}{whose}: {word}"
            yield from () if self.outer else (_INDENT + line for line in self._deciding(child))
        if not step.children:
            rule = step.rule
            assert isinstance(rule, ir.Concluded)
            yield self._say(
                "missing_fact", name=" ".join([as_written(rule.code), self._say("of"), *reversed(rule.walk.steps)])
            )

    def _of_internal(self, step: Step) -> Iterator[str]:
        """What a conclusion of the compiler's own rests on."""
        for child in step.children:
            if isinstance(child.rule, ir.Requirement):
                yield from self._of_internal(child)
            elif child.role in CONDITIONS:
                yield from self.lines(child)

    def _deciding(self, step: Step) -> Iterator[str]:
        """Of a conclusion that is not met or not known, the requirements that make it so, down to their facts."""
        assert isinstance(step.outcome, int)
        assert isinstance(step.rule, ir.Requirement | ir.Exempting)
        status = status_of(step.outcome)
        if status not in (Status.MET if self.negated else Status.NOT_MET, Status.UNKNOWN):
            return
        words: ConditionWords = self
        cause: Status = status
        if isinstance(step.rule, ir.Requirement) and step.rule.group == "none":
            words, cause = evolve(self, negated=not self.negated), contrary(status)
        for child in step.children:
            if isinstance(child.rule, ir.Requirement) and isinstance(child.outcome, int):
                if status_of(child.outcome) is cause:
                    word = status_word(cause, self.lang).lower()
                    yield f"{MARK[cause]} {labelled(child.rule, cause, self.lang)}: {word}"
                    yield from (_INDENT + line for line in words._deciding(child))
            elif child.role in CONDITIONS:
                yield from distinct(self.lines(child))
            elif status is Status.UNKNOWN and child.role == "guard" and not is_met(child):
                for line in distinct(self.lines(child)):
                    yield f"{MARK[Status.UNKNOWN]} {self._say('guard')}: {line}"

    # ------------------------------------------------------------ comparisons and values

    def _comparison(self, step: Step, rule: ir.Compared) -> Iterator[str]:
        """The left side with what it is compared with, then what the right side was read from."""
        evaluation = self.decision.prover.evaluation
        left, right, sign = rule.left, rule.right, rule.comparison.value
        sides = [child for child in step.children if not isinstance(child.rule, MemberOf)]
        if isinstance(left, _FIXED) and not isinstance(right, _FIXED):
            left, right, sign, sides = right, left, _MIRRORED.get(sign, sign), sides[::-1]
        shown = left.type if left.type.shape is not None else right.type
        limit = evaluation.value(right, step.scope)
        if self.negated:
            sign = _OPPOSITE[sign]
        none = sign == "<" and isinstance(left, ir.CountOf) and limit.is_point and limit.low == 1
        needed = self._needed("= 0" if none else f"{sign} {value_words(shown, limit, self.lang)}")
        if isinstance(left, ir.CountOf) and left is rule.left:
            # the prover lists the members of a count on the left directly below the comparison
            counted = value_words(left.type, evaluation.value(left, step.scope), self.lang)
            yield f"{members_words('count_of', left.members, self.lang)}: {counted}{needed}"
            yield from self._listed(step)
        else:
            yield from self.value(sides[0], needed)
        if not isinstance(right, _FIXED):
            yield from self.value(sides[-1])

    def _needed(self, wanted: str) -> str:
        return "" if self.bare else f", {self._say('need')} {wanted}"

    def value(self, step: Step, needed: str = "") -> Iterator[str]:
        """The lines for a value; what it was reckoned from is indented or comes first."""
        rule = step.rule
        if isinstance(rule, ir.FieldValue):
            yield from self._facts(step, rule.name, needed)
            return
        if isinstance(rule, _FIXED):
            return
        assert not isinstance(step.outcome, int)
        assert isinstance(rule, ir.Value)
        if _moved(rule):
            # before it is kept within the grades it may be none: what it was moved from is told, then what it became
            yield from (line for child in step.children for line in self.value(child))
            return
        shown = value_words(rule.type, step.outcome, self.lang)
        if isinstance(rule, ir.Derived):
            owners = [child.scope.subject for child in step.children] if rule.walk.steps else []
            whose = f" ({', '.join(name_of(self.decision, each) for each in owners)})" if owners else ""
            if self._gives_way(step, needed):
                yield from (line for child in step.children for line in self._instead(child, needed))
                return
            yield f"{self._name(rule.code)}{whose} = {shown}{needed}"
            for child in () if self.outer else step.children:
                inside = self._ranked(child) if isinstance(child.rule, ir.Rank) else self._quantity(child)
                yield from (_INDENT + line for line in distinct(inside))
        elif isinstance(rule, ir.CountOf | ir.RatioOf | ir.FoldOf | ir.StreakOf):
            yield f"{self._formula_words(rule)}: {shown}{needed}"
            yield from self._listed(step)
        else:
            yield from self.operands(step)
            yield f"{self._formula_words(rule)}{self._bounds(step)} = {shown}{needed}"

    def _name(self, code: str) -> str:
        """What a quantity is called: as its ruleset says that it reads, else by its code."""
        return self.decision.program.read_as.get(code) or as_written(code)

    def _formula_words(self, value: ir.Value) -> str:
        names = self.decision.program.read_as
        if not names:
            return formula_words(value, self.lang)

        def named(part: object) -> object:
            return evolve(part, code=names[part.code]) if isinstance(part, ir.Derived) and part.code in names else part

        return formula_words(rewritten(value, named), self.lang)

    def _gives_way(self, step: Step, needed: str) -> bool:
        """Whether a quantity is told by what it is reckoned from: one with a formula, or of which nothing is asked."""
        rules = [child.rule for child in step.children]
        return bool(rules) and all(
            isinstance(rule, ir.Quantity)
            and rule.about.serving
            and not (needed and (isinstance(rule.body, ir.Table) or rule.guard is not None))
            for rule in rules
        )

    def _instead(self, step: Step, needed: str) -> Iterator[str]:
        """What a quantity is reckoned from, in its place."""
        if needed:
            yield from self.value(step.children[0], needed)
        else:
            yield from distinct(self._quantity(step))

    def operands(self, step: Step) -> Iterator[str]:
        """What a value was reckoned from; the steps of a formula in between say nothing by themselves."""
        if not isinstance(step.rule, _COMPUTED):
            yield from self.value(step)
            return
        for child in step.children:
            yield from self.operands(child)

    def _bounds(self, step: Step) -> str:
        """` (ít nhất 0, nhiều nhất 20)` after what is kept within bounds."""
        rule = step.rule
        if not isinstance(rule, ir.Bounded) or _moved(rule.operand):
            return ""
        ends = []
        for key, end in (("at_least", rule.low), ("at_most", rule.high)):
            if end is not None:
                found = self.decision.prover.evaluation.value(end, step.scope)
                ends.append(self._say(key, number=value_words(end.type, found, self.lang)))
        return f" ({', '.join(ends)})"

    def _ranked(self, step: Step) -> Iterator[str]:
        """The subject and those it is ranked among, each with what the rank goes by."""
        keys: dict[SubjectId, list[str]] = {}
        for child in step.children:
            if child.role == "key":
                found = self.value(child) if isinstance(child.rule, ir.Value) else self.lines(child)
                keys.setdefault(child.scope.element, []).extend(line.strip() for line in found)
        own = step.scope.subject
        others = [subject for subject in keys if subject != own]
        for subject in [each for each in (own,) if each in keys] + others[:MOST_MEMBERS]:
            yield f"• {name_of(self.decision, subject)}: {'; '.join(distinct(keys[subject]))}"
        if len(others) > MOST_MEMBERS:
            yield f"… +{len(others) - MOST_MEMBERS}"

    def _quantity(self, step: Step) -> Iterator[str]:
        """What a quantity is made of: its formula's values, or those that choose the row."""
        for child in step.children:
            if child.role == "guard":
                yield from self.lines(child)
            elif isinstance(child.rule, ir.TableRow):
                if _passes_on(child.rule):
                    continue
                chosen = not any(part.role == "test" and _fails(part) for part in child.children)
                for part in child.children:
                    if part.role == "test":
                        yield from self.lines(part)
                    elif chosen:
                        yield from self._formula(part)
                if chosen and all(is_met(part) for part in child.children if part.role == "test"):
                    return  # the rows after the one that holds decide nothing
            else:
                yield from self._formula(child)

    def _formula(self, step: Step) -> Iterator[str]:
        """What a formula was reckoned from; its result is the quantity's, told above, unless bounds changed it."""
        telling = isinstance(step.rule, ir.Bounded) or not isinstance(step.rule, _COMPUTED)
        yield from self.value(step) if telling else self.operands(step)

    # ------------------------------------------------------------ collections

    def _share(self, step: Step, rule: ir.RatioCompared | ir.EveryOf) -> Iterator[str]:
        """How many of the members that are surely in the collection surely meet the condition."""
        places = [each.outcome for each in members_of(step)]
        met = sum(place == COUNTED for place in places)
        needed = ""
        key = "every_of"
        if isinstance(rule, ir.RatioCompared):
            limit = self.decision.prover.evaluation.value(rule.threshold, step.scope)
            if limit.low is None:
                yield self._say("no_value_then", name=formula_words(rule.threshold, self.lang))
                return
            sign = _OPPOSITE[rule.comparison.value] if self.negated else rule.comparison.value
            needed = self._needed(f"{sign} {value_words(rule.threshold.type, limit, self.lang)}")
            key = "share_of"
        yield f"{members_words(key, rule.members, self.lang)}: {met}/{len(places)}{needed}"
        yield from self._listed(step)

    def _listed(self, step: Step) -> Iterator[str]:
        """The members that matter, those in the way first, and lists that may be incomplete."""
        if self.outer:
            return
        members = members_of(step)
        filtered = any(isinstance(each.rule, MemberOf) and each.rule.condition is not None for each in members)
        members.sort(key=lambda each: (each.settled, each.outcome == COUNTED))
        for each in members[:MOST_MEMBERS]:
            mark = "?" if not each.settled else "•"
            if each.settled and filtered:
                mark = MARK[Status.MET if each.outcome == COUNTED else Status.NOT_MET]
            inside = distinct(line for part in each.children for line in self._inside(part))
            details = f": {'; '.join(line.strip() for line in inside)}" if inside else ""
            yield f"{_INDENT}{mark} {name_of(self.decision, each.scope.element)}{details}"
        if len(members) > MOST_MEMBERS:
            yield f"{_INDENT}… +{len(members) - MOST_MEMBERS}"
        if not step.settled:
            for gap in step.gaps:
                if gap.closure is not None and not gap.indirect:
                    yield f"{_INDENT}? {gap_words(self.decision, gap, self.lang)}"

    def _inside(self, step: Step) -> Iterator[str]:
        """Why a member is in: what must hold of it stands in the requirement's own text."""
        yield from evolve(self, bare=self.bare or step.role == "where", negated=False).lines(step)
