"""The table a department head reads: who meets what, and what is missing."""

from collections import Counter
from collections.abc import Callable, Iterator

from attrs import field, frozen

from thidua_rules.decision.deciding import deciding
from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.keys import show_key
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.score_names import scale_code
from thidua_rules.program.walking import parts
from thidua_rules.report.messages import MARK, Beyond, Shown, noted_word, say
from thidua_rules.report.rendering import Renderer
from thidua_rules.report.selection import EVERYTHING, Selection
from thidua_rules.report.wording import label_words, name_of, shown_as, value_words
from thidua_rules.values import MET, Status, status_of

_MOST_NOTES = 3


@frozen
class Line:
    """One subject: what is shown of it by criterion, and in short what is missing or not met."""

    subject: SubjectId
    key: str
    name: str
    statuses: tuple[Shown, ...]
    _notes: Callable[[], str] = field(eq=False, repr=False)
    values: tuple[str, ...] = ()

    @property
    def notes(self) -> str:
        """The lowest requirements that are not met or not known, in short."""
        return self._notes()


@frozen
class Sheet:
    """The subjects of one type and the criteria and titles asked of them, in the order in which they were declared.

    A title has one column: that its standard is met but there is no seat is an outcome of its own. Grades, the scores
    and quantities that they go by, and criteria that are only noted have columns of values.
    """

    type: str
    criteria: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    measures: tuple[str, ...] = ()
    grades: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def graded(self) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
        """Each grade with how many subjects have each of its steps, the best first, and of how many it is not known."""
        for name, steps in self.grades:
            column = self.measures.index(name)
            values = Counter(line.values[column] for line in self.lines)
            unknown = sum(count for value, count in values.items() if value.startswith(MARK[Status.UNKNOWN]))
            sure = [value for value in values if value not in steps and not value.startswith(MARK[Status.UNKNOWN])]
            counts = [(value, values[value]) for value in (*steps, *sure)]
            yield name, (*counts, *([(MARK[Status.UNKNOWN], unknown)] if unknown else []))

    @property
    def outcomes(self) -> tuple[Shown, ...]:
        """What may stand in its cells, in the order in which it is counted."""
        outside = any(Beyond.OUTSIDE in line.statuses for line in self.lines)
        return tuple(each for each in MARK if outside or each is not Beyond.OUTSIDE)

    def counts(self) -> tuple[Counter[Shown], ...]:
        """How many subjects have each outcome, for each criterion."""
        return tuple(Counter(line.statuses[column] for line in self.lines) for column in range(len(self.criteria)))


def sheets(decision: Decision, lang: str = "vi", selection: Selection = EVERYTHING) -> tuple[Sheet, ...]:
    """One sheet for each type of subjects that has criteria and subjects, columns in reading order."""
    found = []
    # of a title its own verdict tells more, of a grade its value
    standards = {title.standard for title in decision.program.awarded}
    for fact_type in decision.program.vocabulary:
        rules = [
            rule
            for rule in reading_order(decision.program)
            if rule.subject == fact_type.name and rule.code not in standards and selection.has_code(rule.code)
        ]
        noted = [rule for rule in rules if rule.root.about.noted]
        rules = [rule for rule in rules if not rule.root.about.noted]
        subjects = tuple(selection.of_type(decision.case, fact_type.name))
        shown = measures(decision.program, fact_type.name)
        if not subjects or not (rules or shown or noted):
            continue
        lines = tuple(_line(decision, subject, rules, (*noted, *shown), lang) for subject in subjects)
        criteria = tuple((as_written(rule.code), _title(rule)) for rule in rules)
        grades = tuple((as_written(rule.code), _steps(rule.type)) for rule in shown if rule.type.kind is Kind.GRADE)
        names = (*map(_title, noted), *(as_written(rule.code) for rule in shown))
        found.append(Sheet(fact_type.name, criteria, lines, names, grades))
    return tuple(found)


def _title(rule: ir.Criterion) -> str:
    return rule.root.about.title or as_written(rule.code)


def _steps(type_: ir.ValueType) -> tuple[str, ...]:
    """The steps of a grade, the best first, then the outcomes outside the order."""
    return (*type_.shape.options[::-1], *type_.shape.outside) if type_.shape is not None else ()


def measures(program: ir.Program, type_name: str) -> tuple[ir.Quantity | ir.Rank, ...]:
    """The grades of a type, each after the values of the subject that its table compares; their steps are left out.

    Of a type without criteria, titles or grades: everything that is reckoned of it, places among others included.
    """
    own = {rule.code: rule for rule in program.rules if isinstance(rule, ir.Quantity) and rule.subject == type_name}
    serving = {code for code, rule in own.items() if rule.about.serving}
    steps = {code for code in own for whole in own if code.startswith(whole + " ")}
    found: dict[str, ir.Quantity] = {}
    for grade in own.values():
        if grade.type.kind is Kind.GRADE and grade.code not in steps:
            for step in own.values():
                if step.code.startswith(grade.code + " "):
                    used = (part.code for part in parts(step.body) if isinstance(part, ir.Derived))
                    found |= {code: own[code] for code in used if code in own and own[code].type.kind.is_number}
            found[grade.code] = grade
    if not found and not any(rule.subject == type_name for rule in reading_order(program)):
        # scores, amounts and ranks are all that is asked of it
        scales = {scale_code(code) for code in own}
        ranks = {rule.code: rule for rule in program.rules if isinstance(rule, ir.Rank) and rule.subject == type_name}
        return tuple(
            rule for code, rule in (own | ranks).items() if code not in steps | scales | serving and "." not in code
        )
    return tuple(rule for code, rule in found.items() if code not in steps | serving and "." not in code)


