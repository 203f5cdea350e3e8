"""Formulas in words: what is computed is told by what it is computed from, as a ruleset writes it."""

from attrs import evolve

from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.walking import parts
from thidua_rules.report.messages import say
from thidua_rules.report.wording import ROUNDED, value_words
from thidua_rules.values import Fold, Possible, point

_BINDING = {"+": 1, "−": 1, "×": 2, "/": 2}
_FOLDS = {Fold.SUM: "sum_of", Fold.MEAN: "mean_of", Fold.MAX: "max_of", Fold.MIN: "min_of"}
_EXTREMES = {
    (True, False): "greatest_of",
    (False, False): "least_of",
    (True, True): "greatest_of_day",
    (False, True): "least_of_day",
}
_ASKED = {"on": "asked_on", "period": "asked_period", "year": "asked_year"}
_PARTS = {"year": "year_of", "month": "month_of"}
_NUMBER = ir.ValueType(Kind.NUMBER)


def formula_words(value: ir.Value, lang: str) -> str:
    """A value by the formula it comes from: `số phiếu thuận / tổng số phiếu`."""
    match value:
        case ir.Constant(constant, type_):
            return value_words(type_, constant, lang)
        case ir.Parameter(name, _):
            return name
        case ir.Asked(what, _):
            return say(_ASKED[what], lang)
        case ir.FieldValue(walk, name, _) | ir.Derived(walk, name, _):
            return f" {say('of', lang)} ".join([as_written(name), *reversed(walk.steps)])
        case ir.Calculation("+", left, ir.Constant(Possible(low=int(steps))), type_) if type_.kind is Kind.GRADE:
            return f"{formula_words(left, lang)} {say('lowered' if steps < 0 else 'raised', lang, steps=abs(steps))}"
        case ir.Calculation(operator, left, right, _):
            return f"{_operand(left, operator, lang)} {operator} {_operand(right, operator, lang, last=True)}"
        case ir.Opposite(operand, _):
            return f"−{_operand(operand, '−', lang, last=True)}"
        case ir.Rounded(rounding, step, operand, _):
            to = value_words(_NUMBER, point(step), lang)
            return say("rounded", lang, how=say(ROUNDED[rounding], lang), step=to, value=formula_words(operand, lang))
        case ir.Shifted(operand, days, months, _):
            return " ".join([_operand(operand, "−", lang), *_shifts(days, months, lang)])
        case ir.DayOf(year, month, day, _):
            return say("day_of", lang, day=f"{day}/{month}", year=_operand(year, "×", lang))
        case ir.DatePart(part, operand, _):
            return say(_PARTS[part], lang, date=_operand(operand, "×", lang))
        case ir.MonthsBetween(start, end, _):
            return say("months_between", lang, start=formula_words(start, lang), end=formula_words(end, lang))
        case ir.Bounded(operand, _, _, _):
            return formula_words(operand, lang)
        case ir.ExtremeOf(greatest, operands, type_):
            words = "; ".join(formula_words(each, lang) for each in operands)
            return say(_EXTREMES[greatest, type_.kind is Kind.DATE], lang, values=words)
        case ir.Otherwise(operand, default, _):
            return say("or_else", lang, value=formula_words(operand, lang), default=formula_words(default, lang))
        case ir.FoldOf(by=by) if by is not None:
            each = formula_words(evolve(value, by=None), lang)
            return say("over_groups", lang, each=each, by=formula_words(by, lang))
        case ir.FoldOf(fold, item, members, _, _):
            read = [part for part in parts(item) if isinstance(part, ir.FieldValue | ir.Derived)]
            summed = next(
                (each.name if isinstance(each, ir.FieldValue) else as_written(each.code) for each in read), ""
            )
            return say(_FOLDS[fold], lang, item=summed, name=members_words("plain", members, lang))
        case ir.CountOf(members, _):
            return members_words("count_of", members, lang)
        case ir.RatioOf(members, _, _):
            return members_words("share_of", members, lang)
        case ir.StreakOf():
            return members_words("streak_of", value.members, lang)


def _operand(value: ir.Value, operator: str, lang: str, last: bool = False) -> str:
    """An operand, in parentheses where it binds less than its operator or stands behind a `−` or `/`."""
    text = formula_words(value, lang)
    inner = _BINDING[value.operator] if isinstance(value, ir.Calculation) else 3
    loose = inner < _BINDING[operator] or (last and operator in "−/" and inner == _BINDING[operator])
    return f"({text})" if loose else text


def _shifts(days: int, months: int, lang: str) -> list[str]:
    """`+ 10 tháng`, `− 5 ngày`."""
    shifts = (("months", months), ("days", days))
    return [f"{'−' if number < 0 else '+'} {say(unit, lang, number=abs(number))}" for unit, number in shifts if number]


def members_words(key: str, members: ir.Members, lang: str) -> str:
    """A collection under the word that `key` stands for: `số thành viên của đơn vị`."""
    names = [each.name for each in reversed(members.collections)] + list(reversed(members.owner.steps))
    words = say(key, lang, name=f" {say('of', lang)} ".join(names))
    return f"{words} {say('that_fit', lang)}" if members.where is not None else words
