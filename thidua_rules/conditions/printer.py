"""The one canonical text of a condition: what `thidua fmt`, proofs and messages show."""

from decimal import Decimal

from thidua_rules.conditions import nodes
from thidua_rules.conditions.literals import format_date, format_number

_OR, _AND, _NOT, _RELATION, _SUM, _TERM, _FACTOR = range(1, 8)
_PLAIN_IN_NEGATION = (nodes.Path, nodes.Predicate, nodes.Concludes, nodes.Has, nodes.Every, nodes.Not)
_SCORE_WORDS = {"points": "điểm mục", "maximum": "tối đa mục", "scale": "thang"}


def print_condition(node: nodes.Expression) -> str:
    """The canonical text: `parse(print_condition(node))` is `node` for every node that some text means."""
    if isinstance(node, nodes.Ordered):
        return f"{_at(_SUM, node.operand, False)} {'giảm dần' if node.descending else 'tăng dần'}"
    return _text(node, False)


def _level(node: nodes.Expression) -> int:
    match node:
        case nodes.Or():
            return _OR
        case nodes.And():
            return _AND
        case nodes.Not():
            return _NOT
        case nodes.Arithmetic(operator=operator):
            return _SUM if operator in "+−" else _TERM
        case nodes.Compare() | nodes.Within() | nodes.Is() | nodes.In() | nodes.Predicate() | nodes.Concludes():
            return _RELATION
        case nodes.Has() | nodes.Every():
            return _RELATION
        case nodes.Ordered():
            return 0
        case _:
            return _FACTOR


def _at(least: int, node: nodes.Expression, followed: bool) -> str:
    """The text where the grammar asks for at least this level. `followed`: `và` or `hoặc` comes right after it."""
    return _text(node, followed) if _level(node) >= least else f"({_text(node, False)})"


def _text(node: nodes.Expression, followed: bool) -> str:
    match node:
        case nodes.Or() | nodes.And():
            word = " và " if isinstance(node, nodes.And) else " hoặc "
            last = len(node.operands) - 1
            return word.join(_at(_NOT, each, followed or i < last) for i, each in enumerate(node.operands))
        case nodes.Not():
            return _negation(node, followed)
        case nodes.Compare():
            return f"{_at(_SUM, node.left, False)} {node.comparison.value} {_at(_SUM, node.right, followed)}"
        case nodes.Within():
            return _within(node, followed)
        case nodes.Is():
            return f"{_at(_SUM, node.operand, False)} là {_literal(node.literal)}"
        case nodes.In():
            return f"{_at(_SUM, node.operand, False)} thuộc {{{_members_of_set(node)}}}"
        case nodes.Has():
            least = "" if node.least is None else f" ít nhất {_amount(node.least)}"
            return f"có{least} {_collection(node.members, followed)}"
        case nodes.Every():
            return f"mọi {_collection(node.members, False)} đều {_filter(node.condition, followed)}"
        case nodes.Arithmetic():
            level = _level(node)
            return f"{_at(level, node.left, False)} {node.operator} {_at(level + 1, node.right, followed)}"
        case nodes.Negative():
            return f"−{_at(_FACTOR, node.operand, followed)}"
        case _:
            return _atom(node, followed)


