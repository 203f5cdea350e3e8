"""Typing of collections: the members that a tree means, and what is counted, summed or followed over them."""

from typing import cast

from thidua_rules.conditions import nodes
from thidua_rules.conditions.names import type_hint
from thidua_rules.conditions.printer import print_condition
from thidua_rules.facts.lifting import domain
from thidua_rules.facts.vocabulary import Collection, Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.names import Scope, Typed, TypeFault, Typing, path_steps, type_of
from thidua_rules.values import Fold, Possible


def members_of(typer: Typing, node: nodes.Members, scope: Scope) -> ir.Members:
    """The collection that a tree means, filter included."""
    base = node.base
    if isinstance(base, nodes.ItemsOf):
        raise TypeFault("TYPE-16", base.span, text="mục của")
    found = members_of(typer, base, scope) if isinstance(base, nodes.Members) else _reached(typer, base, scope)
    if node.where is None:
        return found
    where = _filter(typer, node.where, inside(found, scope))
    joined = where if found.where is None else ir.Conjunction((found.where, where))
    return ir.Members(found.owner, found.collections, joined)


def inside(members: ir.Members, scope: Scope) -> Scope:
    """The scope of a condition on the elements of a collection."""
    return Scope((members.element,), scope.subject)


def share_of(typer: Typing, node: nodes.Share, scope: Scope) -> tuple[ir.Members, ir.Condition]:
    """The collection that a share is taken of, and the condition to be met."""
    if node.members.where is None:
        raise TypeFault("TYPE-23", node.span)
    members = members_of(typer, nodes.Members(node.members.base, span=node.members.span), scope)
    return members, _filter(typer, node.members.where, inside(members, scope))


def _filter(typer: Typing, where: nodes.Expression, scope: Scope) -> ir.Condition:
    """The condition after `trong đó`; a bare name that is none was meant to be compared within parentheses."""
    try:
        return typer.condition(where, scope)
    except TypeFault as fault:
        if fault.code == "TYPE-02" and isinstance(where, nodes.Path):
            said = f"`trong đó ({print_condition(where)} …)`"
            hints = {
                "hint_vi": f"so sánh nó thì đặt cả phép so sánh trong ngoặc: {said}",
                "hint_en": f"to compare it put the whole comparison in parentheses: {said}",
            }
            raise TypeFault(fault.code, fault.span, **fault.arguments, **hints) from None
        raise


def _reached(typer: Typing, path: nodes.Path, scope: Scope) -> ir.Members:
    """The collections along a path, after the references that lead to the first."""
    steps = path_steps(path)
    here = (scope.subject,) if path.of_subject else scope.element
    for index, name in enumerate(steps):
        collection = typer.names.collection(here, name)
        if collection is not None:
            walk = typer.names.walk(steps[:index], path.of_subject, scope)
            return ir.Members(walk, _chained(typer, collection, steps[index + 1 :]))
        if index == len(steps) - 1:
            break
        here = typer.names.walk((name,), False, Scope(here, scope.subject)).ends
    hint = _of_some(typer, here, steps[-1]) or _elsewhere(typer, here, steps[-1]) or _of_type(typer, here, steps[-1])
    raise TypeFault("TYPE-24", steps[-1].span, name=steps[-1].text, **hint)


def _elsewhere(typer: Typing, here: tuple[str, ...], name: nodes.Name) -> dict[str, str]:
    """The hint where another type has the collection: the way to it from here, if a reference leads there."""
    vocabulary = typer.names.vocabulary
    owners = [each.name for each in vocabulary.given if vocabulary.collection(each.name, name.text) is not None]
    starts = [vocabulary.type(each) for each in here]
    ways = [
        field.name
        for start in starts
        if start is not None
        for field in start.fields
        if field.kind is Kind.REFERENCE and set(field.targets) <= set(owners)
    ]
    if ways:
        listed = ", ".join(f"`{name.text} của {way}`" for way in ways)
        return {"hint_vi": f"từ `{here[0]}` viết {listed}", "hint_en": f"from `{here[0]}` write {listed}"}
    if owners:
        listed = ", ".join(f"`{each}`" for each in owners)
        return {
            "hint_vi": f"`{name.text}` là nhóm của {listed}; `{here[0]}` chưa có quan hệ dẫn đến đó",
            "hint_en": f"`{name.text}` is a collection of {listed}; `{here[0]}` has no reference that leads there",
        }
    return {}


