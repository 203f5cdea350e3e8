"""The mutants of a ruleset: small changes of its program, one at a time, each at a place that people have written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve, field, frozen

from thidua_rules.api import Ruleset, ruleset_of
from thidua_rules.authoring.equivalence import same_table
from thidua_rules.authoring.small_changes import Change, ChangeKind, changes_of, steps_of
from thidua_rules.authoring.spots import Found, Spot, spots_of
from thidua_rules.facts.codec import show
from thidua_rules.facts.lifting import number, slot_of
from thidua_rules.facts.vocabulary import Field, Kind
from thidua_rules.program import ir
from thidua_rules.program.bases import settle_bases
from thidua_rules.program.tables import cut
from thidua_rules.program.warnings import applicability
from thidua_rules.report.messages import in_both
from thidua_rules.ruleset.model import ParameterDeclaration

Key = tuple[str, ChangeKind, tuple[str | int, ...], str]
"""What makes a change one and the same in all rules that stand at a place, and in every ruleset that inherits it."""


@frozen
class Mutant:
    """A ruleset with one small change: of its rules (`rules`, by the code of the rule changed) or of a parameter.

    `told` says in Vietnamese and in English what was changed at the `spot`.
    """

    kind: ChangeKind
    spot: Spot
    told: tuple[str, str]
    key: Key = field(repr=False)
    rules: Mapping[str, tuple[ir.Rule, ...]] = field(factory=dict, repr=False, hash=False)
    parameter: ParameterDeclaration | None = field(default=None, repr=False)

    def of(self, ruleset: Ruleset) -> Ruleset:
        """The ruleset with the change. Its `program` is decided like any other; its `id` is the same."""
        if self.parameter is not None:
            changed = self.parameter
            parameters = tuple(changed if each.name == changed.name else each for each in ruleset.model.parameters)
            return ruleset_of(evolve(ruleset.model, parameters=parameters), ruleset.program, ruleset.findings)
        return ruleset_of(ruleset.model, changed_program(ruleset.program, self.rules), ruleset.findings)


def changed_program(program: ir.Program, rules: Mapping[str, tuple[ir.Rule, ...]]) -> ir.Program:
    """The program with other rules in the place of some, and what its quotas rest on found anew."""
    pairs = [
        (new, stratum)
        for rule, stratum in zip(program.rules, program.strata, strict=True)
        for new in rules.get(rule.code, (rule,))
    ]
    changed = tuple(rule for rule, _ in pairs)
    if any(isinstance(rule, ir.Quota) for rule in changed):
        changed = settle_bases(changed, applicability(changed))
    return evolve(program, rules=changed, strata=tuple(stratum for _, stratum in pairs))


def mutants_of(ruleset: Ruleset, inherited: bool = False) -> tuple[Mutant, ...]:
    """Every mutant, in the order of files and lines: of the ruleset's own rules, or also of those it has inherited.

    Of those that are the same rules written otherwise, as far as that is plain to see, only one.
    """
    found: dict[Key, Mutant] = {}
    spots = spots_of(ruleset.model)
    for rule in ruleset.program.rules:
        for spot, change in _of_rule(rule, spots):
            if not (inherited or spot.is_within(ruleset.model.location)):
                continue
            key = (spot.place.text(), change.kind, change.path, change.told[0])
            now = change.now if isinstance(change.now, tuple) else (change.now,)
            if key not in found:
                found[key] = Mutant(change.kind, spot, change.told, key, {rule.code: now})
            elif rule.code not in found[key].rules:
                found[key] = evolve(found[key], rules={**found[key].rules, rule.code: now})
    for parameter in ruleset.model.parameters:
        for mutant in _of_parameter(parameter):
            if inherited or mutant.spot.is_within(ruleset.model.location):
                found[mutant.key] = mutant
    return tuple(sorted(_distinct(found.values()), key=_order))


def _order(mutant: Mutant) -> tuple[Any, ...]:
    return (*mutant.spot.order, *map(str, mutant.key))


def _distinct(mutants: Iterable[Mutant]) -> Iterator[Mutant]:
    """Those that are not the same as one before them."""
    seen: set[object] = set()
    for each in mutants:
        if each.parameter is None:
            same = frozenset(each.rules.items())
            if same in seen:
                continue
            seen.add(same)
        yield each


# ---------------------------------------------------------------- rules

Spotted = tuple[Spot, Change]
"""A change of a whole rule, and the place that it changes."""


def _of_rule(rule: ir.Rule, spots: Mapping[str, Found]) -> Iterator[Spotted]:
    if isinstance(rule, ir.Criterion):
        for spot, change in _of_node(rule.root, spots):
            apart = change.now if isinstance(change.now, _Apart) else _Apart(change.now)
            orphans = tuple(ir.Criterion(each.code, rule.subject, each) for each in apart.left_out)
            yield spot, evolve(change, now=(*orphans, evolve(rule, root=apart.node)))
        return
    found = spots.get(rule.code)
    if found is None:
        return
    if isinstance(rule, ir.Quantity):
        yield from _of_quantity(rule, found)
    elif isinstance(rule, ir.Rank):
        for position, change in _of_keys(rule.keys):
            spot = evolve(found.spot, place=found.keys[position])
            yield spot, evolve(change, now=evolve(rule, keys=change.now))
    else:
        yield from _of_quota(rule, found)


@frozen
class _Apart:
    """A node, and what was taken out of it, which goes on as a rule of its own: others may refer to it."""

    node: ir.Requirement
    left_out: tuple[ir.Requirement, ...] = ()


def _of_node(node: ir.Requirement, spots: Mapping[str, Found]) -> Iterator[Spotted]:
    """The changes of a node and of all below it, each as the whole node, perhaps with parts left out."""
    found = spots.get(node.code)
    if found is not None:
        yield from _own(node, found)
        if node.condition is not None and not _is_made(node):
            for change in changes_of(node.condition):
                yield found.spot, evolve(change, now=evolve(node, condition=change.now))
    for position, each in enumerate(node.exceptions):
        yield from _of_exception(node, position, each, spots)
    for position, child in enumerate(node.children):
        rest = (node.children[:position], node.children[position + 1 :])
        below = spots.get(child.code)
        if below is not None and len(node.children) > 1:
            kind: ChangeKind = "exclusion" if child.about.excluding else "requirement"
            told = in_both("mutant_exclusion" if kind == "exclusion" else "mutant_requirement")
            without = _Apart(evolve(node, children=rest[0] + rest[1]), (child,))
            yield below.spot, Change(kind, ("drop",), told, without)
        for spot, change in _of_node(child, spots):
            inner = change.now if isinstance(change.now, _Apart) else _Apart(change.now)
            whole = evolve(node, children=(*rest[0], inner.node, *rest[1]))
            yield spot, evolve(change, now=_Apart(whole, inner.left_out))


def _is_made(node: ir.Requirement) -> bool:
    """Whether the compiler has made the condition, as that of a title, which only asks for its standard."""
    return isinstance(node.condition, ir.Concluded) and node.condition.code == f"đủ chuẩn {node.code}"


def _own(node: ir.Requirement, found: Found) -> Iterator[Spotted]:
    """The changes of what a node is itself: its guard, and how its children combine."""
    if found.guard is not None and node.guard is not None:
        guards = _guards(node.guard)
        rest = guards[1:]
        yield (
            found.guard,
            Change("guard", ("drop",), _NO_GUARD, evolve(node, guard=rest[0] if rest else None)),
        )
        for change in changes_of(guards[0]):
            guard = ir.Conjunction((change.now, *rest)) if rest else change.now
            yield found.guard, evolve(change, now=evolve(node, guard=guard))
    if len(node.children) < 2:
        return
    if node.group == "all" and not any(_is_made_child(each) for each in node.children):
        yield found.spot, Change("connective", ("group",), in_both("mutant_all"), evolve(node, group="any"))
    elif node.group == "any":
        yield found.spot, Change("connective", ("group",), in_both("mutant_any"), evolve(node, group="all"))
    elif node.group == "at_least":
        for least in (node.least + 1, node.least - 1):
            if 1 <= least <= len(node.children):
                told = in_both("mutant_least", before=node.least, after=least)
                yield found.spot, Change("threshold", ("least",), told, evolve(node, least=least))


_NO_GUARD = in_both("mutant_guard")


def _guards(guard: ir.Condition) -> tuple[ir.Condition, ...]:
    """A guard as written, and what the compiler has added to it, if anything: that the standard of a title applies."""
    match guard:
        case ir.Conjunction((_, ir.Concluded() as last) as both) if last.code.startswith("áp dụng "):
            return both
    return (guard,)


def _is_made_child(node: ir.Requirement) -> bool:
    """Whether the compiler has made a part of a title: that its standard is met."""
    return node.code.endswith(".chuẩn") and isinstance(node.condition, ir.Conjunction)


def _of_exception(
    node: ir.Requirement, position: int, each: ir.Exempting, spots: Mapping[str, Found]
) -> Iterator[Spotted]:
    found = spots.get(each.code)
    if found is None:
        return
    before, after = node.exceptions[:position], node.exceptions[position + 1 :]
    alone = ir.Requirement(each.code, "leaf", each.condition, guard=each.guard, about=each.about)
    told = in_both("mutant_exception")
    yield found.spot, Change("exception", ("drop",), told, _Apart(evolve(node, exceptions=before + after), (alone,)))

    def whole(changed: ir.Exempting) -> ir.Requirement:
        return evolve(node, exceptions=(*before, changed, *after))

    for change in changes_of(each.condition):
        yield found.spot, evolve(change, now=whole(evolve(each, condition=change.now)))
    if each.guard is not None and found.guard is not None:
        yield found.guard, Change("guard", ("drop",), _NO_GUARD, whole(evolve(each, guard=None)))
        for change in changes_of(each.guard):
            yield found.guard, evolve(change, now=whole(evolve(each, guard=change.now)))


# ---------------------------------------------------------------- quantities


def _of_quantity(rule: ir.Quantity, found: Found) -> Iterator[Spotted]:
    if rule.guard is not None and found.guard is not None:
        yield found.guard, Change("guard", ("drop",), _NO_GUARD, evolve(rule, guard=None))
        for change in changes_of(rule.guard):
            yield found.guard, evolve(change, now=evolve(rule, guard=change.now))
    if not isinstance(rule.body, ir.Table):
        for change in changes_of(rule.body):
            yield found.spot, evolve(change, now=evolve(rule, body=change.now))
        return
    rows = rule.body.rows
    for position, row in enumerate(rows):

        def whole(*changed: ir.TableRow, position: int = position) -> ir.Quantity:
            return evolve(rule, body=_table(rule.body, (*rows[:position], *changed, *rows[position + 1 :])))

        spot = found.row(row)
        if spot is None and found.guard is not None and isinstance(row.condition, ir.Negation):
            # an item of a score where its guard is not met
            yield found.guard, Change("guard", ("drop",), _NO_GUARD, whole())
            for change in changes_of(row.condition.operand):
                yield found.guard, evolve(change, now=whole(evolve(row, condition=ir.Negation(change.now))))
        elif spot is not None and row.condition is not None:
            for change in changes_of(row.condition):
                changed = whole(evolve(row, condition=change.now))
                if not (isinstance(changed.body, ir.Table) and same_table(rows, changed.body.rows)):
                    yield spot, evolve(change, now=changed)
        for change in changes_of(row.result):
            path = ("result", *change.path)
            yield spot or found.spot, evolve(change, path=path, now=whole(evolve(row, result=change.now)))


def _table(before: object, rows: Sequence[ir.TableRow]) -> ir.Table | ir.Value:
    """The table of other rows, cut where it was cut before; a single row that always holds is its result."""
    if len(rows) == 1 and rows[0].condition is None:
        return rows[0].result
    return cut(tuple(rows)) if isinstance(before, ir.Table) and before.tested is not None else ir.Table(tuple(rows))


# ---------------------------------------------------------------- places among others


def _of_keys(keys: tuple[ir.SortKey, ...]) -> Iterator[tuple[int, Change]]:
    """The changes of the keys of an order, each as all of them; the council's choice has no other direction."""
    for position, key in enumerate(keys):
        if key.choice:
            continue
        other = evolve(key, descending=not key.descending)
        yield (
            position,
            Change("order", (position,), in_both("mutant_order"), (*keys[:position], other, *keys[position + 1 :])),
        )
        for change in changes_of(key.operand):
            changed = evolve(key, operand=change.now)
            now = (*keys[:position], changed, *keys[position + 1 :])
            yield position, evolve(change, path=(position, *change.path), now=now)