def _atom(node: nodes.Expression, followed: bool) -> str:
    match node:
        case nodes.Path():
            return _path(node)
        case nodes.Predicate():
            return f"{_path(node.path)} {node.name.text}"
        case nodes.Concludes():
            return _conclusion(node, "")
        case nodes.Count():
            return f"số {_collection(node.members, followed)}"
        case nodes.Share():
            return f"tỷ lệ {_collection(node.members, followed)}"
        case nodes.Aggregate():
            inner = f"{node.fold.value} {node.item.text} của"
            if node.by is None:
                return f"{inner} {_collection(node.members, followed)}"
            return f"{node.over.value} ({inner} {_collection(node.members, False)}) theo {_path(node.by)}"
        case nodes.Streak():
            until = _at(_SUM, node.until, False)
            return f"số năm liên tục đến {until} có {_collection(node.members, followed)}"
        case nodes.Round():
            step = "" if node.step == 1 else f" đến {format_number(node.step)}"
            return f"làm tròn {node.rounding.value}{step} của ({_text(node.operand, False)})"
        case nodes.Extreme():
            return f"{node.words} trong ({'; '.join(_at(_SUM, each, False) for each in node.operands)})"
        case nodes.Otherwise():
            return f"({_at(_SUM, node.operand, False)}, không có thì {_at(_SUM, node.default, False)})"
        case nodes.Remainder():
            divisor = _at(_FACTOR, node.divisor, followed)
            return f"số dư của {_at(_FACTOR, node.operand, False)} chia {divisor}"
        case nodes.DayOf():
            return f"ngày {node.day}/{node.month} của {_at(_FACTOR, node.year, followed)}"
        case nodes.Elapsed():
            return f"số {node.unit} kể từ {_at(_SUM, node.start, False)} đến {_at(_FACTOR, node.end, followed)}"
        case nodes.ScoreItem():
            return f"{_SCORE_WORDS[node.what]} {node.code}"
        case nodes.QuotaSize():
            return f"chỉ tiêu {node.code}"
        case nodes.Duration():
            return f"{format_number(Decimal(node.count))} {node.unit}"
        case nodes.NumberLiteral() | nodes.TextLiteral() | nodes.DateLiteral() | nodes.PeriodLiteral():
            return _literal(node)
        case _:
            raise TypeError(f"an order stands only at the outside of a condition: {node!r}")


def _negation(node: nodes.Not, followed: bool) -> str:
    operand = node.operand
    if isinstance(operand, nodes.Concludes) and operand.path is not None:
        return _conclusion(operand, "không ")
    if isinstance(operand, nodes.Predicate):
        return f"{_path(operand.path)} không {operand.name.text}"
    if isinstance(operand, _PLAIN_IN_NEGATION):
        return f"không {_text(operand, followed)}"
    return f"không ({_text(operand, False)})"


def _conclusion(node: nodes.Concludes, negation: str) -> str:
    path = "" if node.path is None else f"{_path(node.path)} "
    return f"{path}{negation}{'đủ chuẩn' if node.standard else 'đạt'} {node.code}"


def _within(node: nodes.Within, followed: bool) -> str:
    start = f"{_at(_SUM, node.operand, False)} từ {_at(_SUM, node.low, False)}"
    if node.high is None:
        return f"{start} trở lên"
    return f"{start} đến {'dưới ' if node.half_open else ''}{_at(_SUM, node.high, followed)}"


def _amount(node: nodes.Expression) -> str:
    return _literal(node) if isinstance(node, nodes.NumberLiteral) else f"({_text(node, False)})"


def _members_of_set(node: nodes.In) -> str:
    joined = "; ".join(_literal(member) for member in node.members)
    only = node.members[0]
    # `{3,4}` would look like two members
    looks_like_two = len(node.members) == 1 and isinstance(only, nodes.NumberLiteral) and "," in joined
    return f"{joined};" if looks_like_two else joined


def _literal(node: nodes.NumberLiteral | nodes.TextLiteral | nodes.DateLiteral | nodes.PeriodLiteral) -> str:
    match node:
        case nodes.NumberLiteral():
            return format_number(node.value) + ("%" if node.percent else "")
        case nodes.TextLiteral():
            return f'"{node.text}"' if "”" in node.text else f"“{node.text}”"
        case nodes.DateLiteral():
            return format_date(node.ordinal)
        case nodes.PeriodLiteral():
            return node.text


def _path(node: nodes.Path) -> str:
    return " của ".join(name.text for name in node.names) + (" của đối tượng xét" if node.of_subject else "")


def _collection(members: nodes.Members, followed: bool) -> str:
    match members.base:
        case nodes.Path() as path:
            base = _path(path)
        case nodes.ItemsOf(score=score):
            base = f"mục của {score.text}"
        case nodes.Members() as inner:
            base = f"({_collection(inner, False)})"
    return base if members.where is None else f"{base} trong đó {_filter(members.where, followed)}"


def _filter(condition: nodes.Expression, followed: bool) -> str:
    """After `trong đó` and `đều`: bare where one name or conclusion stands and neither `và` nor `hoặc` follows."""
    inner = condition
    while isinstance(inner, nodes.Not):
        inner = inner.operand
    bare = isinstance(inner, nodes.Path | nodes.Predicate | nodes.Concludes)
    return _text(condition, False) if bare and not followed else f"({_text(condition, False)})"
