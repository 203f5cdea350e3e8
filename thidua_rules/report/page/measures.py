"""What is reckoned of a subject, for a table: scores with their items, grades, amounts and ranks."""

from attrs import field, frozen

from thidua_rules.decision.decision import Decision
from thidua_rules.facts.case import SubjectId
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.score_names import maximum_code, scale_code
from thidua_rules.report.messages import MARK
from thidua_rules.report.table import measures
from thidua_rules.report.wording import value_words
from thidua_rules.values import Possible, Status


@frozen
class Measure:
    """A quantity or rank of a type; the items of a score stand `depth` below it, `most` is what it can be at most.

    An `opening` one says what it comes from: grades, which tell of their scores; where there are none, all the values
    that stand in the table of the type.
    """

    rule: ir.Quantity | ir.Rank
    label: str
    depth: int = 0
    most: ir.Quantity | ir.Rank | None = None
    opening: bool = False


def measures_of(program: ir.Program, type_name: str) -> tuple[Measure, ...]:
    """Everything reckoned of a type, an item after the score that it is part of; steps and maxima are left out."""
    own = {
        rule.code: rule
        for rule in program.rules
        if isinstance(rule, ir.Quantity | ir.Rank) and rule.subject == type_name and not rule.about.internal
    }
    steps = {code for code in own for whole in own if code.startswith(f"{whole} ")}
    maxima = {code: own.get(_maximum(code)) or own.get(scale_code(code)) for code in own}
    left_out = steps | {each.code for each in maxima.values() if each is not None}
    shown = [code for code in own if code not in left_out]
    ordered = [each for code in shown if _above(code) not in shown for each in _with_items(code, shown)]
    asked = [rule.code for rule in measures(program, type_name)]
    opening = [code for code in asked if own[code].type.kind is Kind.GRADE] or asked
    return tuple(_measure(own[code], depth, maxima[code], code in opening) for code, depth in ordered)


def _with_items(code: str, shown: list[str], depth: int = 0) -> list[tuple[str, int]]:
    items = [each for each in shown if _above(each) == code]
    return [(code, depth), *(found for each in items for found in _with_items(each, shown, depth + 1))]


def _above(code: str) -> str:
    return code.rpartition(".")[0]


def _maximum(code: str) -> str:
    score, _, item = code.partition(".")
    return maximum_code(score, item)


def _measure(rule: ir.Quantity | ir.Rank, depth: int, most: ir.Quantity | ir.Rank | None, opening: bool) -> Measure:
    code, title = as_written(rule.code), rule.about.title
    name = code.rpartition(".")[2] if depth else code
    label = name if title in ("", code) else title if not depth else f"{name} {title}"
    return Measure(rule, label, depth, most, opening)


@frozen
class ValueWords:
    """Puts the values of a table into words, each value of a measure once."""

    decision: Decision
    lang: str
    _said: dict[tuple[str, Possible, Possible | None], str] = field(factory=dict)

    def of(self, subject: SubjectId, measure: Measure) -> str:
        """`8,75 / 10`; with a question mark what is not known."""
        value = self.decision.record.value(subject, measure.rule.code)
        most = None if measure.most is None else self.decision.record.value(subject, measure.most.code)
        key = (measure.rule.code, value, most)
        if key not in self._said:
            self._said[key] = self._words(measure, value, most)
        return self._said[key]

    def _words(self, measure: Measure, value: Possible, most: Possible | None) -> str:
        words = value_words(measure.rule.type, value, self.lang)
        if not value.is_point:
            return f"{MARK[Status.UNKNOWN]} {words}"
        if measure.most is None or most is None or not most.is_point:
            return words
        return f"{words} / {value_words(measure.most.type, most, self.lang)}"
