"""Conditions that speak of the items of a score: `điểm mục I.1`, `thang S`, and the collection `mục của S`.

The items of a score are known when a ruleset is compiled, so a statement on them is spelt out: `có` becomes one of
several, `mọi` all of them, a number of them a sum. Numbers and sums need one value for each item, which is 1 or 0,
or its points or nothing; these are quantities of their own. The items are those directly under `mục`; an item that
falls away where it does not apply is none of them.
"""

from functools import reduce

from attrs import evolve, frozen

from thidua_rules.conditions import nodes
from thidua_rules.conditions.printer import print_condition
from thidua_rules.facts.vocabulary import Kind
from thidua_rules.program import ir
from thidua_rules.program.codes import as_written
from thidua_rules.program.names import ItemAtHand, Scope, Typed, TypeFault, Typing, suggest
from thidua_rules.program.score_names import (
    all_items,
    as_applied,
    falls_away,
    if_any,
    is_limited,
    item_code,
    maximum_code,
    scale_code,
    unlimited,
)
from thidua_rules.ruleset.model import ItemDeclaration, ScoreDeclaration
from thidua_rules.source.text import did_you_mean, fold
from thidua_rules.values import NONE_KNOWN, Comparison, Fold, point

_NUMBER = ir.ValueType(Kind.NUMBER)
_ZERO, _ONE = (ir.Constant(point(each), ir.WHOLE) for each in (0, 1))
_ALWAYS = ir.Compared(Comparison.GE, _ONE, _ZERO)


def over_items(members: nodes.Members) -> bool:
    """Whether a collection is made of the items of a score."""
    base = members.base
    return over_items(base) if isinstance(base, nodes.Members) else isinstance(base, nodes.ItemsOf)


# ---------------------------------------------------------------- single items


def score_item(typer: Typing, node: nodes.ScoreItem, scope: Scope) -> Typed:
    """`điểm mục I.1`, `tối đa mục I.1`, `thang S`."""
    scores = _scores(typer, scope)
    if node.what == "scale":
        score = _score(typer, node.code, node.span, scope)
        without = unlimited(score)
        if without is not None:
            raise TypeFault("TYPE-53", node.span, name=score.name, code=without.code)
        return _typed(_derived(score, scale_code(score.name)))
    found = [(score, item) for score in scores for item in all_items(score) if fold(item.code) == fold(node.code)]
    if not found:
        near = did_you_mean(node.code, [item.code for score in scores for item in all_items(score)])
        raise TypeFault("TYPE-54", node.span, code=node.code, types=", ".join(scope.element), **suggest(near))
    if len(found) > 1:
        raise TypeFault("TYPE-55", node.span, code=node.code, scores="; ".join(score.name for score, _ in found))
    score, item = found[0]
    return _typed(_points(score, item) if node.what == "points" else _maximum(score, item, node.span))


def named(at_hand: ItemAtHand, name: nodes.Name) -> Typed | None:
    """`điểm` and `tối đa` of the item at hand; None for any other name.

    Of an item that may fall away they are the values it has where it applies, unless 0 is to stand for them.
    """
    score, item = at_hand.score, at_hand.item
    if fold(name.text) == fold("điểm"):
        code = item_code(score.name, item.code)
    elif fold(name.text) == fold("tối đa"):
        _maximum(score, item, name.span)
        code = maximum_code(score.name, item.code)
    else:
        return None
    optional = falls_away(item) and not at_hand.counted
    return _typed(_derived(score, as_applied(code) if optional else code))


def _scores(typer: Typing, scope: Scope) -> tuple[ScoreDeclaration, ...]:
    return typer.names.scores.get(scope.element[0], ()) if len(scope.element) == 1 else ()


def _score(typer: Typing, name: str, span: nodes.Span, scope: Scope) -> ScoreDeclaration:
    """The score of that name that the element has; raises TypeFault."""
    scores = {fold(as_written(each.name)): each for each in _scores(typer, scope)}
    if fold(name) not in scores:
        near = did_you_mean(name, [as_written(each.name) for each in scores.values()])
        raise TypeFault("TYPE-52", span, name=name, types=", ".join(scope.element), **suggest(near))
    return scores[fold(name)]


def _derived(score: ScoreDeclaration, code: str) -> ir.Value:
    return ir.Derived(ir.Walk(score.subject, ends=(score.subject,)), code, ir.ValueType(Kind.NUMBER, score.shape))