def _of_type(typer: Typing, here: tuple[str, ...], name: nodes.Name) -> dict[str, str]:
    """The hint where the name is that of a type: the collections of its subjects that are seen from here."""
    vocabulary = typer.names.vocabulary
    found = vocabulary.type(name.text)
    if found is None:
        return {}
    seen = [each.name for type_name in here for each in vocabulary.collections(type_name) if each.member == found.name]
    return type_hint(found.name, tuple(dict.fromkeys(seen)))


def _of_some(typer: Typing, here: tuple[str, ...], name: nodes.Name) -> dict[str, str]:
    """The hint where a reference may lead to several types that do not share the collection: what each of them has."""
    found = {each: typer.names.collection((each,), name) for each in here}
    if len(here) < 2 or not any(found.values()):
        return {}
    ways = [(owner, None if one is None else f"`{one.via}` (`{one.member}`)") for owner, one in found.items()]
    listed_vi = ", ".join(f"`{owner}`: {way or 'không có'}" for owner, way in ways)
    listed_en = ", ".join(f"`{owner}`: {way or 'none'}" for owner, way in ways)
    all_ = ", ".join(f"`{each}`" for each in here)
    return {
        "hint_vi": f"quan hệ có thể dẫn đến {all_}, mà nhóm này không cùng đến từ một trường "
        f"({listed_vi}): khai báo một trường `thuộc [{', '.join(here)}]`, hoặc dùng cho mỗi loại một quan hệ riêng",
        "hint_en": f"the reference may lead to {all_}, and the collection does not come from one field "
        f"({listed_en}): declare one field `thuộc [{', '.join(here)}]`, or use a reference for each",
    }


def _chained(typer: Typing, first: Collection, steps: tuple[nodes.Name, ...]) -> tuple[Collection, ...]:
    chain = [first]
    for name in steps:
        collection = typer.names.collection((chain[-1].member,), name)
        if collection is None:
            raise TypeFault("TYPE-24", name.span, name=name.text)
        chain.append(collection)
    return tuple(chain)


def fold_of(typer: Typing, node: nodes.Aggregate, scope: Scope) -> Typed:
    """The sum, mean, greatest or least of a value of the elements."""
    members = members_of(typer, node.members, scope)
    item = typer.value(nodes.Path((node.item,), span=node.item.span), inside(members, scope))
    if item.unit is None and node.fold.value not in ("lớn nhất", "nhỏ nhất"):
        raise TypeFault("TYPE-20", node.item.span, kind=item.type.kind.value)
    if not item.type.kind.is_ordered:
        raise TypeFault("TYPE-20", node.item.span, kind=item.type.kind.value)
    own = isinstance(item.value, ir.FieldValue) and item.type.shape is not None
    limits = domain(cast(Field, item.type.shape)) if own else Possible(absent=True, undetermined=True)
    by = None if node.by is None else _grouping(typer, node, item, inside(members, scope))
    whole = item.type.integral and node.fold.value != "trung bình"
    type_ = ir.ValueType(item.type.kind, item.type.shape if item.unit is None else None, whole)
    return Typed(ir.FoldOf(node.fold, item.value, members, limits, type_, by), type_, item.unit)


def _grouping(typer: Typing, node: nodes.Aggregate, item: Typed, scope: Scope) -> ir.Value:
    """What the elements of a group share, for a sum over groups."""
    assert node.by is not None
    if node.over is not Fold.SUM or node.fold not in (Fold.MAX, Fold.MIN):
        raise TypeFault("TYPE-68", node.span)
    if item.unit is None:
        raise TypeFault("TYPE-20", node.item.span, kind=item.type.kind.value)
    return typer.value(node.by, scope).value


def streak_of(typer: Typing, node: nodes.Streak, scope: Scope) -> Typed:
    """How many periods in a row have an element."""
    until = typer.value(node.until, scope)
    members = members_of(typer, node.members, scope)
    element = typer.names.vocabulary.type(members.element)
    assert element is not None
    keyed = [each for each in element.fields if each.kind.is_period and each.name in element.key]
    periods = keyed or [each for each in element.fields if each.kind.is_period]
    if len(periods) != 1:
        raise TypeFault("TYPE-22", node.span, name=members.element)
    if until.unit == "plain" and periods[0].kind is Kind.YEAR and isinstance(until.value, ir.Constant):
        until = Typed(until.value, type_of(periods[0]))
    if until.type.kind is not periods[0].kind:
        raise TypeFault("TYPE-09", node.until.span, left=until.type.kind.value, right=periods[0].kind.value)
    single = len(members.collections) == 1
    unique = single and set(element.key) == {members.collections[0].via, periods[0].name}
    return Typed(ir.StreakOf(until.value, members, periods[0].name, unique, ir.WHOLE), ir.WHOLE, "plain")