def reading_order(program: ir.Program) -> list[ir.Criterion]:
    """Criteria after those they use, then titles as they were declared, each after its standard.

    True/false quantities are told where they are used.
    """
    places: dict[str, int] = {}
    for place, title in enumerate(program.awarded, start=1):
        places |= {title.standard: place, title.code: place}
    criteria = [rule for rule in program.rules if isinstance(rule, ir.Criterion) and rule.root.about.reported]
    return sorted(criteria, key=lambda rule: places.get(rule.code, 0))


def standards_of(decision: Decision) -> frozenset[str]:
    """The conclusions that a title's own verdict tells already."""
    program = decision.program
    return frozenset(title.standard for title in program.awarded if title.code in program.conclusions)


def _line(
    decision: Decision,
    subject: SubjectId,
    rules: list[ir.Criterion],
    shown: tuple[ir.Criterion | ir.Quantity | ir.Rank, ...],
    lang: str,
) -> Line:
    verdicts = [decision[subject, rule.code] for rule in rules]
    statuses = tuple(shown_as(verdict) for verdict in verdicts)
    return Line(
        subject,
        show_key(decision.case.vocabulary, subject),
        name_of(decision, subject),
        statuses,
        lambda: notes(decision, subject, lang),
        tuple(_value(decision, subject, rule, lang) for rule in shown),
    )


def _value(decision: Decision, subject: SubjectId, rule: ir.Criterion | ir.Quantity | ir.Rank, lang: str) -> str:
    """A value, or whether what is only noted is there; with a question mark what is not known."""
    if isinstance(rule, ir.Criterion):
        status = decision[subject, rule.code].status
        word = noted_word(status, lang)
        return f"{MARK[status]} {word}" if status is Status.UNKNOWN else word
    value = decision.possible(subject, rule.code)
    words = value_words(rule.type, value, lang)
    return words if value.is_point else f"{MARK[Status.UNKNOWN]} {words}"


def notes(decision: Decision, subject: SubjectId, lang: str) -> str:
    """The lowest requirements that are not met or not known, in short."""
    found: dict[str, None] = {}
    graded = {title.standard for title in decision.program.awarded if title.code not in decision.program.conclusions}
    for rule in reading_order(decision.program):
        if rule.subject == subject.type and rule.code not in graded and not rule.root.about.noted:
            for node in deciding(decision.program, decision.record, subject, rule.root):
                status = status_of(decision.record.mask(subject, node.code))
                label = label_words(node.about, status, lang) or _parts_label(decision, subject, node, status, lang)
                found[f"{MARK[status]} {as_written(node.code)} {label}".strip()] = None
    listed = list(found)
    more = f" … +{len(listed) - _MOST_NOTES}" if len(listed) > _MOST_NOTES else ""
    return "; ".join(listed[:_MOST_NOTES]) + more


def _parts_label(decision: Decision, subject: SubjectId, node: ir.Requirement, status: Status, lang: str) -> str:
    """What is said of a group without a name: for one of which nothing may be met, the parts that are."""
    if node.group != "none" or status is not Status.NOT_MET:
        return ""
    met = [each for each in node.children if decision.record.mask(subject, each.code) == MET]
    return f"{say('group_none', lang)}: {', '.join(label_words(each.about, Status.MET, lang) for each in met)}"


def summary(sheet: Sheet) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """For each criterion its code, its title and how many subjects have each of the sheet's outcomes, in order."""
    return tuple(
        (code, title, tuple(count[each] for each in sheet.outcomes))
        for (code, title), count in zip(sheet.criteria, sheet.counts(), strict=True)
    )


@frozen
class Detail:
    """One conclusion about one subject: what was found, the facts and thresholds it rests on, and its source.

    `noted` is the word for it where it is only noted.
    """

    type: str
    key: str
    name: str
    code: str
    title: str
    status: Shown
    reasons: tuple[str, ...]
    source: str
    noted: str = ""


def details(decision: Decision, lang: str = "vi", selection: Selection = EVERYTHING) -> Iterator[Detail]:
    """Every criterion, requirement, exception and quota asked of each subject that is selected."""
    renderer, home = Renderer(decision, lang), decision.program.homes
    for sheet in sheets(decision, lang, selection):
        for line in sheet.lines:
            asked = (each for each in decision.verdicts(line.subject) if selection.has_code(home[each.at].code))
            for verdict in asked:
                about = decision.program.conclusions[verdict.at].about
                source = renderer.citations(about.citations)
                title, why = label_words(about, verdict.status, lang), renderer.reasons(verdict)
                noted = noted_word(verdict.status, lang) if about.noted else ""
                shown = shown_as(verdict)
                yield Detail(sheet.type, line.key, line.name, verdict.code, title, shown, why, source, noted)