_TIES: Mapping[ir.Ties, ir.Ties] = {"council": "all", "all": "none", "none": "all"}


def _of_quota(rule: ir.Quota, found: Found) -> Iterator[Spotted]:
    # the council's choice orders those who tie: where it no longer decides it is no key either
    keys = tuple(each for each in rule.keys if not each.choice)
    other = evolve(rule, ties=_TIES[rule.ties], keys=keys)
    yield found.spot, Change("ties", ("ties",), in_both(f"mutant_ties_{rule.ties}"), other)
    for position, change in _of_keys(rule.keys):
        place = found.keys[position] if position < len(found.keys) else found.spot.place
        yield evolve(found.spot, place=place), evolve(change, now=evolve(rule, keys=change.now))
    for position, limit in enumerate(rule.limits):

        def whole(changed: ir.Limit, position: int = position) -> ir.Quota:
            return evolve(rule, limits=(*rule.limits[:position], changed, *rule.limits[position + 1 :]))

        spot = found.limit(limit.code)
        for change in changes_of(limit.seats, numbers=True):
            yield spot, evolve(change, path=("seats", *change.path), now=whole(evolve(limit, seats=change.now)))
        if limit.counts is not None:
            freed = evolve(limit, counts=None, guard=None, applies="")
            yield spot, Change("guard", ("counts",), in_both("mutant_counts"), whole(freed))
            for change in changes_of(limit.counts):
                yield spot, evolve(change, path=("counts", *change.path), now=whole(evolve(limit, counts=change.now)))