def _points(score: ScoreDeclaration, item: ItemDeclaration) -> ir.Value:
    return _derived(score, item_code(score.name, item.code))


def _maximum(score: ScoreDeclaration, item: ItemDeclaration, span: nodes.Span) -> ir.Value:
    if not is_limited(item):
        raise TypeFault("TYPE-53", span, name=score.name, code=item.code)
    return _derived(score, maximum_code(score.name, item.code))


def _typed(value: ir.Value) -> Typed:
    return Typed(value, value.type, "plain")


# ---------------------------------------------------------------- all items


@frozen
class _Entry:
    """One item as a member: when it is one (None: always), and the scope in which filters speak of it."""

    at_hand: ItemAtHand
    present: ir.Condition | None
    scope: Scope


def _entries(typer: Typing, members: nodes.Members, scope: Scope) -> list[_Entry]:
    """The items of the score that a collection names, each with the conditions under which it is a member."""
    base: nodes.Path | nodes.Members | nodes.ItemsOf = members
    while isinstance(base, nodes.Members):
        base = base.base
    assert isinstance(base, nodes.ItemsOf)
    score = _score(typer, base.score.text, base.score.span, scope)
    entries = []
    for item in score.items:
        at_hand = ItemAtHand(score, item)
        inner = evolve(scope, item=at_hand)
        conditions: list[ir.Condition] = []
        if falls_away(item):
            conditions.append(ir.PresentOf(_derived(score, if_any(item_code(score.name, item.code)))))
        conditions += [typer.condition(each, inner) for each in _filters(members)]
        entries.append(_Entry(at_hand, ir.all_of(conditions), inner))
    return entries


def has_item(typer: Typing, members: nodes.Members, scope: Scope) -> ir.Condition:
    """`có mục của S [trong đó …]`."""
    present = [each.present or _ALWAYS for each in _entries(typer, members, scope)]
    return present[0] if len(present) == 1 else ir.Disjunction(tuple(present))


def every_item(typer: Typing, node: nodes.Every, scope: Scope) -> ir.Condition:
    """`mọi mục của S đều …`."""
    found: list[ir.Condition] = []
    for each in _entries(typer, node.members, scope):
        condition = typer.condition(node.condition, each.scope)
        absent = [] if each.present is None else [ir.Negation(each.present)]
        found.append(ir.Disjunction((*absent, condition)) if absent else condition)
    return found[0] if len(found) == 1 else ir.Conjunction(tuple(found))


def count_items(typer: Typing, members: nodes.Members, scope: Scope) -> Typed:
    """`số mục của S [trong đó …]`."""
    return Typed(_count(typer, members, scope), ir.WHOLE, "plain")


def share_of_items(typer: Typing, members: nodes.Members, scope: Scope) -> Typed:
    """`tỷ lệ mục của S trong đó …`."""
    if members.where is None:
        raise TypeFault("TYPE-23", members.span)
    among = nodes.Members(members.base, span=members.span)
    share = ir.Calculation("/", _count(typer, members, scope), _count(typer, among, scope), _NUMBER)
    return Typed(share, _NUMBER, "either")


def fold_items(typer: Typing, node: nodes.Aggregate, scope: Scope) -> Typed:
    """`tổng|trung bình|lớn nhất|nhỏ nhất điểm của mục của S [trong đó …]`."""
    if node.by is not None:
        raise TypeFault("TYPE-24", node.by.span, name=node.by.names[0].text)
    entries = _entries(typer, node.members, scope)
    items = [typer.value(nodes.Path((node.item,), span=node.item.span), each.scope) for each in entries]
    for item in items:
        if item.unit is None:
            raise TypeFault("TYPE-20", node.item.span, kind=item.type.kind.value)
    type_, unit = items[0].type, items[0].unit
    if node.fold in (Fold.SUM, Fold.MEAN):
        total = _sum(_summands(typer, node, entries), ir.ValueType(type_.kind))
        if node.fold is Fold.SUM:
            return Typed(total, total.type, unit)
        mean = ir.Calculation("/", total, _count(typer, node.members, scope), total.type)
        return Typed(mean, mean.type, unit)
    return Typed(_extreme(typer, node, entries, [each.value for each in items]), type_, unit)


def _summands(typer: Typing, node: nodes.Aggregate, entries: list[_Entry]) -> list[ir.Value]:
    """What each item adds: nothing where it is no member."""
    path = nodes.Path((node.item,), span=node.item.span)
    found = []
    for entry in entries:
        value = typer.value(path, evolve(entry.scope, item=evolve(entry.at_hand, counted=True))).value
        if entry.present is not None and _filters(node.members):
            value = _if(typer, node.members, entry, value, _ZERO, node.item.text)
        found.append(value)
    return found


def _extreme(typer: Typing, node: nodes.Aggregate, entries: list[_Entry], items: list[ir.Value]) -> ir.Value:
    """The greatest or least, without a value where there are no members."""
    type_, greatest = items[0].type, node.fold is Fold.MAX

    def bounded(a: ir.Value, b: ir.Value) -> ir.Value:
        return ir.Bounded(a, b, None, type_) if greatest else ir.Bounded(a, None, b, type_)

    absent = ir.Constant(NONE_KNOWN, type_)
    bounds = [
        _if(typer, node.members, entry, item, absent, node.item.text)
        for entry, item in zip(entries, items, strict=True)
    ]
    sure = [bound for entry, bound in zip(entries, bounds, strict=True) if entry.present is None]
    if sure:
        return reduce(bounded, [sure[0], *(each for each in bounds if each is not sure[0])])
    # no item is surely a member: start below, or above, all that may be; what an item has is never negative
    start = _ZERO if greatest else _sum(_summands(typer, node, entries), type_)
    rows = (ir.TableRow(_any(entries), reduce(bounded, [start, *bounds])),)
    return _made(typer, entries[0].at_hand.score, node.members, print_condition(node), ir.Table(rows))


def _any(entries: list[_Entry]) -> ir.Condition:
    present = tuple(each.present for each in entries if each.present is not None)
    return present[0] if len(present) == 1 else ir.Disjunction(present)


# ---------------------------------------------------------------- one value for each item


def _count(typer: Typing, members: nodes.Members, scope: Scope) -> ir.Value:
    return _sum([_if(typer, members, each, _ONE, _ZERO, "số") for each in _entries(typer, members, scope)], ir.WHOLE)


def _sum(values: list[ir.Value], type_: ir.ValueType) -> ir.Value:
    return reduce(lambda a, b: ir.Calculation("+", a, b, type_), values)


def _if(
    typer: Typing, members: nodes.Members, entry: _Entry, value: ir.Value, otherwise: ir.Value, word: str
) -> ir.Value:
    """A value where an item is a member, else another one: a quantity, unless it always is one."""
    if entry.present is None:
        return value
    score, item = entry.at_hand.score, entry.at_hand.item
    rows = (ir.TableRow(entry.present, value), ir.TableRow(None, otherwise))
    filters = " ".join(f"trong đó ({print_condition(each)})" for each in _filters(members))
    kind = " (nếu có)" if isinstance(otherwise, ir.Constant) and otherwise.value.absent else ""
    text = f"{word} {item_code(score.name, item.code)} {filters}".strip() + kind
    return _made(typer, score, members, text, ir.Table(rows), value.type)


def _filters(members: nodes.Members) -> list[nodes.Expression]:
    """The filters of a collection, the innermost first."""
    inner = _filters(members.base) if isinstance(members.base, nodes.Members) else []
    return [*inner, *([] if members.where is None else [members.where])]


def _made(
    typer: Typing,
    score: ScoreDeclaration,
    members: nodes.Members,
    code: str,
    body: ir.Table,
    type_: ir.ValueType = _NUMBER,
) -> ir.Value:
    """A quantity of the score's subject that is made for a condition, and the value it has."""
    if any(_of_subject(each) for each in _filters(members)):
        raise TypeFault("TYPE-56", members.span)
    remarks = score.remarks
    about = ir.About(title=code, citations=tuple(str(each) for each in remarks.citations))
    typer.made[score.subject, code] = ir.Quantity(code, score.subject, body, type_, None, about)
    return ir.Derived(ir.Walk(score.subject, ends=(score.subject,)), code, type_)


def _of_subject(node: nodes.Expression) -> bool:
    """Whether a tree speaks of the subject of the rule, which a quantity of its own does not know."""
    return any(isinstance(each, nodes.Path) and each.of_subject for each in nodes.below(node))