# ---------------------------------------------------------------- parameters


def _of_parameter(declared: ParameterDeclaration) -> Iterator[Mutant]:
    """A parameter with one of its values a step higher or lower, or another one of its choices."""
    spot = Spot("parameter", declared.name, declared.place, declared.remarks.title or declared.name)
    for position, (start, slot) in enumerate(declared.values):
        for moved in _moved_slots(declared.shape, slot):
            values = (*declared.values[:position], (start, moved), *declared.values[position + 1 :])
            told = tuple(
                f"{show(declared.shape, slot, lang)} → {show(declared.shape, moved, lang)}" for lang in ("vi", "en")
            )
            key: Key = (spot.place.text(), "parameter", (declared.name, position), told[0])
            changed = evolve(declared, values=values)
            yield Mutant("parameter", spot, (told[0], told[1]), key, {}, changed)


def _moved_slots(shape: Field, slot: Any) -> Iterator[Any]:
    if isinstance(slot, bool):
        yield not slot
    elif shape.kind is Kind.CHOICE and slot in shape.options:
        yield shape.options[(shape.options.index(slot) + 1) % len(shape.options)]
    elif shape.kind.is_ordered and not shape.kind.is_number and isinstance(slot, int):
        yield from steps_of(slot, shape.kind, shape)
    elif shape.kind.is_number and slot is not None and not isinstance(slot, str) and hasattr(slot, "__add__"):
        for moved in steps_of(number(shape, slot), shape.kind, shape):
            new = slot_of(shape, moved)
            low, high = shape.low, shape.high
            if (low is None or new >= low) and (high is None or new <= high):  # type: ignore[operator]
                yield new
